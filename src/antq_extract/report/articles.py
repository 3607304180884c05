"""The articles whose text a report shows: those of a table of articles, or what the figures' sentences give of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..article import Article
from ..errors import InputError
from ..figure import Figure
from ..writers.neutral import restore

_TEXT_LIMIT = 1 << 30


@dataclass(slots=True)
class Shown:
    """An article as the page shows it.

    Attributes:
        article: its ``text`` is the whole text, or the sentences that hold figures, a blank line between them.
        whole: whether the text is the whole one.
        figures: its figures, in the order of the text.
        moved: what to add to the offsets of the figures of each sentence, by ``sentence_start``; empty for a whole text.
    """

    article: Article
    whole: bool
    figures: list[Figure]
    moved: dict[int, int] = field(default_factory=dict)

    def span(self, figure: Figure) -> tuple[int, int]:
        """Where the figure's number stands in the text that is shown, in code points."""
        move = self.moved.get(figure.sentence_start, 0)
        return figure.start + move, figure.end + move

    def sentence(self, figure: Figure) -> tuple[int, int]:
        """Where the figure's sentence stands in the text that is shown."""
        start = figure.sentence_start + self.moved.get(figure.sentence_start, 0)
        return start, start + len(figure.sentence)


def shown_articles(figures: Iterable[Figure], articles: Mapping[str, Article]) -> list[Shown]:
    """The articles with their figures, in the order of the figures; articles without any figure come last.

    An article whose text is not given, or is not the one that the figures were read from, is shown by its sentences.
    """
    by_article: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article_id].append(figure)
    shown = []
    for article_id, group in by_article.items():
        group.sort(key=lambda f: (f.start, f.end))
        article = articles.get(article_id)
        if article is not None and all(_stands_in(article.text, f) for f in group):
            shown.append(Shown(article, True, group))
        else:
            shown.append(_from_sentences(article_id, group, article))
    shown.extend(Shown(a, True, []) for key, a in articles.items() if key not in by_article)
    return shown


def read_articles(path: Path) -> tuple[dict[str, Article], list[str]]:
    """The articles of a file that ``run --articles`` wrote, or of any input of ``run``, by id.

    The second result has a message for everything that could not be read. Raises
    :class:`~antq_extract.errors.UsageError` where there is no such file.
    """
    from ..readers.html import article_from_page
    from ..readers.limits import Limits
    from ..readers.reading import read_items
    from ..readers.sources import find_sources

    found: dict[str, Article] = {}
    problems = []
    for item in read_items(find_sources([str(path)]).files, Limits(_TEXT_LIMIT)):
        try:
            article = item.article if item.page is None else article_from_page(item.page, item.id)
        except InputError as error:
            article, item.reason = None, str(error)
        if article is None:
            problems.append(f"{item.place}: {item.reason}")
        else:
            found[restore(article.id)] = article
    return found, problems


def _stands_in(text: str, figure: Figure) -> bool:
    return (
        text.startswith(figure.number_text, figure.start)
        and figure.start + len(figure.number_text) == figure.end
        and text.startswith(figure.sentence, figure.sentence_start)
    )


def _from_sentences(article_id: str, figures: list[Figure], known: Article | None) -> Shown:
    moved: dict[int, int] = {}
    parts: list[str] = []
    length = 0
    first = figures[0]
    for figure in sorted(figures, key=lambda f: f.sentence_start):
        if figure.sentence_start not in moved:
            moved[figure.sentence_start] = length - figure.sentence_start
            parts.append(figure.sentence)
            length += len(figure.sentence) + 2
    article = Article(
        id=article_id,
        text="\n\n".join(parts),
        published=first.published,
        title=first.title or (known.title if known else ""),
        source=first.source,
        province=known.province if known else "",
    )
    return Shown(article, False, figures, moved)
