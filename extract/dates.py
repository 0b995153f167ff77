"""Dates in Arabic news: what a phrase means, seen from the day the article was published.

`moments` and `spans` read the phrases; here they are found in the running text, joined to parts of the day, «منذ»,
«حتى» and ranges, and kept apart from names («شارع 14 تموز», «معركة 7 أكتوبر»). Past is meant unless told otherwise.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, get_args

from extract import moments, ranges
from extract.calendar import TABLE, WEEKDAYS, forms
from extract.epochs import named_attack, named_event
from extract.moments import read_moment
from extract.normalise import ReadText
from extract.numerals import DEFINITE
from extract.ranges import join_windows, read_joint, read_range
from extract.scene import Moment, Precision, Scene, Told
from extract.spans import COUNT_OPENERS, SPAN_OPENERS, read_ago, read_counted, read_span
from extract.words import CLITICS, Word, word_set
from incidents.types import TimeOfDay

DateKind = Literal["point", "range", "since", "until", "time_only", "anniversary"]


_LONGEST_MONTH = 31
"""Days of the widest window in which an act is still told as one event."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase that tells when. Offsets are folded and half open."""

    start: int
    """First folded offset."""
    end: int
    """One past the last folded offset."""
    date_start: dt.date | None
    """First possible day; None when the phrase alone does not tell it (or for `until`)."""
    date_end: dt.date | None
    """Last possible day; None when not told (always for `since`)."""
    precision: Precision
    """How exact the phrase is; coarser ones than a month (years) are `month` with a wide window."""
    time_of_day: TimeOfDay | None
    """Part of the day, where told."""
    kind: DateKind
    """`point` a day, week or month; `range` a span of days told as one; `since`/`until` open; `time_only` a part
    of the day without a day; `anniversary` a date that names an event («ثورة 25 يناير»)."""
    rule: str
    """Name of the rule that read it."""

    @property
    def is_narrow(self) -> bool:
        """Whether it tells when one event was: «عام 2011» and «منذ 17 أكتوبر» do not, «منذ فجر اليوم» does."""
        if self.kind == "since":
            return self.time_of_day is not None
        if self.date_start is None or self.date_end is None:
            return True
        return (self.date_end - self.date_start).days <= _LONGEST_MONTH


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase with its first word, before it becomes a mention."""

    begin: int
    moment: Moment
    time_of_day: TimeOfDay | None
    kind: DateKind


def _times(role: str) -> dict[tuple[str, ...], TimeOfDay]:
    parts: dict[str, TimeOfDay] = {part: part for part in get_args(TimeOfDay)}
    return {
        (clitic + entry.words[0], *entry.words[1:]): parts[entry.value]
        for entry in TABLE
        if entry.role == role
        for clitic in ("", *CLITICS)
    }


_TIMES = _times("tod")
_TIMES_ALONE = _times("tod_alone")
_TIMES_DEFINITE = _times("tod_definite")
_TIME_STARTS = frozenset(words[0] for table in (_TIMES, _TIMES_ALONE, _TIMES_DEFINITE) for words in table)
_TIME_CUES = word_set("عند مع قبيل بعيد بعد قبل ساعات حلول منتصف من وقت طوال خلال منذ حتى", CLITICS)
_SINCE = word_set("منذ", CLITICS)
_AGO = word_set("قبل", CLITICS) | _SINCE
_UNTIL = word_set("حتى لغاية", CLITICS)
_YEAR_CUES = word_set("في منذ حتى قبل بعد خلال مطلع أواخر منتصف بداية نهاية أوائل", CLITICS)
_NAME_HEADS = frozenset(forms("name_head", CLITICS))
_NAME_HEADS_DATED = frozenset(forms("name_head_dated", CLITICS))
_EVENT_HEADS = frozenset(forms("event_head", CLITICS))
_ATTACK_HEADS = frozenset(forms("attack_head", CLITICS))
_MEMORY = word_set("ذكرى الذكرى بذكرى بالذكرى لذكرى للذكرى والذكرى")
_NIGHTS_PARTED = frozenset((("الليله", "الفاصله"), ("الليله", "الواقعه")))
_NIGHT_RULES = frozenset(("last-night", "tonight", "day-told-before:night"))
_MONTH_RULES = frozenset(("week-of-month", "half-of-month"))
_EPOCH_STALE = dt.timedelta(days=45)  # until then «هجوم 7 أكتوبر» tells a date; later it is a name
_OPENERS = frozenset[str]().union(
    *(moments.OPENERS, ranges.OPENERS, SPAN_OPENERS, COUNT_OPENERS),
    *(DEFINITE, _TIME_STARTS, _SINCE, _AGO, _UNTIL),
)
# A space lost in typing: «مساءاليوم», «فجرالسبت».
_JOINED = {
    part + said: len(part)
    for part in word_set("فجر صباح ظهر عصر مساء ليل ليلة يوم", CLITICS)
    for said in (*word_set("اليوم أمس الأمس"), *(name for name in WEEKDAYS if name.startswith("ال")))
}


def find_dates(text: ReadText, published: dt.date | None) -> tuple[DateMention, ...]:
    """Return the dates of a text in order, never overlapping; empty when it has none.

    Without `published`, dates relative to it (and those without a year) are reported with both days None.
    """
    found: list[DateMention] = []
    told = Told()
    for line in text.lines:
        words = _parted(line)
        done = 0
        scene = Scene(words, published, text.folded, told)
        for index in [i for i, word in enumerate(words) if word.text in _OPENERS or word.text.isdecimal()]:
            if index < done:
                continue
            phrase = _phrase(scene, index)
            if phrase is None:
                continue
            done = phrase.moment.after
            kept = _without_name(scene, phrase)
            if kept is not None:
                found.append(_mention(words, kept))
                told = _told_now(told, kept, found[-1].end)
                scene = Scene(words, published, text.folded, told)
    return tuple(found)


def _parted(words: list[Word]) -> list[Word]:
    """Return the words with those parted that lost the space between them."""
    if _JOINED.keys().isdisjoint([word.text for word in words]):
        return words
    parted = []
    for word in words:
        length = _JOINED.get(word.text, 0)
        if length:
            parted.append(Word(word.text[:length], word.start, word.start + length))
        parted.append(Word(word.text[length:], word.start + length, word.end))
    return parted


def _mention(words: list[Word], found: _Found) -> DateMention:
    moment = found.moment
    first, last = moment.window or (None, None)
    return DateMention(
        words[found.begin].start,
        words[moment.after - 1].end,
        None if found.kind == "until" else first,
        None if found.kind == "since" else last,
        moment.precision,
        found.time_of_day,
        found.kind,
        moment.rule,
    )


def _told_now(told: Told, found: _Found, end: int) -> Told:
    """Return what has been told once a phrase has been read: its day, and the month and year that it names."""
    moment, window = found.moment, found.moment.window
    if found.kind in ("point", "range"):
        told = told._replace(days=window, days_end=end) if moment.precision == "day" else told._replace(coarse_end=end)
    named_month = moment.sort in ("dated", "month") or moment.rule in _MONTH_RULES
    if found.kind == "anniversary" or not (named_month or moment.sort == "year"):
        return told
    # «قبل عام 2014» names a year in which nothing was told; a Hijri month is none of ours
    if window is None or moment.rule == "hijri" or moment.rule.startswith("before-"):
        return told._replace(month=None, year=None)
    first, last = window[0].replace(day=1), window[1].replace(day=1)
    month = first if named_month and first == last else None
    return told._replace(month=month, month_end=end, year=first.year if first.year == last.year else None)


def _phrase(scene: Scene, index: int) -> _Found | None:
    """Read the longest date phrase that begins at a word."""
    word = scene.at(index)
    counted = read_counted(scene, index) if word in COUNT_OPENERS else None
    if counted is not None:
        return _Found(index, counted, None, "point")
    timed = _time(scene, index, _TIMES) if word in _TIME_STARTS else None
    if timed is None and word in _AGO and (ago := read_ago(scene, index + 1)) is not None:
        # «منذ يومين» tells when; «منذ أسابيع» tells since when.
        lasting = word in _SINCE and ago.rule in ("weeks-ago", "months-ago", "years-ago", "long-ago")
        return _Found(index, ago, None, "since" if lasting else "point")
    if word in _SINCE or word in _UNTIL:
        inner = _ranged(scene, index + 1) or _timed(scene, index + 1)
        if inner is None or inner.kind == "time_only":
            return None
        return replace(inner, begin=index, kind="since" if word in _SINCE else "until")
    if timed is None and word in _AGO:
        before = read_moment(scene, index + 1)
        if before is not None and before.sort in ("dated", "year"):
            limit = None if before.window is None else before.window[0] - dt.timedelta(days=1)
            window = None if limit is None else (limit, limit)
            return _Found(index, replace(before, window=window, rule=f"before-{before.rule}"), None, "until")
    return _ranged(scene, index) or _timed(scene, index)


def _ranged(scene: Scene, index: int) -> _Found | None:
    moment = read_range(scene, index)
    if moment is not None:
        return _Found(index, moment, None, "range")
    from_ = scene.at(index) in ranges.FROM_OPENERS
    if not (from_ or scene.at(index) in ranges.BETWEEN_OPENERS) or scene.at(index + 1) not in _TIME_STARTS:
        return None
    # «من ليل الجمعة حتى فجر السبت»
    first = _timed(scene, index + 1)
    at = None if first is None else read_joint(scene, first.moment.after, with_and=not from_)
    second = None if at is None else _timed(scene, at)
    if first is None or second is None or "time_only" in (first.kind, second.kind):
        return None
    window = join_windows(first.moment, second.moment)
    return _Found(index, replace(second.moment, window=window, sort="pair", rule="range"), None, "range")


# --- parts of the day ----------------------------------------------------------------------------------------------


def _time(scene: Scene, index: int, table: dict[tuple[str, ...], TimeOfDay]) -> tuple[TimeOfDay, int] | None:
    """Return the longest part of the day in a table that begins at a word, and the index after it."""
    words = (scene.at(index), scene.at(index + 1), scene.at(index + 2))
    for length in (3, 2, 1):
        part = table.get(words[:length])
        if part is not None:
            return part, index + length
    return None


def _timed(scene: Scene, index: int) -> _Found | None:
    """Read a moment with the part of the day before or behind it, or a part of the day alone."""
    word = scene.at(index)
    if (word, scene.at(index + 1)) in _NIGHTS_PARTED:
        nights = _ranged(scene, index + 2)
        return None if nights is None else replace(nights, begin=index, time_of_day="night")
    if word in _TIME_STARTS:
        alone = _time(scene, index, _TIMES_ALONE)
        for time in (_time(scene, index, _TIMES), alone):
            if time is not None and (inner := _day_of_time(scene, time[1])) is not None:
                return replace(inner, begin=index, time_of_day=time[0])
        if alone is not None and not (word == "مساء" and scene.at(alone[1]).startswith("ال")):
            return _time_only(index, *alone)
        definite = _time(scene, index, _TIMES_DEFINITE)
        if definite is not None and scene.at(index - 1) in _TIME_CUES:
            return _time_only(index, *definite)
    moment = read_moment(scene, index)
    if moment is None or _is_bare_number(scene, index, moment):
        span = read_span(scene, index)
        return None if span is None else _Found(index, span, None, "range")
    part: TimeOfDay | None = None
    if moment.rule in _NIGHT_RULES or moment.sort == "pair":
        part = "night"
    elif moment.rule == "today" and moment.after == index + 2:  # «هذا الصباح»
        told = _time(scene, index + 1, _TIMES_DEFINITE)
        part = told[0] if told else "night" if scene.at(index + 1) == "الليله" else None
    moment = _with_its_weekday(scene, moment)
    behind = _time(scene, moment.after, _TIMES_ALONE) if moment.precision == "day" else None
    if behind is not None:
        moment, part = replace(moment, after=behind[1]), behind[0]
    kind: DateKind = "range" if moment.sort == "pair" else "point"
    return _Found(index, moment, part, "anniversary" if moment.rule == "same-day-of-year" else kind)


def _with_its_weekday(scene: Scene, moment: Moment) -> Moment:
    """Take in the weekday that says a dated day again: «في الخامس عشر من الشهر، يوم الاثنين»."""
    if moment.sort != "dated" or moment.precision != "day" or moment.window is None:
        return moment
    bracket = scene.at(moment.after) == "("
    at = moment.after + (bracket or scene.at(moment.after) in ("،", ","))
    at += scene.at(at) in ("يوم", "نهار")
    if WEEKDAYS.get(scene.at(at)) != moment.window[0].weekday():
        return moment
    return replace(moment, after=at + 1 + (bracket and scene.at(at + 1) == ")"))


def _time_only(index: int, part: TimeOfDay, after: int) -> _Found:
    return _Found(index, Moment(after, None, "day", "relative", "time-of-day"), part, "time_only")


def _day_of_time(scene: Scene, index: int) -> _Found | None:
    """Return the day, or the two days, that a part of the day before them belongs to."""
    found = None
    if scene.at(index) in ranges.BETWEEN_OPENERS or scene.at(index).isdecimal():
        found = _ranged(scene, index)
    if found is None:
        moment = read_moment(scene, index)
        if moment is None or _is_bare_number(scene, index, moment):
            return None
        found = _Found(index, moment, None, "range" if moment.sort == "pair" else "point")
    return found if found.moment.precision == "day" else None


def _is_bare_number(scene: Scene, index: int, moment: Moment) -> bool:
    """Tell whether four digits have nothing beside them that makes them a year: «في 2014» is one, «2014 جندي» not."""
    if moment.rule != "year" or not scene.at(index).isdecimal():
        return False
    following = scene.at(moment.after)
    return scene.at(index - 1) not in _YEAR_CUES or (following.isalpha() and int(scene.at(index)) % 100 == 0)


# --- names ---------------------------------------------------------------------------------------------------------


def _without_name(scene: Scene, found: _Found) -> _Found | None:
    """Return None for a date that is part of a place's, body's or man's name; mark one that names an event."""
    moment = found.moment
    if found.kind not in ("point", "range", "since") or moment.sort == "relative":
        return found
    head = found.begin - 1
    while scene.at(head) in ('"', "«", "“", "ل", "#", "_") and found.begin - head <= 2:
        head -= 1
    before = scene.at(head)
    weekday = moment.sort in ("weekday", "pair")
    if before in _NAME_HEADS or (before in _NAME_HEADS_DATED and not weekday):
        return found if moment.full else None
    if weekday or (moment.full and scene.at(found.begin) in WEEKDAYS):
        return found  # «أحداث الأربعاء 11 آذار 2026»
    remembered = any(scene.at(back) in _MEMORY for back in range(max(0, found.begin - 4), found.begin))
    if before in _EVENT_HEADS or remembered:
        event = named_event(moment.month_day)
        window = (event, event) if event is not None else moment.window
        named = replace(moment, window=window, rule=f"names-event:{moment.rule}")
        return replace(found, moment=named, kind="anniversary")
    epoch = named_attack(moment.month_day)
    if epoch is None or moment.full or scene.published is None or scene.published <= epoch + _EPOCH_STALE:
        return found
    renamed = replace(moment, window=(epoch, epoch), rule=f"known-day:{moment.rule}")
    if found.kind == "since":
        return replace(found, moment=renamed)
    return replace(found, moment=renamed, kind="anniversary") if before in _ATTACK_HEADS else found
