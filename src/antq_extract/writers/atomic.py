"""Files that appear under their final name only when they are complete and on disk."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until the file's bytes are on disk."""
    with open(path, "rb") as handle:
        os.fsync(handle.fileno())


def publish(temporary: Path, final: Path) -> None:
    """Give a finished file its name: sync, rename, sync the folder."""
    if temporary.is_dir():
        for part in temporary.rglob("*"):
            if part.is_file():
                sync(part)
    else:
        sync(temporary)
    os.replace(temporary, final)
    try:
        folder = os.open(final.parent, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(folder)
    except OSError:
        pass  # some file systems (network, Windows) cannot sync a folder
    finally:
        os.close(folder)


def write_text(path: Path, text: str) -> None:
    """Write a small file so that readers see the old or the new one, never half of it."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    publish(temporary, path)
