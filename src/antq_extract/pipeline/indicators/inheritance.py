"""Indicators that a quantity takes from another: parts from their whole, shares and changes from what they are of, bare numbers
from the one before, members of a list from the member that the predicate stands at."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from ...rules.model import Rule
from ...rules.pack import OTHER
from ..quantity import Quantity
from ..scene import SentenceScene
from .heads import ASIDE
from .surroundings import Surroundings

WEAK = 30
"""Rules up to this priority go by the noun alone; a whole that the number is part of knows better."""
_PARTS = re.compile(r"trong đó|bao gồm|cụ thể")
_IN_BRACKET = re.compile(r"[^.;]{0,60}\( ?")
_NEXT_PEOPLE = re.compile(r"(?:[^.;:()\d]|\.(?=\S)){0,60}[,;] ?(?:và |cùng |với )?(?:còn |có )?")
_SIBLING = re.compile(r"[^.;:()]{0,40}(?:,|;| và) ?(?:[^.;:,()]{1,30}:? )?")
_TOTAL_WORTH = re.compile(r"(?:tổng )?(?:trị giá|giá trị|tổng giá trị)")
_PART_OF = re.compile(r"trong (?:đó|số đó|số này)|số (?:này|còn lại)|cụ thể")
_MEMBERS = re.compile(r"(?: [^\W\d_]{1,12}){0,4} ?(?:,|và|cùng|với|;|,? cùng với|,? và)? ?(?:hơn |gần |trên |khoảng |toàn bộ )?")
_FAMILIES = (frozenset(("area", "body", "household")), frozenset(("household", "population", "person", "student", "needy")))
_WORTH = re.compile(r"^[^.;]{0,60}(?:trị giá|giá trị)[^.;\d]{0,24}$")
_REACHED = re.compile(r"[^.;:\d]{0,40}, ?(?:đạt|bằng|vượt)(?: tỷ lệ| hơn| trên| gần| khoảng){0,2} ")
_AS_MUCH = re.compile(r"[^.;:\d]{0,40},? ?\(?(?:tương ứng|tương đương|tức)(?: (?:với|là|khoảng|gần|hơn|trên)){0,2} ")
_SAME = re.compile(r"\($|đạt|bằng|chiếm|tỷ lệ")
_LONGEST_OWNER = 120
_ROUNDING = Decimal("0.6")
_SEIZED = frozenset(("seized_goods",))
_EVENTS = frozenset(("traffic_accidents", "fires"))
"""What a bare *vụ* goes on counting (*xảy ra 43 vụ tai nạn giao thông … Đường thủy xảy ra 2 vụ*)."""
_OF_CRIME = frozenset(("crime", "arrest", "seize", "punish", "fine", "suspect", "steal", "fight", "smuggle", "patrol_act", "prosecute", "inform"))
_HAPPENS = frozenset(("xảy ra", "phát sinh", "gây ra", "thương vong"))
_THINGS = frozenset(("work", "house", "goods", "equipment", "body", "article", "gift"))
_MENDED = frozenset(("repair", "build", "help", "give"))
_DESTROYED = re.compile(r"(?: [^\W\d_]{1,12}){0,8}\)?(?:,|;| và| cùng)(?: (?:hơn|gần|trên|khoảng))? ")
_INHERITED = 0.97  # measured: 0.91 of 180 inherited indicators were right where rules were right in 0.93
_SHARE_BRACKET = re.compile(r"[^.;()\d]{0,90}\((?:chiếm|bằng|tăng|giảm|tương đương)(?: (?:tỷ lệ|hơn|gần|trên|khoảng|tới)){0,2} ")
_CHANGE_BRACKET = re.compile(r"(?: [^\W\d_]{1,10}){0,4} \((?:khoảng |gần |hơn )?")
_MONEY_PARTS = re.compile(r"(?:[^.;()\d]{0,40}\(|[,;]| và)(?: ?(?:trong đó|riêng)[,:]?)? ?(?:[^.;:,()\d]{1,30}:? )?")
_MONEY_OF_CRIME = frozenset(("seized_goods", "damage", "fines"))
_GATHERED = frozenset(("patrols", "sessions"))
_LONGEST_LIST = 120
_SUMS = frozenset(("số tiền", "tổng số tiền", "tiền mặt", "số tiền mặt"))
_EVIDENCE = frozenset(("seized_goods", "weapons", "drugs"))
_MEASURED_KINDS = frozenset(("measure", "money"))
_SAID_AGAIN = re.compile(r"[^.;:()\d]{0,40}\( ?(?:(?:tương đương|tổng|trọng lượng|khối lượng|nặng|với|khoảng|hơn|gần|trên|là) ){0,4}")
_GOODS = frozenset(("seized_goods", "gifts", "equipment", "damage"))


class Inheritance:
    """Finds whose indicator a quantity takes. Remembers what was counted last until it is reset.

    Args:
        shared_rules: ids of rules that go by a predicate, whose indicator a list may share.
        frames: names of the classes whose phrases are predicates.
    """

    def __init__(self, shared_rules: frozenset[str], frames: frozenset[str]):
        self._shared_rules = shared_rules
        self._frames = frames
        self._last_of_unit: dict[str, Quantity] = {}
        self._last_of_exact: dict[str, Quantity] = {}
        self._last_people: Quantity | None = None
        self._last: Quantity | None = None
        self._weak: set[int] = set()

    def reset(self) -> None:
        """Forgets what was counted: a new paragraph begins."""
        self._last_of_unit = {}
        self._last_of_exact = {}
        self._last_people = None
        self._last = None

    def begin_sentence(self) -> None:
        """Forgets which quantities of the last sentence were weakly typed."""
        self._weak = set()

    def remember(self, quantity: Quantity, head: frozenset[str], weak: bool) -> None:
        """Keeps a typed quantity for those behind it."""
        self._last = quantity
        if weak:
            self._weak.add(id(quantity))
        if "people" in head and "household" not in head and quantity.indicator != OTHER:
            self._last_people = quantity
        if quantity.unit:
            self._last_of_unit[quantity.unit.split(" ")[0]] = quantity
            self._last_of_exact[quantity.unit] = quantity

    def source(
        self, norm: str, part: SentenceScene, quantity: Quantity, previous: Quantity | None, around: Surroundings, found: Rule | None
    ) -> Quantity | None:
        """The quantity whose indicator this one takes, or ``None`` where its own rule decides."""
        weak = found is None or found.priority <= WEAK
        if previous is not None and previous.indicator:
            bare = around.kind == "percent" or quantity.noun_end == quantity.noun_start
            of_another = around.kind in _MEASURED_KINDS and not bare and quantity.unit != previous.unit
            share = around.kind == "percent"
            if found is None and (bare or (quantity.change and not of_another)) and not (share and around.measured):
                return previous
            if share and weak and around.borrowed:
                return previous
            gap = norm[previous.noun_end : quantity.start]
            if around.kind == "percent" and self._of_previous(gap, quantity, previous, around, found, weak):
                return previous
            if found is None and around.kind == "measure" and quantity.unit == previous.unit:
                return previous
            if around.kind == "money" and previous.indicator in _SEIZED and _WORTH.search(gap):
                return previous
            if previous.indicator in _EVIDENCE and _SAID_AGAIN.fullmatch(gap) and self._other_measure(quantity, around, found, weak):
                return previous
            if around.kind == "money" and weak and quantity.unit == previous.unit and _part_of_sum(quantity, previous, gap):
                return previous
            if weak and around.kind == "count" and previous.unit == "%" and _AS_MUCH.fullmatch(gap):
                return previous
            if weak and around.kind == "money" and self._paid_alike(norm, part, previous, quantity):
                return previous
            if weak and _MEMBERS.fullmatch(gap) and self._listed_with(previous, around):
                return previous
            if weak and around.kind == "money" and self._same_money(part, quantity, previous, gap):
                return previous
            if found is None and "person" in around.head and previous.indicator == "suspects" and _NEXT_PEOPLE.fullmatch(gap):
                return previous if not self._acts(part, previous.noun_end, quantity.start) else None
        if around.kind == "money" and weak and previous is None and _TOTAL_WORTH.match(norm, part.sentence.start):
            return self._last if self._last is not None and self._last.indicator in _SEIZED else None
        if around.kind == "percent" and quantity.change and found is not None and found.id == "cases.noun" and not around.own_noun and not _tells_of_crime(part, quantity):
            events = self._last_of_unit.get("vụ")
            return events if events is not None and events.indicator in _EVENTS else None
        if around.kind == "money" and weak and _PART_OF.match(norm, part.sentence.start) and quantity.unit:
            whole = self._last_of_unit.get(quantity.unit)
            if whole is not None and whole.indicator in _MONEY_OF_CRIME and not self._acts(part, part.sentence.start, quantity.start):
                return whole
        if around.kind != "count":
            return None
        return self._whole(norm, part, quantity, around, found, weak)

    def _of_previous(
        self, gap: str, quantity: Quantity, previous: Quantity, around: Surroundings, found: Rule | None, weak: bool
    ) -> bool:
        """Whether a percentage says the number before it again, as a share or a change."""
        if _restates(quantity, previous, gap) and not (found is not None and found.id.startswith("clearance")):
            return previous.indicator != OTHER or weak
        if _SHARE_BRACKET.fullmatch(gap) or (previous.change and _CHANGE_BRACKET.fullmatch(gap)):
            return previous.indicator != OTHER or weak
        if not ASIDE.fullmatch(gap):
            return not around.own_noun and _REACHED.fullmatch(gap) is not None and not (found is not None and found.id.startswith("clearance"))
        if found is not None and found.id.startswith("clearance"):
            return bool(previous.change) or "chiếm" in gap
        bracketed = "(" in gap
        return (bracketed and previous.indicator != OTHER) or weak or ("case" in around.head and bracketed)

    @staticmethod
    def _other_measure(quantity: Quantity, around: Surroundings, found: Rule | None, weak: bool) -> bool:
        """Whether the number in a bracket gives the weight or the pieces of what stands before it (*10 hộp pháo (490 viên)*)."""
        if around.kind == "measure":
            return weak or (found is not None and found.id.startswith("seized_goods."))
        return around.kind == "count" and " " not in quantity.unit and "drug_pack" in around.head

    def _same_money(self, part: SentenceScene, quantity: Quantity, previous: Quantity, gap: str) -> bool:
        """Whether money goes on from seized goods or from money of crime, with no predicate between."""
        if len(gap) > _LONGEST_LIST or any(c in gap for c in ".;:("):
            return False
        if previous.indicator not in _SEIZED and not (previous.unit == quantity.unit and previous.indicator in _MONEY_OF_CRIME):
            return False
        return not self._acts(part, previous.noun_end, quantity.start, _SUMS)

    def _acts(self, part: SentenceScene, start: int, end: int, beside: frozenset[str] = frozenset()) -> bool:
        """Whether a predicate stands between, beside those phrases."""
        return any(h.classes & self._frames and h.phrase not in beside for h in part.between(start, end))

    def _paid_alike(self, norm: str, part: SentenceScene, previous: Quantity, quantity: Quantity) -> bool:
        """Whether an amount goes by the one before it: nothing is said of it but whose it is (*ông Bình nộp 2 tỷ đồng; bà Cúc 50 triệu đồng*)."""
        if previous.unit != quantity.unit or previous.rule.endswith(("funds.money", "other")) or previous.change or quantity.change:
            return False
        gap = norm[previous.noun_end : quantity.start]
        return len(gap) <= _LONGEST_OWNER and not any(c in gap for c in ".:") and not self._acts(part, previous.noun_end, quantity.start)

    def _listed_with(self, previous: Quantity, around: Surroundings) -> bool:
        """Whether a thing that no class knows, or money, stands in one list with goods (*5 xe máy, 6 tua vít và 3 triệu đồng*)."""
        if around.kind == "money":
            return previous.indicator in _SEIZED
        return "unknown" in around.head and previous.indicator in _GOODS

    def _last_counted(self, unit: str) -> Quantity | None:
        """What was counted last in this unit: of *ca* and *ca tử vong* in one sentence the one whose unit is the very same."""
        last, exact = self._last_of_unit.get(unit.split(" ")[0]), self._last_of_exact.get(unit)
        return exact if exact is not None and last is not None and exact.sentence == last.sentence else last

    def _whole(self, norm: str, part: SentenceScene, quantity: Quantity, around: Surroundings, found: Rule | None, weak: bool) -> Quantity | None:
        same = self._last_counted(quantity.unit) if quantity.unit else None
        counted = same
        if same is not None and same.indicator in ("", OTHER):
            same = None
        opens = weak and _PART_OF.match(norm, part.sentence.start) is not None
        if opens and same is not None:
            return same
        if opens and "person" in around.head and self._last_people is not None:
            return None if counted is not None and counted.start > self._last_people.start else self._last_people
        if same is None:
            return None
        if quantity.change and quantity.unit == "vụ" and same.unit.startswith("vụ"):
            return same if found is None or found.id == "cases.noun" else None
        if quantity.change and quantity.unit == same.unit and same.sentence == quantity.sentence and found is not None:
            return same if found.id not in self._shared_rules else None
        if found is not None and found.id == "cases.noun" and quantity.unit == "vụ" and same.indicator in _EVENTS:
            return None if _tells_of_crime(part, quantity) else same
        if found is None and "occasion" in around.head and same.indicator in _GATHERED:
            return same
        short = found is not None and " " not in quantity.unit and same.unit.startswith(quantity.unit + " ") and "drug_pack" in around.head
        if not weak and not short:
            return None
        at = max(part.sentence.start, same.noun_end)
        if quantity.change and same.start >= part.sentence.start and len(norm[at : quantity.start]) < 40:
            return same  # 346 hộ đạt chuẩn, tăng 116 hộ
        parts = _PARTS.search(norm, at, quantity.start) or _IN_BRACKET.fullmatch(norm, at, quantity.start)
        sibling = same.rule.startswith("inherit.") and _SIBLING.fullmatch(norm, at, quantity.start)
        return same if parts or sibling else None

    def share_predicate(self, norm: str, part: SentenceScene, heads: dict[int, frozenset[str]]) -> None:
        """Gives members of a list that only their noun could type the indicator of the member beside the predicate.

        *214 chủ nhà trọ, 19 doanh nghiệp ký cam kết*; *tổ chức tại 86 xã, 10 phường, 6 thị trấn*.
        """
        pairs = list(pairwise(part.quantities))
        for a, b in pairs:
            self._share(norm, part, a, b, a, b, heads)
        for a, b in reversed(pairs):
            self._share(norm, part, b, a, a, b, heads)

    def _share(self, norm: str, part: SentenceScene, source: Quantity, target: Quantity, first: Quantity, second: Quantity, heads: dict[int, frozenset[str]]) -> None:
        if id(target) not in self._weak or id(source) in self._weak or source.indicator in ("", OTHER):
            return
        destroyed = source.indicator == "damage" and _DESTROYED.fullmatch(norm, first.noun_end, second.start)
        if not destroyed and not _MEMBERS.fullmatch(norm, first.noun_end, second.start):
            return
        mended = part.between(part.sentence.start, target.start) if target is first else ()
        if source.indicator == "damage" and not any(h.classes & _MENDED for h in mended) and heads[id(source)] & _THINGS and heads[id(target)] & _THINGS:
            take(target, source)
            return
        related = any(heads[id(source)] & f and heads[id(target)] & f for f in _FAMILIES)
        if related and source.rule.split("inherit.")[-1] in self._shared_rules:
            take(target, source)
            self._weak.discard(id(target))


def _tells_of_crime(part: SentenceScene, quantity: Quantity) -> bool:
    """Whether the clause of a bare *vụ* speaks of crimes or of what the police do about them."""
    index = part.quantities.index(quantity)
    start = part.quantities[index - 1].noun_end if index else part.sentence.start
    end = part.quantities[index + 1].start if index + 1 < len(part.quantities) else part.sentence.end
    end = min((i for i in (part.norm.find(c, quantity.noun_end, end) for c in ",;(") if i >= 0), default=end)
    return any(h.classes & _OF_CRIME and h.phrase not in _HAPPENS for h in part.between(start, end) if h.start != quantity.noun_start)


def _part_of_sum(quantity: Quantity, previous: Quantity, gap: str) -> bool:
    """Whether money is a part of the sum before it, set out in brackets by place or kind (*15 tỷ đồng (An Hòa: 9 tỷ đồng, …)*)."""
    opened = "(" in gap or previous.rule.startswith("inherit.")
    return opened and quantity.value < (previous.value if "(" in gap else 10**15) and _MONEY_PARTS.fullmatch(gap) is not None


def _restates(share: Quantity, ratio: Quantity, gap: str) -> bool:
    """Whether a percentage is what a ratio makes (*74/79 chi hội … (93,67%)*)."""
    return ratio.total is not None and ratio.total > 0 and _SAME.search(gap) is not None and abs(ratio.value / ratio.total * 100 - share.value) < _ROUNDING


def take(target: Quantity, source: Quantity) -> None:
    """Types a quantity like another, a little less surely."""
    target.indicator, target.rule = source.indicator, "inherit." + source.rule.removeprefix("inherit.")
    target.confidence = source.confidence * _INHERITED
