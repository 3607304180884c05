"""Bytes to text: UTF-8, UTF-16/32, Windows-1258, and the one-byte codes of legacy fonts."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable

from antq_extract.errors import InputError
from antq_extract.readers import legacy_fonts

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FONT_NAMES = {"tcvn3": "TCVN3", "vni": "VNI"}
_SAMPLE = 65_536


def decode(data: bytes, declared: str = "") -> str:
    """The text of ``data``.

    Tried in this order: a byte-order mark; UTF-8; UTF-16 by its zero bytes; the ``declared`` charset of an HTTP
    header or HTML page; then Windows-1258, TCVN3 and VNI, whichever gives Vietnamese syllables. Text from
    Windows-1258 and from legacy fonts is composed (NFC), since it has no code points of its own.

    Raises:
        InputError: none of them fits.
    """
    encoding = detect(data[:_SAMPLE], complete=len(data) <= _SAMPLE, declared=declared)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            encoding = "" if _mostly_utf8(data) else one_byte_encoding(data[:_SAMPLE], declared)
            if encoding:
                return _finish(data.decode(encoding, "replace"), encoding)
        raise InputError(
            f"not valid {error.encoding.upper()} at byte {error.start + 1}; save it as UTF-8"
        ) from None
    return _finish(text, encoding)


def _finish(text: str, encoding: str) -> str:
    return converter(encoding)(text)


def converter(encoding: str) -> Callable[[str], str]:
    """What to do with text decoded by ``encoding``: compose what has no code points of its own, convert fonts."""
    return _compose if encoding == "cp1258" else convert_font


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def convert_font(text: str) -> str:
    """``text`` in Unicode where it was typed in a legacy font, else unchanged.

    Raises:
        InputError: the text is garbled and neither TCVN3 nor VNI explains it.
    """
    converted, font = legacy_fonts.to_unicode(text)
    if font == "unknown":
        raise InputError("typed in a legacy font that is neither TCVN3 nor VNI; convert it to Unicode first")
    return converted


def detect(sample: bytes, complete: bool = False, declared: str = "") -> str:
    """A Python codec for bytes that begin with ``sample``.

    ``latin-1`` stands for the one-byte codes of legacy fonts, to be converted afterwards by :func:`convert_font`.

    Args:
        sample: the beginning, 64 KB do.
        complete: whether the sample is all there is.
        declared: the charset that a header names.

    Raises:
        InputError: none fits.
    """
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    utf16 = _utf16_without_mark(sample)
    if utf16:
        return utf16
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, complete)
        return "utf-8"
    except UnicodeDecodeError as error:
        if _mostly_utf8(sample):
            return "utf-8"  # broken in places: the place is reported where it is decoded
        encoding = one_byte_encoding(sample, declared)
        if encoding:
            return encoding
        raise InputError(
            f"cannot be decoded: not UTF-8 (byte {error.start + 1}), UTF-16, Windows-1258, TCVN3 or VNI;"
            " save it as UTF-8"
        ) from None


def of_lines(sample: bytes) -> str:
    """As :func:`detect`, for a file of records: where nothing fits it is UTF-8, and each bad record says so."""
    try:
        return detect(sample)
    except InputError:
        return "utf-8"


def one_byte_encoding(sample: bytes, declared: str = "") -> str:
    """``cp1258``, ``latin-1`` (legacy fonts), the declared charset, or empty where no code gives Vietnamese."""
    if declared:
        try:
            name = codecs.lookup(declared).name
            sample.decode(name)
            if name not in ("utf-8", "iso8859-1", "cp1252", "ascii"):  # those are declared without thought
                return name
        except (LookupError, UnicodeDecodeError):
            pass
    if b"\0" in sample:
        return ""
    windows = sample.decode("cp1258", "replace")
    share, words = legacy_fonts.plausible(windows)
    font = legacy_fonts.legacy_font(sample.decode("latin-1"))
    if font in _FONT_NAMES and legacy_fonts.plausible(
        legacy_fonts.to_unicode(sample.decode("latin-1"))[0]
    ) > (share, words):
        return "latin-1"
    if words and share >= 0.7:
        return "cp1258"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether nearly all sequences beyond ASCII are valid UTF-8, so that the rest is damage."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(1 for c in text if c > "\x7f") - bad > 4 * bad


def _utf16_without_mark(sample: bytes) -> str:
    """UTF-16 shows by its zero bytes: Latin text has them in every second place."""
    half = len(sample) // 2
    if half < 2:
        return ""
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if low > half * 0.3 and high < half * 0.05:
        return "utf-16-le"
    if high > half * 0.3 and low < half * 0.05:
        return "utf-16-be"
    return ""
