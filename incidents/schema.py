"""The record's tables. Plain SQL types only, so the same schema stands on SQLite and on PostgreSQL.

What one article says is stored once, whole, as JSON (`body`): it never changes and is never searched by field. What
the map filters by stands in columns of `incidents`, derived from the reports whenever they change; nothing there is a
source of truth. Nothing is counted here: `incidents.snapshot` reads these columns into memory.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Column, ForeignKey, Index, MetaData, Named, String, Table, TypedColumns

SCHEMA_VERSION = "0002"
"""The last of `migrations/versions/`: every change of the tables is one more of them."""

metadata = MetaData()


class _About(TypedColumns):
    key: Named[str] = Column(primary_key=True)  # record_id, changes
    value: Named[str]


class _SchemaVersion(TypedColumns):
    version_num: Named[str] = Column(String(32), primary_key=True)


class _Documents(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    source: Named[str]
    publisher: Named[str | None]
    title: Named[str | None]
    url: Named[str | None]
    published: Named[dt.date | None]
    published_basis: Named[str]
    text: Named[str]
    sha256: Named[str]
    language: Named[str]
    after: Named[str | None]


class _Readings(TypedColumns):
    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    rules_version: Named[str]


class _Reports(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    document_id: Named[str] = Column(ForeignKey("documents.id"), index=True)
    position: Named[int]  # order in the article's reading
    # The three columns that clustering looks neighbours up by:
    place_id: Named[str | None]
    date_start: Named[dt.date | None]
    date_end: Named[dt.date | None]
    search_text: Named[str]  # folded quotes, place name and publisher
    body: Named[str]


class _Findings(TypedColumns):
    """What a reading holds besides reports, in the order it was found."""

    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    position: Named[int] = Column(primary_key=True)
    body: Named[str]


class _Incidents(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    place_id: Named[str | None]
    date_start: Named[dt.date | None]
    date_end: Named[dt.date | None]
    date_latest: Named[dt.date | None]
    time_precision: Named[str]
    geo_precision: Named[int | None]
    event_type: Named[str]
    status: Named[str]
    outcome: Named[str]
    # Lists in JSON; a publisher that nobody gave is `unknown`:
    weapons: Named[str]
    attackers: Named[str]
    targets: Named[str]
    publishers: Named[str]
    changed: Named[int] = Column(index=True)  # the record's `changes` when the row was last written
    review: Named[str]  # `new` until a person has looked at it


class _IncidentReports(TypedColumns):
    report_id: Named[str] = Column(ForeignKey("reports.id"), primary_key=True)  # a report stands in one incident
    incident_id: Named[str] = Column(ForeignKey("incidents.id"))
    position: Named[int]  # oldest article first


class _IncidentRedirects(TypedColumns):
    old_id: Named[str] = Column(primary_key=True)
    incident_id: Named[str] = Column(ForeignKey("incidents.id"), index=True)


about = Table("about", metadata, _About)
schema_version = Table("alembic_version", metadata, _SchemaVersion)  # one row, kept by Alembic
documents = Table("documents", metadata, _Documents)
readings = Table("readings", metadata, _Readings)
reports = Table("reports", metadata, _Reports)
tallies = Table("tallies", metadata, _Findings)
rejected = Table("rejected", metadata, _Findings)
candidates = Table("candidates", metadata, _Findings)
incidents = Table("incidents", metadata, _Incidents)
incident_reports = Table("incident_reports", metadata, _IncidentReports)
incident_redirects = Table("incident_redirects", metadata, _IncidentRedirects)

Index("reports_neighbours", reports.c.place_id, reports.c.date_start, reports.c.date_end)
Index("incident_reports_in_order", incident_reports.c.incident_id, incident_reports.c.position)
