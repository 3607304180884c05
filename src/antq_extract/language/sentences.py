"""Sentences and what part of an article they stand in.

A line ends a sentence, whatever its last character: headlines, list items and captions have no full stop. Inside a
line a sentence ends at ``. ! ? …`` before a blank and a capital, but not after an abbreviation (TP. Hồ Chí Minh),
an initial (L.V.T.) or inside a number (13.000).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import TextView

# Written before a name or a number, so their dot ends nothing.
_ABBREVIATIONS = frozenset(
    ["tp", "tx", "tt", "p", "q", "h", "x", "kp", "st", "ths", "ts", "gs", "pgs", "bs", "ks", "cn", "ls", "tr", "đ/c", "đc", "mr", "mrs", "ms", "dr", "st", "vd", "no", "nxb"]
)
_CAPITAL = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-ỹ"
_STOP = re.compile(rf"[.!?…]+[\"'”’»)\]]{{0,3}}(?=\s+[\"'“‘«(\[–\-]{{0,3}}[{_CAPITAL}\d])|(?:(?<=[^\W\d_]{{2}})|(?<=[%)”]))\.(?=[{_CAPITAL}][^\W\d_A-Z])")
_LINE = re.compile(r"[^\n\u2028\u2029]+")
_WORD_BEFORE = re.compile(r"[^\s(\"“'‘\[]{1,12}$")
_DATELINE = re.compile(r"\s{0,4}date\s+\d{4}(?:-\d{2}){0,2}\s{0,4}")
_ITEM = re.compile(r"\s{0,8}(?:[-–—+*•▪●◦·>✅✔🔹🔸📌👉☑]|\d{1,2}[.)]\s|[a-zđ]\)\s)")
_CAPTION = re.compile(r"\s{0,8}(?:(?:Ảnh|Hình ảnh|Quang cảnh|Toàn cảnh|Nguồn|Tin, ảnh|Bài, ảnh)\b)")

LONGEST_SENTENCE = 2400
"""Text without a full stop (tables, scraped lists) is cut at a clause mark or a blank before this many characters, so that no room
works on more than that at once."""
LONGEST_HEADLINE = 220
LONGEST_CAPTION = 160


@dataclass(slots=True)
class Sentence:
    """A sentence of the view: ``[start, end)``, its line, and the part of the article it belongs to.

    ``kind`` is ``headline``, ``lead``, ``body``, ``item`` (of a list) or ``caption``.
    """

    start: int
    end: int
    line: int
    kind: str


def split_sentences(view: TextView) -> list[Sentence]:
    """The sentences of a text, in order, without surrounding blanks; none is empty."""
    text = view.text
    sentences: list[Sentence] = []
    bodies = 0
    for number, match in enumerate(_LINE.finditer(text)):
        start, end = match.span()
        dateline = _DATELINE.match(text, start, end)
        if dateline:
            start = dateline.end()
        start, end = _strip(text, start, end)
        if start == end:
            continue
        if not sentences and bodies == 0:
            kind = "headline" if _looks_like_headline(text, start, end) else "lead"
        elif _ITEM.match(text, start, end):
            kind = "item"
        elif _CAPTION.match(text, start, end) or (
            end - start <= LONGEST_CAPTION and text[end - 1] not in ".!?…:;\"”"
        ):
            kind = "caption"
        else:
            kind = "lead" if bodies == 0 else "body"
        if kind in ("lead", "body"):
            bodies += 1
        for left, right in _split_line(text, start, end):
            sentences.append(Sentence(left, right, number, kind))
    return sentences


def _looks_like_headline(text: str, start: int, end: int) -> bool:
    return end - start <= LONGEST_HEADLINE and text[end - 1] not in ".;:" and end < len(text.rstrip())


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left = start
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] == "." and stop.end() - stop.start() == 1 and _is_abbreviation(text, left, stop.start()):
            continue
        _append(spans, text, left, stop.end())
        left, _ = _strip(text, stop.end(), end)
    if left < end:
        _append(spans, text, left, end)
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = max(text.rfind("; ", start + 1, limit), text.rfind(". ", start + 1, limit))
        if cut < 0:
            cut = text.rfind(", ", start + 1, limit)
        if cut < 0:
            cut = text.rfind(" ", start + 1, limit)
        cut = limit if cut < 0 else cut + 1
        spans.append((start, cut))
        start, _ = _strip(text, cut, end)
    if start < end:
        spans.append((start, end))


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    word = _WORD_BEFORE.search(text, max(start, dot - 12), dot)
    if word is None:
        return False
    last = word[0].rsplit(".", 1)[-1]
    if len(last) == 1 and last.isalpha() and last.isupper():
        return True
    return last.lower() in _ABBREVIATIONS and not word[0].lower().endswith("v.v")


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
