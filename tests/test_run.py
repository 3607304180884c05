"""`run` from the outside: outputs, exit statuses, messages, what is set aside. With a stand-in for the extraction."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antq_extract.cli.main import app
from antq_extract.figure import COLUMNS

TESTS = Path(__file__).parent
PATHS = [str(TESTS), str(TESTS.parent / "src"), str(TESTS.parent / "models")]


def antq(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, module: str = "standin", **options):
    """Run the command line in a process of its own; standard output and error come as text."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS), "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        input=stdin, cwd=cwd, env=environment, capture_output=True, timeout=120, **options,
    )  # fmt: skip
    done.out, done.err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in done.err, done.err
    return done


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@contextmanager
def restored(number: int):
    """Puts a signal's handler back: the command sets its own."""
    before = signal.getsignal(number)
    yield
    signal.signal(number, before)


@pytest.fixture
def news(tmp_path) -> Path:
    """A folder of articles in several forms."""
    folder = tmp_path / "tin tỉnh"
    folder.mkdir()
    (folder / "một.txt").write_text("date 2023-03 Thôn có 12 hộ\n=7 mét; 30 cây", encoding="utf-8")
    lines = [{"id": n, "text": f"Bản tin {n}: {n * 3} buổi, {n * 5} người", "title": "=1+1"} for n in range(100)]
    (folder / "nhiều.jsonl").write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    (folder / "bảng.csv").write_text("id,text\nmột,Đội có 9 người\n", encoding="utf-8")
    return folder


def test_rows_in_the_order_of_articles_and_offsets(news, tmp_path):
    out = tmp_path / "out.csv"
    done = antq("run", news, "-o", out, "--articles", tmp_path / "articles.csv", "--workers", "1")
    assert done.returncode == 0, done.err
    found = rows(out)
    assert tuple(found[0]) == COLUMNS
    texts = {a["id"]: a["text"] for a in rows(tmp_path / "articles.csv")}
    order = list(texts)
    assert order[:2] == ["một", "một-2"]  # the table's row is renamed, and named after the file that comes first
    keys = [(order.index(r["article_id"]), int(r["start"])) for r in found]
    assert keys == sorted(keys)
    assert all(texts[r["article_id"]][int(r["start"]) : int(r["end"])] == r["number_text"] for r in found)
    assert f"{len(found)} figures from 102 articles" in done.err
    assert "1 id occurred before and got a number" in done.err


def test_the_csv_is_rfc_4180_in_utf_8_with_neutral_cells(news, tmp_path):
    out = tmp_path / "out.csv"
    antq("run", news, "-o", out, "--workers", "1")
    data = out.read_bytes()
    assert data.startswith(b"figure_id,")
    assert data.count(b"\n") == data.count(b"\r\n")
    found = rows(out)
    assert {r["title"] for r in found} == {"", "'=1+1"}
    assert {r["sentence"] for r in found if r["number_text"] == "7" and not r["title"]} == {"'=7 mét; 30 cây"}
    assert {r["value"] for r in found if r["number_text"] == "30" and not r["title"]} == {"7.5"}


def test_with_a_byte_order_mark_excel_reads_the_same_csv(news, tmp_path):
    plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
    antq("run", news, "-o", plain, "--workers", "1")
    antq("run", news, "-o", marked, "--bom", "--workers", "1")
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()


def test_two_processes_and_one_write_the_same(news, tmp_path):
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    assert antq("run", news, "-o", one, "--workers", "1").returncode == 0
    assert antq("run", news, "-o", two, "--workers", "2").returncode == 0
    assert one.read_bytes() == two.read_bytes()


def test_what_cannot_be_read_is_set_aside_with_place_and_reason(news, tmp_path):
    (news / "hỏng.txt").write_bytes(b"\xff\xfe\x00")
    (news / "nhiều.jsonl").write_text('{"text": "1 vụ"}\n{"text": ""}\n', encoding="utf-8")
    (news / "sai.txt").write_text("FAIL 3", encoding="utf-8")
    out = tmp_path / "out.csv"
    done = antq("run", news, "-o", out, "--workers", "1")
    assert done.returncode == 1
    assert f"set aside: 3 inputs: see {out}.rejected.jsonl for the reasons" in done.err
    lines = Path(f"{out}.rejected.jsonl").read_text("utf-8").splitlines()
    rejects = [json.loads(line) for line in lines]
    assert [(Path(r["place"]).name, r["reason"].split(":")[0]) for r in rejects] == [
        ("hỏng.txt", "not valid UTF-16-LE at byte 3; save it as UTF-8"),
        ("nhiều.jsonl:2", "empty"),
        ("sai.txt", "internal error, please report"),
    ]
    assert len(rows(out)) == 7


