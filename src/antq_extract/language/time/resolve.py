"""From a statement of time to first and last day, with the article's date for what the text leaves out."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from .types import Point, TemporalExpression

# How far after the article's date a day or month without its year may lie, else it is last year's.
AHEAD = timedelta(days=20)
PLANNED_AHEAD = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class TemporalContext:
    """What the rest of the article adds: the year it reports on where its date is not known, 0 where neither says;
    and whether the statement looks ahead (a plan, a target)."""

    year: int = 0
    planned: bool = False
    month: int = 0


def resolve(
    expression: TemporalExpression, published: str = "", context: TemporalContext | None = None
) -> tuple[str, str]:
    """First and last day of an expression as ISO dates.

    Args:
        expression: what :func:`~antq_extract.language.time.find.find_temporal` found.
        published: the article's date, ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or empty.
        context: the year and month that the rest of the article names.

    Returns:
        ``(start, end)``; an end that the expression has not, or that cannot be known, is ``""``. An expression
        without a place in the calendar (rolling spans, now, durations, Tết) gives ``("", "")``.
    """
    if not expression.in_calendar:
        return "", ""
    context = context or TemporalContext()
    now = _published(published, context.year)
    first, last = expression.first, expression.last
    if first is not None and last is not None:
        first, last = _complete_pair(first, last)
        low = None if _is_now(first) and not now.exact else _interval(first, now, context)
        high = _interval(last, now, context)
        if _is_now(last):
            high = (now.last, now.last) if now.known else None
            if low and high and low[0] > high[1] and first.shift is None and not first.year:
                low = _move_year(low, -1)
            return _iso(low, 0), ("" if not low or not high or high[1] < low[0] else _iso(high, 1))
        if low is None or high is None:
            return _iso(low, 0), _iso(high, 1)
        if high[1] < low[0]:
            if _is_now(first):
                return "", _iso(high, 1)
            if not (expression.first and expression.first.year):
                low = _move_year(low, -1)
                return _iso(low, 0), _iso(high, 1)
            return "", ""
        return _iso(low, 0), _iso(high, 1)
    if first is not None:
        return _iso(_interval(first, now, context), 0), ""
    assert last is not None
    return "", _iso(_interval(last, now, context), 1)


@dataclass(frozen=True, slots=True)
class _Now:
    known: bool
    exact: bool
    first: date
    last: date


def _published(text: str, year: int) -> _Now:
    try:
        if len(text) >= 10:
            day = date.fromisoformat(text[:10])
            return _Now(True, True, day, day)
        if len(text) == 7:
            y, m = int(text[:4]), int(text[5:])
            return _Now(True, False, date(y, m, 1), date(y, m, monthrange(y, m)[1]))
        if len(text) == 4:
            return _Now(False, False, date(int(text), 1, 1), date(int(text), 12, 31))
    except ValueError:
        pass
    if year:
        return _Now(False, False, date(year, 1, 1), date(year, 12, 31))
    return _Now(False, False, date.min, date.min)


def _is_now(point: Point) -> bool:
    return point.unit == "day" and point.shift == 0 and not point.day


def _complete_pair(first: Point, last: Point) -> tuple[Point, Point]:
    """Each end takes from the other what it leaves out: the year, the month, the count from the article's date."""
    if first.day and not first.month and last.month:
        first = _with(first, month=last.month, month_to=last.month)
    if last.day and not last.month and first.month:
        last = _with(last, month=first.month, month_to=first.month)
    if not first.year and first.shift is None and (last.year or last.shift is not None) and last.unit != "school_year":
        later = (first.month or 1) > (last.month_to or 12) if not _is_now(last) else False
        if last.year:
            first = _with(first, year=last.year - later)
        elif not _is_now(last) and last.unit in ("month", "day") and last.month:
            first = _with(first, shift=(last.shift or 0) - later)
    # "từ năm 2019 đến tháng 9" leaves the second year to the article's date.
    if not last.year and last.shift is None and first.year and first.unit != "year":
        later = (last.month_to or 12) < (first.month or 1)
        last = _with(last, year=first.year + later)
    return first, last


def _with(point: Point, **changes: int) -> Point:
    fields = {name: getattr(point, name) for name in Point.__slots__}
    return Point(**(fields | changes))


def _interval(point: Point, now: _Now, context: TemporalContext) -> tuple[date, date] | None:
    has_year = now.first != date.min
    if point.unit == "school_year":
        return date(point.year, 9, 1), date(point.year + 1, 8, 31)
    if point.unit == "day" and not point.day:
        if point.shift is None or not now.exact:
            return None
        day = now.first + timedelta(days=point.shift)
        return day, day
    if point.unit in ("month", "quarter") and not point.month:
        return _shifted(point, now)
    year = point.year
    if not year and point.shift is not None:
        year = now.first.year + point.shift if has_year else 0
    month, month_to = point.month or 1, point.month_to or 12
    if point.unit == "day" and not point.month:
        return _day_of_month(point.day, now)
    if not year:
        if not has_year:
            return None
        year = now.first.year
        if now.known and (point.day or point.month):
            limit = now.last + (PLANNED_AHEAD if context.planned else AHEAD)
            if _safe(year, month, point.day or 1) > limit:
                year -= 1
            elif _safe(year + 1, month, point.day or 1) <= now.last + AHEAD:
                year += 1
    try:
        if point.day:
            day = date(year, month, point.day)
            return day, day
        return date(year, month, 1), date(year, month_to, monthrange(year, month_to)[1])
    except ValueError:
        return None


def _shifted(point: Point, now: _Now) -> tuple[date, date] | None:
    if not now.known or point.shift is None:
        return None
    width = 3 if point.unit == "quarter" else 1
    index = (now.first.year * 12 + now.first.month - 1) // width * width + point.shift * width
    last = index + width - 1
    return date(index // 12, index % 12 + 1, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


def _day_of_month(day: int, now: _Now) -> tuple[date, date] | None:
    """`ngày 14` alone: the nearest such day not after the article's date."""
    if not now.known:
        return None
    year, month = now.first.year, now.first.month
    if now.exact and day > now.first.day + 7:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _safe(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _move_year(interval: tuple[date, date], years: int) -> tuple[date, date]:
    first, last = interval
    return _safe(first.year + years, first.month, first.day), _safe(last.year + years, last.month, last.day)


def _iso(interval: tuple[date, date] | None, end: int) -> str:
    return "" if interval is None else interval[end].isoformat()
