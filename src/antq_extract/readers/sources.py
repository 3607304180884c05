"""Which files the INPUT arguments mean: files, folders, globs, ``-`` and remote addresses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from antq_extract.errors import UsageError

#: File name endings and the format that they mean.
SUFFIXES = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
FORMATS = ("txt", "md", "html", "jsonl", "csv", "parquet", "warc")
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}
STDIN = "-"


@dataclass(slots=True, frozen=True)
class Source:
    """One input file.

    Attributes:
        path: local path, remote address, or ``-``.
        format: one of :data:`FORMATS`, or empty where the name does not tell.
        compression: ``gzip``, ``zstd`` or empty.
        size: bytes as stored; 0 where not known.
        missing: True for a path that does not exist.
    """

    path: str
    format: str = ""
    compression: str = ""
    size: int = 0
    missing: bool = False

    @property
    def remote(self) -> bool:
        return "://" in self.path

    @property
    def name(self) -> str:
        """The path as it is shown: always valid Unicode, whatever bytes the file system holds."""
        return "stdin" if self.path == STDIN else printable(self.path)

    @property
    def file_name(self) -> str:
        return "stdin" if self.path == STDIN else PurePosixPath(self.name.replace(os.sep, "/")).name

    @property
    def stem(self) -> str:
        """The file's name without the endings that tell format and compression."""
        name = self.file_name
        for known in (COMPRESSIONS, SUFFIXES):
            stem, suffix = os.path.splitext(name)
            if suffix.lower() in known and stem:
                name = stem
        return name


def printable(path: str) -> str:
    """``path`` with bytes that are not UTF-8 written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def classify(name: str, input_format: str = "") -> tuple[str, str]:
    """Format and compression by the file's name; ``input_format`` overrides the format."""
    stem, suffix = os.path.splitext(name.lower())
    compression = COMPRESSIONS.get(suffix, "")
    if compression:
        suffix = os.path.splitext(stem)[1]
    return input_format or SUFFIXES.get(suffix, ""), compression


@dataclass(slots=True)
class Sources:
    """The files that the INPUT arguments mean, in order, each once; ``passed_over`` counts other files in folders."""

    files: list[Source]
    passed_over: int = 0


def find_sources(inputs: Sequence[str], input_format: str = "", exclude: Iterable[str] = ()) -> Sources:
    """Resolve INPUT arguments.

    Args:
        inputs: files, folders (walked in the order of names), globs, ``-``, addresses with ``://``.
        input_format: one of :data:`FORMATS` for all inputs, or empty.
        exclude: paths left out of folders and globs, with all below them: the run's own output.

    Raises:
        UsageError: nothing at all was found, the format is not known, or an input is named that ``exclude`` holds:
            the run would replace what it reads.
    """
    if input_format and input_format not in FORMATS:
        raise UsageError(f"--input-format {input_format}: not one of {', '.join(FORMATS)}")
    shut = {os.path.realpath(p) for p in exclude}
    found = Sources([])
    seen: set[str] = set()
    for text in inputs:
        for path, size, chosen in _expand(text, shut):
            key = path if "://" in path or path == STDIN else os.path.realpath(path)
            if key in seen:
                continue
            seen.add(key)
            fmt, compression = classify(path, input_format)
            if not fmt and not chosen:
                found.passed_over += 1
                continue
            found.files.append(Source(path, fmt, compression, max(size, 0), missing=size < 0))
    if not any(not s.missing for s in found.files):
        what = ", ".join(inputs) if len(inputs) < 4 else f"{', '.join(inputs[:3])} …"
        raise UsageError(
            f"no input found: {printable(what)}. INPUT is a file, a folder, a glob in quotes, or - for standard input;"
            f" files in a folder count when their names end in {' '.join('.' + f for f in FORMATS)} (also .gz, .zst)"
        )
    return found


def _expand(text: str, shut: set[str]) -> Iterator[tuple[str, int, bool]]:
    """``(path, size, named by the user itself)`` for one argument; size -1 where it does not exist."""
    if text == STDIN:
        yield STDIN, 0, True
    elif "://" in text:
        yield from _remote(text)
    elif os.path.isdir(text):
        yield from ((p, s, False) for p, s in _walk(text, shut))
    elif os.path.lexists(text):
        if _inside(text, shut):
            raise UsageError(f"{printable(text)} is an input and would be replaced by the output: write elsewhere")
        yield text, _size(text), True
    elif any(c in text for c in "*?["):
        import glob

        matches = sorted(glob.glob(text, recursive=True))
        for path in matches:
            if os.path.isdir(path):
                if "**" not in text:
                    yield from ((p, s, False) for p, s in _walk(path, shut))
            elif _is_input(path, shut):
                yield path, _size(path), "**" not in text
        if not matches:
            yield text, -1, True
    else:
        yield text, -1, True


def _walk(folder: str, shut: set[str]) -> Iterator[tuple[str, int]]:
    """The files below a folder, without hidden ones, what runs leave behind, and pipes, which could wait for ever."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not f.endswith(".partial") and not _inside(os.path.join(root, f), shut)
        )
        for name in sorted(names):
            path = os.path.join(root, name)
            if not name.startswith(".") and not name.endswith(".rejected.jsonl") and _is_input(path, shut):
                yield path, _size(path)


def _is_input(path: str, shut: set[str]) -> bool:
    """No pipe, no device, not the run's own output; a link that leads nowhere is one, and set aside when read."""
    return (os.path.isfile(path) or not os.path.exists(path)) and not _inside(path, shut)


def _inside(path: str, shut: set[str]) -> bool:
    return bool(shut) and os.path.realpath(path) in shut


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _remote(address: str) -> Iterator[tuple[str, int, bool]]:
    import fsspec

    try:
        fs, path = fsspec.core.url_to_fs(address)
        if any(c in path for c in "*?["):
            names, chosen = sorted(fs.glob(path)), True
        elif fs.isdir(path):
            names, chosen = sorted(fs.find(path)), False
        else:
            names, chosen = [path], True
        for name in names:
            full = fs.unstrip_protocol(name)
            yield full, (int(fs.size(name) or 0) if fs.exists(name) else -1), chosen
        if not names:
            yield address, -1, True
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: {error}. Install the file system's package, e.g. s3fs, gcsfs, aiohttp") from None
    except Exception as error:  # each file system has errors of its own
        raise UsageError(f"{address}: cannot be reached: {str(error) or type(error).__name__}") from None
