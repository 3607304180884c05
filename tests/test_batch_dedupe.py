"""Near copies are marked, never dropped."""

from __future__ import annotations

import json

import pytest

from test_run import antq, rows

pytest.importorskip("datasketch")

from antq_extract.batch.dedupe import CopyIndex, packed, signature, similarity

WORDS = "xã huyện tỉnh tổ chức hội nghị về trồng rừng với sự tham gia của nông dân và cán bộ các thôn bản trong vùng".split()


def story(seed: int, length: int = 220) -> str:
    """A text of its own for each seed."""
    state, words = seed * 7919 + 1, []
    for n in range(length):
        state = (state * 1103515245 + 12345) % (1 << 31)
        words.append(WORDS[(state >> 8) % len(WORDS)] + (str(state % 97) if n % 7 == 0 else ""))
    return " ".join(words)


def with_changes(text: str, changed: int) -> str:
    words = text.split()
    for n in range(changed):
        words[n * len(words) // max(changed, 1)] = f"khác{n}"
    return " ".join(words)


@pytest.mark.parametrize(("changed", "copy"), [(0, True), (1, True), (3, True), (60, False), (200, False)])
def test_how_much_may_differ(changed, copy):
    index = CopyIndex()
    index.add("gốc", signature(story(1)))
    assert index.original_of(signature(with_changes(story(1), changed))) == ("gốc" if copy else "")


def test_byline_case_and_spacing_do_not_matter():
    text = story(2)
    other = text.upper().replace(" ", "  \n") + " (Theo báo Thử)"
    assert similarity(signature(text), signature(other)) > 0.9


def test_different_stories_are_not_copies():
    index = CopyIndex()
    for n in range(60):
        signed = signature(story(n))
        assert index.original_of(signed) == ""
        index.add(str(n), signed)


@pytest.mark.parametrize("text", ["", "một", "một hai ba", "5"])
def test_short_texts(text):
    index = CopyIndex()
    index.add("a", signature(text))
    assert index.original_of(signature(text)) == "a"
    assert index.original_of(signature(text + " khác hẳn đi rồi nhé bạn ơi")) == ""


def test_originals_can_be_written_down_and_loaded(tmp_path):
    path = tmp_path / "s"
    path.write_bytes(b"".join(packed(f"bài {n}", signature(story(n))) for n in range(5)))
    index = CopyIndex()
    with open(path, "rb") as handle:
        index.load(handle)
    assert index.original_of(signature(story(3))) == "bài 3"


@pytest.mark.parametrize("form", ["csv", "sqlite"])
def test_run_marks_copies_and_keeps_them(tmp_path, form):
    texts = [story(1), story(2), with_changes(story(1), 1), story(3), with_changes(story(1), 2)]
    lines = [json.dumps({"id": f"b{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / f"o.{form}"
    done = antq("run", tmp_path / "a.jsonl", "-o", out, "--dedupe", "--articles", tmp_path / "a.csv", "--workers", "2")
    assert done.returncode == 0, done.err
    assert {r["id"]: r["duplicate_of"] for r in rows(tmp_path / "a.csv")} == {
        "b0": "", "b1": "", "b2": "b0", "b3": "", "b4": "b0",
    }  # fmt: skip
    assert "(2 near copies)" in done.err
    if form == "csv":
        assert {r["article_id"] for r in rows(out)} == {f"b{n}" for n in range(5)}
    else:
        import sqlite3

        db = sqlite3.connect(out)
        assert db.execute("SELECT count(*) FROM articles WHERE duplicate_of = 'b0'").fetchone() == (2,)
        db.close()
