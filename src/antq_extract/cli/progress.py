"""How a long run shows itself: a bar in a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol

_LINE_EVERY = 5.0


class Status(Protocol):
    """Counts so far; ``share`` is the part of the input that has been read, 0 where that is not known."""

    articles: int
    figures: int
    rejects: int
    share: float


def remaining(seconds: float, share: float) -> str:
    """Time left as ``1:02:03``, going by the share done; ``?`` where it cannot be told yet."""
    if share <= 0.002 or seconds < 1:
        return "?"
    left = int(seconds / share - seconds)
    hours, rest = divmod(left, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class PlainLines(AbstractContextManager["PlainLines"]):
    """A line to standard error every five seconds."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()
        self._first: int | None = None

    def __call__(self, status: Status) -> None:
        now = time.monotonic()
        if self._first is None:
            self._first = status.articles
        if now - self._last < _LINE_EVERY:
            return
        self._last = now
        print(_text(status, now - self._began, self._first), file=sys.stderr, flush=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None


class Bar(AbstractContextManager["Bar"]):
    """A progress bar by rich."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._progress = Progress(
            BarColumn(bar_width=12),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            refresh_per_second=4,
            transient=True,
        )
        self._task: Any = None
        self._began = time.monotonic()
        self._first: int | None = None

    def __enter__(self) -> Bar:
        self._progress.start()
        self._task = self._progress.add_task("starting", total=1.0)
        return self

    def __call__(self, status: Status) -> None:
        if self._first is None:
            self._first = status.articles
        text = _text(status, time.monotonic() - self._began, self._first)
        self._progress.update(self._task, completed=status.share, description=text)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()


class Silent(AbstractContextManager["Silent"]):
    """Nothing at all."""

    def __call__(self, status: Status) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None


def display(quiet: bool) -> Bar | PlainLines | Silent:
    """What fits: nothing when quiet, a bar in a terminal, lines elsewhere."""
    if quiet:
        return Silent()
    return Bar() if sys.stderr.isatty() else PlainLines()


def rate_words(rate: float) -> str:
    """A rate with as many digits as tell something: ``1,234``, ``0.3``."""
    return f"{rate:,.0f}" if rate >= 10 or not rate else f"{rate:.1f}"


def _text(status: Status, seconds: float, first: int) -> str:
    rate = (status.articles - first) / seconds if seconds else 0.0
    parts = [
        f"{remaining(seconds, status.share)} left",
        f"{status.articles:,} article{'' if status.articles == 1 else 's'} ({rate_words(rate)}/s)",
        f"{status.figures:,} figures",
    ]
    if status.rejects:
        parts.append(f"{status.rejects:,} set aside")
    return ", ".join(parts)
