"""What the columns of the outputs mean, and the ``datapackage.json`` (Frictionless) that says so beside them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from antq_extract.figure import COLUMNS, SCHEMA_VERSION

COMPARATORS = ("exact", "about", "more_than", "nearly", "at_least", "at_most", "less_than")
STATUSES = ("reported", "planned")
CHANGES = ("increase", "decrease")
RECIPIENTS = ("collective", "individual", "household", "mixed")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Frictionless type, what it means, its unit, and its constraints."""

    name: str
    type: str
    description: str
    unit: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict)

    def descriptor(self) -> dict[str, Any]:
        """The field of a Frictionless table schema."""
        out: dict[str, Any] = {"name": self.name, "type": self.type, "description": self.description}
        if self.type == "date":
            out["format"] = "%Y-%m-%d"
        if self.type == "number":
            out["decimalChar"] = "."
        if self.unit:
            out["unit"] = self.unit
        if self.constraints:
            out["constraints"] = dict(self.constraints)
        return out


_REQUIRED = {"required": True}
_DATE_OR_PART = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}

FIGURE_COLUMNS: tuple[Column, ...] = (
    Column("figure_id", "string", "Stable identifier: the same article text, rule pack and place in the text give the same id", constraints=_REQUIRED),
    Column("article_id", "string", "The article's id, unique within the run", constraints=_REQUIRED),
    Column("source", "string", "URL or file name that the article came from"),
    Column("title", "string", "The article's headline, where the source names one"),
    Column("published", "string", "The article's date: YYYY-MM-DD, YYYY-MM or YYYY; empty where not known", constraints=_DATE_OR_PART),
    Column("indicator", "string", "What is counted, as a code of the rule pack (see `antq-extract indicators`)", constraints=_REQUIRED),
    Column("value", "number", "The number; of a ratio the left side, of a range the lower end. Exact decimal", "as in `unit`", _REQUIRED),
    Column("value_max", "number", "Upper end of a range, else empty", "as in `unit`"),
    Column("total", "number", "The whole that `value` is a part of, where both stand in one expression (217/220)", "as in `unit`"),
    Column("baseline", "number", "The earlier or compared value, where one expression sets `value` against it", "as in `unit`"),
    Column("unit", "string", "Percent sign, VND, USD, a unit of measure, or the classifier or counted noun in its short written form"),
    Column("per", "string", "Where the number holds for each of something: what it is per, as written. Not to be summed"),
    Column("comparator", "string", "How exact the writer is", constraints={**_REQUIRED, "enum": COMPARATORS}),
    Column("status", "string", "reported: it happened or is so; planned: target, plan, duty, forecast", constraints={**_REQUIRED, "enum": STATUSES}),
    Column("change", "string", "increase or decrease where the number is itself a change, else empty", constraints={"enum": CHANGES}),
    Column("noun", "string", "The counted noun phrase, as written"),
    Column("period_start", "date", "First day of the time that the number covers, else empty"),
    Column("period_end", "date", "Last day of the time that the number covers, else empty"),
    Column("period_text", "string", "The words that the period was read from"),
    Column("place", "string", "The province, district, commune or region that the number is about, as written"),
    Column("place_code", "string", "Official code of that administrative unit as it stood on the article's date (63 provinces until 2025-06-30, 34 from 2025-07-01)"),
    Column("actor", "string", "Who did it, as written"),
    Column("recipient", "string", "Awards only: who received them", constraints={"enum": RECIPIENTS}),
    Column("award", "string", "Awards only: the award as written, lower case"),
    Column("awarder", "string", "Awards only: who confers it"),
    Column("number_text", "string", "The numeral exactly as written: the article's text[start:end]", constraints=_REQUIRED),
    Column("start", "integer", "Where number_text begins in the article's text", "code points", {**_REQUIRED, "minimum": 0}),
    Column("end", "integer", "Where number_text ends (the position after its last character)", "code points", {**_REQUIRED, "minimum": 0}),
    Column("sentence", "string", "The sentence that holds the number, as written"),
    Column("sentence_start", "integer", "Where that sentence begins in the article's text", "code points", {"minimum": 0}),
    Column("rule", "string", "The rule of the pack that typed the figure"),
    Column("confidence", "number", "How sure the typing is, 0 to 1", constraints={"minimum": 0, "maximum": 1}),
    Column("flags", "string", "Doubts, separated by semicolons (ambiguous_number, ...)"),
)

