"""The one place where a `Filter` becomes SQL, and the counts the screen and the exports ask for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, case, exists, func, or_, select

from geo.gazetteer import load_gazetteer
from incidents.schema import documents, incident_facets, incident_reports, incidents, reports
from incidents.types import Filter
from language.arabic import fold

FACETS = (
    "places",
    "governorates",
    "attackers",
    "targets",
    "weapons",
    "outcomes",
    "statuses",
    "precisions",
    "publishers",
)
"""The fields of `Filter` that hold sets of values, in the order the screen shows them."""

_COLUMNS: Mapping[str, Column[str] | Column[str | None]] = {
    "places": incidents.c.place_id,
    "outcomes": incidents.c.outcome,
    "statuses": incidents.c.status,
}
_KINDS = {"attackers": "attacker", "targets": "target", "weapons": "weapon"}

_UNDATED = incidents.c.date_start.is_(None)
_HOW_MANY_UNDATED = func.count(case((_UNDATED, 1)))
_HOW_MANY_UNLOCATED = func.count(case((incidents.c.place_id.is_(None), 1)))


@dataclass(frozen=True, slots=True)
class Counts:
    """What the numbers on screen say."""

    shown: int
    """Incidents that pass the filter."""
    total: int
    """Incidents in the record."""
    undated: int
    """Undated incidents that pass the rest of the filter: part of `shown` where the filter shows undated ones,
    otherwise hidden with the others, but counted here all the same."""
    unlocated: int
    """How many of `shown` have no place on the map."""

    @property
    def hidden(self) -> int:
        """Incidents that the filter hides."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Incidents that pass a filter at one place."""

    place_id: str
    """Gazetteer id."""
    count: int
    """At least 1."""
    undated: int
    """How many of them carry no date."""
    geo_precision: int
    """The finest of its incidents: 1 the place itself, 2 near it, 3 a governorate or wider."""
    by_status: Mapping[str, int]
    """Incidents by truth status; the values add up to `count`, and no status stands with 0."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """Dated incidents that pass a filter, by the first day they can have happened on."""

    day: dt.date
    """The incident's `date_start`, or the first day of the filter's window where it began before the window."""
    status: str
    """Truth status."""
    count: int
    """At least 1."""


def conditions(filter: Filter, without: str | None = None) -> ColumnElement[bool]:
    """Return the condition on `incidents` that a filter means; `without` leaves one of `FACETS` or `undated` out."""
    parts = [_dates(filter, filter.undated or without == "undated")]
    for facet in FACETS:
        chosen: frozenset[str] = getattr(filter, facet)
        if chosen and facet != without:
            parts.append(_chosen(facet, chosen))
    parts.extend(_stands_somewhere(word) for word in fold(filter.text).split())
    return and_(*parts)


def _dates(filter: Filter, undated: bool) -> ColumnElement[bool]:
    """An incident is in the window when its own interval touches it; undated ones never are, only shown beside it."""
    window: ColumnElement[bool] = ~_UNDATED
    if filter.date_from is not None:
        window = and_(window, incidents.c.date_end >= filter.date_from)
    if filter.date_to is not None:
        window = and_(window, incidents.c.date_start <= filter.date_to)
    return or_(_UNDATED, window) if undated else window


# Both `exists` below are tied to `incidents` by name: the other tables may stand in the query around them too.


def _chosen(facet: str, values: frozenset[str]) -> ColumnElement[bool]:
    if facet in _COLUMNS:
        return _COLUMNS[facet].in_(sorted(values))
    if facet == "governorates":
        return incidents.c.place_id.in_(sorted(id for id, region in _regions().items() if region in values))
    if facet == "precisions":
        pointed = incidents.c.geo_precision.in_(sorted(int(value) for value in values if value in ("1", "2", "3")))
        return or_(pointed, incidents.c.geo_precision.is_(None)) if "unknown" in values else pointed
    if facet == "publishers":
        return (
            exists()
            .where(
                incident_reports.c.incident_id == incidents.c.id,
                incident_reports.c.report_id == reports.c.id,
                reports.c.document_id == documents.c.id,
                func.coalesce(documents.c.publisher, "unknown").in_(sorted(values)),
            )
            .correlate(incidents)
        )
    return (
        exists()
        .where(
            incident_facets.c.incident_id == incidents.c.id,
            incident_facets.c.kind == _KINDS[facet],
            incident_facets.c.value.in_(sorted(values)),
        )
        .correlate(incidents)
    )


def _stands_somewhere(word: str) -> ColumnElement[bool]:
    """The folded word stands in a quote, the place's name as told or in the gazetteer, or the publisher."""
    told = (
        exists()
        .where(
            incident_reports.c.incident_id == incidents.c.id,
            incident_reports.c.report_id == reports.c.id,
            reports.c.search_text.contains(word, autoescape=True),
        )
        .correlate(incidents)
    )
    named = [place_id for place_id, names in _folded_names().items() if word in names]
    return or_(told, incidents.c.place_id.in_(named)) if named else told


@cache
def _folded_names() -> Mapping[str, str]:
    """Return every spelling of each place in the gazetteer, folded, a line each, by place id."""
    return {place.id: "\n".join(fold(name.text) for name in place.names) for place in load_gazetteer().places}


