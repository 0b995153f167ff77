"""The day an article was published, from its own words: stated in a date line, inferred from cues, or unknown.

Inference keeps the days that every cue of the text allows («اليوم الجمعة», «17 أكتوبر الجاري», the date of an embedded
post, an anniversary, the twentieth day of a war) and answers only when one day is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.calendar import WEEKDAYS, day, forms, read_month, read_ordinal
from extract.dates import DateMention, find_dates
from extract.epochs import COUNTED
from extract.normalise import ReadText
from extract.words import CLITICS, Word, cut, word_set

_LINES = 8  # lines with words at the top and at the bottom where a date line may stand
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
class _Line:
    """A line that holds words, its words, and the dates in it."""

    words: tuple[Word, ...]
    dates: tuple[DateMention, ...]
    edge: bool
    """Whether it is among the first or last lines."""
    top: bool
    """Whether it is among the first lines."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What one phrase says about the day of publication."""

    reason: str
    start: int
    end: int
    allows: Callable[[dt.date], bool]
    days: tuple[dt.date, dt.date] | None = None
    """First and last day it leaves; None when it only narrows (a weekday)."""


# Words that may stand beside the date in a date line: labels, clock, time zones.
_LABELS = word_set(
    "نشر نشرت النشر تاريخ بتاريخ تحديث التحديث آخر في يوم الساعة ساعة بتوقيت توقيت غرينتش جرينتش م ص ه مساء صباحا "
    "ظهرا الموافق تم الخبر المقال بيان التاريخ كتب من قبل الإثنين published updated on at gmt utc am pm t z last ago "
    "دقيقة دقائق قراءة المحلي",
) | frozenset(WEEKDAYS)
_PUBLISHED = word_set("نشر نشرت النشر ونشر published")
_UPDATED = word_set("تحديث التحديث تعديل التعديل updated")
# A line with one of these tells of something else on that day: a caption, a life, an event.
_NOT_A_DATE_LINE = word_set(
    "أرشيف أرشيفية صورة صور تصوير مشهد ذكرى الذكرى مواليد ولد توفي وفاة مقتل اغتيال استشهاد هجوم قصف حرب معركة منذ حتى "
    "خلال بين عام حقوق getty reuters afp copyright archive",
)
_SIGNS = frozenset('|-–—،,:؛•/()[]·#_"«»')
_POST_SIGNS = frozenset(("@", "twitter", "pic", "—", "x", "telegram", "facebook", "instagram"))
_OFFSETS = {"today": 0, "yesterday": -1, "day-before-yesterday": -2, "tomorrow": 1, "day-after-tomorrow": 2}
_CURRENT = frozenset(form for form, value in forms("mod", ()).items() if value == "current")
_ANNIVERSARY = word_set("الذكرى والذكرى بالذكرى للذكرى ذكرى")
_YEARLY = word_set("السنوية السنويه")
_AHEAD = word_set("قبيل عشية اقتراب قرب قبل", CLITICS)
_DAY = word_set("اليوم لليوم باليوم واليوم يومها ليومها يومه ليومه")
_STOPS = frozenset(".!؟?\n؛")


def infer_published(text: ReadText) -> PublishedGuess:
    """Return the publication day that the text states or that its cues leave as the only one; never a guess."""
    mentions = find_dates(text, None)
    words = cut(text.folded)
    lines = _lines(words, mentions)
    stated = _stated(lines)
    if stated is not None:
        return stated
    cues = [*_line_cues(lines), *_phrase_cues(text, mentions), *_counted(words), *_anniversaries(words, mentions)]
    return _intersect(cues, *_bounds(lines))


def _lines(words: Sequence[Word], mentions: Sequence[DateMention]) -> list[_Line]:
    """Return the lines that hold words, in order."""
    rows: list[list[Word]] = [[]]
    for word in words:
        if word.text == "\n":
            rows.append([])
        else:
            rows[-1].append(word)
    rows = [row for row in rows if row]
    lines, position = [], 0
    for number, row in enumerate(rows):
        inside = []
        while position < len(mentions) and mentions[position].start < row[-1].end:
            inside.append(mentions[position])
            position += 1
        top = number < _LINES
        lines.append(_Line(tuple(row), tuple(inside), top or number >= len(rows) - _LINES, top))
    return lines


