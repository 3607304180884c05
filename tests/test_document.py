"""The spaCy pipeline: the Doc's text is the article's, words are underthesea's, figures are spans."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import antq_extract
from antq_extract.article import Article
from antq_extract.pipeline.extract import figures_of

LEAD = "Năm 2022, huyện mở 1.250 buổi tuyên truyền, thu hút hơn 48.000 lượt người tham gia."
NAUGHTY = [
    LEAD,
    unicodedata.normalize("NFD", LEAD),
    LEAD.replace(" ", "\u00a0"),
    LEAD.replace(" ", "  "),
    "🌸 " + LEAD + " 😀👍🏽 #AnNinh2022 https://example.org/a?b=12.500",
    "\n\n" + LEAD + "\r\n\r\n" + LEAD + "\t",
    "hoà giải 12 vụ; hòa giải 12 vụ",
    "a\u200bb\ufeffc 12 hộ \u202e24 hộ",
    "\x00\x01 5 tổ",
    "12",
    " ",
    "…" * 50,
    "ẰẲẴ " * 30 + "7 xã",
]


@pytest.fixture(scope="module")
def nlp():
    return antq_extract.load()


@pytest.mark.parametrize("text", NAUGHTY)
def test_text_is_kept_character_for_character(nlp, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for figure in doc._.figures:
        assert text[figure.start : figure.end] == figure.number_text
        assert text[figure.sentence_start :].startswith(figure.sentence)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NAUGHTY[:8], "và", "12,7 triệu", "\n", "\u00a0", "(", "3-5%", "e\u0301"]), max_size=12))
def test_any_mixture_is_kept(parts: list[str]) -> None:
    text = " ".join(parts)
    assert antq_extract.load()(text).text == text


def test_words_are_segmented_where_a_noun_is_looked_for(nlp) -> None:
    words = [token.text for token in nlp("Huyện Nam Hải mở 1.250 buổi phát động phong trào thi đua.")]
    assert "phong trào" in words
    assert "1.250" in words
    assert "Nam" in words  # no later room looks here: syllables


def test_sentences_are_those_of_the_article(nlp) -> None:
    doc = nlp("Tiêu đề có 3 xã\nXã mở 12 buổi. Dân dự đông.")
    assert [s.text.strip() for s in doc.sents] == ["Tiêu đề có 3 xã", "Xã mở 12 buổi.", "Dân dự đông."]


def test_figures_are_spans_with_their_indicator(nlp) -> None:
    doc = nlp(LEAD)
    assert [(s.text, s.label_, s._.figure.value) for s in doc.spans["figures"]] == [
        ("1.250", "sessions", 1250),
        ("48.000", "participants", 48000),
    ]


def test_the_short_way_gives_what_the_doc_gives(nlp) -> None:
    article = Article("a", LEAD, "2023-01")
    doc = nlp.make_doc(LEAD)
    doc._.article = article
    assert nlp(doc)._.figures == figures_of(article, nlp)


def test_pipeline_can_be_written_and_read(tmp_path, nlp) -> None:
    import spacy

    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [f.value for f in again(LEAD)._.figures] == [1250, 48000]


def test_the_pack_is_a_pipeline_for_spacy(nlp) -> None:
    import spacy

    from antq_extract.rules.pack import load_pack

    again = spacy.load(load_pack().folder)
    assert again.pipe_names == nlp.pipe_names
    assert [f.value for f in again(LEAD)._.figures] == [1250, 48000]


def test_many_texts_through_pipe(nlp) -> None:
    assert [len(doc._.figures) for doc in nlp.pipe([LEAD, "Không có số.", LEAD])] == [2, 0, 2]
