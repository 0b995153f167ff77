"""The one folding of Arabic and Latin spelling that every matcher of this project agrees on.

Press Arabic writes one name many ways (عين الأسد, عين الاسد, عَيْن الأسـد). Two spellings that
fold to the same string are the same spelling. The folding is made of two kinds of steps only,
deleting a character or replacing one character by one other, so a caller that must keep offsets
into the original text can repeat it character by character from `REMOVED` and `MAPPED`.
"""

import re

TATWEEL = "\u0640"


def _characters(*ranges: tuple[int, int]) -> frozenset[str]:
    """Return every character of the given inclusive code point ranges."""
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


# Tanwin, short vowels, shadda, sukun and the dagger alef; the combining madda and hamza that a decomposed (NFD) alef
# carries; honorific and Quranic signs.
_VOWELS = _characters((0x064B, 0x0652), (0x0670, 0x0670))
_OTHER_MARKS = _characters((0x0610, 0x061A), (0x0653, 0x065F), (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED))

# Bidirectional and zero-width controls, the soft hyphen and the byte-order mark: they come with
# text copied from web pages and are invisible to the reader.
_CONTROLS = _characters(
    (0x00AD, 0x00AD), (0x061C, 0x061C), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF)
)

REMOVED: frozenset[str] = _VOWELS | _OTHER_MARKS | _CONTROLS | {TATWEEL}
"""Characters that `fold` deletes."""

_LETTERS: dict[str, str] = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي"}
# Persian yeh and keheh stand in Arabic text typed on a Persian or Kurdish keyboard
_PERSIAN: dict[str, str] = {"ی": "ي", "ک": "ك"}
_DIGITS: dict[str, str] = {chr(zero + value): str(value) for zero in (0x0660, 0x06F0) for value in range(10)}
# Latin letters only, and U+0130 by hand: its `lower()` is two characters long.
_CAPITALS: dict[str, str] = {
    chr(code): chr(code).lower()
    for code in range(0x41, 0x180)
    if chr(code).lower() != chr(code) and len(chr(code).lower()) == 1
} | {"\u0130": "i"}

MAPPED: dict[str, str] = _LETTERS | _PERSIAN | _DIGITS | _CAPITALS
"""Characters that `fold` replaces, each by exactly one other."""

# These stand in every line, so each is replaced in all places at once; all else is rare, so one look finds it.
_COMMON: dict[str, str] = _LETTERS | {"\u064b": "", "\u064f": "", "\u0651": ""}  # -an, u, the doubling sign
_RARE: dict[str, str] = {w: f for w, f in (dict.fromkeys(REMOVED, "") | MAPPED).items() if w not in _COMMON}
_RARE_CHARACTER = re.compile(f"[{re.escape(''.join(sorted(_RARE)))}]")


def fold(text: str) -> str:
    """Return `text` with the differences of spelling that carry no meaning for matching removed.

    What it does, and nothing else:

    - deletes the Arabic diacritics (tanwin, short vowels, shadda, sukun, dagger alef), combining
      hamza and madda, Quranic signs, the tatweel, and bidirectional and zero-width controls;
    - maps أ إ آ ٱ to ا, ة to ه, ى and Persian ی to ي, Persian ک to ك;
    - maps Arabic-Indic and Persian digits to ASCII digits;
    - lowercases Latin letters up to U+017F.

    It does not touch spaces, punctuation, the article ال, Persian گ and پ, or the hamza on waw
    and yeh (ؤ, ئ). The result is never longer than `text`; folding it again changes nothing. An
    empty string, or one made of deleted characters only, gives an empty string.
    """
    for written, folded in _COMMON.items():
        text = text.replace(written, folded)
    return _RARE_CHARACTER.sub(lambda found: _RARE[found.group()], text)
