"""Figures of different articles about the same thing: other values, lost or added zeros."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from ..figure import Figure, plain_number
from .cues import Cues
from .finding import Finding, finding, merged
from .interval import interval_of
from .reading import PERCENT, content_words, folded, same_noun, same_unit, unit_kind

# Share of common words from which two sentences tell of the same thing; less is needed where the digits are the same.
SAME_EVENT = 0.45
SAME_EVENT_SAME_DIGITS = 0.3
_LARGEST_GROUP = 400
_FEWEST_DIGITS = 2


def across(
    figures: Iterable[Figure], cues: Cues, origin: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Figures of the same indicator, place, period and scope in different articles, whose values cannot both be right.

    Two figures are compared only where their sentences share enough words to tell of the same event or statistic, and
    where neither article also gives the other's value. ``origin`` names the group of an article that is a copy, so that
    a finding can say how many independent articles give each value.
    """
    figures = list(figures)
    crowd = Counter((f.article_id, f.sentence_start, f.unit) for f in figures)
    for group in _groups(figures):
        values = defaultdict(list)
        for figure in group:
            values[figure.article_id].append(figure)
        words = {id(figure): content_words(figure.sentence, cues) for figure in group}
        # The same two values in several articles (copies of one of them) are one finding.
        found: dict[tuple[str, frozenset[Decimal]], Finding] = {}
        for left, right in combinations(group, 2):
            if left.article_id == right.article_id or interval_of(left).meets(interval_of(right)):
                continue
            likeness = _likeness(words[id(left)], words[id(right)])
            if likeness < SAME_EVENT_SAME_DIGITS or not _same_scope(left, right):
                continue
            # Among several amounts of a sentence nothing but their order says which is which.
            if not _specific(left) and any(
                crowd[f.article_id, f.sentence_start, f.unit] > 1 for f in (left, right)
            ):
                continue
            if _given(left, values[right.article_id]) or _given(right, values[left.article_id]):
                continue
            pair = _judge(left, right, likeness)
            if pair:
                key = (pair.rule, frozenset((left.value, right.value)))
                found[key] = merged(found[key], pair) if key in found else pair
        for one in found.values():
            one.computation += _told_by(one, origin or {})
            yield one


def _told_by(found: Finding, origin: Mapping[str, str]) -> str:
    """How many articles give each value, and how many of them are no copies of each other."""
    articles: dict[Decimal, set[str]] = defaultdict(set)
    for figure in found.figures:
        articles[figure.value].add(figure.article_id)
    if all(len(names) == 1 for names in articles.values()):
        return ""
    told = []
    for value, names in articles.items():
        independent = len({origin.get(name, name) for name in names})
        copies = f", {independent} independent" if independent < len(names) else ""
        told.append(f"{plain_number(value)} in {len(names)} article{'s' if len(names) > 1 else ''}{copies}")
    return f" ({'; '.join(told)})"


def _groups(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for f in figures:
        if (f.period_start or f.period_end) and (f.place_code or f.place) and f.status == "reported":
            key = (
                f.indicator,
                f.place_code or folded(f.place),
                f.period_start,
                f.period_end,
                f.change,
                folded(f.per),
                f.award,
            )
            groups[key].append(f)
    for group in groups.values():
        for part in _of_bearable_size(group):
            if len({f.article_id for f in part}) > 1:
                yield part


def _of_bearable_size(group: list[Figure]) -> Iterator[list[Figure]]:
    """A large group in parts of the same unit, then of the same noun; what is still too large is left out."""
    parts = [group]
    for field in ("unit", "noun"):
        if any(len(part) > _LARGEST_GROUP for part in parts):
            split: dict[tuple[int, str], list[Figure]] = defaultdict(list)
            for number, part in enumerate(parts):
                for figure in part:
                    split[number, folded(getattr(figure, field))].append(figure)
            parts = list(split.values())
    yield from (part for part in parts if len(part) <= _LARGEST_GROUP)


def _same_scope(left: Figure, right: Figure) -> bool:
    if not same_unit(left, right) or (left.total is None) != (right.total is None):
        return False
    if (left.baseline is None) != (right.baseline is None) or left.recipient != right.recipient:
        return False
    return same_noun(left, right)


def disagree(left: Figure, right: Figure, cues: Cues) -> bool:
    """True where two figures of one place and period, in sentences that tell of the same thing, cannot both be right."""
    if (
        left.article_id == right.article_id
        or interval_of(left).meets(interval_of(right))
        or not _same_scope(left, right)
    ):
        return False
    words = (content_words(left.sentence, cues), content_words(right.sentence, cues))
    return _likeness(*words) >= SAME_EVENT


def _specific(figure: Figure) -> bool:
    """True where the noun says what is counted: *vụ phạm pháp hình sự*, not *vụ* or *đồng*."""
    return unit_kind(figure) == "count" and " " in figure.noun.strip()


def _given(figure: Figure, others: list[Figure]) -> bool:
    """True where the other article has the value too, of whatever part."""
    wanted = interval_of(figure)
    return any(interval_of(other).meets(wanted) for other in others)


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    both = len(left | right)
    return len(left & right) / both if both else 0.0


def _judge(left: Figure, right: Figure, likeness: float) -> Finding | None:
    text = f"{plain_number(left.value)} ≠ {plain_number(right.value)}"
    digits = left.value.normalize().as_tuple().digits
    if (
        left.unit != PERCENT
        and digits == right.value.normalize().as_tuple().digits
        and len(digits) >= _FEWEST_DIGITS
    ):
        ratio = max(left.value, right.value) / min(left.value, right.value)
        return finding("across_power_of_ten", 0.85, f"{text} (× {plain_number(ratio)})", [left, right])
    if likeness < SAME_EVENT:
        return None
    return finding("across_value", round(0.5 + 0.4 * likeness, 2), text, [left, right])
