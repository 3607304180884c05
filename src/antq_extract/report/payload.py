"""What the page is made of, as JSON: articles, their figures and findings. The page's script renders it as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..checks.finding import RULES, Finding, figure_key
from ..checks.verify import Verdict
from ..figure import COLUMNS, Figure, plain_number
from ..writers.rows import confidence_text
from .articles import Shown
from .offsets import utf16_offsets

#: The columns of a figure's row: those of the table, but its article as an index, and number and sentence as spans of
#: the shown text (UTF-16 units) instead of text.
_AS_SPANS = ("article_id", "source", "title", "published", "number_text", "sentence")
_PLAIN = tuple(name for name in COLUMNS if name not in _AS_SPANS)
ROW = ("article", "from", "to", "sentence_from", "sentence_to", *_PLAIN)
_NUMBERS = frozenset({"value", "value_max", "total", "baseline"})
_LABEL = 140
_DATE_LINE = re.compile(r"\s{0,8}date[ \t]{1,4}\d{4}[-\d]{0,6}[ \t]{0,8}$", re.IGNORECASE)
_UNSAFE_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def payload(shown: Sequence[Shown], findings: Iterable[Finding], **more: Any) -> dict[str, Any]:
    """The page's data.

    Args:
        shown: the articles in order.
        findings: of these articles' figures; findings about others are left out.
        more: further entries of the top level.
    """
    articles: list[dict[str, Any]] = []
    rows: list[list[Any]] = []
    index: dict[tuple[str, str], int] = {}  # copies of an article have the same figure ids
    for number, one in enumerate(shown):
        articles.append(_article(one))
        place = utf16_offsets(one.article.text)
        for figure in one.figures:
            index[_key(figure)] = len(rows)
            rows.append(_row(number, one, figure, place))
    return {
        "columns": COLUMNS,
        "row": ROW,
        "articles": articles,
        "figures": rows,
        "findings": [_finding(f, index) for f in findings if all(_key(figure) in index for figure in f.figures)],
        "rules": RULES,
        **more,
    }


def json_in_html(data: Any) -> str:
    """JSON that may stand in a ``<script type="application/json">``: it holds no ``<``, ``>`` or ``&``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATES.sub("\ufffd", text).translate(_UNSAFE_IN_HTML)


def verdict_records(verdicts: Iterable[Verdict], most: int = 3) -> list[dict[str, Any]]:
    """What an archive says, for the page: figure id, verdict, confidence and pieces of evidence."""
    return [
        {
            "figure": verdict.claim.id,
            "verdict": verdict.verdict,
            "confidence": round(verdict.confidence, 2),
            "more": max(0, len(verdict.evidence) - most),
            "evidence": [
                {
                    "says": piece.says,
                    "value": plain_number(piece.figure.value),
                    "unit": piece.figure.unit,
                    "comparator": piece.figure.comparator,
                    "start": piece.figure.start,
                    "end": piece.figure.end,
                    "source": piece.figure.source or piece.figure.article_id,
                    "title": piece.figure.title,
                    "published": piece.figure.published,
                    "sentence": piece.figure.sentence[:600],
                }
                for piece in verdict.evidence[:most]
            ],
        }
        for verdict in verdicts
    ]


def _article(one: Shown) -> dict[str, Any]:
    article = one.article
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "label": article.title or _first_line(article.text) or article.id,
        "published": article.published,
        "province": article.province,
        "whole": one.whole,
        "text": article.text,
    }


def _first_line(text: str) -> str:
    for line in text[:4000].splitlines():
        if any(c.isalpha() for c in line) and not _DATE_LINE.match(line):
            line = line.strip()
            return line if len(line) <= _LABEL else line[: _LABEL - 1] + "…"
    return ""


def _row(number: int, one: Shown, figure: Figure, place) -> list[Any]:
    spans = [place(offset) for offset in (*one.span(figure), *one.sentence(figure))]
    return [number, *spans, *(_cell(name, getattr(figure, name)) for name in _PLAIN)]


def _cell(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        return plain_number(value)
    return confidence_text(value) if name == "confidence" else value


def _key(figure: Figure) -> tuple[str, str]:
    return figure.article_id, figure_key(figure)


def _finding(finding: Finding, index: dict[tuple[str, str], int]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 2),
        "computation": finding.computation,
        "figures": [index[_key(figure)] for figure in finding.figures],
    }
