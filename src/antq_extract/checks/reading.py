"""One article's figures as the checks read them: in order, with the words before, between and after."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from ..figure import Figure
from ..language.text import fold
from .cues import Cues

PERCENT = "%"
_WORD = re.compile(r"[^\W\d_]{1,30}")
_MONEY = frozenset({"VND", "USD"})
_MEASURES = frozenset("kg g mg tấn tạ yến lít ml ha m km m2 m3 km2".split())
_LONGEST_SENTENCE = 4000
_LONGEST_HEADLINE = 220


class Reading:
    """The figures of one article.

    Attributes:
        article_id: the article.
        figures: all its figures, by offset.
        sentences: the figures by sentence, in order; sentences that are too long to be one are left out.
    """

    def __init__(self, article_id: str, figures: Iterable[Figure]):
        self.article_id = article_id
        self.figures = sorted(figures, key=lambda f: (f.start, f.end))
        by_sentence: dict[int, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if 0 < len(figure.sentence) <= _LONGEST_SENTENCE and _lies_in_sentence(figure):
                by_sentence[figure.sentence_start].append(figure)
        self.sentences = [by_sentence[start] for start in sorted(by_sentence)]
        self._next = {id(left): right for sentence in self.sentences for left, right in pairwise(sentence)}

    def neighbours(self) -> Iterator[tuple[Figure, Figure, str]]:
        """Each two consecutive figures of a sentence with the folded words between them."""
        for sentence in self.sentences:
            for left, right in pairwise(sentence):
                yield left, right, between(left, right)

    def after(self, figure: Figure) -> str:
        """The folded words from the figure's end to the next figure or the sentence's end."""
        following = self._next.get(id(figure))
        end = following.start - figure.sentence_start if following else len(figure.sentence)
        return fold(figure.sentence[figure.end - figure.sentence_start : end])

    def headline(self) -> list[Figure]:
        """The figures of the headline: of the first sentence, where it is short and ends like a headline."""
        if not self.sentences:
            return []
        first = self.sentences[0]
        sentence, start = first[0].sentence, first[0].sentence_start
        is_first = start <= 24 or sentence.strip() == first[0].title.strip()
        short = len(sentence) <= _LONGEST_HEADLINE and not sentence.rstrip().endswith((".", ";", ":"))
        return first if is_first and short else []


def between(left: Figure, right: Figure) -> str:
    """The folded words between two figures of one sentence."""
    return fold(left.sentence[left.end - left.sentence_start : right.start - left.sentence_start])


def before(figure: Figure) -> str:
    """The folded words of the sentence before the figure."""
    return fold(figure.sentence[: figure.start - figure.sentence_start])


def rest(figure: Figure) -> str:
    """The folded words of the sentence after the figure, other figures included."""
    return fold(figure.sentence[figure.end - figure.sentence_start :])


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """A short field (unit, noun, place) folded; the same few come again and again."""
    return fold(text)


def content_words(sentence: str, cues: Cues) -> frozenset[str]:
    """The syllables of a sentence that carry its content: neither numbers nor function words."""
    return frozenset(_WORD.findall(fold(sentence[:1000]))) - cues.stop_words


def unit_kind(figure: Figure) -> str:
    """``percent``, ``money``, ``measure`` or ``count``."""
    if figure.unit == PERCENT:
        return "percent"
    if figure.unit in _MONEY:
        return "money"
    return "measure" if figure.unit.lower() in _MEASURES else "count"


def same_unit(left: Figure, right: Figure) -> bool:
    """True where both count in the same unit: equal, or one the longer form of the other (vụ, vụ cháy)."""
    a, b = folded(left.unit).split(), folded(right.unit).split()
    if not a or not b:
        return False
    shorter = min(len(a), len(b))
    return a[:shorter] == b[:shorter] or a[-shorter:] == b[-shorter:]


def same_noun(left: Figure, right: Figure) -> bool:
    """True where the noun of one begins with that of the other (suất quà, suất quà Tết), or their units where none is."""
    a, b = folded(left.noun or left.unit), folded(right.noun or right.unit)
    return bool(a) and bool(b) and (f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} "))


def group_by_article(figures: Iterable[Figure]) -> list[Reading]:
    """The figures as one :class:`Reading` an article, in the order in which the articles come."""
    by_article: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article_id].append(figure)
    return [Reading(article_id, of_article) for article_id, of_article in by_article.items()]


def _lies_in_sentence(figure: Figure) -> bool:
    start = figure.start - figure.sentence_start
    return start >= 0 and figure.end - figure.sentence_start <= len(figure.sentence)
