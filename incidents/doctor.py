"""What must hold in every record, looked at row by row: whether each fact can still be traced to its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from geo.gazetteer import Gazetteer
from incidents import rows
from incidents.codec import decode_candidate, decode_rejected, decode_report, decode_tally
from incidents.schema import (
    candidates,
    documents,
    incident_redirects,
    incident_reports,
    incidents,
    readings,
    rejected,
    reports,
    tallies,
)
from incidents.types import Document, Evidence, Span

_DERIVED = ("place_id", "date_start", "date_end", "date_latest", "status", "outcome", "geo_precision", "event_type")
"""Columns of an incident's row that must say what its reports say together."""


def faults(connection: Connection, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield one line for each thing that is wrong in the record, with the row it is about; nothing for a sound one.

    Reads every document and report once, a document at a time.
    """
    yield from _of_the_database(connection)
    for id in connection.scalars(select(documents.c.id).order_by(documents.c.id)).all():
        yield from _of_a_document(connection, id, gazetteer)
    yield from _of_links(connection)
    yield from _of_incidents(connection)


def _of_the_database(connection: Connection) -> Iterator[str]:
    """Yield what SQLite itself finds; PostgreSQL guards its own pages and keys."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"database: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} row {row}: points at a row of {parent} that does not exist"


def _of_a_document(connection: Connection, id: str, gazetteer: Gazetteer) -> Iterator[str]:
    document = rows.read_document(connection, id)
    if document is None:
        return
    where = f"document {id}"
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    if document.sha256 != digest:
        yield f"{where}: its text has the digest {digest[:16]}…, expected {document.sha256[:16]}…: the text was changed"
    if connection.scalar(select(readings.c.rules_version).where(readings.c.document_id == id)) is None:
        yield f"{where}: stands in no reading, expected the version of the rules that read it"
    for row in connection.execute(select(reports.c.id, reports.c.body).where(reports.c.document_id == id)):
        report = decode_report(row.body)
        if (report.id, report.document_id) != (row.id, id):
            yield f"report {row.id}: says it is {report.id} of document {report.document_id}"
        if not report.evidence:
            yield f"report {row.id}: no evidence: expected the words that tell it"
        if report.place_id is not None and report.place_id not in gazetteer:
            yield f"report {row.id}: place {report.place_id!r} is not in the gazetteer"
        yield from _of_evidence(document, f"report {row.id}", report.evidence)
    for tally in rows.read_findings(connection, tallies, decode_tally, id):
        yield from _of_evidence(document, f"{where}: tally {tally.count}", tally.evidence)
    for passage in rows.read_findings(connection, rejected, decode_rejected, id):
        yield from _of_quote(document, f"{where}: rejected", passage.span, passage.quote)
    for candidate in rows.read_findings(connection, candidates, decode_candidate, id):
        yield from _of_quote(document, f"{where}: candidates", candidate.span, candidate.name)
        if candidate.quote not in document.text:
            yield f"{where}: candidates: {candidate.quote[:60]!r} does not stand in its article"


def _of_evidence(document: Document, where: str, evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for one in evidence:
        if one.document_id != document.id:
            yield f"{where}: evidence of {one.field} is from document {one.document_id}, expected {document.id}"
        else:
            yield from _of_quote(document, f"{where}: {one.field}", one.span, one.quote)


def _of_quote(document: Document, where: str, span: Span, quote: str) -> Iterator[str]:
    if not quote.strip() or document.text[span.start : span.end] != quote:
        yield f"{where}: {quote[:60]!r} does not stand at {span.start}–{span.end} of its article"


def _of_links(connection: Connection) -> Iterator[str]:
    """Yield reports without an incident, incidents without a report, and redirects that lead nowhere."""
    loose = select(reports.c.id).where(reports.c.id.not_in(select(incident_reports.c.report_id)))
    for id in connection.scalars(loose):
        yield f"report {id}: stands in no incident"
    empty = select(incidents.c.id).where(incidents.c.id.not_in(select(incident_reports.c.incident_id)))
    for id in connection.scalars(empty):
        yield f"incident {id}: has no report"
    known = select(incidents.c.id)
    for old, new in connection.execute(select(incident_redirects.c.old_id, incident_redirects.c.incident_id)):
        if connection.scalar(known.where(incidents.c.id == new)) is None:
            yield f"redirect {old}: leads to incident {new}, which does not exist"
        if connection.scalar(known.where(incidents.c.id == old)) is not None:
            yield f"redirect {old}: an incident of that id stands in the record as well"


def _of_incidents(connection: Connection) -> Iterator[str]:
    """Yield incidents whose row says something else than their reports do together."""
    ids = connection.scalars(select(incidents.c.id).order_by(incidents.c.id)).all()
    for chunk in rows.batched(ids):
        held = {row.id: row for row in connection.execute(select(incidents).where(incidents.c.id.in_(chunk)))}
        for incident in rows.read_incidents(connection, chunk):
            for name in _DERIVED:
                stored, told = getattr(held[incident.id], name), getattr(incident, name)
                if stored != told:
                    yield f"incident {incident.id}: {name} is {stored!r} in its row, its reports say {told!r}"
