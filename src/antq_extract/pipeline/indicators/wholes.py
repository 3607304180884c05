"""What the number before makes of a number: people of groups, of sessions, of patrols (*60 tổ với 180 người*)."""

from __future__ import annotations

import re

from ...rules.pack import Pack
from ..quantity import Quantity
from ..scene import SentenceScene

_QUALIFIER = r"(?:hơn |gần |trên |khoảng |tổng số |tổng cộng |số |có )?"
_MADE_OF = re.compile(rf"[^.;:\d]{{0,110}}(?<![^\W_])(?:(?<!đối )với|gồm|bao gồm|có|tập hợp|thu hút)(?: sự tham gia của)? {_QUALIFIER}(?:hơn |gần |trên |khoảng )?$")
_HELD_FOR = re.compile(rf"[^.;:,\d]{{0,60}}(?<![^\W_])cho {_QUALIFIER}$")
_CHECKED = re.compile(rf"[^.;\d]{{0,80}}(?<![^\W_])(?:đối với|tại) {_QUALIFIER}$")
_LISTED = re.compile(rf"[^.;:\d]{{0,30}}(?:,| và) {_QUALIFIER}$")
_COURSE_FOR = re.compile(rf"[^.;]{{0,110}}(?<![^\W_])(?:cho|với|gồm|có|thu hút)(?: sự tham gia của)? {_QUALIFIER}$")
_GROUP_HAS = re.compile(rf"(?: [^\W\d_]{{1,12}}){{0,7}} (?:có|gồm|bao gồm) {_QUALIFIER}(?:hơn |gần |trên |khoảng )?")
_WHOLES = {"groups": "with_groups", "sessions": "with_sessions", "patrols": "with_patrols", "models": "with_groups"}
_BANDS = frozenset(("group", "team", "patrol"))


class Wholes:
    """Marks numbers that make up what was counted before. Remembers the marks of a sentence, for the members of lists."""

    def __init__(self, pack: Pack):
        self._pack = pack
        self._marked: dict[int, str] = {}

    def begin(self) -> None:
        """Forgets the last sentence."""
        self._marked = {}

    def mark(self, norm: str, part: SentenceScene, quantity: Quantity, before: Quantity | None) -> str:
        """``with_groups``, ``with_sessions``, ``with_patrols``, ``of_patrols``, or nothing."""
        found = self._mark(norm, part, quantity, before)
        if found:
            self._marked[id(quantity)] = found
        return found

    def _mark(self, norm: str, part: SentenceScene, quantity: Quantity, before: Quantity | None) -> str:
        """The mark of people or things that make up what was counted before (*60 tổ với 180 người*), also further on in the list."""
        if before is None or quantity.start - before.noun_end > 140:
            return self._of_one_group(norm, part, quantity, before)
        at = before.noun_end
        known = self._marked.get(id(before), "")
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
