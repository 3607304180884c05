"""Figures read back: from the tables that ``run`` writes, from gold, or from plain records."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ..errors import InputError, UsageError
from ..figure import COLUMNS, NUMBER_COLUMNS, OFFSET_COLUMNS, Figure, plain_number
from ..writers.neutral import restore

_DEFAULTS: dict[str, Any] = {f.name: "" for f in fields(Figure)} | {
    "comparator": "exact",
    "status": "reported",
}
_LONGEST_NUMBER = 400
_LONGEST_HEADER = 1 << 16
_DELIMITERS = ",;\t"
_COLUMNS_SHOWN = 12
_WORKBOOKS = (".xlsx", ".xls", ".ods")
_NEEDED = ("article_id", "value")


def figure_of(record: Figure | Mapping[str, Any]) -> Figure:
    """A :class:`Figure` from a record of any table format; what the record leaves out is empty.

    Raises :class:`InputError` where the value is missing or a number or offset cannot be read.
    """
    if isinstance(record, Figure):
        return record
    values: dict[str, Any] = {}
    for name in COLUMNS:
        given = record.get(name)
        if name in NUMBER_COLUMNS:
            values[name] = exact_number(given, name)
        elif name in OFFSET_COLUMNS:
            values[name] = _offset(given, name)
        elif name == "confidence":
            values[name] = float(exact_number(given, name) or 0)
        else:
            values[name] = _text(given) or _DEFAULTS[name]
    if values["value"] is None:
        raise InputError("the value is missing")
    return Figure(**values)


def exact_number(given: Any, name: str = "number") -> Decimal | None:
    """A cell as an exact decimal, ``None`` for an empty one. Raises :class:`InputError` for anything else."""
    if given is None or given == "" or given != given:
        return None
    text = str(given).strip()
    try:
        if len(text) > _LONGEST_NUMBER:
            raise InvalidOperation
        number = Decimal(text)
    except InvalidOperation:
        raise InputError(f"{name} is not a number: {text[:40]!r}") from None
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise InputError(f"{name} is not a number: {text[:40]!r}")
    return number


def plain_record(figure: Figure) -> dict[str, Any]:
    """The figure as JSON takes it: numbers as exact plain text, offsets as integers."""
    record = {name: getattr(figure, name) for name in COLUMNS}
    for name in NUMBER_COLUMNS:
        record[name] = plain_number(record[name]) or None
    return record


def read_figures(path: Path) -> tuple[list[Figure], list[str]]:
    """The figures of a CSV, JSONL, Parquet or SQLite file, and a message for every row that could not be read.

    Raises :class:`UsageError` where the file is not there, not a table of figures, or of an unknown format.
    """
    figures: list[Figure] = []
    problems: list[str] = []
    for place, record in read_records(path, needed=_NEEDED):
        try:
            figures.append(figure_of(record))
        except InputError as error:
            problems.append(f"{path.name}, {place}: {error}")
    return figures, problems


def read_records(path: Path, needed: Iterable[str] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a table file, each with the place it stands at (``row 7``).

    Formats by name: ``.csv``, ``.jsonl``, ``.parquet``, ``.sqlite`` or ``.db``. Every column of ``needed`` must be
    there. A ``.csv`` may have semicolons or tabs, as spreadsheets write it. Raises :class:`UsageError` as
    :func:`read_figures` does.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        hint = " (a workbook is for people: give the .csv of the same run, or save its first sheet as CSV UTF-8)"
        raise UsageError(
            f"{path}: unknown format; give one of {', '.join(_READERS)}{hint if path.suffix.lower() in _WORKBOOKS else ''}"
        )
    try:
        for number, record in enumerate(reader(path), start=1):
            if number == 1 and path.suffix.lower() != ".jsonl":
                missing = [name for name in needed if name not in record]
                if missing:
                    have = ", ".join(list(map(str, record))[:_COLUMNS_SHOWN]) or "none"
                    raise UsageError(f"{path}: no column {', '.join(missing)}; the columns are {have}")
            yield f"row {number}", record
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as CSV UTF-8") from None
    except (csv.Error, sqlite3.Error) as error:
        raise UsageError(f"{path}: cannot be read as {path.suffix[1:]} ({error})") from None


def _csv_rows(path: Path) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(1 << 27)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header = lines.readline(_LONGEST_HEADER)
        if not header.strip():
            raise UsageError(f"{path}: empty: not even a header")
        lines.seek(0)
        for row in csv.DictReader(lines, delimiter=max(_DELIMITERS, key=header.count)):
            # Only a CSV has the apostrophes that keep a spreadsheet from running a cell.
            yield {name: restore(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _jsonl_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line, parse_float=Decimal)
            except (ValueError, RecursionError) as error:
                raise UsageError(f"{path}, line {number}: not JSON ({error})") from None
            if not isinstance(record, dict):
                raise UsageError(f"{path}, line {number}: not a JSON object")
            yield record


def _parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]  # the engine writes a folder of partitions
    if not parts:
        raise UsageError(f"{path}: the folder holds no .parquet file")
    try:
        for part in parts:
            for batch in parquet.ParquetFile(part).iter_batches():
                yield from batch.to_pylist()
    except pa.ArrowInvalid as error:
        raise UsageError(f"{path}: cannot be read as parquet ({error})") from None


def _sqlite_rows(path: Path) -> Iterator[dict[str, Any]]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        names = [
            r["name"]
            for r in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]
        table = "figures" if "figures" in names else next(iter(names), None)
        if table is None:
            raise UsageError(f"{path}: the database holds no table")
        quoted = table.replace('"', '""')
        for row in connection.execute(f'SELECT * FROM "{quoted}"'):
            yield dict(row)
    finally:
        connection.close()


_READERS = {
    ".csv": _csv_rows,
    ".jsonl": _jsonl_rows,
    ".parquet": _parquet_rows,
    ".sqlite": _sqlite_rows,
    ".db": _sqlite_rows,
}


def _text(given: Any) -> str:
    return "" if given is None or given != given else str(given)


def _offset(given: Any, name: str) -> int:
    number = exact_number(given, name)
    if number is None:
        return 0
    if number != int(number) or number < 0:
        raise InputError(f"{name} is not an offset: {number}")
    return int(number)
