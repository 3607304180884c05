"""What a match says that names a day or a time of day: 14-3, ngày 5 và 6/9/2023, hôm nay (14/3), 7 giờ 30."""

from __future__ import annotations

import re

from .patterns import GrammarPatterns
from .types import Point, TemporalExpression

NUMBER_BEFORE = re.compile(r"\d[.,:+–-]?$|/\s?$")
_DAY_BEFORE = re.compile(r"(?<!\w)(?:nay|qua|mai|sau|nhật|kia|trước) \($")
# Ngày truyền thống của ngành (14.9): the day of an occasion, in any of its written forms.
_OCCASION = re.compile(r"(?<!\w)(?:ngày|dịp|kỷ niệm|lễ)(?!\w)[^.;:()\d\n]{3,90}\($")
_WORD_AFTER = re.compile(r" (?!(?:đến|tới)(?!\w))[^\W\d_]")
_SURE_BEFORE = re.compile(r"(?<!\w)(?:tính đến|tính từ|kể từ|ngày|sáng|chiều|tối|đêm|trưa)[\s,]{1,2}$")
_BARE_BEFORE = re.compile(
    r"(?:[(\[]|(?<!\w)(?:ngày|từ|đến|tới|hết|trước|sau|vào|hôm|qua|và|lúc|giờ|phút|đợt|dịp|lễ|sáng|chiều|tối|đêm"
    r"|trưa|kỳ|kỷ niệm|h))[\s,]{0,2}$"
    r"|\d/\d{1,2} ?[-–] ?$"
    r"|(?<!\w)ngày(?: [^\W\d_]{1,8}| -){1,8}(?: -|,)? $"
)


class DayBuilders(GrammarPatterns):
    """A builder for each alternative that is a day: its match as an expression, or None where the context shows something else."""

    def _date(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 40) : m.start()]
        if m["full"]:
            point = Point("day", int(m["fy"]), int(m["fm"]), int(m["fm"]), int(m["fd"]))
            return TemporalExpression(m.start(), m.end(), "date", point, point)
        if not m["pre"]:
            if NUMBER_BEFORE.search(left) or self._document.search(left):
                return None
            if self._place.search(left):
                return TemporalExpression(m.start(), m.end(), "name")
        year = int(m["ly"] or m["jy"] or m["dy"] or m["dwy"] or 0)
        if m["list"] or m["joined"]:
            days = [int(d) for d in re.findall(r"\d{1,2}", m["list"] or m["joined"])]
            month = int(m["lm"] or m["jm"])
            if m["joined"] and self._counted.match(m.string, m.end()):
                return None
            # `14-3` inside `ngày 1, 14-3` is read by the next alternatives; here the last separator is the month's.
            if not m["pre"] and not year and not self._bare_date(m, left):
                return None
            first_month = month if days[0] <= days[-1] else (month - 2) % 12 + 1
            first_year = year - 1 if year and first_month > month else year
            first = Point("day", first_year, first_month, first_month, days[0])
            last = Point("day", year, month, month, days[-1])
            kind = "date" if len(days) == 2 or first == last else "range"
            return TemporalExpression(m.start(), m.end(), kind, first, last)
        shift = self._value("relative_years", m["drel"]) if m["drel"] else None
        if m["dw"]:
            if not m["pre"]:
                return None
            month, day = self._value("month_names", m["dwm"]), int(m["dw"])
        else:
            month, day = int(m["dmm"]), int(m["dd"])
            if not m["pre"] and not year and not self._bare_date(m, left):
                return TemporalExpression(m.start(), m.end(), "time") if m[0] == "24/7" else None
        point = Point("day", year, month, month, day, shift)
        return TemporalExpression(m.start(), m.end(), "date", point, point)

    def _bare_date(self, m: re.Match[str], left: str) -> bool:
        """A d/m without `ngày`: a date only where its surroundings say so (58/46 vụ, 9/12 xã are counts)."""
        if left.endswith("(") and m.string.startswith(")", m.end()) and _OCCASION.search(m.string, max(0, m.start() - 110), m.start()):
            return True
        if re.search(r"[\s.]", m["dm"] or "") or self._count_before.search(left):
            return False
        if m.string[m.end() : m.end() + 1].isalpha():
            return False  # ngập từ 1-2m
        if self._counted.match(m.string, m.end()) and not _SURE_BEFORE.search(left):
            return False
        if left.endswith("("):
            # (26/3) is a day; (8-7) may be a score, unless a day is named before.
            dated = "/" in m[0] or bool(_DAY_BEFORE.search(left))
            return dated and m.string.startswith((")", ",", " ", ";"), m.end()) and not _WORD_AFTER.match(m.string, m.end())
        return bool(_BARE_BEFORE.search(left))

    def _day(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 16) : m.start()]
        if self._each.search(left) or self._rate.match(m.string, m.end()):
            return None
        last = Point("day", day=int(m["day2"] or m["day"]))
        return TemporalExpression(m.start(), m.end(), "date", Point("day", day=int(m["day"])), last)

    def _clock(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 2) : m.start()]
        if NUMBER_BEFORE.search(left) and not re.search(r"[-–]\s?$", left):
            return None
        if m[0].endswith("giờ") and self._counted_time.match(m.string, m.end()):
            return None
        return TemporalExpression(m.start(), m.end(), "time")

    def _today(self, m: re.Match[str]) -> TemporalExpression | None:
        if m["td"] and not self._counted.match(m.string, m.end()):
            month = int(m["tm"])
            point = Point("day", int(m["ty"] or 0), month, month, int(m["td"]))
            return TemporalExpression(m.start(), m.end(), "date", point, point)
        point = Point("day", shift=self._value("relative_days", m["rel"]))
        return TemporalExpression(m.start(), m.end("rel"), "date", point, point)
