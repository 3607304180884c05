"""From uploaded bytes to articles, by the readers that ``run`` uses, in memory."""

from __future__ import annotations

import io

from ..article import Article
from ..errors import InputError
from ..readers.html import article_from_page
from ..readers.item import Item
from ..readers.jsonl import read_jsonl
from ..readers.limits import Limits
from ..readers.plain import read_html, read_plain
from ..readers.sources import Source, classify
from .form import Request, Upload

_READERS = {"txt": read_plain, "md": read_plain, "html": read_html, "jsonl": read_jsonl}
_STARTS_HTML = (b"<!doctype html", b"<html")


def articles_of(request: Request, size: int, most: int) -> tuple[list[Article], list[str]]:
    """The articles of a request, each with an id of its own, and a message for everything that is none.

    Dates and provinces that the request gives complete those of the articles; its corrections replace them.
    """
    found: list[Article] = []
    problems: list[str] = []
    ids: set[str] = set()
    for upload in request.uploads:
        for item in _items(upload, size):
            try:
                article = item.article if item.page is None else article_from_page(item.page, item.id)
            except InputError as error:
                article, item.reason = None, str(error)
            if article is None:
                problems.append(f"{item.place}: {item.reason}")
            elif len(found) == most:
                problems.append(f"{item.place}: more than {most} articles at a time")
                return found, problems
            else:
                article.id = _unique(article.id, ids)
                found.append(_completed(article, request))
    return found, problems


def _items(upload: Upload, size: int) -> list[Item]:
    fmt, _ = classify(upload.name)
    if upload.data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_STARTS_HTML):
        fmt = "html"
    source = Source(upload.name, fmt)
    reader = _READERS.get(fmt or "txt")
    if reader is None:
        return [Item(upload.name, reason="this format is read by `antq-extract run`; here: .txt, .md, .html, .jsonl")]
    try:
        return list(reader(io.BufferedReader(io.BytesIO(upload.data)), source, Limits(size), ""))  # type: ignore[arg-type]
    except InputError as error:
        return [Item(upload.name, source.stem, reason=str(error))]


def _unique(wanted: str, ids: set[str]) -> str:
    name, n = wanted, 1
    while name in ids:
        n += 1
        name = f"{wanted}-{n}"
    ids.add(name)
    return name


def _completed(article: Article, request: Request) -> Article:
    correction = request.corrections.get(article.id, {})
    article.published = correction.get("published") or article.published or request.published
    article.province = correction.get("province") or article.province or request.province
    return article
