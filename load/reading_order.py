"""Lines as a page draws them, left to right, back to the order in which Arabic is read.

A PDF holds glyphs and where they stand. Read from left to right an Arabic line is backwards, but for its numbers and
Latin words; and its letters may be the shapes they take inside a word instead of the letters themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from camel_tools.utils.normalize import normalize_unicode

from load.decode import arabic_share

_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# What is drawn left to right inside Arabic: Latin words, and numbers with the marks that bind their parts.
_LATIN = r"(?=[0-9.'’&:/@_-]*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9.'’&:/@_-]*[A-Za-z0-9])?"
_LEFT_TO_RIGHT = re.compile(rf"{_LATIN}(?: {_LATIN})*|[0-9٠-٩۰-۹]+(?:[.,:/٫٬][0-9٠-٩۰-۹]+)*")
_BRACKETED = re.compile(r"\([^()\n]+\)|«[^«»\n]+»")
_INSIDE_OUT = re.compile(r"\)[^()\n]+\(|»[^«»\n]+«")
_WORD = re.compile(r"[\u0620-\u064a\u066e-\u06d3]{3,}")
# Lam and alef drawn as one shape whose two letters are told in the order of drawing: «اإلسلامية» for «الإسلامية».
_BROKEN_LAM_ALEF = re.compile(r"\bا[إأآ]ل")
_LAM_ALEF = re.compile(r"\bال[إأآ]")
_TOO_FEW_SIGNS = 8


def in_reading_order(read: Sequence[str], drawn: Sequence[str]) -> tuple[str, ...] | None:
    """Return a document's lines as they are read, in letters instead of shapes; None where their order is unclear.

    A program writes all lines as drawn, or (text recognition does) all as read; which of the two is told by how
    Arabic words begin and end. The lines are taken from `read` or turned from `drawn`; the two differ only where one
    shape stands for two letters. Where little is Arabic, lines stay as they are.
    """
    given = tuple(map(_letters, read))
    arabic = arabic_share("".join(given)) > 0.5
    turned = tuple(_letters(_turned(line) if arabic and arabic_share(_letters(line)) else line) for line in drawn)
    right, wrong = _signs(given)
    if right > 3 * wrong and right + wrong >= _TOO_FEW_SIGNS:
        best = given
    elif wrong > 3 * right or right + wrong < _TOO_FEW_SIGNS:
        best = turned
    else:
        return None
    text = "\n".join(best)
    if len(_BROKEN_LAM_ALEF.findall(text)) > len(_LAM_ALEF.findall(text)):
        return None
    if len(_INSIDE_OUT.findall(text)) > len(_BRACKETED.findall(text)):
        # Some programs draw a bracket turned and tell it as written: then it has been turned once too often.
        return tuple(line.translate(_MIRRORED) for line in best)
    return best


def _letters(line: str) -> str:
    """Return the letters that shapes stand for. A vowel sign's shape stands on a blank of its own, which goes."""
    return _SHAPES.sub(lambda shape: normalize_unicode(shape.group()).lstrip(" "), line)


def _turned(line: str) -> str:
    backwards = line[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda run: run.group()[::-1], backwards)


def _signs(lines: Sequence[str]) -> tuple[int, int]:
    """Return how many words look as read and how many backwards: the article leads a word, teh marbuta ends one."""
    right = wrong = 0
    for line in lines:
        for word in _WORD.findall(line):
            right += word.startswith("ال") + word.endswith(("ة", "ى"))
            wrong += word.endswith("لا") + word.startswith(("ة", "ى"))
    return right, wrong
