"""Precision, recall and F1 of extracted figures, accuracy of their fields, and the errors.

Three levels, each stricter than the one before: ``detect`` (the number was found with its value), ``typed`` (and its
indicator is right; figures of the indicator ``other`` are left out), ``record`` (and the fields of
:data:`~antq_extract.evaluation.compare.RECORD_FIELDS` agree too). Optional gold figures, and whatever pairs with
them, count neither way. The accuracy of a field is taken over the pairs that ``detect`` accepts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..figure import Figure
from .compare import AWARD_FIELDS, FIELDS, RECORD_FIELDS, agree, folded, is_typed, pair
from .gold import GoldArticle, GoldFigure

LEVELS = ("detect", "typed", "record")


@dataclass(slots=True)
class Counts:
    """Right, wrongly found and missed figures of one level or indicator."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Error:
    """One disagreement.

    ``kind`` is ``missed``, ``extra``, ``value``, or the name of the field that differs; ``expected`` and ``got`` are
    the two readings of it.
    """

    kind: str
    article_id: str
    gold: Figure | None
    found: Figure | None
    expected: str = ""
    got: str = ""

    @property
    def figure(self) -> Figure:
        """The gold's figure, or the extra one that was found."""
        figure = self.gold or self.found
        assert figure is not None
        return figure


@dataclass(slots=True)
class Score:
    """What an evaluation found out."""

    articles: int = 0
    figures: int = 0
    levels: dict[str, Counts] = field(default_factory=lambda: {level: Counts() for level in LEVELS})
    indicators: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    agreeing: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    @property
    def accuracy(self) -> dict[str, float]:
        """The share of agreeing values of each field that was compared at all."""
        return {name: self.agreeing[name] / self.compared[name] for name in FIELDS if self.compared[name]}


def score(gold: Iterable[GoldArticle], figures: Iterable[Figure]) -> Score:
    """Measures ``figures`` against ``gold``. Figures of articles without gold are left out."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.article_id].append(figure)
    result = Score()
    for article in gold:
        result.articles += 1
        result.figures += sum(not expected.optional for expected in article.figures)
        pairs, missed, extra = pair(article.figures, found.get(article.id, []))
        for expected, figure in pairs:
            if not expected.optional:
                _count_pair(result, article.id, expected.figure, figure)
        for expected in missed:
            if not expected.optional:
                _count_missed(result, article.id, expected)
        for figure in extra:
            _count_extra(result, article.id, figure)
    return result


def _count_pair(result: Score, article_id: str, gold: Figure, found: Figure) -> None:
    detect = result.levels["detect"]
    indicator, other = folded("indicator", gold), folded("indicator", found)
    value_agrees = agree("value", gold, found)
    typed = value_agrees and agree("indicator", gold, found)
    if value_agrees:
        detect.tp += 1
        _count_fields(result, article_id, gold, found)
    else:
        detect.fp += 1
        detect.fn += 1
        result.errors.append(Error("value", article_id, gold, found, str(gold.value), str(found.value)))
    record = typed and all(agree(name, gold, found) for name in RECORD_FIELDS)
    for counts, right in ((result.levels["typed"], typed), (result.levels["record"], record)):
        if right and is_typed(gold):
            counts.tp += 1
        else:
            counts.fn += is_typed(gold)
            counts.fp += is_typed(found)
    if is_typed(gold):
        if typed:
            result.indicators[indicator].tp += 1
        else:
            result.indicators[indicator].fn += 1
    if is_typed(found) and not typed:
        result.indicators[other].fp += 1


def _count_fields(result: Score, article_id: str, gold: Figure, found: Figure) -> None:
    for name in FIELDS:
        if name in AWARD_FIELDS and folded("indicator", gold) != "awards":
            continue
        result.compared[name] += 1
        if agree(name, gold, found):
            result.agreeing[name] += 1
        else:
            expected, got = (_shown(getattr(figure, name)) for figure in (gold, found))
            result.errors.append(Error(name, article_id, gold, found, expected, got))


def _count_missed(result: Score, article_id: str, expected: GoldFigure) -> None:
    result.levels["detect"].fn += 1
    if is_typed(expected.figure):
        result.levels["typed"].fn += 1
        result.levels["record"].fn += 1
        result.indicators[folded("indicator", expected.figure)].fn += 1
    result.errors.append(
        Error("missed", article_id, expected.figure, None, _shown(expected.figure.indicator))
    )


def _count_extra(result: Score, article_id: str, figure: Figure) -> None:
    result.levels["detect"].fp += 1
    if is_typed(figure):
        result.levels["typed"].fp += 1
        result.levels["record"].fp += 1
        result.indicators[folded("indicator", figure)].fp += 1
    result.errors.append(Error("extra", article_id, None, figure, got=_shown(figure.indicator)))


def _shown(value: object) -> str:
    return "" if value is None else str(value)
