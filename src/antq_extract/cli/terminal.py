"""What an article says, safe to print: no markup is read in it, no escape sequence reaches the terminal."""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from ..errors import AntqError, UsageError

# C0 and C1 controls but the line feed; marks that turn the direction of text; characters without width.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def safe(text: str) -> str:
    """``text`` with every control and direction mark replaced by one visible character; offsets stay as they are."""
    return _UNSAFE.sub(_visible, text)


def cell(text: object, style: str = "") -> Text:
    """A table cell that prints ``text`` as it stands, whatever it holds."""
    return Text(safe(str(text)).replace("\n", " "), style=style)


def sentence_text(sentence: str, spans: list[tuple[int, int]], style: str = "bold black on yellow") -> Text:
    """A sentence with the given spans (offsets in the sentence) highlighted."""
    text = cell(sentence)
    for start, end in spans:
        text.stylize(style, max(0, start), max(0, end))
    return text


def period_words(start: str, end: str) -> str:
    """A period as short as it can be said: ``2022``, ``2022-03``, ``2022-03-14``, ``2022-01–2022-06``, ``–2030``."""
    if not start and not end:
        return ""
    if start == end:
        return start
    first = (
        start.removesuffix("-01").removesuffix("-01")
        if start.endswith("-01-01")
        else start.removesuffix("-01")
    )
    last = end.removesuffix("-12-31")
    if last == end and _is_month_end(end):
        last = end[:7]
        first = start[:7] if start.endswith("-01") else start
    elif last == end:
        first = start
    return first if first == last else f"{first}–{last}"


def _is_month_end(day: str) -> bool:
    try:
        return int(day[8:10]) == monthrange(int(day[:4]), int(day[5:7]))[1]
    except ValueError:
        return False


def output() -> Console:
    """The console of the data: standard output."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False)


def messages() -> Console:
    """The console of messages: standard error."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def report_problems(problems: list[str], shown: int = 20) -> None:
    """Lists rows that were set aside on standard error."""
    console = messages()
    for problem in problems[:shown]:
        console.print(Text(safe(f"set aside: {problem}")))
    if len(problems) > shown:
        console.print(Text(f"… and {len(problems) - shown} more set aside"))


def province_meant(province: str, quiet: bool = False) -> str:
    """The official name of the province that the user gives; one that is unknown is told, and taken as it is."""
    if not province.strip():
        return ""
    from ..language.gazetteer.typed_province import official_province

    official = official_province(province)
    if not official and not quiet:
        messages().print(Text(safe(f"note: --province {province!r} is no province of the gazetteer; places are read without it")))
    return official or province.strip()


def not_an_input(out: Path | None, *inputs: Path | None) -> None:
    """Raises :class:`UsageError` where a command would write over what it reads."""
    if out is None or not out.exists():
        return
    for path in inputs:
        if path is not None and path.exists() and out.samefile(path):
            raise UsageError(f"-o {out}: is read by this command; choose another name")


@contextmanager
def usage_errors() -> Iterator[None]:
    """Turns an error that a user can act on into one line on standard error and exit status 2."""
    try:
        yield
    except AntqError as error:
        messages().print(Text(safe(f"antq-extract: {error}"), style="red"))
        raise typer.Exit(2) from None


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
