"""Documents, readings and incidents as the tables hold them: writing a document's rows, and rows back to nouns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from incidents import corrections
from incidents.codec import decode_candidate, decode_rejected, decode_report, decode_tally, encode
from incidents.merge import derive
from incidents.placed import located
from incidents.schema import candidates, documents, incident_reports, incidents, readings, rejected, reports, tallies
from incidents.types import Candidate, Document, Incident, Reading, Rejected, Report, Tally

Noun = TypeVar("Noun")
Asked = TypeVar("Asked")

_CHUNK = 500


def batched(asked: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    """Yield what is asked for, such as ids, in runs that are short enough to be asked for together."""
    for start in range(0, len(asked), _CHUNK):
        yield asked[start : start + _CHUNK]


def write_document(connection: Connection, reading: Reading, known: bool) -> None:
    """Store all of a reading but its reports; `known` says whether the document stands there and is to be replaced."""
    document = reading.document
    version = reading.rules_version
    if known:
        connection.execute(update(documents).where(documents.c.id == document.id).values(**asdict(document)))
        connection.execute(update(readings).where(readings.c.document_id == document.id).values(rules_version=version))
        for findings in (tallies, rejected, candidates):
            connection.execute(delete(findings).where(findings.c.document_id == document.id))
    else:
        connection.execute(insert(documents), asdict(document))
        connection.execute(insert(readings), {"document_id": document.id, "rules_version": version})
    found: tuple[tuple[Table, Sequence[Tally | Rejected | Candidate]], ...] = (
        (tallies, reading.tallies),
        (rejected, reading.rejected),
        (candidates, reading.candidates),
    )
    for table, nouns in found:
        if nouns:
            connection.execute(
                insert(table),
                [
                    {"document_id": document.id, "position": position, "body": encode(noun)}
                    for position, noun in enumerate(nouns)
                ],
            )


def read_document(connection: Connection, id: str) -> Document | None:
    """Return a document; None for an unknown id."""
    row = connection.execute(select(documents).where(documents.c.id == id)).one_or_none()
    return Document(**row._mapping) if row else None


def read_reading(connection: Connection, document_id: str) -> Reading | None:
    """Return a document with all that was found in it, in the order it was found; None for an unknown id."""
    document = read_document(connection, document_id)
    if document is None:
        return None
    bodies = connection.scalars(
        select(reports.c.body)
        .where((reports.c.document_id == document_id) & ~reports.c.withdrawn)
        .order_by(reports.c.position)
    )
    version = connection.scalar(select(readings.c.rules_version).where(readings.c.document_id == document_id))
    return Reading(
        document=document,
        reports=tuple(decode_report(body) for body in bodies),
        tallies=read_findings(connection, tallies, decode_tally, document_id),
        rejected=read_findings(connection, rejected, decode_rejected, document_id),
        candidates=read_findings(connection, candidates, decode_candidate, document_id),
        rules_version=version or "",
    )


def read_withdrawn(connection: Connection, document_id: str) -> tuple[Report, ...]:
    """Return the reports that a document no longer tells and that stay because people have decided about them."""
    bodies = connection.scalars(
        select(reports.c.body)
        .where((reports.c.document_id == document_id) & reports.c.withdrawn)
        .order_by(reports.c.id)
    )
    return tuple(decode_report(body) for body in bodies)


def read_findings(
    connection: Connection, table: Table, decode: Callable[[str], Noun], document_id: str | None = None
) -> tuple[Noun, ...]:
    """Return what a table of findings holds, of one document or of all, by document and in the order found."""
    query = select(table.c.body).order_by(table.c.document_id, table.c.position)
    if document_id is not None:
        query = query.where(table.c.document_id == document_id)
    bodies: Iterable[str] = connection.scalars(query)
    return tuple(decode(body) for body in bodies)


def find_reports(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Report]:
    """Return the stored reports for which a condition on their rows holds, by id, each at its place in the record."""
    found = connection.execute(select(reports.c.id, reports.c.body, reports.c.place_id).where(condition)).all()
    return {id: located(decode_report(body), place_id) for id, body, place_id in found}


def read_incidents(connection: Connection, ids: Sequence[str]) -> list[Incident]:
    """Return the incidents of these ids, in their order; unknown ids are left out."""
    told: defaultdict[str, list[Report]] = defaultdict(list)
    rows = connection.execute(
        select(incident_reports.c.incident_id, reports.c.body, reports.c.place_id)
        .join_from(incident_reports, reports, incident_reports.c.report_id == reports.c.id)
        .where(incident_reports.c.incident_id.in_(ids))
        .order_by(incident_reports.c.incident_id, incident_reports.c.position)
    )
    for incident_id, body, place_id in rows:
        told[incident_id].append(located(decode_report(body), place_id))
    held = connection.execute(
        select(incidents.c.id, incidents.c.review, incidents.c.corrections, incidents.c.changed).where(
            incidents.c.id.in_(ids)
        )
    )
    of = {row.id: row for row in held}
    return [as_decided(derive(id, told[id]), of[id]) for id in ids if id in told]


def as_decided(told: Incident, row: Any) -> Incident:
    """Return what an incident's reports tell with what people have decided, as its row holds it."""
    decided = corrections.apply(told, corrections.decode(row.corrections))
    return replace(decided, review=row.review, revision=row.changed)
