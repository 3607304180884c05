"""The examples of a rule pack's rules, tried: each rule must type its own and leave the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..pipeline.corridor import Corridor, corridor
from ..rules.model import IN_BRACKETS, Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold.

    Attributes:
        wanted: the rule had to type the number in brackets (``match``), or must not have (``no_match``).
        typed: the rules that typed it, sorted; empty where no figure was found there.
    """

    rule: str
    example: str
    wanted: bool
    typed: tuple[str, ...]


def failures(rules: Iterable[Rule], pack: str) -> Iterator[Failure]:
    """The examples of ``rules`` that do not hold in ``pack``, the pack's name or the path of its folder."""
    reader = corridor(pack)
    for rule in rules:
        for wanted, examples in ((True, rule.examples.match), (False, rule.examples.no_match)):
            for example in examples:
                typed = rules_of(reader, example)
                if (rule.id in typed) is not wanted:
                    yield Failure(rule.id, example, wanted, tuple(sorted(typed)))


def rules_of(reader: Corridor, example: str) -> set[str]:
    """The rules that type the number in brackets of an example."""
    mark = IN_BRACKETS.search(example)
    assert mark is not None, "the pack is validated when it is loaded"
    scene = reader.read(example[: mark.start()] + mark[1] + example[mark.end() :])
    return {q.rule for q in scene.quantities if q.start <= mark.start() < q.end}
