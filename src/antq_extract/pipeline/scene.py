"""What the rooms of the pipeline share about one text: its view, sentences, phrases found, and quantities."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from ..language.lexicon import Hit
from ..language.sentences import Sentence
from ..language.text import TextView
from ..language.time.types import TemporalExpression
from ..rules.pack import Pack
from .quantity import Quantity

_NO_CLASSES: frozenset[str] = frozenset()


@dataclass(slots=True)
class SentenceScene:
    """A sentence that holds numerals, with the phrases of the pack that were found in it.

    ``norm`` is the folded text; ``counted`` holds the ends of what was counted so far while quantities are read.
    """

    sentence: Sentence
    index: int
    hits: list[Hit]
    norm: str = ""
    starts: list[int] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    _upto: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [h.start for h in self.hits]
        self._upto = list(accumulate((h.classes for h in self.hits), _union, initial=_NO_CLASSES))

    @property
    def classes(self) -> frozenset[str]:
        """The classes of all phrases of the sentence."""
        return self._upto[-1]

    def classes_before(self, position: int) -> frozenset[str]:
        """The classes of the phrases that begin before a position."""
        return self._upto[bisect_left(self.starts, position)]

    def hit_at(self, position: int) -> Hit | None:
        """The phrase that begins at a position."""
        i = bisect_left(self.starts, position)
        return self.hits[i] if i < len(self.hits) and self.starts[i] == position else None

    def between(self, start: int, end: int) -> list[Hit]:
        """The phrases that begin in ``[start, end)``."""
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, position: int) -> int:
        """Index of the last phrase that ends at or before a position; -1 where there is none."""
        i = bisect_right(self.starts, position) - 1
        while i >= 0 and self.hits[i].end > position:
            i -= 1
        return i


def _union(known: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    return known if more <= known else known | more


@dataclass(slots=True)
class Scene:
    """One text on its way along the corridor."""

    view: TextView
    pack: Pack
    sentences: list[Sentence]
    scenes: list[SentenceScene]
    expressions: list[TemporalExpression] = field(default_factory=list)

    @property
    def quantities(self) -> list[Quantity]:
        """All quantities, in the order of the text."""
        return [q for scene in self.scenes for q in scene.quantities]
