"""What all commands have in common: where they write, and what they never write over."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from antq_extract.cli.main import app
from antq_extract.figure import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
PATHS = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "models")])}
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


def test_output_is_utf_8_whatever_the_locale(made: Path) -> None:
    legacy = {**os.environ, **PATHS, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-m", "antq_extract", "show", made / "article.txt"], env=legacy, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Đã giải quyết 171/190⟨2 tip_offs⟩ tin báo".encode() in done.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"], ["indicators"]])
def test_a_full_device_is_told_without_a_traceback(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "antq_extract", *arguments]
        done = subprocess.run(command, env={**os.environ, **PATHS}, stdout=full, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("package", "arguments", "extra"),
    [("uvicorn", ["serve"], "web"),
     ("datasketch", ["run", "{text}", "-o", "{out}.sqlite", "--dedupe", "--workers", "1"], "dedupe"),
     ("distributed", ["run", "{text}", "-o", "{out}.csv", "--engine", "dask"], "dask")],
)  # fmt: skip
def test_a_package_that_is_missing_is_told_with_its_extra(
    made: Path, tmp_path: Path, package: str, arguments: list[str], extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = call(*(a.format(text=made / "article.txt", out=tmp_path / "o") for a in arguments))
    assert done.exit_code == 2
    assert f"pip install 'antq-extract[{extra}]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
