"""Sets ``place`` and ``place_code`` of each quantity: what province, district or commune the number is about.

In order: the head of a listing right before the number, the place that follows its noun (*3 căn nhà ở huyện A*), the
last locus of the sentence that governs, the place that the paragraph goes on with, the article's local focus (headline
or lead), the article's province. A headline, lead or caption takes it from the body's statement of the same number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from ..language.gazetteer import Gazetteer, gazetteer, name_key, place_words
from ..language.gazetteer_find import PlaceMention, find_places
from ..language.sentences import Sentence
from ..language.text import TextView
from .place_locus import Locus, either, group_places, is_helping
from .quantity import Quantity

_NEAR_AFTER = 60  # how far after its number a place of the number's own noun may stand
_FAR_AFTER = 220
_WINDOW = 12  # how many places before or after a number are looked at
_EARLY_LINES = 6  # an article about its province names it in the first lines, if at all
_LISTING_GAP = re.compile(r"[\s(:,–-]{0,3}(?:[^\d\s,;:()]{1,12}\s){0,5}[\s(]{0,2}")
_TIGHT_GAP = re.compile(r"\s?[(:]\s?(?:[^\d\s,;:()]{1,12}\s){0,3}|\s(?!và)(?:[^\d\s,;:()]{1,12}\s)?")
_BREAK = re.compile(r"[;:]|trong đó|, (?!$|(?:tiểu khu|khoảnh|thôn|ấp|bản|tổ|xóm|khu|xã|phường|thị|huyện)\b)")
_FAR_BREAK = re.compile(r"[;:]|trong đó|\bgồm\b|\briêng\b")


@dataclass(slots=True)
class _Place:
    """What is written into a quantity."""

    name: str = ""
    code: str = ""


@dataclass(slots=True)
class _Article:
    view: TextView
    gaz: Gazetteer
    province: _Place
    province_code: str
    focus: Locus | None = None
    district: PlaceMention | None = None
    city: bool = False  # the province is a city: *toàn thành phố* is the province
    anchored: bool = True
    trial_only: bool = False
    mentions: list[list[PlaceMention]] = field(default_factory=list)
    loci: list[list[Locus]] = field(default_factory=list)


def assign_places(
    view: TextView, sentences: list[Sentence], quantities: list[Quantity], province: str, published: str
) -> None:
    """Fills ``place`` and ``place_code`` of ``quantities`` in place.

    Args:
        view: the article's view; the spans of sentences and quantities are its positions.
        sentences: the article's sentences.
        quantities: in the order of the text, each with its sentence's index.
        province: the article's province as its record names it, or empty.
        published: the article's date, ISO or a part of it, or empty.
    """
    if not quantities:
        return
    article = _read_article(view, sentences, province, published)
    by_sentence: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        by_sentence.setdefault(quantity.sentence, []).append(quantity)
    carried: Locus | None = None
    home: Locus | None = None  # where the person lives whom the paragraph tells of
    own: set[int] = set()  # quantities whose own sentence says where
    for index, sentence in enumerate(sentences):
        if index and sentence.line != sentences[index - 1].line and not _goes_on(view, sentence):
            carried = None
            home = None
        loci = article.loci[index]
        _note_district(article, loci)
        here = by_sentence.get(index, [])
        governors = [_governor(article, sentence, loci, here, at) for at in range(len(here))]
        for quantity, locus in zip(here, governors, strict=True):
            if locus is not None:
                own.add(id(quantity))
            locus = locus or carried or article.focus or _home_of_person(article, loci, quantity, home)
            place = _resolve(article, locus) if locus else _default(article, sentence, quantity)
            quantity.place, quantity.place_code = place.name, place.code
        carried = _carry(article, sentence, loci, governors, carried)
        home = next((x for x in reversed(loci) if x.role == "residence" and _in_own(article, x)), home)
    _share_with_headline(sentences, quantities, own)


# -- the article ----------------------------------------------------------------------------------------------------


def _read_article(view: TextView, sentences: list[Sentence], province: str, published: str) -> _Article:
    gaz = gazetteer(published)
    unit = gaz.province(province) if province else None
    code = unit.code if unit else ""
    article = _Article(view, gaz, _Place(province, "" if unit and unit.former else code), code)
    article.city = unit is not None and unit.kind == "thành phố"
    found = find_places(view, 0, None, province, published)
    at = 0
    for sentence in sentences:
        inside = []
        while at < len(found) and found[at].start < sentence.end:
            if found[at].start >= sentence.start:
                inside.append(found[at])
            at += 1
        article.mentions.append(inside)
        loci = group_places(view, inside, sentence.start, sentence.end)
        article.loci.append(_with_scopes(article, sentence, loci))
    article.focus = _find_focus(article, sentences)
    if article.province_code:
        _anchor(article, sentences)
    return article


def _with_scopes(article: _Article, sentence: Sentence, loci: list[Locus]) -> list[Locus]:
    """The loci together with *cả nước*, *toàn tỉnh*, *toàn huyện* and bodies without a name, in order."""
    norm = article.view.norm
    for role, pattern in _scope_patterns().items():
        for match in pattern.finditer(norm, sentence.start, sentence.end):
            named = any(0 <= x.start - match.end() <= 1 or x.start < match.end() <= x.end for x in loci)
            if named or (role == "country" and _not_whole().search(norm, sentence.start, match.start())):
                continue
            if role == "city":
                role = "province" if article.city else "district"
            loci.append(Locus(match.start(), match.end(), "scope", label=role))
    loci.sort(key=lambda locus: locus.start)
    return loci


@lru_cache(maxsize=1)
def _not_whole() -> re.Pattern[str]:
    return re.compile(rf"{either(place_words().lists['not_whole_after'])}\s$")


@lru_cache(maxsize=1)
def _scope_patterns() -> dict[str, re.Pattern[str]]:
    lists = place_words().lists
    return {
        "country": re.compile(either(lists["whole_country"])),
        "province": re.compile(either(lists["whole_province"])),
        "city": re.compile(either(lists["whole_city"])),
        "district": re.compile(either(lists["whole_district"])),
        "of_district": re.compile(either(lists["of_district"])),
    }


def _find_focus(article: _Article, sentences: list[Sentence]) -> Locus | None:
    """The place that headline or lead says the article is about; ``None`` where that is the province or nothing."""
    if not article.province_code:
        return None
    bodies = 0
    for index, sentence in enumerate(sentences):
        if sentence.kind in ("lead", "body"):
            bodies += 1
        candidates = [x for x in article.loci[index] if x.places and x.several == 1 and x.role in _FOCUS_ROLES]
        candidates = [x for x in candidates if article.province_code in (x.places[0].province_code, "") or not x.places[0].code]
        if candidates:
            order = {"commune": 0, "district": 1, "province": 2}
            best = min(candidates, key=lambda x: (x.role == "agent", order.get(x.level, 3)))
            return best if best.level in ("commune", "district") else None
        if bodies >= 3:
            break
    return None


_FOCUS_ROLES = ("locative", "listing", "plain", "agent")


def _note_district(article: _Article, loci: list[Locus]) -> None:
    """Remembers the district that *toàn huyện* means, and that the article is about it from there on."""
    for locus in loci:
        for mention in locus.places:
            if mention.level == "district" and (locus.role != "residence" or article.district is None):
                article.district = mention
        if locus.label == "district" and article.district is not None:
            focus = article.focus
            if focus is None or article.district.code in focus.places[0].within:
                article.focus = Locus(locus.start, locus.end, "plain", [article.district])


def _goes_on(view: TextView, sentence: Sentence) -> bool:
    return bool(_continuing().match(view.norm, sentence.start))


@lru_cache(maxsize=1)
def _continuing() -> re.Pattern[str]:
    return re.compile(rf"[\s\"“'(–-]{{0,3}}{either(place_words().lists['continuing'])}")


# -- one number -----------------------------------------------------------------------------------------------------


def _governor(
    article: _Article, sentence: Sentence, loci: list[Locus], here: list[Quantity], at: int
) -> Locus | None:
    """The locus of the sentence that governs a quantity, or ``None``."""
    norm, quantity = article.view.norm, here[at]
    split = bisect_left(loci, quantity.start, key=lambda x: x.start)
    before = [x for x in loci[max(0, split - _WINDOW) : split] if x.role not in ("weak", "residence")]
    # The whole country named after a count belongs to that count alone.
    before = [x for x in before if x.label != "country" or x.end <= here[0].start]
    after = [x for x in loci[split : split + _WINDOW] if _can_follow(x)]
    next_number = here[at + 1].start if at + 1 < len(here) else sentence.end
    if before and _heads_listing(before[-1], norm[before[-1].end : quantity.start]):
        return before[-1]
    if after and after[0].start <= next_number:
        gap = norm[quantity.end : after[0].start]
        near = _NEAR_AFTER if after[0].role == "locative" else _NEAR_AFTER // 2
        if len(gap) <= near and not _BREAK.search(gap):
            return after[0]
    governing = _governing_before(article, before, norm, quantity)
    if governing is not None and governing.label != "home":
        return governing
    if after and after[0].role == "locative":
        gap = norm[quantity.end : after[0].start]
        if len(gap) <= _FAR_AFTER and not _FAR_BREAK.search(gap):
            return after[0]
    return governing


def _can_follow(locus: Locus) -> bool:
    return locus.role in ("locative", "plain") or locus.label in ("country", "province", "district")


def _heads_listing(locus: Locus, gap: str) -> bool:
    """*A có 12 tổ*, *A (12 tổ)*: the place stands right before its number."""
    if locus.role == "listing":
        return bool(_LISTING_GAP.fullmatch(gap))
    return locus.role in ("locative", "plain") and bool(_TIGHT_GAP.fullmatch(gap))


def _governing_before(article: _Article, before: list[Locus], norm: str, quantity: Quantity) -> Locus | None:
    chosen: Locus | None = None
    for locus in reversed(before):
        between = norm[locus.end : quantity.start]
        if locus.role == "plain" or (locus.role == "listing" and re.search(r";|\.\s", between)):
            continue
        if locus.role == "agent" and locus.level == "province" and _is_own(article, locus):
            locus = Locus(locus.start, locus.end, "scope", label="home")
        if chosen is None:
            chosen = locus
            if not (locus.role == "agent" or locus.label in ("home", "of_district")):
                return chosen
        elif locus.role == "locative" and (chosen.role == "scope" or _inside(locus, chosen)):
            return locus
    return chosen


def _is_own(article: _Article, locus: Locus) -> bool:
    return bool(article.province_code) and locus.places[0].code == article.province_code


def _inside(fine: Locus, coarse: Locus) -> bool:
    a, b = fine.finest, coarse.finest
    return a is not None and b is not None and (b.code in a.within or b.name in [m.name for m in fine.places])


def _carry(
    article: _Article,
    sentence: Sentence,
    loci: list[Locus],
    governors: list[Locus | None],
    carried: Locus | None,
) -> Locus | None:
    """The place that the paragraph goes on with after a sentence."""
    if governors:
        named = {id(x): x for x in governors if x is not None}
        if len(named) != 1 or len({(x.start, x.end) if x else None for x in governors}) > 2:
            return None if named else carried
        loci = [x for x in named.values() if x.role != "listing"]
    local = any(x.role == "locative" and x.several == 1 for x in loci)
    for locus in loci:
        if (locus.role == "locative" and locus.several == 1) or locus.label in ("province", "district", "country"):
            carried = locus
        elif local or locus.role != "agent" or is_helping(article.view.norm, sentence.start, locus):
            continue
        elif locus.several == 1:
            if locus.level == "province" and _is_own(article, locus):
                carried = None
            elif carried is None or not _inside(carried, locus):
                carried = locus
    return carried


def _in_own(article: _Article, locus: Locus) -> bool:
    return bool(article.province_code) and locus.places[0].province_code == article.province_code


def _home_of_person(
    article: _Article, loci: list[Locus], quantity: Quantity, home: Locus | None
) -> Locus | None:
    """Where the person lives whom the sentence or the paragraph tells of, for want of a better place."""
    split = bisect_left(loci, quantity.start, key=lambda x: x.start)
    before = [x for x in loci[max(0, split - _WINDOW) : split] if x.role == "residence" and _in_own(article, x)]
    if before and ";" in article.view.norm[before[-1].end : quantity.start]:
        return None
    return before[-1] if before else home


def _default(article: _Article, sentence: Sentence, quantity: Quantity) -> _Place:
    """The article's province, where the article is about it."""
    if not article.anchored:
        return _Place()
    if article.trial_only and (
        quantity.unit in ("VND", "USD") or not _court().search(article.view.norm, sentence.start, sentence.end)
    ):
        return _Place()
    return article.province


