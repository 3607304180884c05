"""What ``check`` hands over: a finding, and what each of its rules means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..figure import Figure

CONTRADICTION = "contradiction"
NOTE = "note"

# What each rule says, in English and Vietnamese.
RULES: dict[str, dict[str, str]] = {
    "ratio_percent": {
        "en": "The percentage is not that of the ratio beside it",
        "vi": "Tỷ lệ phần trăm không khớp với tỷ số đi kèm",
    },
    "change_number": {
        "en": "The change is not the difference of the two numbers",
        "vi": "Mức tăng, giảm không bằng hiệu của hai số",
    },
    "change_percent": {
        "en": "The change in percent does not follow from the numbers",
        "vi": "Mức tăng, giảm theo phần trăm không khớp với các số",
    },
    "parts_whole": {
        "en": "The parts do not add up to the whole",
        "vi": "Các phần cộng lại không bằng tổng",
    },
    "part_above_whole": {
        "en": "A part is larger than its whole",
        "vi": "Phần lớn hơn tổng",
    },
    "percent_over_100": {
        "en": "A share of a whole is above 100 %",
        "vi": "Tỷ lệ của một tổng vượt quá 100 %",
    },
    "headline_body": {
        "en": "Headline and body report different numbers",
        "vi": "Tiêu đề và nội dung nêu số khác nhau",
    },
    "unit_sum": {
        "en": "Count times amount each does not give the sum",
        "vi": "Số lượng nhân với mức mỗi phần không bằng tổng số tiền",
    },
    "across_value": {
        "en": "Articles report different numbers for the same thing",
        "vi": "Các bài báo nêu số khác nhau về cùng một việc",
    },
    "across_power_of_ten": {
        "en": "The same digits, a power of ten apart: a zero lost or added, or a dot read as a comma",
        "vi": "Cùng chữ số nhưng lệch bội của mười: thừa hoặc thiếu số không, hoặc nhầm dấu chấm và dấu phẩy",
    },
    "copy": {
        "en": "One article repeats the sentences of another: not an independent report",
        "vi": "Bài này lặp lại câu của bài kia: không phải nguồn độc lập",
    },
}

FINDING_COLUMNS = (
    "finding_id", "rule", "severity", "confidence", "explanation", "computation",
    "article_ids", "figure_ids", "sentences", "sources",
)  # fmt: skip


@dataclass(slots=True)
class Finding:
    """Figures that cannot all be right together, or that are copies of each other.

    Attributes:
        rule: a key of :data:`RULES`.
        severity: ``contradiction`` or ``note``.
        confidence: 0..1, how sure it is that a reader would agree.
        computation: what was computed, in numbers, and what is reported instead.
        figures: the figures concerned, in the order of article and offset.
    """

    rule: str
    confidence: float
    computation: str
    figures: list[Figure]
    severity: str = CONTRADICTION
    finding_id: str = field(init=False)

    def __post_init__(self) -> None:
        key = "|".join([self.rule, *self.figure_ids])
        self.finding_id = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def figure_ids(self) -> list[str]:
        return [figure_key(figure) for figure in self.figures]

    @property
    def article_ids(self) -> list[str]:
        return list(dict.fromkeys(figure.article_id for figure in self.figures))

    @property
    def sentences(self) -> list[str]:
        """The sentences of the figures, each once."""
        return list({(f.article_id, f.sentence_start): f.sentence for f in self.figures}.values())

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(figure.source for figure in self.figures if figure.source))

    def explanation(self, language: str = "en") -> str:
        """What the rule means, in ``en`` or ``vi``."""
        return RULES[self.rule][language]

    def record(self, language: str = "en") -> dict[str, Any]:
        """The finding as JSON takes it, with the columns :data:`FINDING_COLUMNS`."""
        return {
            "finding_id": self.finding_id,
            "rule": self.rule,
            "severity": self.severity,
            "confidence": round(self.confidence, 2),
            "explanation": self.explanation(language),
            "computation": self.computation,
            "article_ids": self.article_ids,
            "figure_ids": self.figure_ids,
            "sentences": self.sentences,
            "sources": self.sources,
        }


def figure_key(figure: Figure) -> str:
    """The figure's id, or article and offsets where it has none (figures of a gold file)."""
    return figure.figure_id or f"{figure.article_id}:{figure.start}-{figure.end}"


def finding(
    rule: str, confidence: float, computation: str, figures: Iterable[Figure], severity: str = CONTRADICTION
) -> Finding:
    """A finding with its figures in order; less sure where a number of it was ambiguous to read."""
    ordered = sorted(figures, key=lambda f: (f.article_id, f.start))
    if any("ambiguous" in f.flags for f in ordered):
        confidence *= 0.7
    return Finding(rule, confidence, computation, ordered, severity)


def merged(one: Finding, other: Finding) -> Finding:
    """One finding of two that say the same of different figures; the surer of them sets the confidence."""
    figures = {figure_key(figure): figure for figure in [*one.figures, *other.figures]}
    surer = one if one.confidence >= other.confidence else other
    ordered = sorted(figures.values(), key=lambda f: (f.article_id, f.start))
    return Finding(one.rule, surer.confidence, one.computation, ordered, one.severity)
