"""Places called out before what happened there is told, as live coverage does.

«معمل السويدية مجدداً! مسيّرة رمت قذيفة على خزان» (the Suwaydiyah plant again! a drone dropped a shell on a tank), «مسيّرة
مجهولة فوق معسكرهم في بامرني. أسقطوها قبل أن تُلقي حمولتها» (an unknown drone above their camp at Bamarni. They shot it
down): the second sentence tells of the place in the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.dates import DateMention
from extract.drafts import Draft
from extract.findings import Findings
from extract.grouping import NEVER_STRUCK
from extract.lexicon import Hit
from extract.normalise import Sentence
from extract.ordered import within
from extract.places import PlaceMention
from geo.places import Place

_LONGEST = 12
"""Words of a sentence that only calls out a place."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Called:
    """A place called out."""

    index: int
    """Of its sentence."""
    paragraph: int
    place: Place
    day: DateMention | None
    again: Hit | None
    """The word that says that it was struck before («مجدداً»)."""


class Callouts:
    """The place called out last, while an article is read from sentence to sentence."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._called: _Called | None = None

    def give(self, index: int, sentence: Sentence, places: Sequence[PlaceMention], drafts: Sequence[Draft]) -> None:
        """Give attacks of the next sentence, which `places` it names, the place called out right before, if any."""
        called, sites = self._called, [place for place in places if place.role not in NEVER_STRUCK]
        self._called = None
        if called is not None and called.index == index - 1 and called.paragraph == sentence.paragraph and not sites:
            for draft in drafts:
                if draft.anaphor is None:
                    draft.meant, draft.date, draft.again = called.place, draft.date or called.day, called.again
        if not drafts:
            self._called = self._call(index, sentence, sites)

    def _call(self, index: int, sentence: Sentence, sites: Sequence[PlaceMention]) -> _Called | None:
        """Return the place that a sentence without a verb calls out: as struck again, or beside a munition."""
        found, start, end = self._found, sentence.start, sentence.end
        if len(sites) != 1 or sites[0].place is None or sites[0].is_area:
            return None
        told = within(found.acts, start, end) or within(found.speech, start, end)
        if told or len(_WORD.findall(found.text.folded, start, end)) > _LONGEST:
            return None
        again = next((hit for hit in within(found.structure, start, end) if hit.value == "again"), None)
        flies = any(weapon.exact and weapon.weapon != "airstrike" for weapon in within(found.weapons, start, end))
        if again is None and not flies:
            return None
        days = [day for day in within(found.dates, start, end) if day.kind == "point" and day.date_start is not None]
        return _Called(index, sentence.paragraph, sites[0].place, days[0] if days else None, again)
