"""The phrases that ``check`` reads between figures, from ``checks.yaml`` of the rule pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import Field

from ..language.text import fold
from ..rules.model import Strict
from ..rules.pack import DEFAULT_PACK, pack_folder
from ..yaml_files import read_yaml, validated

FILE = "checks.yaml"
Phrases = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class CueLists(Strict):
    """``checks.yaml``."""

    same_as: Phrases
    qualifiers: Phrases
    own_whole: Phrases
    target: Phrases
    share_before: Phrases
    share_after: Phrases
    all_parts: Phrases
    some_parts: Phrases
    change_verbs: Phrases
    points_back: Phrases
    result_of: Phrases
    compared_with: Phrases
    comparison: Phrases
    the_rest: Phrases
    of_these: Phrases
    net: Phrases
    parts_lead_in: Phrases
    list_joiners: Phrases
    open_list: Phrases
    sum_cues: Phrases
    other_included: Phrases
    stop_words: Phrases
    place_levels: Phrases


@dataclass(frozen=True, slots=True)
class Cues:
    """The lists of ``checks.yaml``, each as one bounded regular expression over folded text."""

    same_as: re.Pattern[str]
    only_link: re.Pattern[str]
    after_change: re.Pattern[str]
    points_back: re.Pattern[str]
    result_of: re.Pattern[str]
    compared_with: re.Pattern[str]
    comparison: re.Pattern[str]
    the_rest: re.Pattern[str]
    of_these: re.Pattern[str]
    net: re.Pattern[str]
    own_whole: re.Pattern[str]
    target: re.Pattern[str]
    share_before: re.Pattern[str]
    share_after: re.Pattern[str]
    all_parts: re.Pattern[str]
    some_parts: re.Pattern[str]
    list_joiners: re.Pattern[str]
    open_list: re.Pattern[str]
    sum_cues: re.Pattern[str]
    sum_begins: re.Pattern[str]
    other_included: re.Pattern[str]
    qualifiers: re.Pattern[str]
    stop_words: frozenset[str]
    place_levels: re.Pattern[str]

    def place_name(self, place: str) -> str:
        """A place's folded name without its level word: *gia lai* for *tỉnh Gia Lai*."""
        return " ".join(self.place_levels.sub("", fold(place), count=1).split())


@cache
def load_cues(pack: str = DEFAULT_PACK) -> Cues:
    """The cues of a pack. Raises :class:`PackError`, naming file and line, where a list is missing or not one."""
    lists = _read(pack)
    qualified = rf"(?:\s{{0,2}}{_any(lists['qualifiers'])}){{0,3}}\s{{0,2}}"
    lead_in = (
        rf"[\s:]{{0,3}}(?:{_any(lists['parts_lead_in'])}\s{{1,2}})?(?:{_any(lists['qualifiers'])}\s{{1,2}})?"
    )
    return Cues(
        same_as=re.compile(rf"{_any(lists['same_as'])}{qualified}$"),
        only_link=re.compile(rf"^\s{{0,2}}{_any(lists['same_as'])}{qualified}$|^{qualified}$"),
        after_change=re.compile(rf"{_any(lists['change_verbs'])}{qualified}$"),
        points_back=re.compile(rf"^(?:\s{{1,2}}[\w%-]{{1,15}}){{0,4}}\s{{1,2}}{_any(lists['points_back'])}"),
        result_of=re.compile(
            rf"^\s{{0,2}}%?\s{{0,2}}[,)]{{0,2}}\s{{0,2}}{_any(lists['result_of'])}{qualified}$"
        ),
        compared_with=re.compile(rf"{_any(lists['compared_with'])}{qualified}$"),
        comparison=re.compile(_any(lists["comparison"])),
        net=re.compile(_any(lists["net"])),
        of_these=re.compile(rf"[^,;.:()]{{0,30}}{_any(lists['of_these'])}"),
        the_rest=re.compile(_any(lists["the_rest"])),
        own_whole=re.compile(rf"^\s{{0,2}}%?\s{{0,2}}{_any(lists['own_whole'])}"),
        target=re.compile(_any(lists["target"])),
        share_before=re.compile(rf"{_any(lists['share_before'])}{qualified}$"),
        share_after=re.compile(rf"^\s{{0,2}}%?\s{{0,2}}(?:trong\s|trên\s)?{_any(lists['share_after'])}"),
        all_parts=re.compile(rf"{_any(lists['all_parts'])}{lead_in}$"),
        some_parts=re.compile(rf"{_any(lists['some_parts'])}[,:]?[^,;:.()\d]{{0,40}}$"),
        list_joiners=re.compile(_any(lists["list_joiners"])),
        open_list=re.compile(_any(lists["open_list"])),
        sum_cues=re.compile(rf"{_any(lists['sum_cues'])}{qualified}$"),
        sum_begins=re.compile(rf"^\W{{0,4}}{_any(lists['sum_cues'])}[^,;.:]{{0,40}}$"),
        other_included=re.compile(_any(lists["other_included"])),
        qualifiers=re.compile(rf"^{qualified}$"),
        stop_words=frozenset(lists["stop_words"]),
        place_levels=re.compile(rf"^\s{{0,3}}{_any(lists['place_levels'])}\s{{0,3}}(?=\w)"),
    )


def _read(pack: str) -> dict[str, list[str]]:
    """The folded lists of a pack; those of the default pack where it has none of its own."""
    path = pack_folder(pack) / FILE
    if not path.is_file():
        path = pack_folder(DEFAULT_PACK) / FILE
    data, node = read_yaml(path)
    lists = validated(CueLists, data, node, path).model_dump()
    return {name: [fold(phrase) for phrase in phrases] for name, phrases in lists.items()}


def _any(phrases: list[str]) -> str:
    """One of the phrases, the longest that fits, not inside a word."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(_bounded(phrase) for phrase in longest_first) + ")"


def _bounded(phrase: str) -> str:
    left = r"(?<!\w)" if phrase[0].isalnum() else ""
    right = r"(?!\w)" if phrase[-1].isalnum() else ""
    return left + re.escape(phrase) + right
