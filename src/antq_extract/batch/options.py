"""What a run is asked to do."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec

from antq_extract.errors import UsageError

DEFAULT_PACK = "antq_vi"
DEFAULT_EXTRACTOR = "antq_extract.batch.extractor:figures"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of ``antq-extract run``; see its ``--help`` for what each does.

    ``workers`` 0 means one for each core. ``time_limit`` is in seconds and ``size_limit`` in megabytes, per article. ``bom`` begins the
    CSV with a byte order mark.
    ``extractor`` names the factory that workers call, as ``module:function``: it takes the pack's name and returns a
    function from an article to its figures.
    """

    inputs: tuple[str, ...]
    out: str
    input_format: str = ""
    province: str = ""
    pack: str = DEFAULT_PACK
    articles: str = ""
    workers: int = 0
    overwrite: bool = False
    resume: bool = False
    time_limit: float = 60.0
    size_limit: float = 10.0
    engine: str = "local"
    scheduler: str = ""
    dedupe: bool = False
    bom: bool = False
    extractor: str = DEFAULT_EXTRACTOR

    def check(self) -> None:
        """Raises :class:`UsageError` where options are out of range or do not go together."""
        if not self.inputs:
            raise UsageError("no INPUT given: name files, folders or globs, or - for standard input")
        if self.workers < 0:
            raise UsageError("--workers must be 1 or more, or 0 for all cores")
        if self.time_limit <= 0 or self.size_limit <= 0:
            raise UsageError("--time-limit and --size-limit must be above 0")
        if self.engine not in ("local", "dask"):
            raise UsageError(f"--engine {self.engine}: must be local or dask")
        if self.resume and self.overwrite:
            raise UsageError("--resume goes on with an earlier run, --overwrite starts afresh: give one of them")
        if self.scheduler and self.engine != "dask":
            raise UsageError("--scheduler names a Dask cluster: it needs --engine dask")
        for wanted, option, package, extra in (
            (self.dedupe, "--dedupe", "datasketch", "dedupe"),
            (self.engine == "dask", "--engine dask", "distributed", "dask"),
        ):
            if wanted and find_spec(package) is None:
                raise UsageError(f"{option} needs the package {package}: pip install 'antq-extract[{extra}]'")

    @property
    def worker_count(self) -> int:
        return self.workers or available_cores()


def available_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1
