"""What stands right behind a numeral: a unit, a noun of the lexicon, an unknown word, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...language.lexicon import Hit
from ...language.numerals import Numeral
from ...language.text import TextView
from ...rules.pack import Pack
from ..scene import SentenceScene

_QUOTES = frozenset("\"“‘'«")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
FUNCTION = frozenset(
    "của và tại ở là đã được cho do với trong trên để nhằm theo vào về từ đến có thì mà nhưng khi này đó cùng sẽ bị nên như hoặc hay gồm"
    " bao so qua sau trước lên xuống còn nữa ra lại cũng vẫn đang chưa không rồi thuộc dưới giữa bởi nếu tuy vì ngay tới nơi nào mới nhất trở"
    " hiện nay phải đồng thời đạt tăng giảm chiếm bằng tương tức kể nói cho biết phát diễn tổ chức khóa".split()
)
"""Words that count as no noun where they stand behind a number that no lexicon noun follows."""


@dataclass(slots=True)
class Counted:
    """The unit or noun behind a numeral, ``[start, end)``; empty where there is none.

    ``known`` is true for a unit or a noun of the lexicon; ``unit`` is how the column ``unit`` writes it. ``shared`` is where the noun
    begins that a list's last member lends to the others, -1 without one.
    """

    start: int
    end: int
    hit: Hit | None = None
    unit: str = ""
    known: bool = False
    shared: int = -1


class CountedReader:
    """Reads what numerals count, by the nouns and units of a pack. Holds no state between texts."""

    def __init__(self, pack: Pack):
        self._units = pack.units
        self._nouns = pack.nouns
        self._frames = pack.frames
        glued = sorted((f for u in pack.units.values() if u.glued for f in u.forms), key=len, reverse=True)
        self._glued = re.compile(rf" ?({'|'.join(re.escape(f) for f in glued)})(?![^\W_])")
        self._form_units = {form: unit for unit in pack.units.values() for form in unit.forms}

    def read(self, view: TextView, scene: SentenceScene, numeral: Numeral) -> Counted:
        """The unit or noun right behind a numeral."""
        norm, end = view.norm, numeral.end
        glued = self._glued.match(norm, end)
        start = end
        while start < len(norm) and norm[start] in " ":
            start += 1
        if norm[start : start + 1] in _QUOTES and start > end:
            start += 1
        hit = scene.hit_at(start)
        if glued and glued[1] == "g" and glued.start(1) == end and view.text[end] == "G":
            glued = None
        if glued and (hit is None or hit.end <= glued.end()):
            unit = self._form_units[glued[1]]
            return Counted(glued.start(1), glued.end(), hit, unit.unit, True)
        if hit is not None:
            for name in hit.classes:
                if name.startswith("unit:"):
                    return Counted(hit.start, hit.end, hit, name[5:], True)
            if hit.classes & self._nouns:
                return Counted(hit.start, hit.end, hit, view.text[hit.start : hit.end].lower(), True)
            if hit.classes & self._frames:
                return Counted(end, end)
        word = _WORD.match(norm, start)
        if word is None or start - end > 3 or start >= scene.sentence.end:
            return Counted(end, end)
        if start == end and not view.text[start].isupper():
            return Counted(end, end)
        return Counted(start, word.end(), hit, "", False)

    def whole(self, counted: Counted) -> bool:
        """Whether the noun can only be counted whole, so that a comma before three digits is a thousands mark."""
        if not counted.known:
            return False
        unit = self._units.get(counted.unit)
        return unit.whole if unit else True
