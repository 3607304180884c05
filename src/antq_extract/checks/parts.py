"""Parts against their whole: *12 đối tượng (gồm 7 nam, 5 nữ)*, *7 người chết, trong đó …*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..figure import Figure, plain_number
from ..language.text import fold
from .cues import Cues
from .finding import Finding, finding
from .interval import Interval, interval_of, shown
from .reading import Reading, before, between, rest, same_unit, unit_kind

_LONGEST_GAP = 90
_LONGEST_ITEM = 80
_EVENTS = ("cases", "traffic_accidents", "fires")
_ITEM = re.compile(r"^\s{0,4}(?:[-–—+*•▪●◦·]|\d{1,2}[.)]|[a-zđ]\))\s{0,4}")
# Between the whole's sentence and the first item there is room for "Cụ thể:" and a line end.
_LONGEST_LEAD_IN = 60
_BETWEEN_ITEMS = 6
_END = re.compile(r"[.;:)\]]|$")


def parts_whole(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """Lists of parts that do not add up to the number before them, and single parts above it."""
    previous: list[Figure] = []
    for sentence in reading.sentences:
        if previous and cues.some_parts.search(before(sentence[0])[-_LONGEST_LEAD_IN:]):
            yield from _parts_of_previous(previous, sentence, cues)
        for index, whole in enumerate(sentence[:-1]):
            gap = between(whole, sentence[index + 1])
            if len(gap) > _LONGEST_GAP or not _can_be_whole(whole):
                continue
            if _of_the_whole(cues.all_parts.search(gap)):
                yield from _all_parts(whole, sentence[index + 1 :], cues)
            elif cues.some_parts.search(gap):
                yield from _some_parts(whole, sentence[index + 1 :], cues)
        previous = sentence


def _of_the_whole(cue: re.Match[str] | None) -> bool:
    """True where *gồm* goes with the number before it, not with a subject of its own (; Ban Kiểm tra gồm 3 người)."""
    if cue is None:
        return False
    noun = cue.string[: cue.start()].rstrip(" ,(:–-")
    return not re.search(r"[;,:]", noun)


def _parts_of_previous(previous: list[Figure], sentence: list[Figure], cues: Cues) -> Iterator[Finding]:
    """*Trong đó, …* at the beginning of a sentence: the whole is the last number before it, if it is of the same unit."""
    whole = previous[-1]
    close = sentence[0].sentence_start - _sentence_end(whole) <= _BETWEEN_ITEMS
    if (
        close
        and len(before(sentence[0])) <= _LONGEST_LEAD_IN
        and _can_be_whole(whole)
        and same_unit(whole, sentence[0])
    ):
        yield from _some_parts(whole, sentence, cues)


def items_whole(reading: Reading, cues: Cues) -> Iterator[Finding]:
    """A list of items, a line each, against the number that stands before it."""
    index = 1
    while index < len(reading.sentences):
        items = _items(reading.sentences, index)
        whole = reading.sentences[index - 1][-1]
        if (
            len(items) >= 2
            and _introduces(whole, items[0])
            and all(_same_count(item, whole) for item in items)
        ):
            total, expected = _sum(items), interval_of(whole)
            complete = bool(cues.the_rest.search(fold(items[-1].sentence)))
            if total.low > expected.high or (complete and not total.meets(expected)):
                yield finding(
                    "parts_whole", 0.8 if complete else 0.6, _addition(whole, items), [whole, *items]
                )
        index += max(1, len(items))


def _items(sentences: list[list[Figure]], start: int) -> list[Figure]:
    """The figures of consecutive list items from a sentence on, as long as each holds one figure."""
    items: list[Figure] = []
    for index in range(start, len(sentences)):
        sentence = sentences[index]
        first = sentence[0]
        follows = not items or first.sentence_start - _sentence_end(items[-1]) <= _BETWEEN_ITEMS
        if len(sentence) != 1 or not _ITEM.match(first.sentence) or not follows:
            break
        items.append(first)
    return items


def _introduces(whole: Figure, item: Figure) -> bool:
    apart = item.sentence_start - _sentence_end(whole)
    return _can_be_whole(whole) and not _ITEM.match(whole.sentence) and 0 <= apart <= _LONGEST_LEAD_IN


def _same_count(item: Figure, whole: Figure) -> bool:
    counted = item.indicator == whole.indicator != "other" and item.value_max is None
    return counted and _can_be_part(item, whole) and same_unit(item, whole)


def _sentence_end(figure: Figure) -> int:
    return figure.sentence_start + len(figure.sentence)


def _can_be_whole(figure: Figure) -> bool:
    plain = figure.total is None and figure.baseline is None and not figure.change and not figure.per
    # "20 hai đơn vị" is a slip of the pen, whatever was made of it.
    return plain and unit_kind(figure) != "percent" and not before(figure)[-2:].rstrip()[-1:].isdigit()


def _can_be_part(figure: Figure, whole: Figure) -> bool:
    """True for a count that is not above the whole, or for an amount in the whole's own unit."""
    if not _can_be_whole(figure) or unit_kind(figure) != unit_kind(whole):
        return False
    if unit_kind(whole) != "count":
        return figure.unit == whole.unit
    return same_unit(figure, whole) or interval_of(figure).low <= interval_of(whole).high


