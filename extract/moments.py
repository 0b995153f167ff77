"""Phrases that name one day, week, month or year, read word by word and resolved from the day of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.calendar import (
    MONTH_STARTS,
    ORDINALS,
    WEEKDAYS,
    Direction,
    Window,
    day,
    forms,
    hijri_window,
    hijri_year,
    month_window,
    read_month,
    read_ordinal,
    shift_months,
    week_of,
    weekday_near,
    year_of,
)
from extract.words import ARTICLES, CLITICS, Word, word_set

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
_PARTS = forms("part", CLITICS)
_SEASONS = forms("season", CLITICS)
_TODAY = word_set("اليوم واليوم فاليوم لليوم")
_YESTERDAY = word_set("أمس الأمس البارحة", CLITICS) | word_set("بالأمس للأمس وبالأمس والأمس فبالأمس")
_TOMORROW = word_set("غدا الغد", CLITICS)
_TONIGHT = word_set("الليلة والليلة")
_DAY_WORDS = word_set("يوم نهار تاريخ", CLITICS)
_WEEK = word_set("الأسبوع والأسبوع للأسبوع بالأسبوع")
_MONTH = word_set("الشهر والشهر للشهر")
_YEAR_DEFINITE = word_set("العام السنة والعام والسنة للعام للسنة بالعام")
_YEAR = word_set("عام سنة", CLITICS) | _YEAR_DEFINITE
_YEARS = word_set("عامي سنتي", CLITICS)
_THIS = word_set("هذا هذه", CLITICS)
_FIRST = word_set("أول", CLITICS)
_BEFORE = word_set("قبل وقبل فقبل")
_SAME = word_set("نفسه ذاته عينه نفسها ذاتها")
_NEXT = word_set("التالي اللاحق الموالي")
# After «اليوم» these make it a counted, named or other day; before it, an outlet's name.
_NOT_TODAY_BEFORE = word_set("ذلك تلك كل طوال طيلة صحيفة جريدة موقع رأي أخبار إسرائيل المصري")
_NOT_TODAY_AFTER = word_set("الواحد الوطني العالمي الدولي المقبل القادم الذي الأخير العاشر الحادي عشر") | frozenset(ORDINALS)
_OUTLET_BEFORE = word_set("قناة وكالة موقع شبكة عن ل لقناة لوكالة لموقع مراسل مراسلة") | frozenset('"«“')
_CORRESPONDING = word_set("الموافق الموافقة والموافق")
_PAIR_SIGNS = frozenset(("-", "–", "—", "/", "ـ", "الي", "علي", "_"))
_OF_YEAR = word_set("من عام العام لعام للعام سنة السنة لسنة") | frozenset((",", "،"))
_CUED_MONTH = word_set("شهر شهري في منذ مطلع أواخر منتصف بداية نهاية خلال حتى أوائل أواسط مستهل ختام بين و إلى", CLITICS)
_ERA = frozenset(("م", "ه", "هجري", "ميلادي", "هجريه", "ميلاديه", "للهجره"))
_SLASH_DATE_CUES = word_set("في يوم بتاريخ تاريخ بيوم منذ حتى", CLITICS)


def read_moment(scene: Scene, index: int) -> Moment | None:
    """Return the day, week, month or year named from a word on; None when none is."""
    word = scene.at(index)
    if word.isdigit():
        return _numeric(scene, index) or _dated(scene, index) or _bare_year(scene, index)
    reader = _READERS.get(word)
    return None if reader is None else reader(scene, index)


def opens_moment(word: str) -> bool:
    """Tell whether a folded word can begin a phrase that `read_moment` reads."""
    return word in _READERS or word.isdigit()


def _direction(scene: Scene, index: int) -> tuple[Direction | None, int, int]:
    """Return «الماضي», «الجاري», «المقبل» read at a word, how many more steps back («قبل الماضي») and the next index."""
    if scene.at(index) == "قبل" and _DIRECTIONS.get(scene.at(index + 1)) == "past":
        return "past", 1, index + 2
    value = _DIRECTIONS.get(scene.at(index))
    if value in ("past", "current", "future"):
        return value, 0, index + 1
    return None, 0, index


# --- days told from the day of publication -------------------------------------------------------------------------


def _today(scene: Scene, index: int) -> Moment | None:
    before, following = scene.at(index - 1), scene.at(index + 1)
    if following in _SAME or following in _NEXT or following == "السابق":
        step = 0 if following in _SAME else 1 if following in _NEXT else -1
        window = None if scene.said is None else (scene.said + dt.timedelta(days=step),) * 2
        return Moment(index + 2, window, "day", "relative", "day-told-before") if window else None
    if before in _NOT_TODAY_BEFORE or following in _NOT_TODAY_AFTER or scene.at(index) == "لليوم":
        return None
    if before == "روسيا" and (scene.at(index - 2) in _OUTLET_BEFORE or following in ('"', "»", "”")):
        return None  # the broadcaster
    if following == "ال" and scene.at(index + 2).isdigit() and _dated(scene, index + 1) is None:
        return None  # «اليوم الـ20»
    if following.isdigit() and (_dated(scene, index + 1) or _numeric(scene, index + 1)) is None:
        return None
    return _named_too(scene, Moment(index + 1, scene.days(0), "day", "relative", "today"))


def _yesterday(scene: Scene, index: int) -> Moment | None:
    if scene.at(index + 1) == "القريب":
        return None
    if scene.at(index + 1) == "الاول" and _dated(scene, index + 1) is None:
        return _named_too(scene, Moment(index + 2, scene.days(-2), "day", "relative", "day-before-yesterday"))
    return _named_too(scene, Moment(index + 1, scene.days(-1), "day", "relative", "yesterday"))


def _day_before_yesterday(scene: Scene, index: int) -> Moment | None:
    after = index + 2 if scene.at(index + 1) == "من" else index + 1
    if scene.at(after) not in _YESTERDAY:
        return None
    return _named_too(scene, Moment(after + 1, scene.days(-2), "day", "relative", "day-before-yesterday"))


def _tomorrow(scene: Scene, index: int) -> Moment | None:
    return _named_too(scene, Moment(index + 1, scene.days(1), "day", "relative", "tomorrow"))


def _after_tomorrow(scene: Scene, index: int) -> Moment | None:
    if scene.at(index + 1) not in ("غد", "الغد", "غدا"):
        return None
    return _named_too(scene, Moment(index + 2, scene.days(2), "day", "relative", "day-after-tomorrow"))


def _tonight(scene: Scene, index: int) -> Moment | None:
    following = scene.at(index + 1)
    if _DIRECTIONS.get(following) == "past":
        return Moment(index + 2, scene.days(-1, 0), "day", "relative", "last-night")
    if scene.at(index - 1) in ("تلك", "كل") or following in _SAME or following in ("التي", "الواحده", "الفاصله"):
        return None
    return Moment(index + 1, scene.days(0), "day", "relative", "tonight")


def _this(scene: Scene, index: int) -> Moment | None:
    following = scene.at(index + 1)
    if following in ("اليوم", "الصباح", "المساء", "الفجر", "الليله", "الظهر"):
        return Moment(index + 2, scene.days(0), "day", "relative", "today")
    if following in _WEEK or following in _MONTH or following in _YEAR_DEFINITE:
        return _unit(scene, index + 1, "current", 0, index + 2)
    return None


def _named_too(scene: Scene, moment: Moment) -> Moment:
    """Take in the weekday or date that says the same day again («أمس الخميس»), and let it correct the day."""
    after = moment.after
    if scene.at(after) in ("،", ",") and scene.at(after + 1) in WEEKDAYS:
        after += 1
    if scene.at(after) in ("يوم", "نهار"):
        after += 1
    weekday = WEEKDAYS.get(scene.at(after)) if not scene.at(after).startswith("و") else None
    if weekday is not None:
        named = _weekday(scene, after)
        if named is None or named.sort == "pair":
            return moment
        if named.sort == "dated":
            return replace(named, rule=f"{moment.rule}-dated")
        if moment.window is None or scene.published is None:
            return replace(moment, after=named.after)
        if moment.window[0].weekday() != weekday:
            # The weekday was written by hand on the day; the date of publication may be the next day's.
            near = min((moment.window[0] + dt.timedelta(days=step) for step in range(-3, 4)), key=lambda found: found.weekday() != weekday)
            return replace(moment, after=named.after, window=(near, near), rule=f"{moment.rule}-by-weekday")
        return replace(moment, after=named.after)
    if scene.at(after).isdigit() or scene.at(after) in ("ال", *_CORRESPONDING):
        dated = _date_after(scene, after)
        if dated is not None:
            return replace(dated, rule=f"{moment.rule}-dated")
    return moment


# --- weekdays ------------------------------------------------------------------------------------------------------


def _weekday(scene: Scene, index: int) -> Moment | None:
    weekday = WEEKDAYS[scene.at(index)]
    after = index + 1
    dated = _date_after(scene, after, weekday)
    if dated is not None:
        return dated
    pair = after + 1 if scene.at(after) in _PAIR_SIGNS else after
    if WEEKDAYS.get(scene.at(pair)) == (weekday + 1) % 7 and not scene.at(pair).startswith(("و", "ل")):
        direction, _, after = _direction(scene, pair + 1)
        if scene.published is None:
            return Moment(after, None, "day", "pair", "night-between")
        first = weekday_near(weekday, scene.published, direction)
        return Moment(after, (first, first + dt.timedelta(days=1)), "day", "pair", "night-between")
    if scene.at(after) == "من" and (week := _week_told(scene, after + 1)) is not None:
        weeks, after = week
        if scene.published is None:
            return Moment(after, None, "day", "weekday", "weekday-of-week")
        found = week_of(scene.published, weeks)[0] + dt.timedelta(days=(weekday + 1) % 7)
        return Moment(after, (found, found), "day", "weekday", "weekday-of-week")
    direction, further, after = _direction(scene, after)
    if scene.published is None:
        return Moment(after, None, "day", "weekday", "weekday", full=direction is not None)
    found = weekday_near(weekday, scene.published, None if direction == "current" else direction)
    found -= dt.timedelta(weeks=further)
    return Moment(after, (found, found), "day", "weekday", "weekday", full=direction is not None)


def _week_told(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return how many weeks away the week named here is («الأسبوع الماضي» −1) and the index after it."""
    if scene.at(index) in _THIS and scene.at(index + 1) in _WEEK:
        return 0, index + 2
    if scene.at(index) not in _WEEK:
        return None
    direction, further, after = _direction(scene, index + 1)
    return None if direction is None else ({"past": -1, "current": 0, "future": 1}[direction] - further, after)


