"""Which place a number is about. The sentences are made up for these tests."""

from decimal import Decimal
from pathlib import Path

import pytest

from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView
from antq_extract.pipeline.place.assign import assign_places
from antq_extract.pipeline.quantity import Quantity
from antq_extract.readers.tagged import read_tagged, tagged_files
from marked import read_marked

DATE = "2021-06-10"


def read(text, province="Quảng Trị", published=DATE):
    """Places of the numbers written in brackets: ``[12] vụ``."""
    view, sentences, quantities = read_marked(text)
    for quantity in quantities:
        quantity.unit, quantity.indicator = "vụ", "cases"
    assign_places(view, sentences, quantities, province, published)
    return [(q.place, q.place_code) for q in quantities]


def names(text, province="Quảng Trị", published=DATE):
    return [place for place, _ in read(text, province, published)]


HEAD = "Nhìn lại nửa năm giữ gìn an ninh\nLực lượng chức năng vừa họp đánh giá.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a listing: the place stands before its number
        ("Cam Lộ gửi [61] tin, rồi đến Hải Lăng [44] tin, Gio Linh [30].", ["Cam Lộ", "Hải Lăng", "Gio Linh"]),
        ("Nhiều nhất là Triệu Phong ([75] tin), kế đến Vĩnh Linh [60] tin.", ["Triệu Phong", "Vĩnh Linh"]),
        ("Hải Lăng có [9] xã, lắp [120] mắt; ở Đakrông, bà con góp [7] chiếc.", ["Hải Lăng", "Hải Lăng", "Đakrông"]),
        # the place of the counted noun
        ("Gió lốc làm tốc mái [48] căn nhà ở huyện Cam Lộ.", ["Cam Lộ"]),
        ("Tìm thấy [5] quả đạn tại xã Hải Khê, huyện Hải Lăng và [3] quả tại xã Gio Mai.", ["xã Hải Khê", "xã Gio Mai"]),
        # where it happened, who acted
        ("Ngày 2-6, tại xã Triệu Vân, huyện Triệu Phong, tổ tuần tra bắt [2] người với [30] kg pháo.",
         ["xã Triệu Vân", "xã Triệu Vân"]),
        ("Công an huyện Gio Linh vừa phá [1] vụ, bắt [4] người.", ["Gio Linh", "Gio Linh"]),
        ("Trưởng Công an xã Thanh An cho hay, đã thu [6] khẩu súng.", ["xã Thanh An"]),
        # a bracket with numbers of its own keeps its places
        ("Tốc mái [14] trường (Hải Lăng [13] trường, Cam Lộ [1] trường); gãy [10] cột.", ["Quảng Trị", "Hải Lăng", "Cam Lộ", "Quảng Trị"]),
        # what goes on the list of a place
        ("Nặng nhất là Cam Lộ với [13] nhà sập và [3] nhà xiêu.", ["Cam Lộ", "Cam Lộ"]),
        # a hamlet opens an address; a post's name is no commune's; a slogan names no country
        ("Vết nứt gần bản Cát, xã Hướng Lập dài [150] bước.", ["xã Hướng Lập"]),
        ("Đồn Biên phòng Hải An tặng [12] xe đạp.", ["Quảng Trị"]),
        ("Hưởng ứng phong trào “Cả nước chung tay vì trẻ em”, hội quyên góp [15] triệu.", ["Quảng Trị"]),
        # the event's place for what goes back to the event
        ("Ngày 2-6, tại xã Triệu Vân, huyện Triệu Phong, Công an tỉnh tổ chức ngày hội.\nChiều muộn trời mưa.\nDịp này, Công an tỉnh tặng [40] suất quà.",
         ["xã Triệu Vân"]),
        # the house where something was found is; where its owner lives elsewhere is not
        ("Công an bắt quả tang [9] người tại nhà ông Hồ Văn T. (xã Thanh An).", ["xã Thanh An"]),
        ("Kiểm tra nhà riêng của bà Hồ Thị T. (41 tuổi, ngụ xã Thanh An), tổ tuần tra thấy [9] hộp pháo.", ["xã Thanh An"]),
        ("Họ bắt [9] người có địa chỉ ở tỉnh Nghệ An và tỉnh Hà Tĩnh.", ["Quảng Trị"]),
        # residence is not the place
        ("Bị can trú tại TP Pleiku, tỉnh Gia Lai đã lấy [3] xe máy.", ["Quảng Trị"]),
        # scopes
        ("Đến nay toàn tỉnh có [900] tổ tự quản.", ["Quảng Trị"]),
        ("Trên toàn quốc xảy ra [5.000] vụ.", ["Việt Nam"]),
        ("Tỷ lệ cao nhất toàn quốc, [12] vụ được khám phá.", ["Quảng Trị"]),
        # several places
        ("Đoàn trao [100] suất quà cho bà con tại xã Hải Khê và xã Gio Mai.", [""]),
        # a picture says where it was taken, not what the article is about
        ("Hiện trường vụ va chạm tại xã Hải Khê, huyện Hải Lăng. Ảnh: Văn Bình\nSo với năm trước, tăng [12] vụ.", ["Quảng Trị"]),
        # regions, abroad
        ("Chương trình dành [40] suất cho học sinh Tây Nguyên.", ["Tây Nguyên"]),
        ("Tại Campuchia, đoàn tìm được [2] ngôi mộ.", [""]),
        ("Tại huyện Mông Tự, tỉnh Vân Nam, cảnh sát bắt [4] người.", [""]),
        ("Thu [15] kg pháo do Trung Quốc sản xuất, bắt [2] người.", ["Quảng Trị", "Quảng Trị"]),
    ],
)
def test_place_of_a_number(text, expected):
    assert names(HEAD + text) == expected


