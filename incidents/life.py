"""The life of an incident, and of the whole record: what changed, who did it, when, why, and what was there before."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import select

from incidents import history, rows
from incidents.engine import transaction
from incidents.history import Change
from incidents.past import as_they_were
from incidents.schema import decisions, incident_reports, past_incidents, reports
from incidents.store import Record
from incidents.types import Incident

_TOLD_ELSEWHERE = ("id", "review", "corrections", "revision")


@dataclass(frozen=True, slots=True)
class Event:
    """One change in the life of an incident."""

    number: int
    """Of the change."""
    change: Change | None
    """The change; None for one from before there was a history."""
    before: Incident | None
    """What the incident was before it; None where it was not in the record."""
    after: Incident | None
    """What it was from then on; None where it was in the record no more."""
    moved_to: str | None
    """The incident that it became part of by this change."""
    undoable: bool
    """Whether the change is a decision that holds, so that it can be undone."""

    @property
    def differing(self) -> tuple[str, ...]:
        """Return the fields of `Incident` that the change gave another value, `reports` among them."""
        names = [field.name for field in fields(Incident) if field.name not in _TOLD_ELSEWHERE]
        return tuple(name for name in names if getattr(self.before, name, None) != getattr(self.after, name, None))


def life(record: Record, id: str) -> tuple[Event, ...]:
    """Return all that ever happened to an incident, oldest first; empty for an id that never was in the record."""
    with transaction(record.engine) as connection:
        kept = connection.execute(
            select(past_incidents).where(past_incidents.c.id == id).order_by(past_incidents.c.until)
        ).all()
        states = [*as_they_were(connection, kept), *rows.read_incidents(connection, [id])]
        ends = [(row.until, row.moved_to) for row in kept]
        turns: dict[int, tuple[Incident | None, Incident | None, str | None]] = {}
        for state, (until, moved_to) in zip(states, ends, strict=False):
            turns[until] = (state, None, moved_to)
        for state in states:
            before, _, moved_to = turns.get(state.revision, (None, None, None))
            turns[state.revision] = (before, state, moved_to)
        known = history.read_changes(connection, turns)
        holding = set(
            connection.scalars(
                select(decisions.c.change).where(decisions.c.in_force & decisions.c.change.in_(sorted(turns)))
            )
        )
    return tuple(
        Event(number, known.get(number), before, after, moved_to, number in holding)
        for number, (before, after, moved_to) in sorted(turns.items())
    )


def changes(record: Record, limit: int, before: int | None = None, *, by_people: bool = False) -> tuple[Change, ...]:
    """Return the record's latest changes, newest first; `before` is a number that all of them are lower than.

    `by_people` leaves out what was loaded, read again or put together anew.
    """
    with transaction(record.engine) as connection:
        return history.latest(connection, limit, before, by_people=by_people)


def told_by(record: Record, document_id: str) -> tuple[Incident, ...]:
    """Return the incidents that an article tells, rejected ones among them, by id; empty for one that is not there."""
    asked = (
        select(incident_reports.c.incident_id)
        .join(reports, incident_reports.c.report_id == reports.c.id)
        .where(reports.c.document_id == document_id)
        .distinct()
    )
    with transaction(record.engine) as connection:
        return tuple(rows.read_incidents(connection, sorted(connection.scalars(asked))))


def touched(record: Record, number: int) -> tuple[str, ...]:
    """Return the incidents that a change made, made others, or took away, by id."""
    with transaction(record.engine) as connection:
        return history.touched(connection, number)
