"""Constructions that decide what a number counts: lists, parts, shares, ellipsis, voice, topic."""

from __future__ import annotations

import pytest

from antq_extract.pipeline.corridor import corridor


def typed(text: str) -> list[str]:
    scene = corridor().read(text)
    return [q.indicator for q in scene.quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list shares the predicate at its end or its beginning
        ("Có 214 chủ nhà trọ, 19 doanh nghiệp ký cam kết.", ["pledges", "pledges"]),
        ("Ngày hội được tổ chức tại 86 xã, 10 phường.", ["event_sites", "event_sites"]),
        ("Công an thu giữ 5 xe máy, 6 tua vít và 3 triệu đồng.", ["seized_goods"] * 3),
        # a further share is of what was measured, not of the plan or the place beside it
        ("Doanh thu hợp tác xã đạt 8 tỷ đồng, bằng 62% kế hoạch, tăng 5%.", ["other", "other", "other"]),
        ("Xã có 9 thôn; tỷ lệ hộ nghèo ở các thôn còn 4%.", ["admin_units", "other"]),
        # people of a course that is named, zero money in a name, turns of people
        ("Trung tâm khai giảng lớp bồi dưỡng kiến thức quốc phòng năm 2021 cho 48 đồng chí.", ["participants"]),
        ("Phiên chợ 0 đồng trao 75 suất quà.", ["gifts"]),
        ("Hội trợ giúp 640 lượt người, tăng 85 lượt người so với năm trước.", ["beneficiaries", "beneficiaries"]),
        # parts behind a whole
        ("Huyện bắt 40 đối tượng. Trong đó, 12 người là nữ.", ["suspects", "suspects"]),
        # shares and changes take what they are of
        ("Phát hiện 100 vụ trộm, làm rõ 82/100 vụ, đạt 82%.", ["cases", "cases", "clearance_rate"]),
        ("Xảy ra 40 vụ trộm, tăng 5 vụ (14,3%).", ["cases", "cases", "cases"]),
        ("Có 74/79 chi hội được xếp loại vững mạnh (93,67%).", ["standard_units", "standard_units"]),
        # numbers without a noun
        ("Tai nạn giao thông: 97 vụ, chết 63, bị thương 58.", ["traffic_accidents", "deaths", "injuries"]),
        ("Cháy: 11 vụ, thiệt hại 2 tỷ đồng.", ["fires", "damage"]),
        # people that make up groups, sessions, patrols
        ("Xã lập 8 tổ tự quản với 96 người tham gia.", ["groups", "members"]),
        ("Mở 12 lớp tập huấn cho 486 người.", ["sessions", "participants"]),
        ("Tỉnh lập 47 tổ tự quản đường biên, cột mốc ở các thôn, bản giáp biên với sự tham gia của hơn 600 người.", ["groups", "members"]),
        # criteria that are met
        ("Toàn huyện có 13/21 xã đạt 19 tiêu chí.", ["standard_units", "other"]),
        # the fight against something is no event
        ("Mở 24 buổi nói chuyện về phòng, chống tội phạm cho 3.100 lượt người tham gia.", ["sessions", "participants"]),
        # a change of what was said before
        ("Có 240 hộ đạt danh hiệu sản xuất giỏi, tăng 31 hộ so với năm trước.", ["standard_units", "standard_units"]),
        # names in quotation marks say nothing of the numbers about them
        ("Mô hình “Thôn không có tội phạm” đã đến với 14 xã.", ["admin_units"]),
        # a commendation that came more than once
        ("Công an huyện 4 lần được tặng cờ thi đua của Chính phủ.", ["awards"]),
        # hours on the air
        ("Xã tuyên truyền qua hệ thống loa được 190 giờ.", ["media_items"]),
        # a share of the people is no share of what was counted before
        ("Huyện có 9 chùa, bà con theo đạo chiếm 6,2% dân số.", ["admin_units", "other"]),
        # voice: what people do and what is done to them
        ("Tối qua, 5 thanh niên cầm gậy truy sát nạn nhân.", ["suspects"]),
        ("Tối qua, nhóm này truy sát 2 học sinh.", ["other"]),
        ("Đoàn tặng quà 40 hộ nghèo.", ["beneficiaries"]),
        ("Đến nay 40 hộ được vay vốn.", ["beneficiaries"]),
        # a bracket or a place in between
        ("Vận động 98% hộ dân (23.416 hộ) ký cam kết.", ["pledges", "pledges"]),
        # the same verb, another object
        ("Lốc xoáy làm 93 căn nhà tốc mái.", ["damage"]),
        ("Xã sửa 93 căn nhà cho hộ nghèo.", ["houses"]),
        ("Mưa đá làm dập nát 15 ha lúa.", ["damage"]),
        ("Sét đánh chết 3 con bò.", ["damage"]),
        # rows of a table under its heading
        ("Số vụ trộm theo xã (so với cùng kỳ)\nBình An: 12 - giảm 3\nHòa Sơn: 7 - tăng 1", ["cases"] * 4),
        # a bare vụ goes on with the accidents and fires before it, until crimes are spoken of
        ("Cả tỉnh xảy ra 91 vụ tai nạn giao thông. Trong đó, đường bộ xảy ra 88 vụ, đường sắt 3 vụ.", ["traffic_accidents"] * 3),
        ("Xảy ra 91 vụ tai nạn giao thông. Công an bắt 6 vụ, 9 đối tượng ma túy.", ["traffic_accidents", "cases", "suspects"]),
        ("Xảy ra 17 vụ cháy. Có 9 vụ do chập điện và thiết bị điện quá tải (chiếm 52,9%).", ["fires"] * 3),
        ("So với cùng kỳ, số vụ cháy tăng 5%, số người chết giảm 12% và số người bị thương giảm 4%.", ["fires", "deaths", "injuries"]),
        ("Số người chết do tai nạn ở 16 tỉnh tăng, trong đó 11 tỉnh tăng trên 20%.", ["admin_units", "admin_units", "deaths"]),
        # items before their numbers, under what a noun before the colon says
        ("Phân tích lỗi: không mũ bảo hiểm 12, chạy quá tốc độ 7, lỗi khác 30.", ["sanctions"] * 3),
        ("Công an xử phạt 40 trường hợp với số tiền 95 triệu đồng, tạm giữ 12 xe.", ["sanctions", "fines", "seized_goods"]),
        ("Sạt lở làm 3 người bị vùi lấp, tử vong và 2 người bị thương.", ["deaths", "injuries"]),
        ("Số ca tử vong lên tới 9 trường hợp.", ["deaths"]),
        ("Tạm giữ 5 người trong vụ nam thanh niên bị đánh chết.", ["suspects"]),
        ("So với cùng kỳ giảm 6 người chết (9,3%) và tăng 5 người bị thương (4,1%).", ["deaths", "deaths", "injuries", "injuries"]),
        # what a storm destroyed, and where
        ("Bão làm hư hỏng 57 nhà dân (An Hòa 31 nhà, Bình Lộc 26 nhà); 2 trường học.", ["damage"] * 4),
        ("Lốc xoáy làm 310 cây xanh, 12 cột điện bị gãy đổ.", ["damage", "damage"]),
        ("Tổng thiệt hại 15 tỷ đồng (An Hòa: 9 tỷ đồng, Bình Lộc: 6 tỷ đồng).", ["damage"] * 3),
        ("Mưa lũ khiến 1 phụ nữ ở xã An Hòa (huyện Bình Lộc cũ) bị chết.", ["deaths"]),
        ("Số người chết lên tới 46 người cùng hàng chục người bị mất tích.", ["deaths"]),
        # money by what it is
        ("Đã ra 40 quyết định xử phạt, thu 95 triệu đồng.", ["sanctions", "fines"]),
        ("Chi hội nuôi lợn tiết kiệm thu được 12 triệu đồng.", ["funds"]),
        ("Hai tên gây ra 4 vụ trộm, tài sản trị giá 25 triệu đồng.", ["suspects", "cases", "damage"]),
        ("Thu nhập bình quân đạt 52 triệu đồng.", ["other"]),
    ],
)
def test_construction(text: str, expected: list[str]) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize("text", ["", "Không có con số nào ở đây.", "12", "%", "1/2/3/4", "(((", "12 " * 50])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert all(q.indicator for q in corridor().read(text).quantities)


def test_the_same_text_is_typed_the_same_twice() -> None:
    text = "Công an bắt 12 đối tượng, thu 3 xe máy. Đoàn trao 40 suất quà cho 40 hộ."
    assert typed(text) == typed(text)
