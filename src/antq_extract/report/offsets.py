"""From code points, in which figures count, to UTF-16 units, in which a browser's strings count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def utf16_offsets(text: str) -> Callable[[int], int]:
    """A function from an offset in code points to the same place in UTF-16 units."""
    wide = [match.start() for match in _ASTRAL.finditer(text)]
    if not wide:
        return lambda offset: offset
    return lambda offset: offset + bisect_left(wide, offset)
