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
_TICKS = os.sysconf("SC_CLK_TCK")
ANTQ = [sys.executable, "-m", "antq_extract.cli.main"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of real time, seconds of CPU time, and the peak of memory in MiB (0 where it was not watched).

    CPU time counts the command and all processes that it waited for; where memory is watched, all processes of its session, read
    four times a second. Memory is the sum of their proportional set sizes (PSS), so that memory shared after a fork counts once.
    """

    wall: float
    cpu: float
    memory: float = 0.0


def environment() -> dict[str, str]:
    """The environment for commands: the source tree of this repository comes first."""
    paths = [str(ROOT / "src"), str(ROOT / "models"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}


def run(command: Sequence[str], watch: bool = False, accept: tuple[int, ...] = (0, 1)) -> Cost:
    """Run ``command`` to its end.

    Raises:
        RuntimeError: its exit status is not one of ``accept``.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        list(command), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    peak = _Peak(process.pid) if watch else None
    assert process.stderr is not None
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        raise RuntimeError(f"{' '.join(command)}: status {process.returncode}\n{error.decode()[-2000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    if peak is None:
        return Cost(wall, cpu)
    peak.stop()
    return Cost(wall, max(cpu, peak.cpu), peak.memory)


def median(measure: Callable[[], float], times: int) -> float:
    """The median of several measurements."""
    return statistics.median(measure() for _ in range(times))


class _Peak:
    """Watches the memory and CPU time of a session of processes from a thread."""

    def __init__(self, session: int, every: float = 0.25):
        self._session, self._every = session, every
        self.memory = 0.0
        self._cpu: dict[str, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(self._every):
            memory = 0
            for process in Path("/proc").glob("[0-9]*"):
                pss, cpu = _usage(process, self._session)
                memory += pss
                if cpu:
                    self._cpu[process.name] = max(cpu, self._cpu.get(process.name, 0.0))
            self.memory = max(self.memory, memory / 1024)

    @property
    def cpu(self) -> float:
        """Seconds of all processes together."""
        return sum(self._cpu.values())

    def stop(self) -> None:
        """Ends the watching."""
        self._done.set()
        self._thread.join()


def _usage(process: Path, session: int) -> tuple[int, float]:
    """KiB and CPU seconds of a process if it belongs to ``session``, else nothing."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        if int(fields[3]) != session:
            return 0, 0.0
        cpu = (int(fields[11]) + int(fields[12])) / _TICKS
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]), cpu
    except (OSError, ValueError, IndexError):
        pass
    return 0, 0.0
