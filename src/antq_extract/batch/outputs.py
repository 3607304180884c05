"""Where a run's output goes: names checked before anything is read, files published when all is done."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from antq_extract.batch.options import RunOptions
from antq_extract.errors import UsageError
from antq_extract.readers.sources import printable
from antq_extract.writers.atomic import publish
from antq_extract.writers.final import ARTICLE_FORMS, FORMS, form_of, line_form


@dataclass(frozen=True, slots=True)
class Outputs:
    """Final names and forms.

    Attributes:
        figures: final name of the figures; None for standard output or a device.
        stream: standard output or a device to write to directly, where ``figures`` is None.
        form: of the figures.
        articles: final name of the articles table, or None.
        article_form: of the articles table, or empty.
    """

    figures: Path | None
    stream: str
    form: str
    articles: Path | None
    article_form: str

    @property
    def figure_lines(self) -> str:
        return line_form(self.form)

    @property
    def article_lines(self) -> str:
        """The form in which articles are collected; empty where nobody wants them."""
        if self.form == "sqlite":
            return "jsonl"
        return line_form(self.article_form) if self.articles else ""

    @property
    def rejected(self) -> Path | None:
        return beside(self.figures, ".rejected.jsonl") if self.figures else None

    @property
    def partial(self) -> Path | None:
        return beside(self.figures, ".partial") if self.figures else None

    @property
    def package(self) -> Path | None:
        return self.figures.with_name("datapackage.json") if self.figures else None

    def names(self) -> list[str]:
        """All paths that the run writes: never read as input."""
        paths = (self.figures, self.articles, self.rejected, self.partial, self.package)
        return [str(p) for p in paths if p]


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def plan_outputs(options: RunOptions) -> Outputs:
    """Check the names of the outputs.

    Raises:
        UsageError: an ending that is not known, a folder that is missing or cannot be written, an output that exists.
    """
    form = form_of(options.out)
    articles = Path(options.articles) if options.articles else None
    article_form = form_of(options.articles, "--articles") if articles else ""
    if articles and (article_form not in ARTICLE_FORMS or options.articles == "-"):
        raise UsageError(
            f"--articles {options.articles}: must end in .csv, .jsonl or .parquet"
            " (-o with .sqlite holds the articles as well)"
        )
    if options.dedupe and not articles and form != "sqlite":
        raise UsageError("--dedupe marks copies in the articles table: add --articles OUT, or write -o OUT.sqlite")
    if options.bom and form != "csv":
        raise UsageError("--bom is for CSV: Excel opens .xlsx as it is")
    if _is_stream(options.out):
        if options.resume:
            raise UsageError("--resume needs an output file: standard output cannot be taken up again")
        outputs = Outputs(None, options.out, form, articles, article_form)
    else:
        outputs = Outputs(Path(options.out), "", form, articles, article_form)
    if articles and outputs.figures and os.path.abspath(articles) == os.path.abspath(outputs.figures):
        raise UsageError("-o and --articles name the same file")
    for path in (outputs.figures, articles):
        if path is not None:
            _check_folder(path)
            if path.is_dir() and not (path.suffix == ".parquet" and options.engine == "dask"):
                raise UsageError(f"{printable(str(path))} is a folder: name a file ending in {', '.join(FORMS)}")
            if os.path.lexists(path) and not options.overwrite and not options.resume:
                raise UsageError(f"{printable(str(path))} exists: choose another name, or allow --overwrite")
    partial = outputs.partial
    if partial is not None and partial.exists() and not options.resume and not options.overwrite:
        raise UsageError(
            f"an earlier run to {printable(str(outputs.figures))} was interrupted: go on with it by --resume,"
            " or start afresh with --overwrite"
        )
    return outputs


def _is_stream(out: str) -> bool:
    """Standard output, or something that exists and is no file: a device, a named pipe."""
    if out == "-":
        return True
    try:
        mode = os.stat(out).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _check_folder(path: Path) -> None:
    folder = path.parent
    shown = printable(str(folder))
    if not folder.exists():
        raise UsageError(f"the folder {shown} does not exist: create it, or write elsewhere")
    if not folder.is_dir():
        raise UsageError(f"{shown} is not a folder: nothing can be written below it")
    probe = folder / f".antq-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UsageError(f"the folder {shown} cannot be written: {error.strerror}; write elsewhere") from None


def move(temporary: Path, final: Path) -> None:
    """Publish ``temporary`` as ``final``; a temporary file that is gone was published before an interruption."""
    if not temporary.exists():
        return
    if final.is_dir():
        shutil.rmtree(final)
    publish(temporary, final)
