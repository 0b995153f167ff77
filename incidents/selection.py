"""The one place where a `Filter` becomes a choice of incidents: masks over the rows of a snapshot.

Incidents that hold the same values share a profile, and incidents at one place share that place. A filter is decided
once a profile and once a place, of which there are few, and only then carried over to the incidents.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.facet import Codes, Facet, Mask
from incidents.snapshot import UNDATED_START, Coded, Snapshot
from incidents.types import Filter
from language.arabic import fold

UNKNOWN = "unknown"
"""Facet value of an incident that names no weapon, attacker or target, has no point, or whose publisher nobody gave."""

FACETS = (
    "places",
    "governorates",
    "attackers",
    "targets",
    "weapons",
    "outcomes",
    "statuses",
    "precisions",
    "publishers",
)
"""The fields of `Filter` that hold sets of values, in the order the screen shows them."""

_OF_A_PROFILE = {
    "attackers": "attackers",
    "targets": "targets",
    "weapons": "weapons",
    "outcomes": "outcome",
    "statuses": "status",
    "precisions": "geo_precision",
    "publishers": "publishers",
}
_LARGEST_KEY = 2**62
_REJECTED = "rejected"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A way to group incidents, and the facets whose values all incidents of a group share."""

    codes: Codes
    """The group of each incident."""
    size: int
    """Number of groups."""
    facets: Mapping[str, Facet]
    """Facets over the groups, by their name in `FACETS`."""

    def choices(self, filter: Filter) -> dict[str, Mask]:
        """Return which groups hold a chosen value, by facet; nothing of facets in which nothing is chosen."""
        return {name: facet.having(chosen) for name, facet in self.facets.items() if (chosen := getattr(filter, name))}

    def counts(self, rows: Mask) -> NDArray[np.int64]:
        """Return how many of the incidents in a mask stand in each group."""
        return np.bincount(self.codes[np.flatnonzero(rows)], minlength=self.size)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is worked out once a snapshot. About 12 bytes an incident, besides the profiles."""

    snapshot: Snapshot
    gazetteer: Gazetteer
    """The places that incidents stand at."""
    places: Group
    """Incidents by place, those without one in a group of their own."""
    profiles: Group
    """Incidents by everything else that can be chosen."""
    undated: Mask
    """Incidents without a date."""
    days: tuple[dt.date, ...]
    """The days on which incidents begin, in order."""
    day: Codes
    """Index into `days` of each dated incident, `len(days)` of each undated one."""
    rejected: Mask | None
    """Incidents that a person has rejected; None where there are none."""

    @classmethod
    def of(cls, snapshot: Snapshot, gazetteer: Gazetteer | None = None) -> Index:
        """Return the index of a snapshot, by default with the places of the curated tables only."""
        gazetteer = gazetteer or load_gazetteer()
        review = snapshot.coded["review"]
        rejected = review.codes == review.values.index(_REJECTED) if _REJECTED in review.values else None
        place = snapshot.coded["place_id"]
        each = np.arange(len(place.values))
        at = Facet.of(each, [() if id is None else (id,) for id in place.values])
        region = Facet.of(each, [_regions(gazetteer).get(id, ()) for id in place.values])
        columns = {name: snapshot.coded[column] for name, column in _OF_A_PROFILE.items()}
        profile, example = _profiles(list(columns.values()))
        facets = {
            name: Facet.of(column.codes[example], [_told(value) for value in column.values])
            for name, column in columns.items()
        }
        days, day = np.unique(snapshot.start, return_inverse=True)
        return cls(
            snapshot=snapshot,
            gazetteer=gazetteer,
            places=Group(place.codes.astype(np.int32), len(place.values), {"places": at, "governorates": region}),
            profiles=Group(profile, len(example), facets),
            undated=snapshot.start == UNDATED_START,
            days=tuple(dt.date.fromordinal(number) for number in days.tolist() if number != UNDATED_START),
            day=day.astype(np.int32),
            rejected=rejected,
        )

    def telling(self, word: str, ids: Sequence[str]) -> Mask:
        """Return the incidents of these ids, and those at a place whose name in the gazetteer holds the folded word."""
        names = _folded_names(self.gazetteer)
        named = np.array([word in names.get(id, "") for id in self.snapshot.coded["place_id"].values], bool)
        mask: Mask = named[self.places.codes] if len(named) else np.zeros(0, np.bool_)
        mask[self.snapshot.rows_of(ids)] = True
        return mask


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What passes one filter."""

    index: Index
    filter: Filter
    choices: Mapping[Group, Mapping[str, Mask]]
    """`Group.choices` of both groups."""
    open: Mask
    """Incidents that pass the window, the switch for undated ones, and the text: all but the facets."""
    shown: Mask
    """Incidents that pass."""
    undated: int
    """Undated incidents that pass all but the switch for undated ones."""
    total: int
    """Incidents that count at all: not those rejected or held back, unless the filter asks for them."""

    @classmethod
    def of(cls, index: Index, filter: Filter, words: Sequence[Mask]) -> Selection:
        """Return what a filter selects; `words` are the masks of the words of its text (`Index.telling`)."""
        counting = _counting(index, filter)
        chosen = counting.copy()
        choices = {group: group.choices(filter) for group in (index.places, index.profiles)}
        for group, masks in choices.items():
            if masks:
                chosen &= np.logical_and.reduce(list(masks.values()))[group.codes]
        opened = _window(index.snapshot, filter)
        if filter.undated:
            opened |= index.undated
        opened &= counting
        for word in words:
            opened &= word
            chosen &= word
        undated = int(np.count_nonzero(chosen & index.undated))
        return cls(index, filter, choices, opened, opened & chosen, undated, int(np.count_nonzero(counting)))

    def facet_counts(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return (value, incidents) by facet, each facet counted as if nothing were chosen in it."""
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        index = self.index
        for group, other in ((index.places, index.profiles), (index.profiles, index.places)):
            rows, elsewhere = self.open, self.choices[other]
            if elsewhere:
                rows = rows & np.logical_and.reduce(list(elsewhere.values()))[other.codes]
            counts = group.counts(rows)
            live = np.flatnonzero(counts)
            weights = counts[live].astype(np.float64)
            here = {name: mask[live] for name, mask in self.choices[group].items()}
            for name, facet in group.facets.items():
                others = [mask for choice, mask in here.items() if choice != name]
                passing = np.logical_and.reduce(others) if others else slice(None)
                found[name] = facet.counts(live[passing], weights[passing])
        return {name: found[name] for name in FACETS}


def _counting(index: Index, filter: Filter) -> Mask:
    """Return the incidents that count for somebody who asks so."""
    counting: Mask = np.ones(len(index.snapshot), np.bool_)
    if index.rejected is not None and not filter.retracted:
        counting &= ~index.rejected
    if filter.entered_by is not None:
        counting &= index.snapshot.entered <= int(filter.entered_by.timestamp())
    return counting


def _window(snapshot: Snapshot, filter: Filter) -> Mask:
    """An incident is in the window when its own interval touches it; undated ones never are, only shown beside it."""
    last = filter.date_to.toordinal() if filter.date_to is not None else UNDATED_START - 1
    window: Mask = snapshot.start <= last
    if filter.date_from is not None:
        window &= snapshot.end >= filter.date_from.toordinal()
    return window


def _profiles(columns: Sequence[Coded]) -> tuple[Codes, NDArray[np.intp]]:
    """Return the number of each row's combination of codes, and of each combination a row that has it."""
    keys = np.zeros(len(columns[0].codes), np.int64)
    room = 1
    for column in columns:
        size = max(len(column.values), 1)
        if room * size > _LARGEST_KEY:
            distinct, keys = np.unique(keys, return_inverse=True)
            room = max(len(distinct), 1)
        keys = keys * size + column.codes
        room *= size
    _, example, numbers = np.unique(keys, return_index=True, return_inverse=True)
    return numbers.astype(np.int32), example


def _told(value: str | int | None) -> tuple[str, ...]:
    """Return what a column holds as facet values: a list in JSON, a code, a number, or nothing."""
    if isinstance(value, str) and value.startswith("["):
        return tuple(json.loads(value)) or (UNKNOWN,)
    return (str(value or UNKNOWN),)


@lru_cache(maxsize=4)
def _folded_names(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Return every name of each place in the gazetteer, folded, a line each."""
    return {place.id: "\n".join(fold(name.text) for name in place.names) for place in gazetteer.places}


@lru_cache(maxsize=4)
def _regions(gazetteer: Gazetteer) -> Mapping[str, tuple[str]]:
    """Return the governorate's p-code of each place in the gazetteer, else its country's code, by place id."""
    return {place.id: (place.admin1_pcode or place.country,) for place in gazetteer.places}
