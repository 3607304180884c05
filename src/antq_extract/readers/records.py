"""From a record (a JSON object, a CSV or Parquet row) or a file's text to an article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from antq_extract.article import Article
from antq_extract.errors import InputError

#: Columns of a table of articles; only ``text`` must be there. ``date`` stands in for ``published``.
FIELDS = ("id", "text", "published", "date", "title", "source", "province")

_HEADING = re.compile(r"\s{0,8}date[ \t]{1,4}(\d{4}(?:-\d{2}){1,2})(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s])")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=$|[,\s])")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})$")
_SURROGATE = re.compile("[\ud800-\udfff]")


def published_date(value: Any) -> str:
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` of what an archive holds for a date; empty where it is none.

    ISO dates and times, year/month/day, day/month/year (the Vietnamese order), month/year, mail dates and date
    objects are read. The day is kept as written; a time zone does not move it.
    """
    if value is None or value != value:  # NaN
        return ""
    if isinstance(value, datetime.date):  # datetime too
        return value.strftime("%Y-%m-%d")
    text = str(value).strip()[:64]
    if match := _ISO.match(text):
        return _checked(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(text):
        return _checked(match[3], match[2], match[1])
    if match := _MONTH_FIRST.match(text):
        return _checked(match[2], match[1], None)
    if re.match("[A-Z][a-z]{2},? ", text):
        try:
            return parsedate_to_datetime(text).strftime("%Y-%m-%d")
        except ValueError:
            return ""
    return ""


def _checked(year: str, month: str | None, day: str | None) -> str:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return date.isoformat()[: 10 if day else 7 if month else 4]


def heading_date(text: str) -> str:
    """The date of a first line ``date 2023-03`` or ``date 2023-03-14``, else empty. The line stays in the text."""
    match = _HEADING.match(text)
    return published_date(match[1]) if match else ""


def article_from_text(text: str, id: str, source: str, province: str = "") -> Article:
    """An article that is a whole file.

    Raises:
        InputError: there is no text in it.
    """
    check_text(text)
    return Article(id=id, text=text, published=heading_date(text), source=source, province=province)


def article_from_record(
    record: Mapping[str, Any], id: str, source: str, province: str = "", convert: Any = None
) -> Article:
    """An article from a record's fields (see :data:`FIELDS`; others are ignored).

    Args:
        record: field to value; values that are not text are written as text.
        id: used where the record has none.
        source: used where the record has none.
        province: used where the record has none.
        convert: called on the text to turn legacy fonts into Unicode.

    Raises:
        InputError: the record has no text.
    """
    own_id = _cell(record, "id")
    text = record.get("text")
    if text is None or text != text:
        have = ", ".join(str(k) for k in list(record)[:8])
        raise InputError(f"record without a text: the field `text` is missing or empty (fields: {have})", own_id)
    if not isinstance(text, str):
        raise InputError(f"the field `text` is not text but {type(text).__name__}", own_id)
    try:
        if convert is not None:
            text = convert(text)
        check_text(text)
    except InputError as error:
        raise InputError(str(error), own_id) from None
    return Article(
        id=own_id or id,
        text=text,
        published=published_date(record.get("published")) or published_date(record.get("date")) or heading_date(text),
        title=_cell(record, "title"),
        source=_cell(record, "source") or source,
        province=_cell(record, "province") or province,
    )


def check_text(text: str) -> None:
    """Raises :class:`InputError` for a text that is empty or cannot be written as UTF-8."""
    if not text or text.isspace():
        raise InputError("empty: there is no text")
    if not text.isascii() and _SURROGATE.search(text):
        raise InputError("the text holds half a surrogate pair, which is no character")


def _cell(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # pandas turns whole numbers into floats where one is missing
    text = value if isinstance(value, str) else str(value)
    return _SURROGATE.sub("\ufffd", text).strip() if not text.isascii() else text.strip()
