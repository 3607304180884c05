"""Reads a finished figure's ``number_text`` again: what proves that a row says what its text says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ...article import must_be_text
from ...language.numerals import DIGIT_START, WORD_START, Numeral, read_numeral, read_spaced
from ...language.text import fold
from ...rules.pack import DEFAULT_PACK, load_pack

_START = re.compile(rf"{DIGIT_START.pattern}|{WORD_START.pattern}")
_BECOMES = re.compile(r"(?<![^\W_])(?:(?<!trở )lên|xuống|còn|thành|nay là)(?![^\W_])")
_RANGE = re.compile(r"(?:(?<![^\W_])(?:đến|tới)|[-–—])[ ]*$")
_WHOLE = re.compile(r"/|(?<![^\W_])(?:trong|trên)(?![^\W_])")


@dataclass(slots=True, frozen=True)
class Reading:
    """What a ``number_text`` says by itself.

    ``other`` is the right side of a ratio (the row's total or baseline: its sentence decides which), or the earlier value of a
    from–to.
    """

    value: Decimal
    value_max: Decimal | None = None
    other: Decimal | None = None


def reread(number_text: str, unit: str = "", pack: str = DEFAULT_PACK) -> Reading | None:
    """The numbers of a ``number_text``.

    Args:
        number_text: as a row holds it.
        unit: the row's unit; it says whether a comma before three digits can be a decimal point (``1,200 người``, ``1,200 kg``).
        pack: the rule pack whose units are meant.

    Returns:
        The reading, or ``None`` where the text is no number.

    Raises:
        UsageError: ``number_text`` is no text.
    """
    must_be_text("number_text", number_text)
    known = load_pack(pack).units.get(unit)
    whole = known.whole if known is not None else bool(unit)
    norm = fold(number_text)
    numerals = _numerals(norm, whole)
    if not numerals:
        return None
    first, last = numerals[0], numerals[-1]
    if len(numerals) == 1:
        return Reading(first.value)
    between = norm[first.end : last.start]
    if _BECOMES.search(between):
        left = first.value * last.scale if first.scale == 1 and last.scale > 1 and not re.search(r"[^\W\d_]{3,}.*[ ]", between[:-6]) else first.value
        return Reading(last.value, other=left)
    if not _RANGE.search(between) and _WHOLE.search(between):  # the slash of *2,9%/năm đến 7,2%* is a "per"
        return Reading(first.value, other=last.value)
    carries = first.scale == 1 and last.scale > 1 and not re.search(r"đồng|%|usd", between)
    return Reading(first.value * last.scale if carries else first.value, value_max=last.value)


def _numerals(norm: str, whole: bool) -> list[Numeral]:
    found: list[Numeral] = []
    for match in _START.finditer(norm):
        if found and match.start() < found[-1].end:
            continue
        numeral = read_spaced(norm, match.start()) or read_numeral(norm, match.start())
        if numeral is not None and numeral.ambiguous and whole and numeral.scale == 1:
            numeral = read_numeral(norm, match.start(), whole=True)
        if numeral is not None:
            found.append(numeral)
    return found
