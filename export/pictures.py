"""The record into pictures: what a filter shows as one map, as small maps by month or weapon, or along time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from export.about import state_text
from export.permalink import is_local
from export.selection import selection_in_words
from geo.gazetteer import Gazetteer
from geo.page import Size
from geo.palette import LIGHT, Theme
from geo.picture import MOST_PARTS, PRINT, Bar, Extent, Kind, Part, Picture
from incidents.histogram import histogram
from incidents.pins import Pin
from incidents.sources import SAMPLE_PUBLISHER, source_name
from incidents.store import Record
from incidents.types import WEAPONS, Filter
from language.catalogue import LANGUAGES, Language, translations
from language.dates import format_month
from language.terms import term

Split = Literal["month", "weapon"]
"""What small maps are divided by."""

_DAY = re.compile(r",? *\d{4}-\d\d-\d\d$")

_MONTHS = (1, 3, 12, 24, 60, 120)
"""How many months a small map may stand for."""


def picture_of(
    record: Record,
    gazetteer: Gazetteer,
    filter: Filter,
    *,
    as_of: dt.date,
    pin: Pin | None = None,
    kind: Kind = "map",
    split: Split = "month",
    language: Literal["ar", "en", "both"] = "both",
    size: Size = PRINT,
    theme: Theme = LIGHT,
    extent: Extent | None = None,
    titles: Mapping[Language, str] | None = None,
    permalink: str = "",
) -> Picture:
    """Return the picture of what a filter shows, for `geo.static_map.render`; an empty selection gives one that
    says so.

    `as_of` is today, or the day the record is shown as of; `pin` says which past state the record is. `split` matters
    to `multiples` only.
    """
    counts = record.counts(filter)
    parts: Sequence[Part] = ()
    remarks: Mapping[Language, str] = {}
    if kind == "multiples" and counts.shown:
        divide = _by_month if split == "month" else _by_weapon
        parts, remarks = divide(record, gazetteer, filter)
    publishers = [publisher for publisher, _ in record.publishers(filter)]
    return Picture(
        marks=record.marks(filter, gazetteer),
        date_from=filter.date_from,
        date_to=filter.date_to,
        as_of=as_of,
        shown=counts.shown,
        undated=counts.undated if filter.undated else 0,
        unlocated=counts.unlocated,
        sources=_named(publishers),
        extent=extent,
        titles=titles or {},
        language=language,
        size=size,
        theme=theme,
        kind=kind,
        parts=parts,
        bars=_bars(record, filter) if kind == "timeline" else (),
        selection={one: selection_in_words(filter, gazetteer, one) for one in LANGUAGES},
        remarks=remarks,
        span=record.extent(filter),
        state={one: state_text(pin, as_of, one) for one in LANGUAGES} if pin else {},
        # Nobody elsewhere could open it.
        permalink="" if is_local(permalink) else permalink,
        # Where our dispatches are not among the articles, none has to be asked.
        samples=_named(_followed(record, filter)) if SAMPLE_PUBLISHER in publishers else {},
    )


def _followed(record: Record, filter: Filter) -> list[str]:
    """Return whose reports our sample dispatches behind a selection follow, as their articles say, by name."""
    ids = {report.document_id for incident in record.iterate(filter) for report in incident.reports}
    articles = [record.document(id) for id in ids]
    return sorted({_DAY.sub("", article.after) for article in articles if article and article.after})


def _named(sources: Sequence[str]) -> dict[Language, list[str]]:
    """Return sources by the names they have in each language."""
    return {language: [source_name(source, language) for source in sources] for language in LANGUAGES}


def _bars(record: Record, filter: Filter) -> list[Bar]:
    extent = record.extent(filter)
    if extent is None:
        return []
    bins = histogram(record.days(filter), filter.date_from or extent[0], filter.date_to or extent[1])
    return [Bar(one.first, one.last, one.by_status) for one in bins]


def _by_month(record: Record, gazetteer: Gazetteer, filter: Filter) -> tuple[list[Part], dict[Language, str]]:
    """Return a part for each month of the window, or for so many months that `MOST_PARTS` are enough, and a last one
    for the undated incidents where there are some."""
    parts, remarks = [], {}
    extent = record.extent(filter)
    undated = record.counts(filter).undated if filter.undated else 0
    if extent:
        first, last = filter.date_from or extent[0], filter.date_to or extent[1]
        most = MOST_PARTS - bool(undated)
        step = next(
            (step for step in _MONTHS if len(_stretches(first, last, step)) <= most),
            12 * -(-(last.year - first.year + 1) // (most - 1)),
        )
        for start, end in _stretches(first, last, step):
            wanted = replace(filter, date_from=max(start, first), date_to=min(end, last), undated=False)
            names = {language: _stretch_name(start, end, language) for language in LANGUAGES}
            parts.append(Part(names, record.marks(wanted, gazetteer), record.counts(wanted).shown))
        remarks = {
            language: translations(language).gettext(
                "An incident that may belong to two of the small maps stands on both."
            )
            for language in LANGUAGES
        }
    if undated:
        wanted = replace(filter, date_from=dt.date.max, date_to=dt.date.max)  # a window that no date is in
        names = {language: term("precision", "undated", language) for language in LANGUAGES}
        parts.append(Part(names, record.marks(wanted, gazetteer), undated))
    return parts, remarks


def _stretches(first: dt.date, last: dt.date, months: int) -> list[tuple[dt.date, dt.date]]:
    """Return stretches of so many whole months that cover a window, beginning where the calendar does."""
    start = (first.year * 12 + first.month - 1) // months * months
    end = last.year * 12 + last.month - 1
    return [
        (_month(number), _month(number + months) - dt.timedelta(days=1)) for number in range(start, end + 1, months)
    ]


def _month(number: int) -> dt.date:
    """Return the first day of a month, counted from the year 0."""
    return dt.date(number // 12, number % 12 + 1, 1)


def _stretch_name(first: dt.date, last: dt.date, language: Language) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return format_month(first, language)
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{format_month(first, language)} – {format_month(last, language)}"


def _by_weapon(record: Record, gazetteer: Gazetteer, filter: Filter) -> tuple[list[Part], dict[Language, str]]:
    """Return a part for each weapon that the incidents name, and one for those that name none."""
    found = dict(record.facets(filter)["weapons"])
    parts = []
    for weapon in WEAPONS:
        if found.get(weapon) and (not filter.weapons or weapon in filter.weapons):
            wanted = replace(filter, weapons=frozenset({weapon}))
            names = {language: term("weapon", weapon, language) for language in LANGUAGES}
            parts.append(Part(names, record.marks(wanted, gazetteer), record.counts(wanted).shown))
    remark = {
        language: translations(language).gettext("An incident with several weapons stands on the small map of each.")
        for language in LANGUAGES
    }
    return parts, remark
