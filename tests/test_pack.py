"""The default rule pack as a whole: nothing in it is idle, and mistakes in a pack are named with file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from antq_extract.errors import PackError
from antq_extract.rules.pack import load_pack, pack_folder

SHADOWS = {"block", "compound"}
SOURCES = Path(__file__).parent.parent / "src" / "antq_extract"


def test_every_word_class_is_used() -> None:
    """By a rule, by a class that a rule uses, or by name in the code."""
    pack = load_pack()
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    named = set(re.findall(r'"([a-z_]+)"', code)) | set(pack.readings.one_frames)
    used = {name for rule in pack.rules for name in rule.class_names()} | SHADOWS | (named & pack.classes.keys())
    grown = True
    while grown:
        including = {inner for name in used if name in pack.classes for inner in pack.classes[name].includes}
        grown = bool(including - used)
        used |= including
    assert not pack.classes.keys() - used


def test_a_rule_can_only_be_met_where_its_conditions_do_not_exclude_each_other() -> None:
    for rule in load_pack().rules:
        for place in ("head", "frame", "near", "sentence"):
            assert not set(getattr(rule, place)) & set(getattr(rule, "no_" + place)), rule.id


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(pack_folder("antq_vi"), folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("indicators/fires.yaml", "head: [fire]", "head: [fier]", "no word class named fier"),
        ("indicators/fires.yaml", "priority:", "prioriti:", "prioriti"),
        ("indicators/fires.yaml", "id: fires.noun", "id: blaze.noun", "begin with the code"),
        ("classes/groups.yaml", "includes: [", "includes: [nobody, ", "nobody"),
        ("units.yaml", "kind: money", "kind: coin", "kind"),
        ("cues.yaml", "comparator:", "comparator: [", "YAML"),
    ],
)
def test_a_mistake_is_named_with_its_file(copy: Path, file: str, old: str, new: str, says: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_pack(str(copy))
    assert says in str(error.value)
    assert Path(file).stem in str(error.value) or "classes" in str(error.value)


def test_a_pack_that_is_not_there_is_named() -> None:
    with pytest.raises(PackError, match="no_such_pack"):
        load_pack("no_such_pack")
