"""The record that comes out: one figure, one row."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

SCHEMA_VERSION = "1.0.0"


@dataclass(slots=True)
class Figure:
    """One number that an article reports, with what it counts and what proves it.

    Numbers are exact decimals. Offsets are code points of the article's text, so that
    ``text[start:end] == number_text``; ``sentence_start`` is the offset of ``sentence``. Dates are ISO
    strings. A field that holds nothing is ``None`` for numbers and ``""`` for texts.
    The order of the fields is the order of the columns of every output.
    """

    figure_id: str
    article_id: str
    source: str
    title: str
    published: str
    indicator: str
    value: Decimal
    value_max: Decimal | None
    total: Decimal | None
    baseline: Decimal | None
    unit: str
    per: str
    comparator: str
    status: str
    change: str
    noun: str
    period_start: str
    period_end: str
    period_text: str
    place: str
    place_code: str
    actor: str
    recipient: str
    award: str
    awarder: str
    number_text: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    rule: str
    confidence: float
    flags: str


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Figure))
NUMBER_COLUMNS = ("value", "value_max", "total", "baseline")
OFFSET_COLUMNS = ("start", "end", "sentence_start")


def plain_number(number: Decimal | None) -> str:
    """The number as the CSV writes it: plain decimal, a dot, no exponent; ``""`` for ``None``."""
    if number is None:
        return ""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
