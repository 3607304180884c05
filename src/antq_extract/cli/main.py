"""The command line. Each command is a function in a module of its own, imported when it is called."""

from __future__ import annotations

import functools
import importlib
import io
import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from antq_extract.errors import AntqError, InputError

#: Command: where its function is, and the line that --help shows. A new command is one more line.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("antq_extract.cli.run:run", "Read articles, write their figures as a table."),
    "show": ("antq_extract.cli.show:show", "One article in the terminal, figures highlighted with their reading."),
    "indicators": ("antq_extract.cli.indicators:indicators", "The indicators of the rule pack, what each counts."),
    "check": ("antq_extract.cli.check:check", "What does not add up, within an article and across articles."),
    "verify": ("antq_extract.cli.verify:verify", "Each claim with what the archive says about it."),
    "series": ("antq_extract.cli.series:series", "A panel: one row a place and period, one column an indicator."),
    "report": ("antq_extract.cli.report:report", "One self-contained HTML page: articles, tables, charts, checks."),
    "serve": ("antq_extract.cli.serve:serve", "A local web page for pasted and uploaded articles."),
    "evaluate": ("antq_extract.cli.evaluate:evaluate", "Compare figures with gold: precision, recall, errors."),
}
# Some versions of typer carry their own copy of click: take the class from typer itself.
_ClickError: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
# Packages that come with an extra of this one.
_EXTRAS = {
    **dict.fromkeys(("fastapi", "starlette", "uvicorn", "python_multipart", "multipart"), "web"),
    **dict.fromkeys(("dask", "distributed"), "dask"),
    "datasketch": "dedupe",
}
DONE, SET_ASIDE, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130


class _Commands(TyperGroup):
    """Lists commands by their line in the table; imports a command's module only to call it."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        return _command(cmd_name, _placeholder)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            command = _command(name, _loaded(COMMANDS[name][0]))
        return name, command, rest


def _command(name: str, function: Callable[..., Any]) -> Any:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    summary = COMMANDS[name][1]
    app.command(name, short_help=summary, help=function.__doc__ or summary, no_args_is_help=False)(function)
    return get_command(app)


def _placeholder() -> None:
    """Stands for a command in the list of commands."""


def _loaded(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    try:
        function = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as error:
        if error.name == module:
            fail(f"this command is not part of this installation ({module})")
        fail(_not_installed(error))
    return guarded(function)


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, whose errors end the program with a message and a status, never with a traceback."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except KeyboardInterrupt:
            fail("interrupted", INTERRUPTED)
        except BrokenPipeError:
            _close_stdout()
            raise typer.Exit(DONE) from None
        except InputError as error:
            fail(str(error), SET_ASIDE)
        except AntqError as error:
            fail(str(error))
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            fail(f"{name}{error.strerror or error}")
        except ImportError as error:
            fail(_not_installed(error))
        except (typer.Exit, typer.Abort, _ClickError):
            raise
        except Exception as error:
            if os.environ.get("ANTQ_DEBUG"):
                raise
            fail(f"internal error, please report: {type(error).__name__}: {error} (ANTQ_DEBUG=1 shows where)")

    return call


def _not_installed(error: ImportError) -> str:
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    hint = f": pip install 'antq-extract[{extra}]'" if extra else ""
    return f"this needs the package {error.name or error}, which is not installed{hint}"


def fail(message: str, status: int = WRONG_CALL) -> Any:
    """Write a message to standard error and end with ``status``."""
    from antq_extract.cli.terminal import safe

    typer.echo(f"antq-extract: {safe(message)}", err=True)
    raise typer.Exit(status)


def _close_stdout() -> None:
    """Nobody reads any more: let the interpreter flush into nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads Vietnamese provincial news and writes down the numbers that it reports, each with its proof.",
    epilog="Example: `antq-extract run articles/ -o figures.csv`. Each command has its own --help with examples.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from antq_extract.figure import SCHEMA_VERSION
        from antq_extract.schema import package_version

        typer.echo(f"antq-extract {package_version()} (schema {SCHEMA_VERSION})")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    pass


def main() -> None:
    """The entry point of ``antq-extract``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale: outputs are UTF-8, and nothing cannot be written
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="antq-extract")
    except KeyboardInterrupt:
        typer.echo("antq-extract: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:  # of --help and --version; commands tell of their own
        typer.echo(f"antq-extract: cannot write standard output: {error.strerror or error}", err=True)
        _close_stdout()
        sys.exit(WRONG_CALL)


if __name__ == "__main__":
    main()
