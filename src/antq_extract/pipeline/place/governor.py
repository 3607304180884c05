"""Which of a sentence's places governs a number, and what the next sentence goes on with."""

from __future__ import annotations

import re
from bisect import bisect_left

from ...language.sentences import Sentence
from ..quantity import Quantity
from .article import PlaceArticle, helps_province, is_venue
from .locus import RESIDENT, Locus, is_helping

_NEAR_AFTER = 60  # how far after its number a place of the number's own noun may stand
_FAR_AFTER = 220
_REACH = 1200  # how far before its number a place may stand
_WINDOW = 12  # how many places before or after a number are looked at
_LISTING_GAP = re.compile(r"[\s():,–-]{0,3}(?:[^\d\s,;:()]{1,12}\s){0,5}[\s(]{0,2}")
_TIGHT_GAP = re.compile(r"\s?[(:]\s?(?:[^\d\s,;:()]{1,12}\s){0,3}|\)?\s(?!và)(?:[^\d\s,;:()]{1,12}\s)?")
_BREAK = re.compile(r"[;:]|trong đó|, (?!$|(?:tiểu khu|khoảnh|thôn|ấp|bản|tổ|xóm|khu|xã|phường|thị|huyện)\b)")
_GIVEN_TO = re.compile(r"[^,;.:()\d]{0,30} cho [^,;.:()\d]{0,60}")
_FAR_BREAK = re.compile(r"[;:]|trong đó|\bgồm\b|\briêng\b")
_CARRIED = ("country", "province", "district", "of_district", "commune")
_LEAVES = re.compile(r"[;:().]|trong khi|còn lại|riêng|toàn |tổng ")
_CLAUSE = re.compile(r";|\.\s")


def governors_of(article: PlaceArticle, sentence: Sentence, loci: list[Locus], here: list[Quantity]) -> list[Locus | None]:
    """The locus that governs each quantity of a sentence, or ``None``."""
    found: list[Locus | None] = []
    for at, quantity in enumerate(here):
        locus = governor(article, sentence, loci, here, at)
        previous = found[-1] if found else None
        if previous is not None and previous.role == "plain" and previous.end <= here[at - 1].start and (locus is None or locus.end <= previous.start):
            # A with 13 dead and 3 missing: what goes on the list of a place is of that place.
            gap = article.view.norm[here[at - 1].noun_end : quantity.start]
            if len(gap) <= _NEAR_AFTER and not _LEAVES.search(gap):
                locus = previous
        found.append(locus)
    return found


def governor(
    article: PlaceArticle, sentence: Sentence, loci: list[Locus], here: list[Quantity], at: int
) -> Locus | None:
    """The locus of the sentence that governs the quantity ``here[at]``, or ``None``.

    First the head of a listing (*A có 12 tổ*), then the place of the number's own noun (*3 căn nhà ở huyện A*), then
    the last place before the number, then one further on in its clause.
    """
    norm, quantity = article.view.norm, here[at]
    split = bisect_left(loci, quantity.start, key=lambda x: x.start)
    before = [x for x in _before(loci, split, quantity) if x.role not in ("weak", *RESIDENT)]
    before = [x for x in before if not _told_aside(norm, sentence.start, x, here, quantity.start)]
    # The whole country named after a count belongs to that count alone.
    before = [x for x in before if x.label != "country" or x.end <= here[0].start]
    if sentence.kind == "headline":  # *Quảng Trị: …* says whose news it is
        before = [x for x in before if not norm.startswith(":", x.end)]
    after = [x for x in loci[split : split + _WINDOW] if _can_follow(x) or _receives(norm, quantity, x)]
    next_number = here[at + 1].start if at + 1 < len(here) else sentence.end
    if before and _heads_listing(before[-1], norm[before[-1].end : quantity.start]):
        return before[-1]
    gap = norm[quantity.end : min(after[0].start, quantity.end + _FAR_AFTER + 1)] if after else ""
    # 6 người chết (A 2 người, B …): what opens a list is of the next number.
    opens = bool(after) and "(" in gap and 0 <= next_number - after[0].end <= 2
    if after and after[0].start <= next_number and not opens:
        near = _NEAR_AFTER if after[0].role in ("locative", "scope") else _NEAR_AFTER // 2
        if len(gap) <= near and not _BREAK.search(gap):
            return after[0]
    governing = _governing_before(article, sentence, before, norm, quantity)
    if governing is not None and governing.label != "home":
        return governing
    if after and after[0].role == "locative" and len(gap) <= _FAR_AFTER and not _FAR_BREAK.search(gap):
        return after[0]
    return governing