@lru_cache(maxsize=1)
def _court() -> re.Pattern[str]:
    return re.compile(either(place_words().lists["court"]))


@lru_cache(maxsize=1)
def _state_case() -> re.Pattern[str]:
    return re.compile(either(place_words().lists["state_cases"]))


def _anchor(article: _Article, sentences: list[Sentence]) -> None:
    """Whether the article is about its province, and whether only as the seat of the court that it reports from."""
    lines, own, early, in_court = 0, False, False, True
    line = -1
    for index, sentence in enumerate(sentences):
        if sentence.kind != "headline" and sentence.line != line:
            line, lines = sentence.line, lines + 1
        for locus in article.loci[index]:
            if not locus.places or not _in_own(article, locus):
                continue
            own = True
            if lines <= _EARLY_LINES:
                early = True
            if locus.role != "weak" and not _court().search(article.view.norm, sentence.start, sentence.end):
                in_court = in_court and lines > _EARLY_LINES
    article.anchored = early or not own
    article.trial_only = own and in_court and bool(_state_case().search(article.view.norm))


def _resolve(article: _Article, locus: Locus | None) -> _Place:
    if locus is None:
        return article.province
    if locus.role == "scope":
        if locus.label == "country":
            return _Place(str(place_words().tables["country_name"][""]))
        if locus.label == "province":
            return article.province
        if locus.label in ("district", "of_district") and article.district:
            return _written(article, article.district)
        if locus.label == "district":
            return _Place()
        return _resolve(article, article.focus) if article.focus else article.province
    if locus.several > 1:
        focus = article.focus.finest if article.focus else None
        if locus.several > 2 and focus and all(focus.code in m.within for m in locus.places):
            return _written(article, focus)
        return _Place()
    if locus.finest is None or locus.level == "foreign":
        return _Place()
    return _written(article, locus.finest)


