"""The record's incidents as columns of numbers: what is needed to count a million of them while a slider moves.

A snapshot is read from the database once and then kept up with it by the incidents that have changed since; the order
of its rows is that of every list, newest first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    String,
    Table,
    func,
    select,
    type_coerce,
    union_all,
)

from incidents.facet import Codes
from incidents.schema import about, incidents, past_incidents

UNDATED_START = np.iinfo(np.int32).max
"""The start of an undated incident: after every window. Its end is 0, before every window."""

CODED = ("place_id", "status", "outcome", "geo_precision", "weapons", "attackers", "targets", "publishers", "review")
"""Columns of `incidents` that hold few different values, each kept once."""

_NO_DATE = {"date_start": UNDATED_START, "date_end": 0, "date_latest": 0}
_DATES = tuple(_NO_DATE)
_FETCHED_TOGETHER = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column with few different values."""

    codes: NDArray[Any]
    """Index into `values` of each incident, in the narrowest unsigned integers that hold them."""
    values: tuple[Any, ...]
    """The values as the database holds them, each once; some may no longer be used."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Every incident of a record at one of its versions, newest first, then by id. About 30 bytes an incident."""

    record_id: str
    """Which record."""
    changes: int
    """How many changes the record had seen."""
    ids: NDArray[np.bytes_]
    """Incident ids in UTF-8."""
    start: Codes
    """`date_start` as a proleptic ordinal, `UNDATED_START` where there is none."""
    end: Codes
    """`date_end` as a proleptic ordinal, 0 where there is none."""
    latest: Codes
    """`date_latest` as a proleptic ordinal, 0 where there is none."""
    entered: NDArray[np.uint32]
    """When it first stood in the record, in seconds since 1970; 0 for before there was a history."""
    coded: Mapping[str, Coded]
    """The columns named in `CODED`."""

    def __len__(self) -> int:
        """Return the number of incidents."""
        return len(self.ids)

    def rows_of(self, ids: Sequence[str]) -> NDArray[np.intp]:
        """Return the rows of these incidents, ascending; unknown ids are left out."""
        if not ids or not len(self):
            return np.empty(0, np.intp)
        wanted = np.unique(np.array([id.encode() for id in ids]))
        at = np.minimum(np.searchsorted(wanted, self.ids), len(wanted) - 1)
        return np.flatnonzero(wanted[at] == self.ids)


def version(connection: Connection) -> tuple[str, int]:
    """Return the record's id and how many changes it has seen."""
    facts = dict(connection.execute(select(about.c.key, about.c.value)).all())
    return facts["record_id"], int(facts["changes"])


def keep_up(connection: Connection, held: Snapshot | None) -> Snapshot:
    """Return the snapshot of what the database holds now; `held`, an older one, saves reading what has not changed."""
    while True:
        # Where a database lets us see what others commit between two questions, what was read in between carries a
        # later change's number and is read again the next time round.
        record_id, changes = version(connection)
        if held is not None and (held.record_id, held.changes) == (record_id, changes):
            return held
        held = _next(connection, held if held is not None and held.record_id == record_id else None, record_id, changes)


def _next(connection: Connection, held: Snapshot | None, record_id: str, changes: int) -> Snapshot:
    if held is not None:
        fresh = _read(connection, held, record_id, changes)
        kept: NDArray[np.bool_] = np.ones(len(held), np.bool_)
        kept[held.rows_of([id.decode() for id in fresh.ids.tolist()])] = False
        if int(kept.sum()) + len(fresh) == connection.scalar(select(func.count()).select_from(incidents)):
            return _woven(held, kept, fresh)
    return _read(connection, None, record_id, changes)  # nothing is held, or incidents are gone


def as_known(connection: Connection, number: int) -> Snapshot:
    """Return the snapshot of what the database held after a change of its history."""
    record_id, _ = version(connection)
    return _collected(connection, _known(number), None, record_id, number)


def _known(number: int) -> CompoundSelect[Any]:
    """Ask for the incidents as they were after a change: rows that it left, and those that later ones changed."""
    still, since = incidents.c.changed <= number, past_incidents.c.changed <= number
    return union_all(
        select(*_columns(incidents)).where(still),
        select(*_columns(past_incidents)).where(since & (past_incidents.c.until > number)),
    )


