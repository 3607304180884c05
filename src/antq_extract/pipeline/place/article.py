"""What an article as a whole says about places: its loci, its local focus, whether it is about its province."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from ...language.gazetteer.find import PlaceMention, find_places
from ...language.gazetteer.gazetteer import Gazetteer, gazetteer, place_words
from ...language.sentences import Sentence
from ...language.text import TextView, fold
from .locus import RESIDENT, Locus, either, group_places, is_helping
from .scopes import Scope, find_scopes

_EARLY_LINES = 6  # an article about its province names it in the first lines, if at all
_HELPING = 160  # how far before a helping body the one that it helps may stand
_PICTURE = re.compile(r"(?<![^\W_])(?:ảnh|nguồn ảnh|ảnh minh họa)(?: ?:| [^.;:\n]{1,40}$)")
_CREDITED = re.compile(r"[ .(–-]{0,4}(?:ảnh|nguồn ảnh|tin, ảnh) ?:")
_CREDIT = 16
_FOCUS_SENTENCES = 3  # of the body, after the headline
_FOCUS_ROLES = ("locative", "listing", "plain", "agent")
_SAYS = re.compile(r"(?<!\w)(?:cho biết|cho hay|xác nhận|thông tin|thông báo|chỉ đạo|phối hợp)(?!\w)")
_LEVEL = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
_FINENESS = {"commune": 0, "district": 1, "province": 2}


@dataclass(slots=True)
class PlaceArticle:
    """An article read for places.

    ``loci`` are those of each sentence. ``focus`` is the place below the province that the article is about;
    ``district`` and ``commune`` those that *toàn huyện*, *trong xã* mean at this point of the reading ``only_district``: the one that it names at all. ``city``: the province is a city, so
    *toàn thành phố* is the province. ``anchored``: the article is about its province; ``trial_only``: the province
    is only the seat of a court that tries a case of the whole state. ``in_court`` tells so of each sentence.
    """

    view: TextView
    gaz: Gazetteer
    province: str
    province_code: str
    code_on_date: str
    own_body: re.Pattern[str]  # the province with its level word: *Ban Chỉ đạo 138 tỉnh Đắk Nông*
    focus: Locus | None = None
    district: PlaceMention | None = None
    commune: PlaceMention | None = None
    only_district: PlaceMention | None = None
    named_province: PlaceMention | None = None  # the last that an article of no province has named
    city: bool = False
    anchored: bool = True
    trial_only: bool = False
    loci: list[list[Locus]] = field(default_factory=list)
    in_court: list[bool] = field(default_factory=list)

    def is_own_province(self, locus: Locus) -> bool:
        """Whether a locus names the article's province itself."""
        return bool(self.province_code) and locus.finest is not None and locus.finest.code == self.province_code

    def is_inside(self, locus: Locus) -> bool:
        """Whether a locus is the article's province or lies in it."""
        finest = locus.finest
        return bool(self.province_code) and finest is not None and finest.province_code == self.province_code


def read_article(view: TextView, sentences: list[Sentence], province: str, published: str) -> PlaceArticle:
    """Finds the places of an article and groups them by sentence."""
    gaz = gazetteer(published)
    unit = gaz.province(province) if province else None
    code = unit.code if unit else ""
    province = _without_level(province)
    own_body = re.compile(rf"(?<!\w)tỉnh\s{re.escape(fold(province))}(?!\w)")
    article = PlaceArticle(view, gaz, province, code, "" if unit and unit.former else code, own_body)
    article.city = unit is not None and unit.kind == "thành phố"
    found = find_places(view, 0, None, province, published)
    scopes = find_scopes(view.norm)
    starts, scope_starts = [m.start for m in found], [s.start for s in scopes]
    for sentence in sentences:
        inside = found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        near = scopes[bisect_left(scope_starts, sentence.start) : bisect_left(scope_starts, sentence.end)]
        if not (inside or near):
            article.loci.append([])
            article.in_court.append(False)
            continue
        loci = group_places(view, inside, sentence.start, sentence.end)
        article.loci.append(_with_scopes(article, loci, [s for s in near if s.label not in ("court", "state")]))
        article.in_court.append(any(s.label == "court" for s in near))
    if article.province_code:
        article.focus = _find_focus(article, sentences)
        article.only_district = _only_district(article)
        _anchor(article, sentences, any(s.label == "state" for s in scopes))
    return article


