"""Ratios against the percentage beside them, parts against their whole, shares above 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..figure import Figure, plain_number
from ..language.text import fold
from .cues import Cues
from .finding import Finding, finding
from .interval import interval_of, number_interval, shown
from .reading import PERCENT, Reading, before, between, folded, rest, same_unit

_LONGEST_LINK = 60
# A noun may be longer, and hold commas, where it is said that a share of it follows: "… (chiếm tỷ lệ 35 %)".
_LONGEST_NOUN = 140
_CLAUSE_END = re.compile(r"[;:]|\.\s")
_CLAUSE = re.compile(r"[,;:.()](?!\d)")
# "90% (171/190 tin)": nothing but the percentage's noun and the bracket between the two.
_OPENS_BRACKET = re.compile(r"^\s{0,2}%?[^.;:,()]{0,40}\($")
_LAST_MARK = re.compile(r"^(.*?)(?:([,(–-])([^,(–-]*))?$", re.DOTALL)
# A pair of numbers of these is a part and its whole, unless it is a comparison.
_COUNTED_IN_FULL = (
    "standard_units",
    "admin_units",
    "event_sites",
    "tip_offs",
    "cases",
    "beneficiaries",
    "pledges",
)
_SLIGHTLY_MORE = Decimal("1.5")
# A ratio below this share has lost the multiplier of its left side (43/53,9 tỷ).
_TINY = Decimal("0.00001")
_NEAR = 90


def ratio_percent(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """171/190 against the *90 %* beside it."""
    for left, right, gap in reading.neighbours():
        if left.total is not None and right.unit == PERCENT and right.total is None:
            ratio, percent = left, right
            linked = _links_forward(gap, right, cues)
        elif right.total is not None and left.unit == PERCENT and left.total is None:
            ratio, percent = right, left
            linked = bool(_OPENS_BRACKET.match(gap))
        else:
            continue
        if linked and _comparable(ratio, percent) and not _other_whole(reading, percent, cues):
            yield from _judge(ratio, percent)


def share_percent(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """*303 thí sinh, trong đó có 78 thí sinh tự do, chiếm 28 %*; *tiếp nhận 190 tin, giải quyết 171 tin, đạt 95 %*."""
    for sentence in reading.sentences:
        for index, part in enumerate(sentence[:-1]):
            percent = sentence[index + 1]
            if index == 0 or percent.unit != PERCENT or not _plain(part) or not _plain(percent):
                continue
            if not _is_share(between(part, percent), percent, cues) or not _comparable(part, percent):
                continue
            whole, confidence = _whole_of(sentence[:index], part, percent, cues)
            if whole is not None and not _other_whole(reading, percent, cues):
                share = interval_of(part).share_of(interval_of(whole))
                if share is not None and not share.meets(interval_of(percent)):
                    text = _division(part.value, whole.value, percent)
                    yield finding("ratio_percent", confidence, text, [whole, part, percent])


def _plain(figure: Figure) -> bool:
    return figure.total is None and figure.baseline is None


def _whole_of(
    earlier: list[Figure], part: Figure, percent: Figure, cues: Cues
) -> tuple[Figure | None, float]:
    """The count that ``part`` is picked out of, and how sure that is."""
    for whole, following in zip(reversed(earlier), [part, *reversed(earlier)], strict=False):
        gap = between(whole, following)
        if cues.some_parts.search(gap) or (following is part and cues.all_parts.search(gap)):
            fits = (
                same_unit(whole, part)
                and _plain(whole)
                and whole.value >= part.value
                and _comparable(whole, part)
            )
            return (whole, 0.7) if fits else (None, 0.0)
    gap = between(part, percent)
    if percent.indicator != "clearance_rate" and not cues.of_these.match(gap):
        return None, 0.0
    for whole in reversed(earlier):
        if (
            _plain(whole)
            and not whole.change
            and same_unit(whole, part)
            and whole.indicator == part.indicator
        ):
            fits = whole.value >= part.value and _comparable(whole, part)
            return (whole, 0.6) if fits else (None, 0.0)
    return None, 0.0


def _is_share(gap: str, percent: Figure, cues: Cues) -> bool:
    """As :func:`_links_forward`, or with more said about the part before a bracket: *7.806 tin đã được giải quyết (84 %)*."""
    in_bracket = gap.count("(") == 1 and cues.only_link.match(gap.rpartition("(")[2])
    return _links_forward(gap, percent, cues) or (
        len(gap) <= _LONGEST_NOUN and ";" not in gap and bool(in_bracket)
    )


def _links_forward(gap: str, percent: Figure, cues: Cues) -> bool:
    """True where only the count's noun and a linking word stand before the percentage: *tin, bằng*, *tin (tỷ lệ*."""
    if len(gap) > _LONGEST_NOUN or _CLAUSE_END.search(gap):
        return False
    share = re.split(r"[(,]", gap)[-1] if ")" not in gap else ""
    if cues.only_link.match(share) and cues.share_before.search(share):
        return True
    if len(gap) > _LONGEST_LINK:
        return False
    noun, mark, link = _LAST_MARK.match(gap).groups()  # type: ignore[union-attr]
    if not mark:
        return bool(cues.same_as.search(gap))
    if "(" in noun:
        return False
    return bool(cues.only_link.match(link)) and (mark != "," or bool(cues.same_as.search(link)))