@cache
def _regions() -> Mapping[str, str]:
    """Return the governorate's p-code of each place in the gazetteer, else its country's code, by place id."""
    return {place.id: place.admin1_pcode or place.country for place in load_gazetteer().places}


def newest_first(filter: Filter) -> Select[str]:
    """Return the ids of the incidents that pass, newest first, then by id; those without any date come last."""
    latest = incidents.c.date_latest
    return select(incidents.c.id).where(conditions(filter)).order_by(latest.desc().nulls_last(), incidents.c.id)


def counts(connection: Connection, filter: Filter) -> Counts:
    """Return what the filter shows and hides."""
    total = connection.scalar(select(func.count()).select_from(incidents)) or 0
    shown, without_place = connection.execute(
        select(func.count(), _HOW_MANY_UNLOCATED).select_from(incidents).where(conditions(filter))
    ).one()
    undated = connection.scalar(
        select(func.count()).select_from(incidents).where(conditions(filter, without="undated"), _UNDATED)
    )
    return Counts(shown=shown, total=total, undated=undated or 0, unlocated=without_place)


def place_counts(connection: Connection, filter: Filter) -> tuple[PlaceCount, ...]:
    """Return one row a place that has incidents passing the filter, by place id; unlocated ones are left out."""
    rows = connection.execute(
        select(
            incidents.c.place_id,
            incidents.c.status,
            func.count(),
            _HOW_MANY_UNDATED,
            func.min(incidents.c.geo_precision),
        )
        .where(conditions(filter))
        .group_by(incidents.c.place_id, incidents.c.status)
        .order_by(incidents.c.place_id, incidents.c.status)
    )
    found = []
    for place_id, group in groupby(rows, key=lambda row: row[0]):
        if place_id is not None:
            _, statuses, numbers, undated, precisions = zip(*group, strict=True)
            precision = min((finest for finest in precisions if finest is not None), default=3)
            by_status = dict(zip(statuses, numbers, strict=True))
            found.append(PlaceCount(place_id, sum(numbers), sum(undated), precision, by_status))
    return tuple(found)


def days(connection: Connection, filter: Filter) -> tuple[DayCount, ...]:
    """Return dated incidents that pass the filter, by day and status, in order; each incident counts once."""
    found: Counter[tuple[dt.date, str]] = Counter()
    rows = connection.execute(
        select(incidents.c.date_start, incidents.c.status, func.count())
        .where(conditions(filter))
        .group_by(incidents.c.date_start, incidents.c.status)
    )
    for day, status, count in rows:
        if day is not None:
            found[max(day, filter.date_from or day), status] += count
    return tuple(DayCount(day, status, count) for (day, status), count in sorted(found.items()))


def facets(connection: Connection, filter: Filter) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return for each of `FACETS` its values and how many incidents each would show, most first, then by value.

    A facet is counted with its own choice left out, so that the reader sees what choosing more would add.
    """
    return {facet: _facet(connection, facet, conditions(filter, without=facet)) for facet in FACETS}


def publishers(connection: Connection, filter: Filter) -> tuple[tuple[str, int], ...]:
    """Return who published the reports of the incidents that pass and how many each, most first, then by name."""
    query = (
        select(documents.c.publisher, func.count())
        .where(
            conditions(filter),
            incident_reports.c.incident_id == incidents.c.id,
            reports.c.id == incident_reports.c.report_id,
            documents.c.id == reports.c.document_id,
        )
        .group_by(documents.c.publisher)
    )
    return _most_first(connection.execute(query))


def _facet(connection: Connection, facet: str, condition: ColumnElement[bool]) -> tuple[tuple[str, int], ...]:
    match facet:
        case "governorates":
            found: Counter[str] = Counter()
            places = select(incidents.c.place_id, func.count()).where(condition).group_by(incidents.c.place_id)
            for place_id, count in connection.execute(places):
                region = _regions().get(place_id or "")
                if region is not None:
                    found[region] += count
            return _most_first(found.items())
        case "precisions":
            finest = incidents.c.geo_precision
            rows = connection.execute(select(finest, func.count()).where(condition).group_by(finest))
            return _most_first((str(value or "unknown"), count) for value, count in rows)
        case "publishers":
            publisher = func.coalesce(documents.c.publisher, "unknown")
            told = (
                select(publisher, func.count(incidents.c.id.distinct()))
                .where(
                    condition,
                    incident_reports.c.incident_id == incidents.c.id,
                    reports.c.id == incident_reports.c.report_id,
                    documents.c.id == reports.c.document_id,
                )
                .group_by(publisher)
            )
            return _most_first(connection.execute(told))
    value = _COLUMNS.get(facet, incident_facets.c.value)
    query = select(value, func.count()).where(condition).group_by(value)
    if facet in _KINDS:
        query = query.where(incident_facets.c.incident_id == incidents.c.id, incident_facets.c.kind == _KINDS[facet])
    return _most_first(connection.execute(query))


def _most_first(rows: Iterable[Row[str | None, int] | tuple[str | None, int]]) -> tuple[tuple[str, int], ...]:
    found = [(name, count) for name, count in rows if name is not None]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
