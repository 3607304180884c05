"""The atoms of time that one pass over the folded text finds: a date, a month, a year, a duration, now.

Days and times of day are built in :mod:`.days`, everything longer here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ..text import TextView
from .days import NUMBER_BEFORE, DayBuilders
from .lexicon import DEFAULT_PACK, TemporalLexicon, load_lexicon
from .types import Point, TemporalExpression

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINAL = re.compile(r"(?<!\w)(?:đợt|lần|vòng|kỳ|quý|khóa|loại|cấp|hạng|số|giai đoạn) $")
# Thực hiện tại 5 xã, phát hiện tại nhà: no hiện tại.
_ENDS_WITH_HIEN = re.compile(r"(?<!\w)(?:thực|phát|xuất|thể|biểu|tái|cải|diện|hậu) $")
_NOW_BEFORE = re.compile(r"(?:[,;:.(\n]|(?<!\w)(?:thì|còn|từ))\s?$")
# A capitalised word in the last two before it: the year belongs to a name (Hoa hậu Hòa bình 2024).
_LAST_WORDS = re.compile(r"(?:(?<!\w)([^\W\d_])[^\W\d_]{0,20} )?(?<!\w)([^\W\d_])[^\W\d_]{0,20} {1,2}$")


class Grammar(DayBuilders):
    """The patterns of one pack with what each of their matches says."""

    def __init__(self, lexicon: TemporalLexicon):
        super().__init__(lexicon)
        self._builders: dict[str, Callable[[re.Match[str]], TemporalExpression | None]] = {
            f"a_{name}": getattr(self, f"_{name}") for name in self.names
        }

    def atoms(self, view: TextView, start: int, end: int) -> Iterator[TemporalExpression]:
        """The atoms of ``view.norm[start:end]`` from left to right, none overlapping another."""
        norm, position = view.norm, start
        find, match = self._starts.search, self._scan.match
        while True:
            head = find(norm, position, end)
            if head is None:
                return
            found = match(norm, head.start(), end)
            if found is None:
                position = head.start() + 1
                continue
            name = self._outer(found)
            if name == "a_bare_year":
                expression = self._bare_year(found, _name_before(view.text, found.start()))
            else:
                expression = self._builders[name](found)
            if expression is None and found.lastgroup is not None:
                # What only looks like a date may still be a length of time or a year.
                found = self._scan_no_date.match(norm, head.start(), end)
                expression = self._builders[self._outer(found)](found) if found else None
            if expression is None or expression.end <= head.start():
                position = head.start() + 1
                continue
            yield expression
            position = expression.end

    def _outer(self, match: re.Match[str]) -> str:
        name = match.lastgroup
        assert name is not None
        return name

    # One builder an alternative: the match as an expression, or None where the context shows something else.

    def _birth(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "birth")

    def _round(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "time")

    def _months(self, m: re.Match[str]) -> TemporalExpression | None:
        if NUMBER_BEFORE.search(m.string[max(0, m.start() - 2) : m.start()]):
            return None
        year = int(m["my"] or m["msy"] or m["hy"] or m["hhy"] or 0)
        relative = m["myrel"] or m["hyrel"] or m["hhyrel"]
        shift = self._value("relative_years", relative) if relative else None
        count = 6 if m["mn"] is None else self._small(m["mn"])
        last_part = (m["mhalf"] or m["half"] or m["half2"] or "").strip() == "cuối" or " cuối năm" in m[0]
        first, last = (13 - count, 12) if last_part else (1, count)
        point = Point("month", year, first, last, shift=shift)
        return TemporalExpression(m.start(), m.end(), "months_of_year", point, point)

    def _quarter(self, m: re.Match[str]) -> TemporalExpression | None:
        if self._each.search(m.string, max(0, m.start() - 16), m.start()):
            return None
        words = {"đầu": 1, "cuối": 4, "tư": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4}
        if m["q"] in ("này", "trước"):
            point = Point("quarter", shift=-(m["q"] == "trước"))
            return TemporalExpression(m.start(), m.end("q"), "quarter", point, point)
        if m["q"] in ("đầu", "cuối") and not (m["qbare"] or m["qy"] or m["qyrel"]):
            return None
        number = _ROMAN.get(m["q"]) or words.get(m["q"]) or int(m["q"])
        last = number if m["q2"] is None else (_ROMAN.get(m["q2"]) or int(m["q2"]))
        shift = self._value("relative_years", m["qyrel"]) if m["qyrel"] else None
        point = Point("month", int(m["qsy"] or m["qy"] or 0), 3 * number - 2, 3 * max(number, last), shift=shift)
        return TemporalExpression(m.start(), m.end(), "quarter", point, point)

    def _school(self, m: re.Match[str]) -> TemporalExpression | None:
        year = int(m["s1"])
        point = Point("school_year", year)
        last = Point("school_year", _second_year(m["s2"], year) - 1) if m["s2"] else point
        return TemporalExpression(m.start(), m.end(), "school_year", point, last)

    def _school_rel(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "rolling", unit="năm học")

    def _term(self, m: re.Match[str]) -> TemporalExpression | None:
        first, last = int(m["t1"]), _second_year(m["t2"], int(m["t1"]))
        return TemporalExpression(m.start(), m.end(), "term", Point("year", first), Point("year", last))

    def _years(self, m: re.Match[str]) -> TemporalExpression | None:
        first, last = int(m["ys1"]), int(m["ys2"])
        if not first < last <= first + 60 or NUMBER_BEFORE.search(m.string[max(0, m.start() - 2) : m.start()]):
            return None
        return TemporalExpression(m.start(), m.end(), "term", Point("year", first), Point("year", last))

    def _month(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 16) : m.start()]
        word = m["mo"]
        if m.string.startswith("t", m.start()) and not m.string.startswith("tháng", m.start()) and not m["mosy"] and " " not in m[0]:
            return None
        if not (m["mosy"] or m["oy"]) and (
            self._each.search(left) or self._rate.match(m.string, m.end())
        ):
            return None
        if word in self.lexicon.lists["lunar_months"] or m["lunar"]:
            return TemporalExpression(m.start(), m.end(), "occasion")
        month = int(word) if word.isdigit() else self._value("month_names", word)
        last = int(m["mo2"]) if m["mo2"] else month
        shift = self._value("relative_years", m["oyrel"]) if m["oyrel"] else None
        year = int(m["mosy"] or m["oy"] or 0)
        if last < month:
            first_point = Point("month", year - 1 if year else 0, month, month, shift=shift)
            return TemporalExpression(m.start(), m.end(), "range", first_point, Point("month", year, last, last, shift=shift))
        point = Point("month", year, month, last, shift=shift)
        return TemporalExpression(m.start(), m.end(), "month", point, point)

    def _months_list(self, m: re.Match[str]) -> TemporalExpression | None:
        first, last = int(m["l1"]), int(m["l2"])
        if last < first:
            return None
        year = int(m["lsy"] or m["l_y"] or 0)
        shift = self._value("relative_years", m["l_yrel"]) if m["l_yrel"] else None
        point = Point("month", year, first, last, shift=shift)
        return TemporalExpression(m.start(), m.end(), "months_of_year", point, point)

    def _month_rel(self, m: re.Match[str]) -> TemporalExpression | None:
        if self._several.search(m.string, max(0, m.start() - 8), m.start()):
            return None
        point = Point("month", shift=self._value("relative_months", m["morel"]))
        return TemporalExpression(m.start(), m.end(), "month", point, point)

    def _month_of(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 24) : m.start()]
        if NUMBER_BEFORE.search(left) or self._document.search(left):
            return None
        point = Point("month", int(m["myy"]), int(m["mym"]), int(m["mym"]))
        return TemporalExpression(m.start(), m.end(), "month", point, point)

    def _year(self, m: re.Match[str]) -> TemporalExpression | None:
        first, start = int(m["y1"]), m.start()
        if m["several"] and m["several"][0].isdigit() and _ORDINAL.search(m.string, max(0, start - 12), start):
            start = m.end("several")
        if self._each.search(m.string[max(0, m.start() - 16) : m.start()]):
            return None
        last, end = first, m.end()
        if m["y2"]:
            last = int(m["y3"] or m["y2"])
            # `năm 2019, 2020 hộ …`: the second number is a count.
            if not first < last <= first + 60 or (self._counted.match(m.string, end) and not m["several"]):
                last, end = first, m.end("y1")
        kind = "year" if first == last else "range"
        return TemporalExpression(start, end, kind, Point("year", first), Point("year", last))

    def _same_time(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "comparison", number=int(m["sty"] or 0))

    def _year_rel(self, m: re.Match[str]) -> TemporalExpression | None:
        if self._several.search(m.string, max(0, m.start() - 8), m.start()):
            return None
        shift = self._value("relative_years", m["yrel"]) if m["yrel"] else None
        point = Point("year", shift=shift)
        return TemporalExpression(m.start(), m.end(), "year", point, point)

    def _occasion(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "occasion", number=int(m["ocy"] or 0))

    def _same_stretch(self, m: re.Match[str]) -> TemporalExpression | None:
        months = self._value("same_stretch", m["same"])
        return TemporalExpression(m.start(), m.end(), "duration", number=months, unit="same")

    def _same_term(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "duration", unit="term")

    def _lunar_day(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "occasion", unit="ngày")

    def _now(self, m: re.Match[str]) -> TemporalExpression | None:
        if m[0].startswith("hiện") and _ENDS_WITH_HIEN.search(m.string, max(0, m.start() - 8), m.start()):
            return None
        if m[0] == "nay" and not _NOW_BEFORE.search(m.string, max(0, m.start() - 6), m.start()):
            return None
        return TemporalExpression(m.start(), m.end(), "now")

    def _open(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "rolling")

    def _age(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "age")

    def _length(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 2) : m.start()]
        if m["num"][0].isdigit() and NUMBER_BEFORE.search(left) and not re.search(r"[-–/]\s?$", left):
            return None
        kind = "rolling" if m["after"] else "duration"
        digits = re.fullmatch(r"\d{1,3}", m["num"])
        number = int(digits[0]) if digits else self._words(m["num"])
        if m["unit"] == "tháng" and 1 < number < 12 and self._cumulated.search(m.string, max(0, m.start() - 24), m.start()):
            point = Point("month", 0, 1, number)  # lũy kế 9 tháng
            return TemporalExpression(m.start(), m.end(), "months_of_year", point, point)
        return TemporalExpression(m.start(), m.end(), kind, number=0 if m["row"] else number, unit=m["unit"])

    def _bare_year(self, m: re.Match[str], of_title: bool = False) -> TemporalExpression | None:
        """A year without `năm`: after từ, đến, cuối …, before a pause or a verb, or after a name (AFF Cup 2024)."""
        left = m.string[max(0, m.start() - 24) : m.start()]
        if not 1930 <= int(m["by"]) <= 2060 or NUMBER_BEFORE.search(left) or self._document.search(left):
            return None
        if self._counted.match(m.string, m.end()) or self._count_before.search(left):
            return None
        if not of_title and not self._year_before.search(left) and not self._year_after.match(m.string, m.end()):
            return None
        point = Point("year", int(m["by"]))
        return TemporalExpression(m.start(), m.end(), "year", point, point)


def _name_before(text: str, position: int) -> bool:
    words = _LAST_WORDS.search(text, max(0, position - 44), position)
    return words is not None and any(first and first.isupper() for first in words.groups())


def _second_year(text: str, first: int) -> int:
    """The second year of 2012-13 and 2012-2013."""
    return int(text) if len(text) == 4 else first - first % 100 + int(text)


@lru_cache(maxsize=8)
def load_grammar(pack: str = DEFAULT_PACK) -> Grammar:
    """The grammar of a pack's vocabulary, compiled once a process."""
    return Grammar(load_lexicon(pack))
