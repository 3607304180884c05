"""Count times amount each against the sum: *40 suất quà, mỗi suất 500.000 đồng, tổng trị giá 20 triệu đồng*."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..figure import Figure, plain_number
from .cues import Cues
from .finding import Finding, finding
from .interval import interval_of, shown
from .reading import Reading, before, between, folded, unit_kind


def unit_sum(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """Count, amount each and sum: three figures in a row, or the sum at the beginning of the next sentence."""
    for sentence, following in pairwise([*reading.sentences, []]):
        if sum(bool(figure.per) for figure in sentence) != 1:
            continue
        for index, count in enumerate(sentence):
            pair = sentence[index : index + 2]
            if len(pair) < 2 or unit_kind(count) != "count" or not _is_plain(count):
                continue
            if index + 2 < len(sentence):
                rest = [*pair[1:], sentence[index + 2]]
                each = next((f for f in rest if f.per), None)
                total = next((f for f in rest if not f.per), None)
                is_sum = (
                    total is not None and _is_sum(total, count, cues) and _nothing_else([count, *rest], cues)
                )
            else:
                each = pair[1]
                total = following[0] if following else None
                is_sum = total is not None and _sum_follows(pair, total, cues)
            if each is not None and total is not None and is_sum and _fits(count, each, total):
                yield from _judge(count, each, total)


def _sum_follows(pair: list[Figure], total: Figure, cues: Cues) -> bool:
    """True where the next sentence begins with the sum: *Tổng số tiền là 140 triệu đồng*."""
    lead_in = before(total)
    near = 0 <= total.sentence_start - pair[0].sentence_start - len(pair[0].sentence) <= 4
    alone = not cues.other_included.search(between(*pair)) and not cues.other_included.search(lead_in)
    return near and alone and bool(cues.sum_begins.match(lead_in))


def _is_plain(figure: Figure) -> bool:
    return figure.total is None and figure.baseline is None and not figure.change and not figure.per


def _fits(count: Figure, each: Figure, total: Figure) -> bool:
    """True where the amount holds for each of what is counted."""
    counted = f" {folded(count.unit)} {folded(count.noun)} "
    if not each.per or unit_kind(each) == "percent" or each.unit != total.unit:
        return False
    same_status = count.status == each.status == total.status
    return same_status and not total.change and not each.change and f" {folded(each.per)} " in counted


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
