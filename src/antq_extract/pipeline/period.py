"""Which statement of time governs each quantity.

In the sentence: the expression before the number that introduces its clause, or the one attached after it. Else the
nearest earlier statement is carried over sentences and paragraphs, until another statement, a reset to the present
(hiện nay, đến nay) or a cue that goes back to the day of the event (dịp này, tại hội nghị). Headlines, leads and
captions take the period of the same number in the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..language.sentences import Sentence
from ..language.temporal import TemporalContext, TemporalExpression, find_temporal, resolve
from ..language.temporal_lexicon import DEFAULT_PACK
from ..language.text import TextView
from .period_rules import PeriodRules, load_period_rules
from .quantity import Quantity

_WINDOW = 90


@dataclass(slots=True)
class _Statement:
    """An expression with its role in its sentence and its resolved ends."""

    expression: TemporalExpression
    sentence: int
    role: str  # period, open, skip, name, statement
    start: str = ""
    end: str = ""

    @property
    def period(self) -> tuple[str, str]:
        return (self.start, self.end) if self.role in ("period", "name", "statement") else ("", "")


@dataclass(slots=True)
class _State:
    carried: _Statement | None = None
    event: _Statement | None = None
    named: list[_Statement] = field(default_factory=list)


def assign_periods(
    view: TextView,
    sentences: Sequence[Sentence],
    quantities: Sequence[Quantity],
    published: str = "",
    *,
    expressions: Sequence[TemporalExpression] | None = None,
    pack: str = DEFAULT_PACK,
) -> None:
    """Set ``period_start``, ``period_end`` and ``period_text`` of every quantity.

    Args:
        view: the article's folded text.
        sentences: its sentences.
        quantities: in text order; each with its span, sentence index, value and, where known, indicator and unit.
        published: the article's date, ``YYYY-MM-DD``, ``YYYY-MM``, or empty.
        expressions: what :func:`find_temporal` found in the view, where the caller has it already.
        pack: the rule pack.
    """
    if not quantities:
        return
    found = list(expressions) if expressions is not None else find_temporal(view, pack=pack)
    rules = load_period_rules(pack)
    context = TemporalContext(year=0 if published else _reference_year(view, found))
    by_sentence = _statements(view, sentences, found, published, context, rules)
    state = _State()
    inherited: list[Quantity] = []
    per_sentence: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        per_sentence.setdefault(quantity.sentence, []).append(quantity)
    for index, sentence in enumerate(sentences):
        _Sentence(view, sentence, index, by_sentence.get(index, []), per_sentence.get(index, []), rules, state, inherited).read()
    _inherit(sentences, quantities, inherited)


def _reference_year(view: TextView, found: Sequence[TemporalExpression]) -> int:
    """The year that an undated article reports on: the latest that it names as a period, not as a goal."""
    years: set[int] = set()
    for x in found:
        if x.kind in ("year", "month", "quarter", "months_of_year") and x.last is not None and x.last.year:
            years.add(x.last.year)
        elif x.kind == "occasion" and x.number:
            years.add(x.number)
    return max(years, default=0)


def _statements(
    view: TextView,
    sentences: Sequence[Sentence],
    found: Sequence[TemporalExpression],
    published: str,
    context: TemporalContext,
    rules: PeriodRules,
) -> dict[int, list[_Statement]]:
    result: dict[int, list[_Statement]] = {}
    index = 0
    for x in found:
        while index < len(sentences) and sentences[index].end <= x.start:
            index += 1
        if index == len(sentences):
            break
        if x.start < sentences[index].start:
            continue
        role = _role(view.norm, sentences[index], x, rules)
        statement = _Statement(x, index, role)
        if role != "skip":
            statement.start, statement.end = resolve(x, published, context)
        result.setdefault(index, []).append(statement)
    return result


def _role(norm: str, sentence: Sentence, x: TemporalExpression, rules: PeriodRules) -> str:
    if x.kind in ("now", "rolling", "occasion"):
        return "open"
    if not x.in_calendar:
        return "skip"
    low = max(sentence.start, x.start - _WINDOW)
    left = norm[low : x.start]
    for pattern in (rules.comparison_before, rules.document_before, rules.history_before, rules.occasion_before):
        if pattern.search(left):
            return "skip"
    if rules.name_before.search(left) or rules.merit_before.search(left):
        return "name"
    if x.kind == "date":
        clause = norm[x.end : min(sentence.end, x.end + 160)]
        said = rules.statement_after.search(clause)
        if said and not any(c.isdigit() for c in clause[: said.start()]):
            return "statement"
    return "period"


class _Sentence:
    """One sentence: gives each of its quantities its statement, then leaves the state for the next."""

    def __init__(
        self,
        view: TextView,
        sentence: Sentence,
        index: int,
        statements: list[_Statement],
        quantities: list[Quantity],
        rules: PeriodRules,
        state: _State,
        inherited: list[Quantity],
    ):
        self.view, self.norm, self.sentence, self.index = view, view.norm, sentence, index
        self.statements, self.quantities, self.rules, self.state = statements, quantities, rules, state
        self.inherited = inherited

    def read(self) -> None:
        self._event()
        self._cues()
        for quantity in self.quantities:
            statement = self._own(quantity)
            if statement is None:
                statement = self.state.carried
                self.inherited.append(quantity)
            _set(self.view, quantity, statement)
        self._carry()

    def _event(self) -> None:
        for s in self.statements:
            if s.role in ("period", "statement") and s.expression.kind == "date" and s.start and (
                self.state.event is None and self.rules.event_lead.search(self.norm, self.sentence.start, self.sentence.end)
            ):
                self.state.event = s

    def _cues(self) -> None:
        norm, start = self.norm, self.sentence.start
        end = self.quantities[0].start if self.quantities else self.sentence.end
        cue = self.rules.event.search(norm, start, min(end, start + 60))
        if cue and self.state.event:
            self.state.carried = self.state.event
            return
        cue = self.rules.reset.search(norm, start, end)
        if cue:
            self.state.carried = None

    def _own(self, q: Quantity) -> _Statement | None:
        usable = [s for s in self.statements if s.role in ("period", "open")]
        before = [s for s in usable if s.expression.end <= q.start]
        after = [s for s in usable if s.expression.start >= q.end]
        if after and self._attached(q, after[0], bool(before)):
            return after[0]
        return before[-1] if before else None

    def _attached(self, q: Quantity, s: _Statement, has_before: bool) -> bool:
        between = self.norm[q.end : s.expression.start]
        if s.role == "open":
            return False
        if any(c in between for c in ";:"):
            return False
        if "," in between or any(q.end <= other.start < s.expression.start for other in self.quantities):
            return not has_before
        return True

    def _carry(self) -> None:
        usable = [s for s in self.statements if s.role in ("period", "open")]
        if not usable:
            return
        last = usable[-1]
        if last.role == "open" and last.expression.start > self.sentence.start + 12 and len(usable) > 1:
            last = usable[-2]
        if last.role == "open" and last.expression.start > self.sentence.start + 12:
            return
        self.state.carried = last


def _set(view: TextView, quantity: Quantity, statement: _Statement | None) -> None:
    if statement is None:
        return
    start, end = statement.period
    if start or end:
        x = statement.expression
        quantity.period_start, quantity.period_end = start, end
        quantity.period_text = view.raw_slice(x.start, x.end)


def _inherit(sentences: Sequence[Sentence], quantities: Sequence[Quantity], inherited: Sequence[Quantity]) -> None:
    """Headline, lead and caption numbers without a statement take it from the body's statement of the same number."""
    for quantity in inherited:
        if sentences[quantity.sentence].kind not in ("headline", "lead", "caption"):
            continue
        for other in quantities:
            if other is quantity or not (other.period_start or other.period_end):
                continue
            if other.value == quantity.value and other.indicator == quantity.indicator:
                quantity.period_start, quantity.period_end = other.period_start, other.period_end
                quantity.period_text = other.period_text
                break
