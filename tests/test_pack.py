"""The rule pack is validated when it is loaded, and a linguist adds to it by editing files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import antq_extract
from antq_extract.errors import PackError
from antq_extract.rules.pack import load_pack

BRIDGES = """\
code: bridges
counts: bridges built for a community
words: [cầu dân sinh, cây cầu dân sinh]
rules:
  - id: bridges.noun
    head: [bridges]
    priority: 60
    examples:
      match: ["Xã khánh thành [3] cầu dân sinh."]
      no_match: ["Xã có [3] thôn."]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(load_pack().folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_default_pack_has_the_indicators_of_the_specification() -> None:
    assert len(load_pack().indicators) == 34


def test_adding_an_indicator_is_adding_one_file(pack: Path) -> None:
    (pack / "indicators" / "bridges.yaml").write_text(BRIDGES, encoding="utf-8")
    assert "bridges" in load_pack(str(pack)).indicators
    nlp = antq_extract.load(str(pack))
    figures = antq_extract.extract("Xã khánh thành 3 cầu dân sinh và có 5 thôn.", nlp=nlp)
    assert [(f.indicator, int(f.value)) for f in figures] == [("bridges", 3), ("admin_units", 5)]


def test_another_pack_gives_other_ids(pack: Path) -> None:
    (pack / "indicators" / "bridges.yaml").write_text(BRIDGES, encoding="utf-8")
    ids = {antq_extract.extract("Có 3 thôn.", nlp=antq_extract.load(p))[0].figure_id for p in ("antq_vi", str(pack))}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("indicators/bridges.yaml", "head:", "hed:", r"bridges\.yaml:6: rules\.0\.hed"),
        ("indicators/bridges.yaml", "[bridges]", "[bridgez]", r"bridges\.yaml:5: .*no word class named bridgez"),
        ("indicators/bridges.yaml", "priority: 60", "priority: 600", r"bridges\.yaml:7: rules\.0\.priority"),
        ("indicators/bridges.yaml", "id: bridges.noun", "id: gifts.noun", r"bridges\.yaml:5: rule ids"),
        ("indicators/bridges.yaml", "      no_match", "      nomatch", r"bridges\.yaml:\d+: rules\.0\.examples"),
        ("indicators/bridges.yaml", "counts:", "counts: [", r"bridges\.yaml:\d+: is no valid YAML"),
    ],
)
def test_errors_name_file_and_line(pack: Path, file: str, old: str, new: str, message: str) -> None:
    (pack / file).write_text(BRIDGES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=message):
        load_pack(str(pack))


def test_an_indicator_stands_in_one_file(pack: Path) -> None:
    (pack / "indicators" / "z.yaml").write_text(BRIDGES.replace("bridges", "gifts"), encoding="utf-8")
    with pytest.raises(PackError, match="'gifts' stands in another file already"):
        load_pack(str(pack))


def test_a_class_must_hold_words(pack: Path) -> None:
    (pack / "classes" / "new.yaml").write_text("empty_class:\n  frame: true\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"new\.yaml:1: .*words or includes"):
        load_pack(str(pack))


def test_a_missing_pack_is_named() -> None:
    with pytest.raises(PackError, match="no rule pack 'nowhere'"):
        load_pack("nowhere")
