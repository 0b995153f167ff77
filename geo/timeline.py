"""A picture of incidents along time: bars stacked by status, from the first day of the window to its last."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from geo.lettering import LINE_HEIGHT
from geo.page import BODY, SMALL, Frame, Page
from geo.panel import Key
from geo.picture import Bar
from language.catalogue import Language, translations
from language.dates import format_date, format_month, format_number

DAYS_UP_TO = 62
"""Days of a window up to which days are named below the bars; beyond, months."""

YEARS_FROM = 1100
"""Days of a window from which years are named."""

MOST_LINES = 5
"""Lines across, with their numbers, above the ground line."""


def key_of_bars(bars: Sequence[Bar]) -> Key:
    """Return what the legend of these bars has to explain; it names no status where nothing happened."""
    by_status: Counter[str] = Counter()
    for bar in bars:
        by_status.update({status: count for status, count in bar.by_status.items() if count})
    return Key(by_status, None, hollow=False, inexact=False)


def draw_timeline(page: Page, room: Frame, bars: Sequence[Bar]) -> None:
    """Draw the bars with their scale and dates; Arabic alone reads from right to left, so time runs so, too."""
    size, small = page.points(BODY), page.points(SMALL)
    for language in page.languages:
        side = room.right if language == "ar" else room.left
        top = room.top - size * 0.95
        page.write(page.canvas, side, top, _unit(bars[0], language), language, size, weight=700)
    step, highest = _steps(max(bar.count for bar in bars))
    right_to_left = page.languages == ("ar",)
    numbers = page.measure(small)(format_number(highest, "en")) + page.points(6)
    foot = small * LINE_HEIGHT * len(page.languages) + page.points(7)
    frame = Frame(
        room.left if right_to_left else room.left + numbers,
        room.bottom + foot,
        room.right - numbers if right_to_left else room.right,
        room.top - size * LINE_HEIGHT - small * LINE_HEIGHT,
    )
    axes = page.axes(frame)
    axes.patch.set_visible(False)
    _draw_lines(page, axes, frame, step, highest, right_to_left)
    _draw_bars(page, axes, frame, bars, highest, right_to_left)
    _draw_dates(page, axes, frame, bars, right_to_left)


def _unit(bar: Bar, language: Language) -> str:
    words = translations(language)
    days = (bar.last - bar.first).days + 1
    if days == 1:
        return words.gettext("Incidents a day")
    return words.gettext("Incidents a week") if days == 7 else words.gettext("Incidents a month")


def _steps(most: int) -> tuple[int, int]:
    """Return how far lines across are apart, a round number, and the value of the highest of them."""
    step, factors = 1, (2, 2.5, 2)
    number = 0
    while most > step * MOST_LINES:
        step = round(step * factors[number % 3])
        number += 1
    return step, -(-most // step) * step


def _draw_lines(page: Page, axes: Axes, frame: Frame, step: int, highest: int, right_to_left: bool) -> None:
    small = page.points(SMALL)
    for value in range(0, highest + 1, step):
        y = value / highest * frame.height
        colour, width, order = (page.theme.border, 0.9, 4) if value == 0 else (page.theme.governorate, 0.5, 1)
        axes.plot([0, frame.width], [y, y], color=colour, lw=page.points(width), zorder=order, clip_on=False)
        begin = frame.width + page.points(4) if right_to_left else -page.points(4)
        page.write(
            axes,
            begin,
            y - small * 0.35,
            format_number(value, "en"),
            "en",
            small,
            colour=page.theme.text_muted,
            side="left" if right_to_left else "right",
        )


def _draw_bars(page: Page, axes: Axes, frame: Frame, bars: Sequence[Bar], highest: int, right_to_left: bool) -> None:
    theme, small = page.theme, page.points(SMALL)
    slot = frame.width / len(bars)
    wide = min(slot * 0.84, page.points(46))
    measure = page.measure(small)
    numbered = max(measure(format_number(bar.count, "en")) for bar in bars) <= slot * 0.95
    for number, bar in enumerate(bars):
        middle = (number + 0.5) * slot
        middle = frame.width - middle if right_to_left else middle
        y = 0.0
        for status, colour in theme.status.items():
            if count := bar.by_status.get(status, 0):
                high = count / highest * frame.height
                axes.add_patch(
                    Rectangle(
                        (middle - wide / 2, y),
                        wide,
                        high,
                        fc=colour,
                        ec=theme.rim if theme.rim_width else "none",
                        lw=theme.rim_width * page.points(1),
                        hatch="//////" if status in theme.hatched else None,
                        zorder=3,
                    )
                )
                y += high
        if numbered and bar.count:
            page.write(axes, middle, y + small * 0.35, format_number(bar.count, "en"), "en", small, side="center")


def _draw_dates(page: Page, axes: Axes, frame: Frame, bars: Sequence[Bar], right_to_left: bool) -> None:
    """Name days, months or years below the bars, each under the beginning of its own, as many as find room."""
    small = page.points(SMALL)
    first, last = bars[0].first, bars[-1].last
    span = (last - first).days + 1
    days = [bar.first for bar in bars] if span <= DAYS_UP_TO else _firsts(first, last)
    if span >= YEARS_FROM:
        days = [day for day in days if day.month == 1]
    measure = page.measure(small)
    texts = {day: {language: _name(day, span, language) for language in page.languages} for day in days}
    widest = max(measure(text) for names in texts.values() for text in names.values())
    # Days are named below the middle of their bar, months and years below their beginning.
    inset = frame.width / len(bars) / 2 if span <= DAYS_UP_TO else 0.0
    places = [(day - first).days / span * frame.width + inset for day in days]
    apart = min((after - before for before, after in pairwise(places)), default=frame.width)
    every = ceil((widest + page.points(10)) / apart)
    for day, place in list(zip(days, places, strict=True))[::every]:
        x = frame.width - place if right_to_left else place
        axes.plot([x, x], [0, -page.points(3)], color=page.theme.border, lw=page.points(0.7), clip_on=False)
        at = min(max(x, widest / 2), frame.width - widest / 2)
        # A year is the same in both languages.
        told = {text: language for language, text in texts[day].items()}
        for line, (text, language) in enumerate(told.items()):
            base = -page.points(4) - (line + 0.8) * small * LINE_HEIGHT
            page.write(axes, at, base, text, language, small, colour=page.theme.text_muted, side="center")


def _firsts(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first days of the months in a span."""
    months = []
    day = first if first.day == 1 else (first.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    while day <= last:
        months.append(day)
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return months


def _name(day: dt.date, span: int, language: Language) -> str:
    if span <= DAYS_UP_TO:
        return format_date(day, language)
    return str(day.year) if span >= YEARS_FROM else format_month(day, language)
