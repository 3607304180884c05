"""A normalised view of a text, position for position, with the way back to the original's offsets.

All matching runs on the view: composed (NFC), in lower case, the old tone style (hòa, not hoà), tỷ for tỉ and sĩ for
sỹ, every blank a plain space. The article's own text is never changed; offsets are mapped back before anything leaves.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

_OLD_STYLE = {
    **dict(zip(["oà", "oá", "oả", "oã", "oạ"], ["òa", "óa", "ỏa", "õa", "ọa"], strict=True)),
    **dict(zip(["oè", "oé", "oẻ", "oẽ", "oẹ"], ["òe", "óe", "ỏe", "õe", "ọe"], strict=True)),
    **dict(zip(["uỳ", "uý", "uỷ", "uỹ", "uỵ"], ["ùy", "úy", "ủy", "ũy", "ụy"], strict=True)),
}
_NEW_STYLE_VOWELS = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")
_I_OR_Y = re.compile(r"(?<![^\W_])(?:tỉ|sỹ)(?![^\W_])")
_ODD_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f\r\x1c-\x1f\x85]")
_NEEDS_COMPOSING = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """``text`` as the view folds it: NFC, lower case, old tone style, plain spaces. For phrases of the pack."""
    return TextView(unicodedata.normalize("NFC", text)).norm


class TextView:
    """A text and its normalised form.

    Attributes:
        raw: the text as supplied.
        text: the same, composed (NFC) and with plain spaces, letter case kept.
        norm: ``text`` folded for matching; ``len(norm) == len(text)``.
    """

    __slots__ = ("_offsets", "norm", "raw", "text")

    def __init__(self, raw: str):
        self.raw = raw
        self._offsets: array[int] | None = None
        text = raw
        if _NEEDS_COMPOSING.search(raw) and not unicodedata.is_normalized("NFC", raw):
            text, self._offsets = _compose(raw)
        self.text = _ODD_BLANKS.sub(" ", text)
        lower = self.text.lower()
        if len(lower) != len(self.text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        lower = _NEW_STYLE_VOWELS.sub(lambda m: _OLD_STYLE[m[0]], lower)
        self.norm = _I_OR_Y.sub(lambda m: "tỷ" if m[0] == "tỉ" else "sĩ", lower)

    def raw_offset(self, position: int) -> int:
        """The offset in ``raw`` of a position in ``text`` and ``norm`` (its end included)."""
        return position if self._offsets is None else self._offsets[position]

    def raw_slice(self, start: int, end: int) -> str:
        """What the original writes at a span of the view."""
        return self.raw[self.raw_offset(start) : self.raw_offset(end)]


def _compose(raw: str) -> tuple[str, array[int]]:
    """NFC of ``raw`` with, for each position of the result, its offset in ``raw``."""
    pieces: list[str] = []
    offsets: array[int] = array("l")
    start, size = 0, len(raw)
    while start < size:
        end = start + 1
        while end < size and unicodedata.combining(raw[end]):
            end += 1
        composed = unicodedata.normalize("NFC", raw[start:end])
        pieces.append(composed)
        offsets.extend(min(start + i, end - 1) for i in range(len(composed)))
        start = end
    offsets.append(size)
    return "".join(pieces), offsets
