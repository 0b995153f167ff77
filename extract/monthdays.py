"""Calendar dates: «17 تشرين الأول/أكتوبر 2023», «السابع عشر من الشهر الماضي», «4 ربيع الآخر 1445», «29/10/2023»."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extract.calendar import (
    ORDINALS,
    WEEKDAYS,
    Direction,
    Window,
    day,
    hijri_window,
    hijri_year,
    month_window,
    read_month,
    read_ordinal,
    shift_months,
    year_of,
)
from extract.scene import (
    MONTH,
    OF_IT,
    THIS,
    Moment,
    Precision,
    Scene,
    Sort,
    day_of_month_told,
    read_alone,
    read_back,
    read_direction,
    read_of_it,
    read_year,
    year_number,
)
from extract.words import ARTICLES, CLITICS, word_set
from language.arabic import fold

FIRST_OF_MONTH = word_set("غرة", CLITICS)
"""The first day of a Hijri month."""
_CORRESPONDING = word_set("الموافق الموافقة والموافق")
_OF_YEAR = word_set("من عام العام لعام للعام سنة السنة لسنة") | frozenset((",", "،"))
_CUED_MONTH = word_set("في منذ مطلع أواخر منتصف بداية نهاية خلال حتى أوائل أواسط مستهل ختام بين و إلى", CLITICS)
_MONTH_HEADS = word_set("شهر", CLITICS)
_DAY_CUES = word_set("في يوم بتاريخ تاريخ منذ حتى", CLITICS)
_FEASTS = {
    tuple(fold(name).split()): month_day
    for name, month_day in (
        ("عيد الميلاد المجيد", (12, 25)),
        ("عيد الميلاد", (12, 25)),
        ("رأس السنة الميلادية", (1, 1)),
        ("رأس السنة", (1, 1)),
    )
}
FEAST_STARTS = frozenset(words[0] for words in _FEASTS)
"""Folded words that can begin the name of a feast."""
_EVES = word_set("عشية ليلة", CLITICS)
_FEAST_CUES = _EVES | word_set("يوم نهار فجر صباح صبيحة ظهر عصر مساء", CLITICS)
_ERA = frozenset(("م", "ه", "هجري", "ميلادي", "هجريه", "ميلاديه", "للهجره"))
_SAFAR = 2  # «صفر» is also nought: «3 صفر» is a score


def day_number(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return a day of the month and the index after it: «17», «الـ 17», «السابع عشر», «غرة»."""
    if scene.at(index) in ARTICLES and scene.at(index + 1).isdecimal():
        index += 1
    word = scene.at(index)
    if word.isdecimal():
        return (int(word), index + 1) if len(word) <= 2 and 1 <= int(word) <= 31 else None
    if word in FIRST_OF_MONTH:
        return 1, index + 1
    ordinal = read_ordinal(scene.words, index)
    if ordinal is None or ordinal[0] > 31 or _is_adjective(scene, index):
        return None
    return ordinal


def _is_adjective(scene: Scene, index: int) -> bool:
    """Tell whether an ordinal belongs to the noun before it («النصف الثاني من أكتوبر» is not the 2nd)."""
    before = scene.at(index - 1)
    return before.startswith(ARTICLES) and before not in WEEKDAYS and before not in ("اليوم", "ال") and len(before) > 3


def read_date(scene: Scene, index: int, weekday: int | None = None) -> Moment | None:
    """Read a day of the calendar that begins at a word, in digits or with a month's name; None for anything else.

    `weekday` (0 Monday) is the one told with it: it decides a year or a Hijri day left open.
    """
    return _numeric(scene, index, weekday) or _dated(scene, index, weekday)


def date_after(scene: Scene, index: int, weekday: int | None = None) -> Moment | None:
    """Read the date that follows a weekday, through a comma, a bracket, «الموافق» or «في»; None where none does."""
    if scene.at(index) in ("،", ",", "("):
        index += 1
    if scene.at(index) in _CORRESPONDING:
        index += 1
    if scene.at(index) in ("في", "ل", "يوم"):
        index += 1
    word = scene.at(index)
    if word.isdecimal() or word in ("ال", "لل") or word in ORDINALS:
        return read_date(scene, index, weekday)
    return None


