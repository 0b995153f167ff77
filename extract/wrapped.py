"""Lines that are broken inside a sentence, as in mails, copied pages and old archives.

A line of Arabic news ends where a paragraph, a headline or an item of a list ends, and so does its sentence. Where a
line ends in a word that cannot end a sentence, or the next begins with what cannot begin one, it was only too long:

    «وردّت بقصف صاروخي على | مصدر القذائف» (and answered with rockets on | the source of the shells)
"""

from __future__ import annotations

import re
from itertools import pairwise

_ALEF = "[اأإآ]"
# «على»، «التي»، «إلى أن»: what must be followed by something
_OPEN_WORDS = (
    f"في|من|{_ALEF}ل[ىي]|عل[ىي]|عن|مع|منذ|خلال|بين|قرب|عند|ضد|نحو|تجاه|باتجاه|صوب|حتى|{_ALEF}ن|لأن|لان|بأن|بان|لكن|{_ALEF}و|ثم"
    f"|التي|الذي|الذين|قد|لم|لن|سوف|كل|بعض|{_ALEF}حد|{_ALEF}حدى|غير|مثل|تحت|فوق|{_ALEF}مام|داخل|خارج|بواسطة|عبر|{_ALEF}ثر|جراء|وفق|بحسب"
)
_OPEN_END = re.compile(rf"(?:(?<!\w)[وف]?(?:{_OPEN_WORDS})|[،؛/(«])\Z")
_LATE_WORDS = f"الجاري|الماضي|الماضية|المنصرم|المقبل|المقبلة|نفسه|نفسها|ذاته|ذاتها|{_ALEF}يضا"
_LATE_START = re.compile(rf"(?<=\S)\n[ \t]*(?:(?:{_LATE_WORDS})(?!\w)|[،؛)»]|\.(?!\.))")
_BREAK = re.compile(r"\n(?=[ \t]*\S)")
_LAST_WORD = 30
"""Characters at the end of a line in which its last word stands."""
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]*\S[^\n]*)*")
_ENDED = re.compile(r"[.!?؟:…»\"”)]\s*$")
_ITEM = re.compile(r"\s*(?:\d{1,2}\s?[-.):/]|[^\w\s(«\"])")
_NARROWEST = 30
"""Characters of the longest line from which a block may be a column of running text."""
_FEWEST_LINES = 3


def unwrapped(text: str) -> str:
    """Return a text with a space for each line break inside a sentence, character for character; others stay.

    A block of lines that is certainly broken twice, or once and set as a column, is wrapped throughout: its other lines
    without a stop run on too. The first line of a text may be its headline and does not.
    """
    broken = [match.start() for match in _BREAK.finditer(text) if _is_broken(text, match.start())]
    if not broken:
        return text
    joined = list(text)
    for block in _BLOCK.finditer(text):
        certain = {at for at in broken if block.start() < at < block.end()}
        if not certain:
            continue
        breaks = [at for at in range(*block.span()) if text[at] == "\n"]
        edges = [block.start() - 1, *breaks, block.end()]
        lines = [(first + 1, last) for first, last in pairwise(edges)]
        if len(certain) > 1 or _is_a_column([text[first:last] for first, last in lines]):
            certain |= {
                last
                for first, last in lines[:-1]
                if first > 0 and not _ENDED.search(text, first, last) and not _ITEM.match(text, last + 1)
            }
        for at in certain:
            joined[at] = " "
    return "".join(joined)


def _is_broken(text: str, at: int) -> bool:
    """Whether the line that ends at an offset cannot end its sentence there, or the next one cannot begin one."""
    last = text[max(text.rfind("\n", 0, at) + 1, at - _LAST_WORD) : at].split()[-1:]
    return bool(last) and (_OPEN_END.search(last[0]) is not None or _LATE_START.match(text, at) is not None)


def _is_a_column(lines: list[str]) -> bool:
    """Whether each line ends because the next one's first word found no room in it any more."""
    width = max(map(len, lines))
    return (
        len(lines) >= _FEWEST_LINES
        and width >= _NARROWEST
        and all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairwise(lines))
    )
