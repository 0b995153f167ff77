"""The stretch of days that a published count is of: «منذ 17 أكتوبر»، «بين 17 و24 أكتوبر»، «خلال 24 ساعة»."""

from __future__ import annotations

import datetime as dt
import re

from extract.dates import DateMention
from extract.findings import Findings
from extract.normalise import Sentence
from extract.ordered import within

Days = tuple[dt.date | None, dt.date | None]
"""First and last day; None where nobody says."""

_MANY_DAYS = 5
"""Days from which a window is longer than an event."""
_LATELY = re.compile(
    r"(?<!\w)(?:خلال|في|غضون|حصيله|اخر) (?:(?:ال)?(?P<n>اسبوع|اسبوعين)|(?:ال)?\W{0,2}(?P<hours>24|48|72) ساعه"
    r"|(?:اربع وعشرين|اربعه وعشرين) ساعه|يوم واحد)(?!\w)"
)
_DAYS = {"اسبوع": 7, "اسبوعين": 14, "24": 2, "48": 3, "72": 4}
"""Days that a window takes, its first and last included: 24 hours touch two."""
# «بين 17 أكتوبر واليوم»
_AND_TODAY = re.compile(r"\W?\s?و(?:حتي )?(?:اليوم|الان)(?!\w)")
_BETWEEN = re.compile(r"(?<!\w)(?:ما )?بين (?:يوم )?$")
# «منذ اندلاع الحرب في غزة في 7 تشرين الأول»، «منذ هجمات السابع من أكتوبر»
_SINCE_EVENT = re.compile(r"(?<!\w)[وف]?منذ (?:\w+ ){1,5}$")
_SINCE_WITHIN = 50
_EXACTLY = re.compile(r"(?:(?:ما )?بين |من )(?!منتصف|اواخر|نهايه|اخر |خريف|صيف|ربيع|شتاء|بدايات|مطلع الاسبوع)")
"""A stretch that begins on a day, though it ends in a week: «بين 17 تشرين الأول ومطلع الأسبوع»."""
_MIDDLE = 15
"""Day of a month that «منتصف» means."""
_SUMMED_UP_BY = 7
"""Day of a month up to which reports on the month before come out."""
_TOP = 500
"""Folded characters at the top of a text in which it says what month it sums up."""
_THE_MONTH = re.compile(
    r"(?<!\w)(?:خلال|في|طوال) الشهر(?! (?:الماضي|الجاري|الحالي|الفائت|المنصرم|القادم|المقبل|نفسه))(?!\w)"
)
_UNTIL_WITHIN = 40
"""Folded characters behind «منذ 28 حزيران» in which «وحتى مساء أمس» ends the window."""


def windows_of(found: Findings, sentence: Sentence) -> list[DateMention]:
    """Return the stretches of days that a sentence tells; empty when it tells none."""
    return [
        d
        for d in within(found.dates, sentence.start, sentence.end)
        if d.kind in ("range", "since")
        or (
            d.kind in ("point", "anniversary")
            and (d.precision in ("month", "week") or _runs_to_today(found, d) or _begins_since(found, d))
        )
    ]


def month_summed_up(found: Findings, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """Return the month that a text sums up, told at its top early in the next; None when it sums none up."""
    if published is None or published.day > _SUMMED_UP_BY:
        return None
    last = published.replace(day=1) - dt.timedelta(days=1)
    month = (last.replace(day=1), last)
    top = within(found.dates, 0, _TOP)
    return month if any((day.date_start, day.date_end) == month and day.kind == "point" for day in top) else None


def is_of_the_month(folded: str, sentence: Sentence) -> bool:
    """Return whether a sentence is of the month that its text sums up («خلال الشهر»)."""
    return _THE_MONTH.search(folded, sentence.start, sentence.end) is not None


def _runs_to_today(found: Findings, day: DateMention) -> bool:
    """Whether a day is the first of a window that ends with the day of publication: «بين 17 أكتوبر واليوم»."""
    folded = found.text.folded
    between = _BETWEEN.search(folded, max(0, day.start - 10), day.start)
    return between is not None and _AND_TODAY.match(folded, day.end) is not None


def _begins_since(found: Findings, day: DateMention) -> bool:
    """Whether a day is that of an event since which is counted: «منذ اندلاع الحرب في 7 تشرين الأول»."""
    return _SINCE_EVENT.search(found.text.folded, max(0, day.start - _SINCE_WITHIN), day.start) is not None


def days_of(found: Findings, sentence: Sentence, mention: DateMention, published: dt.date | None) -> Days:
    """Return the first and last day of a window; None where the words give no day («منذ منتصف أكتوبر»)."""
    exact = (
        mention.precision == "day"
        or mention.kind == "point"
        or mention.rule == "month"
        or mention.rule.startswith("early")
    )
    exact = exact or (mention.rule == "range" and _EXACTLY.match(found.text.folded, mention.start) is not None)
    start = mention.date_start if exact else None
    if mention.rule == "middle-month" and mention.date_start is not None:
        start = mention.date_start.replace(day=_MIDDLE)
    if _runs_to_today(found, mention):
        return start, published
    if mention.kind != "since" and not _begins_since(found, mention):
        return start, mention.date_end
    for day in within(found.dates, mention.end, min(sentence.end, mention.end + _UNTIL_WITHIN)):
        if day.kind == "until" and day.date_end is not None:
            return start, day.date_end
    return start, published


def is_lately(folded: str, sentence: Sentence) -> bool:
    """Return whether a sentence is of the last hours or days («خلال 48 ساعة»)."""
    return _LATELY.search(folded, sentence.start, sentence.end) is not None


def spans_many_days(found: Findings, sentence: Sentence, published: dt.date | None) -> bool:
    """Whether a window of the sentence is longer than an event."""
    return any(
        (d.kind == "since" and d.date_start and (published is None or (published - d.date_start).days >= _MANY_DAYS))
        or d.precision == "month"
        or (d.date_start and d.date_end and (d.date_end - d.date_start).days >= _MANY_DAYS)
        for d in windows_of(found, sentence)
    )


def lately(folded: str, sentence: Sentence, published: dt.date | None) -> Days:
    """Return the window of «خلال أسبوع», «خلال 24 ساعة», which ends on the day of publication, else (None, None)."""
    match = _LATELY.search(folded, sentence.start, sentence.end)
    if match is None or published is None:
        return None, None
    return published - dt.timedelta(days=_DAYS.get(match["n"] or match["hours"] or "24", 2) - 1), published
