"""A quiet histogram of one place's incidents over time, stacked by status: shown, not moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape

from incidents.histogram import Bin
from language.catalogue import Language, translations
from language.dates import format_date, format_month, format_number, format_range
from language.punctuation import COMMA
from language.terms import term
from ui.cards import STATUSES, incident_count


def timeline(bins: Sequence[Bin], first: dt.date, last: dt.date, language: Language) -> str:
    """Return the bars as HTML, time running the way the language is read; `bins` reach from `first` to `last`.

    Every bar says its days and numbers when it is pointed at, and all of them are told to a screen reader.
    """
    highest = max((one.count for one in bins), default=0) or 1
    drawn = "".join(_bar(one, place, len(bins), highest, language) for place, one in enumerate(bins) if one.count)
    grid = "".join(
        f'<div class="line" style="bottom:{value / highest * 100:.2f}%">'
        f"<span>{format_number(value, language)}</span></div>"
        for value in sorted({highest, highest // 2} - {0})
    )
    middle = first + (last - first) / 2
    ends = [first, middle, last] if (last - first).days > 300 else [first, last] if last > first else [first]
    ticks = "".join(f"<span>{escape(_tick(day, first, last, language))}</span>" for day in ends)
    in_words = "; ".join(told(one, language) for one in bins if one.count)
    return (
        f'<div class="timeline" role="img" aria-label="{escape(in_words, quote=True)}">'
        f'<div class="bars">{grid}{drawn}</div><div class="ends">{ticks}</div></div>'
    )


def per(bins: Sequence[Bin], language: Language) -> str:
    """Return what one bar counts."""
    words = translations(language)
    match bins[0].unit:
        case "day":
            return words.gettext("Incidents a day")
        case "week":
            return words.gettext("Incidents a week")
    return words.gettext("Incidents a month")


def _bar(one: Bin, place: int, places: int, highest: int, language: Language) -> str:
    parts = "".join(
        f'<i class="status-{status}" style="height:{one.by_status[status] / one.count * 100:.2f}%"></i>'
        for status in STATUSES
        if one.by_status.get(status)
    )
    return (
        f'<div class="stack" title="{escape(told(one, language), quote=True)}" '
        f'style="inset-inline-start:{place / places * 100:.3f}%;width:{100 / places:.3f}%;'
        f'height:{one.count / highest * 100:.2f}%">{parts}</div>'
    )


def told(one: Bin, language: Language) -> str:
    """Return a bar in words: its days, how many incidents, and how many of each status."""
    when = format_month(one.first, language) if one.unit == "month" else format_range(one.first, one.last, language)
    counted = incident_count(one.count, language)
    statuses = COMMA[language].join(
        f"{term('status', status, language)} {one.by_status[status]}"
        for status in STATUSES
        if one.by_status.get(status)
    )
    return f"{when}: {counted} ({statuses})"


def _tick(day: dt.date, first: dt.date, last: dt.date, language: Language) -> str:
    return format_date(day, language) if day in (first, last) else format_month(day, language)
