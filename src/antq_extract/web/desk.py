"""What the desk does with a request, in a worker process: reads its articles, checks them, writes the answer."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ..article import Article
from ..checks import find
from ..checks.claims import claims_of_figures
from ..checks.records import read_figures
from ..checks.verify import Archive
from ..figure import Figure
from ..report.articles import shown_articles
from ..report.page import Report, report_page
from ..report.payload import json_in_html, payload, verdict_records
from ..writers.rows import figures_csv, figures_header, figures_jsonl
from .form import Request
from .limits import Limits
from .messages import Refusal
from .reading import articles_of

JSON, CSV, XLSX, REPORT = "json", "csv", "xlsx", "report"
MEDIA_TYPES = {
    JSON: "application/json; charset=utf-8",
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    REPORT: "text/html; charset=utf-8",
}
FILE_NAMES = {CSV: "figures.csv", XLSX: "figures.xlsx", REPORT: "report.html"}
_SURE = 0.5


@dataclass(slots=True, frozen=True)
class Set:
    """How a desk is set up: the rule pack, the archive to compare with (or empty), the limits."""

    pack: str = "antq_vi"
    against: str = ""
    limits: Limits = field(default_factory=Limits)


class Desk:
    """Holds the rule pack and the loaded archive. Keeps nothing of a request."""

    def __init__(self, setup: Set):
        from ..rules.pack import load_pack

        self._set = setup
        self._indicators = {code: one.counts for code, one in load_pack(setup.pack).indicators.items()}
        self._warm_up()
        self._archive = Archive(read_figures(Path(setup.against))[0], setup.pack) if setup.against else None

    def _warm_up(self) -> None:
        """Loads what is loaded at first use, so that no request's time limit pays for it."""
        import trafilatura  # noqa: F401

        from ..pipeline.extract import figures_of

        find(figures_of(Article("", "Năm 2022, tỉnh Lâm Đồng có 12 vụ, giảm 5%; 8 tập thể được tặng giấy khen."), pack=self._set.pack), self._set.pack)

    def answer(self, request: Request, form: str) -> bytes:
        """The articles' figures as ``json`` for the page, or as a file. Raises :class:`Refusal`."""
        from ..pipeline.extract import figures_of

        articles, problems = articles_of(request, self._set.limits.size, self._set.limits.files)
        if not articles:
            told = "; ".join(problems[:5])
            raise Refusal(422, f"Không đọc được bài nào: {told}", f"No article could be read: {told}")
        figures = [figure for article in articles for figure in figures_of(article, pack=self._set.pack)]
        if form == CSV:
            return figures_csv_file(figures)
        if form == XLSX:
            return figures_xlsx_file(figures)
        return self._page(articles, figures, problems, request, form)

    def _page(self, articles: list[Article], figures: list[Figure], problems: list[str], request: Request, form: str) -> bytes:
        found = [f for f in find(figures, self._set.pack) if f.confidence >= _SURE]
        shown = shown_articles(figures, {a.id: a for a in articles})
        verdicts = None
        if self._archive is not None:
            verdicts = verdict_records(self._archive.verify(claim) for claim in claims_of_figures(figures))
        if form == REPORT:
            page = report_page(Report(shown, found, "", request.language, self._indicators, verdicts))
            return page.encode("utf-8", "replace")
        data = payload(shown, found, mode="desk", problems=problems[:50], verdicts=verdicts)
        return json_in_html(data).encode("utf-8")


def figures_csv_file(figures: Iterable[Figure]) -> bytes:
    """The bytes that ``run`` writes."""
    return figures_header("csv") + figures_csv(figures)


def figures_xlsx_file(figures: Iterable[Figure]) -> bytes:
    """The workbook that ``run`` writes, made in memory."""
    from ..writers.xlsx_file import write_xlsx

    rows = [json.loads(line, parse_float=Decimal) for line in figures_jsonl(figures).splitlines()]
    book = io.BytesIO()
    write_xlsx([rows], book)
    return book.getvalue()
