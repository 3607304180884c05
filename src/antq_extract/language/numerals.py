"""Exact values of Vietnamese numerals, in digits and in words.

The grammar is closed: digits with their separators, multipliers (nghìn, vạn, triệu, tỷ and their compounds), rests
(1 tỷ 250 triệu), *rưỡi*, and the number words from *một* to *chín trăm chín mươi chín tỷ*. Values are
:class:`decimal.Decimal`, never binary floats. Positions are those of the folded text of a
:class:`~antq_extract.language.text.TextView`.

Vietnamese writes a dot (seldom a blank) between thousands and a comma before decimals; the slips that newspapers make (12.7 triệu,
1,200 người) are read as specified in :func:`read_digits`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

LONGEST_NUMERAL = 40
"""Runs of digits and separators longer than this are no numerals but data (keys, tables without blanks)."""

MULTIPLIERS = {
    "chục": 10, "tá": 12, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9,
    "tỉ": 10**9, "k": 10**3, "tr": 10**6,
}  # fmt: skip

UNITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_AFTER_TENS = UNITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}

_DIGITS = r"\d++(?:[.,]\d++)*+"
_MULTIPLIER = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục|tá|trăm)"
_MULTIPLIER_TAIL = re.compile(rf"\s{{0,2}}({_MULTIPLIER}(?:\s{_MULTIPLIER}){{0,2}}|tr(?=\b(?:iệu)?)|k)(?![^\W_])(?! phú(?![^\W_]))")
MULTIPLIED = re.compile(rf"\d\s{{0,2}}(?:{_MULTIPLIER}|tr|k)(?![^\W_])")
"""Digits with a multiplier behind them."""
_HALF = re.compile(r"\srưỡi(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+")

_NUMBER_WORDS = frozenset(_AFTER_TENS) | {"mười", "mươi", "linh", "lẻ", "phẩy", "rưỡi", "không"} | frozenset(MULTIPLIERS) - {"k", "tr"}
_FIRST_WORDS = frozenset(UNITS) | {"mười"}
WORD_START = re.compile(r"(?<![\w])(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?![^\W_])")
_SPACED = re.compile(r"(?<!\d )(?<![\d.,/+–-])[1-9]\d{0,2}(?: \d{3}){1,4}+(?! {0,2}\d)(?![.,/–-]\d)")
DIGIT_START = re.compile(rf"{_DIGITS}")


@dataclass(slots=True, frozen=True)
class Numeral:
    """One numeral: ``[start, end)`` of the folded text, multiplier included.

    ``scale`` is the product of its multipliers (1 without), ``base`` the value before them. ``words`` is true where it is
    written in number words; ``ambiguous`` where the separators allow another reading.
    """

    start: int
    end: int
    value: Decimal
    base: Decimal
    scale: int
    words: bool = False
    ambiguous: bool = False
    simple_comma: bool = False


def read_digits(digits: str, whole: bool = False) -> tuple[Decimal, bool] | None:
    """The value of digits with separators, and whether they allow another reading; ``None`` if they are no number.

    A dot followed by exactly three digits separates thousands, otherwise it is a decimal point. A comma is a decimal
    point, but between groups of three digits, or before exactly three digits where ``whole`` says that the noun can only be counted
    whole, a thousands mark. With both, the last of them is the decimal point.
    """
    if len(digits) > LONGEST_NUMERAL:
        return None
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return Decimal(digits), False
    if dots and commas:
        decimal_mark = "." if digits.rfind(".") > digits.rfind(",") else ","
        thousands_mark = "," if decimal_mark == "." else "."
        if digits.count(decimal_mark) > 1:
            return None
        whole_part, fraction = digits.split(decimal_mark)
        if not _grouped(whole_part, thousands_mark):
            return None
        return Decimal(whole_part.replace(thousands_mark, "") + "." + fraction), decimal_mark == "."
    mark = "." if dots else ","
    if _grouped(digits, mark):
        if mark == "." or digits.count(mark) > 1:
            return Decimal(digits.replace(mark, "")), False
        if whole:
            return Decimal(digits.replace(mark, "")), True
        return Decimal(digits.replace(mark, ".")), True
    if digits.count(mark) > 1:
        return None
    return Decimal(digits.replace(mark, ".")), mark == "."


def _grouped(digits: str, mark: str) -> bool:
    first, *rest = digits.split(mark)
    return bool(rest) and 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


def read_numeral(text: str, start: int, whole: bool = False) -> Numeral | None:
    """The numeral that begins at ``start`` of a folded text, the longest one; ``None`` where none does."""
    if text[start].isdigit():
        return _read_digit_numeral(text, start, whole)
    return _read_word_numeral(text, start)


def read_spaced(text: str, start: int) -> Numeral | None:
    """The numeral in groups of three with blanks between (*45 000*) that begins at ``start``; ``None`` where none does.

    Only what stands behind it tells such a numeral from two numbers side by side; the caller looks.
    """
    match = _SPACED.match(text, start)
    if match is None:
        return None
    value = Decimal(match[0].replace(" ", ""))
    return Numeral(start, match.end(), value, value, 1)


def _read_digit_numeral(text: str, start: int, whole: bool) -> Numeral | None:
    match = DIGIT_START.match(text, start)
    if match is None:
        return None
    first = _scaled(text, match.end())
    read = read_digits(match[0], whole and first is None)
    if read is None:
        return None
    base, ambiguous = read
    simple_comma = "," in match[0]
    if first is None:
        return Numeral(start, match.end(), base, base, 1, False, ambiguous, simple_comma)
    end, scale = first
    value = base * scale
    half = _HALF.match(text, end)
    if half:
        return Numeral(start, half.end(), value + Decimal(scale) / 2, base, scale, False, ambiguous)
    last_scale = scale
    while base == int(base):
        rest = re.compile(r"\s{1,2}(?=\d)").match(text, end)
        if rest is None:
            break
        digits = DIGIT_START.match(text, rest.end())
        tail = digits and _scaled(text, digits.end())
        number = digits and read_digits(digits[0])
        if not tail or not number or number[0] * tail[1] >= last_scale:
            break
        end, last_scale = tail
        value += number[0] * last_scale
    return Numeral(start, end, value, base, scale, False, ambiguous)


def _scaled(text: str, position: int) -> tuple[int, int] | None:
    """End and product of the multipliers that stand at ``position``, if any."""
    match = _MULTIPLIER_TAIL.match(text, position)
    if match is None:
        return None
    words = match[1].split()
    if words[0] == "trăm" and len(words) == 1 and text[position] != " ":
        return None
    scale = 1
    for word in words:
        scale *= MULTIPLIERS[word]
    return match.end(), scale


def _read_word_numeral(text: str, start: int) -> Numeral | None:
    words: list[tuple[str, int]] = []
    position = start
    while len(words) < 24:
        match = _WORD.match(text, position)
        if match is None or match[0] not in _NUMBER_WORDS or text.startswith(" phú", match.end()):
            break
        words.append((match[0], match.end()))
        if text[match.end() : match.end() + 1] != " ":
            break
        position = match.end() + 1
    if not words or words[0][0] not in _FIRST_WORDS:
        return None
    names = [w for w, _ in words]
    value, used, scale, base = _value_of_words(names)
    if used == 0:
        return None
    return Numeral(start, words[used - 1][1], value, base, scale, True)


def _value_of_words(words: list[str]) -> tuple[Decimal, int, int, Decimal]:
    """Value, number of words read, product of the first group's multipliers, value of the first group."""
    total, used, scale_first, base_first = Decimal(0), 0, 1, Decimal(0)
    last_scale: int | None = None
    while used < len(words):
        group, read = _group_of_words(words[used:], first=last_scale is None)
        if read == 0:
            break
        position = used + read
        if position < len(words) and words[position] == "phẩy":
            fraction, extra = _fraction_of_words(words[position + 1 :])
            if extra:
                group += fraction
                position += 1 + extra
        scale = 1
        while position < len(words) and words[position] in MULTIPLIERS and words[position] != "trăm":
            scale *= MULTIPLIERS[words[position]]
            position += 1
        if last_scale is not None and scale == 1 and read == 1 and position == len(words) and group < 10 and last_scale >= 1000:
            total += group * last_scale / 10  # một nghìn hai: the next lower decimal place
            return total, position, scale_first, base_first
        if last_scale is not None and (scale >= last_scale or group * scale >= last_scale):
            break
        if position < len(words) and words[position] == "rưỡi" and scale > 1:
            group += Decimal("0.5")
            position += 1
        total += group * scale
        if last_scale is None:
            scale_first, base_first = scale, group
        used, last_scale = position, scale
        if scale == 1:
            break
    return total, used, scale_first, base_first


