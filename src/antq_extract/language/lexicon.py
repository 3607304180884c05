"""Every phrase of the rule pack, found in one pass over the tokens of a sentence.

Phrases are held in a trie of tokens (syllables and punctuation marks), so that a match begins and ends at syllables by
construction: *tổ* is not found in *tổng*. Overlaps are resolved to the leftmost, longest phrase, which lets a longer phrase
shadow what it contains (*bắt đầu* is not *bắt*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import fold

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")
# A phrase of the pack may stand in the text with other punctuation between its words ("phòng - chống").
_CLOSE = re.compile(r"\s{0,2}")


@dataclass(slots=True, frozen=True)
class Hit:
    """A phrase found at ``[start, end)`` of the folded text, with the classes it belongs to."""

    start: int
    end: int
    phrase: str
    classes: frozenset[str]


class Lexicon:
    """A set of phrases, each with the classes that it belongs to."""

    def __init__(self) -> None:
        self._root: dict = {}
        self._classes: dict[str, set[str]] = {}

    def add(self, phrase: str, class_name: str) -> None:
        """Adds a phrase (any case, any tone style) to a class."""
        folded = fold(phrase.strip())
        self._classes.setdefault(folded, set()).add(class_name)
        node = self._root
        for token in TOKEN.findall(folded):
            node = node.setdefault(token, {})
        node[None] = folded

    def freeze(self) -> Lexicon:
        """Replaces the sets by shared frozen ones; call it once when all phrases are in."""
        shared: dict[frozenset[str], frozenset[str]] = {}
        frozen = {}
        for phrase, classes in self._classes.items():
            key = frozenset(classes)
            frozen[phrase] = shared.setdefault(key, key)
        stack = [self._root]
        while stack:
            node = stack.pop()
            for key, value in list(node.items()):
                if key is None:
                    node[None] = (value, frozen[value]) if isinstance(value, str) else value
                else:
                    stack.append(value)
        return self

    def find(self, text: str, start: int, end: int) -> list[Hit]:
        """All leftmost longest phrases in ``text[start:end]`` (folded), in order, without overlap."""
        tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]
        hits: list[Hit] = []
        root, size, i = self._root, len(tokens), 0
        while i < size:
            node = root.get(tokens[i][0])
            if node is None:
                i += 1
                continue
            found, found_at, j, position = None, i, i, tokens[i][2]
            while True:
                if None in node:
                    found, found_at = node[None], j
                j += 1
                if j >= size:
                    break
                word, word_start, word_end = tokens[j]
                if word_start - position > 2:
                    break
                node = node.get(word)
                if node is None:
                    break
                position = word_end
            if found is None:
                i += 1
                continue
            hits.append(Hit(tokens[i][1], tokens[found_at][2], found[0], found[1]))
            i = found_at + 1
        return hits
