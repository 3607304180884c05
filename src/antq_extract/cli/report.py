"""``report FIGURES -o REPORT.html``: one page with everything in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .names import OUTPUT, counted
from .terminal import messages, not_an_input, report_problems, usage_errors


def report(
    figures: Annotated[Path, typer.Argument(metavar="FIGURES", help="Figures as `run` wrote them: .csv, .jsonl, .parquet, .sqlite.")],
    out: Annotated[Path, typer.Option(*OUTPUT, help="The page to write: REPORT.html.")],
    articles: Annotated[
        Path | None,
        typer.Option("--articles", help="The articles' texts, as `run --articles` wrote them; without, the figures' sentences are shown."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "",
    language: Annotated[str, typer.Option("--language", metavar="vi|en", help="Language in which the page opens: vi or en.")] = "vi",
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Leave out findings that are less sure.")
    ] = 0.5,
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")] = "antq_vi",
) -> None:
    """One self-contained page of FIGURES: articles with figures highlighted, table, charts, what `check` finds.

    The file opens in any browser without network and can be sent as it is.

    Examples:

      antq-extract report figures.csv -o report.html

      antq-extract run news.jsonl -o figures.csv --articles articles.jsonl && antq-extract report figures.csv --articles articles.jsonl -o report.html
    """
    with usage_errors():
        from ..checks import find
        from ..checks.records import read_figures
        from ..report.articles import read_articles, shown_articles
        from ..report.page import LANGUAGES, Report, report_page
        from ..rules.pack import load_pack

        if out.suffix.lower() not in (".html", ".htm"):
            raise UsageError(f"-o {out}: the name must end in .html")
        if language not in LANGUAGES:
            raise UsageError(f"no language {language!r}; known are {', '.join(LANGUAGES)}")
        not_an_input(out, figures, articles)
        indicators = {code: indicator.counts for code, indicator in load_pack(pack).indicators.items()}
        rows, problems = read_figures(figures)
        texts, unread = read_articles(articles) if articles else ({}, [])
        shown = shown_articles(rows, texts)
        found = [f for f in find(rows, pack) if f.confidence >= min_confidence]
        page = report_page(Report(shown, found, title, language, indicators))
        _write(out, page)
    messages().print(f"{counted(len(shown), 'article')}, {counted(len(rows), 'figure')}, {counted(len(found), 'finding')} in {out}")
    missing = sum(not one.whole for one in shown)
    if articles and missing:
        messages().print(f"{counted(missing, 'article')} shown by the sentences alone: {articles} does not hold the text they were read from")
    report_problems(problems + unread)
    if problems or unread:
        raise typer.Exit(1)


def _write(path: Path, page: str) -> None:
    """The file appears only when complete."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from None
