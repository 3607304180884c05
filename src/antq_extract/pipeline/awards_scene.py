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
from dataclasses import dataclass, field, replace

from ..language.text import TextView
from .agents import Agents, Span
from .awards_words import AwardGrammar

LONGEST_GAP = 220
RECIPIENT_KINDS = ("collective", "individual", "household", "mixed")
SERIES = 12  # so many numbers at most share an award that stands behind them
_PASSIVE = re.compile(r"(?<!\w)(?<!đạt )(?<!có )(?<!giành )được(?!\w)")
_OF = re.compile(r"\s{0,2}(?:[\"“'‘«][^\"”'’»\n]{2,90}[\"”'’»]\s{0,2}|về\s{1,2}thành tích[^,;.\n]{0,60}?\s)?(?:của|do)\s{1,2}")
_NAME = re.compile(r"\s{0,2}[\"“'‘«][^\"”'’»\n]{2,90}[\"”'’»]")
_JOIN = re.compile(r"\s{0,2}(?:,|và|cùng|kèm|kèm theo|đồng thời|rồi|hoặc|-|/|&)?(?:\s{1,2}(?:và|đồng thời))?\s{0,2}")
_AFTER_NAME = re.compile(r"\s{0,2}(?:,|;|\.|\)|và\b|cho\b|đến\b|tới\b|của\b|về\b|vì\b|do\b|dành\b|đối với\b|tại\b|năm\b|\d|$)")
_TO = re.compile(r"(?<!\w)(?:cho|đến|tới|đối với|dành cho|dành tặng|thuộc về)\s{1,2}")
_GIVEN = re.compile(r"(?:tặng|trao|nhận|thưởng|,|và|\d)\s{1,2}(?:lá\s{1,2})?$")
# … được khen thưởng, trong đó có 5 tập thể: parts of those who were awarded.
_PARTS = re.compile(r"(?:(?<!\w)(?:trong đó|gồm|bao gồm)(?:\s{1,2}có)?|[(:])[\s:,]{0,3}$")
_CLAUSE_BETWEEN = re.compile(r"[,;:.]|(?<!\w)(?:vì|đã|do|bị|được|trong|tại|của|về|quà|tiền|phần thưởng)(?!\w)")
_WITH = re.compile(r"(?<!\w)cùng(?:\s{1,2}với)?\s{1,2}$")
_GAPPED = re.compile(r"[^,;.]{0,80}?(?<!\w)được\s{1,2}(?P<agent>[^,;.]{3,80}?)\s{0,2}(?:,|và)\s{0,2}(?:có\s{1,2})?")
# A bare "giải" is a prize only after a verb of giving or getting, or a number.
_PRIZE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:trao|tặng|nhận|đạt|đoạt|giành|được|thưởng)|\d)\s{1,2}(?:(?:các|nhiều|những|một|số|hai|ba)\s{1,2})?$"
)
_NOTHING = re.compile(r"\s{0,2}(?:đã|vừa|đều)?\s{0,2}")
_PARTITION = re.compile(r"(?<!\w)(?:trong đó|riêng)(?!\w)")
# Tổ tự quản gồm 14 thành viên được tặng …: the unit is awarded, not its members.
_MADE_OF = re.compile(r"(?<!\w)(?:với|gồm)\s{1,2}$")
_PREDICATE = re.compile(r"(?<!\w)(?:đạt(?!\s(?:thành tích|kết quả|nhiều))|bị|nhận|được|là|tham gia|tham dự)(?!\w)")
_LEADING_NOUN = re.compile(r"\s{1,2}(tập thể|cá nhân|hộ gia đình|gia đình)(?!\w)")
_NEGLIGIBLE = re.compile(r"[\s\"“”'‘’«»()%]*")
_CAPITALISED_RUN = re.compile(r"(?:\s{1,2}[^\W\d_]{1,12}){1,12}")


