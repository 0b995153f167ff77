"""Events of an article, and whether a draft tells one of them again: by its place, its days, its words.

«هجوم ثان» on the same base is another, «الهجوم» the same; what two speakers tell of one night is one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from extract.drafts import Draft
from geo.places import Place
from incidents.types import Certainty, TimePrecision

_THE_SAME = ("ذاتها", "ذاته", "نفسها", "نفسه")
_ALIKE = (frozenset({"night", "evening", "dawn"}), frozenset({"dawn", "morning"}), frozenset({"noon", "afternoon"}))
"""Parts of the day by which two speakers may tell one event."""

_TOLD_LATE = 7
"""Days between the day that an event seems to have, told as current news, and the one that its text gives later."""
_DATED_WITHIN = 2
"""Sentences behind an attack told by the day of who spoke of it in which its own day is told."""
Interval = tuple[dt.date, dt.date]


@dataclass
class When:
    """When an event happened, and how that is known."""

    interval: Interval | None
    """First and last possible day; None when undated."""
    precision: TimePrecision
    certainty: Certainty
    reason: str | None
    """Why it is not explicit."""


@dataclass
class Event:
    """Drafts of one event."""

    place: Place | None
    when: When
    drafts: list[Draft]

    @property
    def explicit(self) -> bool:
        """Whether a draft names the day itself."""
        return self.when.certainty == "explicit" and self.when.interval is not None


UNDATED = When(None, "undated", "explicit", None)


def set_apart(event: Event, draft: Draft) -> bool:
    """Return whether a draft says that it is another attack on the same place («هجوم ثان»), not the same told again."""
    if draft.definite or event.drafts[-1].sentence == draft.sentence:
        return False
    if draft.carried and draft.anaphor is not None and draft.anaphor.entry.form.endswith(_THE_SAME):
        return True  # «كما انفجرت عبوة بالمدينة ذاتها»
    if draft.soon_after and draft.anaphor is not None and draft.anaphor.entry.form.endswith(_THE_SAME):
        return True  # «وبعد ربع ساعة تعرض الحقل نفسه لمسيّرة ثانية»
    if draft.anaphor is not None and draft.anaphor.entry.form.endswith(_THE_SAME) and _at_another_hour(event, draft):
        return True  # «استهداف القاعدة ظهراً. استهداف القاعدة نفسها عصراً»
    if draft.again is None:
        return False
    return event.drafts[-1].again is None or draft.carried


def compatible(event: Event, draft: Draft, when: When) -> bool:
    """Return whether a draft of the event's place, at some time, may tell the event again."""
    if event.when.interval is None or when.interval is None:
        # An undated mention is the dated event told again if it says «the attack»; a pluperfect or a plain one in a
        # look back is another.
        if event.when.interval is None and when.interval is None:
            return True
        if draft.pluperfect and all(told.tells_of_the_same for told in event.drafts):
            return True  # «حصيلة القصف الذي استهدف أمس … وكان الحرس قد أطلق صواريخ على مقر شرق البلدة»
        return draft.definite or draft.anchored or _retold(event, draft)
    first, second = event.when.interval, when.interval
    dated = draft.date is not None and not draft.date_of_statement
    days_apart = max((first[0] - second[1]).days, (second[0] - first[1]).days)
    if draft.tells_of_the_same and dated and event.when.certainty == "inferred" and days_apart <= _TOLD_LATE:
        return True  # «رداً على هجوم استهدف القاعدة … وجاء في البيان أن الهجوم وقع الاثنين»
    if dated and event.when.certainty == "inferred" and days_apart <= _TOLD_LATE and _dates_at_last(event, draft):
        return True
    if draft.pluperfect and draft.date is not None and event.when.certainty != "explicit":
        return False  # «وكانت القاعدة قد تعرضت، السبت»: a step back from what is told as current
    if first[0] > second[1] or second[0] > first[1]:
        return False
    if (
        event.when.precision != when.precision
        and "day" in (event.when.precision, when.precision)
        and draft.date is not None
    ):
        return (first[1] - first[0]).days <= 7 and (second[1] - second[0]).days <= 7
    return not _another_part_of_the_day(event, draft)


def _dates_at_last(event: Event, draft: Draft) -> bool:
    """Whether a draft gives the day of an attack that the sentences before told by the day of who spoke of it.

    «قال مسؤول، الأربعاء، إن عدد المصابين في الهجوم على القاعدة ارتفع … وكان صاروخان قد سقطا مساء الاثنين داخل القاعدة»;
    «أعلنت القيادة، اليوم السبت، مقتل أربعة بضربة في جبال حمرين. وذكرت أن طائرات نفذت مساء الخميس ضربة في جبال حمرين».
    """
    if not 0 < draft.sentence - event.drafts[-1].sentence <= _DATED_WITHIN:
        return False
    if draft.pluperfect:
        return all(told.definite for told in event.drafts)
    weapons = {weapon.weapon for told in event.drafts for weapon in told.weapons}
    alike = not weapons or any(weapon.weapon in weapons for weapon in draft.weapons)
    return alike and all(told.date_of_statement for told in event.drafts)


def _retold(event: Event, draft: Draft) -> bool:
    """Whether an undated draft is a dated event told again: its weapon is the same, nothing makes it another.

    «وأقرت قوى الأمن بمقتل اثنين في انفجار عبوة قرب الصور», where the bomb of the day before yesterday was told;
    «في المقابل قالت المقاومة إنها استهدفت …».
    """
    apart = draft.carried or draft.pluperfect or draft.repeated or draft.dateless or draft.again is not None
    if apart or event.when.interval is None:
        return False
    weapons = {weapon.weapon for d in event.drafts for weapon in d.weapons}
    return any(weapon.weapon in weapons for weapon in draft.weapons)


def _at_another_hour(event: Event, draft: Draft) -> bool:
    last = event.drafts[-1].time_of_day
    told = draft.time_of_day
    return told is not None and last is not None and told.time_of_day != last.time_of_day


def _another_part_of_the_day(event: Event, draft: Draft) -> bool:
    mine = draft.time_of_day.time_of_day if draft.time_of_day else None
    theirs = {d.time_of_day.time_of_day for d in event.drafts if d.time_of_day is not None}
    if mine is None or not theirs:
        return False
    return not any({mine, part} <= alike for part in theirs for alike in _ALIKE)


def narrowed(first: When, second: When) -> When:
    """Return the better known of two times of one event; two explicit windows give their common days."""
    if first.interval is None or second.interval is None:
        return second if first.interval is None else first
    start, end = max(first.interval[0], second.interval[0]), min(first.interval[1], second.interval[1])
    if start > end:
        return second if second.certainty == "explicit" and first.certainty != "explicit" else first
    better = second if second.certainty == "explicit" and first.certainty != "explicit" else first
    precision = first.precision if first.precision == "day" else second.precision
    return When((start, end), precision, better.certainty, better.reason)
