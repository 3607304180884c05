"""A cluster: partitions of articles done by Dask workers, local or remote.

The main process reads the inputs, writes them as Parquet partitions and puts the results together in their order;
workers read and write partitions. Only their names and counts travel through Dask, so the folder of the output must
be on a file system that all workers see.
"""

from __future__ import annotations

import logging
import shutil
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from antq_extract.batch.local import start_server
from antq_extract.batch.parts import PartSummary, do_part, result_of, write_items
from antq_extract.batch.work import Reject, Result, Settings
from antq_extract.errors import UsageError
from antq_extract.readers.item import Item

#: Items and characters of a partition.
PART_ITEMS = 256
PART_SIZE = 4_000_000
_AHEAD = 3
#: Seconds without an answer after which the local cluster is asked for workers that it has lost.
_PATIENCE = 20.0
#: How often a partition may lose its worker before its articles are done one by one.
_DEATHS = 2


class LoadModel:
    """Loads the model when a worker joins the cluster, so that no article's time limit pays for it."""

    name = "antq-extract"

    def __init__(self, settings: Settings):
        self.settings = settings

    def setup(self, worker: Any) -> None:
        from antq_extract.batch.extractor import warm_up

        warm_up(self.settings.extractor, self.settings.pack)

    def teardown(self, worker: Any) -> None:
        """Nothing is held."""


def run_dask(
    items: Iterable[Item], settings: Settings, workers: int, folder: Path, scheduler: str = ""
) -> Iterator[tuple[int, Result]]:
    """``(number of items, result)`` for each partition, in the order of the items.

    Args:
        items: the inputs.
        settings: for the workers.
        workers: processes of the local cluster.
        folder: for the partitions; it must exist, and all workers must see it by the same path.
        scheduler: address of a running cluster; a local one is started where it is empty.

    Raises:
        UsageError: Dask is not installed, or the cluster cannot be reached.
    """
    folder = folder.absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    waiting: deque[tuple[int, int, Any]] = deque()
    with _client(settings, workers, scheduler) as (client, revive):
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        for number, part in enumerate(_parts(items)):
            source, target = _names(folder, number)
            write_items(part, source)
            future = client.submit(do_part, str(source), str(target), settings, pure=False, key=f"antq-{number:08}")
            waiting.append((number, len(part), future))
            if len(waiting) > ahead:
                yield _next(client, revive, waiting, folder, settings)
        while waiting:
            yield _next(client, revive, waiting, folder, settings)
    shutil.rmtree(folder, ignore_errors=True)


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    part: list[Item] = []
    size = 0
    for item in items:
        part.append(item)
        size += item.size
        if len(part) >= PART_ITEMS or size >= PART_SIZE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _names(folder: Path, number: int) -> tuple[Path, Path]:
    return folder / f"items-{number:08}.parquet", folder / f"figures-{number:08}.parquet"


def _next(
    client: Any, revive: Callable[[], None], waiting: deque[tuple[int, int, Any]], folder: Path, settings: Settings
) -> tuple[int, Result]:
    number, count, future = waiting.popleft()
    source, target = _names(folder, number)
    summary = _outcome(future, revive)
    if summary is None:
        result = _one_by_one(client, revive, source, target, count, settings)
    else:
        result = result_of(target, summary, settings)
    for path in folder.glob(f"*-{number:08}*"):
        path.unlink(missing_ok=True)
    return count, result


def _outcome(future: Any, revive: Callable[[], None]) -> PartSummary | None:
    """What the worker told; ``None`` where the partition killed its workers."""
    from distributed.scheduler import KilledWorker

    try:
        while True:
            try:
                return future.result(timeout=_PATIENCE)
            except TimeoutError:
                if future.done():
                    raise
                revive()
    except KilledWorker:
        return None
    finally:
        future.release()


def _one_by_one(
    client: Any, revive: Callable[[], None], source: Path, target: Path, count: int, settings: Settings
) -> Result:
    """A partition that kills its workers, each item a task of its own; set aside are those that still do."""
    from antq_extract.batch.parts import read_items

    whole = Result()
    items = read_items(source)
    for start in range(0, count, 16):
        sent = []
        for n in range(start, min(start + 16, count)):
            out = target.with_name(f"figures-{target.stem.split('-')[1]}-{n:04}.parquet")
            key = f"antq-{target.stem}-{n:04}"
            sent.append((n, out, client.submit(do_part, str(source), str(out), settings, n, pure=False, key=key)))
        for n, out, future in sent:
            summary = _outcome(future, revive)
            if summary is None:  # it may have stood beside the culprit: once more, alone
                summary = _outcome(client.submit(do_part, str(source), str(out), settings, n, pure=False), revive)
            if summary is None:
                whole.rejects.append(Reject(items[n].place, items[n].id, "the cluster's workers died on it"))
            else:
                whole.add(result_of(out, summary, settings))
    return whole


@contextmanager
def _client(settings: Settings, workers: int, scheduler: str) -> Iterator[tuple[Any, Callable[[], None]]]:
    """A client of the running cluster, or of a local one that ends with it; and what starts workers of the local one again.

    Dask gives a killed worker up if its successor is not there within ``lost-worker-timeout``, 15 s by default; on a busy machine that
    left a local cluster without workers, and the run waited for ever.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
        from distributed.diagnostics.plugin import WorkerPlugin
    except ImportError as error:
        raise UsageError(f"--engine dask needs the package {error.name}: pip install 'antq-extract[dask]'") from None
    plugin = type("LoadModel", (LoadModel, WorkerPlugin), {})(settings) if scheduler else None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    options = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.deploy.lost-worker-timeout": "5 minutes",
        "distributed.worker.multiprocessing-method": "forkserver",
        "distributed.worker.profile.enabled": False,
    }
    with dask.config.set(options):
        cluster = None
        try:
            if scheduler:
                client = Client(scheduler)
            else:
                start_server(settings.extractor, settings.pack)
                with warnings.catch_warnings():
                    warnings.filterwarnings("ignore", "Port .* is already in use", UserWarning)  # it takes another
                    cluster = LocalCluster(
                        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                    )
                client = Client(cluster)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"--scheduler {scheduler or 'local'}: the cluster cannot be reached: {error}") from None
        try:
            if plugin is not None:
                client.register_plugin(plugin)
            yield client, (lambda: cluster.scale(workers)) if cluster is not None else (lambda: None)
        finally:
            client.close(timeout=5)
            if cluster is not None:
                cluster.close(timeout=10)


def engine(workers: int, folder: Path, scheduler: str) -> Callable[[Iterator[Item], Settings], Iterator[tuple[int, Result]]]:
    """:func:`run_dask` as the run calls its engines."""
    return lambda items, settings: run_dask(items, settings, workers, folder, scheduler)
