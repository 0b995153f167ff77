"""Everything the recognisers found in one document, side by side, before anybody decides what happened."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from extract.actors import ActorMention, find_actors, with_speakers
from extract.casualties import CasualtyMention, find_casualties
from extract.dates import DateMention, find_dates
from extract.layout import Line, lines_of
from extract.lexicon import Hit, Scanner, load_lexicon, longest
from extract.normalise import ReadText
from extract.numbers import Number, find_numbers
from extract.places import place_scanner
from extract.sources import SourceMention, find_sources
from extract.weapons import WeaponMention, find_weapons
from geo.gazetteer import Gazetteer


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=_Ranged)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the recognisers found. Every list is in order of start; offsets are folded."""

    text: ReadText
    lines: tuple[Line, ...]
    hits: list[Hit]
    """All lexicon hits."""
    acts: list[Hit]
    """Words of attack, longest only, without those that are no attack («ضربات الترجيح»)."""
    modality: list[Hit]
    structure: list[Hit]
    speech: list[Hit]
    place_hits: list[Hit]
    """Names found, not yet resolved: only sentences that tell of an act need that."""
    dates: tuple[DateMention, ...]
    numbers: tuple[Number, ...]
    weapons: list[WeaponMention]
    actors: list[ActorMention]
    sources: list[SourceMention]
    casualties: list[CasualtyMention]


def within(mentions: Sequence[R], start: int, end: int) -> list[R]:
    """Return the mentions that lie inside a folded range; they must be in order of start.

    Found by bisection: sentence by sentence over a whole article, looking at every mention would cost its square.
    """
    first = bisect.bisect_left(mentions, start, key=_start)
    last = bisect.bisect_right(mentions, end, lo=first, key=_start)
    return [mention for mention in mentions[first:last] if mention.end <= end]


def _start(mention: _Ranged) -> int:
    return mention.start


_LONGEST_PHRASE = 80
"""Folded characters that a date, a number or a phrase of the lexicon may span."""
_COUNTED = frozenset({"هجوم", "هجمات", "هجمة", "استهداف", "استهدافات", "اعتداء"})


def _is_counted(hit: Hit, numbers: Sequence[Number]) -> bool:
    """Whether a word of attack is only counted («36 هجوماً»): that is a tally's business, never one event."""
    return hit.entry.form in _COUNTED and any(
        n.value >= 3 and 0 < hit.word_start - n.end <= 2
        for n in within(numbers, hit.word_start - _LONGEST_PHRASE, hit.word_start)
    )


@cache
def _lexicon_scanner() -> Scanner:
    return Scanner(load_lexicon())


def find_words(text: ReadText) -> list[Hit]:
    """Return every lexicon hit of a text: enough to tell whether it may tell of an attack at all."""
    return _lexicon_scanner().scan(text)


def find_all(text: ReadText, hits: list[Hit], gazetteer: Gazetteer, published: dt.date | None) -> Findings:
    """Run every recogniser over a text, whose lexicon hits are `hits`."""
    dates = find_dates(text, published)
    numbers = find_numbers(text)
    structure = [hit for hit in hits if hit.role == "structure"]
    not_attacks = [hit for hit in structure if hit.value == "not_attack"]
    acts = [
        hit
        for hit in longest([hit for hit in hits if hit.role == "act"])
        if not any(
            no.word_start <= hit.start and hit.end <= no.end + 3
            for no in within(not_attacks, hit.start - _LONGEST_PHRASE, hit.end + _LONGEST_PHRASE)
        )
        and not any(
            date.start <= hit.start and hit.end <= date.end
            for date in within(dates, hit.start - _LONGEST_PHRASE, hit.end + _LONGEST_PHRASE)
        )  # «فجر أمس» is no «فجّر»
        and not _is_counted(hit, numbers)
    ]
    actors, sources = find_actors(text, hits), find_sources(text, hits)
    return Findings(
        text=text,
        lines=lines_of(text),
        hits=hits,
        acts=acts,
        modality=[hit for hit in hits if hit.role == "modality"],
        structure=structure,
        speech=[hit for hit in hits if hit.role == "speech"],
        place_hits=place_scanner(gazetteer).scan(text),
        dates=dates,
        numbers=numbers,
        weapons=find_weapons(text, hits),
        actors=with_speakers(actors, [(source.start, source.end) for source in sources]),
        sources=sources,
        casualties=find_casualties(text, hits, numbers, actors),
    )
