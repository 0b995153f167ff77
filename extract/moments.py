"""Phrases that name one day, week, month or year, read word by word and resolved from the day of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from extract.calendar import (
    MONTH_STARTS,
    ORDINALS,
    WEEKDAYS,
    forms,
    month_window,
    part_of,
    read_month,
    shift_months,
    week_of,
    weekday_near,
)
from extract.monthdays import (
    FEAST_STARTS,
    FIRST_OF_MONTH,
    date_after,
    read_date,
    read_feast,
    read_month_alone,
    read_of_month,
)
from extract.scene import (
    MONTH,
    NEXT,
    PREVIOUS,
    SAME_BEFORE,
    THAT,
    THAT_DAY,
    THIS,
    WEEK,
    YEAR,
    Moment,
    Precision,
    Scene,
    beside_told,
    next_weekday,
    read_back,
    read_direction,
    read_year,
    unit_window,
    weekday_before,
)
from extract.words import ARTICLES, CLITICS, word_set

_PARTS = forms("part", CLITICS)
_SEASONS = forms("season", CLITICS)
_TODAY = word_set("اليوم واليوم فاليوم لليوم")
_YESTERDAY = word_set("أمس الأمس البارحة", CLITICS) | word_set("بالأمس للأمس وبالأمس والأمس فبالأمس")
_TOMORROW = word_set("غدا الغد", CLITICS)
_TONIGHT = word_set("الليلة والليلة")
_DAY_WORDS = word_set("يوم نهار تاريخ", CLITICS)
_FIRST = word_set("أول", CLITICS)
_BEFORE = word_set("قبل", CLITICS)
_AFTER = word_set("بعد", CLITICS)
_TIMES_OF_TODAY = word_set("اليوم الصباح المساء الفجر الليلة الظهر")
# After «اليوم» these make it a counted, named or other day; before it, an outlet's name.
_NOT_TODAY_BEFORE = word_set("كل طوال طيلة صحيفة جريدة موقع رأي أخبار إسرائيل المصري") | THAT | SAME_BEFORE
_NOT_TODAY_AFTER = word_set("الواحد الوطني العالمي الدولي المقبل القادم الذي الأخير العاشر الحادي عشر") | frozenset(
    ORDINALS
)
_OUTLET_BEFORE = word_set("قناة وكالة موقع شبكة عن ل لقناة لوكالة لموقع مراسل مراسلة") | frozenset('"«“')
_PAIR_SIGNS = frozenset(("-", "–", "—", "/", "_", "الي", "علي"))
_NAMED_DAYS = _FIRST | FEAST_STARTS | frozenset(ORDINALS)
_HALVES = word_set("النصف الشطر")
_PRECEDED = word_set("سبق سبقه سبقها قبله قبلها")


def read_moment(scene: Scene, index: int) -> Moment | None:
    """Return the day, week, month or year named from a word on; None when none is."""
    if index not in scene.moments:
        scene.moments[index] = _read(scene, index)
    return scene.moments[index]


def _read(scene: Scene, index: int) -> Moment | None:
    word = scene.at(index)
    if word.isdecimal():
        return read_date(scene, index) or read_year(scene, index)
    reader = _READERS.get(word)
    return None if reader is None else reader(scene, index)


def _today(scene: Scene, index: int) -> Moment | None:
    before, following = scene.at(index - 1), scene.at(index + 1)
    if read_back(scene, index) is not None:
        return _back(scene, index)
    if following in NEXT or following in PREVIOUS:
        beside = beside_told(scene, index)
        return None if beside is None else _named_too(scene, beside)
    if before in _NOT_TODAY_BEFORE or following in _NOT_TODAY_AFTER or scene.at(index) == "لليوم":
        return None
    if before == "روسيا" and (scene.at(index - 2) in _OUTLET_BEFORE or following in ('"', "»", "”")):
        return None  # the broadcaster
    if (following == "ال" or following.isdecimal()) and read_date(scene, index + 1) is None:
        return None  # «اليوم الـ20»
    return _named_too(scene, Moment(index + 1, scene.days(0), "day", "relative", "today"))


def _back(scene: Scene, index: int) -> Moment | None:
    """Read a day, night, month or year told before; None when the text has told none."""
    back = read_back(scene, index)
    if back is None or back.window is None:
        return None
    return _named_too(scene, back) if back.precision == "day" else back


def _yesterday(scene: Scene, index: int) -> Moment | None:
    if scene.at(index + 1) == "القريب":
        return None
    if scene.at(index + 1) == "الاول" and read_date(scene, index + 1) is None:
        return _named_too(scene, Moment(index + 2, scene.days(-2), "day", "relative", "day-before-yesterday"))
    return _named_too(scene, Moment(index + 1, scene.days(-1), "day", "relative", "yesterday"))


def _day_before_yesterday(scene: Scene, index: int) -> Moment | None:
    after = index + 1 + (scene.at(index + 1) in ("من", "يوم"))
    if scene.at(after) not in _YESTERDAY:
        return None
    return _named_too(scene, Moment(after + 1, scene.days(-2), "day", "relative", "day-before-yesterday"))


def _ordinal(scene: Scene, index: int) -> Moment | None:
    if scene.at(index) == "الاول" and scene.at(index + 1) == "من" and scene.at(index + 2) in _YESTERDAY:
        return _day_before_yesterday(scene, index)
    return read_date(scene, index)


def _tomorrow(scene: Scene, index: int) -> Moment | None:
    return _named_too(scene, Moment(index + 1, scene.days(1), "day", "relative", "tomorrow"))


def _after_tomorrow(scene: Scene, index: int) -> Moment | None:
    if scene.at(index + 1) not in ("غد", "الغد", "غدا"):
        return None
    return _named_too(scene, Moment(index + 2, scene.days(2), "day", "relative", "day-after-tomorrow"))


def _tonight(scene: Scene, index: int) -> Moment | None:
    before, following = scene.at(index - 1), scene.at(index + 1)
    if read_back(scene, index) is not None:
        return _back(scene, index)
    if following in NEXT or following in PREVIOUS:
        return beside_told(scene, index)
    direction, further, after = read_direction(scene, index + 1)
    if direction == "past":
        return Moment(after, scene.days(-1 - further, -further), "day", "relative", "last-night")
    if before in THAT or before in SAME_BEFORE or before == "كل":
        return None
    if following in ("التي", "الواحده", "الفاصله", "الواقعه"):
        return None
    return Moment(index + 1, scene.days(0), "day", "relative", "tonight")


def _this(scene: Scene, index: int) -> Moment | None:
    following = scene.at(index + 1)
    if following in _TIMES_OF_TODAY:
        if scene.at(index - 1) == "مثل":
            return _day_of_other_year(scene, index + 2)
        return Moment(index + 2, scene.days(0), "day", "relative", "today")
    if following in WEEK or following in MONTH or following in YEAR:
        return unit_window(scene, index + 1, "current", 0, index + 2)
    return None


def _day_of_other_year(scene: Scene, after: int) -> Moment:
    """Read «في مثل هذا اليوم | من عام 2020»: the same day of another year, told in memory of it."""
    whole = read_year(scene, after + 1) if scene.at(after) == "من" else None
    if whole is None or whole.window is None or scene.published is None:
        return Moment(after if whole is None else whole.after, None, "day", "relative", "same-day-of-year")
    found = shift_months(scene.published, 12 * (whole.window[0].year - scene.published.year))
    return Moment(whole.after, (found, found), "day", "relative", "same-day-of-year")


def _named_too(scene: Scene, moment: Moment) -> Moment:
    """Take in the weekday or date that says the same day again («أمس الخميس»), and let it correct the day."""
    after = moment.after
    bracket = scene.at(after) == "("
    if (bracket or scene.at(after) in ("،", ",")) and scene.at(after + 1) in WEEKDAYS:
        after += 1
    if scene.at(after) in ("يوم", "نهار"):
        after += 1
    weekday = None if scene.at(after).startswith("و") else WEEKDAYS.get(scene.at(after))
    if weekday is None:
        dated = date_after(scene, after)
        return moment if dated is None else replace(dated, rule=f"{moment.rule}-dated")
    named = _weekday(scene, after)
    if named is None or named.sort == "pair":
        return moment
    if named.sort == "dated":
        return replace(named, rule=f"{moment.rule}-dated")
    end = named.after + (bracket and scene.at(named.after) == ")")
    if moment.window is None or moment.window[0].weekday() == weekday:
        return replace(moment, after=end)
    # The weekday was written on the day itself; the date of publication may be the next one, or wrong.
    found = min(
        (moment.window[0] + dt.timedelta(days=step) for step in (-3, -2, -1, 0, 1, 2, 3)),
        key=lambda at: at.weekday() != weekday,
    )
    return replace(moment, after=end, window=(found, found), rule=f"{moment.rule}-by-weekday")


def _weekday(scene: Scene, index: int) -> Moment | None:
    weekday = WEEKDAYS[scene.at(index)]
    after = index + 1
    if scene.at(after) == "معا":
        return None  # «الاثنين معا»: both
    dated = date_after(scene, after, weekday)
    if dated is not None:
        return dated
    pair = after + 1 if scene.at(after) in _PAIR_SIGNS else after
    if WEEKDAYS.get(scene.at(pair)) == (weekday + 1) % 7 and not scene.at(pair).startswith(("و", "ل")):
        direction, _, after = read_direction(scene, pair + 1)
        if scene.published is None:
            return Moment(after, None, "day", "pair", "night-between")
        first = weekday_near(weekday, scene.published, direction)
        if direction == "past" and first + dt.timedelta(days=1) == scene.published:
            first -= dt.timedelta(weeks=1)
        return Moment(after, (first, first + dt.timedelta(days=1)), "day", "pair", "night-between")
    if scene.at(after) == "من" and (week := _week(scene, after + 1)) is not None and week.rule != "week-of-month":
        window = None
        if week.window is not None:
            found = week_of(week.window[0])[0] + dt.timedelta(days=(weekday + 1) % 7)
            window = found, found
        return Moment(week.after, window, "day", "weekday", "weekday-of-week")
    if scene.at(after) in NEXT:
        return next_weekday(scene, weekday, after + 1)
    if scene.at(after) == "الذي" and scene.at(after + 1) in _PRECEDED:
        return weekday_before(scene, weekday, after + 2)
    direction, further, after = read_direction(scene, after)
    if scene.at(after) == "الموافق" and (dated := date_after(scene, after, weekday)) is not None:
        return dated
    if scene.published is None:
        return Moment(after, None, "day", "weekday", "weekday", full=direction is not None)
    # «00:02 السبت: …», «00:02 (السبت) – …»: a live blog has gone on into the next day
    bracket = scene.at(index - 1) == "("
    closed = scene.at(after) in ((")",) if bracket else (":", "-", "–", "—", "|"))
    stamped = scene.follows_an_hour(index - bracket) and closed and weekday == (scene.published.weekday() + 1) % 7
    direction = "future" if stamped else None if direction == "current" else direction
    found = weekday_near(weekday, scene.published, direction) - dt.timedelta(weeks=further)
    midnight = (
        scene.at(index - 1) in ("ليل", "ليله") and scene.at(index - 2) == "منتصف" and scene.at(index - 3) == "بعد"
    )
    if midnight and found < scene.published:  # «بعد منتصف ليل الجمعة»: by the clock it is Saturday
        return Moment(after, (found, found + dt.timedelta(days=1)), "day", "pair", "after-midnight")
    return Moment(after, (found, found), "day", "weekday", "stamp" if stamped else "weekday", full=bool(direction))


def _day_word(scene: Scene, index: int) -> Moment | None:
    """Read the day after «يوم»."""
    at = index + 1 + (scene.at(index + 1) == ":")
    following = scene.at(at)
    if following == "غد":
        return _tomorrow(scene, at)
    opens = following in THIS or following in _YESTERDAY or following in WEEKDAYS or following.isdecimal()
    if opens or following in ("ال", "اليوم") or following in _NAMED_DAYS:
        return read_moment(scene, at)
    return None


def _week(scene: Scene, index: int) -> Moment | None:
    """Read «الأسبوع الماضي», «هذا الأسبوع», «الأسبوع الأول من أكتوبر»."""
    if scene.at(index) in THIS and scene.at(index + 1) in WEEK:
        return unit_window(scene, index + 1, "current", 0, index + 2)
    if scene.at(index) not in WEEK:
        return None
    number = 5 if scene.at(index + 1) == "الاخير" else ORDINALS.get(scene.at(index + 1), 0)
    if 1 <= number <= 5 and scene.at(index + 2) == "من":
        return _slice_of_month(scene, index + 3, 7 * number - 6, 7 * number, "week", "week-of-month")
    direction, further, after = read_direction(scene, index + 1)
    return None if direction is None else unit_window(scene, index, direction, further, after)


def _half(scene: Scene, index: int) -> Moment | None:
    """Read «النصف الأول من أكتوبر»."""
    number = ORDINALS.get(scene.at(index + 1), 0)
    if number not in (1, 2) or scene.at(index + 2) != "من":
        return None
    first, last = (1, 15) if number == 1 else (16, 31)
    return _slice_of_month(scene, index + 3, first, last, "month", "half-of-month")


def _slice_of_month(scene: Scene, index: int, first: int, last: int, precision: Precision, rule: str) -> Moment | None:
    """Return some days of the month named at a word; from the fifth week on, the month's last seven days."""
    inner = index + (scene.at(index) == "شهر")
    whole = read_of_month(scene, inner, None, None) or _month_unit(scene, inner)
    if whole is None or whole.sort != "month":
        return None
    if whole.window is None:
        return replace(whole, precision=precision, sort="week", rule=rule)
    end = month_window(whole.window[0].year, whole.window[0].month)[1]
    start, stop = whole.window[0] + dt.timedelta(days=first - 1), whole.window[0] + dt.timedelta(days=last - 1)
    if precision == "week" and stop > end:
        start = end - dt.timedelta(days=6)
    return Moment(whole.after, (start, min(stop, end)), precision, "week", rule)


