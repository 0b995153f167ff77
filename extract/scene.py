"""What a date phrase is read against, what it reads as, and words that point elsewhere: «الماضي» from publication,
«نفسه», «ذلك» and «منه» to what was told before, where something was told and not too far back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extract.calendar import ORDINALS, Direction, Window, day, forms, month_window, shift_months, week_of
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


class Told(NamedTuple):
    """What a text has told so far: what «بعد ذلك بيومين», «في الثامن منه» and «ذلك العام» point back to."""

    days: Window | None = None
    """The day last told, or the days told as one; None when none was, or one that cannot be resolved."""
    days_end: int = 0
    """Folded offset behind the phrase that told it."""
    coarse_end: int = 0
    """Folded offset behind the last week, month or year that something was said to happen in."""
    month: dt.date | None = None
    """First day of the month last named, also as that of a day; None when none was, or several in one phrase."""
    month_end: int = 0
    """Folded offset behind the phrase that named it."""
    year: int | None = None
    """The year last told, also as that of a month or day; None as for `month`."""

    @property
    def day(self) -> dt.date | None:
        """The one day last told (of a night between two, the second); None when none was or a longer stretch."""
        return None if self.days is None or (self.days[1] - self.days[0]).days > 1 else self.days[1]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a phrase is read against."""

    words: Sequence[Word]
    """The cut line."""
    published: dt.date | None
    """The day of publication."""
    folded: str
    """The whole folded text, to which the offsets of words and of `told` refer."""
    told: Told
    """What was told before the phrase."""
    moments: dict[int, Moment | None] = field(default_factory=dict, compare=False)
    """What was read from each word on so far: a phrase is looked at as a range, a part of a day and a day."""

    def at(self, index: int) -> str:
        """Return a word's text, or an empty string outside the text."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def days(self, first: int, last: int | None = None) -> Window | None:
        """Return the window between two distances in days from publication; None when that is unknown."""
        if self.published is None:
            return None
        last = first if last is None else last
        return self.published + dt.timedelta(days=first), self.published + dt.timedelta(days=last)

    def follows_an_hour(self, index: int) -> bool:
        """Tell whether an hour stands before a word at the head of its line («00:02», «⏺ 00:02»)."""
        hour = index - 3
        return (
            0 <= hour <= 1 and self.at(hour).isdecimal() and self.at(hour + 1) == ":" and self.at(hour + 2).isdecimal()
        )

    def near(self, end: int, index: int, sentences: int) -> bool:
        """Tell whether no more than so many sentences end between a folded offset and a word."""
        start = self.words[index].start
        return start - end <= _REACH and len(_SENTENCE_END.findall(self.folded, end, start)) <= sentences


_REACH = 1_000
"""Folded characters over which something told before is looked for at all: longer looks would cost their square."""
_SENTENCE_END = re.compile(r"(?:(?<!\.)[.!?؟](?=[\"'”»)\]]*\s)|\n)[\s.!?؟\"'”»)\]]*")
POINTED_BACK = 3
"""Sentences that may end between a day and words that point back to it («وبعد ذلك بيومين»)."""
JUST_BEFORE = 1
"""The same for words that do so only by what stands before them («وبعد يومين», «وفي الرابع والعشرين»)."""
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
SAME = word_set("نفسه ذاته عينه نفسها ذاتها عينها")
"""Words that refer back to the day or month told before."""
SAME_BEFORE = word_set("نفس ذات", CLITICS)
"""Words before a day, month or year that refer back to it («في نفس اليوم»)."""
THAT = word_set("ذلك تلك", CLITICS)
"""Demonstratives that refer back to a day, month or year that is not the current one."""
THAT_DAY = word_set("يومها يومئذ يومذاك", CLITICS)
"""«That day» in one word."""
_UNITS: dict[str, str] = {
    **dict.fromkeys(word_set("اليوم واليوم فاليوم لليوم التاريخ"), "day"),
    **dict.fromkeys(word_set("الليلة والليلة"), "night"),
    **dict.fromkeys(MONTH, "month"),
    **dict.fromkeys(YEAR, "year"),
}
NEXT = word_set("التالي اللاحق الموالي التالية اللاحقة")
"""Words behind a day or weekday that make it the next one after that told before."""
PREVIOUS = word_set("السابق السابقة")
"""Words behind a day that make it the one before that told before."""
OF_IT = frozenset(("منه", "منها"))
"""Behind a day of the month: of the month told before."""
_OF_IT_CUES = word_set("في يوم بتاريخ تاريخ منذ حتى إلى و ليل ليلة فجر صباح ظهر عصر مساء", CLITICS)
_AND_IN = word_set("وفي ففي")
_ELEVENTH = 11  # «في الأول … وفي الثاني» counts things: an ordinal alone is a day only from here on


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


def read_back(scene: Scene, index: int) -> Moment | None:
    """Read «اليوم نفسه», «نفس الليلة», «الشهر ذاته», «ذلك العام», «يومها»; None for anything else.

    The window is None when the text has not told what it points back to, so that nothing else is read into the words.
    """
    word, following = scene.at(index), scene.at(index + 1)
    if word in THAT_DAY and scene.at(index - 1) in ("", ".", "\n"):  # «وقيل يومها إن …» only tells on
        return Moment(index + 1, _window_told(scene, index, "day", far=True), "day", "relative", "day-told-before:day")
    unit = _UNITS.get(word) if following in SAME else _UNITS.get(following)
    if unit is None or not (following in SAME or word in SAME_BEFORE or word in THAT):
        return None
    window = _window_told(scene, index, unit, far=word in THAT)
    if unit in ("month", "year"):
        sort: Sort = "month" if unit == "month" else "year"
        return Moment(index + 2, window, "month", sort, f"day-told-before:{unit}")
    two_days = window is not None and window[0] != window[1]
    return Moment(index + 2, window, "day", "pair" if two_days else "relative", f"day-told-before:{unit}")


def _window_told(scene: Scene, index: int, unit: str, far: bool) -> Window | None:
    """Return the day, night, month or year told before.

    A `far` one («ذلك اليوم») is told just before, and is not the one of publication: that is called «هذا اليوم».
    """
    told, published, one = scene.told, scene.published, scene.told.day
    if unit == "year":
        current = far and published is not None and told.year == published.year
        return None if told.year is None or current else (dt.date(told.year, 1, 1), dt.date(told.year, 12, 31))
    if unit == "month":
        month = told.month or (None if one is None or far else one)
        current = far and published is not None and month == published.replace(day=1)
        return None if month is None or current else month_window(month.year, month.month)
    if one is None or told.days is None:
        return None
    if far and (one == published or not scene.near(told.days_end, index, POINTED_BACK)):
        return None
    return told.days if unit == "night" else (one, one)


def beside_told(scene: Scene, index: int) -> Moment | None:
    """Read «اليوم التالي», «الليلة السابقة» from the day told before; None when the text has told none."""
    if scene.told.day is None:
        return None
    found = scene.told.day + dt.timedelta(days=1 if scene.at(index + 1) in NEXT else -1)
    return Moment(index + 2, (found, found), "day", "relative", f"day-told-before:{_UNITS[scene.at(index)]}")


def next_weekday(scene: Scene, weekday: int, after: int) -> Moment:
    """Read «الثلاثاء التالي»: the first such day behind the one told before; its day is unknown without one."""
    told = scene.told.day
    found = None if told is None else told + dt.timedelta(days=(weekday - told.weekday() - 1) % 7 + 1)
    return Moment(after, None if found is None else (found, found), "day", "weekday", "day-told-before:weekday")


def weekday_before(scene: Scene, weekday: int, after: int) -> Moment:
    """Read «الأحد الذي سبق»: the last such day before the one told; its day is unknown without one."""
    told = scene.told.day
    found = None if told is None else told - dt.timedelta(days=(told.weekday() - weekday - 1) % 7 + 1)
    return Moment(after, None if found is None else (found, found), "day", "weekday", "day-told-before:weekday")


def read_of_it(scene: Scene, index: int, value: int, after: int, cued: bool) -> Moment | None:
    """Read «وفي الثامن | منه», of the month named just before; elsewhere it is of any thing («الطابق الثامن منه»)."""
    if not (cued or scene.at(index - 1) in _OF_IT_CUES or _behind_month_head(scene, index)):
        return None
    if scene.told.month is None or not scene.near(scene.told.month_end, index, JUST_BEFORE):
        return None
    found = day_of_month_told(value, scene.told.month, after)
    return None if found.window is None else found


def read_alone(scene: Scene, index: int, value: int, after: int) -> Moment | None:
    """Read «وفي الرابع والعشرين» alone, behind another day of the month just named, or right behind its head."""
    told, word = scene.told, scene.at(index)
    if value < _ELEVENTH or word not in ORDINALS or word.endswith("ه") or scene.at(after) == "من":
        return None
    if told.month is not None and _behind_month_head(scene, index):  # «نيسان: السابع والعشرون كان الأكثر دموية»
        found = day_of_month_told(value, told.month, after)
        return None if found.window is None else found
    if scene.at(index - 1) not in _AND_IN or told.month is None or told.day is None:
        return None
    if told.day.replace(day=1) != told.month or not scene.near(told.days_end, index, JUST_BEFORE):
        return None
    found = day_of_month_told(value, told.month, after)
    return None if found.window is None else found


def _behind_month_head(scene: Scene, index: int) -> bool:
    """Tell whether a word follows the month and colon that head its line."""
    return index > 1 and scene.at(index - 1) == ":" and scene.told.month_end == scene.words[index - 2].end


def day_of_month_told(value: int, month: dt.date | None, after: int) -> Moment:
    """Return a day of the month told before; its window is None when none was told or it has no such day."""
    found = None if month is None else day(month.year, month.month, value)
    return Moment(after, None if found is None else (found, found), "day", "dated", "day-of-month-told-before")


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
    direction, further, after = read_direction(scene, index + 1)
    return None if direction is None else unit_window(scene, index, direction, further, after)
