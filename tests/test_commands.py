"""What all commands have in common: where they write, and what they never write over."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from antq_extract.cli.main import app
from antq_extract.figure import COLUMNS

TEXT = "Năm 2022, tỉnh Gia Lai mở 12 lớp tập huấn. Đã giải quyết 171/190 tin báo, bằng 95%."
# Command with {figures} and {text} for its inputs, and the ending of what it writes.
WRITERS = {
    "run": (["run", "{text}", "--overwrite", "--workers", "1"], ".csv"),
    "check": (["check", "{figures}"], ".csv"),
    "series": (["series", "{figures}"], ".csv"),
    "verify": (["verify", "{text}", "--against", "{figures}"], ".csv"),
    "report": (["report", "{figures}"], ".html"),
    "evaluate": (["evaluate", "{gold}", "{figures}", "--summary"], ".csv"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold.jsonl").write_text('{"id": "article", "figures": [{"number_text": "12", "start": 26, "end": 28, "value": 12}]}\n')
    done = call("run", folder / "article.txt", "-o", folder / "figures.csv", "--workers", "1")
    assert done.exit_code == 0, done.output
    return folder


def call(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments], **options)


def arguments(command: str, folder: Path) -> list[str]:
    names = {"text": folder / "article.txt", "figures": folder / "figures.csv", "gold": folder / "gold.jsonl"}
    return [a.format(**names) for a in WRITERS[command][0]]


@pytest.mark.parametrize("command", WRITERS)
def test_the_output_is_named_alike_everywhere(made: Path, tmp_path: Path, command: str) -> None:
    written = []
    for n, name in enumerate(("-o", "--out", "--output")):
        out = tmp_path / f"{n}{WRITERS[command][1]}"
        done = call(*arguments(command, made), name, out)
        assert done.exit_code == 0, done.output
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize("command", sorted(WRITERS.keys() - {"report"}))
def test_a_dash_is_standard_output(made: Path, tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.csv"
    assert call(*arguments(command, made), "-o", out).exit_code == 0
    printed = call(*arguments(command, made), "-o", "-").stdout_bytes
    assert printed.startswith(out.read_bytes())
    assert next(csv.reader(io.StringIO(printed.decode())))


@pytest.mark.parametrize("command", sorted(WRITERS.keys() - {"run", "report"}))
def test_no_command_writes_over_what_it_reads(made: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("article.txt", "figures.csv", "gold.jsonl"):
        shutil.copy(made / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "figures.csv").read_bytes()
    done = call(*arguments(command, tmp_path), "-o", "./figures.csv")
    assert (done.exit_code, (tmp_path / "figures.csv").read_bytes()) == (2, before)
    assert "is read by this command; choose another name" in done.stderr
    assert before.startswith(COLUMNS[0].encode())
