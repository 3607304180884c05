"""Comparator, change, per, total and baseline, planned or reported: the words around a quantity.

Cues have a direction, a reach and terminators, as in medspaCy's ConText: a comparator covers its own number only, a verb of change the
series behind it, a plan everything to its right until the sentence or a report ends it.
"""

from __future__ import annotations

import re

from ..language.phrases import PhraseTable
from ..language.sentences import Sentence
from ..language.text import TextView, fold
from ..rules.pack import Pack
from .quantities import ratio_as_change
from .quantity import Quantity
from .scene import Scene, SentenceScene

_FROM = re.compile(r"(?:^|[ (,])(từ|là|được|thêm|mức|đạt|tới|đến|cả|chỉ|có|mới|bình quân|trung bình)$")
_CLAUSE_BREAK = re.compile(r"[;:()\n]|\.(?= )")
_SERIES_GAP = re.compile(r"[^;:().]{0,40}$")
_COMPARE_TO_BASE = re.compile(r"^[^.;:]{0,24}(?:so với|so cùng kỳ|cùng kỳ)")
_EACH = re.compile(r"(?<![^\W_])(?:mỗi|bình quân mỗi|trung bình mỗi)(?: một)? ([^\W\d_])")
_PER_SLASH = re.compile(r" ?/ ?(?=[^\W_])")
_PER_STOP = re.compile(r"[,.;:()\n\"”]| (?:và|cho|để|là|đối|với|tương|tức|được|tại|ở|trong|theo|từ|đến|vào|của|do|so|trên|hoặc)(?![^\W_])")
_PER_AFTER = re.compile(r" (?:một|mỗi|cho mỗi|cho một|trên một|trên mỗi) (?=[^\W\d_])")
_YEARLY = re.compile(r"(?<![^\W_])(?:hằng|hàng|mỗi) (năm|tháng|ngày|tuần|quý)(?![^\W_])")
_ONE_OF = re.compile(r"(?:1|01|một) (?=[^\W\d_])")
_LIST = re.compile(r"[^\W\d_%]{0,4} ?(?:,|và|-|–|hoặc|đến) ?(?:hơn |gần |trên )?")
_ALL_DID = re.compile(r"(?<![^\W_])(?:đều|cùng) (?:nộp|nhận|được|bị phạt|đóng|góp|hỗ trợ|chi|có)[^.;,\d]{0,20}$")
_RATE_OF = re.compile(r"(?:tỷ lệ|tỉ lệ|tốc độ|mức) $")
_OVER_TARGET = re.compile(r"(?:so với )?(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán)")
_EQUALS = re.compile(r"[ ,(]{0,3}(?:(?:bằng|tương đương|tương ứng|hay|tức|tương đương với|tương ứng với)(?: (?:khoảng|gần|hơn|trên))? )?")
_REACHED = re.compile(r"(?:đạt|vượt|hoàn thành|so với|bằng|theo|đủ|hoàn thành tốt|thực hiện)(?: [^\W\d_]{1,8}){0,2} $")
_GOES_ON = re.compile(r"(?:cùng với đó|đồng thời|ngoài ra|bên cạnh đó|cùng đó|song song|trong đó|riêng|tỷ lệ|tỉ lệ|bảo đảm|đảm bảo|\d{1,3}%)(?![^\W_])")
_TARGET_UNIT = re.compile(r"chỉ tiêu")
_WITHIN = re.compile(r"(?<![^\W_])trong (?:tổng )?(?:số )?(?:hơn |gần |trên |khoảng )?$")
_OUT_OF_AFTER = re.compile(r"^[^.;:()]{0,40}\(? ?(?:trong (?:tổng )?số|trên tổng số) (?:hơn |gần |trên |khoảng )?$")
_HAVE = re.compile(r"(?:^|[ ,])(?:có|thì|chỉ có|đã có|sẽ có) (?:tới |đến |hơn |gần |ít nhất |khoảng )?$")
_BOTH_HAVE = re.compile(r"^[^.;:()]{0,40}\b(?:đều|cùng) (?:có|được|nộp|lập|xây dựng|bố trí|thành lập)[^.;:,()]{0,16}$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Circumstances:
    """Reads the circumstances of every quantity of a scene. One per pack; holds no state between texts."""

    def __init__(self, pack: Pack):
        cues = pack.cues
        self._comparators = PhraseTable(cues.comparator)
        self._after = PhraseTable(cues.comparator_after)
        self._changes = PhraseTable({**cues.change, "none": cues.not_change})
        change_words = {fold(w): kind for kind, words in cues.change.items() for w in words}
        change_words.update({fold(w): "none" for w in cues.not_change})
        self._change_words = change_words
        self._change = _alternatives(change_words)
        self._compared = _alternatives(fold(w) for w in cues.compared)
        self._planned = {fold(w): "planned" for w in cues.planned["right"]} | {fold(w): "reported" for w in cues.planned["reported"]}
        self._planned_words = _alternatives(self._planned)

    def read(self, scene: Scene) -> None:
        """Sets comparator, change, per, total, baseline and status of all quantities of a scene."""
        view = scene.view
        plan_line, plan_index, plan_open = -1, -1, False
        for part in scene.scenes:
            sentence = part.sentence
            for above in self._unread_above(scene, part.index, plan_index):
                if view.norm[above.end - 1] == ":" or above.line == sentence.line:
                    plan_open = self._plan_reaches_on(view, above, plan_open and above.line == plan_line)
                    plan_line = above.line
            near = sentence.line <= plan_line + 2
            goes_on = sentence.kind in ("item", "caption") or _GOES_ON.match(view.norm, sentence.start)
            inherited = plan_open and (sentence.line == plan_line or bool(near and goes_on))
            self._read_sentence(view, part, inherited)
            plan_open = self._plan_reaches_on(view, sentence, inherited)
            plan_line, plan_index = sentence.line, part.index

    @staticmethod
    def _unread_above(scene: Scene, index: int, read: int) -> list[Sentence]:
        """The sentences without a quantity above one: those of its paragraph, up to eight, or the one line before it."""
        first = index
        while first - 1 > read and index - first < 8 and scene.sentences[first - 1].line == scene.sentences[index].line:
            first -= 1
        if first == index and index - 1 > read:
            first = index - 1
        return scene.sentences[first:index]

    def _read_sentence(self, view: TextView, part: SentenceScene, plan_inherited: bool) -> None:
        previous: Quantity | None = None
        for quantity in part.quantities:
            left = self._comparator(view, part, quantity)
            self._change_of(view, part, quantity, previous, left)
            self._per(view, part, quantity, previous)
            self._whole(view, part, quantity, previous)
            quantity.status = self._status(view, part, quantity, plan_inherited)
            previous = quantity

    # -- comparator -----------------------------------------------------------------------------------------------

    def _comparator(self, view: TextView, part: SentenceScene, quantity: Quantity) -> int:
        """Sets the comparator; returns where the words that belong to the number begin."""
        norm, position = view.norm, quantity.start
        floor = part.sentence.start
        first = True
        for _ in range(3):
            found = self._comparators.ending_at(norm, position)
            if found and found[1] >= floor:
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
            compares = self._compared.search(between) or (quantity.unit == "%" and len(between) < 45)
            if _RATE_OF.search(near, max(0, last.start() - 10), last.start()):
                kind = "none"
            if kind != "none" and not becomes and (adjacent or (compares and len(between) < 60) or (last[0] in ("nhiều hơn", "ít hơn", "thấp hơn", "cao hơn") and len(between) < 45)):
                change = kind
                if last[0] == "vượt" and quantity.unit != "%" and not _OVER_TARGET.match(between):
                    change = ""
            elif last[0] == "vượt" and _OVER_TARGET.match(between) and len(between) < 50:
                change = "increase"
        elif (previous is not None and previous.change and comma < 0) or (previous is not None and previous.change and near.strip() in ("", "và", "với")):
            gap = norm[previous.end : quantity.start]
            if _SERIES_GAP.match(gap) and not any(h.classes & _VERBS for h in part.between(previous.noun_end, quantity.start)):
                change = previous.change
        if not change and previous is not None and previous.change and quantity.unit == "%" and _EQUALS.fullmatch(norm, previous.noun_end, quantity.start):
            change = previous.change
        if quantity.total is not None and (change or self._compared_ratio(view, part, quantity, previous)):
            if quantity.end - quantity.start < 20 and "/" in norm[quantity.start : quantity.end]:
                ratio_as_change(quantity)
            change = ""
        if quantity.baseline is not None:
            change = ""
        quantity.change = change

    def _compared_ratio(self, view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None) -> bool:
        """Whether a ratio sets a value against an earlier one: beside a change, or before *so với cùng kỳ*."""
        norm = view.norm
        if _COMPARE_TO_BASE.search(norm[quantity.noun_end : quantity.noun_end + 40]):
            return True
        if previous is None or not previous.change:
            return False
        gap = norm[previous.end : quantity.start]
        return len(gap) < 40 and ("(" in gap or "so với" in gap)

    # -- per ------------------------------------------------------------------------------------------------------

    def _per(self, view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None) -> None:
        norm = view.norm
        slash = _PER_SLASH.match(norm, quantity.noun_end)
        if slash and not any(q.start == slash.end() for q in part.quantities):
            quantity.per = self._until_stop(view, slash.end(), part.sentence.end)
            if quantity.per:
                self._per_of_list(norm, part, quantity)
                return
        if quantity.unit in ("VND", "USD", "%") or quantity.unit in _PHYSICAL:
            after = _PER_AFTER.match(norm, quantity.noun_end)
            if after:
                hit = part.hit_at(after.end())
                word = _WORD.match(norm, after.end())
                end = hit.end if hit else (word.end() if word else after.end())
                quantity.per = view.text[after.end() : end].lower()
                self._per_of_list(norm, part, quantity)
                return
            if unit_is_money(quantity) and _ALL_DID.search(norm, max(part.sentence.start, quantity.start - 40), quantity.start):
                quantity.per = previous.unit if previous is not None and _BOTH_HAVE.match(norm[previous.noun_end : quantity.start]) else "người"
                return
        floor = max(part.sentence.start, previous.noun_end if previous else 0)
        segment = norm[floor : quantity.start]
        stop = max(segment.rfind(";"), segment.rfind(". "))
        base = floor + stop + 1
        segment = norm[base : quantity.start]
        each = _last(_EACH, segment)
        if each is not None and len(segment) - each.start() < 90:
            at = base + each.start(1)
            hit = part.hit_at(at)
            word = _WORD.match(norm, at)
            end = hit.end if hit else (word.end() if word else at)
            quantity.per = view.text[at:end].lower()
            return
        if previous is not None and previous.per and not quantity.per:
            gap = norm[previous.noun_end : quantity.start]
            if re.fullmatch(r"(?: ?/[^\W\d_]{1,12})? ?(?:,|và|-|–|hoặc)? ?", gap):
                quantity.per = previous.per
                return
        if previous is not None and previous.noun_end > previous.noun_start and _BOTH_HAVE.match(norm[previous.noun_end : quantity.start]):
            quantity.per = previous.unit
            return
        yearly = _last(_YEARLY, segment)
        if yearly is not None and len(segment) - yearly.start() < 60 and not re.search(r"[.;(]", segment[yearly.end() :]):
            quantity.per = yearly[1]

    def _per_of_list(self, norm: str, part: SentenceScene, quantity: Quantity) -> None:
        """Hands the per of the last member of a list back to the others (*300.000 đồng và 600.000 đồng/suất*)."""
        later = quantity
        for earlier in reversed(part.quantities[: part.quantities.index(quantity)]):
            if earlier.unit != later.unit or earlier.per or not _LIST.fullmatch(norm, earlier.noun_end, later.start):
                return
            earlier.per = quantity.per
            later = earlier

    def _until_stop(self, view: TextView, start: int, end: int) -> str:
        counted = _ONE_OF.match(view.norm, start)
        start = counted.end() if counted else start
        stop = _PER_STOP.search(view.norm, start, end)
        text = view.text[start : min(stop.start() if stop else end, start + 40)].strip().lower()
        words = text.split(" ")
        return " ".join(words[:4]) if not text[:1].isdigit() or "/" in text or len(words) > 1 else ""

    # -- whole and part -------------------------------------------------------------------------------------------

    def _whole(self, view: TextView, part: SentenceScene, quantity: Quantity, previous: Quantity | None) -> None:
        if previous is None or quantity.total is not None:
            return
        norm = view.norm
        gap = norm[previous.noun_end : quantity.start]
        if _WITHIN.search(norm, max(part.sentence.start, previous.start - 24), previous.start) and previous.total is None:
            if len(gap) < 90 and not re.search(r"[.;:(]", gap) and _HAVE.search(gap):
                quantity.total = previous.value
                quantity.per = quantity.per or previous.per
                return
        elif previous.total is not None and "/" not in norm[previous.start : previous.end] and (quantity.unit == previous.unit or quantity.unit.split(" ")[0] == "người") and len(gap) < 60 and re.search(r"(?:,| và) (?:có )?$", gap):
            whole = next((q for q in part.quantities if q.value == previous.total and q.end < previous.start), None)
            if whole is not None:
                quantity.total = previous.total
                quantity.per = quantity.per or previous.per
                return
        if _OUT_OF_AFTER.match(gap) and previous.total is None and previous.value <= quantity.value and previous.baseline is None:
            previous.total = quantity.value

    # -- planned --------------------------------------------------------------------------------------------------

    def _status(self, view: TextView, part: SentenceScene, quantity: Quantity, inherited: bool) -> str:
        norm = view.norm
        last = _last(self._planned_words, norm, part.sentence.start, quantity.start)
        if last is None:
            if inherited:
                return "planned"
        elif self._planned[last[0]] == "planned":
            between = norm[last.end() : quantity.start]
            if re.search(r";[^;]{0,60}(?:đã|đạt)", between):
                return "reported"
            reached = _REACHED.search(norm, max(part.sentence.start, last.start() - 24), last.start())
            return "reported" if reached and last[0] in _TARGETS else "planned"
        elif inherited and last[0] not in ("đã", "kết quả"):
            return "planned"
        if _TARGET_UNIT.match(norm, quantity.noun_start) and quantity.unit.startswith("chỉ tiêu"):
            return "planned"
        return "reported"

    def _plan_reaches_on(self, view: TextView, sentence: Sentence, inherited: bool) -> bool:
        """Whether a plan opened in this sentence still governs the next sentences of its paragraph or list."""
        last = _last(self._planned_words, view.norm, sentence.start, sentence.end)
        if last is None:
            return inherited
        if self._planned[last[0]] == "reported":
            return False
        return last[0] in _STRONG_PLANS


def unit_is_money(quantity: Quantity) -> bool:
    """Whether the quantity is an amount of money in one of the usual currencies."""
    return quantity.unit in ("VND", "USD", "EUR")


def future_is_planned(quantities: list[Quantity], published: str) -> None:
    """What an article reports of a time that begins, or as a mere end lies, after its own date is a plan.

    Args:
        quantities: with their periods.
        published: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; of the shorter forms the end of the month or year counts.
    """
    known = published + "-99-99"[len(published) - 10 :] if len(published) < 10 else published
    for quantity in quantities:
        start, end = quantity.period_start, quantity.period_end
        if start > known or (not start and end[:7] > known[:7]) or (start and end and _mostly_ahead(start, end, published)):
            quantity.status = "planned"


def _mostly_ahead(start: str, end: str, published: str) -> bool:
    """Whether a span of several years lies for the most part behind an article's date."""
    first, last, now = int(start[:4]), int(end[:4]), int(published[:4])
    return last - first >= 2 and last > now and now - first < last - now


_TARGETS = frozenset(fold(w) for w in ("chỉ tiêu", "kế hoạch năm", "mục tiêu", "theo kế hoạch", "dự toán", "giao chỉ tiêu"))
_STRONG_PLANS = frozenset(fold(w) for w in ("chỉ tiêu", "mục tiêu", "phấn đấu", "đặt mục tiêu", "phấn đấu đạt", "dự toán", "phương án", "theo phương án", "đề ra", "dự kiến", "đề ra một số giải pháp", "đề ra các giải pháp", "đề ra nhiều giải pháp", "đề ra giải pháp", "đề ra những giải pháp", "đề ra phương hướng", "đề ra nhiệm vụ", "đề ra các nhiệm vụ", "đề ra một số nhiệm vụ", "giải pháp trong thời gian tới"))
_PHYSICAL = frozenset(("kg", "g", "tấn", "lít", "m2", "ml", "mg"))
_VERBS = frozenset(("arrest", "seize", "give", "help", "crime", "punish", "fine", "propaganda", "attend", "deploy", "install", "build"))


def _alternatives(words) -> re.Pattern[str]:
    """Any of the words, longest first, at word boundaries."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(re.escape(w) for w in ordered)})(?![^\W_])")


def _last(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The last match of a pattern."""
    found = None
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        found = match
    return found


def _rstrip(norm: str, position: int) -> int:
    while position > 0 and norm[position - 1] == " ":
        position -= 1
    return position
