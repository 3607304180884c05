"""Which indicator a quantity belongs to: the rules of the pack, tried in order of priority.

A rule sees the head (the counted noun; of goods, the noun behind the measure), the governing predicate (*frame*), and the classes of
words near, to the left, to the right and in the sentence. Quantities without a noun of their own take it from the one before
(*Đồng Hới 811 tin, Lệ Thủy 447*) or from the topic (*số tin là 2.390*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..language.text import TextView
from ..rules.model import CONDITIONS, Rule
from ..rules.pack import OTHER, Pack
from .awards import awards_context
from .quantity import Quantity
from .scene import Scene, SentenceScene

_EMPTY: frozenset[str] = frozenset()
_CLOSE = re.compile(r"[;:()\n]|\.(?=\s|$)")
_REACH = 80
_STRONG_REACH = 32
_NEW_CLAUSE = re.compile(r";|: ")
_DATIVE = re.compile(r" (?:tiền mặt )?(?:cho|để hỗ trợ|hỗ trợ|ủng hộ|được chuyển|sẽ được chuyển|dành cho|giúp|từ ngân hàng|từ quỹ|tặng)(?![^\W_])")
WEAK = 30
"""Rules up to this priority go by the noun alone; a whole that the number is part of knows better."""
_PARTS = re.compile(r"^[^.;]{0,60}\( ?$|trong đó|bao gồm|cụ thể")
_MEMBERS = re.compile(r"(?: [^\W\d_]{1,12}){0,4} ?(?:,|và|cùng|với|;|,? cùng với|,? và)? ?(?:hơn |gần |trên |khoảng |toàn bộ )?")
_FAMILIES = (frozenset(("area", "body", "household")), frozenset(("household", "population", "person", "student", "needy")))
_SHARE = re.compile(r"(?<![^\W_])(?:chiếm|bằng|tương đương)(?: (?:tỷ lệ|khoảng|trên|gần|hơn|tới|đến|xấp xỉ|với)){0,2} $")
_PART_OF = re.compile(r"trong (?:đó|số đó|số này)|số (?:này|còn lại)|cụ thể")
_SEIZED = frozenset(("seized_goods",))
_WORTH = re.compile(r"^[^.;]{0,60}(?:trị giá|giá trị)[^.;\d]{0,24}$")
_FOR = re.compile(r"(?<![^\W_])(?:cho|đến với|tới) (?:hơn |gần |trên |khoảng )?$")
_PEOPLE = frozenset(("person", "people"))
_UNKNOWN = frozenset(("unknown",))
_TOPICS = {
    "about_crime": frozenset(("seize", "arrest", "capture", "smuggle", "drug", "weapon")),
    "about_aid": frozenset(("give", "help", "gift", "needy", "donate")),
    "about_traffic": frozenset(("traffic_accident",)),
    "about_violations": frozenset(("fine", "sanction", "wrong", "punish")),
    "about_damage": frozenset(("damage", "evacuate", "fire")),
}
"""What an article is about, by the share of its predicates; the weakest evidence that rules may ask for."""
_LOCATIVE = re.compile(r"(?<![^\W_])(?:ở|tại|của|trên địa bàn|đến từ|thuộc|khắp) (?:hơn |gần |trên |khoảng |cả |toàn bộ )?$")
_MEASURED = re.compile(r"(?<![^\W_])(?:(?<!một )số|tỷ lệ|tỉ lệ|số lượng|lượng|tổng số) $")
_ASIDE = re.compile(r"[ ,]{0,2}\(?(?:,? ?(?:đạt|chiếm|bằng|tương đương|đạt tỷ lệ|chiếm tỷ lệ|tức|tỷ lệ|tăng|giảm|chiếm tới|tương ứng|trong đó|có|là|hơn|gần|khoảng|và|với tỷ lệ|đạt trên|bằng khoảng)){0,3} ?")
_BRACKET = re.compile(r" ?\([^()\n]{1,40}\)")
_PLACE_GAP = re.compile(r" (?:[^\W\d_]{1,12} ){0,3}(?:ở|tại|của|thuộc|trong) (?:hơn |gần |trên |khoảng )?")
_PREDICATE_STOP = re.compile(r"[,;:.()\n]| (?:khiến|làm(?! thuê| việc| ăn)|gây|khi|để|vì|nhằm|thì|mà|nổ|sau đó|nhưng)(?![^\W_])")
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
    left_frame: frozenset[str]
    right_frame: frozenset[str]
    near: frozenset[str]
    left: frozenset[str]
    right: frozenset[str]
    sentence: frozenset[str]


class IndicatorTyper:
    """Types the quantities of a scene by the rules of a pack. Holds no state between sentences."""

    def __init__(self, pack: Pack):
        self._pack = pack
        self._heads: dict[int, frozenset[str]] = {}
        self._last_of_unit: dict[str, Quantity] = {}
        self._last_people: Quantity | None = None
        self._about: frozenset[str] = _EMPTY
        self._weak: set[int] = set()
        self._shared_rules = frozenset(r.id for r in pack.rules if r.frame or r.right_frame or r.near or r.right or r.sentence)
        self._compiled = [_Compiled(rule) for rule in pack.rules]
        self._by_kind = {kind: [c for c in self._compiled if kind in c.rule.kind] for kind in ("count", "percent", "money", "measure")}

    def type_scene(self, scene: Scene) -> None:
        """Sets indicator, rule and confidence of every quantity; adds nouns that the text leaves out."""
        self._about = _about(scene)
        line = -1
        for part in scene.scenes:
            previous: Quantity | None = None
            self._heads = {}
            if part.sentence.line > line + 1:
                self._last_of_unit = {}
                self._last_people = None
            line = part.sentence.line
            self._weak = set()
            for index, quantity in enumerate(part.quantities):
                self._type(scene.view, part, index, quantity, previous)
                previous = quantity
            self._share_predicate(scene.view.norm, part)

    def _type(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity, previous: Quantity | None) -> None:
        around = self.surroundings(view, part, index, quantity)
        self._heads[id(quantity)] = around.head
        found = next((c.rule for c in self._by_kind[around.kind] if c.matches(around, bool(quantity.change))), None)
        heir = self._inherited(view, part, quantity, previous, around, found)
        if heir is not None:
            quantity.indicator, quantity.rule = heir.indicator, "inherit." + heir.rule.removeprefix("inherit.")
            quantity.confidence = heir.confidence * 0.9
        elif found is not None:
            quantity.indicator, quantity.rule = found.id.split(".", 1)[0], found.id
            quantity.confidence = found.confidence
        else:
            quantity.indicator, quantity.rule, quantity.confidence = OTHER, "other", 0.5
        if heir is None and (found is None or found.priority <= WEAK):
            self._weak.add(id(quantity))
        if "people" in around.head and quantity.indicator != OTHER:
            self._last_people = quantity
        if quantity.unit:
            self._last_of_unit[quantity.unit.split(" ")[0]] = quantity

    def _share_predicate(self, norm: str, part: SentenceScene) -> None:
        """Gives members of a list that only their noun could type the indicator of the member beside the predicate.

        *214 chủ nhà trọ, 19 doanh nghiệp ký cam kết*; *tổ chức tại 86 xã, 10 phường, 6 thị trấn*.
        """
        quantities = part.quantities
        pairs = list(pairwise(quantities))
        for a, b in pairs:
            self._share(norm, a, b, a, b)
        for a, b in reversed(pairs):
            self._share(norm, b, a, a, b)

    def _share(self, norm: str, source: Quantity, target: Quantity, first: Quantity, second: Quantity) -> None:
        if id(target) not in self._weak or id(source) in self._weak or source.indicator in ("", OTHER):
            return
        if not _MEMBERS.fullmatch(norm, first.noun_end, second.start):
            return
        families = [f for f in _FAMILIES if self._heads[id(source)] & f and self._heads[id(target)] & f]
        if families and source.rule.split("inherit.")[-1] in self._shared_rules:
            target.indicator, target.rule = source.indicator, "inherit." + source.rule.removeprefix("inherit.")
            target.confidence = source.confidence * 0.9
            self._weak.discard(id(target))

    def _inherited(
        self, view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None, around: Surroundings, found: Rule | None
    ) -> Quantity | None:
        """The quantity whose indicator this one takes: parts take their whole's, changes what changes, bare numbers the last."""
        bare = around.kind == "percent" or quantity.noun_end == quantity.noun_start
        if found is None and (bare or quantity.change) and previous is not None and previous.indicator:
            return previous
        weak = found is None or found.priority <= WEAK
        if weak and _PART_OF.match(view.norm, part.sentence.start) and around.kind == "count" and quantity.unit:
            whole = self._last_of_unit.get(quantity.unit.split(" ")[0])
            if whole is not None and whole.indicator not in ("", OTHER):
                return whole
        if around.kind == "percent" and previous is not None and previous.indicator and (weak or "case" in around.head):
            gap = view.norm[previous.noun_end : quantity.start]
            if _ASIDE.fullmatch(gap) and ("(" in gap or weak):
                return previous
        if around.kind == "percent" and previous is not None and previous.indicator not in ("", OTHER) and not (found is not None and found.id.startswith("clearance")):
            gap = view.norm[previous.noun_end : quantity.start]
            if "(" in gap and _ASIDE.fullmatch(gap):
                return previous
        if around.kind == "money" and previous is not None and previous.indicator in _SEIZED and _WORTH.search(view.norm[previous.noun_end : quantity.start]):
            return previous if previous.indicator == "seized_goods" else None
        opens = _PART_OF.match(view.norm, part.sentence.start)
        if weak and opens and around.kind == "count" and "person" in around.head and self._last_people is not None:
            return self._last_people
        same = self._last_of_unit.get(quantity.unit.split(" ")[0]) if quantity.unit else None
        if same is None or same.indicator in ("", OTHER):
            return None
        if quantity.change and quantity.unit == "vụ" and same.unit.startswith("vụ"):
            return same if found is None or found.id == "cases.noun" else None
        if weak and around.kind == "count" and _PARTS.search(view.norm, max(part.sentence.start, same.noun_end), quantity.start):
            return same
        return None

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
        if kind == "count" and not head:
            head = _UNKNOWN
        left_hits = part.between(sentence.start, quantity.start)
        right_hits = part.between(quantity.noun_end, clause_end)
        near = _classes(part.between(clause_start, quantity.start)) | _classes(right_hits)
        if head & _RECIPIENTS and any(h.classes & _COMMEND for h in part.hits):
            context = awards_context(view, quantity.start, quantity.end)
            if context is not None:
                near |= {"award_scene" if context.kind == "recipient" else "award_count"}
        if kind == "count" and _LOCATIVE.search(norm, max(sentence.start, quantity.start - 28), quantity.start):
            near |= {"locative"}
        if kind == "count" and _FOR.search(norm, max(sentence.start, quantity.start - 20), quantity.start):
            near |= {"for"}
        if kind == "money" and _DATIVE.match(norm, quantity.noun_end):
            near |= {"dative"}
        if quantity.per:
            near |= {"each"}
        right_frame = self._right_frame(view, part, index, quantity)
        left_frame = self._left_frame(norm, part, index, quantity, left_hits)
        frame = right_frame if right_frame & self._pack.strong else left_frame | right_frame
        return Surroundings(kind, head, frame, left_frame, right_frame, near, _classes(left_hits), _classes(right_hits), _classes(part.hits) | self._about)

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
            if kind == "percent" and _SHARE.search(norm, max(part.sentence.start, quantity.start - 24), quantity.start) and index:
                return self._topic(norm, part, index, quantity)
            if hit is not None and hit.classes & self._pack.nouns and not (kind == "percent" and "target" in hit.classes):
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
        hit = part.hit_at(quantity.end + 1)
        if hit is not None and hit.classes & self._pack.strong:
            return _PEOPLE
        return self._topic(norm, part, index, quantity)

    def _topic(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> frozenset[str]:
        """The noun that a number without one is about: of the same clause to the left, or of the quantity before.

        A noun after *số* or *tỷ lệ* is what is measured; places come last.
        """
        before = part.quantities[index - 1] if index else None
        floor = before.noun_end if before else part.sentence.start
        found, measured = None, False
        for hit in reversed(part.between(floor, quantity.start)):
            if not hit.classes & self._pack.nouns:
                continue
            if _MEASURED.search(norm, max(part.sentence.start, hit.start - 12), hit.start):
                found, measured = hit, True
                break
            if found is None or ("bodies" in found.classes and "bodies" not in hit.classes):
                found = hit
            if "," in norm[hit.start : quantity.start] and "bodies" not in found.classes:
                break
        bracketed = before is not None and _ASIDE.fullmatch(norm, before.noun_end, quantity.start) is not None
        if found is not None and not bracketed and not (before is not None and "bodies" in found.classes):
            if not quantity.unit:
                quantity.unit = norm[found.start : found.end]
            return found.classes
        if before is not None:
            if not quantity.unit:
                quantity.unit = before.unit
            return self._heads.get(id(before), _EMPTY)
        if found is not None and not (quantity.unit == "%" and "bodies" in found.classes and not measured):
            if not quantity.unit:
                quantity.unit = norm[found.start : found.end]
            return found.classes
        return _EMPTY

    def _right_frame(self, view: TextView, part: SentenceScene, index: int, quantity: Quantity) -> frozenset[str]:
        """Classes of the predicate right behind the noun; brackets, and a place counted along, are passed over."""
        norm = view.norm
        at = quantity.noun_end
        limit = min(part.sentence.end, at + 70)
        aside = _BRACKET.match(norm, at)
        if aside:
            at = aside.end()
            limit = min(part.sentence.end, at + 60)
        following = part.quantities[index + 1] if index + 1 < len(part.quantities) else None
        if following is not None and following.start < limit and _PLACE_GAP.fullmatch(norm, at, following.start):
            at = following.noun_end
            limit = min(part.sentence.end, at + 60)
        stop = _PREDICATE_STOP.search(norm, at, limit)
        if stop:
            limit = stop.start()
        for hit in part.between(at, limit):
            frames = hit.classes & self._pack.frames
            if frames and not (frames & self._pack.strong and hit.start - at > _STRONG_REACH):
                return frames
        return _EMPTY

    def _left_frame(self, norm: str, part: SentenceScene, index: int, quantity: Quantity, left_hits) -> frozenset[str]:
        """Classes of the nearest predicate to the left, if it reaches this far or governs the list that the number is in."""
        for hit in reversed(left_hits):
            frames = hit.classes & self._pack.frames
            if not frames:
                continue
            at = hit.end
            for before in part.quantities[:index]:
                if before.start >= hit.end and before.start - at <= _REACH:
                    at = max(at, before.noun_end)
            gap = norm[at : quantity.start]
            return frames if len(gap) <= _REACH and not _NEW_CLAUSE.search(gap) else _EMPTY
        return _EMPTY


class _Compiled:
    """A rule with its lists as sets."""

    __slots__ = ("rejects", "requires", "rule")

    def __init__(self, rule: Rule):
        self.rule = rule
        self.requires = [(name, frozenset(getattr(rule, name))) for name in CONDITIONS if getattr(rule, name)]
        self.rejects = [(name, frozenset(getattr(rule, "no_" + name))) for name in CONDITIONS if getattr(rule, "no_" + name)]

    def matches(self, s: Surroundings, change: bool) -> bool:
        if self.rule.change is not None and self.rule.change != change:
            return False
        return not any(getattr(s, name).isdisjoint(classes) for name, classes in self.requires) and all(
            getattr(s, name).isdisjoint(classes) for name, classes in self.rejects
        )


def _classes(hits) -> frozenset[str]:
    found: set[str] = set()
    for hit in hits:
        found |= hit.classes
    return frozenset(found)


def _about(scene: Scene) -> frozenset[str]:
    """The topics of a scene: those that a third or more of its telling phrases belong to, at least three of them."""
    counts = dict.fromkeys(_TOPICS, 0)
    total = 0
    for part in scene.scenes:
        for hit in part.hits:
            told = False
            for topic, classes in _TOPICS.items():
                if not classes.isdisjoint(hit.classes):
                    counts[topic] += 1
                    told = True
            total += told
    return frozenset(topic for topic, count in counts.items() if count >= 3 and count * 3 >= total)
