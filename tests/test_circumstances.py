"""Comparator, change, per, total, baseline and status in constructions of reports, read by the whole pipeline."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

import antq_extract

# Each row: a sentence, and for each of its figures the number as written with the fields that it must have. Fields left out
# must be empty (comparator exact, status reported).
COMPARATOR = [
    ("Chợ phiên đón trên dưới 900 người.", [("900", {"comparator": "about"})]),
    ("Các tuyến đường trên có 13 camera.", [("13", {})]),
    ("Huyện Ia Lâu vận động hơn 320 hộ ký cam kết.", [("320", {"comparator": "more_than"})]),
    ("Lễ ra quân có trên 1.450 đoàn viên tham gia.", [("1.450", {"comparator": "more_than"})]),
    ("Công an xã tuyên truyền cho gần 700 lượt người.", [("700", {"comparator": "nearly"})]),
    ("Ngót 90 hộ dân ở xã Đăk Rong được cấp nước.", [("90", {"comparator": "nearly"})]),
    ("Có khoảng 45 ngư dân dự buổi nói chuyện.", [("45", {"comparator": "about"})]),
    ("Xấp xỉ 2,5 tấn gạo được trao cho bà con.", [("2,5", {"comparator": "about"})]),
    ("Lốc xoáy quật đổ nhiều cây cối, ước thiệt hại 640 triệu đồng.", [("640 triệu", {"comparator": "about"})]),
    ("Trường trao 6 suất học bổng, mỗi suất 2,7 triệu đồng, 5 suất hỗ trợ học tập.", [("6", {"per": ""}), ("2,7 triệu", {"per": "suất"}), ("5", {"per": ""})]),
    ("Mỗi tổ có 3 thành viên (1 tổ trưởng, 1 tổ phó và 1 tổ viên).", [("3", {"per": "tổ"}), ("1", {"per": "tổ"}), ("1", {"per": "tổ"}), ("1", {"per": "tổ"})]),
    ("Phong trào “Mỗi tuần một việc tốt” thu hút 250 cán bộ.", [("250", {"per": ""})]),
    ("Mỗi thôn có ít nhất 6 thành viên.", [("6", {"comparator": "at_least", "per": "thôn"})]),
    ("Lớp học tối đa 35 học viên.", [("35", {"comparator": "at_most"})]),
    ("Đoàn kiểm tra không quá 9 người.", [("9", {"comparator": "at_most"})]),
    ("Chưa đến 60 hộ còn thiếu đất sản xuất.", [("60", {"comparator": "less_than"})]),
    ("Có dưới 12 vụ va chạm trong dịp này.", [("12", {"comparator": "less_than"})]),
    ("Các đội thi gồm 15 người trở lên.", [("15", {"comparator": "at_least"})]),
    ("Số người dự lên đến 3.200 người.", [("3.200", {})]),
    ("Có tới 27 hộ phải di dời.", [("27", {})]),
    ("Lỗi chạy quá tốc độ 44 trường hợp, vi phạm nồng độ cồn 31 trường hợp.", [("44", {}), ("31", {})]),
    ("Tổ đông nhất có 21 người, tổ ít người nhất cũng có 8 người.", [("21", {}), ("8", {})]),
    ("Kinh phí khoảng hơn 80 triệu đồng.", [("80 triệu", {"comparator": "more_than"})]),
]
CHANGE = [
    ("So với cùng kỳ giảm 6 người chết (9,3%).", [("6", {"change": "decrease"}), ("9,3", {"change": "decrease"})]),
    ("Toàn tỉnh có 640 ca, giảm 41% so với cùng kỳ, 3 ca tử vong.", [("640", {}), ("41", {"change": "decrease"}), ("3", {"change": ""})]),
    ("Số vụ ở 9 huyện giảm so với cùng kỳ và 4 huyện không có vụ nào.", [("9", {}), ("4", {"change": ""})]),
    ("Tỷ lệ hộ khá của thôn đã vượt 61%.", [("61", {"comparator": "more_than"})]),
    ("Sản lượng mủ cao su sụt 8% so với cùng kỳ.", [("8", {"change": "decrease"})]),
    ("Số vụ trộm cắp giảm 14,5% so với cùng kỳ.", [("14,5", {"change": "decrease"})]),
    ("Toàn huyện xảy ra 38 vụ, tăng 6 vụ.", [("38", {}), ("6", {"change": "increase"})]),
    ("Phạm pháp hình sự giảm 11 vụ, 17 đối tượng.", [("11", {"change": "decrease"}), ("17", {"change": "decrease"})]),
    ("Tai nạn giảm 9 vụ, giảm 4 người chết, tăng 2 người bị thương.",
     [("9", {"change": "decrease"}), ("4", {"change": "decrease"}), ("2", {"change": "increase"})]),
    ("Số vụ cháy giảm 8 vụ (tỷ lệ 25%).", [("8", {"change": "decrease"}), ("25", {"change": "decrease"})]),
    ("Xã nhiều hơn 7 vụ so với năm trước.", [("7", {"change": "increase"})]),
    ("Huyện bắt 53 bị can, ít hơn cùng kỳ 12 bị can.", [("53", {}), ("12", {"change": "decrease"})]),
    ("Số hội viên mới vượt 18% chỉ tiêu.", [("18", {"change": "increase"})]),
    ("Công an huyện tăng cường 25 cán bộ về cơ sở.", [("25", {})]),
    ("Số vụ đánh nhau giảm từ 44 xuống 29 vụ.", [("44 xuống 29", {"baseline": 44})]),
    ("Số vụ đánh nhau giảm từ 40 xuống 30 vụ, tương đương 25%.",
     [("40 xuống 30", {"baseline": 40}), ("25", {"change": "decrease"})]),
    ("Tội phạm ma túy tăng 5 vụ (36/31 vụ).", [("5", {"change": "increase"}), ("36/31", {"baseline": 31})]),
    ("Các vụ án xảy ra 64/71 vụ so với cùng kỳ.", [("64/71", {"baseline": 71})]),
    ("Hộ nghèo giảm 2,4%, tức hơn 310 hộ.",
     [("2,4", {"change": "decrease"}), ("310", {"change": "decrease", "comparator": "more_than"})]),
    ("Kết nạp 88 hội viên, nhiều hơn dự kiến 13 hội viên.", [("88", {}), ("13", {"change": "increase"})]),
]
PER = [
    ("Mỗi căn nhà rộng 50 m2 với mức hỗ trợ 70 triệu đồng.", [("50", {"per": "căn nhà"}), ("70 triệu", {"per": "căn nhà"})]),
    ("Đoàn trao 65 suất quà, mỗi suất 450.000 đồng.", [("65", {}), ("450.000", {"per": "suất"})]),
    ("Mỗi phần gồm 5 kg gạo và 150.000 đồng.", [("5", {"per": "phần"}), ("150.000", {"per": "phần"})]),
    ("Mỗi hộ nhận 2 phần quà cùng 10 kg gạo.", [("2", {"per": "hộ"}), ("10", {"per": "hộ"})]),
    ("Hỗ trợ 30 căn nhà, mỗi căn 60 triệu đồng, trong đó quỹ huyện góp 25 triệu đồng.",
     [("30", {}), ("60 triệu", {"per": "căn"}), ("25 triệu", {"per": "căn"})]),
    ("Tiền hỗ trợ 1,2 triệu đồng/hộ.", [("1,2 triệu", {"per": "hộ"})]),
    ("Mức thưởng 300.000 đồng và 500.000 đồng/tập thể.", [("300.000", {"per": "tập thể"}), ("500.000", {"per": "tập thể"})]),
    ("Xe đón khách trả công 120.000 đồng một chuyến.", [("120.000", {"per": "chuyến"})]),
    ("Bình quân mỗi ngày tổ tuần tra kiểm tra 18 xe.", [("18", {"per": "ngày"})]),
    ("Hằng tháng chi hội tổ chức 2 buổi sinh hoạt.", [("2", {"per": "tháng"})]),
    ("Lực lượng này đông, bình quân 5 người một tổ.", [("5", {"per": "tổ"})]),
    ("Chi đoàn giúp thêm 4 hộ nghèo ở mỗi xã.", [("4", {"per": "xã"})]),
    ("Buổi nào cũng có trên 130 bà con tới nghe.", [("130", {"per": "buổi", "comparator": "more_than"})]),
    ("Cả 14 xã đều có 3 tổ hòa giải.", [("14", {}), ("3", {"per": "xã"})]),
    ("Trao 50 phần quà, tổng trị giá 25 triệu đồng.", [("50", {}), ("25 triệu", {})]),
    ("Trao 20 suất 300.000 đồng/suất, 35 suất trị giá 200.000 đồng/suất.",
     [("20", {}), ("300.000", {"per": "suất"}), ("35", {}), ("200.000", {"per": "suất"})]),
]
TOTAL = [
    ("Đã có 23/31 thôn đạt chuẩn.", [("23/31", {"total": 31})]),
    ("Đã có 23 trong tổng số 31 thôn đạt chuẩn.", [("23 trong tổng số 31", {"total": 31})]),
    ("Trong số 48 trường hợp vi phạm có 19 trường hợp không đội mũ bảo hiểm.", [("48", {}), ("19", {"total": 48})]),
    ("Trong 16 bị can (20-35 tuổi) có 5 bị can là nữ.", [("16", {}), ("5", {"total": 16})]),
    ("Kiểm tra 26 cơ sở thì có 11 cơ sở vi phạm.", [("26", {}), ("11", {"total": 26})]),
    ("Huyện lập 34 tổ, trong đó có 9 tổ ở thị trấn.", [("34", {}), ("9", {})]),
    ("Đã giải quyết 88/92 tin, đạt 95,6%.", [("88/92", {"total": 92}), ("95,6", {})]),
]
STATUS = [
    ("Năm 2024, huyện phấn đấu kéo giảm 4% số vụ.", [("4", {"status": "planned", "change": "decrease"})]),
    ("Xã sẽ lắp thêm 17 camera.", [("17", {"status": "planned"})]),
    ("Thị trấn dự kiến xây 6 nhà tình nghĩa.", [("6", {"status": "planned"})]),
    ("Chỉ tiêu là 90% khu dân cư đạt chuẩn.", [("90", {"status": "planned"})]),
    ("Hội kết nạp 57 hội viên, đạt 114% chỉ tiêu, nâng tổng số lên 803 hội viên.", [("57", {}), ("114", {}), ("803", {})]),
    ("Đến cuối kỳ, đơn vị thu 96% dự toán được giao. Ngành đã mở 12 lớp tập huấn.", [("96", {}), ("12", {})]),
    ("Vốn của Chương trình mục tiêu quốc gia đã làm 8 km đường.", [("8", {})]),
    ("Huyện đã trao 15 xe đạp và sẽ trao tiếp 10 xe đạp.", [("15", {}), ("10", {"status": "planned"})]),
    ("Ba tháng tới, xã phải giảm 20 hộ nghèo.", [("20", {"status": "planned", "change": "decrease"})]),
    ("Tỉnh kiến nghị Trung ương hỗ trợ 45 tỷ đồng.", [("45 tỷ", {"status": "planned"})]),
    ("Năm tới, đảm bảo mỗi tổ có từ 3-5 người.", [("3-5", {"status": "planned", "per": "tổ"})]),
    ("Kế hoạch vận động 70 triệu đồng, kết quả thu được 82 triệu đồng.", [("70 triệu", {"status": "planned"}), ("82 triệu", {})]),
    ("Đại hội đã bầu 25 ủy viên khóa mới.", [("25", {})]),
]
FIELDS = {"comparator": "exact", "status": "reported", "change": "", "per": "", "total": None, "baseline": None}
TABLE = [*COMPARATOR, *CHANGE, *PER, *TOTAL, *STATUS]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[t[:44] for t, _ in TABLE])
def test_circumstances(text: str, expected: list[tuple[str, dict[str, object]]]) -> None:
    """Every figure has the fields of its row and no others."""
    figures = antq_extract.extract(text, published="2023-11-20", province="Gia Lai")
    assert [f.number_text for f in figures] == [number for number, _ in expected]
    for figure, (_, given) in zip(figures, expected, strict=True):
        wanted = FIELDS | {k: Decimal(v) if isinstance(v, int) else v for k, v in given.items()}
        assert {name: getattr(figure, name) for name in FIELDS} == wanted


def test_headline_of_a_plan_is_planned() -> None:
    """A headline without the words of the plan takes them from the body's statement of the same number."""
    text = "Huyện xây 42 phòng học\nTheo kế hoạch, năm tới huyện sẽ xây 42 phòng học ở 9 xã vùng cao."
    figures = antq_extract.extract(text, published="2023-11-20", province="Gia Lai")
    assert [f.status for f in figures if f.value == 42] == ["planned", "planned"]


def test_heading_of_a_plan_reaches_its_list() -> None:
    """Lines under a heading of goals are goals."""
    text = "Kết quả công tác tháng 10\nXã bắt 5 vụ đánh bạc.\nMỤC TIÊU THÁNG 11\n- Kéo giảm 3 vụ trộm cắp\n- Lập 2 tổ tự quản"
    figures = antq_extract.extract(text, published="2023-10-31", province="Gia Lai")
    assert [f.status for f in figures] == ["reported", "planned", "planned"]


def test_one_line_of_many_numbers_is_read_in_linear_time() -> None:
    """Twice as long a line takes about twice the time, whatever the line holds."""
    unit = "Năm 2023, Công an xã Ia Lâu, huyện Chư Prông bắt 12 đối tượng, thu 30 kg pháo và phạt 20 triệu đồng, "

    def seconds(times: int) -> float:
        start = time.process_time()
        assert len(antq_extract.extract(unit * times, published="2023-11-20", province="Gia Lai")) == 3 * times
        return time.process_time() - start

    seconds(20)
    assert seconds(800) < 4 * seconds(400)
