"""Finds the places that a text names.

A name with a level word before it (*xã*, *huyện*, *TP.*) is a place, known or not. A bare name must be in the
gazetteer, be capitalised, stand alone (not inside a longer name, not after *ông* or *thôn*), and be a province, or
lie in the article's province, or follow a word that shows a place, or have been named with its level before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import TextView
from .gazetteer import Unit
from .levels import LevelNames, Span, phrase_set
from .words import spelled

_BARE_JOIN = re.compile(r"\)?\s{0,2}(?:,|;|và|-|–|,\s?và|hay|hoặc|\()\s{0,2}")


@dataclass(slots=True)
class PlaceMention:
    """A place as the text names it: ``[start, end)`` with its level word, the bare name from ``name_start``.

    ``level`` is ``province``, ``district``, ``commune``, ``region`` or ``foreign``; ``kind`` the level word as
    written, folded, or empty; ``name`` the name as written, without level word. ``code`` is the official code where
    province and date leave one unit, else empty; ``within`` the codes of the units above, nearest first.
    """

    start: int
    end: int
    name_start: int
    level: str
    kind: str
    name: str
    code: str = ""
    within: tuple[str, ...] = ()

    @property
    def province_code(self) -> str:
        return self.code if self.level == "province" else (self.within[-1] if self.within else "")


def find_places(
    view: TextView, start: int = 0, end: int | None = None, province: str = "", published: str = ""
) -> list[PlaceMention]:
    """The places named in ``view`` between two positions, in order.

    Args:
        view: the article's view.
        start, end: the stretch to read; the whole text by default.
        province: the article's province as its record names it, or empty.
        published: the article's date; it chooses the edition of the gazetteer.
    """
    return _Finder(view, start, len(view.text) if end is None else end, province, published).run()


class _Finder(LevelNames):
    def run(self) -> list[PlaceMention]:
        spans = self._with_level()
        taken = {i for span in spans for i in range(span[0], span[1])}
        spans += self._bare(taken)
        spans.sort()
        mentions = [self._mention(*span) for span in spans]
        return self._resolve(mentions, spans)

    # -- bare names -----------------------------------------------------------------------------------------------

    def _bare(self, taken: set[int]) -> list[Span]:
        w, spans = self.w, []
        never = phrase_set("never_bare")
        first_words, may_start, done = self.gaz.first_words, self.gaz.may_start, 0
        listed_at, listed_level, size = -1, "", len(w.words)
        heads = [i for i, (word, capital) in enumerate(zip(w.words, w.capital, strict=True)) if capital or word in _REGION_HEADS]
        for at in sorted({*heads, *taken}) if taken else heads:
            if at < done:
                continue
            if at in taken:
                listed_at, listed_level = at + 1, ""
                continue
            first = w.words[at]
            spelling = spelled(first)
            if spelling not in first_words:
                continue
            if not may_start(spelling, spelled(w.words[at + 1]) if at + 1 < size else ""):
                continue
            run = w.key(at, at + 9) if first in _REGION_HEADS else self._run(at)
            length, units = self.gaz.longest(run, 0)
            if not w.capital[at]:  # miền Trung, but not *trung tâm*
                units = [u for u in units if u.level == "region"]
            if not length or not units or any(i in taken for i in range(at, at + length)) or tuple(w.words[at : at + length]) in never:
                continue
            stop = at + length
            in_list = listed_at >= 0 and self._list_gap(listed_at, at)
            above = in_list and "(" in self.view.norm[w.ends[listed_at - 1] : w.starts[at]]
            level, fitting = self._accept(at, stop, units, in_list, listed_level if in_list and not above else "")
            if level:
                spans.append((at, stop, at, level, fitting))
                if level == "province":
                    self.provinces.update(u.code for u in fitting)
                listed_at, listed_level = stop, listed_level if above else level
            elif self._blocked(at) or (in_list and listed_level == _BLOCKED):
                listed_at, listed_level = stop, _BLOCKED
            done = stop
        return spans

    def _list_gap(self, before: int, at: int) -> bool:
        gap_words = self.w.words[before:at]
        if len(gap_words) > 1 or (gap_words and gap_words[0] not in ("và", "hay", "hoặc")):
            return False
        return bool(gap_words) or bool(
            _BARE_JOIN.fullmatch(self.view.norm, self.w.ends[before - 1], self.w.starts[at])
        )

    def _accept(
        self, at: int, stop: int, units: list[Unit], in_list: bool, listed: str
    ) -> tuple[str, list[Unit]]:
        """The level under which a bare name is a place, and its units; an empty level where it is none."""
        key = self.w.key(at, stop)
        special = [u for u in units if u.level in ("region", "foreign")]
        cue = self._cue_before(at)
        if special:
            enough = len(key) > 1 or cue or special[0].level == "region"
            return (special[0].level, special) if enough and self._alone(at, stop) else ("", [])
        quoted = self.view.norm[self.w.starts[at] - 1 : self.w.starts[at]] in _QUOTES and at > 0
        if quoted and self.view.norm[self.w.ends[stop - 1] : self.w.ends[stop - 1] + 1] in _QUOTES:
            return "", []  # the name of a movement, a firm
        if listed == _BLOCKED or self._blocked(at) or not (self._alone(at, stop) or (cue and self._alone_before(at))):
            return "", []
        shouted = self._shouted(at)
        order = ("province", "commune", "district") if listed == "commune" else ("province", "district", "commune")
        for level in order:
            here = [u for u in units if u.level == level]
            if not here:
                continue
            if (level, key) in self.known:
                return level, here
            if shouted and level != "province" and not (level == "district" and len(key) > 1 and self._opens(at)):
                continue
            inside = [u for u in here if self.gaz.province_code(u) in self.provinces]
            if level == "province":
                return level, here
            if self._in_institution(at):
                continue
            if len(key) == 1 and (level == "commune" or not (cue or in_list)):
                continue
            if inside or ((cue or in_list) and level == "district"):
                return level, inside or here
        return "", []

    def _cue_before(self, at: int) -> bool:
        cues = phrase_set("place_cues")
        return any(tuple(self.w.words[at - n : at]) in cues for n in (1, 2, 3, 4) if at - n >= 0)

    def _blocked(self, at: int) -> bool:
        blockers = phrase_set("blockers")
        gap = self.view.norm[self.w.ends[at - 1] : self.w.starts[at]] if at else ""
        if not (at and (self.w.joined(at) or gap == ": ")):
            return False
        return any(tuple(self.w.words[at - n : at]) in blockers for n in (1, 2, 3) if at - n >= 0)

    def _in_institution(self, at: int) -> bool:
        """Whether the name belongs to a school, a firm: *Trường THPT …*, up to seven words before."""
        heads = phrase_set("institutions")
        for i in range(at - 1, max(-1, at - 8), -1):
            if not self.w.joined(i + 1) or self.w.words[i] in ("ở", "tại", "thuộc"):
                return False
            if (self.w.words[i],) in heads or tuple(self.w.words[i : i + 2]) in heads:
                return True
        return False

    # -- codes ----------------------------------------------------------------------------------------------------

    def _mention(self, first: int, stop: int, name_at: int, level: str, units: list[Unit]) -> PlaceMention:
        w, text = self.w, self.view.text
        kind = self.view.norm[w.starts[first] : w.starts[name_at]].rstrip()
        start, name_start, end = w.starts[first], w.starts[name_at], w.ends[stop - 1]
        return PlaceMention(start, end, name_start, level, kind, text[name_start:end])

    def _resolve(self, mentions: list[PlaceMention], spans: list) -> list[PlaceMention]:
        """Gives each mention its code where the chain after it, the article's places and its province leave one."""
        seen: set[str] = set(self.provinces)
        for mention, (_, _, _, level, units) in reversed(list(zip(mentions, spans, strict=True))):
            present = [u for u in units if u.level == level and not u.former]
            present = [u for u in present if not u.editions or self.edition in u.editions] or present
            codes = {u.code: u for u in present}
            if len(codes) > 1:
                for wanted in ({code for code in seen if len(code) > 2}, seen, {self.own}):
                    inside = {c: u for c, u in codes.items() if wanted & {x.code for x in self.gaz.above(u)}}
                    if inside:
                        codes = inside
                    if len(codes) == 1:
                        break
            if len(codes) == 1:
                unit = next(iter(codes.values()))
                mention.code = unit.code
                mention.within = tuple(u.code for u in self.gaz.above(unit))
                seen = {mention.code, *mention.within} | ({self.own} if self.own else set())
        return mentions


_QUOTES = frozenset("\"“”'‘’«»")
_BLOCKED = "blocked"  # the list that goes on is one of hamlets, streets or persons
_REGION_HEADS = frozenset(["miền", "đồng", "các", "khu", "vùng", "duyên", "trung"])
