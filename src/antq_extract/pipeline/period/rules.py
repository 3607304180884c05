"""The cues of ``temporal.yaml`` that say which statement of time governs a number, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache

from ...errors import PackError
from ...language.text import fold
from ...language.time.lexicon import DEFAULT_PACK, FILE, either_spelling, read_section

_WORDS = r"[^ ,;.:()\n]{1,20}(?: [^ ,;.:()\n]{1,20}){0,3}"


@dataclass(frozen=True)
class PeriodRules:
    """One pattern a list of the section ``governance``; those that end in ``_before`` end where they are searched."""

    comparison_before: re.Pattern[str]
    document_before: re.Pattern[str]
    history_before: re.Pattern[str]
    occasion_before: re.Pattern[str]
    name_before: re.Pattern[str]
    merit_before: re.Pattern[str]
    publication_before: re.Pattern[str]
    goal_before: re.Pattern[str]
    vague_before: re.Pattern[str]
    feast_before: re.Pattern[str]
    goal: re.Pattern[str]
    continues: re.Pattern[str]
    clause: re.Pattern[str]
    target: re.Pattern[str]
    crime: re.Pattern[str]
    share: re.Pattern[str]
    described: re.Pattern[str]
    aside_after: re.Pattern[str]
    made: re.Pattern[str]
    picture: re.Pattern[str]
    statement_after: re.Pattern[str]
    event: re.Pattern[str]
    event_lead: re.Pattern[str]
    reset: re.Pattern[str]


@lru_cache(maxsize=8)
def load_period_rules(pack: str = DEFAULT_PACK) -> PeriodRules:
    """The governance cues of a pack.

    Raises:
        PackError: a list is missing, empty, or holds a pattern that does not compile; names file and line.
    """
    section, lines = read_section(pack, "governance")
    compiled: dict[str, re.Pattern[str]] = {}
    for name in (f.name for f in fields(PeriodRules)):
        value = section.get(name)
        where = f"{pack}/{FILE}:{lines.get(name, 0)}: governance.{name}"
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v for v in value):
            raise PackError(f"{where} must be a list of patterns")
        body = "|".join(fold(v).replace("_", _WORDS) for v in value)
        end = "" if name == "picture" else r"[\s(]{0,2}$" if name.endswith("_before") else r"(?!\w)"
        try:
            compiled[name] = re.compile(either_spelling(rf"(?<!\w)(?:{body}){end}"))
        except re.error as error:
            raise PackError(f"{where}: not a valid pattern: {error}") from error
    return PeriodRules(**compiled)
