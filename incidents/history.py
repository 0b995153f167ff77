"""The history: every change with its number, time, author and reason, and what each incident was before it.

What an incident is stands in `incidents`; what it was, from one change until another, in `past_incidents`. Both are
needed to say how the record stood after any change; nothing is ever taken out of the history.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, insert, select, update

from incidents.codec import encode_reading
from incidents.schema import about, changes, incident_reports, incidents, past_incidents, past_readings, reports
from incidents.types import Reading, Report

Kind = Literal["load", "reread", "confirm", "correct", "reject", "split", "merge", "add", "place", "regroup", "undo"]

LOADER = "rasid"
"""Who stands in the history where an article was loaded and nobody said by whom."""

References = Mapping[str, Sequence[tuple[str, str]]]
"""The reports of incidents, oldest article first, each as (document id, report id), by incident id."""

_SHOWN = [column.name for column in past_incidents.columns if column.name not in ("until", "reports", "moved_to")]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the record."""

    number: int
    """Its place in the history, from 1; a record from before there was a history begins later."""
    at: dt.datetime
    """When, in UTC, to the second; never before the change before it."""
    who: str
    """Who made it."""
    kind: Kind
    """A loading, a reading again, or an act of a person."""
    why: str
    """The reason given; empty where none was."""
    document_id: str | None
    """The article that was loaded or read again; None for other kinds."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change that is being written, in a transaction that has the record to itself."""

    connection: Connection
    number: int
    """Of the change."""
    at: int
    """Seconds since 1970."""
    mint: Callable[[], str]
    """Gives ids for new incidents."""


def last_number(connection: Connection) -> int:
    """Return the number of the record's last change, 0 before the first, and keep other writers waiting."""
    # Writers take turns: what joins what is decided looking at all that the others have stored.
    seen = connection.scalar(select(about.c.value).where(about.c.key == "changes").with_for_update())
    return int(seen or 0)


def begin(
    connection: Connection,
    clock: Callable[[], float],
    mint: Callable[[], str],
    *,
    kind: Kind,
    who: str,
    why: str = "",
    document_id: str | None = None,
) -> Turn:
    """Write down a change and return the turn in which it is made. A clock that goes backwards stands still here."""
    number = last_number(connection) + 1
    latest = connection.scalar(select(changes.c.at).order_by(changes.c.number.desc()).limit(1))
    at = max(int(clock()), latest or 0)
    connection.execute(
        insert(changes),
        {"number": number, "at": at, "who": who, "kind": kind, "why": why, "document_id": document_id},
    )
    connection.execute(update(about).where(about.c.key == "changes").values(value=str(number)))
    return Turn(connection, number, at, mint)


def references(connection: Connection, incident_ids: Iterable[str]) -> References:
    """Return the reports of the incidents that stand in the record, as they are now."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = connection.execute(
        select(incident_reports.c.incident_id, reports.c.document_id, reports.c.id)
        .join_from(incident_reports, reports, incident_reports.c.report_id == reports.c.id)
        .where(incident_reports.c.incident_id.in_(sorted(incident_ids)))
        .order_by(incident_reports.c.incident_id, incident_reports.c.position)
    )
    for incident_id, document_id, report_id in rows:
        found[incident_id].append((document_id, report_id))
    return found


def keep(turn: Turn, told: References, moved: Mapping[str, str | None]) -> None:
    """Keep the rows of incidents that this turn is about to write anew or take away, with the reports they had.

    `moved` says of those it takes away into which incidents they go.
    """
    if not told:
        return
    rows = turn.connection.execute(
        select(*(incidents.c[name] for name in _SHOWN))
        .where(incidents.c.id.in_(sorted(told)))
        .where(incidents.c.changed < turn.number)  # what this very turn has written was never seen
    )
    kept = [
        {
            **row._mapping,
            "until": turn.number,
            "reports": json.dumps(told[row.id], separators=(",", ":")),
            "moved_to": moved.get(row.id),
        }
        for row in rows
    ]
    if kept:
        turn.connection.execute(insert(past_incidents), kept)


def keep_reading(turn: Turn, reading: Reading, withdrawn: Sequence[Report]) -> None:
    """Keep what was read in an article before this turn, which changes it; once is enough."""
    where = {"document_id": reading.document.id, "until": turn.number}
    if turn.connection.execute(select(past_readings).filter_by(**where)).first() is None:
        turn.connection.execute(insert(past_readings).values(**where, body=encode_reading(reading, withdrawn)))


def names_before(connection: Connection, change: int) -> dict[str, str | None]:
    """Return in which incident each report stood before a change, for the incidents that it has changed."""
    rows: Iterable[Sequence[str]] = connection.execute(
        select(past_incidents.c.id, past_incidents.c.reports).where(past_incidents.c.until == change)
    )
    return {report_id: id for id, told in rows for _, report_id in json.loads(told)}


def number_at(connection: Connection, at: dt.datetime) -> int:
    """Return the number of the last change at a time or before it; that of the first but one before all of them."""
    moment = int(at.timestamp())
    number = connection.scalar(select(func.max(changes.c.number)).where(changes.c.at <= moment))
    if number is None:
        first = connection.scalar(select(func.min(changes.c.number)))
        return last_number(connection) if first is None else first - 1
    return number


def read_changes(connection: Connection, numbers: Iterable[int]) -> dict[int, Change]:
    """Return changes by their number; numbers from before there was a history are left out."""
    rows = connection.execute(select(changes).where(changes.c.number.in_(sorted(set(numbers)))))
    return {row.number: _change(row) for row in rows}


def latest(
    connection: Connection, limit: int, before: int | None = None, *, by_people: bool = False
) -> tuple[Change, ...]:
    """Return the latest changes, newest first; `before` is the number that all of them are lower than, `by_people`
    leaves out those that no person decided."""
    query = select(changes).order_by(changes.c.number.desc()).limit(limit)
    if by_people:
        query = query.where(changes.c.kind.not_in(("load", "reread", "regroup")))
    rows = connection.execute(query if before is None else query.where(changes.c.number < before))
    return tuple(_change(row) for row in rows)


def touched(connection: Connection, number: int) -> tuple[str, ...]:
    """Return the incidents that a change made, made others, or took away, by id."""
    found: set[str] = set()
    for ids in (
        select(incidents.c.id).where(incidents.c.changed == number),
        select(past_incidents.c.id).where(past_incidents.c.changed == number),
        select(past_incidents.c.id).where(past_incidents.c.until == number),
    ):
        found |= set(connection.scalars(ids))
    return tuple(sorted(found))


def _change(row: object) -> Change:
    fields = {name: getattr(row, name) for name in ("number", "who", "kind", "why", "document_id")}
    return Change(at=moment(getattr(row, "at")), **fields)  # noqa: B009  # a row of a query has no type


def moment(seconds: int) -> dt.datetime:
    """Return a time kept in seconds since 1970, in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
