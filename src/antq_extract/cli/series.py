"""``series FIGURES``: one row a place and period, one column an indicator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from ..checks.export import write_records
from ..checks.reading import folded
from ..checks.records import read_figures
from ..checks.series import HOW, PERIODS, panel
from ..errors import UsageError
from ..figure import Figure, plain_number
from .names import OUTPUT, counted
from .terminal import cell, messages, not_an_input, output, period_words, report_problems, usage_errors

if TYPE_CHECKING:
    import pandas as pd

# Columns of the terminal for place, period, articles and conflicts, and for a number.
_TEXT_WIDTH = 50
_NUMBER_WIDTH = 13


def series(
    figures: Annotated[
        Path, typer.Argument(metavar="FIGURES", help="Figures as `run` wrote them: .csv, .jsonl, .parquet, .sqlite.")
    ],
    out: Annotated[
        Path | None, typer.Option(*OUTPUT, help="Write the panel to this .csv or .jsonl (- for CSV on standard output).")
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", metavar="CODE", help="Only this indicator; repeatable.")
    ] = None,
    place: Annotated[str, typer.Option("--place", help="Only this place, by name or official code.")] = "",
    how: Annotated[
        str,
        typer.Option("--how", help="Several numbers of an indicator in a cell: whole (the largest) or sum."),
    ] = "whole",
    period: Annotated[
        str, typer.Option("--period", help="Rows by reported period, or by year, quarter, month.")
    ] = "reported",
) -> None:
    """A panel: one row a place and period, one column an indicator, conflicts flagged.

    Planned numbers, changes and numbers per something are left out.

    Examples:

      antq-extract series figures.csv -o panel.csv

      antq-extract series figures.csv --period year --indicator deaths --indicator traffic_accidents

      antq-extract series figures.csv --period month --how sum --place "Gia Lai"
    """
    with usage_errors():
        for value, known, name in ((how, HOW, "--how"), (period, PERIODS, "--period")):
            if value not in known:
                raise UsageError(f"{name} {value!r}: known are {', '.join(known)}")
        not_an_input(out, figures)
        rows, problems = read_figures(figures)
        chosen = [
            f
            for f in rows
            if (not indicator or f.indicator in indicator) and (not place or _is_place(f, place))
        ]
        for name in sorted(set(indicator or ()) - {f.indicator for f in rows}):
            messages().print(cell(f"note: no figure has the indicator {name!r}"))
        if place and not any(_is_place(f, place) for f in rows):
            messages().print(cell(f"note: no figure has the place {place!r}"))
        table = panel(chosen, how, period)
        if out:
            write_records(out, list(table.columns), (_record(row) for row in table.to_dict("records")))
            messages().print(f"{counted(len(table), 'row')} of {counted(len(chosen), 'figure')}")
        else:
            console = output()
            console.print(_table(table, console.width))
    report_problems(problems)
    if problems:
        raise typer.Exit(1)


def _is_place(figure: Figure, wanted: str) -> bool:
    return wanted == figure.place_code or folded(wanted) == folded(figure.place) != ""


def _record(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        str(name): value if isinstance(value, str | int) else _plain(value) for name, value in row.items()
    }


def _plain(value: Any) -> str:
    return "" if value is None or value != value else plain_number(value)


def _table(panel: pd.DataFrame, width: int) -> Table:
    """The panel for a terminal of so many columns: the indicators with the most values."""
    values = list(panel.columns[4:-2])
    room = max(2, (width - _TEXT_WIDTH) // _NUMBER_WIDTH)
    fullest = set(sorted(values, key=lambda name: -panel[name].count())[:room])
    shown = [name for name in values if name in fullest]
    table = Table(title="Series", title_justify="left")
    for name in ("place", "period"):
        table.add_column(name, overflow="fold")
    for name in shown:
        table.add_column(cell(name), justify="right", overflow="fold", min_width=7)
    table.add_column("articles", justify="right")
    table.add_column("conflicts", overflow="fold")
    for _, row in panel.iterrows():
        period = period_words(row["period_start"], row["period_end"])
        cells = [cell(_plain(row[name])) for name in shown]
        table.add_row(cell(row["place"]), cell(period), *cells, str(row["articles"]), cell(row["conflicts"]))
    if len(shown) < len(values):
        table.caption = f"{len(values) - len(shown)} more columns with -o"
    return table