def test_headline_sets_the_focus():
    text = "Hải Lăng giữ bình yên thôn xóm\nSáu tháng qua, lực lượng chức năng mở [12] buổi họp dân, phá [3] vụ."
    assert names(text) == ["Hải Lăng", "Hải Lăng"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a provincial meeting in a town is not about the town
        ("Khen thưởng gương sáng\nSáng 4-6, tại TP Đông Hà, Công an tỉnh tổ chức hội nghị biểu dương.\n"
         "Năm qua, [40] tập thể được khen.", ["Quảng Trị"]),
        # one event: the commune of the lead is where all of it was
        ("Quảng Trị: Cháy kho gỗ, [1] người bị thương\nĐêm 3-6, tại xã Gio Mai, huyện Gio Linh, lửa bùng lên.\n"
         "Gần [70] người tham gia dập lửa.", ["xã Gio Mai", "xã Gio Mai"]),
        # the same headline over a report of the province
        ("Quảng Trị: Lấy dân làm gốc\nNhân dân trong tỉnh đã góp [700] triệu.", ["Quảng Trị"]),
        ("HẢI LĂNG VÀO MÙA HỘI\nTuần qua, lực lượng xử lý [8] vụ.", ["Hải Lăng"]),
    ],
)
def test_what_an_article_is_about(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phòng Hình sự Công an tỉnh phối hợp với Công an huyện Cam Lộ bắt [3] người.", ["Quảng Trị"]),
        ("Đội CSGT phối hợp với Công an huyện Cam Lộ bắt [3] người.", ["Cam Lộ"]),
        ("Xe tải chạy từ Nghệ An chở [20] thùng pháo.", ["Quảng Trị"]),
        ("Chị Hồ Thị C. ở xã Ba Lòng vay [30] triệu.", ["xã Ba Lòng"]),
        ("Xã Ba Lòng (Đakrông) có [11] thôn; trong đó [7] thôn lập quỹ.", ["xã Ba Lòng", "xã Ba Lòng"]),
        ("Huyện Cam Lộ vừa sơ kết. Theo huyện, các xã có [5] mô hình.", ["Cam Lộ"]),
        ("Công an quận 8, TP Hồ Chí Minh thu hồi [6] xe máy.", ["quận 8"]),
        ("Tại ngã ba Triệu Phong có [2] vụ va chạm.", ["Quảng Trị"]),
    ],
)
def test_agents_and_origins(text, expected):
    assert names(HEAD + "Đường dây nóng vẫn mở. Ai cũng có thể gọi.\nBà con yên tâm.\n" + text) == expected


