"""One event told several times: its numbers are of the finest place that any telling names.

A headline says *Cháy nhà ở Bến Tre, 2 người chết*, the lead *huyện Ba Tri*, the body *xã An Thủy*: all three numbers
are of the commune. Where the telling with the place holds no number, the place of the one scene that the article names
stands for all harm that it reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...language.gazetteer.find import PlaceMention
from ...language.gazetteer.gazetteer import Gazetteer, place_words
from ...language.sentences import Sentence
from ..quantity import Quantity
from .article import PlaceArticle
from .locus import Locus, either

HARM = frozenset(("deaths", "injuries", "damage", "fires", "traffic_accidents"))
RETOLD = HARM | {"suspects", "drugs", "weapons", "seized_goods"}
_EVENTS = frozenset(("fires", "traffic_accidents", "cases", "clearance_rate"))
CAUGHT = frozenset(("suspects", "drugs", "weapons", "seized_goods"))
_TOLD_FIRST = ("headline", "lead", "caption")


def find_scene(
    article: PlaceArticle, sentences: Sequence[Sentence], quantities: Sequence[Quantity], crime: bool = False
) -> PlaceMention | None:
    """The one commune or district in which the event happened that headline or lead tell of; ``None`` where there are
    several, or where the article counts events or tells of none. ``crime``: it is a case that was caught."""
    told, there = (_pattern("caught"), _pattern("caught_there")) if crime else (_pattern("incidents"), _pattern("happened"))
    norm = article.view.norm
    if any((q.indicator in _EVENTS or (crime and q.indicator == "cases")) and (q.value > 1 or q.change) for q in quantities):
        return None
    opening = next((s for s in sentences if s.kind in ("headline", "lead")), None)
    if opening is None or not article.province_code or not told.search(norm, opening.start, opening.end):
        return None
    found: PlaceMention | None = None
    for sentence, loci in zip(sentences, article.loci, strict=True):
        if sentence.kind == "headline" or not any(_is_scene(article, x) for x in loci):
            continue
        if not there.search(norm, sentence.start, sentence.end):
            continue
        for mention in (x.places[0] for x in loci if _is_scene(article, x)):
            if found is None or found.code in mention.within:
                found = mention
            elif mention.name != found.name and mention.code not in found.within:
                return None
    return found


def find_event(article: PlaceArticle, sentence: Sentence, loci: Sequence[Locus]) -> Locus | None:
    """Where the event takes place that a sentence names (*Ngày 5-7, tại xã A, … tổ chức lễ phát động*), ``None`` where it
    names none or a meeting, which is about more than its town."""
    if sentence.kind not in ("lead", "body") or not _pattern("held").search(article.view.norm, sentence.start, sentence.end):
        return None
    places = [x for x in loci if x.role == "locative" and _is_scene(article, x)]
    meets = _pattern("meetings").search(article.view.norm, sentence.start, sentence.end)
    return places[0] if len(places) == 1 and not meets else None


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(either(place_words().lists[name]))


def _is_scene(article: PlaceArticle, locus: Locus) -> bool:
    return (
        locus.role in ("locative", "listing", "plain")
        and locus.several == 1
        and locus.level in ("commune", "district")
        and (article.is_inside(locus) or not locus.places[0].code)
    )


def share_event(gaz: Gazetteer, sentences: Sequence[Sentence], quantities: Sequence[Quantity]) -> None:
    """Gives the tellings of one number the finest of their places, where that lies in the others'."""
    told: dict[tuple[object, str], list[Quantity]] = {}
    for quantity in quantities:
        if quantity.indicator in RETOLD and not quantity.change and quantity.place_code:
            told.setdefault((quantity.value, quantity.indicator), []).append(quantity)
    for group in told.values():
        if len(group) < 2:
            continue
        finest = max(group, key=lambda q: len(q.place_code))
        chain = {finest.place_code, *_above(gaz, finest.place_code)}
        if not all(q.place_code in chain for q in group):
            continue
        for quantity in group:
            first = sentences[quantity.sentence].kind in _TOLD_FIRST
            if quantity.place_code != finest.place_code and (first or quantity.indicator in HARM):
                quantity.place, quantity.place_code = finest.place, finest.place_code


def _above(gaz: Gazetteer, code: str) -> list[str]:
    unit = gaz.by_code.get(code)
    return [] if unit is None else [above.code for above in gaz.above(unit)]
