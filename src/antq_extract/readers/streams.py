"""Opening an input as a stream of decompressed bytes, in constant memory, with a guard against bombs."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from antq_extract.errors import InputError
from antq_extract.readers.limits import BOMB_BYTES, BOMB_RATIO, MEGABYTE
from antq_extract.readers.sources import STDIN, Source

_CHUNK = 1 << 18
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class Truncated(InputError):
    """The compressed stream ends before its end mark, or its check sum is wrong."""


class Bomb(InputError):
    """The compressed stream expands beyond reason."""


class _Counted(io.RawIOBase):
    """A raw stream that reports how many bytes have been read from it."""

    def __init__(self, inner: BinaryIO, report: Callable[[int], None]):
        self._inner, self._report = inner, report

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._report(len(data))
        return len(data)

    def close(self) -> None:
        if not self.closed and self._inner is not sys.stdin.buffer:
            self._inner.close()
        super().close()


class _Decompressed(io.RawIOBase):
    """The bytes of a gzip or zstd stream of any number of members or frames.

    Unlike the libraries' own stream readers it tells a cut-off stream from a finished one for both formats, and
    stops at a bomb. Raises :class:`Truncated` and :class:`Bomb` from ``read`` after all bytes that could be had.
    """

    def __init__(self, inner: io.BufferedReader, compression: str):
        self._inner = inner
        self._new = _zstd_decoder if compression == "zstd" else _gzip_decoder
        self._magic = _ZSTD_MAGIC if compression == "zstd" else _GZIP_MAGIC
        self._decoder: _gzip_decoder | _zstd_decoder | None = None
        self._waiting = b""
        self._out = memoryview(b"")
        self._failed: InputError | None = None
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._out:
            if self._failed is not None:
                raise self._failed
            if not self._more():
                return 0
        size = min(len(buffer), len(self._out))
        buffer[:size] = self._out[:size]
        self._out = self._out[size:]
        return size

    def _more(self) -> bool:
        """Decompress another stretch into ``_out``; False at the proper end."""
        data = self._waiting or self._inner.read(_CHUNK)
        self._waiting = b""
        if not data:
            if self._decoder is not None:
                self._failed = Truncated(
                    "the compressed file is cut off: it ends before its end mark; fetch or compress it again"
                )
                raise self._failed
            return False
        if self._decoder is None:
            if self._given and not data.startswith(self._magic[: len(data)]):
                if data.strip(b"\0"):
                    self._failed = Truncated("bytes that are not compressed follow the compressed part")
                    raise self._failed
                return True  # zero padding, as tapes and some tools leave it
            self._decoder = self._new()
        try:
            out = self._decoder.decompress(data, _CHUNK * 4)
        except Exception as error:
            self._failed = Truncated(f"the compressed file is damaged ({error}); fetch or compress it again")
            raise self._failed from None
        rest = self._decoder.rest()
        self._taken += len(data) - len(rest)
        self._given += len(out)
        self._waiting = rest
        if self._decoder.finished():
            self._decoder = None
        if self._given > BOMB_BYTES and self._given > BOMB_RATIO * max(self._taken, 1):
            self._failed = Bomb(
                f"expands to more than {BOMB_RATIO} times its size ({self._given // MEGABYTE} MB so far):"
                " taken for a decompression bomb; decompress it yourself if it is meant"
            )
            raise self._failed
        self._out = memoryview(out)
        return True

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


class _gzip_decoder:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    def decompress(self, data: bytes, size: int) -> bytes:
        return self._inner.decompress(data, size)

    def rest(self) -> bytes:
        return self._inner.unconsumed_tail or self._inner.unused_data

    def finished(self) -> bool:
        return self._inner.eof


class _zstd_decoder:
    """zstandard has no bounded output per call, so the input goes in small stretches (a block is 128 KB at most)."""

    _STEP = 1 << 10

    def __init__(self) -> None:
        import zstandard

        self._inner = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        self._rest = b""

    def decompress(self, data: bytes, size: int) -> bytes:
        pieces, got, at = [], 0, 0
        while at < len(data) and got < size and not self._inner.eof:
            piece = self._inner.decompress(data[at : at + self._STEP])
            at += self._STEP
            got += len(piece)
            pieces.append(piece)
        self._rest = self._inner.unused_data + data[at:] if self._inner.eof else data[at:]
        return b"".join(pieces)

    def rest(self) -> bytes:
        return self._rest

    def finished(self) -> bool:
        return self._inner.eof


def open_stream(source: Source, report: Callable[[int], None] = lambda n: None) -> io.BufferedReader:
    """The decompressed bytes of ``source``, buffered, read forwards.

    Args:
        source: what to open; standard input is decompressed when it begins like gzip or zstd.
        report: called with the number of stored bytes each time some are read, for the progress bar.

    Raises:
        InputError: the file cannot be opened.
    """
    raw: BinaryIO
    try:
        if source.path == STDIN:
            raw = sys.stdin.buffer
        elif source.remote:
            import fsspec

            raw = fsspec.open(source.path, "rb").open()
        else:
            raw = open(source.path, "rb", buffering=0)  # noqa: SIM115
    except IsADirectoryError:
        raise InputError("is a folder") from None
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"cannot be opened: {getattr(error, 'strerror', None) or error}") from None
    stream: io.BufferedReader[Any] = io.BufferedReader(_Counted(raw, report), _CHUNK)
    compression = source.compression
    if source.path == STDIN:
        magic = stream.peek(4)[:4]
        compression = "gzip" if magic[:2] == _GZIP_MAGIC else "zstd" if magic == _ZSTD_MAGIC else ""
    if not compression:
        return stream
    return io.BufferedReader(_Decompressed(stream, compression), _CHUNK)
