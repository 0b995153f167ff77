"""Keeping the stored incidents true to the stored reports: who neighbours whom, and which id a group keeps."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from incidents.codec import decode_report, encode
from incidents.groups import cluster
from incidents.merge import derive
from incidents.schema import (
    documents,
    incident_redirects,
    incident_reports,
    incidents,
    reports,
)
from incidents.selection import UNKNOWN
from incidents.types import Reading, Report
from language.arabic import fold

_DERIVED = (
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


def replace_reports(connection: Connection, reading: Reading, changes: int, mint: Callable[[], str]) -> int:
    """Store a document's reports in place of those it had, and cluster them and their neighbours anew.

    The document must be stored already. An incident keeps its id as long as a group holds most of its reports; one
    whose reports all went to other groups leaves a redirect. Incidents that are now others carry `changes`, the
    number of this change. Returns the number of ids minted.
    """
    gone = _reports(connection, reports.c.document_id == reading.document.id)
    neighbours = _neighbours(connection, [*gone.values(), *reading.reports])
    fresh = {report.id: report for report in reading.reports}
    held = _incident_ids(connection, neighbours.keys() | gone.keys() | fresh.keys())
    before: dict[str, set[str]] = {}
    for report_id, incident_id in held.items():
        before.setdefault(incident_id, set()).add(report_id)

    present = {id: report for id, report in neighbours.items() if id not in gone} | fresh
    groups, minted = _name_groups(cluster(present.values()), held, mint)
    changed = {
        id: group
        for id, group in groups.items()
        if (ids := {report.id for report in group}) != before.get(id) or not ids.isdisjoint(fresh)
    }
    retired = before.keys() - groups.keys()
    _take_apart(connection, sorted(retired | before.keys() & changed.keys()))
    _store_reports(connection, reading, gone.keys())
    articles = _articles(connection, [report for group in changed.values() for report in group])
    for id, group in changed.items():
        _store_incident(connection, id, group, articles, changes, new=id in minted)
    _retire(connection, retired, held, groups)
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
    connection.execute(delete(incident_reports).where(incident_reports.c.incident_id.in_(incident_ids)))


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
    kept: set[str] = set()
    for _, incident_id, index in sorted(claims):
        if index not in named and incident_id not in kept:
            named[index] = incident_id
            kept.add(incident_id)
    minted = {index: mint() for index in range(len(groups)) if index not in named}
    return {(named | minted)[index]: group for index, group in enumerate(groups)}, set(minted.values())


@dataclass(frozen=True, slots=True)
class _Article:
    """What stands behind a report."""

    order: tuple[dt.date, str, int]
    """Sorts reports: the article's publication date, undated articles last, then the report's place in it."""
    publisher: str | None


def _articles(connection: Connection, present: Iterable[Report]) -> dict[str, _Article]:
    """Return what stands behind each report, by report id."""
    rows = connection.execute(
        select(reports.c.id, documents.c.published, documents.c.id, reports.c.position, documents.c.publisher)
        .join_from(reports, documents, reports.c.document_id == documents.c.id)
        .where(reports.c.id.in_(sorted(report.id for report in present)))
    )
    return {
        id: _Article((published or dt.date.max, document_id, position), publisher)
        for id, published, document_id, position, publisher in rows
    }


def _store_incident(
    connection: Connection,
    id: str,
    group: Iterable[Report],
    articles: Mapping[str, _Article],
    changes: int,
    *,
    new: bool,
) -> None:
    incident = derive(id, sorted(group, key=lambda report: articles[report.id].order))
    publishers = {articles[report.id].publisher or UNKNOWN for report in incident.reports}
    columns: dict[str, Any] = {name: getattr(incident, name) for name in _DERIVED}
    columns |= {name: _as_list(getattr(incident, name)) for name in ("weapons", "attackers", "targets")}
    columns |= {"publishers": _as_list(sorted(publishers)), "changed": changes}
    if new:
        connection.execute(insert(incidents).values(id=id, review="new", **columns))
    else:
        connection.execute(update(incidents).where(incidents.c.id == id).values(**columns))
    connection.execute(
        insert(incident_reports),
        [
            {"report_id": report.id, "incident_id": id, "position": position}
            for position, report in enumerate(incident.reports)
        ],
    )


def _as_list(values: Iterable[str]) -> str:
    return json.dumps(list(dict.fromkeys(values)), ensure_ascii=False, separators=(",", ":"))


def _retire(
    connection: Connection, retired: Iterable[str], held: Mapping[str, str], groups: Mapping[str, Sequence[Report]]
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
