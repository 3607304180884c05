"""One run from inputs to outputs: reads, hands batches to an engine, collects rows, publishes."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from antq_extract.batch import partial as kept
from antq_extract.batch.extractor import pack_facts
from antq_extract.batch.options import RunOptions
from antq_extract.batch.outputs import Outputs, plan_outputs
from antq_extract.batch.partial import Partial
from antq_extract.batch.publish import publish
from antq_extract.batch.told import Reading, Status, Summary
from antq_extract.batch.work import Reject, Result, Settings
from antq_extract.errors import AntqError, UsageError
from antq_extract.figure import SCHEMA_VERSION
from antq_extract.readers.ids import IdRegister
from antq_extract.readers.item import Item
from antq_extract.readers.limits import MEGABYTE, Limits
from antq_extract.readers.reading import read_items
from antq_extract.readers.sources import Sources, find_sources, printable
from antq_extract.schema import package_version
from antq_extract.writers import rows

Engine = Callable[[Iterator[Item], Settings], Iterator[tuple[int, Result]]]


class Stopped(AntqError):
    """The run could not go on (full disk, lost connection); what it has done is kept for ``--resume``."""


def run(
    options: RunOptions,
    show: Callable[[Status], None] = lambda status: None,
    aside: Callable[[Reject], None] = lambda reject: None,
) -> Summary:
    """Extract the figures of all inputs.

    Args:
        options: see :class:`RunOptions`.
        show: called after each batch.
        aside: called for each input that is set aside; where the output is a stream, nothing else tells of them.

    Returns:
        The counts for the summary.

    Raises:
        UsageError: the call is wrong; nothing was written.
        Stopped: the output cannot be written any further; resumable.
        KeyboardInterrupt: passed on; resumable.
    """
    options.check()
    outputs = plan_outputs(options)
    began = time.monotonic()
    if options.resume and outputs.figures and outputs.figures.exists() and not _is_dir(outputs.partial):
        return _already(outputs)
    if options.engine == "local" and options.worker_count > 1:
        from antq_extract.batch.local import start_server

        start_server(options.extractor, options.pack)  # it loads the model while the inputs are looked at
    found = find_sources(options.inputs, options.input_format, outputs.names())
    one = _Run(options, outputs, found, show, aside)
    summary = one.go()
    summary.seconds = time.monotonic() - began
    return summary


def _is_dir(path: Path | None) -> bool:
    return path is not None and path.is_dir()


def _already(outputs: Outputs) -> Summary:
    summary = Summary(already=True)
    if outputs.rejected is not None and outputs.rejected.exists():
        with open(outputs.rejected, "rb") as handle:
            summary.rejects = sum(1 for _ in handle)
        summary.rejected = outputs.rejected
    return summary


class _Run:
    def __init__(self, options: RunOptions, outputs: Outputs, found: Sources, show: Any, aside: Any):
        self.options, self.outputs, self.found = options, outputs, found
        self.show, self.aside = show, aside
        self.pack = pack_facts(options.pack)
        self.ids = IdRegister()
        self.status = Status()
        self.summary = Summary(passed_over=found.passed_over)
        self.settings = Settings(
            options.pack,
            options.extractor,
            options.time_limit,
            outputs.figure_lines,
            outputs.article_lines,
            options.dedupe,
        )
        self.reading = Reading(sum(s.size for s in found.files))
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._stream: Any = None
        self._copies: Any = None
        self.partial = self._plan_partial()

    def _plan_partial(self) -> Partial:
        headers = {kept.REJECTS: b""}
        if self.outputs.figures is not None:
            headers[kept.FIGURES] = rows.figures_header(self.outputs.figure_lines, self.options.bom)
        if self.outputs.article_lines:
            headers[kept.ARTICLES] = rows.articles_header(self.outputs.article_lines, self.options.dedupe)
        if self.options.dedupe:
            headers[kept.SIGNATURES] = b""
        folder = self.outputs.partial
        if folder is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="antq-")
            folder = Path(self._temporary.name) / "partial"
        return Partial(folder, self._state(), headers)

    def _state(self) -> dict[str, Any]:
        """All that the rows depend on: it must not change between an interruption and its resumption."""
        o = self.options
        return {
            "inputs": [[s.name, s.size, s.format, s.compression] for s in self.found.files],
            "output": [self.outputs.form, self.outputs.article_lines, o.dedupe, o.bom],
            "--province": o.province,
            "--pack": [self.pack.name, self.pack.version, self.pack.digest, o.extractor],
            "--size-limit": o.size_limit,
            "--time-limit": o.time_limit,
            "version": [SCHEMA_VERSION, package_version()],
        }

    def go(self) -> Summary:
        try:
            if self.options.resume and self.partial.folder.is_dir():
                self.partial.resume()
            else:
                self.partial.start()
        except OSError as error:
            raise _wont_write(self.partial.folder, error, resumable=False) from None
        self.summary.resumed_at = self.partial.progress.items
        self.summary.articles_before = self.partial.progress.articles
        try:
            if not self.partial.progress.complete:
                self._all_batches()
            publish(self.partial, self.outputs, self.options, self.pack)
        except (OSError, sqlite3.Error) as error:
            raise self._stopped(error) from None
        except UsageError:
            if not self.partial.progress.items:
                self.partial.remove()  # the call was wrong after all: leave nothing behind
            raise
        finally:
            self.partial.close()
            self.ids.close()
            if self._temporary is not None:
                self._temporary.cleanup()
        return self._summary()

    def _stopped(self, error: OSError | sqlite3.Error) -> BaseException:
        if self._stream is not None and isinstance(error, BrokenPipeError):
            return error
        where = self.outputs.figures or Path(self.outputs.stream)
        return _wont_write(where, error, resumable=self.outputs.figures is not None)

    def _all_batches(self) -> None:
        if self.outputs.figures is None:
            name = self.outputs.stream
            self._stream = sys.stdout.buffer if name == "-" else open(name, "wb")  # noqa: SIM115
            self._stream.write(rows.figures_header(self.outputs.figure_lines, self.options.bom))
        if self.options.dedupe:
            from antq_extract.batch.dedupe import CopyIndex

            self._copies = CopyIndex()
            with open(self.partial.path(kept.SIGNATURES), "rb") as handle:
                self._copies.load(handle)
        try:
            items = self._items()
            for count, result in self._engine()(items, self.settings):
                self._take(count, result)
        finally:
            if self._stream is not None and self._stream is not sys.stdout.buffer:
                self._stream.close()
        if self._stream is sys.stdout.buffer:
            self._stream.flush()
        self.partial.finish()

    def _engine(self) -> Engine:
        from antq_extract.batch import local

        workers = self.options.worker_count
        if self.options.engine == "dask":
            from antq_extract.batch.dask_engine import engine

            return engine(workers, self.partial.path("parts"), self.options.scheduler)
        if workers == 1:
            return local.run_here
        if not self.options.workers:
            return lambda items, settings: local.run_cores(items, settings, workers)
        return lambda items, settings: local.run_pool(items, settings, workers)

    def _items(self) -> Iterator[Item]:
        limits = Limits(int(self.options.size_limit * MEGABYTE))
        items = read_items(self.found.files, limits, self.options.province, self.reading.count_bytes, self.ids)
        done = self.partial.progress.items
        return self.reading.marked(items, done)

    def _take(self, count: int, result: Result) -> None:
        """Write down what came back for the next ``count`` items."""
        progress = self.partial.progress
        pieces = {kept.REJECTS: b"".join(_reject_line(r) for r in result.rejects)}
        if self._stream is not None:
            self._stream.write(result.figures)
        else:
            pieces[kept.FIGURES] = result.figures
        if self._copies is not None:
            pieces.update(self._with_copies(result))
        elif self.outputs.article_lines:
            pieces[kept.ARTICLES] = result.articles
        progress.items += count
        progress.articles += result.article_count
        progress.figures += result.figure_count
        progress.rejects += len(result.rejects)
        self.partial.append(pieces)
        for reject in result.rejects:
            self.aside(reject)
        s = self.status
        s.articles, s.figures, s.rejects = progress.articles, progress.figures, progress.rejects
        s.share = self.reading.share(progress.items)
        self.show(s)

    def _with_copies(self, result: Result) -> dict[str, bytes]:
        from antq_extract.batch.dedupe import packed

        line = rows.ARTICLE_LINES[self.outputs.article_lines]
        articles, signatures = [], []
        for cells, signed in result.cells:
            original = self._copies.original_of(signed)
            if original:
                self.partial.progress.duplicates += 1
            else:
                self._copies.add(cells["id"], signed)
                signatures.append(packed(cells["id"], signed))
            articles.append(line({**cells, "duplicate_of": original}))
        return {kept.ARTICLES: b"".join(articles), kept.SIGNATURES: b"".join(signatures)}

    def _summary(self) -> Summary:
        progress, summary = self.partial.progress, self.summary
        summary.articles, summary.figures = progress.articles, progress.figures
        summary.rejects, summary.duplicates = progress.rejects, progress.duplicates
        summary.renamed = self.ids.renamed
        summary.rejected = self.outputs.rejected if progress.rejects else None
        return summary


def _reject_line(reject: Reject) -> bytes:
    return (json.dumps(asdict(reject), ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _wont_write(path: Path, error: OSError | sqlite3.Error, resumable: bool) -> Stopped:
    reason = getattr(error, "strerror", None) or str(error)
    shown = printable(str(getattr(error, "filename", None) or path))
    hint = "make room there and run again with --resume" if resumable else "nothing was kept; write elsewhere"
    return Stopped(f"cannot write {shown}: {reason}; {hint}")


