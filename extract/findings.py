"""Everything the recognisers found in one document, side by side, before anybody decides what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.actors import ActorMention, find_actors, with_speakers
from extract.acts import find_acts
from extract.casualties import CasualtyMention, find_casualties
from extract.dates import DateMention, find_dates
from extract.layout import Line, lines_of
from extract.lexicon import Hit, Hits, Scanner, load_lexicon
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.ordered import Ordered, within
from extract.outcomes import outcome_words
from extract.phrases import Heads, heads_of
from extract.places import PlaceHits, bases_of, homes_of, place_scanner, without_names
from extract.references import resolved, with_own_voice
from extract.sources import SourceMention, Statement, find_sources, statement_by
from extract.subjects import subject_of
from extract.unhurt import Unhurt, find_unhurt
from extract.weapons import WeaponMention, find_weapons
from geo.gazetteer import Gazetteer

_LONGEST_NAME = 200
"""Folded characters that the name of a party may span."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the recognisers found. Every list is in order of start; offsets are folded."""

    text: ReadText
    lines: tuple[Line, ...]
    hits: Hits
    """All lexicon hits."""
    acts: Ordered[Hit]
    """Words of attack, longest only, without those that are no attack («ضربات الترجيح»)."""
    modality: Ordered[Hit]
    subject: Hit | None
    """A word of what the text is about, where that is not war: «أصيب مدافع زاخو في الركبة»."""
    structure: Ordered[Hit]
    speech: Ordered[Hit]
    elsewhere: Ordered[Hit]
    """Countries and cities that are not on the map."""
    outcomes: Ordered[Hit]
    """Words that may tell what came of an attack."""
    place_hits: PlaceHits
    """Names found, not yet resolved: only sentences that tell of an act need that."""
    dates: Ordered[DateMention]
    numbers: Numbers
    weapons: Ordered[WeaponMention]
    actors: Ordered[ActorMention]
    sources: Ordered[SourceMention]
    statement: Statement | None
    """Whose statement the text is; None when it is none."""
    casualties: Ordered[CasualtyMention]
    unhurt: Ordered[Unhurt]
    """Where it is said that nobody was killed or hurt."""
    heads: Heads
    """Words that phrases of parties are made of."""


@cache
def _lexicon_scanner() -> Scanner:
    return Scanner(load_lexicon())


def find_words(text: ReadText) -> Hits:
    """Return every lexicon hit of a text: enough to tell whether it may tell of an attack at all."""
    return _lexicon_scanner().scan(text)


def find_all(text: ReadText, hits: Hits, gazetteer: Gazetteer, published: dt.date | None) -> Findings:
    """Run every recogniser over a text, whose lexicon hits are `hits`."""
    place_hits = place_scanner(gazetteer).scan(text)
    hits = without_names(hits, place_hits, gazetteer)
    dates = Ordered(find_dates(text, published))
    numbers = Numbers(text)
    structure = hits.of("structure")
    homes, bases = homes_of(place_hits, gazetteer), bases_of(place_hits, gazetteer, published)
    actors = resolved(text, find_actors(text, hits), homes, bases)
    sources = find_sources(text, hits)
    statement = statement_by(text, hits)
    weapons = Ordered(find_weapons(text, hits, numbers))
    modality = _outside_names(hits.of("modality"), actors)
    return Findings(
        text=text,
        lines=lines_of(text),
        hits=hits,
        acts=find_acts(text, hits, dates, numbers, weapons, place_hits),
        modality=modality,
        subject=subject_of(modality),
        structure=structure,
        speech=hits.of("speech"),
        elsewhere=hits.of("elsewhere"),
        outcomes=outcome_words(hits),
        place_hits=PlaceHits(_outside_names(place_hits, actors)),
        dates=dates,
        numbers=numbers,
        weapons=weapons,
        actors=Ordered(
            with_own_voice(
                text,
                with_speakers(actors, [(source.start, source.end) for source in sources]),
                [(source.end, source.actor) for source in sources if source.actor is not None],
                statement.by.actor if statement is not None else None,
            )
        ),
        sources=Ordered(sources),
        statement=statement,
        casualties=Ordered(find_casualties(text, hits, numbers, actors)),
        unhurt=Ordered(find_unhurt(text)),
        heads=heads_of(hits),
    )


def _outside_names(words: Ordered[Hit], actors: Sequence[ActorMention]) -> Ordered[Hit]:
    """Return the words that are no part of a party's name.

    «حماية» in «وحدات حماية الشعب» protects nobody, «سنجار» in «وحدات حماية سنجار» is no place that was struck.
    """
    names = Ordered(actor for actor in actors if actor.rule == "name")
    kept = []
    for word in words:
        near = within(names, word.start - _LONGEST_NAME, word.end + _LONGEST_NAME)
        if not any(
            name.start <= word.start and word.end <= name.end and name.end - name.start > word.end - word.word_start
            for name in near
        ):
            kept.append(word)
    return Ordered(kept)
