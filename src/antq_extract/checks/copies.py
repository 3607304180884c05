"""Articles that repeat the sentences of another: copies, not independent reports."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from ..figure import Figure
from ..language.text import fold
from .finding import NOTE, Finding, finding
from .reading import Reading

# A copy shares this part of the shorter article's sentences that hold figures, and at least so many of them.
SHARED_PART = 0.6
FEWEST_SHARED = 2
_SHORTEST_SENTENCE = 40
# A sentence that stands in more articles than this is a stock phrase.
_STOCK_PHRASE = 40


def copies(readings: Iterable[Reading]) -> Iterator[Finding]:
    """One note for every group of articles that repeat each other's sentences, by the sentences with figures."""
    sentences: dict[str, dict[bytes, Figure]] = {}
    articles: dict[bytes, list[str]] = defaultdict(list)
    for reading in readings:
        own: dict[bytes, Figure] = {}
        for of_sentence in reading.sentences:
            if len(of_sentence[0].sentence) >= _SHORTEST_SENTENCE:
                own.setdefault(_key(of_sentence[0].sentence), of_sentence[0])
        sentences[reading.article_id] = own
        for key in own:
            articles[key].append(reading.article_id)
    shared: Counter[tuple[str, str]] = Counter()
    for holders in articles.values():
        if 1 < len(holders) <= _STOCK_PHRASE:
            shared.update(combinations(holders, 2))
    for group in _clusters(shared, sentences):
        yield _note(group, sentences)


def origins(notes: Iterable[Finding]) -> dict[str, str]:
    """For each article of a group of copies, the group's first article: reports of one origin confirm each other nothing."""
    return {article: note.article_ids[0] for note in notes for article in note.article_ids}


def _key(sentence: str) -> bytes:
    text = " ".join(fold(sentence).split())
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _clusters(
    shared: Counter[tuple[str, str]], sentences: dict[str, dict[bytes, Figure]]
) -> Iterator[list[str]]:
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for (left, right), count in shared.items():
        shorter = min(len(sentences[left]), len(sentences[right]))
        if count >= FEWEST_SHARED and count >= SHARED_PART * shorter:
            leader[find(right)] = find(left)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in leader:
        groups[find(name)].append(name)
    yield from (group for group in groups.values() if len(group) > 1)


def _note(group: list[str], sentences: dict[str, dict[bytes, Figure]]) -> Finding:
    in_all = Counter(key for name in group for key in sentences[name])
    repeated = [key for key, count in in_all.items() if count > 1]
    figures = [sentences[name][key] for name in group for key in repeated if key in sentences[name]]
    fewest = min(len(sentences[name]) for name in group)
    confidence = min(0.95, 0.6 + 0.1 * len(repeated))
    text = f"{len(group)} articles, {len(repeated)} common sentences; the shortest has {fewest}"
    return finding("copy", confidence, text, figures, NOTE)