def _dated(scene: Scene, index: int, weekday: int | None) -> Moment | None:
    number = day_number(scene, index)
    if number is None:
        return None
    value, after = number
    if scene.at(after) == "/" and (slashed := _slashed(scene, value, after + 1)) is not None:
        return slashed
    if scene.at(after) in OF_IT:
        return read_of_it(scene, index, value, after + 1, weekday is not None)
    if scene.at(after) == "من":
        after += 1
        back = read_back(scene, after)
        if back is not None and back.sort == "month":  # «17 من الشهر نفسه»
            return day_of_month_told(value, back.window and back.window[0], back.after)
        if scene.at(after) in MONTH or (scene.at(after) in THIS and scene.at(after + 1) in MONTH):
            return _of_named_month(scene, value, after)
    elif scene.at(index - 1) in _DAY_CUES or weekday is not None:
        direction, further, end = read_direction(scene, after)
        if direction in ("past", "current") and scene.at(index).isdecimal():  # «في 17 الجاري»
            return _day_of(scene, value, direction, further, end)
        if scene.at(after) in MONTH and scene.at(index).isdecimal():  # «في 17 الشهر الحالي»
            return _of_named_month(scene, value, after)
    if scene.at(after) in ("شهر", "لشهر"):
        after += 1
    moment = read_of_month(scene, after, value, weekday)
    if moment is None:
        return read_alone(scene, index, *number)
    if scene.at(moment.after) in (*_CORRESPONDING, "("):
        return _both_calendars(scene, moment)
    return moment


def _slashed(scene: Scene, value: int, index: int) -> Moment | None:
    """Read «09 / | سبتمبر/2024»; None without a year, as «17 / أكتوبر»."""
    month = read_month(scene.words, index)
    if month is None or month[1] == "hijri" or scene.at(month[2]) != "/":
        return None
    year = year_number(scene.at(month[2] + 1))
    found = day(year, month[0], value) if year is not None else None
    return None if found is None else Moment(month[2] + 2, (found, found), "day", "dated", "day-month")


def _both_calendars(scene: Scene, moment: Moment) -> Moment:
    """Take in the same day told in the other calendar; the Gregorian one is kept."""
    index = moment.after + 1 + (scene.at(moment.after + 1) in _CORRESPONDING)
    index += scene.at(index) == "ل"
    number = day_number(scene, index)
    other = _numeric(scene, index, None)
    if other is None and number is not None:
        other = read_of_month(scene, number[1] + (scene.at(number[1]) == "من"), number[0], None)
    if other is None:
        return moment
    if moment.rule == "hijri":
        return replace(other, rule="hijri-and-gregorian")
    return replace(moment, after=other.after) if other.rule == "hijri" else moment


def _of_named_month(scene: Scene, value: int, index: int) -> Moment | None:
    """Read «17 من | الشهر الماضي», «من | هذا الشهر»."""
    if scene.at(index) in THIS:
        index += 1
    this = scene.at(index - 1) in THIS
    direction, further, after = read_direction(scene, index + 1)
    told = _day_of(scene, value, direction or "current", further, after)
    if direction is None and not this and scene.published and told.window and told.window[0] > scene.published:
        return _day_of(scene, value, "past", further, after)  # «في التاسع والعشرين من الشهر», told on the first
    return told


def _day_of(scene: Scene, value: int, direction: Direction, further: int, after: int) -> Moment:
    if scene.published is None:
        return Moment(after, None, "day", "dated", "day-of-month")
    step = {"past": -1, "current": 0, "future": 1}[direction] - further
    month = shift_months(scene.published, step)
    found = day(month.year, month.month, value)
    return Moment(after, (found, found) if found else None, "day", "dated", "day-of-month")


