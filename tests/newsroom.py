"""A record for tests of people's work: ids that count up, a clock put forward by hand, and small articles."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from incidents.store import Record
from incidents.types import Incident, Reading
from tests.builders import make_document, make_reading, make_report

DAY = dt.date(2023, 10, 29)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.seconds = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()

    def __call__(self) -> float:
        return self.seconds


def newsroom(clock: Clock, url: str = "sqlite://") -> Record:
    """Return an open record whose incidents are called RSD-1, RSD-2, …"""
    numbers = itertools.count(1)
    return Record.open(url, mint=lambda: f"RSD-{next(numbers)}", clock=clock)


def article(number: int, **fields: Any) -> Reading:
    """One article of its own telling one attack on al-Omar on 29 October 2023, published so many days later."""
    document = make_document(f"قصف القاعدة رقم {number}. انتهى الخبر", published=DAY + dt.timedelta(number))
    return make_reading(document, make_report(document, id=f"r{number}", **fields))


def the(record: Record, id: str = "RSD-1") -> Incident:
    """Return an incident that is in the record."""
    found = record.incident(id)
    assert found is not None
    return found
