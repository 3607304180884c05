"""Comparator, change, per, total and baseline, planned or reported: the words around a quantity.

Cues have a direction, a reach and terminators, as in medspaCy's ConText: a comparator covers its own number only, a verb of change the
series behind it, a plan everything to its right until the sentence or a report ends it.
"""

from __future__ import annotations

import re

from ...language.phrases import PhraseTable, alternatives
from ...language.text import TextView, fold
from ...rules.pack import Pack
from ..numbers.reader import ratio_as_change
from ..quantity import Quantity
from ..scene import Scene, SentenceScene
from .distribution import read_per, read_whole
from .planned import Plans

_FROM = re.compile(r"(?:^|[ (,])(từ|là|được|thêm|mức|đạt|tới|đến|cả|chỉ|có|mới|bình quân|trung bình)$")
_CLAUSE_BREAK = re.compile(r"[;:()\n]|\.(?= )")
_SERIES_GAP = re.compile(r"[^;:().]{0,40}$")
_IN_BRACKET = re.compile(r"(?: [^\W\d_]{1,10}){0,4} \((?:khoảng |gần |hơn )?")  # giảm 5 người chết (9,3%)
_AND_THEN = re.compile(r"(?<![^\W_])và(?![^\W_])")
_COMPARE_TO_BASE = re.compile(r"^[^.;:\d]{0,24}(?:so với|so cùng kỳ|cùng kỳ)")
_RATE_OF = re.compile(r"(?:tỷ lệ|tỉ lệ|tốc độ|mức) $")
_ADJECTIVES = ("trên", "dưới", "ngoài", "quá")
_PREDICATES = ("có", "là", "được", "chỉ", "mới", "cả")
_TARGET = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|dự toán|nghị quyết|so với|yêu cầu|định mức|cùng kỳ|đề ra|được giao")
_OVER_TARGET = re.compile(r"(?:so với )?(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán)")
_REACHES = re.compile(r"(?<![^\W_])(?:đạt|hoàn thành)(?: (?:được|tới|trên|hơn|gần|khoảng|tỷ lệ)){0,2}$")
# 160 xã trên 9 huyện: where they lie, not how many more
_SPREAD = re.compile(r"(?<![\d.,])\d[\d.]{0,6}(?:/\d[\d.]{0,6})? (?:xã|phường|thôn|hộ|trường|chi hội|cơ sở|bản|ấp|buôn|điểm)(?:, (?:xã|phường|thị trấn|thôn|bản)){0,3} trên $")
_SAME_THING = re.compile(r"[ ,(]{0,3}(?:tức|tức là|tương đương|tương đương với|hay) (?:khoảng |gần |hơn |trên )?")
_EQUALS = re.compile(r"[ ,(]{0,3}(?:(?:bằng|tỷ lệ|tương đương|tương ứng|hay|tức|tương đương với|tương ứng với)(?: (?:khoảng|gần|hơn|trên))? )?")


