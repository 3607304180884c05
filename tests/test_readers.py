"""Reading: formats, names, encodings, legacy fonts, and what is set aside with which reason."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import unicodedata
from pathlib import Path

import pytest
import zstandard

from antq_extract.errors import InputError, UsageError
from antq_extract.readers import encoding, legacy_fonts
from antq_extract.readers.ids import IdRegister
from antq_extract.readers.limits import Limits
from antq_extract.readers.reading import read_items
from antq_extract.readers.records import heading_date, published_date
from antq_extract.readers.sources import classify, find_sources

TEXT = (
    "Sáng 4-8, phường Tân Hòa Đông phát động phong trào trồng cây; đã có 1.350 hộ tham gia, trồng được 2.780 cây xanh"
    " trị giá hơn 96,4 triệu đồng. Ủy ban phường khen thưởng những gia đình tích cực, nhắc nhở kỹ việc giữ gìn."
)


def read(*paths: Path | str, size: int = 10_000_000, **options):
    """All items of some inputs, pages read."""
    from antq_extract.batch.work import article_of

    items = []
    for item in read_items(find_sources([str(p) for p in paths]).files, Limits(size), **options):
        if item.page is not None:
            try:
                item.article = article_of(item)
            except InputError as error:
                item.reason = str(error)
        items.append(item)
    return items


def articles(*paths: Path | str, **options):
    return [i.article for i in read(*paths, **options) if i.article is not None]


def reasons(*paths: Path | str, **options) -> list[str]:
    return [f"{Path(i.place).name}: {i.reason}" for i in read(*paths, **options) if i.reason]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", ("txt", "")),
        ("a.MD", ("md", "")),
        ("tin tức số 1.html.gz", ("html", "gzip")),
        ("kho.WARC.gz", ("warc", "gzip")),
        ("a.jsonl.zst", ("jsonl", "zstd")),
        ("a.parquet", ("parquet", "")),
        ("a.pdf", ("", "")),
        ("a", ("", "")),
        (".gz", ("", "")),
    ],
)
def test_the_name_tells_the_format(name, expected):
    assert classify(name) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-07-05", "2024-07-05"),
        ("2024-07", "2024-07"),
        ("2024", "2024"),
        ("2024-07-05T22:10:00+07:00", "2024-07-05"),
        ("2024-07-05 22:10", "2024-07-05"),
        ("5/7/2024", "2024-07-05"),
        ("05-07-2024, 08:15", "2024-07-05"),
        ("7/2024", "2024-07"),
        ("Fri, 05 Jul 2024 08:15:00 +0700", "2024-07-05"),
        ("2024-13-05", ""),
        ("hôm qua", ""),
        (None, ""),
        (float("nan"), ""),
        (20240705, ""),
    ],
)
def test_dates_as_archives_write_them(value, expected):
    assert published_date(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date 2021-09\nTin", "2021-09"),
        (" date 2021-09-17 Sáng", "2021-09-17"),
        ("date 2021-19\nTin", ""),
        ("Tin date 2021-09", ""),
        ("date 2021-091", ""),
    ],
)
def test_the_heading_gives_the_date_and_stays_in_the_text(tmp_path, text, expected):
    assert heading_date(text) == expected
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [article] = articles(tmp_path / "a.txt")
    assert (article.text, article.published) == (text, expected)


def test_a_text_file_is_taken_as_it_is(tmp_path):
    text = "Dòng một\r\n\u00a0hai  ba\u200b\n" + unicodedata.normalize("NFD", "hòa 12 vụ")
    path = tmp_path / "tin tức số 3.txt"
    path.write_bytes(text.encode())
    [article] = articles(path, province="Gia Lai")
    assert article.text == text
    assert (article.id, article.source, article.province) == ("tin tức số 3", "tin tức số 3.txt", "Gia Lai")


def test_records_keep_their_fields_and_others_are_ignored(tmp_path):
    record = {"id": 7, "text": TEXT, "date": "5/7/2024", "title": "T", "source": "s", "province": "P", "x": [1]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n\n" + json.dumps({"text": "1"}), encoding="utf-8")
    first, second = articles(tmp_path / "a.jsonl", province="Q")
    assert (first.id, first.published, first.title, first.source, first.province) == ("7", "2024-07-05", "T", "s", "P")
    assert (second.id, second.source, second.province) == ("a-3", "a.jsonl", "Q")


def test_bad_lines_are_set_aside_and_the_others_read(tmp_path):
    lines = [
        json.dumps({"text": "một 1"}),
        "{",
        "[1]",
        json.dumps({"body": "x"}),
        json.dumps({"text": " "}),
        json.dumps({"text": 3}),
        '{"text": "\\ud800"}',
        "[" * 100_000,
        json.dumps({"text": "x" * 3000}),
        json.dumps({"text": "cuối 2"}),
    ]
    data = "\n".join(lines).encode().replace(b"\n[1]", b"\n{\"text\": \"\xff\"}\n[1]")
    (tmp_path / "a.jsonl").write_bytes(data)
    assert [a.text for a in articles(tmp_path / "a.jsonl", size=2000)] == ["một 1", "cuối 2"]
    expected = (
        "a.jsonl:2: not valid JSON",
        "a.jsonl:3: not valid UTF-8 at byte 11",
        "a.jsonl:4: not a JSON object but list",
        "a.jsonl:5: record without a text: the field `text` is missing or empty (fields: body)",
        "a.jsonl:6: empty",
        "a.jsonl:7: the field `text` is not text but int",
        "a.jsonl:8: the text holds half a surrogate pair",
        "a.jsonl:9: ",
        "a.jsonl:10: over the size limit of 0.002 MB",
    )
    found = reasons(tmp_path / "a.jsonl", size=2000)
    assert len(found) == len(expected)
    for reason, start in zip(found, expected, strict=True):
        assert reason.startswith(start)


def test_csv_with_quotes_line_breaks_and_bad_rows(tmp_path):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [["ID", "Text", "published"], ["1", 'Dòng "một"\nhai, 3', "2024"], ["2", "thừa", "", "x"], [], ["4", "", ""]]
    )
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    [article] = articles(tmp_path / "a.csv")
    assert (article.id, article.text, article.published) == ("1", 'Dòng "một"\nhai, 3', "2024")
    assert [r.split(":", 2)[2][:24] for r in reasons(tmp_path / "a.csv")] == [" the row has 4 fields, t", " record without a text: "]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_with_another_delimiter(tmp_path, delimiter):
    (tmp_path / "a.csv").write_text(f"id{delimiter}text\n1{delimiter}Có 5 vụ, 3 người\n", encoding="utf-8")
    assert [a.text for a in articles(tmp_path / "a.csv")] == ["Có 5 vụ, 3 người"]


def test_a_table_with_other_columns_says_which_it_has(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "a.csv").write_text("ma,noi_dung\n1,x\n", encoding="utf-8")
    pq.write_table(pa.table({"ma": [1], "noi_dung": ["x"]}), tmp_path / "b.parquet")
    for name in ("a.csv", "b.parquet"):
        [reason] = reasons(tmp_path / name)
        assert reason.startswith(f"{name}: no column `text`: the columns are ma, noi_dung; rename")


def test_parquet_rows(tmp_path):
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "id": [5, 6, 7],
            "text": [TEXT, None, "hai 2"],
            "published": [datetime.date(2024, 7, 5)] * 3,
            "views": [1, 2, 3],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = articles(tmp_path / "a.parquet")
    assert [(a.id, a.text, a.published) for a in found] == [("5", TEXT, "2024-07-05"), ("7", "hai 2", "2024-07-05")]
    assert reasons(tmp_path / "a.parquet")[0].startswith("a.parquet row 2: record without a text")
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    assert [a.text for a in articles(tmp_path / "b.parquet.gz")] == [TEXT, "hai 2"]
    (tmp_path / "c.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-30])
    assert "not a readable Parquet file" in reasons(tmp_path / "c.parquet")[0]


PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phường trồng cây - Báo Thử</title>
<meta property="og:title" content="Phường Tân Hòa Đông trồng cây"><meta property="og:site_name" content="Báo Thử">
<meta property="article:published_time" content="2024-08-04T09:00:00+07:00">
<link rel="canonical" href="https://bao.example/phuong-trong-cay-77.html"></head><body>
<nav><a href="/">Trang chủ</a> <a href="/2">Mục 2</a></nav><article><h1>Phường Tân Hòa Đông trồng cây</h1>
<p>{text}</p><p>{text2}</p></article><footer>Giấy phép số 99/GP</footer></body></html>"""


