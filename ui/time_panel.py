"""Time: a histogram stacked by status over the record's whole span, the window under it, and what moves the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from incidents.histogram import Bin, histogram
from incidents.types import Filter
from language.catalogue import Language, translations
from language.dates import format_date, format_month, format_number, format_range
from language.terms import term
from ui import source
from ui.cards import STATUSES, paragraph
from ui.drawn import Part
from ui.session import narrow, state_of_view, view
from ui.source import State
from ui.timeline import per, told

_MOST_TICKS = 5
_YEARS_FROM = 550  # days; below that months are named

_PART = Part("time")


def draw_time(state: State) -> None:
    """Draw histogram, window and player; nothing but a line where no incident has a date."""
    language = view().language
    words = translations(language)
    extent = source.extent(state, Filter())
    with st.container(key="time"):
        if extent is None:
            st.html(paragraph(words.gettext("No incident has a date yet."), "empty"))
            return
        first, last = extent
        with st.container(key="window"):
            whole = replace(view().filter, date_from=None, date_to=None)
            # Where the map's colours mean the same, its legend explains the bars too.
            chart = _chart(state, whole, first, last, language, view().colouring != "status")
            stand = _stand(view().filter, first, last, language)
            _PART.draw("time_panel", {**chart, **stand, "turn": st.session_state.time_turn}, window=_move_window)
        if first != last:
            _draw_presets(first, last, language)


def _stand(filter: Filter, first: dt.date, last: dt.date, language: Language) -> dict[str, Any]:
    """Where the window stands, in days from `first`, and what it is called."""
    start, end = window(filter, first, last)
    if filter.date_from is None and filter.date_to is None:
        heading = translations(language).gettext("All dates")
    else:
        heading = format_range(start, end, language)
    return {"window": [(start - first).days, (end - first).days], "heading": heading}


@lru_cache(maxsize=64)
def _chart(
    state: State, whole: Filter, first: dt.date, last: dt.date, language: Language, explained: bool
) -> Mapping[str, Any]:
    """What `ui/scripts/time.js` draws, but for the window: the same for all readers while a window moves.

    `whole` is a filter without a window, `explained` adds what the colours mean. Days are counted from `first`, 0
    being that day.
    """
    words = translations(language)
    bins = histogram(source.days(state, whole), first, last)
    highest = max((one.count for one in bins), default=0)
    return {
        "language": language,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "unit": per(bins, language),
        "legend": [[one, term("status", one, language)] for one in STATUSES] if explained else [],
        "statuses": STATUSES,
        "summary": _summary(bins, language),
        "bins": [
            {
                "from": (one.first - first).days,
                "to": (one.last - first).days,
                "parts": [one.by_status.get(status, 0) for status in STATUSES],
                "text": told(one, language),
            }
            for one in bins
            if one.count
        ],
        "grid": [[value, format_number(value, language)] for value in sorted({highest, highest // 2} - {0})],
        "ticks": _ticks(first, last, language),
        "words": {
            "from": words.gettext("First day of the window"),
            "to": words.gettext("Last day of the window"),
            "push": words.gettext("Drag to move the window"),
            "brush": words.gettext("Drag to choose a window, click a bar to choose its days"),
            "play": words.gettext("Play"),
            "pause": words.gettext("Pause"),
            "step": words.gettext("Step"),
            "steps": [["1", words.gettext("day by day")], ["7", words.gettext("week by week")]],
            "speed": words.gettext("Speed"),
            "speeds": [
                ["slow", words.gettext("slow")],
                ["normal", words.gettext("normal")],
                ["fast", words.gettext("fast")],
            ],
        },
    }


def window(filter: Filter, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Return the filter's window, cut to the record's span; open ends stand at the span's ends."""
    start = min(max(filter.date_from or first, first), last)
    end = min(max(filter.date_to or last, first), last)
    return start, end


def told_window(wish: object, first: dt.date, last: dt.date) -> dict[str, dt.date | None] | None:
    """Return the window that the browser wishes for as changes of the filter; None for what is no window.

    An end at the end of the record's span, or beyond it, stays open, so that later incidents show.
    """
    if not isinstance(wish, Mapping):
        return None
    try:
        start, end = (dt.date.fromisoformat(str(wish.get(name))) for name in ("from", "to"))
    except ValueError:
        return None
    if end < start:
        return None
    return {"date_from": start if start > first else None, "date_to": end if end < last else None}


def _move_window() -> None:
    """Take the window that the browser wishes for. One that still moves stays out of the address."""
    wish = st.session_state.time_panel.get("window")
    extent = source.extent(state_of_view(), Filter())
    changes = told_window(wish, *extent) if extent else None
    st.session_state.time_turn += 1
    if changes is not None:
        narrow(**changes)
        st.session_state.settled = bool(wish.get("settled"))


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


def _summary(bins: Sequence[Bin], language: Language) -> str:
    """The histogram for those who do not see it: how much it holds, and where most is."""
    words = translations(language)
    full = [one for one in bins if one.count]
    if not full:
        return words.gettext("No dated incident")
    total = sum(one.count for one in full)
    most = max(full, key=lambda one: one.count)
    counted = words.ngettext("{count} incident with a date", "{count} incidents with a date", total)
    label = words.gettext("Most:")
    return f"{counted.format(count=total)}. {label} {told(most, language)}"


def _ticks(first: dt.date, last: dt.date, language: Language) -> list[tuple[int, str, str]]:
    """Dates under the bars: both ends, and between them years, months or days, as many as fit."""
    span = (last - first).days
    days = [day for day in _round_days(first, last) if 0.15 < (day - first).days / max(span, 1) < 0.85]
    step = max(1, -(-len(days) // _MOST_TICKS))
    ticks = [((day - first).days, "minor", _tick(day, span, language)) for day in days[::step]]
    ends = [(0, "first", format_date(first, language))]
    if last != first:
        ends.append((span, "last", format_date(last, language)))
    return [*ticks, *ends]


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
