"""Lines that are broken inside a sentence, as in mails, copied pages and old archives.

A line of Arabic news ends where a paragraph, a headline or an item of a list ends, and so does its sentence. Where a
line ends in a word that cannot end a sentence, or the next begins with what cannot begin one, it was only too long:

    «وردّت بقصف صاروخي على | مصدر القذائف» (and answered with rockets on | the source of the shells)
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from extract.cards import with_cards_joined
from language.arabic import fold

_LEAVES_OPEN = frozenset(
    fold(
        "في من إلى على عن مع منذ خلال بين قرب عند ضد نحو تجاه باتجاه صوب حتى أن إن لأن بأن لكن أو ثم التي الذي"
        " الذين قد لم لن سوف كل بعض غير مثل داخل خارج بواسطة عبر إثر جراء وفق بحسب"
    ).split()
)
"""Words behind which something must follow, with or without «و» before them."""
_GOES_ON = frozenset(fold("الجاري الماضي الماضية المنصرم المقبل المقبلة نفسه نفسها ذاته ذاتها أيضا").split())
"""Words that begin no sentence."""
_OPEN_MARKS, _LATE_MARKS = "،؛/(«", "،؛)»"
_ENDED = re.compile(r"[.!?؟:…»\"”)]\s*$")
_ITEM = re.compile(r"\s*(?:\d{1,2}\s?[-.):/]|[^\w\s(«\"])")
_NARROWEST = 30
"""Characters of the longest line from which a text may be a column of running text."""
_FEWEST_BREAKS = 5
"""Line breaks from which a text without any certain one may be told to be a column."""
_NEARLY_FULL = 0.85
"""Share of the longest line that a line of a column and the next one's first word fill at least."""
_MOST_OF_THEM = 0.8


class _Break(NamedTuple):
    """A line break between two lines that hold words."""

    at: int
    first: str
    second: str

    @property
    def certain(self) -> bool:
        """Whether it stands inside a sentence without doubt."""
        first, second = self.first.rstrip(), self.second.lstrip()
        if first[-1] in _OPEN_MARKS or second[0] in _LATE_MARKS or (second[0] == "." and not second.startswith("..")):
            return True
        last = fold(first.rsplit(maxsplit=1)[-1])
        return (
            last in _LEAVES_OPEN
            or (last[:1] in ("و", "ف") and last[1:] in _LEAVES_OPEN)
            or fold(second.split(maxsplit=1)[0].rstrip("،.")) in _GOES_ON
        )

    @property
    def runs_on(self) -> bool:
        """Whether the first line has no stop and the second is no item of a list."""
        return _ENDED.search(self.first) is None and _ITEM.match(self.second) is None

    def is_full(self, width: int) -> bool:
        """Whether the second line's first word found hardly any room in the first."""
        return len(self.first) + 1 + len(self.second.split(maxsplit=1)[0]) > _NEARLY_FULL * width


def unwrapped(text: str) -> str:
    """Return a text with a space for each line break inside a sentence, character for character; others stay.

    A block of lines that is certainly broken twice, or stands in a text set as a column, is wrapped throughout: its
    other lines without a stop run on too. The first line of a text may be its headline and does not.
    """
    text = with_cards_joined(text)
    lines = text.split("\n")
    blocks = _blocks(lines)
    breaks = [one for block in blocks for one in block]
    if not breaks:
        return text
    certain = {one.at for one in breaks if one.certain}
    column = _is_a_column(breaks, max(map(len, lines)), len(certain))
    if not certain and not column:
        return text
    joined = list(text)
    for block in blocks:
        wrapped = column or sum(one.at in certain for one in block) > 1
        for one in block:
            if one.at in certain or (wrapped and one.runs_on and one.at > len(lines[0])):
                joined[one.at] = " "
    return "".join(joined)


def _blocks(lines: list[str]) -> list[list[_Break]]:
    """Return the breaks between lines that hold words, block by block: a blank line parts two."""
    blocks: list[list[_Break]] = [[]]
    at = 0
    for first, second in pairwise(lines):
        at += len(first)
        if first.strip() and second.strip():
            blocks[-1].append(_Break(at, first, second))
        else:
            blocks.append([])
        at += 1
    return [block for block in blocks if block]


def _is_a_column(breaks: list[_Break], width: int, certain: int) -> bool:
    """Whether most lines end because the next one's first word found no room in them any more.

    Without a break that is certainly inside a sentence, more lines must look so.
    """
    if width < _NARROWEST or len(breaks) < (2 if certain else _FEWEST_BREAKS):
        return False
    full = sum(one.is_full(width) for one in breaks)
    return full >= _MOST_OF_THEM * len(breaks) and sum(one.runs_on for one in breaks) >= _MOST_OF_THEM * len(breaks)
