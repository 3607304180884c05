"""Actors: who did what a number reports. The sentences are our own; the number in braces is the quantity."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView
from antq_extract.pipeline.actor import assign_actors
from antq_extract.pipeline.quantity import Quantity


def actors(marked: str) -> list[str]:
    """The actors of the numbers in braces, in order."""
    numbers: list[tuple[int, int]] = []
    plain = ""
    at = 0
    for found in re.finditer(r"\{([^}]+)\}", marked):
        plain += marked[at : found.start()]
        numbers.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        at = found.end()
    view = TextView(plain + marked[at:])
    sentences = split_sentences(view)
    quantities = [
        Quantity(a, b, next(i for i, s in enumerate(sentences) if s.start <= a < s.end), Decimal(1)) for a, b in numbers
    ]
    assign_actors(view, sentences, quantities)
    return [q.actor for q in quantities]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # the subject before the verb
        ("Công an huyện Sa Lý bắt giữ {4} đối tượng.", ["Công an huyện Sa Lý"]),
        ("Trong quý I, Công an tỉnh đã phát hiện {36} vụ.", ["Công an tỉnh"]),
        ("Các chùa đã vận động {12} tấn gạo.", ["Các chùa"]),
        ("Hội Khuyến học tỉnh trao {80} suất học bổng.", ["Hội Khuyến học tỉnh"]),
        ("Lực lượng dân phòng tuần tra {150} lượt.", ["Lực lượng dân phòng"]),
        ("Người dân cung cấp {45} nguồn tin.", ["Người dân"]),
    ],
)
def test_actor(marked: str, expected: list[str]) -> None:
    assert actors(marked) == expected
