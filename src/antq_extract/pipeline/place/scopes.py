"""Words that say how far a count reaches without naming a place: *cả nước*, *toàn tỉnh*, *trong xã*, *theo huyện*.

One Aho-Corasick automaton finds them all in one pass over the folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from ...language.gazetteer.gazetteer import place_words
from .locus import either

# The lists of places.yaml and the label that their phrases get.
_LISTS = {
    "whole_country": "country",
    "whole_province": "province",
    "whole_city": "city",
    "whole_district": "district",
    "whole_commune": "commune",
    "of_district": "of_district",
    "court": "court",
    "state_cases": "state",
}
# Bare level words: a scope where a clause begins with them (*Huyện sẽ chi 2 tỷ đồng*).
_BARE = {"huyện": "of_district", "quận": "of_district", "thị xã": "of_district", "thành phố": "of_city"}
_CLAUSE_BEFORE = re.compile(r"(?:[.,;:]\s|\n|(?<!\w)theo\s|(?<!\w)nay\s)$")
_NOUN_AFTER = re.compile(r",?\s[^\W\d_]")
_ANOTHER_LEVEL = re.compile(r"\s?[,/]\s?(?:quận|huyện|thị|xã|phường)")  # *địa bàn quận, huyện* is no scope
_BEFORE = 30  # how far before a phrase its exclusions are looked for


@dataclass(slots=True)
class Scope:
    """A phrase of a label, ``[start, end)``."""

    start: int
    end: int
    label: str


def find_scopes(norm: str) -> list[Scope]:
    """The scopes, court words and signs of a state case in a folded text, in order."""
    found: list[Scope] = []
    size = len(norm)
    for last, (label, length, bare) in _automaton().iter(norm):
        start, end = last + 1 - length, last + 1
        if (start and (norm[start - 1].isalnum())) or (end < size and norm[end].isalnum()):
            continue
        if bare and not (_clause_begins(norm, start) and _NOUN_AFTER.match(norm, end)):
            continue
        if label in ("district", "commune") and _ANOTHER_LEVEL.match(norm, end):
            continue
        if label == "country" and (_not_whole().search(norm, max(0, start - _BEFORE), start) or _slogan().match(norm, end)):
            continue
        while found and found[-1].label == label and found[-1].start >= start:
            found.pop()  # the longer phrase that ends later or here holds it
        if not (found and found[-1].label == label and found[-1].end >= end):
            found.append(Scope(start, end, label))
    found.sort(key=lambda scope: scope.start)
    return found


def _clause_begins(norm: str, start: int) -> bool:
    return bool(_CLAUSE_BEFORE.search(norm, max(0, start - 6), start))


@lru_cache(maxsize=1)
def _not_whole() -> re.Pattern[str]:
    return re.compile(rf"{either(place_words().lists['not_whole_after'])}\s$")


@lru_cache(maxsize=1)
def _slogan() -> re.Pattern[str]:
    return re.compile(rf"\s{either(place_words().lists['slogan_after'])}")


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for phrase, label in _BARE.items():
        automaton.add_word(phrase, (label, len(phrase), True))
    for name, label in _LISTS.items():
        for phrase in place_words().lists[name]:
            automaton.add_word(phrase, (label, len(phrase), False))
    automaton.make_automaton()
    return automaton
