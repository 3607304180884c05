"""Which statement of time governs each quantity.

In the sentence: the expression before the number that introduces its clause, or the one attached after it. Else the
nearest earlier statement is carried over sentences and paragraphs, until another statement, a reset to the present
(hiện nay, đến nay) or a cue that goes back to the day of the event (dịp này, tại hội nghị). Headlines, leads and
captions take the period of the same number in the body.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal

from ...language.sentences import Sentence
from ...language.text import TextView
from ...language.time.find import TemporalExpression, find_temporal
from ...language.time.lexicon import DEFAULT_PACK
from ..quantity import Quantity
from .rules import load_period_rules
from .sentence import PeriodSentence
from .state import PeriodState
from .statements import Statement, read_statements

# A number below this one is no sign that two sentences speak of the same thing.
_DISTINCTIVE = 10
# Parts of an article that tell again what the body tells, and counts that are told again of the same event.
_RETELL = frozenset(("headline", "lead", "caption"))
_RETOLD = frozenset(("deaths", "injuries"))
# How far a headline may round the body's number.
_ROUNDING = Decimal("0.06")


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
        quantities: in text order; each with its span, sentence index, value and, where known, indicator, unit, status
            and comparator.
        published: the article's date, ``YYYY-MM-DD``, ``YYYY-MM``, or empty.
        expressions: what :func:`find_temporal` found in the view, where the caller has it already.
        pack: the rule pack.
    """
    if not quantities:
        return
    found = list(expressions) if expressions is not None else find_temporal(view, pack=pack)
    rules = load_period_rules(pack)
    statements = read_statements(view, sentences, found, published, rules)
    inside: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        inside.setdefault(quantity.sentence, []).append(quantity)
    paragraphs = [sentence.line for sentence in sentences]
    state = PeriodState()
    unsaid: list[Quantity] = []
    for index, sentence in enumerate(sentences):
        part = PeriodSentence(
            view, sentence, statements.get(index, ()), inside.get(index, ()), rules, state, paragraphs
        )
        for quantity, statement, said in part.read():
            _set(view, quantity, statement)
            retold = sentence.kind in _RETELL or (quantity.indicator in _RETOLD and not quantity.change)
            if retold and not said and not quantity.period_text:
                unsaid.append(quantity)
    _inherit(quantities, unsaid)


def _set(view: TextView, quantity: Quantity, statement: Statement | None) -> None:
    if statement is None or statement.role == "open" or not (statement.start or statement.end):
        return
    x = statement.expression
    quantity.period_start, quantity.period_end = statement.start, statement.end
    quantity.period_text = view.raw_slice(x.start, x.end)


def _inherit(quantities: Sequence[Quantity], unsaid: Sequence[Quantity]) -> None:
    """What tells a number again, without a statement of its own, takes that of the same number."""
    if not unsaid:
        return
    dated = [q for q in quantities if q.period_text]
    counts, numbers = _first(dated, _count), _first(dated, _number)
    for quantity in unsaid:
        other = counts.get(_count(quantity))
        if other is None and quantity.value >= _DISTINCTIVE:
            other = numbers.get(_number(quantity))
        if other is None:
            other = _rounded(quantity, dated)
        if other is not None:
            quantity.period_start, quantity.period_end = other.period_start, other.period_end
            quantity.period_text = other.period_text


def _count(q: Quantity) -> Hashable:
    return q.value, q.total, q.indicator


def _number(q: Quantity) -> Hashable:
    return q.value, q.total, q.unit


def _first(dated: Sequence[Quantity], key: Callable[[Quantity], Hashable]) -> dict[Hashable, Quantity]:
    return {key(q): q for q in reversed(dated)}


def _rounded(q: Quantity, dated: Sequence[Quantity]) -> Quantity | None:
    """The first number of the body that a headline rounds: `hơn 42 tỷ` says 42,6 tỷ."""
    if q.comparator not in ("about", "more_than", "nearly"):
        return None
    for other in dated[:200]:
        same = q.unit == other.unit and (q.indicator == other.indicator or q.value >= _DISTINCTIVE)
        if same and abs(q.value - other.value) <= _ROUNDING * other.value:
            return other
    return None
