"""Bytes to text: byte-order mark, then UTF-8, then Windows-1252; binary is refused."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Tab, line feed, vertical tab, form feed, carriage return and the old end-of-file mark.
_ALLOWED_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b\x85")

_GAP = re.compile(rb"\0+")
_BETWEEN = 200
"""Bytes of text for each stretch of zeros, at least."""


def encoding_of(data: bytes) -> str | None:
    """Name the encoding a text file is written in.

    Args:
        data: the whole file or its beginning; a character cut off at the end is forgiven.

    Returns:
        A codec name, or None when this is not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        wide = _unmarked_utf16(data)
        if wide or not is_blanked(data):
            return wide
        data = _GAP.sub(b" ", data)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; they fail nothing worth reading.
        text = data.decode("cp1252", errors="replace")
        return "cp1252" if _looks_like_text(text) else None
    return "utf-8" if _looks_like_text(text) else None


def decode(data: bytes) -> str | None:
    """Decode a whole text file, or return None when it is not text."""
    encoding = encoding_of(data)
    if encoding is None:
        return None
    if not encoding.startswith("utf-16") and not encoding.startswith("utf-32"):
        data = _GAP.sub(b" ", data)
    return data.decode(encoding, errors="replace")


def is_blanked(data: bytes) -> bool:
    """Tell text of which a few stretches were lost: a disk or a copy gives zeros for them.

    Most other files hold zeros one by one, and many.
    """
    gaps = _GAP.findall(data)
    return bool(gaps) and len(data) - sum(map(len, gaps)) >= _BETWEEN * len(gaps)


def _unmarked_utf16(data: bytes) -> str | None:
    """English text in UTF-16 has a zero in every other byte, always on the same side."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    for name, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.8 * half and others.count(0) == 0:
            return name
    return None


def _looks_like_text(text: str) -> bool:
    """Refuse text with more than one control character in a hundred."""
    controls = sum(ch < " " and ch not in _ALLOWED_CONTROLS for ch in text)
    return controls * 100 <= len(text)
