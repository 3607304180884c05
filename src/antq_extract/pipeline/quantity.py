"""The record that grows along the corridor: a number of the text with what has been found out about it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ..language.numerals import MULTIPLIED
from ..rules.model import Unit

AMBIGUOUS = "ambiguous_number"
"""The flag of a number whose separators allow another reading."""
_SHIFT = 1000


@dataclass(slots=True)
class Quantity:
    """A numeral, its noun, and the circumstances that each room of the pipeline adds.

    All spans are positions of the :class:`~antq_extract.language.text.TextView`. ``start`` and ``end`` are those of
    the numeral with its multiplier and its other end or other side; ``noun_start`` and ``noun_end`` those of the unit
    and counted noun (``noun_start == noun_end`` where there is none); ``shared_noun`` is where the noun begins that a bare member
    of a list takes from its last (-1 if none: *25, 34 và 16 hộ*); ``sentence`` is an index into the sentences.
    """

    start: int
    end: int
    sentence: int
    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    baseline: Decimal | None = None
    noun_start: int = -1
    noun_end: int = -1
    unit: str = ""
    noun: str = ""
    shared_noun: int = -1
    per: str = ""
    comparator: str = "exact"
    status: str = "reported"
    change: str = ""
    indicator: str = ""
    rule: str = ""
    confidence: float = 0.0
    period_start: str = ""
    period_end: str = ""
    period_text: str = ""
    place: str = ""
    place_code: str = ""
    actor: str = ""
    recipient: str = ""
    award: str = ""
    awarder: str = ""
    flags: list[str] = field(default_factory=list)


def settle(quantity: Quantity, units: dict[str, Unit], number_text: str) -> None:
    """Reads a comma before three digits as a thousands mark where the unit, found later, can only be counted whole.

    *tăng từ 1,250 lên 1,340 vụ*; *1,250 hộ nghèo, trong đó 1,130 là hộ thiểu số*. Not where ``number_text`` has a multiplier.
    """
    unit = units.get(quantity.unit)
    if not quantity.unit or (unit is not None and not unit.whole) or MULTIPLIED.search(number_text):
        return
    for name in ("value", "value_max", "total", "baseline"):
        number = getattr(quantity, name)
        if number is not None and 1 < number < _SHIFT and number != int(number) and number.as_tuple().exponent == -3:
            setattr(quantity, name, Decimal(int(number * _SHIFT)))
