"""Every rule of the pack carries examples: a sentence that it must type, and one that it must not."""

from __future__ import annotations

from functools import lru_cache

import pytest

from antq_extract.evaluation.examples import rules_of
from antq_extract.pipeline.corridor import corridor
from antq_extract.rules.pack import load_pack

RULES = load_pack().rules
CASES = [
    pytest.param(rule.id, text, wanted, id=f"{rule.id}-{'match' if wanted else 'no-match'}-{number}")
    for rule in RULES
    for wanted, texts in ((True, rule.examples.match), (False, rule.examples.no_match))
    for number, text in enumerate(texts)
]


@lru_cache(maxsize=1)
def reader():
    return corridor()


@pytest.mark.parametrize(("rule", "text", "wanted"), CASES)
def test_example(rule: str, text: str, wanted: bool) -> None:
    assert (rule in rules_of(reader(), text)) is wanted


def test_every_rule_names_its_indicator() -> None:
    assert all(rule.id.split(".")[0] in load_pack().indicators for rule in RULES)