def _all_parts(whole: Figure, following: list[Figure], cues: Cues) -> Iterator[Finding]:
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
    if cues.net.search(fold(first.sentence)):
        return
    if _can_be_whole(first) and same_unit(whole, first) and interval_of(first).low > interval_of(whole).high:
        text = f"{plain_number(first.value)} > {plain_number(whole.value)}"
        yield finding("part_above_whole", 0.8, text, [whole, first])
        return
    parts, _ = _list_of_parts(following, cues)
    alike = [p for p in parts if _can_be_whole(p) and same_unit(whole, p)]
    # What a "trong đó" picks out may overlap (61 người nghiện, 42 người có tiền án); kinds of events seldom do.
    disjoint = whole.indicator in _EVENTS or unit_kind(whole) == "money"
    if disjoint and len(alike) == len(parts) >= 2 and _sum(parts).low > interval_of(whole).high:
        yield finding("parts_whole", 0.6, _addition(whole, parts), [whole, *parts])


def _list_of_parts(following: list[Figure], cues: Cues) -> tuple[list[Figure], bool]:
    """The parts of a regular list, and whether it is closed: every item has its number, and nothing is added."""
    parts = [following[0]]
    closed, ended, kind = True, False, ""
    for figure in following[1:]:
        gap = between(parts[-1], figure)
        joiners = cues.list_joiners.findall(gap)
        if (
            len(gap) > _LONGEST_ITEM
            or not joiners
            or cues.some_parts.search(gap)
            or ")" in gap
            or ". " in gap
        ):
            break
        # "A, B và C" ends with C; a semicolon joins only the items of a list that begins with one.
        if ended or (";" in joiners and kind and ";" not in kind):
            break
        kind = kind or "".join(joiners)
        ended = any(joiner.isalpha() for joiner in joiners)
        closed = closed and len(joiners) == 1
        parts.append(figure)
    tail = rest(parts[-1])
    item = tail[: _END.search(tail).start()]  # type: ignore[union-attr]
    complete = not cues.list_joiners.search(item) and not cues.open_list.search(item)
    return parts, closed and complete and not any(c.isdigit() for c in item)


def _one_kind(whole: Figure, parts: list[Figure]) -> bool:
    """True where the parts can be kinds of the whole: people of people, cases of cases."""
    return (
        all(p.indicator == whole.indicator or same_unit(p, whole) for p in parts)
        or len({p.indicator for p in parts}) == 1
    )


def _sum(parts: list[Figure]) -> Interval:
    total = interval_of(parts[0])
    for part in parts[1:]:
        total = total + interval_of(part)
    return total


def _addition(whole: Figure, parts: list[Figure]) -> str:
    added = sum((p.value for p in parts[1:]), parts[0].value)
    terms = " + ".join(plain_number(p.value) for p in parts)
    return f"{terms} = {shown(added)} ≠ {plain_number(whole.value)}"