def page(text: str = TEXT) -> str:
    second = "Ông Lý Văn Thử cho biết phong trào sẽ kéo dài đến cuối năm với 15 điểm trồng cây trên toàn phường."
    return PAGE.replace("{text}", text).replace("{text2}", second)


def test_html_main_text_and_metadata(tmp_path):
    (tmp_path / "trang.html").write_text(page(), encoding="utf-8")
    [article] = articles(tmp_path / "trang.html")
    assert TEXT in article.text
    assert "Trang chủ" not in article.text
    assert "Giấy phép" not in article.text
    assert article.title == "Phường Tân Hòa Đông trồng cây"
    assert article.published == "2024-08-04"
    assert article.source == "https://bao.example/phuong-trong-cay-77.html"


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<", b"\x00" * 300, b"<html>" * 5000])
def test_html_without_an_article_is_set_aside(tmp_path, data):
    (tmp_path / "a.html").write_bytes(data)
    [reason] = reasons(tmp_path / "a.html")
    assert reason.startswith("a.html: ")


def record(url: str, body: bytes, extra: bytes = b"", length: int | None = None, kind: bytes = b"text/html") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"; charset=utf-8\r\n" + extra + b"\r\n" + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url.encode()
        + b"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
    )  # fmt: skip
    return head + str(len(http) if length is None else length).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


