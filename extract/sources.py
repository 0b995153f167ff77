"""Who says it: agencies, officials, monitors, witnesses, and the armed group that claims it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.lexicon import Hit, longest
from extract.normalise import ReadText

_REACH = 45
"""Folded characters between a word of speech and its speaker."""

# What is said begins behind these: a name behind them is spoken of, not speaking
_CONTENT = re.compile(r"(?<!\w)(?:ب?ان(?:ه|ها|هم|ه لم)?|عن|فيما|بينما|علي|ضد|من|بعد|قبل|خلال|تعرض|استهداف|قصف|هجوم|في)(?!\w)")
_QUOTED_FROM = re.compile(r"(?<!\w)(?:نقلت?ا?|صادر|بيان|نقلا|تصريحات?|مصدر)\W+(?:\w+\W+){0,3}(?:عن|في|من)\W*$")
_ACCORDING_TO = frozenset({"بحسب", "وفق", "وفقا", "حسب", "حسبما", "نقلا", "وفق ما", "حسب ما"})
_DENIED_SPEECH = re.compile(r"(?<!\w)(?:لم|ولم|دون|لا|ولا)\W+\w*$")

ARMED_GROUPS = frozenset({"Islamic Resistance in Iraq", "Kataib Hezbollah", "ISIS"})
"""Speakers whose word about their own attack is a claim, and nothing more."""

AUTHORITIES = frozenset(
    {
        "Pentagon", "CENTCOM", "Global Coalition", "Iraqi Security Media Cell", "Kurdistan Counter-Terrorism", "SANA",
        "Syrian army", "SDF", "Turkish Defence Ministry", "Israeli army", "Iraqi government", "Jordanian army",
        "US President", "IRGC", "US embassy", "White House", "Iraqi Interior Ministry",
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
    """Return the speakers of a text in order; empty when nobody is named as speaking.

    A speaker stands right behind a word of speech («قالت مصادر محلية», «بحسب المرصد», «نقلت رويترز عن التحالف») or right
    before one («التحالف الدولي أعلن», «مصدر أمني:»). In «أفادت مصادر محلية بأن قوات التحالف قصفت» the coalition is spoken of.
    """
    speech = [hit for hit in hits if hit.role == "speech"]
    starts = [word.end for word in speech]
    found = []
    for hit in longest([hit for hit in hits if hit.role == "source"]):
        nearby = speech[max(0, bisect.bisect_left(starts, hit.word_start) - 4) : bisect.bisect_left(starts, hit.word_start) + 5]
        words = [word for word in nearby if _speaks(text, word, hit)]
        if words or text.folded[hit.end : hit.end + 2].lstrip("\"»”)").startswith(":"):
            found.append(SourceMention(hit.word_start, hit.end, hit.value, any(w.value == "claim" for w in words)))
    return found


def _speaks(text: ReadText, word: Hit, source: Hit) -> bool:
    """Whether a word of speech has this name as its speaker."""
    if _DENIED_SPEECH.search(text.folded[max(0, word.word_start - 8) : word.word_start]):
        return False  # «ولم يعلق البنتاغون»
    if 0 <= source.word_start - word.end <= _REACH:
        between = text.folded[word.end : source.word_start]
        if any(stop in between for stop in ".\n؛") or between.count("،") > 1:
            return False
        if _QUOTED_FROM.search(text.folded[max(0, word.start - 12) : source.word_start]):
            return True
        return _CONTENT.search(between) is None and len(between.split()) <= 5
    if 0 <= word.word_start - source.end <= _REACH and word.entry.form not in _ACCORDING_TO and not word.entry.form.startswith("بيان"):
        between = text.folded[source.end : word.word_start]
        return len(between.split()) <= 3 and not any(stop in between for stop in ".،\n؛") and _CONTENT.search(between) is None
    return False
