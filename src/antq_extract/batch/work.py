"""The batch function: articles in, rows out. Engines differ only in where they call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from antq_extract.article import Article
from antq_extract.batch.extractor import extractor
from antq_extract.batch.guard import TimeLimitExceeded, time_limit
from antq_extract.errors import AntqError, InputError
from antq_extract.figure import Figure
from antq_extract.readers.item import Item
from antq_extract.writers.rows import ARTICLE_LINES, FIGURE_LINES, article_cells


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know.

    ``figure_lines`` and ``article_lines`` name the form of the rows that go back (``csv`` or ``jsonl``); no articles
    go back where the latter is empty. With ``dedupe`` articles go back as cells with their signature, since only the
    main process knows what came before.
    """

    pack: str
    extractor: str
    time_limit: float
    figure_lines: str = "csv"
    article_lines: str = ""
    dedupe: bool = False


@dataclass(slots=True)
class Reject:
    """An input that was set aside: where it stands and why."""

    place: str
    id: str
    reason: str


@dataclass(slots=True)
class Result:
    """What comes back for a batch: rows as bytes ready to be appended, counts, and what was set aside."""

    figures: bytes = b""
    articles: bytes = b""
    cells: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    article_count: int = 0
    figure_count: int = 0

    def add(self, other: Result) -> None:
        """Append what came back for the items that follow."""
        self.figures += other.figures
        self.articles += other.articles
        self.cells += other.cells
        self.rejects += other.rejects
        self.article_count += other.article_count
        self.figure_count += other.figure_count


@dataclass(slots=True)
class Findings:
    """What a batch holds, as records: figures, the articles that they are from (with their signatures where copies
    are to be marked), and what was set aside."""

    figures: list[Figure] = field(default_factory=list)
    articles: list[tuple[Article, bytes]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def find(items: Sequence[Item], settings: Settings) -> Findings:
    """Read the pages, extract the figures.

    An item that cannot be read, takes longer than the time limit or meets an error inside the extraction is set
    aside; the others are done. Never raises for an item's sake.
    """
    extract = extractor(settings.extractor, settings.pack)
    sign = _signature() if settings.dedupe else None
    findings = Findings()
    for item in items:
        try:
            if item.reason:
                raise InputError(item.reason)
            with time_limit(settings.time_limit):
                article = article_of(item)
                figures = extract(article)
                signed = sign(article.text) if sign is not None else b""
        except TimeLimitExceeded:
            reason = over_time(settings.time_limit)
        except AntqError as error:
            reason = str(error)
        except Exception as error:  # a fault of ours must cost one article, not the run
            reason = " ".join(f"internal error, please report: {type(error).__name__}: {error}".split())[:500]
        else:
            findings.figures += figures
            findings.articles.append((article, signed))
            continue
        findings.rejects.append(Reject(item.place, item.id, reason))
    return findings


def process(items: Sequence[Item], settings: Settings) -> Result:
    """:func:`find`, with the rows written out as lines."""
    findings = find(items, settings)
    result = Result(
        figures=FIGURE_LINES[settings.figure_lines](findings.figures),
        rejects=findings.rejects,
        article_count=len(findings.articles),
        figure_count=len(findings.figures),
    )
    if settings.dedupe:
        result.cells = [(article_cells(article), signed) for article, signed in findings.articles]
    elif settings.article_lines:
        line = ARTICLE_LINES[settings.article_lines]
        result.articles = b"".join(line(article_cells(article)) for article, _ in findings.articles)
    return result


def _signature() -> Callable[[str], bytes]:
    """Imported only where copies are to be marked: it brings NumPy and SciPy along."""
    from antq_extract.batch.dedupe import signature

    return signature


def over_time(seconds: float) -> str:
    """The reason written for an article beyond the time limit."""
    return f"over the time limit of {seconds:g} s; raise it with --time-limit"


def article_of(item: Item) -> Article:
    """The item's article; a page is read first.

    Raises:
        InputError: the page holds none.
    """
    if item.article is not None:
        return item.article
    if item.page is None:
        raise InputError(item.reason)
    from antq_extract.readers.html import article_from_page

    return article_from_page(item.page, item.id)
