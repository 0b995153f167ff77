"""Stretches told by their two ends: «بين 17 و24 أكتوبر», «من الأحد إلى الثلاثاء», «يومي الجمعة والسبت»."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extract.calendar import WEEKDAYS, Window, day
from extract.moments import read_moment
from extract.monthdays import day_number
from extract.scene import OF_IT, Moment, Precision, Scene
from extract.words import CLITICS, word_set

_BETWEEN = word_set("بين وبين")
_FROM = word_set("من ومن")
_BOTH = word_set("يومي ليلتي عامي سنتي شهري", CLITICS)
_PAIRED = word_set("عامي سنتي شهري يومي ليلتي أيام")
_TO = frozenset(("الي", "حتي", "لغايه", "والي", "وحتي", "ولغايه", "-", "–", "—"))
_TO_OR_DASH = _TO | {"و"}

OPENERS = _BETWEEN | _FROM | _BOTH
"""Folded words that can begin a stretch told by its ends; a day of the month can too."""
FROM_OPENERS = _FROM
"""Those whose second end follows «إلى» or «حتى»."""
BETWEEN_OPENERS = _BETWEEN | _BOTH
"""Those that a part of the day can stand before («ليل … بين الجمعة والسبت»)."""


def read_range(scene: Scene, index: int) -> Moment | None:
    """Read a stretch told by its two ends; None for anything else."""
    word = scene.at(index)
    headed = word in OPENERS
    begin = index + headed
    if (headed and scene.at(begin) in _PAIRED) or (word in _FROM and scene.at(begin) == "يوم"):
        begin += 1
    with_and = headed and word not in _FROM
    days = _days_of_one_month(scene, begin, with_and or not headed)
    if days is not None:
        return days
    if not headed and not scene.at(index).isdecimal() and scene.at(index) != "ال":
        return None
    first = read_moment(scene, begin)
    if first is None or first.sort in ("pair", "week"):
        return None
    at = read_joint(scene, first.after, with_and)
    second = None if at is None else _day_of_it(scene, at, first) or read_moment(scene, at)
    if second is None or second.sort == "pair" or (not headed and (first.sort, second.sort) != ("dated", "dated")):
        return None
    if (first.sort == "year") != (second.sort == "year"):
        return None
    precision: Precision = "day" if {first.precision, second.precision} == {"day"} else "month"
    window = join_windows(first, second)
    sort = "pair" if first.sort == "weekday" else second.sort
    return Moment(second.after, window, precision, sort, "range", second.full)


def _day_of_it(scene: Scene, index: int, first: Moment) -> Moment | None:
    """Read a second end told by the month of the first: «من 17 تشرين الأول إلى 26 منه» (to the 26th of it)."""
    number = day_number(scene, index)
    if number is None or scene.at(number[1]) not in OF_IT or first.sort != "dated" or first.window is None:
        return None
    found = day(first.window[0].year, first.window[0].month, number[0])
    return None if found is None else Moment(number[1] + 1, (found, found), "day", "dated", first.rule, first.full)


def read_joint(scene: Scene, index: int, with_and: bool) -> int | None:
    """Return the index of the second end, after «و» (of «بين») or «إلى»; None when the words are not joined so."""
    if with_and:
        if scene.at(index) == "و":
            return index + 1
        return index if scene.at(index).startswith("و") else None
    return index + 1 if scene.at(index) in _TO else None


def join_windows(first: Moment, second: Moment) -> Window | None:
    """Return the window from one moment to another; the first takes the year or week of the second."""
    if second.window is None or (first.window is None and first.month_day is None):
        return None
    start, end = first.window[0] if first.window else None, second.window[1]
    if first.month_day is not None:
        month, number = first.month_day
        near = [day(end.year - back, month, number or 1) for back in (0, 1)]
        start = next((found for found in near if found is not None and found <= end), start)
    elif first.sort == "weekday" and start is not None:
        start = end - dt.timedelta(days=(end.weekday() - start.weekday()) % 7)
    return None if start is None or start > end else (start, end)


def _days_of_one_month(scene: Scene, index: int, with_and: bool) -> Moment | None:
    """Read two days of one month: «17 و24 أكتوبر», «السبت 26 إلى الاثنين 28 من الشهر الجاري», «3-7 يناير»."""
    number = day_number(scene, index + (scene.at(index) in WEEKDAYS))
    if number is None:
        return None
    value, after = number
    if scene.at(after) in (_TO_OR_DASH if with_and else _TO):
        after += 1
    elif not (with_and and scene.at(after).startswith("وال")):
        return None
    if scene.at(after) in WEEKDAYS and scene.at(index) not in WEEKDAYS:
        return None  # «درعا 24 – الخميس 3 نيسان»: a name and a day
    second = read_moment(scene, after)
    if second is None or second.sort != "dated" or second.rule.startswith(("numeric", "latin")):
        return None
    window = None
    if second.window is not None:
        start = day(second.window[1].year, second.window[1].month, value)
        window = None if start is None or start > second.window[1] else (start, second.window[1])
    return replace(second, window=window, rule="days-of-month", full=True)
