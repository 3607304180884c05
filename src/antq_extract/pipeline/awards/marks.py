"""The marks of an award sentence: verbs of giving and praising, names of awards, numbers, semicolons.

The first step of reading an award scene. All positions are positions of the view; patterns run on its folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...language.text import TextView
from ..actor.agents import Agents, Span
from .words import AwardGrammar

RECIPIENT_KINDS = ("collective", "individual", "household", "mixed")
_OF = re.compile(r"\s{0,2}(?:[\"“'‘«][^\"”'’»\n]{2,90}[\"”'’»]\s{0,2}|về\s{1,2}thành tích[^,;.\n]{0,60}?\s)?(?:của|do)\s{1,2}")
_NAME = re.compile(r"\s{0,2}[\"“'‘«][^\"”'’»\n]{2,90}[\"”'’»]")
_AFTER_NAME = re.compile(r"\s{0,2}(?:,|;|\.|\)|và\b|cho\b|đến\b|tới\b|của\b|về\b|vì\b|do\b|dành\b|đối với\b|tại\b|năm\b|\d|$)")
_GIVEN = re.compile(r"(?:tặng|trao|nhận|thưởng|,|và|\d)\s{1,2}(?:lá\s{1,2})?$")
# A bare "giải" is a prize only after a verb of giving or getting, or a number.
_PRIZE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:trao|tặng|nhận|đạt|đoạt|giành|được|thưởng)|\d)\s{1,2}(?:(?:các|nhiều|những|một|số|hai|ba)\s{1,2})?$"
)
_NEGLIGIBLE = re.compile(r"[\s\"“”'‘’«»()%]*")
_CAPITALISED_RUN = re.compile(r"(?:\s{1,2}[^\W\d_]{1,12}){1,12}")
_MORE = re.compile(r"\s{0,2},\s{0,2}|\s{1,2}(?:và|hoặc)\s{1,2}")
_BLANK = re.compile(r"\s{1,2}")
# Ends the name of an award or a prize.
_NAME_END = ("cho", "của", "đến", "tới", "và", "về", "vì", "do", "năm", "tại", "là", "trong", "thuộc", "cùng", "với")
_NAME_STOP = re.compile(rf"\s(?:{'|'.join(_NAME_END)})\s")


@dataclass(slots=True)
class Scene:
    """One act of awarding. ``kind`` is ``active``, ``passive`` or ``list`` (an award without a verb)."""

    kind: str
    praise: bool
    start: int
    end: int
    agent: Span | None = None
    awards: list[Span] = field(default_factory=list)
    of: Span | None = None
    named: bool = False
    proposal: bool = False
    subject: Span | None = None
    receiving: bool = False
    subject_kind: str = ""


@dataclass(slots=True)
class Count:
    """A number of the sentence: ``[start, end)``, the end of its noun, and the scene it belongs to.

    ``kind`` is ``collective``, ``individual``, ``household`` or ``mixed`` for recipients, ``award`` where awards
    themselves are counted, ``times`` (*hai lần được tặng*), ``unknown`` where the noun is in no class, or empty
    where it can be no recipient.
    """

    start: int
    end: int
    kind: str
    noun_end: int
    scene: Scene | None = None
    awards: list[Span] = field(default_factory=list)
    of: Span | None = None
    attached: bool = False
    series: bool = False
    ends_series: bool = False
    goal: str = ""


@dataclass(slots=True)
class Mark:
    """A mark of the row. ``kind``: praise, give, receive, award, count or ``;``."""

    start: int
    end: int
    kind: str
    count: Count | None = None


def read_kind(view: TextView, grammar: AwardGrammar, at: int, high: int) -> tuple[str, int]:
    """What a number that ends at ``at`` counts, by the noun after it: its kind (see :class:`Count`) and its end."""
    norm = view.norm
    at = _NEGLIGIBLE.match(norm, at, high).end()  # type: ignore[union-attr]
    if norm.startswith("lần", at) and not norm[at + 3 : at + 4].isalpha():
        return "times", at + 3
    medal = grammar.score_medal.match(norm, at, high)
    if medal:
        return "", medal.end()
    award = grammar.award.match(norm, at, high)
    if award:
        return "award", award.end()
    kinds: list[str] = []
    end = at
    for _ in range(6):
        for _ in range(2):
            counter = grammar.counter.match(norm, at, high)
            if counter is None or (grammar.recipient.match(norm, at, high) and counter[0].strip() != "lượt"):
                break
            at = counter.end()
        noun = grammar.recipient.match(norm, at, high)
        if noun is None:
            break
        kinds.append(grammar.kind_of(noun[0]))
        end = noun.end()
        more = _MORE.match(norm, end, high)
        if more is None:
            break
        at = more.end()
    if not kinds:
        return ("" if grammar.never_recipient.match(norm, at, high) or at >= high else "unknown"), at
    return (kinds[0] if len(set(kinds)) == 1 else "mixed"), end


def scenes_possible(view: TextView, grammar: AwardGrammar, low: int, high: int) -> bool:
    """Whether ``[low, high)`` holds a word that awards need. Cheap."""
    return grammar.trigger.search(view.norm, low, high) is not None


class MarkReader:
    """Finds the marks of one stretch of the view."""

    def __init__(self, view: TextView, grammar: AwardGrammar, agents: Agents, low: int, high: int):
        self.view = view
        self.grammar = grammar
        self.agents = agents
        self.low = low
        self.high = high

    def read(self, counts: list[Count]) -> list[Mark]:
        """The marks in order; numbers as they are given, with their nouns."""
        norm, grammar = self.view.norm, self.grammar
        marks = [Mark(c.start, c.noun_end, "count", c) for c in counts]
        following = iter([*counts, None])
        ahead = next(following)
        until = self.low
        for found in grammar.mark.finditer(norm, self.low, self.high):
            start, end = found.span()
            while ahead is not None and ahead.start <= start:
                until = max(until, ahead.noun_end)
                ahead = next(following)
            if start < until:
                continue
            group = found.lastgroup or ""
            if group == "stop":
                marks.append(Mark(start, end, ";"))
            elif group in ("plain", "named", "ranked", "prize"):
                if self._is_award(start, end, group):
                    until = self.award_end(start, end, group)
                    marks.append(Mark(start, until, "award"))
            elif self._is_verb(start, end, group):
                marks.append(Mark(start, end, group))
        marks.sort(key=lambda m: (m.start, m.end))
        return marks

    def _is_award(self, start: int, end: int, group: str) -> bool:
        norm, grammar = self.view.norm, self.grammar
        if grammar.score_medal.match(norm, start) or grammar.revocation.search(norm, max(self.low, start - 20), start):
            return False
        if group == "prize":
            return _PRIZE_BEFORE.search(norm, max(self.low, start - 24), start) is not None
        if norm[start:end] == "cờ":
            return _GIVEN.search(norm, max(self.low, start - 12), start) is not None
        return not (group == "named" and grammar.standard.match(norm, end))

    def _is_verb(self, start: int, end: int, group: str) -> bool:
        norm, grammar = self.view.norm, self.grammar
        if group != "receive" and grammar.not_verb_after.search(norm, max(self.low, start - 30), start):
            return False
        return grammar.not_verb_before.match(norm, end) is None

    def award_end(self, start: int, end: int, group: str) -> int:
        """Takes the name that belongs to an award: capitalised words, or the words of a prize up to its edge."""
        text, norm = self.view.text, self.view.norm
        if group == "named" and norm[end - 1] not in "\"”'’»" and " " not in norm[start:end].strip()[9:]:
            run = _CAPITALISED_RUN.match(text, end, min(self.high, end + 90))
            if run:
                stop = end
                for word in re.finditer(r"\s{1,2}(\S+)", run[0]):
                    if word[1].lower() in _NAME_END:
                        break
                    if word[1][0].isupper() or stop > end:
                        stop = end + word.end()
                    else:
                        break
                return stop
        if group == "prize":
            run = _CAPITALISED_RUN.match(text, end, min(self.high, end + 60))
            if run and _AFTER_NAME.match(norm, run.end()):
                stop_word = _NAME_STOP.search(norm, end, run.end())
                return stop_word.start() if stop_word else run.end()
        return end

    def conferrer_after(self, at: int) -> tuple[Span | None, int]:
        """The X of *giấy khen của X* and the end of the whole phrase."""
        norm = self.view.norm
        found = _OF.match(norm, at, self.high)
        if found:
            phrase = self.agents.phrase_after(self.view, found.end(), self.high)
            if phrase:
                return phrase, phrase[1]
        # bằng khen Thủ tướng Chính phủ: the office without a preposition.
        blank = _BLANK.match(norm, at, self.high)
        if blank and self.view.text[blank.end() : blank.end() + 1].isupper() and self.agents.office.match(norm, blank.end()):
            phrase = self.agents.phrase_after(self.view, blank.end(), self.high)
            if phrase:
                return phrase, phrase[1]
        name = _NAME.match(norm, at, self.high)
        return None, name.end() if name else at
