"""One shared reading of a text: folded spelling, words, sentences, and the way back to the original offsets.

Every recogniser works on the folded text (see `language.arabic.fold`) and reports `Span`s of the original.

Example: for «قـاعـدة الأسد» (base of al-Asad) `folded` is «قاعده الاسد», and the folded range 0:5 stands for the
original range 0:7, because the two tatweels were deleted.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from extract.words import Word, cut
from extract.wrapped import unwrapped
from incidents.types import Span
from language.arabic import REMOVED, TATWEEL, fold

# Words that networks would take offence at are cut in two between tatweels: «مفـ ـخخة», «تنـ.ـظيم».
_CUT = rf"(?<={TATWEEL})[ \u00a0\t.*](?=[ \u00a0\t]*{TATWEEL})"
_CUT_WORD = re.compile(_CUT)
# Besides the marks that folding deletes, a space behind a space goes, so that a phrase is found however it is spaced.
_REMOVED_CHARACTER = re.compile(f"[{re.escape(''.join(sorted(REMOVED)))}]|(?<=[ \\u00a0\\t])[ \\u00a0\\t]|{_CUT}")
_SPACES = re.compile(" {2,}")
# «مطار #أربيل»: the sign would part a name of two words
_TAGGED_NAME = re.compile(r"(?<=\w )((?:مطار|حقل|قاعد[ةه]|معسكر|مدين[ةه]|بلد[ةه]|قري[ةه]|ناحي[ةه]|قضاء) )#(?=\w)")
_LINE = re.compile(r"[^\n]+")
# A full stop ends a sentence only before a space («3.5» and «U.S» stay whole), an ellipsis never does. Lines end one
# because headlines, captions and list items carry no stop. Every end begins with one of five characters, so that is
# what is looked for first.
_SENTENCE_END = re.compile(r"[.!?؟\n](?:(?<=\n)\n*|(?<!\n)(?<!\..)(?!\.)[!?؟]*[\"'”»)\]]*(?=\s|$))")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of folded text that ends at a full stop or a line break."""

    start: int
    end: int
    paragraph: int
    """Number of its line, from 0: recaps and captions are judged by line."""


class ReadText:
    """A text, folded, cut into words and sentences, with exact offsets back.

    Folding deletes or replaces single characters: a folded offset lies as many characters before the original one as
    were deleted up to there.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        # One-to-one, so offsets hold: hashtags join words by underscores, web pages by no-break spaces.
        self._unwrapped = _TAGGED_NAME.sub(r"\1 ", unwrapped(original)) if "#" in original else unwrapped(original)
        spaced = self._unwrapped.replace("\u00a0", " ").replace("\t", " ")
        if "  " in spaced:
            spaced = _SPACES.sub(" ", spaced)
        if TATWEEL in spaced:
            spaced = _CUT_WORD.sub("", spaced)
        self.folded = fold(spaced).replace("_", " ")

    @cached_property
    def _removed(self) -> list[int]:
        """The original offsets of the characters that are deleted."""
        if len(self.folded) == len(self.original):
            return []
        return [match.start() for match in _REMOVED_CHARACTER.finditer(self._unwrapped)]

    @cached_property
    def _shifts(self) -> list[int]:
        """The folded offsets from which on one more character is deleted before."""
        return [offset - count for count, offset in enumerate(self._removed)]

    def span(self, start: int, end: int) -> Span:
        """Return the original span of the folded half-open range; marks deleted inside it are included."""
        last = end - 1
        return Span(start + bisect.bisect_right(self._shifts, start), end + bisect.bisect_right(self._shifts, last))

    def folded_offset(self, original_offset: int) -> int:
        """Return the folded offset of the first kept character at or after an original offset."""
        return original_offset - bisect.bisect_left(self._removed, original_offset)

    def quote(self, start: int, end: int) -> str:
        """Return the original words of a folded range."""
        span = self.span(start, end)
        return self.original[span.start : span.end]

    @cached_property
    def lines(self) -> tuple[list[Word], ...]:
        """The words of each line that has any: no number and no date goes over a line's end."""
        cuts = (cut(self.folded, line.start(), line.end()) for line in _LINE.finditer(self.folded))
        return tuple(words for words in cuts if words)

    @cached_property
    def sentence_ends(self) -> list[int]:
        """One past each end of a sentence or line."""
        return [match.end() for match in _SENTENCE_END.finditer(self.folded)]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; blank ones are left out."""
        found = []
        start = paragraph = 0
        for end in [*self.sentence_ends, len(self.folded)]:
            words = self.folded[start:end].strip()
            if words:
                first = self.folded.index(words, start)
                found.append(Sentence(first, first + len(words), paragraph))
            paragraph += self.folded.startswith("\n", end - 1)
            start = end
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds a folded offset."""
        return max(0, bisect.bisect_right(self._sentence_starts, offset) - 1)
