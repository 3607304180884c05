"""The report: one page, everything in it, nothing of an article run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

from antq_extract.article import Article
from antq_extract.checks import find
from antq_extract.cli.main import app
from antq_extract.figure import Figure
from antq_extract.report import Report, payload, report_page
from antq_extract.report.articles import shown_articles
from antq_extract.report.offsets import utf16_offsets
from antq_extract.report.page import words
from antq_extract.writers.rows import article_cells, article_jsonl, figures_csv, figures_header
from standin import numerals

read = numerals("")
SOUND = "Năm 2031, xã Thử Nghiệm lắp 17 camera và 4 kẻng."
HOSTILE = [
    "<script>window.hit=1</script> 12 vụ </script><script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1"> 12 vụ "><svg onload=window.hit=1>',
    '<a href="javascript:window.hit=1">12 vụ</a> javascript:window.hit=1',
    "=HYPERLINK(\"https://example.org\",\"12\") 12 vụ\n+12 -12 @SUM(12)",
    "có \u202e12 vụ\u202c và \u2066 34\u2069 người \u200f",
    "<!-- 12 vụ --> ]]> <!--<script> 34",
    "{{ 12 }} ${34} {% 56 %} \u2028 78 \u2029",
    "𝟏 hình 😀 có 12 vụ, 😀 34 người \x00\x07 5",
]


class Page(HTMLParser):
    """Elements and data scripts of a page."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.data: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._open = f"{tag}:{attributes.get('id', '')}"

    def handle_endtag(self, tag):
        self._open = ""

    def handle_data(self, data):
        if self._open == "script:":
            self.scripts.append(data)
        elif self._open.startswith("script:"):
            self.data[self._open[7:]] = data
        elif self._open == "style:":
            self.styles.append(data)


def page_of(articles: list[Article], **more) -> str:
    figures = [figure for article in articles for figure in read(article)]
    shown = shown_articles(figures, {a.id: a for a in articles})
    return report_page(Report(shown, find(figures), **more))


@pytest.mark.parametrize("text", [SOUND, *HOSTILE])
def test_an_articles_text_is_data_and_nothing_else(text):
    harmless = Page(page_of([Article("a", SOUND, source="b.vn", title="tiêu đề")]))
    page = Page(page_of([Article(text, text, source=text, title=text, province=text)], title=text))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert page.scripts == harmless.scripts
    data = json.loads(page.data["data"])
    assert data["articles"][0]["text"] == text
    assert data["articles"][0]["title"] == text