def test_a_rejects_file_of_an_earlier_run_does_not_stay(news, tmp_path):
    out = tmp_path / "out.csv"
    (news / "hỏng.txt").write_bytes(b"")
    assert antq("run", news, "-o", out, "--workers", "1").returncode == 1
    (news / "hỏng.txt").write_text("3", encoding="utf-8")
    assert antq("run", news, "-o", out, "--workers", "1", "--overwrite").returncode == 0
    assert not Path(f"{out}.rejected.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "NEWS", "-o", "có.csv"], "có.csv exists: choose another name, or allow --overwrite"),
        (["run", "NEWS", "-o", "không/out.csv"], "the folder không does not exist: create it"),
        (["run", "NEWS", "-o", "có.csv/out.csv"], "is not a folder: nothing can be written below it"),
        (["run", "NEWS", "-o", "/proc/out.csv"], "the folder /proc cannot be written"),
        (["run", "NEWS", "-o", "out.doc"], "the name must end in .csv, .jsonl, .parquet, .xlsx or .sqlite"),
        (["run", "NEWS", "-o", "thư mục.csv"], "is a folder: name a file"),
        (["run", "gone.txt", "-o", "out.csv"], "no input found: gone.txt"),
        (["run", "*.txt", "-o", "out.csv"], "no input found: *.txt"),
        (["run", "NEWS", "-o", "out.jsonl", "--bom"], "--bom is for CSV"),
        (["run", "NEWS", "-o", "out.csv", "--articles", "a.xlsx"], "must end in .csv, .jsonl or .parquet"),
        (["run", "NEWS", "-o", "out.csv", "--articles", "out.csv"], "name the same file"),
        (["run", "NEWS", "-o", "out.csv", "--dedupe"], "--dedupe marks copies in the articles table: add --articles"),
        (["run", "NEWS", "-o", "out.csv", "--resume", "--overwrite"], "give one of them"),
        (["run", "NEWS", "-o", "-", "--resume"], "--resume needs an output file"),
        (["run", "NEWS", "-o", "out.csv", "--workers", "-1"], "--workers must be 1 or more"),
        (["run", "có.csv", "-o", "có.csv", "--overwrite"], "có.csv is an input and would be replaced by the output"),
        (["run", "NEWS", "./có.csv", "-o", "o.csv", "--articles", "có.csv", "--overwrite"], "would be replaced by the output"),
        (["run", "NEWS", "-o", "out.csv", "--time-limit", "0"], "must be above 0"),
        (["run", "NEWS", "-o", "out.csv", "--input-format", "doc"], "--input-format doc: not one of txt"),
        (["run", "NEWS", "-o", "out.csv", "--engine", "spark"], "--engine spark: must be local or dask"),
        (["run", "NEWS"], "Missing option '--output'"),
        (["run", "-o", "out.csv"], "Missing argument"),
        (["rum"], "No such command 'rum'"),
    ],
)
def test_a_wrong_call_writes_nothing_and_says_what_to_do(news, tmp_path, arguments, message, monkeypatch):
    (tmp_path / "có.csv").write_text("x", encoding="utf-8")
    (tmp_path / "thư mục.csv").mkdir()
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    with restored(signal.SIGTERM):
        done = CliRunner().invoke(app, [str(news) if a == "NEWS" else a for a in arguments])
    assert done.exit_code == 2, done.output
    assert message in " ".join(done.output.split())
    assert sorted(tmp_path.rglob("*")) == before


def test_standard_input_and_output(news, tmp_path):
    text = (news / "một.txt").read_bytes()
    done = antq("run", "-", "-o", "-", stdin=text)
    assert done.returncode == 0
    assert [line.split(",")[1] for line in done.out.splitlines()][:2] == ["article_id", "stdin"]
    lines = (news / "nhiều.jsonl").read_bytes()
    assert antq("run", "-", "-o", "-", stdin=lines, cwd=tmp_path).out.count("\n") == 301
    as_text = antq("run", "-", "-o", "-", "--input-format", "txt", "-q", stdin=lines)
    assert as_text.err == ""
    broken = antq("run", "-", news, "-o", "-", stdin=b"\xff\xff\xff")
    assert broken.returncode == 1
    assert "stdin: cannot be decoded" in broken.err


def test_options_reach_the_articles(news, tmp_path):
    out = tmp_path / "a.jsonl"
    antq("run", news / "một.txt", "-o", tmp_path / "o.csv", "--articles", out, "--province", "Lâm Đồng")
    article = json.loads(out.read_text("utf-8"))
    assert (article["province"], article["published"], article["source"]) == ("Lâm Đồng", "2023-03", "một.txt")
    small = antq("run", news / "một.txt", "-o", tmp_path / "p.csv", "--size-limit", "0.00001", "--province", "Lâm Xa")
    assert small.returncode == 1
    assert "--province 'Lâm Xa' is no province" in small.err


def test_own_output_in_the_input_folder_is_not_read(news):
    first = antq("run", ".", "-o", "out.csv", cwd=news)
    again = antq("run", ".", "-o", "out.csv", "--overwrite", cwd=news)
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.err.split(" in ")[0] == again.err.split(" in ")[0]


