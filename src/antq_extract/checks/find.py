"""All checks over a table of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..figure import Figure
from ..rules.pack import DEFAULT_PACK
from .across import across
from .changes import change_of_pair, change_of_value, decrease_over_100
from .changes_since import change_since
from .copies import copies, origins
from .cues import Cues, load_cues
from .finding import Finding
from .headline import headline_body
from .parts import items_whole, parts_whole
from .ratios import part_above_whole, percent_over_100, ratio_percent, share_percent
from .reading import Reading, group_by_article
from .records import figure_of
from .sums import unit_sum

Check = Callable[[Reading, Cues], Iterator[Finding]]
WITHIN: tuple[Check, ...] = (
    ratio_percent, share_percent, change_of_pair, change_of_value, change_since, decrease_over_100, parts_whole, items_whole,
    part_above_whole, percent_over_100, unit_sum, headline_body,
)  # fmt: skip


def find(figures: Iterable[Figure | Mapping[str, Any]], pack: str = DEFAULT_PACK) -> list[Finding]:
    """What does not add up in ``figures``, within each article and across articles; copies are notes.

    Args:
        figures: figures or plain records with the columns of the figures table; ``sentence``, ``sentence_start``,
            ``start`` and ``end`` are needed for the checks within an article.
        pack: the rule pack whose cues are read.

    Returns:
        Findings by article and offset, those across articles last. Raises :class:`InputError` for a record that
        cannot be read.
    """
    rows = [figure_of(record) for record in figures]
    cues = load_cues(pack)
    readings = group_by_article(rows)
    findings: dict[str, Finding] = {}
    for reading in readings:
        of_article = [found for check in WITHIN for found in check(reading, cues)]
        for found in sorted(of_article, key=lambda f: f.figures[0].start):
            findings.setdefault(found.finding_id, found)
    notes = list(copies(readings))
    for found in [*across(rows, cues, origins(notes)), *notes]:
        findings.setdefault(found.finding_id, found)
    return list(findings.values())
