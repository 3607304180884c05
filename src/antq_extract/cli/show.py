"""``show ARTICLE``: one article in the terminal, its figures highlighted with their reading."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..article import Article
from ..checks.records import read_figures, read_records
from ..errors import UsageError
from ..figure import COLUMNS, Figure, plain_number
from ..writers.rows import figures_jsonl
from .names import counted
from .terminal import cell, output, period_words, province_meant, report_problems, safe, usage_errors

_SIGNS = {
    "more_than": "> ",
    "less_than": "< ",
    "nearly": "≲ ",
    "about": "≈ ",
    "at_least": "≥ ",
    "at_most": "≤ ",
}
_CHANGES = {"increase": "↑ ", "decrease": "↓ "}


def show(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file of any format that `run` reads, or - for standard input.")
    ],
    province: Annotated[str, typer.Option("--province", metavar="NAME", help="The province that the article is about.")] = "",
    published: Annotated[
        str, typer.Option("--published", metavar="DATE", help="The article's date: 2023-03-14, 2023-03.")
    ] = "",
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")] = "antq_vi",
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON lines instead, as `run` writes them to a .jsonl.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Rows shown of a table of figures; 0 for all.")] = 40,
) -> None:
    """One article in the terminal: its figures highlighted in the text, and what was read about each.

    A file of several articles shows each of them; a table that `run` wrote is shown as a table.

    Examples:

      antq-extract show article.txt --province "Gia Lai" --published 2023-03-14

      cat article.txt | antq-extract show - --json

      antq-extract show figures.csv --limit 20
    """
    from .extraction import extract_all

    with usage_errors():
        console = output()
        province = province_meant(province)
        if _is_figures(article):
            problems = show_figures(console, Path(article), limit, as_json)
            articles: Iterable[tuple[Article, list[Figure]]] = ()
        else:
            problems = []
            articles = extract_all(article, pack, province, published, problems)
        for one, figures in articles:
            if as_json:
                typer.echo(figures_jsonl(figures).decode(), nl=False)
            else:
                show_article(console, one, figures)
    report_problems(problems)
    if problems:
        raise typer.Exit(1)


def _is_figures(path: str) -> bool:
    """Whether a file is a table of figures, by its first row; of a CSV without rows by its header."""
    if Path(path).suffix.lower() == ".csv" and Path(path).is_file():
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.readline(64).startswith(COLUMNS[0])
    try:
        return any(COLUMNS[0] in record for _, record in islice(read_records(Path(path)), 1))
    except UsageError:  # no table at all: the readers of articles say what is wrong with it
        return False


def show_figures(console: Console, path: Path, limit: int, as_json: bool = False) -> list[str]:
    """Prints a table of figures: where each comes from, what it counts, how many, when and where.

    With ``as_json`` all of it, as lines of JSON. The result tells of the rows that cannot be read.
    """
    figures, problems = read_figures(path)
    if as_json:
        typer.echo(figures_jsonl(figures).decode(), nl=False)
        return problems
    table = Table(title=f"{path.name}: {counted(len(figures), 'figure')}", title_justify="left")
    for name in ("article", "number", "indicator", "reading", "period", "place"):
        table.add_column(name, overflow="fold")
    for figure in figures[:limit] if limit else figures:
        period = period_words(figure.period_start, figure.period_end)
        cells = (figure.article_id, figure.number_text, figure.indicator, reading(figure), period, figure.place)
        table.add_row(*(cell(content) for content in cells))
    console.print(table)
    if limit and len(figures) > limit:
        console.print(f"… and {len(figures) - limit:,} more rows (--limit 0 shows all)")
    return problems


def show_article(console: Console, article: Article, figures: list[Figure]) -> None:
    """Prints the text with its figures numbered, and the table of their readings."""
    told = " · ".join(
        part for part in (article.id, article.published, article.province, article.source) if part
    )
    console.print(cell(told, "dim"))
    console.print(highlighted(article.text, figures), soft_wrap=True)
    console.print()
    console.print(reading_table(figures))


def highlighted(text: str, figures: list[Figure]) -> Text:
    """The text with each figure's number highlighted and followed by its row and indicator: ``87/92⟨3 cases⟩``."""
    shown = Text()
    position = 0
    plain = safe(text)
    for row, figure in enumerate(figures, start=1):
        if figure.start < position:
            continue
        shown.append(plain[position : figure.start])
        style = "bold black on yellow" if figure.indicator not in ("", "other") else "bold black on white"
        shown.append(plain[figure.start : figure.end], style)
        shown.append(f"⟨{row} {safe(figure.indicator)}⟩", "cyan")
        position = figure.end
    return shown.append(plain[position:])


def reading_table(figures: list[Figure]) -> Table:
    """One row a figure: what it counts, how many, when and where, and the rule that says so."""
    table = Table(title=counted(len(figures), "figure"), title_justify="left")
    table.add_column("#", justify="right", no_wrap=True)
    for name in ("number", "indicator", "reading", "period", "place", "rule"):
        table.add_column(name, overflow="fold")
    for row, figure in enumerate(figures, start=1):
        period = period_words(figure.period_start, figure.period_end)
        rule = f"{figure.rule} {figure.confidence:.2f} {figure.flags}".strip()
        cells = (figure.number_text, figure.indicator, reading(figure), period, figure.place, rule)
        table.add_row(str(row), *(cell(content) for content in cells))
    return table


def reading(figure: Figure) -> str:
    """The quantity in one line: ``↑ > 12 vụ``, ``87 of 92 xã``, ``500000 VND per suất, planned``."""
    words = _CHANGES.get(figure.change, "") + _SIGNS.get(figure.comparator, "") + plain_number(figure.value)
    if figure.value_max is not None:
        words += f"–{plain_number(figure.value_max)}"
    if figure.total is not None:
        words += f" of {plain_number(figure.total)}"
    if figure.baseline is not None:
        words += f" against {plain_number(figure.baseline)}"
    words += f" {figure.unit}" if figure.unit else ""
    words += f" per {figure.per}" if figure.per else ""
    extras = (
        figure.status if figure.status != "reported" else "",
        figure.recipient,
        figure.award,
        figure.awarder,
    )
    return ", ".join([words, *(extra for extra in extras if extra)])