def test_the_data_package_describes_every_column(news, tmp_path):
    antq("run", news, "-o", tmp_path / "a.csv", "--articles", tmp_path / "articles.csv")
    antq("run", news, "-o", tmp_path / "b.jsonl")
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [r["path"] for r in package["resources"]] == ["a.csv", "articles.csv", "b.jsonl"]
    figures = package["resources"][0]
    assert [f["name"] for f in figures["schema"]["fields"]] == list(COLUMNS)
    assert all(f["description"] and f["type"] for f in figures["schema"]["fields"])
    assert figures["rowCount"] == len(rows(tmp_path / "a.csv"))
    assert package["schemaVersion"].count(".") == 2
    assert package["generator"]["version"]
    assert package["rulePack"]["name"] == "antq_vi"


def test_a_full_device_is_told(news):
    done = antq("run", news, "-o", "/dev/full")
    assert done.returncode == 2
    assert "cannot write /dev/full: No space left on device" in done.err


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]])
def test_help_starts_quickly_and_shows_examples(arguments):
    began = os.times().children_user + os.times().children_system
    done = antq(*arguments, module="antq_extract.cli.main")
    spent = os.times().children_user + os.times().children_system - began
    assert done.returncode == 0
    assert "antq-extract run" in done.out
    assert spent < 0.6  # 0.2 s on an idle machine


def test_a_page_of_50_megabytes(tmp_path):
    """Set aside for its size; where that is allowed, done or set aside for its time, and the others are done."""
    paragraph = "<p>Xã có 5 trường học và 9 trạm y tế, phục vụ hơn 700 hộ dân ở các thôn vùng cao.</p>\n"
    news = tmp_path / "tin"
    news.mkdir()
    (news / "lớn.html").write_text(f"<html><body><article>{paragraph * 550_000}</article></body></html>", encoding="utf-8")
    (news / "nhỏ.txt").write_text("3 vụ", encoding="utf-8")
    assert (news / "lớn.html").stat().st_size > 50_000_000
    small = antq("run", news, "-o", tmp_path / "a.csv")
    large = antq("run", news, "-o", tmp_path / "b.csv", "--size-limit", "90", "--time-limit", "1")
    assert (small.returncode, large.returncode) == (1, 1)
    assert "over the size limit of 10 MB; raise it" in Path(f"{tmp_path}/a.csv.rejected.jsonl").read_text("utf-8")
    assert "over the time limit of 1 s" in Path(f"{tmp_path}/b.csv.rejected.jsonl").read_text("utf-8")
    assert [r["article_id"] for r in rows(tmp_path / "b.csv")] == ["nhỏ"]


def test_messages_hold_no_control_characters_of_file_names(tmp_path):
    done = antq("run", "xanh\x1b[31mđỏ.txt", "-o", tmp_path / "o.csv")
    assert done.returncode == 2
    assert "\x1b" not in done.err


def test_nobody_reads_standard_output_any_more(tmp_path):
    lines = "\n".join(json.dumps({"text": f"Xã {n} có {n} hộ " * 50}) for n in range(400))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)}
    command = [sys.executable, "-m", "standin", "run", str(tmp_path / "a.jsonl"), "-o", "-", "-q"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline().startswith(b"figure_id,")
    process.stdout.close()
    error = process.stderr.read().decode()
    process.wait(30)
    assert error == ""


@pytest.mark.parametrize(
    ("seconds", "share", "text"), [(10, 0.5, "0:10"), (100, 0.01, "2:45:00"), (0.1, 0.5, "?"), (50, 0, "?"), (60, 1.0, "0:00")]
)
def test_time_left(seconds, share, text):
    from antq_extract.cli.progress import remaining

    assert remaining(seconds, share) == text


@pytest.mark.parametrize(("rate", "words"), [(0, "0"), (0.27, "0.3"), (9.94, "9.9"), (31.4, "31"), (1234.5, "1,234")])
def test_rates_say_something_however_slow(rate, words):
    from antq_extract.cli.progress import rate_words

    assert rate_words(rate) == words


def test_lines_of_progress_where_there_is_no_terminal(monkeypatch, capsys):
    from antq_extract.batch.told import Status
    from antq_extract.cli import progress

    monkeypatch.setattr(progress, "_LINE_EVERY", 0.0)
    with progress.display(quiet=False) as show:
        show(Status(articles=0))
        show(Status(articles=1200, figures=9000, rejects=2, share=0.25))
    last = capsys.readouterr().err.splitlines()[-1]
    assert " left, 1,200 articles (" in last
    assert last.endswith("9,000 figures, 2 set aside")


def test_run_starts_without_spacy(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Xã có 12 hộ nghèo.", encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "antq_extract", "run", str(article), "-o", str(tmp_path / "f.csv"), "--workers", "1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)}
    imported = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stderr
    assert "antq_extract.pipeline.corridor" in imported
    assert " spacy" not in imported, "half of the start would go into it"
