"""From numerals to quantities: two numerals become one where the text between them says so.

A range (*3-5*, *từ 90 đến 95*), a ratio (*217/220*, *217 trong tổng số 220*) or a from–to (*từ 46 lên 58*): CQE's
value–unit–noun tuple, with Duckling's competing readings.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...language.numerals import Numeral
from ...language.text import TextView, fold
from ...rules.pack import Pack
from ..quantity import AMBIGUOUS, Quantity
from ..scene import SentenceScene
from .counted import FUNCTION, Counted

_RANGE = re.compile(r"(?:/[^\W\d_]{1,12})? {0,2}(?:[-–—~÷]|(?:đến|tới)(?: hơn| gần)?) {0,2}$")
_RANGE_DASH = re.compile(r" {0,2}[-–—~÷] {0,2}$")
_RATIO = re.compile(r" {0,1}/ {0,1}$")
_OUT_OF = re.compile(r"[^.;:(),]{0,40} (?:trong (?:tổng số|số|tổng)|trên tổng số|/ ?tổng số|/tổng) {0,1}$")
_OUT_OF_BARE = re.compile(r" (?:trong|trên) $")
_BECOMES = re.compile(r"(?:^|[ ,])(?:lên|lên đến|lên tới|lên thành|xuống|xuống còn|còn|thành|nay lên|nay là|xuống dưới)(?: (?:hơn|trên|gần|khoảng|dưới))? {0,1}$")
_FROM = re.compile(r"(?:^|[ (,])từ(?: (?:hơn|trên|gần|khoảng|mức|chỗ))? $")
# giảm từ 11,6% (năm 2016) xuống còn 3,5%
_YEAR_ASIDE = re.compile(r"\((?:(?:đầu|cuối) )?(?:năm )?\d{4}\)")
_LIST_GAP = re.compile(r" ?(?:,|;|-|–| và| hoặc| hay) ?")
_LAST_OF_LIST = re.compile(r",?(?: và| hoặc| hay) ")
_SUM_OF = re.compile(r"(?<![^\W_])(?:số tiền|tổng tiền|trị giá|tổng giá trị|tổng kinh phí)(?: (?:là|hơn|gần|trên|khoảng|mặt)){0,2} $")
_LEAST_SUM = 10_000
_MILLION, _BILLION = 10**6, 10**9


class Composition:
    """Composes the numerals of a sentence. Holds no state between texts."""

    def __init__(self, pack: Pack):
        self._scores = re.compile("|".join(re.escape(fold(w)) for w in pack.readings.score))

    def compose(self, view: TextView, scene: SentenceScene, numerals: list[tuple[Numeral, Counted]]) -> list[Quantity]:
        """The quantities that the numerals of a sentence make, in order."""
        quantities: list[Quantity] = []
        self._share(view, numerals)
        i = 0
        while i < len(numerals):
            numeral, counted = numerals[i]
            quantity = Quantity(numeral.start, numeral.end, scene.index, numeral.value)
            used = 1
            if i + 1 < len(numerals):
                other, other_counted = numerals[i + 1]
                joined = self._join(view, numeral, counted, other, other_counted)
                if joined is not None:
                    quantity, counted, used = joined, other_counted, 2
                    quantity.sentence = scene.index
                    if not counted.known and numerals[i][1].known:
                        counted = replace(numerals[i][1])
            if any(n.ambiguous for n, _ in numerals[i : i + used]):
                quantity.flags.append(AMBIGUOUS)
            if any(n.scale > 1 and view.norm[n.start : n.end].strip("0123456789.,") == "" for n, _ in numerals[i : i + used]):
                quantity.flags.append("multiplier_of_list")
            self._attach(view, scene, quantity, counted, numerals[i + used - 1][0])
            if not self._is_score(view, scene, quantity):
                quantities.append(quantity)
            i += used
        return quantities

    def _share(self, view: TextView, numerals: list[tuple[Numeral, Counted]]) -> None:
        """Gives the members of a list the multiplier and noun of its last (*100, 75 và 50 triệu đồng*; *25, 34 và 16 hộ*)."""
        ends_list = False
        for i in range(len(numerals) - 2, -1, -1):
            numeral, counted = numerals[i]
            following, noun = numerals[i + 1]
            gap = view.norm[numeral.end : following.start]
            listed = _LIST_GAP.fullmatch(gap) and not (gap.strip() in ("-", "–") and numeral.value < following.base)
            ends_list = bool(listed) and (_LAST_OF_LIST.fullmatch(gap) is not None or ends_list)
            if counted.known or numeral.scale > 1:
                continue
            if listed and following.scale >= _MILLION and noun.unit in ("VND", "USD", ""):
                scaled = replace(numeral, value=numeral.value * following.scale, scale=following.scale)
                numerals[i] = (scaled, Counted(numeral.end, numeral.end, None, noun.unit or "VND", True))
            elif ends_list and noun.known and following.scale == 1:
                shared = noun.shared if noun.shared >= 0 else noun.start
                numerals[i] = (numeral, Counted(numeral.end, numeral.end, noun.hit, noun.unit, True, shared))

    def _is_score(self, view: TextView, scene: SentenceScene, quantity: Quantity) -> bool:
        """Marks of an examination (27,5 điểm; 225/300 điểm), where *điểm* counts no places."""
        if quantity.unit != "điểm":
            return False
        if quantity.value != int(quantity.value) or (quantity.total is not None and quantity.total % 10 == 0):
            return True
        left = view.norm[max(scene.sentence.start, quantity.start - 48) : quantity.start]
        return self._scores.search(left) is not None

    def _attach(self, view: TextView, scene: SentenceScene, quantity: Quantity, counted: Counted, numeral: Numeral) -> None:
        quantity.noun_start, quantity.noun_end, quantity.shared_noun = counted.start, counted.end, counted.shared
        quantity.unit = counted.unit
        if not counted.known and counted.end > counted.start:
            word = view.norm[counted.start : counted.end]
            if word in FUNCTION:
                quantity.noun_start = quantity.noun_end = quantity.end
            else:
                quantity.unit = view.text[counted.start : counted.end].lower()
        nothing_counted = quantity.noun_end == quantity.noun_start
        if nothing_counted and not counted.known and quantity.value >= _LEAST_SUM and _SUM_OF.search(view.norm, max(scene.sentence.start, quantity.start - 32), quantity.start):
            quantity.unit = "VND"  # mỗi suất trị giá 500.000
        if not counted.known and (numeral.scale >= _BILLION or (numeral.scale >= _MILLION and nothing_counted)):
            i = scene.before(quantity.start)
            people = i >= 0 and quantity.start - scene.hits[i].end < 20 and "population" in scene.hits[i].classes
            quantity.unit = "người" if people else "VND"
            quantity.noun_start = quantity.noun_end = quantity.end

    def _join(self, view: TextView, left: Numeral, noun: Counted, right: Numeral, right_noun: Counted) -> Quantity | None:
        """The two numerals as one quantity, if the text between them makes them one."""
        norm = view.norm
        if right.start - left.end > 60:
            return None
        gap_start = noun.end if noun.known else left.end
        gap = norm[gap_start : right.start]
        bare = norm[left.end : right.start]
        if _RATIO.match(bare):
            if left.words or right.words:
                return None
            return self._ratio(left, right)
        value = left.value
        if _RANGE.match(gap) and (noun.known is False or self._same_kind(noun, right_noun, gap)):
            if left.scale == 1 and right.scale > 1 and not (noun.known and noun.unit == "VND"):
                value = left.value * right.scale
            if noun.known and _RANGE_DASH.match(gap) and not noun.unit.startswith("%") and noun.end > left.end and right_noun.known is False:
                return None
            if value < right.value:
                return Quantity(left.start, right.end, 0, value, value_max=right.value)
        from_before = _FROM.search(norm, max(0, left.start - 16), left.start)
        if from_before and _BECOMES.search(bare) and not re.search(r"[.;:()]", _YEAR_ASIDE.sub("", bare)):
            if left.scale == 1 and right.scale > 1 and not noun.known:
                value = left.value * right.scale
            return Quantity(left.start, right.end, 0, right.value, baseline=value)
        ends = bare == " trên " and norm[right.end : right.end + 1] in (".", ",", ";", ")", "\n", "")
        if right.value >= left.value and (right_noun.end > right_noun.start or ends):
            bare_ratio = _OUT_OF_BARE.fullmatch(bare) and left.scale == right.scale == 1
            if bare_ratio or _OUT_OF.fullmatch(gap):
                return Quantity(left.start, right.end, 0, left.value, total=right.value)
        return None

    def _same_kind(self, noun: Counted, right_noun: Counted, gap: str) -> bool:
        return noun.unit == right_noun.unit or not right_noun.known

    def _ratio(self, left: Numeral, right: Numeral) -> Quantity:
        if left.value <= right.value:
            return Quantity(left.start, right.end, 0, left.value, total=right.value)
        return Quantity(left.start, right.end, 0, left.value, baseline=right.value)
