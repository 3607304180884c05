"""Binds the numbers of an award sentence to its scenes: what a number must stand next to, in front of or behind."""

from __future__ import annotations

import re
from dataclasses import replace

from ..actor.agents import Span
from .marks import RECIPIENT_KINDS, Count, Mark, MarkReader, Scene, read_kind

LONGEST_GAP = 220
SERIES = 12  # so many numbers at most share an award that stands behind them
# … được khen thưởng, trong đó có 5 tập thể: parts of those who were awarded.
_PARTS = re.compile(r"(?:(?<!\w)(?:trong đó|gồm|bao gồm)(?:\s{1,2}có)?|[(:])[\s:,]{0,3}$")
_CLAUSE_BETWEEN = re.compile(r"[,;:.]|(?<!\w)(?:vì|đã|do|bị|được|trong|tại|của|về|quà|tiền|phần thưởng)(?!\w)")
_WITH = re.compile(r"(?<!\w)cùng(?:\s{1,2}với)?\s{1,2}$")
_GAPPED = re.compile(r"[^,;.]{0,80}?(?<!\w)được\s{1,2}(?P<agent>[^,;.]{3,80}?)\s{0,2}(?:,|và)\s{0,2}(?:có\s{1,2})?")
_TO = re.compile(r"(?<!\w)(?:cho|đến|tới|đối với|dành cho|dành tặng|thuộc về)\s{1,2}")
_PARTITION = re.compile(r"(?<!\w)(?:trong đó|riêng)(?!\w)")
# Tổ tự quản gồm 14 thành viên được tặng …: the unit is awarded, not its members.
_MADE_OF = re.compile(r"(?<!\w)(?:với|gồm)\s{1,2}$")
_PREDICATE = re.compile(r"(?<!\w)(?:đạt(?!\s(?:thành tích|kết quả|nhiều))|bị|nhận|được|là|tham gia|tham dự)(?!\w)")
_LEADING_NOUN = re.compile(r"\s{1,2}(tập thể|cá nhân|hộ gia đình|gia đình)(?!\w)")
_GOAL = re.compile(r"(?<!\w)(?:cho|đến|tới|đối với|dành cho|dành tặng)(?:\s(?:hơn|gần|trên|khoảng|thêm))?$")
_OF_PLACE = re.compile(r"(?<!\w)(?:của|ở|tại|thuộc)\s{1,2}(?:(?:hơn|gần|trên|khoảng)\s{1,2})?$")
_NEXT_NUMBER = re.compile(r"(?:các\s|những\s|\d[\d.]*\s|\s)*")
_AND_NUMBER = re.compile(r"\s{0,2}(?:,|và)\s{1,2}(?=\d)")


def keep_conferrer(scene: Scene, seen: list[Count]) -> None:
    """Leaves the conferrer of a scene's awards with their recipients before other awards take its place."""
    for count in seen:
        if count.scene is scene and count.of is None and count.awards is scene.awards:
            count.of = scene.of


