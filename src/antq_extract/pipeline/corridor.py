"""The way of one text through all rooms: from the view to typed, dated, placed quantities."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ..language.claims import Claim, find_claims
from ..language.lexicon import Hit
from ..language.sentences import Sentence, split_sentences
from ..language.text import TextView, fold
from ..language.time.find import find_temporal
from ..rules.pack import DEFAULT_PACK, Pack, load_pack
from .actor.assign import assign_actors
from .awards.assign import assign_awards
from .circumstances.reader import Circumstances
from .indicators.typer import IndicatorTyper
from .numbers.names import AIRED
from .numbers.nouns import NounPhrases
from .numbers.reader import QuantityReader
from .period.assign import assign_periods
from .place.assign import assign_places
from .scene import Scene, SentenceScene

# Words for a stretch of time that begin the name of something counted: 40 đêm văn nghệ.
_NO_DURATION = re.compile(r" (?:văn nghệ|hội|nhạc|công|lương|phát thanh|phát sóng|diễn)(?![^\W_])")


class Corridor:
    """The rooms of a pack, in order. Holds no state between texts."""

    def __init__(self, pack: Pack):
        self.pack = pack
        self.quantities = QuantityReader(pack)
        self.circumstances = Circumstances(pack)
        self.typer = IndicatorTyper(pack)
        self.nouns = NounPhrases(pack.readings.noun_stop, pack.frames, pack.nouns)
        named = "|".join(re.escape(fold(word)) for word in sorted(pack.readings.named, key=len, reverse=True)) or "(?!)"
        self._names = re.compile(rf"(?<![^\W_])(?:{named}) ?[\"“‘«]([^\"“”‘’«»\n]{{2,90}})[\"”’»]")

    def open(self, text: str) -> Scene:
        """The view, the sentences, and the quantities of those that hold numerals."""
        view = TextView(text)
        readings = self.quantities.readings
        expressions = find_temporal(view)
        claims = find_claims(view.norm)
        claims.extend(Claim(e.start, e.end, e.kind) for e in expressions if not (e.kind == "duration" and _counted(view.norm, e.start, e.end)))
        claims.sort(key=lambda c: c.start)
        positions = readings.candidates(view, claims)
        sentences = split_sentences(view)
        scene = Scene(view, self.pack, sentences, [], expressions)
        for index, inside in _by_sentence(sentences, positions):
            sentence = sentences[index]
            part = SentenceScene(sentence, index, self._phrases(view, sentence), view.norm)
            part.quantities = self.quantities.read(view, part, inside)
            if part.quantities:
                scene.scenes.append(part)
        return scene

    def _phrases(self, view: TextView, sentence: Sentence) -> list[Hit]:
        """The pack's phrases in a sentence; a capital inside it makes a single syllable part of a name (Bình Dương)."""
        hits = self.pack.lexicon.find(view.norm, sentence.start, sentence.end)
        text = view.text
        names = [m.span(1) for m in self._names.finditer(view.norm, sentence.start, sentence.end)]
        if names:
            hits = [h for h in hits if not any(a <= h.start and h.end <= b for a, b in names)]
        if text[sentence.start : sentence.end].isupper():
            return hits
        return [
            h for h in hits
            if " " in h.phrase or not text[h.start].isupper() or h.start == sentence.start or (text[h.start : h.end].isupper() and h.end - h.start > 1)
        ]  # fmt: skip

    def context(self, scene: Scene, published: str = "", province: str = "") -> None:
        """Time, place, actor and awards of every quantity."""
        quantities = scene.quantities
        if not quantities:
            return
        assign_awards(scene.view, scene.sentences, quantities)
        assign_periods(scene.view, scene.sentences, quantities, published, expressions=scene.expressions)
        assign_places(scene.view, scene.sentences, quantities, province, published)
        assign_actors(scene.view, scene.sentences, quantities)
        if published:
            self.circumstances.plans.ahead(scene, published)

    def read(self, text: str, published: str = "", province: str = "") -> Scene:
        """All quantities of a text with everything that the rooms find out about them."""
        scene = self.open(text)
        self.nouns.read(scene)
        self.circumstances.read(scene)
        self.typer.type_scene(scene)
        self.context(scene, published, province)
        return scene


def _counted(norm: str, start: int, end: int) -> bool:
    """Whether a stretch of time is itself what is counted (*40 đêm văn nghệ*; *phát thanh được 260 giờ*)."""
    return _NO_DURATION.match(norm, end) is not None or (norm.endswith(" giờ", start, end) and AIRED.search(norm, max(0, start - 70), start) is not None)


def _by_sentence(sentences: list[Sentence], positions: list[int]) -> list[tuple[int, list[int]]]:
    starts = [s.start for s in sentences]
    grouped: list[tuple[int, list[int]]] = []
    for position in positions:
        index = bisect_right(starts, position) - 1
        if index < 0 or position >= sentences[index].end:
            continue
        if grouped and grouped[-1][0] == index:
            grouped[-1][1].append(position)
        else:
            grouped.append((index, [position]))
    return grouped


@lru_cache(maxsize=4)
def corridor(pack: str = DEFAULT_PACK) -> Corridor:
    """The corridor of a pack, built once a process."""
    return Corridor(load_pack(pack))
