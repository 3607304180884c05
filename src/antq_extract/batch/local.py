"""One machine: in this process, or in a pool of worker processes that survives their deaths."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, TimeoutError
from contextlib import contextmanager, suppress
from typing import Any

from antq_extract.batch.work import Reject, Result, Settings, over_time, process
from antq_extract.errors import AntqError
from antq_extract.readers.item import Item

#: A batch ends when it holds this many items or characters: large enough that sending it costs nothing, small enough
#: that cores finish together and an interruption loses little.
BATCH_ITEMS = 32
BATCH_SIZE = 200_000
#: Batches under way for each worker. With more, memory grows; with fewer, workers wait.
_AHEAD = 3
#: So many items, and characters in all, are done before a pool has started.
_FEW, _SHORT = 4, 50_000
_REBUILDS = 5
_LATE, _DIED, _BROKEN = "late", "died", "broken"


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items cut into batches; where the cuts fall depends on nothing but the items."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.size
        if len(batch) >= BATCH_ITEMS or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def run_here(items: Iterable[Item], settings: Settings) -> Iterator[tuple[int, Result]]:
    """``(number of items, result)`` for each batch, in this process."""
    for batch in batches(items):
        yield len(batch), process(batch, settings)


def run_cores(items: Iterable[Item], settings: Settings, cores: int) -> Iterator[tuple[int, Result]]:
    """The same on all cores; what a process of its own would not pay for (an article or a few) in this process."""
    items = iter(items)
    first = list(itertools.islice(items, _FEW + 1))
    if cores == 1 or (len(first) <= _FEW and sum(item.size for item in first) <= _SHORT):
        return run_here(itertools.chain(first, items), settings)
    return run_pool(itertools.chain(first, items), settings, cores)


def run_pool(items: Iterable[Item], settings: Settings, workers: int) -> Iterator[tuple[int, Result]]:
    """The same from a pool of ``workers`` processes, in the order of the items.

    A batch whose worker dies, or that hangs, is done again article by article; only an article that does so on its
    own as well is set aside.
    """
    waiting: deque[tuple[list[Item], Any]] = deque()
    cut = batches(items)
    first = list(itertools.islice(cut, workers))
    workers = max(1, min(workers, len(first)))
    pool = _Pool(settings, workers)
    try:
        pool.start()
        for batch in itertools.chain(first, cut):
            waiting.append((batch, pool.schedule(batch)))
            if len(waiting) >= workers * _AHEAD + 1:
                yield _next(pool, waiting)
        while waiting:
            yield _next(pool, waiting)
    finally:
        pool.stop()


def _next(pool: _Pool, waiting: deque[tuple[list[Item], Any]]) -> tuple[int, Result]:
    while True:
        batch, future = waiting[0]
        result, state = pool.outcome(future)
        if state == _BROKEN:
            pool.rebuild()
            again = [items for items, _ in waiting]
            waiting.clear()
            waiting.extend((items, pool.schedule(items)) for items in again)
            continue
        waiting.popleft()
        if state == _LATE and len(batch) == 1:
            result = pool.late(batch[0])
        return len(batch), result if result is not None else pool.one_by_one(batch)


class _Pool:
    """pebble's pool, its workers forked from a server process that holds the loaded model."""

    def __init__(self, settings: Settings, workers: int):
        self._settings, self._workers = settings, workers
        self._pool: Any = None
        self._rebuilt = 0
        # The guard inside the worker is the first line; the pool kills what that cannot stop.
        self._batch_limit = settings.time_limit * 2 + 4
        self._article_limit = settings.time_limit + 2

    def start(self) -> None:
        from pebble import ProcessPool

        self._pool = ProcessPool(
            max_workers=self._workers, initializer=_prepare, initargs=(self._settings,), context=start_server(self._settings.extractor, self._settings.pack)
        )

    def schedule(self, items: list[Item]) -> Any:
        """Send a batch off; returns its future."""
        return self._send(items, self._batch_limit if len(items) > 1 else self._article_limit)

    def _send(self, items: list[Item], limit: float) -> Any:
        try:
            return self._pool.schedule(process, args=(items, self._settings), timeout=limit)
        except RuntimeError:
            return None  # the pool is broken: seen when the outcome is asked for

    def outcome(self, future: Any) -> tuple[Result | None, str]:
        """What came back, or ``None`` and why: the clock or a death ended it, or the pool as a whole is broken."""
        from pebble import ProcessExpired

        if future is None:
            return None, _BROKEN
        try:
            return future.result(), ""
        except TimeoutError:
            return None, _LATE
        except (ProcessExpired, MemoryError):
            return None, _DIED
        except (CancelledError, OSError, RuntimeError):
            return None, _BROKEN

    def late(self, item: Item) -> Result:
        """An item that was not done in time."""
        return Result(rejects=[Reject(item.place, item.id, over_time(self._settings.time_limit))])

    def one_by_one(self, items: list[Item]) -> Result:
        """The batch again, each article a task of its own; set aside are those that fail alone."""
        from pebble import ProcessExpired

        whole = Result()
        for item in items:
            for attempt in (1, 2):
                future = self._send([item], self._article_limit)
                try:
                    if future is None:
                        raise RuntimeError
                    whole.add(future.result())
                    break
                except TimeoutError:
                    whole.add(self.late(item))
                    break
                except ProcessExpired as error:
                    reason = f"the worker died on it {attempt} times ({_cause(error.exitcode)})"
                except MemoryError:
                    reason = "not enough memory for it"
                except (CancelledError, OSError, RuntimeError):
                    reason = "the worker pool broke on it"
                    self.rebuild()
            else:
                whole.rejects.append(Reject(item.place, item.id, reason))
        return whole

    def rebuild(self) -> None:
        """Start a new pool where the old one cannot go on."""
        self._rebuilt += 1
        if self._rebuilt > _REBUILDS:
            raise AntqError("the worker processes keep dying; run with --workers 1 to see why")
        self.stop()
        self.start()

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None


