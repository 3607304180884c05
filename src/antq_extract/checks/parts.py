"""Parts against their whole: *12 đối tượng (gồm 7 nam, 5 nữ)*, *7 người chết, trong đó …*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..figure import Figure, plain_number
from .cues import Cues
from .finding import Finding, finding
from .interval import Interval, interval_of, shown
from .reading import Reading, between, rest, same_unit, unit_kind

_LONGEST_GAP = 90
_LONGEST_ITEM = 80
_END = re.compile(r"[.;:)\]]|$")



def parts_whole(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """Lists of parts that do not add up to the number before them, and single parts above it."""
    for sentence in reading.sentences:
        for index, whole in enumerate(sentence[:-1]):
            gap = between(whole, sentence[index + 1])
            if len(gap) > _LONGEST_GAP or not _can_be_whole(whole):
                continue
            if cues.all_parts.search(gap):
                yield from _all_parts(whole, sentence[index + 1 :], gap, cues)
            elif cues.some_parts.search(gap):
                yield from _some_parts(whole, sentence[index + 1 :], cues)


def _can_be_whole(figure: Figure) -> bool:
    plain = figure.total is None and figure.baseline is None and not figure.change and not figure.per
    return plain and unit_kind(figure) == "count"


def _can_be_part(figure: Figure, whole: Figure) -> bool:
    """True for a count that is not above the whole, or counts in the whole's own unit."""
    return _can_be_whole(figure) and (same_unit(figure, whole) or interval_of(figure).low <= interval_of(whole).high)


def _all_parts(whole: Figure, following: list[Figure], gap: str, cues: Cues) -> Iterator[Finding]:
    parts, closed = _list_of_parts(following, cues)
    if len(parts) < 2 or not all(_can_be_part(p, whole) for p in parts):
        return
    total, expected = _sum(parts), interval_of(whole)
    if total.meets(expected):
        return
    above = total.low > expected.high
    # Parts without a number of their own may fill what is missing, never what is too much.
    if not above and (not closed or not _one_kind(whole, parts)):
        return
    if above and not _one_kind(whole, parts):
        return
    yield finding("parts_whole", 0.85, _addition(whole, parts), [whole, *parts])


def _some_parts(whole: Figure, following: list[Figure], cues: Cues) -> Iterator[Finding]:
    first = following[0]
    if _can_be_whole(first) and same_unit(whole, first) and interval_of(first).low > interval_of(whole).high:
        text = f"{plain_number(first.value)} > {plain_number(whole.value)}"
        yield finding("part_above_whole", 0.8, text, [whole, first])
        return
    parts, _ = _list_of_parts(following, cues)
    alike = [p for p in parts if _can_be_whole(p) and same_unit(whole, p)]
    # Parts that a "trong đó" picks out may overlap (5 nữ, 3 trẻ em); in the whole's own unit they seldom do.
    if len(alike) == len(parts) >= 2 and _sum(parts).low > interval_of(whole).high:
        yield finding("parts_whole", 0.6, _addition(whole, parts), [whole, *parts])


def _list_of_parts(following: list[Figure], cues: Cues) -> tuple[list[Figure], bool]:
    """The parts of a regular list, and whether it is closed: every item has its number, and nothing is added."""
    parts = [following[0]]
    closed = True
    for figure in following[1:]:
        gap = between(parts[-1], figure)
        joiners = cues.list_joiners.findall(gap)
        if len(gap) > _LONGEST_ITEM or not joiners or cues.some_parts.search(gap) or ")" in gap or ". " in gap:
            break
        closed = closed and len(joiners) == 1
        parts.append(figure)
    tail = rest(parts[-1])
    item = tail[: _END.search(tail).start()]  # type: ignore[union-attr]
    ended = not cues.list_joiners.search(item) and not cues.open_list.search(item)
    return parts, closed and ended and not any(c.isdigit() for c in item)


def _one_kind(whole: Figure, parts: list[Figure]) -> bool:
    """True where the parts can be kinds of the whole: people of people, cases of cases."""
    return all(p.indicator == whole.indicator or same_unit(p, whole) for p in parts) or len({p.indicator for p in parts}) == 1


def _sum(parts: list[Figure]) -> Interval:
    total = interval_of(parts[0])
    for part in parts[1:]:
        total = total + interval_of(part)
    return total


def _addition(whole: Figure, parts: list[Figure]) -> str:
    added = sum((p.value for p in parts[1:]), parts[0].value)
    terms = " + ".join(plain_number(p.value) for p in parts)
    return f"{terms} = {shown(added)} ≠ {plain_number(whole.value)}"


