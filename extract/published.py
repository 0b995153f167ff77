"""The day an article was published, from its own words: stated in a date line, inferred from cues, or unknown.

Inference keeps the days that every cue of the text allows («اليوم الجمعة», «17 أكتوبر الجاري», the date of an embedded
post, an anniversary, the twentieth day of a war) and answers only when one day is left.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.calendar import WEEKDAYS, day, forms, read_month, read_ordinal
from extract.datelines import Line, is_calendar, is_hijri, is_post, is_timeline, own_date, read_lines, stated_date
from extract.dates import DateMention, find_dates
from extract.epochs import counted_since, may_count
from extract.normalise import ReadText
from extract.words import CLITICS, Word, cut, word_set

# Without a year no day is known, unless days are counted from a known one. Hijri years have four digits as well.
_A_YEAR = re.compile(r"\d(?:\d{3}|\s?/\s?\d{1,2}\s?/\s?\d\d)")
_POST_DAYS = 31  # an article quotes a post within a month of it
_YEARS = 4  # a date falls on the same weekday again after five years at the earliest


@dataclass(frozen=True, slots=True)
class PublishedGuess:
    """What a text says about its own day of publication."""

    date: dt.date | None
    """The day; None when unknown."""
    basis: Literal["stated", "inferred", "unknown"]
    """`stated`: a line of its own says it. `inferred`: its cues together allow exactly one day."""
    start: int
    """First folded offset of the deciding words; 0 when unknown."""
    end: int
    """One past their last folded offset; 0 when unknown."""
    reason: str
    """Why, in English, for people."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What one phrase says about the day of publication."""

    reason: str
    start: int
    end: int
    allows: Callable[[dt.date], bool]
    days: tuple[dt.date, dt.date] | None = None
    """First and last day it leaves; None when it only narrows (a weekday)."""


_OFFSETS = {"today": 0, "yesterday": -1, "day-before-yesterday": -2, "tomorrow": 1, "day-after-tomorrow": 2}
_CURRENT = frozenset(form for form, value in forms("mod", ()).items() if value == "current")
_ANNIVERSARY = word_set("الذكرى والذكرى بالذكرى للذكرى ذكرى")
_YEARLY = word_set("السنوية السنويه")
_AHEAD = word_set("قبيل عشية اقتراب قرب قبل", CLITICS)
_DAY = word_set("اليوم لليوم يومها ليومها يومه ليومه")
_RUNNING_DAY = _DAY - {"اليوم"}
_NEAR = 20  # words each side of «لليوم الـ20» where the war it counts is named
_TO_COME = word_set("المقرر المقررة المتوقع المزمع بحلول موعد موعدها موعده غدا المقبل المقبلة القادم")
_LEAD = 350
"""Folded characters from the start of a text in which its lead stands."""
_STOPS = frozenset(".!؟?؛")


def infer_published(text: ReadText) -> PublishedGuess:
    """Return the publication day that the text states or that its cues leave as the only one; never a guess."""
    if not (_A_YEAR.search(text.folded) or may_count(text.folded)):
        return PublishedGuess(None, "unknown", 0, 0, "no date line, and no cue that tells the year")
    mentions = find_dates(text, None)
    lines = read_lines(text, mentions)
    stated = stated_date(lines)
    if stated is not None:
        return PublishedGuess(stated.date_start, "stated", stated.start, stated.end, "a date line of its own")
    latest, post = _bounds(lines)
    cues = [
        *(() if is_timeline(lines) else _line_cues(lines, latest)),
        *_phrase_cues(text, mentions),
        *_counted(lines),
        *_anniversaries(lines),
    ]
    guess = _intersect(list({cue.reason: cue for cue in cues}.values()), latest, post)
    return guess if guess.date is not None else _lead_day(lines, latest) or guess


def _lead_day(lines: Sequence[Line], latest: dt.date | None) -> PublishedGuess | None:
    """Return the day that a lead names in full with its weekday, if the text tells no later one; None without such.

    «قال المتحدث، يوم الجمعة 18 أبريل 2025، إن …» is written that day: an older one would not be news in a lead.
    """
    for line in lines:
        for mention in line.dates:
            if mention.start >= _LEAD or mention.date_start is None or mention.date_start != latest:
                continue
            told = [word for word in line.words if mention.start <= word.start < mention.end]
            if mention.time_of_day == "night":
                continue  # «ليل السبت 14-10-2023» is told the day after
            if any(len(w.text) == 4 and w.text.isdecimal() for w in told) and _weekday_in(told) is not None:
                return PublishedGuess(
                    latest, "inferred", mention.start, mention.end, "the day its lead names; no later one is told"
                )
    return None


def _bounds(lines: Sequence[Line]) -> tuple[dt.date | None, dt.date | None]:
    """Return the latest full date told, which publication cannot precede, and the latest date of an embedded post."""
    told: list[dt.date] = []
    posts: list[dt.date] = []
    for line in lines:
        post = is_post(line)
        for mention in line.dates:
            if mention.date_start is None or not is_calendar(mention) or is_hijri(mention) or mention.kind == "until":
                continue
            if not _is_ahead(line, mention):
                told.append(mention.date_start)
                if post and mention.rule == "latin-date":
                    posts.append(mention.date_start)
    return max(told, default=None), max(posts, default=None)


def _is_ahead(line: Line, mention: DateMention) -> bool:
    """Tell whether a date is told as one to come («سينتهي في …», «المقرر في …»)."""
    at = bisect.bisect_left(line.words, mention.start, key=lambda word: word.start)
    before = [word.text for word in line.words[max(0, at - 8) : at]]
    return any(text in _TO_COME or (len(text) >= 5 and text.startswith(("سي", "ست", "وسي", "وست"))) for text in before)


def _line_cues(lines: Sequence[Line], latest: dt.date | None) -> Iterator[_Cue]:
    """Yield what date lines without a Gregorian year say; the latest full date told gives them theirs."""
    for line in lines:
        mention = own_date(line) if line.edge else None
        if mention is None:
            continue
        told = [word for word in line.words if mention.start <= word.start < mention.end]
        weekday = _weekday_in(told)
        if is_hijri(mention) and mention.date_start is not None and weekday is not None:
            found = mention.date_start
            if found.weekday() == weekday:
                yield _within("a Hijri date line with its weekday", mention.start, mention.end, found, found)
        elif mention.date_start is None and (month_day := _month_day(told)) is not None:
            allows = _falls_on(dt.timedelta(0), month_day, weekday)
            first = latest or dt.date.max
            days = range(min(_POST_DAYS, (dt.date.max - first).days))
            soon = next((at for step in days if allows(at := first + dt.timedelta(days=step))), None)
            known = None if soon is None else (soon, soon)
            yield _Cue("a date line without a year", mention.start, mention.end, allows, known)


def _within(reason: str, start: int, end: int, first: dt.date, last: dt.date) -> _Cue:
    return _Cue(reason, start, end, lambda at: first <= at <= last, (first, last))


def _late_in(month: int, number: int) -> Callable[[dt.date], bool]:
    """Allow the days of a month from one on: what «17 أكتوبر الجاري» can be written on."""
    return lambda at: at.month == month and at.day >= number


def _weekday_in(told: Sequence[Word]) -> int | None:
    return next((WEEKDAYS[word.text] for word in told if word.text in WEEKDAYS), None)


def _month_day(told: Sequence[Word]) -> tuple[int, int] | None:
    """Return month and last day number told in a phrase, Gregorian only."""
    number: int | None = None
    for index, word in enumerate(told):
        month = read_month(told, index)
        if month is not None and month[1] != "hijri":
            return None if number is None else (month[0], number)
        if word.text.isdecimal() and len(word.text) <= 2:
            number = int(word.text)  # the last one: a range («17 و26 أكتوبر الجاري») is told after its end
        elif number is None and (ordinal := read_ordinal(told, index)) is not None:
            number = ordinal[0]
    return None


def _phrase_cues(text: ReadText, mentions: Sequence[DateMention]) -> Iterator[_Cue]:
    """Yield what phrases of the running text say: «اليوم الجمعة», «أمس 26 أكتوبر», «17 أكتوبر الجاري»."""
    for mention in mentions:
        told = cut(text.folded, mention.start, mention.end)
        month_day, weekday = _month_day(told), _weekday_in(told)
        base = mention.rule.removesuffix("-dated")
        quote = text.quote(mention.start, mention.end)
        if base in _OFFSETS:
            back = dt.timedelta(days=_OFFSETS[base])
            if mention.rule != base and mention.date_start is not None:
                exact = mention.date_start - back
                yield _within(f"'{quote}'", mention.start, mention.end, exact, exact)
            elif weekday is not None or month_day is not None:
                yield _Cue(f"'{quote}'", mention.start, mention.end, _falls_on(back, month_day, weekday))
        elif any(word.text in _CURRENT for word in told) and month_day is not None:
            yield _Cue(f"'{quote}'", mention.start, mention.end, _late_in(*month_day))
        elif (
            mention.rule == "day-month" and mention.date_start is None and weekday is not None and month_day is not None
        ):
            yield _Cue(f"'{quote}'", mention.start, mention.end, _last_fell_on(*month_day, weekday))


def _falls_on(back: dt.timedelta, month_day: tuple[int, int] | None, weekday: int | None) -> Callable[[dt.date], bool]:
    def allows(at: dt.date) -> bool:
        meant = at + back
        return weekday in (None, meant.weekday()) and month_day in (None, (meant.month, meant.day))

    return allows


def _last_fell_on(month: int, number: int, weekday: int) -> Callable[[dt.date], bool]:
    def allows(at: dt.date) -> bool:
        near = [found for back in (0, 1) if (found := day(at.year - back, month, number)) is not None and found <= at]
        return bool(near) and near[0].weekday() == weekday

    return allows


def _sentences(lines: Sequence[Line]) -> Iterator[tuple[Line, int, int]]:
    """Yield each sentence: its line, the index of its first word there and the one after its last."""
    for line in lines:
        begin = 0
        for index, word in enumerate(line.words):
            if word.text in _STOPS:
                yield line, begin, index
                begin = index + 1
        yield line, begin, len(line.words)


def _counted(lines: Sequence[Line]) -> Iterator[_Cue]:
    """Yield «لليوم الـ20 على التوالي» of a war whose first day is known or told beside it.

    Newsrooms count the first day as day one or as none, so each cue leaves two days. «في اليوم الثالث من الحرب» tells
    of that day, not of today, and is no cue.
    """
    for line, begin, end in _sentences(lines):
        words = line.words
        for index in range(begin, end):
            number = _count_at(words, index + 1, end) if words[index].text in _DAY else None
            if number is None:
                continue
            near = words[max(begin, index - _NEAR) : min(end, index + _NEAR)]
            texts = [word.text for word in near]
            if words[index].text not in _RUNNING_DAY and "التوالي" not in texts:
                continue
            first = counted_since(" ".join(filter(str.isalpha, texts)))
            first = first or _told_beside(line.dates, near[0].start, near[-1].end)
            if first is not None:
                last = first + dt.timedelta(days=number)
                reason = f"day {number} since {first.isoformat()}"
                stop = words[min(index + 2, end - 1)].end
                yield _within(reason, words[index].start, stop, last - dt.timedelta(days=1), last)


def _told_beside(mentions: Sequence[DateMention], start: int, end: int) -> dt.date | None:
    """Return the first full calendar date between two folded offsets."""
    at = bisect.bisect_left(mentions, start, key=lambda mention: mention.start)
    for mention in mentions[at : at + 5]:
        if mention.start < end and is_calendar(mention) and mention.date_start is not None:
            return mention.date_start
    return None


def _count_at(words: Sequence[Word], index: int, end: int) -> int | None:
    """Return the number of «الـ20», «20», «العشرين» at a word."""
    if index < end and words[index].text == "ال":
        index += 1
    if index >= end:
        return None
    if words[index].text.isdecimal() and len(words[index].text) <= 4:
        following = words[index + 1].text if index + 1 < end else ""
        return None if following in ("/", "-", ".") or read_month(words, index + 1) else int(words[index].text)
    ordinal = read_ordinal(words, index)
    return None if ordinal is None else ordinal[0]


def _anniversaries(lines: Sequence[Line]) -> Iterator[_Cue]:
    """Yield «الذكرى الثانية … 3 يناير 2020»: the week from the eve of the anniversary on, or the one before it."""
    for line, begin, end in _sentences(lines):
        words = line.words
        for index in range(begin, end):
            if words[index].text not in _ANNIVERSARY:
                continue
            at = index + 1 + (index + 1 < end and words[index + 1].text in _YEARLY)
            ordinal = read_ordinal(words, at)
            start = None if ordinal is None else _told_beside(line.dates, words[index].start, words[end - 1].end)
            if ordinal is None or start is None:
                continue
            found = day(start.year + ordinal[0], start.month, start.day)
            if found is None:
                continue
            ahead = any(word.text in _AHEAD for word in words[max(begin, index - 2) : index])
            first_day = found - dt.timedelta(days=7 if ahead else 1)
            last_day = found + dt.timedelta(days=0 if ahead else 6)
            reason = f"anniversary {ordinal[0]} of {start.isoformat()}"
            yield _within(reason, words[index].start, words[ordinal[1] - 1].end, first_day, last_day)


def _intersect(cues: Sequence[_Cue], latest: dt.date | None, post: dt.date | None) -> PublishedGuess:
    """Return the only day that every cue allows, or unknown."""
    bounded = [cue for cue in cues if cue.days is not None]
    if bounded:
        anchor = min(bounded, key=lambda cue: (cue.days[1] - cue.days[0]) if cue.days else dt.timedelta.max)
        first, last = anchor.days or (dt.date.min, dt.date.min)
    elif latest is not None:
        # An article follows a post it quotes by days; any other date it tells may be years old.
        first = latest
        last = latest + dt.timedelta(days=_POST_DAYS if latest == post else 365 * _YEARS)
    else:
        return PublishedGuess(None, "unknown", 0, 0, "no date line, and no cue that tells the year")
    if not cues:
        return PublishedGuess(None, "unknown", 0, 0, "no date line, and no cue that tells the day")
    days = (first + dt.timedelta(days=step) for step in range((last - first).days + 1))
    left = [at for at in days if (latest is None or at >= latest) and all(cue.allows(at) for cue in cues)]
    if len(left) != 1:
        why = "contradict each other" if not left else f"leave {len(left)} days"
        return PublishedGuess(None, "unknown", 0, 0, f"the cues {why}: {_list(cues)}")
    first_cue = min(cues, key=lambda cue: cue.start)
    since = [f"a post of {post.isoformat()}"] if post is not None and not bounded and latest == post else []
    return PublishedGuess(left[0], "inferred", first_cue.start, first_cue.end, _list(cues, since))


def _list(cues: Sequence[_Cue], more: Sequence[str] = ()) -> str:
    return ", ".join([*(cue.reason for cue in cues), *more][:8])