# --- stated --------------------------------------------------------------------------------------------------------


def _stated(lines: Sequence[_Line]) -> PublishedGuess | None:
    """Return the date that a line of its own states; None when none does or such lines differ."""
    found = [(line, mention) for line in lines if line.edge for mention in [_own_date(line)] if mention is not None]
    full = [(line, mention) for line, mention in found if mention.date_start is not None and not _is_hijri(mention)]
    for chosen in (
        [pair for pair in full if _has(pair[0], _PUBLISHED)],
        [pair for pair in full if pair[0].top and not _has(pair[0], _UPDATED)],
        [pair for pair in full if pair[0].top],
        full,
    ):
        days = {mention.date_start for _, mention in chosen}
        if len(days) == 1:
            mention = chosen[0][1]
            return PublishedGuess(mention.date_start, "stated", mention.start, mention.end, "a date line of its own")
        if days:
            return None
    return None


def _has(line: _Line, labels: Iterable[str]) -> bool:
    return any(word.text in labels for word in line.words)


def _is_hijri(mention: DateMention) -> bool:
    return mention.rule == "hijri"


def _own_date(line: _Line) -> DateMention | None:
    """Return the day of a line that is mainly a date, or of a dateline («بغداد 7 تموز 2021 - أعلن …»)."""
    if not line.dates or any(word.text in _POST_SIGNS for word in line.words[:12]):
        return None
    mention = line.dates[0]
    if mention.precision != "day" or mention.kind != "point" or mention.rule in _OFFSETS or not _is_calendar(mention):
        return None
    before = [word for word in line.words if word.end <= mention.start]
    after = [word for word in line.words if word.start >= mention.end]
    if any(word.text in _NOT_A_DATE_LINE for word in before):
        return None
    plain = [word for word in before if word.text[0].isalpha() and word.text not in _LABELS]
    rest = [word for word in after if word.text[0].isalpha() and word.text not in _LABELS]
    apart = not before or before[-1].text in _SIGNS or before[0].text == "#" or before[-1].text in _LABELS
    if not rest and len(plain) <= (5 if apart else 1) and len(line.dates) <= 2:
        return mention
    if not line.top or len(plain) > 4 or not plain:
        return None
    # A dateline: a town, the date, a dash, and the report.
    tail = [word.text for word in after[:3]]
    dashed = tail[:1] in (["-"], ["–"], ["—"]) or tail[:2] in ([")", "-"], [")", "–"], [")", "—"])
    return mention if dashed else None


def _is_calendar(mention: DateMention) -> bool:
    """Tell whether a mention names a day of the calendar, not one counted from today."""
    return mention.rule in (
        "day-month",
        "hijri",
        "hijri-and-gregorian",
        "numeric-date",
        "latin-date",
        "numeric-day-month",
    )


# --- inferred ------------------------------------------------------------------------------------------------------


def _bounds(lines: Sequence[_Line]) -> tuple[dt.date | None, dt.date | None]:
    """Return the latest full date told, which publication cannot precede, and the latest date of an embedded post."""
    told: list[dt.date] = []
    posts: list[dt.date] = []
    for line in lines:
        is_post = any(word.text in _POST_SIGNS for word in line.words)
        for mention in line.dates:
            if _is_calendar(mention) and mention.date_start is not None and not _is_hijri(mention):
                told.append(mention.date_start)
                if is_post and mention.rule == "latin-date":
                    posts.append(mention.date_start)
    return max(told, default=None), max(posts, default=None)


