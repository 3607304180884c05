"""Reading articles and extracting their figures for the commands that look at a few of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..article import Article
from ..errors import InputError, UsageError
from ..figure import Figure


def read_articles(
    path: str, province: str = "", published: str = "", problems: list[str] | None = None
) -> Iterator[Article]:
    """The articles of a file (``-`` for standard input), of every format that ``run`` reads.

    What cannot be read is passed over and told in ``problems``, or raises :class:`UsageError` where that is ``None``.
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
                item.reason = str(error)
        if article is None:
            problem = f"{item.place}: {item.reason}"
            if problems is None:
                raise UsageError(problem)
            problems.append(problem)
            continue
        article.published = published or article.published
        yield article


def extract_all(
    path: Path | str, pack: str, province: str = "", published: str = "", problems: list[str] | None = None
) -> Iterator[tuple[Article, list[Figure]]]:
    """The articles of a file with their figures.

    What cannot be read beside them is told in ``problems``, where that is given. Raises :class:`UsageError` where
    nothing can be read.
    """
    unread: list[str] | None = None if problems is None else []
    articles = read_articles(str(path), province, published, unread)
    first = next(articles, None)
    if first is None:
        raise UsageError(unread[0] if unread else f"{path}: holds no article")
    from ..pipeline.extract import figures_of

    yield first, figures_of(first, pack=pack)
    for article in articles:
        yield article, figures_of(article, pack=pack)
    if problems is not None:
        problems += unread or []
