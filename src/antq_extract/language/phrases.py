"""Short phrases that end right before a position or begin right behind one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .text import fold


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest that fits, at word boundaries."""
    return re.compile(rf"(?<![^\W_])(?:{tree(words)})(?![^\W_])")


def tree(words: Iterable[str]) -> str:
    """Words as a regular expression that branches letter by letter, so that most text fails at its first letter."""
    tails: dict[str, list[str]] = {}
    for word in set(words):
        tails.setdefault(word[:1], []).append(word[1:])
    whole = tails.pop("", None) is not None
    branches = "|".join(
        re.escape(letter) + (f"(?:{rest})" if (rest := tree(tail)) else "") for letter, tail in sorted(tails.items())
    )
    return f"(?:{branches})?" if whole and branches else branches


class PhraseTable:
    """Phrases with a value each, looked up against the words beside a position of a folded text."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]):
        self._values: dict[str, str] = {}
        self._most = 1
        for value, forms in phrases.items():
            for form in forms:
                folded = fold(form)
                self._values[folded] = value
                self._most = max(self._most, folded.count(" ") + 1)

    def ending_at(self, norm: str, position: int) -> tuple[str, int] | None:
        """Value and start of the longest phrase that ends at ``position``, blanks between aside."""
        window = norm[max(0, position - 12 * self._most) : position]
        left = window.rstrip(" ")
        end = position - (len(window) - len(left))
        left = left[left.rfind("\n") + 1 :]
        words = left.split(" ")[-self._most :]
        for size in range(len(words), 0, -1):
            phrase = " ".join(words[-size:])
            stripped = phrase.lstrip("(\"“'‘[-–,;:.")
            value = self._values.get(stripped)
            if value is not None:
                return value, end - len(stripped)
        return None

    def beginning_at(self, norm: str, position: int) -> tuple[str, int] | None:
        """Value and end of the longest phrase that begins at ``position``, blanks before aside."""
        size = len(norm)
        while position < size and norm[position] == " ":
            position += 1
        right = norm[position : position + 12 * self._most]
        words = right.split(" ")[: self._most]
        for count in range(len(words), 0, -1):
            phrase = " ".join(words[:count]).rstrip(",.;:)\"”’'")
            value = self._values.get(phrase)
            if value is not None:
                return value, position + len(phrase)
        return None

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._values
