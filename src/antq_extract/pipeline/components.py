"""The corridor as spaCy components: each adds one thing to a ``Doc`` and reads only what those before it wrote.

The tokenizer opens the scene (view, sentences, quantities with nouns), the components behind it add circumstances, indicators,
time, place, actor and awards, and at last the figures (``doc._.figures``, ``doc.spans["figures"]``). Factories are registered on import.
"""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from ..article import Article
from ..language.words import syllables
from ..rules.pack import DEFAULT_PACK
from .corridor import Corridor, corridor
from .record import figures_of_scene
from .scene import Scene

for _name, _default in (("article", None), ("scene", None), ("figures", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)
if not Span.has_extension("figure"):
    Span.set_extension("figure", default=None)


@spacy.registry.tokenizers("antq.Tokenizer.v1")
def create_tokenizer(pack: str = DEFAULT_PACK):
    """Registered for config files: the tokenizer of a rule pack."""

    def make(nlp: Language) -> ArticleTokenizer:
        return ArticleTokenizer(nlp.vocab, pack)

    return make


class ArticleTokenizer:
    """Makes a ``Doc`` whose text is the article's, character for character.

    Words are underthesea's where a numeral's noun is looked for, syllables elsewhere; sentences are those of
    :mod:`antq_extract.language.sentences`.
    """

    def __init__(self, vocab: Vocab, pack: str = DEFAULT_PACK):
        self.vocab = vocab
        self.pack = pack
        self._corridor: Corridor = corridor(pack)

    def __call__(self, text: str) -> Doc:
        scene = self._corridor.open(text)
        segmented = self._corridor.nouns.read(scene)
        view = scene.view
        spans = [(view.raw_offset(a), view.raw_offset(b)) for a, b in segmented]
        sentence_starts = {view.raw_offset(s.start) for s in scene.sentences}
        words, spaces, starts = _tokens(text, spans, sentence_starts)
        doc = Doc(self.vocab, words=words, spaces=spaces, sent_starts=list[bool | int | None](starts))
        doc._.scene = scene
        return doc

    def to_disk(self, path: Any, **_: Any) -> None:
        """The pack is found by its name; nothing to write."""

    def from_disk(self, path: Any, **_: Any) -> ArticleTokenizer:
        """The pack is found by its name; nothing to read."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """The pack is found by its name; nothing to write."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> ArticleTokenizer:
        """The pack is found by its name; nothing to read."""
        return self


def _tokens(text: str, words: list[tuple[int, int]], sentence_starts: set[int]) -> tuple[list[str], list[bool], list[bool]]:
    """spaCy's tokens of a text: given words, syllables between them, and blanks that are not single spaces."""
    pieces: list[tuple[int, int]] = []
    position = 0
    for start, end in sorted(words):
        if start < position:
            continue
        pieces.extend((a + position, b + position) for a, b in syllables(text[position:start]))
        pieces.append((start, end))
        position = end
    pieces.extend((a + position, b + position) for a, b in syllables(text[position:]))
    tokens: list[str] = []
    spaces: list[bool] = []
    starts: list[bool] = []
    position = 0
    for start, end in pieces:
        gap = text[position:start]
        if gap:
            if tokens and gap[0] == " " and not tokens[-1].isspace():
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                tokens.append(gap)
                spaces.append(False)
                starts.append(False)
        tokens.append(text[start:end])
        spaces.append(False)
        starts.append(start in sentence_starts)
        position = end
    gap = text[position:]
    if gap and tokens and gap[0] == " " and not tokens[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        tokens.append(gap)
        spaces.append(False)
        starts.append(False)
    if starts:
        starts[0] = True
    return tokens, spaces, starts


def _article(doc: Doc) -> Article:
    return doc._.article or Article(id="", text=doc.text)


@Language.component("antq_circumstances", assigns=["doc._.scene"])
def circumstances(doc: Doc) -> Doc:
    """Comparator, change, per, total, baseline, status of every quantity."""
    scene: Scene = doc._.scene
    corridor(_pack(scene)).circumstances.read(scene)
    return doc


@Language.component("antq_indicators", assigns=["doc._.scene"])
def indicators(doc: Doc) -> Doc:
    """Types every quantity by the rules of the pack."""
    scene: Scene = doc._.scene
    corridor(_pack(scene)).typer.type_scene(scene)
    return doc


@Language.component("antq_context", assigns=["doc._.scene"])
def context(doc: Doc) -> Doc:
    """Time, place, actor and awards of every quantity."""
    article = _article(doc)
    corridor(_pack(doc._.scene)).context(doc._.scene, article.published, article.province)
    return doc


@Language.component("antq_figures", assigns=["doc._.figures", "doc.spans"])
def figures(doc: Doc) -> Doc:
    """The finished records, and their spans in ``doc.spans["figures"]``."""
    doc._.figures = figures_of_scene(_article(doc), doc._.scene)
    spans = []
    for figure in doc._.figures:
        span = doc.char_span(figure.start, figure.end, label=figure.indicator, alignment_mode="expand")
        if span is not None:
            span._.figure = figure
            spans.append(span)
    doc.spans["figures"] = spans
    return doc


def _pack(scene: Scene) -> str:
    return scene.pack.key
