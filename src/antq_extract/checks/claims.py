"""Claims: numbers that someone wants to know about."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..errors import InputError, UsageError
from ..figure import Figure
from ..schema import CHANGES, COMPARATORS, STATUSES
from .records import figure_of, read_records

TABLES = (".csv", ".parquet", ".sqlite", ".db")
_KNOWN = {"comparator": COMPARATORS, "status": STATUSES, "change": ("", *CHANGES)}
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PERIOD = re.compile(r"\s*([\d-]{0,10})\s*(?:\.\.|/|–|—)\s*([\d-]{0,10})\s*")


@dataclass(slots=True)
class Claim:
    """A number to look up. ``figure`` holds its fields; what it leaves empty is not asked for."""

    id: str
    text: str
    figure: Figure


def claims_of_table(path: Path) -> tuple[list[Claim], list[str]]:
    """Claims from a table with the columns ``value`` and any of ``indicator, place, place_code, period, comparator``.

    ``period`` is ``2022``, ``2022-03``, ``2022-03-14`` or ``START..END`` of these, either side may be empty;
    ``period_start`` and ``period_end`` are taken too, and every other column of the figures table. The second result
    holds a message for every row that could not be read. Raises :class:`UsageError` where the table cannot be read.
    """
    claims: list[Claim] = []
    problems: list[str] = []
    for number, (place, record) in enumerate(read_records(path, needed=("value",)), start=1):
        try:
            claims.append(claim_of(record, str(record.get("id") or record.get("figure_id") or number)))
        except InputError as error:
            problems.append(f"{path.name}, {place}: {error}")
    return claims, problems


def claim_of(record: dict[str, Any], claim_id: str) -> Claim:
    """A claim from a record. Raises :class:`InputError` where value, period, comparator, status or change cannot be read."""
    figure = figure_of(record | {"article_id": ""})
    for name, known in _KNOWN.items():
        if getattr(figure, name) not in known:
            raise InputError(f"{name} is none of {', '.join(filter(None, known))}: {getattr(figure, name)[:40]!r}")
    start = _day(figure.period_start, last=False) if figure.period_start else ""
    end = _day(figure.period_end, last=True) if figure.period_end else ""
    period = str(record.get("period") or "").strip()
    if period and not (start or end):
        start, end = period_of(period)
    figure = replace(figure, period_start=start, period_end=end)
    text = str(record.get("claim") or record.get("text") or figure.sentence or "")
    return Claim(claim_id, text, figure)


def claims_of_figures(figures: Iterable[Figure]) -> list[Claim]:
    """Each figure that the extractor found in a sentence or an article, as a claim."""
    return [Claim(f.figure_id or f"{f.article_id}:{f.start}-{f.end}", f.sentence, f) for f in figures]


def looks_like_thousands(value: Decimal) -> bool:
    """True for a claim's number such as 1.250: a decimal here, but a Vietnamese writer may mean 1250."""
    return value.as_tuple().exponent == -3 and 1 <= abs(value) < 1000


def period_of(text: str) -> tuple[str, str]:
    """First and last day of a written period. Raises :class:`InputError` where it cannot be read."""
    both = _PERIOD.fullmatch(text)
    if both and (both[1] or both[2]):
        return (_day(both[1], last=False) if both[1] else ""), (_day(both[2], last=True) if both[2] else "")
    return _day(text.strip(), last=False), _day(text.strip(), last=True)


def _day(text: str, last: bool) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        raise InputError(f"period is not a date or START..END: {text[:40]!r}")
    year = int(match[1])
    month = int(match[2]) if match[2] else (12 if last else 1)
    if not (1 <= month <= 12 and year > 0):
        raise InputError(f"period is not a date: {text!r}")
    days = monthrange(year, month)[1]
    day = int(match[3]) if match[3] else (days if last else 1)
    if not 1 <= day <= days:
        raise InputError(f"period is not a date: {text!r}")
    return f"{year:04}-{month:02}-{day:02}"


def read_claims(path: Path, extract: Callable[[Path], Iterator[Figure]]) -> tuple[list[Claim], list[str]]:
    """The claims of a file: rows of a table with a ``value``, else every number of its sentences or articles.

    ``extract`` reads a file of text (``-`` for standard input) and gives its figures.
    """
    if str(path) != "-" and not path.exists():
        hint = "; sentences go into a .txt file, or to standard input with -" if " " in str(path) else ""
        raise UsageError(f"{path}: no such file{hint}")
    if is_table_of_claims(path):
        return claims_of_table(path)
    return claims_of_figures(extract(path)), []


def is_table_of_claims(path: Path) -> bool:
    """True for a table whose rows are claims, false for a text whose numbers are."""
    if path.suffix.lower() not in (*TABLES, ".jsonl"):
        return False
    first = next(iter(read_records(path)), None)
    return first is None or "value" in first[1] or "text" not in first[1]
