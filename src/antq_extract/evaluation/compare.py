"""When a field of a figure agrees with the gold's, and which figure answers which."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from ..figure import NUMBER_COLUMNS, Figure
from .gold import GoldFigure

TEXT_FIELDS = (
    "unit", "per", "comparator", "status", "change", "indicator",
    "period_start", "period_end", "place", "recipient", "award", "awarder",
)  # fmt: skip
AWARD_FIELDS = ("recipient", "award", "awarder")
FIELDS = (*NUMBER_COLUMNS[1:], *TEXT_FIELDS)
# What must agree beside value and indicator before a record counts as right.
RECORD_FIELDS = (
    "value_max", "total", "baseline", "per", "comparator", "status", "change", "period_start", "period_end",
)  # fmt: skip

# Written in shorter or longer form by equally careful readers: one may contain the other.
_CONTAINED = frozenset({"unit", "per", "place", "award", "awarder"})
_EMPTY_MEANS = {"comparator": "exact", "status": "reported", "indicator": "other"}
_TOLERANCE = Decimal("1e-9")


def agree(field: str, gold: Figure, found: Figure) -> bool:
    """True where ``field`` of the two figures says the same."""
    if field in NUMBER_COLUMNS:
        return same_number(getattr(gold, field), getattr(found, field))
    left, right = folded(field, gold), folded(field, found)
    if field in _CONTAINED and left and right:
        return left in right or right in left
    return left == right


def same_number(left: Decimal | None, right: Decimal | None) -> bool:
    """Equal up to a relative 1e-9; an empty number equals only an empty one."""
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _TOLERANCE * max(Decimal(1), abs(left), abs(right))


def folded(field: str, figure: Figure) -> str:
    """A text field as it is compared: NFC, without letter case, single blanks, defaults filled in."""
    text = unicodedata.normalize("NFC", str(getattr(figure, field))).casefold()
    return " ".join(text.split()) or _EMPTY_MEANS.get(field, "")


def is_typed(figure: Figure) -> bool:
    """True where the figure has an indicator other than ``other``."""
    return folded("indicator", figure) != "other"


def pair(
    gold: list[GoldFigure], found: list[Figure]
) -> tuple[list[tuple[GoldFigure, Figure]], list[GoldFigure], list[Figure]]:
    """Pairs of figures whose numbers overlap, one to one; then the missed and the extra ones.

    Among several that overlap, equal values go first, then the largest overlap.
    """
    candidates = []
    for i, expected in enumerate(gold):
        for j, figure in enumerate(found):
            overlap = min(expected.figure.end, figure.end) - max(expected.figure.start, figure.start)
            if overlap > 0:
                candidates.append((not same_number(expected.figure.value, figure.value), -overlap, i, j))
    candidates.sort()
    answered: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in candidates:
        if i not in answered and j not in used:
            answered[i] = j
            used.add(j)
    pairs = [(gold[i], found[j]) for i, j in answered.items()]
    missed = [expected for i, expected in enumerate(gold) if i not in answered]
    extra = [figure for j, figure in enumerate(found) if j not in used]
    return pairs, missed, extra
