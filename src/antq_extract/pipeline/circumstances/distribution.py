"""For each of what a number holds (*mỗi suất*, */hộ*), and of which whole it is a part (*trong 40 hộ có 12 hộ*)."""

from __future__ import annotations

import re

from ...language.text import TextView
from ..quantity import Quantity
from ..scene import SentenceScene

MONEY = frozenset(("VND", "USD", "EUR"))
_PHYSICAL = frozenset(("kg", "g", "tấn", "lít", "m2", "ml", "mg"))
_FAR = 90  # how far before a number `mỗi` may stand; before money farther
_FAR_MONEY = 150

_EACH = re.compile(r"(?<![^\W_])(?:mỗi|bình quân mỗi|trung bình mỗi)(?: một)? ([^\W\d_])")
_EVERY = re.compile(r"(?<![^\W_])([^\W\d_]{2,8}) nào cũng (?:có|được|nhận|trồng|nộp|góp|[^\W\d_]{1,6} (?:có|được))[^.;,\d]{0,20}$")
_SLASH = re.compile(r" ?/ ?(?=[^\W_])")
_SLASH_TIME = re.compile(r"(?: [^\W\d_]{1,6}){0,2} ?/ ?(?=(?:giờ|ngày|đêm|tháng|năm|tuần|quý|lần|buổi|hộ|người|xã|thôn|tổ|vụ|chuyến)(?![^\W_]))")
_STOP = re.compile(r"[,.;:()\n\"”]| (?:và|cho|để|là|đối|với|tương|tức|được|tại|ở|trong|theo|từ|đến|vào|của|do|so|trên|hoặc|rồi|mà|nên|khi|nếu|bằng|còn|sau|trước|nhằm|tùy)(?![^\W_])")
_AFTER = re.compile(r" (?:một|mỗi|cho mỗi|cho một|trên một|trên mỗi) (?=[^\W\d_])")
_AFTER_COUNT = re.compile(r"(?: [^\W\d_]{1,9}){0,3}(?: (?:ở|tại|cho|trong|trên))? mỗi (?=[^\W\d_])")
_OWN_NUMBER = re.compile(r"(?: [^\W\d_]{1,9}){0,3} ?(?:,|:)? ?\d")
_YEARLY = re.compile(r"(?<![^\W_])(?:hằng|hàng|mỗi) (năm|tháng|ngày|tuần|quý)(?![^\W_])")
_ONE_OF = re.compile(r"(?:1|01|một) (?=[^\W\d_])")
_LIST = re.compile(r"[^\W\d_%]{0,4} ?(?:,|và|-|–|hoặc|đến) ?(?:hơn |gần |trên )?")
_NEXT = re.compile(r"(?: ?/[^\W\d_]{1,12})? ?(?:,|và|-|–|hoặc|\()? ?")
_QUOTED_OFF = re.compile(r"[^“\"]{0,120}[”\"]")
_ALONG = re.compile(
    r"(?: [^\W\d_]{1,9}){0,3},? (?:và|cùng|kèm|kèm theo|cùng với|cộng)(?: (?:thành lập|xây dựng|có|giúp|tổ chức|duy trì|phát triển|trao|tặng|thêm))? (?:ít nhất |tối thiểu |hơn |gần |khoảng )?"
)
_OF_WHICH = re.compile(r"[^.;\d]{0,20}[,(.]? ?trong đó[^.;\d]{0,60}")
_AT_COST = re.compile(r"(?: [^\W\d_]{1,9}){0,2},? (?:với|trị giá|kinh phí|mức)(?: [^\W\d_]{1,9}){0,4} ")
_ALL_DID = re.compile(r"(?<![^\W_])(?:đều|cùng) (?:nộp|nhận|được|bị phạt|đóng|góp|hỗ trợ|chi|có)[^.;,\d]{0,20}$")
_BOTH_HAVE = re.compile(r"^[^.;:()]{0,40}\b(?:đều|cùng) (?:có|được|nộp|lập|xây dựng|bố trí|thành lập)[^.;:,()]{0,16}$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_AVERAGE = re.compile(r"(?<![^\W_])(?:bình quân|trung bình) (?:có |từ |khoảng |chừng )?$")

_WITHIN = re.compile(r"(?<![^\W_])trong (?:tổng )?(?:số )?(?:hơn |gần |trên |khoảng )?$")
_OUT_OF_AFTER = re.compile(r"^[^.;:()]{0,40}\(? ?(?:trong (?:tổng )?số|trên tổng số) (?:hơn |gần |trên |khoảng )?$")
_HAVE = re.compile(r"(?:^|[ ,])(?:có|thì|chỉ có|đã có|sẽ có) (?:tới |đến |hơn |gần |ít nhất |khoảng )?$")
_THEN_HAVE = re.compile(r"(?: [^\W\d_]{1,9}){0,4},? thì (?:có |chỉ có |đã có )?(?:tới |đến |hơn |gần )?")
_COMMA_PART = re.compile(r"[^.;:\d]{0,50}, (?:[^\W\d_]{1,9} ){0,8}")
_BRACKETS = re.compile(r"\([^()]{0,60}\)")


def read_per(view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None) -> None:
    """Sets ``per`` of a quantity; ``previous`` is the one before it in its sentence."""
    norm = view.norm
    slash = _SLASH.match(norm, quantity.noun_end) or _SLASH_TIME.match(norm, quantity.noun_end)
    if slash and not any(q.start == slash.end() for q in part.quantities) and not _either(part, quantity, slash.end()):
        quantity.per = _until_stop(view, slash.end(), part.sentence.end)
        if quantity.per:
            _hand_back(norm, part, quantity)
            return
    money = quantity.unit in MONEY
    if money or quantity.unit == "%" or quantity.unit in _PHYSICAL:
        after = _AFTER.match(norm, quantity.noun_end)
        if after:
            quantity.per = _noun_at(view, part, after.end())
            _hand_back(norm, part, quantity)
            return
        if money and _ALL_DID.search(norm, max(part.sentence.start, quantity.start - 40), quantity.start):
            both = previous is not None and _BOTH_HAVE.match(norm[previous.noun_end : quantity.start])
            quantity.per = previous.unit if previous is not None and both else "người"
            return
    elif _before_each(view, part, quantity):
        return
    floor = max(part.sentence.start, previous.noun_end if previous else 0)
    segment = norm[floor : quantity.start]
    stop = max(segment.rfind(";"), segment.rfind(". "))
    base = floor + stop + 1
    segment = norm[base : quantity.start]
    each = _last(_EACH, segment)
    taken = previous is not None and bool(previous.per) and each is not None and base + each.start() <= previous.noun_end + 1
    if each is not None and _QUOTED_OFF.match(segment, each.end()):
        each = None  # phong trào “Mỗi tuần một việc tốt” thu hút 250 …
    if each is not None and not taken and len(segment) - each.start() < (_FAR_MONEY if money else _FAR):
        quantity.per = _noun_at(view, part, base + each.start(1))
        return
    every = _EVERY.search(segment)
    if every is not None:
        quantity.per = every[1]
        return
    if previous is not None and previous.per and _shares(norm, previous, quantity):
        quantity.per = previous.per
        return
    if previous is not None and previous.noun_end > previous.noun_start and _BOTH_HAVE.match(norm[previous.noun_end : quantity.start]):
        quantity.per = previous.unit
        return
    yearly = _last(_YEARLY, segment)
    if yearly is not None and not _QUOTED_OFF.match(segment, yearly.end()) and len(segment) - yearly.start() < 60 and not re.search(r"[.;(]| (?:nhưng|còn|song) ", segment[yearly.end() :]):
        quantity.per = yearly[1]


def _either(part: SentenceScene, quantity: Quantity, at: int) -> bool:
    """Whether the slash stands between two levels of places that are counted together: *53 xã/phường*."""
    here, there = part.hit_at(quantity.noun_start), part.hit_at(at)
    return here is not None and there is not None and "area" in here.classes and "area" in there.classes and not quantity.comparator.startswith("at_")


def _shares(norm: str, previous: Quantity, quantity: Quantity) -> bool:
    """Whether a quantity goes on with what the one before it is per: *mỗi phần gồm 5 kg gạo và 200.000 đồng*."""
    gap = norm[previous.noun_end : quantity.start]
    if gap.lstrip().startswith("/") and quantity.unit != previous.unit:
        return False  # 20 suất 300.000 đồng/suất, 5 suất …
    if quantity.unit == previous.per or (quantity.value != 1 and quantity.unit.startswith(f"{previous.per} ")):
        return False  # mỗi suất 2 triệu đồng, 5 suất …
    if (quantity.unit == "%") != (previous.unit == "%"):
        return False
    if _NEXT.fullmatch(gap) or _ALONG.fullmatch(gap):
        return True
    if quantity.unit in MONEY and previous.unit not in MONEY and _AT_COST.fullmatch(gap):
        return True
    both_money = quantity.unit == previous.unit and quantity.unit in MONEY and quantity.value < previous.value
    return both_money and bool(_OF_WHICH.fullmatch(gap))


def _before_each(view: TextView, part: SentenceScene, quantity: Quantity) -> bool:
    """*2 mô hình ở mỗi xã*, *bình quân 4 người một tổ*: sets ``per`` from what follows a count."""
    norm = view.norm
    match = _AFTER_COUNT.match(norm, quantity.noun_end, part.sentence.end)
    if match is None and _AVERAGE.search(norm, max(part.sentence.start, quantity.start - 28), quantity.start):
        match = _AFTER.match(norm, quantity.noun_end)
    if match is None or any(match.start() <= q.start < match.end() for q in part.quantities):
        return False
    hit = part.hit_at(match.end())
    word = _WORD.match(norm, match.end())
    end = hit.end if hit else (word.end() if word else match.end())
    if _OWN_NUMBER.match(norm, end, part.sentence.end):  # 40 phần quà mỗi phần 500.000 đồng
        return False
    quantity.per = view.text[match.end() : end].lower()
    return bool(quantity.per)


def _noun_at(view: TextView, part: SentenceScene, at: int) -> str:
    hit = part.hit_at(at)
    word = _WORD.match(view.norm, at)
    return view.text[at : hit.end if hit else (word.end() if word else at)].lower()


def _hand_back(norm: str, part: SentenceScene, quantity: Quantity) -> None:
    """Hands the per of the last member of a list back to the others (*300.000 đồng và 600.000 đồng/suất*)."""
    later = quantity
    for earlier in reversed(part.quantities[: part.quantities.index(quantity)]):
        if earlier.unit != later.unit or earlier.per or not _LIST.fullmatch(norm, earlier.noun_end, later.start):
            return
        earlier.per = quantity.per
        later = earlier


def _until_stop(view: TextView, start: int, end: int) -> str:
    counted = _ONE_OF.match(view.norm, start)
    start = counted.end() if counted else start
    stop = _STOP.search(view.norm, start, end)
    text = view.text[start : min(stop.start() if stop else end, start + 40)].strip().lower()
    words = text.split(" ")
    return " ".join(words[:4]) if not text[:1].isdigit() or "/" in text or len(words) > 1 else ""


def read_whole(view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None) -> None:
    """Sets ``total`` of a quantity that is named as a part of the one before it, or of that one."""
    if previous is None or quantity.total is not None:
        return
    norm = view.norm
    gap = norm[previous.noun_end : quantity.start]
    same = f"{quantity.unit} ".startswith(f"{previous.unit} ")
    if previous.total is None and _WITHIN.search(norm, max(part.sentence.start, previous.start - 24), previous.start):
        plain = _BRACKETS.sub("", gap)
        named = len(gap) < 90 and not re.search(r"[.;:(]", plain) and _HAVE.search(plain)
        if named or (same and quantity.value <= previous.value and _COMMA_PART.fullmatch(plain)):
            _part_of(quantity, previous.value, previous)
            return
    elif previous.total is None and same and quantity.value <= previous.value and _THEN_HAVE.fullmatch(gap):
        _part_of(quantity, previous.value, previous)
        return
    elif previous.total is not None and "/" not in norm[previous.start : previous.end] and _further_part(quantity, previous, gap):
        whole = next((q for q in part.quantities if q.value == previous.total and q.end < previous.start), None)
        if whole is not None:
            _part_of(quantity, previous.total, previous)
            return
    same = "," not in gap or quantity.unit.split(" ")[:1] == previous.unit.split(" ")[:1]
    if same and _OUT_OF_AFTER.match(gap) and previous.total is None and previous.value <= quantity.value and previous.baseline is None:
        previous.total = quantity.value


def _part_of(quantity: Quantity, total, previous: Quantity) -> None:
    quantity.total = total
    quantity.per = quantity.per or previous.per


def _further_part(quantity: Quantity, previous: Quantity, gap: str) -> bool:
    alike = quantity.unit == previous.unit or quantity.unit.split(" ")[0] == "người"
    return alike and len(gap) < 60 and bool(re.search(r"(?:,| và) (?:có )?$", gap))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
