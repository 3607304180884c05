"""What ``evaluate`` counts as right, and that it says where the rest goes wrong."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from antq_extract.checks.records import figure_of
from antq_extract.cli.evaluate import evaluate
from antq_extract.evaluation.compare import agree
from antq_extract.evaluation.errors import Sentences, group, select
from antq_extract.evaluation.gold import GoldArticle, gold_figure, read_gold
from antq_extract.evaluation.reliability import expected_calibration_error, reliability
from antq_extract.evaluation.score import score

SHARED = Path(os.environ.get("ANTQ_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")
TEXT = "Phường Trà Lý mở 12 lớp học.\nHơn 340 lượt người đến dự, trồng 25 cây."
GOLD: list[dict[str, Any]] = [
    {"start": 17, "end": 19, "number_text": "12", "value": 12, "unit": "lớp", "indicator": "sessions"},
    {"start": 33, "end": 36, "number_text": "340", "value": 340, "unit": "lượt người", "indicator": "participants",
     "comparator": "more_than"},
    {"start": 62, "end": 64, "number_text": "25", "value": 25, "unit": "cây", "indicator": "other", "optional": True},
]  # fmt: skip


def make_gold(records: list[dict[str, Any]] = GOLD) -> list[GoldArticle]:
    return [GoldArticle("a", [gold_figure(record, "a") for record in records], TEXT)]


def found(*changes: dict[str, Any]) -> list[Any]:
    return [figure_of({"article_id": "a"} | record | change) for record, change in zip(GOLD, changes, strict=False)]


@pytest.mark.parametrize(
    ("field", "gold", "got", "same"),
    [
        ("value", "340", "340.0", True),
        ("value", "0.1", "0.10000000000001", True),
        ("value", "340", "34", False),
        ("total", "", "", True),
        ("total", "", "12", False),
        ("comparator", "", "exact", True),
        ("status", "", "planned", False),
        ("indicator", "", "other", True),
        ("unit", "lượt người", "Người", True),
        ("unit", "lượt người", "", False),
        ("place", "xã Tân Hội", "Tân  Hội", True),
        ("period_end", "2022-12-31", "2022-12-3", False),
        ("award", "giấy khen", "bằng khen", False),
    ],
)
def test_when_fields_agree(field: str, gold: str, got: str, same: bool) -> None:
    left, right = ({"article_id": "a", "value": 1} | {field: text} for text in (gold, got))
    assert agree(field, figure_of(left), figure_of(right)) is same


@pytest.mark.parametrize(
    ("figures", "detect", "typed", "record", "kinds"),
    [
        (found({}, {}, {}), (2, 0, 0), (2, 0, 0), (2, 0, 0), []),
        (found({}, {}), (2, 0, 0), (2, 0, 0), (2, 0, 0), []),
        (found({}), (1, 0, 1), (1, 0, 1), (1, 0, 1), ["missed"]),
        (found({"value": 21}, {}), (1, 1, 1), (1, 1, 1), (1, 1, 1), ["value"]),
        (found({"indicator": "members"}, {}), (2, 0, 0), (1, 1, 1), (1, 1, 1), ["indicator"]),
        (found({"indicator": "other"}, {}), (2, 0, 0), (1, 0, 1), (1, 0, 1), ["indicator"]),
        (found({}, {"comparator": "exact"}), (2, 0, 0), (2, 0, 0), (1, 1, 1), ["comparator"]),
        (found({}, {"unit": "hộ"}), (2, 0, 0), (2, 0, 0), (2, 0, 0), ["unit"]),
        ([*found({}, {}), *found({"start": 3, "end": 5})], (2, 1, 0), (2, 1, 0), (2, 1, 0), ["extra"]),
        (found({}, {}, {"indicator": "gifts", "value": 9}), (2, 0, 0), (2, 0, 0), (2, 0, 0), []),
    ],
)
def test_levels(figures: list[Any], detect: Any, typed: Any, record: Any, kinds: list[str]) -> None:
    result = score(make_gold(), figures)
    counted = [(c.tp, c.fp, c.fn) for c in result.levels.values()]
    assert counted == [detect, typed, record]
    assert [error.kind for error in result.errors] == kinds


def test_sentence_of_a_missed_figure_comes_from_the_text() -> None:
    gold = make_gold()
    result = score(gold, [])
    error = result.errors[1]
    sentence, start = Sentences(gold, []).of("a", error.figure.start, error.figure.end)
    assert sentence.startswith("Hơn 340 lượt người")
    assert TEXT[start:].startswith(sentence)


def test_filters_and_groups() -> None:
    result = score(make_gold(), found({"indicator": "members", "unit": "tổ"}, {"unit": "hộ"}))
    assert [e.kind for e in select(result.errors, ["unit"])] == ["unit", "unit"]
    assert [e.kind for e in select(result.errors, indicators=["participants"])] == ["unit"]
    first = group(result.errors)[0]
    assert (first.kind, first.expected, first.got) == ("indicator", "sessions", "members")


# The scorer that the project is measured with, where this machine has it.


@pytest.fixture(scope="module")
def reference() -> Any:
    path = SHARED / "bench" / "score.py"
    if not path.exists():
        pytest.skip("no shared scorer here")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(4))
def test_same_numbers_as_the_reference(reference: Any, seed: int) -> None:
    path = SHARED / "gold" / "dev" / "gold.jsonl"
    if not path.exists():
        pytest.skip("no shared gold here")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = _damaged(records, random.Random(seed))
    by_article = defaultdict(list)
    for row in rows:
        by_article[row["article_id"]].append(row)
    errors: list[Any] = []
    expected = reference.score(records, by_article, errors)
    result = score(read_gold(path), [figure_of(row) for row in rows])
    for level, counts in result.levels.items():
        want = expected[level]
        assert (counts.tp, counts.fp, counts.fn) == (want["tp"], want["fp"], want["fn"])
        assert counts.f1 == pytest.approx(want["f1"])
    assert result.accuracy == pytest.approx(expected["accuracy"])
    assert (result.articles, result.figures) == (expected["articles"], expected["figures"])
    got = {code: (c.tp, c.fp, c.fn) for code, c in result.indicators.items()}
    assert got == {code: (v["tp"], v["fp"], v["fn"]) for code, v in expected["indicators"].items()}
    assert len(result.errors) == len(errors)


def _damaged(records: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    """The gold as a bad extractor would find it: figures lost, shifted, doubled, retyped, fields changed."""
    rows = []
    for record in records:
        for figure in record["figures"]:
            row = {"article_id": record["id"]} | {k: v for k, v in figure.items() if k != "optional"}
            choice = dice.random()
            if choice < 0.1:
                continue
            if choice < 0.2:
                row["value"] = row["value"] * 10
            elif choice < 0.3:
                row["indicator"] = dice.choice(["cases", "other", "suspects"])
            elif choice < 0.5:
                row[dice.choice(["unit", "place", "period_start", "per", "comparator", "award"])] = "hơn"
            elif choice < 0.6:
                row["start"], row["end"] = row["start"] + 3, row["end"] + 3
            elif choice < 0.65:
                rows.append(dict(row))
            rows.append(row)
    return rows


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "figures": GOLD}) + "\n", encoding="utf-8")
    figures = tmp_path / "figures.csv"
    rows = [{"article_id": "a"} | GOLD[0], {"article_id": "a"} | GOLD[1] | {"comparator": "about", "unit": "[red]hộ"}]
    with figures.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({key for row in rows for key in row}))
        writer.writeheader()
        writer.writerows(rows)
    return gold, figures


def run(*arguments: object) -> Any:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_command_shows_scores_and_errors(files: tuple[Path, Path], tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    result = run(*files, "--csv", errors)
    assert result.exit_code == 0, result.output
    assert "comparator: more_than → about (1)" in result.stdout
    assert "unit: lượt người → [red]hộ (1)" in result.stdout
    rows = list(csv.DictReader(errors.open(encoding="utf-8")))
    assert {row["kind"] for row in rows} == {"comparator", "unit"}
    assert rows[0]["sentence"].startswith("Hơn 340")


def test_command_as_json_with_filter(files: tuple[Path, Path]) -> None:
    result = run(*files, "--json", "--field", "comparator")
    data = json.loads(result.stdout)
    assert data["record"]["tp"] == 1
    assert [error["kind"] for error in data["errors"]] == ["comparator"]
    assert "neither gold nor figures have the indicator 'colours'" in run(*files, "--indicator", "colours").stderr


def test_reliability_of_rules() -> None:
    figures = found({"rule": "sessions.noun", "confidence": "0.9"}, {"rule": "r", "confidence": "0.9", "indicator": "cases"}, {"rule": "r"})
    extra = figure_of({"article_id": "a", "start": 53, "end": 55, "rule": "r", "confidence": "0.5", "value": "1"})
    by_rule, tenths = reliability(make_gold(), [*figures, extra])
    assert {rule: (r.figures, r.right) for rule, r in by_rule.items()} == {"r": (2, 0), "sessions.noun": (1, 1)}
    assert next(iter(by_rule)) == "r"
    assert [(t.figures, t.right, round(t.confidence, 3)) for t in tenths] == [(1, 0, 0.5), (2, 1, 0.9)]
    assert expected_calibration_error(tenths) == pytest.approx((0.5 + 2 * 0.4) / 3)
    assert expected_calibration_error([]) == 0


def test_command_shows_rules(files: tuple[Path, Path]) -> None:
    shown = run(*files, "--summary", "--rules").stdout
    assert "1.000 of the figures typed rightly" in shown
    assert json.loads(run(*files, "--json", "--rules").stdout)["rules"][""]["right"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.jsonl", "figures.csv"], "missing.jsonl"),
        (["gold.jsonl", "missing.csv"], "missing.csv"),
        (["gold.jsonl", "gold.txt"], "unknown format"),
        (["gold.jsonl", "figures.csv", "--field", "colour"], "no field 'colour'"),
        (["figures.csv", "gold.jsonl"], "figures.csv, line 1: not JSON"),
        (["broken.jsonl", "figures.csv"], "broken.jsonl, line 2: not JSON"),
    ],
)
def test_wrong_calls_end_with_2_and_a_message(files: tuple[Path, Path], arguments: list[str], message: str) -> None:
    folder = files[0].parent
    (folder / "gold.txt").write_text("not a table", encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"id": "a", "figures": []}\n{"id": \n', encoding="utf-8")
    result = run(*(folder / a if "." in a else a for a in arguments))
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_rows_that_cannot_be_read_are_listed_and_set_aside(files: tuple[Path, Path]) -> None:
    gold, figures = files
    with figures.open("a", encoding="utf-8") as file:
        file.write("a,,x,,,oops,oops,\n")
    result = run(gold, figures)
    assert result.exit_code == 1
    assert "set aside" in result.stderr
    assert "row 3" in result.stderr


def test_tagged_articles_are_gold_too(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("---\nid: a\n---\nKhu vực Bến Đá mở [[12|sessions lớp]] lớp học.\n", encoding="utf-8")
    for path in (article, tmp_path):
        (read,) = read_gold(path)
        assert read.text.startswith("Khu vực Bến Đá mở 12 lớp học.")
        assert read.figures[0].figure.value == Decimal(12)
