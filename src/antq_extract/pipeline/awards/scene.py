"""Award scenes of a sentence: who confers which award on which numbers.

A sentence is read once from left to right as a row of marks: verbs of giving, praising and receiving, names of
awards, numbers, semicolons. A verb opens a scene. An active one (*X tặng giấy khen cho …*) takes the numbers that
follow, a passive or receiving one (*… được X tặng giấy khen*, *… nhận giấy khen của X*) those that stand before it.
Within an active scene every new award takes the numbers up to the next one (*bằng khen cho 8 tập thể, giấy khen cho
10 cá nhân*). A verb of giving makes an award scene only with the name of an award; a verb of praise does so alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.text import TextView
from ..actor.agents import Agents, Span
from .counts import LONGEST_GAP, SERIES, CountBinder, keep_conferrer
from .marks import RECIPIENT_KINDS, Count, Mark, MarkReader, Scene, read_kind
from .words import AwardGrammar

_PASSIVE = re.compile(r"(?<!\w)(?<!đạt )(?<!có )(?<!giành )được(?!\w)")
_JOIN = re.compile(r"\s{0,2}(?:,|và|cùng|kèm|kèm theo|đồng thời|rồi|hoặc|-|/|&)?(?:\s{1,2}(?:và|đồng thời))?\s{0,2}")
_NOTHING = re.compile(r"\s{0,2}(?:đã|vừa|đều)?\s{0,2}")


class SceneReader:
    """Reads the scenes of one sentence (or of a list item with the line that heads it)."""

    def __init__(self, view: TextView, grammar: AwardGrammar, agents: Agents, low: int, high: int):
        self.view = view
        self.grammar = grammar
        self.agents = agents
        self.low = low
        self.high = high
        self.marks = MarkReader(view, grammar, agents, low, high)
        self.counts = CountBinder(self.marks)

    def read(self, numbers: Sequence[Span], carried: Scene | None = None) -> tuple[list[Count], Scene | None]:
        """Binds the numbers at these spans to scenes.

        ``carried`` is the scene of the line that this one continues. Returns the counts in order and the last
        scene, for the lines that follow.
        """
        counts = []
        for start, end in numbers:
            kind, noun_end = read_kind(self.view, self.grammar, end, self.high)
            counts.append(Count(start, end, kind, max(noun_end, end)))
        scene: Scene | None = carried
        last: Mark | None = None
        seen: list[Count] = []
        marks = self.marks.read(counts)
        for index, mark in enumerate(marks):
            if mark.kind == ";":
                seen = []
            elif mark.kind in ("praise", "give", "receive"):
                scene = self._verb(mark, index, marks, scene, last, seen) or scene
            elif mark.kind == "award":
                scene = self._award(mark, index, marks, scene, last, seen)
            elif mark.count is not None:
                scene = self.counts.bind(mark.count, scene, last, seen)
            last = mark
        for index, count in enumerate(counts):
            if count.scene is None and scene is not None and self.counts.generic(count):
                count.scene, count.awards, count.of = scene, scene.awards, None
            self.counts.finish(count, counts[index + 1 : index + 1 + SERIES])
        return counts, scene

    def _verb(
        self,
        mark: Mark,
        index: int,
        marks: list[Mark],
        scene: Scene | None,
        last: Mark | None,
        seen: list[Count],
    ) -> Scene | None:
        norm, view = self.view.norm, self.view
        if mark.kind == "receive" and not self._award_follows(index, marks):
            return None
        gap_start = self.low if last is None else last.end
        if self._same_act(mark, scene, last):
            return scene
        passive = None
        for found in _PASSIVE.finditer(norm, max(gap_start, mark.start - LONGEST_GAP), mark.start):
            passive = found
        bare = (
            # 20 tập thể tặng bằng khen: the passive without its word.
            last is not None
            and last.count is not None
            and last.count.kind in RECIPIENT_KINDS
            and not last.count.attached
            and _NOTHING.fullmatch(norm, last.end, mark.start)
            and self._award_follows(index, marks)
        )
        kind = "passive" if passive or bare or mark.kind == "receive" else "active"
        new = Scene(kind, mark.kind == "praise", mark.start, mark.end)
        new.receiving = mark.kind == "receive"
        if new.receiving and scene is not None and scene.receiving:
            new.agent = scene.agent  # khen thưởng 6 tập thể đạt … và 9 cá nhân đạt …
        if mark.kind == "praise" and norm.startswith(" của ", mark.end):
            new.of, new.end = self.marks.conferrer_after(mark.end)
        given = last is not None and (last.kind == "award" or (last.count is not None and last.count.kind == "award"))
        if passive and scene is not None and given and scene.awards and passive.start() - scene.end <= 30:
            # Giấy khen của X được trao cho …: the award is the subject, its recipients follow.
            new.kind, new.awards, new.of = "active", scene.awards, scene.of
            new.agent = self.agents.agent_between(view, passive.end(), mark.start) or scene.agent
            for count in seen[-SERIES:]:
                if count.kind == "award" and count.scene in (None, scene) and count.start >= scene.start:
                    count.scene = new
        elif new.kind == "passive":
            edge = passive.start() if passive else mark.start
            if passive:
                new.agent = self.agents.agent_between(view, passive.end(), mark.start)
            new.subject = (max(gap_start, edge - LONGEST_GAP), edge)
            self.counts.take_back(new, seen, edge, scene.start if scene is not None else self.low)
        else:
            proposal = None
            for found in self.grammar.proposal.finditer(norm, max(gap_start, mark.start - 100), mark.start):
                proposal = found
            if proposal:
                new.proposal = True
                asked = self.agents.agent_between(view, proposal.end(), mark.start)
                if asked and self.agents.kind(view, *asked) != "level":
                    new.agent = asked
            else:
                new.agent = self.agents.subject_before(view, gap_start, mark.start)
                if new.agent is None:
                    new.agent = self._carried_agent(scene, mark)
        delegated = self._delegation(max(gap_start, mark.start - 2 * LONGEST_GAP), mark.start)
        if delegated:
            new.agent = delegated
        return new

    def _same_act(self, mark: Mark, scene: Scene | None, last: Mark | None) -> bool:
        """Takes a coordinated verb into the scene: biểu dương, khen thưởng; gửi thư khen và tặng bằng khen."""
        if scene is None or last is None or mark.kind == "receive" or scene.end != last.end:
            return False
        if last.kind not in ("praise", "give", "receive", "award") or not _JOIN.fullmatch(
            self.view.norm, last.end, mark.start
        ):
            return False
        if scene.kind == "passive" and scene.awards and mark.kind == "give":
            return False  # Hội được UBND tỉnh tặng cờ và tặng bằng khen cho 8 tập thể
        scene.end = mark.end
        if mark.kind == "praise" and self.view.norm.startswith(" của ", mark.end):
            scene.of, scene.end = self.marks.conferrer_after(mark.end)
        scene.praise = scene.praise or mark.kind == "praise"
        if scene.kind == "list":
            scene.kind = "active"
            subject = self.agents.subject_before(self.view, self.low, scene.start)
            scene.agent = subject or self._carried_agent(None, mark)
        return True

    def _carried_agent(self, scene: Scene | None, mark: Mark) -> Span | None:
        """The conferrer of a verb without a subject of its own: the act before, else the sentence's subject."""
        if scene is not None:
            goes_on = mark.kind == "give" and scene.awards and _JOIN.fullmatch(self.view.norm, scene.end, mark.start)
            return scene.agent if scene.kind == "active" or goes_on else None
        return self.agents.first_subject(self.view, max(self.low, mark.start - 3 * LONGEST_GAP), mark.start)

    def _delegation(self, low: int, high: int) -> Span | None:
        """thừa ủy quyền của X, Y trao … : X."""
        found = list(self.grammar.delegation.finditer(self.view.norm, low, high))
        if not found:
            return None
        phrase = self.agents.phrase_after(self.view, found[-1].end(), high, single=True)
        if phrase is None or self.view.norm.startswith("lãnh đạo", phrase[0]):
            return None
        return phrase

    def _award_follows(self, index: int, marks: list[Mark]) -> bool:
        at = marks[index].end
        for following in marks[index + 1 : index + 3]:
            if following.start - at > 25:
                return False
            if following.kind in ("award", "praise") or (following.count is not None and following.count.kind == "award"):
                return True
            if following.kind not in ("count", "give"):
                return False
        return False

    def _award(
        self,
        mark: Mark,
        index: int,
        marks: list[Mark],
        scene: Scene | None,
        last: Mark | None,
        seen: list[Count],
    ) -> Scene:
        norm = self.view.norm
        of, end = self.marks.conferrer_after(mark.end)
        joined = last is not None and bool(
            scene is not None
            and scene.awards
            and (last.kind in ("award", "give", "praise") or (last.count is not None and last.count.kind == "award"))
            and _JOIN.fullmatch(norm, scene.end, mark.start)
        )
        if scene is None:
            scene = Scene("list", False, mark.start, end)
        if joined and last is not None:
            scene.awards.append((mark.start, mark.end))
            scene.of = scene.of or of
            if last.count is not None:
                last.count.awards = scene.awards
        elif self._names_previous(scene, mark, end, index, marks, seen):
            for count in seen[-SERIES:]:
                if count.scene is scene and not count.awards and count.kind != "award":
                    count.awards, count.of = [(mark.start, mark.end)], of
                elif count.scene is None and count.kind not in ("", "award"):
                    count.scene, count.awards, count.of = scene, [(mark.start, mark.end)], of
        else:
            # Lists are shared with the numbers bound already, so a new award starts a new list - except the award
            # that a passive's verb names after its subjects.
            if scene.kind == "passive" and not scene.awards:
                scene.awards.append((mark.start, mark.end))
                scene.of = of
            else:
                keep_conferrer(scene, seen)
                scene.awards, scene.of = [(mark.start, mark.end)], of
        scene.named = True
        scene.end = end
        mark.end = end
        return scene

    def _names_previous(
        self, scene: Scene, mark: Mark, end: int, index: int, marks: list[Mark], seen: list[Count]
    ) -> bool:
        """Whether an award stands after the recipients that it belongs to (tặng 8 tập thể giấy khen)."""
        if not seen or scene.kind == "list":
            return False
        previous = seen[-1]
        if previous.start < scene.start and scene.kind == "active":
            return False
        waiting = (previous.scene is scene and not previous.awards and scene.kind == "active" and not scene.praise) or (
            previous.scene is None and previous.kind not in ("", "award") and scene.kind == "passive"
        )
        if not waiting or re.search(r"[,;:]", self.view.norm[previous.noun_end : mark.start]):
            return False
        following = marks[index + 1] if index + 1 < len(marks) else None
        if following is not None and following.count is not None:
            between = self.view.norm[end : following.start]
            return not re.fullmatch(r"\s{0,2}(?:cho|đến|tới)?\s{0,2}", between)
        return True
