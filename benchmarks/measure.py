"""Running a command and measuring it: time, CPU time, and peak memory of all its processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANTQ = [sys.executable, "-m", "antq_extract.cli.main"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of real time, seconds of CPU time, and the peak of memory in MiB (0 where it was not watched).

    CPU time counts the command and all processes that it waited for; memory is the sum of the proportional set sizes
    (PSS) of the command and its descendants, so that memory shared after a fork counts once.
    """

    wall: float
    cpu: float
    memory: float = 0.0


def environment() -> dict[str, str]:
    """The environment for commands: the source tree of this repository comes first."""
    paths = [str(ROOT / "src"), str(ROOT / "models"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}


def run(command: Sequence[str], watch_memory: bool = False, accept: tuple[int, ...] = (0, 1)) -> Cost:
    """Run ``command`` to its end.

    Raises:
        RuntimeError: its exit status is not one of ``accept``.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        list(command), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    peak = _Peak(process.pid) if watch_memory else None
    assert process.stderr is not None
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        raise RuntimeError(f"{' '.join(command)}: status {process.returncode}\n{error.decode()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak.stop() if peak else 0.0)


def median(measure: Callable[[], float], times: int) -> float:
    """The median of several measurements."""
    return statistics.median(measure() for _ in range(times))


class _Peak:
    """Watches the memory of a session of processes from a thread."""

    def __init__(self, session: int, every: float = 0.25):
        self._session, self._every = session, every
        self._peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(self._every):
            self._peak = max(self._peak, sum(_pss(p, self._session) for p in Path("/proc").glob("[0-9]*")) / 1024)

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self._peak


def _pss(process: Path, session: int) -> int:
    """KiB of a process if it belongs to ``session``, else 0."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        if int(fields[3]) != session:
            return 0
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return 0
