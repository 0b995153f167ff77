"""Lengths of time: how long ago («قبل ثلاثة أيام»), how long from a day told before («وبعد ذلك بيومين»), and stretches
up to now («خلال الأيام الثلاثة الماضية»).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from extract.calendar import MONTH_STARTS, WEEKDAYS, Window, shift_months
from extract.numerals import STARTS, read_number
from extract.scene import JUST_BEFORE, POINTED_BACK, THAT, THIS, Moment, Precision, Scene, is_past
from extract.words import ARTICLES, CLITICS, word_set

Unit = Literal["minute", "hour", "day", "week", "month", "year"]

_ONE: dict[str, Unit] = {}
_TWO: dict[str, Unit] = {}
_MANY: dict[str, Unit] = {}
for _unit, _one, _two, _many in (
    ("minute", "دقيقة", "دقيقتين", "دقائق لحظات"),
    ("hour", "ساعة", "ساعتين", "ساعات"),
    ("day", "يوم يوما", "يومين", "أيام"),
    ("week", "أسبوع أسبوعا", "أسبوعين", "أسابيع"),
    ("month", "شهر شهرا", "شهرين", "أشهر شهور"),
    ("year", "عام سنة عاما", "عامين سنتين", "أعوام سنوات سنين عقود"),
):
    for _table, _words in ((_ONE, _one), (_TWO, _two), (_MANY, _many)):
        _table.update(dict.fromkeys(word_set(_words), _unit))  # type: ignore[arg-type]
_ANY = _ONE | _TWO | _MANY
_DEFINITE = {article + word: unit for word, unit in _ANY.items() for article in ("ال", "وال", "بال", "لل")}
_ABOUT = word_set("نحو حوالي قرابة زهاء أكثر أقل من عن بضعة عدة بضع قليل")
_FEW = word_set("قليلة عدة معدودة قليل فقط مضت خلت")
_THE_FEW = word_set("القليلة القلائل المعدودة")
_LAST = word_set("آخر وآخر بآخر")

# What a plural without a number spans: from, to (days before publication), and how exact that is. Beyond weeks the
# words say only that it is long ago.
_VAGUE_AGO: dict[Unit, tuple[int, int, Precision]] = {
    "minute": (0, 0, "day"),
    "hour": (-1, 0, "day"),
    "day": (-7, -1, "week"),
    "week": (-42, -8, "month"),
}
_VAGUE_SPAN: dict[Unit, tuple[int, int, Precision]] = {
    "minute": (0, 0, "day"),
    "hour": (-1, 0, "day"),
    "day": (-7, 0, "week"),
    "week": (-42, 0, "month"),
}
_PRECISION: dict[Unit, Precision] = {
    "minute": "day",
    "hour": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "month",
}
SPAN_OPENERS = frozenset(_DEFINITE) | _LAST
"""Folded words that can open a stretch of time up to now; digits and definite numbers can too."""
_SIGNS = {word: sign for said, sign in (("بعد", 1), ("قبل", -1)) for word in word_set(said, CLITICS)}
_SIGNS_OF_IT = {
    word: sign for said, sign in (("بعده بعدها", 1), ("قبله قبلها", -1)) for word in word_set(said, ("و", "ف"))
}
_AND_THEN = word_set("ثم وثم")
_EVENTS = word_set("الحادثة الحادث الهجوم الضربة الغارة القصف العملية الانفجار التفجير الاستهداف الاغتيال")
_ATTACKS = word_set("قصف هجوم هجمة ضربة ضربات غارة غارات استهداف تفجير انفجار اغتيال سقوط مقتل تعرض تعرضها تعرضه")
_FOLLOWING = re.compile(r"[وف]?(?:اتبع|تبع|تلا|تلت|اعقب|عقب|عاد|عاود)\w{0,4}")
_COMES = frozenset({"ياتي", "وياتي", "تاتي", "وتاتي"})
"""«ويأتي ذلك بعد يومين من …»: counted back from publication."""
_HAPPENING = word_set("وقوع حدوث تنفيذ")
_DAYS = word_set("اليوم التاريخ الحين")
_UNBROKEN = word_set("فقط متتاليين متواصلين متتالية متواصلة كاملين كاملة")
_GOES_ON = word_set("من على عن في سوف")
_WHICH = word_set("على في ضد من عند قرب داخل شمال جنوب شرق غرب")
_LAST_YEAR = 2100  # as in `year_number`
BEFORE_WHAT_HAPPENED = "before-what-happened"
"""The rule that dates the attack told behind the phrase, not the one before it."""
COUNT_OPENERS = frozenset(_SIGNS) | frozenset(_SIGNS_OF_IT)
"""Folded words that can begin a distance from a day told before."""


def read_ago(scene: Scene, index: int) -> Moment | None:
    """Read what follows «قبل» or «منذ» as a distance back from publication; None for anything else.

    A distance from another event («قبل يومين من وصول الوفد») is none.
    """
    after = index
    while scene.at(after) in _ABOUT and scene.at(after) != "قليل":
        after += 1
    if scene.at(after) == "قليل":
        return Moment(after + 1, scene.days(0), "day", "relative", "just-now")
    told = _amount(scene, after)
    if told is None:
        return None
    amount, unit, after = told
    while scene.at(after) in _FEW:
        after += 1
    if scene.at(after) in ("من", "علي") and scene.at(after + 1) != "الان":
        return None
    if amount == 1 and _dated_unit(scene, after):
        return None
    if amount is None and unit not in _VAGUE_AGO:
        return Moment(after, None, "month", "relative", "long-ago")
    exactness = _exactness(_VAGUE_AGO, amount, unit)
    return Moment(after, _back(scene, amount, unit), exactness, "relative", f"{unit}s-ago")


def _amount(scene: Scene, index: int, bare: str | None = None) -> tuple[int | None, Unit, int] | None:
    """Return an amount (None for «أيام»), its unit and the index after it; `bare` is the word without a particle."""
    word = scene.at(index) if bare is None else bare
    if word in _TWO:
        return 2, _TWO[word], index + 1
    if word in _ONE:
        return 1, _ONE[word], index + (2 if scene.at(index + 1) in ("واحد", "واحده") else 1)
    if word in _MANY:
        return None, _MANY[word], index + 1
    number = read_number(scene.words, index) if word.isdecimal() or word in STARTS else None
    if number is not None and (unit := _ANY.get(scene.at(number[1]))) is not None:
        return number[0], unit, number[1] + 1
    return None


def read_counted(scene: Scene, index: int) -> Moment | None:
    """Read a distance from the day told before; None for anything else, and when no day was told or not near enough.

    «وبعدها بيومين», «قبل ذلك بيوم» and «بعد يومين من ذلك» point back to it by their words; «قبل الهجوم بيومين» and
    «وبعد يومين» only by what stands before them.
    """
    word, at = scene.at(index), index + 1
    if word in _SIGNS_OF_IT:
        return _from_told(scene, index, _SIGNS_OF_IT[word], _by_amount(scene, at), POINTED_BACK)
    sign = _SIGNS[word]
    if scene.at(at) in THAT or scene.at(at) in THIS:
        at += 1 + (scene.at(at + 1) in _DAYS or scene.at(at + 1) in _EVENTS)
        return _from_told(scene, index, sign, _by_amount(scene, at), POINTED_BACK)
    if scene.at(at) in _EVENTS:
        return _from_told(scene, index, sign, _by_amount(scene, at + 1), JUST_BEFORE)
    told = _amount(scene, at)
    if told is None or (told[0] == 1 and _dated_unit(scene, told[2])):
        return None
    amount, unit, after = told
    while scene.at(after) in _UNBROKEN:
        after += 1
    if scene.at(after) in ("من", "علي"):
        told = amount, unit, after + 1
        return _from_what(scene, index, sign, told) or (_before_what_happened(scene, told) if sign > 0 else None)
    goes_on = scene.at(after) in _GOES_ON or (amount == 1 and scene.at(after + 1) == "من") or _is_future(scene, after)
    headed = scene.at(index - 1) == ":"  # «الرد: بعد يومين أغارت …»
    follows = headed or _FOLLOWING.fullmatch(scene.at(index - 1)) is not None  # «وأتبعتها بعد يوم بغارتين»
    if sign < 0 or goes_on or not (follows or word.startswith(("و", "ف")) or scene.at(index - 1) in _AND_THEN):
        return None
    return _from_told(scene, index, sign, (amount, unit, after), POINTED_BACK if headed else JUST_BEFORE)


def _from_what(scene: Scene, index: int, sign: int, told: tuple[int | None, Unit, int]) -> Moment | None:
    """Read what follows «بعد يومين من»: «ذلك», «ذلك اليوم», «الهجوم» where nothing says which one."""
    amount, unit, at = told
    if scene.at(at) in THAT:
        after = at + 1 + (scene.at(at + 1) in _DAYS or scene.at(at + 1) in _EVENTS)
        return _from_told(scene, index, sign, (amount, unit, after), POINTED_BACK)
    after = at + (scene.at(at) in _HAPPENING) + 1
    which = scene.at(after)
    if scene.at(after - 1) not in _EVENTS or which in _WHICH or which.startswith(("ال", "لل", "ب")):
        return None
    return _from_told(scene, index, sign, (amount, unit, after), JUST_BEFORE)


def _before_what_happened(scene: Scene, distance: tuple[int | None, Unit, int]) -> Moment | None:
    """Read «بعد خمسة أيام من | قصف محيط القرية» as the day of that attack: counted back from what came after it.

    That is the day told just before, else publication.
    """
    amount, unit, at = distance
    if amount is None or unit not in ("day", "week") or scene.published is None or scene.at(at) not in _ATTACKS:
        return None
    told = scene.told
    near = told.days is not None and told.coarse_end <= told.days_end and scene.near(told.days_end, at, POINTED_BACK)
    near = near and not any(scene.at(before) in _COMES for before in range(at - 8, at - 2))
    of = told.days if near and told.days is not None else (scene.published - dt.timedelta(days=1), scene.published)
    first, last = _far(of[0], amount, unit), _far(of[1], amount, unit)
    if first is None or last is None:
        return None
    return Moment(at, (first[0], last[1]), _PRECISION[unit], "relative", BEFORE_WHAT_HAPPENED)


def _by_amount(scene: Scene, index: int) -> tuple[int | None, Unit, int] | None:
    """Read «بيومين», «بثلاثة أيام», «بـ5 أيام»."""
    word = scene.at(index)
    if not word.startswith("ب"):
        return None
    told = _amount(scene, index + 1) if word == "ب" else _amount(scene, index, word.removeprefix("ب"))
    return None if told is None or (told[0] == 1 and _dated_unit(scene, told[2])) else told


def _from_told(
    scene: Scene, index: int, sign: int, distance: tuple[int | None, Unit, int] | None, sentences: int
) -> Moment | None:
    """Count a distance from the day told before; None where the words leave either open."""
    told, published = scene.told, scene.published
    if distance is None or told.days is None or told.coarse_end > told.days_end:
        return None
    amount, unit, after = distance
    if amount is None or unit == "minute" or (unit == "hour" and amount < 24):
        return None
    if not scene.near(told.days_end, index, sentences):
        return None
    if sentences == JUST_BEFORE and published is not None and told.days[1] >= published:
        return None  # «قال اليوم، بعد يومين من الهجوم»: the day of the statement
    window = _far(told.days[1] if sign > 0 else told.days[0], -sign * amount, unit)
    if window is None or window[0].year > _LAST_YEAR or (sign > 0 and published is not None and window[0] > published):
        return None
    return Moment(after, window, _PRECISION[unit], "relative", "day-told-before:counted")


def _is_future(scene: Scene, index: int) -> bool:
    """Tell whether a word is a verb of what will be («ستصل»)."""
    word = scene.at(index)
    return word.startswith(("سي", "ست", "سن")) and word not in STARTS and not word.startswith("سيار")


def _dated_unit(scene: Scene, after: int) -> bool:
    """Tell whether the unit before belongs to a name: «شهر رمضان», «عام 2014», «يوم الثلاثاء»."""
    word = scene.at(after)
    return word.isdecimal() or word in MONTH_STARTS or word in WEEKDAYS or word in ("امس", "غد", "ال")


def _back(scene: Scene, amount: int | None, unit: Unit) -> Window | None:
    if scene.published is None:
        return None
    if amount is None:
        first, last, _ = _VAGUE_AGO[unit]
        return scene.days(first, last)
    if unit == "minute" or (unit == "hour" and amount < 24):
        return scene.days(-1 if unit == "hour" else 0, 0)
    return _far(scene.published, amount, unit)


def _far(of: dt.date, amount: int, unit: Unit) -> Window | None:
    """Return the day some hours, days, weeks, months or years back, twice; None where the calendar has no such year."""
    try:
        if unit in ("month", "year"):
            found = shift_months(of, -amount * (12 if unit == "year" else 1))
        else:
            days = -(-amount // 24) if unit == "hour" else amount * (7 if unit == "week" else 1)
            found = of - dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return found, found


def _exactness(vague: dict[Unit, tuple[int, int, Precision]], amount: int | None, unit: Unit) -> Precision:
    return _PRECISION[unit] if amount is not None else vague[unit][2]


def read_span(scene: Scene, index: int) -> Moment | None:
    """Read a stretch of time that ends at publication; None for anything else.

    «الساعات الماضية» takes in the day before; «الأيام الماضية» a week; months and years without a number no window.
    """
    after = index + (scene.at(index) in _LAST)
    last = after > index
    if scene.at(after) in ARTICLES:
        after += 1
    told = _definite(scene, after) if not last else _amount(scene, after)
    if told is None:
        return None
    amount, unit, after = told
    if not last:
        if not is_past(scene.at(after)):
            return None
        after += 1
    if amount is None and unit not in _VAGUE_SPAN:
        return Moment(after, None, "month", "relative", "long-span")
    if scene.published is None:
        return Moment(after, None, _exactness(_VAGUE_SPAN, amount, unit), "relative", "span")
    if amount is None:
        first, end, _ = _VAGUE_SPAN[unit]
        window = scene.days(first, end)
    elif unit == "minute":
        window = scene.days(0)
    else:
        far = _far(scene.published, amount, unit)
        window = None if far is None else (far[0], scene.published)
    return Moment(after, window, _exactness(_VAGUE_SPAN, amount, unit), "relative", "span")


def _definite(scene: Scene, index: int) -> tuple[int | None, Unit, int] | None:
    """Read «الأيام», «الأيام الثلاثة», «اليومين», «24 ساعة», «الأربع والعشرين ساعة»."""
    word = scene.at(index)
    unit = _DEFINITE.get(word)
    if unit is None:
        return _amount(scene, index)
    after = index + 1
    if any(word.endswith(two) for two in _TWO):
        return 2, unit, after
    if word.endswith(tuple(_ONE)) and not word.endswith(tuple(_MANY)):
        return None  # «اليوم الماضي», «الأسبوع الماضي»: a day, a week
    if scene.at(after) in _THE_FEW:
        return None, unit, after + 1
    begin = after + (scene.at(after) in ("ال", "("))
    number = read_number(scene.words, begin) if scene.at(begin).isdecimal() or scene.at(begin) in STARTS else None
    if number is None:
        return None, unit, after
    return number[0], unit, number[1] + (scene.at(number[1]) == ")")
