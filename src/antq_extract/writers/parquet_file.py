"""Parquet with typed columns: exact decimals, dates, integers, text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from antq_extract.figure import NUMBER_COLUMNS, OFFSET_COLUMNS, SCHEMA_VERSION
from antq_extract.schema import FIGURE_COLUMNS, Column, package_version

#: Digits before and after the decimal point that a number column holds (decimal128). Longer numbers are left empty
#: there and stand in number_text; no news reports one.
INTEGER_DIGITS, FRACTION_DIGITS = 26, 12
_LARGEST = Decimal(10) ** INTEGER_DIGITS


def schema(columns: Sequence[Column]):
    """The Arrow schema of a table, with each column's description and unit as metadata."""
    import pyarrow as pa

    def kind(column: Column):
        if column.name in NUMBER_COLUMNS:
            return pa.decimal128(INTEGER_DIGITS + FRACTION_DIGITS, FRACTION_DIGITS)
        if column.name in OFFSET_COLUMNS:
            return pa.int32()
        if column.type == "number":
            return pa.float64()
        return pa.date32() if column.type == "date" else pa.string()

    fields = [
        pa.field(c.name, kind(c), metadata={"description": c.description, **({"unit": c.unit} if c.unit else {})})
        for c in columns
    ]
    return pa.schema(fields, metadata={"antq_schema": SCHEMA_VERSION, "antq_extract": package_version()})


def typed(name: str, value: Any) -> Any:
    """The value of a cell for its column: dates, decimals; ``None`` for empty text."""
    if value is None or value == "":
        return None
    if name in ("period_start", "period_end"):
        return datetime.date.fromisoformat(value)
    if name in NUMBER_COLUMNS:
        number = Decimal(value)
        fraction = -int(number.as_tuple().exponent)  # the spool holds no trailing zeros
        return number if abs(number) < _LARGEST and fraction <= FRACTION_DIGITS else None
    return float(value) if name == "confidence" else value


def write_parquet(
    chunks: Iterable[list[dict[str, Any]]], path: Path, columns: Sequence[Column] = FIGURE_COLUMNS
) -> None:
    """Write rows, a row group a chunk (zstd)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = schema(columns)
    with pq.ParquetWriter(path, arrow, compression="zstd") as writer:
        for chunk in chunks:
            data = {c.name: [typed(c.name, row.get(c.name)) for row in chunk] for c in columns}
            writer.write_table(pa.table(data, schema=arrow), row_group_size=len(chunk))
