"""Planned or reported: what is a target, a plan, a duty, and how far its words reach.

A cue of ``cues.yaml`` (*phấn đấu*, *sẽ*, *chỉ tiêu*) governs the numbers to its right until the sentence ends or a word of
what has happened follows (*đã*, *kết quả*); strong ones also the sentences of their paragraph and list. A target that has been
reached or compared with is none (*đạt 92% chỉ tiêu*, *cao hơn dự kiến 12 vụ*).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...language.phrases import alternatives
from ...language.sentences import Sentence
from ...language.text import TextView, fold
from ...rules.model import Cues
from ..quantity import Quantity
from ..scene import Scene

Cue = tuple[int, str, str]
"""Where a cue ends, its kind (``planned`` or ``reported``) and its words."""

# Before a target: it is reached or compared with.
_REACHED = re.compile(
    r"(?:(?:đạt|vượt|hoàn thành|so với|bằng|theo|đủ|hoàn thành tốt|thực hiện)(?: [^\W\d_]{1,8}){0,2}|hơn|%(?: [^\W\d_]{1,8}){0,3}|\d) $"
)
_COMPARED = re.compile(r"(?:hơn|vượt|so với|xa|quá) $")
_DONE_SINCE = re.compile(r";[^;]{0,60}(?:đã|đạt)")
_TARGET_UNIT = re.compile(r"chỉ tiêu")
_GOES_ON = re.compile(
    r"(?:cùng với đó|đồng thời|ngoài ra|bên cạnh đó|cùng đó|song song|trong đó|riêng|tỷ lệ|tỉ lệ|bảo đảm|đảm bảo|\d{1,3}%)(?![^\W_])"
)
_TOLD_FIRST = ("headline", "lead", "caption")
# What is elected or formed for a term that lies ahead has been elected.
_FORMED = frozenset(("members",))
_NEAR_TARGET = 3


class Plans:
    """The cues of plans of one pack. Holds no state between texts."""

    def __init__(self, cues: Cues):
        planned = cues.planned
        self._kinds = {fold(w): "planned" for w in planned["right"]} | {fold(w): "reported" for w in planned["reported"]}
        self._kinds |= {fold(w): "neutral" for w in planned["neutral"]}
        self._targets = frozenset(fold(w) for w in planned["targets"])
        self._expected = frozenset(fold(w) for w in planned["expected"])
        self._strong = frozenset(fold(w) for w in planned["strong"])
        self._words = alternatives(self._kinds)

    def read(self, scene: Scene) -> None:
        """Sets ``status`` of all quantities of a scene."""
        view = scene.view
        plan_line, plan_index, plan_open = -1, -1, False
        for part in scene.scenes:
            sentence = part.sentence
            for above in _unread_above(scene, part.index, plan_index):
                if view.norm[above.end - 1] == ":" or above.line == sentence.line or _is_heading(view, above):
                    plan_open = self._reaches_on(self._cues(view.norm, above), plan_open and above.line == plan_line)
                    plan_line = above.line
            near = sentence.line <= plan_line + 2
            goes_on = sentence.kind in ("item", "caption") or _GOES_ON.match(view.norm, sentence.start)
            inherited = plan_open and (sentence.line == plan_line or bool(near and goes_on))
            cues = self._cues(view.norm, sentence)
            for quantity in part.quantities:
                quantity.status = _status(view.norm, cues, quantity, inherited)
            plan_open = self._reaches_on(cues, inherited)
            plan_line, plan_index = sentence.line, part.index
        _retell(scene)

    def ahead(self, scene: Scene, published: str) -> None:
        """What an article reports of a time that begins, or as a mere end lies, after its own date is a plan.

        Args:
            scene: its quantities have their periods.
            published: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; of the shorter forms the end of the month or year counts.
        """
        known = published + "-99-99"[len(published) - 10 :] if len(published) < 10 else published
        norm = scene.view.norm
        for part in scene.scenes:
            cues: list[Cue] | None = None
            for quantity in part.quantities:
                start, end = quantity.period_start, quantity.period_end
                later = start > known or (not start and end[:7] > known[:7])
                mostly = bool(start and end) and quantity.indicator not in _FORMED and _mostly_ahead(start, end, published)
                if later or mostly:
                    cues = self._cues(norm, part.sentence) if cues is None else cues
                    if _last(cues, quantity.start)[1] != "reported":
                        quantity.status = "planned"

    def _cues(self, norm: str, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence that count, in order."""
        cues: list[Cue] = []
        start, reached = sentence.start, -99
        for match in self._words.finditer(norm, start, sentence.end):
            phrase = match[0]
            found = self._kinds[phrase]
            if found == "neutral":
                continue
            if found == "planned":
                left = norm[max(start, match.start() - 32) : match.start()]
                target = phrase in self._targets and _REACHED.search(left)
                if target or (phrase in self._expected and _COMPARED.search(left)) or 0 <= match.start() - reached <= _NEAR_TARGET:
                    reached = match.end()
                    continue
            cues.append((match.end(), found, phrase))
        return cues

    def _reaches_on(self, cues: list[Cue], inherited: bool) -> bool:
        """Whether a plan opened in a sentence still governs the next sentences of its paragraph or list."""
        if not cues:
            return inherited
        _, kind, words = cues[-1]
        return kind == "planned" and words in self._strong


def _status(norm: str, cues: list[Cue], quantity: Quantity, inherited: bool) -> str:
    at, kind, words = _last(cues, quantity.start)
    if kind == "planned":
        return "reported" if _DONE_SINCE.search(norm, at, quantity.start) else "planned"
    if inherited and (not kind or words not in ("đã", "kết quả")):
        return "planned"
    if _TARGET_UNIT.match(norm, quantity.noun_start) and quantity.unit.startswith("chỉ tiêu"):
        return "planned"
    return "reported"


def _last(cues: list[Cue], position: int) -> Cue:
    """The last cue before a position; an empty one where there is none."""
    index = bisect_right(cues, position, key=lambda cue: cue[0])
    return cues[index - 1] if index else (0, "", "")


def _unread_above(scene: Scene, index: int, read: int) -> Sequence[Sentence]:
    """The sentences without a quantity above one: those of its paragraph, up to eight, or the one line before it."""
    first = index
    while first - 1 > read and index - first < 8 and scene.sentences[first - 1].line == scene.sentences[index].line:
        first -= 1
    if first == index and index - 1 > read:
        first = index - 1
    return scene.sentences[first:index]


def _is_heading(view: TextView, sentence: Sentence) -> bool:
    """Whether a line is a heading in capitals: IV. CHỈ TIÊU NĂM TỚI."""
    return sentence.end - sentence.start < 90 and view.text[sentence.start : sentence.end].isupper()


def _retell(scene: Scene) -> None:
    """A headline or lead that gives the number of a plan without its words is of the plan, too."""
    body: dict[tuple[object, str], bool] = {}
    for part in scene.scenes:
        if part.sentence.kind != "headline":
            for q in part.quantities:
                key = (q.value, q.unit)
                body[key] = body.get(key, True) and q.status == "planned"
    for part in scene.scenes:
        if part.sentence.kind == "headline":
            for q in part.quantities:
                if q.value > 1 and body.get((q.value, q.unit), False):
                    q.status = "planned"


def _mostly_ahead(start: str, end: str, published: str) -> bool:
    """Whether a span of several years lies for the most part behind an article's date."""
    first, last, now = int(start[:4]), int(end[:4]), int(published[:4])
    return last - first >= 2 and last > now and now - first < last - now
