"""Reading all inputs as one stream of items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from antq_extract.errors import InputError
from antq_extract.readers.ids import IdRegister
from antq_extract.readers.item import Item
from antq_extract.readers.limits import Limits
from antq_extract.readers.sources import FORMATS, STDIN, SUFFIXES, Source
from antq_extract.readers.streams import open_stream

_READERS = {
    "txt": ("plain", "read_plain"),
    "md": ("plain", "read_plain"),
    "html": ("plain", "read_html"),
    "jsonl": ("jsonl", "read_jsonl"),
    "csv": ("csv_table", "read_csv"),
    "parquet": ("parquet", "read_parquet"),
    "warc": ("warc", "read_warc"),
}


def _reader(fmt: str) -> Callable[..., Iterator[Item]]:
    """The reader of a format; its module is imported when it is first needed."""
    import importlib

    module, name = _READERS[fmt]
    return getattr(importlib.import_module(f"antq_extract.readers.{module}"), name)


def read_items(
    sources: Iterable[Source],
    limits: Limits | None = None,
    province: str = "",
    report: Callable[[int], Any] = lambda n: None,
    ids: IdRegister | None = None,
) -> Iterator[Item]:
    """All items of ``sources``, in order, with unique ids; what cannot be read comes as an item with its reason.

    Args:
        sources: from :func:`antq_extract.readers.sources.find_sources`.
        limits: of one article.
        province: for articles whose record names none.
        report: called with the number of stored bytes, as they are read.
        ids: where ids are registered; ``ids.renamed`` counts those that occurred before.
    """
    limits = limits or Limits()
    ids = ids or IdRegister()
    for source in sources:
        for item in _of_source(source, limits, province, report):
            wanted = item.article.id if item.article is not None else item.id
            if item.reason:
                item.id = wanted
            else:
                item.id = ids.unique(wanted)
                if item.article is not None:
                    item.article.id = item.id
            yield item


def _of_source(source: Source, limits: Limits, province: str, report: Callable[[int], Any]) -> Iterator[Item]:
    if source.missing:
        yield Item(source.name, source.stem, reason="does not exist")
        return
    try:
        with open_stream(source, report) as stream:
            fmt = source.format or (_sniff(stream.peek(512)[:512]) if source.path == STDIN else "")
            if not fmt:
                raise InputError(
                    f"the name does not tell the format (known: {' '.join(SUFFIXES)}, also .gz, .zst);"
                    f" say --input-format {'|'.join(FORMATS)}"
                )
            found = False
            for item in _reader(fmt)(stream, source, limits, province):
                found = True
                yield item
            if not found:
                raise InputError("empty: there is no article in it")
    except InputError as error:
        yield Item(source.name, source.stem, reason=str(error))
    except ImportError as error:
        yield Item(source.name, source.stem, reason=f"needs a package that is not installed: {error.name}")
    except Exception as error:  # disks, remote file systems and libraries each have errors of their own
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield Item(source.name, source.stem, reason=f"cannot be read: {reason}")


def _sniff(head: bytes) -> str:
    """The format of standard input by how it begins."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"warc/"):
        return "warc"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "jsonl" if start.startswith(b"{") else "txt"