def test_a_case_that_was_caught_is_of_its_one_scene():
    text = ("Bắt giữ nhóm người đá gà\nSáng 4-6, Công an huyện Cam Lộ tạm giữ [11] người.\n"
            "Trước đó, tổ tuần tra bất ngờ kiểm tra khu vườn ở xã Thanh An, huyện Cam Lộ.\nNgười chơi bỏ chạy, để lại [6] xe.")
    view, sentences, quantities = read_marked(text)
    for quantity in quantities:
        quantity.unit, quantity.indicator = "người", "suspects"
    assign_places(view, sentences, quantities, "Quảng Trị", DATE)
    assert [q.place for q in quantities] == ["xã Thanh An"] * 2


def test_the_body_of_a_district_beside_one_of_the_province():
    text = "Tặng quà người lao động\nTại chương trình, Liên đoàn Lao động tỉnh tặng [35] suất quà. Hội phụ nữ huyện Cam Lộ tặng [86] suất quà."
    assert names(text) == ["Quảng Trị", "Cam Lộ"]


def test_whole_district_is_the_district_named_before():
    text = HEAD + "Ở xã Hải Khê, huyện Hải Lăng, dân nộp [4] khẩu súng.\nBốn tháng qua, toàn huyện thu [60] khẩu."
    assert names(text) == ["xã Hải Khê", "Hải Lăng"]


def test_the_paragraph_goes_on_where_it_was():
    text = HEAD + "Đường dây nóng vẫn mở. Ai cũng có thể gọi.\nBà con yên tâm.\nChiều 3-6, tại xã Gio Mai xảy ra cháy. Lửa thiêu [2] căn nhà.\nCả năm có [15] vụ như thế."
    assert names(text) == ["xã Gio Mai", "Quảng Trị"]


def test_headline_takes_the_place_of_the_body():
    text = "Bắt [7] người đá gà ăn tiền\nLực lượng chức năng vừa vào cuộc.\nTại xã Gio Mai, công an bắt [7] người."
    assert names(text) == ["xã Gio Mai", "xã Gio Mai"]


@pytest.mark.parametrize(
    ("published", "province", "code"),
    [("2024-05-01", "Quảng Trị", "45"), ("2025-08-01", "Quảng Trị", "44"), ("2025-08-01", "Bình Dương", ""), ("", "Lào Cai", "10")],
)
def test_code_of_the_province_on_the_date(published, province, code):
    assert read(HEAD + "Toàn tỉnh có [20] vụ.", province, published) == [(province, code)]


def test_communes_without_districts():
    text = "Xã Phong Hải trao quà\nSáng 5-3, xã Phong Hải, tỉnh Lào Cai tặng [30] suất quà."
    assert read(text, "Lào Cai", "2026-03-06") == [("xã Phong Hải", "02902")]


def test_an_article_of_no_province_has_places_only_where_it_says_them():
    text = "Doanh nghiệp mở rộng mạng lưới\nCông ty đạt [50] đơn hàng. Tại Cần Thơ có [8] cửa hàng."
    assert names(text, "") == ["", "Cần Thơ"]


def test_many_numbers_in_one_sentence_take_linear_time():
    text = "tại xã Gio Mai [1], " * 3000
    assert len(names(text)) == 3000


