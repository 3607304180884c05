"""Which statement of time governs each quantity.

In the sentence: the expression before the number that introduces its clause, or the one attached after it. Else the
nearest earlier statement is carried over sentences and paragraphs, until another statement, a reset to the present
(hiện nay, đến nay) or a cue that goes back to the day of the event (dịp này, tại hội nghị). Headlines, leads and
captions take the period of the same number in the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..language.sentences import Sentence
from ..language.temporal import TemporalExpression, find_temporal
from ..language.temporal_lexicon import DEFAULT_PACK
from ..language.text import TextView
from .period_rules import PeriodRules, load_period_rules
from .period_statements import Statement, read_statements
from .quantity import Quantity

# A statement this close to the sentence's beginning introduces all of it.
_OPENING = 12
# These end with their paragraph; other statements govern until another takes over.
_LOCAL = frozenset(("month", "since", "duration"))
_PASSING = _LOCAL | {"date", "now"}
# A stock is not of the period that an earlier paragraph spoke of, nor is what has no kind of its own, but for
# statements that a whole report or event stands under.
_STOCKS = frozenset(("other", "groups", "members", "models"))
_FIRM = frozenset(("date", "term"))
# A number below this one is no sign that two sentences speak of the same thing.
_DISTINCTIVE = 10
_ROUNDING = Decimal("0.06")
# A cue stands in the sentence's first words.
_CUE = 60
_CLAUSE = 48
# What is counted on the day of an event: who came, who was honoured, what was handed over.
_OF_EVENTS = frozenset(("participants", "awards"))


@dataclass(slots=True)
class _State:
    carried: Statement | None = None
    event: Statement | None = None
    report: Statement | None = None
    day: Statement | None = None


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
    by_sentence = read_statements(view, sentences, found, published, rules)
    per_sentence: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        per_sentence.setdefault(quantity.sentence, []).append(quantity)
    lines = sorted({sentence.line for sentence in sentences})
    number = {line: i for i, line in enumerate(lines)}
    paragraph_of = [number[sentence.line] for sentence in sentences]
    state = _State()
    unsaid: list[Quantity] = []
    for index, sentence in enumerate(sentences):
        reader = _Sentence(
            view, sentence, by_sentence.get(index, []), per_sentence.get(index, []), rules, state,
            paragraph_of[index], paragraph_of,
        )  # fmt: skip
        unsaid += reader.read()
    _inherit(sentences, quantities, unsaid)


class _Sentence:
    """One sentence: gives each of its quantities its statement, then leaves the state for the next."""

    def __init__(
        self,
        view: TextView,
        sentence: Sentence,
        statements: list[Statement],
        quantities: list[Quantity],
        rules: PeriodRules,
        state: _State,
        paragraph: int,
        paragraph_of: Sequence[int],
    ):
        self.paragraph, self.paragraph_of = paragraph, paragraph_of
        self.view, self.norm, self.sentence = view, view.norm, sentence
        self.statements, self.quantities, self.rules, self.state = statements, quantities, rules, state
        self.governing = [s for s in statements if s.role in ("period", "open")]
        self.attached: set[int] = set()
        self.governs_later: set[int] = set()
        self.cued = self.continued = False

    def read(self) -> list[Quantity]:
        """Set the periods of the sentence's quantities; returns those that no statement of the sentence governs."""
        self._find_event()
        self._follow_cues()
        unsaid = []
        for quantity in self.quantities:
            statement = self._own(quantity)
            if statement is None or (statement.role == "period" and not (statement.start or statement.end)):
                unsaid.append(quantity)
            if statement is None and not self._on_occasion(quantity):
                statement = self._from_before(quantity)
            _set(self.view, quantity, statement)
        if not self.rules.picture.search(self.norm, self.sentence.start, self.sentence.end):
            self._carry()
        return unsaid

    def _find_event(self) -> None:
        """The day of the event that the article reports: the first date beside a word like tổ chức, khai mạc."""
        days = [s for s in self.statements if s.role in ("period", "said") and s.expression.kind == "date" and s.start]
        if days:
            self.state.day = days[-1]
        if self.state.event is not None:
            return
        if days and (
            self.sentence.kind in ('headline', 'lead')
            or self.rules.event_lead.search(self.norm, self.sentence.start, self.sentence.end)
        ):
            self.state.event = days[0]

    def _follow_cues(self) -> None:
        first = self.quantities[0].start if self.quantities else self.sentence.end
        words = min(first, self.sentence.start + _CUE)
        self.continued = bool(self.rules.continues.match(self.norm, self.sentence.start, words))
        if self.rules.event.search(self.norm, self.sentence.start, words):
            self.state.event = self.state.event or self.state.day
            self.state.carried = self.state.event
            self.cued = True
        elif self.rules.reset.search(self.norm, self.sentence.start, first):
            self.state.carried = None

    def _own(self, q: Quantity) -> Statement | None:
        before = [s for s in self.governing if s.expression.end <= q.start]
        after = [s for s in self.governing if s.expression.start >= q.end]
        if after and self._is_attached(q, after[0], bool(before)):
            self.attached.add(after[0].expression.start)
            return after[0]
        before = [s for s in before if s.expression.start not in self.attached] or before
        if self.cued and self.state.event and q.indicator in _OF_EVENTS:
            before = [s for s in before if s.adverbial]
        if before:
            found = self._introducing(q, before)
            self.governs_later.add(found.expression.start)
            return found
        named = [s for s in self.statements if s.role == "name" and s.start]
        if named and not (q.indicator in _OF_EVENTS and self._carries_event()):
            return named[0]
        return None

    def _from_before(self, q: Quantity) -> Statement | None:
        """The carried statement, where it reaches this paragraph and may govern what is counted."""
        s = self.state.carried
        if s is None:
            return None
        if self.paragraph == self.paragraph_of[s.sentence]:
            return s
        if s.goal and q.status != "planned" and s.role == "period":
            return self.state.report if self.state.report is not s else None
        if q.status == 'planned' and not s.goal and s.role == 'period' and s.expression.kind in ('months_of_year', 'quarter', 'range', 'date'):
            return None
        if q.indicator == "awards" and s.expression.kind != "date":
            return None
        if s.passing and s is not self.state.event and not self.continued:
            # A day or month told in passing ends with its paragraph where a report's period stood before it.
            s = self.state.report or s
        kind = s.expression.kind
        if kind in _LOCAL and not self.continued:
            return None
        if q.indicator in _STOCKS and kind not in _FIRM and not s.goal and not self._made(q):
            return None
        return s

    def _made(self, q: Quantity) -> bool:
        """Whether the clause says that what is counted came about: thành lập mới 12 tổ."""
        low = max(self.sentence.start, q.start - _CLAUSE)
        comma = max(self.norm.rfind(c, low, q.start) for c in ",;:(")
        return bool(self.rules.made.search(self.norm, max(low, comma), q.start))

    def _on_occasion(self, q: Quantity) -> bool:
        """Whether an occasion stands in for the day: Nhân dịp 27-7, tỉnh tặng 90 suất quà."""
        return not self._carries_event() and any(
            s.role == "occasion" and s.expression.end <= q.start for s in self.statements
        )

    def _carries_event(self) -> bool:
        return self.state.carried is not None and self.state.carried is self.state.event

    def _introducing(self, q: Quantity, before: list[Statement]) -> Statement:
        """The nearest statement before the number; but who came and who was honoured is of the sentence's day."""
        if q.indicator in _OF_EVENTS:
            for s in before:
                if s.expression.kind == "date" and s.role == "period":
                    return s
        return before[-1]

    def _is_attached(self, q: Quantity, s: Statement, has_before: bool) -> bool:
        between = self.norm[q.end : s.expression.start]
        if between.endswith("(") and self.norm.startswith(":", s.expression.end):
            return False
        if s.role == "open" and (has_before or "," in between or s.expression.kind == "now"):
            return False
        if any(c in between for c in ";:") or between.rstrip().endswith((",", " và")):
            return False
        others = any(q.end <= other.start < s.expression.start for other in self.quantities)
        if "," in between or others:
            return not has_before and not (others and self.rules.clause.search(between))
        return True

    def _carry(self) -> None:
        """Leave the statement that introduces the sentence's last part to the sentences after it."""
        for s in reversed(self.governing):
            x = s.expression
            opens = x.start <= self.sentence.start + _OPENING
            rules_later = x.start in self.governs_later
            if x.kind in ("now", "occasion") and not opens:
                continue
            if x.start in self.attached and not rules_later and any(q.start > x.start for q in self.quantities):
                continue
            if x.kind in _LOCAL and s.role != "open" and not rules_later and x.start not in self.attached:
                continue
            if x.kind == "term" and not s.adverbial and not rules_later and x.start not in self.attached:
                continue
            if self.cued and self.state.event and not s.adverbial:
                continue
            if s.goal and not rules_later and x.start not in self.attached and self._has_report():
                continue
            if self._looks_back(s):
                continue
            self.state.carried = s
            s.passing = x.kind in _PASSING or any(o.expression.kind == 'age' for o in self.statements)
            report = self.state.report
            s.passing |= bool(not opens and report and report.start and s.end and s.end < report.start)
            if not s.passing:
                self.state.report = None if s.role == "open" else self.state.report if s.goal else s
            return


    def _has_report(self) -> bool:
        """Whether the sentence names what was done beside what is to be done: tổng kết năm 2013, nhiệm vụ năm 2014."""
        return any(s.role == "period" and not s.goal and s.expression.kind != "date" for s in self.governing)

    def _looks_back(self, s: Statement) -> bool:
        """Whether a statement only names an earlier time to set the report's against."""
        report = self.state.report
        if report is None or not report.start or not s.end or s.end >= report.start:
            return False
        return bool(self.rules.aside_after.match(self.norm, s.expression.end + 1, self.sentence.end))


