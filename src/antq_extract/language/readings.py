"""What a stretch of digits or number words is: a numeral that counts, or a date, a law's number, a telephone, a name …

Every candidate gets one reading. Those typed before numerals (dates, times, durations by :mod:`.time`; links; legal
references; telephone and plate numbers; list marks) claim their stretch; what is left and is not headed by an ordinal
word is a numeral.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from .claims import Claim
from .numerals import DIGIT_START, LONGEST_NUMERAL, WORD_START
from .text import TextView, fold

_CANDIDATE = re.compile(rf"{DIGIT_START.pattern}|{WORD_START.pattern}")
_LETTER = re.compile(r"[^\W\d_]")
_GLUED_BEFORE = re.compile(r"(?<![^\W_])(?:gần|hơn|trên|khoảng|là|có|được|với|và|của|cho|từ|đến|giảm|tăng)$")


class Readings:
    """Tells candidates for numerals from everything else that is written with digits.

    Args:
        ordinal, ordinal_weak: phrases that make the number behind them a name (*điều 304*; *thôn 11*).
        not_ordinal: longer phrases that end like one of them and do not (*triệu tập 25 người*).
        blocks: phrases that begin with a number word that counts nothing (*một số*).
    """

    def __init__(self, ordinal: Iterable[str], ordinal_weak: Iterable[str], not_ordinal: Iterable[str], blocks: Iterable[str]):
        self._ordinal: dict[str, str | None] = {fold(w): "ordinal" for w in ordinal}
        self._ordinal.update({fold(w): "weak" for w in ordinal_weak})
        self._ordinal.update({fold(w): None for w in not_ordinal})
        self._blocks = frozenset(fold(w) for w in blocks)

    def candidates(self, view: TextView, claimed: list[Claim]) -> list[int]:
        """Where numerals may begin: positions of the folded text, in order."""
        norm = view.norm
        starts = [c.start for c in claimed]
        longest = max((c.end - c.start for c in claimed), default=0)
        positions = []
        for match in _CANDIDATE.finditer(norm):
            start, end = match.span()
            if starts and _covered(start, claimed, starts, longest):
                continue
            if norm[start].isdigit():
                if end - start > LONGEST_NUMERAL or self._in_name(norm, start, end):
                    continue
            elif self._blocked(norm, start):
                continue
            positions.append(start)
        return positions

    def ordinal(self, norm: str, start: int) -> tuple[str, str] | None:
        """The words before a number that make it a name or a rank, and how surely: ``"ordinal"`` or ``"weak"``."""
        left = norm[max(0, start - 32) : start]
        if not left or left[-1] != " ":
            return None
        words = left.rsplit("\n", 1)[-1].rstrip(" .:-").split(" ")[-4:]
        for size in range(min(4, len(words)), 0, -1):
            phrase = " ".join(words[-size:]).lstrip("(\"“'‘[")
            if phrase in self._ordinal:
                strength = self._ordinal[phrase]
                return None if strength is None else (strength, phrase)
        return None

    def _in_name(self, norm: str, start: int, end: int) -> bool:
        """Letters stuck to the digits (5G, F0, AK47, Covid-19): a name, unless a unit or multiplier follows."""
        if start and (_LETTER.match(norm, start - 1) or norm[start - 1] == "_"):
            return _GLUED_BEFORE.search(norm, max(0, start - 8), start) is None
        return start > 1 and norm[start - 1] in "-–" and bool(_LETTER.match(norm, start - 2)) and norm[start - 2 : start - 1] != "" and not norm[max(0, start - 3)].isspace()

    def _blocked(self, norm: str, start: int) -> bool:
        words = norm[start : start + 40].split(" ", 4)
        return any(" ".join(words[:size]).rstrip(".,;:)") in self._blocks for size in (2, 3, 4))


def _covered(position: int, claimed: list[Claim], starts: list[int], longest: int) -> bool:
    i = bisect_right(starts, position) - 1
    while i >= 0 and position - starts[i] <= longest:
        if claimed[i].start <= position < claimed[i].end:
            return True
        i -= 1
    return False
