"""Numerals: what is written the Vietnamese way, in digits or in words, is read back exactly and in linear time."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_extract import extract
from antq_extract.language.numerals import LONGEST_NUMERAL, read_digits, read_numeral
from antq_extract.pipeline.corridor import corridor

UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
SCALES = [(10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")]


def in_digits(value: int) -> str:
    """With a dot between thousands."""
    return f"{value:,}".replace(",", ".")


def below_thousand(value: int, leading: bool) -> str:
    """In words; ``leading`` is true where no larger group stands before it."""
    words = []
    hundreds, rest = divmod(value, 100)
    if hundreds or not leading:
        words += [UNITS[hundreds], "trăm"]
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones:
        words += (["linh"] if words else []) + [UNITS[ones]]
    elif tens == 1:
        words += ["mười"] + ([{5: "lăm"}.get(ones, UNITS[ones])] if ones else [])
    elif tens:
        words += [UNITS[tens], "mươi"] + ([{1: "mốt", 4: "tư", 5: "lăm"}.get(ones, UNITS[ones])] if ones else [])
    return " ".join(words)


def in_words(value: int) -> str:
    """The number word of 1 … 999 999 999 999."""
    words = []
    for scale, name in SCALES:
        count, value = divmod(value, scale)
        if count:
            words += [below_thousand(count, not words), name]
    if value:
        words.append(below_thousand(value, not words))
    return " ".join(words)


@given(st.integers(1, 10**12 - 1))
def test_words_are_read_back(value: int) -> None:
    text = in_words(value)
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert (numeral.value, numeral.start, numeral.end, numeral.words) == (value, 0, len(text), True)


@given(st.integers(0, 10**15))
def test_digits_with_dots_are_read_back(value: int) -> None:
    text = in_digits(value)
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (value, len(text))


@given(st.integers(0, 10**9), st.text("0123456789", min_size=1, max_size=6).filter(lambda digits: len(digits) != 3))
def test_a_decimal_comma_is_exact(whole: int, fraction: str) -> None:
    numeral = read_numeral(f"{in_digits(whole)},{fraction}", 0)
    assert numeral is not None
    assert numeral.value == Decimal(f"{whole}.{fraction}")


@given(st.integers(1, 999), st.sampled_from([("nghìn", 10**3), ("vạn", 10**4), ("triệu", 10**6), ("tỷ", 10**9), ("nghìn tỷ", 10**12)]))
def test_multipliers(value: int, multiplier: tuple[str, int]) -> None:
    word, scale = multiplier
    numeral = read_numeral(f"{value} {word} đồng", 0)
    assert numeral is not None
    assert (numeral.value, numeral.scale, numeral.end) == (value * scale, scale, len(f"{value} {word}"))


@given(st.integers(1, 999), st.integers(1, 999))
def test_rests_are_added(billions: int, millions: int) -> None:
    numeral = read_numeral(f"{billions} tỷ {millions} triệu đồng", 0)
    assert numeral is not None
    assert numeral.value == billions * 10**9 + millions * 10**6


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hai triệu rưỡi", 2_500_000),
        ("một nghìn hai", 1_200),
        ("ba trăm rưỡi", 350),
        ("hai phẩy năm", Decimal("2.5")),
        ("1,5 nghìn tỷ", 1_500_000_000_000),
        ("12.7 triệu", 12_700_000),
        ("2 triệu rưỡi", 2_500_000),
        ("08", 8),
        ("2,464", Decimal("2.464")),
        ("1,234,567", 1_234_567),
        ("1.234,5", Decimal("1234.5")),
        ("mười lăm", 15),
        ("hai mươi tư", 24),
        ("một trăm linh năm", 105),
    ],
)
def test_constructions(text: str, value: Decimal) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.value == value


@pytest.mark.parametrize(("digits", "whole", "value"), [("1,200", True, 1200), ("1,200", False, Decimal("1.2")), ("0,500", True, Decimal("0.5"))])
def test_a_comma_before_three_digits_goes_by_the_noun(digits: str, whole: bool, value: Decimal) -> None:
    read = read_digits(digits, whole)
    assert read is not None
    assert read[0] == value


@given(st.text("0123456789.,", min_size=1, max_size=LONGEST_NUMERAL))
def test_any_run_of_digits_and_marks_is_a_number_or_none(digits: str) -> None:
    numeral = read_numeral("9" + digits, 0)
    assert numeral is None or (numeral.value >= 0 and numeral.end <= len(digits) + 1)


@pytest.mark.parametrize("text", ["9" * 1_000_000, "1," * 10_000 + "1 vụ", "một " * 20_000, "1 tỷ " * 10_000, "5 / " * 10_000])
def test_long_runs_take_linear_time(text: str) -> None:
    started = time.process_time()
    corridor().open(text)
    assert time.process_time() - started < 5


@given(st.integers(2, 10**6), st.sampled_from(["Có {} vụ trộm xe.", "Nhân dân giao nộp {} khẩu súng.", "Tổng cộng là {} người, đều đã về."]))
def test_offsets_are_those_of_the_text(value: int, frame: str) -> None:
    text = frame.format(in_digits(value))
    quantities = [q for q in corridor().open(text).quantities if q.value == value]
    assert [text[q.start : q.end] for q in quantities] == [in_digits(value)]


WORDS = (
    "một hai ba năm mười mươi lăm linh lẻ phẩy rưỡi không trăm nghìn vạn triệu tỷ chục tá 12 1,524 1.250 8412.345 3-5 217/220 45 000 20% 3tr"
    " vụ người kg đồng hộ từ đến lên xuống còn trong tổng số trên và , . ; ( ) - / hơn tăng giảm mỗi chiếm của"
).split()


@settings(deadline=None)  # the first call loads the model
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_any_row_of_words_is_read_without_fault(words: list[str]) -> None:
    text = " ".join(words)
    for figure in extract(text):
        assert text[figure.start : figure.end] == figure.number_text
