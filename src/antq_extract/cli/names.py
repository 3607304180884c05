"""Names that mean the same in every command."""

from __future__ import annotations

#: Where a command writes: spelled as you like in each of them.
OUTPUT = ("--output", "--out", "-o")


def counted(n: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 finding``, ``1,204 findings``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
