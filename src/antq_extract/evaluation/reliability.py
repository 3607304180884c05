"""How often each rule is right beside how sure it says it is: a reliability table, as for a calibrated classifier.

After the reliability diagrams of Murphy and Winkler (1977); the expected calibration error weighs the gaps by the number of figures
(Naeini, Cooper and Hauskrecht 2015).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..figure import Figure
from .compare import agree, pair
from .gold import GoldArticle

_BINS = 10


@dataclass(slots=True)
class Reliability:
    """Figures that one rule typed (or of one range of confidence): how many, how many rightly, how sure it was of all in sum."""

    figures: int = 0
    right: int = 0
    claimed: float = 0.0

    @property
    def accuracy(self) -> float:
        return self.right / self.figures if self.figures else 0.0

    @property
    def confidence(self) -> float:
        """The mean confidence."""
        return self.claimed / self.figures if self.figures else 0.0

    def add(self, confidence: float, right: bool) -> None:
        """Counts one more figure."""
        self.figures += 1
        self.right += right
        self.claimed += confidence


def reliability(gold: Iterable[GoldArticle], figures: Iterable[Figure]) -> tuple[dict[str, Reliability], list[Reliability]]:
    """By rule (most wrong figures first), and by tenth of confidence (the least sure first; empty tenths are left out).

    A figure is right if gold has one at its place with its indicator; optional gold counts neither way. Figures of articles without gold
    are left out.
    """
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.article_id].append(figure)
    rules: dict[str, Reliability] = defaultdict(Reliability)
    tenths = [Reliability() for _ in range(_BINS)]
    for article in gold:
        pairs, _, extra = pair(article.figures, found.get(article.id, []))
        judged = [(figure, agree("indicator", expected.figure, figure)) for expected, figure in pairs if not expected.optional]
        for figure, right in judged + [(figure, False) for figure in extra]:
            rules[figure.rule].add(figure.confidence, right)
            tenths[min(int(figure.confidence * _BINS), _BINS - 1)].add(figure.confidence, right)
    ordered = sorted(rules.items(), key=lambda item: (item[1].right - item[1].figures, item[0]))
    return dict(ordered), [tenth for tenth in tenths if tenth.figures]


def expected_calibration_error(tenths: Iterable[Reliability]) -> float:
    """The mean gap between confidence and accuracy, weighed by figures; 0 for none."""
    known = list(tenths)
    total = sum(t.figures for t in known)
    return sum(abs(t.accuracy - t.confidence) * t.figures for t in known) / total if total else 0.0
