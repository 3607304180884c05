"""The record that goes in: one news article."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from .errors import UsageError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(slots=True)
class Article:
    """One article as a reader hands it over.

    Attributes:
        id: identifier, unique within a run.
        text: the article's text; all offsets of its figures are code points of this string.
        published: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or empty where the date is not known.
        title: headline, if the source names one apart from the text.
        source: URL or file name that the article came from.
        province: the province the outlet writes about, or empty.
    """

    id: str
    text: str
    published: str = ""
    title: str = ""
    source: str = ""
    province: str = ""

    def check(self) -> None:
        """Raises :class:`UsageError` where a field is no text, or ``published`` is no date of the calendar.

        Half a surrogate pair is no character either: it could not be written to any output.
        """
        for name in self.__slots__:
            must_be_text(name, getattr(self, name))
        try:
            self.text.encode()
        except UnicodeEncodeError as error:
            raise UsageError(f"text holds half a surrogate pair, which is no character (offset {error.start}); decode it anew") from None
        if self.published and not is_date(self.published):
            raise UsageError(f"published must be a date, YYYY-MM-DD, YYYY-MM or YYYY, not {self.published[:40]!r}")


def is_date(text: str) -> bool:
    """True for ``YYYY-MM-DD``, ``YYYY-MM`` and ``YYYY`` of a day, month or year that exists."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def must_be_text(name: str, value: object) -> None:
    """Raises :class:`UsageError`, saying what to give instead, where an argument is no text."""
    if isinstance(value, str):
        return
    hints = {
        "text": "decode bytes first, and pass over articles that have none",
        "number_text": "give what the column of that name holds",
        "published": "write 2023-03-14, or '' where the date is not known",
    }
    hint = hints.get(name, "'' where it is not known")
    raise UsageError(f"{name} must be text (str), not {type(value).__name__}: {hint}")
