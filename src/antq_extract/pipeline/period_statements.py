"""The statements of time of an article with the part that each plays in its sentence, and what they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..language.sentences import Sentence
from ..language.temporal import TemporalContext, TemporalExpression, resolve
from ..language.text import TextView
from .period_rules import PeriodRules

_WINDOW = 90
_CLAUSE = 160
_SINGLE = frozenset(("date", "month", "year"))
_REPORTING = frozenset(("year", "month", "quarter", "months_of_year"))


@dataclass(slots=True)
class Statement:
    """An expression, the sentence that it stands in, its role and its resolved ends.

    ``role`` is ``period`` (it may govern numbers), ``open`` (it governs them and leaves the period empty), ``name``
    (it belongs to the name of a contest, a merit, a feast), ``said`` (the day on which somebody said it), ``back``
    (a length of time that points back: trong 10 năm ấy) or ``skip``.
    """

    expression: TemporalExpression
    sentence: int
    role: str
    start: str = ""
    end: str = ""


def read_statements(
    view: TextView,
    sentences: Sequence[Sentence],
    found: Sequence[TemporalExpression],
    published: str,
    rules: PeriodRules,
) -> dict[int, list[Statement]]:
    """The statements of each sentence, in order; sentences without one are left out."""
    statements: list[Statement] = []
    index = 0
    for x in found:
        while index < len(sentences) and sentences[index].end <= x.start:
            index += 1
        if index == len(sentences):
            break
        if x.start >= sentences[index].start:
            statements.append(Statement(x, index, _role(view.norm, sentences[index], x, rules)))
    context = TemporalContext(year=0 if published else _reference_year(view.norm, statements, rules))
    for s in statements:
        if s.role != "skip":
            s.start, s.end = resolve(s.expression, published, context)
    _point_back(statements)
    result: dict[int, list[Statement]] = {}
    for s in statements:
        result.setdefault(s.sentence, []).append(s)
    return result


def _role(norm: str, sentence: Sentence, x: TemporalExpression, rules: PeriodRules) -> str:
    if x.kind in ("now", "rolling", "occasion"):
        return "open"
    if x.kind == "duration":
        return "back" if x.unit in ("năm", "tháng") and x.number else "skip"
    if not x.in_calendar:
        return "skip"
    left = norm[max(sentence.start, x.start - _WINDOW) : x.start]
    before = (rules.comparison_before, rules.occasion_before, rules.publication_before, rules.merit_before)
    if any(pattern.search(left) for pattern in before):
        return "skip"
    if x.kind in _SINGLE and (rules.document_before.search(left) or rules.history_before.search(left)):
        return "skip"
    if rules.name_before.search(left) or _quoted(norm, sentence, x):
        return "name"
    if x.kind == "date":
        clause = norm[x.end : min(sentence.end, x.end + _CLAUSE)]
        said = rules.statement_after.search(clause)
        if said and not any(c.isdigit() for c in clause[: said.start()]):
            return "said"
    return "period"


def _quoted(norm: str, sentence: Sentence, x: TemporalExpression) -> bool:
    """Whether the expression ends a short quotation, and so belongs to a title: “Tình nguyện xuân 2022”."""
    opening = max(norm.rfind(q, max(sentence.start, x.start - _WINDOW), x.start) for q in "“\"'‘")
    return opening >= 0 and norm[x.end : x.end + 1] in ("”", '"', "'", "’")


def _reference_year(norm: str, statements: Sequence[Statement], rules: PeriodRules) -> int:
    """The year that an undated article reports on, 0 where it is not sure.

    It is that of the first day, where it is written in full; else it is the latest year that the article names as a period or in a name. Goals and plans do not count, and an
    article that looks over many years names none as its own.
    """
    first = next((s.expression for s in statements if s.expression.kind == "date" and s.role != "skip"), None)
    if first is not None and first.last is not None and first.last.year:
        return first.last.year
    years: set[int] = set()
    for s in statements:
        x = s.expression
        if x.kind == "occasion" and x.number:
            years.add(x.number)
        elif x.kind in _REPORTING and x.last is not None and x.last.year and not norm[x.start].isdigit() or (
            x.kind == "months_of_year" and x.last is not None and x.last.year
        ):
            if s.role in ("period", "name") and not rules.goal_before.search(norm[max(0, x.start - _WINDOW) : x.start]):
                years.add(x.last.year)
    if not years or len(years) > 2 or max(years) - min(years) > 1:
        return 0
    return max(years)


def _point_back(statements: Sequence[Statement]) -> None:
    """Let a bare length of time take the ends of a stated period of that length: trong 10 năm ấy, bốn tháng cao điểm."""
    known = [s for s in statements if s.role == "period" and s.start and s.end]
    for s in statements:
        if s.role != "back":
            continue
        x = s.expression
        same = [k for k in known if _length(k, x.unit) == x.number]
        earlier = [k for k in same if k.expression.start < x.start]
        match = earlier[-1] if earlier else same[0] if same else None
        if match is None:
            s.role = "skip"
        else:
            s.role, s.start, s.end = "period", match.start, match.end


def _length(statement: Statement, unit: str) -> int:
    """The whole months or years that a statement covers, to the nearest."""
    x = statement.expression
    if x.kind not in ("range", "term", "months_of_year"):
        return 0
    days = (date.fromisoformat(statement.end) - date.fromisoformat(statement.start)).days + 1
    return round(days / 30.44) if unit == "tháng" else round(days / 365.25)
