"""A past state of the record, asked for by name: a version that was published, or a day that is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from incidents.editions import BadEdition, Edition, edition
from incidents.past import Past
from incidents.store import Record

PinKind = Literal["version", "as_known"]
PIN_KINDS: tuple[PinKind, ...] = get_args(PinKind)


@dataclass(frozen=True, slots=True)
class Pin:
    """Which past state is asked for, as an address spells it; whether there is one, `pinned` says."""

    kind: PinKind
    """`version` for a published one, `as_known` for how the record stood at the end of a day."""
    value: str
    """The version's name, or the day as YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, eq=False)
class Pinned:
    """A past state that there is."""

    pin: Pin
    past: Past
    """The record as it stood; never changed, so it can be shared and kept."""
    day: dt.date
    """The day it stands for by this machine's clock: that of publication, or the one that was asked for."""
    edition: Edition | None
    """The published version; None for a day."""


def pinned(record: Record, pin: Pin) -> Pinned:
    """Return a past state of a record. A day ends by the clock of this machine.

    Raises `BadEdition` for a version that there is not, and for what is no day or not over: it could still change.
    """
    if pin.kind == "version":
        found = edition(record, pin.value)
        return Pinned(pin, Past(record, found.number), found.at.astimezone().date(), found)
    try:
        day = dt.date.fromisoformat(pin.value)
        # The day's last second, by a clock that may have been put forward or back in between.
        end = dt.datetime.combine(day + dt.timedelta(1), dt.time.min).astimezone() - dt.timedelta(seconds=1)
    except (ValueError, OverflowError):
        raise BadEdition(f"as known on {pin.value!r}: expected a date like 2023-10-29") from None
    if end >= record.time():
        raise BadEdition(f"as known on {pin.value}: expected a day that is over")
    return Pinned(pin, Past.at(record, end), day, None)
