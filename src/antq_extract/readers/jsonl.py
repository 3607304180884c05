"""``.jsonl``: an article a line, a JSON object with at least ``text``."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from antq_extract.article import Article
from antq_extract.errors import InputError
from antq_extract.readers.encoding import converter, of_lines
from antq_extract.readers.item import Item
from antq_extract.readers.limits import Limits
from antq_extract.readers.records import article_from_record
from antq_extract.readers.sources import Source

#: A JSON line may be longer than its text: escapes (\\u1ec7) take up to three times the bytes, and other fields come
#: on top.
_LINE_FACTOR = 4


def read_jsonl(stream: io.BufferedReader, source: Source, limits: Limits, province: str) -> Iterator[Item]:
    """One item a line; a line that is no article is set aside and the next ones are read."""
    sample = stream.peek(1 << 16)[: 1 << 16]
    encoding = of_lines(sample) if sample else "utf-8"
    if encoding.startswith(("utf-16", "utf-32")):
        lines: Iterator[bytes] = _recoded(stream, encoding, limits)
        encoding = "utf-8"
    else:
        lines = _bounded_lines(stream, limits.size * _LINE_FACTOR)
    name, stem, file_name = source.name, source.stem, source.file_name
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        place = f"{name}:{number}"
        id = f"{stem}-{number}"
        try:
            yield Item(place, id, article=_article(line, encoding, id, file_name, limits, province))
        except InputError as error:
            yield Item(place, error.id or id, reason=str(error))


def _article(line: bytes, encoding: str, id: str, source: str, limits: Limits, province: str) -> Article:
    if len(line) > limits.size * _LINE_FACTOR:
        raise InputError(limits.too_large())
    try:
        record = json.loads(line.decode("utf-8-sig" if encoding == "utf-8" else encoding))
    except UnicodeDecodeError as error:
        raise InputError(f"not valid {encoding.upper()} at byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not valid JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"not a record: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f"not a JSON object but {type(record).__name__}; write one article a line")
    article = article_from_record(record, id, source, province, converter(encoding))
    if len(article.text) * 4 > limits.size and len(article.text.encode()) > limits.size:
        raise InputError(limits.too_large(), article.id)
    return article


def _bounded_lines(stream: io.BufferedReader, size: int) -> Iterator[bytes]:
    """Lines; of one longer than ``size`` only its first ``size + 1`` bytes are held and given."""
    while line := stream.readline(size + 1):
        yield line
        while len(line) > size and not line.endswith(b"\n"):
            line = stream.readline(size + 1)


def _recoded(stream: io.BufferedReader, encoding: str, limits: Limits) -> Iterator[bytes]:
    text = io.TextIOWrapper(stream, encoding=encoding, newline="\n")
    try:
        while line := text.readline(limits.size * _LINE_FACTOR + 1):
            yield line.encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise InputError(f"not valid {encoding.upper()}: {error.reason}") from None
