"""Units by date, spellings of names, and which capitalised words are places."""

import pytest

from antq_extract.language.gazetteer.find import find_places
from antq_extract.language.gazetteer.gazetteer import gazetteer, place_words
from antq_extract.language.text import TextView


def places(text, province="", published="2022-05-01"):
    return find_places(TextView(text), province=province, published=published)


def test_number_of_provinces_changes_on_1_july_2025():
    for published, count in [("", 63), ("2025-06-30", 63), ("2025-07-01", 34), ("2025-07", 34), ("2026", 34)]:
        units = gazetteer(published).by_code.values()
        assert len({u.code for u in units if u.level == "province"}) == count
        assert any(u.level == "district" for u in units) == (count == 63)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hà Nội", "01"),
        ("TP. Hồ Chí Minh", "79"),
        ("TP.HCM", "79"),
        ("TPHCM", "79"),
        ("Sài Gòn", "79"),
        ("Thừa Thiên - Huế", "46"),
        ("Thừa Thiên Huế", "46"),
        ("Bà Rịa-Vũng Tàu", "77"),
        ("Đăk Lăk", "66"),
        ("Đắc Lắc", "66"),
        ("Đak Nông", "67"),
        ("Hoà Bình", "17"),
        ("Hòa Bình", "17"),
        ("tỉnh Bắc Cạn", "06"),
        ("Kontum", "62"),
    ],
)
def test_spellings_of_a_province(name, code):
    assert gazetteer("2020").province(name).code == code


@pytest.mark.parametrize(
    ("text", "province", "published", "expected"),
    [
        ("Tại xã Cư M'gar", "Đắk Lắk", "2026-01", [("commune", "Cư M'gar", "24280")]),
        ("ở huyện Cư M’gar", "Đắk Lắk", "2019", [("district", "Cư M’gar", "648")]),
        ("Công an phường 2, TP Đông Hà", "Quảng Trị", "2020", [("commune", "2", "19342"), ("district", "Đông Hà", "461")]),
        ("UBND P.5, Q.8", "TP.HCM", "2020", [("commune", "5", None), ("district", "8", "776")]),
        ("TX Điện Bàn và TT. Khâm Đức", "Quảng Nam", "2020", [("district", "Điện Bàn", "507"), ("commune", "Khâm Đức", "20722")]),
        ("xã biên giới Đắk Wil", "Đắk Nông", "2021", [("commune", "Đắk Wil", "24643")]),
        ("các huyện Hải Lăng, Triệu Phong và Cam Lộ", "Quảng Trị", "2020",
         [("district", "Hải Lăng", "470"), ("district", "Triệu Phong", "469"), ("district", "Cam Lộ", "468")]),
        ("khắp vùng Đồng bằng sông Cửu Long", "", "2020", [("region", "Đồng bằng sông Cửu Long", "")]),
        ("xã Khe Mới Lạ", "Nghệ An", "2020", [("commune", "Khe Mới Lạ", "")]),
        ("HUYỆN NHƯ XUÂN RA QUÂN", "Thanh Hóa", "2020", [("district", "NHƯ XUÂN", "402")]),
        ("huyện Cư Mgar và huyện Cư M ’ gar", "Đắk Lắk", "2019", [("district", "Cư Mgar", "648"), ("district", "Cư M ’ gar", "648")]),
        ("Công an quận 2", "TP.HCM", "2018", [("district", "2", "769")]),
        ("huyện Tĩnh Gia", "Thanh Hóa", "2015", [("district", "Tĩnh Gia", "407")]),
        ("ở tỉnh Vân Nam", "", "2020", [("foreign", "Vân Nam", "")]),
        ("tại Bình Dương (cũ)", "", "2026", [("province", "Bình Dương", "")]),
    ],
)
def test_places_with_codes(text, province, published, expected):
    found = places(text, province, published)
    assert [(m.level, m.name) for m in found] == [(level, name) for level, name, _ in expected]
    for mention, (_, _, code) in zip(found, expected, strict=True):
        if code is not None:
            assert mention.code == code


@pytest.mark.parametrize(
    "text",
    [
        "giữ vững hòa bình, ổn định",
        "Ông Lê Thanh Bình trình bày báo cáo",
        "chị Thái Bình kể lại",
        "Đoàn TNCS Hồ Chí Minh",
        "mỗi huyện 15 tổ, mỗi xã 3 tổ",
        "cán bộ cấp xã. Trong năm",
        "Thông tư số 09/2019/TT-BCA",
        "người dân thôn Thanh Bình",
        "Trường THPT Hải Lăng khai giảng",
        "Anh em công nhân phấn khởi",
        "Chị H. Sau đó về nhà, ở huyện N. của tỉnh",
        "Tỉnh Đoàn vừa phát động mô hình “Gio Linh” mới",
    ],
)
def test_what_is_no_place(text):
    assert places(text, "Quảng Trị") == []


def test_a_chain_leaves_one_unit():
    # Châu Thành is a district of ten provinces.
    mention = places("huyện Châu Thành, tỉnh Tây Ninh")[0]
    assert (mention.code, mention.within) == ("708", ("72",))
    assert places("huyện Châu Thành")[0].code == ""
    assert places("huyện Châu Thành", "Trà Vinh")[0].code == "847"


def test_a_name_once_given_with_its_level_is_known_without():
    found = places("Xã Ba Nang họp dân. Dịp này Ba Nang tặng 5 suất quà.", "Quảng Trị")
    assert [m.start for m in found] == [0, 28]


def test_offsets_hold_the_name_as_written():
    text = "Đến nay,  TP.\u00a0Hồ Chí Minh và tỉnh Đắk Lắk (nhất là Ea H’leo)"
    view = TextView(text)
    for mention in find_places(view, published="2020"):
        assert view.text[mention.name_start : mention.end] == mention.name


def test_lists_of_the_pack_are_folded():
    for phrases in place_words().lists.values():
        assert all(phrase == phrase.lower() for phrase in phrases)


def test_long_texts_take_linear_time():
    assert len(places("xã Ba Nang, " * 5000, "Quảng Trị")) == 5000
    assert places("A " * 50_000 + "tại " * 50_000) == []
