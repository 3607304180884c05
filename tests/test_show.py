"""Articles and indicators in the terminal; nothing that an article holds is run there."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from antq_extract.article import Article
from antq_extract.checks.records import figure_of
from antq_extract.cli.show import highlighted, reading, show_article
from antq_extract.cli.terminal import period_words, safe

TEXT = "Xã Đồng Vọng mở 12 lớp, hơn 340 người dự."
FIGURES = [
    figure_of({"article_id": "a", "value": 12, "indicator": "sessions", "unit": "lớp", "start": 16, "end": 18, "number_text": "12"}),
    figure_of({"article_id": "a", "value": 340, "indicator": "participants", "unit": "người", "comparator": "more_than",
               "start": 28, "end": 31, "number_text": "340"}),
]  # fmt: skip


def run(command: Callable[..., None], *arguments: object, stdin: str = "") -> Any:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def test_figures_are_highlighted_where_they_stand() -> None:
    text = highlighted(TEXT, FIGURES)
    assert text.plain == "Xã Đồng Vọng mở 12⟨1 sessions⟩ lớp, hơn 340⟨2 participants⟩ người dự."
    marked = [text.plain[span.start : span.end] for span in text.spans if "yellow" in str(span.style)]
    assert marked == ["12", "340"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": "2.5", "unit": "kg"}, "2.5 kg"),
        ({"value": 87, "total": 92, "unit": "xã"}, "87 of 92 xã"),
        ({"value": 58, "baseline": 46, "unit": "vụ", "change": "increase"}, "↑ 58 against 46 vụ"),
        ({"value": 90, "value_max": 95, "unit": "%", "status": "planned"}, "90–95 %, planned"),
        ({"value": 500000, "unit": "VND", "per": "suất", "comparator": "at_least"}, "≥ 500000 VND per suất"),
        ({"value": 8, "unit": "tập thể", "recipient": "collective", "award": "bằng khen"}, "8 tập thể, collective, bằng khen"),
    ],
)
def test_reading_in_one_line(fields: dict[str, Any], shown: str) -> None:
    assert reading(figure_of({"article_id": "a"} | fields)) == shown


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-03-01", "2022-03-31", "2022-03"),
        ("2022-03-14", "2022-03-14", "2022-03-14"),
        ("2022-01-01", "2022-06-30", "2022-01–2022-06"),
        ("2018-01-01", "2023-12-31", "2018–2023"),
        ("2022-01-01", "2022-05-14", "2022-01-01–2022-05-14"),
        ("2022-09-01", "2023-08-31", "2022-09–2023-08"),
        ("2022-05-14", "2022-12-31", "2022-05-14–2022"),
        ("", "2030-12-31", "–2030"),
        ("2023-07-01", "", "2023-07-01–"),
        ("", "", ""),
    ],
)
def test_periods_are_said_shortly(start: str, end: str, words: str) -> None:
    assert period_words(start, end) == words


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J\x1b]0;own\x07", "[bold red]x[/]", "\u202etxet", "a\rb\bc", "\x9b31m", ":smile:", "[link=file:///]x[/link]"]
)
def test_hostile_text_stays_text(hostile: str) -> None:
    article = Article("a", hostile + TEXT, source=hostile, province=hostile)
    figure = figure_of(
        {"article_id": "a", "value": 12, "unit": hostile, "number_text": hostile + "12", "start": len(hostile) + 16, "end": len(hostile) + 18}
    )
    out = io.StringIO()
    show_article(Console(file=out, force_terminal=False, width=200, markup=False, emoji=False), article, [figure])
    printed = out.getvalue()
    assert not set(printed) & set("\x1b\x07\r\b\x9b\u202e")
    if hostile.startswith(("[", ":")):
        assert hostile in printed
    assert len(safe(hostile)) == len(hostile)


SENTENCE = "Công an xã Đồng Vọng tổ chức 12 buổi tuyên truyền, hơn 340 lượt người tham dự."


def test_show_command_reads_and_extracts(tmp_path: Path) -> None:
    from antq_extract.cli.run import run as run_command
    from antq_extract.cli.show import show

    path = tmp_path / "article.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    result = run(show, path, "--published", "2023-03-14")
    assert result.exit_code == 0, result.output
    assert "12⟨1 sessions⟩" in result.stdout
    records = [json.loads(line) for line in run(show, path, "--json").stdout.splitlines()]
    assert [(r["value"], r["comparator"]) for r in records] == [(12, "exact"), (340, "more_than")]
    table = tmp_path / "figures.jsonl"
    run(run_command, path, "-o", table, "--workers", "1", "-q")
    assert run(show, path, "--json").stdout == table.read_text(encoding="utf-8"), "the lines of run"
    piped = run(show, "-", "--json", stdin=SENTENCE)
    assert [json.loads(line)["value"] for line in piped.stdout.splitlines()] == [12, 340]
    lines = tmp_path / "articles.jsonl"
    lines.write_text(json.dumps({"text": SENTENCE}) + '\n{"id": "b"}\n' + json.dumps({"text": SENTENCE}), encoding="utf-8")
    several = run(show, lines, "--json")
    assert (several.exit_code, len(several.stdout.splitlines())) == (1, 4)
    assert "articles.jsonl:2: record without a text" in several.stderr
    missing = run(show, tmp_path / "nowhere.txt")
    assert missing.exit_code == 2
    assert "nowhere.txt" in missing.stderr


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".sqlite"])
def test_a_table_that_run_wrote_is_shown_as_a_table(tmp_path: Path, suffix: str) -> None:
    from antq_extract.cli.run import run as run_command
    from antq_extract.cli.show import show

    article, table = tmp_path / "article.txt", tmp_path / f"figures{suffix}"
    article.write_text(SENTENCE, encoding="utf-8")
    assert run(run_command, article, "-o", table, "--workers", "1", "-q").exit_code == 0
    shown = run(show, table, "--limit", "1")
    assert shown.exit_code == 0, shown.output
    assert f"figures{suffix}: 2 figures" in shown.stdout
    assert "and 1 more rows" in shown.stdout
    assert [json.loads(line)["value"] for line in run(show, table, "--json").stdout.splitlines()] == [12, 340]


def test_indicators_command() -> None:
    from antq_extract.cli.indicators import indicators

    listed = run(indicators)
    assert listed.exit_code == 0, listed.output
    assert "sessions" in listed.stdout
    data = json.loads(run(indicators, "--json", "sessions").stdout)
    assert [entry["code"] for entry in data] == ["sessions"]
    assert data[0]["rules"][0]["match"]
    assert "sessions." in run(indicators, "sessions").stdout
    unknown = run(indicators, "colours")
    assert unknown.exit_code == 2
    assert "no indicator 'colours'" in unknown.stderr
