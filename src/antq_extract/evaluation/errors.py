"""The errors of an evaluation as a rule writer reads them: with their sentence, grouped by what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..figure import NUMBER_COLUMNS, Figure, plain_number
from ..language.sentences import split_sentences
from ..language.text import TextView
from .gold import GoldArticle
from .score import Error

ERROR_COLUMNS = (
    "kind", "article_id", "indicator", "number_text", "start", "end",
    "expected", "got", "unit", "rule", "sentence", "sentence_start",
)  # fmt: skip
_FIRST_KINDS = ("missed", "extra", "value", "indicator")


@dataclass(slots=True)
class ErrorGroup:
    """Errors of one kind with the same pair of readings (``cases`` where ``suspects`` was found), most common first."""

    kind: str
    expected: str
    got: str
    errors: list[Error]


class Sentences:
    """Looks up the sentence that a figure stands in: in the gold's text, else in what the figures themselves carry."""

    def __init__(self, gold: Iterable[GoldArticle], figures: Iterable[Figure]):
        self._texts = {article.id: article.text for article in gold}
        self._spans: dict[str, list[tuple[int, int, str]]] = {}
        self._found: dict[str, list[tuple[int, int, str]]] = {}
        for figure in figures:
            if figure.sentence:
                span = (figure.sentence_start, figure.sentence_start + len(figure.sentence), figure.sentence)
                self._found.setdefault(figure.article_id, []).append(span)

    def of(self, article_id: str, start: int, end: int) -> tuple[str, int]:
        """The sentence around ``[start, end)`` and its offset; ``("", 0)`` where no text is known."""
        for left, right, sentence in self._of_article(article_id):
            if left <= start and end <= right:
                return sentence, left
        return "", 0

    def _of_article(self, article_id: str) -> list[tuple[int, int, str]]:
        if article_id not in self._spans:
            spans = list(self._found.get(article_id, []))
            if self._texts.get(article_id):
                view = TextView(self._texts[article_id])
                for sentence in split_sentences(view):
                    left, right = view.raw_offset(sentence.start), view.raw_offset(sentence.end)
                    spans.append((left, right, view.raw[left:right]))
            self._spans[article_id] = spans
        return self._spans[article_id]


def select(
    errors: Iterable[Error], fields: Sequence[str] = (), indicators: Sequence[str] = ()
) -> list[Error]:
    """The errors of the given kinds or fields, and of the given indicators on either side."""
    chosen = []
    for error in errors:
        codes = {figure.indicator for figure in (error.gold, error.found) if figure is not None}
        if (not fields or error.kind in fields) and (not indicators or codes & set(indicators)):
            chosen.append(error)
    return chosen


def group(errors: Iterable[Error]) -> list[ErrorGroup]:
    """The errors by kind and pair of readings; values of ``value`` and of number fields are not told apart."""
    groups: dict[tuple[str, str, str], ErrorGroup] = {}
    for error in errors:
        numbers = error.kind in NUMBER_COLUMNS
        readings = ("", "") if numbers else (error.expected, error.got)
        key = (error.kind, *readings)
        groups.setdefault(key, ErrorGroup(*key, [])).errors.append(error)
    order = {kind: rank for rank, kind in enumerate(_FIRST_KINDS)}
    return sorted(groups.values(), key=lambda g: (order.get(g.kind, len(order)), g.kind, -len(g.errors)))


def error_record(error: Error, sentences: Sentences) -> dict[str, object]:
    """An error as one row of a table, with the columns :data:`ERROR_COLUMNS`."""
    figure = error.figure
    sentence, sentence_start = sentences.of(error.article_id, figure.start, figure.end)
    return {
        "kind": error.kind,
        "article_id": error.article_id,
        "indicator": figure.indicator,
        "number_text": figure.number_text or plain_number(figure.value),
        "start": figure.start,
        "end": figure.end,
        "expected": error.expected,
        "got": error.got,
        "unit": figure.unit,
        "rule": error.found.rule if error.found else "",
        "sentence": sentence,
        "sentence_start": sentence_start,
    }
