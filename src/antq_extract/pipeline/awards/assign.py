"""Awards: who received what from whom.

``assign_awards`` fills recipient, award and awarder of the figures that the rules typed ``awards``;
``awards_context`` tells the typing rules whether a number stands in an award scene at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...language.sentences import Sentence
from ...language.text import TextView
from ...rules.pack import DEFAULT_PACK
from ..actor.agents import Span, agent_grammar
from ..quantity import Quantity
from .marks import RECIPIENT_KINDS, Count, Scene, read_kind, scenes_possible
from .scene import SceneReader
from .words import award_grammar

# A number for the context helper: digits with separators, or a short number word before a noun of recipients.
_NUMBER = re.compile(
    r"(?<![\w./-])(?<!năm )(?<!tháng )(?<!ngày )(?<!số )\d{1,9}(?:[.,]\d{1,3}){0,3}(?:/\d{1,9})?(?![\w/-])"
    r"|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s(?:mươi|mốt|một|hai|ba|tư|bốn|lăm|năm|sáu|bảy|tám|chín)){0,2}"
    r"(?=\s(?:tập thể|cá nhân|đồng chí|đơn vị|hộ|gia đình|học sinh|em|giải|bằng khen|giấy khen|kỷ niệm chương)(?!\w))"
)
_ABBREVIATED = re.compile(r"(?:^|\W)(?:tp|tx|tt|ths|ts|gs|p|q|đ/c|t)$")
_SENTENCE_EDGE = re.compile(r"\n|[.!?…](?=\s)")
WINDOW = 500
# Prizes and medals without a rank or name are no award "as written".
_NAMELESS = ("giải", "giải thưởng", "huy chương", "danh hiệu", "cúp")
_AWARD_OF_PEOPLE = re.compile(r"(?:bằng|giấy|thư) khen|k[ỷỉ] niệm chương|huân chương|huy hiệu|cờ|danh hiệu")
_BARE_MEDAL = re.compile(r"huy chương(?:\s+(?:các loại|vàng|bạc|đồng))?")
_PARTY_BADGE = re.compile(r"huy hiệu(?=.*đảng)|huy hiệu \d")
_AWARD_ALONE = re.compile(r"(?:bằng|giấy|thư) khen|k[ỷỉ] niệm chương|huân chương|cờ thi đua|giải\s+\S")


@dataclass(frozen=True, slots=True)
class AwardsContext:
    """How a number stands in an award scene.

    Attributes:
        kind: ``recipient`` (it counts who was awarded) or ``award`` (it counts the awards themselves).
        recipient: collective, individual, household, mixed or empty.
        praise: the scene's verb is one of praise without the name of an award (khen thưởng 5 tập thể).
    """

    kind: str
    recipient: str
    praise: bool


def assign_awards(
    view: TextView, sentences: Sequence[Sentence], quantities: Sequence[Quantity], pack: str = DEFAULT_PACK
) -> None:
    """Sets ``recipient``, ``award`` and ``awarder`` of every quantity whose indicator is ``awards``, in place."""
    grammar, agents = award_grammar(pack), agent_grammar(pack)
    by_sentence: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        by_sentence.setdefault(quantity.sentence, []).append(quantity)
    wanted = sorted(i for i, qs in by_sentence.items() if any(q.indicator == "awards" for q in qs))
    previous: tuple[int, Scene | None] = (-2, None)
    for index in wanted:
        sentence = sentences[index]
        head = previous[1] if previous[0] == index - 1 else None
        if head is None and index > 0:
            head = _head_scene(view, sentences, index, pack)
        goes_on = sentence.kind == "item" or view.norm[sentences[index - 1].end - 1] == ":" if index else False
        goes_on = goes_on or agents.continuer.match(view.norm, sentence.start) is not None
        reader = SceneReader(view, grammar, agents, sentence.start, sentence.end)
        found = sorted(by_sentence[index], key=lambda q: q.start)
        counts, last = reader.read([(q.start, q.end) for q in found], _copy(head) if goes_on and head else None)
        for quantity, count in zip(found, counts, strict=True):
            if quantity.indicator == "awards":
                _fill(view, quantity, count, head if goes_on else None, last)
        previous = (index, last)


def _head_scene(view: TextView, sentences: Sequence[Sentence], index: int, pack: str) -> Scene | None:
    """The scene of the line that an item continues: the nearest line above that is no item, at most ten up."""
    grammar, agents = award_grammar(pack), agent_grammar(pack)
    at = index - 1
    while at > max(0, index - 10) and sentences[at].kind == "item":
        at -= 1
    head = sentences[at]
    if not scenes_possible(view, grammar, head.start, head.end):
        return None
    numbers = [m.span() for m in _NUMBER.finditer(view.norm, head.start, head.end)]
    _, scene = SceneReader(view, grammar, agents, head.start, head.end).read(numbers)
    return scene


def _copy(scene: Scene) -> Scene:
    return Scene(
        "active",
        scene.praise,
        scene.start,
        scene.end,
        scene.agent,
        list(scene.awards),
        scene.of,
        scene.named,
        scene.proposal,
        scene.subject,
    )


def _fill(view: TextView, quantity: Quantity, count: Count, head: Scene | None, last: Scene | None) -> None:
    scene = count.scene or last
    quantity.recipient = count.kind if count.kind in RECIPIENT_KINDS else count.goal
    if count.kind == "unknown":
        quantity.recipient = "individual"  # bodies are a closed class, the names of people's callings are not
    awards = count.awards or (scene.awards if scene is not None and count.scene is None else [])
    of = count.of
    if of is None and scene is not None and (awards is scene.awards or count.scene is None):
        of = scene.of
    quantity.award = _award_text(view, awards)
    conferrer = of
    if conferrer is None and scene is not None:
        conferrer = scene.agent
    if conferrer is None and head is not None and (scene is None or not scene.proposal):
        conferrer = head.of if scene is not None and scene.awards == head.awards and head.of else head.agent
    if conferrer is not of and conferrer is not None and not _confers(view, conferrer, quantity.award):
        conferrer = None
    quantity.awarder = _plain(view, *conferrer) if conferrer else ""


def _confers(view: TextView, agent: Span, award: str) -> bool:
    """Whether the subject of the giving is who confers: no bare place; a party badge is only handed over by who holds the feast."""
    kind = agent_grammar().kind(view, *agent)
    return kind == "office" if _PARTY_BADGE.match(award) else kind != "name"


def _award_text(view: TextView, awards: list[Span]) -> str:
    if not awards:
        return ""
    first, final = awards[0], awards[-1]
    between = view.norm[first[0] : final[1]]
    if len(awards) > 1 and (" của " in between or len(between) > 90):
        return ", ".join(dict.fromkeys(_award_name(view, *a) for a in awards))
    text = _award_name(view, first[0], final[1])
    return text


def _award_name(view: TextView, start: int, end: int) -> str:
    name = _plain(view, start, end).lower()
    if name.startswith("danh hiệu "):
        # A title is its name: danh hiệu "Công dân gương mẫu" → công dân gương mẫu.
        name = name.removeprefix("danh hiệu ").strip("\"“”'‘’«» ")
    return "" if name in _NAMELESS else name


def _plain(view: TextView, start: int, end: int) -> str:
    return " ".join(view.text[start:end].split())


def awards_context(view: TextView, start: int, end: int, pack: str = DEFAULT_PACK) -> AwardsContext | None:
    """How the number at ``[start, end)`` stands in an award scene, ``None`` where it does not.

    Looks at the number's own sentence only (of a very long one at a window of three times :data:`WINDOW`
    characters), and at the line above where that ends with a colon. Numbers that count neither recipients nor awards (suất quà, đồng, mô hình) are
    never in one.
    """
    grammar = award_grammar(pack)
    kind, _ = read_kind(view, grammar, end, min(len(view.norm), end + 60))
    if not kind:
        return None
    low, high = _bounds(view, start, end)
    carried = None
    if kind != "award" and not scenes_possible(view, grammar, low, high):
        carried = _line_above(view, low, pack) or _sentence_before(view, low, pack)
        if carried is None:
            return None
    count = _count_at(view, start, end, low, high, carried, pack)
    scene = count.scene
    if kind == "award" and count.awards and _BARE_MEDAL.fullmatch(view.norm, *count.awards[0]):
        return None
    if scene is None:
        # The award itself is counted; its name says enough (3 bằng khen, 2 giải nhì), a bare giải or danh hiệu does not.
        return AwardsContext("award", count.goal, False) if kind == "award" and _speaks(view, count) else None
    if kind == "award" and scene.receiving and view.norm.startswith("danh hiệu", count.awards[0][0]):
        return None  # titles won in sport are scores
    named = bool(count.awards) or scene.named
    if not (scene.praise or named):
        return None
    if count.kind == "times":
        good = count.awards and _AWARD_OF_PEOPLE.match(view.norm, *count.awards[0])
        return AwardsContext("award", count.goal, scene.praise) if good else None
    if count.kind == "award":
        return AwardsContext("award", count.goal, scene.praise)
    if kind == "unknown" and not (
        count.awards
        and _AWARD_OF_PEOPLE.match(view.norm, *count.awards[0])
        and (count.attached or count.series or scene.kind == "passive")
    ):
        return None
    if (
        (scene.receiving or view.norm.startswith("công nhận", scene.start))
        and kind != "individual"
        and count.awards
        and view.norm.startswith(("danh hiệu", "đơn vị", "tập thể lao động"), count.awards[0][0])
        and not grammar.generic.match(view.norm, end)
    ):
        return None  # places and units that reach a title: a standard
    return AwardsContext("recipient", count.kind if kind != "unknown" else "", scene.praise and not count.awards)


_recent: tuple[TextView, tuple[int, int, str], dict[int, Count]] | None = None


def _count_at(
    view: TextView, start: int, end: int, low: int, high: int, carried: Scene | None, pack: str
) -> Count:
    """The count at ``[start, end)``; the last window read is kept, because its other numbers are asked for next."""
    global _recent
    key = (low, high, pack)
    kept = _recent
    if kept is not None and kept[0] is view and kept[1] == key and start in kept[2]:
        return kept[2][start]
    numbers = [m.span() for m in _NUMBER.finditer(view.norm, low, high) if m.end() <= start or m.start() >= end]
    numbers.append((start, end))
    numbers.sort()
    counts, _ = SceneReader(view, award_grammar(pack), agent_grammar(pack), low, high).read(numbers, carried)
    found = {count.start: count for count in counts}
    _recent = (view, key, found)
    return found[start]


def _speaks(view: TextView, count: Count) -> bool:
    return bool(count.awards) and _AWARD_ALONE.match(view.norm, *count.awards[0]) is not None


def _bounds(view: TextView, start: int, end: int) -> Span:
    """The number's sentence. Of a very long one the window that the number stands in, shared with its neighbours."""
    norm = view.norm
    step = start - start % WINDOW
    low = max(0, step - WINDOW)
    for edge in _SENTENCE_EDGE.finditer(norm, low, start):
        before = norm[max(low, edge.start() - 4) : edge.start()]
        if edge[0] == "\n" or not _ABBREVIATED.search(before):
            low = edge.end()
    limit = min(len(norm), step + 2 * WINDOW)
    high = limit
    for edge in _SENTENCE_EDGE.finditer(norm, end, limit):
        if edge[0] == "\n" or not _ABBREVIATED.search(norm[max(end, edge.start() - 4) : edge.start()]):
            high = edge.start()
            break
    while low < start and norm[low].isspace():
        low += 1
    return low, high