def _group_of_words(words: list[str], first: bool) -> tuple[Decimal, int]:
    """A number below a thousand: hundreds, tens, units; nothing read where there is none."""
    if not words:
        return Decimal(0), 0
    value, used = 0, 0
    hundreds = 0 if not first and words[0] == "không" else UNITS.get(words[0])
    if len(words) > 1 and hundreds is not None and words[1] == "trăm":
        value, used = hundreds * 100, 2
        if used < len(words) and words[used] == "rưỡi":
            return Decimal(value + 50), used + 1
        if len(words) > used + 1 and words[used] in ("linh", "lẻ") and words[used + 1] in _AFTER_TENS:
            return Decimal(value + _AFTER_TENS[words[used + 1]]), used + 2
    rest = words[used:]
    if not rest:
        return Decimal(value), used
    if not first and not used and len(rest) > 1 and rest[0] in ("linh", "lẻ") and rest[1] in _AFTER_TENS:
        return Decimal(_AFTER_TENS[rest[1]]), 2
    if rest[0] == "mười":
        if len(rest) > 1 and rest[1] in _AFTER_TENS and rest[1] not in ("mốt", "tư"):
            return Decimal(value + 10 + _AFTER_TENS[rest[1]]), used + 2
        return Decimal(value + 10), used + 1
    if rest[0] in UNITS:
        if len(rest) > 1 and rest[1] == "mươi":
            if len(rest) > 2 and rest[2] in _AFTER_TENS:
                return Decimal(value + UNITS[rest[0]] * 10 + _AFTER_TENS[rest[2]]), used + 3
            return Decimal(value + UNITS[rest[0]] * 10), used + 2
        if len(rest) > 1 and rest[1] in ("mốt", "tư", "lăm", "nhăm"):
            return Decimal(value + UNITS[rest[0]] * 10 + _AFTER_TENS[rest[1]]), used + 2
        if not used:
            return Decimal(UNITS[rest[0]]), 1
    return Decimal(value), used


def _fraction_of_words(words: list[str]) -> tuple[Decimal, int]:
    group, read = _group_of_words(words, first=True)
    if not read:
        return Decimal(0), 0
    digits = str(int(group))
    return Decimal(int(digits)).scaleb(-len(digits)), read
