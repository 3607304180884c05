"""Names that follow a level word (*xã*, *huyện*, *TP.*): places, known or not."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import TextView
from .gazetteer import Gazetteer, Unit, gazetteer, place_words
from .words import Words, split_words

_LIST_JOIN = re.compile(r"\s{0,2}(?:,|;|và|-|–|,\s?và|hay|hoặc)\s{0,2}")
LONGEST_UNKNOWN = 4  # words of a name that the gazetteer does not hold
LONGEST_CUE = 6
_FULL_WORDS = frozenset(("xã", "huyện", "tỉnh", "quận", "phường", "phố", "trấn", "khu"))
_NUMBERED = frozenset(("phường", "quận", "p", "q"))  # what can be named by a number alone

Span = tuple[int, int, int, str, list[Unit]]
"""Words of a name: first (its level word), end, first of the bare name, level, units that it may be."""


@lru_cache(maxsize=1)
def _level_phrases() -> dict[tuple[str, ...], str]:
    return {split_words(phrase): str(level) for phrase, level in place_words().tables["levels"].items()}


@lru_cache(maxsize=1)
def _level_first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _level_phrases()) | frozenset(_initials())


@lru_cache(maxsize=1)
def _initials() -> dict[str, str]:
    return {letter: str(level) for letter, level in place_words().tables["initials"].items()}


@lru_cache(maxsize=32)
def phrase_set(name: str) -> frozenset[tuple[str, ...]]:
    """A list of ``places.yaml`` as tuples of folded words."""
    return frozenset(split_words(phrase) for phrase in place_words().lists[name])


class LevelNames:
    """Finds the names after a level word, and those that go on a list behind one."""

    def __init__(self, view: TextView, start: int, end: int, province: str, published: str):
        self.view = view
        self.gaz: Gazetteer = gazetteer(published)
        own = self.gaz.province(province) if province else None
        self.own = own.code if own else ""
        # Of the lists until 2025 (see models/build_gazetteer.py) the one nearest to the date.
        self.edition = "d" if published >= "2025-07" else "c" if published >= "2025" else "b"
        self.w = Words(view, start, end)
        self.known: set[tuple[str, tuple[str, ...]]] = set()
        self.provinces: set[str] = {self.own} if self.own else set()

    def _with_level(self) -> list[Span]:
        """Spans of words ``(first, end, first of the name, level, units)``."""
        w, spans = self.w, []
        first_words, done = _level_first_words(), 0
        for at in [i for i, word in enumerate(w.words) if word in first_words]:
            if at < done:
                continue
            length, level = self._level_at(at)
            if not length:
                continue
            name_at = self._skip_modifier(at + length)
            stop, units = self._name_at(name_at, level)
            if stop == name_at:
                done = at + length
                continue
            spans.append((at, stop, name_at, self._decide(level, units), units))
            self.known.add((spans[-1][3], w.key(name_at, stop)))
            done = self._coordinated(stop, spans, level)
        return spans

    def _coordinated(self, at: int, spans: list, level: str) -> int:
        """Names that go on a list after a level word: *các xã A, B và C*."""
        w = self.w
        for _ in range(40):
            nxt = at
            if nxt < len(w.words) and w.words[nxt] in ("và", "hoặc", "hay"):
                nxt += 1
            if nxt >= len(w.words) or not w.capital[nxt] or self._level_at(nxt)[0]:
                return at
            if not _LIST_JOIN.fullmatch(self.view.norm, w.ends[at - 1], w.starts[nxt]):
                return at
            comma = self.view.norm[w.ends[at - 1]] == ","
            stop, units = self._known_name(nxt, level)
            if level in ("district", "commune") and any(
                u.level == "province" for u in self.gaz.longest(self._run(nxt), 0)[1]
            ):
                return at  # huyện A, Quảng Trị: the chain goes up
            if stop == nxt and comma:
                stop = self._listed_unknown(nxt)
            if stop == nxt or not self._alone(nxt, stop, ignore_before=True):
                return at
            same = [u for u in units if _fits(level, u)]
            spans.append((nxt, stop, nxt, self._decide(level, same), same))
            self.known.add((spans[-1][3], w.key(nxt, stop)))
            at = stop
        return at

    def _listed_unknown(self, at: int) -> int:
        """Where an unknown name inside a list ends: two capitalised words or more up to the next separator."""
        w, stop = self.w, at
        while stop < min(at + LONGEST_UNKNOWN, len(w.words)) and w.capital[stop] and (stop == at or w.joined(stop)):
            stop += 1
        after = self.view.norm[w.ends[stop - 1] : w.ends[stop - 1] + 2].strip()[:1] if stop > at else ""
        ends = after in ("", ",", ".", ";", "…", ")") or (stop < len(w.words) and w.words[stop] == "và")
        return stop if stop - at > 1 and ends and not self._shouted(at) else at

    def _level_at(self, at: int) -> tuple[int, str]:
        w = self.w
        phrases = _level_phrases()
        two = tuple(w.words[at : at + 2])
        if two in phrases and at + 1 < len(w.words) and (w.spaced(at + 1) or two == ("t", "p")):
            return 2, phrases[two]
        level = phrases.get((w.words[at],))
        if level:
            return 1, level
        letter = w.words[at]
        if letter in _initials() and w.capital[at] and self.view.norm[w.ends[at] : w.ends[at] + 1] == ".":
            initials = w.gap(at) in (".", ". ") and len(w.words[at - 1]) == 1  # L.X.T is a person
            follows = w.words[at + 1] if at + 1 < len(w.words) else ""
            if not initials and (len(follows) > 1 or follows.isdigit()):
                return 1, _initials()[letter]
        return 0, ""

    def _skip_modifier(self, at: int) -> int:
        modifiers = phrase_set("modifiers")
        for length in (4, 3, 2, 1):
            if tuple(self.w.words[at : at + length]) in modifiers and not self.w.capital[at]:
                return at + length
        return at

    def _name_at(self, at: int, level: str) -> tuple[int, list[Unit]]:
        """Where the name after a level word ends, and the units it may be; the end is ``at`` where there is none."""
        w = self.w
        if at >= len(w.words) or not (w.spaced(at) or self._after_dot(at)):
            return at, []
        if w.words[at].isdigit():
            if w.words[at - 1] in _NUMBERED and len(w.words[at]) <= 2 and self._before_number(at):
                stop, units = self._known_name(at, level)
                return (stop, units) if stop > at else (at + 1, [])
            return at, []
        if not w.capital[at] or self._title(at):
            return at, []
        stop, units = self._known_name(at, level)
        if stop > at and not (stop == at + 1 and self._goes_on(at)):
            return stop, units
        if self._shouted(at) or self._special(at) or (w.words[at],) in phrase_set("body_heads"):
            return at, []
        if len(w.words[at]) == 1 or w.words[at - 1] in _initials():  # huyện N.; chị H. Sau đó
            return at, []
        stop = at + 1
        while stop < min(at + LONGEST_UNKNOWN, len(w.words)) and w.capital[stop] and w.joined(stop):
            if self._level_at(stop)[0]:
                break
            stop += 1
        if stop - at > 2 and (w.words[at],) in phrase_set("surnames"):  # Hội Phụ nữ huyện Trần Thị Hoa
            return at, []
        return stop, []

    def _goes_on(self, at: int) -> bool:
        """Whether a name of one word is the beginning of a longer one that is not known, and no person follows it."""
        w, nxt = self.w, at + 1
        return (
            nxt < len(w.words)
            and w.spaced(nxt)
            and w.capital[nxt]
            and not self._shouted(at)
            and not self._level_at(nxt)[0]
            and (w.words[nxt],) not in phrase_set("surnames")
        )

    def _special(self, at: int) -> bool:
        """Whether a region or a country stands here: *5 tỉnh Tây Nguyên*."""
        return any(u.level in ("region", "foreign") for u in self.gaz.longest(self._run(at), 0)[1])

    def _title(self, at: int) -> bool:
        """Whether what follows a level word is a title that is only written large: *xã Văn hóa*, *xã Nông thôn mới*."""
        w, nxt = self.w, at + 1
        return nxt < len(w.words) and not w.capital[nxt] and tuple(w.words[at : nxt + 1]) in phrase_set("unit_titles")

    def _before_number(self, at: int) -> bool:
        """A ward's number stands right after its level word and is no count: *phường 2*, not *xã 12 hộ*."""
        after = self.view.norm[self.w.ends[at] : self.w.ends[at] + 2]
        return not after or after[0] in ",.;:)(-–/\n" or (after[0] == " " and not after[1:].isdigit())

    def _after_dot(self, at: int) -> bool:
        gap = self.view.norm[self.w.ends[at - 1] : self.w.starts[at]]
        return gap in (".", ". ") and self.w.words[at - 1] not in _FULL_WORDS  # TP. X, TX.X, P.2

    def _known_name(self, at: int, level: str) -> tuple[int, list[Unit]]:
        """The longest known name of a level at a word; capitalised throughout."""
        length, units = self.gaz.longest(self._run(at), 0)
        while length:
            fitting = [u for u in units if _fits(level, u)]
            if fitting:
                return at + length, fitting
            if length == 1:
                break
            length, units = self.gaz.longest(self._run(at)[: length - 1], 0)
        return at, []

    def _run(self, at: int) -> tuple[str, ...]:
        """The words of the capitalised run that starts at a word."""
        w, stop = self.w, at + 1
        while stop < min(at + 9, len(w.words)) and w.joined(stop) and (w.capital[stop] or w.words[stop].isdigit()):
            stop += 1
        return w.key(at, stop)

    def _decide(self, level: str, units: list[Unit]) -> str:
        """The level of a name after its level word. Provinces and cities are all known: another is abroad."""
        if not units and level in ("city", "province"):
            return "foreign"
        if level != "city":
            return level
        cities = {u.level for u in units if u.kind == "thành phố"} or {u.level for u in units}
        return "province" if "province" in cities else "district"

    def _shouted(self, at: int) -> bool:
        """Whether the line is in capitals, so that capitals show no name."""
        w = self.w
        near = [self.view.text[w.starts[i] : w.ends[i]] for i in range(max(0, at - 2), min(len(w.words), at + 3))]
        long = [word for word in near if len(word) > 1]
        return len(long) > 2 and all(word.isupper() for word in long)

    def _alone_before(self, at: int) -> bool:
        w = self.w
        if at == 0 or not w.joined(at) or not w.capital[at - 1]:
            return True
        # The word before is capitalised: the sentence's first word, if it is one that leads to a place.
        return self._starts_sentence(at)

    def _opens(self, at: int) -> bool:
        """Whether a name opens its line or clause."""
        return at == 0 or not self.w.joined(at)

    def _starts_sentence(self, at: int) -> bool:
        for length in range(1, LONGEST_CUE):
            first = at - length
            if first < 0:
                return False
            if tuple(self.w.words[first:at]) in phrase_set("place_cues"):
                return True
        return False

    def _alone(self, at: int, stop: int, ignore_before: bool = False) -> bool:
        """Whether a name is not part of a longer capitalised name."""
        w = self.w
        if stop < len(w.words) and w.spaced(stop) and w.capital[stop] and not self._shouted(at):
            return False
        return ignore_before or self._alone_before(at) or self._shouted(at)


def _fits(level: str, unit: Unit) -> bool:
    if level == "city":
        return unit.level in ("province", "district")
    return unit.level == level
