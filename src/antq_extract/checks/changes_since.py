"""Changes against the earlier number, where the article gives it: the year before, or behind *so với*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..figure import Figure, plain_number
from .changes import BRACKET_OR_COMMA
from .cues import Cues
from .finding import Finding, finding
from .interval import interval_of, shown
from .reading import PERCENT, Reading, between, folded, same_unit, unit_kind


def change_since(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """*212 vụ, tăng 24 vụ* against the *198 vụ* of the year before; *1.320 tỷ, tăng 25 % so với mức 1.200 tỷ*."""
    earlier_years: dict[tuple[str, ...], list[Figure]] | None = None
    for sentence in reading.sentences:
        for index, (value, change) in enumerate(pairwise(sentence)):
            if not _is_changed_by(value, change, cues):
                continue
            following = sentence[index + 2] if index + 2 < len(sentence) else None
            then = following if following and cues.compared_with.search(between(change, following)) else None
            if then is None and " " in value.noun and unit_kind(value) == "count":
                if earlier_years is None:
                    earlier_years = _by_period(reading)
                candidates = earlier_years.get(
                    _key(value, _year_before(value.period_start), _year_before(value.period_end)), []
                )
                then = candidates[0] if len({f.value for f in candidates}) == 1 else None
            if then is not None and same_unit(then, value) and not then.per and then.total is None:
                yield from _judge_since(value, change, then)


def _is_changed_by(value: Figure, change: Figure, cues: Cues) -> bool:
    gap = between(value, change)
    if not change.change or change.per or change.total is not None or change.baseline is not None:
        return False
    plain = (
        value.total is None
        and value.baseline is None
        and not value.change
        and not value.per
        and value.unit != PERCENT
    )
    unit = change.unit == PERCENT or same_unit(value, change)
    return (
        plain
        and unit
        and value.status == change.status
        and bool(BRACKET_OR_COMMA.match(gap) and cues.after_change.search(gap))
    )


def _by_period(reading: Reading) -> dict[tuple[str, ...], list[Figure]]:
    figures: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if (
            figure.period_end
            and not figure.change
            and not figure.per
            and figure.baseline is None
            and figure.noun
        ):
            figures[_key(figure, figure.period_start, figure.period_end)].append(figure)
    return figures


def _key(figure: Figure, start: str, end: str) -> tuple[str, ...]:
    return (
        figure.indicator,
        folded(figure.noun),
        figure.unit,
        figure.place_code or figure.place,
        figure.status,
        start,
        end,
    )


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1:04}{day[4:]}" if day[:4].isdecimal() else day


def _judge_since(value: Figure, change: Figure, then: Figure) -> Iterator[Finding]:
    now, base = interval_of(value), interval_of(then)
    difference = now - base if change.change == "increase" else base - now
    a, b, c = (plain_number(figure.value) for figure in (value, then, change))
    sign = "+" if change.change == "increase" else "−"
    if change.unit == PERCENT:
        share = difference.share_of(base)
        if share is not None and not share.meets(interval_of(change)):
            text = (
                f"({a} − {b}) / {b} = {shown((value.value - then.value) / then.value * 100)} % ≠ {sign}{c} %"
            )
            yield finding("change_percent", 0.8, text, [value, change, then])
    elif not difference.meets(interval_of(change)):
        text = f"{a} − {b} = {shown(value.value - then.value)} ≠ {sign}{c}"
        yield finding("change_number", 0.8, text, [value, change, then])