class Circumstances:
    """Reads the circumstances of every quantity of a scene. One per pack; holds no state between texts."""

    def __init__(self, pack: Pack):
        cues = pack.cues
        self._comparators = PhraseTable(cues.comparator)
        change_words: dict[str, str] = {fold(w): kind for kind, words in cues.change.items() for w in words}
        change_words.update({fold(w): "none" for w in cues.not_change})
        self._change_words = change_words
        self._change = alternatives(change_words)
        self._compared = alternatives(fold(w) for w in cues.compared)
        self.plans = Plans(cues)

    def read(self, scene: Scene) -> None:
        """Sets comparator, change, per, total, baseline and status of all quantities of a scene."""
        view = scene.view
        for part in scene.scenes:
            previous: Quantity | None = None
            for quantity in part.quantities:
                left = self._comparator(view, part, quantity)
                self._change_of(view, part, quantity, previous, left)
                read_per(view, part, quantity, previous)
                read_whole(view, part, quantity, previous)
                previous = quantity
        self.plans.read(scene)

    # -- comparator -----------------------------------------------------------------------------------------------

    def _comparator(self, view: TextView, part: SentenceScene, quantity: Quantity) -> int:
        """Sets the comparator; returns where the words that belong to the number begin."""
        norm, position = view.norm, quantity.start
        floor = part.sentence.start
        first, crossed = True, False
        for _ in range(3):
            found = self._comparators.ending_at(norm, position)
            if found and found[1] >= floor and not _SPREAD.search(norm, max(floor, found[1] - 48), position):
                if crossed and norm[found[1] : position].strip() in _ADJECTIVES:
                    break  # khu vực trên có 12 hộ: the word belongs to what stands before it
                clash = self._change_words.get(norm[found[1] : position].strip())
                if clash and (found[0] != "more_than" or quantity.unit == "%" or norm[found[1] : position].strip() != "vượt"):
                    break
                if first:
                    quantity.comparator = found[0]
                first = False
                position = found[1]
                continue
            filler = _FROM.search(norm, max(floor, position - 14), _rstrip(norm, position))
            if filler is None:
                break
            crossed = crossed or filler[1] in _PREDICATES
            position = filler.start(1)
        inner = norm[quantity.start : quantity.end]
        if quantity.baseline is not None:
            match = re.search(r" (hơn|trên|gần|khoảng|dưới) [\d\w.,]+(?: [^\W\d_]+)?$", inner)
            if match:
                found = self._comparators.ending_at(norm, quantity.start + match.end(1))
                if found:
                    quantity.comparator = found[0]
        tail = norm[quantity.noun_end : quantity.noun_end + 60]
        stop = _CLAUSE_BREAK.search(tail)
        tail = tail[: stop.start()] if stop else tail
        at = tail.find("trở lên")
        down = tail.find("trở xuống")
        if at >= 0 and not re.search(r"\d|,", tail[:at]):
            quantity.comparator = "at_least"
        elif down >= 0 and not re.search(r"\d|,", tail[:down]):
            quantity.comparator = "at_most"
        return position

    # -- change ---------------------------------------------------------------------------------------------------

    def _change_of(self, view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None, left: int) -> None:
        norm = view.norm
        floor = max(part.sentence.start, previous.end if previous else 0)
        left_text = norm[floor:left]
        breaks = list(_CLAUSE_BREAK.finditer(left_text))
        clause = left_text[breaks[-1].end() :] if breaks else left_text
        comma = clause.rfind(",")
        near = clause[comma + 1 :] if comma >= 0 else clause
        change = ""
        matches = list(self._change.finditer(near))
        if matches:
            last = matches[-1]
            kind = self._change_words[last[0]]
            between = near[last.end() :].strip()
            becomes = re.search(r"(?<![^\W_])(?:xuống|lên|còn|thành)(?![^\W_])", between)
            adjacent = not between or re.fullmatch(r"(?:thêm|được|từ|khoảng|đến|tới|bình quân|ít nhất|trên|gần|hơn|lần lượt|tương ứng|đáng kể|mạnh|sâu|nhẹ|là|tới|ở mức|với|:|-|–|\s)+", between)
            compared = self._compared.search(between)
            compares = not _AND_THEN.search(between, compared.end()) if compared else quantity.unit == "%" and len(between) < 45
            if _RATE_OF.search(near, max(0, last.start() - 10), last.start()):
                kind = "none"
            if kind != "none" and not becomes and (adjacent or (compares and len(between) < 60) or (last[0] in ("nhiều hơn", "ít hơn", "thấp hơn", "cao hơn") and len(between) < 45)):
                change = kind
                if last[0] == "vượt" and quantity.unit != "%" and not _OVER_TARGET.match(between):
                    change = ""
                elif last[0] == "vượt" and not _TARGET.search(norm, part.sentence.start, min(part.sentence.end, quantity.noun_end + 60)):
                    change, quantity.comparator = "", "more_than"  # hộ khá đã vượt 47%
            elif last[0] == "vượt" and _OVER_TARGET.match(between) and len(between) < 50:
                change = "increase"
        elif (previous is not None and previous.change and comma < 0) or (previous is not None and previous.change and near.strip() in ("", "và", "với")):
            gap = norm[previous.end : quantity.start]
            ended = quantity.unit != previous.unit and self._compared.search(gap)  # giảm 41% so với cùng kỳ, 3 ca tử vong
            if _SERIES_GAP.match(gap) and not ended and not _REACHES.search(gap.rstrip()) and not any(h.classes & _VERBS for h in part.between(previous.noun_end, quantity.start)):
                change = previous.change
        if not change and previous is not None:
            change = self._said_again(norm, quantity, previous)
        if quantity.total is not None and (change or self._compared_ratio(view, part, quantity, previous)):
            if quantity.end - quantity.start < 20 and "/" in norm[quantity.start : quantity.end]:
                ratio_as_change(quantity)
            change = ""
        if quantity.baseline is not None:
            change = ""
        quantity.change = change

    @staticmethod
    def _said_again(norm: str, quantity: Quantity, previous: Quantity) -> str:
        """The change that a number tells once more: *giảm 12 vụ (7,5%)*, *từ 80 xuống 74 vụ, tương đương 7,5%*."""
        share = quantity.unit == "%" and (
            _EQUALS.fullmatch(norm, previous.noun_end, quantity.start) or _IN_BRACKET.fullmatch(norm, previous.noun_end, quantity.start)
        )
        if previous.change and (share or _SAME_THING.fullmatch(norm, previous.noun_end, quantity.start)):
            return previous.change
        if share and previous.baseline is not None and previous.baseline != previous.value and quantity.value < 100:
            return "decrease" if previous.value < previous.baseline else "increase"
        return ""

    def _compared_ratio(self, view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None) -> bool:
        """Whether a ratio sets a value against an earlier one: beside a change, or before *so với cùng kỳ*."""
        norm = view.norm
        if _COMPARE_TO_BASE.search(norm[quantity.noun_end : quantity.noun_end + 40]):
            return True
        if previous is None or not previous.change:
            return False
        gap = norm[previous.end : quantity.start]
        return len(gap) < 40 and ("(" in gap or "so với" in gap)


_VERBS = frozenset(("arrest", "seize", "give", "help", "crime", "punish", "fine", "propaganda", "attend", "deploy", "install", "build"))


def _rstrip(norm: str, position: int) -> int:
    while position > 0 and norm[position - 1] == " ":
        position -= 1
    return position