def read_of_month(scene: Scene, index: int, number: int | None, weekday: int | None) -> Moment | None:
    """Read a month's name, its second name, year and direction; `number` is the day told before it, if any."""
    month = read_month(scene.words, index)
    if month is None:
        return None
    value, role, after = month
    after = _second_name(scene, value, after)
    year, after = _year_told(scene, after, hijri=role == "hijri")
    direction, further = None, 0
    if year is None:
        direction, further, after = read_direction(scene, after)
        of_year = direction is None and scene.at(after) == "من"
        whole = read_year(scene, after + 1) if of_year else None
        back = read_back(scene, after + 1) if of_year else None
        if back is not None and back.sort == "year":
            whole = back
            if back.window is None or role == "hijri":
                # «في 4 كانون الثاني من ذلك العام» where no year was told: not the last such day before publication
                unit: Precision = "month" if number is None else "day"
                return Moment(back.after, None, unit, "month" if number is None else "dated", "of-year-not-told")
        if whole is not None and whole.window is not None:
            year, after = whole.window[0].year, whole.after
    full = year is not None or direction is not None
    precision: Precision = "day" if number is not None else "month"
    sort: Sort = "dated" if number is not None else "month"
    if role == "hijri":
        if value == _SAFAR and year is None:
            return None
        return Moment(after, _hijri(scene, year, value, number, weekday), precision, sort, "hijri", full)
    window = _gregorian(scene, year, value, number, direction, weekday)
    if further and window is not None:
        window = shift_months(window[0], -12), shift_months(window[1], -12)
    rule = "day-month" if number else "month"
    return Moment(after, window, precision, sort, rule, full, None if year else (value, number))


def _second_name(scene: Scene, month: int, after: int) -> int:
    """Return the index after the month's second name, if one follows: «/أكتوبر», «(أكتوبر)», «- أكتوبر»."""
    sign = scene.at(after) in ("/", "-", "–", "(", "\\", "،", "او")
    second = read_month(scene.words, after + sign)
    if second is None or second[0] != month:
        return after
    return second[2] + 1 if scene.at(after) == "(" and scene.at(second[2]) == ")" else second[2]


def _year_told(scene: Scene, after: int, hijri: bool) -> tuple[int | None, int]:
    """Return the year that follows a month and the index after it and its era."""
    begin = after
    while scene.at(after) in _OF_YEAR and after - begin < 2:
        after += 1
    word = scene.at(after)
    low, high = (1300, 1500) if hijri else (1900, 2100)
    if len(word) != 4 or not word.isdecimal() or not low <= int(word) <= high:
        return None, begin
    return int(word), after + 2 if scene.at(after + 1) in _ERA else after + 1


def _gregorian(
    scene: Scene, year: int | None, month: int, number: int | None, direction: Direction | None, weekday: int | None
) -> Window | None:
    published = scene.published
    if year is not None:
        found = day(year, month, number or 1)
        return None if found is None else month_window(year, month) if number is None else (found, found)
    if published is None:
        return None
    if number is not None:
        found = year_of(month, number, published, direction, weekday)
        return None if found is None else (found, found)
    this_year = published.year
    if direction == "future":
        return month_window(this_year + (month <= published.month), month)
    if direction == "current":
        this_year += 0 if abs(month - published.month) < 6 else 1 if month < published.month else -1
    elif month > published.month or (month == published.month and direction == "past"):
        this_year -= 1
    first, last = month_window(this_year, month)
    return first, min(last, published) if first <= published else last


def _hijri(scene: Scene, year: int | None, month: int, number: int | None, weekday: int | None) -> Window | None:
    if year is None:
        if scene.published is None:
            return None
        latest = hijri_year(scene.published)
        windows = [hijri_window(latest - back, month, number) for back in (0, 1)]
        return next((found for found in windows if found is not None and found[0] <= scene.published), None)
    window = hijri_window(year, month, number)
    if window is None or number is None or weekday is None:
        return window
    # The moon is seen a day earlier or later from country to country; the weekday told with it decides.
    for step in (0, 1, -1):
        found = window[0] + dt.timedelta(days=step)
        if found.weekday() == weekday:
            return found, found
    return window


def read_month_alone(scene: Scene, index: int) -> Moment | None:
    """Read a month without a day. Names that are also ordinary words need a cue beside them; None without it."""
    month = read_month(scene.words, index)
    if month is None:
        return None
    if month[1] == "month_latin":
        return _latin(scene, index, month)
    if scene.at(month[2] + 1) in (",", "،") and month[1] != "hijri" and (found := _latin(scene, index, month)):
        return replace(found, rule="day-month")
    moment = read_of_month(scene, index, None, None)
    if moment is None or moment.full:
        return moment
    headed = scene.at(index - 1) in _MONTH_HEADS or _heads_a_line(scene, index, moment.after)
    if month[1] == "hijri":
        return moment if headed else None
    if scene.at(month[2]) == "هذا":
        return replace(moment, after=month[2] + 1)  # «وآب هذا ليس كسابقه»
    paired = moment.after > month[2]
    cued = headed or scene.at(index - 1) in _CUED_MONTH
    if month[1] == "month_weak":
        return moment if paired or headed or (cued and scene.at(index) != "اب") else None
    return moment if paired or cued or scene.at(index).startswith("و") else None


