"""``.csv``: an article a row, with a header that names at least ``text``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from antq_extract.article import Article
from antq_extract.errors import InputError
from antq_extract.readers.encoding import converter, of_lines
from antq_extract.readers.item import Item
from antq_extract.readers.limits import Limits
from antq_extract.readers.records import FIELDS, article_from_record
from antq_extract.readers.sources import Source

_DELIMITERS = ",;\t|"
_DAMAGE = re.compile("[\udc80-\udcff]")  # what "surrogateescape" makes of bytes that cannot be decoded


def read_csv(stream: io.BufferedReader, source: Source, limits: Limits, province: str) -> Iterator[Item]:
    """One item a row; a row that is no article is set aside with its line number, and the next ones are read."""
    sample = stream.peek(1 << 16)[: 1 << 16]
    if not sample.strip():
        raise InputError("empty: there is no text")
    encoding = of_lines(sample)
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    csv.field_size_limit(limits.size)
    first = sample.decode(encoding, "replace").split("\n", 1)[0]
    rows = csv.reader(text, delimiter=max(_DELIMITERS, key=first.count))
    try:
        header = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise InputError(f"not a CSV table: {error}") from None
    columns = [name.lower() if name.lower() in FIELDS else name for name in header]
    check_columns(columns)
    yield from _rows(rows, columns, converter(encoding), source, limits, province)


def check_columns(columns: list[str]) -> None:
    """Raises :class:`InputError` where a table of articles has no column ``text``."""
    if "text" not in columns:
        have = ", ".join(columns[:12]) + (" …" if len(columns) > 12 else "")
        raise InputError(
            f"no column `text`: the columns are {have or 'none'}; rename the one that holds the article to `text`"
            f" (the others that count: {', '.join(f for f in FIELDS if f != 'text')})"
        )


def _rows(
    rows, columns: list[str], convert, source: Source, limits: Limits, province: str
) -> Iterator[Item]:
    number = 0
    name, stem, file_name = source.name, source.stem, source.file_name
    while True:
        place = f"{name}:{rows.line_num + 1}"
        id = f"{stem}-{number + 1}"
        try:
            row = next(rows)  # what ends the stream (cut off, a bomb) goes up as InputError
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Item(place, id, reason=limits.too_large() if "field larger" in str(error) else f"not valid CSV: {error}")
            continue
        except UnicodeDecodeError as error:
            yield Item(place, id, reason=f"not valid {error.encoding.upper()}; the rest of the file is not read")
            return
        if not row:
            continue
        number += 1
        try:
            yield Item(place, id, article=_article(row, columns, convert, id, file_name, limits, province))
        except InputError as error:
            yield Item(place, error.id or id, reason=str(error))


def _article(
    row: list[str], columns: list[str], convert: Callable[[str], str], id: str, source: str, limits: Limits, province: str
) -> Article:
    if len(row) != len(columns):
        raise InputError(f"the row has {len(row)} fields, the header {len(columns)}")
    if any(not cell.isascii() and _DAMAGE.search(cell) for cell in row):
        raise InputError("cannot be decoded: bytes in it are not valid UTF-8")
    record = {name: cell for name, cell in zip(columns, row, strict=True) if cell}
    article = article_from_record(record, id, source, province, convert)
    if len(article.text) * 4 > limits.size and len(article.text.encode()) > limits.size:
        raise InputError(limits.too_large(), article.id)
    return article
