"""Published versions of the record: how it stood when it was published, what differs from the one before, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal, get_args

from sqlalchemy import Connection, func, insert, select

from incidents import history
from incidents.engine import transaction
from incidents.errors import RasidError
from incidents.history import Change, moment
from incidents.past import Past
from incidents.rows import batched
from incidents.schema import editions, incidents, past_incidents
from incidents.store import Record
from incidents.types import Incident

DifferenceKind = Literal["added", "changed", "retracted", "merged"]
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_APART = ("id", "review", "corrections", "revision")


class BadEdition(RasidError):
    """A version that cannot be published, or a past state that there is not; the line says why."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the record that was published. It is never changed."""

    name: str
    """As its address spells it."""
    number: int
    """The last change that is in it."""
    at: dt.datetime
    """When it was published, in UTC."""
    who: str
    why: str
    """What was said with it; may be empty."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One incident that two versions tell otherwise."""

    id: str
    """As the later version calls it, or the earlier one where the later has it no more."""
    before: Incident | None
    """In the earlier version; None where it is not told there."""
    after: Incident | None
    """In the later version; None where it is retracted, or part of another one."""
    moved_to: str | None
    """The incident it is part of in the later version."""
    fields: tuple[str, ...]
    """Fields of `Incident` that both tell, otherwise."""
    reasons: tuple[Change, ...]
    """The changes between them that made it so, oldest first."""

    @property
    def kind(self) -> DifferenceKind:
        """What became of the incident between them."""
        if self.before is None:
            return "added"
        if self.after is not None:
            return "changed"
        return "merged" if self.moved_to else "retracted"


def publish(record: Record, name: str, who: str, why: str = "") -> Edition:
    """Freeze the record as it stands now under a name and return it.

    Raises `BadEdition` for a name that cannot stand in an address or is taken, and without a person.
    """
    if not _NAME.fullmatch(name):
        raise BadEdition(f"version {name!r}: expected 1 to 64 letters, digits, dots, hyphens and underscores")
    if not who.strip():
        raise BadEdition("who: expected the name of the person who publishes")
    with transaction(record.writing) as connection:
        number = history.last_number(connection)
        if _find(connection, name) is not None:
            raise BadEdition(f"version {name!r}: is published already, and never changed")
        at = int(record.time().timestamp())
        connection.execute(insert(editions).values(name=name, number=number, at=at, who=who.strip(), why=why.strip()))
    return Edition(name, number, moment(at), who.strip(), why.strip())


def published(record: Record) -> tuple[Edition, ...]:
    """Return every published version, oldest first."""
    with transaction(record.engine) as connection:
        found = connection.execute(select(editions).order_by(editions.c.number, editions.c.at, editions.c.name))
        return tuple(_edition(row) for row in found)


def edition(record: Record, name: str) -> Edition:
    """Return a published version by its name. Raises `BadEdition` for one that there is not."""
    with transaction(record.engine) as connection:
        found = _find(connection, name)
    if found is None:
        names = ", ".join(one.name for one in published(record)) or "none, as nothing is published"
        raise BadEdition(f"version {name!r}: expected one of {names}")
    return found


def size(record: Record, number: int) -> int:
    """Return how many incidents the record told after a change."""
    still = incidents.c.changed <= number
    since = (past_incidents.c.changed <= number) & (past_incidents.c.until > number)
    with transaction(record.engine) as connection:
        return sum(
            connection.scalar(select(func.count()).select_from(table).where(stood & (table.c.review != "rejected")))
            or 0
            for table, stood in ((incidents, still), (past_incidents, since))
        )


def differences(record: Record, earlier: int, later: int) -> Iterator[Difference]:
    """Yield what the record told otherwise after a later change than after an earlier one, by incident id, a few held
    in memory at a time.

    An incident that a person has rejected counts as not told. Nothing differs between a version and itself.
    """
    with transaction(record.engine) as connection:
        by_incident = _numbers(connection, earlier, later)
        moved = _moved(connection, earlier, later)
    then, now = Past(record, earlier), Past(record, later)
    for ids in batched(sorted(by_incident)):
        with transaction(record.engine) as connection:
            known = history.read_changes(connection, {number for id in ids for number in by_incident[id]})
        before, after = then.told(ids), now.told(ids)
        for id in ids:
            one, other = before.get(id), after.get(id)
            differing = _differing(one, other)
            if one is other is None or (one is not None and other is not None and not differing):
                continue
            reasons = tuple(known[number] for number in sorted(by_incident[id]) if number in known)
            yield Difference(id, one, other, moved.get(id) if other is None else None, differing, reasons)


def _differing(one: Incident | None, other: Incident | None) -> tuple[str, ...]:
    if one is None or other is None:
        return ()
    names = [field.name for field in fields(Incident) if field.name not in _APART]
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _numbers(connection: Connection, earlier: int, later: int) -> dict[str, set[int]]:
    """Return the incidents that changes between two others have written or taken away, with the changes' numbers."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for id, number in (
        (incidents.c.id, incidents.c.changed),
        (past_incidents.c.id, past_incidents.c.changed),
        (past_incidents.c.id, past_incidents.c.until),
    ):
        for one, at in connection.execute(select(id, number).where((number > earlier) & (number <= later))):
            found[one].add(at)
    return found


def _moved(connection: Connection, earlier: int, later: int) -> dict[str, str]:
    rows = connection.execute(
        select(past_incidents.c.id, past_incidents.c.moved_to)
        .where((past_incidents.c.until > earlier) & (past_incidents.c.until <= later))
        .order_by(past_incidents.c.until)
    )
    return {id: moved_to for id, moved_to in rows if moved_to is not None}


def _find(connection: Connection, name: str) -> Edition | None:
    row = connection.execute(select(editions).where(editions.c.name == name)).one_or_none()
    return None if row is None else _edition(row)


def _edition(row: object) -> Edition:
    name, number, at, who, why = (getattr(row, field) for field in ("name", "number", "at", "who", "why"))
    return Edition(name, number, moment(at), who, why)
