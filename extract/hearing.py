"""Who is heard while an article is read on: in a sentence, through a line, through the whole text.

«وأضاف أن …» goes on with the speaker before it; «18:50 البنتاغون: …» speaks through its line; a statement is that of
whoever makes it from its first word to its last.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from extract.drafts import Draft
from extract.findings import Findings
from extract.normalise import Sentence
from extract.ordered import within
from extract.sources import SourceMention

_SPEAKS_ON_WITHIN = 25
"""Folded characters from the start of a sentence in which a word of speech without a name goes on speaking."""
_OF_THEMSELVES_WITHIN = 75
"""Folded characters from there in which «أعلنت أنها» does so."""
_ANOTHER_WEEK = 7
"""Days before publication from which what a reporter tells is background of his own."""
_SPEAKERS = 40
"""Speakers looked at to tell whether only one speaks."""
# «18:50 البنتاغون: …»: who speaks through the line
_OPENS_A_LINE = re.compile(r"[^\u0621-\u064a]*(?:\w+ )?$")
_COLON = re.compile(r"[\"»)]?\s?:")
# «وأضاف أن …», but not «وقال ناشط إن …»: another speaks
_SPEAKS_ON = re.compile(r"\W*(?:ب?ان(?:ه|ها|هم)?|في|ايضا|كذلك|عن|الي|استهداف|قصف|مهاجمه|تنفيذ)(?!\w)|\W*[:«\"“]")
# «شهدت ديالى هجمات، كما قالت الشرطة. فقرب السعدية …»: what was announced is told
_FOR = re.compile(r"\W*ف(?:قد|في|قرب|عند|مساء|فجر|صباح|ليل|يوم)(?!\w)")
_OF_THEMSELVES = re.compile(r"\W*ب?ان(?:ها|هم)(?!\w)")
# «يُذكر أن …» (it is recalled that …): the reporter tells again, not who spoke last
_RECALLS = re.compile(
    r"\W*[وف]?(?:يذكر|يشار|[يت]جدر|(?:من )?(?:ال)?جدير|للتذكير)(?: الي| الاشاره| بالذكر| ذكره| هنا){0,2} ب?ان"
)
_LOOKS_BACK = re.compile(r"\W*[وف]?كان(?:ت|وا|ا)?\s(?:\S+\s){0,4}?قد\s")


class Hearing:
    """Who is heard so far; `now` are those who speak in the sentence read, empty when nobody does."""

    def __init__(self, found: Findings, published: dt.date | None) -> None:
        self._found, self._published = found, published
        self.now: list[SourceMention] = []
        self._line, self._through = -1, list[SourceMention]()
        """The line read, and who speaks through it («البنتاغون: …»)."""
        self._last: list[SourceMention] = []
        """The authority that spoke last in the line, and nobody else with it."""

    def listen(self, sentence: Sentence) -> None:
        """Go on to a sentence."""
        folded = self._found.text.folded
        speakers = within(self._found.sources, sentence.start, sentence.end)
        if sentence.paragraph != self._line:
            self._line, self._through, self._last = sentence.paragraph, [], []
            if speakers and _OPENS_A_LINE.match(folded, sentence.start, speakers[0].start):
                self._through = speakers[:1] if _COLON.match(folded, speakers[0].end) else []
        if speakers:
            self.now = speakers
            self._last = speakers[-1:] if all(speaker.standing == "authority" for speaker in speakers) else []
        elif not self._speaks_on(sentence):
            if _FOR.match(folded, sentence.start) and all(speaker.standing == "authority" for speaker in self.now):
                self._last = self._last or self.now[-1:]
            self.now = []

    def through(self, draft: Draft, drafts: Sequence[Draft]) -> list[SourceMention]:
        """Return who says what a draft tells, where nobody speaks in its sentence; empty when nobody is heard.

        That is who speaks through the line or makes the statement that the text is; else the authority that spoke last
        in the line, unless the sentence steps back in time; else the only one who speaks at all. Where a reporter tells
        what they say, what he tells of other weeks is his own. `drafts` are all of the sentence.
        """
        statement = self._found.statement
        if self.now or self._through:
            return self.now or self._through
        if statement is not None and not statement.reported:
            return [statement.by]
        if self._is_background(draft):
            return []
        looks_back = _LOOKS_BACK.match(self._found.text.folded, min(d.start for d in drafts))
        if self._last and looks_back is None and not any(d.pluperfect for d in drafts):
            return self._last
        if statement is not None:
            return [statement.by]
        heard = self._found.sources[:_SPEAKERS]
        return heard[:1] if len(heard) > 1 and len({source.name for source in heard}) == 1 else []

    def _speaks_on(self, sentence: Sentence) -> bool:
        folded, speech = self._found.text.folded, self._found.speech
        if _RECALLS.match(folded, sentence.start):
            return False
        opening = within(speech, sentence.start, sentence.start + _SPEAKS_ON_WITHIN)
        far = within(speech, sentence.start, min(sentence.end, sentence.start + _OF_THEMSELVES_WITHIN))
        return any(_SPEAKS_ON.match(folded, hit.end) for hit in opening) or any(
            _OF_THEMSELVES.match(folded, hit.end) for hit in far
        )

    def _is_background(self, draft: Draft) -> bool:
        """Whether a draft is of another week, or steps back to an unknown day."""
        if draft.date is None or draft.date.date_start is None:
            return draft.pluperfect
        return self._published is not None and (self._published - draft.date.date_start).days > _ANOTHER_WEEK
