"""What a reported number leaves open: its interval, by printed precision and comparator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..figure import Figure, plain_number

_NUMERAL = re.compile(r"\d{1,15}(?:[.,]\d{1,15}){0,6}")
_FAR = Decimal("Infinity")
# How far beyond the number "hơn", "gần" and "khoảng" may reach, as a share of it; "hơn" also one unit of its last
# non-zero digit (hơn 10, hơn 2 triệu).
_REACH = Decimal("0.25")
_ABOUT = Decimal("0.15")
# Units of things that are counted whole take no rounding; amounts of these are usually rounded to what is printed.
_AMOUNTS = frozenset("% vnd usd kg g mg tấn tạ yến lít ml ha m km m2 m3 km2".split())


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """The product of two intervals of numbers that are not negative."""
        return Interval(self.low * other.low, self.high * other.high)

    def share_of(self, whole: Interval) -> Interval | None:
        """This as a percentage of ``whole``; ``None`` where the whole may be zero or less."""
        if whole.low <= 0:
            return None
        high = _FAR if self.high == _FAR else self.high / whole.low * 100
        return Interval(self.low / whole.high * 100 if whole.high != _FAR else Decimal(0), high)

    def meets(self, other: Interval) -> bool:
        """True where the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


def interval_of(figure: Figure) -> Interval:
    """The numbers that a careful reader of the figure's value would not call wrong."""
    if figure.value_max is not None:
        return Interval(min(figure.value, figure.value_max), max(figure.value, figure.value_max))
    value, slack = figure.value, slack_of(figure.value, figure.number_text, figure.unit)
    exact = Interval(value - slack, value + slack)
    reach = max(abs(value) * _REACH, slack)
    match figure.comparator:
        case "more_than":
            return Interval(value - slack, value + max(reach, last_digit(value)))
        case "nearly":
            return Interval(value - reach, value + slack)
        case "about":
            about = max(abs(value) * _ABOUT, slack)
            return Interval(value - about, value + about)
        case "at_least":
            return Interval(value - slack, _FAR)
        case "at_most" | "less_than":
            return Interval(Decimal(0), value + slack)
    return exact


def number_interval(number: Decimal, figure: Figure) -> Interval:
    """The interval of another number of the figure (its total or baseline), as precise as its unit is."""
    slack = slack_of(number, "", figure.unit)
    return Interval(number - slack, number + slack)


def slack_of(value: Decimal, number_text: str, unit: str) -> Decimal:
    """How far the true number may lie from the printed one by rounding or cutting off.

    One unit of the last printed digit, where decimals, a multiplier (*triệu*) or a unit of measure show that the
    number is rounded; half a unit of the last non-zero digit for round counts of a thousand and more (13.000); none
    for other counts.
    """
    step = printed_step(value, number_text)
    if step != 1 or unit.lower() in _AMOUNTS:
        return step
    if abs(value) >= 1000 and value % 100 == 0:
        return last_digit(value) / 2
    return Decimal(0)


def printed_step(value: Decimal, number_text: str) -> Decimal:
    """The worth of the last printed digit: 100000 for ``12,7 triệu``, 1 for ``13.000``, 0.1 for ``7,5``."""
    numeral = _NUMERAL.search(number_text)
    if numeral is None or value == 0:
        return Decimal(1) if value == value.to_integral_value() else _last_place(value)
    digits = numeral[0]
    whole, _, decimals = digits.rpartition(",") if digits.count(",") == 1 else (digits, "", "")
    readings = [(whole.replace(".", ""), decimals), (digits.replace(".", "").replace(",", ""), "")]
    if digits.count(".") == 1 and "," not in digits:
        readings.append(tuple(digits.split(".")))  # type: ignore[arg-type]
    for left, right in readings:
        mantissa = Decimal(f"{left}.{right or 0}")
        if mantissa and _is_power_of_thousand(value / mantissa):
            return (value / mantissa).scaleb(-len(right)).normalize()
    return last_digit(value)


def last_digit(value: Decimal) -> Decimal:
    """The worth of the last non-zero digit: 1000 for 13000, 0.1 for 7.5."""
    if value == 0:
        return Decimal(1)
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def shown(number: Decimal) -> str:
    """A computed number for a reader: at most two decimals, no exponent, no thousands mark."""
    return plain_number(round(number, 2)) if abs(number) < Decimal("1e25") else f"{number:.3e}"


def _last_place(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _is_power_of_thousand(ratio: Decimal) -> bool:
    """True for 1, 1000, 10^6 … and for *chục*, *trăm*, *vạn*: any power of ten up to 10^15."""
    return (
        ratio > 0 and Decimal(1) <= ratio <= Decimal(10) ** 15 and ratio.normalize().as_tuple().digits == (1,)
    )