@dataclass(slots=True)
class Scene:
    """One act of awarding. ``kind`` is ``active``, ``passive`` or ``list`` (an award without a verb)."""

    kind: str
    praise: bool
    start: int
    end: int
    agent: Span | None = None
    awards: list[Span] = field(default_factory=list)
    of: Span | None = None
    named: bool = False
    proposal: bool = False
    subject: Span | None = None
    receiving: bool = False
    subject_kind: str = ""


@dataclass(slots=True)
class Count:
    """A number of the sentence: ``[start, end)``, the end of its noun, and the scene it belongs to.

    ``kind`` is ``collective``, ``individual``, ``household`` or ``mixed`` for recipients, ``award`` where awards
    themselves are counted, ``times`` (*hai lần được tặng*), ``unknown`` where the noun is in no class, or empty
    where it can be no recipient.
    """

    start: int
    end: int
    kind: str
    noun_end: int
    scene: Scene | None = None
    awards: list[Span] = field(default_factory=list)
    of: Span | None = None
    attached: bool = False
    series: bool = False
    ends_series: bool = False
    goal: str = ""


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    count: Count | None = None


def read_kind(view: TextView, grammar: AwardGrammar, at: int, high: int) -> tuple[str, int]:
    """What a number that ends at ``at`` counts, by the noun after it: its kind (see :class:`Count`) and its end."""
    norm = view.norm
    at = _NEGLIGIBLE.match(norm, at, high).end()  # type: ignore[union-attr]
    if norm.startswith("lần", at) and not norm[at + 3 : at + 4].isalpha():
        return "times", at + 3
    medal = grammar.score_medal.match(norm, at, high)
    if medal:
        return "", medal.end()
    award = grammar.award.match(norm, at, high)
    if award:
        return "award", award.end()
    kinds: list[str] = []
    end = at
    for _ in range(6):
        for _ in range(2):
            counter = grammar.counter.match(norm, at, high)
            if counter is None or (grammar.recipient.match(norm, at, high) and counter[0].strip() != "lượt"):
                break
            at = counter.end()
        noun = grammar.recipient.match(norm, at, high)
        if noun is None:
            break
        kinds.append(grammar.kind_of(noun[0]))
        end = noun.end()
        more = re.compile(r"\s{0,2},\s{0,2}|\s{1,2}(?:và|hoặc)\s{1,2}").match(norm, end, high)
        if more is None:
            break
        at = more.end()
    if not kinds:
        return ("" if grammar.never_recipient.match(norm, at, high) or at >= high else "unknown"), at
    return (kinds[0] if len(set(kinds)) == 1 else "mixed"), end


