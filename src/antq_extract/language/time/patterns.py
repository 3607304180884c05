"""The patterns of the atoms of time, compiled from the words of a rule pack.

Every alternative begins with a fixed word or a digit and every repetition is bounded, so the scan is linear.
"""

from __future__ import annotations

import re

from ..phrases import tree
from .lexicon import TemporalLexicon, either_spelling

_D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_M = r"(?:1[0-2]|0?[1-9])(?!\d)"
_Y = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_DASH = r"\s?[-–—]\s?"
_SEP = r"\s?[-/.–]\s?"
_TO = r"\s?(?:[-–—]|(?:cho )?(?:đến|tới))\s?"
_AND = r"\s?(?:,|;|và|[-–—]|(?:cho )?(?:đến|tới)|rạng sáng)\s?(?:ngày )?"
_COUNT = r"\d{1,3}(?:[.,]\d{1,2}(?!\d))?"
_UNITS = "năm|tháng|tuần|ngày|đêm|giờ|tiếng|phút|giây|thập kỷ|thế kỷ|quý|nhiệm kỳ"
# The function words that an atom may begin with; the pack's vocabulary adds its own.
_HEADS = [
    "sn", "s.n", "sinh năm", "sinh ngày", "các ngày", "các năm", "những năm", "ngày", "hôm", "mùng", "mồng", "nửa",
    "quý", "năm", "niên", "nhiệm kỳ", "giai đoạn", "thời kỳ", "mùa giải", "đầu", "giữa", "cuối", "cả năm", "tháng",
    "cùng kỳ", "xuân", *(f"t{month}" for month in range(1, 13)), *(f"t0{month}" for month in range(1, 10)), "q1", "q2", "q3", "q4",
]  # fmt: skip


class GrammarPatterns:
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
            # mùng 6 tháng Giêng, 27 tháng Chạp, mùng 2 Tết
            "lunar_day": (
                rf"(?:(?:ngày|mùng|mồng|đêm|rằm) )?{_D}(?:{_TO}(?:ngày |mùng |mồng )?{_D})? (?:tháng (?:{alt('lunar_months')})|tết(?! dương))(?!\w)(?: năm)?"
                rf"(?: (?:{alt('zodiac_stems')}) (?:{alt('zodiac_branches')})(?!\w))?"
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
            "same_stretch": rf"(?P<same>{alt('same_stretch')})(?!\w)(?! (?:\d|i{{1,3}}(?!\w)|iv(?!\w)|(?:{months}|{alt('lunar_months')})(?!\w)))(?! (?:học|qua|tới|này|đó|đầu|tiên|nay|ngoái|trước|sau|vừa|thanh niên|công nhân|hành động|cao điểm|an toàn|khuyến học|tri ân|nhân đạo|thi đua))",
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
        self.names = tuple(atoms)
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

    def _heads(self) -> list[str]:
        """The words that an atom may begin with, where it begins with no digit."""
        lists = ("parts_of_day", "same_term", "weekdays", "occasions", "now", "open_spans")
        maps = ("small_numbers", "same_stretch", "relative_days", "relative_years", "relative_months")
        words = [w for name in lists for w in self.lexicon.lists[name]]
        words += [w for name in maps for w in self.lexicon.maps[name]]
        words += [w for w in self.lexicon.lists["number_words"] if w != "rưỡi"] + _HEADS
        return words + [w.replace("kỳ", "kì") for w in words if "kỳ" in w]

    def _value(self, name: str, phrase: str) -> int:
        return self.lexicon.maps[name][" ".join(phrase.split())]

    def _small(self, text: str) -> int:
        return int(text) if text.isdigit() else self._value("small_numbers", text)

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


def _alternatives(atoms: dict[str, str]) -> re.Pattern[str]:
    """One pattern whose ``lastgroup`` names the atom: each atom's own group closes last."""
    joined = "|".join(f"(?P<a_{name}>{pattern})" for name, pattern in atoms.items())
    return re.compile(either_spelling(joined.replace(" ", " {1,2}")))
