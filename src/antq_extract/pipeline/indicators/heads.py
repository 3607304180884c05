"""The head of a quantity: the classes of what is counted or measured.

Mostly the noun behind the number; of goods the noun behind the unit (*38 tấn gạo*), of a share the noun after *số*, *của*. A
number without a noun takes the predicate it stands beside (*chết 63, bị thương 58*; *khiển trách 28*), the noun of its
clause (*số tin là 2.390*), or the head of the number before (*Đồng Hới 811 tin, Lệ Thủy 447*).
"""

from __future__ import annotations

import re

from ...language.lexicon import Hit
from ...rules.pack import Pack
from ..quantity import Quantity
from ..scene import SentenceScene

EMPTY: frozenset[str] = frozenset()
UNKNOWN = frozenset(("unknown",))
_PEOPLE = frozenset(("person", "people"))
_TURNS = frozenset(("person_turns", "people"))
_TYPED_PEOPLE = frozenset(("official", "needy", "suspect", "offender"))
_RATES = frozenset(("share_noun",))
_INCOME = frozenset(("income",))
_PLACES = frozenset(("area", "group", "body"))
_CASES = frozenset(("case_general",))
_HARM = frozenset(("die", "injure", "missing"))
_PENALTY = frozenset(("punish",))
_HELD = frozenset(("anything", "weapon", "drug"))
_NEAR_NOUN = 30
_MEASURED = re.compile(r"(?<![^\W_])(?:(?<!một )số|tỷ lệ|tỉ lệ|số lượng|lượng|tổng số) $")
_MEASURED_BEFORE = re.compile(r"(?<![^\W_])(?:số|tỷ lệ|số lượng) ")
_CLOSE = re.compile(r"[;:()\n]|\.(?=\s|$)")
_ENDS_NOUN = re.compile(r",|(?<![^\W_])(?:của|cho|ở|tại|trong|trên|do|bị|được|là|có|với|để|từ|về|đến|tới|gửi|nhằm|vào|và|khi|nhưng)(?![^\W_])")
_AMOUNTS = re.compile(
    r"(?: [^\W\d_]{1,12}){0,4} (?:là|lên|lên tới|lên đến|đạt|còn|tới|tăng lên|giảm còn|giảm từ|tăng từ|có|đã có)(?: hơn| gần| trên| khoảng)? "
)
_RATE = re.compile(r"(?<![^\W_])tỷ lệ(?![^\W_])")
_BEGINS_RATE = re.compile(r"t[ỷỉ] (?:lệ|suất|trọng)(?![^\W_])")
_OTHER_RATE = re.compile(
    r"(?<![^\W_])tỷ lệ (?!là|trên|gần|hơn|khoảng|đạt|xấp xỉ|tới|lên|này|đó|cao|thấp|chung|chỉ|còn|bằng|tương ứng|giảm|tăng)[^\W\d_]"
)
"""The share of something else than was counted before (*2 xã có tỷ lệ đi bầu 100%*)."""
_COMPARED = re.compile(r"(?<![^\W_])so (?:với )?(?:[^\W\d_]{1,12} ){0,5}$")
_WHERE = re.compile(r"(?<![^\W_])(?:trên|ở|tại|trong|thuộc) (?:các |toàn |cả )?$")
_SHARE = re.compile(r"(?<![^\W_])(?:chiếm|bằng|tương đương)(?: (?:tỷ lệ|khoảng|trên|gần|hơn|tới|đến|xấp xỉ|với)){0,2} $")
_OF = re.compile(r" ?(?:số|về số|số lượng|tổng số|các|trong tổng số|tổng|trong số|là|của|trên tổng số|trên số|toàn bộ|tin|diện tích)? ?(?:các |số )?")
_LISTING_ENDS = re.compile(r"[;:()]|\.(?= )")
_LEADS = re.compile(r"(?: (?:gồm|như sau|cụ thể|cụ thể như sau|chủ yếu|gồm có|là|chính)){0,2} ?")
_NO_LEADS = frozenset(("bodies", "target", "share_noun", "money_noun"))
_QUALIFIED = re.compile(r" (?:hơn |gần |trên |khoảng |là )?")
ASIDE = re.compile(
    r"[ ,]{0,2}\(?(?:,? ?(?:đạt|chiếm|bằng|tương đương|đạt tỷ lệ|chiếm tỷ lệ|tức|tỷ lệ|tăng|giảm|chiếm tới|tương ứng|trong đó|có|là|hơn|gần"
    r"|khoảng|và|với tỷ lệ|đạt trên|bằng khoảng)){0,3} ?"
)
"""Between a quantity and one that says the same again, as a share or a change (*12 vụ (chiếm 8%)*)."""


