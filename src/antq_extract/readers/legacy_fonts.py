"""Text typed in Vietnamese fonts from before Unicode (TCVN3, VNI): recognised, told apart, converted.

Such text is valid Unicode, but holds Latin-1 characters where a reader of the time saw Vietnamese letters. Which of
the two it is shows when it is converted: only the right table gives syllables that Vietnamese can have.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

_SAMPLE = 8_000
#: Letters that only Unicode Vietnamese has. A text with them is not typed in a legacy font.
_UNICODE_LETTERS = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")
#: Fewer marked words than this say nothing.
_FEW = 4
_ENOUGH = 0.8

_WORD = re.compile(r"[^\W\d_]{1,24}")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
#: One syllable without its tone mark: onset, nucleus, coda. After the syllable tables of any Vietnamese grammar.
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    "(?:uyê|iêu|yêu|ươi|ươu|uôi|oai|oay|oeo|uây|uya|uyu|oao|uê|uơ|uy|uâ|ui|ưi|ưu|ưa|ươ|ua|uô|iê|yê|ia|iu|êu|oa|oă|oe"
    "|oi|ôi|ơi|oo|ai|ao|au|âu|ay|ây|eo|[aăâeêioôơuưy])"
    "(?:ng|nh|ch|[cmnpt])?"
)


def plausible(text: str) -> tuple[float, int]:
    """How Vietnamese the marked words of ``text`` are.

    Returns the share of words with a letter beyond ASCII that are possible syllables, and how many such words the
    first 8,000 characters hold.
    """
    good = total = 0
    for match in _WORD.finditer(unicodedata.normalize("NFC", text[:_SAMPLE])):
        word = match[0]
        if word.isascii():
            continue
        total += 1
        bare = unicodedata.normalize("NFD", word.lower())
        tones = len(_TONES.findall(bare))
        if tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", bare))):
            good += 1
    return (good / total if total else 0.0), total


@cache
def _tables() -> tuple[dict[int, str], re.Pattern[str], dict[str, str]]:
    """TCVN3 for ``str.translate``; for VNI a pattern and what each match becomes."""
    import yaml

    data = yaml.safe_load(resources.files(__package__).joinpath("legacy_fonts.yaml").read_text("utf-8"))
    tcvn3 = {ord(k): v for k, v in data["tcvn3"].items()}
    vni: dict[str, str] = {}
    for written, base in data["vni"]["base"].items():
        for sign, marks in data["vni"]["marks"].items():
            letter = unicodedata.normalize("NFC", base + marks)
            if len(letter) == 1:
                vni[written + sign] = letter
                vni[written.upper() + sign.upper()] = letter.upper()
                vni[written.upper() + sign] = letter.upper()
    for sign, letter in data["vni"]["single"].items():
        vni[sign] = letter
        vni[sign.upper()] = letter.upper()
    longest_first = sorted(vni, key=len, reverse=True)
    return tcvn3, re.compile("|".join(map(re.escape, longest_first))), vni


def from_tcvn3(text: str) -> str:
    """Unicode of a text typed in a TCVN3 (ABC) font."""
    return text.translate(_tables()[0])


def from_vni(text: str) -> str:
    """Unicode of a text typed in a VNI font."""
    _, pattern, letters = _tables()
    return pattern.sub(lambda m: letters[m[0]], text)


def legacy_font(text: str) -> str:
    """``"tcvn3"``, ``"vni"``, ``""`` for text that is none, ``"unknown"`` for garbled text that is neither."""
    sample = text[:_SAMPLE]
    if _UNICODE_LETTERS.search(sample) or not _LATIN_1.search(sample):
        return ""
    as_is, words = plausible(sample)
    if words < _FEW:
        return ""
    scores = {"tcvn3": plausible(from_tcvn3(sample))[0], "vni": plausible(from_vni(sample))[0]}
    best = max(scores, key=scores.__getitem__)
    if scores[best] >= _ENOUGH and scores[best] > as_is:
        return best
    symbols = sum(1 for word in sample.split() if re.search(r"\w[\u00a1-\u00bf]\w|\w[\u00d7\u00f7]", word))
    return "unknown" if symbols >= _FEW and symbols * 4 > len(sample.split()) else ""


def to_unicode(text: str) -> tuple[str, str]:
    """``text``, converted where it was typed in a legacy font, and the font's name (or ``""``, ``"unknown"``)."""
    font = legacy_font(text)
    if font == "tcvn3":
        return from_tcvn3(text), font
    if font == "vni":
        return from_vni(text), font
    return text, font
