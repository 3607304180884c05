"""``indicators``: what the rule pack can tell apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from ..errors import UsageError
from .names import counted
from .terminal import cell, output, safe, usage_errors

if TYPE_CHECKING:
    from ..rules.model import Indicator

_EXAMPLES = 2


def indicators(
    code: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help="Only these indicators, with all their rules.")
    ] = None,
    pack: Annotated[
        str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")
    ] = "antq_vi",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with all rules and examples.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Try the examples of the rules, and list those that do not hold.")] = False,
) -> None:
    """The indicators of the rule pack: what each counts, and examples.

    Examples:

      antq-extract indicators

      antq-extract indicators cases suspects

      antq-extract indicators --json

      antq-extract indicators gifts --pack my_pack --test

    Exit status: 0 done; 1 done, but examples do not hold; 2 the call or the pack is wrong.
    """
    with usage_errors():
        from ..rules.pack import load_pack

        loaded = load_pack(pack)
        unknown = [name for name in code or () if name not in loaded.indicators]
        if unknown:
            raise UsageError(
                f"no indicator {unknown[0]!r} in {pack}; known are {', '.join(loaded.indicators)}"
            )
        chosen = [loaded.indicators[name] for name in code or loaded.indicators]
        if test:
            _try_examples(chosen, pack)
        elif as_json:
            typer.echo(json.dumps([_record(indicator) for indicator in chosen], ensure_ascii=False, indent=1))
        elif code:
            for indicator in chosen:
                output().print(_rule_table(indicator))
        else:
            output().print(_overview(chosen))


def _try_examples(chosen: list[Indicator], pack: str) -> None:
    """Lists the examples that do not hold; raises the exit status 1 where there are any."""
    from ..evaluation.examples import failures

    rules = [rule for indicator in chosen for rule in indicator.rules]
    failed = 0
    for failure in failures(rules, pack):
        failed += 1
        told = f"{failure.rule} must {'type' if failure.wanted else 'not type'} "
        typed = f"  (typed by {', '.join(failure.typed)})" if failure.typed else "  (no figure there)"
        output().print(cell(told, "bold red").append(example_text(failure.example)).append(safe(typed), "dim"))
    count = sum(len(rule.examples.match) + len(rule.examples.no_match) for rule in rules)
    output().print(f"{counted(count, 'example')} of {counted(len(rules), 'rule')}: {failed or 'none'} failed")
    if failed:
        raise typer.Exit(1)


def _overview(chosen: list[Indicator]) -> Table:
    table = Table(title=f"{len(chosen)} indicators", title_justify="left")
    table.add_column("code", no_wrap=True)
    table.add_column("counts")
    table.add_column("rules", justify="right")
    table.add_column("examples")
    for indicator in chosen:
        examples = [rule.examples.match[0] for rule in indicator.rules][:_EXAMPLES]
        shown = Text("\n").join(example_text(example) for example in examples)
        table.add_row(cell(indicator.code), cell(indicator.counts), str(len(indicator.rules)), shown)
    return table


def _rule_table(indicator: Indicator) -> Table:
    table = Table(title=f"{indicator.code}: {indicator.counts}", title_justify="left")
    for name in ("rule", "examples", "not this"):
        table.add_column(name, overflow="fold")
    for rule in indicator.rules:
        yes, no = (
            Text("\n").join(map(example_text, found))
            for found in (rule.examples.match, rule.examples.no_match)
        )
        table.add_row(cell(rule.id), yes, no)
    return table


def example_text(example: str) -> Text:
    """An example with the number in question, which stands in brackets, highlighted instead."""
    before, opened, rest = example.partition("[")
    number, closed, after = rest.partition("]")
    if not (opened and closed):
        return cell(example)
    return cell(before).append(cell(number, "bold black on yellow")).append(cell(after))


def _record(indicator: Indicator) -> dict[str, Any]:
    rules = [
        {"id": rule.id, "kind": rule.kind, "match": rule.examples.match, "no_match": rule.examples.no_match}
        for rule in indicator.rules
    ]
    return {"code": indicator.code, "counts": indicator.counts, "words": indicator.words, "rules": rules}
