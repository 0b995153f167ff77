"""What waits for a person's eye, the most doubtful and the most consequential first, and why each does."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, case, select

from incidents import rows
from incidents.engine import transaction
from incidents.schema import decisions, documents, incidents
from incidents.store import Record
from incidents.types import Incident

Code = Literal[
    "changed_since",
    "doubtful",
    "inferred",
    "place_unknown",
    "no_place",
    "undated",
    "far_date",
    "disputed",
    "versions",
    "many_killed",
    "killed",
    "injured",
    "confirmed_hit",
    "many_sources",
]

POINTS: Mapping[Code, int] = {
    "changed_since": 5,  # somebody has looked at it, and it is another one now
    "doubtful": 4,
    "inferred": 1,
    "place_unknown": 4,  # a name that the gazetteer lacks
    "no_place": 1,
    "undated": 2,
    "far_date": 3,  # told long before or after it happened
    "disputed": 3,
    "versions": 2,
    "many_killed": 5,
    "killed": 3,
    "injured": 1,
    "confirmed_hit": 2,
    "many_sources": 2,
}
"""What each reason is worth. The points of an incident's reasons add up."""

FAR_DAYS = 14
MANY_KILLED = 10
MANY_SOURCES = 3

_READ = 2000
"""Incidents that are read to be ranked: the likeliest by what can be told without reading them."""

_ASSESSED = ("confirmed", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an incident waits."""

    code: Code
    points: int
    """At least 1."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An incident that somebody should look at."""

    incident: Incident
    reasons: tuple[Reason, ...]
    """Those with most points first; empty for one that is only new."""

    @property
    def score(self) -> int:
        """The points of its reasons."""
        return sum(reason.points for reason in self.reasons)


def queue(record: Record, limit: int) -> tuple[Waiting, ...]:
    """Return what waits, at most `limit`: incidents that nobody has looked at, and those that articles have changed
    since somebody did. The highest score comes first, of equals the newest, then by id.

    Of a record with thousands waiting the likeliest are ranked; others move up as these are dealt with.
    """
    with transaction(record.engine) as connection:
        return tuple(
            heapq.nsmallest(limit, _ranked(connection), key=lambda one: (-one.score, _age(one), one.incident.id))
        )


def waiting_count(record: Record) -> int:
    """Return how many incidents wait."""
    with transaction(record.engine) as connection:
        return len(connection.scalars(select(incidents.c.id).where(_waits())).all())


def _waits() -> ColumnElement[bool]:
    return (incidents.c.review == "new") | _changed_since()


def _changed_since() -> ColumnElement[bool]:
    """Ask whether an incident that people have looked at was last changed by something else than a decision."""
    decided = select(decisions.c.change).where(decisions.c.change == incidents.c.changed).exists()
    return incidents.c.review.in_(_ASSESSED) & ~decided


def _ranked(connection: Connection) -> Iterator[Waiting]:
    likely = (
        case((incidents.c.review != "new", POINTS["changed_since"]), else_=0)
        + case((incidents.c.status == "disputed", POINTS["disputed"]), else_=0)
        + case((incidents.c.date_start.is_(None), POINTS["undated"]), else_=0)
        + case((incidents.c.place_id.is_(None), POINTS["place_unknown"]), else_=0)
        + case((incidents.c.outcome == "hit", POINTS["confirmed_hit"]), else_=0)
        + case((incidents.c.publishers.contains(","), POINTS["many_sources"]), else_=0)
    )
    found = select(incidents.c.id).where(_waits()).order_by(likely.desc(), incidents.c.date_latest.desc()).limit(_READ)
    ids = connection.scalars(found).all()
    for chunk in rows.batched(ids):
        told = rows.read_incidents(connection, chunk)
        articles = {report.document_id for incident in told for report in incident.reports}
        query = select(documents.c.id, documents.c.publisher, documents.c.published).where(documents.c.id.in_(articles))
        of_article = {id: (publisher, published) for id, publisher, published in connection.execute(query)}
        for incident in told:
            behind = [of_article[report.document_id] for report in incident.reports]
            yield Waiting(incident, reasons_of(incident, behind))


def reasons_of(incident: Incident, articles: list[tuple[str | None, dt.date | None]]) -> tuple[Reason, ...]:
    """Return why an incident waits; `articles` are the publisher and the day of each of its reports' articles."""
    days = [published for _, published in articles if published]
    killed = incident.fatalities or 0
    holding: dict[Code, bool] = {
        "changed_since": incident.review in _ASSESSED,
        "doubtful": incident.certainty == "doubtful",
        "inferred": incident.certainty == "inferred",
        "place_unknown": incident.place_id is None and incident.place_name is not None,
        "no_place": incident.place_id is None and incident.place_name is None,
        "undated": incident.date_start is None,
        "far_date": incident.date_end is not None
        and bool(days)
        and abs((min(days) - incident.date_end).days) > FAR_DAYS,
        "disputed": incident.status == "disputed",
        "versions": bool(incident.versions),
        "many_killed": killed >= MANY_KILLED,
        "killed": 0 < killed < MANY_KILLED,
        "injured": bool(incident.injuries),
        "confirmed_hit": incident.status == "confirmed" and incident.outcome == "hit",
        "many_sources": len({publisher for publisher, _ in articles if publisher}) >= MANY_SOURCES,
    }
    found = [Reason(code, POINTS[code]) for code, holds in holding.items() if holds]
    return tuple(sorted(found, key=lambda reason: (-reason.points, reason.code)))


def _age(waiting: Waiting) -> int:
    latest = waiting.incident.date_latest
    return -latest.toordinal() if latest else 0
