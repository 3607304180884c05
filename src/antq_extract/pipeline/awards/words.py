"""The word classes of awards (``awards.yaml`` of the rule pack), compiled once per pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from ...rules.pack import DEFAULT_PACK
from ..actor.words import alternatives, load_words, whole


class RecipientWords(BaseModel):
    """Counted nouns by the kind of recipient."""

    model_config = ConfigDict(extra="forbid")
    collective: list[str]
    individual: list[str]
    household: list[str]


class AwardWords(BaseModel):
    """``awards.yaml`` as it must be."""

    model_config = ConfigDict(extra="forbid")
    recipients: RecipientWords
    counters: list[str]
    never_recipients: list[str]
    generic_recipients: list[str]
    not_awarded: list[str]
    awards: list[str]
    named_awards: list[str]
    award_names: list[str]
    award_tails: list[str]
    prize_ranks: list[str]
    score_medals: list[str]
    not_prizes: list[str]
    praise_verbs: list[str]
    give_verbs: list[str]
    receive_verbs: list[str]
    not_verbs_after: list[str]
    not_verbs_before: list[str]
    proposals: list[str]
    delegations: list[str]
    links: list[str]
    not_links: list[str]
    places: list[str]
    standards: list[str]
    revocations: list[str]


@dataclass(frozen=True, slots=True)
class AwardGrammar:
    """The compiled patterns; all run on the view's folded text."""

    mark: re.Pattern[str]
    recipient: re.Pattern[str]
    kinds: dict[str, str]
    counter: re.Pattern[str]
    never_recipient: re.Pattern[str]
    generic: re.Pattern[str]
    not_awarded: re.Pattern[str]
    award: re.Pattern[str]
    score_medal: re.Pattern[str]
    not_verb_after: re.Pattern[str]
    not_verb_before: re.Pattern[str]
    proposal: re.Pattern[str]
    delegation: re.Pattern[str]
    link: re.Pattern[str]
    not_link: re.Pattern[str]
    place: re.Pattern[str]
    trigger: re.Pattern[str]
    standard: re.Pattern[str]
    revocation: re.Pattern[str]

    def kind_of(self, noun: str) -> str:
        """The kind of recipient that a noun matched by ``recipient`` names."""
        return self.kinds.get(re.sub(r"\s+", " ", noun), "individual")


@lru_cache(maxsize=8)
def award_grammar(pack: str = DEFAULT_PACK) -> AwardGrammar:
    """The grammar of a rule pack.

    Raises:
        PackError: ``awards.yaml`` is not valid.
    """
    words = load_words(AwardWords, "awards.yaml", pack)
    nouns = {
        kind: getattr(words.recipients, kind) for kind in ("collective", "individual", "household")
    }
    kinds = {noun: kind for kind, listed in nouns.items() for noun in listed}
    tails = rf"(?:\s{{1,2}}(?:{alternatives(words.award_tails)})(?!\w))"
    quoted = r"[\"“'‘«][^\"”'’»\n]{2,90}[\"”'’»]"
    plain = rf"(?:{alternatives(words.awards)})(?!\w){tails}{{0,2}}"
    named = (
        rf"(?:{alternatives(words.named_awards)})(?!\w)"
        rf"(?:\s{{0,2}}{quoted}|(?:\s{{1,2}}(?:{alternatives(words.award_names)})(?!\w))?)"
        rf"(?:\s{{1,2}}\d{{2}}\s{{1,2}}năm(?:\s{{1,2}}tuổi\s{{1,2}}đảng)?)?{tails}{{0,2}}"
    )
    ranked = (
        rf"giải(?:\s{{1,2}}thưởng)?\s{{1,2}}[\"“]?(?:{alternatives(words.prize_ranks)})(?!\w)[\"”]?"
    )
    prize = rf"giải(?!\s{{1,2}}(?:{alternatives(words.not_prizes)})(?!\w))(?!\w)"
    award = rf"(?<!\w)(?:(?P<plain>{plain})|(?P<ranked>{ranked})|(?P<named>{named})|(?P<prize>{prize}))"
    verbs = (
        rf"(?P<praise>{whole(words.praise_verbs)})|(?P<give>{whole(words.give_verbs)})"
        rf"|(?P<receive>{whole(words.receive_verbs)})"
    )
    return AwardGrammar(
        mark=re.compile(rf"{award}|{verbs}|(?P<stop>;)"),
        # Nouns of callings are open: whatever ends in viên, trưởng, sĩ, sư counts people.
        recipient=re.compile(
            rf"(?:[^\W\d_]{{1,7}}\s(?:viên|trưởng|sĩ|sỹ|sư)|{alternatives(set(kinds))}(?!\s(?:trưởng|viên)))(?!\w)"
        ),
        kinds=kinds,
        counter=re.compile(rf"\s{{0,2}}(?:{alternatives(words.counters)})(?!\w)\s{{0,2}}"),
        generic=re.compile(rf"\s{{0,2}}(?:lượt\s)?(?:{alternatives(words.generic_recipients)})(?!\w)"),
        not_awarded=re.compile(whole(words.not_awarded)),
        never_recipient=re.compile(rf"\s{{0,2}}(?:{alternatives(words.never_recipients)}|[^\w\s]|\d)(?!\w)|\s{{0,2}}[^\w\s]"),
        award=re.compile(award),
        score_medal=re.compile(rf"(?:{alternatives(words.score_medals)})(?!\w)"),
        not_verb_after=re.compile(rf"(?<!\w)(?:{alternatives(words.not_verbs_after)})\s{{0,2}}$"),
        not_verb_before=re.compile(rf"\s{{1,2}}(?:{alternatives(words.not_verbs_before)})(?!\w)"),
        proposal=re.compile(rf"(?<!\w)(?:{alternatives(words.proposals)})(?!\w)"),
        delegation=re.compile(rf"(?<!\w)(?:{alternatives(words.delegations)})(?:\s{{1,2}}của)?\s{{1,2}}"),
        link=re.compile(rf"(?:(?<!\w)(?:{alternatives(words.links)})(?!\w)|[,;:(+\-–•/])\s{{0,2}}$"),
        not_link=re.compile(rf"(?<!\w)(?:{alternatives(words.not_links)})(?:\s{{1,2}}(?:hơn|gần|trên|khoảng))?\s{{0,2}}$"),
        place=re.compile(rf"\s{{1,2}}(?:{alternatives(words.places)})(?!\w)"),
        standard=re.compile(rf"[\s\"“]{{0,3}}[^,;.:\n]{{0,40}}?(?<!\w)(?:{alternatives(words.standards)})(?!\w)"),
        revocation=re.compile(rf"(?<!\w)(?:{alternatives(words.revocations)})(?:\s{{1,2}}lại)?\s{{1,2}}$"),
        trigger=re.compile(
            rf"{whole(words.praise_verbs)}|(?<!\w)(?:{alternatives(words.awards + words.named_awards)}|giải)(?!\w)"
        ),
    )
