"""``check FIGURES``: what does not add up."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..checks import FINDING_COLUMNS, RULES, Finding, find
from ..checks.export import write_records
from ..checks.finding import NOTE
from ..checks.records import read_figures
from ..errors import UsageError
from ..figure import Figure
from .names import OUTPUT, counted
from .terminal import cell, messages, not_an_input, output, report_problems, safe, sentence_text, usage_errors

_CONTEXT = 200


def check(
    figures: Annotated[
        Path, typer.Argument(metavar="FIGURES", help="Figures as `run` wrote them: .csv, .jsonl, .parquet, .sqlite.")
    ],
    out: Annotated[
        Path | None, typer.Option(*OUTPUT, help="Write the findings to this .csv or .jsonl (- for CSV on standard output).")
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="Only findings of this rule; repeatable.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Leave out findings that are less sure.")
    ] = 0.5,
    language: Annotated[
        str, typer.Option("--language", metavar="vi|en", help="Language of the explanations: en or vi.")
    ] = "en",
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")] = "antq_vi",
    as_json: Annotated[
        bool, typer.Option("--json", help="Findings as JSON lines on standard output.")
    ] = False,
) -> None:
    """What does not add up in FIGURES, within each article and across articles.

    Rounding and words like hơn and gần are respected: only numbers that cannot all be right are reported.

    Examples:

      antq-extract check figures.csv

      antq-extract check figures.csv --rule ratio_percent --rule parts_whole

      antq-extract check figures.parquet -o findings.csv --language vi
    """
    with usage_errors():
        unknown = [name for name in rule or () if name not in RULES]
        if unknown:
            raise UsageError(f"no rule {unknown[0]!r}; known are {', '.join(RULES)}")
        if language not in ("en", "vi"):
            raise UsageError(f"no language {language!r}; known are en, vi")
        not_an_input(out, figures)
        rows, problems = read_figures(figures)
        found = [f for f in find(rows, pack) if f.confidence >= min_confidence and (not rule or f.rule in rule)]
        if out:
            write_records(out, FINDING_COLUMNS, (f.record(language) for f in found))
            messages().print(f"{counted(len(found), 'finding')} in {counted(len(rows), 'figure')}")
        elif as_json:
            for one in found:
                typer.echo(json.dumps(one.record(language), ensure_ascii=False))
        else:
            _show(output(), found, len(rows), language)
    report_problems(problems)
    if problems:
        raise typer.Exit(1)


def _show(console: Console, found: list[Finding], rows: int, language: str) -> None:
    for one in found:
        console.print(_heading(one, language))
        for article_id, sentence_start in dict.fromkeys(
            (f.article_id, f.sentence_start) for f in one.figures
        ):
            concerned = [
                f for f in one.figures if (f.article_id, f.sentence_start) == (article_id, sentence_start)
            ]
            console.print(_sentence(concerned))
        console.print()
    console.print(_summary(found) if found else "nothing that does not add up")
    articles = {article for one in found if one.severity != NOTE for article in one.article_ids}
    console.print(f"{counted(rows, 'figure')}; {counted(len(articles), 'article')} with contradictions")


def _heading(one: Finding, language: str) -> Text:
    heading = Text()
    heading.append(one.rule, "bold dim" if one.severity == NOTE else "bold red")
    heading.append(f" {one.confidence:.2f}  ", "dim")
    heading.append(safe(one.computation), "bold")
    return heading.append(f"  {one.explanation(language)}", "dim")


def _sentence(figures: list[Figure]) -> Text:
    """The sentence of some figures, cut to what stands around them, the numbers highlighted."""
    first, last = figures[0], figures[-1]
    start = max(0, first.start - first.sentence_start - _CONTEXT)
    end = min(len(first.sentence), last.end - last.sentence_start + _CONTEXT)
    spans = [(f.start - f.sentence_start - start, f.end - f.sentence_start - start) for f in figures]
    line = cell(f"  {first.article_id}@{first.start}: ", "dim")
    line.append("…" if start else "")
    line.append(sentence_text(first.sentence[start:end], spans))
    return line.append("…" if end < len(first.sentence) else "")


def _summary(found: list[Finding]) -> Table:
    table = Table(title="Findings", title_justify="left")
    table.add_column("rule")
    table.add_column("findings", justify="right")
    for name, count in Counter(one.rule for one in found).most_common():
        table.add_row(name, str(count))
    return table
