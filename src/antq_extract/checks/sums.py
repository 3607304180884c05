"""Count times amount each against the sum: *40 suất quà, mỗi suất 500.000 đồng, tổng trị giá 20 triệu đồng*."""

from __future__ import annotations

from collections.abc import Iterator

from ..figure import Figure, plain_number
from ..language.text import fold
from .cues import Cues
from .finding import Finding, finding
from .interval import interval_of, shown
from .reading import Reading, before, between, unit_kind


def unit_sum(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """Three figures in a row, in any order of amount and sum, of which the product must be the third."""
    for sentence in reading.sentences:
        for index, count in enumerate(sentence):
            triple = sentence[index : index + 3]
            if len(triple) < 3 or unit_kind(count) != "count" or not _is_plain(count):
                continue
            each = next((f for f in triple[1:] if f.per), None)
            total = next((f for f in triple[1:] if not f.per), None)
            if each is None or total is None or unit_kind(each) == "percent" or each.unit != total.unit:
                continue
            if _fits(count, each, total) and _is_sum(total, count, cues) and _nothing_else(triple, cues):
                yield from _judge(count, each, total)


def _is_plain(figure: Figure) -> bool:
    return figure.total is None and figure.baseline is None and not figure.change and not figure.per


def _fits(count: Figure, each: Figure, total: Figure) -> bool:
    """True where the amount holds for each of what is counted."""
    counted = f" {fold(count.unit)} {fold(count.noun)} "
    same_status = count.status == each.status == total.status
    return same_status and not total.change and not each.change and f" {fold(each.per)} " in counted


def _is_sum(total: Figure, count: Figure, cues: Cues) -> bool:
    start = max(0, count.end - count.sentence_start)
    return bool(cues.sum_cues.search(before(total)[start:]))


def _nothing_else(triple: list[Figure], cues: Cues) -> bool:
    """True where nothing between the three adds to the sum."""
    gaps = (between(triple[0], triple[1]), between(triple[1], triple[2]))
    return not any(cues.other_included.search(gap) for gap in gaps) and all(len(gap) <= 120 for gap in gaps)


def _judge(count: Figure, each: Figure, total: Figure) -> Iterator[Finding]:
    product = interval_of(count) * interval_of(each)
    if product.meets(interval_of(total)):
        return
    text = (
        f"{plain_number(count.value)} × {plain_number(each.value)} = {shown(count.value * each.value)}"
        f" ≠ {plain_number(total.value)} {total.unit}"
    )
    yield finding("unit_sum", 0.85, text, [count, each, total])
