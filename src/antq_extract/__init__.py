"""antq-extract: reads Vietnamese provincial news and writes down the numbers that it reports.

    >>> import antq_extract
    >>> figures = antq_extract.extract("Năm 2022, xã mở 12 buổi tuyên truyền.", published="2023-01")

The heavy parts (spaCy, underthesea) are imported when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from .article import Article
from .figure import COLUMNS, Figure

if TYPE_CHECKING:
    from .pipeline.extract import extract, extract_many, to_dataframe
    from .pipeline.load import load
    from .pipeline.numbers.reread import reread

__version__ = "0.1.0"
__all__ = ["COLUMNS", "Article", "Figure", "extract", "extract_many", "load", "reread", "to_dataframe"]

_LAZY = dict.fromkeys(("extract", "extract_many", "to_dataframe"), ".pipeline.extract") | {
    "load": ".pipeline.load", "reread": ".pipeline.numbers.reread",
}  # fmt: skip


def __getattr__(name: str):
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
