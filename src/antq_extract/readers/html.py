"""HTML pages: main text, title, date and address by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import Any

from antq_extract.article import Article
from antq_extract.errors import InputError
from antq_extract.readers.encoding import decode
from antq_extract.readers.item import Page
from antq_extract.readers.records import check_text, published_date

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_:.-]{2,40})""", re.I)
_pages_read = 0


def article_from_page(page: Page, id: str) -> Article:
    """The article of a page.

    ``text`` is the main text without navigation, comments and advertisements: a paragraph a line. Offsets of figures
    refer to this text, which ``--articles`` writes. ``source`` is the page's address, else its site's name, else
    the file's name.

    Raises:
        InputError: the page cannot be decoded, or has no main text.
    """
    from trafilatura import bare_extraction
    from trafilatura.meta import reset_caches

    global _pages_read
    _pages_read += 1
    if _pages_read % 1000 == 0:
        reset_caches()  # its caches grow with every page
    for chatty in ("trafilatura", "htmldate", "courlan", "readability"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    declared = page.charset
    if not declared and (match := _META_CHARSET.search(page.data[:4096])):
        declared = match[1].decode("ascii")
    html = decode(page.data, declared)
    try:
        found: Any = bare_extraction(
            html, url=page.url or None, include_comments=False, include_tables=True, with_metadata=True
        )
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise InputError(f"the page cannot be parsed: {error}") from None
    if found is None or not found.text:
        raise InputError("the page has no main text")
    check_text(found.text)
    return Article(
        id=id,
        text=found.text,
        published=published_date(found.date),
        title=" ".join((found.title or "").split()),
        source=page.url or found.url or found.sitename or page.source,
        province=page.province,
    )
