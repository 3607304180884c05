"""The batch function over pandas: a DataFrame of articles in, a DataFrame of figures out.

This is what Spark's ``mapInPandas``, Ray Data's ``map_batches`` or a Dask partition call. Nothing of spaCy crosses a
process boundary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from antq_extract.article import Article
from antq_extract.batch.extractor import extractor
from antq_extract.batch.options import DEFAULT_EXTRACTOR, DEFAULT_PACK
from antq_extract.errors import InputError
from antq_extract.figure import COLUMNS, NUMBER_COLUMNS, Figure, plain_number
from antq_extract.readers.records import article_from_record

if TYPE_CHECKING:
    import pandas as pd

_row = attrgetter(*COLUMNS)


def extract_frame(
    articles: pd.DataFrame, pack: str = DEFAULT_PACK, reference: str = DEFAULT_EXTRACTOR
) -> pd.DataFrame:
    """Figures of the articles in ``articles``.

    Args:
        articles: columns ``id`` and ``text``; optional ``published``, ``title``, ``source``, ``province``. Rows without
            a text are passed over.
        pack: the rule pack.
        reference: the extractor, see :class:`antq_extract.batch.options.RunOptions`.

    Returns:
        The columns of the contract. Numbers are text (plain decimals, exact; empty where there is none), offsets are
        integers, so that every engine can carry them; ``antq_extract.writers`` has typed forms.
    """
    extract = extractor(reference, pack)
    figures: list[Figure] = []
    for n, row in enumerate(articles.to_dict("records")):
        record = {str(name): value for name, value in row.items()}
        try:
            figures += extract(article_from_record(record, str(n), str(record.get("source") or "")))
        except InputError:
            continue
    return to_frame(figures)


def extract_frames(frames: Iterable[pd.DataFrame], pack: str = DEFAULT_PACK) -> Iterator[pd.DataFrame]:
    """:func:`extract_frame` over an iterator of frames: the shape that Spark's ``mapInPandas`` asks for."""
    for frame in frames:
        yield extract_frame(frame, pack)


def to_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """The table of ``figures``, as :func:`extract_frame` returns it."""
    import pandas as pd

    frame = pd.DataFrame([_row(f) for f in figures], columns=list(COLUMNS))
    for name in NUMBER_COLUMNS:
        frame[name] = frame[name].map(plain_number, na_action=None) if len(frame) else frame[name].astype(str)
    return frame


def frame_of_articles(articles: Iterable[Article]) -> pd.DataFrame:
    """The table that :func:`extract_frame` takes."""
    import pandas as pd

    names = ("id", "text", "published", "title", "source", "province")
    return pd.DataFrame([[getattr(a, n) for n in names] for a in articles], columns=list(names))
