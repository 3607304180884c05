"""Statements of time in a text: dates, months, years, periods, ranges, durations, times of day.

Two readers use them: the numeral reader, which leaves out digits that belong to time, and the reader of periods.
"""

from __future__ import annotations

import re

from ..text import TextView
from .grammar import load_grammar
from .lexicon import DEFAULT_PACK
from .resolve import TemporalContext, resolve
from .types import NOW, Point, TemporalExpression

__all__ = ["NOW", "Point", "TemporalContext", "TemporalExpression", "find_temporal", "resolve"]

_GAP = re.compile(r"\s?\)?\s?(?:[-–—]|,? ?(?:cho )?(?:đến|tới)(?: (?:hết|khoảng|ngày|thời điểm))?)\s?")
_TO_NOW = re.compile(r"\s?\)?\s?(?:cho )?(?:đến|tới) (?:thời điểm )?(?:nay|hiện nay|hiện tại|này|hôm nay|giờ|bây giờ)(?!\w)")
_AND = re.compile(r" và ")
_FROM = re.compile(r"(?<!\w)(?:(?:kể|tính|bắt đầu|chỉ tính|tính riêng) )?(?:từ|kể từ)(?: (?:khi|lúc|thời điểm|khoảng))?(?:(?:(?<=khi)|(?<=lúc))[^\d\n.,;:()]{1,40}\()?\s?$")
_UNTIL = re.compile(
    r"(?<!\w)(?:(?:(?P<count>tính|cập nhật|thống kê|tổng hợp|số liệu|lũy kế|cho) )?(?:đến|tới)(?: (?:trước|hết|khoảng|thời điểm|khi|lúc))?|trước|hết)\s?$"
)
_AFTER = re.compile(r"(?<!\w)sau\s?$")
_FROM_NOW_GAP = re.compile(r"(?<!\w)từ (?:nay|bây giờ) (?:cho )?(?:đến|tới)(?: hết)?\s?$")
_FROM_THEN = re.compile(r"(?<!\w)từ (?:đó|thời điểm đó|lúc đó)\s?$")
_CLOCK_GAP = re.compile(r"[\s,]{0,3}(?:của )?")
_MINUTE = re.compile(r"\d\s?(?:giờ|h|:|g)\s?\d")
_POINTS = frozenset(("date", "month", "quarter", "year", "months_of_year", "school_year"))
_LOOK_BACK = 48
# Tháng 8 vừa qua: the month governs, not the vague word after it.
_SUFFIXED = _POINTS | {"range"}
_SUFFIX = re.compile(r" (?:vừa qua|vừa rồi|mới đây|gần đây|qua)(?!\w)")


def find_temporal(view: TextView, start: int = 0, end: int | None = None, pack: str = DEFAULT_PACK) -> list[TemporalExpression]:
    """The statements of time in ``view.norm[start:end]``, in order, without overlap.

    Args:
        view: the text's folded view.
        start, end: positions of the view to search between.
        pack: the rule pack whose vocabulary is used.

    Returns:
        Expressions with their span, kind and ends. Counts that only look like time (58/46 vụ, 1.200 giờ phát sóng,
        năm người) are not among them.
    """
    norm = view.norm
    end = len(norm) if end is None else end
    atoms, to_the_minute = _with_clock(norm, list(load_grammar(pack).atoms(view, start, end)))
    found: list[TemporalExpression] = []
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        i += 1
        floor = found[-1].end if found else start
        if atom.kind in _POINTS:
            minute = atom.start in to_the_minute
            i = _join_right(norm, atom, atoms, i, end)
            _join_left(norm, atom, max(floor, atom.start - _LOOK_BACK), minute, found)
        elif atom.kind == "now":
            _since_then(norm, atom, max(floor, atom.start - _LOOK_BACK))
        if atom.kind in _SUFFIXED:
            suffix = _SUFFIX.match(norm, atom.end, end)
            if suffix and i < len(atoms) and atoms[i].start < suffix.end():
                atom.end = atoms[i].end
                i += 1
        found.append(atom)
    return found


