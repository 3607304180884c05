"""What a statement of time says, before the article's date completes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar as far as the text names it; what is 0 or ``None`` is left out there.

    Attributes:
        unit: ``day``, ``month`` (one or several whole months of a year), ``year`` or ``school_year``.
        year: the year; of a school year the one that it begins in.
        month, month_to: first and last month.
        day: day of the month.
        shift: distance from the article's date in units of ``unit`` (hôm qua -1, năm nay 0), ``None`` where the
            text does not count from it.
    """

    unit: str
    year: int = 0
    month: int = 0
    month_to: int = 0
    day: int = 0
    shift: int | None = None


NOW = Point("day", shift=0)


@dataclass(slots=True)
class TemporalExpression:
    """A statement of time: ``[start, end)`` of the view, its kind and what it says.

    ``kind`` is one of

    * with a place in the calendar: ``date``, ``month``, ``quarter``, ``year``, ``months_of_year``, ``school_year``,
      ``term`` (nhiệm kỳ, giai đoạn), ``range`` (từ … đến …), ``since``, ``until``;
    * without: ``now``, ``rolling`` (5 năm qua), ``duration``, ``age``, ``time`` (of the day), ``occasion`` (Tết),
      ``comparison`` (cùng kỳ), ``birth``, ``name`` (đường 30/4).

    ``first`` and ``last`` are the ends; of a single point they are the same, of ``since`` there is no ``last``, of
    ``until`` no ``first``. ``number`` and ``unit`` hold the length of a duration or rolling span (10, ``năm``).
    """

    start: int
    end: int
    kind: str
    first: Point | None = None
    last: Point | None = None
    number: int = 0
    unit: str = ""

    @property
    def in_calendar(self) -> bool:
        """Whether the expression says where in the calendar it lies."""
        return self.first is not None or self.last is not None
