"""The counts that the screen and the exports ask of a selection."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from incidents.facet import Mask
from incidents.selection import UNKNOWN, Selection
from incidents.snapshot import UNDATED_START

Missing = Literal["place", "date"]
"""What keeps an incident off the map, or off its time."""

_COARSEST = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """What the numbers on screen say."""

    shown: int
    """Incidents that pass the filter."""
    total: int
    """Incidents in the record."""
    undated: int
    """Undated incidents that pass the rest of the filter: part of `shown` where the filter shows undated ones,
    otherwise hidden with the others, but counted here all the same."""
    unlocated: int
    """How many of `shown` have no place on the map."""

    @property
    def hidden(self) -> int:
        """Incidents that the filter hides."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Incidents that pass a filter at one place."""

    place_id: str
    """Gazetteer id."""
    count: int
    """At least 1."""
    undated: int
    """How many of them carry no date."""
    geo_precision: int
    """The finest of its incidents: 1 the place itself, 2 near it, 3 a governorate or wider."""
    by_status: Mapping[str, int]
    """Incidents by truth status; the values add up to `count`, and no status stands with 0."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """Dated incidents that pass a filter, by the first day they can have happened on."""

    day: dt.date
    """The incident's `date_start`, or the first day of the filter's window where it began before the window."""
    status: str
    """Truth status."""
    count: int
    """At least 1."""


def counts(selection: Selection) -> Counts:
    """Return what the filter shows and hides."""
    shown = selection.shown
    return Counts(
        shown=int(np.count_nonzero(shown)),
        total=selection.total,
        undated=selection.undated,
        unlocated=int(np.count_nonzero(shown & _without_place(selection))),
    )


def place_counts(selection: Selection) -> tuple[PlaceCount, ...]:
    """Return one row a place that has incidents passing the filter, by place id; unlocated ones are left out."""
    index = selection.index
    status, precision = index.snapshot.coded["status"], index.snapshot.coded["geo_precision"]
    rows = np.flatnonzero(selection.shown)
    # Places × statuses × precisions, counted in one pass.
    shape = (index.places.size, len(status.values), len(precision.values))
    keys = (index.places.codes[rows] * shape[1] + status.codes[rows]) * shape[2] + precision.codes[rows]
    table: NDArray[np.int64] = np.bincount(keys, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)
    undated = index.places.counts(selection.shown & index.undated).tolist()
    by_status = table.sum(axis=2).tolist()
    present: list[list[bool]] = (table.sum(axis=1) > 0).tolist()
    finest = [value or _COARSEST for value in precision.values]
    found = []
    for code, id in enumerate(index.snapshot.coded["place_id"].values):
        if id is not None and any(by_status[code]):
            told = {name: count for name, count in zip(status.values, by_status[code], strict=True) if count}
            best = min(value for value, here in zip(finest, present[code], strict=True) if here)
            found.append(PlaceCount(id, sum(told.values()), undated[code], best, dict(sorted(told.items()))))
    return tuple(sorted(found, key=lambda row: row.place_id))


def place_parts(selection: Selection, facet: str, groups: Sequence[Collection[str]]) -> Mapping[str, tuple[int, ...]]:
    """Return by place id how many of the incidents that pass hold a value of each group, a number a group.

    `facet` is one that a profile holds (see `Index.profiles`). An incident with values of several groups counts in
    each, and in none where it holds none of theirs. Unlocated incidents and places without any are left out.
    """
    index = selection.index
    held = np.array([index.profiles.facets[facet].having(group) for group in groups])
    kinds, kind = np.unique(held, axis=1, return_inverse=True)
    rows = np.flatnonzero(selection.shown)
    shape = (index.places.size, kinds.shape[1])
    keys = index.places.codes[rows] * shape[1] + kind[index.profiles.codes[rows]]
    table = np.bincount(keys, minlength=shape[0] * shape[1]).reshape(shape) @ kinds.T.astype(np.int64)
    ids = index.snapshot.coded["place_id"].values
    return {id: tuple(parts) for id, parts in zip(ids, table.tolist(), strict=True) if id is not None and any(parts)}


def days(selection: Selection) -> tuple[DayCount, ...]:
    """Return dated incidents that pass the filter, by day and status, in order; each incident counts once."""
    index, first = selection.index, selection.filter.date_from
    status = index.snapshot.coded["status"]
    rows = np.flatnonzero(selection.shown & ~index.undated)
    shape = (len(index.days), len(status.values))
    table = np.bincount(index.day[rows] * shape[1] + status.codes[rows], minlength=shape[0] * shape[1]).reshape(shape)
    labels = index.days
    if first is not None:
        inside = bisect_left(labels, first)
        early = table[:inside].sum(axis=0)
        labels, table = (first, *labels[inside:]), np.vstack((early, table[inside:]))
        if labels[1:2] == (first,):
            labels, table = labels[1:], np.vstack((table[0] + table[1], table[2:]))
    by_name = sorted(range(shape[1]), key=status.values.__getitem__)
    table = table[:, by_name]
    day, name = np.nonzero(table)
    each_day = [labels[at] for at in day.tolist()]
    each_status = [status.values[by_name[at]] for at in name.tolist()]
    return tuple(map(DayCount, each_day, each_status, table[day, name].tolist()))


def publishers(selection: Selection) -> tuple[tuple[str, int], ...]:
    """Return who published reports of the incidents that pass and of how many each, most first, then by name."""
    profiles = selection.index.profiles
    counts = profiles.counts(selection.shown)
    told = profiles.facets["publishers"].counts(np.arange(profiles.size), counts.astype(np.float64))
    return tuple((name, count) for name, count in told if name != UNKNOWN)


def page(selection: Selection, offset: int = 0, limit: int | None = None) -> list[str]:
    """Return the ids of the incidents that pass, newest first, then by id; `limit` and `offset` cut a page of them."""
    rows = np.flatnonzero(selection.shown)[offset : None if limit is None else offset + limit]
    return [id.decode() for id in selection.index.snapshot.ids[rows].tolist()]


def page_missing(selection: Selection, missing: Missing, limit: int) -> list[str]:
    """Return the ids of the newest incidents that pass and lack a place on the map, or a date, at most `limit`."""
    lacking = _without_place(selection) if missing == "place" else selection.index.undated
    rows = np.flatnonzero(selection.shown & lacking)[:limit]
    return [id.decode() for id in selection.index.snapshot.ids[rows].tolist()]


def extent(selection: Selection) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the dated incidents that pass; None when there are none."""
    snapshot, shown = selection.index.snapshot, selection.shown
    last = int(snapshot.end.max(initial=0, where=shown))
    first = int(snapshot.start.min(initial=UNDATED_START, where=shown))
    return (dt.date.fromordinal(first), dt.date.fromordinal(last)) if last else None


def _without_place(selection: Selection) -> Mask:
    place = selection.index.snapshot.coded["place_id"]
    none: Mask = np.zeros(len(place.codes), np.bool_)
    return place.codes == place.values.index(None) if None in place.values else none
