"""Cells that a spreadsheet would run are neutralised, in a way that can be undone.

A CSV cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is a formula to Excel, LibreOffice and
Google Sheets (OWASP, "CSV Injection"; the full-width signs count too). An apostrophe in front makes it text. Cells
that already begin with apostrophes before such a sign get one more, so that :func:`restore` is exact.
"""

from __future__ import annotations

import re

_DANGEROUS = "=+-@\t\r\n＝＋－＠"
_FIRST = frozenset(_DANGEROUS + "'")
_RUNS = re.compile(f"'*[{re.escape(_DANGEROUS)}]")


def neutralise(cell: str) -> str:
    """``cell``, with an apostrophe in front where a spreadsheet would run it."""
    return "'" + cell if cell and cell[0] in _FIRST and _RUNS.match(cell) else cell


def restore(cell: str) -> str:
    """What :func:`neutralise` was given."""
    return cell[1:] if cell[:1] == "'" and _RUNS.match(cell) else cell
