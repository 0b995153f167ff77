"""Calendars: month and weekday names, Hijri days, and the arithmetic of weeks, months and "the last such day".

Weeks run from Sunday to Saturday, the working week of Syria, Iraq and Jordan. Hijri days follow Umm al-Qura
(`seeds/lexicon/hijri.csv`); the moon as seen in Iraq or Syria may differ from it by a day.
"""

from __future__ import annotations

import bisect
import csv
import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Literal

from extract.words import ARTICLES, CLITICS, TABLES, Word, definite_forms, read_table, with_prefixes

Direction = Literal["past", "current", "future"]
Window = tuple[dt.date, dt.date]

_ROLES = (
    "weekday month month_weak month_latin hijri ordinal first mod tod tod_alone tod_definite part season "
    "name_head name_head_dated event_head attack_head"
)
TABLE = read_table("dates.csv", _ROLES.split())
"""The rows of the table of date words."""

WEEKDAYS: dict[str, int] = {
    form: int(entry.value) for entry in TABLE if entry.role == "weekday" for form in definite_forms(entry.words[0])
}
"""Folded weekday with its particles → 0 for Monday … 6 for Sunday."""

ORDINALS: dict[str, int] = {
    form: int(entry.value) for entry in TABLE if entry.role == "ordinal" for form in definite_forms(entry.words[0])
}
"""Folded one-word ordinal with its particles → number; «الخامس والعشرين» is two of them."""

_MONTHS: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
for _entry in TABLE:
    if _entry.role in ("month", "month_weak", "month_latin", "hijri"):
        for _form in with_prefixes(_entry.words[0], (*CLITICS, "لل")):
            _MONTHS.setdefault(_form, []).append((_entry.words[1:], _entry.role, int(_entry.value)))
for _names in _MONTHS.values():
    _names.sort(key=lambda name: -len(name[0]))  # «تشرين الأول» before a one-word name

MONTH_STARTS = frozenset(_MONTHS)
"""Every folded word that can begin the name of a month."""


def read_month(words: Sequence[Word], index: int) -> tuple[int, str, int] | None:
    """Return number, role (`month`, `month_weak`, `month_latin`, `hijri`) and the index after the month named here."""
    if index >= len(words):
        return None
    for rest, role, number in _MONTHS.get(words[index].text, ()):
        after = index + 1 + len(rest)
        if not rest or tuple(word.text for word in words[index + 1 : after]) == rest:
            return number, role, after
    return None


def read_ordinal(words: Sequence[Word], index: int) -> tuple[int, int] | None:
    """Return the number of the ordinal that begins at a word and the index after it («الخامس والعشرين» is 25)."""
    if index >= len(words):
        return None
    number = ORDINALS.get(words[index].text)
    if number is None:
        return None
    if number < 10 and index + 1 < len(words):
        following = words[index + 1].text
        if following in ("عشر", "عشره"):
            return number + 10, index + 2
        tens = ORDINALS.get(following) if following.startswith("وال") else None
        if tens is None and following == "و" and index + 2 < len(words):
            tens = ORDINALS.get(words[index + 2].text)
            if tens in (20, 30):
                return number + tens, index + 3
        if tens in (20, 30):
            return number + tens, index + 2
    return number, index + 1


def day(year: int, month: int, number: int) -> dt.date | None:
    """Return a day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month_window(year: int, month: int) -> Window:
    """Return the first and last day of a month."""
    first = dt.date(year, month, 1)
    return first, next_month(first) - dt.timedelta(days=1)


def next_month(first: dt.date) -> dt.date:
    """Return the first day of the month after a day's month."""
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)


