"""Days that news counts from or names without a year (`seeds/lexicon/epochs.csv`)."""

from __future__ import annotations

import datetime as dt
import re

from extract.calendar import read_month
from extract.words import CLITICS, Word, read_table

_TABLE = read_table("epochs.csv", ("counted", "named", "named_attack"))

_COUNTED = {" ".join(entry.words): dt.date.fromisoformat(entry.value) for entry in _TABLE if entry.role == "counted"}
_NAMES = [form for name in _COUNTED for form in dict.fromkeys((name, re.sub("^ال", "لل", name)))]
_COUNTED_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(CLITICS)})?(?P<name>{'|'.join(_NAMES)})(?!\w)")


_ENDS = frozenset(name.split()[-1].removeprefix("ال") for name in _NAMES)


def may_count(folded: str) -> bool:
    """Return whether a folded text may name a war or event that days are counted from: a cheap look at all of it."""
    return any(end in folded for end in _ENDS)


def counted_since(words: str) -> dt.date | None:
    """Return the first day of the war or event named in folded words joined by blanks; None when none is named."""
    match = _COUNTED_NAME.search(words)
    if match is None:
        return None
    name = match["name"]
    return _COUNTED.get(name) or _COUNTED[re.sub("^لل", "ال", name)]


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