RECORDS = [record(f"https://bao.example/tin-{n}.html", page().encode()) for n in range(3)]


@pytest.mark.parametrize("compress", [bytes, gzip.compress, zstandard.compress])
def test_warc_pages(tmp_path, compress):
    suffix = {bytes: "", gzip.compress: ".gz"}.get(compress, ".zst")
    path = tmp_path / f"kho.warc{suffix}"
    others = record("https://bao.example/a.jpg", b"JFIF", kind=b"image/jpeg")
    path.write_bytes(b"".join(compress(r) for r in (others, *RECORDS)))
    found = articles(path)
    assert [(a.id, a.source) for a in found] == [(f"tin-{n}", f"https://bao.example/tin-{n}.html") for n in range(3)]
    assert all(TEXT in a.text for a in found)
    assert not reasons(path)


def test_warc_contents_as_servers_send_them(tmp_path):
    body = gzip.compress(page().encode())
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    both = b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    lying = record("https://bao.example/3", page().encode(), b"Content-Encoding: gzip\r\n")
    data = record("https://bao.example/1", body, b"Content-Encoding: gzip\r\n") + record("https://bao.example/2", chunked, both)
    (tmp_path / "kho.warc").write_bytes(data + lying)
    found = articles(tmp_path / "kho.warc")
    assert [a.id for a in found] == ["1", "2", "3"]
    assert all(TEXT in a.text for a in found)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"@@@ rubbish\r\n\r\n", "no WARC header"),
        (b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: zzz\r\n\r\n@@@\r\n\r\n", "declares no length"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", "its header has no end"),
        (record("https://bao.example/x", page().encode(), length=90), "not of its declared length"),
        (record("https://bao.example/x", b"<html>", length=900), "not of its declared length"),
        (record("https://bao.example/x", b"<html>", length=90_000), "shorter than its declared length"),
        (record("https://bao.example/x", b"<html>", length=10**14), "broken record: "),
        (record("https://bao.example/x", b""), "a page without content"),
        (record("https://bao.example/x", b"<p>" * 900_000), "over the size limit"),
    ],
)
def test_warc_with_a_broken_record_keeps_the_others(tmp_path, broken, reason):
    path = tmp_path / "kho.warc"
    path.write_bytes(RECORDS[0] + broken + RECORDS[1] + RECORDS[2])
    assert [a.id for a in articles(path, size=2_000_000)] == ["tin-0", "tin-1", "tin-2"]
    [found] = reasons(path, size=2_000_000)
    assert found.startswith("kho.warc record 2")
    assert reason in found


def test_warc_cut_off_keeps_what_came_before(tmp_path):
    path = tmp_path / "kho.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r) for r in RECORDS)[:-400])
    assert [a.id for a in articles(path)] == ["tin-0", "tin-1"]
    assert "cut off" in reasons(path)[-1]
    path = tmp_path / "kho.warc"
    path.write_bytes(b"".join(RECORDS)[:-400])
    assert [a.id for a in articles(path)] == ["tin-0", "tin-1"]
    assert "the archive ends within it" in reasons(path)[0]


