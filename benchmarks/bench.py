"""Measures the targets for archives side by side and writes ``benchmarks/RESULTS.md``; with ``--only`` the other lines stay.

usage: python benchmarks/bench.py [ARCHIVE] [--articles N] [--scale S] [--times T] [--only NAME ...]

ARCHIVE is any input of ``antq-extract run``; without it ``ANTQ_ARCHIVE`` is taken, else the corpus of this repository.
``--articles`` takes only the first N of it; ``--scale 0.01`` shrinks the runs of 10,000, 20,000 and 100,000 articles.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import data
from measure import ANTQ, ROOT, Cost, environment, run

_TOKENIZE = """
import json, sys, time
from underthesea import word_tokenize
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
word_tokenize("một hai")
began = time.process_time()
for text in texts:
    word_tokenize(text)
print(time.process_time() - began)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results."""

    what: str
    target: str
    measured: str
    met: bool
    detail: str = ""


class Bench:
    """The measurements; each is a generator of rows."""

    def __init__(self, articles: list[dict[str, str]], folder: Path, scale: float, times: int):
        self.articles, self.folder, self.scale, self.times = articles, folder, scale, times
        self.archive = data.write(articles, folder / "archive.jsonl")

    def extract(self, source: Path, *options: str, workers: int = 1, watch: bool = False) -> Cost:
        """The cost of ``antq-extract run``."""
        out = self.folder / "out.csv"
        return run([*ANTQ, "run", str(source), "-o", str(out), "--overwrite", "-q", "--workers", str(workers), *options], watch)

    @staticmethod
    def tokenize(source: Path) -> float:
        """CPU seconds of ``underthesea.word_tokenize`` over the texts of ``source``, start-up aside."""
        done = subprocess.run(
            [sys.executable, "-c", _TOKENIZE, str(source)], env=environment(), capture_output=True, check=True, text=True
        )
        return float(done.stdout)

    def _share(self, source: Path) -> tuple[float, str]:
        """CPU of run / CPU of word_tokenize, median of pairs measured in turn."""
        pairs = [(self.extract(source).cpu, self.tokenize(source)) for _ in range(self.times)]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        size = source.stat().st_size / 1e6
        detail = f"{ours:.1f} s / {theirs:.1f} s over {size:.1f} MB ({ours / size * 1000:.0f} ms/MB)"
        return statistics.median(a / b for a, b in pairs), detail

    def cpu(self) -> Iterator[Row]:
        share, detail = self._share(self.archive)
        yield Row("CPU of `run` (one process, archive to CSV) / CPU of `word_tokenize`, same text", "≤ 0.40", f"{share:.2f}", share <= 0.40, detail)

    def plain(self) -> Iterator[Row]:
        source = data.write(data.without_figures(self.articles), self.folder / "plain.jsonl")
        share, detail = self._share(source)
        yield Row("the same on text with no figures at all", "≤ 0.10", f"{share:.2f}", share <= 0.10, detail)

    def _repeated(self, count: int) -> tuple[Path, int]:
        count = max(int(count * self.scale), 100)
        return data.write(data.repeated(self.articles, count), self.folder / f"{count}.jsonl"), count

    def growth(self) -> Iterator[Row]:
        cores = len(os.sched_getaffinity(0))
        costs = {}
        for size in (1_000, 10_000, 100_000):
            source, count = self._repeated(size)
            costs[size] = self.extract(source, workers=cores, watch=True)
            print(f"  {count:,} articles: {costs[size]}", file=sys.stderr)
            source.unlink()
        large, small = costs[100_000], costs[10_000]
        times, memory = large.cpu / small.cpu, large.memory / small.memory
        detail = ", ".join(f"{int(n * self.scale):,}: {c.cpu:.0f} s ({c.wall:.0f} s)" for n, c in costs.items())
        yield Row("CPU time (and real time) for 100,000 articles / for 10,000", "≤ 10.5", f"{times:.1f}", times <= 10.5, detail)
        detail = ", ".join(f"{int(n * self.scale):,}: {c.memory:.0f} MiB" for n, c in costs.items())
        yield Row("peak memory at 100,000 / at 10,000", "≤ 1.2", f"{memory:.2f}", memory <= 1.2, detail + " (PSS, all processes)")
        peak = large.memory
        yield Row("peak memory in all", "< 1.5 GiB", f"{peak / 1024:.2f} GiB", peak < 1536)

    def workers(self) -> Iterator[Row]:
        source, count = self._repeated(10_000)
        pairs = [(self.extract(source, workers=1).wall, self.extract(source, workers=2).wall) for _ in range(self.times)]
        speedup = statistics.median(a / b for a, b in pairs)
        one, two = (statistics.median(side) for side in zip(*pairs, strict=True))
        yield Row("two processes against one", "≥ 1.8 ×", f"{speedup:.2f} ×", speedup >= 1.8, f"{one:.1f} s, {two:.1f} s for {count:,} articles, start-up included")

    def engine(self) -> Iterator[Row]:
        small, few = self._repeated(100)
        large, count = self._repeated(20_000)
        ratios, details = [], []
        for _ in range(max(1, self.times // 2)):
            local = self.extract(large, workers=2).wall - self.extract(small, workers=2).wall
            dask = (
                self.extract(large, "--engine", "dask", workers=2).wall
                - self.extract(small, "--engine", "dask", workers=2).wall
            )
            ratios.append(dask / local)
            details.append(f"{dask:.1f} s / {local:.1f} s")
        ratio = statistics.median(ratios)
        detail = f"{'; '.join(details)} for {count:,} articles, less the time for {few:,}"
        yield Row("Dask, local cluster with 2 workers / local run", "≤ 1.3", f"{ratio:.2f}", ratio <= 1.3, detail)

    def cluster(self) -> Iterator[Row]:
        cores = len(os.sched_getaffinity(0))
        times = {}
        for size in (1_000, 10_000, 100_000):
            source, count = self._repeated(size)
            times[size] = self.extract(source, "--engine", "dask", workers=cores, watch=True)
            print(f"  {count:,} articles: {times[size]}", file=sys.stderr)
            source.unlink()
        _, middle, large = times.values()
        detail = ", ".join(f"{int(n * self.scale):,}: {c.cpu:.0f} s ({c.wall:.0f} s)" for n, c in times.items()) + ", start-up included"
        ratio = large.cpu / middle.cpu
        yield Row("Dask: CPU time (and real time) for 100,000 articles / for 10,000", "≤ 10.5", f"{ratio:.1f}", ratio <= 10.5, detail)

    def start(self) -> Iterator[Row]:
        short = self.folder / "short.txt"
        short.write_text("date 2024-05\nXã Thử có 12 hộ nhận 35 suất quà.", encoding="utf-8")
        help_time = statistics.median(run([*ANTQ, "--help"]).wall for _ in range(self.times))
        yield Row("start of `antq-extract --help`", "≤ 0.3 s", f"{help_time:.2f} s", help_time <= 0.3)
        one = statistics.median(self.extract(short, workers=0).wall for _ in range(self.times))
        yield Row("`run` on one short article", "≤ 2.5 s", f"{one:.2f} s", one <= 2.5)


NAMES = ("start", "cpu", "plain", "workers", "engine", "growth", "cluster")


def machine() -> str:
    """What it was measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        cpu = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        cpu = platform.processor() or "unknown processor"
    versions = ", ".join(f"{p} {metadata.version(p)}" for p in ("underthesea", "spacy", "pyarrow", "pebble"))
    return f"{cpu}, {len(os.sched_getaffinity(0))} cores; {platform.system()}; Python {platform.python_version()}; {versions}"


