"""The articles of ``corpus/checks``, read by our own extractor: every planted contradiction found, no false alarm.

Each article says in its front matter what is to be found: ``expect: none``, or ``{kind, at, against}`` with the
numbers as written, and ``with`` or ``of`` for the other article of a set.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import antq_extract
from antq_extract.checks import RULES, Finding, find
from antq_extract.pipeline.extract import figures_of
from antq_extract.readers.tagged import read_meta, read_tagged, tagged_files

FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "checks"
FILES = tagged_files(FOLDER) if FOLDER.is_dir() else []
EXPECTED: dict[str, Any] = {path.stem: read_meta(path)["expect"] for path in FILES}
PLANTED = [name for name, expect in EXPECTED.items() if expect != "none"]

pytestmark = pytest.mark.skipif(not FILES, reason="no corpus/checks here")


@pytest.fixture(scope="module")
def findings() -> dict[str, list[Finding]]:
    """The findings of all articles together, by article."""
    nlp = antq_extract.load()
    figures = [figure for path in FILES for figure in figures_of(read_tagged(path)[0], nlp)]
    by_article: dict[str, list[Finding]] = defaultdict(list)
    for found in find(figures):
        for article_id in found.article_ids:
            by_article[article_id].append(found)
    return by_article


def fits(found: Finding, name: str) -> bool:
    """True where a finding is the one that an article's front matter expects."""
    expect = EXPECTED[name]
    others = {expect[key] for key in ("with", "of") if key in expect}
    written = [figure.number_text for figure in found.figures]
    numbers = "at" not in expect or expect["at"] in written or expect.get("against") in written
    return found.rule == expect["kind"] and numbers and others <= set(found.article_ids)


@pytest.mark.parametrize("name", PLANTED)
def test_planted_contradiction_is_found(name: str, findings: dict[str, list[Finding]]) -> None:
    assert any(fits(found, name) for found in findings[name]), [f.record() for f in findings[name]]


def test_no_false_alarm(findings: dict[str, list[Finding]]) -> None:
    alarms = [
        (found.rule, found.computation, found.article_ids)
        for name in EXPECTED
        for found in findings[name]
        if not any(fits(found, planted) for planted in PLANTED if planted in found.article_ids)
    ]
    assert alarms == []


def test_every_rule_is_planted_at_least_twice() -> None:
    kinds = [EXPECTED[name]["kind"] for name in PLANTED]
    assert {rule for rule in RULES if kinds.count(rule) < 2} == set()
    assert len(FILES) >= 40
