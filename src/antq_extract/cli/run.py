"""``run INPUT… -o OUT``: articles in, figures out."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from antq_extract.cli.names import OUTPUT, counted

if TYPE_CHECKING:
    from antq_extract.batch.options import RunOptions
    from antq_extract.batch.told import Summary
    from antq_extract.batch.work import Reject


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, globs in quotes, addresses (s3://, https://), or - for standard input."
            " The name tells the format: .txt .md .html .jsonl .csv .parquet .warc, each also .gz or .zst.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option(*OUTPUT, metavar="OUT", help="Figures: .csv .jsonl .parquet .xlsx .sqlite; - for CSV on standard output."),
    ],
    articles: Annotated[
        str,
        typer.Option("--articles", metavar="OUT", help="Also write the articles, with the text that offsets refer to: .csv .jsonl .parquet."),
    ] = "",
    input_format: Annotated[
        str, typer.Option("--input-format", metavar="FORMAT", help="Format of all inputs: txt md html jsonl csv parquet warc.")
    ] = "",
    province: Annotated[
        str, typer.Option("--province", metavar="NAME", help="The outlet's province, for articles that name none.")
    ] = "",
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")] = "antq_vi",
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", help="Processes; all cores by default (0), 1 works in this process.", show_default=False)
    ] = 0,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an output that exists.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run to the same OUT.")] = False,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="S", help="Seconds for one article; beyond, it is set aside.")
    ] = 60.0,
    size_limit: Annotated[
        float, typer.Option("--size-limit", metavar="MB", help="Size of one article; beyond, it is set aside.")
    ] = 10.0,
    dedupe: Annotated[
        bool, typer.Option("--dedupe", help="Mark near copies: adds duplicate_of to the articles table, drops nothing.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin the CSV with a byte order mark, by which Excel reads its Vietnamese rightly.")
    ] = False,
    engine: Annotated[str, typer.Option("--engine", metavar="local|dask", help="Where batches are done.")] = "local",
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask cluster (tcp://host:8786); else a local one is started.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only errors.")] = False,
) -> None:
    """Read articles, write their figures as a table with the proof of each number.

    What cannot be read is set aside in OUT.rejected.jsonl with its place and the reason, and the rest is done.
    OUT appears when it is complete; datapackage.json beside it describes every column. An interrupted run goes on
    with --resume.

    Exit status: 0 done; 1 done, but inputs were set aside; 2 the call is wrong; 130 interrupted, resumable.

    Examples:

      antq-extract run corpus/ -o figures.csv

      antq-extract run "news/*.jsonl.gz" -o figures.parquet --articles articles.parquet --dedupe

      antq-extract run archive.warc.gz -o figures.sqlite --province "Lâm Đồng" --workers 8

      cat article.txt | antq-extract run - -o -
    """
    from antq_extract.batch.options import RunOptions
    from antq_extract.batch.run import Stopped
    from antq_extract.batch.run import run as run_batch
    from antq_extract.cli.main import INTERRUPTED, SET_ASIDE, fail
    from antq_extract.cli.progress import display
    from antq_extract.cli.terminal import province_meant

    options = RunOptions(
        inputs=tuple(inputs),
        out=out,
        input_format=input_format.lower().lstrip("."),
        province=province_meant(province, quiet),
        pack=pack,
        articles=articles,
        workers=workers,
        overwrite=overwrite,
        resume=resume,
        time_limit=time_limit,
        size_limit=size_limit,
        engine=engine.lower(),
        scheduler=scheduler,
        dedupe=dedupe,
        bom=bom,
    )
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with display(quiet) as show:
            summary = run_batch(options, show, _aside if options.out == "-" else lambda reject: None)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut the farewell short
        how = "nothing was written" if options.out == "-" else "go on with the same command and --resume"
        fail(f"interrupted; {how}", INTERRUPTED)
    except Stopped as error:
        fail(str(error), INTERRUPTED if "--resume" in str(error) else 2)
    if not quiet:
        _report(summary, options)
    if summary.rejects:
        raise typer.Exit(SET_ASIDE)


def _interrupt(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt


def _report(summary: Summary, options: RunOptions) -> None:
    """The summary, to standard error."""
    if summary.already:
        _say(f"{options.out} is complete already; nothing to resume (for other inputs choose another name, or --overwrite)")
    else:
        if summary.resumed_at:
            _say(f"went on after {counted(summary.resumed_at, 'input')} that had been done before")
        from antq_extract.cli.progress import rate_words

        rate = (summary.articles - summary.articles_before) / summary.seconds if summary.seconds else 0
        where = "standard output" if options.out == "-" else options.out
        _say(
            f"{counted(summary.figures, 'figure')} from {counted(summary.articles, 'article')}"
            f" in {summary.seconds:,.1f} s ({rate_words(rate)} articles/s) to {where}"
        )
    if options.articles and not summary.already:
        copies = f" ({counted(summary.duplicates, 'near copy', 'near copies')})" if options.dedupe else ""
        _say(f"articles: {options.articles}{copies}")
    if summary.renamed:
        _say(f"{counted(summary.renamed, 'id')} occurred before and got a number: id-2, id-3 …")
    if summary.passed_over:
        _say(f"passed over in folders: {counted(summary.passed_over, 'file')} whose name tells no format that is read")
    if summary.rejects:
        listed = f": see {summary.rejected} for the reasons" if summary.rejected else ", as listed above"
        _say(f"set aside: {counted(summary.rejects, 'input')}{listed}")


def _aside(reject: Reject) -> None:
    _say(f"set aside: {reject.place}: {reject.reason}")


def _say(message: str) -> None:
    from antq_extract.cli.terminal import safe

    print(safe(message), file=sys.stderr)
