"""What a phrase that may name an actor names, by its head: an office, a body, people, a person.

All positions are positions of the :class:`~antq_extract.language.text.TextView`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...language.text import TextView

Span = tuple[int, int]

BLANKS = " \t\n-–—+•*▪●◦·>\"'“”‘’«»"
TRAILING_AND = re.compile(r"\s{1,2}(?:và|rồi)$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class AgentHeads:
    """The compiled grammar of one rule pack."""

    plural: re.Pattern[str]
    office: re.Pattern[str]
    body: re.Pattern[str]
    people: re.Pattern[str]
    person: re.Pattern[str]
    side_office: re.Pattern[str]
    level: re.Pattern[str]
    after_level: re.Pattern[str]
    adverbial: re.Pattern[str]
    auxiliary: re.Pattern[str]
    body_tail: re.Pattern[str]
    surname: re.Pattern[str]
    rank: re.Pattern[str]
    any_head: re.Pattern[str]
    verb: re.Pattern[str]
    action: re.Pattern[str]
    reporting: re.Pattern[str]
    finite: re.Pattern[str]
    causative: re.Pattern[str]
    nominal: re.Pattern[str]
    continuer: re.Pattern[str]

    def kind(self, view: TextView, start: int, end: int) -> str:
        """What the phrase at ``[start, end)`` names by its head.

        ``office``, ``body``, ``people``, ``person``, ``level`` (a level of government alone), ``name`` (a bare name), ``side`` (an office
        that does not act) or empty.
        """
        norm = view.norm
        plural = self.plural.match(norm, start, end)
        at = plural.end() if plural else start
        if self.side_office.match(norm, at, end):
            return "side"
        if plural and self.body.match(norm, start, end):
            return "body"  # các cấp, các ngành: the plural belongs to the name
        for name, pattern in (
            ("office", self.office),
            ("body", self.body),
            ("people", self.people),
            ("person", self.person),
        ):
            head = pattern.match(norm, at, end)
            if head and not (name == "person" and not _capital_follows(view, head.end(), end)):
                return name
        if self.level.match(norm, at, end):
            return "level"
        # A capitalised name by itself (Quảng Bình khen thưởng …) stands for the place's authorities or a person.
        words = view.text[at:end].split()
        if 1 < len(words) <= 4 and all(word[0].isupper() and word.isalpha() for word in words):
            return "name"
        return ""

    def strip_auxiliaries(self, view: TextView, start: int, end: int) -> int:
        """The end of ``[start, end)`` without the auxiliaries that stand before a verb."""
        norm = view.norm
        end = rstrip(norm, start, end)
        for _ in range(8):
            if self.body_tail.search(norm, max(start, end - 40), end):
                return end
            found = self.auxiliary.search(norm, max(start, end - 40), end)
            if found is None:
                joined = TRAILING_AND.search(norm, max(start, end - 12), end)
                return joined.start() if joined else end
            end = rstrip(norm, start, found.start())
        return end

    def without_name(self, view: TextView, start: int, end: int) -> int:
        """The end of an office's phrase without the holder's name (Giám đốc Công an tỉnh │ Lê Văn Tám)."""
        words = [m.span() for m in _WORD.finditer(view.text, start, end)]
        for first in range(max(1, len(words) - 5), len(words) - 2):
            tail = words[first:]
            if not all(view.text[a].isupper() for a, _ in tail):
                continue
            if not self.surname.fullmatch(view.norm, *tail[0]):
                continue
            before = view.norm[start : tail[0][0]].rstrip(BLANKS)
            named = self.after_level.search(before)
            if (named and named[0] != "tỉnh") or view.norm[tail[0][0] : end].startswith("hồ chí minh"):
                continue
            stop = rstrip(view.norm, start, tail[0][0])
            rank = self.rank.search(view.norm, start + 1, stop)
            return rstrip(view.norm, start, rank.start()) if rank else stop
        return end

    @staticmethod
    def first_verb(pattern: re.Pattern[str], norm: str, start: int, end: int) -> re.Match[str] | None:
        """The first real verb that a pattern with protected phrases finds."""
        return next((m for m in pattern.finditer(norm, start, end) if m["verb"]), None)


def _capital_follows(view: TextView, at: int, end: int) -> bool:
    return view.text[at:end].lstrip()[:1].isupper()


def lstrip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in BLANKS:
        start += 1
    return start


def rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end
