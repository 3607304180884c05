"""Worker processes that read articles: one that takes too long is ended, and a new one takes its place."""

from __future__ import annotations

import asyncio
from concurrent.futures import TimeoutError
from multiprocessing import get_context

from pebble import ProcessPool

from .desk import JSON, Desk, Set
from .form import Request
from .messages import Refusal, busy, failed, too_slow

_desk: Desk | None = None


def _start(setup: Set) -> None:
    global _desk
    _desk = Desk(setup)


def _ready() -> bool:
    return _desk is not None


def _answer(request: Request, form: str) -> bytes | Refusal:
    assert _desk is not None
    try:
        return _desk.answer(request, form)
    except Refusal as refusal:
        return Refusal(refusal.status, refusal.vi, refusal.en)


class Workers:
    """A pool of desks."""

    def __init__(self, setup: Set, count: int = 2):
        self._limits = setup.limits
        self._pool = ProcessPool(count, initializer=_start, initargs=(setup,), context=get_context("spawn"))
        self._pool.schedule(_ready)  # starts the processes
        self._under_way = 0

    def wait(self) -> None:
        """Until a worker is ready."""
        self._pool.schedule(_ready).result()

    async def answer(self, request: Request, form: str = JSON) -> bytes:
        """What a desk answers. Raises :class:`Refusal` where it takes too long, fails, or too many are waiting."""
        if self._under_way >= self._limits.waiting:
            raise busy()
        self._under_way += 1
        try:
            job = self._pool.schedule(_answer, args=[request, form], timeout=self._limits.seconds)
            result = await asyncio.wrap_future(job)
        except TimeoutError:
            raise too_slow(self._limits.seconds) from None
        except Exception:
            raise failed() from None
        finally:
            self._under_way -= 1
        if isinstance(result, Refusal):
            raise result
        return result

    def close(self) -> None:
        self._pool.stop()
        self._pool.join()
