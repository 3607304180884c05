"""From a run's collected lines to the output in the form that its name asks for."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from antq_extract.errors import UsageError
from antq_extract.schema import Column, article_columns
from antq_extract.writers.spool import chunks, read_lines

FORMS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".xlsx": "xlsx", ".sqlite": "sqlite", ".db": "sqlite"}
ARTICLE_FORMS = ("csv", "jsonl", "parquet")
_GROUP = 20_000
_PARTITION = 100_000


def form_of(name: str, option: str = "-o") -> str:
    """The form of an output by its name; ``-`` is CSV.

    Raises:
        UsageError: the ending is not known.
    """
    if name == "-" or name.startswith("/dev/"):
        return "csv"
    suffix = os.path.splitext(name)[1].lower()
    if suffix not in FORMS:
        raise UsageError(
            f"{option} {name}: the name must end in .csv, .jsonl, .parquet, .xlsx or .sqlite, which tells the form"
        )
    return FORMS[suffix]


def line_form(form: str) -> str:
    """The lines in which a run collects rows for an output of ``form``: its own, or JSONL to be converted."""
    return "csv" if form == "csv" else "jsonl"


def write_figures(
    spool: Path, form: str, out: Path, articles: Path | None = None, dedupe: bool = False, partitioned: bool = False
) -> None:
    """Write the collected figures as ``form`` to ``out``. CSV and JSONL spools are moved as they are.

    With ``partitioned``, Parquet becomes a folder of files of 100,000 rows, which engines read in parallel.
    """
    if form in ("csv", "jsonl"):
        os.replace(spool, out)
        return
    rows = chunks(read_lines(spool), _GROUP)
    if form == "parquet":
        from antq_extract.writers.parquet_file import write_parquet

        if partitioned:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            parts = chunks(read_lines(spool), _PARTITION)
            for number, part in enumerate(itertools.chain([next(parts, [])], parts)):
                write_parquet([part], out / f"part-{number:05}.parquet")
        else:
            write_parquet(rows, out)
    elif form == "xlsx":
        from antq_extract.writers.xlsx_file import write_xlsx

        write_xlsx(rows, out)
    else:
        from antq_extract.writers.sqlite_file import write_sqlite

        if articles is None:
            raise ValueError("the SQLite form holds the articles too")
        write_sqlite(chunks(read_lines(articles), 500), rows, out, article_columns(dedupe))


def write_articles(spool: Path, spool_form: str, form: str, out: Path, columns: Sequence[Column]) -> None:
    """Write the collected articles as ``form`` to ``out``; the spool stays."""
    if form == spool_form:
        shutil.copyfile(spool, out)
    elif form == "parquet":
        from antq_extract.writers.parquet_file import write_parquet

        write_parquet(chunks(read_lines(spool), 1_000), out, columns)
    else:
        from antq_extract.writers.rows import ARTICLE_LINES, articles_header

        lines = ARTICLE_LINES[form]
        with open(out, "wb") as handle:
            handle.write(articles_header(form, any(c.name == "duplicate_of" for c in columns)))
            for row in read_lines(spool):
                handle.write(lines({c.name: row[c.name] for c in columns}))
