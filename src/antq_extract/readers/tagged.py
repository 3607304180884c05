"""Reads articles whose gold is tagged inline, as a linguist writes it by hand.

A file is YAML front matter between two ``---`` lines and the article's text, in which each figure stands in
double brackets: the number, a bar, the indicator and its unit, then the other fields::

    ---
    id: 2022-gia-lai-tong-ket
    published: 2022-12-27
    province: Gia Lai
    period: 2022            # for every figure that does not say otherwise
    place: Gia Lai
    ---
    mở [[1.250|sessions buổi]] buổi họp dân, hơn [[48.000|participants lượt người; more_than]] lượt người dự

Everything outside the brackets and everything before the first bar is the article's text, character for
character. ``corpus/README.md`` explains every key.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from antq_extract.article import Article
from antq_extract.errors import InputError

COMPARATORS = ("exact", "about", "more_than", "nearly", "at_least", "at_most", "less_than")
STATUSES = ("reported", "planned")
CHANGES = ("increase", "decrease")
RECIPIENTS = ("collective", "individual", "household", "mixed")

# A bare word in a tag and the field that it fills.
_FLAGS = (
    dict.fromkeys(COMPARATORS, "comparator")
    | dict.fromkeys(STATUSES, "status")
    | dict.fromkeys(CHANGES, "change")
    | dict.fromkeys(RECIPIENTS, "recipient")
)
_NUMBER_KEYS = {"value": "value", "max": "value_max", "total": "total", "baseline": "baseline"}
_TEXT_KEYS = ("per", "place", "award", "awarder")
_META_TEXT = ("id", "title", "published", "province", "source")

_TAG = re.compile(r"\[\[([^\[\]|\n]{1,200})\|([^\[\]\n]{1,400})\]\]")
_BRACKETS = re.compile(r"\[\[|\]\]")
_INDICATOR = re.compile(r"([a-z]+(?:_[a-z]+)*)(?: +(\S.*))?")
_PLAIN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_PAIR = re.compile(r"([\d.,]+)\s?(/|-|–)\s?([\d.,]+)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_tagged(source: Path | str, name: str = "") -> tuple[Article, list[dict[str, Any]]]:
    """An article and its gold figures.

    Args:
        source: the path of a tagged file, or a tagged text itself (a ``str`` that starts with ``---``).
        name: how messages call a text that has no path.

    Returns:
        The article, its text free of tags, and its figures in the order of the text: dicts with ``start``,
        ``end`` (code points), ``number_text``, ``indicator``, ``unit``, numbers as exact decimals, ``comparator``,
        ``status``, and of the other fields those that hold something; ``optional`` only where true.

    Raises:
        InputError: the file cannot be read or is not well formed; the message names the file and the line.
    """
    meta, body, where, line = _split(source, name)
    text, figures = _read_body(body, meta, where, line)
    article = Article(text=text, **{key: str(meta.get(key, "")) for key in _META_TEXT})
    if not article.id:
        raise InputError(f"{where}:1: the front matter names no id")
    article.source = article.source or Path(where).name
    return article, figures


def read_meta(source: Path | str, name: str = "") -> dict[str, Any]:
    """The front matter of a tagged file; every scalar is a string as written (``{}`` where there is none)."""
    return _split(source, name)[0]


def untag(source: Path | str, name: str = "") -> str:
    """The text of a tagged file without front matter and tags."""
    return read_tagged(source, name)[0].text


def read_folder(folder: Path | str) -> list[tuple[Article, list[dict[str, Any]]]]:
    """Every tagged file of a folder (``README.md`` left out), by file name, as :func:`read_tagged` reads it.

    Raises:
        InputError: a file is not well formed, or two files have the same id.
    """
    pairs: list[tuple[Article, list[dict[str, Any]]]] = []
    seen: dict[str, Path] = {}
    for path in tagged_files(folder):
        article, figures = read_tagged(path)
        if article.id in seen:
            raise InputError(f"{path}:1: the id {article.id} is also that of {seen[article.id]}")
        seen[article.id] = path
        pairs.append((article, figures))
    return pairs


def gold_records(folder: Path | str) -> list[dict[str, Any]]:
    """The gold of a folder of tagged files, ready for JSON; raises as :func:`read_folder`.

    Returns:
        Records ``{id, source, published, province, figures}``; whole numbers are ``int``, others ``float``.
    """
    return [
        {
            "id": article.id,
            "source": article.source,
            "published": article.published,
            "province": article.province,
            "figures": [{key: _json_value(value) for key, value in figure.items()} for figure in figures],
        }
        for article, figures in read_folder(folder)
    ]


def article_records(folder: Path | str) -> list[dict[str, str]]:
    """The articles of a folder of tagged files without their tags, one record an article, as ``run`` reads them
    from a ``.jsonl``: ``{id, text, published, title, source, province}``. Raises as :func:`read_folder`.
    """
    return [asdict(article) for article, _ in read_folder(folder)]


def tagged_files(folder: Path | str) -> list[Path]:
    """The tagged files of a folder, by name."""
    return [path for path in sorted(Path(folder).glob("*.md")) if path.name != "README.md"]


def _json_value(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _split(source: Path | str, name: str) -> tuple[dict[str, Any], str, str, int]:
    """Front matter, body, the name for messages, and the line on which the body starts."""
    if isinstance(source, str) and source.startswith("---"):
        content, where = source, name or "text"
    else:
        where = str(source)
        try:
            # newline="" keeps every character of the text as it is
            with open(source, encoding="utf-8", newline="") as file:
                content = file.read()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{where}: cannot be read: {error}") from error
    head, mark, body = content.removeprefix("---\n").partition("\n---\n")
    if not content.startswith("---\n") or not mark:
        raise InputError(f"{where}:1: the front matter does not stand between two lines of ---")
    try:
        # BaseLoader: a date stays the string that was written
        meta = yaml.load(head, Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        raise InputError(
            f"{where}:{at.line + 2 if at else 1}: the front matter is not YAML: {error}"
        ) from error
    if not isinstance(meta, dict):
        raise InputError(f"{where}:2: the front matter is not a list of keys and values")
    return meta, body.removesuffix("\n"), where, head.count("\n") + 4


def _read_body(
    body: str, meta: Mapping[str, Any], where: str, first_line: int
) -> tuple[str, list[dict[str, Any]]]:
    pieces: list[str] = []
    figures: list[dict[str, Any]] = []
    position = length = 0
    for tag in _TAG.finditer(body):
        line = first_line + body.count("\n", 0, tag.start())
        before, number_text = body[position : tag.start()], tag[1]
        try:
            fields = _read_fields(number_text, tag[2], meta)
        except ValueError as error:
            raise InputError(f"{where}:{line}: {error}") from error
        start = length + len(before)
        figures.append(
            {"start": start, "end": start + len(number_text), "number_text": number_text, **fields}
        )
        pieces += [before, number_text]
        length, position = start + len(number_text), tag.end()
    pieces.append(body[position:])
    text = "".join(pieces)
    if _BRACKETS.search(text):
        rest = _BRACKETS.search(_TAG.sub(lambda tag: " " * len(tag[0]), body))
        line = first_line + (body.count("\n", 0, rest.start()) if rest else 0)
        raise InputError(f"{where}:{line}: brackets that are not a tag [[number|indicator unit; key=value]]")
    return text, figures


def _read_fields(number_text: str, tag: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one tag.

    Raises:
        ValueError: what is wrong with the tag.
    """
    first, *items = (item.strip() for item in tag.split(";"))
    head = _INDICATOR.fullmatch(first)
    if not head:
        raise ValueError(f"the tag of {number_text} does not start with an indicator: {first!r}")
    fields: dict[str, Any] = {"indicator": head[1], "unit": head[2] or ""}
    fields |= {"comparator": "exact", "status": "reported"}
    place, period = str(meta.get("place", "")), str(meta.get("period", ""))
    numbers: dict[str, Decimal] = {}
    for item in items:
        key, equals, value = (part.strip() for part in item.partition("="))
        if not equals and item in _FLAGS:
            fields[_FLAGS[item]] = item
        elif item == "optional":
            fields["optional"] = True
        elif equals and key in _NUMBER_KEYS:
            numbers[_NUMBER_KEYS[key]] = _exact(key, value)
        elif equals and key == "period":
            period = value
        elif equals and key == "place":
            place = value
        elif equals and key in _TEXT_KEYS and value:
            fields[key] = value
        else:
            raise ValueError(f"the tag of {number_text} has an item that is not known or empty: {item!r}")
    fields |= _numbers(number_text, numbers)
    if place:
        fields["place"] = place
    fields |= dict(zip(("period_start", "period_end"), _period(period), strict=True)) if period else {}
    return {key: value for key, value in fields.items() if value != "" or key == "unit"}


