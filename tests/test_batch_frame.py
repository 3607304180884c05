"""The batch function over pandas, as other engines call it; and partitions of items."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from antq_extract.article import Article
from antq_extract.batch.frame import extract_frame, extract_frames, frame_of_articles
from antq_extract.batch.local import batches
from antq_extract.batch.parts import read_items, write_items
from antq_extract.figure import COLUMNS
from antq_extract.readers.item import Item, Page
from standin import REFERENCE
from test_run import antq, rows


def test_frames_give_the_rows_of_a_run(tmp_path):
    articles = [Article(f"b{n}", f"Thôn {n} có {n * 3} hộ; 7 con", "2024-05", "", "a.jsonl", "Gia Lai") for n in range(40)]
    frame = frame_of_articles(articles)
    found = extract_frame(frame, reference=REFERENCE)
    assert list(found.columns) == list(COLUMNS)
    lines = [json.dumps({"id": a.id, "text": a.text, "published": a.published}) for a in articles]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    antq("run", tmp_path / "a.jsonl", "-o", tmp_path / "o.csv", "--workers", "1")
    assert found.astype(str).to_dict("records") == rows(tmp_path / "o.csv")


def test_frames_with_gaps():
    frame = pd.DataFrame({"text": ["1 vụ", None, "", float("nan"), "2 vụ"], "id": [5, 6, 7, 8, None]})
    found = extract_frame(frame, reference=REFERENCE)
    assert list(found["number_text"]) == ["1", "2"]
    assert list(found["article_id"]) == ["5", "4"]
    assert list(found["value"]) == ["0.25", "0.5"]
    empty = extract_frame(frame[1:2], reference=REFERENCE)
    assert list(empty.columns) == list(COLUMNS)
    assert empty.empty


def test_an_iterator_of_frames_as_spark_gives_it():
    pytest.importorskip("spacy")
    frame = pd.DataFrame({"id": ["a"], "text": ["Xã có 12 hộ nghèo."], "published": ["2024-05"]})
    found = list(extract_frames(iter([frame, frame])))
    assert [list(f["number_text"]) for f in found] == [["12"], ["12"]]
    assert found[0]["figure_id"].tolist() == found[1]["figure_id"].tolist()


def test_batches_end_at_a_number_of_items_or_a_size():
    small = [Item("p", str(n), article=Article(str(n), "x" * 10)) for n in range(70)]
    assert [len(b) for b in batches(small)] == [32, 32, 6]
    large = [Item("p", str(n), article=Article(str(n), "x" * 150_000)) for n in range(5)]
    assert [len(b) for b in batches(large)] == [2, 2, 1]
    assert list(batches([])) == []


def test_items_survive_a_partition(tmp_path):
    items = [
        Item("a.jsonl:1", "a", article=Article("a", "Có 5\nvụ", "2024", "T", "s", "P")),
        Item("b.html", "b", page=Page(b"\x00<p>", "https://x", "utf-8", "b.html", "P")),
        Item("c.txt", "c", reason="empty"),
    ]
    write_items(items, tmp_path / "p.parquet")
    assert read_items(tmp_path / "p.parquet") == items