def shift_months(of: dt.date, months: int) -> dt.date:
    """Return the same day some months earlier or later, or that month's last day where it is shorter."""
    total = of.year * 12 + of.month - 1 + months
    first, last = month_window(total // 12, total % 12 + 1)
    return min(last, first + dt.timedelta(days=of.day - 1))


def week_of(of: dt.date, weeks: int = 0) -> Window:
    """Return the Sunday and Saturday of a day's week, or of the week that many weeks later."""
    start = of - dt.timedelta(days=of.isoweekday() % 7) + dt.timedelta(weeks=weeks)
    return start, start + dt.timedelta(days=6)


def part_of(part: str, first: dt.date, sort: str) -> Window:
    """Return the window of the early, middle or late part of a week, month or year that begins on a day.

    That is a third of a month, three days of a week, a quarter around a year's ends.
    """
    if sort == "year":
        begin, end = {"early": (1, 3), "middle": (5, 8), "late": (10, 12)}[part]
        return dt.date(first.year, begin, 1), month_window(first.year, end)[1]
    length = 3 if sort == "week" else 10
    skip = {"early": 0, "middle": 2 if sort == "week" else 10, "late": 4 if sort == "week" else 20}[part]
    start = first + dt.timedelta(days=skip)
    if part == "late" and sort == "week":
        return start, week_of(first)[1]
    if part == "late":  # a Hijri month begins on any day and has at least 29
        return start, month_window(first.year, first.month)[1] if first.day == 1 else first + dt.timedelta(days=28)
    return start, start + dt.timedelta(days=length - 1)


def weekday_near(weekday: int, published: dt.date, direction: Direction | None) -> dt.date:
    """Return the day a weekday means: the last one up to publication; strictly before with «الماضي»; or the next."""
    if direction == "future":
        return published + dt.timedelta(days=(weekday - published.weekday() - 1) % 7 + 1)
    back = (published.weekday() - weekday) % 7
    return published - dt.timedelta(days=7 if direction == "past" and back == 0 else back)


def year_of(
    month: int, number: int, published: dt.date, direction: Direction | None, weekday: int | None
) -> dt.date | None:
    """Return the day a day and month without a year mean, seen from publication; None where no year has it.

    The last such day up to publication (a day later is still taken: datelines run ahead across time zones); the
    nearest with «الجاري»; the next with «المقبل», or when only the coming one falls on the weekday named with it.
    """
    near = [found for offset in range(-8, 9) if (found := day(published.year + offset, month, number)) is not None]
    limit = published + dt.timedelta(days=1 if direction is None else 0)
    past = [found for found in near if found <= limit]
    future = [found for found in near if found > limit]
    if direction == "current":
        return min(near, key=lambda found: abs(found - published), default=None)
    if direction == "future":
        return future[0] if future else None
    if direction is None and weekday is not None and past and past[-1].weekday() != weekday:
        close = [found for found in future[:1] if found.weekday() == weekday and (found - published).days < 300]
        return close[0] if close else past[-1]
    return past[-1] if past else None


@cache
def _hijri() -> tuple[list[int], list[dt.date], list[tuple[int, ...]]]:
    """Return years, their first days, and their months' lengths."""
    with (TABLES / "hijri.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        [int(row["year"]) for row in rows],
        [dt.date.fromisoformat(row["first_day"]) for row in rows],
        [tuple(map(int, row["month_lengths"].split())) for row in rows],
    )


def hijri_window(year: int, month: int, number: int | None) -> Window | None:
    """Return the Gregorian day (twice) or month of a Hijri one; None outside the table (1400 to 1470)."""
    years, starts, lengths = _hijri()
    if not years[0] <= year <= years[-1]:
        return None
    index = year - years[0]
    first = starts[index] + dt.timedelta(days=sum(lengths[index][: month - 1]))
    length = lengths[index][month - 1]
    if number is None:
        return first, first + dt.timedelta(days=length - 1)
    if not 1 <= number <= length:
        return None
    found = first + dt.timedelta(days=number - 1)
    return found, found


def hijri_year(published: dt.date) -> int:
    """Return the Hijri year of a day; the table's first or last year outside it."""
    years, starts, _ = _hijri()
    return years[max(0, bisect.bisect_right(starts, published) - 1)]


def forms(role: str, prefixes: Sequence[str] = (*CLITICS, *ARTICLES)) -> dict[str, str]:
    """Return the one-word forms of a role, bare and behind prefixes → value."""
    return {
        form: entry.value
        for entry in TABLE
        if entry.role == role and len(entry.words) == 1
        for form in with_prefixes(entry.words[0], prefixes)
    }
