"""Lengths of time: how long ago («قبل ثلاثة أيام»), and stretches up to now («خلال الأيام الثلاثة الماضية»)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from extract.calendar import MONTH_STARTS, WEEKDAYS, Window, shift_months
from extract.numerals import STARTS, read_number
from extract.scene import Moment, Precision, Scene, is_past
from extract.words import ARTICLES, word_set

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


def _amount(scene: Scene, index: int) -> tuple[int | None, Unit, int] | None:
    """Return an amount (None for «أيام»), its unit and the index after it."""
    word = scene.at(index)
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


def _far(published: dt.date, amount: int, unit: Unit) -> Window | None:
    """Return the day some hours, days, weeks, months or years back, twice; None before the first year."""
    try:
        if unit in ("month", "year"):
            found = shift_months(published, -amount * (12 if unit == "year" else 1))
        else:
            days = -(-amount // 24) if unit == "hour" else amount * (7 if unit == "week" else 1)
            found = published - dt.timedelta(days=days)
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
