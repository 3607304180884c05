"""Sets ``place`` and ``place_code`` of each quantity: what province, district or commune the number is about.

In order: what governs it in its own sentence (see :mod:`.governor`), the place that the paragraph goes on with,
the article's local focus (headline or lead), where the person lives whom it tells of, the article's province. A
headline or caption takes it from the body's statement of the same number. Words and lists are ``places.yaml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import lru_cache

from ...language.gazetteer.find import PlaceMention
from ...language.gazetteer.gazetteer import name_key, place_words
from ...language.sentences import Sentence
from ...language.text import TextView
from ..quantity import Quantity
from .article import PlaceArticle, note_district, note_province, provincial_body, read_article
from .events import CAUGHT, HARM, find_event, find_scene, share_event
from .governor import carry, governors_of, home_of_person
from .locus import RESIDENT, Locus, either

Place = tuple[str, str]  # the name as written, the official code
NOWHERE: Place = ("", "")
_MONEY = ("VND", "USD")
_ROUNDING = Decimal("0.01")  # by how much a headline may round the body's number
_OPENING = 60  # how much of a paragraph shows that it goes elsewhere
_SAME_VALUES = 40  # how many numbers of about the same value are compared with a headline's


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
    article = read_article(view, sentences, province, published)
    by_sentence: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        by_sentence.setdefault(quantity.sentence, []).append(quantity)
    carried: Locus | None = None
    home: Locus | None = None  # where the person lives whom the paragraph tells of
    event: Locus | None = None  # where the event took place that the article tells of
    country: Locus | None = None  # said of a count in an article of no province
    own: set[int] = set()  # quantities whose own sentence says where
    for index, sentence in enumerate(sentences):
        if index and sentence.line != sentences[index - 1].line and not _goes_on(view, sentence):
            carried = home = None
            if event is not None and _back_to_event().match(view.norm, sentence.start):
                carried = event
        loci = article.loci[index]
        here = by_sentence.get(index, [])
        if not (loci or here):
            continue
        note_district(article, loci)
        note_province(article, loci[: next((i for i, x in enumerate(loci) if x.label == "province"), 0)])
        honours = any(q.indicator == "awards" for q in here)
        governors = governors_of(article, sentence, loci, here)
        for quantity, locus in zip(here, governors, strict=True):
            if locus is not None:
                own.add(id(quantity))
            if locus is not None and locus.label == "of_district" and carried is not None and carried.level == "commune":
                locus = carried  # what the district's body does in the commune that the paragraph tells of
            if locus is not None and locus.label == "home" and carried is not None and carried is event and not honours:
                locus = carried  # what the province's body gave at the event
            if locus is None and carried is not None:
                person = home_of_person(article, loci, quantity)
                locus = person if person is not None and person.role == "lives" else None
            if not province and locus is not None and (locus.several > 1 or locus.label == "country"):
                # Toàn quốc xảy ra 12 vụ: what the article goes on with counts the country, too
                country = locus if locus.label == "country" and locus.end <= here[0].start else None
            # Who is honoured at an event comes from everywhere.
            here_now = None if carried is event and honours else carried
            locus = locus or here_now or article.focus or home_of_person(article, loci, quantity, home) or country
            place = _resolve(article, locus) if locus else _default(article, index, quantity)
            quantity.place, quantity.place_code = place
        carried = carry(article, sentence, loci, here, governors, carried)
        event = event or find_event(article, sentence, loci)
        note_province(article, loci)
        home = next((x for x in reversed(loci) if x.role in RESIDENT and article.is_inside(x)), home)
    scene = find_scene(article, sentences, quantities) if any(q.indicator in HARM for q in quantities) else None
    if scene is not None:
        for quantity in quantities:
            if (quantity.indicator in HARM or id(quantity) not in own) and (not quantity.place or quantity.place_code == article.province_code):
                quantity.place, quantity.place_code = _written(article, scene)
    case = find_scene(article, sentences, quantities, crime=True) if scene is None and any(q.indicator in CAUGHT for q in quantities) else None
    if case is not None:
        # Công an huyện A bắt …: what was found at the one scene in a commune of the district is of the commune.
        above = (article.province_code, *case.within)
        for quantity in quantities:
            if quantity.indicator in CAUGHT and (not quantity.place or quantity.place_code in above):
                quantity.place, quantity.place_code = _written(article, case)
    _share_with_headline(sentences, quantities, own)
    share_event(article.gaz, sentences, quantities)


def _goes_on(view: TextView, sentence: Sentence) -> bool:
    """Whether a paragraph starts by going on with the one before: *Kết quả*, *Tang vật*, *Đồng thời*."""
    opening = min(sentence.end, sentence.start + _OPENING)
    return bool(_continuing().match(view.norm, sentence.start)) and not provincial_body().search(
        view.norm, sentence.start, opening
    )


@lru_cache(maxsize=1)
def _back_to_event() -> re.Pattern[str]:
    return re.compile(rf"[\s\"“'(–-]{{0,3}}{either(place_words().lists['back_to_event'])}")


@lru_cache(maxsize=1)
def _continuing() -> re.Pattern[str]:
    return re.compile(rf"[\s\"“'(–-]{{0,3}}{either(place_words().lists['continuing'])}")


def _default(article: PlaceArticle, sentence: int, quantity: Quantity) -> Place:
    """The article's province, where the article is about it."""
    if not article.anchored:
        return NOWHERE
    if article.trial_only and (quantity.unit in _MONEY or not article.in_court[sentence]):
        return NOWHERE
    return article.province, article.code_on_date


