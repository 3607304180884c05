"""Provinces, districts and communes with their official codes, as they stood on a date.

Two editions: 63 provinces with districts until 30 June 2025, 34 provinces and no districts from 1 July 2025, both
lists of the rule pack (``gazetteer/SOURCES.md`` there says where they come from). Codes are those of the General Statistics Office: two digits for a
province, three for a district, five for a commune, ward or town. One trie over folded names, stored as a hash of its
nodes, finds the longest name at a word in time linear in the name.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import resources

from ...errors import PackError
from ...yaml_files import read_yaml
from ..text import fold

REFORM = "2025-07-01"  # the day from which there are 34 provinces and no districts
PACK = "antq_vi"

_WORD = re.compile(r"[^\W_]+")
# Highland names are spelled in several ways, and i/y differ between houses: one letter stands for all.
_SPELLING = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_HIGHLAND = re.compile(r"(?<![^\W\d_])([đdlp])[aăâáắ]([kc])(?![^\W\d_])")
_LEVEL_OF_LENGTH = {2: "province", 3: "district", 5: "commune"}


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit, a region or a country, under one of its names.

    ``level`` is ``province``, ``district``, ``commune``, ``region`` or ``foreign``; ``kind`` the level word in lower
    case (*thị xã*); ``parent`` the code of the unit above. ``former`` units no longer exist on the gazetteer's date.
    """

    code: str
    level: str
    kind: str
    name: str
    parent: str = ""
    editions: str = ""
    former: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """``places.yaml`` of the pack: lists of folded phrases by their names, and tables."""

    lists: dict[str, tuple[str, ...]]
    tables: dict[str, dict[str, object]]


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name as the gazetteer compares them: folded, without hyphens and apostrophes."""
    return tuple(_WORD.findall(spelling(fold(name))))


def spelling(norm: str) -> str:
    """Folded text with the spellings of one name made one; position for position."""
    return _HIGHLAND.sub(lambda m: f"{'đ' if m[1] == 'd' else m[1]}ak", norm.translate(_SPELLING))


class Gazetteer:
    """Units by name and by code. ``units`` come first, ``former`` ones only where no present unit has the name."""

    def __init__(self, units: Iterable[Unit]):
        self.by_code: dict[str, Unit] = {}
        self._nodes: dict[tuple[str, ...], list[Unit] | None] = {}
        for unit in units:
            if not unit.former:
                self.by_code[unit.code] = unit
            self.add(unit.name, unit)

    def add(self, name: str, unit: Unit) -> None:
        """Makes ``unit`` findable under ``name`` too, with and without its apostrophe."""
        key = name_key(name)
        if not key:
            return
        self._insert(key, unit)
        for at in range(len(key) - 1):
            if len(key[at]) == 1 and key[at].isalpha() and not key[at + 1].isdigit():
                self._insert((*key[:at], key[at] + key[at + 1], *key[at + 2 :]), unit)  # Cư Mgar for Cư M'gar

    def _insert(self, key: tuple[str, ...], unit: Unit) -> None:
        for size in range(1, len(key)):
            self._nodes.setdefault(key[:size], None)
        known = self._nodes.get(key)
        if known is None:
            self._nodes[key] = [unit]
        elif unit not in known and not (
            unit.former and any(other.level == unit.level and not other.former for other in known)
        ):
            known.append(unit)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that names begin with."""
        return frozenset(key[0] for key in self._nodes)

    def may_start(self, first: str, second: str) -> bool:
        """Whether a name is the first word alone or goes on with the second."""
        return self._nodes.get((first,)) is not None or (first, second) in self._nodes

    def longest(self, words: Sequence[str], at: int) -> tuple[int, list[Unit]]:
        """The longest name that starts at ``words[at]``: how many words it has, and the units of that name."""
        best, units = 0, []
        for end in range(at + 1, min(len(words), at + 9) + 1):
            key = tuple(words[at:end])
            if key not in self._nodes:
                break
            found = self._nodes[key]
            if found is not None:
                best, units = end - at, found
        return best, units

    def find(self, name: str) -> list[Unit]:
        """The units of a name, without level word."""
        return self._nodes.get(name_key(name)) or []

    def province(self, name: str) -> Unit | None:
        """The province that ``name`` names, with or without its level word, else ``None``."""
        words = name_key(name)
        for drop in (0, 1, 2):
            for unit in self._nodes.get(words[drop:]) or ():
                if unit.level == "province":
                    return unit
        return None

    def above(self, unit: Unit) -> list[Unit]:
        """The chain of parents, nearest first."""
        chain: list[Unit] = []
        parent = self.by_code.get(unit.parent)
        while parent is not None and len(chain) < 3:
            chain.append(parent)
            parent = self.by_code.get(parent.parent)
        return chain

    def province_code(self, unit: Unit) -> str:
        """The code of the province that holds ``unit`` (its own, if it is one)."""
        return unit.code if unit.level == "province" else next((u.code for u in self.above(unit)[-1:]), "")


