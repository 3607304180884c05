"""The page and the report in a real browser: Debian's chromium driven by Playwright.

Skipped, saying so, where either is absent: ``pip install playwright axe-playwright-python`` and ``apt install chromium``
(or CHROMIUM with the path of another one).
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import antq_extract
from antq_extract.article import Article
from antq_extract.cli.main import app as command
from antq_extract.report import Report, report_page
from antq_extract.report.articles import shown_articles
from standin import numerals
from test_report import HOSTILE

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no test in a browser")
axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the extra `web` is not installed")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
if not CHROMIUM:
    pytest.skip("chromium is not installed: no test in a browser", allow_module_level=True)

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
TEXT = """Công an tỉnh sơ kết phong trào 😀 sáu tháng

Trong 6 tháng đầu năm 2031, tỉnh Lâm Đồng mở hơn 1.250 buổi tuyên truyền, có 171/190 tin được giải quyết, đạt 95%.
Tội phạm xảy ra 58 vụ, giảm 16 vụ so với cùng kỳ (58/74 vụ). Phấn đấu kéo giảm 5% số vụ. 😀 Trao 40 suất quà."""
VIEWS = {"light": (1300, "light"), "dark": (1300, "dark"), "narrow": (390, "light"), "narrow and dark": (390, "dark")}
read = numerals("")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


@contextmanager
def tab(browser, allowed: str = "\0", **options):
    """A page whose errors (but those that hold ``allowed``) and requests to elsewhere fail the test."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, accept_downloads=True, **options)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(f"dialog {dialog.message}"))
    page.on("request", lambda r: told.append(r.url) if not r.url.startswith(("http://127.0.0.1:", "file:", "blob:", "data:")) else None)
    yield page
    context.close()
    assert [message for message in told if allowed not in message] == []


@pytest.fixture(scope="module")
def desk():
    """The address of a running desk."""
    from antq_extract.web.app import create_app
    from antq_extract.web.desk import Set
    from antq_extract.web.limits import Limits

    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(Set(limits=Limits(seconds=20)), workers=1), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join(10)


def written(folder: Path, articles: list[Article], find=lambda figures: []) -> str:
    figures = [figure for article in articles for figure in read(article)]
    path = folder / "report.html"
    path.write_text(report_page(Report(shown_articles(figures, {a.id: a for a in articles}), find(figures))), "utf-8")
    return path.as_uri()


def paste(page, address: str, text: str = TEXT):
    page.goto(address)
    page.fill("#pasted", text)
    page.fill("#published", "14/7/2031")
    page.click("#go")
    page.wait_for_selector(".fig")


def violations(page) -> list:
    found = axe_module.Axe().run(page).response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]][:5]) for v in found]


