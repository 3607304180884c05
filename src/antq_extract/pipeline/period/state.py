"""What earlier sentences leave behind: the statement that is carried, the report's period, the day of the event."""

from __future__ import annotations

from dataclasses import dataclass

from ..quantity import Quantity
from .statements import Statement

# These end with their paragraph; other statements govern until another takes over.
LOCAL = frozenset(("month", "since", "duration"))
# These give way at the end of their paragraph to the period that the report stands under, where it has one.
PASSING = LOCAL | {"date", "now"}
# A stock is not of the period that an earlier paragraph spoke of, nor is what has no kind of its own, but for
# statements that a whole event or term stands under.
STOCKS = frozenset(("other", "groups", "members", "models"))
FIRM = frozenset(("date", "term", "until"))
# A plan is not of a time that has passed.
PAST = frozenset(("months_of_year", "quarter", "range", "date"))
SPANS = frozenset(("year", "months_of_year", "quarter"))
# What a thing costs or measures.
DESCRIBED = frozenset(("funds", "other"))
# What is counted on the day of an event: who came and who was honoured.
OF_EVENTS = frozenset(("participants", "awards"))


@dataclass(slots=True)
class PeriodState:
    """Where the reader of periods stands in the article.

    Attributes:
        carried: the statement that governs what follows, ``None`` after a reset.
        report: the last statement that a report stands under (a year, some months, a term), no passing day.
        event: the day of the event that the article reports.
        day: the last day named.
    """

    carried: Statement | None = None
    report: Statement | None = None
    event: Statement | None = None
    day: Statement | None = None

    def take(self, statement: Statement, passing: bool) -> None:
        """Let a statement govern what follows; ``passing`` where it is only told by the way."""
        self.carried = statement
        statement.passing = passing
        if passing:
            return
        if statement.role == "open":
            self.report = None
        elif not statement.goal:
            self.report = statement

    def carries_event(self) -> bool:
        """Whether what follows is of the event's day."""
        return self.carried is not None and self.carried is self.event

    def before_report(self, statement: Statement) -> bool:
        """Whether a statement lies wholly before the time that the report stands under."""
        report = self.report
        return bool(report and report.start and statement.end and statement.end < report.start)

    def within_report(self, statement: Statement) -> bool:
        """Whether a statement is of a part of the time that the report stands under."""
        report = self.report
        if not (report and report.start and report.end and statement.start and statement.end):
            return False
        return report.start <= statement.start and statement.end <= report.end and (report.start, report.end) != (statement.start, statement.end)

    def governing(self, q: Quantity, same_paragraph: bool, continued: bool, made: bool, grown: bool = False) -> Statement | None:
        """The statement of an earlier sentence that governs a quantity.

        Args:
            q: a quantity that no statement of its own sentence governs.
            same_paragraph: whether the carried statement stands in the quantity's paragraph.
            continued: whether the sentence goes on with the one before (trong đó).
            grown: whether it is a change, or the share of a target that was reached.
            made: whether the clause says that what is counted came about (thành lập mới 12 tổ).
        """
        s = self.carried
        if s is None or same_paragraph:
            return s
        planned = q.status == "planned"
        if s.role == "period" and s.goal and not planned:
            return self.report if self.report is not s else None
        if s.role == "period" and planned and not s.goal and s.expression.kind in PAST:
            return None
        if s.passing and s is not self.event and not continued:
            s = self.report or s
        kind = s.expression.kind
        if q.indicator == "awards" and kind != "date":
            return None
        if kind in LOCAL and not continued and s is not self.report:
            return None
        # Production and trade grew in the report's time.
        flow = q.indicator == "other" and s is self.report and kind in SPANS and grown
        if q.indicator in STOCKS and not flow and kind not in FIRM and not s.goal and not made and not continued:
            return None
        return s
