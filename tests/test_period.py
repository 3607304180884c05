"""Which statement of time governs a number: constructions of provincial reports, written for this page."""

import re
import time
from decimal import Decimal

import pytest

from antq_extract.errors import PackError
from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView
from antq_extract.pipeline.period.assign import assign_periods
from antq_extract.pipeline.period.rules import load_period_rules
from antq_extract.pipeline.quantity import Quantity

PUBLISHED = "2022-08-10"
_NUMBER = re.compile(r"\{(\w*):?([\d.,]+)\}")


def periods(marked, published=PUBLISHED):
    """Periods of the numbers written as {indicator:12} in a text."""
    text, spans, position = "", [], 0
    for m in _NUMBER.finditer(marked):
        text += marked[position : m.start()]
        spans.append((len(text), len(text) + len(m[2]), m[1], Decimal(m[2].replace(".", "").replace(",", "."))))
        text += m[2]
        position = m.end()
    text += marked[position:]
    view = TextView(text)
    sentences = split_sentences(view)
    quantities = [
        Quantity(a, b, next(i for i, s in enumerate(sentences) if s.start <= a < s.end), value, indicator=kind)
        for a, b, kind, value in spans
    ]
    assign_periods(view, sentences, quantities, published)
    return [f"{q.period_start}/{q.period_end}" for q in quantities]


