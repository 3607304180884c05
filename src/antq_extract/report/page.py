"""The report: one HTML file that holds everything it needs and asks no network for anything."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..checks.finding import Finding
from ..schema import package_version
from .articles import Shown
from .payload import json_in_html, payload

#: The scripts of a page, in order.
SCRIPTS = ("vendor/d3.min.js", "core.js", "model.js", "reader.js", "table.js", "findings.js", "charts.js", "summary.js", "start.js")
STYLES = ("page.css",)
LANGUAGES = ("vi", "en")


@dataclass(slots=True)
class Report:
    """A report to be written.

    Attributes:
        shown: the articles with their figures.
        findings: what the checks found in them.
        title: heading of the page; empty for the default one.
        language: ``vi`` or ``en``, in which the page opens; the reader can switch.
        indicators: code to what it counts, of the rule pack.
        verdicts: what an archive says about the figures, see :func:`antq_extract.report.payload.verdict_records`.
    """

    shown: list[Shown]
    findings: Iterable[Finding]
    title: str = ""
    language: str = "vi"
    indicators: dict[str, str] | None = None
    verdicts: list[dict[str, Any]] | None = None


def report_page(report: Report) -> str:
    """The HTML of a report."""
    script = "\n".join(static(name) for name in SCRIPTS)
    style = "\n".join(static(name) for name in STYLES)
    if "</script" in script.lower() or "</style" in style.lower():  # pragma: no cover
        raise AssertionError("a static file would end its own element")
    data = payload(
        report.shown,
        report.findings,
        mode="report",
        language=report.language,
        title=report.title,
        made=datetime.date.today().isoformat(),
        version=package_version(),
        indicators=report.indicators or {},
        verdicts=report.verdicts,
    )
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment().get_template("report.html").render(
        language=report.language,
        title=report.title,
        policy=Markup(policy),
        script=Markup(script),
        style=Markup(style),
        data=Markup(json_in_html(data)),
        words=Markup(json_in_html(words())),
        say=lambda key: say(key, report.language),
        mode="report",
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with autoescape on."""
    return Environment(
        loader=PackageLoader("antq_extract.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=32)
def static(name: str) -> str:
    """The text of a static file of the page."""
    return files("antq_extract.report").joinpath("static", *name.split("/")).read_text("utf-8")


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, Any]]:
    """What the page says, by language and key."""
    return json.loads(static("words.json"))


def say(key: str, language: str) -> str:
    """What the page says for ``key``."""
    return words()[language][key]


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
