"""From numerals to quantities: numeral, other end or other side, unit or counted noun.

Composition (CQE's value–unit–noun tuple, Duckling's competing readings): two numerals become one quantity where the text
between them says so: a range (*3-5*, *từ 90 đến 95*), a ratio (*217/220*, *217 trong tổng số 220*) or a from–to (*từ 46
lên 58*). What remains without a noun is kept only where its sentence gives it one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..language.claims import Claim
from ..language.lexicon import Hit
from ..language.numerals import Numeral, read_numeral
from ..language.phrases import PhraseTable
from ..language.readings import Readings
from ..language.text import TextView, fold
from ..rules.pack import Pack
from .quantity import Quantity
from .scene import SentenceScene

_GAP = re.compile(r" {0,2}")
_RANGE = re.compile(r"(?:/[^\W\d_]{1,12})? {0,2}(?:[-–—~÷]|đến|tới) {0,2}$")
_RANGE_DASH = re.compile(r" {0,2}[-–—~÷] {0,2}$")
_RATIO = re.compile(r" {0,1}/ {0,1}$")
_OUT_OF = re.compile(r"[^.;:(),]{0,40} (?:trong (?:tổng số|số|tổng)|trên tổng số|/ ?tổng số|/tổng) {0,1}$")
_OUT_OF_BARE = re.compile(r" (?:trong|trên) $")
_BECOMES = re.compile(r"(?:^|[ ,])(?:lên|lên đến|lên tới|lên thành|xuống|xuống còn|còn|thành|nay lên|nay là|xuống dưới)(?: (?:hơn|trên|gần|khoảng|dưới))? {0,1}$")
_FROM = re.compile(r"(?:^|[ (,])từ(?: (?:hơn|trên|gần|khoảng|mức|chỗ))? $")
_OTHER_END = re.compile(r" ?(?:[/–—-]| đến | tới |đến |tới ) ?\d|(?: (?:lên|xuống|còn|thành|trong|tổng|số)){1,3} \d")
_LIST_OF_TIMES = re.compile(r"(?:, ?\d{1,3}){0,4} ?(?:,|hoặc|và|đến|-|–) ?\d{1,3} (?:tháng|năm|ngày|giờ|tuổi|tuần|phút)(?![^\W_])(?! công)")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/.,%]\d|\d)")
_QUOTES = frozenset("\"“‘'«")
_LIST_GAP = re.compile(r" ?(?:,|;|-|–| và| hoặc| hay) ?")
_VERSION = re.compile(r"\d{1,2}\.0(?!\d)")
_WORD_LEFT = re.compile(r"([^\W\d_]+) $")
_INTRODUCED = re.compile(r"(?:(?<![^\W_])(?:là|còn|đạt|tăng|giảm|lên|xuống|có|gồm|chỉ|mới|hơn|trên|gần|dưới|khoảng|được|tới|đến|thêm|cả)|[:(–-]) ?$")
_FUNCTION = frozenset(
    "của và tại ở là đã được cho do với trong trên để nhằm theo vào về từ đến có thì mà nhưng khi này đó cùng sẽ bị nên như hoặc hay gồm"
    " bao so qua sau trước lên xuống còn nữa ra lại cũng vẫn đang chưa không rồi thuộc dưới giữa bởi nếu tuy vì ngay tới nơi nào mới nhất trở"
    " hiện nay đồng thời đạt tăng giảm chiếm bằng tương tức kể nói cho biết phát diễn tổ chức khóa".split()
)
_HARMED = frozenset(("die", "injure", "missing"))
_RESULTS = frozenset(("die", "injure", "seize", "damage", "arrest"))
_ALWAYS_COUNTED = frozenset(("weapon", "drug", "award_person"))
_COUNTING = frozenset(("seize", "arrest"))
_COMMENDING = frozenset(("commend", "award"))
_LISTED = re.compile(r"(?:,| và|;|cùng) $")
_MILLION, _BILLION = 10**6, 10**9
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(slots=True)
class Counted:
    """What stands right behind a numeral: a unit, a noun of the lexicon, an unknown word, or nothing."""

    start: int
    end: int
    hit: Hit | None = None
    unit: str = ""
    known: bool = False


class QuantityReader:
    """Reads the quantities of a sentence. One per pack; holds no state between texts."""

    def __init__(self, pack: Pack):
        self._pack = pack
        words = pack.readings
        self.readings = Readings(words.ordinal, words.ordinal_weak, words.not_ordinal, words.word_noun_blocks)
        self._durations = PhraseTable({"duration": words.duration, "count": words.duration_counts})
        self._vague = PhraseTable({"vague": words.vague})
        self._medals = PhraseTable({"medal": words.medal})
        self._comparators = PhraseTable(pack.cues.comparator)
        self._nouns = pack.nouns
        self._frames = pack.frames
        self._scores = re.compile("|".join(re.escape(fold(w)) for w in words.score))
        self._one_frames = frozenset(words.one_frames)
        glued = sorted((f for u in pack.units.values() if u.glued for f in u.forms), key=len, reverse=True)
        self._glued = re.compile(rf" ?({'|'.join(re.escape(f) for f in glued)})(?![^\W_])")
        self._form_units = {form: unit for unit in pack.units.values() for form in unit.forms}
        whole = {u.unit for u in pack.units.values() if u.whole}
        self._whole_units = whole

    def read(self, view: TextView, scene: SentenceScene, positions: list[int], claims: list[Claim]) -> list[Quantity]:
        """The quantities of one sentence, composed and with their nouns, in order."""
        norm = view.norm
        numerals: list[tuple[Numeral, Counted]] = []
        ordinal_end = -1
        for position in positions:
            if numerals and position < numerals[-1][0].end:
                continue
            numeral = read_numeral(norm, position)
            if numeral is None or numeral.end > scene.sentence.end:
                continue
            counted = self._counted(view, scene, numeral)
            if not numeral.words and "," in norm[position : numeral.end] and numeral.ambiguous and self._whole(counted):
                numeral = read_numeral(norm, position, whole=True) or numeral
            if not counted.known and self._is_bare_name(view, scene, numeral, counted, numerals):
                ordinal_end = numeral.end
                continue
            if self._named(view, scene, numeral, counted, ordinal_end):
                ordinal_end = numeral.end
                continue
            numerals.append((numeral, counted))
            scene.counted.append(counted.end if counted.known else numeral.end)
        return self._compose(view, scene, numerals)

    # -- what follows a numeral ---------------------------------------------------------------------------------

    def _counted(self, view: TextView, scene: SentenceScene, numeral: Numeral) -> Counted:
        norm, end = view.norm, numeral.end
        glued = self._glued.match(norm, end)
        start = end
        while start < len(norm) and norm[start] in " ":
            start += 1
        if norm[start : start + 1] in _QUOTES and start > end:
            start += 1
        hit = scene.hit_at(start)
        if glued and glued[1] == "g" and glued.start(1) == end and view.text[end] == "G":
            glued = None
        if glued and (hit is None or hit.end <= glued.end()):
            unit = self._form_units[glued[1]]
            return Counted(glued.start(1), glued.end(), hit, unit.unit, True)
        if hit is not None:
            for name in hit.classes:
                if name.startswith("unit:"):
                    return Counted(hit.start, hit.end, hit, name[5:], True)
            if hit.classes & self._nouns:
                return Counted(hit.start, hit.end, hit, view.text[hit.start : hit.end].lower(), True)
            if hit.classes & self._frames:
                return Counted(end, end)
        word = _WORD.match(norm, start)
        if word is None or start - end > 3 or start >= scene.sentence.end:
            return Counted(end, end)
        if start == end and not view.text[start].isupper():
            return Counted(end, end)
        return Counted(start, word.end(), hit, "", False)

    def _whole(self, counted: Counted) -> bool:
        """Whether the noun can only be counted whole, so that a comma before three digits is a thousands mark."""
        if not counted.known:
            return False
        unit = self._pack.units.get(counted.unit)
        return unit.whole if unit else True

    def _named(self, view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted, ordinal_end: int) -> bool:
        """Whether the number is a name, a rank, a duration, an age, a score … and no figure."""
        norm, start, end = view.norm, numeral.start, numeral.end
        duration = self._durations.beginning_at(norm, end)
        if duration and duration[0] == "duration" and not (counted.known and counted.end > duration[1]):
            return not (numeral.value >= 1000 and norm[counted.start : counted.end] == "giờ")
        if self._medals.beginning_at(norm, end):
            return True
        follows = norm[end : end + 1]
        if follows and (follows.isalpha() or follows == "_") and not counted.known:
            return True
        if numeral.words:
            return self._word_is_no_count(view, scene, numeral, counted)
        headed = self.readings.ordinal(norm, start)
        strength = "" if headed is None or self._inside_compound(scene, start, headed[1]) else headed[0]
        grouped = "." in norm[start:end] and numeral.value >= 1000
        if strength == "ordinal" and not (counted.known and (numeral.scale > 1 or grouped)):
            return True
        if strength == "weak" and not counted.known:
            return True
        if ordinal_end == start - 1 and norm[ordinal_end] in "/-–":
            return True
        if ordinal_end >= 0 and not counted.known and re.fullmatch(r" ?(?:,|và|-|–|/|;|hoặc|đến|hay) ?", norm[ordinal_end:start]):
            return True
        year = end - start == 4 and numeral.scale == 1 and 1900 <= numeral.value <= 2100 and "." not in norm[start:end]
        left = _WORD_LEFT.search(view.text, max(scene.sentence.start, start - 24), start)
        return year and (not counted.known or bool(left and left[1][0].isupper()))

    def _inside_compound(self, scene: SentenceScene, start: int, head: str) -> bool:
        """Whether the word before a number is the end of a longer phrase of the pack (*khẩn cấp 3 trụ sở*)."""
        i = scene.before(start)
        return i >= 0 and start - scene.hits[i].end <= 1 and len(scene.hits[i].phrase) > len(head)

    def _is_bare_name(self, view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted, before: list) -> bool:
        """Whether a number without a known noun is part of a name, an address or a rate's denominator."""
        text, start = view.text, numeral.start
        if start and text[start - 1] == "/" and not (before and before[-1][0].end == start - 1):
            return True
        if self._day_and_month(view, scene, numeral, before):
            return True
        if numeral.scale > 1 or numeral.words or _OTHER_END.match(view.norm, numeral.end):
            return bool(_LIST_OF_TIMES.match(view.norm, numeral.end))
        if _LIST_OF_TIMES.match(view.norm, numeral.end) or _VERSION.match(view.norm, start):
            return True
        left = _WORD_LEFT.search(text, max(scene.sentence.start, start - 24), start)
        right = text[counted.start : counted.start + 1] if counted.end > counted.start else ""
        shouting = text[scene.sentence.start : scene.sentence.end].isupper()
        unknown = bool(right) and view.norm[counted.start : counted.end] not in _FUNCTION
        if left and left[1][0].isupper() and not shouting and left.start(1) > scene.sentence.start and (unknown or not before):
            return right != "%"
        abbreviation = view.text[counted.start : counted.end].isupper() and 2 <= counted.end - counted.start <= 5
        if right.isupper() and not shouting and not abbreviation and (counted.hit is None or not counted.hit.classes & self._nouns):
            return not (before and counted.hit is not None)
        hit = scene.hit_at(numeral.end + 1)
        if hit is not None and hit.classes & _HARMED:
            return False
        function = not right or view.norm[counted.start : counted.end] in _FUNCTION
        if function and not before:
            return not _INTRODUCED.search(view.norm, max(scene.sentence.start, start - 24), start)
        return False

    def _day_and_month(self, view: TextView, scene: SentenceScene, numeral: Numeral, before: list) -> bool:
        """Whether ``2/10`` without a noun is a day and a month; in brackets behind a count it is a ratio."""
        norm, start = view.norm, numeral.start
        match = _DAY_MONTH.match(norm, start)
        if match is None and start > 2 and norm[start - 1] == "/":
            match = _DAY_MONTH.match(norm, start - 3 if norm[start - 3].isdigit() else start - 2)
        if match is None or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
            return False
        hit = scene.hit_at(match.end() + 1)
        if hit is not None and hit.classes & self._nouns:
            return False
        return not (before and norm[: match.start()].endswith("("))

    def _word_is_no_count(self, view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted) -> bool:
        norm = view.norm
        single = " " not in norm[numeral.start : numeral.end]
        if not counted.known:
            listed = scene.counted and _LISTED.search(norm, scene.counted[-1], numeral.start) and numeral.start - scene.counted[-1] < 24
            unknown = counted.end > counted.start and norm[counted.start : counted.end] not in _FUNCTION
            return not (listed and unknown) if single else numeral.scale == 1
        start = numeral.start
        if view.text[start].isupper() and start > scene.sentence.start and view.text[counted.start].isupper() and scene.sentence.kind != "headline":
            return True
        if not single:
            return False
        word = norm[numeral.start : numeral.end]
        if norm.endswith("thứ ", 0, numeral.start):
            return True
        vague = self._vague.ending_at(norm, numeral.start)
        if vague and norm[vague[1] : numeral.start].strip() != "cả":
            return True
        if word == "một":
            return not self._one_counts(scene, numeral, counted)
        if word == "năm":
            i = scene.before(numeral.start)
            if i >= 0 and numeral.start - scene.hits[i].end == 1 and scene.hits[i].classes & self._frames:
                return False
            before = norm[max(0, numeral.start - 12) : numeral.start].rstrip()
            return not re.search(r"(?:\b(?:có|bắt|chết|giữ|gồm|làm|với|bị|tố|tặng|trao|xử|cháy|khiến|cho)|[,:(])$", before)
        return False

    def _one_counts(self, scene: SentenceScene, numeral: Numeral, counted: Counted) -> bool:
        """*một* is a number in a count of events, people or goods that the report gives as a result."""
        after = scene.between(counted.end, counted.end + 2)
        if after and after[0].classes & _HARMED:
            return True
        previous = scene.counted[-1] if scene.counted else None
        if self._comparators.ending_at(scene.norm, numeral.start):
            return True
        if previous is not None and 0 < numeral.start - previous < 20 and not re.search(r"[,;:.]| và ", scene.norm[previous : numeral.start]):
            return False
        if counted.hit is not None and counted.hit.classes & _ALWAYS_COUNTED:
            marks = _COUNTING if "award_person" not in counted.hit.classes else _COMMENDING
            return any(h.classes & marks for h in scene.hits)
        if previous is not None and previous <= numeral.start <= previous + 60 and _LISTED.search(scene.norm, previous, numeral.start):
            return True
        i = scene.before(numeral.start)
        while i >= 0 and numeral.start - scene.hits[i].end <= 45:
            gap = scene.norm[scene.hits[i].end : numeral.start]
            if scene.hits[i].classes & self._one_frames:
                direct = len(gap) <= 5
                return direct or (bool(scene.hits[i].classes & _RESULTS) and not re.search(r"[,;:.()]", gap))
            i -= 1
        return False

    # -- composition --------------------------------------------------------------------------------------------

    def _share_multiplier(self, view: TextView, numerals: list[tuple[Numeral, Counted]]) -> None:
        """Gives the members of a list the multiplier and unit of its last (*100, 75 và 50 triệu đồng*)."""
        for i in range(len(numerals) - 2, -1, -1):
            numeral, counted = numerals[i]
            following, unit = numerals[i + 1]
            if counted.known or numeral.scale > 1 or following.scale < _MILLION or unit.unit not in ("VND", "USD", ""):
                continue
            gap = view.norm[numeral.end : following.start]
            if _LIST_GAP.fullmatch(gap) and not (gap.strip() in ("-", "–") and numeral.value < following.base):
                scaled = replace(numeral, value=numeral.value * following.scale, scale=following.scale)
                numerals[i] = (scaled, Counted(numeral.end, numeral.end, None, unit.unit or "VND", True))

    def _compose(self, view: TextView, scene: SentenceScene, numerals: list[tuple[Numeral, Counted]]) -> list[Quantity]:
        quantities: list[Quantity] = []
        self._share_multiplier(view, numerals)
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
                quantity.flags.append("ambiguous_number")
            if used == 1 and numeral.scale > 1 and view.norm[numeral.start : numeral.end].strip("0123456789.,") == "":
                quantity.flags.append("multiplier_of_list")
            self._attach(view, scene, quantity, counted, numeral)
            if not self._is_score(view, scene, quantity):
                quantities.append(quantity)
            i += used
        return quantities

    def _is_score(self, view: TextView, scene: SentenceScene, quantity: Quantity) -> bool:
        """Marks of an examination (27,5 điểm; 225/300 điểm), where *điểm* counts no places."""
        if quantity.unit != "điểm":
            return False
        if quantity.value != int(quantity.value) or (quantity.total is not None and quantity.total % 10 == 0):
            return True
        left = view.norm[max(scene.sentence.start, quantity.start - 48) : quantity.start]
        return self._scores.search(left) is not None

    def _attach(self, view: TextView, scene: SentenceScene, quantity: Quantity, counted: Counted, numeral: Numeral) -> None:
        quantity.noun_start, quantity.noun_end = counted.start, counted.end
        quantity.unit = counted.unit
        if not counted.known and counted.end > counted.start:
            word = view.norm[counted.start : counted.end]
            if word in _FUNCTION:
                quantity.noun_start = quantity.noun_end = quantity.end
            else:
                quantity.unit = view.text[counted.start : counted.end].lower()
        nothing_counted = quantity.noun_end == quantity.noun_start
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
        if from_before and _BECOMES.search(norm[left.end : right.start]) and not re.search(r"[.;:()]", bare):
            if left.scale == 1 and right.scale > 1 and not noun.known:
                value = left.value * right.scale
            return Quantity(left.start, right.end, 0, right.value, baseline=value)
        if right.value >= left.value and right_noun.end > right_noun.start:
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


def ratio_as_change(quantity: Quantity) -> None:
    """Reads the right side of a ratio as the compared value, not the whole (58/46 vụ so với cùng kỳ)."""
    if quantity.total is not None:
        quantity.baseline, quantity.total = quantity.total, None