def _date_after(scene: Scene, index: int, weekday: int | None = None) -> Moment | None:
    """Return the full date that follows a weekday, through a comma, «الموافق» or «في»."""
    if scene.at(index) in ("،", ",", "("):
        index += 1
    if scene.at(index) in _CORRESPONDING:
        index += 1
    if scene.at(index) in ("في", "ل", "يوم"):
        index += 1
    if scene.at(index).isdigit() or scene.at(index) in ("ال", "لل") or scene.at(index) in ORDINALS:
        return _numeric(scene, index, weekday) or _dated(scene, index, weekday)
    return None


def _day_word(scene: Scene, index: int) -> Moment | None:
    following = scene.at(index + 1)
    if following == "غد":
        return _tomorrow(scene, index + 1)
    if following in _THIS or following in _YESTERDAY or following in WEEKDAYS or following.isdigit():
        return read_moment(scene, index + 1)
    if following in ("ال", *_FIRST) or following in ORDINALS or following in ("اليوم", ":"):
        return read_moment(scene, index + 1 + (following == ":"))
    return None


# --- weeks, months, years ------------------------------------------------------------------------------------------


def _unit_word(scene: Scene, index: int) -> Moment | None:
    year = _bare_year(scene, index + 1) if scene.at(index) in _YEAR else None
    if year is not None:
        return year
    if scene.at(index) in _YEAR and scene.at(index) not in _YEAR_DEFINITE:
        return None
    direction, further, after = _direction(scene, index + 1)
    return None if direction is None else _unit(scene, index, direction, further, after)


