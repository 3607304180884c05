"""Actors: who did what a number reports. The sentences are our own; the number in braces is the quantity."""

from __future__ import annotations

import pytest

from antq_extract.pipeline.actor.assign import assign_actors
from marked import read_marked


def actors(marked: str) -> list[str]:
    """The actors of the numbers in braces, in order."""
    view, sentences, quantities = read_marked(marked)
    assign_actors(view, sentences, quantities)
    return [q.actor for q in quantities]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # the subject before the verb
        ("Công an huyện Sa Lý bắt giữ {4} đối tượng.", ["Công an huyện Sa Lý"]),
        ("Trong quý I, Công an tỉnh đã phát hiện {36} vụ.", ["Công an tỉnh"]),
        ("Các chùa đã vận động {12} tấn gạo.", ["Các chùa"]),
        ("Hội Khuyến học tỉnh trao {80} suất học bổng.", ["Hội Khuyến học tỉnh"]),
        ("Lực lượng dân phòng tuần tra {150} lượt.", ["Lực lượng dân phòng"]),
        ("Người dân cung cấp {45} nguồn tin.", ["Người dân"]),
        ("Sáu tháng qua, quần chúng đã cung cấp {310} tin.", ["quần chúng"]),
        ("Đêm 3-9, lực lượng 242 bắt {5} xe máy.", ["lực lượng 242"]),
        ("Ban Chỉ đạo 37 huyện tổ chức {9} hội nghị.", ["Ban Chỉ đạo 37 huyện"]),
        ("Ban Tổ chức trao {12} giải.", ["Ban Tổ chức"]),
        ("Cơ quan Cảnh sát điều tra khởi tố {7} bị can.", ["Cơ quan Cảnh sát điều tra"]),
        ("Chi đoàn xã Mường Lạn tặng {40} áo ấm.", ["Chi đoàn xã Mường Lạn"]),
        ("Hội Nông dân (HND) huyện Phú Sa mở {6} lớp.", ["Hội Nông dân (HND) huyện Phú Sa"]),
        ("Bà con giáo dân đóng góp {90} triệu đồng.", ["Bà con giáo dân"]),
        ("Sở Văn hóa, Thể thao tổ chức hội thi; Công ty Hoa Ban ủng hộ {50} triệu đồng.", ["Công ty Hoa Ban"]),
        ("Vĩnh Sơn đã lắp {70} camera.", ["Vĩnh Sơn"]),
        ("Toàn huyện xây dựng {14} mô hình.", ["Toàn huyện"]),
        # an office for the person, without the holder's name
        ("Đại tá Lò Văn Pản, Giám đốc Công an tỉnh, trao {6} giấy khen.", ["Giám đốc Công an tỉnh"]),
        ("Chủ tịch UBND huyện Tô Hoài Nam tặng {10} suất quà.", ["Chủ tịch UBND huyện Tô Hoài Nam"]),
        ("Bộ trưởng Bộ Công an Lê Quang Đạm tặng {5} bằng khen.", ["Bộ trưởng Bộ Công an"]),
        ("Đồng chí Bí thư Đảng ủy xã trao {3} suất quà.", ["Bí thư Đảng ủy xã"]),
        # bodies in a row
        ("Công an xã, Hội Phụ nữ xã tuyên truyền {8} buổi.", ["Công an xã, Hội Phụ nữ xã"]),
        # coordinated verbs take the subject over
        (
            "Công an huyện phát hiện {20} vụ, bắt {31} đối tượng; thu giữ {2} khẩu súng.",
            ["Công an huyện", "Công an huyện", "Công an huyện"],
        ),
        ("UBND xã tổ chức họp dân và vận động {55} hộ ký cam kết.", ["UBND xã"]),
        (
            "Công an tỉnh mở {3} đợt cao điểm. Qua đó, đã triệt xóa {12} tụ điểm.",
            ["Công an tỉnh", "Công an tỉnh"],
        ),
        # a new subject ends the one before
        ("Nhân dân cung cấp {60} tin, công an xã sử dụng {44} tin.", ["Nhân dân", "công an xã"]),
        ("Huyện chỉ đạo các đồn biên phòng thành lập {11} tổ.", ["các đồn biên phòng"]),
        # the agent of a passive
        ("{5} đối tượng bị Công an huyện Sa Lý bắt giữ.", ["Công an huyện Sa Lý"]),
        ("{14} hộ được Hội Chữ thập đỏ hỗ trợ.", ["Hội Chữ thập đỏ"]),
        ("{2} tập thể được UBND tỉnh tặng bằng khen.", ["UBND tỉnh"]),
        ("Ông Vi Văn Khoa trao {2} con bò.", ["Ông Vi Văn Khoa"]),
        ("Tỉnh Hòa An điều động {90} cán bộ.", ["Tỉnh Hòa An"]),
        ("Cán bộ, chiến sĩ Công an huyện ủng hộ {12} triệu đồng.", ["Cán bộ, chiến sĩ Công an huyện"]),
        ("Công an TP Cần Thơ bắt {5} đối tượng.", ["Công an TP Cần Thơ"]),
        ("Công an xã tổ chức {5} buổi tuyên truyền cho {400} người.", ["Công an xã", "Công an xã"]),
        ("Với sự ủng hộ của bà con, {3} căn nhà đã xong.", [""]),
        ("Ông Khoa giải thích rằng xã lập {3} tổ.", [""]),
        ("Công an tỉnh khởi tố vụ lật xe khách làm {4} người chết, {9} người bị thương.", ["", ""]),
        ("Lực lượng tuần tra phát hiện {2} xe tải.", ["Lực lượng tuần tra"]),
        # a heading
        ("Công an huyện Phú Sa: Bắt giữ {4} đối tượng.", ["Công an huyện Phú Sa"]),
        ("Kết quả: bắt giữ {4} đối tượng.", [""]),
        ("Đại diện Hội Cựu chiến binh xã trao {5} suất quà.", ["Hội Cựu chiến binh xã"]),
        # nobody acts, or the text does not say who
        ("Toàn xã xảy ra {6} vụ.", [""]),
        ("Tính đến nay đã vận động {300} hộ.", [""]),
        ("Huyện có {17} tổ tự quản.", [""]),
        ("Theo Công an tỉnh, tỷ lệ hộ nghèo còn {4}%.", [""]),
        ("Công an huyện cho biết, {9} người bị thương.", [""]),
        ("Công an xã tổ chức họp, toàn xã xảy ra {3} vụ.", [""]),
        ("Kết quả, {120} lượt người giao nộp {95} khẩu súng.", ["", ""]),
        ("Phú Hạ lập {37} tổ, An Sơn {29} tổ.", ["Phú Hạ", ""]),
        ("{12}/12 xã, phường của thị xã thành lập {40} tổ.", ["", ""]),
        ("Hai xe máy va chạm làm chết {1} người.", [""]),
        ("Tổng kinh phí hỗ trợ là {30} triệu đồng.", [""]),
    ],
)
def test_actor(marked: str, expected: list[str]) -> None:
    assert actors(marked) == expected