ARTICLE_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The article's id, unique within the run; `article_id` of its figures", constraints={**_REQUIRED, "unique": True}),
    Column("published", "string", "Date: YYYY-MM-DD, YYYY-MM or YYYY; empty where not known", constraints=_DATE_OR_PART),
    Column("title", "string", "Headline, where the source names one"),
    Column("source", "string", "URL or file name"),
    Column("province", "string", "The province that the outlet writes about, where known"),
    Column("text", "string", "The text that the offsets of the figures refer to, never altered (in CSV not even a leading = + - @)", constraints=_REQUIRED),
)
DUPLICATE_COLUMN = Column("duplicate_of", "string", "Id of the first article of the run that this one nearly repeats, else empty")

if tuple(c.name for c in FIGURE_COLUMNS) != COLUMNS:  # pragma: no cover
    raise AssertionError("schema.py and figure.py name different columns")


def article_columns(dedupe: bool) -> tuple[Column, ...]:
    """The columns of the articles table."""
    return (*ARTICLE_COLUMNS, DUPLICATE_COLUMN) if dedupe else ARTICLE_COLUMNS


def figure_columns(indicators: Sequence[str]) -> tuple[Column, ...]:
    """The columns of the figures table, with the codes that a pack's indicators may have."""
    return tuple(
        replace(c, constraints={**c.constraints, "enum": list(indicators)}) if c.name == "indicator" else c
        for c in FIGURE_COLUMNS
    )


def package_version() -> str:
    """The version of this package."""
    from antq_extract import __version__

    return __version__


def resource(path: Path, columns: Iterable[Column], keys: list[str], rows: int) -> dict[str, Any]:
    """The descriptor of one output file of a data package."""
    suffix = path.suffix.lstrip(".").lower()
    out: dict[str, Any] = {
        "name": "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in path.name.lower()),
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": suffix,
        "mediatype": _MEDIA_TYPES.get(suffix, "application/octet-stream"),
        "encoding": "utf-8",
        "rowCount": rows,
        "schema": {"fields": [c.descriptor() for c in columns], "primaryKey": keys, "missingValues": [""]},
    }
    if suffix == "csv":
        out["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    return out


_MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def data_package(resources: list[dict[str, Any]], pack: str, pack_version: str, digest: str) -> dict[str, Any]:
    """A Frictionless data package; a breaking change of the columns raises the schema's major version."""
    return {
        "profile": "tabular-data-package",
        "name": "antq-extract-figures",
        "title": "Figures that Vietnamese provincial news reports, each with its proof",
        "schemaVersion": SCHEMA_VERSION,
        "generator": {"name": "antq-extract", "version": package_version()},
        "rulePack": {"name": pack, "version": pack_version, "hash": digest},
        "resources": resources,
    }


def merged_package(path: Path, package: dict[str, Any]) -> str:
    """JSON text for ``path``: ``package``, and what an earlier run described there of other files that still exist."""
    ours = {r["name"] for r in package["resources"]}
    try:
        earlier = json.loads(path.read_text("utf-8"))
        kept = [
            r
            for r in earlier.get("resources", [])
            if earlier.get("name") == package["name"]
            and r.get("name") not in ours
            and all(os.path.exists(path.parent / p) for p in ([r["path"]] if isinstance(r["path"], str) else r["path"]))
        ]
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        kept = []
    whole = {**package, "resources": sorted([*package["resources"], *kept], key=lambda r: r["name"])}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
