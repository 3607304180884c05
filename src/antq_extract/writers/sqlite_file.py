"""SQLite: tables ``articles`` and ``figures``, indexed, with full-text search. Opens in Datasette as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from antq_extract.figure import NUMBER_COLUMNS, plain_number
from antq_extract.schema import FIGURE_COLUMNS, Column

_INDEXED = ("article_id", "indicator", "place", "place_code", "period_start", "published")
#: Search finds words with and without their marks (xã, xa).
_TOKENS = "unicode61 remove_diacritics 2"


def write_sqlite(
    articles: Iterable[list[dict[str, Any]]],
    figures: Iterable[list[dict[str, Any]]],
    path: Path,
    article_columns: Sequence[Column],
) -> None:
    """Write both tables.

    Numbers have NUMERIC affinity: whole numbers to 19 digits are exact, fractions to 15 digits. Full-text search:
    ``articles_fts`` over title and text, ``figures_fts`` over sentence and noun; a table ``columns`` says what each
    column means.
    """
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")  # the file is synced as a whole before it gets its name
        names = [c.name for c in article_columns]
        db.execute(
            f"CREATE TABLE articles ({', '.join('id TEXT PRIMARY KEY' if n == 'id' else f'{n} TEXT' for n in names)})"
        )
        fields = ", ".join(f'"{c.name}" {_affinity(c)}' for c in FIGURE_COLUMNS)
        db.execute(
            f"CREATE TABLE figures ({fields}, PRIMARY KEY (article_id, figure_id),"
            " FOREIGN KEY (article_id) REFERENCES articles(id))"
        )
        _fill(db, "articles", names, articles)
        _fill(db, "figures", [c.name for c in FIGURE_COLUMNS], figures)
        for name in _INDEXED:
            db.execute(f"CREATE INDEX figures_{name} ON figures({name})")
        for table, searched in (("articles", "title, text"), ("figures", "sentence, noun")):
            db.execute(
                f"CREATE VIRTUAL TABLE {table}_fts USING fts5({searched}, content='{table}', tokenize='{_TOKENS}')"
            )
            db.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")
        db.execute('CREATE TABLE columns ("table" TEXT, "column" TEXT, type TEXT, unit TEXT, meaning TEXT)')
        meanings = [("articles", c) for c in article_columns] + [("figures", c) for c in FIGURE_COLUMNS]
        db.executemany(
            "INSERT INTO columns VALUES (?,?,?,?,?)", [(t, c.name, c.type, c.unit, c.description) for t, c in meanings]
        )
        db.commit()
    finally:
        db.close()


def _affinity(column: Column) -> str:
    if column.name in NUMBER_COLUMNS:
        return "NUMERIC"
    return {"integer": "INTEGER", "number": "REAL"}.get(column.type, "TEXT")


def _fill(db: sqlite3.Connection, table: str, names: list[str], chunks: Iterable[list[dict[str, Any]]]) -> None:
    insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})"
    for chunk in chunks:
        db.executemany(insert, ([_cell(n, row.get(n)) for n in names] for row in chunk))


def _cell(name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if name in NUMBER_COLUMNS:
        return plain_number(Decimal(value))
    return float(value) if isinstance(value, Decimal) else value
