"""Near copies of one article (wire stories, re-posts): found by MinHash and marked, never dropped."""

from __future__ import annotations

import re
import sqlite3
import struct
import unicodedata
import zlib
from functools import cache
from typing import BinaryIO

#: Two articles are copies where they share this part of their five-word sequences (Jaccard), as estimated from 128
#: hashes (standard error 0.035 there).
SIMILARITY = 0.8
_HASHES = 128
#: 16 bands of 8 hashes meet for 95 % of the pairs at 0.8 and all at 0.9 (Leskovec et al., Mining of Massive
#: Datasets, section 3.4).
_BANDS = 16
_SHINGLE = 5
_WORD = re.compile(r"\w{1,64}")
_SIGNATURE = struct.Struct(f"<{_HASHES}I")
_BAND_BYTES = _SIGNATURE.size // _BANDS


@cache
def _empty():
    from datasketch import MinHash

    return MinHash(num_perm=_HASHES, hashfunc=zlib.crc32)


def signature(text: str) -> bytes:
    """The MinHash of ``text``: 512 bytes, the same on every machine."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    shingles = {" ".join(words[i : i + _SHINGLE]).encode() for i in range(max(1, len(words) - _SHINGLE + 1))}
    minhash = _empty().copy()
    minhash.update_batch(shingles)
    return _SIGNATURE.pack(*(int(v) for v in minhash.hashvalues))


def similarity(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of two signatures."""
    return sum(a == b for a, b in zip(_SIGNATURE.unpack(one), _SIGNATURE.unpack(other), strict=True)) / _HASHES


class CopyIndex:
    """Which earlier article an article nearly repeats. On disk beyond a small cache, so of any size.

    Only originals are kept: a copy points to the first article of its kind, never to another copy.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA cache_size=-64000")
        self._db.execute("CREATE TABLE originals (n INTEGER PRIMARY KEY, id TEXT, signature BLOB)")
        self._db.execute("CREATE TABLE bands (key BLOB, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._count = 0

    def original_of(self, signed: bytes) -> str:
        """The id of the earliest article that ``signed`` nearly repeats, else empty."""
        keys = self._keys(signed)
        marks = ",".join("?" * len(keys))
        for (n,) in self._db.execute(f"SELECT DISTINCT n FROM bands WHERE key IN ({marks}) ORDER BY n", keys):
            id, earlier = self._db.execute("SELECT id, signature FROM originals WHERE n = ?", (n,)).fetchone()
            if similarity(signed, earlier) >= SIMILARITY:
                return id
        return ""

    def add(self, id: str, signed: bytes) -> None:
        """Remember an original."""
        self._count += 1
        self._db.execute("INSERT INTO originals VALUES (?, ?, ?)", (self._count, id, signed))
        self._db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(k, self._count) for k in self._keys(signed)])

    @staticmethod
    def _keys(signed: bytes) -> list[bytes]:
        return [bytes([b]) + signed[b * _BAND_BYTES : (b + 1) * _BAND_BYTES] for b in range(_BANDS)]

    def load(self, handle: BinaryIO) -> None:
        """Remember the originals that an interrupted run has written down with :func:`packed`."""
        while head := handle.read(4):
            id = handle.read(struct.unpack("<I", head)[0]).decode("utf-8")
            self.add(id, handle.read(_SIGNATURE.size))


def packed(id: str, signed: bytes) -> bytes:
    """An original as a record of the file that :meth:`CopyIndex.load` reads."""
    name = id.encode("utf-8")
    return struct.pack("<I", len(name)) + name + signed