def _without_level(province: str) -> str:
    """*Tỉnh Gia Lai* as places are written: Gia Lai. *TP HCM* stays."""
    bare = _LEVEL.sub("", province.strip(), count=1)
    return province.strip() if fold(bare) in place_words().lists["never_bare"] else bare


def note_province(article: PlaceArticle, loci: list[Locus]) -> None:
    """Remembers the province that *toàn tỉnh* means in an article of no province."""
    for locus in loci:
        if locus.several == 1 and locus.level == "province" and locus.role not in RESIDENT:
            article.named_province = locus.finest


def note_district(article: PlaceArticle, loci: list[Locus]) -> None:
    """Remembers the district that *toàn huyện* means, and that the article is about it from there on."""
    for locus in loci:
        for mention in locus.places:
            if mention.level == "district" and (locus.role not in RESIDENT or article.district is None):
                article.district = mention
            if mention.level == "commune" and locus.role not in (*RESIDENT, "weak"):
                article.commune = mention
        whole = locus.level == "district" and _toan().search(article.view.norm, max(0, locus.start - 6), locus.start)
        if (locus.label == "district" or whole) and article.district is not None:
            focus = article.focus
            if focus is None or article.district.code in focus.places[0].within:
                article.focus = Locus(locus.start, locus.end, "plain", [article.district])


def _with_scopes(article: PlaceArticle, loci: list[Locus], scopes: list[Scope]) -> list[Locus]:
    """The loci of a sentence together with its scopes, in order."""
    starts = [locus.start for locus in loci]
    added = []
    for scope in scopes:
        near = bisect_left(starts, scope.start)
        if any(x.start - scope.end <= 1 and x.end > scope.start for x in loci[max(0, near - 1) : near + 1]):
            continue  # toàn tỉnh A: the name says it
        label = scope.label
        if label in ("city", "of_city"):
            label = "province" if article.city else "district" if label == "city" else "of_district"
        added.append(Locus(scope.start, scope.end, "scope", label=label))
    return sorted(loci + added, key=lambda locus: locus.start) if added else loci


@lru_cache(maxsize=1)
def _toan() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)toàn\s$")


@lru_cache(maxsize=1)
def provincial_body() -> re.Pattern[str]:
    """A body of the province without its name."""
    return re.compile(either(place_words().lists["of_province"]))


def _find_focus(article: PlaceArticle, sentences: list[Sentence]) -> Locus | None:
    """The place that headline or lead says the article is about; ``None`` where that is the province or nothing."""
    bodies, incident = 0, False
    for sentence, loci in zip(sentences, article.loci, strict=True):
        if _is_picture(article.view.norm, sentence):
            continue
        if sentence.kind in ("lead", "body"):
            bodies += 1
        candidates = [
            x
            for x in loci
            if x.places and x.several == 1 and x.role in _FOCUS_ROLES and (article.is_inside(x) or not x.places[0].code)
        ]
        candidates = [x for x in candidates if not helps_province(article, sentence, x)]
        candidates = [x for x in candidates if not _beside_province(article, sentences, sentence, x)]
        if bodies > 1:  # named by the way further on: quy hoạch xây dựng xã A
            districts = {x.places[0].name for x in candidates if x.level == "district"}
            candidates = [x for x in candidates if x.role != "plain" and not (x.role == "listing" and len(districts) > 1)]
        if candidates:
            best = min(candidates, key=lambda x: (x.role == "agent", _FINENESS.get(x.level, 3)))
            same_level = {x.places[0].name for x in candidates if x.level == best.level and x.role == best.role}
            if is_venue(article, sentence, best):
                return None
            if best.level == "province" and sentence.kind == "headline" and _is_incident(article, sentence, best):
                incident = True
                continue
            if incident and not (best.role == "locative" and best.level == "commune" and bodies == 1):
                return None
            if best.level not in ("commune", "district") or (len(same_level) > 1 and sentence.kind != "headline"):
                return None
            return best
        if bodies >= _FOCUS_SENTENCES:
            break
    return None


