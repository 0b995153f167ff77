"""Places that two articles can mean by one event: a quarter and its city, a base and the town it is named after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from geo.gazetteer import load_gazetteer
from geo.geometry import distance_m
from geo.places import AREA_KINDS, EXACT_RADIUS_M, Place
from language.arabic import fold

SETTLEMENTS = frozenset({"city", "town", "village"})
_NAMESAKE_WITHIN_M = 15_000
"""A base that bears a town's name lies no farther from the middle of it."""


def lies_in(inner: str | None, outer: str | None) -> bool:
    """Whether one place lies in the other, or is loosely told by its name."""
    return outer in wider_places().get(inner or "", ())


def most_exact(places: Iterable[str | None]) -> list[str | None]:
    """Return the places in which no other of these lies, in their order."""
    told = list(places)
    wider = {around for place in told for around in wider_places().get(place or "", ())}
    return [place for place in told if place not in wider]


@cache
def wider_places() -> Mapping[str, frozenset[str]]:
    """Return by place id the ids of the places that it lies in or is loosely told by; most places have none."""
    places = load_gazetteer().places
    airfields = [place for place in places if place.kind == "airfield"]
    settlements: defaultdict[str, list[tuple[Place, set[str]]]] = defaultdict(list)
    for place in places:
        if place.kind in SETTLEMENTS:
            for spelling in _spellings(place):
                settlements[min(spelling)].append((place, spelling))
    found = {place.id: frozenset(_wider(place, airfields, settlements)) for place in places}
    return {id: wider for id, wider in found.items() if wider}


@cache
def places_in(place_id: str) -> frozenset[str]:
    """Return the ids of all places that lie in one, or are loosely told by its name; empty for most."""
    return frozenset(id for id, around in wider_places().items() if place_id in around)


@cache
def places_beside(place_id: str) -> frozenset[str]:
    """Return the ids of all places that lie in one, or that it lies in; empty for most."""
    return wider_places().get(place_id, frozenset()) | places_in(place_id)


def _wider(
    place: Place, airfields: Iterable[Place], settlements: Mapping[str, Iterable[tuple[Place, set[str]]]]
) -> Iterator[str]:
    """Yield the ids of the places around one; `settlements` by a word of each of their spellings."""
    if place.part_of:
        yield place.part_of
    if place.kind in SETTLEMENTS | AREA_KINDS or place.radius_m > EXACT_RADIUS_M:
        return
    words = {word for spelling in _spellings(place) for word in spelling}
    for word in words & settlements.keys():
        for town, spelling in settlements[word]:
            if spelling <= words and _apart_m(place, town) <= _NAMESAKE_WITHIN_M:
                yield town.id
    if place.kind == "base":
        yield from (airfield.id for airfield in airfields if _apart_m(place, airfield) <= place.radius_m)


def _apart_m(one: Place, other: Place) -> float:
    return distance_m(one.lon, one.lat, other.lon, other.lat)


def _spellings(place: Place) -> list[set[str]]:
    """Return the words of each Arabic spelling of a place, folded."""
    return [set(fold(name.text).split()) for name in place.names if name.language == "ar"]