def _sentence_before(view: TextView, low: int, pack: str) -> Scene | None:
    """The scene of the sentence before one that opens with *Trong đó*, *Cụ thể* and the like."""
    grammar, agents = award_grammar(pack), agent_grammar(pack)
    line = view.norm.rfind("\n", 0, low) + 1
    if agents.continuer.match(view.norm, low) is None or low - line < 5:
        return None
    start = max(line, low - WINDOW)
    if not scenes_possible(view, grammar, start, low):
        return None
    _, scene = SceneReader(view, grammar, agents, start, low).read([])
    return _copy(scene) if scene is not None else None


def _line_above(view: TextView, low: int, pack: str) -> Scene | None:
    """The scene of the line above that announces a list (Khen thưởng cho:)."""
    norm = view.norm
    above = norm[max(0, low - WINDOW) : low].rstrip(" \n-–+•*")
    stop = max(0, low - WINDOW) + len(above)
    for _ in range(8):
        line = norm.rfind("\n", 0, stop) + 1
        text = norm[line:stop].strip()
        if text.endswith(":"):
            grammar, agents = award_grammar(pack), agent_grammar(pack)
            if not scenes_possible(view, grammar, line, stop):
                return None
            _, scene = SceneReader(view, grammar, agents, max(line, stop - WINDOW), stop).read([])
            return _copy(scene) if scene is not None else None
        if not text.startswith(("-", "–", "+", "•", "*")):
            return None
        stop = len(norm[: max(line - 1, 0)].rstrip())
    return None
