"""Texts whose numbers are marked by brackets, for tests that read a text up to its quantities."""

from __future__ import annotations

import re
from decimal import Decimal

from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView
from antq_extract.pipeline.quantity import Quantity

_MARKED = re.compile(r"[{\[]([^}\]]+)[}\]]")


def read_marked(marked: str) -> tuple[TextView, list, list[Quantity]]:
    """A text with numbers in braces or brackets → its view, sentences and quantities (*12.500* is 12500)."""
    spans: list[tuple[int, int]] = []
    plain, at = "", 0
    for found in _MARKED.finditer(marked):
        plain += marked[at : found.start()]
        spans.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        at = found.end()
    view = TextView(plain + marked[at:])
    sentences = split_sentences(view)
    quantities = []
    for a, b in spans:
        digits = plain[a:b].replace(".", "")
        index = max(i for i, s in enumerate(sentences) if s.start <= a)
        quantities.append(Quantity(a, b, index, Decimal(digits) if digits.isdigit() else Decimal(1)))
    return view, sentences, quantities
