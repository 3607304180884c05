"""The tagged articles of ``corpus/``: well formed, legal, and covering what a figure can be."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from antq_extract.errors import InputError
from antq_extract.readers.tagged import (
    CHANGES,
    COMPARATORS,
    RECIPIENTS,
    STATUSES,
    article_records,
    gold_records,
    read_meta,
    read_tagged,
    tagged_files,
    untag,
)

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = tagged_files(CORPUS)
INDICATORS = frozenset(
    """sessions event_sites participants tip_offs pledges media_items models groups members personnel patrols
    standard_units admin_units equipment houses gifts funds beneficiaries awards cases suspects sanctions fines
    clearance_rate drugs weapons seized_goods damage traffic_accidents fires deaths injuries documents other""".split()
)
HEAD = "---\nid: x\nprovince: Hà Nam\nplace: Hà Nam\nperiod: 2022\n---\n"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def tagged(body: str, head: str = HEAD) -> dict:
    """The only figure of a tagged body."""
    (figure,) = read_tagged(head + body)[1]
    return figure


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("[[13.000|sessions buổi]]", {"value": 13000, "unit": "buổi"}),
        ("[[2,464|damage tấn]]", {"value": Decimal("2.464")}),
        ("[[1.342,7|drugs g]]", {"value": Decimal("1342.7")}),
        ("[[08|weapons khẩu súng]]", {"value": 8}),
        ("[[87/92|standard_units xã]]", {"value": 87, "total": 92}),
        ("[[58/46|cases vụ; baseline=46]]", {"value": 58, "baseline": 46, "total": None}),
        ("[[3 - 5|cases %]]", {"value": 3, "value_max": 5}),
        ("[[12,7 triệu|media_items lượt; value=12.7e6]]", {"value": 12_700_000}),
        ("[[35 tỷ|funds VND; value=35e9]]", {"value": 35_000_000_000}),
        ("[[90 đến 95|standard_units %; value=90; max=95]]", {"value": 90, "value_max": 95}),
        ("[[9|deaths]]", {"unit": "", "comparator": "exact", "status": "reported"}),
        ("[[9|gifts suất quà; nearly; planned; increase]]", {"comparator": "nearly", "status": "planned"}),
        ("[[9|awards hộ; household; award=giấy khen]]", {"recipient": "household", "award": "giấy khen"}),
        ("[[9|cases vụ]]", {"place": "Hà Nam", "period_start": "2022-01-01", "period_end": "2022-12-31"}),
        ("[[9|cases vụ; place=; period=]]", {"place": None, "period_start": None, "period_end": None}),
        ("[[9|cases vụ; period=2024-02]]", {"period_start": "2024-02-01", "period_end": "2024-02-29"}),
        ("[[9|cases vụ; period=2024-02-17]]", {"period_start": "2024-02-17", "period_end": "2024-02-17"}),
        ("[[9|cases vụ; period=..2024-06]]", {"period_start": None, "period_end": "2024-06-30"}),
        ("[[9|cases vụ; period=2024-07-01..]]", {"period_start": "2024-07-01", "period_end": None}),
        ("[[9|cases vụ; optional]]", {"optional": True}),
    ],
)
def test_tag_gives_the_fields_it_says(tag: str, expected: dict) -> None:
    figure = tagged("có " + tag + " nữa")
    assert {key: figure.get(key) for key in expected} == expected


def test_text_is_what_remains_without_the_tags() -> None:
    article, figures = read_tagged(HEAD + "Mở [[12|sessions buổi]]  buổi.\n\n[[Ba|cases vụ; value=3]] vụ\n")
    assert article.text == "Mở 12  buổi.\n\nBa vụ"
    assert [article.text[f["start"] : f["end"]] for f in figures] == ["12", "Ba"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no front matter", "cannot be read"),
        ("---\nid: x\nbody", ":1: the front matter"),
        ("---\nid: [x\n---\nbody", "not YAML"),
        ("---\nprovince: Hà Nam\n---\nbody", "names no id"),
        (HEAD + "một\n[[9 triệu|funds VND]]", ":8: '9 triệu' is not plain digits"),
        (HEAD + "[[9|Funds VND]]", ":7: the tag of 9 does not start with an indicator"),
        (HEAD + "[[9|funds VND; hơn]]", ":7: the tag of 9 has an item that is not known"),
        (HEAD + "[[9|funds VND; per=]]", ":7: the tag of 9 has an item that is not known or empty"),
        (HEAD + "[[9|funds VND; value=chín]]", ":7: value=chín is not a number"),
        (HEAD + "[[9|funds VND; period=2022-13]]", ":7: '2022-13' is not a date"),
        (HEAD + "[[9|funds VND; period=2022-02-30]]", ":7: '2022-02-30' is not a date"),
        (HEAD + "một\nhai\n[[9|funds VND] đồng", ":9: brackets that are not a tag"),
    ],
)
def test_a_mistake_is_named_with_its_line(content: str, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        read_tagged(content)


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(HEAD + "x", encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.md:1: the id x is also that of"):
        gold_records(tmp_path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_article_is_legal(path: Path) -> None:
    article, figures = read_tagged(path)
    assert article.id == path.stem
    assert article.province
    assert re.fullmatch(r"(\d{4}-\d{2}(-\d{2})?)?", article.published)
    assert 400 <= len(article.text) <= 4000
    for figure in figures:
        assert article.text[figure["start"] : figure["end"]] == figure["number_text"]
        assert figure["number_text"] == figure["number_text"].strip()
        assert figure["indicator"] in INDICATORS
        assert figure["comparator"] in COMPARATORS
        assert figure["status"] in STATUSES
        assert figure.get("change", "increase") in CHANGES
        assert figure.get("recipient", "mixed") in RECIPIENTS
        assert not {"recipient", "award", "awarder"} & figure.keys() or figure["indicator"] == "awards"
        assert figure["value"] >= 0
        assert figure.get("value_max", figure["value"] + 1) > figure["value"]
        days = [figure[key] for key in ("period_start", "period_end") if key in figure]
        assert all(DAY.fullmatch(day) for day in days)
        assert days == sorted(days)


def test_gold_records_are_ready_for_json() -> None:
    records = gold_records(CORPUS)
    assert len(records) == len(FILES)
    for record in records:
        assert set(record) == {"id", "source", "published", "province", "figures"}
        for figure in record["figures"]:
            assert isinstance(figure["value"], int | float)


def test_article_records_are_the_texts_without_tags() -> None:
    records = article_records(CORPUS)
    assert [record["id"] for record in records] == [record["id"] for record in gold_records(CORPUS)]
    for record in records:
        assert set(record) == {"id", "text", "published", "title", "source", "province"}
        assert "[[" not in record["text"]
        assert not record["text"].startswith("---")


def test_articles_differ_in_date_province_and_length() -> None:
    articles = [read_tagged(path)[0] for path in FILES]
    assert len(articles) >= 34
    assert {len(article.published) for article in articles} == {0, 7, 10}
    years = {int(article.published[:4]) for article in articles if article.published}
    assert min(years) <= 2008
    assert max(years) >= 2026
    assert len({article.province for article in articles}) >= 30
    lengths = [len(article.text) for article in articles]
    assert min(lengths) < 800
    assert max(lengths) > 2000
    assert sum(bool(re.search(r"^date \d{4}-\d{2}", article.text, re.M)) for article in articles) >= 5
    texts = [article.text for article in articles]
    assert any(not unicodedata.is_normalized("NFC", text) for text in texts)
    assert any("\u00a0" in text and "  " in text for text in texts)


@cache
def all_figures() -> list[dict]:
    return [figure for path in FILES for figure in read_tagged(path)[1]]


@cache
def marked_texts() -> str:
    """All texts, one after the other, with the figures' numbers between ⟦ and ⟧; composed, plain spaces."""
    texts = []
    for path in FILES:
        article, figures = read_tagged(path)
        text = article.text
        for figure in reversed(figures):
            start, end = figure["start"], figure["end"]
            text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
        texts.append(unicodedata.normalize("NFC", text).replace("\u00a0", " "))
    return "\n".join(texts)


