"""The words of time of a rule pack (``temporal.yaml``), validated when loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from ...errors import PackError
from ...yaml_files import read_yaml
from ..text import fold

FILE = "temporal.yaml"
DEFAULT_PACK = "antq_vi"
_LISTS = (
    "number_words", "lunar_months", "parts_of_day", "weekdays", "now", "same_term", "open_spans", "after_span", "in_a_row", "occasions", "zodiac_stems",
    "zodiac_branches", "counted_nouns", "rate_nouns", "counted_time", "documents", "places", "each", "year_before",
    "count_before", "cumulated",
)  # fmt: skip
_MAPS = ("month_names", "small_numbers", "relative_days", "relative_years", "relative_months", "same_stretch")


@dataclass(frozen=True)
class TemporalLexicon:
    """The section ``vocabulary`` of ``temporal.yaml``: lists of folded phrases, and phrases with a whole number."""

    lists: dict[str, tuple[str, ...]]
    maps: dict[str, dict[str, int]]

    def alternation(self, name: str) -> str:
        """The phrases of a list or the keys of a map as a regular expression, longest first, unbounded words out."""
        return phrases(self.lists[name] if name in self.lists else self.maps[name])


def phrases(words: Any) -> str:
    """Phrases as one alternation, longest first, so that a longer phrase wins over its beginning."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


def either_spelling(pattern: str) -> str:
    """A pattern that takes both spellings of kỳ (kì) and kỷ (kỉ)."""
    return pattern.replace("kỳ", "k[ỳì]").replace("kỷ", "k[ỷỉ]")


def read_section(pack: str, section: str) -> tuple[dict[str, Any], dict[str, int]]:
    """One section of a pack's ``temporal.yaml`` and the line of each of its keys.

    Raises:
        PackError: the file is missing, is no YAML, or the section is no mapping.
    """
    try:
        data, root = read_yaml(resources.files(pack).joinpath(FILE))
    except ModuleNotFoundError as error:
        raise PackError(f"{pack}/{FILE}: not found; the rule pack is incomplete") from error
    if not isinstance(data, dict) or not isinstance(data.get(section), dict):
        raise PackError(f"{pack}/{FILE}: the section {section!r} is missing or is no mapping")
    lines: dict[str, int] = {}
    assert isinstance(root, yaml.MappingNode)
    for key, value in root.value:
        if key.value == section:
            lines = {k.value: k.start_mark.line + 1 for k, _ in value.value}
    return data[section], lines


@lru_cache(maxsize=8)
def load_lexicon(pack: str = DEFAULT_PACK) -> TemporalLexicon:
    """The vocabulary of a pack.

    Raises:
        PackError: a list or map is missing or holds something else than phrases (and whole numbers); the message
            names file and line.
    """
    section, lines = read_section(pack, "vocabulary")
    lists: dict[str, tuple[str, ...]] = {}
    maps: dict[str, dict[str, int]] = {}
    for name in _LISTS:
        value = section.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v for v in value):
            raise PackError(f"{pack}/{FILE}:{lines.get(name, 0)}: vocabulary.{name} must be a list of phrases")
        lists[name] = tuple(fold(v) for v in value)
    for name in _MAPS:
        value = section.get(name)
        if not isinstance(value, dict) or not all(isinstance(v, int) for v in value.values()) or not value:
            raise PackError(f"{pack}/{FILE}:{lines.get(name, 0)}: vocabulary.{name} must map phrases to whole numbers")
        maps[name] = {fold(str(k)): v for k, v in value.items()}
    return TemporalLexicon(lists, maps)
