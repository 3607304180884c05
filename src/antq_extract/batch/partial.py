"""What a run has done so far, on disk: rows, rejects and a ledger, so that it can go on after any interruption.

Everything lies in the folder ``OUT.partial``. Rows are appended as batches finish, in the order of the inputs; then a
line of the ledger says how long each file is. What lies beyond the ledger's last line is cut off on resuming, so the
files hold whole batches only, and the output is the same as if nothing had happened.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from antq_extract.errors import UsageError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LEDGER = "ledger.jsonl"
_STATE = "run.json"
FIGURES, ARTICLES, REJECTS, SIGNATURES = "figures", "articles", "rejects", "signatures"


@dataclass(slots=True)
class Progress:
    """How far a run has come. ``items`` counts the inputs that need not be read again."""

    items: int = 0
    articles: int = 0
    figures: int = 0
    rejects: int = 0
    duplicates: int = 0
    complete: bool = False


class Partial:
    """The folder of an unfinished run.

    Args:
        folder: where it lies.
        state: what must be the same for the run to be resumed: inputs, options, versions.
        headers: what each file starts with; files that are not named are not kept.
    """

    def __init__(self, folder: Path, state: dict[str, Any], headers: dict[str, bytes]):
        self.folder = folder
        self.progress = Progress()
        self._state, self._headers = state, headers
        self._handles: dict[str, BinaryIO] = {}
        self._ledger: BinaryIO | None = None
        self._locked: BinaryIO | None = None

    def path(self, name: str) -> Path:
        return self.folder / name

    def start(self) -> None:
        """Begin afresh; an earlier unfinished run in the folder is thrown away."""
        if self.folder.is_dir():
            self._lock()
            self.close()
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self._lock()
        (self.folder / _STATE).write_text(json.dumps(self._state, ensure_ascii=False, indent=1), encoding="utf-8")
        self._open()
        for name, header in self._headers.items():
            _write(self._handles[name], header)
        self._note()

    def resume(self) -> None:
        """Go on where the ledger ends.

        Raises:
            UsageError: the unfinished run had other inputs or options, or its folder is damaged.
        """
        try:
            before = json.loads((self.folder / _STATE).read_text("utf-8"))
        except (OSError, ValueError):
            raise UsageError(f"{self.folder}: not an unfinished run; start afresh with --overwrite") from None
        now = json.loads(json.dumps(self._state))
        changed = [key for key in now if now[key] != before.get(key)]
        if changed:
            raise UsageError(
                f"cannot resume: {', '.join(changed)} changed since the run was interrupted"
                f" ({self.folder}); call it as before, or start afresh with --overwrite"
            )
        self._lock()
        sizes = {n: self._size(n) for n in self._headers}
        last: dict[str, Any] | None = None
        for line in (self.folder / _LEDGER).read_bytes().split(b"\n"):
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # the line that was being written
            done = entry["complete"]
            if done or all(entry["sizes"].get(n, 0) <= sizes[n] for n in self._headers):
                last = entry
        if last is None:
            self.start()
            return
        self.progress = Progress(**{k: last[k] for k in Progress.__dataclass_fields__})
        if not self.progress.complete:
            for name in self._headers:
                os.truncate(self.path(name), last["sizes"][name])
            self._open()
            self._note()

    def append(self, pieces: dict[str, bytes]) -> None:
        """Write a batch's rows, then the ledger's line. ``progress`` must have been brought up to date."""
        for name, data in pieces.items():
            if data:
                _write(self._handles[name], data)
        self._note()

    def finish(self) -> None:
        """All inputs are done: make the files safe, and say so in the ledger."""
        for handle in self._handles.values():
            os.fsync(handle.fileno())
        self.progress.complete = True
        self._note()
        self._close_files()

    def close(self) -> None:
        """Close the files and give the lock back; the folder stays."""
        self._close_files()
        if self._locked is not None:
            self._locked.close()
            self._locked = None

    def _close_files(self) -> None:
        for handle in (*self._handles.values(), self._ledger):
            if handle is not None:
                handle.close()
        self._handles, self._ledger = {}, None

    def remove(self) -> None:
        """Throw the folder away, after its outcome has been published."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _lock(self) -> None:
        """Two runs must not write to one folder. The system gives the lock back when the process ends, however."""
        if fcntl is None or self._locked is not None:
            return
        self._locked = open(self.folder / "lock", "wb")  # noqa: SIM115
        try:
            fcntl.flock(self._locked, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            raise UsageError(
                f"another run is writing there at this moment ({self.folder}): wait for it, or choose another name"
            ) from None
        except OSError:
            pass  # a file system without locks

    def _size(self, name: str) -> int:
        try:
            return self.path(name).stat().st_size
        except OSError:
            return 0

    def _open(self) -> None:
        for name in self._headers:
            self._handles[name] = open(self.path(name), "ab", buffering=0)  # noqa: SIM115
        self._ledger = open(self.folder / _LEDGER, "ab", buffering=0)  # noqa: SIM115

    def _note(self) -> None:
        sizes = {name: handle.tell() for name, handle in self._handles.items()}
        line = json.dumps({**asdict(self.progress), "sizes": sizes}, separators=(",", ":"))
        _write(self._ledger, ("\n" + line + "\n").encode())  # a new line first: half a line may stand there


def _write(handle: BinaryIO | None, data: bytes) -> None:
    """All of ``data``; a raw write may take only a part when the disk is nearly full."""
    assert handle is not None
    view = memoryview(data)
    while view:
        view = view[handle.write(view) :]
