"""Limits that keep hostile or broken input from taking the run down."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000

#: A compressed stream that has expanded beyond this many bytes ...
BOMB_BYTES = 64 * MEGABYTE
#: ... and to more than this many times its own size is taken for a decompression bomb. News text compresses 3 to
#: 10 times, archives with many copies up to about 100; deflate cannot exceed 1,032.
BOMB_RATIO = 250


@dataclass(slots=True, frozen=True)
class Limits:
    """``size`` is the largest article that is read, in bytes of its decompressed, encoded form."""

    size: int = 10 * MEGABYTE

    def too_large(self) -> str:
        """The reason written for an article above the limit."""
        megabytes = format(self.size / MEGABYTE, "g")
        return f"over the size limit of {megabytes} MB; raise it with --size-limit"
