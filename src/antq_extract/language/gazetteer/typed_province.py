"""A province as somebody types it into an option or a field, and its official name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .gazetteer import REFORM, gazetteer, province_names


def official_province(typed: str) -> str:
    """The official name of the province that is meant, or ``""`` where the gazetteer has none.

    Letter case, level words, hyphens and usual short names (*tp.hcm*, *dak lak*) do not matter; a name without its marks
    (*ha noi*) is known where only one province can be meant.
    """
    for date in ("", REFORM):
        unit = gazetteer(date).province(typed)
        if unit is not None:
            return unit.name
    return _by_bare_name().get(_bare(typed), "")


@lru_cache(maxsize=1)
def _by_bare_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for name in province_names():
        names[_bare(name)] = "" if _bare(name) in names else name
    return names


def _bare(name: str) -> str:
    """Without marks, hyphens and case."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in letters if c.isalnum())