def _resolve(article: PlaceArticle, locus: Locus) -> Place:
    """What a locus is written as."""
    province = (article.province, article.code_on_date)
    if locus.role == "scope":
        if locus.label == "country":
            return str(place_words().tables["country_name"][""]), ""
        if locus.label == "province":
            if not article.province and article.named_province is not None:
                return _written(article, article.named_province)
            return province
        if locus.label in ("district", "of_district") and article.district:
            return _written(article, article.district)
        if locus.label == "commune" and article.commune:
            return _written(article, article.commune)
        if locus.label == "district":
            return _written(article, article.only_district) if article.only_district else NOWHERE
        return _resolve(article, article.focus) if article.focus else province
    if locus.several > 1:
        focus = article.focus.finest if article.focus else None
        if locus.several > 2 and focus and all(focus.code in m.within for m in locus.places):
            return _written(article, focus)  # many communes of the district that the article is about
        return NOWHERE
    if locus.finest is None or locus.level == "foreign":
        return NOWHERE
    return _written(article, locus.finest)


def _written(article: PlaceArticle, mention: PlaceMention) -> Place:
    """The name as written: communes with their level word, districts and provinces without."""
    name = mention.name
    if len(name) > 3 and name.isupper() and (mention.code or " " in name):
        unit = article.gaz.by_code.get(mention.code)
        if unit is None or name_key(unit.name) == name_key(name):  # a headline in capitals, not an abbreviation
            name = unit.name if unit else name.title()
    if mention.kind and (mention.level == "commune" or name.isdigit()):
        kind = mention.kind if len(mention.kind) <= 3 else _level_word(mention.kind)
        name = f"{kind} {name}"
    elif mention.kind and name_key(name) in _never_bare():
        name = article.view.text[mention.start : mention.end]
    return name, mention.code


@lru_cache(maxsize=1)
def _never_bare() -> frozenset[tuple[str, ...]]:
    return frozenset(name_key(phrase) for phrase in place_words().lists["never_bare"])


def _level_word(kind: str) -> str:
    levels = place_words().tables["levels"]
    return next((word for word in levels if kind.startswith(word)), kind)


def _share_with_headline(sentences: list[Sentence], quantities: list[Quantity], own: set[int]) -> None:
    """Where headline or caption does not say where, the body's statement of the same number does."""
    body = [q for q in quantities if sentences[q.sentence].kind in ("lead", "body", "item")]
    body.sort(key=lambda q: q.value)
    values = [q.value for q in body]
    for quantity in quantities:
        if sentences[quantity.sentence].kind not in ("headline", "caption") or id(quantity) in own:
            continue
        slack = abs(quantity.value) * _ROUNDING
        first = bisect_left(values, quantity.value - slack)
        last = min(bisect_right(values, quantity.value + slack), first + _SAME_VALUES)
        same = [q for q in body[first:last] if q.indicator == quantity.indicator or q.unit == quantity.unit]
        if same:
            other = min(same, key=lambda q: q.start)
            quantity.place, quantity.place_code = other.place, other.place_code
