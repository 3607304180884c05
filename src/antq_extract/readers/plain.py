"""``.txt`` and ``.md``: one article a file, Markdown with or without YAML front matter. ``.html``: one page a file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from antq_extract.article import Article
from antq_extract.errors import InputError
from antq_extract.readers.encoding import decode
from antq_extract.readers.item import Item, Page
from antq_extract.readers.limits import Limits
from antq_extract.readers.records import article_from_record, article_from_text
from antq_extract.readers.sources import Source


def read_plain(stream: io.BufferedReader, source: Source, limits: Limits, province: str) -> Iterator[Item]:
    """The file as one article; its text is the whole content, the heading included."""
    text = decode(_whole(stream, limits))
    if source.file_name.split(".")[-1].lower() == "md" and text.startswith("---\n"):
        yield Item(source.name, source.stem, article=_with_front_matter(text, source, province))
        return
    yield Item(
        source.name, source.stem, article=article_from_text(text, source.stem, source.file_name, province)
    )


def _with_front_matter(text: str, source: Source, province: str) -> Article:
    """An article whose metadata stands in YAML front matter; the tags of annotated articles are left out."""
    from antq_extract.readers.tagged import read_meta, untag

    meta = read_meta(text, source.name)
    record = {**meta, "text": untag(text, source.name) if "[[" in text else text.partition("\n---\n")[2].removesuffix("\n")}
    return article_from_record(record, source.stem, source.file_name, province)


def read_html(stream: io.BufferedReader, source: Source, limits: Limits, province: str) -> Iterator[Item]:
    """The file as one page, to be read in a worker by :func:`antq_extract.readers.html.article_from_page`."""
    data = _whole(stream, limits)
    if not data.strip():
        raise InputError("empty: there is no text")
    yield Item(source.name, source.stem, page=Page(data, source=source.file_name, province=province))


def _whole(stream: io.BufferedReader, limits: Limits) -> bytes:
    data = stream.read(limits.size + 1)
    if len(data) > limits.size:
        raise InputError(limits.too_large())
    return data
