"""Partitions in Parquet: articles that a cluster's worker reads, figures that it writes.

Figures are held with the contract's columns; numbers are text (plain decimals), so that they stay exact and every
engine reads them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from antq_extract.article import Article
from antq_extract.batch.work import Reject, Result, Settings, find
from antq_extract.figure import COLUMNS, NUMBER_COLUMNS, OFFSET_COLUMNS, Figure, plain_number
from antq_extract.readers.item import Item, Page
from antq_extract.writers.rows import ARTICLE_LINES, article_cells, confidence_text, lines_of_cells

_ARTICLE = ("id", "text", "published", "title", "source", "province")
_PAGE = ("data", "url", "charset", "source", "province")
_values = attrgetter(*COLUMNS)


@dataclass(slots=True)
class PartSummary:
    """What a worker tells of a partition; the rows are in the files."""

    articles: int = 0
    figures: int = 0
    rejects: list[Reject] = field(default_factory=list)


def write_items(items: Sequence[Item], path: Path) -> None:
    """A partition of inputs."""
    rows = []
    for item in items:
        row: dict[str, Any] = {"place": item.place, "id": item.id, "reason": item.reason, "page": item.page is not None}
        if item.article is not None:
            row |= {name: getattr(item.article, name) for name in _ARTICLE}
        elif item.page is not None:
            row |= {name: getattr(item.page, name) for name in _PAGE}
        rows.append(row)
    _write(path, rows, ("place", "reason", *_ARTICLE, "url", "charset"), binary=("data",), boolean=("page",))


def read_items(path: Path) -> list[Item]:
    """The inputs of a partition."""
    import pyarrow.parquet as pq

    items = []
    for row in pq.read_table(path, use_threads=False).to_pylist():
        item = Item(row["place"], row["id"] or "", reason=row["reason"] or "")
        if row["page"]:
            item.page = Page(**{name: row[name] for name in _PAGE})
        elif not item.reason:
            item.article = Article(**{name: row[name] or "" for name in _ARTICLE})
        items.append(item)
    return items


def do_part(source: str, target: str, settings: Settings, only: int | None = None) -> PartSummary:
    """What a worker does: read the partition ``source``, write its figures to ``target``.

    Written under another name first, so that a partition is there as a whole or not at all, also when two workers do
    the same one. With ``only`` it is done for one item, by its number.
    """
    items = read_items(Path(source))
    if only is not None:
        items = items[only : only + 1]
    findings = find(items, settings)
    out = Path(target)
    _write(
        out,
        [_cells(figure) for figure in findings.figures],
        [c for c in COLUMNS if c not in OFFSET_COLUMNS],
        integer=OFFSET_COLUMNS,
    )
    if settings.article_lines:
        rows = [{**article_cells(article), "signature": signed} for article, signed in findings.articles]
        _write(articles_beside(out), rows, _ARTICLE, binary=("signature",))
    return PartSummary(len(findings.articles), len(findings.figures), findings.rejects)


def articles_beside(figures: Path) -> Path:
    """Where the articles of a partition of figures are."""
    return figures.with_name(figures.name.replace("figures", "articles"))


def result_of(path: Path, summary: PartSummary, settings: Settings) -> Result:
    """A partition's rows as lines, the same bytes as :func:`antq_extract.batch.work.process` gives."""
    import pyarrow.parquet as pq

    table = pq.read_table(path, use_threads=False)
    columns = [table.column(name).to_pylist() for name in COLUMNS]
    result = Result(
        figures=lines_of_cells(zip(*columns, strict=True), settings.figure_lines),
        rejects=summary.rejects,
        article_count=summary.articles,
        figure_count=summary.figures,
    )
    if settings.article_lines:
        rows = pq.read_table(articles_beside(path), use_threads=False).to_pylist()
        signed = [(row.pop("signature"), article_cells(Article(**row))) for row in rows]
        if settings.dedupe:
            result.cells = [(cells, signature) for signature, cells in signed]
        else:
            result.articles = b"".join(ARTICLE_LINES[settings.article_lines](cells) for _, cells in signed)
    return result


def _cells(figure: Figure) -> dict[str, Any]:
    cells = dict(zip(COLUMNS, _values(figure), strict=True))
    for name in NUMBER_COLUMNS:
        cells[name] = plain_number(cells[name])
    cells["confidence"] = confidence_text(figure.confidence)
    return cells


def _write(
    path: Path,
    rows: list[dict[str, Any]],
    text: Sequence[str],
    binary: Sequence[str] = (),
    boolean: Sequence[str] = (),
    integer: Sequence[str] = (),
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = ((text, pa.string()), (binary, pa.binary()), (boolean, pa.bool_()), (integer, pa.int64()))
    schema = pa.schema([(name, kind) for names, kind in kinds for name in names])
    table = pa.table({name: [row.get(name) for row in rows] for name in schema.names}, schema=schema)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    pq.write_table(table, temporary, compression="zstd")
    os.replace(temporary, path)
