"""Articles in, figures out: what the command line, the batch engines and the web page call.

Takes the corridor directly and never imports spaCy, which takes as long as the rest of the start; :mod:`.load` wraps the same rooms as a
spaCy pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ..article import Article, is_date
from ..errors import UsageError
from ..figure import COLUMNS, Figure, plain_number
from ..rules.pack import DEFAULT_PACK
from .corridor import corridor
from .record import figures_of_scene

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

Kind = TypeVar("Kind")
_DATELINE = re.compile(r"\s{0,8}date\s+(\d{4}(?:-\d{2}){0,2})(?!\d)")


def figures_of(article: Article, nlp: Language | None = None, *, pack: str = DEFAULT_PACK) -> list[Figure]:
    """The figures of one article, in the order of its text.

    Args:
        article: its ``text`` is what the offsets count in; ``published`` completes dates, ``province`` completes places. A first
            line ``date 2023-03`` stands in for a missing ``published``.
        nlp: a pipeline made by :func:`~antq_extract.load`, whose pack is meant. The rooms are those of the pipeline; the ``Doc``,
            which costs more than the extraction where there are no figures, is not built.
        pack: where ``nlp`` is left out: name of an installed rule pack, or path of its folder.

    Raises:
        UsageError: a field of the article is no text, ``published`` is no date, or ``nlp`` was not made by ``load``.
        PackError: the pack is missing or not valid.
    """
    article.check()
    if nlp is not None:
        pack = getattr(getattr(nlp, "tokenizer", None), "pack", "")
        if not pack:
            raise UsageError(f"nlp must be a pipeline made by antq_extract.load(), not {type(nlp).__name__}")
    if not article.published:
        dateline = _DATELINE.search(article.text[:400])
        if dateline and is_date(dateline[1]):
            article.published = dateline[1]
    if not article.text.strip():
        return []
    return figures_of_scene(article, corridor(pack).read(article.text, article.published, article.province))


def extract(text: str, *, id: str = "article", published: str = "", province: str = "", title: str = "", source: str = "", nlp: Language | None = None) -> list[Figure]:
    """The figures of one text.

    Args:
        text: the article's text.
        id, published, province, title, source: what is known of the article (see :class:`~antq_extract.article.Article`).
        nlp: a pipeline made by :func:`load`.

    Raises:
        UsageError: an argument is no text, ``published`` is no date, or ``nlp`` was not made by :func:`load`.
    """
    return figures_of(Article(id, text, published, title, source, province), nlp)


def extract_many(articles: Iterable[Article], nlp: Language | None = None) -> Iterator[tuple[Article, list[Figure]]]:
    """The figures of many articles, one article at a time. Raises as :func:`figures_of` does."""
    for article in _each(articles, Article, "extract_many takes articles (antq_extract.Article)"):
        yield article, figures_of(article, nlp)


def to_dataframe(figures: Iterable[Figure]) -> pd.DataFrame:
    """Figures as a table with the contract's columns; numbers as exact plain decimals in text, offsets as integers.

    Raises:
        UsageError: ``figures`` holds something else.
    """
    import pandas as pd  # only here: it takes as long to import as the rest of the package

    given = [figures] if isinstance(figures, Figure) else figures
    checked = _each(given, Figure, "to_dataframe takes the figures that extract gives")
    rows = [[getattr(figure, column) for column in COLUMNS] for figure in checked]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("value", "value_max", "total", "baseline"):
        frame[column] = [plain_number(value) for value in frame[column]]
    return frame


def _each(given: Iterable[Kind], kind: type[Kind], wanted: str) -> Iterator[Kind]:
    """The members of ``given``. Raises :class:`UsageError`, saying what is wanted, where one is of another kind."""
    if not isinstance(given, Iterable):
        raise UsageError(f"{wanted}, not {type(given).__name__}")
    for one in given:
        if not isinstance(one, kind):
            raise UsageError(f"{wanted}, not {type(one).__name__}")
        yield one