@pytest.mark.parametrize("data", [b"no archive at all", b"WARC/", b"\r\n\r\n", b""])
def test_what_is_no_warc_says_so(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    assert len(reasons(tmp_path / "a.warc")) >= 1


# --- compression


def jsonl(count: int) -> bytes:
    return b"".join(json.dumps({"id": str(n), "text": f"{TEXT} {n}"}, ensure_ascii=False).encode() + b"\n" for n in range(count))


@pytest.mark.parametrize(("suffix", "compress"), [("gz", gzip.compress), ("zst", zstandard.compress)])
class TestCompression:
    def test_read(self, tmp_path, suffix, compress):
        path = tmp_path / f"a.jsonl.{suffix}"
        path.write_bytes(compress(jsonl(50)))
        assert len(articles(path)) == 50

    def test_several_members(self, tmp_path, suffix, compress):
        path = tmp_path / f"a.jsonl.{suffix}"
        path.write_bytes(compress(jsonl(5)) + compress(jsonl(7)))
        assert len(articles(path)) == 12

    def test_cut_off(self, tmp_path, suffix, compress):
        import random

        letters = random.Random(1)
        lines = [json.dumps({"text": "".join(letters.choices("abcdefghij 0123", k=2000))}) for _ in range(400)]
        data = compress("\n".join(lines).encode())
        path = tmp_path / f"a.jsonl.{suffix}"
        path.write_bytes(data[: len(data) * 3 // 4])
        assert len(articles(path)) > 100
        assert "cut off" in reasons(path)[-1]

    def test_damaged(self, tmp_path, suffix, compress):
        path = tmp_path / f"a.txt.{suffix}"
        path.write_bytes(b"not compressed at all")
        assert "damaged" in reasons(path)[0]

    def test_garbage_behind(self, tmp_path, suffix, compress):
        path = tmp_path / f"a.jsonl.{suffix}"
        path.write_bytes(compress(jsonl(5)) + b"rubbish")
        assert len(articles(path)) == 5
        assert "follow the compressed part" in reasons(path)[0]

    @pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
    def test_bomb(self, tmp_path, suffix, compress, name):
        path = tmp_path / f"{name}.{suffix}"
        block = compress((b"text," if name == "a.csv" else b"") + b"0" * 20_000_000)
        path.write_bytes(block * 10)
        found = reasons(path, size=1_000_000)
        assert any("size limit" in r or "bomb" in r or "no column" in r for r in found)
        assert len(found) <= 2


# --- encodings


def windows_1258(text: str) -> bytes:
    """Base letters with circumflex, breve and horn, tones as combining marks: how Windows wrote Vietnamese."""
    out = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        out += (base + tones).encode("cp1258")
    return out


def typed_in(font: str, text: str) -> str:
    """``text`` as it looks when typed in a legacy font, by the font's own table backwards."""
    tcvn3, _, vni = legacy_fonts._tables()
    if font == "tcvn3":
        back = {letter: chr(code) for code, letter in tcvn3.items()}
        return "".join(c if c < "\x80" else back.get(c) or back[c.lower()] for c in text)
    back = {}
    for written, letter in vni.items():
        back.setdefault(letter, written)
    return "".join(back.get(c, c) for c in text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(codec):
    assert encoding.decode(TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize("suffix", ["txt", "jsonl", "csv"])
@pytest.mark.parametrize(
    ("data", "fold"),
    [
        (lambda t: t.encode("utf-16"), False),
        (windows_1258, False),
        (lambda t: typed_in("vni", t).encode("latin-1"), False),
        (lambda t: typed_in("vni", t).encode("utf-8"), False),
        (lambda t: typed_in("tcvn3", t).encode("latin-1"), True),
        (lambda t: typed_in("tcvn3", t).encode("utf-8"), True),
    ],
)
def test_legacy_encodings_are_recognised_in_every_format(tmp_path, suffix, data, fold):
    text = {"txt": TEXT, "jsonl": json.dumps({"text": TEXT}, ensure_ascii=False), "csv": f'text\r\n"{TEXT}"\r\n'}[suffix]
    (tmp_path / f"a.{suffix}").write_bytes(data(text))
    assert not reasons(tmp_path / f"a.{suffix}")
    [found] = [a.text for a in articles(tmp_path / f"a.{suffix}")]
    # TCVN3 draws capitals with another font: their case is not in the text
    assert (found.lower(), TEXT.lower())[fold is False :] == (TEXT.lower(), TEXT.lower())[fold is False :]
    if not fold:
        assert found == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        "Café déjà vu, un garçon naïf; où est mon château? L'été dernier à Genève",
        "20 °C ± 3; 5 m² × 2; §7; «trích»",
        "khong dau 12 vu",
    ],
)
def test_unicode_text_is_never_taken_for_a_legacy_font(text):
    assert legacy_fonts.to_unicode(text) == (text, "")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_what_is_set_aside_keeps_the_id_that_its_record_names(tmp_path, form):
    records = [{"id": "bài-9", "text": ""}, {"id": "bài-10", "text": TEXT}, {"id": "", "text": " "}, {"id": "dài", "text": "x" * 5000}]
    path = tmp_path / f"a.{form}"
    if form == "jsonl":
        path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    else:
        import pandas as pd

        frame = pd.DataFrame(records)
        frame.to_csv(path, index=False) if form == "csv" else frame.to_parquet(path)
    found = [item.id for item in read(path, size=4000) if item.reason]
    # of a CSV row with a field beyond the limit nothing is read
    assert found == ["bài-9", "a-3", "a-4" if form == "csv" else "dài"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(128, 256)) * 9, "cannot be decoded"),
        (TEXT.encode()[:100] + b"\xff\xfe" + TEXT.encode(), "not valid UTF-8 at byte 10"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "cannot be decoded"),
        (b"\xff\xfe\x00", "not valid UTF-16"),
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("".join(f"x{chr(0xA1 + n % 30)}y¤z{chr(0xA1 + n % 7)}¶ " for n in range(60)).encode(), "legacy font"),
    ],
)
def test_what_cannot_be_decoded_says_so(tmp_path, data, reason):
    (tmp_path / "a.txt").write_bytes(data)
    assert reason in reasons(tmp_path / "a.txt")[0]


