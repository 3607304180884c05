"""Word segmentation by underthesea, only where a later room looks.

underthesea's tokens are not substrings of the text (it normalises characters and blanks), so its words are aligned by counting
characters other than blanks. Two syllables of context either side of what is asked for give the tags that the full sentence gives.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .text import TextView

_SYLLABLE = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)?|[^\w\s]|_")
LONGEST_WINDOW = 400


@lru_cache(maxsize=1)
def _word_tokenize():
    """underthesea's segmenter; its import and model cost half a second, so the first text that needs it pays."""
    from underthesea import word_tokenize

    return word_tokenize


def segment(view: TextView, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a window of a text, as spans of the view, in order.

    A span that underthesea joins from several syllables is one word; blanks belong to none. Windows longer than
    :data:`LONGEST_WINDOW` are cut.
    """
    end = min(end, start + LONGEST_WINDOW)
    window = view.text[start:end]
    if not window.strip():
        return []
    words = _word_tokenize()(window)
    spans: list[tuple[int, int]] = []
    position = start
    for word in words:
        left = sum(1 for c in word if not c.isspace())
        while position < end and view.text[position].isspace():
            position += 1
        first = position
        while position < end and left:
            if not view.text[position].isspace():
                left -= 1
            position += 1
        if position > first:
            spans.append((first, position))
    return spans


def syllables(text: str) -> list[tuple[int, int]]:
    """Syllables, numbers and punctuation marks of a text, blanks aside, as spans."""
    return [m.span() for m in _SYLLABLE.finditer(text)]
