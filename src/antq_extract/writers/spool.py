"""Reading back the lines that a run has collected, to turn them into Parquet, SQLite or Excel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL spool; numbers with a fraction are exact decimals."""
    with open(path, encoding="utf-8", newline="\n") as handle:
        for line in handle:
            yield json.loads(line, parse_float=Decimal)


def chunks(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Lists of at most ``size`` rows."""
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
