"""Rows of a table in plain text: lines such as *Bình An: 48 - giảm 6* count what the heading above them names."""

from __future__ import annotations

import re

from ...language.lexicon import Hit
from ..scene import Scene, SentenceScene

_ROW = re.compile(r"\s{0,8}[-–+*•✅🔹]?\s{0,3}[^\d:.;()\n]{2,40}: ?")
_ROW_LINE = re.compile(rf"(?:{_ROW.pattern})\d")
_LONGEST_HEADING = 160
_MOST_ROWS = 60


def heading_noun(scene: Scene, part: SentenceScene) -> Hit | None:
    """The counted noun that the heading of a row names, or ``None`` where the sentence is no row with a bare number.

    The heading is the nearest line above the rows that is none itself; of its nouns the first counts that is no place.
    """
    first = part.quantities[0]
    norm = scene.view.norm
    if first.noun_end > first.noun_start or not _ROW.fullmatch(norm, part.sentence.start, first.start):
        return None
    nouns = scene.pack.nouns
    for index in range(part.index - 1, max(-1, part.index - 1 - _MOST_ROWS), -1):
        above = scene.sentences[index]
        if _ROW_LINE.match(norm, above.start, above.end):
            continue
        if above.end - above.start > _LONGEST_HEADING:
            return None
        hits = [hit for hit in scene.pack.lexicon.find(norm, above.start, above.end) if hit.classes & nouns]
        return next((hit for hit in hits if "bodies" not in hit.classes), None)
    return None
