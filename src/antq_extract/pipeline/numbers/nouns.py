"""The counted noun phrase of every quantity, as written, and the unit of those whose noun no lexicon knows.

The phrase begins behind the numeral and runs over the words that underthesea finds until a verb of the pack, a function
word or a punctuation mark ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...language.text import fold
from ...language.words import segment
from ..quantity import Quantity
from ..scene import Scene, SentenceScene

LONGEST_NOUN = 60
_WORDS_AHEAD = 6
_AHEAD = re.compile(rf"(?:[^\s.;:()\n]{{1,40}}\s{{0,3}}){{1,{_WORDS_AHEAD}}}")
_NEXT = re.compile(r" {0,2}([^\W\d_]+|[^\s])")
_PUNCTUATION = re.compile(r"[^\w\s%]")


class NounPhrases:
    """Finds the noun phrases of a scene. Holds no state between texts.

    Args:
        stop: words that end a noun phrase.
        frames: names of the classes whose phrases are predicates; they end it too.
    """

    def __init__(self, stop: Iterable[str], frames: frozenset[str], nouns: frozenset[str]):
        self._stop = frozenset(fold(word) for word in stop)
        self._frames = frames
        self._nouns = nouns

    def read(self, scene: Scene) -> list[tuple[int, int]]:
        """Sets ``noun`` and completes ``unit``; returns all words that were segmented for it, in order."""
        segmented: list[tuple[int, int]] = []
        for part in scene.scenes:
            for index, quantity in enumerate(part.quantities):
                if quantity.noun_end <= quantity.noun_start:
                    continue
                following = part.quantities[index + 1].start if index + 1 < len(part.quantities) else part.sentence.end
                segmented.extend(self._phrase(scene, part, quantity, following))
        return segmented

    def _ends(self, norm: str, part: SentenceScene, quantity: Quantity) -> bool:
        """Whether a known noun or unit is at once followed by what ends a noun phrase, so that no words are needed."""
        if part.hit_at(quantity.noun_start) is None:
            return False
        following = _NEXT.match(norm, quantity.noun_end, part.sentence.end)
        if following is None:
            return True
        word = following[1]
        return not word[0].isalpha() or word in self._stop

    def _phrase(self, scene: Scene, part: SentenceScene, quantity: Quantity, limit: int) -> list[tuple[int, int]]:
        view = scene.view
        if self._ends(view.norm, part, quantity):
            quantity.noun = view.raw_slice(quantity.noun_start, quantity.noun_end)
            return []
        ahead = _AHEAD.match(view.text, quantity.noun_start, min(part.sentence.end, limit))
        if ahead is None:
            return []
        words = segment(view, quantity.noun_start, ahead.end())
        end = quantity.noun_end
        known = part.hit_at(quantity.noun_start) is not None or quantity.unit in scene.pack.units
        for number, (start, word_end) in enumerate(words):
            word = view.norm[start:word_end]
            if word_end <= end:
                continue
            if word_end - quantity.noun_start > LONGEST_NOUN or _PUNCTUATION.match(word) or word in self._stop:
                break
            hit = part.hit_at(start)
            if hit is not None and hit.classes & self._frames and not hit.classes & self._nouns and start >= end:
                break
            if word[0].isdigit():
                break
            end = word_end
            if not known and number == 0:
                quantity.noun_end = end
                quantity.unit = view.text[quantity.noun_start : end].lower()
        quantity.noun = view.raw_slice(quantity.noun_start, max(end, quantity.noun_end))
        return words
