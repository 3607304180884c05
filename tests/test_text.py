"""The view of a text: folded position for position, with the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_extract.language.sentences import split_sentences
from antq_extract.language.text import TextView, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hoà bình, THUỶ lợi, quý Uỷ", "hòa bình, thủy lợi, quý ủy"),
        ("hoàn thành, toàn quốc, quỳ", "hoàn thành, toàn quốc, quỳ"),
        ("1,5 tỉ đồng; tỉnh; chiến sỹ", "1,5 tỷ đồng; tỉnh; chiến sĩ"),
        ("12\u00a0buổi\u2009họp\tdân", "12 buổi họp dân"),
        (unicodedata.normalize("NFD", "Đắk Lắk, Thừa Thiên Huế"), "đắk lắk, thừa thiên huế"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_view_keeps_every_position(raw: str) -> None:
    view = TextView(raw)
    assert len(view.norm) == len(view.text)
    offsets = [view.raw_offset(i) for i in range(len(view.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(raw)
    assert view.raw_slice(0, len(view.text)) == raw


@given(st.text(alphabet="Huyện mở 12.500 buổi họp ở thôn hoà bình, ", max_size=80))
def test_composed_and_decomposed_texts_have_the_same_view(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert TextView(unicodedata.normalize("NFD", composed)).norm == TextView(composed).norm


def test_offsets_of_a_decomposed_text_point_into_it() -> None:
    raw = unicodedata.normalize("NFD", "Ủy ban mở 1.250 buổi")
    view = TextView(raw)
    start = view.norm.index("1.250")
    assert view.raw_slice(start, start + 5) == "1.250"
    assert view.raw_offset(start) > start


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Xã tổ chức 13.000 buổi. Dân dự đông.", ["Xã tổ chức 13.000 buổi.", "Dân dự đông."]),
        ("Tại TP. Hồ Chí Minh và P. 2, Q. 3 có mưa.", ["Tại TP. Hồ Chí Minh và P. 2, Q. 3 có mưa."]),
        ("Ông L.V.T. (42 tuổi) khai báo. Vợ ông vắng mặt.", ["Ông L.V.T. (42 tuổi) khai báo.", "Vợ ông vắng mặt."]),
        ("Trồng ngô, lạc, v.v. Năm nay được mùa.", ["Trồng ngô, lạc, v.v.", "Năm nay được mùa."]),
        ("Tiêu đề không chấm\n\nCâu đầu.\n- mục một\n- mục hai", ["Tiêu đề không chấm", "Câu đầu.", "- mục một", "- mục hai"]),
        ("“Dân tin mình.” Ông nói vậy.", ["“Dân tin mình.”", "Ông nói vậy."]),
        ("Bị kỷ luật.Theo báo cáo, có 5 vụ.", ["Bị kỷ luật.", "Theo báo cáo, có 5 vụ."]),
        ("Vui quá! Thật không? Thật…", ["Vui quá!", "Thật không?", "Thật…"]),
        ("", []),
        ("   \n\t\n", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    view = TextView(text)
    assert [view.text[s.start : s.end] for s in split_sentences(view)] == sentences


def test_parts_of_an_article() -> None:
    text = "Xã An Bình tặng quà Tết\ndate 2023-01-05\nSáng 5-1, xã trao quà.\nDân phấn khởi lắm.\n- 40 suất quà\nQuang cảnh buổi lễ\nMinh Hà"
    kinds = [s.kind for s in split_sentences(TextView(text))]
    assert kinds == ["headline", "lead", "body", "item", "caption", "caption"]
