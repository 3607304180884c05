"""`run` with the extraction itself, from files to files."""

from __future__ import annotations

import json

import pytest

from test_run import antq, rows

TEXTS = [
    "date 2024-05\nXã Hòa Thử mở 14 buổi tuyên truyền với 1.320 lượt người dự.\nCông an xã tiếp nhận 27/31 tin báo.",
    "Hội Chữ thập đỏ trao 60 suất quà, mỗi suất 400.000 đồng, tổng trị giá hơn 24 triệu đồng cho các hộ nghèo.",
    "Không có con số nào ở đây cả, chỉ có lời kể của người dân về một mùa lúa.",
    "Từ đầu năm 2023 đến nay, số vụ trộm cắp giảm 7,5% (74/80 vụ).",
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The same articles done here, in a pool, and by Dask."""
    folder = tmp_path_factory.mktemp("run")
    lines = [{"id": f"b{n}", "text": TEXTS[n % 4], "published": "2023-09"} for n in range(100)]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    ways = {"here": ["--workers", "1"], "pool": ["--workers", "2"], "dask": ["--workers", "1", "--engine", "dask"]}
    for way, options in ways.items():
        if way == "dask":
            pytest.importorskip("distributed")
        done = antq("run", folder / "a.jsonl", "-o", folder / f"{way}.csv", *options, module="antq_extract.cli.main")
        assert done.returncode == 0, done.err
    return folder


def test_every_engine_writes_the_same(outputs):
    here = (outputs / "here.csv").read_bytes()
    assert (outputs / "pool.csv").read_bytes() == here
    assert (outputs / "dask.csv").read_bytes() == here


def test_rows_prove_their_numbers(outputs):
    found = rows(outputs / "here.csv")
    assert len(found) > 150
    for row in found:
        text = TEXTS[int(row["article_id"][1:]) % 4]
        assert text[int(row["start"]) : int(row["end"])] == row["number_text"]
        assert text[int(row["sentence_start"]) :].startswith(row["sentence"])
    first = {r["number_text"]: r for r in found if r["article_id"] == "b0"}
    assert (first["1.320"]["value"], first["27/31"]["value"], first["27/31"]["total"]) == ("1320", "27", "31")
    assert not [r for r in found if r["article_id"] == "b2"]


def test_ids_do_not_depend_on_the_run(outputs, tmp_path):
    record = {"id": "b1", "text": TEXTS[1], "published": "2023-09", "title": "Khác"}
    (tmp_path / "khác.jsonl").write_text(json.dumps(record), encoding="utf-8")
    done = antq("run", tmp_path, "-o", tmp_path / "o.csv", module="antq_extract.cli.main")
    assert done.returncode == 0, done.err
    ids = [r["figure_id"] for r in rows(tmp_path / "o.csv")]
    assert ids
    assert ids == [r["figure_id"] for r in rows(outputs / "here.csv") if r["article_id"] == "b1"]


def test_an_unknown_pack_is_a_wrong_call(outputs, tmp_path):
    done = antq("run", outputs / "a.jsonl", "-o", tmp_path / "o.csv", "--pack", "antq_xx", module="antq_extract.cli.main")
    assert done.returncode == 2
    assert "no rule pack 'antq_xx'" in done.err
    assert not list(tmp_path.iterdir())