class CountBinder:
    """Binds numbers; works on the stretch of its mark reader."""

    def __init__(self, marks: MarkReader):
        self.marks = marks
        self.view = marks.view
        self.grammar = marks.grammar
        self.agents = marks.agents
        self.low = marks.low
        self.high = marks.high

    def take_back(self, scene: Scene, seen: list[Count], edge: int, floor: int) -> None:
        """Binds the numbers that are the subject of a passive: the series that ends right before it."""
        right = edge
        for count in reversed(seen):
            between = self.view.norm[count.noun_end : right]
            first = right == edge
            praised = count.attached and count.scene is not None and count.scene.praise and not count.awards
            if scene.receiving and praised and not between.strip():
                scene.agent = scene.agent or (count.scene.agent if count.scene else None)
                count.awards, count.of = scene.awards, None  # khen thưởng 6 tập thể đạt danh hiệu …: the title is the award
                break
            if count.start < floor or len(between) > LONGEST_GAP or (count.attached and count.scene is not None):
                break
            gapped = None if first else _GAPPED.fullmatch(between)
            if gapped and count.scene is None:
                # 3 tập thể được Bộ Công an, 5 tập thể được UBND tỉnh tặng bằng khen: the verb is said once.
                agent = self.agents.agent_between(self.view, count.noun_end + gapped.start("agent"), count.noun_end + gapped.end("agent"))
                if agent:
                    scene = replace(scene, agent=agent)
                    count.scene, count.awards, count.of = scene, scene.awards, None
                    right = count.start
                    continue
            if _PARTITION.search(between) or (not first and (count.ends_series or _PREDICATE.search(between))):
                break
            if first and between.rstrip().endswith(",") and count.kind not in ("collective", "individual", "mixed"):
                break
            if count.kind == "award" and scene.receiving:
                break
            if first and _MADE_OF.search(self.view.norm, max(self.low, count.start - 10), count.start):
                break
            count.scene = scene
            if count.kind != "award":
                count.awards, count.of = scene.awards, None
                scene.subject_kind = count.kind if count.kind in RECIPIENT_KINDS else ""
            right = count.start

    def bind(self, count: Count, scene: Scene | None, last: Mark | None, seen: list[Count]) -> Scene | None:
        """Binds a number to the scene that is open where it stands; returns the scene open after it."""
        norm = self.view.norm
        before = norm[max(self.low, count.start - 16) : count.start].rstrip()
        touches = last is not None and not norm[last.end : count.start].strip(" \"“”:(")
        to = _GOAL.search(before)
        count.attached = bool(to) or (
            touches
            and last is not None
            and last.kind in ("praise", "give", "award", "receive")
            and ":" not in norm[last.end : count.start]
        )
        # Behind an award "và" opens a new clause: … tặng cờ thi đua và 22 tập thể, 5 cá nhân được tặng bằng khen.
        count.ends_series = before.endswith((" và", " cùng")) and not (last is not None and last.kind == "award")
        award_end = count.noun_end
        if count.kind == "award":
            award = self.grammar.award.search(norm, count.end, count.noun_end)
            start = award.start() if award else count.end
            group = (award.lastgroup if award else "") or ""
            stop = self.marks.award_end(start, count.noun_end, group)
            of, award_end = self.marks.conferrer_after(stop)
            count.awards, count.of = [(start, stop)], of
            count.noun_end = stop
        linked = (
            touches
            or count.start == self.low
            or self.grammar.link.search(norm, max(self.low, count.start - 20), count.start) is not None
        )
        if scene is not None and not linked and scene.kind == "active" and count.kind in RECIPIENT_KINDS:
            linked = self._near_object(scene, count, seen)
        if linked and self._elsewhere(count):
            linked = False
        if scene is not None and linked and not count.attached and seen:
            # "và" goes on with the number before; what that one does not belong to, this one does not either.
            before_it = seen[-1]
            linked = not (before_it.start > scene.start and before_it.scene is None and before_it.kind not in ("", "award"))
        if scene is not None and scene.kind == "passive" and count.attached and count.kind != "award":
            linked = linked and count.start - scene.end <= 40
        if scene is not None and scene.kind == "passive" and count.start - scene.end <= 12:
            count.attached = count.attached or _WITH.search(norm, scene.end, count.start) is not None
        parts = _PARTS.search(norm, max(self.low, count.start - 20), count.start) is not None
        series = bool(seen) and seen[-1].scene is scene and scene is not None and seen[-1].start > scene.end
        count.series = series
        if scene is not None and scene.kind == "list" and count.kind != "award":
            linked = linked and (count.attached or parts or series)
        if scene is not None and linked and (parts or series or scene.kind != "passive" or count.attached or count.kind == "award"):
            count.scene = scene
            if count.kind == "award":
                if count.of is None and scene.awards and self._same_award(scene.awards[0], count.awards[0]):
                    count.of = scene.of  # Huân chương của Chủ tịch nước …, gồm 9 Huân chương Độc lập
                keep_conferrer(scene, seen)
                scene.awards, scene.of, scene.named = list(count.awards), count.of, True
                scene.end = max(award_end, count.noun_end)
            else:
                count.awards, count.of = scene.awards, scene.of
        elif scene is None and count.kind == "award":
            # 180 kỷ niệm chương, bằng khen được trao …; kết quả có 4 giải nhất: an award that opens the sentence.
            scene = Scene("list", False, count.start, max(award_end, count.noun_end), awards=list(count.awards))
            scene.of, scene.named = count.of, True
        seen.append(count)
        return scene

    def _elsewhere(self, count: Count) -> bool:
        """Whether a number tells who took part or where, not who was awarded (*với sự tham gia của 40 già làng*; *của 12 thôn*)."""
        norm, low = self.view.norm, max(self.low, count.start - 32)
        if self.grammar.not_link.search(norm, low, count.start):
            return True
        return _OF_PLACE.search(norm, low, count.start) is not None and self.grammar.place.match(norm, count.end, self.high) is not None

    def _same_award(self, one: Span, other: Span) -> bool:
        """Whether two awards are of one kind, by the two words that their names begin with."""
        norm = self.view.norm
        return norm[one[0] : one[1]].split()[:2] == norm[other[0] : other[1]].split()[:2]

    def generic(self, count: Count) -> bool:
        """Whether a number counts tập thể or cá nhân and its clause says nothing else of them."""
        norm = self.view.norm
        if self.grammar.generic.match(norm, count.end, self.high) is None:
            return False
        low = max(self.low, count.start - 60)
        low = max([low, *(norm.rfind(mark, low, count.start) for mark in ";.")])
        high = min(self.high, count.noun_end + 60)
        stop = norm.find(";", count.noun_end, high)
        return self.grammar.not_awarded.search(norm, low, high if stop < 0 else stop) is None

    def _near_object(self, scene: Scene, count: Count, seen: list[Count]) -> bool:
        """Whether only modifiers stand between verb or award and number (khen thưởng đột xuất 8 tập thể)."""
        norm = self.view.norm
        if count.start - scene.end > 45 or (seen and seen[-1].start > scene.end):
            return False
        between = norm[scene.end : count.start]
        return not _CLAUSE_BETWEEN.search(between) and not self.agents.first_verb(
            self.agents.action, norm, scene.end, count.start
        )

    def finish(self, count: Count, behind: list[Count]) -> None:
        """What is still open at the sentence's end: the recipients of awards that were counted themselves."""
        if count.kind not in ("award", "times"):
            return
        if count.kind == "times" and count.scene is not None and not count.awards:
            count.awards, count.of = count.scene.awards, count.scene.of
        norm = self.view.norm
        direct = self._direct(count)
        if direct:
            count.goal = self.grammar.kinds[direct[1]]
            return
        reach = min(self.high, count.noun_end + LONGEST_GAP)
        stop = norm.find(";", count.noun_end, reach)
        to = _TO.search(norm, count.noun_end, stop if stop >= 0 else reach)
        if to and any(
            other.kind == "award" and other.start < to.start() and self._direct(other) for other in behind
        ):
            to = None
        if to and count.scene is not None and (count.scene.kind != "passive" or to.start() - count.noun_end <= 2):
            at = to.end()
            kinds: list[str] = []
            while len(kinds) < 4:
                number = _NEXT_NUMBER.match(norm, at, self.high)
                at = number.end() if number else at
                kind, end = read_kind(self.view, self.grammar, at, self.high)
                if kind not in ("collective", "individual", "household", "mixed"):
                    break
                kinds.append(kind)
                more = _AND_NUMBER.match(norm, end, self.high)
                if more is None:
                    break
                at = more.end()
            if kinds:
                count.goal = kinds[0] if len(set(kinds)) == 1 else "mixed"
                return
        holder = count.scene
        if holder is not None and holder.kind == "passive" and holder.subject:
            count.goal = holder.subject_kind or self._subject_kind(*holder.subject)

    def _direct(self, count: Count) -> re.Match[str] | None:
        return _LEADING_NOUN.match(self.view.norm, count.noun_end, self.high)

    def _subject_kind(self, start: int, end: int) -> str:
        """The kind of recipient that a passive's subject names (Công an huyện được tặng 3 bằng khen)."""
        while start < end and not self.view.norm[start].isalnum():
            start += 1
        head = self.agents.kind(self.view, start, end)
        if head in ("body", "person"):
            return "collective" if head == "body" else "individual"
        found = ""
        for noun in self.grammar.recipient.finditer(self.view.norm, start, end):
            if noun.start() == 0 or not self.view.norm[noun.start() - 1].isalnum():
                kind = self.grammar.kind_of(noun[0])
                if kind == "individual":
                    return kind
                found = found or kind
        return found
