"""What the rules of the pack see of a quantity: the classes of its head, of the predicates that govern it, of the words about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...language.lexicon import Hit
from ...language.text import TextView
from ...rules.pack import Pack
from ..awards.assign import awards_context
from ..quantity import Quantity
from ..scene import SentenceScene
from .heads import EMPTY, HeadFinder
from .predicates import Predicates
from .wholes import Wholes

_CLOSE = re.compile(r"[;:()\n]|\.(?=\s|$)")
_DATIVE = re.compile(
    r" (?:tiền mặt )?(?:cho|để hỗ trợ|hỗ trợ|ủng hộ|được chuyển|sẽ được chuyển|dành cho|giúp|từ ngân hàng|từ quỹ|tặng)(?![^\W_])"
)
_FOR = re.compile(r"(?<![^\W_])(?:cho|đến với|tới) (?:hơn |gần |trên |khoảng )?$")
_LOCATIVE = re.compile(
    r"(?<![^\W_])(?:ở|tại|của|trên địa bàn|đến từ|thuộc|khắp) (?:hơn |gần |trên |khoảng |cả |toàn bộ )?$"
)
_UNDERGO = re.compile(r"(?<![^\W_])bị(?![^\W_])")
_WORTH = re.compile(r",? (?:có )?(?:tổng )?(?:trị giá|giá trị|trị giá tổng cộng) (?:hơn |gần |trên |khoảng |là )?")
_RECIPIENTS = frozenset(("people", "award_person", "bodies", "award", "group", "model", "occasion", "standard_place"))
_COMMEND = frozenset(("commend", "award", "title"))
_MEETS = re.compile(r"[^.;:()\d]{0,40}(?<![^\W_])đạt (?:được |đủ |từ |trên |hơn |gần |cả )?")
"""Before the criteria that places and households meet: *12 xã đạt 19 tiêu chí*."""
_STANDARD = frozenset(("standard", "standard_strong"))
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
        self._predicates = Predicates(pack)
        self._wholes = Wholes(pack)
        self.heads: dict[int, frozenset[str]] = {}

    def begin(self, about: frozenset[str], heading: Hit | None = None) -> None:
        """Starts a new sentence of an article with these topics; ``heading`` is what the heading of a table's row counts."""
        self._finder.heading = heading
        self._about = about
        self.heads = {}
        self._wholes.begin()

    def read(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity) -> Surroundings:
        """The classes around a quantity; those before it in the sentence have been read and typed."""
        norm, sentence = view.norm, part.sentence
        before = part.quantities[index - 1] if index else None
        behind, following = self._predicates.behind(norm, part, index, quantity)
        right_end = following.start if following else sentence.end
        stop = _CLOSE.search(norm, behind, right_end)
        clause_end = stop.start() if stop else right_end
        clause_start = max(sentence.start, before.noun_end if before else sentence.start)
        for match in _CLOSE.finditer(norm, clause_start, quantity.start):
            if match[0] != "(" or ")" in norm[match.end() : quantity.start]:
                clause_start = match.end()
        kind = self.kind(quantity)
        if kind == "money":
            clause_end = self._predicates.next_one(norm, part, behind, clause_end)
        head = self._finder.head(norm, part, index, quantity, kind, self.heads)
        self.heads[id(quantity)] = head
        right_hits = part.between(quantity.noun_end, clause_end)
        near = set(_classes(part.between(clause_start, quantity.start)) | _classes(right_hits))
        near |= self._marks(view, part, quantity, kind, head, before)
        right_frame = self._predicates.right(norm, part, behind, right_end, "people" in head)
        if right_frame and _UNDERGO.search(norm, behind, min(behind + 40, self._predicates.end(norm, part, behind, clause_end, "people" in head))):
            near.add("passive")
        if following is not None and following.unit == "tiêu chí" and _MEETS.fullmatch(norm, behind, following.start):
            near |= _STANDARD
            right_frame = right_frame | _STANDARD
        left_frame = self._predicates.left(norm, part, index, quantity)
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
            whole = self._wholes.mark(norm, part, quantity, before)
            if whole:
                marks.add(whole)
        return marks

    def _measured_by(self, per: str) -> bool:
        """Whether an amount holds for each of a measure of goods (*/kg*, */m2*), as prices do."""
        unit = self._pack.units.get(per)
        return unit is not None and unit.kind in _MEASURES

def _classes(hits: list[Hit]) -> frozenset[str]:
    found: set[str] = set()
    for hit in hits:
        found |= hit.classes
    return frozenset(found)
