"""Regular expressions that are tried only where a word stands without which they cannot match.

Nearly every question that is asked of a clause is answered no. An expression finds that out letter by letter; that no
word of it stands there at all, a string tells many times quicker.

Example: «عثر» (found) stands in every match of an expression for «عُثر على» and «عثرت القوات على», so a clause without
it is not looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

_AROUND = 120
"""Folded characters on either side of a word in which an expression that holds it matches."""


class Wording:
    """A regular expression, and the words of which each of its matches holds one."""

    def __init__(self, expression: str, words: str) -> None:
        """Compile an expression; `words` are folded, parted by «|», and may be parts of words («عثر» of «عثرت»).

        That there is no match without them, `tests/test_wording.py` sees to.
        """
        self.pattern = re.compile(expression)
        self.words = tuple(words.split("|"))

    def search(self, folded: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in a folded range; None when there is none."""
        for word in self.words:
            if folded.find(word, start, end) >= 0:
                return self.pattern.search(folded, start, end)
        return None

    def finditer(self, folded: str, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches in a folded text up to an offset, in order; each within `_AROUND` characters of a word."""
        last = min(end, len(folded))
        windows: list[tuple[int, int]] = []
        for at in sorted(at for word in self.words for at in _offsets(word, folded, last)):
            first = max(0, at - _AROUND)
            if windows and first <= windows[-1][1]:
                first = windows.pop()[0]
            windows.append((first, _end_of_word(folded, min(last, at + _AROUND), last)))
        for first, behind in windows:
            yield from self.pattern.finditer(folded, first, behind)


def _offsets(word: str, folded: str, end: int) -> Iterator[int]:
    at = folded.find(word, 0, end)
    while at >= 0:
        yield at
        at = folded.find(word, at + 1, end)


def _end_of_word(folded: str, at: int, last: int) -> int:
    """Return the end of the word that an offset may stand in."""
    while at < last and folded[at].isalnum():
        at += 1
    return at
