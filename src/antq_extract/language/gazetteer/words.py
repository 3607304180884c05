"""The words of a text with their positions and capitals, as names are looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from ..text import TextView
from .gazetteer import spelling

_TOKEN = re.compile(r"[^\W_]+")
_SPLIT = re.compile(r"([^\W_]+)")
_JOIN = re.compile(r"[ ]{0,2}[-–'’‘`´]?[ ]{0,2}")  # between the words of one name
_APOSTROPHE = re.compile(r"(?<=[^\W\d_]) ?['’‘`´] ?(?=[^\W\d_])")

spelled = lru_cache(maxsize=20_000)(spelling)


def split_words(phrase: str) -> tuple[str, ...]:
    """The words of a folded phrase."""
    return tuple(_TOKEN.findall(phrase))


class Words:
    """The words of a stretch of text, folded, with positions; what lies between them is read on demand."""

    __slots__ = ("_norm", "capital", "ends", "starts", "words")

    def __init__(self, view: TextView, start: int, end: int):
        norm, text = view.norm, view.text
        whole = start == 0 and end >= len(norm)
        # Splitting keeps gaps and words in turn; all that follows runs over lists at once.
        pieces = _SPLIT.split(norm if whole else norm[start:end])
        stops = list(accumulate(map(len, pieces), initial=start))
        self._norm = norm
        self.starts = stops[1:-1:2]
        self.ends = stops[2:-1:2]
        self.words = pieces[1::2]
        self.capital = list(map(str.isupper, map(text.__getitem__, self.starts)))
        for match in _APOSTROPHE.finditer(norm, start, end):  # M’gar: a small letter after it is inside the name
            at = bisect_left(self.starts, match.end())
            short = len(match[0]) == 1 or (at > 0 and self.ends[at - 1] - self.starts[at - 1] == 1)
            if 0 < at < len(self.words) and self.starts[at] == match.end() and short:
                self.capital[at] = self.capital[at - 1]

    def key(self, first: int, stop: int) -> tuple[str, ...]:
        """Words as the gazetteer compares them."""
        return tuple(map(spelled, self.words[first:stop]))

    def gap(self, at: int) -> str:
        """What stands between a word and the one before."""
        return self._norm[self.ends[at - 1] : self.starts[at]] if at else "\n"

    def joined(self, at: int) -> bool:
        """Whether a word goes on from the one before as inside one name: a blank, a hyphen, an apostrophe."""
        gap = self.gap(at)
        return gap == " " or bool(_JOIN.fullmatch(gap))

    def spaced(self, at: int) -> bool:
        """Whether only blanks stand between a word and the one before."""
        gap = self.gap(at)
        return gap == " " or (gap != "" and not gap.strip(" "))
