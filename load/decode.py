"""Bytes to text: the encodings that Arabic news is saved in, and a refusal in one line for everything else."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from incidents.errors import UnreadableArticle

MAX_BYTES = 20_000_000
"""A longer file is refused without being read."""
MAX_CHARACTERS = 100_000
"""An article with more is refused: none is that long, and one made for it keeps the rules busy for too long."""
_SAMPLE = 200_000  # of a file, from which its encoding is told

_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # C0 and C1 controls other than blanks and line ends


def decode(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1256, without its byte-order mark, else unchanged.

    Line ends, bidirectional and other invisible characters stay: they are what was published. Raises
    `UnreadableArticle` with one line naming `name` when it is empty, too long, or not text in one of these.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(f"{name}: longer than {MAX_BYTES // 1_000_000} MB: expected one article")
    if not data.strip():
        raise UnreadableArticle(f"{name}: empty: expected an article")
    text = _unicode(data)
    if text is None:
        text = _windows_1256(data)
    if text is None or "\x00" in text:
        raise UnreadableArticle(f"{name}: not text in UTF-8, UTF-16 or Windows-1256")
    if not text.strip():
        raise UnreadableArticle(f"{name}: empty: expected an article")
    return text


def arabic_share(text: str) -> float:
    """Return which part of the text's letters is Arabic, 0 to 1; 0 for a text without letters."""
    letters = len(_LETTER.findall(text))
    return len(_ARABIC_LETTER.findall(text)) / letters if letters else 0.0


def _unicode(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    if b"\x00" not in data:
        return _strictly(data, "utf-8-sig")
    # UTF-16 without a mark: every blank and Latin character has a NUL byte, so it cannot be taken for UTF-8. Read in
    # the wrong byte order it is valid too, but not mostly Arabic.
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text is not None and arabic_share(text[:_SAMPLE]) > 0.5 and not _NOT_IN_TEXT.search(text):
            return text
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _windows_1256(data: bytes) -> str | None:
    """Return the text where it is plausible Arabic: this encoding gives every byte a character, so all bytes decode."""
    sample = from_bytes(data[:_SAMPLE], cp_isolation=["cp1256"], enable_fallback=False).best()
    text = _strictly(data, "cp1256") if sample is not None else None
    if text is None:
        return None
    # A web page's markup is Latin in any encoding, so only what lies outside ASCII tells.
    letters = [letter for letter in _LETTER.findall(text[:_SAMPLE]) if not letter.isascii()]
    arabic = sum(_ARABIC_LETTER.match(letter) is not None for letter in letters)
    # In any Arabic prose a sixth to a fifth of the letters are alef and lam. In text of a neighbouring encoding one
    # of the two stands for something else.
    common = all(letters.count(letter) > len(letters) / 30 for letter in "ال")
    plausible = arabic > len(letters) / 2 and common and not _NOT_IN_TEXT.search(text)
    return text if plausible else None