# --- which files


def test_folders_globs_and_repeats(tmp_path):
    for name in ("b.txt", "a.txt", "con/c.md", "con/ảnh.jpg", ".an/x.txt", "out.csv", "con/out.csv.rejected.jsonl", "out.csv.partial/figures.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text\n1 vụ", encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")  # nobody writes into it: reading it would wait for ever
    found = find_sources([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt")], exclude=[str(tmp_path / "out.csv")])
    assert [Path(s.path).name for s in found.files] == ["a.txt", "b.txt", "c.md"]
    assert found.passed_over == 1
    assert [s.file_name for s in find_sources([str(tmp_path / "**/*.md")]).files] == ["c.md"]


def test_remote_paths(tmp_path):
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/kho/một.jsonl.gz", gzip.compress(jsonl(3)))
    memory.pipe("/kho/hai.txt", TEXT.encode())
    try:
        assert sorted(a.id for a in articles("memory://kho")) == ["0", "1", "2", "hai"]
        assert [a.id for a in articles("memory://kho/*.txt")] == ["hai"]
        assert [a.id for a in articles(f"file://{tmp_path}/không.txt", "memory://kho/hai.txt")] == ["hai"]
    finally:
        memory.rm("/kho", recursive=True)


def test_nothing_found_is_a_wrong_call(tmp_path):
    for inputs in ([str(tmp_path / "a.txt")], [str(tmp_path)], [str(tmp_path / "*.txt")]):
        with pytest.raises(UsageError, match="no input found"):
            find_sources(inputs)
    with pytest.raises(UsageError, match="--input-format doc"):
        find_sources([str(tmp_path)], "doc")


def test_missing_and_unknown_files_are_set_aside_beside_others(tmp_path):
    (tmp_path / "a.txt").write_text("1 vụ", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    found = reasons(tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "c.txt")
    assert found[0].startswith("b.pdf: the name does not tell the format")
    assert found[1] == "c.txt: does not exist"


def test_names_that_are_not_utf8(tmp_path):
    import os

    name = os.fsencode(tmp_path) + b"/tin\xff.txt"
    with open(name, "wb") as handle:
        handle.write(TEXT.encode())
    [article] = articles(tmp_path)
    assert article.source == "tin\\xff.txt"
    article.source.encode()


def test_ids_are_made_unique():
    ids = IdRegister()
    given = [ids.unique(i) for i in ("a", "a", "a-2", "a", "b", "a-2")]
    assert given == ["a", "a-2", "a-2-2", "a-3", "b", "a-2-3"]
    assert ids.renamed == 4


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b""),
        ("a.jsonl.gz", gzip.compress(b"\n\n", mtime=0)),
        ("a.csv", b"id,text\n"),
        ("a.warc", record("https://bao.example/a.jpg", b"JFIF", kind=b"image/jpeg")),
    ],
)
def test_files_without_articles_are_told(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert reasons(tmp_path / name) == [f"{name}: empty: there is no article in it"]


def test_a_damaged_archive_ends(tmp_path):
    """What ends a stream of rows ends the file, whatever reads it."""
    for name, data in (("a.csv.gz", b"id,text\n" + "1,Có 5 hộ\n".encode() * 9000), ("b.jsonl.gz", jsonl(900))):
        (tmp_path / name).write_bytes(gzip.compress(data)[:-9])
        assert "cut off" in reasons(tmp_path / name)[-1]
        assert len(articles(tmp_path / name)) > 800


def test_an_article_over_the_size_limit(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    [reason] = reasons(tmp_path / "a.txt", size=100)
    assert reason == "a.txt: over the size limit of 0.0001 MB; raise it with --size-limit"
