"""Beside each count that somebody published, the record's own count for the same scope and window.

The two never measure quite the same: whoever counts knows attacks that no article tells, and the record holds
incidents whose day or place is unknown. So the difference comes with the numbers that can explain it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from geo.gazetteer import Gazetteer
from incidents.query import Counts
from incidents.types import Document, Filter, Tally

Told = Literal["both ends", "start only", "end only", "not told"]
"""How much of its window a published count tells."""

COUNTRIES = {"Iraq": "IQ", "Syria": "SY", "Jordan": "JO"}
"""Countries as a tally's scope names them, with their ISO codes."""

Counting = Callable[[Filter], Counts]
"""How many incidents pass a filter, as `Record.counts` tells it."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published count, and every article that tells it the same way."""

    tally: Tally
    """The count as the first article tells it that says who counted, else as the first does."""
    tellings: tuple[Tally, ...]
    """The same count article by article, oldest first; never empty."""
    day: dt.date | None
    """The day the oldest of the articles was published; None where none is dated."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A published count beside the record's own."""

    published: Published
    window: Told
    """How much of the window is told."""
    date_from: dt.date | None
    """First day that the record's count takes in; None for no limit."""
    date_to: dt.date | None
    """Last day of it: the one told, else the article's own day; None for no limit."""
    ours: int | None
    """Dated incidents of the record in the scope and window; None for a scope that no place of the gazetteer has."""
    undated: int
    """Undated incidents at the same places: they may belong to the window."""
    unlocated: int
    """Incidents of the window without a place: they may belong to the scope."""
    hidden: int
    """How many of `ours` the reader's present filters and window hide."""

    @property
    def difference(self) -> int | None:
        """How many more the record has than was published (negative: fewer); None where nothing can be compared."""
        if self.ours is None or self.window == "not told":
            return None
        return self.ours - self.published.tally.count


def published_counts(tallies: Iterable[Tally], document: Callable[[str], Document]) -> tuple[Published, ...]:
    """Return the published counts by the end of their window, oldest first, those without a window last.

    The same number of the same scope, window and source told by several articles is one count; one that does not say
    who counted belongs to the one that does, where there is exactly one.
    """
    same: dict[tuple[object, ...], dict[str | None, list[Tally]]] = {}
    for tally in tallies:
        key = (tally.count, tally.at_least, frozenset(scope_parts(tally.scope)), *_window(tally))
        same.setdefault(key, {}).setdefault(tally.source, []).append(tally)
    found = []
    for by_source in same.values():
        known = [source for source in by_source if source is not None]
        if len(known) == 1 and None in by_source and _window(by_source[None][0]) != (None, None):
            by_source[known[0]] += by_source.pop(None)
    for told in (group for by_source in same.values() for group in by_source.values()):
        ordered = sorted(told, key=lambda one: (document(one.document_id).published or dt.date.max, one.document_id))
        days = [day for one in ordered if (day := document(one.document_id).published) is not None]
        first = next((one for one in ordered if one.source is not None), ordered[0])
        found.append(Published(first, tuple(ordered), min(days, default=None)))
    return tuple(sorted(found, key=_by_date))


def compare(published: Published, counting: Counting, present: Filter, gazetteer: Gazetteer) -> Compared:
    """Return the record's own count for a published one; `present` is what the reader has on screen."""
    tally = published.tally
    date_from, date_to = _window(tally)
    told: Told = "both ends" if date_from and date_to else "start only" if date_from else "end only"
    if date_from is None and date_to is None:
        told = "not told"
    if date_to is None and published.day is not None and (date_from is None or published.day >= date_from):
        date_to = published.day
    window = Filter(date_from=date_from, date_to=date_to, undated=False)
    unlocated = counting(window).unlocated
    places = scope_places(tally.scope, gazetteer)
    if not places:
        return Compared(published, told, date_from, date_to, None, 0, unlocated, 0)
    own = counting(replace(window, places=places))
    return Compared(
        published=published,
        window=told,
        date_from=date_from,
        date_to=date_to,
        ours=own.shown,
        undated=own.undated,
        unlocated=unlocated,
        hidden=own.shown - _still_shown(window, places, present, counting),
    )


def scope_parts(scope: str) -> tuple[str, ...]:
    """Return what a scope names: `Iraq and Syria` is two countries, `al-Omar oil field base, Syria` one place."""
    parts = tuple(scope.split(" and "))
    return parts if all(part in COUNTRIES for part in parts) else (scope,)


@lru_cache(maxsize=512)
def scope_places(scope: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the gazetteer ids of the places that a scope takes in; empty where the gazetteer has none of that name.

    A place takes in the places that are part of it, a governorate all that lie in it.
    """
    parts = scope_parts(scope)
    if parts[0] in COUNTRIES:
        codes = {COUNTRIES[part] for part in parts}
        return frozenset(place.id for place in gazetteer.places if place.country in codes)
    name = scope.rsplit(", ", 1)[0] if scope.rsplit(", ", 1)[-1] in COUNTRIES else scope
    named = [place for place in gazetteer.places if place.name_en == name] or list(gazetteer.find(name))
    ids = {place.id for place in named}
    governorates = {place.admin1_pcode for place in named if place.kind == "governorate" and place.admin1_pcode}
    return frozenset(
        place.id
        for place in gazetteer.places
        if place.id in ids or place.part_of in ids or place.admin1_pcode in governorates
    )


def _window(tally: Tally) -> tuple[dt.date | None, dt.date | None]:
    """The window as told; one that ends before it begins says nothing."""
    if tally.date_from and tally.date_to and tally.date_to < tally.date_from:
        return None, None
    return tally.date_from, tally.date_to


def _still_shown(window: Filter, places: frozenset[str], present: Filter, counting: Counting) -> int:
    """How many of the scope and window are on screen now: what passes both filters at once.

    An incident of several days that touches both windows but not the days they share is taken for hidden.
    """
    firsts = [day for day in (window.date_from, present.date_from) if day is not None]
    lasts = [day for day in (window.date_to, present.date_to) if day is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    both = places & present.places if present.places else places
    if not both or (first is not None and last is not None and last < first):
        return 0
    return counting(replace(present, date_from=first, date_to=last, undated=False, places=both)).shown


def _by_date(one: Published) -> tuple[dt.date, dt.date, str, int]:
    first, last = _window(one.tally)
    return (
        last or (one.day if first and one.day else dt.date.max),
        first or one.day or dt.date.max,
        one.tally.scope,
        -one.tally.count,
    )
