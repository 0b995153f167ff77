"""Holding back from readers what has only just come in: for the safety of people on the ground. Reviewers see it.

Whole incidents are held back. What is told later of one that readers see shows at once, as do corrections and
retractions: a past state of the record (`incidents.past`) would hold these back as well.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace

from sqlalchemy import func, select

from incidents.engine import transaction
from incidents.errors import RasidError
from incidents.schema import incidents, past_incidents
from incidents.store import Record
from incidents.types import Filter

DELAY_VARIABLE = "RASID_DELAY_HOURS"
"""Environment variable that says for how many hours readers do not see an incident; nothing is held back without it."""

_LONGEST = 24 * 366


class BadDelay(RasidError):
    """A delay that is no number of hours."""


def delay() -> dt.timedelta:
    """Return how long readers do not see an incident. Raises `BadDelay` for what is no number of hours."""
    told = os.environ.get(DELAY_VARIABLE, "").strip()
    try:
        hours = float(told or 0)
    except ValueError:
        hours = -1.0
    if not 0 <= hours <= _LONGEST:
        raise BadDelay(f"{DELAY_VARIABLE} {told!r}: expected a number of hours, 0 to {_LONGEST}")
    return dt.timedelta(hours=hours)


def is_held_back(record: Record, id: str, filter: Filter) -> bool:
    """Whether an incident has only just come in for what a reader may see (`for_readers`); False for an id that there
    is not."""
    if filter.entered_by is None:
        return False
    with transaction(record.engine) as connection:
        for table in (incidents, past_incidents):
            entered = connection.scalar(select(func.min(table.c.entered)).where(table.c.id == id))
            if entered is not None:
                return bool(entered > filter.entered_by.timestamp())
    return False


def for_readers(filter: Filter, now: dt.datetime) -> Filter:
    """Return what a reader may see of what a filter asks for at a time (aware); the filter itself without a delay.

    The limit moves by whole minutes, so that readers within one share their answers. Raises `BadDelay`.
    """
    held_back = delay()
    if not held_back:
        return filter
    return replace(filter, entered_by=(now - held_back).replace(second=0, microsecond=0), retracted=False)