def _unit(scene: Scene, index: int, direction: Direction, further: int, after: int) -> Moment:
    """Return the week, month or year before, at or after publication."""
    word, published = scene.at(index), scene.published
    step = {"past": -1, "current": 0, "future": 1}[direction] - further
    sort: Sort = "week" if word in _WEEK else "month" if word in _MONTH else "year"
    precision: Precision = "week" if sort == "week" else "month"
    if published is None:
        return Moment(after, None, precision, sort, f"{direction}-{sort}")
    if sort == "week":
        window = week_of(published, step)
    elif sort == "month":
        shifted = shift_months(published, step)
        window = month_window(shifted.year, shifted.month)
    else:
        window = dt.date(published.year + step, 1, 1), dt.date(published.year + step, 12, 31)
    if step == 0:
        window = window[0], published
    return Moment(after, window, precision, sort, f"{direction}-{sort}")


def _bare_year(scene: Scene, index: int) -> Moment | None:
    year = _year(scene.at(index))
    if year is None:
        return None
    after = index + 2 if scene.at(index + 1) == "م" else index + 1
    return Moment(after, (dt.date(year, 1, 1), dt.date(year, 12, 31)), "month", "year", "year", full=False)


def _year(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100 else None


def _part(scene: Scene, index: int) -> Moment | None:
    """Read «مطلع», «منتصف», «أواخر» of a week, month or year."""
    part, inner = _PARTS[scene.at(index)], index + 1
    whole = read_moment(scene, inner)
    if whole is None and (scene.at(inner) in _WEEK or scene.at(inner) in _MONTH or scene.at(inner) in _YEAR_DEFINITE):
        whole = _unit(scene, inner, "current", 0, inner + 1)
    if whole is None or whole.sort not in ("week", "month", "year"):
        return None
    if whole.window is None:
        return replace(whole, rule=f"{part}-{whole.sort}")
    first, last = whole.window
    if whole.rule.startswith("current") or last == scene.published:
        last = {"week": week_of(first)[1], "month": month_window(first.year, first.month)[1]}.get(
            whole.sort, dt.date(first.year, 12, 31)
        )
    if whole.sort == "year":
        bounds = {"early": (1, 3), "middle": (5, 8), "late": (10, 12)}[part]
        window = dt.date(first.year, bounds[0], 1), month_window(first.year, bounds[1])[1]
    else:
        length = 3 if whole.sort == "week" else 10
        middle = first + dt.timedelta(days=2 if whole.sort == "week" else 10)
        window = {
            "early": (first, first + dt.timedelta(days=length - 1)),
            "middle": (middle, middle + dt.timedelta(days=length - 1)),
            "late": (last - dt.timedelta(days=2) if whole.sort == "week" else first + dt.timedelta(days=20), last),
        }[part]
    if scene.published is not None and window[0] <= scene.published < window[1]:
        window = window[0], scene.published
    precision: Precision = "week" if whole.sort == "week" else "month"
    return Moment(whole.after, window, precision, whole.sort, f"{part}-{whole.sort}")


def _season(scene: Scene, index: int) -> Moment | None:
    if scene.at(index) in MONTH_STARTS and (month := read_month(scene.words, index)) is not None:
        return _month_alone(scene, index) if month else None
    inner = index + 1
    whole = read_moment(scene, inner) if _year(scene.at(inner)) or scene.at(inner) in _YEAR else None
    if whole is None or whole.sort != "year":
        return None
    month = int(_SEASONS[scene.at(index)])
    if whole.window is None:
        return replace(whole, rule="season")
    first = dt.date(whole.window[0].year, month, 1)
    last_of = shift_months(first, 2)
    return Moment(whole.after, (first, month_window(last_of.year, last_of.month)[1]), "month", "month", "season")


# --- calendar dates ------------------------------------------------------------------------------------------------


def _day_number(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return a day of the month and the index after it: «17», «الـ 17», «السابع عشر», «غرة»."""
    if scene.at(index) in ARTICLES and scene.at(index + 1).isdigit():
        index += 1
    word = scene.at(index)
    if word.isdigit():
        return (int(word), index + 1) if len(word) <= 2 and 1 <= int(word) <= 31 else None
    if word in ("غره", "بغره", "وغره"):
        return 1, index + 1
    ordinal = read_ordinal(scene.words, index)
    return ordinal if ordinal is not None and ordinal[0] <= 31 else None


def _dated(scene: Scene, index: int, weekday: int | None = None) -> Moment | None:
    """Read a day of a month: «17 أكتوبر», «الـ 23 من تشرين الأول/أكتوبر 2023», «17 من الشهر الماضي»."""
    number = _day_number(scene, index)
    if number is None:
        return None
    value, after = number
    of = scene.at(after) == "من"
    if of:
        after += 1
        if scene.at(after) in _MONTH or (scene.at(after) in _THIS and scene.at(after + 1) in _MONTH):
            return _day_of_told_month(scene, value, after)
        if scene.at(after) in _YESTERDAY and value == 1:
            return _named_too(scene, Moment(after + 1, scene.days(-2), "day", "relative", "day-before-yesterday"))
    if scene.at(after) in ("شهر", "لشهر"):
        after += 1
    return _of_month(scene, after, value, weekday)


def _day_of_told_month(scene: Scene, value: int, after: int) -> Moment | None:
    if scene.at(after) in _THIS:
        after += 1
    direction, further, end = _direction(scene, after + 1)
    if scene.at(after + 1) in _SAME and scene.said is not None:
        found = day(scene.said.year, scene.said.month, value)
        return Moment(after + 2, (found, found) if found else None, "day", "dated", "day-of-month-told-before")
    month = _unit(scene, after, direction or "current", further, end)
    if month.window is None:
        return Moment(end, None, "day", "dated", "day-of-month")
    found = day(month.window[0].year, month.window[0].month, value)
    return Moment(end, (found, found) if found else None, "day", "dated", "day-of-month")


def _of_month(scene: Scene, index: int, number: int | None, weekday: int | None = None) -> Moment | None:
    """Read a month, its second name, year and direction; `number` is the day told before it."""
    month = read_month(scene.words, index)
    if month is None:
        return None
    value, role, after = month
    after = _second_name(scene, value, after)
    year, after = _year_told(scene, after, hijri=role == "hijri")
    direction, further = None, 0
    if year is None:
        direction, further, after = _direction(scene, after)
        if direction is None and scene.at(after) == "من" and scene.published is not None:
            whole = read_moment(scene, after + 1)
            if whole is not None and whole.sort == "year" and whole.window is not None:
                year, after = whole.window[0].year, whole.after
    full = year is not None or direction is not None
    precision: Precision = "day" if number is not None else "month"
    sort: Sort = "dated" if number is not None else "month"
    if role == "hijri":
        moment = Moment(after, _hijri(scene, year, value, number, weekday), precision, sort, "hijri", full)
        other = _date_after(scene, after) if scene.at(after) in (*_CORRESPONDING, "(") else None
        return moment if other is None else replace(other, rule="hijri-and-gregorian")
    window = _gregorian(scene, year, value, number, direction, weekday)
    if further and window is not None:
        window = tuple(shift_months(bound, -12) for bound in window)  # type: ignore[assignment]
    moment = Moment(after, window, precision, sort, "day-month" if number else "month", full, None if year else (value, number))
    if scene.at(after) in _CORRESPONDING:
        other = _date_after(scene, after)
        return moment if other is None else replace(moment, after=other.after)
    return moment


def _second_name(scene: Scene, month: int, after: int) -> int:
    """Return the index after the month's second name, if one follows: «/أكتوبر», «(أكتوبر)», «- أكتوبر»."""
    sign = scene.at(after) in ("/", "-", "–", "(", "\\", "،", "او")
    second = read_month(scene.words, after + sign)
    if second is None or second[0] != month:
        return after
    return second[2] + 1 if scene.at(after) == "(" and scene.at(second[2]) == ")" else second[2]


def _year_told(scene: Scene, after: int, hijri: bool) -> tuple[int | None, int]:
    """Return the year that follows a month and the index after it."""
    begin = after
    while scene.at(after) in _OF_YEAR and after - begin < 2:
        after += 1
    word = scene.at(after)
    low, high = (1300, 1500) if hijri else (1900, 2100)
    if len(word) != 4 or not word.isdigit() or not low <= int(word) <= high:
        return None, begin
    glued_h = hijri and scene.at(after + 1).startswith("ه") and len(scene.at(after + 1)) == 1
    return int(word), after + 2 if scene.at(after + 1) in _ERA or glued_h else after + 1


def _gregorian(
    scene: Scene, year: int | None, month: int, number: int | None, direction: Direction | None, weekday: int | None
) -> Window | None:
    published = scene.published
    if year is not None:
        if number is None:
            return month_window(year, month)
        found = day(year, month, number)
        return None if found is None else (found, found)
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


def _month_alone(scene: Scene, index: int) -> Moment | None:
    """Read a month without a day. Names that are also ordinary words need a cue beside them."""
    month = read_month(scene.words, index)
    if month is None:
        return None
    if month[1] == "month_latin":
        return _latin(scene, index, month)
    moment = _of_month(scene, index, None)
    before = scene.at(index - 1)
    if moment is None or moment.full:
        return moment
    paired = moment.after > month[2]
    cued = before in _CUED_MONTH or scene.at(index).startswith(("بين", "في"))
    if month[1] == "hijri":
        return moment if before in ("شهر", "لشهر", "بشهر", "وشهر") else None
    if month[1] == "month_weak":
        return moment if paired or before in ("شهر", "لشهر") or (cued and scene.at(index) != "اب") else None
    return moment if paired or cued or scene.at(index).startswith("و") else None


def _month_word(scene: Scene, index: int) -> Moment | None:
    """Read «شهر أكتوبر»."""
    return _month_alone(scene, index + 1) if scene.at(index + 1) in MONTH_STARTS else None


def _latin(scene: Scene, index: int, month: tuple[int, str, int]) -> Moment | None:
    """Read «October 21, 2023», the date line of an embedded post."""
    after = month[2] + (scene.at(month[2]) == ".")
    word = scene.at(after)
    if not (word.isdigit() and len(word) <= 2):
        year = _year(word)
        return None if year is None else Moment(after + 1, month_window(year, month[0]), "month", "month", "month")
    after += 1 + (scene.at(after + 1) in ("st", "nd", "rd", "th"))
    year = _year(scene.at(after + (scene.at(after) == ",")))
    if year is None:
        return None
    found = day(year, month[0], int(word))
    window = None if found is None else (found, found)
    return Moment(after + 1 + (scene.at(after) == ","), window, "day", "dated", "latin-date")


def _numeric(scene: Scene, index: int, weekday: int | None = None) -> Moment | None:
    """Read «2023/10/29», «29-10-2023», «24 / 3 / 2024», «29.10.2023»; «28/10» only behind a date word."""
    words, sign = scene.words, scene.at(index + 1)
    if sign not in ("/", "-", ".", "–"):
        return None
    first, second = scene.at(index), scene.at(index + 2)
    if not second.isdigit() or len(second) > 2:
        return None
    spaced = words[index].end != words[index + 1].start or words[index + 1].end != words[index + 2].start
    if spaced and sign != "/":
        return None
    if scene.at(index + 3) == sign and scene.at(index + 4).isdigit():
        found = _calendar_day(first, second, scene.at(index + 4), sign)
        if found is None:
            return None
        after = index + 6 if scene.at(index + 5) in ("م", "هـ") else index + 5
        return Moment(after, (found, found), "day", "dated", "numeric-date")
    before = scene.at(index - 1)
    if sign != "/" or spaced or not (weekday is not None or before in _SLASH_DATE_CUES or before in WEEKDAYS):
        return None
    if len(first) > 2 or not 1 <= int(second) <= 12 or not 1 <= int(first) <= 31 or scene.at(index + 3) == "/":
        return None
    window = _gregorian(scene, None, int(second), int(first), None, weekday)
    return Moment(index + 3, window, "day", "dated", "numeric-day-month", month_day=(int(second), int(first)))


def _calendar_day(first: str, second: str, third: str, sign: str) -> dt.date | None:
    """Return the day of three numbers: year first, or day first, or month first where only that exists."""
    if _year(first) is not None and len(third) <= 2:
        return day(int(first), int(second), int(third)) or day(int(first), int(third), int(second))
    year = _year(third)
    if year is None and len(third) == 2 and sign == "/" and len(first) <= 2:
        year = 2000 + int(third)
    if year is None or len(first) > 2:
        return None
    return day(year, int(second), int(first)) or day(year, int(first), int(second))


_READERS: dict[str, Callable[[Scene, int], Moment | None]] = {}
for _words, _reader in (
    (MONTH_STARTS, _month_alone),
    (ORDINALS, _dated),
    (ARTICLES, _dated),
    (("غره", "بغره", "وغره"), _dated),
    (_TODAY, _today),
    (_YESTERDAY, _yesterday),
    (_FIRST, _day_before_yesterday),
    (_BEFORE, _day_before_yesterday),
    (_TOMORROW, _tomorrow),
    (("بعد", "وبعد"), _after_tomorrow),
    (_TONIGHT, _tonight),
    (_THIS, _this),
    (WEEKDAYS, _weekday),
    (_DAY_WORDS, _day_word),
    (_WEEK | _MONTH | _YEAR, _unit_word),
    (word_set("شهر", CLITICS), _month_word),
    (_PARTS, _part),
    (_SEASONS, _season),
):
    _READERS.update(dict.fromkeys(_words, _reader))