def _month_unit(scene: Scene, index: int) -> Moment | None:
    back = read_back(scene, index)
    if back is not None:
        return back if back.sort == "month" and back.window is not None else None
    if scene.at(index) not in MONTH:
        return None
    direction, further, after = read_direction(scene, index + 1)
    return None if direction is None else unit_window(scene, index, direction, further, after)


def _month_word(scene: Scene, index: int) -> Moment | None:
    """Read «شهر أكتوبر»."""
    return read_month_alone(scene, index + 1) if scene.at(index + 1) in MONTH_STARTS else None


def _part(scene: Scene, index: int) -> Moment | None:
    """Read «مطلع», «منتصف», «أواخر» of a week, month or year."""
    part, inner = _PARTS[scene.at(index)], index + 1
    whole = _whole(scene, inner)
    told = whole is not None
    if whole is None and (scene.at(inner) in WEEK or scene.at(inner) in MONTH or scene.at(inner) in YEAR):
        whole = unit_window(scene, inner, "current", 0, inner + 1)
    if whole is None or whole.sort not in ("week", "month", "year"):
        return None
    rule = f"{part}-{whole.sort}"
    if whole.window is None:
        return replace(whole, rule=rule)
    first, last = part_of(part, whole.window[0], whole.sort)
    published = scene.published
    if not told and published is not None and first > published:
        # «نهاية الأسبوع» without a direction, told before it has come, is the last one.
        earlier = unit_window(scene, inner, "past", 0, inner + 1)
        first, last = part_of(part, earlier.window[0] if earlier.window else first, whole.sort)
    if published is not None and first <= published < last:
        last = published
    return Moment(whole.after, (first, last), "week" if whole.sort == "week" else "month", whole.sort, rule)