def gazetteer(published: str = "") -> Gazetteer:
    """The gazetteer as of an article's date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty: before July 2025)."""
    return _edition(published >= REFORM or (len(published) == 7 and published >= REFORM[:7]))


@lru_cache(maxsize=2)
def _edition(reformed: bool) -> Gazetteer:
    words = place_words()
    units = [*_former_districts(words), *_read_units("units_until_2025.tsv.gz")]
    if reformed:
        units = [*_read_units("units_from_2025.tsv.gz"), *(replace(unit, former=True) for unit in units)]
    made = Gazetteer(units)
    for table in ("province_aliases", "district_aliases"):
        for code, names in words.tables[table].items():
            unit = next((u for u in units if u.code == code), None)
            if unit is not None and isinstance(names, list):
                for name in names:
                    made.add(str(name), unit)
    for level, table in (("region", "regions"), ("foreign", "foreign")):
        for name in words.lists[table]:
            made.add(name, Unit("", level, "", name))
    return made


def _former_districts(words: PlaceWords) -> list[Unit]:
    units = []
    for code, entry in words.tables["former_districts"].items():
        if not (isinstance(entry, list) and len(entry) == 3):
            raise PackError(f"places.yaml: former_districts {code} must be [level word, name, code of the province]")
        kind, name, parent = (str(part) for part in entry)
        units.append(Unit(code, "district", kind, name, parent, "a"))
    return units


def _read_units(name: str) -> list[Unit]:
    packed = (resources.files(PACK) / "gazetteer" / name).read_bytes()
    units = []
    for line in gzip.decompress(packed).decode().splitlines():
        code, kind, unit_name, parent, editions = line.split("\t")
        units.append(Unit(code, _LEVEL_OF_LENGTH[len(code)], kind, unit_name, parent, editions))
    return units


def province_names() -> list[str]:
    """Names of the provinces before and since the reform of 2025, each once."""
    units = [*_read_units("units_until_2025.tsv.gz"), *_read_units("units_from_2025.tsv.gz")]
    return sorted({unit.name for unit in units if unit.level == "province"})


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """``places.yaml`` of the pack, folded.

    Raises:
        PackError: the file is missing or an entry is no phrase.
    """
    raw, _ = read_yaml(resources.files(PACK) / "places.yaml")
    lists: dict[str, tuple[str, ...]] = {}
    tables: dict[str, dict[str, object]] = {}
    for name, value in raw.items():
        if isinstance(value, dict):
            tables[name] = {str(key): item for key, item in value.items()}
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            lists[name] = tuple(fold(item) for item in value)
        elif isinstance(value, str):
            tables[name] = {"": value}
        else:
            raise PackError(f"places.yaml: '{name}' must be a list of phrases, a table or a phrase; quote numbers")
    return PlaceWords(lists, tables)