def _set(view: TextView, quantity: Quantity, statement: Statement | None) -> None:
    if statement is None or statement.role == "open" or not (statement.start or statement.end):
        return
    x = statement.expression
    quantity.period_start, quantity.period_end = statement.start, statement.end
    quantity.period_text = view.raw_slice(x.start, x.end)


def _inherit(sentences: Sequence[Sentence], quantities: Sequence[Quantity], unsaid: Sequence[Quantity]) -> None:
    """Headline, lead and caption numbers without a statement take it from the body's statement of the same number."""
    dated = [q for q in quantities if q.period_text]
    for quantity in unsaid:
        if sentences[quantity.sentence].kind not in ("headline", "lead", "caption") or quantity.period_text:
            continue
        for same in (_same_count, _same_number, _rounded):
            other = next((o for o in dated if o is not quantity and same(quantity, o)), None)
            if other is not None:
                quantity.period_start, quantity.period_end = other.period_start, other.period_end
                quantity.period_text = other.period_text
                break


def _same_count(q: Quantity, other: Quantity) -> bool:
    return q.value == other.value and q.indicator == other.indicator and q.total == other.total


def _same_number(q: Quantity, other: Quantity) -> bool:
    return q.value == other.value and q.unit == other.unit and q.total == other.total and q.value >= _DISTINCTIVE


def _rounded(q: Quantity, other: Quantity) -> bool:
    """Whether a headline's `hơn 42 tỷ` says the body's 42,6 tỷ."""
    return (
        q.comparator in ("about", "more_than", "nearly")
        and q.indicator == other.indicator
        and q.unit == other.unit
        and abs(q.value - other.value) <= _ROUNDING * other.value
    )
