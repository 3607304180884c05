"""``.warc``: the HTML responses of a web archive, their headers and content decoded by FastWARC."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from typing import Literal
from urllib.parse import unquote, urlsplit

from antq_extract.errors import InputError
from antq_extract.readers.item import Item, Page
from antq_extract.readers.limits import Limits
from antq_extract.readers.sources import Source
from antq_extract.readers.warc_frames import Frame, frames

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(stream: io.BufferedReader, source: Source, limits: Limits, province: str) -> Iterator[Item]:
    """One page for each successful HTML response; other records (requests, images, redirects) are not articles.

    A broken record is set aside and the next one is read.
    """
    good = 0
    for number, frame in enumerate(frames(stream, limits.size + (1 << 17)), 1):
        place = f"{source.name} record {number}"
        id = f"{source.stem}-{number}"
        try:
            page = _page(frame, limits, source, province)
            good += 1
        except InputError as error:
            if not good and frame.reason and not frame.data.startswith(b"WARC/"):
                raise InputError("not a WARC file: no record in it") from None
            yield Item(place, id, reason=str(error))
            continue
        if page is not None:
            yield Item(f"{place} {page.url}".rstrip(), _id(page.url) or id, page=page)
    if not good:
        raise InputError("not a WARC file: no record in it")


def _page(frame: Frame, limits: Limits, source: Source, province: str) -> Page | None:
    """The page of a record, ``None`` where it holds none.

    Raises:
        InputError: the record is broken or too large.
    """
    if frame.reason:
        raise InputError(frame.reason)
    record = _record(frame.data, "all")
    http = record.http_headers
    content_type = (record.http_content_type if http is not None else record.headers.get("Content-Type", "")) or ""
    if record.headers.get("WARC-Type") not in ("response", "resource") or not content_type.lower().startswith(_HTML):
        return None
    if http is not None and http.status_code not in (200, None):
        return None
    if frame.cut:
        raise InputError(limits.too_large())
    try:
        data = record.reader.read(limits.size + 1)
    except OSError:  # stored decoded, though its header says otherwise, as some crawlers do
        record = _record(frame.data, "none")
        data = record.reader.read(limits.size + 1)
    if len(data) > limits.size:
        raise InputError(limits.too_large())
    if not data.strip():
        raise InputError("broken record: a page without content")
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    charset = (record.http_charset or "") if http is not None else ""
    return Page(data, url=url, charset=charset, source=source.file_name, province=province)


def _record(data: bytes, decode: Literal["all", "none"]):
    from fastwarc.warc import ArchiveIterator

    try:
        return next(iter(ArchiveIterator(io.BytesIO(data + b"\r\n\r\n"), parse_http=True, auto_decode=decode)))
    except StopIteration:
        raise InputError("broken record: nothing in it can be parsed") from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a panic inside FastWARC is no Exception
        raise InputError(f"broken record: {error}") from None


def _id(url: str) -> str:
    """The last part of the address without its ending: what most outlets name their articles by."""
    path = urlsplit(url).path.rstrip("/")
    return posixpath.splitext(unquote(posixpath.basename(path)))[0][:120]
