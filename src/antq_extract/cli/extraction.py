"""Reading articles and extracting their figures for the commands that look at a few of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..article import Article
from ..errors import InputError, UsageError
from ..figure import Figure


def read_articles(path: str, province: str = "", published: str = "") -> Iterator[Article]:
    """The articles of a file (``-`` for standard input), of every format that ``run`` reads.

    Raises :class:`UsageError` where one cannot be read.
    """
    from ..readers.reading import read_items
    from ..readers.sources import find_sources

    for item in read_items(find_sources([path]).files, province=province):
        article = item.article
        if item.page is not None:
            from ..readers.html import article_from_page

            try:
                article = article_from_page(item.page, item.id)
            except InputError as error:
                raise UsageError(f"{item.place}: {error}") from None
        if article is None:
            raise UsageError(f"{item.place}: {item.reason}")
        article.published = published or article.published
        yield article


def extract_all(
    path: Path | str, pack: str, province: str = "", published: str = ""
) -> Iterator[tuple[Article, list[Figure]]]:
    """The articles of a file with their figures."""
    articles = read_articles(str(path), province, published)
    first = next(articles, None)
    if first is None:
        raise UsageError(f"{path}: holds no article")
    from .. import load
    from ..pipeline.extract import figures_of

    nlp = load(pack)
    yield first, figures_of(first, nlp)
    for article in articles:
        yield article, figures_of(article, nlp)