@pytest.mark.parametrize("indicator", sorted(INDICATORS))
def test_every_indicator_is_covered(indicator: str) -> None:
    counts = Counter(figure["indicator"] for figure in all_figures() if not figure.get("optional"))
    assert counts[indicator] >= 3


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("comparator", COMPARATORS),
        ("status", STATUSES),
        ("change", CHANGES),
        ("recipient", RECIPIENTS),
        ("unit", ("%", "VND", "USD", "kg", "g", "tấn", "ha", "km", "m2", "m3")),
        ("place", ("Việt Nam", "Tây Nguyên")),
    ],
)
def test_every_value_of_a_field_is_covered(field: str, values: tuple[str, ...]) -> None:
    assert set(values) <= {figure.get(field) for figure in all_figures()}


@pytest.mark.parametrize(
    ("construction", "pattern"),
    [
        ("ratio", r"⟦[\d.]+/[\d.]+⟧"),
        ("ratio that says its total in words", r"⟦[\d.]+ trong (tổng )?số [\d.]+⟧"),
        ("ratio with the noun in between", r"⟦[\d.]+ \w+ trong (tổng )?số [\d.]+⟧"),
        ("ratio with trên", r"⟦\d+ trên \d+⟧"),
        ("whole before its part", r"[Tt]rong (số )?⟦\d+⟧[^.⟦]* có ⟦\d+⟧"),
        ("two counts and a slash", r"⟦[\d.]+⟧ \w+/⟦[\d.]+⟧"),
        ("comparison in brackets", r"giảm ⟦[\d,]+⟧%? ?(vụ )?\(⟦\d+/\d+⟧"),
        ("from-to", r"(từ|tăng) ⟦[\d.,]+ lên [\d.,]+⟧"),
        ("from-to with the noun in between", r"từ ⟦[\d.,]+ \w+ xuống( còn)? [\d.,]+⟧"),
        ("range with a hyphen", r"⟦\d+-\d+⟧"),
        ("range with a spaced hyphen", r"⟦[\d.,]+ - [\d.,]+⟧"),
        ("range with a dash", r"⟦\d+ – \d+⟧"),
        ("range with đến", r"⟦\d+ đến \d+⟧"),
        ("range with tới", r"⟦\d+ tới \d+( \w+)?⟧"),
        ("range that shares its multiplier", r"⟦[\d,]+( - |-| đến )[\d,]+ (triệu|tỷ|nghìn)⟧"),
        ("range that repeats its multiplier", r"⟦\d+ triệu đến \d+ triệu⟧"),
        ("range that repeats its unit", r"⟦[\d.]+( triệu)? đồng đến \d+ triệu⟧"),
        ("range that repeats the percent sign", r"⟦\d+%( đến |-)\d+⟧%"),
        ("multiplier", r"⟦[\d,]+ (triệu|tỷ|tỉ|nghìn|ngàn|vạn)⟧"),
        ("two multipliers", r"⟦\d+ tỷ \d+ triệu⟧"),
        ("multiplier of a multiplier", r"⟦[\w.]+( \w+)* (nghìn|triệu) tỷ⟧"),
        ("half", r"⟦\w+( \w+)* rưỡi⟧"),
        ("number words", r"⟦(hai mươi lăm|hai mươi nhăm|một trăm bốn mươi tư)⟧"),
        ("number words with a gap", r"⟦\w+( \w+)* (lẻ|linh) \w+⟧"),
        ("number words with a decimal", r"⟦\w+( \w+)* phẩy \w+ triệu⟧"),
        ("ten thousands in words", r"⟦(ba|mười) vạn⟧"),
        ("tens and dozens", r"⟦(một|ba|hai) (chục|tá)⟧"),
        ("slip: comma for thousands", r"⟦\d{1,2},\d{3}⟧ (vụ|chiếc|con|suất)"),
        ("slip: dot for decimals", r"⟦\d+\.\d{1,2}( \w+)?⟧"),
        ("three decimals of a measure", r"⟦\d+,\d{3}⟧ (tấn|kg)"),
        ("leading zero", r"⟦0\d⟧"),
        ("unit glued on", r"⟦[\d.,]+⟧(kg|g|km|ha|m2|m3)\b"),
        ("one that counts", r"làm ⟦một⟧ (người|em)"),
        ("lên đến, lên tới, có tới", r"(lên đến|lên tới|có tới) ⟦"),
        ("two comparators", r"(khoảng|chừng) (hơn|trên) ⟦"),
        ("trở lên", r"⟦\d+⟧%? [^.;⟦]{0,20}trở lên"),
        ("change against a series", r"(tăng|giảm) ⟦\d+⟧ \w+, ⟦\d+⟧"),
        ("surplus over a target", r"vượt ⟦[\d,]+⟧% chỉ tiêu"),
        ("share of a target", r"đạt ⟦\d{3}⟧% (chỉ tiêu|kế hoạch)"),
        ("per after a slash", r"⟦[\d.,]+⟧ ?\w* ?đồng/\w+"),
        ("per of two", r"⟦[\d.,]+( \w+)?⟧ đồng/\w+/\w+"),
        ("per with mỗi", r"mỗi \w+( \w+){0,3} ⟦"),
        ("per with bình quân", r"bình quân mỗi \w+ ⟦"),
        ("per with đều", r"đều có ⟦"),
        ("pointing back", r"[Cc]ả ⟦\w+⟧"),
        ("number inside a slogan", r"“⟦\d⟧ không"),
        ("several awards in a list", r"tập thể, ⟦\d+⟧ cá nhân(, ⟦\d+⟧ hộ)?"),
    ],
)
def test_every_construction_is_covered(construction: str, pattern: str) -> None:
    assert re.search(pattern, marked_texts()), construction


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("date", r"\b\d{1,2}[-/]\d{1,2}(?:[-/]\d{4})?\b"),
        ("date with dots", r"\b\d{1,2}\.\d{1,2}\b"),
        ("time", r"\d{1,2} giờ(?: \d{1,2} phút)?|\d{1,2}h\d{0,2}"),
        ("law", r"\d+/\d{4}/NĐ-CP|\d+-[A-ZĐ]{2}/[A-Z]{2}|Chỉ thị \d+"),
        ("article of a law", r"(?:khoản|Điều) \d+"),
        ("road", r"Quốc lộ \d+|tỉnh lộ \d+"),
        ("telephone", r"\b0\d{3}\.\d[\d.]*xxx|\b11[245]\b"),
        ("plate", r"\d{2}[A-Z]\d?-[\dx]+"),
        ("address", r"số \d+(?:/\d+)? đường"),
        ("age", r"\d+ tuổi|tuổi từ \d+"),
        ("prison term", r"\d+ năm(?: \d+ tháng)? tù|tù từ \d+ năm"),
        ("duration", r"(?:suốt|chờ|ngót) \w+ (?:giờ|ngày|năm)|(?:Năm|ba|mười) năm"),
        ("ordinal", r"thứ (?:\d+|hai|tư)|đợt 1"),
        ("score", r"\b\d-\d\b|[\d,]+ điểm"),
        ("name with a number", r"phường \d|khu phố \d|Đội [^.]{0,30}số \d|Phòng \d|Móng Cái 1"),
        ("product name", r"\b3G\b|\bK59\b|\b24/7\b|#\w*\d"),
        ("vague amount", r"hàng (?:trăm|chục|nghìn)|vài chục"),
        ("article, not a number", r"[Mm]ột (?:anh|chủ|thiếu tá|điều|quả)"),
    ],
)
def test_numbers_that_are_no_figures_are_covered(kind: str, pattern: str) -> None:
    assert re.search(rf"(?<![⟦\d.,/]){pattern}(?![\d⟧])", marked_texts()), kind