def test_places_of_the_corpus():
    """The places of the articles that we wrote, given the numbers: a name counts as right where one holds the other."""
    right, figures = 0, 0
    for path in tagged_files(Path(__file__).parent.parent / "corpus"):
        article, gold = read_tagged(path)
        view = TextView(article.text)
        sentences = split_sentences(view)
        back = {view.raw_offset(i): i for i in range(len(view.text) + 1)}
        quantities = []
        for figure in sorted(gold, key=lambda f: f["start"]):
            start = back[figure["start"]]
            index = max(i for i, s in enumerate(sentences) if s.start <= start)
            value = Decimal(str(figure["value"]))
            unit, indicator = figure.get("unit", ""), figure["indicator"]
            quantities.append(Quantity(start, back[figure["end"]], index, value, unit=unit, indicator=indicator))
        assign_places(view, sentences, quantities, article.province, article.published)
        for figure, quantity in zip(sorted(gold, key=lambda f: f["start"]), quantities, strict=True):
            if not figure.get("optional"):
                wanted, got = figure.get("place", "").casefold(), quantity.place.casefold()
                right += wanted == got or (bool(wanted and got) and (wanted in got or got in wanted))
                figures += 1
    assert right / figures >= 0.9


def harm(text, province="Quảng Trị", published=DATE):
    """Places of dead people, written as ``[2] người``."""
    view, sentences, quantities = read_marked(text)
    for quantity in quantities:
        quantity.unit, quantity.indicator = "người", "deaths"
    assign_places(view, sentences, quantities, province, published)
    return [q.place for q in quantities]


def test_one_event_has_the_finest_of_its_places() -> None:
    """Headline and lead name the province, a later sentence the commune: all tell of one event."""
    text = (
        "Lật thuyền ở Quảng Trị, [3] người chết\nVụ lật thuyền ở Quảng Trị làm [3] người chết đang được điều tra.\n"
        "Tai nạn xảy ra chiều 8-6 tại thôn Tân Mỹ, xã Hải Khê, huyện Hải Lăng."
    )
    assert harm(text) == ["xã Hải Khê", "xã Hải Khê"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what an article of no province goes on with after the whole country
        ("Toàn quốc xảy ra [95] vụ cháy.\nLực lượng chức năng dập [40] vụ.", ["Việt Nam", "Việt Nam"]),
        ("Ủy ban vừa họp.\nCó [8] vụ được nêu ra.", [""]),
        ("Có [8] vụ ở các vùng trên cả nước được nêu.\nBan tổ chức chọn [3] vụ.", ["Việt Nam", ""]),
    ],
)
def test_articles_of_no_province(text: str, expected: list[str]) -> None:
    """A count of the whole country as the report's own frame reaches on; a mention behind a number does not."""
    assert names(text, province="") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội Cựu chiến binh huyện Trần Văn Ba nêu [4] việc.", ["Quảng Trị"]),  # a person, no place
        ("Mưa lũ làm [6] người mắc kẹt (Cam Lộ [2] người, Gio Linh [4] người).", ["Quảng Trị", "Cam Lộ", "Gio Linh"]),
        ("Doanh nghiệp trao [50] triệu đồng cho Ủy ban MTTQ huyện Cam Lộ.", ["Cam Lộ"]),
        ("Tổ công tác mật phục ở lô rừng trồng, ấp Phú Thọ, xã Hải Khê. Tổ bắt [2] người.", ["xã Hải Khê"]),
        ("TAND huyện Cam Lộ xử [5] bị cáo.", ["Cam Lộ"]),
        ("Quảng Trị là nơi đầu tiên cả nước cấp [90] thẻ.", ["Quảng Trị"]),
    ],
)
def test_names_lists_and_receivers(text: str, expected: list[str]) -> None:
    """Persons behind a body, lists in brackets, bodies that are given something, courts of districts."""
    assert names(HEAD + "Đường dây nóng vẫn mở. Ai cũng có thể gọi.\nBà con yên tâm.\n" + text) == expected
