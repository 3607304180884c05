"""What the rules of the pack see of a quantity: the classes of its head, of the predicates that govern it, of the words about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from ...language.lexicon import Hit
from ...language.text import TextView
from ...rules.pack import Pack
from ..awards.assign import awards_context
from ..quantity import Quantity
from ..scene import SentenceScene
from .heads import EMPTY, HeadFinder

_start = attrgetter("start")
_CLOSE = re.compile(r"[;:()\n]|\.(?=\s|$)")
_REACH = 80
_INTRODUCTION = 12
_ASIDE = re.compile(r"\([^()]{0,320}\)")
_STRONG_REACH = 32
_NEW_CLAUSE = re.compile(r";|(?<!gồm)(?<!gồm có)(?<!là)(?<!như sau)(?<!thu được)(?<!thu giữ): |(?<![^\W_])(?:khiến|làm)(?: cho)? (?:hơn |gần |ít nhất |khoảng )?$")
_DATIVE = re.compile(
    r" (?:tiền mặt )?(?:cho|để hỗ trợ|hỗ trợ|ủng hộ|được chuyển|sẽ được chuyển|dành cho|giúp|từ ngân hàng|từ quỹ|tặng)(?![^\W_])"
)
_FOR = re.compile(r"(?<![^\W_])(?:cho|đến với|tới) (?:hơn |gần |trên |khoảng )?$")
_LOCATIVE = re.compile(
    r"(?<![^\W_])(?:ở|tại|của|trên địa bàn|đến từ|thuộc|khắp) (?:hơn |gần |trên |khoảng |cả |toàn bộ )?$"
)
_BRACKET = re.compile(r" ?\([^()\n]{1,40}\)")
_PLACE_GAP = re.compile(r" (?:[^\W\d_]{1,12} ){0,3}(?:ở|tại|của|thuộc|trong) (?:hơn |gần |trên |khoảng )?")
_PREDICATE_STOP = re.compile(
    r"[,;:.()\n]| (?:khiến|làm(?! thuê| việc| ăn)|gây|khi|để|vì|nhằm|thì|mà|nổ|sau đó|nhưng|và|dù|mặc dù|tuy|nếu)(?![^\W_])"
    r"| (?:cùng|cùng với|với) (?:hàng|nhiều|một số|vài) "
)
_AT_ONCE = 16
_IN_CASE = re.compile(r" (?:trong|về|liên quan|liên quan đến) vụ(?: việc| án)? ")
_DEATH = frozenset(("die",))
_THEREUPON = re.compile(r"(?:,| và| rồi| đến| dẫn đến| khiến)? (?:đã )?")
_NEXT_MEASURED = re.compile(r"(?:,| và) (?:tổng )?(?:số|tỷ lệ|tỉ lệ) ")
_ASIDE_PLAIN = re.compile(r"\([^()\d\n]{1,60}\)")
_PASSIVE = ("bị ", "được ", "phải ", "đã ")
_UNDERGO = re.compile(r"(?<![^\W_])bị(?![^\W_])")
_WORTH = re.compile(r",? (?:có )?(?:tổng )?(?:trị giá|giá trị|trị giá tổng cộng) (?:hơn |gần |trên |khoảng |là )?")
_QUALIFIER = r"(?:hơn |gần |trên |khoảng |tổng số |tổng cộng |số |có )?"
_MADE_OF = re.compile(rf"[^.;:\d]{{0,110}}(?<![^\W_])(?:(?<!đối )với|gồm|bao gồm|có|tập hợp|thu hút)(?: sự tham gia của)? {_QUALIFIER}(?:hơn |gần |trên |khoảng )?$")
_HELD_FOR = re.compile(rf"[^.;:,\d]{{0,60}}(?<![^\W_])cho {_QUALIFIER}$")
_CHECKED = re.compile(rf"[^.;\d]{{0,80}}(?<![^\W_])(?:đối với|tại) {_QUALIFIER}$")
_LISTED = re.compile(rf"[^.;:\d]{{0,30}}(?:,| và) {_QUALIFIER}$")
_COURSE_FOR = re.compile(rf"[^.;]{{0,110}}(?<![^\W_])(?:cho|với|gồm|có|thu hút)(?: sự tham gia của)? {_QUALIFIER}$")
_GROUP_HAS = re.compile(rf"(?: [^\W\d_]{{1,12}}){{0,7}} (?:có|gồm|bao gồm) {_QUALIFIER}(?:hơn |gần |trên |khoảng )?")
_WHOLES = {"groups": "with_groups", "sessions": "with_sessions", "patrols": "with_patrols", "models": "with_groups"}
_RECIPIENTS = frozenset(("people", "award_person", "bodies", "award", "group", "model", "occasion", "standard_place"))
_COMMEND = frozenset(("commend", "award", "title"))
_BANDS = frozenset(("group", "team", "patrol"))
_MEETS = re.compile(r"[^.;:()\d]{0,40}(?<![^\W_])đạt (?:được |đủ |từ |trên |hơn |gần |cả )?")
"""Before the criteria that places and households meet: *12 xã đạt 19 tiêu chí*."""
_STANDARD = frozenset(("standard", "standard_strong"))
_DONE_TO = frozenset(("assault",))
_MEASURES = frozenset(("mass", "length", "area", "volume", "energy"))


@dataclass(slots=True)
class Surroundings:
    """The classes of words around one quantity, as the rules see them."""

    kind: str
    head: frozenset[str]
    frame: frozenset[str]
    left_frame: frozenset[str]
    right_frame: frozenset[str]
    near: set[str]
    left: frozenset[str]
    right: frozenset[str]
    sentence: frozenset[str]
    own_noun: bool = True
    """Whether the head is a noun of the number's own; of a percentage it may come from elsewhere."""
    borrowed: bool = False
    """Whether the head is that of the number before."""
    measured: bool = False
    """Whether the sentence measures the head: *số*, *tỷ lệ* before it."""


