"""Stretches that are written with digits and are no numerals, by their form alone: links, telephones, laws, plates, clocks …

Statements of time come from :mod:`.time`; what these patterns add are forms that only scraped pages have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# kind, strings one of which the text must hold for the pattern to be tried at all, pattern (every repetition bounded)
_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("link", ("http", "www."), re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}")),
    ("link", ("@",), re.compile(r"(?<![\w.+-])[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30}")),
    ("link", ("#",), re.compile(r"#\w{1,120}")),
    ("link", (".com", ".vn", ".net", ".org", ".edu", ".gov"), re.compile(r"(?<![\w-])[\w-]{1,40}\.(?:com|vn|net|org|edu|gov)\b[^\s]{0,200}")),
    ("telephone", (), re.compile(r"(?<![\d.,])(?:\(?(?:\+84|0)\d{1,3}\)?(?:[ .\-]{1,2}\d{2,4}){2,4}|0\d{8,10}|1[89]00(?:[ .]\d{2,4}){1,3})(?!\d)")),
    ("legal", (), re.compile(r"(?<![\d.,])\d{1,5}(?:/\d{4})?[/\-–][a-zđ]{1,10}\d{0,3}(?:[\-–/][a-zđ]{1,10}(?![a-zđ]{0,3}\s?\d)){1,3}|(?<![\d.,])\d{1,5}/\d{4}/[a-zđ]{1,8}\d{0,3}|(?<![\d.,])\d{1,4}-(?:nq|ct|tb|kl|qđ|kh|cv|hd|bc|tt|nđ)\b")),
    ("code", ("-",), re.compile(r"(?<![\w.,-])\d{1,12}(?:-\d{1,12}){3,}+(?![\w,])")),
    ("scale", (" 1/",), re.compile(r"(?:tỷ lệ|chi tiết|bản đồ|quy hoạch)[^.;\n\d]{0,12} 1/\d{2,5}(?![.,]?\d)")),
    ("years", (), re.compile(r"(?<![\d.,])1[89]\d{2} ?[-–] ?(?:19|20)\d{2}(?!\d)")),
    ("plate", ("biển", "bks"), re.compile(r"(?:biển số|bks|biển kiểm soát)(?: [^\s,.;\d]{1,8}){0,3} ?[-–]? ?\d[\d.\-]{2,10}")),
    ("date", (), re.compile(r"từ (?:ngày )?\d{1,2} ?(?:đến|-|–) ?(?:ngày )?\d{1,2}[-/]\d{1,2}(?!\d)")),
    ("milestone", ("+",), re.compile(r"km ?\d{1,4} ?\+ ?\d{1,4}")),
    ("plate", (), re.compile(r"(?<![\d.,])\d{2} ?(?!kg|km|ha|cm|mm|tỷ|m |g |l )[a-zđ]{1,2} ?\d? ?(?:[-–] ?|\.)\d{3,5}(?:[. ]\d{2})?(?!\d)|(?<!\d)\d{2}-\d{2}[a-zđ](?!\w)|(?<!\d)\d{2}[a-zđ]{1,2}\d?[\s\-–]{0,3}\d{3}[.]?\d{1,3}(?!\d)")),
    ("masked", ("xx",), re.compile(r"\d{2,4}(?:[. ]?\d{2,4}){0,2}[. ]?x{2,4}(?:[. ]?\d{1,4})?(?!\w)")),
    ("result", ("thắng", "thua", "hòa", "tỷ số"), re.compile(r"(?:thắng|thua|hòa|tỷ số)(?: [^\s.,;\d]{1,12}){0,6} \d{1,2} ?[-–] ?\d{1,2}(?!\d)")),
    ("score", ("-",), re.compile(r"(?<![\d.,])\d{1,2}-\d{1,2}(?=\s(?:trước|nghiêng về|cho))")),
    ("ratio", (":",), re.compile(r"(?<![\d:.,])[1-9]:[1-9]\d?(?![\d:])")),
    ("formation", ("-",), re.compile(r"(?<![\d.,/-])[1-6](?:-[1-6]){2,3}(?![\d/.-])")),
    ("temperature", ("°", "º", "độ c", "oc"), re.compile(r"\d{1,3}(?:[.,]\d)?(?:\s?[-–]\s?\d{1,3}(?:[.,]\d)?)?\s?(?:°|º|độ c\b|oc\b)")),
    ("date", (), re.compile(r"(?<![\d.,/])\d{1,2}([/.-])\d{1,2}\1[12]\d{3}(?!\d)")),
    ("clock", (":",), re.compile(r"(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d)")),
    ("clock", ("gmt",), re.compile(r"gmt ?[+-] ?\d{1,2}")),
    ("furniture", (":",), re.compile(r"(?m)(?:lượt xem|lượt đọc|số lượt xem|views?|lượt truy cập|bình luận)\s{0,2}:\s{0,3}\d[\d.,]{0,12}(?: lượt xem)?")),
    ("date", (), re.compile(r"(?:từ ngày|từ|ngày) \d{1,2}(?:\.\d{1,2})? ?(?:-|–|đến ngày|đến) ?\d{1,2}\.\d{1,2}(?:\.\d{4})?(?![\d.]\d)|(?:tháng \d{1,2}[./]\d{4}) ?(?:-|–|đến) ?\d{1,2}[./]\d{4}")),
    ("date", (), re.compile(r"(?m)(?:(?:sáng|trưa|chiều|tối|hôm) nay,? |^(?=[\d.\-/]{3,5}(?:[,.;)]|\s?[–-]|$)))(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])(?=[,\s.;)])")),
    ("date", ("(",), re.compile(r"\((?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])\)")),
    ("enumeration", ("(",), re.compile(r"(?<=[;:,.] )\(\d{1,2}\)(?= )")),
    ("purity", ("vàng ",), re.compile(r"vàng (?:\d{2}k|9{2,4}(?:,9{1,2})?)(?!\w)")),
    ("always", ("24",), re.compile(r"(?<![\d.,])(?:24/24|24/7|24h)(?:h|\sgiờ)?")),
    ("enumeration", (), re.compile(r"(?m)^\s{0,8}\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/\]](?=\s)")),
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\d+")
# Patterns that begin so match only where a run of digits begins (in all their alternatives), and are tried nowhere else.
_AT_DIGIT = (r"(?<![\d.,])\d", r"(?<![\d.,/])\d")


@dataclass(slots=True, frozen=True)
class Claim:
    """A stretch that is something else than a numeral."""

    start: int
    end: int
    kind: str


def find_claims(norm: str) -> list[Claim]:
    """The claimed stretches of a folded text, in order of their start."""
    if _DIGIT.search(norm) is None:
        return []
    found: list[Claim] = []
    runs = [m.start() for m in _RUN.finditer(norm)]
    for kind, needs, pattern in _PATTERNS:
        if needs and not any(need in norm for need in needs):
            continue
        if not pattern.pattern.startswith(_AT_DIGIT):
            found.extend(Claim(m.start(), m.end(), kind) for m in pattern.finditer(norm))
            continue
        end = 0
        for start in runs:
            match = pattern.match(norm, start) if start >= end else None
            if match is not None:
                end = match.end()
                found.append(Claim(start, end, kind))
    found.sort(key=lambda claim: claim.start)
    return found
