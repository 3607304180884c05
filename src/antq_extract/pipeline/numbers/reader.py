"""From the candidates of a sentence to its quantities: numeral, other end or other side, unit or counted noun.

What is part of a name, a rank or a duration is left out (:mod:`.names`); what remains is composed
(:mod:`.composition`).
"""

from __future__ import annotations

from ...language.numerals import Numeral, read_numeral, read_spaced
from ...language.readings import Readings
from ...language.text import TextView
from ...rules.pack import Pack
from ..quantity import Quantity
from ..scene import SentenceScene
from .composition import Composition
from .counted import Counted, CountedReader
from .names import NumberNames


class QuantityReader:
    """Reads the quantities of a sentence. One per pack; holds no state between texts."""

    def __init__(self, pack: Pack):
        words = pack.readings
        self.readings = Readings(words.ordinal, words.ordinal_weak, words.not_ordinal, words.word_noun_blocks)
        self._counted = CountedReader(pack)
        self._names = NumberNames(pack, self.readings, self._counted)
        self._composition = Composition(pack)

    def read(self, view: TextView, scene: SentenceScene, positions: list[int]) -> list[Quantity]:
        """The quantities of one sentence, composed and with their nouns, in order."""
        norm = view.norm
        numerals: list[tuple[Numeral, Counted]] = []
        ordinal_end = -1
        for position in positions:
            if numerals and position < numerals[-1][0].end:
                continue
            numeral = read_numeral(norm, position)
            if numeral is None or numeral.end > scene.sentence.end:
                continue
            counted = self._counted.read(view, scene, numeral)
            spaced = read_spaced(norm, position) if norm[numeral.end : numeral.end + 1] == " " and not numeral.words else None
            if spaced is not None and not self.readings.ordinal(norm, position):
                noun = self._counted.read(view, scene, spaced)
                if noun.known or " 0" in norm[position : spaced.end]:  # no count begins with a zero and has three digits
                    numeral, counted = spaced, noun
            if not numeral.words and "," in norm[position : numeral.end] and numeral.ambiguous and self._counted.whole(counted):
                numeral = read_numeral(norm, position, whole=True) or numeral
            if not counted.known and self._names.bare(view, scene, numeral, counted, numerals):
                ordinal_end = numeral.end
                continue
            if self._names.named(view, scene, numeral, counted, ordinal_end):
                ordinal_end = numeral.end
                continue
            numerals.append((numeral, counted))
            scene.counted.append(counted.end if counted.known else numeral.end)
        return self._composition.compose(view, scene, numerals)


def ratio_as_change(quantity: Quantity) -> None:
    """Reads the right side of a ratio as the compared value, not the whole (58/46 vụ so với cùng kỳ)."""
    if quantity.total is not None:
        quantity.baseline, quantity.total = quantity.total, None


