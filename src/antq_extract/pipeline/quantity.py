"""The record that grows along the corridor: a number of the text with what has been found out about it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class Quantity:
    """A numeral, its noun, and the circumstances that each room of the pipeline adds.

    All spans are positions of the :class:`~antq_extract.language.text.TextView`. ``start`` and ``end`` are those of
    the numeral with its multiplier and its other end or other side; ``noun_start`` and ``noun_end`` those of the unit
    and counted noun (``noun_start == noun_end`` where there is none); ``sentence`` is an index into the sentences.
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
