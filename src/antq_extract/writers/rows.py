"""Figures and articles as lines of CSV or JSON.

This is what workers send back: bytes that are appended to the output as they are. Numbers are written from exact
decimals, never by way of a float.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from antq_extract.article import Article
from antq_extract.figure import COLUMNS, NUMBER_COLUMNS, OFFSET_COLUMNS, Figure, plain_number
from antq_extract.schema import article_columns
from antq_extract.writers.neutral import neutralise

_values = attrgetter(*COLUMNS)
_quote = json.encoder.encode_basestring
_NUMBERS = frozenset(NUMBER_COLUMNS)
_OFFSETS = frozenset(OFFSET_COLUMNS)
#: number_text is a numeral and nothing else (`text[start:end]`), so it cannot hold a formula and stays as it is.
_AS_IT_IS = frozenset({"number_text", "figure_id"})


_PLAIN = _NUMBERS | _OFFSETS | {"confidence"}


def confidence_text(value: float) -> str:
    """A confidence with at most three decimals."""
    text = f"{value:.3f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def _csv_cell(name: str) -> Callable[..., str]:
    if name in _NUMBERS:
        return plain_number
    if name in _OFFSETS:
        return str
    if name == "confidence":
        return confidence_text
    return str if name in _AS_IT_IS else neutralise


def _json_cell(name: str) -> Callable[..., str]:
    if name in _NUMBERS:
        return lambda value: "null" if value is None else plain_number(value)
    if name in _OFFSETS:
        return str
    return confidence_text if name == "confidence" else _quote


_CSV_CELLS = tuple(_csv_cell(name) for name in COLUMNS)
_JSON_CELLS = tuple((f'"{name}":', _json_cell(name)) for name in COLUMNS)


def csv_line(cells: Iterable[str]) -> bytes:
    """One line of CSV (RFC 4180: commas, doubled quotes, CR LF)."""
    return _csv_lines([cells])


def _csv_lines(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def figures_csv(figures: Iterable[Figure]) -> bytes:
    """CSV lines without the header; text cells neutralised."""
    return _csv_lines([cell(value) for cell, value in zip(_CSV_CELLS, _values(f), strict=True)] for f in figures)


def figures_jsonl(figures: Iterable[Figure]) -> bytes:
    """A JSON object a line, all columns, ``null`` for a number that is not there. Text is exact."""
    lines = (
        "{" + ",".join(k + cell(v) for (k, cell), v in zip(_JSON_CELLS, _values(f), strict=True)) + "}\n"
        for f in figures
    )
    return "".join(lines).encode("utf-8")


def lines_of_cells(rows: Iterable[Sequence[Any]], form: str) -> bytes:
    """The same lines from rows of cells whose numbers are plain decimals in text already, as partitions hold them."""
    if form == "csv":
        cells = [str if name in _PLAIN or name in _AS_IT_IS else neutralise for name in COLUMNS]
        return _csv_lines([cell(value) for cell, value in zip(cells, row, strict=True)] for row in rows)
    keys = [(f'"{n}":', _number_or_null if n in _NUMBERS else str if n in _PLAIN else _quote) for n in COLUMNS]
    return "".join(
        "{" + ",".join(key + cell(value) for (key, cell), value in zip(keys, row, strict=True)) + "}\n" for row in rows
    ).encode("utf-8")


def _number_or_null(text: str) -> str:
    return text or "null"


def article_cells(article: Article, duplicate_of: str | None = None) -> dict[str, str]:
    """The row of the articles table."""
    cells = {
        "id": article.id,
        "published": article.published,
        "title": article.title,
        "source": article.source,
        "province": article.province,
        "text": article.text,
    }
    if duplicate_of is not None:
        cells["duplicate_of"] = duplicate_of
    return cells


def article_csv(cells: dict[str, str]) -> bytes:
    """One CSV line; all cells neutralised but the text, since the offsets refer to it."""
    return csv_line(value if name == "text" else neutralise(value) for name, value in cells.items())


def article_jsonl(cells: dict[str, str]) -> bytes:
    """One JSON line."""
    return (json.dumps(cells, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def figures_header(form: str, mark: bool = False) -> bytes:
    """What stands before the first row: the names of the columns in CSV, nothing in JSONL.

    ``mark`` puts a byte order mark before them, by which Excel knows that the file is UTF-8.
    """
    return (codecs.BOM_UTF8 if mark else b"") + csv_line(COLUMNS) if form == "csv" else b""


def articles_header(form: str, dedupe: bool) -> bytes:
    """As :func:`figures_header`, for the articles table."""
    return csv_line(c.name for c in article_columns(dedupe)) if form == "csv" else b""


FIGURE_LINES: dict[str, Callable[[Iterable[Figure]], bytes]] = {"csv": figures_csv, "jsonl": figures_jsonl}
ARTICLE_LINES: dict[str, Callable[[dict[str, str]], bytes]] = {"csv": article_csv, "jsonl": article_jsonl}
