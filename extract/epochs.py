"""Days that news counts from or names without a year (`seeds/lexicon/epochs.csv`)."""

from __future__ import annotations

import datetime as dt

from extract.calendar import read_month
from extract.words import Word, read_table

_TABLE = read_table("epochs.csv", ("counted", "named", "named_attack"))

COUNTED: tuple[tuple[tuple[str, ...], dt.date], ...] = tuple(
    (entry.words, dt.date.fromisoformat(entry.value)) for entry in _TABLE if entry.role == "counted"
)
"""Folded words of a war or event whose days are counted («لليوم الـ20») → its first day."""


def _named(*roles: str) -> dict[tuple[int, int], dt.date]:
    table = {}
    for entry in _TABLE:
        if entry.role in roles:
            month = read_month([Word(word, 0, 0) for word in entry.words], 1)
            found = dt.date.fromisoformat(entry.value)
            if month is None or (month[0], int(entry.words[0])) != (found.month, found.day):
                raise ValueError(f"epochs.csv: {' '.join(entry.words)}: expected the day and month of {found}")
            table[(found.month, found.day)] = found
    return table


_EVENTS = _named("named", "named_attack")
_ATTACKS = _named("named_attack")


def named_event(month_day: tuple[int, int | None] | None) -> dt.date | None:
    """Return the day that a day and month mean behind «ثورة», «أحداث»; None when the table knows none."""
    return None if month_day is None or month_day[1] is None else _EVENTS.get((month_day[0], month_day[1]))


def named_attack(month_day: tuple[int, int | None] | None) -> dt.date | None:
    """Return the day that a day and month mean behind «هجوم» or «منذ» for years after («7 أكتوبر»); None for others."""
    return None if month_day is None or month_day[1] is None else _ATTACKS.get((month_day[0], month_day[1]))
