"""One shared reading of a text: folded spelling, words, sentences, and the way back to the original offsets.

Every recogniser works on the folded text (see `language.arabic.fold`) and reports `Span`s of the original.

Example: for «قـاعـدة الأسد» (base of al-Asad) `folded` is «قاعده الاسد», and the folded range 0:5 stands for the
original range 0:7, because the two tatweels were deleted.
"""

from __future__ import annotations

import bisect
import re
from array import array
from dataclasses import dataclass
from functools import cached_property

from camel_tools.tokenizers.word import simple_word_tokenize

from incidents.types import Span
from language.arabic import REMOVED, fold

# Besides the marks that folding deletes, a space behind a space goes, so that a phrase is found however it is spaced.
_REMOVED_CHARACTER = re.compile(f"[{re.escape(''.join(sorted(REMOVED)))}]|(?<=[ \\u00a0\\t])[ \\u00a0\\t]")
# One-to-one, so offsets hold: hashtags join words by underscores, web pages by no-break spaces.
_SPACES = str.maketrans("_\u00a0\t", "   ")
# A full stop ends a sentence only before a space («3.5» and «U.S» stay whole), an ellipsis never does. Lines end one
# because headlines, captions and list items carry no stop.
_SENTENCE_END = re.compile(r"(?<!\.)[.!?؟](?!\.)[!?؟]*[\"'”»)\]]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a run of punctuation, as camel-tools cuts it."""

    text: str
    """The folded characters."""
    start: int
    """First folded offset."""
    end: int
    """One past the last folded offset."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of folded text that ends at a full stop or a line break."""

    start: int
    end: int
    first_token: int
    """Index of its first token in `ReadText.tokens`."""
    last_token: int
    """One past the index of its last token."""
    paragraph: int
    """Number of its line, from 0: recaps and captions are judged by line."""


class ReadText:
    """A text, folded, cut into words and sentences, with exact offsets back.

    Folding deletes or replaces single characters, so folded offset i stands for original offset `_origin[i]`.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        if _REMOVED_CHARACTER.search(original) is None:
            self._origin: array[int] | None = None  # nothing is deleted: offsets are the same
            kept = original
        else:
            removed = {match.start() for match in _REMOVED_CHARACTER.finditer(original)}
            self._origin = array("L", (i for i in range(len(original)) if i not in removed))
            kept = _REMOVED_CHARACTER.sub("", original)
        self.folded = fold(kept).translate(_SPACES)

    def span(self, start: int, end: int) -> Span:
        """Return the original span of the folded half-open range; marks deleted inside it are included."""
        if self._origin is None:
            return Span(start, end)
        return Span(self._origin[start], self._origin[end - 1] + 1)

    def folded_offset(self, original_offset: int) -> int:
        """Return the folded offset of the first kept character at or after an original offset."""
        if self._origin is None:
            return original_offset
        return bisect.bisect_left(self._origin, original_offset)

    def quote(self, start: int, end: int) -> str:
        """Return the original words of a folded range."""
        span = self.span(start, end)
        return self.original[span.start : span.end]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words and punctuation in order; empty for a blank text."""
        found = []
        cursor = 0
        for word in simple_word_tokenize(self.folded):
            cursor = self.folded.index(word, cursor)
            found.append(Token(word, cursor, cursor + len(word)))
            cursor += len(word)
        return tuple(found)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds a folded offset, or of the next one after it."""
        index = bisect.bisect_right(self._token_starts, offset) - 1
        if index >= 0 and offset < self.tokens[index].end:
            return index
        return index + 1

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; blank ones are left out."""
        found = []
        start = paragraph = 0
        ends = [(match.end(), "\n" in match.group()) for match in _SENTENCE_END.finditer(self.folded)]
        for end, line_ends in [*ends, (len(self.folded), True)]:
            first, last = self.token_at(start), self.token_at(end)
            if first < last:
                found.append(Sentence(self.tokens[first].start, self.tokens[last - 1].end, first, last, paragraph))
            paragraph += line_ends
            start = end
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds a folded offset."""
        return max(0, bisect.bisect_right(self._sentence_starts, offset) - 1)
