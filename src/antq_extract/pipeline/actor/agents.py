"""The grammar of phrases that name who acts: the subject of a verb, the agent of a passive, a name read to the right.

Used by the rooms of actors and of awards. The words are data (``actors.yaml`` of the rule pack). All positions are
positions of the :class:`~antq_extract.language.text.TextView`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ...language.text import TextView
from ...rules.pack import DEFAULT_PACK
from .heads import TRAILING_AND, AgentHeads, Span, lstrip, rstrip
from .words import ActorWords, alternatives, load_words, whole

LONGEST_PHRASE = 110
# Brackets of an abbreviation (Hội Cựu chiến binh (CCB) huyện) divide nothing.
_BREAK = re.compile(r"\([^\W\d_]{2,10}\)|[,;:()]")
_DASH = re.compile(r"\s[-–—]\s{0,2}(?=\S)")
# Quyết định số 12/QĐ-UBND của X tặng …: X decides.
_DECISION = re.compile(r"(?:theo\s|tại\s)?quyết định(?:\ssố\s\S{1,30})?(?:\sngày\s\S{1,12})?\scủa\s")
_AGENT_END = re.compile(r",\s{0,2}(?:vì|với|trong|nhân|tại)\s")
_LEAD = re.compile(r"(?:đại diện|riêng|chỉ riêng|và|còn|rồi|nhưng|mà|cùng với đó|trong khi đó|trong khi)\s")
_TOKEN = re.compile(r"[^\s,;]+")
_DIGIT = re.compile(r"\d")
# Ends a phrase that is read to the right (bằng khen của X │ cho 5 tập thể).
_RIGHT_EDGE = re.compile(
    r"[;:()\[\]\"“”\n]|\s[-–—]\s|[.!?…](?=\s|$)|\b\d|"
    r"\b(?:cho|đến|tới|về|vì|dành|đối với|để|trong|nhân|tặng|trao|kèm|đã|được|là|với|có|do|gồm|và số|cùng|tại|lên)\b"
)


@dataclass(frozen=True, slots=True)
class Agents(AgentHeads):
    """The compiled grammar of one rule pack."""

    def subject_before(self, view: TextView, low: int, verb: int) -> Span | None:
        """The subject of the verb at ``verb``: the last phrase of ``[low, verb)`` if it names who acts.

        A title in apposition is taken for the person (*Đại tá A, Giám đốc Công an tỉnh* → the latter), bodies in a
        row are taken together, the name of an office's holder is left out.
        """
        low = max(low, verb - 400)
        if TRAILING_AND.search(view.norm, max(low, verb - 12), rstrip(view.norm, low, verb)):
            return None  # … và tặng: coordinated, its subject stands further back
        end = self.strip_auxiliaries(view, low, verb)
        pieces = self._pieces(view, low, end)
        if not pieces:
            return None
        start, end = pieces[-1]
        start = self._head_in(view, start, end)
        if start < 0:
            return None
        kind = self.kind(view, start, end)
        if kind == "person":
            # đồng chí Bí thư Huyện ủy: the office is what acts.
            title = self.person.match(view.norm, start, end)
            after = lstrip(view.norm, title.end(), end) if title else end
            if self.office.match(view.norm, after, end):
                start, kind = after, "office"
        if kind == "person" and len(pieces) > 1:
            left, right = pieces[-2]
            left = self._head_in(view, left, right)
            if left >= 0 and self.kind(view, left, right) in ("office", "body"):
                return left, self.without_name(view, left, right)
        if kind == "level" and len(pieces) > 1:
            # 10/10 xã, phường của thị xã: the last of a counted row is no actor by itself.
            left, right = pieces[-2]
            if _DIGIT.match(view.norm, left, right) or self.after_level.search(view.norm[left:right]):
                return None
        if kind == "people" and len(pieces) > 1:
            left, right = pieces[-2]
            if view.text[right : right + 1] == "," and self.people.fullmatch(view.norm, left, right):
                start = left  # cán bộ, chiến sĩ Công an xã
        if kind == "body":
            for left, right in reversed(pieces[:-1]):
                head = self._head_in(view, left, right)
                if view.text[right : right + 1] != "," or head < 0 or _DIGIT.search(view.norm, head, right) or self.kind(view, head, right) != "body":
                    break
                start = head
                if head != left:
                    break
        if end - start > LONGEST_PHRASE:
            return None
        said = self.reporting.search(view.norm, start + 1, end)
        if said and view.text[said.start()].islower():
            return None
        finite = next((m for m in self.finite.finditer(view.norm, start, end) if _finite_word(view, m, start)), None)
        if finite and finite[0] == "có":
            return None  # toàn tỉnh có mạng lưới …: a state, nobody acts
        if finite:
            end = rstrip(view.norm, start, finite.start())
        if kind in ("person", "name", "level"):
            # A name is capitalised throughout: what stands behind it in lower case is another verb.
            name_end = _name_end(view.text, start, end)
            rest = view.text[name_end:end].split()
            if rest and rest[0] not in ("và", "này"):
                if len(rest) > 2:
                    return None
                end = name_end
        return start, end if kind in ("person", "name") else self.without_name(view, start, end)

    def first_subject(self, view: TextView, low: int, verb: int) -> Span | None:
        """The subject that governs a coordinated verb: that of the nearest clause before it.

        *UBND huyện tổ chức hội nghị, khen thưởng …*: the piece that begins with a head which a verb follows.
        """
        best: Span | None = None
        at = low
        for cut in [*_breaks(view.norm, low, verb), None]:
            end = cut.start() if cut else verb
            start = lstrip(view.norm, at, end)
            head = self._head_in(view, start, end) if start < end else -1
            if head >= 0:
                predicate = self.first_verb(self.verb, view.norm, head, min(end, head + LONGEST_PHRASE))
                if predicate and self.kind(view, head, end) in ("office", "body", "level"):
                    stop = self.strip_auxiliaries(view, head, predicate.start())
                    best = head, self.without_name(view, head, stop)
            if cut:
                at = cut.end()
        return best

    def agent_between(self, view: TextView, start: int, end: int) -> Span | None:
        """The agent of a passive: what stands between *được* and its verb, if it names who acts."""
        end = self.strip_auxiliaries(view, start, end)
        while start < end and not view.norm[start].isalnum():
            start += 1
        if start >= end or ";" in view.norm[start:end] or not self.kind(view, start, end):
            return None
        comma = _AGENT_END.search(view.norm, start, end)
        if comma:
            end = comma.start()
        return start, self.without_name(view, start, end)

    def phrase_after(self, view: TextView, start: int, high: int, single: bool = False) -> Span | None:
        """The name of an office or body that begins at ``start``, read to the right up to its natural end.

        ``single`` ends it at the first comma that no name runs across (thừa ủy quyền của X, Y trao …).
        """
        high = min(high, start + LONGEST_PHRASE)
        if not self.kind(view, start, high):
            return None
        norm, text = view.norm, view.text
        edge = _RIGHT_EDGE.search(norm, start, high)
        end = edge.start() if edge else high
        for comma in re.finditer(r",\s{0,2}|\svà\s", norm[start:end]):
            after = start + comma.end()
            if self.office.match(norm, after, end) or self.body.match(norm, after, end):
                if single and comma[0].startswith(","):
                    end = start + comma.start()
                    break
                continue
            if not text[after : after + 1].isupper() or (
                comma[0].startswith(",") and not re.search(r"\svà\s", norm[after:end])
            ):
                end = start + comma.start()
                break
        end = rstrip(norm, start, end)
        if end <= start:
            return None
        return start, self.without_name(view, start, end)

    def _pieces(self, view: TextView, low: int, end: int) -> list[Span]:
        """The comma-separated pieces of ``[low, end)`` that bear on its end: those after the last other break."""
        norm = view.norm
        cuts = [m.span() for m in _breaks(norm, low, end)]
        # A dash before a title (ông A - Giám đốc …) divides as a comma does.
        cuts += [m.span() for m in _DASH.finditer(norm, low, end) if self.office.match(norm, m.end(), end)]
        cuts.sort()
        pieces: list[Span] = []
        at = low
        for left, right in [*cuts, (end, end)]:
            start = lstrip(norm, at, left)
            pieces.append((start, rstrip(norm, start, left)))
            if left < end and norm[left] in ";:()":
                pieces.clear()
            at = right
        full = [piece for piece in pieces if piece[0] < piece[1]]
        if pieces[-1][0] >= pieces[-1][1] and not (
            # Đại tá A, Giám đốc Công an tỉnh, tặng …
            len(full) > 1 and self.kind(view, *full[-2]) == "person" and self.kind(view, *full[-1]) == "office"
        ):
            return []
        return full

    def _head_in(self, view: TextView, start: int, end: int) -> int:
        """Where the phrase that names the actor begins in a piece, ``-1`` where there is none."""
        norm, text = view.norm, view.text
        lead = _LEAD.match(norm, start, end)
        if lead:
            start = lead.end()
        adverbial = self.adverbial.match(norm, start, end)
        decision = _DECISION.match(norm, start, end)
        if decision:
            return decision.end() if self.kind(view, decision.end(), end) in ("office", "body") else -1
        if adverbial is None:
            return start if self.kind(view, start, end) not in ("", "side") else -1
        # Without a comma after the adverbial (Sáng 12-5 Công an huyện …) the actor is the first office, else the
        # last capitalised body: what stands before belongs to the time or place.
        best = -1
        for head in self.any_head.finditer(norm, adverbial.end(), end):
            before = norm[max(start, head.start() - 6) : head.start()].rstrip()
            if before.endswith(("của", "tại", "ở", "do", "từ", "với", "và", "dịp", "nhân")):
                break
            if self.office.match(norm, head.start(), end):
                return head.start()
            if text[head.start()].isupper() and best < 0:
                best = head.start()
        return best


@lru_cache(maxsize=8)
def agent_grammar(pack: str = DEFAULT_PACK) -> Agents:
    """The grammar of a rule pack, compiled once.

    Raises:
        PackError: ``actors.yaml`` is not valid.
    """
    words = load_words(ActorWords, "actors.yaml", pack)
    not_bodies = rf"(?!(?:{alternatives(words.not_bodies)})(?!\w))"
    of_level = rf"(?:{alternatives([*words.level_words, 'của', 'thuộc', 'công an'])})(?!\w)"
    protected = whole([phrase for phrase in words.bodies + words.not_verbs if " " in phrase])
    return Agents(
        plural=re.compile(rf"(?:{alternatives(words.plurals)})\s"),
        office=re.compile(whole(words.offices)),
        body=re.compile(not_bodies + whole(words.bodies)),
        people=re.compile(whole(words.people)),
        person=re.compile(whole(words.persons)),
        side_office=re.compile(whole(words.side_offices)),
        level=re.compile(rf"(?:{alternatives(words.levels)})(?!\w)"),
        after_level=re.compile(rf"(?<!\w)(?:{alternatives(words.level_words)})$"),
        adverbial=re.compile(rf"(?:{alternatives(words.adverbials)})(?!\w)"),
        auxiliary=re.compile(rf"(?<!\w)(?:{alternatives(words.auxiliaries)})\s{{0,3}}$"),
        body_tail=re.compile(rf"(?<!\w)(?:{alternatives([b for b in words.bodies if ' ' in b])})$"),
        rank=re.compile(rf"(?<!\w)(?:{alternatives(words.persons)})$"),
        surname=re.compile(alternatives(words.surnames)),
        verb=re.compile(rf"{protected}|(?P<verb>{whole(words.auxiliaries + words.verbs)})"),
        action=re.compile(rf"{protected}|(?P<verb>{whole(words.verbs)})"),
        reporting=re.compile(whole(words.reporting)),
        finite=re.compile(rf"{protected}|(?P<verb>{whole(words.finite)}|(?<!số)\s\d[\d.,]{{0,12}}\s(?!{of_level})(?=\w))"),
        nominal=re.compile(rf"(?<!\w)(?:{alternatives(words.nominals)})\s{{1,2}}$"),
        causative=re.compile(rf"(?<!\w)(?:{alternatives(words.causatives)})(?:\s(?:được|cho))?\s{{0,2}}$"),
        continuer=re.compile(rf"(?:{alternatives(words.continuers)})(?!\w)"),
        any_head=re.compile(not_bodies + whole(words.offices + words.bodies)),
    )


def _finite_word(view: TextView, match: re.Match[str], start: int) -> bool:
    """Whether a match of ``finite`` is that word and not a syllable of a name (Cần Thơ)."""
    at = match.start("verb")
    return at > start and (view.norm[at] == " " or view.text[at].islower())


def _name_end(text: str, start: int, end: int) -> int:
    """The end of the capitalised name in ``[start, end)`` (ông Trần Văn Tám │ lập); ``end`` where there is none."""
    found = 0
    for word in _TOKEN.finditer(text, start, end):
        if word.start() == start:
            continue  # the head, capitalised or not as the sentence wants
        if word[0][0].isupper():
            found = word.end()
        elif found:
            return found
    return end


def _breaks(norm: str, low: int, high: int) -> list[re.Match[str]]:
    return [m for m in _BREAK.finditer(norm, low, high) if m.end() - m.start() == 1]
