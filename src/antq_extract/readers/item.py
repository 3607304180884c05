"""What a reader hands on: an article, a page still to be read, or the reason why there is neither."""

from __future__ import annotations

from dataclasses import dataclass

from antq_extract.article import Article


@dataclass(slots=True)
class Page:
    """An HTML page as it was stored. Its main text is taken out later, in a worker.

    Attributes:
        data: the bytes of the page, decompressed.
        url: the page's address where the archive knows it, else empty.
        charset: the encoding that the archive's header names, else empty.
        source: what stands in for the address where neither archive nor page knows it: the file's name.
        province: as given by the user.
    """

    data: bytes
    url: str = ""
    charset: str = ""
    source: str = ""
    province: str = ""


@dataclass(slots=True)
class Item:
    """One unit of input, in the order of the inputs.

    Exactly one of ``article``, ``page`` and ``reason`` is set. ``place`` says where it came from in words that a
    user can look up: a file's name, with the line or record number where the file holds several.
    """

    place: str
    id: str = ""
    article: Article | None = None
    page: Page | None = None
    reason: str = ""

    @property
    def size(self) -> int:
        """Characters of text or bytes of page, for cutting batches."""
        if self.article is not None:
            return len(self.article.text)
        return len(self.page.data) if self.page is not None else 0
