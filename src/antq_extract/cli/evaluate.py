"""``evaluate GOLD FIGURES``: how good the figures are, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..checks.export import write_records
from ..checks.records import read_figures
from ..errors import UsageError
from ..evaluation.compare import FIELDS
from ..evaluation.errors import ERROR_COLUMNS, ErrorGroup, Sentences, error_record, group, select
from ..evaluation.gold import GoldArticle, read_gold
from ..evaluation.reliability import Reliability, expected_calibration_error, reliability
from ..evaluation.score import Counts, Error, Score, score
from ..figure import Figure
from .names import OUTPUT, counted
from .terminal import cell, messages, not_an_input, output, report_problems, safe, sentence_text, usage_errors

_KINDS = ("missed", "extra", "value", *FIELDS)
_CONTEXT = 160


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Gold: a .jsonl file, a tagged article (.md) or a folder of them.")
    ],
    figures: Annotated[
        Path, typer.Argument(metavar="FIGURES", help="Figures as `run` wrote them: .csv, .jsonl, .parquet, .sqlite.")
    ],
    field: Annotated[
        list[str] | None, typer.Option("--field", help="Only errors of this field, or missed, extra, value.")
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", metavar="CODE", help="Only errors of this indicator.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Errors shown of each group; 0 for all.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Only the tables, not the errors.")] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="Also how often each rule is right, beside how sure it says it is.")
    ] = False,
    errors_csv: Annotated[
        Path | None, typer.Option(*OUTPUT, "--csv", help="Write all (filtered) errors to this .csv or .jsonl (- for CSV on standard output).")
    ] = None,
) -> None:
    """Precision, recall and F1 of FIGURES against GOLD, accuracy per field, and the errors with their sentence.

    Examples:

      antq-extract evaluate corpus figures.csv

      antq-extract evaluate gold.jsonl figures.csv --field period_end --limit 0

      antq-extract evaluate gold.jsonl figures.csv --indicator cases -o errors.csv

      antq-extract evaluate gold.jsonl figures.csv --summary --rules
    """
    with usage_errors():
        unknown = [name for name in field or () if name not in _KINDS]
        if unknown:
            raise UsageError(f"no field {unknown[0]!r}; known are {', '.join(_KINDS)}")
        not_an_input(errors_csv, gold, figures)
        articles = read_gold(gold)
        found, problems = read_figures(figures)
        result = score(articles, found)
        without_gold = {figure.article_id for figure in found} - {article.id for article in articles}
        if without_gold:
            messages().print(
                cell(f"note: no gold for {len(without_gold)} of the articles, e.g. {min(without_gold)}")
            )
        known = {figure.indicator for figure in found} | {g.figure.indicator for a in articles for g in a.figures}
        for name in sorted(set(indicator or ()) - known):
            messages().print(cell(f"note: neither gold nor figures have the indicator {name!r}"))
        sentences = Sentences(articles, found)
        errors = select(result.errors, field or (), indicator or ())
        if errors_csv:
            write_records(errors_csv, ERROR_COLUMNS, (error_record(error, sentences) for error in errors))
        if as_json:
            record = _as_json(result, errors, sentences)
            if rules:
                record["rules"] = _rules_as_json(articles, found)
            typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
        else:
            if rules:
                _show_rules(output(), articles, found)
            _show(output(), result, [] if summary else errors, sentences, limit)
    report_problems(problems)
    if problems:
        raise typer.Exit(1)


def _as_json(result: Score, errors: list[Error], sentences: Sentences) -> dict[str, Any]:
    def measures(counts: Counts) -> dict[str, float]:
        return {
            "precision": counts.precision, "recall": counts.recall, "f1": counts.f1,
            "tp": counts.tp, "fp": counts.fp, "fn": counts.fn,
        }  # fmt: skip

    return {
        "articles": result.articles,
        "figures": result.figures,
        **{level: measures(counts) for level, counts in result.levels.items()},
        "accuracy": result.accuracy,
        "indicators": {code: measures(counts) for code, counts in sorted(result.indicators.items())},
        "errors": [error_record(error, sentences) for error in errors],
    }


def _rules_as_json(articles: list[GoldArticle], found: list[Figure]) -> dict[str, dict[str, float]]:
    by_rule, _ = reliability(articles, found)
    return {
        rule: {"figures": r.figures, "right": r.right, "accuracy": r.accuracy, "confidence": r.confidence}
        for rule, r in by_rule.items()
    }


def _show_rules(console: Console, articles: list[GoldArticle], found: list[Figure]) -> None:
    by_rule, tenths = reliability(articles, found)
    rows = [(rule, r) for rule, r in by_rule.items() if r.right < r.figures]
    sure = Reliability(sum(r.figures for r in by_rule.values()), sum(r.right for r in by_rule.values()))
    for title, first, table_rows in (
        (f"Rules with errors ({len(rows)} of {len(by_rule)})", "rule", rows),
        ("How sure, how right", "confidence", [(f"about {t.confidence:.2f}", t) for t in tenths]),
    ):
        table = Table(title=title, title_justify="left")
        table.add_column(first)
        for name in ("figures", "right", "accuracy", "confidence"):
            table.add_column(name, justify="right")
        for label, r in table_rows:
            table.add_row(cell(label), str(r.figures), str(r.right), f"{r.accuracy:.3f}", f"{r.confidence:.2f}")
        console.print(table)
    console.print(f"{sure.accuracy:.3f} of the figures typed rightly; expected calibration error {expected_calibration_error(tenths):.3f}")


def _show(console: Console, result: Score, errors: list[Error], sentences: Sentences, limit: int) -> None:
    if errors:
        console.print(_error_summary(errors))
    for errors_group in group(errors):
        _show_group(console, errors_group, sentences, limit)
    console.print(_indicator_table(result))
    console.print(_field_table(result))
    console.print(_level_table(result))
    console.print(f"{counted(result.articles, 'article')}, {counted(result.figures, 'figure')}")


def _show_group(console: Console, errors: ErrorGroup, sentences: Sentences, limit: int) -> None:
    reading = f": {errors.expected or '∅'} → {errors.got or '∅'}" if errors.expected or errors.got else ""
    console.print()
    console.print(cell(f"{errors.kind}{reading} ({len(errors.errors)})", "bold"))
    for error in errors.errors[: limit or None]:
        record = error_record(error, sentences)
        line = Text("  ")
        line.append(safe(f"{error.article_id}@{record['start']}-{record['end']} "), "dim")
        if error.kind == "value" or not reading:
            line.append(safe(f"{error.expected or '∅'} → {error.got or '∅'} "), "red")
        if record["rule"]:
            line.append(safe(f"[{record['rule']}] "), "cyan")
        line.append(_around(error, *sentences.of(error.article_id, error.figure.start, error.figure.end)))
        console.print(line)
    if limit and len(errors.errors) > limit:
        console.print(f"  … and {len(errors.errors) - limit} more (--limit 0)")


def _around(error: Error, sentence: str, sentence_start: int) -> Text:
    """The sentence of an error, cut to what stands around the number, the number highlighted."""
    figure = error.figure
    if not sentence:
        return cell(f"{figure.number_text or figure.value} {figure.unit}")
    start, end = figure.start - sentence_start, figure.end - sentence_start
    left, right = max(0, start - _CONTEXT), min(len(sentence), end + _CONTEXT)
    text = sentence_text(sentence[left:right], [(start - left, end - left)])
    return Text("…" if left else "").append(text).append("…" if right < len(sentence) else "")


def _error_summary(errors: list[Error]) -> Table:
    table = Table(title="Errors", title_justify="left")
    table.add_column("kind")
    table.add_column("errors", justify="right")
    table.add_column("most common")
    groups = group(errors)
    for kind in dict.fromkeys(g.kind for g in groups):
        of_kind = [g for g in groups if g.kind == kind]
        common = ", ".join(
            f"{g.expected or '∅'} → {g.got or '∅'} ({len(g.errors)})"
            for g in of_kind[:3]
            if g.expected or g.got
        )
        table.add_row(cell(kind), str(sum(len(g.errors) for g in of_kind)), cell(common))
    return table


def _indicator_table(result: Score) -> Table:
    table = Table(title="Indicators", title_justify="left")
    table.add_column("indicator")
    for name in ("precision", "recall", "F1", "tp", "fp", "fn"):
        table.add_column(name, justify="right")
    for code, counts in sorted(result.indicators.items()):
        table.add_row(cell(code), *_measures(counts))
    return table


def _level_table(result: Score) -> Table:
    table = Table(title="Levels", title_justify="left")
    table.add_column("level")
    for name in ("precision", "recall", "F1", "tp", "fp", "fn"):
        table.add_column(name, justify="right")
    for level, counts in result.levels.items():
        table.add_row(level, *_measures(counts))
    return table


def _field_table(result: Score) -> Table:
    table = Table(title="Fields of the figures found", title_justify="left")
    table.add_column("field")
    table.add_column("accuracy", justify="right")
    table.add_column("errors", justify="right")
    for name, accuracy in result.accuracy.items():
        table.add_row(name, f"{accuracy:.3f}", str(result.compared[name] - result.agreeing[name]))
    return table


def _measures(counts: Counts) -> list[str]:
    shares = (counts.precision, counts.recall, counts.f1)
    return [*(f"{share:.3f}" for share in shares), str(counts.tp), str(counts.fp), str(counts.fn)]
