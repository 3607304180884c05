"""Which indicator a quantity belongs to: the rules of the pack, tried in order of priority.

A rule sees the head (the counted noun; of goods, the noun behind the measure), the governing predicate (*frame*), and the classes of
words near, to the left, to the right and in the sentence. Quantities without a noun of their own take it from the one before
(*Đồng Hới 811 tin, Lệ Thủy 447*) or from the topic (*số tin là 2.390*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..language.text import TextView
from ..rules.model import Rule
from ..rules.pack import OTHER, Pack
from .awards import awards_context
from .quantity import Quantity
from .scene import Scene, SentenceScene

_EMPTY: frozenset[str] = frozenset()
_CLOSE = re.compile(r"[;:.()\n]")
_OF = re.compile(r" ?(?:số|tổng số|các|trong tổng số|tổng|trong số|là|của|trên tổng số|trên số|toàn bộ|tin|diện tích)? ?(?:các |số )?")
_RECIPIENTS = frozenset(("people", "award_person", "bodies", "award", "group", "model"))
_COMMEND = frozenset(("commend", "award"))
_MEASURES = frozenset(("mass", "length", "area", "volume", "energy"))


@dataclass(slots=True)
class Surroundings:
    """The classes of words around one quantity, as the rules see them."""

    kind: str
    head: frozenset[str]
    frame: frozenset[str]
    near: frozenset[str]
    left: frozenset[str]
    right: frozenset[str]
    sentence: frozenset[str]


class IndicatorTyper:
    """Types the quantities of a scene by the rules of a pack. Holds no state between texts."""

    def __init__(self, pack: Pack):
        self._pack = pack
        self._compiled = [_Compiled(rule) for rule in pack.rules]
        self._by_kind = {kind: [c for c in self._compiled if kind in c.rule.kind] for kind in ("count", "percent", "money", "measure")}

    def type_scene(self, scene: Scene) -> None:
        """Sets indicator, rule and confidence of every quantity; adds nouns that the text leaves out."""
        for part in scene.scenes:
            previous: Quantity | None = None
            for index, quantity in enumerate(part.quantities):
                self._type(scene.view, part, index, quantity, previous)
                previous = quantity

    def _type(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity, previous: Quantity | None) -> None:
        around = self.surroundings(view, part, index, quantity)
        for compiled in self._by_kind[around.kind]:
            if compiled.matches(around, bool(quantity.change)):
                quantity.indicator, quantity.rule = compiled.rule.id.split(".", 1)[0], compiled.rule.id
                quantity.confidence = compiled.rule.confidence
                return
        inherits = around.kind == "percent" or quantity.noun_end == quantity.noun_start or quantity.change
        if inherits and previous is not None and previous.indicator:
            quantity.indicator, quantity.rule = previous.indicator, "inherit." + previous.rule.split("inherit.")[-1]
            quantity.confidence = previous.confidence * 0.9
            return
        quantity.indicator, quantity.rule, quantity.confidence = OTHER, "other", 0.5

    def surroundings(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity) -> Surroundings:
        """The classes around a quantity."""
        norm, sentence = view.norm, part.sentence
        quantities = part.quantities
        before = quantities[index - 1] if index else None
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        right_end = min(sentence.end, after.start if after else sentence.end)
        stop = _CLOSE.search(norm, quantity.noun_end, right_end)
        clause_end = stop.start() if stop else right_end
        left_start = max(sentence.start, before.noun_end if before else sentence.start)
        breaks = [m.end() for m in _CLOSE.finditer(norm, left_start, quantity.start)]
        clause_start = breaks[-1] if breaks else left_start
        kind = self._kind(quantity)
        head = self._head(view, part, index, quantity, kind, clause_end)
        left_hits = part.between(sentence.start, quantity.start)
        right_hits = part.between(quantity.noun_end, clause_end)
        near = _classes(part.between(clause_start, quantity.start)) | _classes(right_hits)
        if head & _RECIPIENTS and any(h.classes & _COMMEND for h in part.hits):
            context = awards_context(view, quantity.start, quantity.end)
            if context is not None:
                near |= {"award_scene" if context.kind == "recipient" else "award_count"}
        frame = self._frame(norm, quantity, left_hits, part.between(quantity.noun_end, min(sentence.end, quantity.noun_end + 60)))
        return Surroundings(kind, head, frame, near, _classes(left_hits), _classes(right_hits), _classes(part.hits))

    def _kind(self, quantity: Quantity) -> str:
        unit = self._pack.units.get(quantity.unit)
        if unit is None:
            return "count"
        if unit.kind in _MEASURES:
            return "measure"
        return unit.kind

    def _head(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity, kind: str, clause_end: int) -> frozenset[str]:
        norm = view.norm
        if kind == "money":
            return _EMPTY
        if kind in ("percent", "measure"):
            at = quantity.noun_end
            if kind == "percent":
                match = _OF.match(norm, at)
                at = match.end() if match else at
            while at < clause_end and norm[at] == " ":
                at += 1
            hit = part.hit_at(at)
            if hit is not None and hit.classes & self._pack.nouns:
                return hit.classes
            if kind == "measure":
                for hit in part.between(quantity.noun_end, min(clause_end, quantity.noun_end + 30)):
                    if hit.classes & self._pack.nouns and "," not in norm[quantity.noun_end : hit.start]:
                        return hit.classes
                return _EMPTY
            return self._topic(norm, part, index, quantity)
        if quantity.noun_end > quantity.noun_start:
            hit = part.hit_at(quantity.noun_start)
            if hit is not None and hit.classes & self._pack.nouns:
                return hit.classes
            for hit in part.between(quantity.noun_start, min(clause_end, quantity.noun_start + 30)):
                if hit.classes & self._pack.nouns and "," not in norm[quantity.noun_start : hit.start]:
                    return hit.classes
            return _EMPTY
        return self._topic(norm, part, index, quantity)

    def _topic(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> frozenset[str]:
        """The noun that a number without one is about: of the same clause to the left, or of the quantity before."""
        before = part.quantities[index - 1] if index else None
        floor = before.end if before else part.sentence.start
        for hit in reversed(part.between(floor, quantity.start)):
            if hit.classes & self._pack.nouns:
                if before is not None and hit.start == before.noun_start and not quantity.unit:
                    quantity.unit, quantity.noun_start, quantity.noun_end = before.unit, quantity.end, quantity.end
                elif not quantity.unit:
                    quantity.unit = norm[hit.start : hit.end]
                return hit.classes
        if before is not None:
            if not quantity.unit:
                quantity.unit = before.unit
            hit = part.hit_at(before.noun_start)
            return hit.classes if hit is not None else _EMPTY
        return _EMPTY

    def _frame(self, norm: str, quantity: Quantity, left_hits, right_hits) -> frozenset[str]:
        found: frozenset[str] = _EMPTY
        for hit in right_hits:
            frames = hit.classes & self._pack.frames
            if frames:
                if not re.search(r"[,;:.()]", norm[quantity.noun_end : hit.start]):
                    if frames & self._pack.strong:
                        return frames
                    found = frames
                break
        for hit in reversed(left_hits):
            frames = hit.classes & self._pack.frames
            if frames:
                return found | frames
        return found


class _Compiled:
    """A rule with its lists as sets."""

    __slots__ = ("frame", "head", "left", "near", "no_frame", "no_head", "no_left", "no_near", "no_right", "no_sentence", "right", "rule", "sentence")

    def __init__(self, rule: Rule):
        self.rule = rule
        for name in ("head", "frame", "near", "left", "right", "sentence"):
            setattr(self, name, frozenset(getattr(rule, name)))
            setattr(self, "no_" + name, frozenset(getattr(rule, "no_" + name)))

    def matches(self, s: Surroundings, change: bool) -> bool:
        return (
            (not self.head or not self.head.isdisjoint(s.head))
            and (not self.frame or not self.frame.isdisjoint(s.frame))
            and (not self.near or not self.near.isdisjoint(s.near))
            and (not self.left or not self.left.isdisjoint(s.left))
            and (not self.right or not self.right.isdisjoint(s.right))
            and (not self.sentence or not self.sentence.isdisjoint(s.sentence))
            and self.no_head.isdisjoint(s.head)
            and self.no_frame.isdisjoint(s.frame)
            and self.no_near.isdisjoint(s.near)
            and self.no_left.isdisjoint(s.left)
            and self.no_right.isdisjoint(s.right)
            and self.no_sentence.isdisjoint(s.sentence)
            and (self.rule.change is None or self.rule.change == change)
        )


def _classes(hits) -> frozenset[str]:
    found: set[str] = set()
    for hit in hits:
        found |= hit.classes
    return frozenset(found)
