"""The histogram under the map: bins that adapt to the span, so that two weeks and twenty years are both readable."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from incidents.query import DayCount

Unit = Literal["day", "week", "month"]

_LONGEST_IN_DAYS = 92
_LONGEST_IN_WEEKS = 92 * 7  # beyond that months, of which 7½ years have 92 too


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar: a day, a week from Monday, or a calendar month, always whole."""

    unit: Unit
    first: dt.date
    """First day of the bar."""
    last: dt.date
    """Last day of the bar; the next bar starts the day after."""
    by_status: Mapping[str, int]
    """Incidents by truth status; empty for a bar of nothing."""

    @property
    def count(self) -> int:
        """Incidents in the bar."""
        return sum(self.by_status.values())


def unit_for(first: dt.date, last: dt.date) -> Unit:
    """Return the bin that suits a span, both ends included: days up to 92 days, weeks up to 92 weeks, else months."""
    days = (last - first).days + 1
    if days <= _LONGEST_IN_DAYS:
        return "day"
    return "week" if days <= _LONGEST_IN_WEEKS else "month"


def histogram(days: Iterable[DayCount], first: dt.date, last: dt.date) -> tuple[Bin, ...]:
    """Return the bars from the one that holds `first` to the one that holds `last`, empty ones included.

    The bars hold every count on a day inside them; days outside all bars are left out. ValueError where `first` is
    after `last`.
    """
    if first > last:
        raise ValueError(f"histogram from {first} to {last}: expected the first day not to be after the last")
    unit = unit_for(first, last)
    counted: dict[dt.date, Counter[str]] = {}
    for row in days:
        counted.setdefault(_start(row.day, unit), Counter())[row.status] += row.count
    bins = []
    start = _start(first, unit)
    while start <= last:
        after = _next(start, unit)
        bins.append(Bin(unit, start, after - dt.timedelta(days=1), dict(counted.get(start, {}))))
        start = after
    return tuple(bins)


def _start(day: dt.date, unit: Unit) -> dt.date:
    if unit == "day":
        return day
    return day - dt.timedelta(days=day.weekday()) if unit == "week" else day.replace(day=1)


def _next(start: dt.date, unit: Unit) -> dt.date:
    if unit == "month":
        return (start + dt.timedelta(days=31)).replace(day=1)
    return start + dt.timedelta(days=1 if unit == "day" else 7)