CHECKS = tagged_files(CORPUS / "checks")
KINDS_WITHIN = frozenset(
    """ratio_percent change_number change_percent parts_whole headline_body unit_sum percent_over_100
    part_above_whole""".split()
)
KINDS_ACROSS = frozenset("across_value across_power_of_ten copy".split())


def occurs_once(number_text: str, text: str) -> bool:
    return len(re.findall(rf"(?<![\d.,]){re.escape(number_text)}(?![\d])(?![.,]\d)", text)) == 1


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_check_article_says_what_to_expect(path: Path) -> None:
    meta, text = read_meta(path), untag(path)
    assert meta["id"] == path.stem
    assert meta["province"]
    assert meta["source"]
    assert 200 <= len(text) <= 1200
    expect = meta["expect"]
    if expect == "none":
        return
    assert expect["kind"] in KINDS_WITHIN | KINDS_ACROSS
    assert (expect["kind"] in KINDS_ACROSS) == ("set" in meta)
    if expect["kind"] == "copy":
        assert (path.parent / f"{expect['of']}.md").exists()
        return
    assert occurs_once(expect["at"], text)
    if "against" in expect:
        other = untag(path.parent / f"{expect['with']}.md") if "with" in expect else text
        assert occurs_once(expect["against"], other)


def test_checks_cover_every_kind_and_are_half_sound() -> None:
    metas = [read_meta(path) for path in CHECKS]
    planted = Counter(meta["expect"]["kind"] for meta in metas if meta["expect"] != "none")
    assert len(metas) >= 44
    assert set(planted) == KINDS_WITHIN | KINDS_ACROSS
    assert min(planted.values()) >= 2
    assert 0.4 <= planted.total() / len(metas) <= 0.6
    sets = Counter(meta["set"] for meta in metas if "set" in meta)
    assert all(2 <= size <= 3 for size in sets.values())
