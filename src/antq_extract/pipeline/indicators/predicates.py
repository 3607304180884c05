"""The predicates that govern a quantity: the one behind its noun, the nearest to its left, and how far each reaches."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from ...language.lexicon import Hit
from ...rules.pack import Pack
from ..quantity import Quantity
from ..scene import SentenceScene
from .heads import EMPTY

_start = attrgetter("start")
_REACH = 80
_INTRODUCTION = 12
_ASIDE = re.compile(r"\([^()]{0,320}\)")
_STRONG_REACH = 32
_NEW_CLAUSE = re.compile(r";|(?<!gồm)(?<!gồm có)(?<!là)(?<!như sau)(?<!thu được)(?<!thu giữ): |(?<![^\W_])(?:khiến|làm)(?: cho)? (?:hơn |gần |ít nhất |khoảng )?$")
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
_DONE_TO = frozenset(("assault",))


class Predicates:
    """Finds the predicates of a pack around quantities. Holds no state between sentences."""

    def __init__(self, pack: Pack):
        self._pack = pack

    def behind(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> tuple[int, Quantity | None]:
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

    def right(self, norm: str, part: SentenceScene, behind: int, next_at: int, of_people: bool) -> frozenset[str]:
        """Classes of the predicate behind the noun: the first, or a passive that the first only leads to (*ao nuôi tôm bị ngập*)."""
        limit = min(part.sentence.end, behind + 70)
        limit = self.end(norm, part, behind, limit, of_people)
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

    def next_one(self, norm: str, part: SentenceScene, behind: int, end: int) -> int:
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

    def end(self, norm: str, part: SentenceScene, behind: int, limit: int, of_people: bool) -> int:
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

    def left(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> frozenset[str]:
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
