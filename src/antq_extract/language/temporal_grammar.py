"""The atoms of time that one pass over the folded text finds: a date, a month, a year, a duration, now.

Every alternative begins with a fixed word or a digit and every repetition is bounded, so the scan is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from .phrases import tree
from .temporal_lexicon import DEFAULT_PACK, TemporalLexicon, either_spelling, load_lexicon
from .temporal_types import Point, TemporalExpression
from .text import TextView

_D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_M = r"(?:1[0-2]|0?[1-9])(?!\d)"
_Y = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_DASH = r"\s?[-–—]\s?"
_SEP = r"\s?[-/.–]\s?"
_TO = r"\s?(?:[-–—]|(?:cho )?(?:đến|tới))\s?"
_AND = r"\s?(?:,|;|và|[-–—]|(?:cho )?(?:đến|tới)|rạng sáng)\s?(?:ngày )?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNT = r"\d{1,3}(?:[.,]\d{1,2}(?!\d))?"
_UNITS = "năm|tháng|tuần|ngày|đêm|giờ|tiếng|phút|giây|thập kỷ|thế kỷ|quý|nhiệm kỳ"
# The function words that an atom may begin with; the pack's vocabulary adds its own.
_HEADS = [
    "sn", "s.n", "sinh năm", "sinh ngày", "các ngày", "các năm", "những năm", "ngày", "hôm", "mùng", "mồng", "nửa",
    "quý", "năm", "niên", "nhiệm kỳ", "giai đoạn", "thời kỳ", "mùa giải", "đầu", "giữa", "cuối", "cả năm", "tháng",
    "cùng kỳ", "xuân", *(f"t{month}" for month in range(1, 13)), *(f"t0{month}" for month in range(1, 10)), "q1", "q2", "q3", "q4",
]  # fmt: skip
_NUMBER_BEFORE = re.compile(r"\d[.,:+–-]?$|/\s?$")
_ORDINAL = re.compile(r"(?<!\w)(?:đợt|lần|vòng|kỳ|quý|khóa|loại|cấp|hạng|số|giai đoạn) $")
_NOW_BEFORE = re.compile(r"(?:[,;:.(\n]|(?<!\w)(?:thì|còn|từ))\s?$")
# A capitalised word in the last two before it: the year belongs to a name (Hoa hậu Hòa bình 2024).
_LAST_WORDS = re.compile(r"(?:(?<!\w)([^\W\d_])[^\W\d_]{0,20} )?(?<!\w)([^\W\d_])[^\W\d_]{0,20} {1,2}$")
_DAY_BEFORE = re.compile(r"(?<!\w)(?:nay|qua|mai|sau|nhật|kia|trước) \($")
_WORD_AFTER = re.compile(r" (?!(?:đến|tới)(?!\w))[^\W\d_]")
_SURE_BEFORE = re.compile(r"(?<!\w)(?:tính đến|tính từ|kể từ|ngày|sáng|chiều|tối|đêm|trưa)[\s,]{1,2}$")
_BARE_BEFORE = re.compile(
    r"(?:[(\[]|(?<!\w)(?:ngày|từ|đến|tới|hết|trước|sau|vào|hôm|qua|và|lúc|giờ|phút|đợt|dịp|lễ|sáng|chiều|tối|đêm"
    r"|trưa|kỳ|kỷ niệm|h))[\s,]{0,2}$"
    r"|\d/\d{1,2} ?[-–] ?$"
    r"|(?<!\w)ngày(?: [^\W\d_]{1,8}| -){1,8}(?: -|,)? $"
)


class Grammar:
    """The compiled vocabulary of one pack."""

    def __init__(self, lexicon: TemporalLexicon):
        self.lexicon = lexicon
        alt = lexicon.alternation
        # `mười năm` is ten years, never fifteen (mười lăm).
        words = re.sub(r"(?<![^|])năm(?![^|])", r"(?<!mười\\x20)(?<!mươi\\x20)năm", alt("number_words"))
        months = alt("month_names")
        parts = alt("parts_of_day")
        small = alt("small_numbers")
        year_word = rf"(?:năm (?P<{{0}}y>{_Y})|(?P<{{0}}yrel>{alt('relative_years')}))"
        prefix = rf"(?:(?:{parts}) )?(?:các ngày|ngày|hôm|mùng|mồng|{parts}|(?:{alt('weekdays')}),?(?: ngày)?)"
        span_after = alt("after_span")
        number = rf"(?:{_COUNT}(?:\s?(?:[-–]|đến|tới|hoặc)\s?{_COUNT})?|(?:(?:{words}) ){{0,3}}(?:{words}))"
        atoms = {
            "birth": rf"(?:sn|sinh năm|sinh ngày|s\.n)\s?:?\s?(?:{_D}{_SEP}{_M}{_SEP})?{_Y}",
            "age": r"\d{1,3}(?:\s?[-–]\s?\d{1,3})? (?:tháng )?tuổi(?!\w)",
            "round": r"(?:24/24(?:\s?(?:giờ|h))?|7/7 ngày)(?!\w)",
            # 15-11-2018; ngày 26 - 27/9/2025; sáng 14-3; ngày 5 tháng 7 năm 2019; ngày 14
            "date": (
                rf"(?P<pre>{prefix} )?(?:(?P<full>(?P<fd>{_D}){_SEP}(?P<fm>{_M}){_SEP}(?P<fy>{_Y}))"
                rf"|(?P<list>{_D}(?:{_AND}{_D}){{1,6}})\s?(?:/|tháng)\s?(?P<lm>{_M})(?:(?:{_SEP}|,? năm )(?P<ly>{_Y}))?"
                rf"(?![/\d])"
                rf"|(?P<joined>{_D}(?: (?:[-–]|(?:cho )?(?:đến|tới)|và) (?:ngày )?{_D}){{1,6}})[-.](?P<jm>{_M})(?:{_SEP}(?P<jy>{_Y}))?(?![-/\d%]|[.,]\d)"
                rf"|(?P<dm>(?P<dd>{_D})(?:\s?[-/.]\s?|\s?tháng )(?P<dmm>{_M}))(?:(?:{_SEP}|,? năm )(?P<dy>{_Y}))?(?![-/.,]?\d)"
                rf"(?:,? (?P<drel>{alt('relative_years')}))?"
                rf"|(?P<dw>{_D}) tháng (?P<dwm>{months})(?: năm (?P<dwy>{_Y}))?(?!\w))"
            ),
            "day": rf"(?:(?:{parts}) )?(?:ngày|hôm|mùng|mồng) (?P<day>{_D})(?:{_AND}(?P<day2>{_D}))?(?![/\d%-]|[.,]\d)",
            "clock": r"(?:2[0-4]|1\d|0?\d)(?!\d)(?:\s?(?:giờ|h)(?:\s?[0-5]?\d(?!\d)(?:\s?phút|')?)?|:[0-5]\d(?:'|h)?"
            r"|g[0-5]\d)(?! (?:đồng hồ))(?!\w)",
            # 6 tháng đầu năm 2023, sáu tháng cuối năm, 10 tháng năm 2017, 8 tháng của năm 2024, 9 tháng/2020
            "months": (
                rf"(?:(?P<mn>1[0-2]|0?[1-9]|{small}) tháng(?P<mhalf> đầu| cuối)?"
                rf"(?:(?: đầu| cuối| của| trong)? (?:{year_word.format('m')}|(?P<mbare>năm)(?! học))|\s?/\s?(?P<msy>{_Y}))"
                rf"|(?:nửa|6 tháng|sáu tháng) (?P<half>đầu|cuối)(?: của)? (?:{year_word.format('h')}|năm)"
                rf"|nửa năm (?P<half2>đầu|cuối)(?: {year_word.format('hh')})?)(?!\w)"
            ),
            # quý I, quý 3/2021, quý I-2021, quý I và II năm 2020, quý đầu năm
            "quarter": (
                rf"(?:quý |q(?=[1-4]))(?P<q>iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư|đầu|cuối|này|trước)(?!\w)(?:(?:{_TO}|\s?(?:và|,)\s?)"
                rf"(?:quý )?(?P<q2>iv|iii|ii|i|[1-4])(?!\w|\d))?"
                rf"(?:\s?[-/,]?\s?(?P<qsy>{_Y})|,? (?:của )?{year_word.format('q')}|(?P<qbare> năm))?"
            ),
            "school": rf"(?:(?:đầu|giữa|cuối) )?(?:năm học|niên khóa|niên học|năm học mới)(?: mới)?(?: từ)?\s(?P<s1>{_Y})(?:{_TO}(?P<s2>{_Y}|\d\d(?!\d)))?",
            "school_rel": r"năm học (?:này|mới|qua|vừa qua|trước|tới)",
            # nhiệm kỳ 2013-2018, giai đoạn 2021-2025, thời kỳ 2010 - 2020
            "term": (
                rf"(?:nhiệm kỳ|giai đoạn|thời kỳ|niên vụ|mùa giải)(?: từ)?(?: các)?(?: năm)? "
                rf"(?P<t1>{_Y}){_TO}(?:năm )?(?P<t2>{_Y}|\d\d(?!\d))"
            ),
            # tháng 9/2020, tháng 11, tháng Bảy, T9/2020, cuối tháng 4-2019, tháng 10 và 11
            "month": (
                rf"(?:(?:đầu|giữa|cuối) )?(?:tháng |t(?=\d))(?P<mo>{_M}|(?:{months}|{alt('lunar_months')})(?!\w))"
                rf"(?:(?:{_DASH}|\s?(?:,|và|đến|tới)\s?(?:tháng )?)(?P<mo2>{_M})(?!\s?[-/]\s?{_M}(?!\d)))?"
                rf"(?:\s?[-/.]\s?(?P<mosy>{_Y})|,? {year_word.format('o')}|(?P<lunar> âm lịch))?"
            ),
            "month_rel": rf"(?:(?:đầu|giữa|cuối) )?(?P<morel>{alt('relative_months')})(?!\w)",
            "month_of": rf"(?P<mym>{_M})(?:\s?[-/]\s?|\.)(?P<myy>{_Y})(?![/\d])",
            # hai tháng 7 và 8
            "months_list": (
                rf"(?:các|hai|ba|2|3) tháng (?P<l1>{_M})(?:\s?, ?(?:{_M}))?(?:{_DASH}|\s?(?:,|và|đến)\s?)(?:tháng )?(?P<l2>{_M})"
                rf"(?:\s?[-/.]\s?(?P<lsy>{_Y})|,? {year_word.format('l_')})?"
            ),
            # năm 2022, các năm 2019-2021, hai năm 2016, 2017, năm 2016 và 2017, cả năm 2019
            "year": (
                rf"(?:(?:đầu|giữa|cuối|cả) )?(?P<several>(?:các|những|\d|{small}) )?năm (?P<y1>1[0-8]\d\d(?!\d|[.,]\d| [^\W\d]{{1,3}} )|{_Y})"
                rf"(?:(?P<ysep>{_TO}|\s?(?:,|và)\s?)(?:năm )?(?P<y2>{_Y})(?!\s?[-/]\s?\d)(?:\s?(?:,|và)\s?(?:năm )?(?P<y3>{_Y}))?)?"
            ),
            "same_time": rf"cùng kỳ(?:,? (?:của )?(?:năm )?(?:(?P<sty>{_Y})|trước|ngoái|{alt('relative_years')}))?(?!\w)",
            "year_rel": rf"(?:(?:(?:đầu|giữa|cuối|cả) )?(?P<yrel>{alt('relative_years')})|(?:đầu|giữa|cuối|cả) năm(?! học))(?!\w)",
            # sáng nay 19-8, chiều nay, ngày 30/1
            "today": (
                rf"(?P<rel>{alt('relative_days')})(?!\w)"
                rf"(?:,? \(?(?:ngày )?(?P<td>{_D})\s?[-/.]\s?(?P<tm>{_M})(?:\s?[-/.]\s?(?P<ty>{_Y}))?(?![-/.,]?\d)\)?)?"
            ),
            "occasion": (
                rf"(?:(?:{alt('occasions')})(?: (?:{alt('zodiac_stems')}) (?:{alt('zodiac_branches')}))?|xuân (?:{alt('zodiac_stems')}) (?:{alt('zodiac_branches')}))(?!\w)(?: năm)?(?: (?P<ocy>{_Y}))?"
            ),
            "lunar_day": r"(?:30|2\d|[1-9]) tết(?!\w)",
            "same_stretch": rf"(?P<same>{alt('same_stretch')})(?!\w)(?! (?:\d|i{{1,3}}(?!\w)|iv(?!\w)|(?:{months}|{alt('lunar_months')})(?!\w)))(?! (?:học|qua|tới|này|đó|đầu|tiên|nay|ngoái|trước|sau|vừa))",
            "same_term": rf"(?:{alt('same_term')})(?!\w)(?! (?:\d|này|tới))",
            "now": rf"(?:{alt('now')})(?!\w)",
            "open": rf"(?:{alt('open_spans')})(?!\w)(?! học)(?! \d)",
            "years": rf"(?P<ys1>{_Y})\s?[-–—]\s?(?P<ys2>{_Y})",
            # 5 năm qua, hai năm liền, 40 ngày, mười năm, 3-5 năm, 1 năm 6 tháng
            "length": (
                rf"(?P<num>{number}) (?P<unit>{_UNITS})(?! (?:19|20)\d\d(?!\d))(?! (?:{alt('counted_time')})(?!\w))(?!\w)(?! tuổi)(?P<more> rưỡi| 1/2)?"
                rf"(?: (?:(?P<row>{alt('in_a_row')})|(?P<after>{span_after}))(?!\w))?"
            ),
            "bare_year": rf"(?P<by>{_Y})(?![\w/-]|:\d)(?!\s?%)",
        }
        self._scan = _alternatives(atoms)
        self._scan_no_date = _alternatives({k: v for k, v in atoms.items() if k not in ("date", "month_of")})
        self._starts = re.compile(rf"(?<!\w)(?:\d|(?:{tree(self._heads())})(?!\w))")
        self._counted = re.compile(rf"\s?(?:%|(?:{alt('counted_nouns')}|tháng|năm|tuổi|tuần|ngày)(?!\w))")
        self._several = re.compile(rf"(?<!\w)(?:các|những|mọi|mấy|nhiều|bao|\d|{small}) $")
        self._cumulated = re.compile(rf"(?<!\w)(?:{alt('cumulated')})\s?:?\s?$")
        self._counted_time = re.compile(rf" (?:{alt('counted_time')})(?!\w)")
        self._rate = re.compile(rf" {{1,2}}(?:{alt('rate_nouns')})(?!\w)")
        self._document = re.compile(rf"(?<!\w)(?:{alt('documents')})\s?:?\s?$")
        self._place = re.compile(rf"(?<!\w)(?:{alt('places')})\s$")
        self._each = re.compile(rf"(?:(?<!\w)(?:{alt('each')})|/)\s?$")
        self._year_before = re.compile(rf"(?<!\w)(?:{alt('year_before')})[\s(]{{1,2}}$|(?<=\d{{4}})(?:\s?[-–,]\s?| và )$")
        self._count_before = re.compile(rf"(?<!\w)(?:{alt('count_before')})\s$")
        self._year_after = re.compile(
            r"\s?(?:$|[),;:.\]”\"\n–-]|(?:của|là|và|đến|tới|tại|ở|trên|đã|sẽ|do|về|khi|vẫn|đang|nhằm|để|trong|vừa|cũng|với)(?!\w))"
        )
        self._builders: dict[str, Callable[[re.Match[str]], TemporalExpression | None]] = {
            f"a_{name}": getattr(self, f"_{name}") for name in atoms
        }

    def _heads(self) -> list[str]:
        """The words that an atom may begin with, where it begins with no digit."""
        lists = ("parts_of_day", "same_term", "weekdays", "occasions", "now", "open_spans")
        maps = ("small_numbers", "same_stretch", "relative_days", "relative_years", "relative_months")
        words = [w for name in lists for w in self.lexicon.lists[name]]
        words += [w for name in maps for w in self.lexicon.maps[name]]
        words += [w for w in self.lexicon.lists["number_words"] if w != "rưỡi"] + _HEADS
        return words + [w.replace("kỳ", "kì") for w in words if "kỳ" in w]

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

    def _date(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 40) : m.start()]
        if m["full"]:
            point = Point("day", int(m["fy"]), int(m["fm"]), int(m["fm"]), int(m["fd"]))
            return TemporalExpression(m.start(), m.end(), "date", point, point)
        if not m["pre"]:
            if _NUMBER_BEFORE.search(left) or self._document.search(left):
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
        if re.search(r"[\s.]", m["dm"] or "") or self._count_before.search(left):
            return False
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
        if _NUMBER_BEFORE.search(left) and not re.search(r"[-–]\s?$", left):
            return None
        if m[0].endswith("giờ") and self._counted_time.match(m.string, m.end()):
            return None
        return TemporalExpression(m.start(), m.end(), "time")

    def _round(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "time")

    def _months(self, m: re.Match[str]) -> TemporalExpression | None:
        if _NUMBER_BEFORE.search(m.string[max(0, m.start() - 2) : m.start()]):
            return None
        year = int(m["my"] or m["msy"] or m["hy"] or m["hhy"] or 0)
        relative = m["myrel"] or m["hyrel"] or m["hhyrel"]
        shift = self._value("relative_years", relative) if relative else None
        count = 6 if m["mn"] is None else self._small(m["mn"])
        last_part = (m["mhalf"] or m["half"] or m["half2"] or "").strip() == "cuối" or " cuối năm" in m[0]
        first, last = (13 - count, 12) if last_part else (1, count)
        point = Point("month", year, first, last, shift=shift)
        return TemporalExpression(m.start(), m.end(), "months_of_year", point, point)

    def _value(self, name: str, phrase: str) -> int:
        return self.lexicon.maps[name][" ".join(phrase.split())]

    def _small(self, text: str) -> int:
        return int(text) if text.isdigit() else self._value("small_numbers", text)

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
        if not first < last <= first + 60 or _NUMBER_BEFORE.search(m.string[max(0, m.start() - 2) : m.start()]):
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
        if _NUMBER_BEFORE.search(left) or self._document.search(left):
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

    def _today(self, m: re.Match[str]) -> TemporalExpression | None:
        if m["td"] and not self._counted.match(m.string, m.end()):
            month = int(m["tm"])
            point = Point("day", int(m["ty"] or 0), month, month, int(m["td"]))
            return TemporalExpression(m.start(), m.end(), "date", point, point)
        point = Point("day", shift=self._value("relative_days", m["rel"]))
        return TemporalExpression(m.start(), m.end("rel"), "date", point, point)

    def _occasion(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "occasion", number=int(m["ocy"] or 0))

    def _same_stretch(self, m: re.Match[str]) -> TemporalExpression | None:
        months = self._value("same_stretch", m["same"])
        return TemporalExpression(m.start(), m.end(), "duration", number=months, unit="same")

    def _same_term(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "duration", unit="term")

    def _lunar_day(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "occasion")

    def _now(self, m: re.Match[str]) -> TemporalExpression | None:
        if m[0] == "nay" and not _NOW_BEFORE.search(m.string, max(0, m.start() - 6), m.start()):
            return None
        return TemporalExpression(m.start(), m.end(), "now")

    def _open(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "rolling")

    def _age(self, m: re.Match[str]) -> TemporalExpression | None:
        return TemporalExpression(m.start(), m.end(), "age")

    def _length(self, m: re.Match[str]) -> TemporalExpression | None:
        left = m.string[max(0, m.start() - 2) : m.start()]
        if m["num"][0].isdigit() and _NUMBER_BEFORE.search(left) and not re.search(r"[-–/]\s?$", left):
            return None
        kind = "rolling" if m["after"] else "duration"
        digits = re.fullmatch(r"\d{1,3}", m["num"])
        number = int(digits[0]) if digits else self._words(m["num"])
        if m["unit"] == "tháng" and 1 < number < 12 and self._cumulated.search(m.string, max(0, m.start() - 24), m.start()):
            point = Point("month", 0, 1, number)  # lũy kế 9 tháng
            return TemporalExpression(m.start(), m.end(), "months_of_year", point, point)
        return TemporalExpression(m.start(), m.end(), kind, number=0 if m["row"] else number, unit=m["unit"])

    def _words(self, text: str) -> int:
        """The value of number words up to 99, 0 where it is no plain whole number."""
        total = 0
        values = self.lexicon.maps["small_numbers"] | {"tư": 4, "lăm": 5, "nhăm": 5, "mốt": 1}
        for word in text.split():
            if word in ("mười", "mươi"):
                total = (total or 1) * 10
            elif word in values:
                total += values[word]
            else:
                return 0
        return total

    def _bare_year(self, m: re.Match[str], of_title: bool = False) -> TemporalExpression | None:
        """A year without `năm`: after từ, đến, cuối …, before a pause or a verb, or after a name (AFF Cup 2024)."""
        left = m.string[max(0, m.start() - 24) : m.start()]
        if not 1930 <= int(m["by"]) <= 2060 or _NUMBER_BEFORE.search(left) or self._document.search(left):
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


def _alternatives(atoms: dict[str, str]) -> re.Pattern[str]:
    """One pattern whose ``lastgroup`` names the atom: each atom's own group closes last."""
    joined = "|".join(f"(?P<a_{name}>{pattern})" for name, pattern in atoms.items())
    return re.compile(either_spelling(joined.replace(" ", " {1,2}")))


def _second_year(text: str, first: int) -> int:
    """The second year of 2012-13 and 2012-2013."""
    return int(text) if len(text) == 4 else first - first % 100 + int(text)


@lru_cache(maxsize=8)
def load_grammar(pack: str = DEFAULT_PACK) -> Grammar:
    """The grammar of a pack's vocabulary, compiled once a process."""
    return Grammar(load_lexicon(pack))
