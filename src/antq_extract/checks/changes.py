"""Changes against the numbers that changed: in number and in percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ..figure import Figure, plain_number
from .cues import Cues
from .finding import Finding, finding
from .interval import Interval, interval_of, number_interval, shown
from .reading import PERCENT, Reading, before, between, rest, same_unit, unit_kind

_LONGEST_LINK = 60
_NEAR = 60
# Behind the noun of a change there is room for "so với cùng kỳ", not for another clause.
_COMPARED = 16
_CLAUSE_END = re.compile(r"[;:]|\.\s")
# "12 vụ (26%)", "12 vụ, tương đương 26%", "12 vụ, bằng 26%": nothing but the noun before the bracket or comma.
_BRACKET_AT_END = re.compile(r"^[^.;:()]{0,40}[(,]\s{0,2}$")


# "giảm 15 vụ so với cùng kỳ (", before a pair.
_EXPLAINED = re.compile(r"^[^,;:()]{0,60}\([^,;:()]{0,8}$")
# "58/46 vụ, tăng", "58/46 vụ (tăng", between a pair and its change.
BRACKET_OR_COMMA = re.compile(r"^[^,;:()]{0,40}[,(][^,;:()]{0,20}$")
# After a percentage that restates the number before it, nothing is counted anew.
_NO_NOUN = re.compile(r"^\s{0,2}%?\s{0,2}(?:$|[.,;:)(–-]|so\s|cùng\s|và\s|lên\s|xuống\s|còn\s|đạt\s)")


def change_of_pair(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """*nhiều hơn 12 vụ (58/46 vụ)*, *giảm 7,5 % (74/80)*: a change against value and baseline."""
    for sentence in reading.sentences:
        for index, pair in enumerate(sentence):
            if pair.baseline is None or pair.unit == PERCENT:
                continue
            for change, gap in _changes_beside(sentence, index):
                if (
                    _CLAUSE_END.search(gap)
                    or len(gap) > _LONGEST_LINK
                    or not _is_change_of(change, pair, gap, cues)
                ):
                    continue
                low = number_interval(pair.baseline, pair)
                yield from _judge_pair(pair, change, interval_of(pair), low)


def _changes_beside(sentence: list[Figure], index: int) -> Iterator[tuple[Figure, str]]:
    """The change that a pair in brackets explains (giảm 15 vụ (18/33 vụ)), else those that follow the pair.

    With a change in number that follows goes the percentage in brackets behind it.
    """
    pair = sentence[index]
    if index > 0 and _EXPLAINED.match(between(sentence[index - 1], pair)):
        yield sentence[index - 1], between(sentence[index - 1], pair)
    elif index + 1 < len(sentence):
        following = sentence[index + 1]
        if not BRACKET_OR_COMMA.search(between(pair, following)):
            return
        yield following, between(pair, following)
        if index + 2 < len(sentence) and following.change and following.unit != PERCENT:
            beyond = sentence[index + 2]
            if beyond.unit == PERCENT and _BRACKET_AT_END.match(between(following, beyond)):
                yield beyond, between(following, beyond)


def _is_change_of(change: Figure, pair: Figure, gap: str, cues: Cues) -> bool:
    if change.baseline is not None or change.total is not None or change.per or change.status != pair.status:
        return False
    if change.unit == PERCENT:
        return bool(change.change) or (
            change.start > pair.start and bool(_BRACKET_AT_END.match(gap)) and bool(pair.change)
        )
    return bool(change.change) and same_unit(change, pair)


def _judge_pair(pair: Figure, change: Figure, now: Interval, then: Interval) -> Iterator[Finding]:
    assert pair.baseline is not None
    reported = interval_of(change)
    # Some writers set the earlier number first (46/58): the direction of the change says which is which.
    reversed_order = (pair.value > pair.baseline) != ((change.change or pair.change) == "increase")
    if reversed_order:
        now, then = then, now
    a, b = (pair.baseline, pair.value) if reversed_order else (pair.value, pair.baseline)
    sign = "−" if (change.change or pair.change) == "decrease" else "+"
    difference = now - then if a >= b else then - now
    if change.unit == PERCENT:
        share = difference.share_of(then)
        if share is None or share.meets(reported):
            return
        text = f"({plain_number(a)} − {plain_number(b)}) / {plain_number(b)} = {shown((a - b) / b * 100)} %"
        yield finding("change_percent", 0.9, f"{text} ≠ {sign}{plain_number(change.value)} %", [pair, change])
    elif not difference.meets(reported):
        text = f"{plain_number(a)} − {plain_number(b)} = {shown(a - b)} ≠ {sign}{plain_number(change.value)}"
        yield finding("change_number", 0.9, text, [pair, change])


def change_of_value(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """*58 vụ, tăng 12 vụ (26 %)*: value, change and percentage, where the earlier number follows from the first two."""
    previous: list[Figure] = []
    for sentence in reading.sentences:
        for number, percent, gap in _number_and_percent(sentence):
            if not _links(gap, number, percent, cues) or not cues.after_change.search(
                before(number)[-_NEAR:]
            ):
                continue
            value, confidence = _result(sentence, number, percent, cues), 0.8
            if value is None:
                value, confidence = _value_that_changed(sentence, previous, number)
            if value is not None:
                yield from _judge_triple(value, number, percent, confidence)
        previous = sentence


def _number_and_percent(sentence: list[Figure]) -> Iterator[tuple[Figure, Figure, str]]:
    for left, right in pairwise(sentence):
        plain = (
            left.baseline is None and left.total is None and right.baseline is None and right.total is None
        )
        units = left.unit != PERCENT and right.unit == PERCENT and not left.per and not right.per
        if plain and units and left.change and right.change in ("", left.change):
            yield left, right, between(left, right)


def _links(gap: str, number: Figure, percent: Figure, cues: Cues) -> bool:
    """True where the percentage restates the change: *12 vụ (26 %)*, *12 vụ, tương đương 26 %*."""
    noun = re.split(r"[,(]", gap, maxsplit=1)[0].strip()
    if "," in gap and "(" not in gap and len(noun) > len(number.noun or number.unit) + _COMPARED:
        return False
    if len(gap) > _LONGEST_LINK or _CLAUSE_END.search(gap):
        return False
    tail = rest(percent)
    if "(" in gap:
        return bool(cues.qualifiers.match(gap.rpartition("(")[2]) or cues.same_as.search(gap))
    if not _NO_NOUN.match(tail):
        return False
    return bool(cues.same_as.search(gap) or ("," in gap and cues.qualifiers.match(gap.rpartition(",")[2])))


def _result(sentence: list[Figure], number: Figure, percent: Figure, cues: Cues) -> Figure | None:
    """The number that the change led to, where it follows: *lên 1.261 điểm*."""
    index = next(i for i, f in enumerate(sentence) if f is percent)
    if index + 1 == len(sentence):
        return None
    value = sentence[index + 1]
    led_to = cues.result_of.match(between(percent, value)) and same_unit(value, number)
    plain = value.total is None and value.baseline is None and not value.per
    return value if led_to and plain and value.value > number.value else None


def _value_that_changed(
    sentence: list[Figure], previous: list[Figure], number: Figure
) -> tuple[Figure | None, float]:
    """The count whose change ``number`` is: the one before it in the same unit, if only one can be meant."""
    index = next(i for i, f in enumerate(sentence) if f is number)
    earlier = sentence[:index]
    if earlier and _may_have_changed(earlier[-1], number) and same_unit(earlier[-1], number):
        return earlier[-1], 0.85
    if unit_kind(number) != "count":
        return None, 0.0
    for candidates, confidence in ((earlier, 0.75), (previous, 0.65)):
        fitting = [f for f in candidates if _may_have_changed(f, number) and same_unit(f, number)]
        fitting = [f for f in fitting if f.indicator == number.indicator != "other"]
        if fitting:
            return (fitting[0], confidence) if len(fitting) == 1 else (None, 0.0)
    return None, 0.0


def _may_have_changed(value: Figure, number: Figure) -> bool:
    plain = value.total is None and value.baseline is None and not value.change and not value.per
    return plain and value.status == number.status and unit_kind(value) == unit_kind(number)


def _judge_triple(value: Figure, number: Figure, percent: Figure, confidence: float) -> Iterator[Finding]:
    now, step = interval_of(value), interval_of(number)
    then = now - step if number.change == "increase" else now + step
    share = step.share_of(then)
    reported = interval_of(percent)
    if share is None or share.meets(reported):
        return
    base = value.value - number.value if number.change == "increase" else value.value + number.value
    if base <= 0:
        return
    sign = "−" if number.change == "increase" else "+"
    n = plain_number(number.value)
    text = (
        f"{n} / ({plain_number(value.value)} {sign} {n}) = {shown(number.value / base * 100)} %"
        f" ≠ {plain_number(percent.value)} %"
    )
    yield finding("change_percent", confidence, text, [value, number, percent])


def decrease_over_100(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """A count cannot fall by more than all of it."""
    for sentence in reading.sentences:
        for figure in sentence:
            if (
                figure.unit == PERCENT
                and figure.change == "decrease"
                and interval_of(figure).low > Decimal(100)
            ):
                text = f"−{plain_number(figure.value)} % < −100 %"
                yield finding("change_percent", 0.7, text, [figure])