HALF = "2022-01-01/2022-06-30"
DAY = "2022-08-05/2022-08-05"
SENTENCES = [
    ("Số hộ khá tăng từ {standard_units:35} hộ năm 2019 lên 61 hộ năm 2021, chiếm {standard_units:74}%.",
     ["2019-01-01/2019-12-31", "2021-01-01/2021-12-31"]),
    ("Chiều 5-8, chi hội trao {gifts:60} suất quà Tết cho hộ nghèo.", [DAY]),
    ("Dịp Tết Nguyên đán, chi hội trao {gifts:60} suất quà.", ["/"]),
    ("Chiều 5-8, chương trình “Tết ấm bản xa” - Xuân Nhâm Dần 2022 trao {gifts:45} suất quà.", [DAY]),
    ("Trong tháng 7, cả nước xảy ra {fires:95} vụ cháy.\nLực lượng chức năng điều {equipment:40} lượt xe.",
     ["2022-07-01/2022-07-31"] * 2),
    ("Nhìn lại nhiệm kỳ 2017-2022, hội giúp {beneficiaries:31} hộ. Hội còn xây {houses:8} căn nhà.",
     ["2017-01-01/2022-12-31"] * 2),
    ("Toàn xã có {groups:12} tổ hòa giải thành lập năm 2021.", ["2021-01-01/2021-12-31"]),
    ("Năm 2021, cả xã hòa giải {cases:70} vụ, riêng quý IV hòa giải {cases:22} vụ. Có {cases:9} vụ chuyển lên trên.",
     ["2021-01-01/2021-12-31", "2021-10-01/2021-12-31", "2021-01-01/2021-12-31"]),
    ("Từ tháng 2/2022 đến tháng 6/2022, nhóm này khai gây ra {cases:14} vụ. Công an thu {seized_goods:6} xe máy.",
     ["2022-02-01/2022-06-30", "/"]),
    ("Lũy kế 7 tháng, huyện thu {funds:90} tỷ đồng.", ["2022-01-01/2022-07-31"]),
    ("6 tháng đầu năm 2022, xã bắt {cases:8} vụ. Thời gian này, thôn báo {tip_offs:15} tin.", [HALF, HALF]),
    ("Đăng lúc 08/08/2022 10:35\nXã hiện đại hóa đường làng, lắp {equipment:25} bóng đèn.", ["/"]),
    ("6 tháng đầu năm 2022, toàn huyện xảy ra {cases:35} vụ, làm rõ {cases:30} vụ.", [HALF, HALF]),
    ("Từ ngày 3 đến 7/2, tức mùng 4 đến mùng 8 tháng Giêng, đội bắt {cases:6} vụ.", ["2022-02-03/2022-02-07"]),
    ("Trong 2 ngày 31-7 và 1-8, đoàn khám cho {beneficiaries:90} người.", ["2022-07-31/2022-08-01"]),
    ("Trước năm 2020, xã có {admin_units:16} thôn. Sau khi sáp nhập, xã còn {admin_units:7} thôn.", ["/2019-12-31", "/"]),
    ("Toàn huyện có {standard_units:14} thôn được công nhận trong năm 2021.", ["2021-01-01/2021-12-31"]),
    ("Trong giai đoạn 2019-2021, nay còn {other:4} đội; xã mở {sessions:30} buổi.", ["/", "2019-01-01/2021-12-31"]),
    ("Lũ quét làm {deaths:2} người chết, tính đến 17 giờ ngày 4-8.", ["/2022-08-04"]),
    ("Xã góp {funds:40} triệu đồng, ngày 5-8, xã khởi công nhà văn hóa.", ["/"]),
    ("Năm 2020 xảy ra {cases:19} vụ, năm 2021 còn {cases:11} vụ.",
     ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
    ("Quý I xảy ra {cases:9} vụ, giảm {cases:3} vụ so với cùng kỳ năm 2021.", ["2022-01-01/2022-03-31"] * 2),
    ("Sáng 5-8, xã tổ chức hội nghị với {participants:120} đại biểu.", [DAY]),
    ("Sáng 5-8, xã tổng kết phong trào giai đoạn 2017-2022, có {participants:120} đại biểu dự.", [DAY]),
    ("Ngày 5-8, ông Hà Văn Tấn cho biết huyện đã lắp {equipment:46} camera.", ["/"]),
    ("5 năm qua, toàn xã hòa giải {cases:82} vụ.", ["/"]),
    ("Đến nay, toàn xã có {groups:17} tổ tự quản.", ["/"]),
    ("Tính đến 30-6, toàn xã có {groups:17} tổ tự quản.", ["/2022-06-30"]),
    ("Từ ngày 1-7, mỗi hộ được hỗ trợ {funds:300} nghìn đồng.", ["2022-07-01/"]),
    ("Từ đầu năm đến nay, công an xã tiếp nhận {tip_offs:52} tin.", ["2022-01-01/2022-08-10"]),
    ("Nhân dịp kỷ niệm 75 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2022), xã tặng {gifts:88} suất quà.",
     ["/"]),
    ("Nghị định số 15 ngày 3-2-2020 quy định {other:4} mức.", ["/"]),
    ("Xã tặng giấy khen {awards:6} cá nhân có thành tích trong phong trào năm 2021.", ["/"]),
    ("Năm học 2021-2022, trường trao {gifts:45} suất học bổng.", ["2021-09-01/2022-08-31"]),
    ("Dịp Tết Nguyên đán 2022, huyện trao {gifts:900} suất quà.", ["/"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_in_the_sentence(text, expected):
    assert periods("Đầu đề của bài\n" + text) == expected


ARTICLES = [
    ("Từ đầu năm đến nay, hội xây {houses:9} căn nhà.\nHàng năm, {standard_units:95}% chi hội vững mạnh.", ["2022-01-01/2022-08-10", "/"]),
    ("6 tháng đầu năm 2022, xã thu {funds:9} tỷ đồng. Xã vẫn vững; tuy vậy, trong quý I, do mưa rét, việc chung gặp khó.\nXã lắp {equipment:7} camera.",
     [HALF, HALF]),
    ("Xã mở ngày hội toàn dân - Tối 5/8, tại sân đình, xã tổ chức ngày hội.\n\nThời gian qua dân góp sức.\n\nDịp này, có {awards:2} tập thể được khen.",
     [DAY]),
    ("Khoảng 3h20 ngày 5/8, Trung tâm Thông tin chỉ huy nhận tin báo cháy xưởng gỗ.\n\nTrung tâm điều {equipment:2} xe chữa cháy tới.", [DAY]),
    ("Ngày 6/8, ông Bình, giám đốc Sở, thông tin năm 2021 tỉnh có {cases:9} vụ.", ["2021-01-01/2021-12-31"]),
    ("Chiều 5-8, huyện mở hội trại.\nTối 4-8, lớp học sinh hoạt ở hội trường. Sau buổi sinh hoạt, lớp góp {funds:9} triệu đồng.", ["2022-08-04/2022-08-04"]),
    ("Chiều 5-8, công an cho biết đã bắt một nhóm người.\nKhoảng 10 giờ cùng ngày, tổ tuần tra đến khu vườn.\nTổ bắt {suspects:14} người.",
     [DAY]),
    ("Xã vừa tổng kết năm 2021.\nNổi bật trong Tháng Thanh niên là {houses:3} căn nhà mới.", ["2021-01-01/2021-12-31"]),
    ("Ngày 5-8, trường trao {gifts:20} cặp sách dịp năm học 2022-2023.\nTại lễ, đoàn tặng {gifts:15} xe đạp.".replace("dịp ", "cho "),
     ["2022-09-01/2023-08-31", DAY]),
    ("Ngày 5-8, hội đồng huyện họp về khám tuyển năm 2023.\nXã gọi {participants:61} thanh niên.", [DAY]),
    ("Kết quả thực hiện nhiệm vụ năm 2021\nCả năm, huyện thu {funds:80} tỷ đồng.", ["2021-01-01/2021-12-31"]),
    ("Quý I, huyện nỗ lực thu ngân sách.\nCụ thể, giá trị trồng trọt đạt {other:61} tỷ đồng.", ["2022-01-01/2022-03-31"]),
    # carried over sentences and paragraphs, until the present or another statement takes over
    ("Quần chúng giúp sức\n6 tháng đầu năm 2022, xã mở {sessions:8} buổi. Bà con báo {tip_offs:21} tin.\n"
     "Công an xã làm rõ {cases:5} vụ.\nHiện nay, toàn xã duy trì {groups:12} tổ.", [HALF, HALF, HALF, "/"]),
    ("Hội nghị ở Tân Lập\nSáng 5-8, huyện tổ chức hội nghị sơ kết.\n6 tháng đầu năm, huyện mở {sessions:31} lớp.\n"
     "Dịp này, {awards:4} tập thể được khen.", [HALF, DAY]),
    # a length of time points back to a stated period of that length
    ("Gìn giữ bình yên\nTừ tháng 3/2021 đến tháng 2/2022, huyện làm điểm ở hai xã.\nSau một năm ấy có {tip_offs:73} tin.",
     ["2021-03-01/2022-02-28"]),
    # the headline takes it from the body
    ("Công an huyện nhận {tip_offs:1.250} tin báo\n9 tháng đầu năm 2021, công an huyện nhận {tip_offs:1.250} tin báo.",
     ["2021-01-01/2021-09-30"] * 2),
    # what was done beside what is to be done
    ("Tổng kết công tác hội\nSáng 5-8, hội nông dân xã tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022.\n"
     "Hội viên góp {funds:80} triệu đồng.", ["2021-01-01/2021-12-31"]),
    # a case told by the way gives way to the report's months
    ("Xã giữ yên\n7 tháng đầu năm 2022, xã xảy ra {cases:6} vụ.\nKhuya 28-6, công an bắt {suspects:3} đối tượng.\n"
     "Bà con báo {tip_offs:44} tin.", ["2022-01-01/2022-07-31", "2022-06-28/2022-06-28", "2022-01-01/2022-07-31"]),
    # so does the present, and an aside about an earlier year
    ("Thôn xóm bình yên\nNăm 2021, huyện mở {sessions:90} buổi. Năm 2020 mới có {sessions:41} buổi.\n"
     "Nhân dân báo {tip_offs:33} tin. Đến nay, huyện có {other:5} cụm.\nCông an xử lý {sanctions:18} trường hợp.",
     ["2021-01-01/2021-12-31", "2020-01-01/2020-12-31", "2021-01-01/2021-12-31", "/", "2021-01-01/2021-12-31"]),
    # a goal's year is no period of what was done, nor a past period one of a goal
    ("Kế hoạch mới\n6 tháng đầu năm 2022, xã lắp {equipment:9} camera.\nĐến năm 2025, xã phấn đấu lắp {equipment:60} camera.\n"
     "Xã đã ra {documents:4} văn bản.", [HALF, "/2025-12-31", HALF]),
    # stocks are of no earlier paragraph's period, unless the clause says that they came about
    ("Lực lượng ở cơ sở\nNăm 2021, xã mở {sessions:12} buổi.\nXã có {groups:8} tổ hòa giải.\nXã thành lập {groups:2} tổ mới.",
     ["2021-01-01/2021-12-31", "/", "2021-01-01/2021-12-31"]),
    # the picture's year is not the report's
    ("Lễ ra quân\n6 tháng đầu năm 2022, huyện tặng {gifts:70} suất quà.\nẢnh: Bà con nhận quà năm 2019.\n"
     "Huyện sửa {houses:15} căn nhà.", [HALF, HALF]),
    # the year or quarter named last
    ("Cả năm nhìn lại\nSáng 5-8, tỉnh tổng kết phong trào năm 2021.\nTrong năm, các xã mở {sessions:400} buổi.",
     ["2021-01-01/2021-12-31"]),
    # the term that is over, not the one that begins
    ("Đại hội hội nông dân\nSáng 5-8, xã mở đại hội nhiệm kỳ 2022-2027, tổng kết nhiệm kỳ 2017-2022.\n"
     "Nhiệm kỳ qua, hội giúp {beneficiaries:75} hộ.", ["2017-01-01/2022-12-31"]),
    # but the month that the headline of a report ends with
    ("Kết quả bảo đảm an ninh trật tự tháng 7/2022\n\nToàn tỉnh xảy ra {cases:95} vụ.\nCông an điều tra {cases:40} vụ.",
     ["2022-07-01/2022-07-31"] * 2),
    # a month or quarter ends with its paragraph
    ("Chuyện ở bản\nTháng 6, bản góp {gifts:15} bao gạo.\nTrường học có {other:9} phòng.", ["2022-06-01/2022-06-30", "/"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARTICLES, ids=[a[0][:30] for a in ARTICLES])
def test_over_sentences(text, expected):
    assert periods(text) == expected


def test_an_undated_article_takes_its_own_year():
    text = "Tin vắn\n6 tháng đầu năm 2019, xã có {cases:7} vụ. Ngày 14/5, công an xã bắt {suspects:2} đối tượng."
    assert periods(text, "") == ["2019-01-01/2019-06-30", "2019-05-14/2019-05-14"]
    assert periods("Tin vắn\nNgày 14/5, công an xã bắt {suspects:2} đối tượng.", "") == ["/"]


def test_many_numbers_cost_little():
    text = "Tin dài\n6 tháng đầu năm 2022, " + "xã báo {tip_offs:21} tin; " * 3000
    started = time.process_time()
    assert set(periods(text)) == {HALF}
    assert time.process_time() - started < 2


@pytest.mark.parametrize("piece", ["năm 2019 có {cases:12} vụ, ", "10 năm ấy {participants:15} người; ",
                                   "kế hoạch năm 2020 và {awards:12} cá nhân "])  # fmt: skip
def test_one_endless_line(piece):
    started = time.process_time()
    periods("Tin dài\n" + piece * 3000)
    assert time.process_time() - started < 2


def test_a_rule_that_is_no_pattern_is_named_with_its_line(tmp_path, monkeypatch):
    pack = tmp_path / "broken_pack"
    pack.mkdir()
    (pack / "__init__.py").write_text("")
    (pack / "temporal.yaml").write_text("governance:\n  comparison_before: ['(so với']\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PackError, match=r"temporal\.yaml:2: governance\.comparison_before"):
        load_period_rules("broken_pack")
