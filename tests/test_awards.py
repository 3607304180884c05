"""Awards: the constructions in which reports say who received what from whom.

The sentences are our own. Every number in digits that stands in braces is a quantity typed ``awards``.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView
from antq_extract.pipeline.awards.assign import assign_awards, awards_context
from antq_extract.pipeline.quantity import Quantity
from marked import read_marked

C, P, H, M = "collective", "individual", "household", "mixed"


def read(marked: str) -> tuple[TextView, list[Quantity]]:
    """A text with its awards in braces → view and quantities, fields filled."""
    view, sentences, quantities = read_marked(marked)
    for quantity in quantities:
        quantity.indicator = "awards"
    assign_awards(view, sentences, quantities)
    return view, quantities


TABLE = [
    # active: X gives an award to N
    ("Giám đốc Công an tỉnh tặng giấy khen cho {6} tập thể.", [(C, "giấy khen", "Giám đốc Công an tỉnh")]),
    (
        "Dịp này, Chủ tịch UBND huyện Phú Sa tặng giấy khen {5} tập thể và {13} cá nhân có nhiều đóng góp.",
        [(C, "giấy khen", "Chủ tịch UBND huyện Phú Sa"), (P, "giấy khen", "Chủ tịch UBND huyện Phú Sa")],
    ),
    (
        "Nhân dịp này, Bộ Công an đã trao tặng Bằng khen cho {2} xã, {3} hộ gia đình.",
        [(C, "bằng khen", "Bộ Công an"), (H, "bằng khen", "Bộ Công an")],
    ),
    ("UBND xã Tân Khê cũng đã khen thưởng {9} hội viên tiêu biểu.", [(P, "", "UBND xã Tân Khê")]),
    ("Công an huyện biểu dương, khen thưởng {4} tổ tự quản.", [(C, "", "Công an huyện")]),
    ("Chiều 12-5, Tỉnh đoàn tuyên dương {30} đoàn viên.", [(P, "", "Tỉnh đoàn")]),
    (
        "Thủ tướng Chính phủ quyết định tặng thưởng Huân chương Lao động hạng Ba cho {2} cá nhân.",
        [(P, "huân chương lao động hạng ba", "Thủ tướng Chính phủ")],
    ),
    (
        "Đại tá Lò Văn Pản, Giám đốc Công an tỉnh, trao giấy khen cho {7} đồng chí.",
        [(P, "giấy khen", "Giám đốc Công an tỉnh")],
    ),
    (
        "Ông Tô Quang Bằng - Phó Chủ tịch UBND tỉnh đã tặng bằng khen cho {3} tập thể.",
        [(C, "bằng khen", "Phó Chủ tịch UBND tỉnh")],
    ),
    (
        "Bộ trưởng Bộ Công an tặng Kỷ niệm chương “Bảo vệ an ninh Tổ quốc” cho {12} đồng chí.",
        [(P, "kỷ niệm chương", "Bộ trưởng Bộ Công an")],
    ),
    ("UBND thành phố đã khen đột xuất {3} tập thể, {8} cá nhân.", [(C, "", "UBND thành phố"), (P, "", "UBND thành phố")]),
    ("Sáng 7-6 Hội Nông dân tỉnh tôn vinh {45} nông dân.", [(P, "", "Hội Nông dân tỉnh")]),
    (
        "Chủ tịch UBND tỉnh ký quyết định tặng bằng khen cho {10} tập thể, cá nhân.",
        [(M, "bằng khen", "Chủ tịch UBND tỉnh")],
    ),
    ("Huyện ủy khen thưởng {16} tập thể và cá nhân điển hình.", [(M, "", "Huyện ủy")]),
    ("Tỉnh Hòa An khen thưởng {6} tập thể trong đợt chống lũ.", [(C, "", "Tỉnh Hòa An")]),
    # several awards and awarders in one sentence
    (
        "Bộ Quốc phòng tặng bằng khen cho {3} tập thể, Chỉ huy trưởng Quân sự tỉnh tặng giấy khen {11} tập thể, {21} cá nhân.",
        [
            (C, "bằng khen", "Bộ Quốc phòng"),
            (C, "giấy khen", "Chỉ huy trưởng Quân sự tỉnh"),
            (P, "giấy khen", "Chỉ huy trưởng Quân sự tỉnh"),
        ],
    ),
    (
        "UBND huyện tặng bằng khen cho {5} tập thể, giấy khen cho {6} tập thể, {7} cá nhân.",
        [(C, "bằng khen", "UBND huyện"), (C, "giấy khen", "UBND huyện"), (P, "giấy khen", "UBND huyện")],
    ),
    (
        "Tổng Liên đoàn tặng cờ thi đua cho {1} đơn vị; Liên đoàn Lao động tỉnh tặng bằng khen cho {14} tập thể.",
        [(C, "cờ thi đua", "Tổng Liên đoàn"), (C, "bằng khen", "Liên đoàn Lao động tỉnh")],
    ),
    (
        "Hội Phụ nữ tỉnh tặng giấy khen {17} tập thể; tặng bằng khen {19} cá nhân.",
        [(C, "giấy khen", "Hội Phụ nữ tỉnh"), (P, "bằng khen", "Hội Phụ nữ tỉnh")],
    ),
    (
        "Công an huyện khen thưởng {5} tập thể, đồng thời tặng giấy khen cho {6} công an viên.",
        [(C, "", "Công an huyện"), (P, "giấy khen", "Công an huyện")],
    ),
    (
        "UBND huyện Nà Rì tổ chức hội nghị tổng kết, trao giấy khen cho {15} cá nhân.",
        [(P, "giấy khen", "UBND huyện Nà Rì")],
    ),
    # the award belongs to someone else than the one who hands it over
    (
        "Lãnh đạo Công an huyện trao giấy khen của Giám đốc Công an tỉnh cho {4} tập thể và {9} cá nhân.",
        [(C, "giấy khen", "Giám đốc Công an tỉnh"), (P, "giấy khen", "Giám đốc Công an tỉnh")],
    ),
    (
        "Hội nghị đã trao bằng khen của Bộ Văn hóa, Thể thao và Du lịch cho {2} tập thể.",
        [(C, "bằng khen", "Bộ Văn hóa, Thể thao và Du lịch")],
    ),
    (
        "Ban tổ chức trao bằng khen của Chủ tịch UBND tỉnh cho {3} tập thể, giấy khen của Giám đốc Sở Nội vụ cho {8} cá nhân.",
        [(C, "bằng khen", "Chủ tịch UBND tỉnh"), (P, "giấy khen", "Giám đốc Sở Nội vụ")],
    ),
    (
        "Thừa ủy quyền của Bộ trưởng Bộ Công an, Đại tá Hà Văn Lưu, Giám đốc Công an tỉnh trao bằng khen cho {5} tập thể.",
        [(C, "bằng khen", "Bộ trưởng Bộ Công an")],
    ),
    (
        "Thừa ủy quyền Chủ tịch nước, Bí thư Tỉnh ủy đã trao Huân chương Chiến công hạng Nhì cho {3} cá nhân.",
        [(P, "huân chương chiến công hạng nhì", "Chủ tịch nước")],
    ),
    (
        "Thay mặt UBND tỉnh, ông Vi Văn Khoa tặng bằng khen cho {2} tập thể.",
        [(C, "bằng khen", "UBND tỉnh")],
    ),
    ("Trao giấy khen của UBND xã cho {11} hộ dân.", [(H, "giấy khen", "UBND xã")]),
    # passive
    (
        "Dịp này, {2} tập thể, {5} cá nhân được Bộ trưởng Bộ Công an tặng bằng khen.",
        [(C, "bằng khen", "Bộ trưởng Bộ Công an"), (P, "bằng khen", "Bộ trưởng Bộ Công an")],
    ),
    (
        "Có {14} tập thể và {27} cá nhân được tặng giấy khen của Giám đốc Công an tỉnh.",
        [(C, "giấy khen", "Giám đốc Công an tỉnh"), (P, "giấy khen", "Giám đốc Công an tỉnh")],
    ),
    ("Năm qua đã có {8} lượt tập thể, {33} lượt cá nhân được khen thưởng.", [(C, "", ""), (P, "", "")]),
    ("{4} cán bộ, chiến sĩ được UBND tỉnh khen thưởng.", [(P, "", "UBND tỉnh")]),
    ("{6} gia đình nhận giấy khen của Chủ tịch UBND xã.", [(H, "giấy khen", "Chủ tịch UBND xã")]),
    ("{3} đồng chí vinh dự đón nhận Huy hiệu Đảng.", [(P, "huy hiệu đảng", "")]),
    (
        "{5} thôn được UBND huyện tặng giấy khen, {2} thôn được Bộ Quốc phòng tặng bằng khen.",
        [(C, "giấy khen", "UBND huyện"), (C, "bằng khen", "Bộ Quốc phòng")],
    ),
    (
        "Kết thúc đợt thi đua, {7} tập thể được Phó Thủ tướng Chính phủ Đinh Xuân Lựu gửi thư khen.",
        [(C, "thư khen", "Phó Thủ tướng Chính phủ")],
    ),
    (
        "{9} cá nhân thuộc Công an huyện Mộc Đài được biểu dương và tặng giấy khen.",
        [(P, "giấy khen", "")],
    ),
    (
        "{2} đơn vị được tặng Cờ thi đua của Chính phủ, {5} cá nhân được Thủ tướng Chính phủ tặng Bằng khen.",
        [(C, "cờ thi đua", "Chính phủ"), (P, "bằng khen", "Thủ tướng Chính phủ")],
    ),
    (
        "Bà Hoa cùng {10} hội viên được Hội Liên hiệp Phụ nữ tỉnh tặng bằng khen.",
        [(P, "bằng khen", "Hội Liên hiệp Phụ nữ tỉnh")],
    ),
    (
        "Tập thể Công an xã và {12} cá nhân được Chủ tịch UBND tỉnh tặng bằng khen.",
        [(P, "bằng khen", "Chủ tịch UBND tỉnh")],
    ),
    (
        "UBND tỉnh tặng bằng khen cho {18} tập thể; {44} người gắn bó với phong trào được trao kỷ niệm chương.",
        [(C, "bằng khen", "UBND tỉnh"), (P, "kỷ niệm chương", "")],
    ),
    (
        "Bộ Công an tặng bằng khen cho {2} tập thể, {3} cá nhân được UBND tỉnh tặng bằng khen.",
        [(C, "bằng khen", "Bộ Công an"), (P, "bằng khen", "UBND tỉnh")],
    ),
    # proposals: the one who asks confers nothing
    ("Công an xã đề nghị UBND huyện tặng giấy khen cho {3} cá nhân.", [(P, "giấy khen", "UBND huyện")]),
    ("Công an huyện đã đề nghị khen thưởng {7} tập thể.", [(C, "", "")]),
    ("Xã đề nghị cấp trên khen thưởng {2} tập thể, {4} cá nhân.", [(C, "", ""), (P, "", "")]),
    # awards counted themselves
    (
        "Bộ Công an tặng {4} bằng khen tập thể, {6} bằng khen cá nhân.",
        [(C, "bằng khen", "Bộ Công an"), (P, "bằng khen", "Bộ Công an")],
    ),
    (
        "Trung ương Đoàn trao {25} kỷ niệm chương “Vì thế hệ trẻ” cho các cá nhân.",
        [(P, "kỷ niệm chương", "Trung ương Đoàn")],
    ),
    ("Giám đốc Công an tỉnh trao {9} giấy khen cho các tập thể, cá nhân.", [(M, "giấy khen", "Giám đốc Công an tỉnh")]),
    ("Công an tỉnh được tặng {2} cờ thi đua.", [(C, "cờ thi đua", "")]),
    ("Đơn vị đã nhận {3} bằng khen của Bộ Công an.", [(C, "bằng khen", "Bộ Công an")]),
    (
        "UBND tỉnh trao {5} bằng khen cho {5} tập thể.",
        [(C, "bằng khen", "UBND tỉnh"), (C, "bằng khen", "UBND tỉnh")],
    ),
    # prizes
    (
        "Ban Tổ chức trao {1} giải Nhất, {2} giải Nhì, {3} giải Ba cho các đội thi.",
        [(C, "giải nhất", "Ban Tổ chức"), (C, "giải nhì", "Ban Tổ chức"), (C, "giải ba", "Ban Tổ chức")],
    ),
    (
        "Kết quả, BTC trao {2} giải A, {4} giải B và {10} giải khuyến khích cho các cá nhân.",
        [(P, "giải a", "BTC"), (P, "giải b", "BTC"), (P, "giải khuyến khích", "BTC")],
    ),
    ("{5} học sinh đoạt giải Nhì cuộc thi viết thư.", [(P, "giải nhì", "")]),
    # several coordinated awards, titles
    (
        "UBND tỉnh tặng Cờ thi đua, Bằng khen cho {20} tập thể.",
        [(C, "cờ thi đua, bằng khen", "UBND tỉnh")],
    ),
    (
        "Tỉnh đoàn trao danh hiệu “Cán bộ đoàn giỏi” cho {15} cán bộ đoàn.",
        [(P, "cán bộ đoàn giỏi", "Tỉnh đoàn")],
    ),
    (
        "UBND tỉnh công nhận danh hiệu Chiến sĩ thi đua cơ sở cho {40} cá nhân.",
        [(P, "chiến sĩ thi đua cơ sở", "UBND tỉnh")],
    ),
    # recipients before the award
    (
        "Công an tỉnh tặng {8} tập thể, {10} cá nhân giấy khen.",
        [(C, "giấy khen", "Công an tỉnh"), (P, "giấy khen", "Công an tỉnh")],
    ),
    # without a verb, in lists
    (
        "Cờ thi đua của UBND tỉnh: {6} tập thể; bằng khen của Chủ tịch UBND tỉnh: {12} tập thể và {31} cá nhân.",
        [
            (C, "cờ thi đua", "UBND tỉnh"),
            (C, "bằng khen", "Chủ tịch UBND tỉnh"),
            (P, "bằng khen", "Chủ tịch UBND tỉnh"),
        ],
    ),
    (
        "Tại lễ tổng kết, Giám đốc Công an tỉnh đã tặng giấy khen cho:\n- {5} tập thể;\n- {16} cá nhân.",
        [(C, "giấy khen", "Giám đốc Công an tỉnh"), (P, "giấy khen", "Giám đốc Công an tỉnh")],
    ),
    (
        "Các hình thức khen thưởng:\n- Bằng khen của Bộ Công an: {1} tập thể.\n- Giấy khen của Công an tỉnh: {7} cá nhân.",
        [(C, "bằng khen", "Bộ Công an"), (P, "giấy khen", "Công an tỉnh")],
    ),
    # carried over from the sentence before
    (
        "Chủ tịch UBND huyện tặng giấy khen cho {5} tập thể. Đồng thời, tặng giấy khen cho {9} cá nhân.",
        [(C, "giấy khen", "Chủ tịch UBND huyện"), (P, "giấy khen", "Chủ tịch UBND huyện")],
    ),
    # numbers that share one verb, long modifiers, parts of a whole
    (
        "{3} tập thể được Bộ Công an, {6} tập thể được UBND tỉnh tặng bằng khen.",
        [(C, "bằng khen", "Bộ Công an"), (C, "bằng khen", "UBND tỉnh")],
    ),
    (
        "{15} tập thể và {32} cá nhân có nhiều cố gắng trong việc giữ gìn trật tự đường làng, ngõ xóm và phòng cháy "
        "mùa khô được UBND huyện khen thưởng.",
        [(C, "", "UBND huyện"), (P, "", "UBND huyện")],
    ),
    (
        "Có {24} tập thể, cá nhân được biểu dương, trong đó có {15} tập thể và {9} cá nhân.",
        [(M, "", ""), (C, "", ""), (P, "", "")],
    ),
    (
        "Giấy khen của Trưởng Công an huyện được trao cho {6} tổ và {8} hộ.",
        [(C, "giấy khen", "Trưởng Công an huyện"), (H, "giấy khen", "Trưởng Công an huyện")],
    ),
    ("Gần {90} kỷ niệm chương, bằng khen đã được trao cho các tập thể, cá nhân.", [(M, "kỷ niệm chương, bằng khen", "")]),
    ("Quyết định số 77/QĐ-UBND của Chủ tịch UBND tỉnh tặng bằng khen cho {4} tập thể.", [(C, "bằng khen", "Chủ tịch UBND tỉnh")]),
    ("Bộ Công an có thư khen và thưởng {6} tập thể.", [(C, "thư khen", "Bộ Công an")]),
    ("UBND xã tặng giấy khen cho {3} thôn trưởng, {4} kỹ sư.", [(P, "giấy khen", "UBND xã"), (P, "giấy khen", "UBND xã")]),
    ("Trưởng thôn được UBND huyện tặng giấy khen cùng {5} công an viên.", [(P, "giấy khen", "UBND huyện")]),
    ("Đồng chí Bí thư Huyện ủy trao Huy hiệu Đảng cho {3} đảng viên.", [(P, "huy hiệu đảng", "Bí thư Huyện ủy")]),
    ("Vĩnh Sơn khen thưởng {6} tập thể.", [(C, "", "")]),
    (
        "Huyện ủy, UBND huyện khen thưởng {8} tập thể; CA tỉnh tặng giấy khen cho {2} đồng chí.",
        [(C, "", "Huyện ủy, UBND huyện"), (P, "giấy khen", "CA tỉnh")],
    ),
    ("Nhiều năm liền, xã được Bộ Quốc phòng tặng {2} bằng khen.", [(C, "bằng khen", "Bộ Quốc phòng")]),
    (
        "{36} lượt tập thể được tặng danh hiệu Đơn vị Quyết thắng; {75} lượt cá nhân được khen thưởng.",
        [(C, "đơn vị quyết thắng", ""), (P, "", "")],
    ),
    ("Đại diện lãnh đạo UBND phường trao giấy khen cho {3} tập thể.", [(C, "giấy khen", "lãnh đạo UBND phường")]),
    ("{4} hộ nhận quà và giấy khen của UBND xã.", [(H, "giấy khen", "UBND xã")]),
    (
        "Có {3} tập thể và {6} cá nhân được Giám đốc Công an tỉnh, {12} tập thể được Chủ tịch UBND huyện khen thưởng.",
        [(C, "", "Giám đốc Công an tỉnh"), (P, "", "Giám đốc Công an tỉnh"), (C, "", "Chủ tịch UBND huyện")],
    ),
    ("Kết quả khen thưởng: {5} tập thể được UBND tỉnh tặng bằng khen.", [(C, "bằng khen", "UBND tỉnh")]),
    # modifiers between verb and number; generic nouns anywhere in an award sentence
    ("Chủ tịch UBND huyện khen thưởng đột xuất {8} tập thể.", [(C, "", "Chủ tịch UBND huyện")]),
    ("Công an tỉnh tặng giấy khen cho nhóm {5} thanh niên.", [(P, "giấy khen", "Công an tỉnh")]),
    ("UBND tỉnh trao bằng khen cho đại diện {12} hộ gia đình.", [(H, "bằng khen", "UBND tỉnh")]),
    ("Bộ Công an thưởng đột xuất cho {3} đơn vị.", [(C, "", "Bộ Công an")]),
    ("{30} em đoạt giải, trong đó có {4} giải nhất, {6} giải nhì.", [(P, "", ""), (P, "giải nhất", ""), (P, "giải nhì", "")]),
    (
        "Khen thưởng:\n+ Chủ tịch nước tặng Huân chương Chiến công hạng Ba;\n+ Thủ tướng Chính phủ tặng Bằng khen cho {4} tập thể;\n"
        "• Giám đốc Công an tỉnh tặng Giấy khen {27} cá nhân.",
        [(C, "bằng khen", "Thủ tướng Chính phủ"), (P, "giấy khen", "Giám đốc Công an tỉnh")],
    ),
    (
        "Có {6} cá nhân được nhận bằng khen của UBND tỉnh, {17} bằng khen của UBND thành phố.",
        [(P, "bằng khen", "UBND tỉnh"), (P, "bằng khen", "UBND thành phố")],
    ),
    (
        "Tại buổi lễ, Ban Chỉ đạo công bố quyết định của UBND tỉnh tặng Bằng khen cho {13} tập thể.",
        [(C, "bằng khen", "UBND tỉnh")],
    ),
    (
        "Chủ tịch UBND tỉnh Lê Văn Khải đã tặng bằng khen cho {15} tập thể.",
        [(C, "bằng khen", "Chủ tịch UBND tỉnh")],
    ),
    # behind an award "và" begins the next clause
    (
        "Có {13} tập thể được UBND tỉnh tặng Cờ thi đua và {21} tập thể, {34} cá nhân được tặng Giấy khen.",
        [(C, "cờ thi đua", "UBND tỉnh"), (C, "giấy khen", ""), (P, "giấy khen", "")],
    ),
    # orders of one kind keep who confers them
    (
        "Sở trao Huân chương của Chủ tịch nước cho {28} đồng chí, gồm {11} Huân chương Lao động hạng Nhì, {17} Huân chương Lao động hạng Ba.",
        [(P, "huân chương", "Chủ tịch nước"), ("", "huân chương lao động hạng nhì", "Chủ tịch nước"), ("", "huân chương lao động hạng ba", "Chủ tịch nước")],
    ),
    # one awards the body, the body's members get another award in the same breath
    (
        "Hội được Trung ương Hội tặng Cờ thi đua và tặng Bằng khen cho {16} tập thể, {9} cá nhân.",
        [(C, "bằng khen", "Trung ương Hội"), (P, "bằng khen", "Trung ương Hội")],
    ),
    # praised for a title
    (
        "Dịp này, UBND xã khen thưởng {14} tập thể đạt danh hiệu “Đơn vị vững mạnh” và {37} cá nhân đạt danh hiệu “Hội viên xuất sắc”.",
        [(C, "đơn vị vững mạnh", "UBND xã"), (P, "hội viên xuất sắc", "UBND xã")],
    ),
    # titles of persons and of collectives
    (
        "Năm qua, ngành có {6} tập thể đạt danh hiệu “Đơn vị tiên tiến”, {29} cá nhân đạt danh hiệu “Chiến sĩ thi đua”.",
        [(C, "đơn vị tiên tiến", ""), (P, "chiến sĩ thi đua", "")],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE, ids=[t[0][:40] for t in TABLE])
def test_awards(marked: str, expected: list[tuple[str, str, str]]) -> None:
    _, quantities = read(marked)
    found = [(q.recipient, q.award, q.awarder) for q in quantities]
    for got, want in zip(found, expected, strict=True):
        assert (got[0], got[2]) == (want[0], want[2])
        assert got[1] == want[1] or (want[1] and want[1] in got[1] and len(got[1]) <= len(want[1]) + 12)


@pytest.mark.parametrize("marked", [t[0] for t in TABLE], ids=[t[0][:40] for t in TABLE])
def test_every_award_stands_in_an_award_scene(marked: str) -> None:
    view, quantities = read(marked)
    assert all(awards_context(view, q.start, q.end) for q in quantities)


@pytest.mark.parametrize(
    "marked",
    [
        "Hội Chữ thập đỏ tặng {40} suất quà cho {20} hộ nghèo.",
        "Công an huyện tặng {5} triệu đồng cho gia đình nạn nhân.",
        "Tỉnh đoàn khen thưởng {11} mô hình hay.",
        "Toàn huyện có {9} thôn đạt danh hiệu thôn văn hóa.",
        "Công an tỉnh triệu tập {8} cá nhân để làm rõ.",
        "Tổ tự quản gồm {14} thành viên, được UBND xã tặng giấy khen.",
        "UBND tỉnh tặng bằng khen cho Công an xã vì đã cứu sống {3} người.",
        "Hội đồng Thi đua - Khen thưởng tỉnh có {15} đồng chí.",
        "Đội tuyển giành {3} huy chương vàng, {2} huy chương bạc.",
        "Phong trào có {120} tập thể, {300} cá nhân đăng ký tham gia.",
        "Trao nhà tình nghĩa cho {2} gia đình chính sách.",
        "Giám đốc Công an tỉnh tặng giấy khen cho tập thể phá án, bắt {5} người.",
        "Công an trao trả tài sản cho {4} người bị hại.",
        "Huyện tổ chức {3} lớp tập huấn cho {150} cán bộ.",
        "Huyện kỷ luật {6} cá nhân.",
        "Doanh nghiệp kinh doanh trò chơi có thưởng tại {4} xã.",
        "Giải chạy thu hút {900} người tham gia.",
        "UBND huyện thăm, tặng quà cho {60} già làng, người có uy tín.",
        "Cấp {70} giấy chứng nhận quyền sử dụng đất cho {70} hộ.",
        "{12} khu dân cư đạt danh hiệu khu dân cư văn hóa.",
        "Có {310} hộ được công nhận danh hiệu gia đình hiếu học.",
        "Huyện biểu dương già làng tiêu biểu với sự tham gia của {62} trưởng thôn.",
        "Tỉnh biểu dương đóng góp của người có uy tín ở {45} thôn, {70} làng.",
    ],
)
def test_other_numbers_do_not(marked: str) -> None:
    view, quantities = read(marked)
    assert not [q for q in quantities if awards_context(view, q.start, q.end)]


def test_only_awards_are_filled() -> None:
    view = TextView("Công an tỉnh khen thưởng 5 tập thể.")
    quantity = Quantity(25, 26, 0, Decimal(5), indicator="groups")
    assign_awards(view, split_sentences(view), [quantity])
    assert (quantity.recipient, quantity.award, quantity.awarder) == ("", "", "")


def test_on_working_gold() -> None:
    """The fields on the shared gold, where it is there: at least as good as when this was written."""
    root = Path(os.environ.get("ANTQ_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")) / "gold/dev"
    if not root.exists():
        pytest.skip("shared gold is not here")
    articles = {a["id"]: a for a in map(json.loads, (root / "articles.jsonl").read_text("utf-8").splitlines())}
    good, total = 0, 0
    for gold in map(json.loads, (root / "gold.jsonl").read_text("utf-8").splitlines()):
        view = TextView(articles[gold["id"]]["text"])
        sentences = split_sentences(view)
        for figure in gold["figures"]:
            if figure["indicator"] != "awards" or figure.get("optional"):
                continue
            index = next((i for i, s in enumerate(sentences) if s.start <= figure["start"] < s.end), None)
            if index is None:
                continue
            quantity = Quantity(figure["start"], figure["end"], index, Decimal(1), indicator="awards")
            assign_awards(view, sentences, [quantity])
            for name in ("recipient", "award", "awarder"):
                want, got = figure.get(name, "").casefold(), getattr(quantity, name).casefold()
                good += want == got or bool(want and got and (want in got or got in want))
                total += 1
    assert good / total >= 0.85