def _columns(table: Table) -> list[ColumnElement[Any]]:
    # Dates are taken as the driver gives them: there are few different ones, so each is understood once, below.
    dates = [type_coerce(table.c[name], String).label(name) for name in _DATES]
    return [table.c.id, table.c.entered, *dates, *(table.c[name] for name in CODED)]


def _read(connection: Connection, held: Snapshot | None, record_id: str, changes: int) -> Snapshot:
    """Return the incidents that changed after `held`, all where it is None, coded as there and beyond."""
    query = select(*_columns(incidents))
    if held is not None:
        query = query.where(incidents.c.changed > held.changes)
    return _collected(connection, query, held, record_id, changes)


def _collected(
    connection: Connection,
    query: Select[Any] | CompoundSelect[Any],
    held: Snapshot | None,
    record_id: str,
    changes: int,
) -> Snapshot:
    """Return the incidents that a query asks for, coded as in `held` and beyond."""
    books: dict[str, dict[Any, int]] = {name: {} for name in _DATES}
    for name in CODED:
        told = held.coded[name].values if held is not None else ()
        books[name] = {value: code for code, value in enumerate(told)}
    parts: list[NDArray[np.bytes_]] = [np.empty(0, "S1")]
    times: list[NDArray[np.uint32]] = [np.empty(0, np.uint32)]
    codes: dict[str, list[Codes]] = {name: [np.empty(0, np.int32)] for name in books}
    for rows in connection.execute(query).partitions(_FETCHED_TOGETHER):
        ids, entered, *columns = zip(*rows, strict=True)
        parts.append(np.array([id.encode() for id in ids]))
        times.append(np.array(entered, np.uint32))
        for (name, book), column in zip(books.items(), columns, strict=True):
            codes[name].append(np.array([book.setdefault(value, len(book)) for value in column], np.int32))
    found = {name: np.concatenate(part) for name, part in codes.items()}
    start, end, latest = (_ordinals(books[name], _NO_DATE[name])[found[name]] for name in _DATES)
    ids_found, times_found = np.concatenate(parts), np.concatenate(times)
    order = np.lexsort((ids_found, -latest))
    coded = {name: _coded(found[name][order], tuple(books[name])) for name in CODED}
    return Snapshot(
        record_id, changes, ids_found[order], start[order], end[order], latest[order], times_found[order], coded
    )


def _woven(held: Snapshot, kept: NDArray[np.bool_], fresh: Snapshot) -> Snapshot:
    """Return the kept rows of one snapshot and all of a fresh one, coded as that, in order."""
    ids, newest = held.ids[kept], -held.latest[kept]
    places = []
    for id, latest in zip(fresh.ids, -fresh.latest, strict=True):
        first, last = np.searchsorted(newest, latest, "left"), np.searchsorted(newest, latest, "right")
        places.append(first + np.searchsorted(ids[first:last], id))

    def weave(old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
        wider = np.promote_types(old.dtype, new.dtype)
        return np.insert(old[kept].astype(wider, copy=False), places, new.astype(wider, copy=False))

    return Snapshot(
        fresh.record_id,
        fresh.changes,
        weave(held.ids, fresh.ids),
        weave(held.start, fresh.start),
        weave(held.end, fresh.end),
        weave(held.latest, fresh.latest),
        weave(held.entered, fresh.entered),
        {
            name: Coded(weave(held.coded[name].codes, column.codes), column.values)
            for name, column in fresh.coded.items()
        },
    )


def _ordinals(days: Iterable[str | dt.date | None], none: int) -> Codes:
    """Return the ordinals of days, `none` for no day."""
    dates = (dt.date.fromisoformat(day) if isinstance(day, str) else day for day in days)
    return np.array([none if day is None else day.toordinal() for day in dates], np.int32)


def _coded(codes: Codes, values: tuple[Any, ...]) -> Coded:
    return Coded(codes.astype(np.min_scalar_type(max(len(values) - 1, 0))), values)
