"""The statements of time of an article with the part that each plays in its sentence, and what they cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...language.sentences import Sentence
from ...language.text import TextView
from ...language.time.find import TemporalContext, TemporalExpression, resolve
from .rules import PeriodRules

_WINDOW = 90
_CLAUSE = 160
# How far before an expression the words of a goal are looked for, and how many statements a length points back over.
_AHEAD = 240
_RECENT = 100
# Kết quả thực hiện nhiệm vụ năm 2023: what was planned is reported on.
_ACCOUNT = re.compile(
    r"(?<!\w)(?:kết quả|tình hình|tổng kết|sơ kết|đánh giá|kiểm điểm|báo cáo)(?: (?:việc|công tác|kết quả|tình hình|tiến độ|thực hiện|triển khai|hoàn thành|các|một số|chung)){0,6}"
    r" (?:nhiệm vụ|kế hoạch|chỉ tiêu|mục tiêu|dự toán|phương hướng)[^,;.\d]{0,80}$"
)
_BODY_OF_TERM = re.compile(r"(?:khóa|khoá|lần thứ) [ivxl\d]{1,5},? $")
_SHORT_SPAN = 10
# A date beside a clock with a colon is that of publication, and so is a line that holds a place and a date only.
_CLOCK = re.compile(r"\d{1,2}:\d\d(?!\d)(?!.{0,12}ngày)")
_CLOCK_BESIDE = re.compile(r"(?:[\s,|(–-]|lúc|(?:thứ [^\W_]{1,4}|chủ nhật),?){0,6}\d{1,2}:\d\d(?!\d)")
_CLOCK_BEFORE = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:[\s,|)(–-]|(?:thứ [^\W_]{1,4}|chủ nhật),?){0,6}$")
_LETTERHEAD = re.compile(r"[^,.\d\n]{2,30}, ")
# A count right before a verb like thành lập: what was founded is counted.
_COUNTED = re.compile(r"\d(?: [^\W\d_]{1,12}){1,6} $")
# Đạt 62% chỉ tiêu năm …: a target of the year that is reported.
_REACHED = re.compile(r"% [^.;:%]{0,60}$")
_STANDS_ALONE = re.compile(r"(?:[,;:(–-]|(?<!\w)(?:trong|vào|từ|tính|riêng|hết|suốt|qua|sang|bước vào|kể từ|chỉ|nhìn lại|điểm lại|lũy kế|tính chung)|\d ngày)\s?$")
# Ngày hội … – Tối 16/8, phường …: a part of a day is never part of a feast's name.
_AT_AN_HOUR = re.compile(r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm|lúc|vào|\d{1,2}(?:h|g|:| giờ))(?![^\W_])")
_SPAN = re.compile(r"(?<!\w)(?:sau|trong|suốt|qua)(?: (?:hơn|gần|khoảng|chừng))? $")
_SINGLE = frozenset(("date", "month", "year"))
_REPORTING = frozenset(("year", "month", "quarter", "months_of_year"))


@dataclass(slots=True)
class Statement:
    """An expression, the sentence that it stands in, its role and its resolved ends.

    ``role`` is ``period`` (it may govern numbers), ``open`` (it governs them and leaves the period empty), ``name``
    (it belongs to the name of a contest or feast), ``said`` (the day on which somebody said it), ``back``
    (a length of time that points back: trong 10 năm ấy) or ``skip``. ``adverbial`` says whether it stands by itself
    (Năm 2022, …) or belongs to the noun before it (phong trào thi đua năm 2022); ``goal``, whether it looks ahead.
    """

    expression: TemporalExpression
    sentence: int
    role: str
    start: str = ""
    end: str = ""
    adverbial: bool = True
    goal: bool = False
    passing: bool = False

    @property
    def of_days(self) -> bool:
        """Whether it is a day or a few days in a row, as an event takes: ngày 5-7, trong hai ngày 31-1 và 1-2."""
        x = self.expression
        if x.kind != "range":
            return x.kind == "date"
        if not (x.first and x.last and x.first.day and x.last.day and self.start and self.end):
            return False
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days <= _SHORT_SPAN


def read_statements(
    view: TextView,
    sentences: Sequence[Sentence],
    found: Sequence[TemporalExpression],
    published: str,
    rules: PeriodRules,
) -> dict[int, list[Statement]]:
    """The statements of each sentence, in order; sentences without one are left out."""
    statements: list[Statement] = []
    index = 0
    for x in found:
        while index < len(sentences) and sentences[index].end <= x.start:
            index += 1
        if index == len(sentences):
            break
        if x.start >= sentences[index].start:
            s = Statement(x, index, _role(view.norm, sentences[index], x, rules))
            s.adverbial = _is_adverbial(view.norm, sentences[index], x)
            begin = max(sentences[index].start, x.start - _AHEAD)
            s.goal = bool(
                rules.goal.search(view.norm, begin, _goal_end(view.norm, x.end, sentences[index].end))
                or rules.goal_before.search(view.norm[max(sentences[index].start, x.start - _WINDOW) : x.start])
            ) and not _ACCOUNT.search(view.norm, max(sentences[index].start, x.start - 2 * _WINDOW), x.start)
            statements.append(s)
    context = TemporalContext(year=0 if published else _reference_year(view.norm, statements, rules))
    ahead = TemporalContext(context.year, planned=True)
    for s in statements:
        if s.role not in ("skip", "occasion"):
            s.start, s.end = resolve(s.expression, published, ahead if s.goal else context)
    _whole_year(statements)
    _point_back(view.norm, statements, sentences, published)
    result: dict[int, list[Statement]] = {}
    for s in statements:
        result.setdefault(s.sentence, []).append(s)
    return result


def _goal_end(norm: str, start: int, end: int) -> int:
    """Where the words that follow a statement end: Năm 2015, tỉnh phấn đấu …"""
    end = min(end, start + 40)
    stops = [i for i in (norm.find(c, start + 2, end) for c in ",;") if i >= 0]
    return min(stops, default=end)


def _role(norm: str, sentence: Sentence, x: TemporalExpression, rules: PeriodRules) -> str:
    left = norm[max(sentence.start, x.start - _WINDOW) : x.start]
    if rules.comparison_before.search(left) or _is_stamp(norm, sentence, x):
        return "skip"
    if x.kind == "occasion" and not _tells_when(norm, sentence, x, rules):
        return "skip"
    if x.kind in ("now", "rolling", "occasion"):
        return "open"
    if x.kind == "duration":
        return "back" if x.unit in ("same", "term") or (x.unit in ("năm", "tháng") and x.number) else "skip"
    if not x.in_calendar:
        return "skip"
    if rules.occasion_before.search(left):
        return "occasion"
    if any(pattern.search(left) for pattern in (rules.publication_before, rules.vague_before)):
        return "skip"
    if rules.merit_before.search(norm[max(sentence.start, x.start - _CLAUSE) : x.start]):
        return "skip"
    if x.kind in _SINGLE and (rules.document_before.search(left) or _is_history(left, rules)):
        return "skip"
    if _quoted(norm, sentence, x):
        return "skip"
    if rules.name_before.search(left) and not (x.kind == "date" and _AT_AN_HOUR.match(norm, x.start)):
        return "name"
    if x.kind == "date":
        clause = norm[x.end : min(sentence.end, x.end + _CLAUSE)]
        said = rules.statement_after.search(clause)
        if said and not any(c.isdigit() for c in clause[: said.start()]):
            return "said"
    return "period"


def _is_history(left: str, rules: PeriodRules) -> bool:
    """Whether a year is of a life or a founding, not of a count: thành lập năm 1967, but 120 tổ thành lập năm 2015."""
    found = rules.history_before.search(left)
    return found is not None and not any(c.isdigit() for c in found[0]) and not _COUNTED.search(left, 0, found.start())


def _is_stamp(norm: str, sentence: Sentence, x: TemporalExpression) -> bool:
    """Whether a date is that of the page: `14/12/2022 | 13:40`, `Hà Giang, ngày 5 tháng 6 năm 2020` alone on its line."""
    if x.kind != "date" or x.last is None or not x.last.year:
        return False
    if _CLOCK.match(norm, x.start, x.end):
        return True
    bare = not norm.startswith("ngày", x.start) or norm.startswith(":", x.start + 4)
    low = max(0, x.start - 40)
    if bare and (_CLOCK_BESIDE.match(norm, x.end, x.end + 40) or _CLOCK_BEFORE.search(norm, low, x.start)):
        return True
    before = norm[sentence.start : x.start]
    return sentence.end - x.end <= 2 and bool(not before or _LETTERHEAD.fullmatch(before))


def _tells_when(norm: str, sentence: Sentence, x: TemporalExpression, rules: PeriodRules) -> bool:
    """Whether a feast says when (dịp Tết, trước Tết) and is no part of a name or noun (quà Tết, “Tết vì người nghèo”)."""
    low = max(sentence.start, x.start - _WINDOW)
    opening = max(norm.rfind(q, low, x.start) for q in "“\"")
    if opening >= 0 and not any(q in norm[opening + 1 : x.start] for q in "”\""):
        return False
    if x.unit == "ngày":
        return not norm.endswith("tức ", low, x.start)  # hôm mùng 2 Tết; (tức 27 tháng Chạp)
    return x.start <= sentence.start + 2 or bool(rules.feast_before.search(norm, low, x.start))


def _quoted(norm: str, sentence: Sentence, x: TemporalExpression) -> bool:
    """Whether the expression ends a short quotation, and so belongs to a title: “Tình nguyện xuân 2022”."""
    opening = max(norm.rfind(q, max(sentence.start, x.start - _WINDOW), x.start) for q in "“\"'‘")
    return opening >= 0 and norm[x.end : x.end + 1] in ("”", '"', "'", "’")


def _reference_year(norm: str, statements: Sequence[Statement], rules: PeriodRules) -> int:
    """The year that an undated article reports on, 0 where it is not sure.

    It is that of the first day, where it is written in full; else it is the latest year that the article names as a period or in a name. Goals and plans do not count, and an
    article that looks over many years names none as its own.
    """
    for s in statements:
        points = [p for p in (s.expression.last, s.expression.first) if p is not None and p.unit == "day" and p.day]
        if s.role not in ("skip", "occasion") and points:
            if points[0].year:
                return points[0].year
            break
    years: set[int] = set()
    for s in statements:
        x = s.expression
        if x.kind == "occasion" and x.number:
            years.add(x.number)
        if s.role == "occasion" and x.first and x.last and x.last.year and x.first.year < x.last.year:
            years.add(x.last.year)  # nhân kỷ niệm 95 năm … (1929 - 2024)
        if x.kind not in _REPORTING or s.role not in ("period", "name") or x.last is None or not x.last.year:
            continue
        # A bare 2024 mostly belongs to a title.
        bare = x.kind == "year" and norm[x.start].isdigit()
        left = norm[max(0, x.start - _WINDOW) : x.start]
        own = x.kind in ("months_of_year", "quarter") or _REACHED.search(left)
        if not bare and (own or not rules.goal_before.search(left)):
            years.add(x.last.year)
    compared = {s.expression.number + 1 for s in statements if s.expression.kind == "comparison" and s.expression.number}
    if len(compared) == 1 and 0 <= max(compared) - max(years, default=max(compared)) <= 1:
        return max(compared)  # bằng 112% so với cùng kỳ năm 2021
    if not years:
        return 0
    if len(years) > 2 or max(years) - min(years) > 1:
        return 0
    return max(years)


def _is_adverbial(norm: str, sentence: Sentence, x: TemporalExpression) -> bool:
    if x.kind == "term" and _BODY_OF_TERM.search(norm, max(sentence.start, x.start - 24), x.start):
        return False  # HĐND khóa IX, nhiệm kỳ 2016-2021
    return x.kind in ("date", "since", "until") or norm.startswith(("từ", "kể", "tính"), x.start) or bool(
        _STANDS_ALONE.search(norm, max(sentence.start, x.start - 16), x.start) or x.start <= sentence.start
    )


def _whole_year(statements: Sequence[Statement]) -> None:
    """`cả năm`, `cuối năm` in a report on a named year: that year, not the article's."""
    named = 0
    for s in statements:
        x = s.expression
        if x.kind != "year" or s.role not in ("period", "name") or x.first is None or x.first != x.last:
            continue
        if x.first.year and not s.goal:
            named = x.first.year
        elif named and not x.first.year and x.first.shift is None and s.start and int(s.start[:4]) == named + 1:
            s.start, s.end = f"{named}{s.start[4:]}", f"{named}{s.end[4:]}"


