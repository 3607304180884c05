"""What one request may be."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(slots=True, frozen=True)
class Limits:
    """Limits of the page.

    Attributes:
        size: bytes of one request, all its articles together.
        seconds: time to read its articles; the time to receive it is limited to the same.
        files: articles in one request.
        waiting: requests that are worked on or wait for it at one time.
    """

    size: int = 10 * MEGABYTE
    seconds: float = 30.0
    files: int = 200
    waiting: int = 8