def _comparable(ratio: Figure, percent: Figure) -> bool:
    same_time = ratio.status == percent.status
    return same_time and not percent.change and not ratio.change and ratio.unit != PERCENT and not ratio.per


def _other_whole(reading: Reading, percent: Figure, cues: Cues) -> bool:
    """True where the percentage names a whole or target of its own (91 % tổng số đại biểu)."""
    tail = _CLAUSE.split(reading.after(percent))[0]
    return bool(cues.own_whole.match(tail) or cues.target.search(tail[:40]))


def _judge(ratio: Figure, percent: Figure) -> Iterator[Finding]:
    assert ratio.total is not None
    part, whole = interval_of(ratio), number_interval(ratio.total, ratio)
    share = part.share_of(whole)
    if share is None or share.meets(interval_of(percent)) or ratio.value < ratio.total * _TINY:
        return
    yield finding("ratio_percent", 0.9, _division(ratio.value, ratio.total, percent), [ratio, percent])


def _division(part: Decimal, whole: Decimal, percent: Figure) -> str:
    quotient = f"{plain_number(part)} / {plain_number(whole)} = {shown(part / whole * 100)} %"
    return f"{quotient} ≠ {plain_number(percent.value)} %"


def percent_over_100(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """A share of a whole above 100 %: a clearance rate, a *chiếm*, a *% số hộ*."""
    for sentence in reading.sentences:
        for figure in sentence:
            if figure.unit != PERCENT or figure.value <= 100 or figure.change or figure.status != "reported":
                continue
            head, tail = _CLAUSE.split(before(figure)[-_NEAR:])[-1], _CLAUSE.split(rest(figure)[:_NEAR])[0]
            if cues.target.search(head) or cues.target.search(tail):
                continue
            certain = figure.indicator == "clearance_rate"
            restates = cues.same_as.search(head) and not cues.share_before.search(head)
            if certain or cues.share_before.search(head) or (cues.share_after.match(tail) and not restates):
                text = f"{plain_number(figure.value)} % > 100 %"
                yield finding("percent_over_100", 0.9 if certain else 0.8, text, [figure])


def part_above_whole(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """*trong tổng số 190 tin đã giải quyết 217*, *163/157 xã*: a value above its own whole.

    A pair that was read as a comparison is taken for a part and its whole where no word of its sentence compares.
    """
    for sentence in reading.sentences:
        for figure in sentence:
            whole, confidence = figure.total, 0.75
            if whole is None and _is_part_after_all(reading, figure, cues):
                whole, confidence = figure.baseline, 0.6
            if whole is None or figure.change or figure.per or figure.status != "reported":
                continue
            near = before(figure)[-_NEAR:] + " " + rest(figure)[:_NEAR]
            if interval_of(figure).low > number_interval(whole, figure).high and not cues.target.search(near):
                text = f"{plain_number(figure.value)} > {plain_number(whole)}"
                yield finding("part_above_whole", confidence, text, [figure])


def _is_part_after_all(reading: Reading, figure: Figure, cues: Cues) -> bool:
    """True for *163/157 xã* without a comparison; not for dates, addresses and ratios like *lốp 120/70*."""
    if figure.baseline is None or "/" not in figure.number_text or figure.indicator not in _COUNTED_IN_FULL:
        return False
    date_like = figure.value <= 31 and figure.baseline <= 12
    noun = folded(figure.noun)
    followed = bool(noun) and reading.after(figure).lstrip().startswith(noun)
    near = figure.value <= figure.baseline * _SLIGHTLY_MORE
    return followed and near and not date_like and not cues.comparison.search(fold(figure.sentence))
