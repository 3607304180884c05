"""What ``check`` calls a contradiction, and what it leaves alone. Figures are tagged by hand, as a perfect reader would."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from antq_extract.checks import RULES, find
from antq_extract.checks.cues import load_cues
from antq_extract.checks.finding import figure_key
from antq_extract.checks.interval import interval_of, printed_step
from antq_extract.checks.records import figure_of, plain_record, read_figures
from antq_extract.cli.check import check
from antq_extract.errors import PackError
from antq_extract.figure import Figure
from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView
from antq_extract.readers.tagged import read_tagged
from antq_extract.rules.pack import pack_folder


def tagged(body: str, name: str = "a", period: str = "2021", place: str = "Trà Lĩnh") -> list[Figure]:
    """The figures of a tagged text with their sentences, as the extractor hands them over."""
    head = f"---\nid: {name}\nperiod: {period}\nplace: {place}\nsource: https://{name}.example\n---\n"
    article, records = read_tagged(head + body)
    view = TextView(article.text)
    figures = []
    for record in records:
        sentence = next(s for s in split_sentences(view) if s.start <= record["start"] < s.end)
        text = article.text[sentence.start : sentence.end]
        context = {"noun": record.get("unit", ""), "article_id": name, "source": article.source, "sentence": text, "sentence_start": sentence.start}
        figures.append(figure_of(record | context))
    return figures


def rules(*bodies: str) -> list[str]:
    figures = [f for i, body in enumerate(bodies) for f in tagged(body, name=f"a{i}")]
    return [found.rule for found in find(figures)]


@pytest.mark.parametrize(
    ("number_text", "value", "step"),
    [
        ("12,7 triệu", 12700000, 100000),
        ("13.000", 13000, 1),
        ("7,5", "7.5", "0.1"),
        ("12.7 triệu", 12700000, 100000),
        ("35 tỷ", 35000000000, 1000000000),
        ("1 tỷ 250 triệu", 1250000000, 10000000),
        ("90", 90, 1),
        ("hai mươi lăm", 25, 1),
    ],
)
def test_worth_of_the_last_printed_digit(number_text: str, value: object, step: object) -> None:
    assert printed_step(Decimal(str(value)), number_text) == Decimal(str(step))


@pytest.mark.parametrize(
    ("fields", "inside", "outside"),
    [
        ({"value": 12, "unit": "vụ"}, [12], [11, 13]),
        ({"value": 90, "unit": "%", "number_text": "90"}, [89, 90, "90.9"], [88, 92]),
        ({"value": "7.5", "unit": "%", "number_text": "7,5"}, ["7.45", "7.59"], ["7.3", "7.7"]),
        ({"value": 48000, "unit": "lượt người", "comparator": "more_than"}, [48000, 48750], [40000, 90000]),
        ({"value": 200, "unit": "hộ", "comparator": "nearly"}, [190, 200], [120, 210]),
        ({"value": 200, "unit": "hộ", "comparator": "about"}, [185, 215], [120, 300]),
        ({"value": 5, "unit": "hộ", "comparator": "at_least"}, [5, 500], [4]),
        ({"value": 5, "unit": "hộ", "comparator": "less_than"}, [0, 4], [6]),
        ({"value": 90, "value_max": 95, "unit": "%"}, [90, 93, 95], [89, 96]),
    ],
)
def test_interval(fields: dict[str, object], inside: list[object], outside: list[object]) -> None:
    interval = interval_of(figure_of({"article_id": "a"} | fields))
    for number in inside:
        assert interval.low <= Decimal(str(number)) <= interval.high
    for number in outside:
        assert not interval.low <= Decimal(str(number)) <= interval.high


CONTRADICTIONS = [
    ("ratio_percent", "Xã Đồng Vọng giải quyết [[171/190|tip_offs tin]] tin, đạt [[95|clearance_rate %]]%."),
    ("ratio_percent", "Có [[6/70|other phiếu]] phiếu chống (tỷ lệ [[8,45|other %]]%)."),
    ("ratio_percent", "Điều tra làm rõ [[41/50|cases vụ]] vụ, đạt tỷ lệ hơn [[90|clearance_rate %; more_than]]%."),
    ("ratio_percent", "Đạt [[75|clearance_rate %]]% ([[30/50|cases vụ]] vụ)."),
    ("ratio_percent", "Có [[300|other thí sinh]] thí sinh, trong đó có [[75|other thí sinh]] thí sinh tự do, chiếm [[28|other %]]%."),
    ("ratio_percent", "Tiếp nhận [[190|tip_offs tin]] tin, đã giải quyết [[171|tip_offs tin]] tin, đạt [[95|clearance_rate %]]%."),
    ("ratio_percent", "Có [[9.215|tip_offs tin]] tin gửi đến; [[7.806|tip_offs tin]] tin đã được xác minh, giải quyết ([[94,7|clearance_rate %]]%)."),
    ("ratio_percent", "Nhận [[2.764|tip_offs tin]] tin, [[1.890|tip_offs tin]] tin trong số đó có giá trị (chiếm [[86,4|tip_offs %]]%)."),
    ("ratio_percent", "Xảy ra [[268|cases vụ]] vụ, giảm [[31|cases vụ; decrease]] vụ; đã làm rõ [[221|cases vụ]] vụ, đạt [[88,46|clearance_rate %]]%."),
    ("ratio_percent", "Có [[69/71|standard_units thôn]] thôn, bon, bản, tổ dân phố ở các xã đạt danh hiệu văn hóa, chiếm tỷ lệ [[91,7|standard_units %]]%, tăng [[2|standard_units %; increase]]%."),
    ("change_number", "Tội phạm nhiều hơn [[15|cases vụ; increase]] vụ so với năm trước ([[58/46|cases vụ; baseline=46]] vụ)."),
    ("change_percent", "Số vụ giảm [[12|cases %; decrease]]% ([[74/80|cases vụ; baseline=80]])."),
    ("change_percent", "Xảy ra [[58|cases vụ]] vụ, tăng [[12|cases vụ; increase]] vụ ([[20,7|cases %; increase]]%) so với cùng kỳ."),
    ("change_percent", "Xảy ra [[30|fires vụ]] vụ cháy. So với năm trước giảm [[10|fires vụ; decrease]] vụ ([[50|fires %; decrease]]%)."),
    ("change_percent", "Giá tăng [[9,4|other điểm; increase]] điểm tương ứng [[7,5|other %; increase]]% lên [[1.261,6|other điểm]] điểm."),
    ("ratio_percent", "Có [[417/1.190|other cơ quan]] cơ quan nhà nước, chính quyền các cấp ở vùng cao và vùng thấp có nữ làm lãnh đạo (chiếm tỷ lệ [[37,5|other %]]%)."),
    ("change_number", "Năm nay xảy ra [[212|cases vụ trộm]] vụ trộm, tăng [[24|cases vụ; increase]] vụ. Năm trước có [[198|cases vụ trộm; period=2020]] vụ trộm."),
    ("change_percent", "Dư nợ đạt [[1.320 tỷ|funds VND; value=1320e9]] đồng, tăng [[25|funds %; increase]]% so với mức [[1.200 tỷ|funds VND; value=1200e9]] đồng."),
    ("parts_whole", "Kinh phí [[5,6 tỷ|funds VND; value=5.6e9]] đồng, gồm [[3,2 tỷ|funds VND; value=3.2e9]] đồng của xã và [[1,9 tỷ|funds VND; value=1.9e9]] đồng của dân."),
    ("parts_whole", "Phạm pháp hình sự: [[28|cases vụ]] vụ. Cụ thể:\n- Trộm cắp: [[14|cases vụ]] vụ;\n- Đánh bạc: [[9|cases vụ]] vụ;\n- Loại khác: [[7|cases vụ]] vụ."),
    ("part_above_whole", "Cả xã có [[20|cases vụ]] vụ. Trong đó, có [[25|cases vụ]] vụ trộm."),
    ("parts_whole", "Thất thoát [[9 tỷ|damage VND; value=9e9]] đồng. Trong đó, của quỹ là [[6 tỷ|damage VND; value=6e9]] đồng, của dân là [[8 tỷ|damage VND; value=8e9]] đồng."),
    ("part_above_whole", "Theo đó, [[163/157|standard_units xã; baseline=157]] xã được đề nghị công nhận."),
    ("change_percent", "Số vụ giảm [[140|cases %; decrease]]% so với năm trước."),
    ("parts_whole", "Bắt [[12|suspects đối tượng]] đối tượng (gồm [[7|suspects nam]] nam, [[6|suspects nữ]] nữ)."),
    ("parts_whole", "Vụ lật đò có [[9|injuries người]] nạn nhân, gồm [[4|deaths người]] người chết, [[3|deaths người]] người mất tích."),
    ("parts_whole", "Toàn xã có [[20|cases vụ]] vụ, trong đó có [[11|cases vụ]] vụ trộm và [[14|cases vụ]] vụ đánh bạc."),
    ("part_above_whole", "Khám [[20|beneficiaries người]] người, trong đó có [[25|beneficiaries người]] người già."),
    ("part_above_whole", "Đã xử lý [[217 trong tổng số 210|cases vụ; value=217; total=210]] vụ."),
    ("percent_over_100", "Tỷ lệ phá án đạt [[104|clearance_rate %]]%."),
    ("percent_over_100", "Có [[103|standard_units %]]% số hộ đạt danh hiệu gia đình văn hóa."),
    ("unit_sum", "Trao [[40|gifts suất quà]] suất quà, mỗi suất [[500.000|funds VND; per=suất]] đồng, tổng trị giá [[25 triệu|funds VND; value=25000000]] đồng."),
    ("unit_sum", "Trao [[40|gifts suất quà]] suất quà trị giá [[30 triệu|funds VND; value=30000000]] đồng (mỗi suất [[500.000|funds VND; per=suất]] đồng)."),
    ("unit_sum", "Trao [[35|gifts suất]] suất học bổng, trị giá [[2 triệu|funds VND; value=2e6; per=suất]] đồng/suất. Tổng số tiền học bổng là [[140 triệu|funds VND; value=140e6]] đồng."),
    ("percent_over_100", "Có [[112|participants %]]% học sinh tham gia học luật giao thông."),
    ("change_percent", "Xảy ra [[60|cases vụ cháy]] vụ cháy, giảm [[45|cases %; decrease]]% so với [[80|cases vụ]] vụ của năm trước."),
    ("headline_body", "Bắt [[12|suspects đối tượng]] đối tượng đánh bạc\n\nTối qua Công an xã Kim Ngân bắt [[13|suspects đối tượng]] đối tượng."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "body"), CONTRADICTIONS)
def test_contradictions_within_an_article(rule: str, body: str) -> None:
    assert rules(body) == [rule]


SOUND = [
    # rounding, cutting off, and comparators
    "Xã Đồng Vọng giải quyết [[171/190|tip_offs tin]] tin, đạt [[90|clearance_rate %]]%.",
    "Có [[88/99|other em]] em đạt giải, chiếm tỷ lệ [[88,88|other %]]%.",
    "Làm rõ [[47/50|cases vụ]] vụ, đạt trên [[93|clearance_rate %; more_than]]%.",
    "Làm rõ [[46/50|cases vụ]] vụ, đạt gần [[93|clearance_rate %; nearly]]%.",
    # a percentage of another whole, of a target, or in another clause
    "Có [[440/440|other đại biểu]] đại biểu tán thành, chiếm [[91,67|other %]]% tổng số đại biểu.",
    "Kiểm tra [[30/50|patrols cơ sở]] cơ sở, đạt [[120|patrols %]]% kế hoạch.",
    "Giải quyết [[30/50|tip_offs tin]] tin; tỷ lệ phá án đạt [[92|clearance_rate %]]%.",
    "Giải quyết [[30/50|tip_offs tin]] tin, phấn đấu đạt [[92|clearance_rate %; planned]]%.",
    "Có [[300|other thí sinh]] thí sinh, trong đó có [[75|other thí sinh]] thí sinh tự do, chiếm [[25|other %]]%.",
    "Có [[300|other thí sinh]] thí sinh, trong đó có [[15|other lớp]] lớp tự do, chiếm [[28|other %]]%.",
    "Tiếp nhận [[190|tip_offs tin]] tin, đã giải quyết [[171|tip_offs tin]] tin, đạt [[90|clearance_rate %]]%.",
    "Có hơn [[940|other ha; more_than]] ha rừng, trong đó [[786|other ha]] ha rừng già, độ che phủ đạt [[57,2|other %]]%.",
    "Thu hồi [[43/53,9 tỷ|seized_goods VND; value=43; total=53900000000]] đồng (đạt [[79,8|seized_goods %]]%).",
    "Có [[793|other lượt]] lượt tải, tương đương [[101,3|other %]]% dân số.",
    "Có [[9.215|tip_offs tin]] tin gửi đến; [[7.806|tip_offs tin]] tin đã được xác minh, giải quyết ([[84,7|clearance_rate %]]%).",
    "Nhận [[2.764|tip_offs tin]] tin, [[1.890|tip_offs tin]] tin trong số đó có giá trị (chiếm [[68,4|tip_offs %]]%).",
    "Xảy ra [[268|cases vụ]] vụ, giảm [[31|cases vụ; decrease]] vụ; đã làm rõ [[221|cases vụ]] vụ, đạt [[82,46|clearance_rate %]]%.",
    "Có [[30|cases vụ]] vụ trộm, [[12|cases vụ]] vụ đánh bạc (chiếm [[20|cases %]]%).",
    # changes, also with the earlier number first and with the new number as base
    "Tội phạm nhiều hơn [[12|cases vụ; increase]] vụ so với năm trước ([[58/46|cases vụ; baseline=46]] vụ).",
    "Tội phạm tăng [[12|cases vụ; increase]] vụ ([[46/58|cases vụ; baseline=58]] vụ).",
    "Số vụ giảm [[7,5|cases %; decrease]]% ([[74/80|cases vụ; baseline=80]]).",
    "Xảy ra [[58|cases vụ]] vụ, tăng [[12|cases vụ; increase]] vụ ([[26,1|cases %; increase]]%) so với cùng kỳ.",
    "Xảy ra [[58|cases vụ]] vụ, tăng [[12|cases vụ; increase]] vụ, làm rõ [[50|cases vụ]] vụ, đạt [[86,2|clearance_rate %]]%.",
    "Xảy ra [[60|cases vụ]] vụ, làm [[9|deaths người]] người chết, tăng [[2|deaths người; increase]] người, giảm [[5|cases %; decrease]]% số vụ.",
    "Xuất khẩu đạt [[1,2 tỷ|funds USD; value=1200000000]] USD, tăng [[200 triệu|funds USD; value=200000000; increase]] USD, tương đương [[20|funds %; increase]]%.",
    "Trộm cắp giảm [[15|cases vụ; decrease]] vụ ([[18/33|cases vụ; baseline=33]] vụ), đánh bạc giảm [[4|cases vụ; decrease]] vụ.",
    "Trộm cắp giảm [[15|cases vụ; decrease]] vụ, đánh bạc có [[18/19|cases vụ; baseline=19]] vụ.",
    "Giảm tới [[350.000|funds VND; decrease]] đồng. Vé giảm đến [[100.000|funds VND; decrease]] đồng khi đặt phòng nghỉ, giảm [[30|funds %; decrease]]%.",
    "Doanh thu đạt [[11 tỷ|other VND; value=11e9]] đồng và lãi [[6 tỷ|other VND; value=6e9; increase]] đồng, tăng [[45|other %; increase]]%.",
    "Phiên [[24/4|other mã; baseline=4]] mã này vẫn giảm [[3,87|other %; decrease]]%.",
    "Giá tăng [[9,4|other điểm; increase]] điểm tương ứng [[0,75|other %; increase]]% lên [[1.261,6|other điểm]] điểm.",
    # parts: open lists, overlapping parts, other things counted
    "Bắt [[12|suspects đối tượng]] đối tượng (gồm [[7|suspects nam]] nam, [[5|suspects nữ]] nữ).",
    "Có [[9|injuries người]] người bị thương gồm: [[3|injuries nhân viên]] nhân viên, tài xế và [[5|injuries hành khách]] hành khách.",
    "Bắt [[12|suspects đối tượng]] đối tượng, trong đó có [[5|suspects nữ]] nữ, [[3|suspects trẻ em]] trẻ em.",
    "Toàn xã có [[23|cases vụ]] vụ, trong đó có [[5|cases vụ]] vụ trộm, [[8|cases vụ]] vụ đánh bạc.",
    "Bắt [[3|suspects đối tượng]] đối tượng, trong đó có [[2|suspects đối tượng]] đối tượng từ xã khác; thu [[15|drugs gói]] gói.",
    "Mở [[2|sessions lớp]] lớp, gồm [[60|participants học viên]] học viên và [[8|personnel cán bộ]] cán bộ.",
    "Thu giữ [[1|seized_goods lô hàng]] lô hàng gồm [[428|seized_goods gói]] gói bánh và [[120|seized_goods gói]] gói kẹo.",
    "Bắt [[96|suspects đối tượng]] đối tượng, trong đó có [[61|suspects đối tượng]] đối tượng nghiện, [[42|suspects đối tượng]] đối tượng có tiền án.",
    "Làm [[7|deaths người]] người chết, gồm [[4|deaths người]] người ở xã Mu và [[3|deaths người]] người ở xã Lô; [[2|injuries người]] người bị thương.",
    "Kinh phí hơn [[2 tỷ|funds VND; value=2e9; more_than]] đồng, gồm [[1,2 tỷ|funds VND; value=1.2e9]] đồng của xã và [[850 triệu|funds VND; value=850e6]] đồng của dân.",
    "Phạm pháp hình sự: [[28|cases vụ]] vụ.\n- Trộm cắp: [[14|cases vụ]] vụ;\n- Đánh bạc: [[9|cases vụ]] vụ.",
    "Năm nay xảy ra [[212|cases vụ trộm]] vụ trộm, tăng [[14|cases vụ; increase]] vụ. Năm trước có [[198|cases vụ trộm; period=2020]] vụ trộm.",
    "Trường mầm non [[8/3|admin_units trường; baseline=3]] mở lớp mới.",
    "Anh Minh trú tại [[245/41|admin_units đường Hoa; baseline=41]] đường Hoa.",
    "Trao [[10|awards giải]] giải nhì (mỗi giải [[2 triệu|funds VND; value=2e6; per=giải]] đồng) và [[60|awards giải]] giải ba (mỗi giải [[1 triệu|funds VND; value=1e6; per=giải]] đồng). Tổng tiền thưởng là [[80 triệu|funds VND; value=80e6]] đồng.",
    "Số vụ nhiều hơn cùng kỳ ([[163/157|cases vụ; baseline=157]] vụ).",
    "Cả xã có [[20|cases vụ]] vụ. Trong đó, có [[15|cases vụ]] vụ trộm.",
    "Cả xã có [[2|cases vụ án]] vụ án, bắt [[9|suspects đối tượng]] đối tượng. Trong đó, có [[25|cases vụ]] vụ việc cũ.",
    "Khối ngoại bán ròng [[398 tỷ|funds VND; value=398e9]] đồng, trong đó riêng một sàn bán ròng [[466 tỷ|funds VND; value=466e9]] đồng.",
    "Ban chấp hành gồm [[25|members đồng chí]] đồng chí; ban thường vụ gồm [[5|members đồng chí]] đồng chí, ban kiểm tra gồm [[3|members đồng chí]] đồng chí.",
    # shares that may exceed 100
    "Thu ngân sách đạt [[112|other %]]% kế hoạch.",
    "Số hộ đăng ký đạt [[640|standard_units %]]% chỉ tiêu.",
    "Diện tích tăng [[130|other %; increase]]% so với năm ngoái.",
    # sums
    "Trao [[40|gifts suất quà]] suất quà, mỗi suất [[500.000|funds VND; per=suất]] đồng, tổng trị giá [[20 triệu|funds VND; value=20000000]] đồng.",
    "Trao [[43|gifts suất quà]] suất quà, mỗi suất [[500.000|funds VND; per=suất]] đồng, tổng trị giá hơn [[21 triệu|funds VND; value=21000000; more_than]] đồng.",
    "Trao [[40|gifts suất quà]] suất quà, mỗi suất [[500.000|funds VND; per=suất]] đồng và nhiều nhu yếu phẩm, tổng trị giá [[35 triệu|funds VND; value=35000000]] đồng.",
    "Trao [[40|gifts suất quà]] suất quà, mỗi suất [[500.000|funds VND; per=suất]] đồng, và [[6 triệu|funds VND; value=6000000]] đồng tiền mặt.",
    "Trao [[35|gifts suất]] suất quà, trị giá [[2 triệu|funds VND; value=2e6; per=suất]] đồng/suất. Tổng trị giá quà và nhà là [[140 triệu|funds VND; value=140e6]] đồng.",
    # headline and body
    "Bắt [[12|suspects đối tượng]] đối tượng đánh bạc\n\nCông an xã Kim Ngân bắt [[12|suspects đối tượng]] đối tượng, trong đó [[2|suspects đối tượng]] đối tượng nữ.",
    "Bắt [[12|suspects đối tượng]] đối tượng đánh bạc\n\nCông an bắt [[7|suspects đối tượng]] đối tượng. Sáng nay bắt thêm [[5|suspects đối tượng]] đối tượng.",
    "Mức hỗ trợ [[100 triệu|funds VND; value=100e6]] đồng mỗi suất\n\nMức hỗ trợ là 100, 75, [[50 triệu|funds VND; value=50e6]] đồng.",
    "Điều tra [[ba|traffic_accidents vụ; value=3]] vụ tai nạn\n\nSau [[hai|traffic_accidents vụ; value=2]] vụ trên, công an lập chốt.",
    "Mừng thọ [[400|other cụ]] cụ\n\nToàn huyện có [[392|other cụ]] cụ được mừng thọ.",
    "Tai nạn làm [[16|injuries người]] người thương vong\n\nTai nạn khiến [[2|deaths người]] người chết, [[14|injuries người]] người bị thương.",
    "Hơn [[1.200|participants người; more_than]] người dự hội\n\nNgày hội có [[1.245|participants người]] người dự.",
]  # fmt: skip


@pytest.mark.parametrize("body", SOUND)
def test_sound_articles_raise_nothing(body: str) -> None:
    assert rules(body) == []


EVENT = "Công an xã Yên Thịnh phát hiện kho hàng lậu ở bến Sông Cái, thu giữ [[{}|seized_goods tấn{}]] tấn đường cát."


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((EVENT.format("24,6", ""), EVENT.format("31,2", "").replace("phát hiện", "kiểm tra, phát hiện")), ["across_value"]),
        ((EVENT.format("24,6", ""), EVENT.format("246", "").replace("phát hiện", "bắt giữ")), ["across_power_of_ten"]),
        ((EVENT.format("24,6", ""), EVENT.format("24,6", "").replace("phát hiện", "bắt giữ")), []),
        ((EVENT.format("24,6", ""), "Hôm qua cả xã trồng [[31|other tấn]] tấn lúa."), []),
        ((EVENT.format("24,6", ""), EVENT.format("31,2", "").replace("tấn đường cát.", "tấn đường cát và [[2|seized_goods tấn]] tấn.")), []),
        ((EVENT.format("24", ""), EVENT.format("23", "; more_than").replace("giữ [[", "giữ hơn [[")), []),
    ],
)  # fmt: skip
def test_across_articles(bodies: tuple[str, ...], expected: list[str]) -> None:
    assert rules(*bodies) == expected


def test_other_periods_and_places_are_not_compared() -> None:
    first = tagged(EVENT.format("24,6", ""), name="a")
    for change in ({"period": "2022"}, {"place": "Kim Ngân"}):
        assert find([*first, *tagged(EVENT.format("31,2", ""), name="b", **change)]) == []


def test_the_same_contradiction_in_several_articles_is_one_finding() -> None:
    bodies = [EVENT.format(value, "") for value in ("24,6", "24,6", "31,2")]
    (found,) = find([f for i, body in enumerate(bodies) for f in tagged(body, f"a{i}")])
    assert found.rule == "across_value"
    assert found.article_ids == ["a0", "a1", "a2"]
    assert found.computation == "24.6 ≠ 31.2 (24.6 in 2 articles; 31.2 in 1 article)"


def test_copies_are_notes_and_told_apart_from_independent_reports() -> None:
    body = (
        "Năm qua Công an xã Bản Vàng mở [[12|sessions lớp]] lớp học cho bà con trong xã.\n"
        "Các lớp học có [[340|participants lượt người]] lượt người dân của mười thôn đến dự."
    )
    own = (
        "Báo cáo nêu [[12|sessions lớp]] lớp học đã mở ở Bản Vàng trong năm.\n"
        "Tổng cộng [[340|participants lượt người]] lượt người đã đến các lớp ấy."
    )
    copies = find([*tagged(body, "a"), *tagged(body, "b"), *tagged(own, "c")])
    assert [(c.rule, c.severity, c.article_ids) for c in copies] == [("copy", "note", ["a", "b"])]


def test_a_finding_says_what_was_computed_from_which_figures() -> None:
    figures = tagged(CONTRADICTIONS[0][1])
    (found,) = find(figures)
    assert found.computation == "171 / 190 = 90 % ≠ 95 %"
    assert found.figure_ids == [figure_key(f) for f in figures]
    assert found.sentences == [figures[0].sentence]
    assert found.record()["explanation"] == RULES["ratio_percent"]["en"]
    assert found.record("vi")["explanation"] == RULES["ratio_percent"]["vi"]


def test_plain_records_are_taken_and_ids_are_stable() -> None:
    figures = tagged(CONTRADICTIONS[0][1])
    records = [{name: str(getattr(f, name) or "") for name in Figure.__slots__} for f in figures]
    assert [f.finding_id for f in find(records)] == [f.finding_id for f in find(figures)]


def test_an_ambiguous_number_makes_a_finding_less_sure() -> None:
    ratio, percent = tagged(CONTRADICTIONS[0][1])
    (sure,) = find([ratio, percent])
    (unsure,) = find([replace(ratio, flags="ambiguous_number"), percent])
    assert unsure.confidence < sure.confidence


def test_cue_lists_of_the_pack_are_valid() -> None:
    assert load_cues().same_as.search("tin, đạt tỷ lệ hơn ")
    assert not load_cues().same_as.search("tin đạtx ")


def test_a_broken_cue_list_is_reported_with_file_and_line(tmp_path: Path) -> None:
    source = pack_folder("antq_vi")
    (tmp_path / "pack.yaml").write_bytes((source / "pack.yaml").read_bytes())
    text = (source / "checks.yaml").read_text(encoding="utf-8")
    (tmp_path / "checks.yaml").write_text(text.replace("stop_words: [", "stop_words: [7, "), encoding="utf-8")
    with pytest.raises(PackError, match=r"checks\.yaml:\d+: stop_words"):
        load_cues(str(tmp_path))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [plain_record(f) for body in (CONTRADICTIONS[0][1], SOUND[0]) for f in tagged(body, name=str(hash(body)))]
    path = tmp_path / "figures.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(*arguments: object) -> Any:
    app = typer.Typer()
    app.command()(check)
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_command_prints_findings(table: Path) -> None:
    result = run(table)
    assert result.exit_code == 0, result.output
    assert "ratio_percent" in result.stdout
    assert "171 / 190 = 90 % ≠ 95 %" in result.stdout


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_command_writes_findings(table: Path, suffix: str) -> None:
    out = table.with_name(f"findings{suffix}")
    assert run(table, "-o", out, "--language", "vi").exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "171 / 190 = 90 % ≠ 95 %" in text
    assert RULES["ratio_percent"]["vi"] in text


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".sqlite"])
def test_every_table_format_reads_the_same(table: Path, suffix: str) -> None:
    frame = pd.DataFrame([json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()])
    other = table.with_name(f"same{suffix}")
    match suffix:
        case ".csv":
            frame.to_csv(other, index=False)
        case ".jsonl":
            frame.to_json(other, orient="records", lines=True)
        case ".parquet":
            frame.to_parquet(other)
        case ".sqlite":
            with closing(sqlite3.connect(other)) as connection:
                frame.to_sql("figures", connection, index=False)
    assert read_figures(other) == read_figures(table)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.csv"], "nowhere.csv: no such file"),
        (["nowhere"], "no such file"),
        (["folder.parquet"], "folder.parquet: the folder holds no .parquet file"),
        (["empty.csv"], "empty.csv: empty: not even a header"),
        (["figures.jsonl", "--rule", "sums"], "no rule 'sums'"),
        (["figures.jsonl", "-o", "findings.docx"], "unknown format"),
        (["figures.xlsx"], "a workbook is for people: give the .csv of the same run"),
        (["ansi.csv"], "is not UTF-8 (byte 1); save it as CSV UTF-8"),
        (["figures.jsonl", "-o", "missing/findings.csv"], "cannot be written"),
        (["figures.jsonl", "--language", "fr"], "no language"),
        (["broken.parquet"], "broken.parquet"),
        (["broken.sqlite"], "broken.sqlite"),
        (["other.csv"], "no column article_id, value; the columns are name, colour"),
    ],
)
def test_wrong_calls(table: Path, arguments: list[str], message: str) -> None:
    folder = table.parent
    for name in ("broken.parquet", "broken.sqlite"):
        (folder / name).write_text("not a table of any kind " * 50)
    (folder / "other.csv").write_text("name,colour\nx,red\n")
    (folder / "empty.csv").write_text("")
    (folder / "figures.xlsx").write_bytes(b"PK")
    (folder / "ansi.csv").write_bytes(b"\xd0\xec,value\n")
    (folder / "folder.parquet").mkdir()
    result = run(*(folder / a if "." in a else a for a in arguments))
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(folder.glob("*.part"))


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".sqlite"])
@pytest.mark.parametrize("start", ["'-", "=", "'=", "''+", "-", "'", ""])
def test_texts_come_back_from_every_form_as_they_were(tmp_path: Path, suffix: str, start: str) -> None:
    from antq_extract.cli.main import app

    text = f"{start}12 vụ cháy, 171/190 tin báo được giải quyết, bằng 95%."
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": start + "a", "title": start + "t", "text": text}), encoding="utf-8")
    out = tmp_path / f"figures{suffix}"
    assert CliRunner().invoke(app, ["run", str(tmp_path / "a.jsonl"), "-o", str(out), "--workers", "1", "-q"]).exit_code == 0
    figures, problems = read_figures(out)
    assert not problems
    assert {(f.article_id, f.title, f.sentence) for f in figures} == {(start + "a", start + "t", text)}


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_reads_the_same(table: Path, delimiter: str) -> None:
    frame = pd.read_json(table, lines=True, dtype=False)
    saved = table.with_suffix(".csv")
    frame.to_csv(saved, index=False, sep=delimiter, encoding="utf-8-sig", lineterminator="\r\n")
    assert read_figures(saved) == read_figures(table)


def test_a_folder_of_partitions_reads_as_one_table(table: Path) -> None:
    frame = pd.read_json(table, lines=True, dtype=False)
    folder = table.with_suffix(".parquet")
    folder.mkdir()
    for number, part in enumerate((frame[:2], frame[2:])):
        part.to_parquet(folder / f"part-{number:05}.parquet")
    assert read_figures(folder) == read_figures(table)


def test_nothing_found_is_said(table: Path) -> None:
    assert "nothing that does not add up" in run(table, "--rule", "unit_sum").stdout


def test_hostile_sentences_are_printed_as_text(table: Path) -> None:
    row = json.loads(table.read_text(encoding="utf-8").splitlines()[0])
    other = json.loads(table.read_text(encoding="utf-8").splitlines()[1])
    evil = "\x1b[31m[bold]x\u202e "
    for figure in (row, other):
        figure["sentence"] = evil + figure["sentence"]
        figure["sentence_start"] -= len(evil) if figure["sentence_start"] >= len(evil) else 0
        figure["start"] += len(evil)
        figure["end"] += len(evil)
    table.write_text("".join(json.dumps(r) + "\n" for r in (row, other)), encoding="utf-8")
    result = run(table)
    assert "[bold]x" in result.stdout
    assert "\x1b[31m" not in result.stdout
    assert "\u202e" not in result.stdout
