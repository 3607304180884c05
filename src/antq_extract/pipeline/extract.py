"""Articles in, figures out: what the command line, the batch engines and the web page call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from ..article import Article
from ..errors import UsageError
from ..figure import COLUMNS, Figure, plain_number
from ..rules.pack import DEFAULT_PACK, load_pack
from .components import pack_name
from .corridor import corridor
from .record import figures_of_scene

if TYPE_CHECKING:
    import pandas as pd

_DATELINE = re.compile(r"\s{0,8}date\s+(\d{4}(?:-\d{2}){0,2})(?!\d)")
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")


@lru_cache(maxsize=4)
def load(pack: str = DEFAULT_PACK) -> Language:
    """The extraction pipeline of a rule pack as a spaCy ``Language``.

    ``nlp(text)`` gives a ``Doc`` whose text is the input, with the figures in ``doc._.figures`` and their spans in
    ``doc.spans["figures"]``.

    Args:
        pack: name of an installed rule pack, or path of its folder.

    Raises:
        PackError: the pack is missing or not valid.
    """
    folder: Path = load_pack(pack).folder
    config = spacy.util.load_config(folder / "config.cfg")
    config["nlp"]["tokenizer"]["pack"] = pack
    return spacy.util.load_model_from_config(config, auto_fill=True)


def figures_of(article: Article, nlp: Language | None = None) -> list[Figure]:
    """The figures of one article, in the order of its text.

    Args:
        article: its ``text`` is what the offsets count in; ``published`` completes dates, ``province`` completes places. A first
            line ``date 2023-03`` stands in for a missing ``published``.
        nlp: a pipeline made by :func:`load`; the default pack's if left out. The rooms are those of the pipeline; the ``Doc``,
            which costs more than the extraction where there are no figures, is not built.

    Raises:
        UsageError: ``published`` is no ISO date.
    """
    if article.published and not _PUBLISHED.match(article.published):
        raise UsageError(f"published must be YYYY-MM-DD, YYYY-MM or YYYY, not {article.published!r}")
    if not article.published:
        dateline = _DATELINE.search(article.text[:400])
        if dateline:
            article.published = dateline[1]
    if not article.text.strip():
        return []
    reader = corridor(pack_name(nlp) if nlp is not None else DEFAULT_PACK)
    return figures_of_scene(article, reader.read(article.text, article.published, article.province))


def extract(text: str, *, id: str = "article", published: str = "", province: str = "", title: str = "", source: str = "", nlp: Language | None = None) -> list[Figure]:
    """The figures of one text.

    Args:
        text: the article's text.
        id, published, province, title, source: what is known of the article (see :class:`~antq_extract.article.Article`).
        nlp: a pipeline made by :func:`load`.
    """
    return figures_of(Article(id, text, published, title, source, province), nlp)


def extract_many(articles: Iterable[Article], nlp: Language | None = None) -> Iterator[tuple[Article, list[Figure]]]:
    """The figures of many articles, one article at a time."""
    for article in articles:
        yield article, figures_of(article, nlp)


def to_dataframe(figures: Iterable[Figure]) -> pd.DataFrame:
    """Figures as a table with the contract's columns; numbers as exact plain decimals in text, offsets as integers."""
    import pandas as pd  # only here: it takes as long to import as the rest of the package

    rows = [[getattr(figure, column) for column in COLUMNS] for figure in figures]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("value", "value_max", "total", "baseline"):
        frame[column] = [plain_number(value) for value in frame[column]]
    return frame