def home_of_person(
    article: PlaceArticle, loci: list[Locus], quantity: Quantity, home: Locus | None = None
) -> Locus | None:
    """Where the person lives whom the sentence or else the paragraph (``home``) tells of."""
    split = bisect_left(loci, quantity.start, key=lambda x: x.start)
    before = [x for x in _before(loci, split, quantity) if x.role in RESIDENT and article.is_inside(x)]
    if before and ";" in article.view.norm[before[-1].end : quantity.start]:
        return None
    return before[-1] if before else home


def carry(
    article: PlaceArticle,
    sentence: Sentence,
    loci: list[Locus],
    here: list[Quantity],
    governors: list[Locus | None],
    carried: Locus | None,
) -> Locus | None:
    """The place that the paragraph goes on with after a sentence, given what governed the sentence's numbers."""
    if governors:
        named = {id(x): x for x in governors if x is not None}
        if len(named) != 1 or len({(x.start, x.end) if x else None for x in governors}) > 2:
            return None if named else carried
        loci = [x for x in named.values() if x.role != "listing"]
        loci = [x for x in loci if x.label != "country" or x.end <= here[0].start]
    if any(is_venue(article, sentence, x) for x in loci):
        return None
    local = any(x.role == "locative" and x.several == 1 for x in loci)
    for locus in loci:
        if (locus.role == "locative" and locus.several == 1) or locus.label in _CARRIED:
            carried = locus if locus.level != "foreign" else carried
        elif local or locus.role != "agent" or is_helping(article.view.norm, sentence.start, locus):
            continue
        elif locus.several == 1:
            if article.is_own_province(locus):
                carried = None
            elif carried is None or not _inside(carried, locus):
                carried = locus
    return carried


def _before(loci: list[Locus], split: int, quantity: Quantity) -> list[Locus]:
    return [x for x in loci[max(0, split - _WINDOW) : split] if quantity.start - x.end <= _REACH]


def _told_aside(norm: str, start: int, locus: Locus, here: list[Quantity], at: int) -> bool:
    """Whether a place stands in a bracket with numbers of its own that is closed before the number: *14 trường (A 13, B 1); 10 nhà*."""
    if norm.find(")", locus.end, at) < 0:
        return False
    opening = norm.rfind("(", start, locus.start)
    closing = norm.find(")", locus.end, at)
    if opening < 0 or norm.find(")", opening, locus.start) >= 0:
        return False
    return any(opening < q.start < closing for q in here)


def _can_follow(locus: Locus) -> bool:
    return locus.role in ("locative", "plain") or locus.label in ("country", "province", "district", "commune")


def _receives(norm: str, quantity: Quantity, locus: Locus) -> bool:
    """*200 triệu đồng cho Ủy ban MTTQ huyện A*: the body that is given something is where it goes."""
    gap = norm[quantity.end : min(locus.start, quantity.end + _FAR_AFTER)]
    return locus.role == "agent" and locus.several == 1 and bool(_GIVEN_TO.fullmatch(gap))


def _heads_listing(locus: Locus, gap: str) -> bool:
    """*A có 12 tổ*, *A (12 tổ)*: the place stands right before its number."""
    if locus.role == "listing":
        return bool(_LISTING_GAP.fullmatch(gap))
    return locus.role in ("locative", "plain") and bool(_TIGHT_GAP.fullmatch(gap))


def _governing_before(
    article: PlaceArticle, sentence: Sentence, before: list[Locus], norm: str, quantity: Quantity
) -> Locus | None:
    chosen: Locus | None = None
    for locus in reversed(before):
        if locus.role == "plain" or helps_province(article, sentence, locus):
            continue
        if locus.role == "listing" and len(before) > 1 and _CLAUSE.search(norm, locus.end, quantity.start):
            continue
        if locus.role == "agent" and article.is_own_province(locus):
            # The provincial police acts wherever the article is.
            locus = Locus(locus.start, locus.end, "scope", label="home")
        if chosen is None:
            chosen = locus
            if not (locus.role == "agent" or locus.label in ("home", "of_district", "commune")):
                return chosen
        elif locus.role == "locative" and (chosen.role == "scope" or _inside(locus, chosen)):
            return locus
    return chosen


def _inside(fine: Locus, coarse: Locus) -> bool:
    a, b = fine.finest, coarse.finest
    return a is not None and b is not None and (b.code in a.within or b.name in [m.name for m in fine.places])