class SceneReader:
    """Reads the scenes of one sentence (or of a list item with the line that heads it)."""

    def __init__(self, view: TextView, grammar: AwardGrammar, agents: Agents, low: int, high: int):
        self.view = view
        self.grammar = grammar
        self.agents = agents
        self.low = low
        self.high = high

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
        last: _Mark | None = None
        seen: list[Count] = []
        marks = self._marks(counts)
        for index, mark in enumerate(marks):
            if mark.kind == ";":
                seen = []
            elif mark.kind in ("praise", "give", "receive"):
                scene = self._verb(mark, index, marks, scene, last, seen) or scene
            elif mark.kind == "award":
                scene = self._award(mark, index, marks, scene, last, seen)
            elif mark.count is not None:
                scene = self._count(mark.count, scene, last, seen)
            last = mark
        for index, count in enumerate(counts):
            if count.scene is None and scene is not None and self._generic(count):
                count.scene, count.awards, count.of = scene, scene.awards, None
            self._finish(count, counts[index + 1 : index + 1 + SERIES])
        return counts, scene

    # --- marks ---------------------------------------------------------------------------------------------------

    def _marks(self, counts: list[Count]) -> list[_Mark]:
        norm, grammar = self.view.norm, self.grammar
        marks = [_Mark(c.start, c.noun_end, "count", c) for c in counts]
        following = iter([*counts, None])
        ahead = next(following)
        until = self.low
        for found in grammar.mark.finditer(norm, self.low, self.high):
            start, end = found.span()
            while ahead is not None and ahead.start <= start:
                until = max(until, ahead.noun_end)
                ahead = next(following)
            if start < until:
                continue
            group = found.lastgroup or ""
            if group == "stop":
                marks.append(_Mark(start, end, ";"))
            elif group in ("plain", "named", "ranked"):
                if grammar.score_medal.match(norm, start):
                    continue
                if found[0] == "cờ" and not _GIVEN.search(norm, max(self.low, start - 12), start):
                    continue
                if grammar.revocation.search(norm, max(self.low, start - 20), start):
                    continue
                if group == "named" and grammar.standard.match(norm, end):
                    continue
                until = self._award_end(start, end, group)
                marks.append(_Mark(start, until, "award"))
            elif group == "prize":
                if not _PRIZE_BEFORE.search(norm, max(self.low, start - 24), start):
                    continue
                until = self._award_end(start, end, group)
                marks.append(_Mark(start, until, "award"))
            elif group in ("praise", "give", "receive"):
                before = norm[max(self.low, start - 30) : start]
                if group != "receive" and grammar.not_verb_after.search(before):
                    continue
                if grammar.not_verb_before.match(norm, end):
                    continue
                if group == "receive" and found[0] == "được":
                    continue
                marks.append(_Mark(start, end, group))
        marks.sort(key=lambda m: (m.start, m.end))
        return marks

    def _award_end(self, start: int, end: int, group: str) -> int:
        """Takes the name that belongs to an award: capitalised words, or the words of a prize up to its edge."""
        text, norm = self.view.text, self.view.norm
        if group == "named" and norm[end - 1] not in "\"”'’»" and " " not in norm[start:end].strip()[9:]:
            run = _CAPITALISED_RUN.match(text, end, min(self.high, end + 90))
            if run:
                stop = end
                for word in re.finditer(r"\s{1,2}(\S+)", run[0]):
                    low = word[1].lower()
                    if low in ("cho", "của", "đến", "và", "về", "vì", "do", "năm", "tại", "là", "trong"):
                        break
                    if word[1][0].isupper() or stop > end:
                        stop = end + word.end()
                    else:
                        break
                return stop
        if group == "prize":
            run = _CAPITALISED_RUN.match(text, end, min(self.high, end + 60))
            if run and _AFTER_NAME.match(norm, run.end()):
                words = re.compile(r"\s(?:cho|của|đến|tới|và|về|vì|do|tại|trong|năm|thuộc|cùng|với)\s").search(
                    norm, end, run.end()
                )
                return words.start() if words else run.end()
        return end

    # --- scenes --------------------------------------------------------------------------------------------------

    def _verb(
        self,
        mark: _Mark,
        index: int,
        marks: list[_Mark],
        scene: Scene | None,
        last: _Mark | None,
        seen: list[Count],
    ) -> Scene | None:
        norm, view = self.view.norm, self.view
        if mark.kind == "receive" and not self._award_follows(index, marks):
            return None
        gap_start = self.low
        if last is not None:
            gap_start = last.end
        # tặng và trao, biểu dương, khen thưởng; gửi thư khen và tặng bằng khen: one act.
        if scene is not None and last is not None and last.kind in ("praise", "give", "receive", "award") and scene.end == last.end:
            joined = _JOIN.fullmatch(norm, last.end, mark.start)
            if joined and mark.kind != "receive":
                scene.end = mark.end
                if mark.kind == "praise" and norm.startswith(" của ", mark.end):
                    scene.of, scene.end = self._conferrer_after(mark.end)
                scene.praise = scene.praise or mark.kind == "praise"
                if scene.kind == "list":
                    scene.kind = "active"
                    scene.agent = self.agents.subject_before(view, self.low, scene.start) or self._carried_agent(
                        None, self.low, mark
                    )
                return scene
        passive = None
        for found in _PASSIVE.finditer(norm, max(gap_start, mark.start - LONGEST_GAP), mark.start):
            passive = found
        bare = (
            # 20 tập thể tặng bằng khen: the passive without its word.
            last is not None
            and last.count is not None
            and last.count.kind in ("collective", "individual", "household", "mixed")
            and not last.count.attached
            and _NOTHING.fullmatch(norm, last.end, mark.start)
            and self._award_follows(index, marks)
        )
        new = Scene("passive" if passive or bare or mark.kind == "receive" else "active", mark.kind == "praise", mark.start, mark.end)
        new.receiving = mark.kind == "receive"
        if mark.kind == "praise" and norm.startswith(" của ", mark.end):
            new.of, new.end = self._conferrer_after(mark.end)
        given = last is not None and (last.kind == "award" or (last.count is not None and last.count.kind == "award"))
        if passive and scene is not None and given and scene.awards and passive.start() - scene.end <= 30:
            # Giấy khen của X được trao cho …: the award is the subject, its recipients follow.
            new.kind, new.awards, new.of = "active", scene.awards, scene.of
            new.agent = self._agent_between(passive.end(), mark.start) or scene.agent
            for count in seen[-SERIES:]:
                if count.kind == "award" and count.scene in (None, scene) and count.start >= scene.start:
                    count.scene = new
        elif new.kind == "passive":
            edge = passive.start() if passive else mark.start
            if passive:
                new.agent = self._agent_between(passive.end(), mark.start)
            new.subject = (max(gap_start, edge - LONGEST_GAP), edge)
            self._take_back(new, seen, edge, scene.start if scene is not None else self.low)
        else:
            proposal = None
            for found in self.grammar.proposal.finditer(norm, max(gap_start, mark.start - 100), mark.start):
                proposal = found
            if proposal:
                new.proposal = True
                asked = self._agent_between(proposal.end(), mark.start)
                if asked and self.agents.kind(view, *asked) != "level":
                    new.agent = asked
            else:
                new.agent = self.agents.subject_before(view, gap_start, mark.start)
                if new.agent is None:
                    new.agent = self._carried_agent(scene, gap_start, mark)
        delegated = self._delegation(max(gap_start, mark.start - 2 * LONGEST_GAP), mark.start)
        if delegated:
            new.agent = delegated
        return new

    def _carried_agent(self, scene: Scene | None, gap_start: int, mark: _Mark) -> Span | None:
        """The conferrer of a verb without a subject of its own: the act before, else the sentence's subject."""
        if scene is not None:
            return scene.agent if scene.kind == "active" else None
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

    def _agent_between(self, start: int, end: int) -> Span | None:
        view = self.view
        end = self.agents.strip_auxiliaries(view, start, end)
        while start < end and not view.norm[start].isalnum():
            start += 1
        if start >= end or ";" in view.norm[start:end] or not self.agents.kind(view, start, end):
            return None
        comma = re.compile(r",\s{0,2}(?:vì|với|trong|nhân|tại)\s").search(view.norm, start, end)
        if comma:
            end = comma.start()
        return start, self.agents.without_name(view, start, end)

    def _award_follows(self, index: int, marks: list[_Mark]) -> bool:
        at = marks[index].end
        for following in marks[index + 1 : index + 3]:
            if following.start - at > 25:
                return False
            if following.kind in ("award", "praise") or (following.count is not None and following.count.kind == "award"):
                return True
            if following.kind not in ("count", "give"):
                return False
        return False

    def _take_back(self, scene: Scene, seen: list[Count], edge: int, floor: int) -> None:
        """Binds the numbers that are the subject of a passive: the series that ends right before it."""
        right = edge
        for count in reversed(seen):
            between = self.view.norm[count.noun_end : right]
            first = right == edge
            if count.start < floor or len(between) > LONGEST_GAP or (count.attached and count.scene is not None):
                break
            gapped = None if first else _GAPPED.fullmatch(between)
            if gapped and count.scene is None:
                # 3 tập thể được Bộ Công an, 5 tập thể được UBND tỉnh tặng bằng khen: the verb is said once.
                agent = self._agent_between(count.noun_end + gapped.start("agent"), count.noun_end + gapped.end("agent"))
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

    def _award(
        self,
        mark: _Mark,
        index: int,
        marks: list[_Mark],
        scene: Scene | None,
        last: _Mark | None,
        seen: list[Count],
    ) -> Scene:
        norm = self.view.norm
        of, end = self._conferrer_after(mark.end)
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
                scene.awards, scene.of = [(mark.start, mark.end)], of
        scene.named = True
        scene.end = end
        mark.end = end
        return scene

    def _names_previous(
        self, scene: Scene, mark: _Mark, end: int, index: int, marks: list[_Mark], seen: list[Count]
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

    def _conferrer_after(self, at: int) -> tuple[Span | None, int]:
        """The X of *giấy khen của X* and the end of the whole phrase."""
        norm = self.view.norm
        found = _OF.match(norm, at, self.high)
        if found:
            phrase = self.agents.phrase_after(self.view, found.end(), self.high)
            if phrase:
                return phrase, phrase[1]
        # bằng khen Thủ tướng Chính phủ: the office without a preposition.
        blank = re.compile(r"\s{1,2}").match(norm, at, self.high)
        if blank and self.view.text[blank.end() : blank.end() + 1].isupper() and self.agents.office.match(norm, blank.end()):
            phrase = self.agents.phrase_after(self.view, blank.end(), self.high)
            if phrase:
                return phrase, phrase[1]
        name = _NAME.match(norm, at, self.high)
        return None, name.end() if name else at

    # --- numbers -------------------------------------------------------------------------------------------------

    def _count(self, count: Count, scene: Scene | None, last: _Mark | None, seen: list[Count]) -> Scene | None:
        norm = self.view.norm
        before = norm[max(self.low, count.start - 16) : count.start].rstrip()
        touches = last is not None and not norm[last.end : count.start].strip(" \"“”:(")
        to = re.search(r"(?<!\w)(?:cho|đến|tới|đối với|dành cho|dành tặng)(?:\s(?:hơn|gần|trên|khoảng|thêm))?$", before)
        count.attached = bool(to) or (
            touches
            and last is not None
            and last.kind in ("praise", "give", "award", "receive")
            and ":" not in norm[last.end : count.start]
        )
        count.ends_series = before.endswith((" và", " cùng"))
        award_end = count.noun_end
        if count.kind == "award":
            award = self.grammar.award.search(norm, count.end, count.noun_end)
            start = award.start() if award else count.end
            group = (award.lastgroup if award else "") or ""
            stop = self._award_end(start, count.noun_end, group)
            of, award_end = self._conferrer_after(stop)
            count.awards, count.of = [(start, stop)], of
            count.noun_end = stop
        linked = (
            touches
            or count.start == self.low
            or self.grammar.link.search(norm, max(self.low, count.start - 20), count.start) is not None
        )
        if scene is not None and not linked and scene.kind == "active" and count.kind in RECIPIENT_KINDS:
            linked = self._near_object(scene, count, seen)
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

    def _generic(self, count: Count) -> bool:
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

    def _finish(self, count: Count, behind: list[Count]) -> None:
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
                number = re.compile(r"(?:các\s|những\s|\d[\d.]*\s|\s)*").match(norm, at, self.high)
                at = number.end() if number else at
                kind, end = read_kind(self.view, self.grammar, at, self.high)
                if kind not in ("collective", "individual", "household", "mixed"):
                    break
                kinds.append(kind)
                more = re.compile(r"\s{0,2}(?:,|và)\s{1,2}(?=\d)").match(norm, end, self.high)
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


def scenes_possible(view: TextView, grammar: AwardGrammar, low: int, high: int) -> bool:
    """Whether ``[low, high)`` holds a word that awards need. Cheap."""
    return grammar.trigger.search(view.norm, low, high) is not None
