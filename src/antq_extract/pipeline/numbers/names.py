"""Whether a number in digits is part of a name, a rank, a duration, an address … and no figure."""

from __future__ import annotations

import re

from ...language.numerals import Numeral, read_numeral
from ...language.phrases import PhraseTable
from ...language.readings import Readings
from ...language.text import TextView
from ...rules.pack import Pack
from ..scene import SentenceScene
from .counted import FUNCTION, Counted, CountedReader
from .words import WordNumerals

_OTHER_END = re.compile(r" ?(?:[/–—-]| đến | tới |đến |tới ) ?\d|(?: (?:lên|xuống|còn|thành|trong|tổng|số)){1,3} \d")
_LIST_OF_TIMES = re.compile(r"(?:, ?\d{1,3}){0,4} ?(?:,|hoặc|và|đến(?: dưới| hết| đủ| trên)?|-|–) ?\d{1,3} (?:tháng|năm|ngày|giờ|tuổi|tuần|phút|học kỳ|mùa)(?![^\W_])(?! công)")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/.,%]\d|\d)")
_VERSION = re.compile(r"\d{1,2}\.0(?!\d)")
_WORD_LEFT = re.compile(r"([^\W\d_]+) $")
_INTRODUCED = re.compile(r"(?:(?<![^\W_])(?:là|còn|đạt|tăng|giảm|lên|xuống|có|gồm|chỉ|mới|hơn|trên|gần|dưới|khoảng|số tiền|được|tới|đến|thêm|cả)|[:(–-]) ?$")
_NAMES_LISTED = re.compile(r" ?(?:,|và|-|–|/|;|hoặc|đến|hay) ?")
_REST_OF_LIST = re.compile(r"(?:[,;] ?\d[\d.,]{0,8}(?<=\d)){0,12},? (?:và|hoặc|hay) (?=\d)")
_A_YEAR = re.compile(r" năm (?:19|20)\d{2}(?!\d)")
AIRED = re.compile(
    r"(?<![^\W_])(?:phát thanh|truyền thanh|phát sóng|loa)(?![^\W_])[^.;:\d]{0,50}(?<![^\W_])(?:được|hơn|trên|gần|với|thanh|sóng|tổng số|lượng) $"
)
"""Before hours on the air, which are counted: *qua hệ thống loa được 260 giờ*."""
_MONEY = frozenset(("VND",))
_DENOMINATORS = frozenset((100, 1000, 10_000, 100_000, 1_000_000))
_PER_ROUND = re.compile(r"[^\W\d_] ?/ ?$")
"""Behind a noun they are what a rate is of (*4 ca/1.000 dân*)."""
_NAMES = re.compile(r" (?:lớn |nhỏ |gồm |là )?\(?((?:[A-ZĐÀ-Ỹ][^\W\d_]{0,10}|\d{1,2})(?:(?: |, | và | - )(?:[A-ZĐÀ-Ỹ][^\W\d_]{0,10}|\d{1,2})){0,12}) $")
_LONGEST_PLAIN = 7
_MOST_NUMBERED = 30
_NAME_AND_BLANK = re.compile(r"(?<![^\W_])[A-ZĐÀ-Ỹ][^\W\d_]{0,8}(?: [A-ZĐÀ-Ỹ][^\W\d_]{0,8}){1,2} $")
_ITEM_BEFORE = re.compile(r": ?[^\d:;.()]{3,70} $")
_ITEM_AFTER = re.compile(r"(?:,|;| và) [a-zà-ỹđ][^\d:;.()]{2,70}(?<! số) \d{1,5}(?=[,;.)/]|$| và )")
_COORDINATE = re.compile(r" ?(?:độ|°)[ ,]{0,2}(?:\d{1,2}(?:[.,]\d{1,4})? ?(?:phút|['’′])|(?:vĩ|kinh)(?![^\W_]))")
_NAME_BEFORE = re.compile(r"(?<![^\W_])[A-ZĐÀ-Ỹ][^\W\d_]{0,8} ([A-ZĐÀ-Ỹ][^\W\d_]{0,8}) $")
_KIND_OF = re.compile(r" (?:tải |khách |con )?(?:loại |trọng tải |tải trọng |có trọng tải |có tải trọng |nặng )?")
_SAID_OF_PEOPLE = frozenset(("die", "injure", "missing", "punish"))
"""Predicates whose number may go without a noun: *chết 63, bị thương 58*; *khiển trách 28*."""
_PLACE_IN_BRACKETS = re.compile(r" \((?:xã|phường|thị trấn|huyện|quận|thị xã|tp|thành phố|tỉnh) ")
_SENT = frozenset(("vehicle", "equipment", "official", "person", "member", "group"))
_HOUSE_NUMBERS = re.compile(r" ?[-–] ?\d{1,4} ([^\W\d_])[^\W\d_]{1,12} ([^\W\d_])")
_LIST_IN_BRACKET = re.compile(r"[^()\n]{3,240}(?=\))")
_MEMBER = re.compile(r",|;| và ")
_DENOMINATORS = frozenset((100, 1000, 10_000, 100_000))
_NAMED_HOUSE = re.compile(
    r"(?:[Kk]araoke|[Qq]uán|[Kk]hách sạn|[Nn]hà nghỉ|[Nn]hà hàng|[Cc]ông ty|[Cc]ổ phần|TNHH|[Tt]iệm|[Cc]ửa hàng|[Tt]hủy điện|[Tt]huỷ điện|[Nn]hà máy|[Nn]hiệt điện|[Xx]í nghiệp|[Mm]ỏ|[Tt]àu|[Bb]ar"
    r"|[Tt]hôn|[Bb]ản|[Bb]uôn|[Ll]àng|[Xx]óm|[Kk]hóm|[Kk]hu phố|[Ấấ]p|[Tt]iểu khu|[Tt]ổ dân phố)"
    r"(?: [^\W\d_a-zà-ỹđ][^\W\d_]{0,12}){1,4} $"
)
_QUALIFIED = re.compile(r" (?:hơn |gần |trên |khoảng |là )?")


