"""What a date phrase is read against, what it reads as, and the units of time beside which «الماضي» stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.calendar import Direction, Window, forms, month_window, shift_months, week_of
from extract.words import CLITICS, Word, word_set

Precision = Literal["day", "week", "month"]
Sort = Literal["dated", "weekday", "pair", "relative", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A phrase read: which words, which window."""

    after: int
    """Index of the word after it."""
    window: Window | None
    """First and last possible day; None when publication is needed and unknown, or the day does not exist."""
    precision: Precision
    """How exact it is."""
    sort: Sort
    """What kind of words tell it."""
    rule: str
    """The rule that read it."""
    full: bool = True
    """False for a bare weekday, or a day or month without year or direction: those may be part of a name."""
    month_day: tuple[int, int | None] | None = None
    """Month and day number of a Gregorian date whose year was not told."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a phrase is read against."""

    words: Sequence[Word]
    """The cut text."""
    published: dt.date | None
    """The day of publication."""
    said: dt.date | None = None
    """The day last told, for «في اليوم ذاته»."""

    def at(self, index: int) -> str:
        """Return a word's text, or an empty string outside the text."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def days(self, first: int, last: int | None = None) -> Window | None:
        """Return the window between two distances in days from publication; None when that is unknown."""
        if self.published is None:
            return None
        last = first if last is None else last
        return self.published + dt.timedelta(days=first), self.published + dt.timedelta(days=last)


_DIRECTIONS = forms("mod", ())
WEEK = word_set("الأسبوع والأسبوع للأسبوع بالأسبوع")
"""The week, definite."""
MONTH = word_set("الشهر والشهر للشهر")
"""The month, definite."""
YEAR = word_set("العام السنة والعام والسنة للعام للسنة بالعام")
"""The year, definite."""
_YEAR_HEADS = word_set("عام سنة", CLITICS) | YEAR
THIS = word_set("هذا هذه", CLITICS)
"""Demonstratives that make a unit the current one."""
SAME = word_set("نفسه ذاته عينه نفسها ذاتها")
"""Words that refer back to the day or month told before."""


def read_direction(scene: Scene, index: int) -> tuple[Direction | None, int, int]:
    """Return «الماضي», «الجاري» or «المقبل» at a word, further units back («قبل الماضي» 1), and the index after."""
    if scene.at(index) == "قبل" and _DIRECTIONS.get(scene.at(index + 1)) == "past":
        return "past", 1, index + 2
    value = _DIRECTIONS.get(scene.at(index))
    if value == "past":
        return "past", 0, index + 1
    if value == "current":
        return "current", 0, index + 1
    if value == "future":
        return "future", 0, index + 1
    return None, 0, index


def is_past(word: str) -> bool:
    """Tell whether a folded word is «الماضي» in one of its forms."""
    return _DIRECTIONS.get(word) == "past"


def unit_window(scene: Scene, index: int, direction: Direction, further: int, after: int) -> Moment:
    """Return the week, month or year named at a word as the one before, at or after publication."""
    word, published = scene.at(index), scene.published
    step = {"past": -1, "current": 0, "future": 1}[direction] - further
    sort: Sort = "week" if word in WEEK else "month" if word in MONTH else "year"
    precision: Precision = "week" if sort == "week" else "month"
    rule = f"{direction}-{sort}"
    if published is None:
        return Moment(after, None, precision, sort, rule)
    if sort == "week":
        window = week_of(published, step)
    elif sort == "month":
        shifted = shift_months(published, step)
        window = month_window(shifted.year, shifted.month)
    else:
        window = dt.date(published.year + step, 1, 1), dt.date(published.year + step, 12, 31)
    return Moment(after, (window[0], published) if step == 0 else window, precision, sort, rule)


def year_number(word: str) -> int | None:
    """Return a Gregorian year in four digits (1900 to 2100), else None."""
    return int(word) if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2100 else None


def read_year(scene: Scene, index: int) -> Moment | None:
    """Read a year: «2014», «عام 2014», «العام الماضي», «هذا العام»; None for anything else."""
    if scene.at(index) in THIS and scene.at(index + 1) in YEAR:
        return unit_window(scene, index + 1, "current", 0, index + 2)
    head = scene.at(index) in _YEAR_HEADS
    year = year_number(scene.at(index + head))
    if year is not None:
        after = index + head + 1
        after += scene.at(after) == "م"
        return Moment(after, (dt.date(year, 1, 1), dt.date(year, 12, 31)), "month", "year", "year", full=False)
    if scene.at(index) not in YEAR:
        return None
    if scene.at(index + 1) in SAME and scene.said is not None:
        told = scene.said.year
        return Moment(index + 2, (dt.date(told, 1, 1), dt.date(told, 12, 31)), "month", "year", "year-told-before")
    direction, further, after = read_direction(scene, index + 1)
    return None if direction is None else unit_window(scene, index, direction, further, after)
