"""The record that goes in: one news article."""

from __future__ import annotations

from dataclasses import dataclass


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