class HeadFinder:
    """Finds heads by the word classes of a pack.

    Attributes:
        heading: what the rows of a table count, where the sentence is one.
        own_noun: whether the last head found was a noun of the number's own, not one of the words before it.
        borrowed: whether it was the head of the number before.
        measured: whether it was the noun that *số* or *tỷ lệ* measures.
    """

    def __init__(self, pack: Pack):
        self._nouns = pack.nouns
        self._frames = pack.frames
        self.own_noun = True
        self.borrowed = self.measured = False
        self.heading: Hit | None = None

    def head(
        self, norm: str, part: SentenceScene, index: int, quantity: Quantity, kind: str, heads: dict[int, frozenset[str]]
    ) -> frozenset[str]:
        """The classes of the head; ``{"unknown"}`` for a count whose noun no class holds.

        ``heads`` are those of the earlier quantities of the sentence, by their ``id``. A number that takes its noun from
        elsewhere gets that noun as its unit.
        """
        self.own_noun = True
        self.borrowed = self.measured = False
        if kind == "money":
            return EMPTY
        clause_end = _clause_end(norm, part, index, quantity)
        if kind == "percent":
            return self._of_percent(norm, part, index, quantity, clause_end, heads)
        if kind == "measure":
            at = quantity.noun_end
            while at < clause_end and norm[at] == " ":
                at += 1
            return self._noun_at(norm, part, at, min(clause_end, quantity.noun_end + _NEAR_NOUN))
        if quantity.noun_end > quantity.noun_start:
            head = self._noun_at(norm, part, quantity.noun_start, min(clause_end, quantity.noun_start + _NEAR_NOUN)) or UNKNOWN
            return self._measured_people(norm, part, quantity) or head if "person" in head else head
        if quantity.shared_noun >= 0:
            return self._noun_at(norm, part, quantity.shared_noun, min(part.sentence.end, quantity.shared_noun + _NEAR_NOUN)) or UNKNOWN
        return self._beside_predicate(norm, part, quantity) or self._of_listing(norm, part, index, quantity) or self._topic(norm, part, index, quantity, heads) or UNKNOWN

    def _noun_at(self, norm: str, part: SentenceScene, at: int, limit: int) -> frozenset[str]:
        hit = part.hit_at(at)
        if hit is not None and hit.classes & self._nouns:
            behind = part.hit_at(hit.end + 1) if "classifier" in hit.classes else None
            if behind is not None and "turn_word" in hit.classes and "people" in behind.classes:
                return behind.classes if behind.classes & _TYPED_PEOPLE else _TURNS
            return hit.classes | behind.classes if behind is not None and behind.classes & _HELD else hit.classes
        for hit in part.between(at, limit):
            if hit.classes & self._frames and hit.start > at and not hit.classes & self._nouns:
                return EMPTY
            if hit.classes & self._nouns:
                return EMPTY if _ENDS_NOUN.search(norm, at, hit.start) else hit.classes
        return EMPTY

    def _of_percent(self, norm, part: SentenceScene, index: int, quantity: Quantity, clause_end: int, heads) -> frozenset[str]:
        if index and _SHARE.search(norm, max(part.sentence.start, quantity.start - 24), quantity.start):
            whole = part.hit_at(quantity.noun_end + 1)
            return whole.classes if whole is not None and "share_noun" in whole.classes else self._topic(norm, part, index, quantity, heads)
        match = _OF.match(norm, quantity.noun_end)
        for at in (quantity.noun_end, match.end() if match else quantity.noun_end):
            while at < clause_end and norm[at] == " ":
                at += 1
            hit = part.hit_at(at)
            if hit is not None and hit.classes & self._nouns and "target" not in hit.classes:
                return hit.classes
            if hit is not None and "compound" in hit.classes and at > quantity.noun_end:
                return EMPTY
        topic = self._topic(norm, part, index, quantity, heads)
        return EMPTY if quantity.change and not _MEASURED_BEFORE.search(norm, part.sentence.start, quantity.start) and topic & _PLACES else topic

    def _measured_people(self, norm: str, part: SentenceScene, quantity: Quantity) -> frozenset[str]:
        """Who the people are that *người* counts, where the sentence measures them (*tổng số hội viên lên tới 500 người*)."""
        i = part.before(quantity.start)
        while i >= 0 and not part.hits[i].classes & self._nouns and quantity.start - part.hits[i].end < 40:
            i -= 1
        if i < 0 or "people" not in part.hits[i].classes:
            return EMPTY
        hit = part.hits[i]
        if hit.phrase.endswith(" số") and _QUALIFIED.fullmatch(norm, hit.end, quantity.start):
            return hit.classes
        measured = _MEASURED.search(norm, max(part.sentence.start, hit.start - 12), hit.start)
        return hit.classes if measured and _AMOUNTS.fullmatch(norm, hit.end, quantity.start) else EMPTY

    def _beside_predicate(self, norm: str, part: SentenceScene, quantity: Quantity) -> frozenset[str]:
        """What a bare number counts by the predicate of harm or penalty right before or behind it."""
        i = part.before(quantity.start)
        hits = [part.hit_at(quantity.end + 1)]
        if i >= 0 and _QUALIFIED.fullmatch(norm, part.hits[i].end, quantity.start):
            hits.append(part.hits[i])
        for hit in hits:
            if hit is not None and hit.classes & _HARM:
                quantity.unit = quantity.unit or "người"
                return _PEOPLE
            if hit is not None and hit.classes & _PENALTY:
                quantity.unit = quantity.unit or "trường hợp"
                return _CASES
        return EMPTY

    def _of_listing(self, norm: str, part: SentenceScene, index: int, quantity: Quantity) -> frozenset[str]:
        """What numbers behind their items count that a noun before a colon leads (*lỗi vi phạm: chạy quá tốc độ 12, đi sai làn 5*)."""
        colon = norm.rfind(":", part.sentence.start, quantity.start)
        if colon < 0 or _LISTING_ENDS.search(norm, colon + 1, quantity.start):
            return EMPTY
        others = [q for q in part.quantities[max(0, index - 1) : index + 2] if q is not quantity and q.start > colon]
        if not others or any(q.noun_end > q.noun_start for q in others):
            return EMPTY
        i = part.before(colon)
        if i < 0 or not part.hits[i].classes & self._nouns or part.hits[i].classes & _NO_LEADS or not _LEADS.fullmatch(norm, part.hits[i].end, colon):
            return EMPTY
        quantity.unit = quantity.unit or norm[part.hits[i].start : part.hits[i].end]
        return part.hits[i].classes

    def _topic(self, norm: str, part: SentenceScene, index: int, quantity: Quantity, heads) -> frozenset[str]:
        """The noun that a number without one is about: of the same clause to the left, or of the quantity before.

        A noun after *số* or *tỷ lệ* is what is measured; places come last.
        """
        self.own_noun = False
        before = part.quantities[index - 1] if index else None
        if before is None and self.heading is not None:
            quantity.unit = quantity.unit or self.heading.phrase
            return self.heading.classes
        floor = before.noun_end if before else part.sentence.start
        if before is not None and before.unit != "%" and quantity.noun_end == quantity.noun_start:
            # 560 ha lúa bị ngập (A 120,5; B 47): what stands before the bracket is no noun of its members.
            floor = max(floor, norm.rfind("(", floor, quantity.start) + 1)
        found, measured = None, False
        for hit in reversed(part.between(floor, quantity.start)):
            if not hit.classes & self._nouns:
                continue
            if quantity.unit == "%" and self._aside(norm, part, hit, bool(quantity.change) or (before is not None and before.unit == "%")):
                continue
            named = quantity.unit == "%" and hit.classes & _RATES and _BEGINS_RATE.match(hit.phrase)
            if named or _MEASURED.search(norm, max(part.sentence.start, hit.start - 12), hit.start):
                found, measured = hit, True
                break
            if found is None or ("bodies" in found.classes and "bodies" not in hit.classes):
                found = hit
            if "," in norm[hit.start : quantity.start] and "bodies" not in found.classes:
                break
        if found is not None and "bodies" in found.classes and not measured:
            changed = quantity.unit == "%" and quantity.change and "area" in found.classes
            if changed or _RATE.search(norm, floor, found.start):
                return EMPTY
        bracketed = before is not None and ASIDE.fullmatch(norm, before.noun_end, quantity.start) is not None
        if found is not None and not bracketed and (measured or before is None or "bodies" not in found.classes):
            quantity.unit = quantity.unit or norm[found.start : found.end]
            self.measured = measured
            return found.classes
        if before is not None and not (quantity.unit == "%" and found is None and self._new_subject(norm, part, floor, quantity)):
            quantity.unit = quantity.unit or before.unit
            self.borrowed = True
            head = heads.get(id(before), EMPTY)
            return self._measured_of_places(norm, part, before) if quantity.unit == "%" and quantity.change and "area" in head else head
        return EMPTY

    def _measured_of_places(self, norm: str, part: SentenceScene, places: Quantity) -> frozenset[str]:
        """What changes in places that were counted (*số người chết … trong đó 11 tỉnh tăng 20%*): what was measured before."""
        for hit in reversed(part.between(part.sentence.start, places.start)):
            if hit.classes & self._nouns and _MEASURED.search(norm, max(part.sentence.start, hit.start - 12), hit.start):
                return hit.classes
        return EMPTY

    def _new_subject(self, norm: str, part: SentenceScene, floor: int, quantity: Quantity) -> bool:
        """Whether a percentage is of something that no noun of the pack names: another rate, an income."""
        if _OTHER_RATE.search(norm, floor, quantity.start):
            return True
        return any(h.classes & _INCOME for h in part.between(floor, quantity.start))

    def _aside(self, norm: str, part: SentenceScene, hit: Hit, further: bool) -> bool:
        """Whether a percentage cannot be of this noun: what it is compared with, where it was found; of a further one also the plan."""
        if (further and "target" in hit.classes) or _COMPARED.search(norm, max(part.sentence.start, hit.start - 40), hit.start):
            return True
        return "area" in hit.classes and _WHERE.search(norm, max(part.sentence.start, hit.start - 16), hit.start) is not None


def _clause_end(norm: str, part: SentenceScene, index: int, quantity: Quantity) -> int:
    end = part.quantities[index + 1].start if index + 1 < len(part.quantities) else part.sentence.end
    stop = _CLOSE.search(norm, quantity.noun_end, end)
    return stop.start() if stop else end
