"""What the benchmarks run over: an archive that the user names, or the articles of this repository, repeated."""

from __future__ import annotations

import itertools
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from measure import ROOT

sys.path[:0] = [str(ROOT / "src"), str(ROOT / "models")]

_SENTENCE = re.compile(r"[^\n.!?]{1,2000}(?:[.!?]+|\n|$)")


def archive_path(named: str | None) -> Path:
    """The archive: the argument, else ``ANTQ_ARCHIVE``, else the corpus of this repository."""
    return Path(named or os.environ.get("ANTQ_ARCHIVE") or ROOT / "corpus")


def read(path: Path) -> Iterator[dict[str, str]]:
    """The articles of an archive in any form that ``run`` reads."""
    from antq_extract.batch.work import article_of
    from antq_extract.readers.reading import read_items
    from antq_extract.readers.sources import find_sources

    for item in read_items(find_sources([str(path)]).files):
        if not item.reason:
            article = article_of(item)
            yield {"id": article.id, "text": article.text, "published": article.published, "province": article.province}


def repeated(articles: list[dict[str, str]], count: int) -> Iterator[dict[str, str]]:
    """``count`` articles: the given ones over and over, each with an id of its own."""
    for n, article in enumerate(itertools.islice(itertools.cycle(articles), count)):
        yield {**article, "id": f"{n:08}"}


def write(articles: Iterable[dict[str, str]], path: Path) -> Path:
    """As JSONL."""
    with open(path, "w", encoding="utf-8") as handle:
        for article in articles:
            handle.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def without_figures(articles: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The articles without the sentences that hold a digit or a figure."""
    from antq_extract import load
    from antq_extract.article import Article
    from antq_extract.pipeline.extract import figures_of

    nlp = load()
    for article in articles:
        plain = [s[0] for s in _SENTENCE.finditer(article["text"]) if not any(c.isdigit() for c in s[0])]
        for _ in range(5):
            text = "".join(plain)
            found = figures_of(Article(article["id"], text), nlp) if text.strip() else []
            if not found:
                break
            starts = list(itertools.accumulate([0, *map(len, plain)]))
            plain = [s for n, s in enumerate(plain) if not any(starts[n] <= f.start < starts[n + 1] for f in found)]
        else:
            continue
        if text.strip():
            yield {**article, "text": text}