def _with_clock(norm: str, atoms: list[TemporalExpression]) -> tuple[list[TemporalExpression], set[int]]:
    """Dates with the time of day before them as one (7h30 ngày 28/1), and the starts of those told to the minute."""
    merged: list[TemporalExpression] = []
    to_the_minute: set[int] = set()
    for atom in atoms:
        if atom.kind == "date" and merged and merged[-1].kind == "time":
            time = merged[-1]
            if _CLOCK_GAP.fullmatch(norm, time.end, atom.start):
                merged[-1] = TemporalExpression(time.start, atom.end, "date", atom.first, atom.last)
                if _MINUTE.search(norm, time.start, time.end):
                    to_the_minute.add(time.start)
                continue
        merged.append(atom)
    return merged, to_the_minute


def _join_right(norm: str, atom: TemporalExpression, atoms: list[TemporalExpression], i: int, end: int) -> int:
    """Take in the other end that follows: `… đến nay`, `… - 20/8`, `… và 2/7/2022`."""
    to_now = _TO_NOW.match(norm, atom.end, end)
    if to_now:
        atom.kind, atom.last, atom.end = "range", NOW, to_now.end()
        while i < len(atoms) and atoms[i].start < atom.end:
            i += 1
        return i
    if i == len(atoms):
        return i
    other = atoms[i]
    if other.kind not in _POINTS or other.first is None or other.start - atom.end > 24:
        return i
    if _GAP.fullmatch(norm, atom.end, other.start) or (
        atom.kind == other.kind == "date" and _AND.fullmatch(norm, atom.end, other.start)
    ) or (atom.kind == "year" and _AND.fullmatch(norm, atom.end, other.start) and _follows(atom, other)):
        atom.kind, atom.last, atom.end = "range", other.last, other.end
        return i + 1
    return i


def _follows(atom: TemporalExpression, other: TemporalExpression) -> bool:
    """Năm 2021 và năm 2022; năm 2022 và 6 tháng đầu năm 2023."""
    if not (atom.last and other.first and atom.last.year and other.first.year == atom.last.year + 1):
        return False
    return other.kind in ("year", "months_of_year", "quarter") and other.first.month in (0, 1)


def _join_left(norm: str, atom: TemporalExpression, start: int, minute: bool, found: list[TemporalExpression]) -> None:
    """Take in the word before that opens or closes: `từ …`, `tính đến …`, `từ nay đến …`."""
    if found and found[-1].kind == "now" and atom.start - found[-1].start < _LOOK_BACK:
        from_now = _FROM_NOW_GAP.search(norm, max(0, found[-1].start - 4), atom.start)
    else:
        from_now = _FROM_NOW_GAP.search(norm, start, atom.start)
    if from_now:
        atom.kind, atom.first, atom.start = "range", NOW, from_now.start()
        while found and found[-1].end > atom.start:
            found.pop()
        return
    opening = _FROM.search(norm, start, atom.start)
    if opening:
        several = atom.kind == "month" and atom.first is not None and atom.first.month_to > atom.first.month
        if atom.kind != "range" and atom.first == atom.last and not several:
            atom.kind, atom.last = "since", None
        atom.start = opening.start()
        return
    if atom.kind == "range":
        return
    closing = _UNTIL.search(norm, start, atom.start)
    # `Đến 2 giờ 20 phút, ngày 22-9, tổ tuần tra …` is a moment; `đến 17 giờ ngày 22-9` counts up to it.
    if closing and not (minute and not closing["count"]):
        if atom.kind == "year" and closing[0].startswith("trước") and atom.last is not None and atom.last.year:
            atom.last = Point("year", atom.last.year - 1)  # trước năm 2018: to the end of 2017
        atom.kind, atom.first, atom.start = "until", None, closing.start()


def _since_then(norm: str, atom: TemporalExpression, start: int) -> None:
    """`từ đó đến nay`: open to now, from a time named before."""
    if norm.startswith(("đến", "tới", "cho"), atom.start):
        opening = _FROM_THEN.search(norm, start, atom.start) or re.compile(r"(?<!\w)từ [^\d\n.,;:]{0,30}$").search(norm, start, atom.start)
        if opening:
            atom.unit = "since_then" if _FROM_THEN.search(norm, start, atom.start) else ""
            atom.start = opening.start()
