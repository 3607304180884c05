"""Whether a numeral in words counts: *một* and *năm* are also an article and a year, others stand in names and idioms."""

from __future__ import annotations

import re

from ...language.numerals import Numeral
from ...language.phrases import PhraseTable
from ...language.text import TextView
from ...rules.pack import Pack
from ..scene import SentenceScene
from .counted import FUNCTION, Counted

_HARMED = frozenset(("die", "injure", "missing"))
_RESULTS = frozenset(("die", "injure", "seize", "damage", "arrest"))
_NEVER_ONE = frozenset(("blow",))
_ALWAYS_COUNTED = frozenset(("weapon", "drug", "award_person"))
_COUNTING = frozenset(("seize", "arrest"))
_COMMENDING = frozenset(("commend", "award"))
_LED_BY_FIVE = frozenset(("person", "suspect", "victim", "vehicle", "house", "household", "area", "case", "official", "student"))
_PERSONS = frozenset(("person", "suspect", "award_person", "case", "case_general"))
_LISTED = re.compile(r"(?:,| và|;|cùng) $")


class WordNumerals:
    """Tells numerals in words that count from those that do not. Holds no state between texts."""

    def __init__(self, pack: Pack):
        self._vague = PhraseTable({"vague": pack.readings.vague})
        self._comparators = PhraseTable(pack.cues.comparator)
        self._frames = pack.frames
        self._one_frames = frozenset(pack.readings.one_frames)

    def no_count(self, view: TextView, scene: SentenceScene, numeral: Numeral, counted: Counted) -> bool:
        """Whether the words count nothing."""
        norm = view.norm
        single = " " not in norm[numeral.start : numeral.end]
        if not counted.known:
            listed = scene.counted and _LISTED.search(norm, scene.counted[-1], numeral.start) and numeral.start - scene.counted[-1] < 24
            unknown = counted.end > counted.start and norm[counted.start : counted.end] not in FUNCTION
            return not (listed and unknown) if single else numeral.scale == 1
        start = numeral.start
        if view.text[start].isupper() and start > scene.sentence.start and view.text[counted.start].isupper() and scene.sentence.kind != "headline":
            return True
        if norm.endswith("thứ ", 0, numeral.start):
            return True
        if not single:
            return False
        word = norm[numeral.start : numeral.end]
        vague = self._vague.ending_at(norm, numeral.start)
        if vague and norm[vague[1] : numeral.start].strip() != "cả":
            return True
        if word == "một":
            return not self._one_counts(scene, numeral, counted)
        if word == "năm":
            i = scene.before(numeral.start)
            if i >= 0 and numeral.start - scene.hits[i].end == 1 and scene.hits[i].classes & self._frames:
                return False
            if numeral.start == scene.sentence.start and counted.hit is not None and counted.hit.classes & _LED_BY_FIVE:
                return False
            before = norm[max(0, numeral.start - 12) : numeral.start].rstrip()
            if re.search(r"(?:\b(?:có|bắt|chết|giữ|gồm|làm|với|bị|tố|tặng|trao|xử|cháy|khiến|cho|lên|xuống|còn|hơn|gần|thêm|cứu)|[,:(])$", before):
                return False
            # trong đó năm người, và năm cá nhân; but năm đơn vị of a year that is reported
            people = counted.hit is not None and not counted.hit.classes.isdisjoint(_PERSONS)
            return not (people and re.search(r"\b(?:đó|và|cùng|phạt|tạm đình chỉ|là|của|khởi tố|riêng|dính líu|liên quan)$", before))
        return False

    def _one_counts(self, scene: SentenceScene, numeral: Numeral, counted: Counted) -> bool:
        """*một* is a number in a count of events, people or goods that the report gives as a result."""
        if counted.hit is not None and counted.hit.classes & _NEVER_ONE:
            return False
        if counted.hit is not None and "death_case" in counted.hit.classes:
            return True
        after = scene.between(counted.end, counted.end + 2)
        if after and after[0].classes & _HARMED:
            return True
        if scene.norm.endswith("cùng ", 0, numeral.start) and counted.hit is not None and "bodies" in counted.hit.classes:
            return False
        previous = scene.counted[-1] if scene.counted else None
        compared = self._comparators.ending_at(scene.norm, numeral.start)
        if compared and compared[0] != "exact":  # đến một quán: a way, no comparison
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
