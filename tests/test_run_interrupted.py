"""Deaths and interruptions, for real: workers killed, runs ended by signals, disks full; then resumed."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from test_run import PATHS, antq, rows

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS), "COLUMNS": "200", "NO_COLOR": "1"}


def write(path: Path, texts: list[str]) -> Path:
    lines = (json.dumps({"id": f"b{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(texts))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def rejects(out: Path) -> dict[str, str]:
    with open(f"{out}.rejected.jsonl", encoding="utf-8") as handle:
        return {r["id"]: r["reason"] for r in map(json.loads, handle)}


def test_bad_articles_cost_only_themselves(tmp_path):
    """One kills its worker each time, one only once, one never comes back, one loops, one raises."""
    texts = [f"Xã {n} có {n} hộ" for n in range(200)]
    texts[40], texts[41], texts[90] = "DIE 1", f"ONCE:{tmp_path}/mark 7", "HANG 2"
    texts[120], texts[150] = "LOOP 3", "FAIL 4"
    out = tmp_path / "o.csv"
    done = antq("run", write(tmp_path / "a.jsonl", texts), "-o", out, "--workers", "2", "--time-limit", "0.5")
    assert done.returncode == 1, done.err
    found = rejects(out)
    assert list(found) == ["b40", "b90", "b120", "b150"]
    assert found["b40"] == "the worker died on it 2 times (signal SIGKILL; out of memory?)"
    assert found["b90"] == found["b120"] == "over the time limit of 0.5 s; raise it with --time-limit"
    assert found["b150"] == "internal error, please report: ZeroDivisionError: made to fail"
    kept = [r["article_id"] for r in rows(out)]
    assert list(dict.fromkeys(kept)) == [f"b{n}" for n in range(200) if n not in (40, 90, 120, 150)]


def test_a_time_limit_in_this_process(tmp_path):
    out = tmp_path / "o.csv"
    source = write(tmp_path / "a.jsonl", ["1", "LOOP 2", "3"])
    assert antq("run", source, "-o", out, "--workers", "1", "--time-limit", "0.3").returncode == 1
    assert list(rejects(out)) == ["b1"]


def start(*arguments: str | Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    def begin() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if limit:
            limit()

    # A shell's background job ignores SIGINT and hands that on; in a terminal it is not so.
    return subprocess.Popen(
        [sys.executable, "-m", "standin", *map(str, arguments)], env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        start_new_session=True, preexec_fn=begin,
    )  # fmt: skip


def until_under_way(out: Path, process: subprocess.Popen[bytes], batches: int = 3) -> None:
    """Wait until some batches are written down."""
    ledger = Path(f"{out}.partial/ledger.jsonl")
    for _ in range(600):
        if ledger.exists() and ledger.read_bytes().count(b"{") > batches:
            return
        assert process.poll() is None, process.stderr.read().decode()
        time.sleep(0.02)
    raise AssertionError("the run did not get under way")


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """An archive that takes some seconds, with rejects in it, and the output of an undisturbed run."""
    folder = tmp_path_factory.mktemp("slow")
    texts = [f"Bản {n}: {n} con bò" + (" SLOW" if n % 10 == 0 else "") for n in range(640)]
    texts[37] = ""
    texts[500] = "FAIL"
    source = write(folder / "a.jsonl", texts)
    outputs = {}
    for form in ("csv", "parquet", "sqlite", "xlsx"):
        out = folder / f"clean.{form}"
        done = antq("run", source, "-o", out, "--articles", folder / "clean.articles.csv", "--overwrite")
        assert done.returncode == 1, done.err
        outputs[form] = out
    return source, outputs


@pytest.mark.parametrize(
    ("how", "group", "workers", "form", "times"),
    [
        (signal.SIGINT, True, 2, "sqlite", 1),  # Ctrl-C in a terminal goes to the workers too
        (signal.SIGINT, False, 1, "csv", 1),
        (signal.SIGTERM, False, 2, "parquet", 1),
        (signal.SIGKILL, False, 2, "csv", 2),
        (signal.SIGKILL, True, 2, "xlsx", 1),
    ],
)
def test_resumed_output_is_that_of_an_undisturbed_run(slow, tmp_path, how, group, workers, form, times):
    source, outputs = slow
    clean = outputs[form]
    out = tmp_path / f"o.{form}"
    arguments = ("run", source, "-o", out, "--articles", tmp_path / "a.csv", "--workers", str(workers))
    for attempt in range(times):
        process = start(*arguments, *(["--resume"] if attempt else []))
        until_under_way(out, process, 3 + 4 * attempt)
        (os.killpg if group else os.kill)(process.pid, how)
        error = process.communicate(timeout=20)[1].decode()
        assert process.returncode == (-how if how == signal.SIGKILL else 130), error
        assert "Traceback" not in error, error
        if how != signal.SIGKILL:
            assert "interrupted; go on with the same command and --resume" in error
        assert not out.exists()
    with open(f"{out}.partial/figures", "ab") as handle:
        handle.write(b"half a row")  # as a kill between a write and its entry in the ledger leaves it
    done = antq(*arguments, "--resume")
    assert done.returncode == 1, done.err
    assert "went on after " in done.err
    assert out.read_bytes() == clean.read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == clean.with_name("clean.articles.csv").read_bytes()
    assert Path(f"{out}.rejected.jsonl").read_bytes() == Path(f"{clean}.rejected.jsonl").read_bytes()
    assert not Path(f"{out}.partial").exists()
    if times == 2:
        again = antq(*arguments, "--resume")
        assert again.returncode == 1
        assert "is complete already" in again.err


def test_workers_do_not_outlive_a_killed_run(slow, tmp_path):
    source, _ = slow
    out = tmp_path / "o.csv"
    process = start("run", source, "-o", out, "--workers", "2")
    until_under_way(out, process)
    process.kill()
    process.wait()
    for _ in range(200):
        alive = [p for p in Path("/proc").glob("[0-9]*/stat") if _session(p) == process.pid]
        if not alive:
            return
        time.sleep(0.05)
    raise AssertionError(f"still alive: {alive}")


def _session(stat: Path) -> int:
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return -1
    return -1 if fields[0] == "Z" else int(fields[3])


def test_a_worker_killed_from_outside_loses_nothing(slow, tmp_path):
    source, outputs = slow
    out = tmp_path / "o.csv"
    process = start("run", source, "-o", out, "--workers", "2")
    until_under_way(out, process)
    children = [int(p.parent.name) for p in Path("/proc").glob("[0-9]*/stat") if _session(p) == process.pid]
    workers = [c for c in children if _parent(c) in children and _parent(c) != process.pid]
    assert workers
    os.kill(workers[0], signal.SIGKILL)
    error = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 1, error
    assert out.read_bytes() == outputs["csv"].read_bytes()


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_full_disk_stops_the_run_and_leaves_it_resumable(slow, tmp_path):
    source, outputs = slow
    out = tmp_path / "o.csv"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))

    process = start("run", source, "-o", out, "--workers", "1", limit=limit)
    error = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, error
    assert "File too large; make room there and run again with --resume" in error
    assert not out.exists()
    assert antq("run", source, "-o", out, "--workers", "2", "--resume").returncode == 1
    assert out.read_bytes() == outputs["csv"].read_bytes()


@pytest.mark.parametrize("form", ["sqlite", "xlsx"])
def test_a_disk_that_fills_while_the_output_is_put_together(tmp_path, form):
    """The rows fit, the output does not: the run is over, only the last step is done again."""
    source = write(tmp_path / "a.jsonl", [f"Bản {n}: {n} con bò" for n in range(50)])
    clean, out = tmp_path / f"clean.{form}", tmp_path / f"o.{form}"
    assert antq("run", source, "-o", clean, "--workers", "1").returncode == 0

    size = {"sqlite": 70_000, "xlsx": 36_000}[form]  # the figures' lines take 35 kB

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    process = start("run", source, "-o", out, "--workers", "1", limit=limit)
    error = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, error
    assert "run again with --resume" in error
    assert antq("run", source, "-o", out, "--workers", "1", "--resume").returncode == 0
    assert out.read_bytes() == clean.read_bytes()


def test_copies_are_remembered_across_an_interruption(tmp_path):
    pytest.importorskip("datasketch")
    from test_batch_dedupe import story

    texts = [story(n % 40) + (" SLOW" if n % 8 == 0 else "") for n in range(200)]
    source = write(tmp_path / "a.jsonl", texts)
    clean, out = tmp_path / "clean.csv", tmp_path / "o.csv"
    arguments = ("run", source, "--dedupe", "--workers", "1")
    assert antq(*arguments, "-o", clean, "--articles", tmp_path / "clean.jsonl").returncode == 0
    process = start(*arguments, "-o", out, "--articles", tmp_path / "o.jsonl")
    until_under_way(out, process, 3)
    process.kill()
    process.communicate()
    assert antq(*arguments, "-o", out, "--articles", tmp_path / "o.jsonl", "--resume").returncode == 0
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "clean.jsonl").read_bytes()
    assert (tmp_path / "o.jsonl").read_text("utf-8").count('"duplicate_of":"b') == 160


def test_an_unfinished_run_is_not_overwritten_by_mistake(slow, tmp_path):
    source, outputs = slow
    out = tmp_path / "o.csv"
    process = start("run", source, "-o", out, "--workers", "1")
    until_under_way(out, process)
    process.send_signal(signal.SIGSTOP)  # under way until the others have been refused, however slow the machine
    for option in ("--resume", "--overwrite"):
        second = antq("run", source, "-o", out, option)
        assert second.returncode == 2
        assert "another run is writing there at this moment" in second.err
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=20)
    plain = antq("run", source, "-o", out)
    assert plain.returncode == 2
    assert "was interrupted: go on with it by --resume, or start afresh with --overwrite" in plain.err
    other = antq("run", source, "-o", out, "--resume", "--province", "Gia Lai")
    assert other.returncode == 2
    assert "cannot resume: --province changed since the run was interrupted" in other.err
    assert antq("run", source, "-o", out, "--overwrite").returncode == 1
    assert out.read_bytes() == outputs["csv"].read_bytes()


def test_resume_without_an_earlier_run_starts_one(tmp_path):
    out = tmp_path / "o.csv"
    assert antq("run", write(tmp_path / "a.jsonl", ["1", "2"]), "-o", out, "--resume").returncode == 0
    assert len(rows(out)) == 2