def _cause(exit_code: int) -> str:
    if exit_code < 0:
        try:
            return f"signal {signal.Signals(-exit_code).name}; out of memory?"
        except ValueError:
            pass
    return f"exit status {exit_code}"


def _prepare(settings: Settings) -> None:
    """Load the model when a worker starts, so that no article's time limit pays for it."""
    from antq_extract.batch.extractor import warm_up

    with suppress(Exception):  # the first task raises it again, where the main process can see it
        warm_up(settings.extractor, settings.pack)


def start_server(extractor: str, pack: str) -> Any:
    """A fork server that loads the model: workers share its memory and start at once, also after a death.

    Returns the multiprocessing context that forks from it, before the model is loaded. Where there are no fork
    servers (Windows), workers are spawned.
    """
    import multiprocessing
    from multiprocessing import forkserver

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["antq_extract.batch.preload"])
    with _inherited(extractor, pack):
        forkserver.ensure_running()
    return context


@contextmanager
def _inherited(extractor: str, pack: str) -> Iterator[None]:
    """What the fork server and all workers take over from the moment when it is started.

    Interrupts are ignored: Ctrl-C is for the main process to handle. Standard error is closed, since what a dying
    worker says there is noise to the user (``ANTQ_DEBUG=1`` keeps it). The module path is given in the environment,
    because Python 3.11 does not pass it on.
    """
    before = {name: os.environ.get(name) for name in ("PYTHONPATH", "ANTQ_PRELOAD")}
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    os.environ["ANTQ_PRELOAD"] = f"{extractor}\n{pack}"
    main = threading.current_thread() is threading.main_thread()
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    errors = None
    if not os.environ.get("ANTQ_DEBUG"):
        errors = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    try:
        yield
    finally:
        if errors is not None:
            os.dup2(errors, 2)
            os.close(errors)
        if main:
            signal.signal(signal.SIGINT, interrupt)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
