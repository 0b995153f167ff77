"""Who says it: agencies, officials, monitors, witnesses, and the armed group that claims it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.lexicon import Hit, longest
from extract.normalise import ReadText

_REACH = 60
"""Folded characters between a speech word and its speaker."""

ARMED_GROUPS = frozenset({"Islamic Resistance in Iraq", "Kataib Hezbollah", "ISIS"})
"""Speakers whose word about their own attack is a claim, and nothing more."""

AUTHORITIES = frozenset(
    {
        "Pentagon", "CENTCOM", "Global Coalition", "Iraqi Security Media Cell", "Kurdistan Counter-Terrorism", "SANA",
        "Syrian army", "SDF", "Turkish Defence Ministry", "Israeli army", "Iraqi government", "Jordanian army",
        "US President", "IRGC",
    }
)
"""The struck party, the authority in charge at the place, or a state that owns up to its strike."""


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A speaker. Offsets are folded, half open."""

    start: int
    end: int
    name: str
    """English name."""
    claims: bool
    """Whether the speech word is one of claiming («أعلنت … مسؤوليتها», «تبنّت»)."""


def find_sources(text: ReadText, hits: Sequence[Hit]) -> list[SourceMention]:
    """Return the speakers of a text in order: names near a word of speech; empty when nobody is named as speaking."""
    speech = [hit for hit in hits if hit.role == "speech"]
    found = []
    for hit in longest([hit for hit in hits if hit.role == "source"]):
        near = [
            word for word in speech
            if (0 <= hit.word_start - word.end <= _REACH or 0 <= word.word_start - hit.end <= _REACH)
            and not any(stop in text.folded[min(word.end, hit.end) : max(word.start, hit.start)] for stop in ".\n")
        ]
        if near or hit.value.endswith("sources"):
            found.append(SourceMention(hit.word_start, hit.end, hit.value, any(w.value == "claim" for w in near)))
    return found
