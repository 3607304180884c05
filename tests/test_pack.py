"""The default rule pack as a whole: nothing in it is idle, and mistakes in a pack are named with file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antq_extract.cli.main import app
from antq_extract.errors import PackError
from antq_extract.pipeline.corridor import corridor
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
        ("indicators/fires.yaml", "head: [fire]", "hed: [fire]", "fires.yaml:5: rules.0.hed: is no field here; do you mean 'head'?"),
        ("indicators/fires.yaml", "head: [fire]", "head: fire", "rules.0.head: must be a list: [one, another]"),
        ("indicators/fires.yaml", "head: [fire]", "head: [fier]", "do you mean 'fire'?"),
        ("indicators/fires.yaml", "head: [fire]", "head: [fire]\n    head: [fire]", "'head' stands twice"),
        ("indicators/fires.yaml", "    head: [fire]", "\thead: [fire]", "a tab; indent with blanks"),
        ("indicators/fires.yaml", "code: fires", "code: deaths", "must be the file's name: fires"),
        ("indicators/fires.yaml", "code: fires", "code: Fires", "must be written in small letters"),
        ("indicators/fires.yaml", "counts: ", "counts: 5 # ", "counts: must be text"),
        ("indicators/fires.yaml", "xảy ra [9] vụ cháy", "xảy ra 9 vụ cháy", "puts the one number in question in brackets"),
        ("indicators/fires.yaml", "kind: [count, percent]", "kind: [coins]", "must be one of 'count', 'percent', 'money' or 'measure'"),
        ("indicators/fires.yaml", "priority: 70", "priority: high", "rules.0.priority: must be a whole number"),
        ("indicators/fires.yaml", "examples:", "example:", "do you mean 'examples'?"),
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


def test_a_file_that_would_be_passed_over_is_named(copy: Path) -> None:
    (copy / "indicators" / "fires.yaml").rename(copy / "indicators" / "fires.yml")
    with pytest.raises(PackError, match=r"name it fires\.yaml"):
        load_pack(str(copy))


def test_a_file_that_is_not_utf_8_is_named(copy: Path) -> None:
    (copy / "units.yaml").write_bytes("Đơn vị".encode("utf-16"))
    with pytest.raises(PackError, match=r"units\.yaml: is not UTF-8"):
        load_pack(str(copy))


def test_a_linguist_tries_the_examples(copy: Path) -> None:
    path = copy / "indicators" / "fires.yaml"
    text = path.read_text(encoding="utf-8")
    good = CliRunner().invoke(app, ["indicators", "fires", "--pack", str(copy), "--test"])
    assert (good.exit_code, "none failed" in good.stdout) == (0, True), good.output
    path.write_text(text.replace("[9] vụ cháy.", "[9] con bò.", 1).replace("[9] vụ trộm.", "[9] vụ nổ.", 1), encoding="utf-8")
    load_pack.cache_clear()
    corridor.cache_clear()
    bad = CliRunner().invoke(app, ["indicators", "fires", "--pack", str(copy), "--test"], env={"COLUMNS": "200"})
    assert bad.exit_code == 1
    assert "fires.noun must type Trên địa bàn xảy ra 9 con bò." in bad.stdout
    assert "fires.noun must not type Trên địa bàn xảy ra 9 vụ nổ." in bad.stdout
    assert "2 failed" in bad.stdout


def test_a_pack_that_is_not_there_is_named() -> None:
    with pytest.raises(PackError, match="no_such_pack"):
        load_pack("no_such_pack")
