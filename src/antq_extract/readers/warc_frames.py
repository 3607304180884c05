"""Where one record of a web archive ends and the next begins, also in a damaged archive.

FastWARC stops at the first record that is not as it should be. Here each record is cut out on its own: by its declared
length where the next record follows there, else at the next place that begins like a record.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from antq_extract.errors import InputError

_CHUNK = 1 << 18
_MAX_HEADER = 1 << 16
_START = b"WARC/"
_NEXT = re.compile(rb"\r?\n\r?\nWARC/[01]\.\d")
_LENGTH = re.compile(rb"^content-length[ \t]{0,8}:[ \t]{0,8}(\d{1,15})[ \t]{0,8}\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(slots=True)
class Frame:
    """One record. ``reason`` is set where it is broken; ``cut`` where only its first part was kept for its size."""

    data: bytes
    reason: str = ""
    cut: bool = False


class _Buffer:
    """The part of a stream that is being looked at."""

    def __init__(self, stream: io.BufferedReader):
        self._stream = stream
        self.data = bytearray()
        self.at_end = False
        self.failed: InputError | None = None

    def need(self, size: int) -> bool:
        """Have ``size`` bytes; False where the stream ends before."""
        while len(self.data) < size and not self.at_end:
            try:
                more = self._stream.read1(_CHUNK)
            except InputError as error:  # truncated or a bomb: what came before it counts
                self.failed, more = error, b""
            self.at_end = not more
            self.data += more
        return len(self.data) >= size

    def drop(self, size: int) -> None:
        del self.data[:size]


def frames(stream: io.BufferedReader, size_limit: int) -> Iterator[Frame]:
    """The records of an archive.

    Args:
        stream: decompressed bytes.
        size_limit: of a longer record only the first ``size_limit`` bytes are kept.

    Raises:
        InputError: after the last record, what kept the stream from being read to its end.
    """
    buffer = _Buffer(stream)
    while True:
        while buffer.need(1) and buffer.data[0] in b"\r\n":
            buffer.drop(len(buffer.data) - len(buffer.data.lstrip(b"\r\n")))
        if not buffer.data:
            break
        yield _frame(buffer, size_limit)
    if buffer.failed is not None:
        raise buffer.failed


def _frame(buffer: _Buffer, size_limit: int) -> Frame:
    buffer.need(_MAX_HEADER)
    if not buffer.data.startswith(_START):
        return _to_next(buffer, 0, size_limit, "broken record: no WARC header where a record should begin")
    head = _HEADER_END.search(buffer.data, 0, _MAX_HEADER)
    if head is None:
        return _to_next(buffer, len(_START), size_limit, "broken record: its header has no end")
    another = buffer.data.find(b"\n" + _START, 0, head.end())
    if another >= 0:
        data = bytes(buffer.data[:another])
        buffer.drop(another)
        return Frame(data, "broken record: its header has no end")
    length = _LENGTH.search(buffer.data, 0, head.end())
    if length is None:
        return _to_next(buffer, len(_START), size_limit, "broken record: its header declares no length")
    end = head.end() + int(length[1])
    if end - head.end() > size_limit:
        return _to_next(buffer, len(_START), size_limit, "", end)
    if not buffer.need(end):
        if _NEXT.search(buffer.data, head.end()):
            return _to_next(buffer, len(_START), size_limit, "broken record: shorter than its declared length")
        return _all(buffer, "broken record: the archive ends within it")
    buffer.need(end + 16)
    after = bytes(buffer.data[end : end + 16])
    rest = after.lstrip(b"\r\n")
    if rest and not rest.startswith(_START) and not after.startswith(b"\r\n\r\n"):
        return _to_next(buffer, len(_START), size_limit, "broken record: not of its declared length")
    data = bytes(buffer.data[:end])
    buffer.drop(end)
    return Frame(data)


def _all(buffer: _Buffer, reason: str) -> Frame:
    data = bytes(buffer.data)
    buffer.drop(len(data))
    return Frame(data, reason)


def _to_next(buffer: _Buffer, start: int, size_limit: int, reason: str, declared: int = 0) -> Frame:
    """A record up to the next one that begins, or up to its ``declared`` end; only its beginning is kept."""
    kept = bytearray()
    dropped = 0
    while True:
        found = _NEXT.search(buffer.data, start)
        until = found.start() if found else max(len(buffer.data) - 16, 0)
        if declared and dropped + until >= declared:
            until, found = declared - dropped, None
            finished = True
        else:
            finished = found is not None
        if not finished and buffer.at_end:
            until, finished = len(buffer.data), True
        kept += buffer.data[: min(until, max(size_limit - len(kept), 0))]
        buffer.drop(until)
        dropped += until
        if finished:
            if declared and dropped < declared:
                reason = "broken record: shorter than its declared length"
            return Frame(bytes(kept), reason, cut=dropped > len(kept))
        start = 0
        buffer.need(len(buffer.data) + 1)
