"""A rule pack: the folder of YAML files that says what the extractor looks for.

A pack is found by the name of its entry point (group ``antq_extract.packs``: an importable package that holds the files) or by
the path of its folder. Loading validates every file; errors name file and line.
"""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from ..errors import PackError
from ..language.lexicon import Lexicon
from ..yaml_files import line_of, meant, read_yaml, validated
from .model import Cues, Indicator, PackInfo, Readings, Rule, Unit, WordClass

DEFAULT_PACK = "antq_vi"
OTHER = "other"
BUILT_IN = frozenset((
    "award_scene", "award_count", "locative", "dative", "each", "for", "unknown", "length", "about_crime", "about_aid", "about_traffic",
    "about_violations", "about_market", "about_violence", "area_measure", "by_measure", "about_damage", "about_houses", "about_fraud", "about_sport", "with_groups", "with_sessions", "with_patrols", "of_patrols", "passive",
))  # fmt: skip
"""Classes that the code finds, not words: the number counts recipients of an award, or awards, stands behind *ở, tại, của*,
is money *cho*, *ủng hộ* somebody, holds for each of something, stands behind *cho*, undergoes (*bị*) what the predicate
behind it says, has a head that no class knows, is a length, stands in an article about something, or counts what makes up the groups, sessions, patrols before it."""


@dataclass(slots=True)
class Pack:
    """A loaded rule pack.

    Attributes:
        key: the name or path that it was loaded by.
        folder: where its files are, for rooms that read files of their own (temporal.yaml, places.yaml …).
        rules: of all indicators, in the order in which they are tried: highest priority first.
        lexicon: all word classes, indicators' own words and units as one lexicon.
        digest: hash of the files; part of every figure's id.
    """

    key: str
    info: PackInfo
    folder: Path
    indicators: dict[str, Indicator]
    classes: dict[str, WordClass]
    units: dict[str, Unit]
    cues: Cues
    readings: Readings
    rules: list[Rule]
    lexicon: Lexicon
    frames: frozenset[str]
    strong: frozenset[str]
    digest: str
    nouns: frozenset[str] = field(default_factory=frozenset)


def pack_folder(name: str) -> Path:
    """The folder of a pack, by its name or path.

    Raises:
        PackError: there is no such pack.
    """
    path = Path(name)
    if (path / "pack.yaml").is_file():
        return path
    for point in entry_points(group="antq_extract.packs"):
        if point.name == name:
            name = point.value
            break
    try:
        module = importlib.import_module(name)
    except (ImportError, ValueError, TypeError):
        raise PackError(
            f"no rule pack {name!r}: give the name of an installed pack (default {DEFAULT_PACK}) or a folder with pack.yaml"
        ) from None
    folder = Path(module.__path__[0])
    if not (folder / "pack.yaml").is_file():
        raise PackError(f"{folder}: is no rule pack: it has no pack.yaml")
    return folder


@lru_cache(maxsize=8)
def load_pack(name: str = DEFAULT_PACK) -> Pack:
    """Loads and validates a rule pack.

    Raises:
        PackError: a file is missing or wrong; the message names file and line.
    """
    folder = pack_folder(name)
    info = _one(PackInfo, folder / "pack.yaml")
    classes = _classes(folder)
    indicators = _indicators(folder, classes)
    units = _units(folder)
    lexicon = Lexicon()
    for class_name, word_class in classes.items():
        for including in _with_including(class_name, classes):
            for word in word_class.words:
                lexicon.add(word, including)
    for code, indicator in indicators.items():
        for word in indicator.words:
            lexicon.add(word, code)
    for unit in units:
        for form in unit.forms:
            lexicon.add(form, "unit:" + unit.unit)
    rules = sorted((rule for indicator in indicators.values() for rule in indicator.rules), key=lambda r: (-r.priority, r.id))
    for class_name, word_class in classes.items():
        unknown = set(word_class.includes) - classes.keys()
        if unknown:
            raise PackError(f"{folder / 'classes'}: the word class {class_name!r} includes {', '.join(sorted(unknown))}, which is none")
    frames = frozenset(name for name, word_class in classes.items() if word_class.frame)
    context = frozenset(name for name, word_class in classes.items() if word_class.context)
    nouns = frozenset(classes) - frames - context - {"block", "compound"} | frozenset(c for c, i in indicators.items() if i.words)
    return Pack(
        name, info, folder, indicators, classes, {unit.unit: unit for unit in units}, _one(Cues, folder / "cues.yaml"),
        _one(Readings, folder / "readings.yaml"), rules, lexicon.freeze(), frames,
        frozenset(name for name, word_class in classes.items() if word_class.strong), _digest(folder), nouns,
    )  # fmt: skip


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder. Raises :class:`PackError` for one whose name would have it passed over."""
    for path in sorted(folder.glob("*.yml")):
        raise PackError(f"{path}: must end in .yaml to be read: name it {path.stem}.yaml")
    return sorted(folder.glob("*.yaml"))


def _one(model, path: Path):
    data, node = read_yaml(path)
    return validated(model, data, node, path)


def _classes(folder: Path) -> dict[str, WordClass]:
    classes: dict[str, WordClass] = {}
    for path in _yaml_files(folder / "classes"):
        data, node = read_yaml(path)
        if not isinstance(data, dict):
            raise PackError(f"{path}:1: must map names of word classes to their words")
        for name, value in data.items():
            if name in classes:
                raise PackError(f"{path}: the word class {name!r} stands in another file already")
            classes[name] = validated(WordClass, value, node, path, (name,))
    if not classes:
        raise PackError(f"{folder / 'classes'}: holds no word classes")
    return classes


def _indicators(folder: Path, classes: dict[str, WordClass]) -> dict[str, Indicator]:
    indicators: dict[str, Indicator] = {}
    rule_ids: set[str] = set()
    for path in _yaml_files(folder / "indicators"):
        data, node = read_yaml(path)
        indicator = validated(Indicator, data, node, path)
        if indicator.code != path.stem:
            raise PackError(f"{path}:{line_of(node, ('code',))}: code {indicator.code!r} must be the file's name: {path.stem}")
        known = classes.keys() | BUILT_IN | ({indicator.code} if indicator.words else set())
        for index, rule in enumerate(indicator.rules):
            unknown = rule.class_names() - known
            line = line_of(node, ("rules", index))
            if unknown:
                raise PackError(f"{path}:{line}: rule {rule.id}: no word class named {', '.join(sorted(unknown))}{meant(min(unknown), known)}")
            if rule.id in rule_ids or not rule.id.startswith(indicator.code + "."):
                raise PackError(f"{path}:{line}: rule ids are unique and begin with the code: {indicator.code}.…, not {rule.id}")
            rule_ids.add(rule.id)
        indicators[indicator.code] = indicator
    if not indicators:
        raise PackError(f"{folder / 'indicators'}: holds no indicators")
    return indicators


def _with_including(name: str, classes: dict[str, WordClass]) -> list[str]:
    """A class and all classes that include it, directly or by others."""
    names = [name]
    for current in names:
        names.extend(n for n, c in classes.items() if current in c.includes and n not in names)
    return names


def _units(folder: Path) -> list[Unit]:
    path = folder / "units.yaml"
    data, node = read_yaml(path)
    if not isinstance(data, list):
        raise PackError(f"{path}:1: must be a list of units")
    return [validated(Unit, value, node, path, (index,)) for index, value in enumerate(data)]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
