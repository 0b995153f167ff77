"""Type for the pictures: one family for both scripts, lines that run in the right direction, and how wide they are.

Matplotlib shapes and orders Arabic itself; another shaping or bidi step would reverse it. All it has to be told is the
direction of a line as a whole, which an invisible mark at its beginning does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from language.catalogue import Language

FAMILY = "IBM Plex Sans Arabic"
"""Has Latin and Arabic letters of one design; DejaVu Sans, which comes with Matplotlib, stands in for what it lacks."""

FAMILIES = (FAMILY, "DejaVu Sans")

LINE_HEIGHT = 1.45
"""Distance of base lines in ems: Arabic reaches higher and deeper than Latin."""

_FONT_FILES = files("fontpkg_ibm_plex_sans_arabic") / "files"
INVISIBLE = frozenset("\u200e\u200f\u2068\u2069")
"""The marks of direction that `directed` and `isolated` set."""

_DIRECTION = {"ar": "\u200f", "en": "\u200e"}


@cache
def register_fonts() -> None:
    """Make the family known to Matplotlib, once a process."""
    for weight in ("Regular", "Medium", "Bold"):
        font_manager.fontManager.addfont(str(_FONT_FILES / f"IBMPlexSansArabic-{weight}.ttf"))


def font(size: float, weight: int = 400) -> FontProperties:
    """Return the family at `size` points, weight 400, 500 or 700."""
    register_fonts()
    return FontProperties(family=list(FAMILIES), size=size, weight=weight)


def directed(line: str, language: Language) -> str:
    """Return `line` so that it runs as its language does, whatever letter it begins with.

    Where its first letter says so already it stays as it is: in a PDF the mark would take room.
    """
    first = next((found for letter in line if (found := unicodedata.bidirectional(letter)) in ("L", "R", "AL")), None)
    if first == "L" or first is None:
        return _DIRECTION["ar"] + line if language == "ar" else line
    return line if language == "ar" else _DIRECTION["en"] + line


def isolated(name: str, language: Language) -> str:
    """Return a name set into a line of a language so that it runs its own way, whatever stands beside it."""
    strange = {"L"} if language == "ar" else {"R", "AL"}
    return f"\u2068{name}\u2069" if strange & {unicodedata.bidirectional(letter) for letter in name} else name


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return `text` broken between words into lines at most `width` wide, as `measure` says; at least one line.

    A word wider than that is cut short, ending in `…`.
    """
    # Letters never join across a space, so a line is as wide as its words and the spaces between them.
    space = measure("\u00a0")
    lines: list[list[str]] = [[]]
    room = width
    for word in text.split():
        wide = measure(word)
        while len(word) > 1 and wide > width:
            word = word[: max(1, len(word) * 9 // 10 - 1)].rstrip("…") + "…"
            wide = measure(word)
        if lines[-1] and wide + space > room:
            lines.append([])
            room = width
        room -= wide + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(words) for words in lines]


def broken(address: str, width: float, measure: Callable[[str], float], most: int) -> list[str]:
    """Return an address on at most `most` lines that fit `width`, broken after its separators where it has some.

    One that is longer is cut, ending in `…`; an empty one gives no line.
    """
    lines: list[str] = []
    for piece in re.findall("[^&?/=,+-]*[&?/=,+-]|[^&?/=,+-]+", address):
        rest = piece
        if lines and measure(lines[-1] + rest) <= width:
            lines[-1] += rest
            continue
        while rest and len(lines) <= most:
            fits = len(rest)
            while fits > 1 and measure(rest[:fits]) > width:
                fits = fits * 9 // 10
            lines.append(rest[:fits])
            rest = rest[fits:]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return lines