class NumberNames:
    """Tells numbers that are names from numbers that count. Holds no state between texts."""

    def __init__(self, pack: Pack, readings: Readings, counted: CountedReader):
        words = pack.readings
        self._readings = readings
        self._counted = counted
        self._words = WordNumerals(pack)
        self._durations = PhraseTable({"duration": words.duration, "count": words.duration_counts})
        self._facilities = PhraseTable({"facility": words.facility})
        self._medals = PhraseTable({"medal": words.medal})
        self._verbs = frozenset(words.ordinal_verb)
        self._name_ends = frozenset(words.ordinal_name)
        self._nouns = pack.nouns
        self._frames = pack.frames

    def named(self, view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted, ordinal_end: int) -> bool:
        """Whether the number is a name, a rank, a duration, an age, a score … and no figure."""
        norm, start, end = view.norm, numeral.start, numeral.end
        duration = None if "," in norm[start:end] and _A_YEAR.match(norm, end) else self._durations.beginning_at(norm, end)
        if duration and duration[0] == "duration" and not (counted.known and counted.end > duration[1]):
            hours = norm[counted.start : counted.end] == "giờ"
            return not (hours and (numeral.value >= 1000 or AIRED.search(norm, max(scene.sentence.start, start - 70), start)))
        medal = self._medals.beginning_at(norm, end)
        if (medal and not (counted.known and counted.end > medal[1])) or _COORDINATE.match(norm, end):
            return True
        if numeral.value in _DENOMINATORS and _PER_ROUND.search(norm, max(0, start - 3), start):
            return True
        if numeral.value == 0 and counted.unit in _MONEY and not _INTRODUCED.search(norm, max(scene.sentence.start, start - 24), start):
            return True  # the name of a market, a bus ride, a meal that cost nothing
        follows = norm[end : end + 1]
        if follows and (follows.isalpha() or follows == "_") and not counted.known:
            return True
        if numeral.words:
            return self._words.no_count(view, scene, numeral, counted)
        nothing = not counted.known and (counted.end == counted.start or norm[counted.start : counted.end] in FUNCTION)
        if nothing and numeral.value <= 10 and norm[end : end + 1] != "/" and norm.endswith("cả ", 0, start) and self._points_back(scene, end):
            return True
        headed = self._readings.ordinal(norm, start)
        strength = "" if headed is None or self._inside_compound(scene, start, headed[1]) else headed[0]
        if strength == "ordinal" and counted.known and headed is not None and self._no_head(view, start, headed[1]):
            strength = ""
        if self._model(view, scene, numeral, counted) or self._one_of_numbered(view, scene, numeral):
            return True
        if strength == "ordinal" and norm.startswith("%", end):
            return False  # vượt mục tiêu Nghị quyết 0,36%
        grouped = "." in norm[start:end] and numeral.value >= 1000
        if strength == "ordinal" and not (counted.known and not norm.endswith("km ", 0, start) and (numeral.scale > 1 or grouped or self._sent_out(headed, counted))):
            return True
        ranged = grouped and _OTHER_END.match(norm, end) is not None  # ở mức 8.000 - 340.000 đồng
        if strength == "weak" and not ranged and (not counted.known or self._place_follows(view, counted)):
            return True
        if ordinal_end == start - 1 and norm[ordinal_end] in "/-–":
            return True
        if start > 2 and norm[start - 1] == "/" and norm[start - 2].isalpha() and counted.known and numeral.value in _DENOMINATORS:
            return True  # 108 bé trai/100 bé gái
        listed = ordinal_end >= 0 and _NAMES_LISTED.fullmatch(norm, ordinal_end, start) is not None
        if listed and (not counted.known or self._place_follows(view, counted)):
            return True
        if end - start > _LONGEST_PLAIN and not counted.known and norm[start:end].isdigit():
            return True
        year = end - start == 4 and numeral.scale == 1 and 1900 <= numeral.value <= 2100 and "." not in norm[start:end]
        left = _WORD_LEFT.search(view.text, max(scene.sentence.start, start - 24), start)
        return year and (not counted.known or bool(left and left[1][0].isupper()))

    def _no_head(self, view: TextView, start: int, head: str) -> bool:
        """Whether the ordinal word heads nothing: a colon stands behind it, or it ends the name of a place (*Nha Trang 49 nhà*)."""
        if view.norm[start - 2] == ":":
            return head != "số"
        name = _NAME_BEFORE.search(view.text, max(0, start - 24), start)
        return head in self._name_ends and name is not None and name[1].lower() == head

    @staticmethod
    def _model(view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted) -> bool:
        """Whether seats or tonnes say what kind of vehicle it is: *xe khách 45 chỗ*, *xe tải loại 5 tấn*."""
        if not (counted.unit.startswith("chỗ") or counted.unit == "tấn"):
            return False
        i = scene.before(numeral.start)
        vehicle = i >= 0 and ("vehicle" in scene.hits[i].classes or scene.hits[i].phrase.endswith(" xe"))
        return vehicle and _KIND_OF.fullmatch(view.norm, scene.hits[i].end, numeral.start) is not None

    @staticmethod
    def _one_of_numbered(view: TextView, scene: SentenceScene, numeral: Numeral) -> bool:
        """Whether the number tells places of one name apart: *Phú An 1, Phú An 2 và Phú An 3*."""
        if numeral.value > _MOST_NUMBERED or numeral.value != int(numeral.value):
            return False
        name = _NAME_AND_BLANK.search(view.text, max(scene.sentence.start, numeral.start - 30), numeral.start)
        if name is None:
            return False
        low, high = max(scene.sentence.start, numeral.start - 60), min(scene.sentence.end, numeral.end + 50)
        near = view.text[low : name.start()] + "|" + view.text[numeral.end : high]
        return any(f"{name[0]}{int(numeral.value) + step}" in near for step in (1, -1))

    def _points_back(self, scene: SentenceScene, end: int) -> bool:
        """Whether *cả 2* stands for people named before; what befell them is counted all the same."""
        hit = next(iter(scene.between(end, end + 24)), None)
        return hit is None or hit.classes.isdisjoint(_SAID_OF_PEOPLE)

    def _sent_out(self, headed: tuple[str, str] | None, counted: Counted) -> bool:
        """Whether the ordinal word is a verb with people or vehicles behind it: *điều 8 xe chữa cháy*."""
        return headed is not None and headed[1] in self._verbs and counted.hit is not None and not counted.hit.classes.isdisjoint(_SENT)

    def _place_follows(self, view: TextView, counted: Counted) -> bool:
        """Whether the noun begins the name of a place: *đội 19 xã Bình An*."""
        after = view.text[counted.end : counted.end + 2]
        return counted.hit is not None and "area" in counted.hit.classes and after[:1] == " " and after[1:].isupper()

    def _inside_compound(self, scene: SentenceScene, start: int, head: str) -> bool:
        """Whether the word before a number is the end of a longer phrase of the pack (*khẩn cấp 3 trụ sở*)."""
        i = scene.before(start)
        return i >= 0 and start - scene.hits[i].end <= 1 and len(scene.hits[i].phrase) > len(head)

    def bare(self, view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted, before: list) -> bool:
        """Whether a number without a known noun is part of a name, an address or a rate's denominator."""
        text, start = view.text, numeral.start
        if start and text[start - 1] == "/" and not (before and before[-1][0].end == start - 1):
            return True
        if self._member_of_names(view, scene, numeral, before):
            return True
        if _NAMED_HOUSE.search(text, max(scene.sentence.start, start - 60), start) and numeral.scale == 1 and not text.startswith("%", numeral.end):
            return True
        if self._day_and_month(view, scene, numeral, before):
            return True
        street = _HOUSE_NUMBERS.match(text, numeral.end)
        if street and street[1].isupper() and street[2].isupper() and not text[scene.sentence.start : scene.sentence.end].isupper():
            return True
        if numeral.scale > 1 or numeral.words or _OTHER_END.match(view.norm, numeral.end):
            return bool(_LIST_OF_TIMES.match(view.norm, numeral.end))
        if _LIST_OF_TIMES.match(view.norm, numeral.end) or _VERSION.match(view.norm, start):
            return True
        left = _WORD_LEFT.search(text, max(scene.sentence.start, start - 24), start)
        right = text[counted.start : counted.start + 1] if counted.end > counted.start else ""
        shouting = text[scene.sentence.start : scene.sentence.end].isupper()
        if left and left[1][0].isupper() and numeral.value < 100 and self._of_facility(view, scene, start):
            return True
        hit = scene.hit_at(numeral.end + 1)
        acts = hit is not None and not hit.classes.isdisjoint(self._frames) and hit.classes.isdisjoint(_SAID_OF_PEOPLE)
        unknown = acts or (bool(right) and view.norm[counted.start : counted.end] not in FUNCTION)
        if left and left[1][0].isupper() and not shouting and left.start(1) > scene.sentence.start and (unknown or not before):
            return right != "%"
        if left and left[1][0].isupper() and not shouting and _PLACE_IN_BRACKETS.match(view.norm, numeral.end):
            return True
        abbreviation = view.text[counted.start : counted.end].isupper() and 2 <= counted.end - counted.start <= 5
        if right.isupper() and not shouting and not abbreviation and (counted.hit is None or not counted.hit.classes & self._nouns):
            return not (before and counted.hit is not None)
        if hit is not None and hit.classes & _SAID_OF_PEOPLE:
            return False
        function = not right or view.norm[counted.start : counted.end] in FUNCTION
        if function and not before:
            i = scene.before(start)
            if i >= 0 and scene.hits[i].classes & _SAID_OF_PEOPLE and _QUALIFIED.fullmatch(view.norm, scene.hits[i].end, start):
                return False
            if self._first_of_listing(view, scene, numeral):
                return False
            introduced = _INTRODUCED.search(view.norm, max(scene.sentence.start, start - 24), start)
            return introduced is None and not self._leads_list(view, scene, numeral)
        return False

    def _member_of_names(self, view: TextView, scene: SentenceScene, numeral: Numeral, before: list) -> bool:
        """Whether a bracket lists by name what the number before it counts: *3 hồ (Bản Chang 1, Bản Chang 2 và Tà Sa)*.

        It lists names where it has as many members as were counted and one of them has no number or all are bare numbers.
        """
        text, low = view.text, max(scene.sentence.start, numeral.start - 240)
        opening = text.rfind("(", low, numeral.start)
        if opening < 0 or text.find(")", opening, numeral.start) >= 0:
            return False
        whole = next((n for n, c in reversed(before) if n.end <= opening and c.end > c.start), None)
        if whole is None or opening - whole.end > 60 or not 2 <= whole.value <= 12:
            return False
        listed = _LIST_IN_BRACKET.match(text, opening + 1)
        members = [m.strip() for m in _MEMBER.split(listed[0])] if listed else []
        if len(members) != whole.value or not all(members):
            return False
        bare = all(m.isdigit() for m in members) and sum(int(m) for m in members) != whole.value
        return bare or (any(not any(c.isdigit() for c in m) for m in members) and all(m[0].isupper() for m in members))

    @staticmethod
    def _first_of_listing(view: TextView, scene: SentenceScene, numeral: Numeral) -> bool:
        """Whether the number is the first behind a colon of those that stand behind what they count: *lỗi: tốc độ 12, nồng độ cồn 5*."""
        before = _ITEM_BEFORE.search(view.norm, max(scene.sentence.start, numeral.start - 80), numeral.start)
        return before is not None and _ITEM_AFTER.match(view.text, numeral.end, min(scene.sentence.end, numeral.end + 90)) is not None

    def _of_facility(self, view: TextView, scene: SentenceScene, start: int) -> bool:
        """Whether names of plants, roads, bars lead up to the number, each with its own (*thủy điện Hồ Xanh 1, Hồ Xanh 2*)."""
        names = _NAMES.search(view.text, max(scene.sentence.start, start - 70), start)
        if names is None:
            return False
        return self._facilities.ending_at(view.norm, names.start()) is not None

    def _leads_list(self, view: TextView, scene: SentenceScene, numeral: Numeral) -> bool:
        """Whether the number begins a list whose last member has a noun (*lần lượt 25, 34 và 16 hộ*)."""
        match = _REST_OF_LIST.match(view.norm, numeral.end)
        last = read_numeral(view.norm, match.end()) if match else None
        return last is not None and self._counted.read(view, scene, last).known

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