def _line_cues(lines: Sequence[_Line]) -> Iterator[_Cue]:
    """Yield what date lines without a Gregorian year say."""
    for line in lines:
        mention = _own_date(line) if line.edge else None
        if mention is None:
            continue
        told = [word for word in line.words if mention.start <= word.start < mention.end]
        weekday = _weekday_in(told)
        if _is_hijri(mention) and mention.date_start is not None and weekday is not None:
            found = mention.date_start
            if found.weekday() == weekday:
                yield _within("a Hijri date line with its weekday", mention.start, mention.end, found, found)
        elif mention.date_start is None and (month_day := _month_day(told)) is not None:
            allows = _falls_on(dt.timedelta(0), month_day, weekday)
            yield _Cue("a date line without a year", mention.start, mention.end, allows)


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
        if word.text.isdigit() and len(word.text) <= 2:
            number = int(word.text)
        elif (ordinal := read_ordinal(told, index)) is not None and not told[index - 1].text.startswith("ال"):
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


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    begin = 0
    for index, word in enumerate(words):
        if word.text in _STOPS:
            yield begin, index
            begin = index + 1
    yield begin, len(words)


def _counted(words: Sequence[Word]) -> Iterator[_Cue]:
    """Yield «لليوم الـ20» of a war whose first day is known; whether that day is day one or zero is left open."""
    if not any(word.text in _DAY for word in words):
        return
    for begin, end in _sentences(words):
        texts = tuple(word.text for word in words[begin:end])
        for index in range(begin, end):
            if words[index].text not in _DAY or (number := _count_at(words, index + 1, end)) is None:
                continue
            plain = tuple(text for text in texts if text[0].isalpha())
            for name, first in COUNTED:
                if _holds(plain, name):
                    last = first + dt.timedelta(days=number)
                    reason = f"day {number} since {first.isoformat()}"
                    stop = words[min(index + 2, end - 1)].end
                    yield _within(reason, words[index].start, stop, last - dt.timedelta(days=1), last)
                    break


def _count_at(words: Sequence[Word], index: int, end: int) -> int | None:
    """Return the number of «الـ20», «20», «العشرين» at a word."""
    if index < end and words[index].text == "ال":
        index += 1
    if index >= end:
        return None
    if words[index].text.isdigit() and len(words[index].text) <= 4:
        following = words[index + 1].text if index + 1 < end else ""
        return None if following in ("/", "-", ".") or read_month(words, index + 1) else int(words[index].text)
    ordinal = read_ordinal(words, index)
    return None if ordinal is None else ordinal[0]


def _holds(texts: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether words stand together in a sentence, the first with any particle before it."""
    for index in range(len(texts) - len(name) + 1):
        first = texts[index]
        exact = (
            first == name[0]
            or any(first == clitic + name[0] for clitic in CLITICS)
            or (name[0].startswith("ال") and first == "لل" + name[0][2:])
        )
        if exact and texts[index + 1 : index + len(name)] == name[1:]:
            return True
    return False


def _anniversaries(words: Sequence[Word], mentions: Sequence[DateMention]) -> Iterator[_Cue]:
    """Yield «الذكرى الثانية … 3 يناير 2020»: the week from the eve of the anniversary on, or the one before it."""
    for begin, end in _sentences(words):
        for index in range(begin, end):
            if words[index].text not in _ANNIVERSARY:
                continue
            at = index + 1 + (index + 1 < end and words[index + 1].text in _YEARLY)
            ordinal = read_ordinal(words, at)
            first, last = words[index].start, words[end - 1].end
            dated = next((m for m in mentions if first < m.start < last and _is_calendar(m) and m.date_start), None)
            if ordinal is None or dated is None or dated.date_start is None:
                continue
            start = dated.date_start
            found = day(start.year + ordinal[0], start.month, start.day)
            if found is None:
                continue
            ahead = any(word.text in _AHEAD for word in words[max(begin, index - 2) : index])
            first_day = found - dt.timedelta(days=7 if ahead else 1)
            last_day = found + dt.timedelta(days=0 if ahead else 6)
            reason = f"anniversary {ordinal[0]} of {start.isoformat()}"
            yield _within(reason, words[index].start, dated.end, first_day, last_day)


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
    narrow = min(cues, key=lambda cue: cue.start)
    since = [f"a post of {post.isoformat()}"] if post is not None and not bounded and latest == post else []
    return PublishedGuess(left[0], "inferred", narrow.start, narrow.end, _list(cues, since))


def _list(cues: Sequence[_Cue], more: Sequence[str] = ()) -> str:
    return ", ".join(dict.fromkeys([*(cue.reason for cue in cues), *more]))
