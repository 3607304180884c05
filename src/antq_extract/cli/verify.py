"""``verify CLAIMS --against FIGURES``: what the archive says about each claim."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from ..checks.claims import Claim, is_table_of_claims, looks_like_thousands, read_claims
from ..checks.export import write_records
from ..checks.records import read_figures
from ..checks.verify import VERDICT_COLUMNS, VERDICTS, Evidence, Verdict
from ..checks.verify import verify as verify_claims
from ..figure import Figure, plain_number
from .names import OUTPUT, counted
from .terminal import (
    cell,
    messages,
    not_an_input,
    output,
    period_words,
    province_meant,
    report_problems,
    safe,
    sentence_text,
    usage_errors,
)

_STYLES = {
    "confirmed": "bold green",
    "compatible": "green",
    "contradicted": "bold red",
    "not found": "yellow",
}
_CONTEXT = 160


def verify(
    claims: Annotated[
        Path,
        typer.Argument(metavar="CLAIMS", help="A table of claims, or sentences or an article, which are read for numbers; - for sentences on standard input."),
    ],
    against: Annotated[
        Path, typer.Option("--against", help="The archive's figures: .csv, .jsonl, .parquet, .sqlite.")
    ],
    out: Annotated[
        Path | None, typer.Option(*OUTPUT, help="Write the verdicts to this .csv or .jsonl (- for CSV on standard output).")
    ] = None,
    evidence: Annotated[
        int, typer.Option("--evidence", min=1, help="Most pieces of evidence shown for a claim.")
    ] = 5,
    province: Annotated[str, typer.Option("--province", metavar="NAME", help="Province of sentences or an article.")] = "",
    published: Annotated[
        str, typer.Option("--published", metavar="DATE", help="Date of sentences or an article: 2023-03-14.")
    ] = "",
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")] = "antq_vi",
    as_json: Annotated[
        bool, typer.Option("--json", help="Verdicts as JSON lines on standard output.")
    ] = False,
) -> None:
    """What the archive says about each claim: confirmed, compatible, contradicted or not found, with the evidence.

    CLAIMS is a .csv, .jsonl or .parquet with a column `value` (1250 or 2.5) and any of indicator, place, period,
    comparator, unit; or a text (.txt, .md, .html, records with a column `text`, or - for standard input), whose numbers
    are the claims.

    Examples:

      antq-extract verify claims.csv --against archive.parquet

      antq-extract verify article.txt --against archive.sqlite --published 2023-03-14 -o verdicts.csv

      echo "Năm 2022, Gia Lai mở 1.250 buổi tuyên truyền." | antq-extract verify - --against archive.csv
    """
    from .extraction import extract_all

    def extract(path: Path) -> Iterator[Figure]:
        for _, figures in extract_all(path, pack, province_meant(province), published):
            yield from figures

    with usage_errors():
        not_an_input(out, claims, against)
        wanted, problems = read_claims(claims, extract)
        if is_table_of_claims(claims):
            _note_on_table(claims, wanted, province or published)
        figures, unread = read_figures(against)
        known = {figure.indicator for figure in figures} | {""}
        for name in sorted({claim.figure.indicator for claim in wanted} - known):
            messages().print(cell(f"note: the archive has no figure of the indicator {name!r}"))
        verdicts = verify_claims(wanted, figures, pack)
        records = [record for verdict in verdicts for record in verdict.records(evidence)]
        if out:
            write_records(out, VERDICT_COLUMNS, records)
            messages().print(_summary(verdicts))
        elif as_json:
            for record in records:
                typer.echo(
                    json.dumps({name: record.get(name) for name in VERDICT_COLUMNS}, ensure_ascii=False)
                )
        else:
            _show(output(), verdicts, evidence)
    report_problems(problems + unread)
    if problems or unread:
        raise typer.Exit(1)


def _note_on_table(path: Path, claims: list[Claim], told_of_article: str) -> None:
    """Says what of the call has no effect on a table, and which of its numbers may be meant otherwise."""
    if told_of_article:
        messages().print(
            cell(f"note: --province and --published tell of sentences and articles; {path.name} is a table of claims: give it columns place and period")
        )
    slips = [claim for claim in claims if looks_like_thousands(claim.figure.value)]
    if slips:
        text = str(slips[0].figure.value)
        more = f" (and {len(slips) - 1} more)" if len(slips) > 1 else ""
        messages().print(cell(f"note: the value {text} of claim {slips[0].id} is read as a decimal{more}; write {text.replace('.', '')} for thousands"))


def _show(console: Console, verdicts: list[Verdict], most: int) -> None:
    for verdict in verdicts:
        line = Text()
        line.append(f"{verdict.verdict:13}", _STYLES[verdict.verdict])
        line.append(safe(_described(verdict.claim.figure)), "bold")
        if verdict.claim.text:
            line.append(safe(f"  {verdict.claim.text[:300]}"), "dim")
        if verdict.evidence:
            line.append(f"  {verdict.independent} independent", "dim")
        console.print(line)
        for piece in verdict.evidence[:most]:
            console.print(_evidence(piece))
        if len(verdict.evidence) > most:
            console.print(f"    … and {len(verdict.evidence) - most} more (--evidence)")
    console.print(_summary(verdicts))


def _described(figure: Figure) -> str:
    period = period_words(figure.period_start, figure.period_end)
    comparator = "" if figure.comparator == "exact" else figure.comparator.replace("_", " ")
    words = (figure.indicator, comparator, plain_number(figure.value), figure.unit, figure.place, period)
    return " ".join(word for word in words if word)


def _evidence(piece: Evidence) -> Text:
    figure = piece.figure
    line = cell("    ")
    line.append(f"{piece.says} ", _STYLES[piece.says])
    line.append(safe(f"{_described(figure)}  {piece.link or figure.article_id}  "), "dim")
    start, end = figure.start - figure.sentence_start, figure.end - figure.sentence_start
    left = max(0, start - _CONTEXT)
    return line.append(sentence_text(figure.sentence[left : end + _CONTEXT], [(start - left, end - left)]))


def _summary(verdicts: list[Verdict]) -> Text:
    counts = Counter(verdict.verdict for verdict in verdicts)
    told = ", ".join(f"{counts[name]} {name}" for name in VERDICTS if counts[name])
    return Text(f"{counted(len(verdicts), 'claim')}: {told or 'none'}")