class SurroundingsReader:
    """Reads the surroundings of the quantities of a sentence, in order. Holds no state between sentences."""

    def __init__(self, pack: Pack):
        self._pack = pack
        self._finder = HeadFinder(pack)
        self._about: frozenset[str] = EMPTY
        self.heads: dict[int, frozenset[str]] = {}
        self._wholes: dict[int, str] = {}

    def begin(self, about: frozenset[str], heading: Hit | None = None) -> None:
        """Starts a new sentence of an article with these topics; ``heading`` is what the heading of a table's row counts."""
        self._finder.heading = heading
        self._about = about
        self.heads = {}
        self._wholes = {}

    def read(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity) -> Surroundings:
        """The classes around a quantity; those before it in the sentence have been read and typed."""
        norm, sentence = view.norm, part.sentence
        before = part.quantities[index - 1] if index else None
        behind, following = self._behind(norm, part, index, quantity)
        right_end = following.start if following else sentence.end
        stop = _CLOSE.search(norm, behind, right_end)
        clause_end = stop.start() if stop else right_end
        clause_start = max(sentence.start, before.noun_end if before else sentence.start)
        for match in _CLOSE.finditer(norm, clause_start, quantity.start):
            if match[0] != "(" or ")" in norm[match.end() : quantity.start]:
                clause_start = match.end()
        kind = self.kind(quantity)
        if kind == "money":
            clause_end = self._next_predicate(norm, part, behind, clause_end)
        head = self._finder.head(norm, part, index, quantity, kind, self.heads)
        self.heads[id(quantity)] = head
        right_hits = part.between(quantity.noun_end, clause_end)
        near = set(_classes(part.between(clause_start, quantity.start)) | _classes(right_hits))
        near |= self._marks(view, part, quantity, kind, head, before)
        right_frame = self._right_frame(norm, part, behind, right_end, "people" in head)
        if right_frame and _UNDERGO.search(norm, behind, min(behind + 40, self._predicate_end(norm, part, behind, clause_end, "people" in head))):
            near.add("passive")
        if following is not None and following.unit == "tiêu chí" and _MEETS.fullmatch(norm, behind, following.start):
            near |= _STANDARD
            right_frame = right_frame | _STANDARD
        left_frame = self._left_frame(norm, part, index, quantity)
        frame = right_frame if right_frame & self._pack.strong else left_frame | right_frame
        return Surroundings(
            kind, head, frame, left_frame, right_frame, near, part.classes_before(quantity.start), _classes(right_hits),
            part.classes | self._about, self._finder.own_noun, self._finder.borrowed, self._finder.measured,
        )  # fmt: skip

    def kind(self, quantity: Quantity) -> str:
        """What sort of quantity: a count, a percentage, an amount of money, a measure."""
        unit = self._pack.units.get(quantity.unit)
        if unit is None:
            return "count"
        return "measure" if unit.kind in _MEASURES else unit.kind

    def _marks(self, view: TextView, part: SentenceScene, quantity: Quantity, kind: str, head: frozenset[str], before: Quantity | None) -> set[str]:
        """The built-in classes: what the number stands behind, and what the number before it makes of it."""
        norm, start = view.norm, part.sentence.start
        marks: set[str] = set()
        if head & _RECIPIENTS and part.classes & _COMMEND:
            context = awards_context(view, quantity.start, quantity.end)
            if context is not None:
                marks.add("award_scene" if context.kind == "recipient" else "award_count")
        if kind == "count":
            if _LOCATIVE.search(norm, max(start, quantity.start - 28), quantity.start):
                marks.add("locative")
            if _FOR.search(norm, max(start, quantity.start - 20), quantity.start):
                marks.add("for")
        elif kind == "money":
            if _DATIVE.match(norm, quantity.noun_end):
                marks.add("dative")
            if quantity.per and self._measured_by(quantity.per):
                marks.add("by_measure")
        elif kind == "measure" and self._pack.units[quantity.unit].kind in ("length", "area"):
            marks.add("length" if self._pack.units[quantity.unit].kind == "length" else "area_measure")
        if quantity.per:
            marks.add("each")
        if kind == "count":
            whole = self._whole(norm, part, quantity, before)
            if whole:
                marks.add(whole)
                self._wholes[id(quantity)] = whole
        return marks

    def _measured_by(self, per: str) -> bool:
        """Whether an amount holds for each of a measure of goods (*/kg*, */m2*), as prices do."""
        unit = self._pack.units.get(per)
        return unit is not None and unit.kind in _MEASURES

    def _whole(self, norm: str, part: SentenceScene, quantity: Quantity, before: Quantity | None) -> str:
        """The mark of people or things that make up what was counted before (*60 tổ với 180 người*), also further on in the list."""
        if before is None or quantity.start - before.noun_end > 140:
            return self._of_one_group(norm, part, quantity, before)
        at = before.noun_end
        known = self._wholes.get(id(before), "")
        if known:
            return known if _LISTED.fullmatch(norm, at, quantity.start) else ""
        whole = _WHOLES.get(before.indicator, "")
        if whole and (_MADE_OF.fullmatch(norm, at, quantity.start) or (whole == "with_sessions" and _HELD_FOR.fullmatch(norm, at, quantity.start))):
            return whole
        if before.indicator == "patrols" and _CHECKED.fullmatch(norm, at, quantity.start):
            return "of_patrols"
        return self._of_one_group(norm, part, quantity, before)

    def _of_one_group(self, norm: str, part: SentenceScene, quantity: Quantity, before: Quantity | None) -> str:
        """The mark of people of a group that is named, not counted (*câu lạc bộ có 25 người*)."""
        floor = before.noun_end if before else part.sentence.start
        for hit in reversed(part.between(floor, quantity.start)):
            if not hit.classes & self._pack.nouns:
                continue
            if hit.classes & _BANDS and _GROUP_HAS.fullmatch(norm, hit.end, quantity.start):
                acts = any(h.classes & self._pack.frames and not h.classes & self._pack.nouns for h in part.between(hit.end, quantity.start))
                return "" if acts else ("with_groups" if "group" in hit.classes and "team" not in hit.classes else "with_patrols")
            if "bodies" not in hit.classes:
                break
        return self._of_one_course(norm, part, quantity, floor)

    def _of_one_course(self, norm: str, part: SentenceScene, quantity: Quantity, floor: int) -> str:
        """The mark of people for whom a course is held that is named, not counted (*khai giảng lớp bồi dưỡng cho 40 học viên*)."""
        for hit in reversed(part.between(floor, quantity.start)):
            if "course" in hit.classes:
                return "with_sessions" if _COURSE_FOR.fullmatch(norm, hit.end, quantity.start) else ""
        return ""

    def _behind(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> tuple[int, Quantity | None]:
        """Where what is said of a quantity begins, and the next quantity behind that.

        Brackets (*98% hộ dân (23.416 hộ) ký cam kết*) and a place counted along (*600 hộ ở 12 bản ký cam kết*) are passed over.
        """
        at = quantity.noun_end
        noun = part.hit_at(at + 1)
        if noun is not None and noun.classes & self._pack.nouns and quantity.unit in self._pack.units:
            at = noun.end
        following = part.quantities[index + 1] if index + 1 < len(part.quantities) else None
        aside = _BRACKET.match(norm, at)
        if aside:
            at = aside.end()
        elif norm[at : at + 1] == ")" and norm[quantity.start - 1 : quantity.start] == "(":
            at += 1
        while following is not None and following.start < at:
            index += 1
            following = part.quantities[index + 1] if index + 1 < len(part.quantities) else None
        if following is not None and following.start < at + 60 and _PLACE_GAP.fullmatch(norm, at, following.start):
            at = following.noun_end
            following = part.quantities[index + 2] if index + 2 < len(part.quantities) else None
        return at, following

    def _right_frame(self, norm: str, part: SentenceScene, behind: int, next_at: int, of_people: bool) -> frozenset[str]:
        """Classes of the predicate behind the noun: the first, or a passive that the first only leads to (*ao nuôi tôm bị ngập*)."""
        limit = min(part.sentence.end, behind + 70)
        limit = self._predicate_end(norm, part, behind, limit, of_people)
        first = EMPTY
        for hit in part.between(behind, limit):
            frames = hit.classes & self._pack.frames
            if not frames or (frames & self._pack.strong and self._reach(norm, behind, hit.start) > _STRONG_REACH):
                continue
            if of_people and frames & self._pack.strong and self._of_somebody_else(norm, part, behind, hit.start):
                return first
            if "assault" in frames and " bị " in norm[behind : hit.start]:
                frames = frames - _DONE_TO
            if not first:
                first = frames
                if frames & self._pack.strong:
                    return frames
            if hit.start < next_at and (hit.phrase.startswith("bị ") or norm.endswith(" bị ", behind, hit.start)):
                return self._outcome(norm, part, hit) or frames
        return first

    @staticmethod
    def _of_somebody_else(norm: str, part: SentenceScene, behind: int, end: int) -> bool:
        """Whether the harm is that of others, whose case it is (*tạm giữ 5 người trong vụ nam thanh niên bị đánh chết*)."""
        case = _IN_CASE.search(norm, behind, end)
        return case is not None and any("people" in h.classes for h in part.between(case.end(), end))

    def _outcome(self, norm: str, part: SentenceScene, hit: Hit) -> frozenset[str]:
        """The death that follows at once upon what was suffered (*bị vùi lấp, tử vong*)."""
        for later in part.between(hit.end, hit.end + _AT_ONCE):
            frames = later.classes & self._pack.frames
            if frames & _DEATH and _THEREUPON.fullmatch(norm, hit.end, later.start):
                return frames
        return EMPTY

    def _next_predicate(self, norm: str, part: SentenceScene, behind: int, end: int) -> int:
        """Where the clause of an amount ends: before a comma that a new predicate follows (*phạt 95 triệu đồng, tạm giữ 15 xe*)."""
        at = norm.find(", ", behind, end)
        while at >= 0:
            hit = part.hit_at(at + 2)
            if hit is not None and hit.classes & self._pack.frames and not hit.classes & self._pack.nouns and not hit.phrase.startswith(_PASSIVE):
                return at
            at = norm.find(", ", at + 2, end)
        return end

    @staticmethod
    def _reach(norm: str, behind: int, start: int) -> int:
        """How far a predicate stands behind a noun, brackets not counted."""
        reach = start - behind
        if reach > _STRONG_REACH and norm.find("(", behind, start) >= 0:
            reach -= sum(m.end() - m.start() for m in _ASIDE_PLAIN.finditer(norm, behind, start))
        return reach

    def _predicate_end(self, norm: str, part: SentenceScene, behind: int, limit: int, of_people: bool) -> int:
        """Where the predicate behind a noun must have begun; a list of nouns may come before it (*80 ha lúa, hoa màu bị ngập*).

        *và* ends it before a verb (*kiểm tra 9 vụ và xử lý 4 vụ*), a comma before people who act (*cầm 5 triệu đồng, người này bỏ đi*).
        """
        at = behind
        while stop := _PREDICATE_STOP.search(norm, at, limit):
            inside = next((h for h in part.between(at, stop.end()) if h.start < stop.start() < h.end), None)
            if inside is not None:
                at = inside.end
                continue
            if stop[0] == "(":
                aside = _ASIDE_PLAIN.match(norm, stop.start(), limit)
                if aside and not any(h.classes & self._pack.frames for h in part.between(aside.start(), aside.end())):
                    at = aside.end()
                    continue
            if _NEXT_MEASURED.match(norm, stop.start()):
                return stop.start()
            more = part.hit_at(stop.end() + 1) if stop[0] in (",", " và") else None
            if stop[0] == " và":
                if more is not None and more.classes & self._pack.frames and not more.classes & self._pack.nouns:
                    return stop.start()
                at = stop.end()
                continue
            if more is None or not more.classes & self._pack.nouns or more.classes & self._pack.frames:
                return stop.start()
            if stop.start() == behind and "people" in more.classes and (not of_people or more.phrase == "người"):
                return stop.start()
            at = more.end
        return limit

    def _left_frame(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> frozenset[str]:
        """Classes of the nearest predicate to the left, if it reaches this far or governs the list that the number is in."""
        if part.classes_before(quantity.start).isdisjoint(self._pack.frames):
            return EMPTY
        start = part.sentence.start
        governors = (h for h in reversed(part.between(start, quantity.start)) if not h.classes.isdisjoint(self._pack.frames))
        hit = next((h for h in governors if not _in_closed_bracket(norm, start, h, quantity.start)), None)
        if hit is None:
            return EMPTY
        at = hit.end
        for before in part.quantities[bisect_left(part.quantities, hit.end, key=_start) : index]:
            if before.start - at > _REACH:
                return EMPTY
            at = max(at, before.noun_end)
        gap = norm[at : quantity.start]
        if "(" in gap and len(gap) <= 5 * _REACH:
            gap = _ASIDE.sub("", gap)
        near = len(gap) <= _REACH and not _NEW_CLAUSE.search(norm[max(0, at - _INTRODUCTION) : at] + gap, min(at, _INTRODUCTION))
        return hit.classes & self._pack.frames if near else EMPTY


def _in_closed_bracket(norm: str, start: int, hit: Hit, end: int) -> bool:
    """Whether a phrase stands in a bracket that is closed before ``end``."""
    return norm.find(")", hit.end, end) >= 0 and norm.rfind("(", start, hit.start) > norm.rfind(")", start, hit.start)


def _classes(hits: list[Hit]) -> frozenset[str]:
    found: set[str] = set()
    for hit in hits:
        found |= hit.classes
    return frozenset(found)
