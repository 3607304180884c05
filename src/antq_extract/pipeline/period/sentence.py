"""One sentence: which of its statements of time governs each of its quantities, and what it leaves to the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ...language.sentences import Sentence
from ...language.text import TextView
from ..quantity import Quantity
from .rules import PeriodRules
from .state import DESCRIBED, LOCAL, OF_EVENTS, PASSING, PeriodState
from .statements import Statement

# A statement this close to the sentence's beginning introduces all of it; a cue stands in its first words.
_OPENING = 12
_CUE = 60
# How far before a number its verb is looked for, how far after it a statement may stand, and how many statements
# before it are tried.
_CLAUSE = 48
_REACH = 240
_TRIES = 16
_LEAD = 60
_YEARLY = re.compile(r"(?:hàng|hằng|mỗi) năm(?!\w)")
_OF_TARGET = re.compile(r"% (?:so với )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?!\w)")
_OF_NOUNS = frozenset(("year", "school_year"))
_REPORTED_ON = re.compile(r"tổng kết|sơ kết|đánh giá|kết quả|nhìn lại|kiểm điểm|báo cáo|thống kê|họp báo|công bố")


class PeriodSentence:
    """Reads one sentence against the state that the sentences before it left."""

    def __init__(
        self,
        view: TextView,
        sentence: Sentence,
        statements: Sequence[Statement],
        quantities: Sequence[Quantity],
        rules: PeriodRules,
        state: PeriodState,
        paragraphs: Sequence[int],
    ):
        self.norm, self.sentence = view.norm, sentence
        self.statements, self.quantities, self.rules, self.state = statements, quantities, rules, state
        self.paragraphs = paragraphs
        self.governing = [s for s in statements if s.role in ("period", "open")]
        self.starts = [s.expression.start for s in self.governing]
        self.ends = [s.expression.end for s in self.governing]
        self.named = [s for s in statements if s.role == "name" and s.start]
        self.days = [s for s in self.governing if s.of_days and s.role == "period"]
        self.occasion = next((s.expression.end for s in statements if s.role == "occasion"), -1)
        # Starts of the statements that stand after a number they govern, and before one.
        self.attached: set[int] = set()
        self.leading: set[int] = set()
        self.cued = self.continued = False

    def read(self) -> list[tuple[Quantity, Statement | None, bool]]:
        """Each quantity with the statement that governs it, and whether the sentence itself says when."""
        self._find_event()
        self._follow_cues()
        for q in self.quantities:
            # 35 hộ năm 2011 lên 61 hộ năm 2015: a statement inside the numeral is of its earlier side.
            for i in range(bisect_left(self.starts, q.start), bisect_left(self.starts, q.end)):
                self.attached.add(self.starts[i])
        result: list[tuple[Quantity, Statement | None, bool]] = []
        for index, quantity in enumerate(self.quantities):
            statement = self._own(index, quantity)
            if index and self._is_share(self.quantities[index - 1], quantity):
                statement = result[-1][1]
            said = statement is not None and (statement.role == "open" or bool(statement.start or statement.end))
            if statement is None and not self._on_occasion(quantity):
                statement = self._from_before(quantity)
            result.append((quantity, statement, said))
        if not self.rules.picture.search(self.norm, self.sentence.start, self.sentence.end):
            self._carry()
        return result

    def _is_share(self, count: Quantity, share: Quantity) -> bool:
        """`61 hộ, chiếm 90,5%`: a percentage right behind its count is of the count's time."""
        if share.unit != "%" or share.start - count.end > 2 * _CLAUSE or bisect_left(self.starts, share.start) == bisect_left(self.starts, count.start):
            return False
        return bool(self.rules.share.search(self.norm, count.end, share.start))

    def _find_event(self) -> None:
        """The day of the event that the article reports: the lead's, or the first beside a word like tổ chức."""
        days = [s for s in self.statements if s.role in ("period", "said") and s.of_days and s.start]
        if not days:
            return
        self.state.day = days[-1]
        if self.state.event is None and (
            self.sentence.kind in ("headline", "lead")
            or self.rules.event_lead.search(self.norm, self.sentence.start, self.sentence.end)
        ):
            self.state.event = days[0]

    def _follow_cues(self) -> None:
        first = self.quantities[0].start if self.quantities else self.sentence.end
        words = min(first, self.sentence.start + _CUE)
        self.continued = bool(self.rules.continues.match(self.norm, self.sentence.start, words))
        cue = self.rules.event.search(self.norm, self.sentence.start, words)
        if cue and not self.rules.reset.search(self.norm, cue.end(), first):
            self.state.event = self.state.event or self.state.day
            day = self.state.day
            here = day is not None and self.paragraphs[day.sentence] == self.sentence.line
            self.state.carried = day if here else self.state.event
            self.cued = True
        elif self.rules.reset.search(self.norm, self.sentence.start, first) or self._every_year():
            self.state.carried = None

    def _every_year(self) -> bool:
        """Whether the sentence tells of every year, after one of a single year: Hàng năm, 97% chi hội …"""
        s = self.state.carried
        s = s if s is None or s.start else self.state.report
        if s is None or not _YEARLY.match(self.norm, self.sentence.start):
            return False
        return s.expression.kind == "date" or (bool(s.start and s.end) and s.start[:4] == s.end[:4])

    def _own(self, index: int, q: Quantity) -> Statement | None:
        """The sentence's statement that governs a quantity: attached after it, or introducing it."""
        earlier = bisect_right(self.ends, q.start)
        later = bisect_left(self.starts, q.end)
        if later < len(self.governing) and self._is_attached(index, q, self.governing[later], earlier > 0):
            self.attached.add(self.starts[later])
            return self.governing[later]
        found = self._introducing(q, earlier)
        if found is not None:
            self.leading.add(found.expression.start)
            return found
        if self.named and not (q.indicator in OF_EVENTS and self.state.carries_event()):
            return self.named[0]
        return None

    def _introducing(self, q: Quantity, earlier: int) -> Statement | None:
        """The nearest statement before the number; but who came and who was honoured is of the sentence's day."""
        if not earlier:
            return None
        of_event = q.indicator in OF_EVENTS
        if of_event and self.days and self.days[0].expression.end <= q.start:
            return self.days[0]
        near = [self.governing[i] for i in range(earlier - 1, max(-1, earlier - 1 - _TRIES), -1)]
        near = [s for s in near if s.expression.start not in self.attached] or near
        near = [s for s in near if s.expression.kind != "now" or self._same_clause(s, q)]
        if of_event and self.cued and self.state.event:
            near = [s for s in near if s.adverbial]
        return near[0] if near else None

    def _is_attached(self, index: int, q: Quantity, s: Statement, has_before: bool) -> bool:
        if s.expression.start - q.end > _REACH:
            return False
        between = self.norm[q.end : s.expression.start]
        if between.endswith("(") and self.norm.startswith(":", s.expression.end):
            return False
        if s.role == "open" and (has_before or "," in between or s.expression.kind == "now"):
            return False
        if any(c in between for c in ";:") or between.endswith(" và "):
            return False
        if s.goal and q.unit == "%" and (has_before or self.state.carried) and self.rules.target.search(between):
            # Đạt 35% chỉ tiêu năm 2022: the year is the target's where another time is stated.
            return False
        if between.endswith(", ") and not self._closes(s):
            # `…, sáng 5-8, huyện …`: the statement introduces what follows it.
            return False
        others = index + 1 < len(self.quantities) and self.quantities[index + 1].start < s.expression.start
        if "," in between or others:
            return not has_before and not (others and self.rules.clause.search(between))
        return True

    def _same_clause(self, s: Statement, q: Quantity) -> bool:
        """`…, nay đã có 12 tổ; xảy ra 5 vụ`: the present ends with its clause."""
        opens = s.expression.start <= self.sentence.start + _OPENING
        return opens or ";" not in self.norm[s.expression.end : min(q.start, s.expression.end + _REACH)]

    def _closes(self, s: Statement) -> bool:
        return s.expression.end >= self.sentence.end - 2 or self.norm[s.expression.end] in ".;)"

    def _on_occasion(self, q: Quantity) -> bool:
        """Whether an occasion stands in for the day: Nhân dịp 27-7, tỉnh tặng 90 suất quà."""
        return 0 <= self.occasion <= q.start and not self.state.carries_event()

    def _from_before(self, q: Quantity) -> Statement | None:
        carried = self.state.carried
        if carried is not None and carried.expression.kind == "date" and self._describes(q):
            return None
        same = carried is not None and self.paragraphs[carried.sentence] == self.paragraphs[q.sentence]
        grown = bool(q.change) or _OF_TARGET.match(self.norm, max(q.end, q.noun_end - 1)) is not None
        return self.state.governing(q, same, self.continued, self._made(q), grown)

    def _describes(self, q: Quantity) -> bool:
        """Whether the sentence describes a thing, not what happened on the day: Ngôi nhà rộng 60 m2, trị giá 85 triệu đồng."""
        return q.indicator in DESCRIBED and bool(self.rules.described.search(self.norm, self.sentence.start, q.start))

    def _made(self, q: Quantity) -> bool:
        """Whether the clause says that what is counted came about: thành lập mới 12 tổ."""
        low = max(self.sentence.start, q.start - _CLAUSE)
        comma = max(self.norm.rfind(c, low, q.start) for c in ",;:(")
        return bool(self.rules.made.search(self.norm, max(low, comma), q.start))

    def _carry(self) -> None:
        """Leave the statement that introduces the sentence's last part to the sentences after it."""
        last = self.quantities[-1].start if self.quantities else -1
        told = any(s.expression.kind == "age" for s in self.statements)
        crime = bool(self.governing) and bool(self.rules.crime.search(self.norm, self.sentence.start, self.sentence.end))
        for s in reversed(self.governing[-_TRIES:]):
            x = s.expression
            opens = x.start <= self.sentence.start + _OPENING
            leads = x.start in self.leading
            governs = leads or x.start in self.attached
            # Tình hình an ninh trật tự tháng 11/2021: the headline of a report that names its month last.
            titled = x.kind == "month" and self.sentence.kind == "headline" and not self.quantities and self.sentence.end - x.end <= 2
            if (
                (x.kind in ("now", "occasion") and not opens)
                # Attached to one number in the middle of the sentence.
                or (governs and not leads and last > x.start)
                or (x.kind in LOCAL and s.role != "open" and not governs and not titled)
                # Of a noun: the committee of a term, a movement that is launched.
                or (x.kind == "term" and not s.adverbial and not governs)
                or (self.cued and self.state.event is not None and not s.adverbial)
                # Ngày 5-9, trường trao học bổng năm học 2023-2024: what follows is of the day.
                or (x.kind in _OF_NOUNS and not s.adverbial and self._dated_before(s))
                # Tổng kết năm 2013, triển khai nhiệm vụ năm 2014: what follows is of what was done.
                or (s.goal and not governs and self._has_report())
                # …, riêng năm 2023 đạt 85%: the next sentences go on with the whole.
                or (not opens and self.norm.endswith("riêng ", self.sentence.start, x.start))
                # Từ tháng 3 đến khi bị bắt, nhóm này gây ra …
                or (x.kind in ("range", "since") and crime)
                or (self.state.before_report(s) and self.rules.aside_after.match(self.norm, x.end + 1))
            ):
                continue
            # A report that opens with its month (Trong tháng 7, cả nước xảy ra …) stands under it as a whole.
            whole = titled or (x.kind == "month" and leads and self.sentence.kind == "lead" and self.state.event is None)
            aside = not opens and not governs and self.state.within_report(s)
            passing = (x.kind in PASSING and not whole) or told or aside or (not opens and self.state.before_report(s))
            self.state.take(s, passing)
            return
        if self.named and self.state.carried is None:
            self.state.take(self.named[-1], passing=False)

    def _dated_before(self, s: Statement) -> bool:
        """Whether a day opens the sentence and nothing says that it reports on the time of the statement."""
        first = self.days[0].expression if self.days else None
        if first is None or first.start > self.sentence.start + _LEAD or first.end > s.expression.start:
            return False
        return not _REPORTED_ON.search(self.norm, first.end, s.expression.start)

    def _has_report(self) -> bool:
        return any(
            s.role == "period" and not s.goal and s.expression.kind != "date" for s in self.governing[-_TRIES:]
        )
