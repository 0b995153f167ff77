"""Holding back from readers what has only just come in: for the safety of people on the ground. Reviewers see it."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace

from incidents.errors import RasidError
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


def for_readers(filter: Filter, now: dt.datetime) -> Filter:
    """Return what a reader may see of what a filter asks for at a time (aware); the filter itself without a delay.

    The limit moves by whole minutes, so that readers within one share their answers. Raises `BadDelay`.
    """
    held_back = delay()
    if not held_back:
        return filter
    return replace(filter, entered_by=(now - held_back).replace(second=0, microsecond=0), retracted=False)
