"""Findings as files."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from ..errors import UsageError
from ..writers.neutral import neutralise

SEPARATOR = "; "


def write_records(path: Path, columns: Iterable[str], records: Iterable[Mapping[str, Any]]) -> None:
    """Writes records to a ``.csv`` or ``.jsonl`` file, which appears only when complete; ``-`` is CSV on standard output.

    In a CSV, lists are joined with ``; `` and cells that a spreadsheet would run begin with an apostrophe. Raises
    :class:`UsageError` for another format and where the file cannot be written.
    """
    writers: dict[str, Callable[[IO[str], list[str], Iterable[Mapping[str, Any]]], None]] = {
        ".csv": _write_csv,
        ".jsonl": _write_jsonl,
    }
    if str(path) == "-":
        stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors="backslashreplace", newline="")
        try:
            _write_csv(stream, list(columns), records)
            stream.flush()
        finally:
            stream.detach()  # it would close standard output
        return
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"{path}: unknown format; give one of {', '.join(writers)}, or - for standard output")
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            writer(file, list(columns), records)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from None


def csv_cell(value: Any) -> Any:
    """A value as a CSV cell: lists joined, nothing that a spreadsheet would run."""
    if isinstance(value, list | tuple):
        value = SEPARATOR.join(str(item) for item in value)
    return neutralise(value) if isinstance(value, str) else value


def _write_csv(file: IO[str], columns: list[str], records: Iterable[Mapping[str, Any]]) -> None:
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([csv_cell(record.get(name)) for name in columns] for record in records)


def _write_jsonl(file: IO[str], columns: list[str], records: Iterable[Mapping[str, Any]]) -> None:
    for record in records:
        file.write(json.dumps({name: record.get(name) for name in columns}, ensure_ascii=False) + "\n")
