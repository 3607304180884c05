"""The actor of a figure: who did what the number reports, as written.

The number is governed by the nearest verb of action before it; the actor is that verb's subject. A coordinated verb
without a subject of its own takes over the subject of the clause before; a passive (*bị Công an huyện bắt giữ*) gives
its agent to the numbers before it. Where none of this is clear the actor stays empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...language.sentences import Sentence
from ...language.text import TextView
from ...rules.pack import DEFAULT_PACK
from ..quantity import Quantity
from .agents import Agents, Span, agent_grammar

LONGEST_REACH = 260
LONGEST_ACTOR = 80
_PASSIVE = re.compile(r"(?<!\w)(?:bị|được|do)\s{1,2}")
# What follows is not the doing of the subject before: a purpose, a cause, a relative clause, a comparison.
_CLAUSE_EDGE = re.compile(r"[;:()]|(?<!\w)(?:khiến|làm cho|trong khi|còn|nhưng|so với)(?!\w)")
_STATE = re.compile(r"(?<!\w)(?:xảy ra|có|còn|là|bị|đạt|chiếm|gồm|tăng|giảm|gây)(?!\w)")
# Between verb and number: a clause of its own that reports a state (…, toàn xã xảy ra 5 vụ; tỷ lệ đạt 90%).
_OTHER_CLAUSE = re.compile(
    r"(?<!\w)(?:xảy ra|làm chết|làm bị thương|khiến|đạt|chiếm|là|làm(?=\s{0,2}(?:\d|$)))(?!\w)|[,;]\s(?!trong đó|gồm)[^,;]{1,60}(?<!\w)(?:có|tăng|giảm|còn|bị)(?!\w)"
)
# Công an huyện Phú Sa: Bắt 4 đối tượng.
_HEADING = re.compile(r"([^:,;.\n\d]{3,60}?)\s{0,2}:\s")
_COUNTED_SUBJECT = re.compile(r"(?:kết quả\s|có\s|đã có\s)?\d[\d.,/]{0,12}\s\w")


def assign_actors(
    view: TextView, sentences: Sequence[Sentence], quantities: Sequence[Quantity], pack: str = DEFAULT_PACK
) -> None:
    """Sets ``actor`` of every quantity, in place; empty where the text does not say who acted."""
    agents = agent_grammar(pack)
    by_sentence: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        by_sentence.setdefault(quantity.sentence, []).append(quantity)
    for index, found in by_sentence.items():
        sentence = sentences[index]
        clauses = _clauses(view, agents, sentences, index)
        for quantity in found:
            actor = _passive_agent(view, agents, quantity, sentence) or _governing(view, clauses, quantity)
            if actor and actor[1] - actor[0] <= LONGEST_ACTOR:
                quantity.actor = " ".join(view.text[actor[0] : actor[1]].split())


def _clauses(
    view: TextView, agents: Agents, sentences: Sequence[Sentence], index: int
) -> list[tuple[int, Span | None]]:
    """The verbs of action of a sentence in order: where each ends, and its subject."""
    sentence = sentences[index]
    norm = view.norm
    verbs: list[tuple[int, Span | None]] = []
    subject: Span | None = None
    last = sentence.start
    if agents.continuer.match(norm, sentence.start) and index > 0 and sentences[index - 1].line == sentence.line:
        before = sentences[index - 1]
        subject = agents.first_subject(view, before.start, before.end)
    heading = _HEADING.match(norm, sentence.start, sentence.end)
    if heading and agents.kind(view, sentence.start, heading.end(1)) in ("body", "office"):
        subject = sentence.start, heading.end(1)
        last = heading.end()
    for verb in agents.action.finditer(norm, sentence.start, sentence.end):
        if not verb["verb"] or agents.nominal.search(norm, max(sentence.start, verb.start() - 14), verb.start()):
            continue
        own = agents.subject_before(view, last, verb.start())
        if own is not None and not norm[last : own[0]].strip() and last > sentence.start:
            # Right after another verb stands its object, not a subject, unless the verb makes it act.
            own = own if agents.causative.search(norm, last - 14, last) else None
        if own is not None and agents.kind(view, *own) != "side":
            subject = own
        elif _CLAUSE_EDGE.search(norm, last, verb.start()) or _STATE.search(norm, last, verb.start()):
            subject = None if ";" not in norm[last : verb.start()] else subject
        elif _counted_subject(norm, sentence.start, last, verb.start()):
            subject = None
        passive = _PASSIVE.search(norm, max(last, verb.start() - 60), verb.start())
        verbs.append((verb.end(), None if passive else subject))
        last = verb.end()
    return verbs


def _counted_subject(norm: str, sentence: int, last: int, verb: int) -> bool:
    """Whether the clause of a verb opens with a number: *…; 418 lượt người đem nộp*. The counted people act."""
    comma = max(norm.rfind(mark, last, verb) for mark in ",;:")
    if comma < 0 and last != sentence:
        return False
    start = max(comma + 1, last)
    while start < verb and norm[start] == " ":
        start += 1
    return _COUNTED_SUBJECT.match(norm, start, verb) is not None


def _other_name(text: str) -> bool:
    """Whether another name stands right before the number: *Phú Hạ lập 37 tổ, An Sơn │29 tổ*."""
    comma = max(text.rfind(mark) for mark in ",;")
    words = text[comma + 1 :].split() if comma >= 0 else []
    return 2 <= len(words) <= 5 and all(word[0].isupper() for word in words[-2:])


def _governing(view: TextView, clauses: list[tuple[int, Span | None]], quantity: Quantity) -> Span | None:
    index = bisect_right(clauses, quantity.start, key=lambda clause: clause[0]) - 1
    if index < 0:
        return None
    end, subject = clauses[index]
    if (
        quantity.start - end > LONGEST_REACH
        or _other_name(view.text[end : quantity.start])
        or _OTHER_CLAUSE.search(view.norm, end, quantity.start)
    ):
        return None
    return subject


def _passive_agent(view: TextView, agents: Agents, quantity: Quantity, sentence: Sentence) -> Span | None:
    """The X of *N … bị/được X bắt giữ* right after the number."""
    norm = view.norm
    high = min(sentence.end, quantity.end + 90)
    found = _PASSIVE.search(norm, quantity.end, high)
    if found is None or re.search(r"[,;.]", norm[quantity.end : found.start()]):
        return None
    verb = agents.first_verb(agents.action, norm, found.end(), min(sentence.end, found.end() + LONGEST_ACTOR))
    if verb is None:
        return None
    end = agents.strip_auxiliaries(view, found.end(), verb.start())
    if end <= found.end() or agents.kind(view, found.end(), end) not in ("office", "body", "people"):
        return None
    return found.end(), agents.without_name(view, found.end(), end)
