"""Time: a histogram stacked by status over the record's whole span, and under it the slider that sets the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from incidents.histogram import Bin, histogram
from incidents.types import Filter
from language.catalogue import Language, translations
from language.dates import format_date, format_month, format_number, format_range
from language.terms import term
from ui import source
from ui.cards import STATUSES, paragraph
from ui.session import follow, narrow, view
from ui.theme import slider_reversed

_MOST_TICKS = 5
_YEARS_FROM = 550  # days; below that months are named


def draw_time(version: str) -> None:
    """Draw histogram and slider; nothing but a line where no incident has a date."""
    language = view().language
    words = translations(language)
    extent = source.extent(version)
    with st.container(key="time"):
        if extent is None:
            st.html(paragraph(words.gettext("No incident has a date yet."), "empty"))
            return
        first, last = extent
        window = _window(view().filter, first, last)
        all_days = source.days(version, replace(view().filter, date_from=None, date_to=None))
        bins = histogram(all_days, first, last)
        st.html(_heading(view().filter, bins, language) + bars(bins, first, last, window, language, slider_reversed()))
        if first == last:
            return
        follow("window", window)
        st.slider(
            words.gettext("Window"),
            min_value=first,
            max_value=last,
            step=dt.timedelta(days=1),
            key="window",
            format="YYYY-MM-DD",
            label_visibility="collapsed",
            on_change=_move_window,
            args=(first, last),
        )
        _draw_presets(first, last, language)


def bars(
    bins: Sequence[Bin],
    first: dt.date,
    last: dt.date,
    window: tuple[dt.date, dt.date],
    language: Language,
    right_to_left: bool,
) -> str:
    """Return the histogram as HTML. A day stands above its place on the slider; bars outside the window are faint."""
    span = max((last - first).days, 1)
    highest = max((one.count for one in bins), default=0) or 1

    def across(days: float) -> float:
        share = min(max(days / span, 0.0), 1.0) * 100
        return 100 - share if right_to_left else share

    drawn = []
    for one in bins:
        if not one.count:
            continue
        edges = sorted((across((one.first - first).days - 0.5), across((one.last - first).days + 0.5)))
        outside = one.last < window[0] or one.first > window[1]
        parts = "".join(
            f'<i class="status-{status}" style="height:{one.by_status[status] / one.count * 100:.2f}%"></i>'
            for status in STATUSES
            if one.by_status.get(status)
        )
        drawn.append(
            f'<div class="bar{" out" if outside else ""}" title="{escape(_bin_text(one, language), quote=True)}" '
            f'style="left:{edges[0]:.3f}%;width:{edges[1] - edges[0]:.3f}%;height:{one.count / highest * 100:.2f}%">'
            f"{parts}</div>"
        )
    grid = "".join(
        f'<div class="grid" style="bottom:{value / highest * 100:.2f}%">'
        f"<span>{format_number(value, language)}</span></div>"
        for value in sorted({highest, highest // 2} - {0})
    )
    return (
        f'<div class="histogram" role="img" aria-label="{escape(_summary(bins, language), quote=True)}">'
        f'<div class="plot">{grid}{"".join(drawn)}</div>{_ticks(first, last, across, language)}</div>'
    )


def _window(filter: Filter, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The slider's two ends: the filter's window, cut to the record's span; open ends stand at the span's ends."""
    start = min(max(filter.date_from or first, first), last)
    end = min(max(filter.date_to or last, first), last)
    return start, end


def _move_window(first: dt.date, last: dt.date) -> None:
    """Take the slider's window; an end at the end of the record's span stays open, so that later incidents show."""
    start, end = st.session_state.window
    narrow(date_from=start if start > first else None, date_to=end if end < last else None)


def _draw_presets(first: dt.date, last: dt.date, language: Language) -> None:
    words = translations(language)
    with st.container(key="presets", horizontal=True, gap="medium"):
        st.button(
            words.gettext("All dates"), key="all_dates", on_click=narrow, kwargs={"date_from": None, "date_to": None}
        )
        for days in (7, 30, 90):
            start = last - dt.timedelta(days=days - 1)
            if start > first:
                label = words.ngettext("Last {count} day", "Last {count} days", days).format(count=days)
                st.button(label, key=f"last_{days}", on_click=narrow, kwargs={"date_from": start, "date_to": None})


def _heading(filter: Filter, bins: Sequence[Bin], language: Language) -> str:
    words = translations(language)
    unit = bins[0].unit
    if unit == "day":
        per = words.gettext("Incidents a day")
    elif unit == "week":
        per = words.gettext("Incidents a week")
    else:
        per = words.gettext("Incidents a month")
    if filter.date_from is None and filter.date_to is None:
        window = words.gettext("All dates")
    else:
        window = format_range(filter.date_from, filter.date_to, language)
    return f'<p class="time-head"><b>{escape(window)}</b><span>{escape(per)}</span></p>'


def _bin_text(one: Bin, language: Language) -> str:
    words = translations(language)
    when = format_month(one.first, language) if one.unit == "month" else format_range(one.first, one.last, language)
    counted = words.ngettext("{count} incident", "{count} incidents", one.count).format(count=one.count)
    told = ", ".join(
        f"{term('status', status, language)} {one.by_status[status]}"
        for status in STATUSES
        if one.by_status.get(status)
    )
    return f"{when}: {counted} ({told})"


def _summary(bins: Sequence[Bin], language: Language) -> str:
    """The histogram for those who do not see it."""
    if not any(one.count for one in bins):
        return translations(language).gettext("No dated incident")
    return "; ".join(_bin_text(one, language) for one in bins if one.count)


def _ticks(first: dt.date, last: dt.date, across: Callable[[float], float], language: Language) -> str:
    """Dates under the bars: both ends, and between them years, months or days, as many as fit."""
    span = (last - first).days
    days = [day for day in _round_days(first, last) if 0.15 < (day - first).days / max(span, 1) < 0.85]
    step = max(1, -(-len(days) // _MOST_TICKS))
    flip = across(0) > 50

    def tick(day: dt.date, kind: str, text: str) -> str:
        place = across((day - first).days)
        return f'<span class="tick {kind}" dir="{_direction(language)}" style="left:{place:.2f}%">{escape(text)}</span>'

    ticks = [tick(day, "minor", _tick(day, span, language)) for day in days[::step]]
    ends = [tick(first, "last" if flip else "first", format_date(first, language))]
    if last != first:
        ends.append(tick(last, "first" if flip else "last", format_date(last, language)))
    return "".join([*ticks, *ends])


def _round_days(first: dt.date, last: dt.date) -> list[dt.date]:
    if (last - first).days <= 62:
        return [first + dt.timedelta(days=day) for day in range(1, (last - first).days)]
    months = []
    day = (first.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    while day < last:
        months.append(day)
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return [month for month in months if month.month == 1] if (last - first).days >= _YEARS_FROM else months


def _tick(day: dt.date, span: int, language: Language) -> str:
    if span <= 62:
        return str(day.day)
    return str(day.year) if span >= _YEARS_FROM else format_month(day, language)


def _direction(language: Language) -> str:
    return "rtl" if language == "ar" else "ltr"
