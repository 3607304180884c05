"""What a run tells of itself: where it stands, how much of the inputs is done, what it did."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from antq_extract.readers.item import Item


@dataclass(slots=True)
class Summary:
    """What a run did. ``renamed`` counts articles whose id had occurred before, ``passed_over`` files of other
    kinds in folders; ``resumed_at`` inputs and ``articles_before`` articles had been done by an interrupted run;
    ``already`` is set where the output was complete before."""

    articles: int = 0
    figures: int = 0
    rejects: int = 0
    duplicates: int = 0
    renamed: int = 0
    passed_over: int = 0
    resumed_at: int = 0
    articles_before: int = 0
    seconds: float = 0.0
    rejected: Path | None = None
    already: bool = False


@dataclass(slots=True)
class Status:
    """Where a run stands, for a progress display. ``share`` is the part of the input's bytes that has been read."""

    articles: int = 0
    figures: int = 0
    rejects: int = 0
    share: float = 0.0


class Reading:
    """How far the files have been read when an item comes: reading is ahead of what is done.

    Args:
        size: of all inputs, in stored bytes; 0 where it is not known.
    """

    def __init__(self, size: int):
        self._size = size
        self._read = 0
        self._marks: deque[tuple[int, int]] = deque()

    def count_bytes(self, n: int) -> None:
        """``n`` more stored bytes have been read."""
        self._read += n

    def marked(self, items: Iterable[Item], done: int) -> Iterator[Item]:
        """The items behind the first ``done``, each noted with what had been read when it came."""
        for number, item in enumerate(items):
            if number < done:
                continue
            if not self._marks or self._marks[-1][1] != self._read:
                self._marks.append((number, self._read))
            yield item

    def share(self, items: int) -> float:
        """The part of the inputs' bytes that has been done after ``items`` items."""
        while len(self._marks) > 1 and self._marks[1][0] <= items:
            self._marks.popleft()
        return min(self._marks[0][1] / self._size, 1.0) if self._marks and self._size else 0.0
