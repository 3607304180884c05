"""What is a figure and what is a date, a name, a law, a telephone …: the numbers that a sentence holds."""

from __future__ import annotations

import pytest

from antq_extract.pipeline.corridor import corridor


def numbers(text: str) -> list[str]:
    return [text[q.start : q.end] for q in corridor().open(text).quantities]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 14-3-2022, phường tổng kết công tác hè.",
        "Giai đoạn 2018-2023, xã giữ vững trật tự.",
        "Chào mừng ngày truyền thống của ngành (14.9), trường mở hội.",
        "Nghị quyết 45/2019/NĐ-CP đã có hiệu lực.",
        "Ban Chỉ đạo 138 họp về Đề án 06.",
        "Xe chạy trên quốc lộ 1A rồi rẽ vào tỉnh lộ 12.",
        "Đường dây nóng: 0912.345.678 hoặc 0269 3 811 234.",
        "Chiếc xe mang biển số 81C-123.45 dừng bên đường.",
        "Khu đất tại 151-155 Trần Văn Đang bỏ trống.",
        "Bà Hòa ở khu phố 3, tổ 7, thôn 11.",
        "Lớp 5 của trường có cô giáo mới.",
        "Anh bị phạt 7 năm 6 tháng tù, chị 18 tháng tù.",
        "Ông Sáu năm nay 62 tuổi, công tác 30 năm.",
        "Cuộc họp kéo dài 45 phút, từ 8 giờ đến 8h45.",
        "Đội nhà thắng 3-1 sau hiệp hai.",
        "Nhà mạng mở rộng sóng 5G, thu súng AK47.",
        "Hàng trăm người dự lễ, vài chục nhà treo cờ.",
        "Một số hộ đã góp đất, một phần do xã lo.",
        "Đội trưởng đội 19 xã Thanh Bình đi vắng.",
        "Nhẫn vàng 24K để trong tủ.",
        "Mã số thuế là 9000123456.",
        "Trời nắng nóng 39 độ C, có nơi 40°C.",
        "Kỳ họp thứ 9 khai mạc, lần thứ 3 tại huyện.",
        "Trực chiến 24/24 giờ tại các chốt.",
        "Xem thêm tại www.vidu.vn/bai-123 hoặc email a1@vidu.vn.",
        "Sáng nay 16-8, huyện họp giao ban.",
        "Xe khách 45 chỗ va vào xe tải loại 5 tấn.",
        "Nạn nhân được chuyển đến Bệnh viện Quân y 187.",
        "Tại km 1.342 đường Hồ Chí Minh có sương mù.",
        "Năm thanh niên tình nguyện đã khép lại.",
        "Tàu hỏng máy ở 16 độ 20 phút vĩ Bắc.",
        "Sạt lở ở các thôn Phú An 1, Phú An 2 và Hòa Lộc.",
        "Các trường sĩ quan: Lục quân 1, Lục quân 2, Đặc công.",
        "Tân binh về Sư đoàn Bộ binh 5 và Lữ đoàn Pháo binh 418.",
        "Khách nghỉ ở nhà nghỉ Mây Trắng 86, gần thôn Đồng Lau 3 đã nói.",
        "Trẻ từ 6 đến dưới 16 tuổi được tiêm.",
        "Trong năm đối tượng chính sách được quan tâm.",
    ],
)
def test_no_figure(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ chức 1.250 buổi, thu hút hơn 48.000 lượt người.", ["1.250", "48.000"]),
        ("Có 87/92 xã đạt chuẩn.", ["87/92"]),
        ("Số tổ tăng từ 46 lên 58 tổ.", ["46 lên 58"]),
        ("Mọi đóng góp xin gửi về số 1023-4455-6677-88, đã có 12 triệu đồng.", ["12 triệu"]),
        ("Từ 90 đến 95% khu dân cư tham gia.", ["90 đến 95"]),
        ("Khởi tố hai mươi lăm bị can, thu 08 khẩu súng và ba quả lựu đạn.", ["hai mươi lăm", "08", "ba"]),
        ("Quyên góp 1 tỷ 250 triệu đồng và 2,5kg gạo.", ["1 tỷ 250 triệu", "2,5"]),
        ("Bắt 217 trong tổng số 220 đối tượng.", ["217 trong tổng số 220"]),
        ("Xảy ra 279 vụ/601 bị can.", ["279", "601"]),
        ("Nghỉ Tết: 14 người chết đuối.", ["14"]),
        ("Phân tích lỗi: không mũ bảo hiểm 12, chạy quá tốc độ 7, lỗi khác 30.", ["12", "7", "30"]),
        ("Nha Trang 35 nhà, Tam Kỳ 12 nhà bị sập.", ["35", "12"]),
        ("Năm người bị thương trong vụ va chạm.", ["Năm"]),
        ("Nhiều khu phố ngập từ 1-2m.", ["1-2"]),
        ("Tai nạn làm một người chết.", ["một"]),
        ("Tỉnh làm việc với 3 thủy điện (Suối Lau, Nậm Hoa 2 và Nậm Hoa 5).", ["3"]),
        ("Ngập làm 5 người chết (Sơn Hà 3, Trà Bồng 2).", ["5", "3", "2"]),
        ("Sửa chữa 3 tuyến đường nhánh (41, 42, 43).", ["3"]),
        ("Số người chết lên năm người, có bảy tập thể và năm cá nhân được khen.", ["năm", "bảy", "năm"]),
        ("Tỷ số là 109,4 bé trai/100 bé gái.", ["109,4"]),
        ("Tỷ lệ đạt 8,2% (vượt mục tiêu Nghị quyết 0,4%).", ["8,2", "0,4"]),
        ("4/11 huyện về đích sớm.", ["4/11"]),
        ("Tai nạn giảm: chết 63, bị thương 58.", ["63", "58"]),
        ("Xử lý nhiều đảng viên: khiển trách 28, cảnh cáo 21.", ["28", "21"]),
        ("Triệu tập 25 người lên làm việc.", ["25"]),
        ("Phạt 100, 75 và 50 triệu đồng với ba cơ sở.", ["100", "75", "50 triệu", "ba"]),
        ("Tỷ lệ tăng từ 93,3% năm 2011 lên 94,7 năm 2015.", ["93,3% năm 2011 lên 94,7"]),
        ("Công an điều 8 xe chữa cháy theo điều 304.", ["8"]),
        ("Trong 30 cơ sở, chỉ có 14 trên 20.", ["30", "14 trên 20"]),
        ("Bình An (12 vụ), Hòa Sơn (7), Phú Lộc (5).", ["12", "7", "5"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected
