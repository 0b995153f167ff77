"""Dates in Arabic news: what a phrase means, seen from the day the article was published.

`moments` and `spans` read the phrases; here they are found in the running text, joined to parts of the day, «منذ»,
«حتى» and ranges, and kept apart from names («شارع 14 تموز», «معركة 7 أكتوبر»). Past is meant unless told otherwise.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, get_args

from extract.calendar import TABLE, Window, day, forms, read_ordinal
from extract.epochs import named_attack, named_event
from extract.moments import Moment, Precision, Scene, opens_moment, read_moment
from extract.normalise import ReadText
from extract.numerals import is_definite
from extract.spans import SPAN_OPENERS, read_ago, read_span
from extract.words import CLITICS, Word, cut, word_set
from incidents.types import TimeOfDay

DateKind = Literal["point", "range", "since", "until", "time_only", "anniversary"]


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


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase with its first word, before it becomes a mention."""

    begin: int
    moment: Moment
    time_of_day: TimeOfDay | None
    kind: DateKind


def _times(role: str) -> dict[tuple[str, ...], TimeOfDay]:
    table: dict[tuple[str, ...], TimeOfDay] = {}
    for entry in TABLE:
        if entry.role == role:
            for time in get_args(TimeOfDay):
                if time == entry.value:
                    for clitic in ("", *CLITICS):
                        table[(clitic + entry.words[0], *entry.words[1:])] = time
    return table


_TIMES = _times("tod")
_TIMES_ALONE = _times("tod_alone")
_TIMES_DEFINITE = _times("tod_definite")
_TIME_STARTS = frozenset(words[0] for table in (_TIMES, _TIMES_ALONE, _TIMES_DEFINITE) for words in table)
_TIME_CUES = word_set("عند مع قبيل بعيد بعد قبل ساعات حلول منتصف من وقت طوال خلال منذ حتى", CLITICS)
_SINCE = word_set("منذ ومنذ فمنذ")
_AGO = word_set("قبل وقبل منذ ومنذ فقبل")
_UNTIL = word_set("حتى وحتى لغاية ولغاية")
_BETWEEN = word_set("بين وبين")
_FROM = word_set("من ومن الفترة")
_TO = frozenset(("الي", "حتي", "لغايه", "والي", "وحتي", "ولغايه", "-", "–", "—"))
_BOTH = word_set("يومي ليلتي عامي سنتي شهري", CLITICS)
_NAME_HEADS = frozenset(forms("name_head", CLITICS))
_NAME_HEADS_DATED = frozenset(forms("name_head_dated", CLITICS))
_EVENT_HEADS = frozenset(forms("event_head", CLITICS))
_ATTACK_HEADS = frozenset(forms("attack_head", CLITICS))
_MEMORY = word_set("ذكرى الذكرى بذكرى بالذكرى لذكرى للذكرى والذكرى")
_LEADS = _SINCE | _AGO | _UNTIL | _BETWEEN | _FROM | _BOTH
_NIGHT_PARTED = ("الليله", "الفاصله")
_EPOCH_STALE = dt.timedelta(days=45)  # until then «هجوم 7 أكتوبر» tells a date; later it is a name


def find_dates(text: ReadText, published: dt.date | None) -> tuple[DateMention, ...]:
    """Return the dates of a text in order, never overlapping; empty when it has none.

    Without `published`, dates relative to it (and those without a year) are reported with both days None.
    """
    words = cut(text.folded)
    found: list[DateMention] = []
    said: dt.date | None = None
    index = 0
    while index < len(words):
        word = words[index].text
        if not (word in _LEADS or word in _TIME_STARTS or word in SPAN_OPENERS or opens_moment(word) or is_definite(word)):
            index += 1
            continue
        phrase = _phrase(Scene(words, published, said), index)
        if phrase is None:
            index += 1
            continue
        kept = _without_name(Scene(words, published, said), phrase)
        if kept is not None:
            mention = _mention(words, kept)
            found.append(mention)
            if mention.kind == "point" and mention.precision == "day" and mention.date_start is not None:
                said = mention.date_start
        index = phrase.moment.after
    return tuple(found)


def _mention(words: list[Word], found: _Found) -> DateMention:
    moment = found.moment
    first, last = moment.window or (None, None)
    if found.kind == "since":
        last = None
    elif found.kind == "until":
        first = None
    return DateMention(
        words[found.begin].start,
        words[moment.after - 1].end,
        first,
        last,
        moment.precision,
        found.time_of_day,
        found.kind,
        moment.rule,
    )


def _phrase(scene: Scene, index: int) -> _Found | None:
    """Read the longest date phrase that begins at a word."""
    word = scene.at(index)
    if word in _AGO and (ago := read_ago(scene, index + 1)) is not None:
        return _Found(index, ago, None, "point")
    if word in _SINCE or word in _UNTIL:
        inner = _timed(scene, index + 1) or _range(scene, index + 1)
        if inner is not None and inner.kind != "time_only":
            return replace(inner, begin=index, kind="since" if word in _SINCE else "until")
        return None
    if word in ("قبل", "وقبل") and (before := read_moment(scene, index + 1)) is not None and before.sort in ("dated", "year"):
        limit = None if before.window is None else before.window[0] - dt.timedelta(days=1)
        window = None if limit is None else (limit, limit)
        return _Found(index, replace(before, window=window, rule=f"before-{before.rule}"), None, "until")
    return _range(scene, index) or _timed(scene, index)


# --- parts of the day ----------------------------------------------------------------------------------------------


def _time(scene: Scene, index: int, table: dict[tuple[str, ...], TimeOfDay]) -> tuple[TimeOfDay, int] | None:
    """Return the longest part of the day in a table that begins at a word, and the index after it."""
    for length in (3, 2, 1):
        words = tuple(scene.at(index + step) for step in range(length))
        if words in table:
            return table[words], index + length
    return None


def _timed(scene: Scene, index: int) -> _Found | None:
    """Read a moment with the part of the day before or behind it, or a part of the day alone."""
    word = scene.at(index)
    if (word, scene.at(index + 1)) == _NIGHT_PARTED:
        nights = _range(scene, index + 2)
        return None if nights is None else replace(nights, begin=index, time_of_day="night")
    if word in _TIME_STARTS:
        alone = _time(scene, index, _TIMES_ALONE)
        for time in (_time(scene, index, _TIMES), alone):
            if time is not None and (inner := _day_of_time(scene, time[1])) is not None:
                return replace(inner, begin=index, time_of_day=time[0])
        if alone is not None and not (alone[1] == index + 1 and word == "مساء" and scene.at(alone[1]).startswith("ال")):
            return _time_only(index, *alone)
        definite = _time(scene, index, _TIMES_DEFINITE)
        if definite is not None and scene.at(index - 1) in _TIME_CUES:
            return _time_only(index, *definite)
    moment = read_moment(scene, index) if opens_moment(word) else None
    if moment is not None and _is_bare_number(scene, index, moment):
        moment = None
    if moment is None:
        span = read_span(scene, index)
        return None if span is None else _Found(index, span, None, "range")
    kind: DateKind = "range" if moment.sort == "pair" else "point"
    part: TimeOfDay | None = None
    if moment.rule in ("last-night", "tonight") or (kind == "range" and moment.sort == "pair"):
        part = "night"
    elif word in ("هذا", "هذه", "لهذا"):
        told = _time(scene, index + 1, _TIMES_DEFINITE)
        part = told[0] if told else "night" if scene.at(index + 1) == "الليله" else None
    behind = _time(scene, moment.after, _TIMES_ALONE) if moment.precision == "day" else None
    if behind is not None:
        moment, part = replace(moment, after=behind[1]), behind[0]
    return _Found(index, moment, part, kind)


def _time_only(index: int, part: TimeOfDay, after: int) -> _Found:
    return _Found(index, Moment(after, None, "day", "relative", "time-of-day"), part, "time_only")


def _day_of_time(scene: Scene, index: int) -> _Found | None:
    """Return the day a part of the day belongs to, which follows it."""
    if scene.at(index) in _BETWEEN or scene.at(index) in _BOTH:
        found = _range(scene, index)
    else:
        moment = read_moment(scene, index) if opens_moment(scene.at(index)) else None
        found = None if moment is None else _Found(index, moment, None, "range" if moment.sort == "pair" else "point")
    if found is None or found.moment.precision != "day" or _is_bare_number(scene, index, found.moment):
        return None
    return found


def _is_bare_number(scene: Scene, index: int, moment: Moment) -> bool:
    """Tell whether a year in digits has nothing beside it that makes it one: «في 2014» is a year, «2014 جندي» is not."""
    if moment.sort != "year" or moment.rule != "year" or not scene.at(index).isdigit():
        return False
    before, following = scene.at(index - 1), scene.at(moment.after)
    if before not in _YEAR_CUES:
        return True
    return following.isalpha() and int(scene.at(index)) % 100 == 0


_YEAR_CUES = word_set("في منذ حتى قبل بعد خلال مطلع أواخر منتصف بداية نهاية أوائل", CLITICS)


# --- ranges --------------------------------------------------------------------------------------------------------


def _range(scene: Scene, index: int) -> _Found | None:
    """Read «بين … و…», «من … إلى …», «يومي … و…», «17 – 24 أكتوبر», «17 أكتوبر – 3 نوفمبر»."""
    word = scene.at(index)
    begin = index
    if word in _BETWEEN or word in _BOTH or word in _FROM:
        begin += 1
    if scene.at(begin) in ("عامي", "سنتي", "شهري", "يومي", "ايام") and begin > index:
        begin += 1
    joins = {"و"} if begin > index and word not in _FROM else set(_TO)
    if begin > index and word in _FROM and scene.at(begin) in ("يوم", "مساء"):
        begin += scene.at(begin) == "يوم"
    days = _days_of_one_month(scene, begin, joins | {"-", "–"})
    if days is not None:
        return _Found(index, days, None, "range")
    if begin == index and not scene.at(index).isdigit() and scene.at(index) != "ال":
        return None
    first = read_moment(scene, begin)
    if first is None or first.sort in ("pair", "week"):
        return None
    second_at = first.after
    if scene.at(second_at) in joins:
        second_at += 1
    elif not ("و" in joins and scene.at(second_at).startswith("و")):
        return None
    second = read_moment(scene, second_at)
    if second is None or second.sort == "pair" or (begin == index and (first.sort, second.sort) != ("dated", "dated")):
        return None
    if first.sort == "year" and second.sort != "year":
        return None
    precision: Precision = "day" if {first.precision, second.precision} == {"day"} else "month"
    window = _between(scene, begin, first, second)
    return _Found(index, Moment(second.after, window, precision, second.sort, "range", second.full), None, "range")


def _between(scene: Scene, begin: int, first: Moment, second: Moment) -> Window | None:
    """Return the window from one moment to another; the first takes the year or week of the second."""
    if first.window is None and first.month_day is None or second.window is None:
        return None
    start, end = first.window[0] if first.window else None, second.window[1]
    if first.month_day is not None:
        month, number = first.month_day
        near = [day(end.year - back, month, number or 1) for back in (0, 1)]
        start = next((found for found in near if found is not None and found <= end), start)
    elif first.sort == "weekday" and start is not None:
        start = end - dt.timedelta(days=(end.weekday() - start.weekday()) % 7)
    return None if start is None or start > end else (start, end)


def _days_of_one_month(scene: Scene, index: int, joins: set[str]) -> Moment | None:
    """Read two days of one month: «17 و24 أكتوبر», «السابع عشر والرابع والعشرين من أكتوبر», «3-7 يناير»."""
    number = _bare_day(scene, index)
    if number is None:
        return None
    value, after = number
    if scene.at(after) in joins:
        after += 1
    elif not ("و" in joins and scene.at(after).startswith("وال")):
        return None
    if scene.at(after) == "يوم":
        after += 1
    second = read_moment(scene, after)
    if second is None or second.sort != "dated" or second.rule.startswith(("numeric", "latin")):
        return None
    if second.window is None:
        return replace(second, sort="pair", rule="days-of-month", full=True)
    start = day(second.window[1].year, second.window[1].month, value)
    window = None if start is None or start > second.window[1] else (start, second.window[1])
    return replace(second, window=window, sort="dated", rule="days-of-month", full=True)


def _bare_day(scene: Scene, index: int) -> tuple[int, int] | None:
    if scene.at(index) == "ال":
        index += 1
    word = scene.at(index)
    if word.isdigit():
        return (int(word), index + 1) if len(word) <= 2 and 1 <= int(word) <= 31 else None
    return read_ordinal(scene.words, index)


# --- names ---------------------------------------------------------------------------------------------------------


def _without_name(scene: Scene, found: _Found) -> _Found | None:
    """Return None for a date that is part of a place's, body's or man's name; mark one that names an event."""
    if found.kind not in ("point", "range", "since") or found.moment.sort == "relative":
        return found
    moment, head = found.moment, found.begin - 1
    while scene.at(head) in ('"', "«", "“", "ل", "#", "_") and found.begin - head <= 2:
        head -= 1
    before = scene.at(head)
    weekday = moment.sort in ("weekday", "pair")
    if before in _NAME_HEADS or (before in _NAME_HEADS_DATED and not weekday):
        return found if moment.full else None
    if weekday:
        return found
    remembered = any(scene.at(back) in _MEMORY for back in range(found.begin - 1, max(-1, found.begin - 5), -1))
    if before in _EVENT_HEADS or remembered:
        event = named_event(moment.month_day)
        window = (event, event) if event is not None else moment.window
        return replace(found, moment=replace(moment, window=window, rule=f"names-event:{moment.rule}"), kind="anniversary")
    epoch = named_attack(moment.month_day)
    stale = epoch is not None and scene.published is not None and scene.published > epoch + _EPOCH_STALE
    if stale and epoch is not None and not moment.full:
        renamed = replace(moment, window=(epoch, epoch), rule=f"known-day:{moment.rule}")
        if found.kind == "since":
            return replace(found, moment=renamed)
        if before in _ATTACK_HEADS:
            return replace(found, moment=renamed, kind="anniversary")
    return found


