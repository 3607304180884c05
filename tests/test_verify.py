"""What an archive says about claims."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from antq_extract.checks.claims import claim_of, claims_of_figures, period_of
from antq_extract.checks.records import figure_of, plain_record
from antq_extract.checks.verify import verify as verify_claims
from antq_extract.cli.verify import verify
from antq_extract.errors import InputError
from antq_extract.figure import Figure

YEAR = {"period_start": "2021-01-01", "period_end": "2021-12-31"}
BASE = {
    "article_id": "bao-1", "source": "https://bao.example/1", "published": "2022-01-04", "indicator": "fires",
    "value": 58, "unit": "vụ", "noun": "vụ cháy", "place": "tỉnh Trà Lĩnh", "number_text": "58",
    "start": 10, "end": 12, "sentence": "Xảy ra 58 vụ cháy trong năm.", "sentence_start": 3, **YEAR,
}  # fmt: skip
CLAIM = {"indicator": "fires", "place": "Trà Lĩnh", "period": "2021", "value": "58", "unit": "vụ"}


def archive(*changes: dict[str, Any]) -> list[Figure]:
    return [figure_of(BASE | change) for change in changes]


@pytest.mark.parametrize(
    ("claim", "figures", "verdict"),
    [
        ({}, archive({}), "confirmed"),
        ({"unit": ""}, archive({}), "confirmed"),
        ({"period": ""}, archive({}), "confirmed"),
        ({"place": ""}, archive({}), "confirmed"),
        ({"comparator": "more_than", "value": "50"}, archive({}), "confirmed"),
        ({}, archive({"comparator": "more_than", "value": 55}), "compatible"),
        ({"comparator": "more_than", "value": "55"}, archive({"comparator": "more_than", "value": 55}), "confirmed"),
        ({}, archive({"period_end": "2021-06-30"}), "compatible"),
        ({"value": "61"}, archive({}), "contradicted"),
        ({"value": "61"}, archive({}, {"article_id": "bao-2", "value": 61}), "confirmed"),
        ({"value": "61", "comparator": "at_most"}, archive({}), "confirmed"),
        ({"value": "61", "comparator": "at_least"}, archive({}), "contradicted"),
        ({"value": "61"}, archive({"period_end": "2021-06-30"}), "not found"),
        ({"value": "61", "period": ""}, archive({}), "not found"),
        ({"value": "61"}, archive({"period_start": "", "period_end": ""}), "not found"),
        ({"value": "61"}, archive({"place": "Kim Ngân"}), "not found"),
        ({"value": "61"}, archive({"status": "planned"}), "not found"),
        ({"value": "61"}, archive({"change": "increase"}), "not found"),
        ({"value": "61"}, archive({"unit": "%"}), "not found"),
        ({"value": "61"}, archive({"indicator": "cases"}), "not found"),
        ({"value": "61", "noun": "vụ nổ"}, archive({}), "not found"),
        ({}, archive({"unit": "người"}), "not found"),
        ({}, [], "not found"),
    ],
)
def test_verdicts(claim: dict[str, Any], figures: list[Figure], verdict: str) -> None:
    (given,) = verify_claims([claim_of(CLAIM | claim, "1")], figures)
    assert given.verdict == verdict
    assert bool(given.evidence) == (verdict != "not found")


def test_evidence_names_source_sentence_and_offsets() -> None:
    (verdict,) = verify_claims([claim_of(CLAIM, "1")], archive({}, {"published": "2023-01-01", "article_id": "bao-2"}))
    newest, older = verdict.records()
    assert newest["article_id"] == "bao-2"
    assert older["link"] == "https://bao.example/1#char=10,12"
    assert older["sentence"] == BASE["sentence"]


@pytest.mark.parametrize(
    ("place", "code", "verdict"),
    [("Kon Tum", "62", "confirmed"), ("tỉnh Kon Tum", "62", "confirmed"), ("Kon Tum", "608", "not found"), ("Kon Tum", "", "confirmed"),
     ("thành phố Kon Tum", "608", "confirmed"), ("TP Đà Nẵng", "48", "confirmed"), ("TP Đà Nẵng", "62", "not found")],
)
def test_a_bare_name_is_the_province(place: str, code: str, verdict: str) -> None:
    figures = archive({"place": "Kon Tum", "place_code": code})
    (given,) = verify_claims([claim_of(CLAIM | {"place": place}, "1")], figures)
    assert given.verdict == verdict


def test_copies_are_one_independent_source() -> None:
    second = {"start": 60, "end": 62, "sentence_start": 50, "sentence": "Lực lượng tại chỗ dập tắt 58 vụ cháy ngay từ đầu ở các thôn."}
    first = {"sentence": "Cả năm qua toàn huyện Trà Lĩnh xảy ra 58 vụ cháy lớn nhỏ."}
    copied = [first | {"article_id": name} for name in ("a", "b")] + [second | {"article_id": name} for name in ("a", "b")]
    (verdict,) = verify_claims([claim_of(CLAIM, "1")], archive(*copied, {"article_id": "c"}))
    assert verdict.verdict == "confirmed"
    assert len({piece.figure.article_id for piece in verdict.evidence}) == 3
    assert verdict.independent == 2


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2021-02-03", "2021-02-03", "2021-02-03"),
        ("2021-01..2021-06", "2021-01-01", "2021-06-30"),
        ("..2021-06", "", "2021-06-30"),
        ("2021..", "2021-01-01", ""),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    assert period_of(text) == (start, end)


@pytest.mark.parametrize("text", ["soon", "2021-13", "2021-02-30", "21", "2021..x"])
def test_periods_that_cannot_be_read(text: str) -> None:
    with pytest.raises(InputError, match="period"):
        period_of(text)


def run(*arguments: object, stdin: str = "") -> Any:
    app = typer.Typer()
    app.command()(verify)
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims.csv").write_text(
        "id,indicator,place,period,value,comparator\n"
        "c1,fires,Trà Lĩnh,2021,58,\n"
        "c2,fires,Trà Lĩnh,2021,61,exact\n"
        "c3,deaths,Trà Lĩnh,2021,2,\n",
        encoding="utf-8",
    )
    rows = [json.dumps(plain_record(figure)) for figure in archive({}, {"article_id": "bao-2", "comparator": "about"})]
    (tmp_path / "figures.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def test_command_writes_one_row_a_piece_of_evidence(folder: Path) -> None:
    out = folder / "verdicts.csv"
    result = run(folder / "claims.csv", "--against", folder / "figures.jsonl", "-o", out)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    told = {(row["claim_id"], row["verdict"]) for row in rows}
    assert told == {("c1", "confirmed"), ("c2", "compatible"), ("c3", "not found")}
    assert "3 claims" in result.stderr
    assert "no figure of the indicator 'deaths'" in result.stderr


def test_command_shows_claims_and_evidence(folder: Path) -> None:
    result = run(folder / "claims.csv", "--against", folder / "figures.jsonl")
    assert "confirmed" in result.stdout
    assert "https://bao.example/1#char=10,12" in result.stdout.replace("\n", "")


@pytest.mark.parametrize(
    ("claims", "status", "message"),
    [("missing.csv", 2, "no such file"), ("broken.csv", 1, "row 2"), ("novalue.csv", 2, "no column value"),
     ("Xã mở 12 lớp", 2, "no such file; sentences go into a .txt file, or to standard input with -"),
     ("words.csv", 1, "row 1: comparator is none of exact, about, more_than"), ("words.csv", 1, "row 2: status is none of reported, planned"),
     ("words.csv", 1, "row 3: period is not a date: '2021-13'")],
)  # fmt: skip
def test_bad_claims(folder: Path, claims: str, status: int, message: str) -> None:
    (folder / "words.csv").write_text("value,comparator,status,period_start\n5,hơn,,\n6,,done,\n7,,,2021-13\n8,,,2021\n", encoding="utf-8")
    (folder / "broken.csv").write_text("value,period\n5,2021\nmany,2021\n", encoding="utf-8")
    (folder / "novalue.csv").write_text("indicator,place\nfires,Gò Me\n", encoding="utf-8")
    result = run(folder / claims, "--against", folder / "figures.jsonl")
    assert result.exit_code == status
    assert message in result.stderr


def test_sentences_are_read_for_their_numbers(folder: Path) -> None:
    sentence = "Năm 2021, toàn huyện xảy ra 61 vụ cháy."
    claims = folder / "claim.txt"
    claims.write_text(sentence, encoding="utf-8")
    noun = plain_record(figure_of(BASE | {"place": "", "noun": "vụ cháy", "unit": "vụ cháy"}))
    (folder / "archive.jsonl").write_text(json.dumps(noun), encoding="utf-8")
    result = run(claims, "--against", folder / "archive.jsonl", "--json", "--published", "2022-01-10")
    assert result.exit_code == 0, result.output
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["claim"], row["value"], row["verdict"]) == (sentence, "61", "contradicted")
    assert row["evidence_value"] == "58"


def test_what_has_no_effect_on_a_table_is_told(folder: Path) -> None:
    (folder / "thousands.csv").write_text("id,value,period\na,1.250,2021\nb,58,2021\n", encoding="utf-8")
    result = run(folder / "thousands.csv", "--against", folder / "figures.jsonl", "--published", "2022-01-10")
    assert result.exit_code == 0, result.output
    assert "--province and --published tell of sentences and articles; thousands.csv is a table of claims" in result.stderr
    assert "the value 1.250 of claim a is read as a decimal; write 1250 for thousands" in result.stderr
    assert "note" not in run(folder / "claims.csv", "--against", folder / "figures.jsonl").stderr.replace("note: the archive", "")


def test_sentences_from_standard_input(folder: Path) -> None:
    noun = plain_record(figure_of(BASE | {"place": "", "noun": "vụ cháy", "unit": "vụ cháy"}))
    (folder / "archive.jsonl").write_text(json.dumps(noun), encoding="utf-8")
    result = run("-", "--against", folder / "archive.jsonl", stdin="Năm 2021, toàn huyện xảy ra 58 vụ cháy.")
    assert result.exit_code == 0, result.output
    assert "1 claim: 1 confirmed" in result.stdout


def test_the_article_itself_is_no_evidence(folder: Path) -> None:
    claims = claims_of_figures(archive({}))
    (verdict,) = verify_claims(claims, archive({}, {"article_id": "bao-2"}))
    assert [piece.figure.article_id for piece in verdict.evidence] == ["bao-2"]