def _point_back(norm: str, statements: Sequence[Statement], sentences: Sequence[Sentence], published: str) -> None:
    """Let a bare length of time take the ends of a stated period of that length (trong 10 năm ấy, bốn tháng cao
    điểm), and `từ đó đến nay` its beginning. A headline may point ahead to the body."""
    for i, s in enumerate(statements):
        x = s.expression
        recent = statements[max(0, i - _RECENT) : i]
        if x.unit == "since_then":
            before = next((k for k in reversed(recent) if k.role == "period" and k.start), None)
            if before is not None:
                s.role, s.start, s.end = "period", before.start, published if len(published) == 10 else ""
            continue
        if s.role != "back":
            continue
        if x.unit == "same":
            _same_stretch(s, recent)
            continue
        if x.unit == "term":
            _same_term(s, recent, published)
            continue
        ahead = statements[i + 1 : i + _RECENT] if sentences[s.sentence].kind == "headline" else []
        for k in (*reversed(recent), *ahead):
            if k.role in ("period", "name") and k.start and k.end and _length(k, x.unit) == x.number:
                s.role, s.start, s.end = "period", k.start, k.end
                break
        else:
            span = _SPAN.search(norm, max(0, x.start - 12), x.start)
            s.role = "open" if span else "skip"


def _same_term(s: Statement, earlier: Sequence[Statement], published: str) -> None:
    """`nhiệm kỳ qua`: the term named last that is over; open where none was named."""
    s.role = "open"
    for k in reversed(earlier):
        over = not published or k.end[:4] <= published[:4]
        if k.expression.kind == "term" and k.role in ("period", "name") and k.start and over:
            s.role, s.start, s.end = "period", k.start, k.end
            return


def _same_stretch(s: Statement, earlier: Sequence[Statement]) -> None:
    """`trong năm`, `trong quý`: the year or quarter named last; open where none was."""
    s.role = "open"
    for k in reversed(earlier):
        if s.expression.number < 0 and k.role == "period" and k.expression.kind != "date" and not k.goal and k.start:
            s.role, s.start, s.end = "period", k.start, k.end  # thời gian này
            return
        if not s.expression.number and k.expression.kind == "date" and k.role in ("period", "said") and k.start:
            s.role, s.start, s.end = "period", k.start, k.end
            s.expression.kind = "date"
            return
        if s.expression.number and k.role in ("period", "name") and not k.goal and k.start and k.end and _length(k, "tháng", "year", "quarter", "month") == s.expression.number:
            s.role, s.start, s.end = "period", k.start, k.end
            return


def _length(statement: Statement, unit: str, *kinds: str) -> int:
    """The whole months or years that a statement covers, to the nearest."""
    x = statement.expression
    if x.kind not in ("range", "term", "months_of_year", *kinds):
        return 0
    days = (date.fromisoformat(statement.end) - date.fromisoformat(statement.start)).days + 1
    return round(days / 30.44) if unit == "tháng" else round(days / 365.25)