def _written(article: _Article, mention: PlaceMention) -> _Place:
    """The name as written: communes with their level word, districts and provinces without."""
    name = mention.name
    if len(name) > 3 and name.isupper():
        unit = article.gaz.by_code.get(mention.code)
        if unit is None or name_key(unit.name) == name_key(name):  # not an abbreviation
            name = unit.name if unit else name.title()
    if mention.level == "commune" and mention.kind:
        kind = mention.kind if len(mention.kind) <= 3 else _level_word(mention.kind)
        name = f"{kind} {name}"
    elif mention.kind.startswith(("tp", "t.p", "thành phố")) and mention.name.casefold() in ("hcm", "hồ chí minh"):
        name = article.view.text[mention.start : mention.end]
    return _Place(name, mention.code)


def _level_word(kind: str) -> str:
    levels = place_words().tables["levels"]
    return next((word for word in levels if kind.startswith(word)), kind)


# -- headline, lead and caption -------------------------------------------------------------------------------------


def _share_with_headline(sentences: list[Sentence], quantities: list[Quantity], own: set[int]) -> None:
    """Where headline, lead or caption does not say where, the body's statement of the same number does."""
    for quantity in quantities:
        kind = sentences[quantity.sentence].kind
        if kind not in ("headline", "caption") or id(quantity) in own:
            continue
        for other in quantities:
            same = _rounds(quantity, other) and (other.indicator == quantity.indicator or other.unit == quantity.unit)
            if same and sentences[other.sentence].kind in ("lead", "body", "item"):
                quantity.place, quantity.place_code = other.place, other.place_code
                break


def _rounds(quantity: Quantity, other: Quantity) -> bool:
    """Whether a headline's number is the body's, or the body's rounded."""
    return abs(other.value - quantity.value) * 100 <= abs(other.value)
