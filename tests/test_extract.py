"""Figures of whole texts: the constructions of the specification, exact values, stable ids, no worst case."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
import spacy

import antq_extract
from antq_extract.article import Article
from antq_extract.errors import UsageError
from antq_extract.pipeline.extract import figures_of
from antq_extract.readers.tagged import read_folder
from antq_extract.rules.pack import load_pack

# text, then for each figure: number_text, value, and the fields that differ from the usual ones
CONSTRUCTIONS = [
    ("Xã mở 1.250 buổi tuyên truyền, thu hút hơn 48.000 lượt người.",
     [("1.250", 1250, {"indicator": "sessions"}), ("48.000", 48000, {"indicator": "participants", "comparator": "more_than"})]),
    ("Có 87/92 xã đạt chuẩn.", [("87/92", 87, {"total": 92, "indicator": "standard_units"})]),
    ("Tội phạm nhiều hơn 12 vụ so với năm trước (58/46 vụ).",
     [("12", 12, {"change": "increase"}), ("58/46", 58, {"baseline": 46})]),
    ("Số vụ giảm 7,5% (74/80).", [("7,5", "7.5", {"change": "decrease", "unit": "%"}), ("74/80", 74, {"baseline": 80})]),
    ("Đã giải quyết 171/190 tin, bằng 90%.",
     [("171/190", 171, {"total": 190}), ("90", 90, {"unit": "%", "indicator": "clearance_rate"})]),
    ("Phấn đấu kéo giảm 5% số vụ phạm pháp hình sự.", [("5", 5, {"change": "decrease", "status": "planned", "unit": "%"})]),
    ("Hội trao 40 suất quà, mỗi suất 500.000 đồng.",
     [("40", 40, {"indicator": "gifts"}), ("500.000", 500000, {"per": "suất", "unit": "VND", "indicator": "funds"})]),
    ("Mỗi xã thành lập 1 tổ tự quản.", [("1", 1, {"per": "xã", "indicator": "groups"})]),
    ("Tỷ lệ hộ nghèo giảm từ 9,25% (năm 2016) xuống còn 3,5%.", [("9,25% (năm 2016) xuống còn 3,5", "3.5", {"baseline": Decimal("9.25")})]),
    ("Số tổ tăng từ 46 lên 58 tổ.", [("46 lên 58", 58, {"baseline": 46, "change": ""})]),
    ("Từ 90 đến 95% khu dân cư đạt chuẩn văn hóa.", [("90 đến 95", 90, {"value_max": 95, "unit": "%"})]),
    ("Mỗi năm có 130 đến hơn 210 cháu được nhận áo ấm.", [("130 đến hơn 210", 130, {"value_max": 210})]),
    ("Khởi tố hai mươi lăm bị can; thu 08 khẩu súng và ba quả lựu đạn.",
     [("hai mươi lăm", 25, {}), ("08", 8, {}), ("ba", 3, {"indicator": "weapons"})]),
    ("Chi 35 tỷ đồng, riêng huyện 1 tỷ 250 triệu đồng; thu 2,5kg ma túy.",
     [("35 tỷ", 35_000_000_000, {}), ("1 tỷ 250 triệu", 1_250_000_000, {}), ("2,5", "2.5", {"unit": "kg", "indicator": "drugs"})]),
    ("Tiêu hủy 6.253 kg + 1.053.099 viên ma túy.", [("6.253", 6253, {}), ("1.053.099", 1053099, {"indicator": "drugs"})]),
    ("8 tập thể, 10 cá nhân được Giám đốc Công an tỉnh tặng giấy khen.",
     [("8", 8, {"recipient": "collective", "award": "giấy khen", "awarder": "Giám đốc Công an tỉnh"}),
      ("10", 10, {"recipient": "individual", "award": "giấy khen", "awarder": "Giám đốc Công an tỉnh"})]),
    ("Lượng khách đạt 12.7 triệu lượt; hội trường có 1,200 người.",
     [("12.7 triệu", 12_700_000, {"flags": "ambiguous_number"}), ("1,200", 1200, {"flags": "ambiguous_number"})]),
    ("Sản lượng 2,464 tấn; thu giữ 483,708 kg pháo.", [("2,464", "2.464", {}), ("483,708", "483.708", {})]),
    ("Tòa xét xử 279 vụ/601 bị can.", [("279", 279, {"per": "", "indicator": "cases"}), ("601", 601, {"indicator": "suspects"})]),
    ("Trong 42 trường hợp có 6 trường hợp nặng.", [("42", 42, {}), ("6", 6, {"total": 42})]),
    ("217 xã trong tổng số 220 xã đạt chuẩn.", [("217 xã trong tổng số 220", 217, {"total": 220})]),
    ("Các mức quà là 100, 75 và 50 triệu đồng.",
     [("100", 100_000_000, {}), ("75", 75_000_000, {}), ("50 triệu", 50_000_000, {})]),
    ("Ba năm xảy ra lần lượt 25, 34 và 16 vụ tai nạn giao thông.",
     [("25", 25, {"unit": "vụ tai nạn giao thông", "indicator": "traffic_accidents"}),
      ("34", 34, {"unit": "vụ tai nạn giao thông", "indicator": "traffic_accidents"}),
      ("16", 16, {"unit": "vụ tai nạn giao thông", "indicator": "traffic_accidents"})]),
    ("Các đợt có lần lượt 1,250, 1,340 và 2,160 người dự.", [("1,250", 1250, {}), ("1,340", 1340, {}), ("2,160", 2160, {})]),
    ("Tỷ lệ đạt lần lượt 7,4 và 15,5%.", [("7,4", "7.4", {"unit": "%"}), ("15,5", "15.5", {"unit": "%"})]),
    ("Xã có 1,250 hộ nghèo, trong đó 1,130 là hộ già cả.", [("1,250", 1250, {}), ("1,130", 1130, {"unit": "hộ nghèo"})]),
    ("Số vụ tăng từ 1,250 lên 1,340 vụ.", [("1,250 lên 1,340", 1340, {"baseline": 1250})]),
    ("Tỉnh có 55 630 trẻ em và 1 250 000 người; trồng từ 12 000 đến 13 500 cây.",
     [("55 630", 55630, {"unit": "trẻ em"}), ("1 250 000", 1_250_000, {}), ("12 000 đến 13 500", 12000, {"value_max": 13500})]),
    ("Năm 2023 450 hộ thoát nghèo; tháng 6 120 vụ; lớp 6 120 em.", [("450", 450, {}), ("120", 120, {}), ("120", 120, {})]),
    ("Lũ làm 5 người chết, 3 người mất tích, 6 người bị thương.",
     [("5", 5, {"indicator": "deaths"}), ("3", 3, {"indicator": "other"}), ("6", 6, {"indicator": "injuries"})]),
]  # fmt: skip
NO_FIGURES = [
    "Ngày 14-3, hội nghị họp tại số 5, đường 30/4, phường 2.",
    "Nghị quyết 45/2019/NĐ-CP, Chỉ thị số 09-CT/TW, Điều 304, khoản 2.",
    "Gọi 0912 345 678 hoặc 024.3936.5555, đường dây nóng 113.",
    "Xe 29A-123.45 đi trên Quốc lộ 1A, đoạn km 12, khu phố 3.",
    "Ông A., 42 tuổi, lĩnh 12 năm tù, làm nghề 15 năm qua.",
    "Hàng trăm người, hàng nghìn lượt, vài chục hộ, nhiều vụ.",
    "Lần thứ 3, kỳ họp thứ 9, hạng 2, khóa 15, lớp 6, top 10.",
    "Lúc 15 giờ 30 phút, 8h30, 24/24 giờ, quý I, giai đoạn 2018-2023.",
    "Một số hộ, một trong những xã, ba mẹ, hai bên, năm nay.",
    "Đội tuyển thắng 2-0; em đạt 27,5 điểm, 225/300 điểm.",
    "Mạng 5G, súng AK47, Covid-19, mã QR, VNeID mức 2.",
    "Trang https://example.org/2023/45 và thư so12@example.org",
]


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTIONS, ids=[t[:40] for t, _ in CONSTRUCTIONS])
def test_construction(text: str, expected: list) -> None:
    figures = antq_extract.extract(text, published="2023-06-15", province="Gia Lai")
    assert [f.number_text for f in figures] == [number for number, _, _ in expected]
    for figure, (_, value, fields) in zip(figures, expected, strict=True):
        assert figure.value == Decimal(str(value))
        assert {name: getattr(figure, name) for name in fields} == fields


@pytest.mark.parametrize("text", NO_FIGURES)
def test_no_figures(text: str) -> None:
    assert [f.number_text for f in antq_extract.extract(text)] == []


def test_every_row_of_the_corpus_proves_itself() -> None:
    for article, _ in read_folder(Path(__file__).resolve().parents[1] / "corpus"):
        _assert_grounded(article)


@pytest.mark.parametrize("quarter", range(4))
def test_every_row_of_the_archive_proves_itself(shared, quarter: int) -> None:
    with gzip.open(shared / "archive" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, quarter, None, 4):
            record = json.loads(line)
            _assert_grounded(Article(record["id"], record["text"], record["published"]))


# number_text, unit, then value, value_max and the other side
REREAD = [
    ("13.000", "người", 13000, None, None),
    ("217/220", "xã", 217, None, 220),
    ("1,200", "người", 1200, None, None),
    ("1,200", "kg", "1.200", None, None),
    ("1,200", "", "1.200", None, None),
    ("8412.345", "VND", "8412.345", None, None),
    ("45 000", "người", 45000, None, None),
    ("2,9%/năm đến 7,2", "%", "2.9", "7.2", None),
    ("3 - 5 triệu", "VND", 3_000_000, 5_000_000, None),
    ("9,25% (năm 2016) xuống còn 3,5", "%", "3.5", None, "9.25"),
    ("44 người từ phó phòng trở lên trên tổng số 46", "người", 44, None, 46),
]


@pytest.mark.parametrize(("number_text", "unit", "value", "value_max", "other"), REREAD, ids=[row[0] for row in REREAD])
def test_number_text_is_read_again(number_text: str, unit: str, value, value_max, other) -> None:
    decimals = [None if n is None else Decimal(str(n)) for n in (value, value_max, other)]
    again = antq_extract.reread(number_text, unit)
    assert again is not None
    assert [again.value, again.value_max, again.other] == decimals


def _assert_grounded(article: Article) -> None:
    for figure in figures_of(article):
        assert article.text[figure.start : figure.end] == figure.number_text
        assert article.text[figure.sentence_start :].startswith(figure.sentence)
        if "multiplier_of_list" in figure.flags:
            continue
        again = antq_extract.reread(figure.number_text, figure.unit)
        assert again is not None, figure
        assert (again.value, again.value_max) == (figure.value, figure.value_max), figure
        assert again.other in (None, figure.total, figure.baseline), figure


def test_ids_hang_on_the_text_alone() -> None:
    text = "Xã có 12 hộ, 3 tổ."
    first, second = (antq_extract.extract(text, id=i, published=p) for i, p in (("a", "2024"), ("b", "2025-01-02")))
    assert [f.figure_id for f in first] == [f.figure_id for f in second]
    assert len({f.figure_id for f in first + antq_extract.extract(text + " Hết.")}) == 4


@pytest.mark.parametrize("published", ["14/3/2023", "2023-13", "2023-02-30", "0000", "2023-3", "2023-03-14T08:00", "hôm qua"])
def test_published_must_be_a_date(published: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        antq_extract.extract("Xã có 12 hộ.", published=published)


def test_a_heading_that_is_no_date_is_passed_over() -> None:
    (figure,) = antq_extract.extract("date 2023-13\nTháng này, xã mở 12 lớp.")
    assert figure.published == ""


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: antq_extract.extract(None), "text must be text (str), not NoneType"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract("Xã có 12 hộ.".encode()), "text must be text (str), not bytes: decode"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract(12), "text must be text (str), not int"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract("12 hộ", published=None), "published must be text (str), not NoneType: write 2023-03-14"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract("12 hộ", province=64), "province must be text (str), not int"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract("ba \ud800 hộ"), "text holds half a surrogate pair, which is no character (offset 3)"),
        (lambda: antq_extract.extract("12 hộ", title=None), "title must be text"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract("12 hộ", nlp="antq_vi"), "nlp must be a pipeline made by antq_extract.load(), not str"),  # type: ignore[arg-type]
        (lambda: antq_extract.extract("12 hộ", nlp=spacy.blank("xx")), "nlp must be a pipeline made by"),
        (lambda: antq_extract.load(None), "pack must be the name of a rule pack or the path"),  # type: ignore[arg-type]
        (lambda: list(antq_extract.extract_many(["12 hộ"])), "extract_many takes articles (antq_extract.Article), not str"),  # type: ignore[list-item]
        (lambda: list(antq_extract.extract_many(None)), "extract_many takes articles"),  # type: ignore[arg-type]
        (lambda: antq_extract.to_dataframe(None), "to_dataframe takes the figures that extract gives, not NoneType"),  # type: ignore[arg-type]
        (lambda: antq_extract.to_dataframe("abc"), "to_dataframe takes the figures that extract gives, not str"),  # type: ignore[arg-type]
        (lambda: antq_extract.reread(None), "number_text must be text (str), not NoneType"),  # type: ignore[arg-type]
    ],
)
def test_wrong_arguments_are_told_clearly(call: Callable[[], object], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        call()


def test_a_pack_is_loaded_by_the_path_of_its_folder_too() -> None:
    folder = load_pack().folder
    nlp = antq_extract.load(folder)
    (figure,) = antq_extract.extract("Xã mở 12 lớp tập huấn.", nlp=nlp)
    assert figure.indicator == "sessions"
    assert antq_extract.to_dataframe(figure)["value"].tolist() == ["12"]


def test_table_has_the_columns_and_plain_numbers() -> None:
    frame = antq_extract.to_dataframe(antq_extract.extract("Chi 35 tỷ đồng và 2,464 tấn gạo."))
    assert list(frame.columns) == list(antq_extract.COLUMNS)
    assert list(frame["value"]) == ["35000000000", "2.464"]


@pytest.mark.parametrize(
    "text",
    ["7" * 1_000_000, "1," * 10_000, "12.500 " * 40_000, "một " * 60_000, "năm 2022, " * 30_000, "(" * 200_000, "từ 5 đến " * 30_000,
     "Công an huyện bắt 12 đối tượng, " * 9_000],
    ids=["digits", "commas", "numbers", "words", "years", "brackets", "ranges", "line of 300 KB"],
)  # fmt: skip
def test_no_worst_case(text: str) -> None:
    antq_extract.extract("Xã có 12 hộ.")
    start = time.process_time()
    antq_extract.extract(text)
    assert time.process_time() - start < 60  # a guard against quadratic time; benchmarks hold the real bound