def _is_picture(norm: str, sentence: Sentence) -> bool:
    """Whether a sentence stands beside a picture: *Hiện trường vụ cháy tại xã A. Ảnh: …*."""
    if sentence.kind in ("headline", "lead"):
        return False
    after = norm[sentence.end : sentence.end + _CREDIT]
    return bool(_PICTURE.search(norm, sentence.start, sentence.end) or _CREDITED.match(after))


def _only_district(article: PlaceArticle) -> PlaceMention | None:
    """The one district of its province that an article names as acting or as a scene; ``None`` where it names several."""
    named = [m for loci in article.loci for x in loci if x.role not in (*RESIDENT, "weak") and x.several == 1 for m in x.places if m.level == "district"]
    inside = [m for m in named if m.province_code == article.province_code]
    return inside[0] if inside and len({m.code for m in inside}) == 1 else None


def _beside_province(article: PlaceArticle, sentences: list[Sentence], sentence: Sentence, locus: Locus) -> bool:
    """Whether the body of a place acts beside one of the province: *LĐLĐ tỉnh tặng 35 suất. LĐLĐ huyện A tặng 86 suất*."""
    if locus.role != "agent" or sentence.kind == "headline":
        return False
    norm = article.view.norm
    first = next(s.start for s in sentences if s.line == sentence.line)
    body = provincial_body().search(norm, first, locus.start)
    return body is not None and not _SAYS.search(norm, body.end(), locus.start)


def _is_incident(article: PlaceArticle, headline: Sentence, locus: Locus) -> bool:
    """*Quảng Trị: Cháy nhà …* tells of one event; the province at its head only says whose news it is."""
    norm = article.view.norm
    dateline = norm[locus.end : locus.end + 2].lstrip().startswith(":")
    return dateline and bool(_incidents().search(norm, locus.end, headline.end))


@lru_cache(maxsize=1)
def _incidents() -> re.Pattern[str]:
    return re.compile(either(place_words().lists["incidents"]))


def helps_province(article: PlaceArticle, sentence: Sentence, locus: Locus) -> bool:
    """Whether the body of a place only helps one of the province: *Công an tỉnh phối hợp Công an huyện A*."""
    if locus.role != "agent":
        return False
    if locus.helps is None:
        locus.helps = _helps(article, sentence, locus)
    return locus.helps


def _helps(article: PlaceArticle, sentence: Sentence, locus: Locus) -> bool:
    norm = article.view.norm
    start = max(sentence.start, locus.start - _HELPING)
    return (
        is_helping(norm, sentence.start, locus)
        and bool(provincial_body().search(norm, start, locus.start) or article.own_body.search(norm, start, locus.start))
    )


def is_venue(article: PlaceArticle, sentence: Sentence, locus: Locus) -> bool:
    """Whether a provincial body meets in a town: that is not what the article is about."""
    if locus.role != "locative" or locus.level != "district":
        return False
    span = (article.view.norm, locus.end, sentence.end)
    if not _meeting().search(*span):
        return False
    return bool(provincial_body().search(*span) or article.own_body.search(*span))


@lru_cache(maxsize=1)
def _meeting() -> re.Pattern[str]:
    return re.compile(either(place_words().lists["meetings"]))


def _anchor(article: PlaceArticle, sentences: list[Sentence], state_case: bool) -> None:
    """Whether the article is about its province, and whether only as the seat of the court that it reports from."""
    lines, own, early, only_court = 0, False, False, True
    line = -1
    for index, sentence in enumerate(sentences):
        if sentence.kind != "headline" and sentence.line != line:
            line, lines = sentence.line, lines + 1
        for locus in article.loci[index]:
            if article.is_inside(locus):
                own = True
                if lines <= _EARLY_LINES:
                    early = True
                    only_court = only_court and (locus.role == "weak" or article.in_court[index])
    article.anchored = early or not own
    article.trial_only = own and only_court and state_case
