"""Who is at work on an incident just now: a sign for others that expires by itself, never a lock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from incidents.engine import transaction
from incidents.errors import RasidError
from incidents.history import moment
from incidents.schema import claims
from incidents.store import Record

MINUTES = 10
"""How long a claim holds when it is not renewed."""


class Claimed(RasidError):
    """Somebody else is at work on the incident; the line says who, and until when at most."""

    def __init__(self, claim: Claim) -> None:
        """`claim` is theirs."""
        super().__init__(f"incident {claim.incident_id}: {claim.who} is on it until {claim.until:%H:%M} UTC")
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody at work on an incident."""

    incident_id: str
    who: str
    until: dt.datetime
    """When it ends by itself, in UTC."""


def claim(record: Record, incident_id: str, who: str, minutes: int = MINUTES) -> Claim:
    """Say that somebody is on an incident from now on, again or for the first time. Raises `Claimed`."""
    now = record.time()
    with transaction(record.writing) as connection:
        row = connection.execute(select(claims).where(claims.c.incident_id == incident_id)).one_or_none()
        if row is not None and row.who != who and row.until > now.timestamp():
            raise Claimed(Claim(incident_id, row.who, moment(row.until)))
        until = int(now.timestamp()) + minutes * 60
        connection.execute(
            delete(claims).where((claims.c.incident_id == incident_id) | (claims.c.until <= now.timestamp()))
        )
        connection.execute(insert(claims).values(incident_id=incident_id, who=who, until=until))
    return Claim(incident_id, who, moment(until))


def release(record: Record, incident_id: str, who: str) -> None:
    """Say that somebody is on an incident no more; nothing happens where they were not."""
    with transaction(record.writing) as connection:
        connection.execute(delete(claims).where((claims.c.incident_id == incident_id) & (claims.c.who == who)))


def standing(record: Record) -> Mapping[str, Claim]:
    """Return the claims that hold now, by incident id."""
    now = int(record.time().timestamp())
    with transaction(record.engine) as connection:
        rows = connection.execute(select(claims).where(claims.c.until > now))
        return {row.incident_id: Claim(row.incident_id, row.who, moment(row.until)) for row in rows}
