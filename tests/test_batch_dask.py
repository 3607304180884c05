"""The cluster engine: same rows, same order, same ids as the local run; deaths lose nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from test_run import antq, rows
from test_run_interrupted import ENVIRONMENT, _session, rejects, start, write

pytest.importorskip("distributed")

from antq_extract.batch.dask_engine import PART_ITEMS


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Articles of several forms for some partitions, and the local run's outputs."""
    folder = tmp_path_factory.mktemp("kho")
    news = folder / "tin"
    news.mkdir()
    texts = [f"Bản {n}: {n} con dê; =3 và {n}/7" + (" SLOW" if n % 80 == 0 else "") for n in range(PART_ITEMS * 3 + 10)]
    texts[5], texts[300] = "", "FAIL"
    write(news / "a.jsonl", texts)
    (news / "b.html").write_text(f"<html><body><article><p>{'Xã có 5 trường học và 9 trạm. ' * 9}</p></article></body></html>")
    outputs = {}
    for form in ("csv", "jsonl"):
        outputs[form] = folder / f"local.{form}"
        done = antq("run", news, "-o", outputs[form], "--articles", folder / f"articles.{form}")
        assert done.returncode == 1, done.err
    return news, outputs


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_same_bytes_as_the_local_run(archive, tmp_path, form):
    news, outputs = archive
    out = tmp_path / f"o.{form}"
    done = antq("run", news, "-o", out, "--articles", tmp_path / f"a.{form}", "--engine", "dask", "--workers", "2")
    assert done.returncode == 1, done.err
    assert out.read_bytes() == outputs[form].read_bytes()
    assert (tmp_path / f"a.{form}").read_bytes() == outputs[form].with_name(f"articles.{form}").read_bytes()
    assert rejects(out) == rejects(outputs[form])
    assert not Path(f"{out}.partial").exists()


def test_parquet_is_a_folder_of_partitions(archive, tmp_path):
    import pyarrow.parquet as pq

    news, outputs = archive
    out = tmp_path / "o.parquet"
    out.mkdir()
    (out / "part-00009.parquet").touch()  # of an earlier run
    refused = antq("run", news, "-o", out, "--engine", "dask", "--workers", "1")
    assert refused.returncode == 2
    assert "exists: choose another name" in refused.err
    assert antq("run", news, "-o", out, "--engine", "dask", "--workers", "1", "--overwrite").returncode == 1
    assert [p.name for p in out.iterdir()] == ["part-00000.parquet"]
    table = pq.read_table(out)
    assert table["figure_id"].to_pylist() == [r["figure_id"] for r in rows(outputs["csv"])]
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["resources"][0]["path"] == ["o.parquet/part-00000.parquet"]


def test_a_killed_worker_and_bad_articles_lose_nothing_else(tmp_path):
    texts = [f"Xã {n} có {n} hộ" for n in range(60)]
    texts[20], texts[21], texts[40] = "DIE 1", f"ONCE:{tmp_path}/mark 7", "LOOP 3"
    out = tmp_path / "o.csv"
    source = write(tmp_path / "a.jsonl", texts)
    done = antq("run", source, "-o", out, "--engine", "dask", "--workers", "2", "--time-limit", "0.5")
    assert done.returncode == 1, done.err
    assert rejects(out) == {
        "b20": "the cluster's workers died on it",
        "b40": "over the time limit of 0.5 s; raise it with --time-limit",
    }
    kept = dict.fromkeys(r["article_id"] for r in rows(out))
    assert list(kept) == [f"b{n}" for n in range(60) if n not in (20, 40)]


def test_interrupted_and_resumed(archive, tmp_path):
    news, outputs = archive
    out = tmp_path / "o.csv"
    process = start("run", news, "-o", out, "--engine", "dask", "--workers", "1")
    ledger = Path(f"{out}.partial/ledger.jsonl")
    while process.poll() is None and not (ledger.exists() and ledger.read_bytes().count(b"{") > 2):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    error = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130, error
    assert "Traceback" not in error, error
    for _ in range(100):
        alive = [p for p in Path("/proc").glob("[0-9]*/stat") if _session(p) == process.pid]
        if not alive:
            break
        time.sleep(0.05)
    assert not alive
    assert antq("run", news, "-o", out, "--resume", "--workers", "1").returncode == 1  # on another engine
    assert out.read_bytes() == outputs["csv"].read_bytes()


def test_a_running_cluster_is_found_by_its_address(archive, tmp_path):
    news, outputs = archive
    head = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(tmp_path / "scheduler.json")],
        env=ENVIRONMENT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    worker = None
    try:
        while not (tmp_path / "scheduler.json").exists():
            assert head.poll() is None
            time.sleep(0.05)
        time.sleep(0.2)
        address = json.loads((tmp_path / "scheduler.json").read_text())["address"]
        worker = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
             "--local-directory", str(tmp_path)],
            env=ENVIRONMENT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        out = tmp_path / "o.csv"
        done = antq("run", news, "-o", out, "--engine", "dask", "--scheduler", address)
        assert done.returncode == 1, done.err
        assert out.read_bytes() == outputs["csv"].read_bytes()
    finally:
        for process in (worker, head):
            if process is not None:
                process.terminate()
                process.wait(10)


def test_a_cluster_that_is_not_there(archive, tmp_path, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    done = antq("run", archive[0], "-o", tmp_path / "o.csv", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "--scheduler tcp://127.0.0.1:1: the cluster cannot be reached" in done.err
    assert not list(tmp_path.iterdir())
