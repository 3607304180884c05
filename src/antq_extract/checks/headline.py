"""The headline against the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from ..figure import Figure, plain_number
from .cues import Cues
from .finding import Finding, finding
from .interval import Interval, interval_of, last_digit, number_interval
from .reading import PERCENT, Reading, content_words, folded, rest, same_noun, unit_kind

_NEAREST = Decimal(3)
_MOST_ADDENDS = 8
_MOST_NUMBERS = 20
_ROUNDED = 20
_VICTIMS = ("deaths", "injuries")
_DIGITS = re.compile(r"[\d.,]{0,20}\d")


def headline_body(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """A number of the headline that the body gives differently, and nowhere as the headline has it."""
    headline = [f for f in reading.headline()[:_MOST_NUMBERS] if _is_count(f) and f.unit != PERCENT]
    if not headline:
        return
    body = [f for f in reading.figures if f.sentence_start != headline[0].sentence_start]
    given = [interval for figure in body for interval in _readings(figure)]
    for figure in headline:
        rivals = [f for f in body if _same_thing(figure, f, cues) and not cues.points_back.match(rest(f))]
        if (
            len({f.value for f in rivals}) != 1
            or _stands_in_body(figure, body, given)
            or _printed(figure, body)
        ):
            continue
        rival = rivals[0]
        ratio = max(rival.value, figure.value) / max(Decimal(1), min(rival.value, figure.value))
        if ratio <= _NEAREST or _power_of_ten(figure.value, rival.value):
            text = f"{plain_number(figure.value)} ≠ {plain_number(rival.value)}"
            yield finding("headline_body", _confidence(figure, rival), text, [figure, rival])


def _confidence(figure: Figure, rival: Figure) -> float:
    """Low where one person more may be the one that the sentence names: *ông A thuê 17 người* under *18 người*."""
    named = figure.value - rival.value == 1 and figure.indicator not in _VICTIMS
    return 0.45 if named else 0.75


def _printed(figure: Figure, body: list[Figure]) -> bool:
    """True where the headline's digits stand in a sentence of the body, whatever was made of them there."""
    digits = _DIGITS.match(figure.number_text)
    sentences = {f.sentence_start: f.sentence for f in body}.values()
    return digits is not None and any(_stands_alone(digits[0], sentence) for sentence in sentences)


def _stands_alone(digits: str, sentence: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d])", sentence) is not None


def _is_count(figure: Figure) -> bool:
    return not figure.change and not figure.per and figure.status == "reported"


def _headline_interval(figure: Figure) -> Interval:
    """A headline rounds more freely than the body: 400 may be 392."""
    interval = interval_of(figure)
    slack = last_digit(figure.value) / 2 if figure.value >= _ROUNDED and figure.value % 10 == 0 else 0
    return Interval(interval.low - slack, interval.high + slack)


def _readings(figure: Figure) -> Iterator[Interval]:
    """What a figure gives: its value, its whole, its baseline."""
    yield interval_of(figure)
    yield from (number_interval(n, figure) for n in (figure.total, figure.baseline) if n is not None)


def _stands_in_body(figure: Figure, body: list[Figure], given: list[Interval]) -> bool:
    """True where any number of the body, or a sum of like ones, agrees with the headline's."""
    wanted = _headline_interval(figure)
    if any(interval.meets(wanted) for interval in given):
        return True
    # Casualties are dead and injured together.
    kinds = _VICTIMS if figure.indicator in _VICTIMS else (figure.indicator,)
    alike = [f for f in body if f.indicator in kinds and _is_count(f)][:_MOST_ADDENDS]
    return any(_sum(addends).meets(wanted) for size in (2, 3, 4) for addends in combinations(alike, size))


def _same_thing(headline: Figure, figure: Figure, cues: Cues) -> bool:
    """True where both count the same, in sentences that share half their words."""
    if headline.indicator != figure.indicator or not _is_count(figure) or figure.total is not None:
        return False
    if not headline.noun or not figure.noun or not same_noun(headline, figure):
        return False
    if headline.place_code and figure.place_code and headline.place_code != figure.place_code:
        return False
    if headline.indicator in _VICTIMS and folded(headline.noun) == folded(figure.noun):
        return True  # an article tells of the dead and injured of one event
    words, others = content_words(headline.sentence, cues), content_words(figure.sentence, cues)
    # What an amount is for only the sentence says: it must share more of its words.
    of = min(len(words), len(others)) if unit_kind(figure) == "count" else len(words | others)
    return 2 * len(words & others) >= of


def _power_of_ten(left: Decimal, right: Decimal) -> bool:
    return (
        left != right
        and left > 0
        and right > 0
        and left.normalize().as_tuple().digits == right.normalize().as_tuple().digits
    )


def _sum(figures: tuple[Figure, ...]) -> Interval:
    total = interval_of(figures[0])
    for figure in figures[1:]:
        total = total + interval_of(figure)
    return total