def kept(path: Path, rows: list[Row]) -> list[str]:
    """The lines of earlier results that were not measured anew."""
    if not path.exists():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and line[2:5] not in ("---", "wha")]
    return [line for line in lines if not any(line.startswith(f"| {row.what} |") for row in rows)]


def report(rows: list[Row], articles: int, size: float, scale: float, times: int, earlier: list[str]) -> str:
    """The results as Markdown."""
    lines = [
        "# Results",
        "",
        f"Written by `make bench`. {articles:,} articles, {size:.1f} MB of text; medians of {times}, ratios measured side by"
        f" side; {machine()}.",
        "",
    ]
    if scale != 1:
        lines += [f"**Shrunk**: the large runs had {scale:g} of their articles.", ""]
    lines += ["| what | target | measured | | detail |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {r.what} | {r.target} | {r.measured} | {'met' if r.met else '**missed**'} | {r.detail} |" for r in rows]
    lines += earlier
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?")
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "RESULTS.md")
    given = parser.parse_args()
    articles = list(data.read(data.archive_path(given.archive)))[: given.articles or None]
    size = sum(len(a["text"].encode()) for a in articles) / 1e6
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="antq-bench-") as folder:
        bench = Bench(articles, Path(folder), given.scale, given.times)
        for name in given.only:
            began = time.perf_counter()
            measure: Callable[[], Iterator[Row]] = getattr(bench, name)
            for row in measure():
                rows.append(row)
                print(f"{row.what}: {row.measured} (target {row.target}) {row.detail}", file=sys.stderr)
            print(f"  [{name}: {time.perf_counter() - began:.0f} s]", file=sys.stderr)
    given.out.write_text(report(rows, len(articles), size, given.scale, given.times, kept(given.out, rows)), encoding="utf-8")
    return 0 if all(r.met for r in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
