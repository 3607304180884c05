"""The reference annotation that figures are measured against."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checks.records import figure_of
from ..errors import InputError, UsageError
from ..figure import Figure


@dataclass(slots=True)
class GoldFigure:
    """An annotated figure; ``optional`` marks one that a careful reader could leave out."""

    figure: Figure
    optional: bool = False


@dataclass(slots=True)
class GoldArticle:
    """An article's annotation. ``text`` is empty where the gold does not carry it."""

    id: str
    figures: list[GoldFigure]
    text: str = ""


def read_gold(path: Path) -> list[GoldArticle]:
    """Gold from a ``.jsonl`` file (one article a line), or from an inline-tagged article or a folder of them.

    The texts of a JSONL gold are taken from ``articles.jsonl`` beside it, where there is one; they are only needed
    to show the sentence of a missed figure. Raises :class:`UsageError` where the gold cannot be read.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if path.is_dir() or path.suffix == ".md":
        return [_tagged_article(file) for file in (_tagged_files(path) if path.is_dir() else [path])]
    articles = [_gold_article(path, number, record) for number, record in _json_lines(path)]
    texts = _texts_beside(path)
    for article in articles:
        article.text = article.text or texts.get(article.id, "")
    return articles


def gold_figure(record: dict[str, Any], article_id: str) -> GoldFigure:
    """A gold record as a figure. Raises :class:`InputError` where its numbers cannot be read."""
    return GoldFigure(figure_of({"article_id": article_id} | record), bool(record.get("optional")))


def _tagged_files(folder: Path) -> list[Path]:
    from ..readers.tagged import tagged_files

    files = tagged_files(folder)
    if not files:
        raise UsageError(f"{folder}: no tagged article (*.md) in this folder")
    return files


def _tagged_article(path: Path) -> GoldArticle:
    from ..readers.tagged import read_tagged  # brings YAML, which a JSONL gold does without

    try:
        article, records = read_tagged(path)
        return GoldArticle(article.id, [gold_figure(record, article.id) for record in records], article.text)
    except InputError as error:
        raise UsageError(str(error)) from None


def _gold_article(path: Path, number: int, record: dict[str, Any]) -> GoldArticle:
    try:
        name = str(record["id"])
        figures = [gold_figure(figure, name) for figure in record["figures"]]
    except KeyError as error:
        raise UsageError(f"{path}, line {number}: no field {error}") from None
    except InputError as error:
        raise UsageError(f"{path}, line {number}: {error}") from None
    return GoldArticle(name, figures, str(record.get("text", "")))


def _texts_beside(path: Path) -> dict[str, str]:
    beside = path.with_name("articles.jsonl")
    if beside == path or not beside.exists():
        return {}
    return {str(record.get("id")): str(record.get("text", "")) for _, record in _json_lines(beside)}


def _json_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    records = []
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    try:
                        record = json.loads(line)
                    except (ValueError, RecursionError) as error:
                        raise UsageError(f"{path}, line {number}: not JSON ({error})") from None
                    if not isinstance(record, dict):
                        raise UsageError(f"{path}, line {number}: not a JSON object")
                    records.append((number, record))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not JSON lines ({error})") from None
    return records
