"""The grammar of Arabic cardinals over cut words: «مئة وخمسة عشر» is 115, «20 ألفا» 20,000."""

from __future__ import annotations

from collections.abc import Sequence

from extract.words import CLITICS, Word, read_table

_ROLES = ("one", "unit", "unit_teen", "ten_teen", "ten", "hundred", "hundreds", "scale", "scale_plural", "scale_dual")
TABLE = read_table("numbers.csv", (*_ROLES, "noun"))
"""The rows of the table of number words and countable nouns."""

_FORMS: dict[str, tuple[str, int]] = {
    entry.words[0]: (entry.role, int(entry.value)) for entry in TABLE if entry.role != "noun"
}
# Behind a particle these are other words: «لست» (I am not), «والف» (and a thousand / and he wrote) stays a number.
_NOT_PREFIXED = frozenset({"لست", "كست", "فست", "واحد"})
_STARTS: dict[str, tuple[str, int]] = dict(_FORMS)
for _form, _meaning in _FORMS.items():
    for _clitic in CLITICS:
        if _clitic + _form not in _NOT_PREFIXED:
            _STARTS.setdefault(_clitic + _form, _meaning)
DEFINITE = {
    prefix + form: meaning
    for form, meaning in _FORMS.items()
    if meaning[0] in ("unit", "ten_teen", "ten")
    for prefix in ("ال", "وال", "بال")
    if form != "اثنين"  # الاثنين is Monday
}
"""Folded number word with the article («السته») → its role and value."""

STARTS = frozenset(_STARTS) | frozenset(DEFINITE)
"""Every folded word that can begin a number in words."""


def is_definite(word: str) -> bool:
    """Tell whether a folded word is a number with the article («السته»)."""
    return word in DEFINITE


def clitic_length(word: str) -> int:
    """Return how many letters of a folded number word are particles before it («وثلاثه» 1, «ثلاثه» 0)."""
    if word in _FORMS:
        return 0
    return next(
        (
            len(clitic)
            for clitic in ("وب", "ول", "وك", "فب", "فل", *CLITICS)
            if word[len(clitic) :] in _FORMS and word.startswith(clitic)
        ),
        0,
    )


def read_number(words: Sequence[Word], index: int) -> tuple[int, int] | None:
    """Return the value of the number that begins at a word and the index of the word after it; None when none does.

    Digits are read with thousands separators and scale words; decimals are not numbers here.
    """
    if index >= len(words):
        return None
    if words[index].text.isdecimal():
        return _read_digits(words, index)
    meaning = _STARTS.get(words[index].text) or DEFINITE.get(words[index].text)
    return None if meaning is None else _read_words(words, index, meaning)


def _read_digits(words: Sequence[Word], index: int) -> tuple[int, int] | None:
    word = words[index]
    digits, after = word.text, index + 1
    while (
        after + 1 < len(words)
        and words[after].text in (",", ".", "٬", "،", "'")
        and len(words[after + 1].text) == 3
        and len(digits) <= 9
        and (len(word.text) <= 3 and word.text[0] != "0")
        and words[after + 1].text.isdecimal()
        and words[after].start == words[after - 1].end
        and words[after + 1].start == words[after].end
    ):
        digits += words[after + 1].text
        after += 2
    if len(digits) > 12:
        return None
    if (
        after + 1 < len(words)
        and words[after].text in (".", ",", "٫")
        and words[after + 1].text.isdecimal()
        and words[after].start == words[after - 1].end
        and words[after + 1].start == words[after].end
    ):
        return None
    return _scaled(words, int(digits), after)


def _scaled(words: Sequence[Word], value: int, after: int) -> tuple[int, int]:
    """Apply a scale word that follows: «20 ألفا», «ثلاثة آلاف»."""
    if after < len(words):
        role, scale = _FORMS.get(words[after].text, ("", 0))
        # The accusative «ألفا» looks like the construct dual; behind a number it is the scale.
        if role in ("scale", "scale_plural") or (role == "scale_dual" and words[after].text.endswith("ا")):
            return value * scale, after + 1
    return value, after


def _read_words(words: Sequence[Word], index: int, meaning: tuple[str, int]) -> tuple[int, int] | None:
    role, value = meaning
    if role == "scale_plural":
        return None  # «آلاف النازحين» tells no number
    if role in ("scale", "scale_dual"):
        return _add_lower(words, value * (2 if role == "scale_dual" else 1), index + 1)
    below = _below_thousand(words, index, meaning)
    if below is None:
        return None
    value, after = _scaled(words, *below)
    if value != below[0]:
        return _add_lower(words, value, after)
    return value, after


def _add_lower(words: Sequence[Word], value: int, after: int) -> tuple[int, int]:
    """Add a joined lower part: «ألفين | وخمسمئة»."""
    joined = _joined(words, after)
    if joined is None:
        return value, after
    next_index, meaning = joined
    if meaning[0] in ("scale", "scale_dual", "scale_plural"):
        lower = meaning[1] * (2 if meaning[0] == "scale_dual" else 1)
        if meaning[0] == "scale_plural" or lower >= value:
            return value, after
        return _add_lower(words, value + lower, next_index + 1)
    part = _below_thousand(words, next_index, meaning)
    if part is None:
        return value, after
    scaled, end = _scaled(words, *part)
    if scaled >= (value if scaled != part[0] else 1000):
        return value, after
    if scaled != part[0]:
        return _add_lower(words, value + scaled, end)
    return value + scaled, end


def _joined(words: Sequence[Word], index: int) -> tuple[int, tuple[str, int]] | None:
    """Return the index and meaning of a number word joined by و, written onto it or apart."""
    if index >= len(words):
        return None
    word = words[index].text
    if word == "و" and index + 1 < len(words):
        meaning = _FORMS.get(words[index + 1].text)
        return None if meaning is None else (index + 1, meaning)
    if word.startswith("و"):
        meaning = _FORMS.get(word[1:]) or (DEFINITE.get(word[1:]) if word.startswith("وال") else None)
        return None if meaning is None else (index, meaning)
    return None


def _below_thousand(words: Sequence[Word], index: int, meaning: tuple[str, int]) -> tuple[int, int] | None:
    role, value = meaning
    if role in ("hundred", "hundreds"):
        joined = _joined(words, index + 1)
        if joined is not None and joined[1][0] not in ("hundred", "hundreds"):
            lower = _below_hundred(words, *joined)
            if lower is not None:
                return value + lower[0], lower[1]
        return value, index + 1
    if role == "unit" and index + 1 < len(words) and _FORMS.get(words[index + 1].text, ("", 0))[0] == "hundred":
        split = _below_thousand(words, index + 1, ("hundred", value * 100))  # «أربع مئة»
        return split
    return _below_hundred(words, index, meaning)


def _below_hundred(words: Sequence[Word], index: int, meaning: tuple[str, int]) -> tuple[int, int] | None:
    role, value = meaning
    after = index + 1
    if role in ("ten", "ten_teen"):
        return value, after
    if role not in ("unit", "unit_teen", "one"):
        return None
    if role != "one" and after < len(words) and _FORMS.get(words[after].text, ("", 0))[0] == "ten_teen":
        return value + 10, after + 1
    joined = _joined(words, after)
    if joined is not None and joined[1][0] == "ten":
        return value + joined[1][1], joined[0] + 1
    return None if role == "unit_teen" else (value, after)
