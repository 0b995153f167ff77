"""The record's tables. Plain SQL types only, so the same schema stands on SQLite and on PostgreSQL.

What one article says is stored once, whole, as JSON (`body`): it never changes and is never searched by field. What
the map filters by stands in columns of `incidents`, derived from the reports whenever they change; nothing there is a
source of truth. Nothing is counted here: `incidents.snapshot` reads these columns into memory.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, Column, ForeignKey, Index, MetaData, Named, String, Table, TypedColumns, false

SCHEMA_VERSION = "0006"
"""The last of `migrations/versions/`: every change of the tables is one more of them."""

metadata = MetaData()


class _About(TypedColumns):
    key: Named[str] = Column(primary_key=True)  # record_id, changes, window, longest
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
    # The three columns that clustering looks neighbours up by. The place is the body's, or the one that a person has
    # given to its name since:
    place_id: Named[str | None]
    date_start: Named[dt.date | None]
    date_end: Named[dt.date | None]
    search_text: Named[str]  # folded quotes, place name and publisher
    body: Named[str]
    # Its article, read again, no longer tells it; it stays because people have decided about it:
    withdrawn: Named[bool] = Column(server_default=false())


class _Findings(TypedColumns):
    """What a reading holds besides reports, in the order it was found."""

    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    position: Named[int] = Column(primary_key=True)
    body: Named[str]


class _Shown(TypedColumns):
    """What is known of an incident without reading its reports."""

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
    review: Named[str]  # what people have made of it, `new` until one has
    corrections: Named[str | None]  # fields set by people, as `incidents.corrections` writes them
    entered: Named[int] = Column(BigInteger, server_default="0")  # seconds since 1970; 0 for before there was a history


class _Incidents(_Shown):
    id: Named[str] = Column(primary_key=True)
    changed: Named[int] = Column(index=True)  # the change that wrote the row


class _PastIncidents(_Shown):
    """An incident as it was from one change (`changed`) until another."""

    id: Named[str] = Column(primary_key=True)
    until: Named[int] = Column(primary_key=True, index=True)
    changed: Named[int] = Column(index=True)
    reports: Named[str]  # [document id, report id] of each, in order, in JSON
    moved_to: Named[str | None] = Column(index=True)  # the incident it became part of by the change `until`


class _IncidentReports(TypedColumns):
    report_id: Named[str] = Column(ForeignKey("reports.id"), primary_key=True)  # a report stands in one incident
    incident_id: Named[str] = Column(ForeignKey("incidents.id"))
    position: Named[int]  # oldest article first


class _IncidentRedirects(TypedColumns):
    old_id: Named[str] = Column(primary_key=True)
    incident_id: Named[str] = Column(ForeignKey("incidents.id"), index=True)


class _Changes(TypedColumns):
    """Every change of the record, in order. Only ever added to."""

    number: Named[int] = Column(primary_key=True, autoincrement=False)
    at: Named[int] = Column(BigInteger)  # seconds since 1970, never before the change before it
    who: Named[str]
    kind: Named[str]
    why: Named[str]  # empty where nobody said
    # A change is written down before what it brings:
    document_id: Named[str | None] = Column(
        ForeignKey("documents.id", deferrable=True, initially="DEFERRED"), index=True
    )


class _PastReadings(TypedColumns):
    """What was read in an article until a change, withdrawn reports among it."""

    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    until: Named[int] = Column(primary_key=True)
    body: Named[str]


class _Decisions(TypedColumns):
    """What people have decided. Only `in_force` ever changes, and only by a later decision."""

    change: Named[int] = Column(ForeignKey("changes.number"), primary_key=True)
    kind: Named[str]
    incident_id: Named[str | None] = Column(index=True)  # as it was called then
    body: Named[str]  # what was decided, in JSON
    in_force: Named[bool]
    undoes: Named[int | None] = Column(ForeignKey("decisions.change"))


class _Bonds(TypedColumns):
    """Reports that a person has put together (in one part) or apart (in several parts of one decision)."""

    decision: Named[int] = Column(ForeignKey("decisions.change"), primary_key=True)
    position: Named[int] = Column(primary_key=True)
    part: Named[int]
    document_id: Named[str] = Column(ForeignKey("documents.id"), index=True)
    report_id: Named[str]
    # Where its main quote stands and which place it names: found again by these when it is read under another id.
    place_id: Named[str | None]
    start: Named[int]
    end: Named[int]


class _Claims(TypedColumns):
    """Who is at work on an incident."""

    incident_id: Named[str] = Column(primary_key=True)
    who: Named[str]
    until: Named[int] = Column(BigInteger)  # seconds since 1970


class _Editions(TypedColumns):
    """Versions of the record that were published. Only ever added to."""

    name: Named[str] = Column(primary_key=True)
    number: Named[int]  # the last change in it
    at: Named[int] = Column(BigInteger)  # seconds since 1970
    who: Named[str]
    why: Named[str]  # empty where nothing was said


class _Wordings(TypedColumns):
    """Which document holds some words, however its blanks stand."""

    digest: Named[str] = Column(primary_key=True)  # of the words with one blank between
    document_id: Named[str] = Column(ForeignKey("documents.id"))


class _Origins(TypedColumns):
    """Every place where a document was found."""

    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    source: Named[str] = Column(primary_key=True)
    publisher: Named[str | None]
    url: Named[str | None]


class _Pages(TypedColumns):
    """The latest text of an article, by its address."""

    address: Named[str] = Column(primary_key=True)
    document_id: Named[str] = Column(ForeignKey("documents.id"))


class _Revisions(TypedColumns):
    """Texts that another one at their address has taken the place of."""

    earlier_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    document_id: Named[str] = Column(ForeignKey("documents.id"), index=True)


class _Failures(TypedColumns):
    """Articles that could not be read, until they can."""

    source: Named[str] = Column(primary_key=True)
    known: Named[str]  # what loading knew of it, in JSON
    reason: Named[str]
    at: Named[int] = Column(BigInteger)  # of the last attempt, seconds since 1970
    attempts: Named[int]


class _Feeds(TypedColumns):
    """What a feed said last, and when to look at it again."""

    url: Named[str] = Column(primary_key=True)
    etag: Named[str | None]
    modified: Named[str | None]
    next_at: Named[int] = Column(BigInteger)  # seconds since 1970
    failures: Named[int]  # in a row


class _FeedItems(TypedColumns):
    """What a feed said of an article when it was last read."""

    url: Named[str] = Column(primary_key=True)
    stamp: Named[str]


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
past_incidents = Table("past_incidents", metadata, _PastIncidents)
changes = Table("changes", metadata, _Changes)
past_readings = Table("past_readings", metadata, _PastReadings)
decisions = Table("decisions", metadata, _Decisions)
bonds = Table("bonds", metadata, _Bonds)
claims = Table("claims", metadata, _Claims)
editions = Table("editions", metadata, _Editions)
wordings = Table("wordings", metadata, _Wordings)
origins = Table("origins", metadata, _Origins)
pages = Table("pages", metadata, _Pages)
revisions = Table("revisions", metadata, _Revisions)
failures = Table("failures", metadata, _Failures)
feeds = Table("feeds", metadata, _Feeds)
feed_items = Table("feed_items", metadata, _FeedItems)

Index("reports_neighbours", reports.c.place_id, reports.c.date_start, reports.c.date_end)
# A search walks through these two columns alone, a fifteenth of the table. Elsewhere an entry may not be as long.
Index("reports_words", reports.c.id, reports.c.search_text).ddl_if(dialect="sqlite")
Index("incident_reports_in_order", incident_reports.c.incident_id, incident_reports.c.position)
