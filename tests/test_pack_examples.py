"""Every rule of the pack carries examples: a sentence that it must type, and one that it must not."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from antq_extract.pipeline.corridor import corridor
from antq_extract.rules.pack import load_pack

MARK = re.compile(r"\[([^\]]+)\]")
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
    mark = MARK.search(text)
    assert mark, "an example puts the number in question in brackets"
    plain = text[: mark.start()] + mark[1] + text[mark.end() :]
    scene = reader().read(plain)
    typed = {q.rule for q in scene.quantities if q.start <= mark.start() < q.end}
    if wanted:
        assert rule in typed
    else:
        assert rule not in typed


def test_every_rule_names_its_indicator() -> None:
    assert all(rule.id.split(".")[0] in load_pack().indicators for rule in RULES)