def test_paste_see_sort_switch_and_download(browser, desk, tmp_path):
    (tmp_path / "pasted.txt").write_bytes(TEXT.encode())
    (tmp_path / "dated.jsonl").write_text("")
    with tab(browser, locale="vi-VN") as page:
        paste(page, desk)
        assert page.inner_text("h1") == "Con số này có đứng vững?"
        assert page.evaluate("document.activeElement.id") == "outcome-head"
        assert "con số" in page.inner_text("#live")

        # every figure is highlighted, at its characters
        figures = page.evaluate("antq.current.figures.map(f => [f.number_text, f.from])")
        marks = page.evaluate(
            "[...document.querySelectorAll('.text .fig')].map(m => { let n = 0, e = m; while ((e = e.previousSibling)) n += e.textContent.length; return [m.textContent, n]; })"
        )
        assert marks == figures
        assert ["171/190", TEXT.encode("utf-16-le").index("171/190".encode("utf-16-le")) // 2] in marks
        assert page.text_content(".text") == TEXT

        # the reading of a number, by hover and by keyboard
        page.locator(".fig", has_text="1.250").hover()
        assert "hơn 1.250" in page.inner_text("#reading")
        page.locator(".fig").first.focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.textContent") == "171/190"
        page.keyboard.press("Enter")
        assert page.locator('.fig[aria-pressed="true"]').inner_text() == "171/190"
        assert "171 / 190 = 90 % ≠ 95 %" in page.inner_text("#reading")

        # the table sorts
        page.click('[data-sort="value"]')
        assert page.get_attribute("th:has([data-sort='value'])", "aria-sort") == "descending"
        values = page.evaluate("[...document.querySelectorAll('#table tbody tr')].map(r => r.querySelector('.number').textContent)")
        assert values[0] == "hơn 1.250"
        page.keyboard.press("Enter")
        assert page.get_attribute("th:has([data-sort='value'])", "aria-sort") == "ascending"

        assert page.evaluate("document.activeElement.dataset.sort") == "value"

        # the language switches, what was read stays
        page.click('[data-language="en"]')
        assert page.inner_text("h1") == "Does this number hold?"
        assert page.get_attribute("html", "lang") == "en"
        assert "more than 1,250" in page.inner_text("#table")
        assert page.locator(".fig").count() == len(figures)

        # the files
        downloads = {}
        for kind in ("csv", "xlsx", "report"):
            with page.expect_download() as waiting:
                page.click(f'[data-download="{kind}"]')
            downloads[kind] = Path(waiting.value.path()).read_bytes()
        with page.expect_download() as waiting:
            page.click("#f-clear")
            page.click("#f-csv")
        own = Path(waiting.value.path()).read_bytes()
    from antq_extract.web.desk import figures_csv_file

    expected = figures_csv_file(antq_extract.extract(TEXT, id="pasted", source="pasted.txt", published="2031-07-14"))
    assert downloads["csv"] == expected
    assert own == expected
    assert downloads["xlsx"][:2] == b"PK"
    assert b'<html lang="en">' in downloads["report"]


def test_the_csv_of_a_dated_article_is_the_command_lines(browser, desk, tmp_path):
    article = tmp_path / "bài.txt"
    article.write_bytes(f"date 2031-07\n{TEXT}".encode())
    out = tmp_path / "out.csv"
    assert CliRunner().invoke(command, ["run", str(article), "-o", str(out), "--workers", "1", "-q"]).exit_code == 0
    with tab(browser) as page:
        page.goto(desk)
        page.set_input_files("#files", str(article))
        page.click("#go")
        page.wait_for_selector(".fig")
        with page.expect_download() as waiting:
            page.click('[data-download="csv"]')
        assert Path(waiting.value.path()).read_bytes() == out.read_bytes()


def test_correct_the_province_of_one_article(browser, desk):
    with tab(browser, allowed="400 (Bad Request)", locale="en-US") as page:
        paste(page, desk, "Toàn tỉnh có 12 vụ cháy trong năm 2031.")
        page.click(".tools summary")
        page.fill(".tools input >> nth=1", "Gia Lai")
        page.click(".tools button")
        page.wait_for_selector(".kicker:has-text('Gia Lai')")
        page.locator(".fig").first.focus()
        assert "Gia Lai" in page.inner_text("#reading-body")
        page.fill("#published", "gestern")
        page.click("#go")
        page.wait_for_selector("#trouble .error")
        assert "cannot be read" in page.inner_text("#trouble")
        page.click("#clear")
        assert page.locator(".fig").count() == 0
        assert page.input_value("#pasted") == ""


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_the_desk(browser, desk, view):
    width, scheme = VIEWS[view]
    with tab(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(desk)
        assert violations(page) == []
        paste(page, desk)
        page.locator(".fig.doubt").first.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_a_report(browser, tmp_path, view):
    from antq_extract.checks import find

    width, scheme = VIEWS[view]
    articles = [Article(f"a{n}", TEXT + f"\n{n} hộ", f"2031-0{n}-01", f"Bài {n}", f"https://b{n % 3}.example/{n}") for n in range(1, 9)]
    address = written(tmp_path, articles, find)
    with tab(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address)
        page.evaluate("document.getElementById('charts').scrollIntoView()")
        page.wait_for_selector("#spread svg")
        page.locator(".fig").first.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_report_of_two_thousand_articles_opens_and_filters_within_two_seconds(browser, tmp_path):
    filler = "Người dân trong xã cùng nhau giữ gìn đường làng, ngõ xóm sạch đẹp. " * 40
    articles = [
        Article(f"a{n}", f"Xã số {n}\n{filler}\nNgày hội có {n} hộ dự, {n + 3} phần quà, {n * 7} cây, 12 bài hát, {n + 1} đội.\n" * 2, f"20{n % 30 + 10}-05-01", f"Bài {n}", f"bao{n % 9}.example")
        for n in range(2000)
    ]
    address = written(tmp_path, articles)
    with tab(browser) as page:
        began = time.monotonic()
        page.goto(address)
        page.wait_for_selector("#table tbody tr")
        page.wait_for_selector(".text .fig")
        opened = time.monotonic() - began
        took = page.evaluate(
            """() => { const t = performance.now(); const words = document.getElementById('f-words'); words.value = 'bai 1999';
            words.dispatchEvent(new Event('input')); return new Promise((done) => setTimeout(() => { requestAnimationFrame(() => done(performance.now() - t)); }, 130)); }"""
        )
        assert 0 < page.locator("#table tbody tr").count() < 50
        sorting = page.evaluate("() => { document.getElementById('f-clear').click(); const t = performance.now(); document.querySelector('[data-sort=value]').click(); return performance.now() - t; }")
        page.fill("#article-find", "xa so 1777")
        playwright.expect(page.locator(".article-item")).to_have_count(1)
    assert opened < 2, f"opened in {opened:.2f} s"
    assert took < 2000, f"filtered in {took:.0f} ms"
    assert sorting < 2000, f"sorted in {sorting:.0f} ms"


@pytest.mark.parametrize("where", ["report", "serve"])
def test_hostile_articles_are_text(browser, desk, tmp_path, where):
    articles = [Article(f"{n}{text[:20]}", text, source=text, title=text, province=text) for n, text in enumerate(HOSTILE)]
    with tab(browser) as page:
        if where == "report":
            page.goto(written(tmp_path, articles))
        else:
            page.goto(desk)
            page.set_input_files("#files", [{"name": f"<img src=x onerror=hit=1>{n}.txt", "mimeType": "text/plain", "buffer": a.text.encode()} for n, a in enumerate(articles)])
            page.click("#go")
        page.wait_for_selector(".article-item")
        for number in range(page.locator(".article-item").count()):
            page.locator(".article-item").nth(number).click()
            assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
            shown, given = page.text_content(".text"), page.evaluate(f"antq.current.articles[{number}].text")
            assert shown == page.evaluate("(text) => antq.visible(text)", given)
            assert not set(shown) & set("\u202e\u2066\u200f")
            for mark in page.locator(".fig").all()[:3]:
                mark.click()
        page.evaluate("document.getElementById('charts').scrollIntoView()")
        page.wait_for_timeout(200)
        assert page.evaluate("window.hit") is None
        assert page.locator("main img, main a[href^=javascript], main iframe, main object").count() == 0


@pytest.mark.parametrize("kind", ["10 MB", "100,000 figures"])
def test_giants_open(browser, tmp_path, kind):
    if kind == "10 MB":
        article = Article("a", "một dòng chữ không có số nào cả <b>\n" * 250_000 + "cuối cùng 12 vụ")
        figures = read(article)
    else:
        article = Article("a", "12 vụ, " * 100_000)
        one = read(Article("a", "12 vụ,"))[0]
        figures = [replace(one, figure_id=str(n), start=7 * n, end=7 * n + 2) for n in range(100_000)]
    path = tmp_path / "report.html"
    path.write_text(report_page(Report(shown_articles(figures, {"a": article}), [])), "utf-8")
    with tab(browser) as page:
        began = time.monotonic()
        page.goto(path.as_uri())
        page.wait_for_selector("#table tbody tr")
        assert time.monotonic() - began < 8
        page.click("#table tbody .link >> nth=-1")
        assert page.evaluate("document.activeElement.textContent") == "12"
        assert page.evaluate("antq.current.articles[0].parts.map(p => antq.current.articles[0].text.slice(p.from, p.to)).join('') === antq.current.articles[0].text")
        assert page.locator("#paper .fig").count() <= 400
