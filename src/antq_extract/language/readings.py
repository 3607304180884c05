"""What a stretch of digits or number words is: a numeral that counts, or a date, a law's number, a telephone, a name …

Every candidate gets one reading. Those typed before numerals (dates, times, durations by :mod:`.temporal`; links; legal
references; telephone and plate numbers; list marks) claim their stretch; what is left and is not headed by an ordinal
word is a numeral.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from .numerals import DIGIT_START, LONGEST_NUMERAL, WORD_START
from .text import TextView, fold

_CANDIDATE = re.compile(rf"{DIGIT_START.pattern}|{WORD_START.pattern}")
_CLAIMS = (
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30}|#\w{1,120}|\b[\w-]{1,40}\.(?:com|vn|net|org|edu|gov)\b[^\s]{0,200}")),
    ("telephone", re.compile(r"(?<![\d.,])(?:\(?(?:\+84|0)\d{1,3}\)?(?:[ .\-]{1,2}\d{2,4}){2,4}|0\d{8,10}|1[89]00(?:[ .]\d{2,4}){1,3})(?!\d)")),
    ("legal", re.compile(r"(?<![\d.,])\d{1,5}(?:/\d{4})?[/\-–][a-zđ]{1,10}\d{0,3}(?:[\-–/][a-zđ]{1,10}(?![a-zđ]{0,3}\s?\d)){1,3}|(?<![\d.,])\d{1,5}/\d{4}/[a-zđ]{1,8}\d{0,3}|(?<![\d.,])\d{1,4}-(?:nq|ct|tb|kl|qđ|kh|cv|hd|bc|tt|nđ)\b")),
    ("scale", re.compile(r"(?:tỷ lệ|chi tiết|bản đồ|quy hoạch)[^.;\n\d]{0,12} 1/\d{2,5}(?![.,]?\d)")),
    ("years", re.compile(r"(?<![\d.,])1[89]\d{2} ?[-–] ?(?:19|20)\d{2}(?!\d)")),
    ("plate", re.compile(r"(?:biển số|bks|biển kiểm soát)(?: [^\s,.;\d]{1,8}){0,3} ?[-–]? ?\d[\d.\-]{2,10}")),
    ("date", re.compile(r"từ (?:ngày )?\d{1,2} ?(?:đến|-|–) ?(?:ngày )?\d{1,2}[-/]\d{1,2}(?!\d)")),
    ("milestone", re.compile(r"km ?\d{1,4} ?\+ ?\d{1,4}")),
    ("plate", re.compile(r"(?<![\d.,])\d{2} ?[a-zđ]{1,2}\d? ?[-–.] ?\d{3,5}(?:\.\d{2})?(?!\d)|(?<!\d)\d{2}-\d{2}[a-zđ](?!\w)|(?<!\d)\d{2}[a-zđ]{1,2}\d?[\s\-–]{0,3}\d{3}[.]?\d{1,3}(?!\d)")),
    ("masked", re.compile(r"\d{2,4}(?:[. ]?\d{2,4}){0,2}[. ]?x{2,4}(?:[. ]?\d{1,4})?(?!\w)")),
    ("result", re.compile(r"(?:thắng|thua|hòa|tỷ số)(?: [^\s.,;\d]{1,12}){0,6} \d{1,2} ?[-–] ?\d{1,2}(?!\d)")),
    ("score", re.compile(r"(?<![\d.,])\d{1,2}-\d{1,2}(?=\s(?:trước|nghiêng về|cho))")),
    ("temperature", re.compile(r"\d{1,3}(?:[.,]\d)?(?:\s?[-–]\s?\d{1,3}(?:[.,]\d)?)?\s?(?:°|º|độ c\b|oc\b)")),
    ("date", re.compile(r"(?<![\d.,/])\d{1,2}([/.-])\d{1,2}\1[12]\d{3}(?!\d)")),
    ("clock", re.compile(r"(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d)|gmt ?[+-] ?\d{1,2}")),
    ("furniture", re.compile(r"(?m)(?:lượt xem|lượt đọc|số lượt xem|views?|lượt truy cập|bình luận)\s{0,2}:\s{0,3}\d[\d.,]{0,12}(?: lượt xem)?")),
    ("date", re.compile(r"(?:từ ngày|từ|ngày) \d{1,2}(?:\.\d{1,2})? ?(?:-|–|đến ngày|đến) ?\d{1,2}\.\d{1,2}(?:\.\d{4})?(?![\d.]\d)|(?:tháng \d{1,2}[./]\d{4}) ?(?:-|–|đến) ?\d{1,2}[./]\d{4}")),
    ("date", re.compile(r"(?m)(?:^|(?:sáng|trưa|chiều|tối|hôm) nay,? )\d{1,2}[-/.]\d{1,2}(?=[,\s])")),
    ("always", re.compile(r"(?<![\d.,])(?:24/24|24/7|24h)(?:h|\sgiờ)?")),
    ("enumeration", re.compile(r"(?m)^\s{0,8}\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/\]](?=\s)")),
)  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
_GLUED_BEFORE = re.compile(r"(?<![^\W_])(?:gần|hơn|trên|khoảng|là|có|được|với|và|của|cho|từ|đến|giảm|tăng)$")


@dataclass(slots=True, frozen=True)
class Claim:
    """A stretch that is something else than a numeral."""

    start: int
    end: int
    kind: str


class Readings:
    """Tells candidates for numerals from everything else that is written with digits.

    Args:
        ordinal, ordinal_weak: phrases that make the number behind them a name (*điều 304*; *thôn 11*).
        not_ordinal: longer phrases that end like one of them and do not (*triệu tập 25 người*).
        blocks: phrases that begin with a number word that counts nothing (*một số*).
    """

    def __init__(self, ordinal: Iterable[str], ordinal_weak: Iterable[str], not_ordinal: Iterable[str], blocks: Iterable[str]):
        self._ordinal: dict[str, str | None] = {fold(w): "ordinal" for w in ordinal}
        self._ordinal.update({fold(w): "weak" for w in ordinal_weak})
        self._ordinal.update({fold(w): None for w in not_ordinal})
        self._blocks = frozenset(fold(w) for w in blocks)

    def claims(self, view: TextView) -> list[Claim]:
        """The stretches of a text that no numeral may begin in, in order."""
        norm = view.norm
        found = []
        for kind, pattern in _CLAIMS:
            found.extend(Claim(m.start(), m.end(), kind) for m in pattern.finditer(norm))
        found.sort(key=lambda c: c.start)
        return found

    def candidates(self, view: TextView, claimed: list[Claim]) -> list[int]:
        """Where numerals may begin: positions of the folded text, in order."""
        norm = view.norm
        starts = [c.start for c in claimed]
        longest = max((c.end - c.start for c in claimed), default=0)
        positions = []
        for match in _CANDIDATE.finditer(norm):
            start, end = match.span()
            if starts and _covered(start, claimed, starts, longest):
                continue
            if norm[start].isdigit():
                if end - start > LONGEST_NUMERAL or self._in_name(norm, start, end):
                    continue
            elif self._blocked(norm, start):
                continue
            positions.append(start)
        return positions

    def ordinal(self, norm: str, start: int) -> tuple[str, str] | None:
        """The words before a number that make it a name or a rank, and how surely: ``"ordinal"`` or ``"weak"``."""
        left = norm[max(0, start - 32) : start]
        if not left or left[-1] != " ":
            return None
        words = left.rsplit("\n", 1)[-1].rstrip(" .:-").split(" ")[-4:]
        for size in range(min(4, len(words)), 0, -1):
            phrase = " ".join(words[-size:]).lstrip("(\"“'‘[")
            if phrase in self._ordinal:
                strength = self._ordinal[phrase]
                return None if strength is None else (strength, phrase)
        return None

    def _in_name(self, norm: str, start: int, end: int) -> bool:
        """Letters stuck to the digits (5G, F0, AK47, Covid-19): a name, unless a unit or multiplier follows."""
        if start and (_LETTER.match(norm, start - 1) or norm[start - 1] == "_"):
            return _GLUED_BEFORE.search(norm, max(0, start - 8), start) is None
        return start > 1 and norm[start - 1] in "-–" and bool(_LETTER.match(norm, start - 2)) and norm[start - 2 : start - 1] != "" and not norm[max(0, start - 3)].isspace()

    def _blocked(self, norm: str, start: int) -> bool:
        words = norm[start : start + 40].split(" ", 4)
        return any(" ".join(words[:size]).rstrip(".,;:)") in self._blocks for size in (2, 3, 4))


def _covered(position: int, claimed: list[Claim], starts: list[int], longest: int) -> bool:
    i = bisect_right(starts, position) - 1
    while i >= 0 and position - starts[i] <= longest:
        if claimed[i].start <= position < claimed[i].end:
            return True
        i -= 1
    return False
