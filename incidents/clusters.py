"""Keeping the stored incidents true to the stored reports: who neighbours whom, and which id a group keeps."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from incidents.codec import decode_report, encode
from incidents.merge import cluster, derive
from incidents.schema import (
    documents,
    incident_facets,
    incident_redirects,
    incident_reports,
    incidents,
    reports,
)
from incidents.types import Incident, Reading, Report
from language.arabic import fold

UNKNOWN = "unknown"
"""Facet value of an incident that names no weapon, attacker or target."""


def replace_reports(connection: Connection, reading: Reading, mint: Callable[[], str]) -> int:
    """Store a document's reports in place of those it had, and cluster them and their neighbours anew.

    The document must be stored already. An incident keeps its id as long as a group holds most of its reports; one
    whose reports all went to other groups leaves a redirect. Returns the number of ids minted.
    """
    gone = _reports(connection, reports.c.document_id == reading.document.id)
    neighbours = _neighbours(connection, [*gone.values(), *reading.reports])
    touched = (neighbours | gone).keys() | {report.id for report in reading.reports}
    held = _incident_ids(connection, touched)
    _take_apart(connection, sorted(set(held.values())))
    _store_reports(connection, reading, gone.keys())

    present = {id: report for id, report in neighbours.items() if id not in gone}
    present |= {report.id: report for report in reading.reports}
    groups, minted = _name_groups(cluster(present.values()), held, mint)
    order = _oldest_first(connection, present)
    for id, group in groups.items():
        _store_incident(connection, derive(id, sorted(group, key=lambda report: order[report.id])), id not in minted)
    _retire(connection, set(held.values()) - groups.keys(), held, groups)
    return len(minted)


def _reports(connection: Connection, condition: Any) -> dict[str, Report]:
    rows = connection.execute(select(reports.c.id, reports.c.body).where(condition))
    return {id: decode_report(body) for id, body in rows}


def _neighbours(connection: Connection, seeds: Iterable[Report]) -> dict[str, Report]:
    """Return the stored reports at the seeds' places whose dates hang together with theirs, day by shared day."""
    found: dict[str, Report] = {}
    for seed in seeds:
        if seed.place_id is None or seed.date_start is None or seed.date_end is None or seed.id in found:
            continue
        first, last = seed.date_start, seed.date_end
        while True:
            near = _reports(
                connection,
                (reports.c.place_id == seed.place_id) & (reports.c.date_start <= last) & (reports.c.date_end >= first),
            )
            wider_first = min((report.date_start or first for report in near.values()), default=first)
            wider_last = max((report.date_end or last for report in near.values()), default=last)
            if (min(first, wider_first), max(last, wider_last)) == (first, last):
                break
            first, last = min(first, wider_first), max(last, wider_last)
        found |= near
    return found


def _incident_ids(connection: Connection, report_ids: Iterable[str]) -> dict[str, str]:
    """Return report id → incident id for the reports that stand in one."""
    rows = connection.execute(
        select(incident_reports.c.report_id, incident_reports.c.incident_id).where(
            incident_reports.c.report_id.in_(sorted(report_ids))
        )
    )
    return dict(rows.all())


def _take_apart(connection: Connection, incident_ids: Sequence[str]) -> None:
    for table in (incident_reports, incident_facets):
        connection.execute(delete(table).where(table.c.incident_id.in_(incident_ids)))


def _store_reports(connection: Connection, reading: Reading, gone: Iterable[str]) -> None:
    connection.execute(delete(reports).where(reports.c.id.in_(sorted(gone))))
    rows = [
        {
            "id": report.id,
            "document_id": report.document_id,
            "position": position,
            "place_id": report.place_id,
            "date_start": report.date_start,
            "date_end": report.date_end,
            "search_text": search_text(report, reading.document.publisher),
            "body": encode(report),
        }
        for position, report in enumerate(reading.reports)
    ]
    if rows:
        connection.execute(insert(reports), rows)


def search_text(report: Report, publisher: str | None) -> str:
    """Return the folded words that `Filter.text` is looked for in: quotes, place as told, publisher, a line each."""
    quotes = (evidence.quote for evidence in report.evidence)
    return fold("\n".join(dict.fromkeys((*quotes, report.place_name or "", publisher or ""))))


def _name_groups(
    groups: Sequence[Sequence[Report]], held: Mapping[str, str], mint: Callable[[], str]
) -> tuple[dict[str, Sequence[Report]], set[str]]:
    """Return the groups by incident id, and which of the ids are new.

    An existing incident's id goes to the group that holds most of its reports; of equals, the first by id.
    """
    claims: list[tuple[int, str, int]] = []
    for index, group in enumerate(groups):
        shares = Counter(held[report.id] for report in group if report.id in held)
        claims.extend((-share, incident_id, index) for incident_id, share in shares.items())
    named: dict[int, str] = {}
    for _, incident_id, index in sorted(claims):
        if index not in named and incident_id not in named.values():
            named[index] = incident_id
    minted = {index: mint() for index in range(len(groups)) if index not in named}
    return {(named | minted)[index]: group for index, group in enumerate(groups)}, set(minted.values())


def _oldest_first(connection: Connection, present: Mapping[str, Report]) -> dict[str, tuple[dt.date, str, int]]:
    """Return a sort key for each report: its article's publication date, undated articles last, then its place."""
    rows = connection.execute(
        select(reports.c.id, documents.c.published, documents.c.id, reports.c.position)
        .join_from(reports, documents, reports.c.document_id == documents.c.id)
        .where(reports.c.id.in_(sorted(present)))
    )
    return {id: (published or dt.date.max, document_id, position) for id, published, document_id, position in rows}


def _store_incident(connection: Connection, incident: Incident, exists: bool) -> None:
    columns = {
        name: getattr(incident, name)
        for name in (
            "place_id",
            "date_start",
            "date_end",
            "date_latest",
            "time_precision",
            "geo_precision",
            "event_type",
            "status",
            "outcome",
        )
    }
    if exists:
        connection.execute(update(incidents).where(incidents.c.id == incident.id).values(**columns))
    else:
        connection.execute(insert(incidents).values(id=incident.id, review="new", **columns))
    connection.execute(
        insert(incident_reports),
        [
            {"report_id": report.id, "incident_id": incident.id, "position": position}
            for position, report in enumerate(incident.reports)
        ],
    )
    told = {"weapon": incident.weapons, "attacker": incident.attackers, "target": incident.targets}
    connection.execute(
        insert(incident_facets),
        [
            {"incident_id": incident.id, "kind": kind, "value": value}
            for kind, values in told.items()
            for value in dict.fromkeys(values or (UNKNOWN,))
        ],
    )


def _retire(
    connection: Connection, retired: set[str], held: Mapping[str, str], groups: Mapping[str, Sequence[Report]]
) -> None:
    """Remove incidents whose reports are all elsewhere now, leaving redirects to where the first of them went."""
    now = {report.id: incident_id for incident_id, group in groups.items() for report in group}
    for old in sorted(retired):
        new = next((now[report_id] for report_id in sorted(held) if held[report_id] == old and report_id in now), None)
        pointing = incident_redirects.c.incident_id == old
        if new is None:  # the article no longer tells it, and nobody else does
            connection.execute(delete(incident_redirects).where(pointing))
            connection.execute(delete(incidents).where(incidents.c.id == old))
        else:
            connection.execute(update(incident_redirects).where(pointing).values(incident_id=new))
            connection.execute(delete(incidents).where(incidents.c.id == old))
            connection.execute(insert(incident_redirects).values(old_id=old, incident_id=new))