def _heads_a_line(scene: Scene, index: int, after: int) -> bool:
    """Tell whether a month stands alone before a colon at the head of its line: «■ نيسان: …», as in timelines."""
    return scene.at(after) == ":" and not any(scene.at(before).isalnum() for before in range(index))


def read_feast(scene: Scene, index: int) -> Moment | None:
    """Read «عشية | عيد الميلاد», «ليلة | رأس السنة», «يوم | عيد الميلاد»; None without a word of time before it."""
    before = scene.at(index - 1)
    for words in _FEASTS if before in _FEAST_CUES else ():
        after = index + len(words)
        if tuple(scene.at(at) for at in range(index, after)) != words:
            continue
        if scene.at(after).startswith("ال") and scene.at(after).endswith("يه"):
            return None  # «رأس السنة الهجرية»: of another calendar
        month, number = _FEASTS[words]
        year, after = _year_told(scene, after, hijri=False)
        window = _gregorian(scene, year, month, number, None, None)
        if window is not None and before in _EVES:
            window = window[0] - dt.timedelta(days=1), window[1] - dt.timedelta(days=1)
        return Moment(after, window, "day", "relative", "feast")
    return None


def _latin(scene: Scene, index: int, month: tuple[int, str, int]) -> Moment | None:
    """Read «October 21, 2023», the date line of an embedded post."""
    after = month[2] + (scene.at(month[2]) == ".")
    word = scene.at(after)
    if not (word.isdecimal() and len(word) <= 2):
        year = year_number(word)
        return None if year is None else Moment(after + 1, month_window(year, month[0]), "month", "month", "month")
    after += 1 + (scene.at(after + 1) in ("st", "nd", "rd", "th"))
    after += scene.at(after) in (",", "،")
    year = year_number(scene.at(after))
    if year is None:
        return None
    found = day(year, month[0], int(word))
    return Moment(after + 1, None if found is None else (found, found), "day", "dated", "latin-date")


def _numeric(scene: Scene, index: int, weekday: int | None) -> Moment | None:
    """Read «2023/10/29», «29-10-2023», «24 / 3 / 2024», «29.10.2023»; «28/10» only behind a date word."""
    words, sign = scene.words, scene.at(index + 1)
    first, second = scene.at(index), scene.at(index + 2)
    if (
        sign not in ("/", "-", ".", "–")
        or not first.isdecimal()
        or not second.isdecimal()
        or max(len(first), len(second)) > 4
    ):
        return None
    spaced = words[index].end != words[index + 1].start or words[index + 1].end != words[index + 2].start
    if len(second) > 2 or (spaced and sign != "/"):
        return None
    if scene.at(index + 3) == sign and scene.at(index + 4).isdecimal():
        found = _calendar_day(first, second, scene.at(index + 4), sign)
        if found is None:
            return None
        return Moment(index + 5 + (scene.at(index + 5) == "م"), (found, found), "day", "dated", "numeric-date")
    before = scene.at(index - 1)
    if sign != "/" or spaced or not (weekday is not None or before in _DAY_CUES or before in WEEKDAYS):
        return None
    if len(first) > 2 or not 1 <= int(second) <= 12 or not 1 <= int(first) <= 31:
        return None
    window = _gregorian(scene, None, int(second), int(first), None, weekday)
    month_day = int(second), int(first)
    return Moment(index + 3, window, "day", "dated", "numeric-day-month", month_day=month_day)


def _calendar_day(first: str, second: str, third: str, sign: str) -> dt.date | None:
    """Return the day of three numbers: year first, or day first, or month first where only that exists."""
    if year_number(first) is not None and len(third) <= 2:
        return day(int(first), int(second), int(third)) or day(int(first), int(third), int(second))
    year = year_number(third)
    if year is None and len(third) == 2 and sign == "/" and len(first) <= 2:
        year = 2000 + int(third)
    if year is None or len(first) > 2:
        return None
    return day(year, int(second), int(first)) or day(year, int(first), int(second))