def _whole(scene: Scene, index: int) -> Moment | None:
    """Read the week, month or year that a part is of."""
    if scene.at(index) == "شهر":
        return _month_word(scene, index)
    if scene.at(index) in MONTH_STARTS:
        return read_month_alone(scene, index)
    if scene.at(index) in THIS:
        return _this(scene, index)
    return _week(scene, index) or _month_unit(scene, index) or _year(scene, index)


def _year(scene: Scene, index: int) -> Moment | None:
    back = read_back(scene, index)
    if back is None:
        return read_year(scene, index)
    return back if back.sort == "year" and back.window is not None else None


def _season(scene: Scene, index: int) -> Moment | None:
    if read_month(scene.words, index) is not None:  # «ربيع الأول»
        return read_month_alone(scene, index)
    whole = _year(scene, index + 1)
    if whole is None or whole.window is None:
        return None
    first = dt.date(whole.window[0].year, int(_SEASONS[scene.at(index)]), 1)
    end = shift_months(first, 2)
    return Moment(whole.after, (first, month_window(end.year, end.month)[1]), "month", "month", "season")


_READERS: dict[str, Callable[[Scene, int], Moment | None]] = {}
for _words, _reader in (
    (MONTH_STARTS, read_month_alone),
    (ORDINALS, _ordinal),
    (ARTICLES, read_date),
    (FIRST_OF_MONTH, read_date),
    (_TODAY, _today),
    (_YESTERDAY, _yesterday),
    (_FIRST | _BEFORE, _day_before_yesterday),
    (_TOMORROW, _tomorrow),
    (_AFTER, _after_tomorrow),
    (_TONIGHT, _tonight),
    (THIS, _this),
    (WEEKDAYS, _weekday),
    (_DAY_WORDS, _day_word),
    (WEEK, _week),
    (_HALVES, _half),
    (MONTH, _month_unit),
    (THAT | THAT_DAY | SAME_BEFORE, _back),
    (FEAST_STARTS, read_feast),
    (YEAR | word_set("عام سنة", CLITICS), _year),
    (word_set("شهر", CLITICS), _month_word),
    (_PARTS, _part),
    (_SEASONS, _season),
):
    _READERS.update(dict.fromkeys(_words, _reader))

OPENERS = frozenset(_READERS)
"""Folded words that can begin a phrase that `read_moment` reads; digits can too."""