def _exact(key: str, value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{key}={value} is not a number (write 1250000, 2.5 or 1.25e6)") from None
    if not number.is_finite():
        raise ValueError(f"{key}={value} is not a number")
    return Decimal(format(number, "f"))


def _numbers(number_text: str, given: dict[str, Decimal]) -> dict[str, Decimal]:
    """The numbers of a tag: as given, else read off a plain numeral, a plain ratio or a plain range."""
    if "value" in given:
        return given
    pair = _PAIR.fullmatch(number_text)
    if _PLAIN.fullmatch(number_text):
        return {"value": _plain(number_text), **given}
    if pair and _PLAIN.fullmatch(pair[1]) and _PLAIN.fullmatch(pair[3]):
        other = "value_max" if pair[2] != "/" else "baseline" if "baseline" in given else "total"
        return {"value": _plain(pair[1]), other: _plain(pair[3]), **given}
    raise ValueError(f"{number_text!r} is not plain digits: say value= (and max=, total=, baseline=)")


def _plain(digits: str) -> Decimal:
    return Decimal(digits.replace(".", "").replace(",", "."))


def _period(period: str) -> tuple[str, str]:
    """First and last day of ``2022``, ``2022-03``, ``2022-03-14``, ``2022-01..2022-06``, ``..2022-06`` or ``2022..``."""
    start, dots, end = period.partition("..")
    if not dots:
        end = start
    return _day(start, last=False), _day(end, last=True)


def _day(date: str, last: bool) -> str:
    if not date:
        return ""
    parts = _DATE.fullmatch(date)
    try:
        year, month, day = (int(part) if part else 0 for part in parts.groups()) if parts else (0, 0, 0)
        month = month or (12 if last else 1)
        days = monthrange(year, month)[1]
        day = day or (days if last else 1)
        if not year or day > days:
            raise ValueError
    except ValueError:
        raise ValueError(f"{date!r} is not a date: write 2022, 2022-03 or 2022-03-14") from None
    return f"{year:04}-{month:02}-{day:02}"
