"""Groups the places of a sentence into loci and tells what part each plays.

A locus is one statement of where: a chain (*xã A, huyện B, tỉnh C* is about A) or an enumeration (*A và B* is about
several places). Its role follows from the words before it: where something happened (*tại*), the body of a place that
acts (*Công an huyện*), where a person lives (*trú tại*), or the head of a listing (*A gửi 81 tin, rồi đến B 50 tin*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ...language.gazetteer.find import PlaceMention
from ...language.gazetteer.gazetteer import place_words
from ...language.text import TextView

_RANK = {"commune": 0, "district": 1, "province": 2, "region": 3, "foreign": 3}
_CHAIN_GAP = re.compile(r"\s{0,2}(?:[,(–-]|thuộc|của|, thuộc)?\s{0,2}\(?\s{0,2}")
_LIST_GAP = re.compile(r"\s{0,2}(?:,|;|và|, và|hay|hoặc|với|-|–)\s{0,2}")
_EXPLAINED = re.compile(r"\s?(?::|\(|,)?\s?(?:gồm|bao gồm|như|là)?\s?:?\s?")
RESIDENT = ("residence", "lives")  # where a person is at home
# Patterns in the order in which they are tried, the role that each gives,
# and how far before the name each is looked for.
_ROLES = (
    ("house", "locative", 160),
    ("residence", "residence", 110),
    ("age", "residence", 160),
    ("person", "lives", 130),
    ("weak", "weak", 80),
    ("origin", "weak", 6),
    ("here", "locative", 56),
    ("agent", "agent", 80),
    ("locative", "locative", 110),
    ("address", "locative", 160),
    ("hamlet", "locative", 64),
)
_HAMLETS = ("thôn", "ấp", "bản", "buôn", "bon", "làng", "xóm", "khóm", "khu phố", "tổ dân phố", "tiểu khu")
_FAR = 160
_LEAD = 24


@dataclass(slots=True)
class Locus:
    """One statement of where, ``[start, end)`` in the view.

    ``role``: ``locative``, ``agent``, ``weak`` (a court, a paper), ``residence`` (*trú tại*), ``lives`` (*chị B. ở*), ``listing``, ``scope`` (*toàn tỉnh*)
    or ``plain``. ``places`` is the chain, finest first; empty where the locus is about several places or none.
    ``several`` counts the places of an enumeration. ``label`` overrides the written name.
    """

    start: int
    end: int
    role: str
    places: list[PlaceMention] = field(default_factory=list)
    several: int = 1
    label: str = ""
    helps: bool | None = None  # what :func:`.article.helps_province` found out

    @property
    def finest(self) -> PlaceMention | None:
        return self.places[0] if self.places else None

    @property
    def level(self) -> str:
        return self.places[0].level if self.places else ""


def group_places(view: TextView, mentions: list[PlaceMention], start: int, end: int) -> list[Locus]:
    """The loci of ``view.norm[start:end]``, in order; ``mentions`` are those of that stretch."""
    loci: list[Locus] = []
    at = 0
    while at < len(mentions):
        first = last = mentions[at]
        chain, several, nxt = [first], 1, at + 1
        while nxt < len(mentions):
            mention = mentions[nxt]
            gap = view.norm[last.end : mention.start]
            rank, previous = _RANK[mention.level], _RANK[last.level]
            if first.level == "region" and (_EXPLAINED.fullmatch(gap) or (last is not first and _LIST_GAP.fullmatch(gap))):
                pass  # khu vực Tây Nguyên: A, B và C is about the region
            elif mention.level == "foreign" and not first.code and _CHAIN_GAP.fullmatch(gap):
                first, chain = mention, [mention]  # huyện A, tỉnh B of another country
            elif rank > previous and _CHAIN_GAP.fullmatch(gap) and mention.level != "foreign":
                if several == 1:
                    chain.append(mention)
            elif rank <= previous and _LIST_GAP.fullmatch(gap.removeprefix(")")):
                several += 1
            else:
                break
            last = mention
            nxt += 1
        at_start = mentions[at].start
        role = _role(view.norm, start, at_start)
        if role == "weak" and first.level == "district" and _patterns()["court"].search(view.norm, max(start, at_start - _FAR), at_start):
            role = "agent"  # a district's court tries what happened in the district
        if first.level == "foreign":  # only where something happened there, not *do Trung Quốc sản xuất*
            there = _patterns()["abroad"].search(view.norm, max(start, at_start - _FAR), at_start)
            role = "locative" if there else ""
        if role:
            loci.append(Locus(at_start, last.end, role, chain, several))
        at = nxt
    return loci


def _role(norm: str, start: int, at: int) -> str:
    patterns = _patterns()
    if patterns["lead"].search(norm, max(start, at - _LEAD), at):
        return "listing"
    for name, role, far in _ROLES:
        if patterns[name].search(norm, max(start, at - far), at):
            return role
    before = norm[start:at].rstrip(" “\"'(–-")
    return "listing" if not before or before[-1] in ",;:.!?…)" else "plain"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = place_words().lists
    # What an address may put between its preposition and the commune: parts below the commune.
    below = rf"(?:{either(lists['below_commune'])}[^;.:()\n]{{0,60}}\s)?"
    near = r"(?:[^,;:()\n]{1,40}\s)?"
    strong = either(lists["strong_locatives"])
    return {
        # bắt quả tang tại nhà ông A (xã B); khám xét chỗ ở của chị C (40 tuổi, ngụ xã D)
        "house": re.compile(
            rf"(?<!\w)(?:tại|ở|vào|kiểm tra|khám xét)\s(?:hành chính\s|khẩn cấp\s)?(?:căn\s|ngôi\s)?(?:nhà|nhà riêng|chỗ ở|nơi ở|phòng trọ|quán|tiệm|vườn|rẫy|trang trại|cơ sở)\s(?:của\s)?"
            rf"{either(lists['persons'])}\s[^,;:()\n]{{1,40}}\s?(?:\((?:[^(),;]{{1,20}},\s)?|,\s)(?:(?:trú|ngụ|ở|thường trú)\s(?:tại\s|ở\s)?)?{below}$"
        ),
        "residence": re.compile(rf"{either(lists['residence'])}\s{below}$"),
        "age": re.compile(
            rf"{either(lists['origin_after_age'])}[^();]{{0,40}}(?:ở|tại)\s{below}$"
            rf"|\([^()]{{0,60}}{either(lists['origin_after_age'])}[^()]{{0,140}}$"
        ),
        "weak": re.compile(rf"{either(lists['weak_agents'])}\s{near}$"),
        "court": re.compile(rf"{either(lists['courts'])}\s{near}$"),
        "agent": re.compile(rf"{either(lists['agents'])}\s{near}$"),
        "locative": re.compile(
            rf"(?:{strong}\s{near}\(?|{strong}\s{below}|{either(lists['locatives'])}\s(?:các\s|những\s|hai\s|\d\s)?)$"
        ),
        # ở lô cao su A, ấp B, xã C
        "address": re.compile(rf"{strong}\s[^;.:()\n]{{1,60}},\s{either(lists['below_commune'])}\s[^;.:()\n,]{{1,40}},?\s$"),
        # quả đồi gần khu dân cư bản A, xã B
        "hamlet": re.compile(rf"(?<!, )(?<!\(){either(_HAMLETS)}\s(?:[^;.:()\n,]{{1,30}}),\s$"),
        "origin": re.compile(r"(?<!\w)từ\s$"),
        "here": re.compile(rf"(?<!\w)(?:tại|ở|địa bàn|địa phận)\s{near}$"),
        "abroad": re.compile(r"(?<!\w)(?:tại|ở)\s(?:nước\s)?$"),
        # ông Văn A (xã B); chị C., ở xã D
        "person": re.compile(
            rf"{either(lists['persons'])}\s(?:[^,;.:()\n]{{1,40}}\s\(|[^\W\d_][^,;:()\n]{{1,30}},?\sở\s{below})$"
        ),
        "lead": re.compile(rf"{either(lists['listing_leads'])}\s$"),
        "helping": re.compile(rf"{either(lists['helping'])}(?!\s(?:biết|hay|rằng)\s)\s(?:[^,;:()\n]{{1,40}}\s)?$"),
    }


def is_helping(norm: str, start: int, locus: Locus) -> bool:
    """Whether the body at a locus only helps: *phối hợp với Công an huyện A*, *sự chung tay của Hội Phụ nữ xã A*."""
    return bool(_patterns()["helping"].search(norm, max(start, locus.start - _FAR), locus.start))


def alternation(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def either(phrases: tuple[str, ...]) -> str:
    """A group that matches one of the phrases as whole words."""
    return rf"(?<!\w)(?:{alternation(phrases)})(?!\w)"
