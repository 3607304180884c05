"""The panel that a researcher wants: one row a place and period, one column an indicator."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ..figure import Figure, plain_number
from ..rules.pack import DEFAULT_PACK
from .across import disagree
from .cues import Cues, load_cues
from .interval import Interval, interval_of
from .reading import folded, unit_kind
from .records import figure_of

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("place_code", "place", "period_start", "period_end")
HOW = ("whole", "sum")
PERIODS = ("reported", "year", "quarter", "month")

# The kind of unit whose column bears the indicator's plain name; others add theirs: ``drugs [kg]``.
_OWN_KIND = {"funds": "VND", "fines": "VND", "clearance_rate": "%"}
_MOST_REPORTS = 200
_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def panel(
    figures: Iterable[Figure | Mapping[str, Any]],
    how: str = "whole",
    period: str = "reported",
    pack: str = DEFAULT_PACK,
) -> pd.DataFrame:
    """A table with one row a place and period and one column an indicator.

    Planned numbers, changes, numbers per something and figures without place or period are left out. What one place
    and period count as the same (indicator and noun) is one statistic, however many articles repeat it; where its
    reports cannot all be right, the one that most articles give is taken and the row's ``conflicts`` names them all.

    Args:
        figures: figures or plain records.
        how: how several statistics of an indicator make one cell: ``whole`` takes the largest (the others are mostly
            its parts), ``sum`` adds them up (for figures of separate events; percentages are never added).
        period: ``reported`` keeps the periods as written; ``year``, ``quarter`` and ``month`` keep figures that cover
            exactly such a period, and with ``sum`` also adds up those of single days within it.
        pack: the rule pack whose cues tell like sentences.

    Returns:
        A data frame with the columns :data:`KEYS`, one an indicator (exact decimals, ``None`` where nothing is
        reported), ``articles`` (how many articles the row rests on) and ``conflicts``.
    """
    import pandas as pd

    cues = load_cues(pack)
    rows: dict[tuple[str, ...], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for record in figures:
        figure = figure_of(record)
        span = _span(figure, how, period)
        if span is None or not _counts(figure):
            continue
        key: tuple[str, ...] = (figure.place_code or folded(figure.place), *span)
        names.setdefault(key, (figure.place_code, figure.place, *span))
        rows[key][_column(figure)].append(figure)
    columns = sorted({name for cells in rows.values() for name in cells})
    table = []
    for key in sorted(rows):
        cells = rows[key]
        conflicts: list[str] = []
        row: dict[str, Any] = dict(zip(KEYS, names[key], strict=True))
        for name in columns:
            row[name] = _cell(name, cells[name], how, conflicts, cues) if name in cells else None
        row["articles"] = len({figure.article_id for found in cells.values() for figure in found})
        row["conflicts"] = "; ".join(conflicts)
        table.append(row)
    return pd.DataFrame(table, columns=[*KEYS, *columns, "articles", "conflicts"])


def _counts(figure: Figure) -> bool:
    stated = figure.status == "reported" and not figure.change and not figure.per
    return (
        stated
        and bool(figure.place or figure.place_code)
        and bool(figure.indicator)
        and figure.indicator != "other"
    )


def _span(figure: Figure, how: str, period: str) -> tuple[str, str] | None:
    """The row's period; ``None`` where the figure belongs to no row."""
    start, end = figure.period_start, figure.period_end
    if not start or not end:
        return None
    if period == "reported":
        return start, end
    first, last = _calendar_span(start, _MONTHS[period])
    within = start == end and how == "sum"
    return (first, last) if (start, end) == (first, last) or within else None


def _calendar_span(day: str, months: int) -> tuple[str, str]:
    """First and last day of the calendar period of so many months that a day lies in."""
    year, month = int(day[:4]), int(day[5:7])
    first = (month - 1) // months * months + 1
    last = first + months - 1
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{monthrange(year, last)[1]:02}"


def _column(figure: Figure) -> str:
    kind = unit_kind(figure)
    own = _OWN_KIND.get(figure.indicator, "")
    if (figure.unit == own) if own else kind == "count":
        return figure.indicator
    return f"{figure.indicator} [{'count' if kind == 'count' else figure.unit}]"


def _cell(name: str, figures: list[Figure], how: str, conflicts: list[str], cues: Cues) -> Decimal:
    """The value of a cell; adds what is reported differently to ``conflicts``."""
    statistics: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        # Single days that a calendar period adds up are events of their own.
        statistics[(_noun(figure), figure.period_start, figure.period_end)].append(figure)
    values = [_agreed(name, reports, conflicts, cues) for reports in statistics.values()]
    if how == "sum" and not name.endswith("[%]") and name != "clearance_rate":
        return sum(values[1:], values[0])
    return max(values)


def _agreed(name: str, reports: list[Figure], conflicts: list[str], cues: Cues) -> Decimal:
    """The value that most articles report; of equally many the largest (a part is below its whole)."""
    articles: dict[Decimal, set[str]] = defaultdict(set)
    for figure in reports:
        articles[figure.value].add(figure.article_id)
    if _contradict(reports, cues):
        told = ", ".join(f"{plain_number(v)} ({'/'.join(sorted(articles[v]))})" for v in sorted(articles))
        conflicts.append(f"{name} {_noun(reports[0])}: {told}")
    return max(articles, key=lambda value: (len(articles[value]), value))


def _contradict(reports: list[Figure], cues: Cues) -> bool:
    """True where reports of different articles cannot all be right.

    A noun of several words (vụ cháy rừng) says enough; for a bare one (vụ, đồng) the sentences must be alike too.
    """
    told: dict[tuple[str, Interval], Figure] = {}
    for figure in reports:
        told.setdefault((figure.article_id, interval_of(figure)), figure)
    if len(told) > _MOST_REPORTS:
        return len({interval for _, interval in told}) > 1
    specific = unit_kind(reports[0]) == "count" and " " in _noun(reports[0])
    given: dict[str, list[Interval]] = defaultdict(list)
    for article, interval in told:
        given[article].append(interval)
    for ((a, left), one), ((b, right), other) in combinations(told.items(), 2):
        if a == b or any(left.meets(x) for x in given[b]) or any(right.meets(x) for x in given[a]):
            continue
        if specific or disagree(one, other, cues):
            return True
    return False


def _noun(figure: Figure) -> str:
    return folded(figure.noun or figure.unit)
