"""Days that stand at the head of what they date, as in timelines: before a colon in a line, or on a line of their own.

«20 كانون الثاني | أُمطرت عين الأسد بعشرات الصواريخ» (20 January | dozens of rockets rained on Ain al-Asad)
"""

from __future__ import annotations

import bisect
import re

from extract.dates import DateMention
from extract.findings import Findings
from extract.normalise import Sentence
from extract.occurrences import When
from extract.ordered import within

_HEAD = 40
"""Folded characters from the start of a line in which a day that heads it stands."""
_FEWEST = 2
"""Days on lines of their own from which a text is a timeline: one alone is when it was written."""
_MARK = re.compile(r":|\s?[|–—]\s|\s-\s")
"""What parts a day from what it dates."""
_LINE_REACH = 200
"""Folded characters on either side of a day in which its line ends where nothing else stands on it."""


class Timeline:
    """The days that head the lines of a text."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        heads = [(self._line(day)[1], day) for day in found.dates if self._is_alone(day)]
        self._heads = heads if len(heads) >= _FEWEST else []
        """Where the line of a day alone ends, and the day, in order."""

    def of_line(self, sentence: Sentence) -> When | None:
        """Return the day that heads the line that a sentence begins; None when none does."""
        day = self._head_of(sentence)
        if day is None or day.date_start is None:
            return None
        return When((day.date_start, day.date_end or day.date_start), day.precision, "explicit", None)

    def _head_of(self, sentence: Sentence) -> DateMention | None:
        text = self._found.text.folded
        for day in within(self._found.dates, sentence.start, sentence.start + _HEAD)[:1]:
            if _dates(day) and not _has_letters(text[sentence.start : day.start]) and _MARK.match(text, day.end):
                return day
        at = bisect.bisect_right(self._heads, sentence.start, key=lambda head: head[0]) - 1
        if at < 0:
            return None
        end, day = self._heads[at]
        apart = text.startswith("\n\n", end)  # a blank line behind the day: it goes on to the next day
        return day if apart or "\n\n" not in text[end : sentence.start] else None

    def _is_alone(self, day: DateMention) -> bool:
        """Whether nothing else stands on the line of a day."""
        text = self._found.text.folded
        start, end = self._line(day)
        return _dates(day) and not _has_letters(text[start : day.start]) and not _has_letters(text[day.end : end])

    def _line(self, day: DateMention) -> tuple[int, int]:
        """Return the folded range of a day's line, of a longer one what lies within `_LINE_REACH` of it."""
        text = self._found.text.folded
        first, last = max(0, day.start - _LINE_REACH), min(len(text), day.end + _LINE_REACH)
        end = text.find("\n", day.end, last)
        return text.rfind("\n", first, day.start) + 1 or first, end if end >= 0 else last


def _dates(day: DateMention) -> bool:
    return day.kind == "point" and day.date_start is not None and day.precision in ("day", "month")


def _has_letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)