def test_nothing_is_fetched_and_only_our_script_may_run():
    page = Page(page_of([Article("a", SOUND)]))
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for kind, (content,) in (("script", page.scripts), ("style", page.styles)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not any(name in ("src", "href") and not value.startswith("#") for _, a in page.tags for name, value in a.items())


@pytest.mark.parametrize("text", [SOUND, *HOSTILE])
def test_spans_count_as_a_browser_counts(text):
    article = Article("a", text)
    figures = read(article)
    data = payload(shown_articles(figures, {"a": article}), [])
    units = text.encode("utf-16-le")
    names = data["row"]
    for row, figure in zip(data["figures"], figures, strict=True):
        cells = dict(zip(names, row, strict=True))
        assert units[2 * cells["from"] : 2 * cells["to"]].decode("utf-16-le") == figure.number_text
        assert units[2 * cells["sentence_from"] : 2 * cells["sentence_to"]].decode("utf-16-le") == figure.sentence


def test_offsets_before_within_and_after_wide_characters():
    place = utf16_offsets("a😀b😀c")
    assert [place(n) for n in range(6)] == [0, 1, 3, 4, 6, 7]


@pytest.mark.parametrize("given", [{}, {"a": Article("a", "ein anderer Text 17")}])
def test_without_its_text_an_article_is_its_sentences(given):
    figures = read(Article("a", SOUND + "\nDòng thứ hai có 9 hộ."))
    (one,) = shown_articles(figures, given)
    assert not one.whole
    assert [one.article.text[slice(*one.span(f))] for f in figures] == [f.number_text for f in figures]
    assert [one.article.text[slice(*one.sentence(f))] for f in figures] == [f.sentence for f in figures]


def test_findings_stand_beside_their_figures():
    import antq_extract

    article = Article("a", "Công an tỉnh tiếp nhận 250 tin báo. Đã giải quyết 200/250 tin, đạt 95%.", published="2031-05")
    figures = antq_extract.extract(article.text, id="a", published="2031-05")
    data = payload(shown_articles(figures, {"a": article}), find(figures))
    (finding,) = data["findings"]
    assert finding["rule"] == "ratio_percent"
    numbers = [data["figures"][n][data["row"].index("value")] for n in finding["figures"]]
    assert sorted(numbers) == ["200", "95"]


def test_copies_of_an_article_have_findings_of_their_own():
    import antq_extract

    text = "Đã giải quyết 200/250 tin, đạt 95%."
    figures = [f for name in ("a", "b") for f in antq_extract.extract(text, id=name)]
    articles = {name: Article(name, text) for name in ("a", "b")}
    data = payload(shown_articles(figures, articles), find(figures))
    for finding in data["findings"]:
        homes = [data["figures"][n][0] for n in finding["figures"]]
        assert finding["rule"] == "copy" or len(set(homes)) == 1


def test_both_languages_say_everything():
    vietnamese, english = words()["vi"], words()["en"]
    assert vietnamese.keys() == english.keys()
    assert vietnamese["indicators"].keys() == english["indicators"].keys()
    assert all(vietnamese.values())
    from antq_extract.rules.pack import load_pack

    assert set(load_pack().indicators) <= set(english["indicators"])


def test_a_giant_article_of_hundred_thousand_figures():
    text = "12 vụ, " * 100_000
    article = Article("a", text)
    template = read(Article("a", text[:12]))[0]
    from dataclasses import replace

    figures = [replace(template, figure_id=str(n), start=7 * n, end=7 * n + 2, sentence=text[:6], sentence_start=0) for n in range(100_000)]
    page = report_page(Report(shown_articles(figures, {"a": article}), []))
    assert page.count('"3"') >= 100_000  # the stand-in's value is a quarter of the number


@pytest.fixture
def written(tmp_path):
    article = Article("a", SOUND, published="2031-02", source="thu.example")
    (tmp_path / "f.csv").write_bytes(figures_header("csv") + figures_csv(read(article)))
    (tmp_path / "a.jsonl").write_bytes(article_jsonl(article_cells(article)))
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["f.csv", "-o", "r.html"], 0, ""),
        (["f.csv", "--articles", "a.jsonl", "-o", "r.html", "--language", "en", "--title", "<b>T"], 0, ""),
        (["f.csv", "-o", "r.pdf"], 2, "must end in .html"),
        (["f.csv", "-o", "r.html", "--language", "fr"], 2, "no language"),
        (["none.csv", "-o", "r.html"], 2, "none.csv"),
        (["f.csv", "-o", "r.html", "--articles", "none.jsonl"], 2, "none.jsonl"),
        (["f.csv", "-o", "nowhere/r.html"], 2, "cannot be written"),
    ],
)
def test_command(written, monkeypatch, arguments, status, told):
    monkeypatch.chdir(written)
    result = CliRunner().invoke(app, ["report", *arguments])
    assert result.exit_code == status, result.output
    assert told in " ".join(result.output.split())
    assert (written / "r.html").exists() == (status == 0)
    if "--title" in arguments:
        page = (written / "r.html").read_text("utf-8")
        assert "&lt;b&gt;T" in page
        assert re.search('<html lang="en">', page)
    assert not list(written.glob("*.part"))


def test_stand_in_gives_figures():
    assert all(isinstance(f, Figure) for f in read(Article("a", SOUND)))
