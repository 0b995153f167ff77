"""Incidents as rows: written with what their reports say and people have decided, and taken away with a redirect."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from incidents import corrections, decisions
from incidents.decisions import Standing
from incidents.history import Turn
from incidents.merge import derive
from incidents.schema import documents, incident_redirects, incident_reports, incidents, past_incidents, reports
from incidents.selection import UNKNOWN
from incidents.types import Incident, Report

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


def write(
    turn: Turn,
    groups: Mapping[str, Sequence[Report]],
    moved: Mapping[str, str | None],
    *,
    new: Iterable[str],
    minted: Iterable[str],
) -> None:
    """Write the rows of these incidents with what people have decided about them, and their links to reports.

    `new` stand in no row yet; those of them that are not `minted` did once. `moved` says what became of incidents that
    are none any more, which are removed: decisions about them hold for those they are in now.
    """
    if not groups and not moved:
        return
    connection = turn.connection
    fresh, never_seen = set(new), set(minted)
    emptied = sorted((groups.keys() - fresh) | moved.keys())
    if emptied:
        connection.execute(delete(incident_reports).where(incident_reports.c.incident_id.in_(emptied)))
    articles = _articles(connection, [report for group in groups.values() for report in group])
    back = _led_by(connection, fresh - never_seen, moved)
    standings = decisions.standings(connection, _all_names(connection, groups.keys() - never_seen, moved, back))
    entered = _entered(connection, fresh - never_seen)
    rows, known, links = [], [], []
    for id, group in groups.items():
        told = derive(id, sorted(group, key=lambda report: articles[report.id].order))
        standing = decisions.standing_of(standings.get(id, Standing()), told.reports)
        publishers = {articles[report.id].publisher or UNKNOWN for report in told.reports}
        row = _row(corrections.apply(told, standing.corrections)) | {
            "publishers": _as_list(sorted(publishers)),
            "review": standing.review,
            "corrections": corrections.encode(standing.corrections),
            "changed": turn.number,
        }
        if id in fresh:
            rows.append(row | {"id": id, "entered": entered.get(id, turn.at)})
        else:
            known.append(row | {"known_id": id})
        links += [
            {"report_id": report.id, "incident_id": id, "position": position}
            for position, report in enumerate(told.reports)
        ]
    if rows:
        connection.execute(insert(incidents), rows)
    if known:
        connection.execute(update(incidents).where(incidents.c.id == bindparam("known_id")), known)
    if links:
        connection.execute(insert(incident_reports), links)
    _retire(connection, moved)
    _revive(connection, fresh - never_seen, back)


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


def _row(incident: Incident) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(incident, name) for name in _DERIVED}
    return row | {name: _as_list(getattr(incident, name)) for name in ("weapons", "attackers", "targets")}


def _as_list(values: Iterable[str]) -> str:
    return json.dumps(list(dict.fromkeys(values)), ensure_ascii=False, separators=(",", ":"))


def _all_names(
    connection: Connection, ids: Iterable[str], moved: Mapping[str, str | None], back: Mapping[str, str]
) -> dict[str, str]:
    """Return every name that incidents have or had, with the one they have now; `back` go `_led_by` others again."""
    names = {id: id for id in ids} | dict(back)
    names |= {old: new for old, new in moved.items() if new is not None}
    leading_here = {**names, **{new: new for new in names.values()}}
    if leading_here:
        rows = connection.execute(
            select(incident_redirects.c.old_id, incident_redirects.c.incident_id).where(
                incident_redirects.c.incident_id.in_(sorted(leading_here))
            )
        )
        names |= {old: leading_here[new] for old, new in rows if old not in names}
    return names


def _entered(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return when incidents that stand in the record again first did."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    rows = connection.execute(
        select(past_incidents.c.id, func.min(past_incidents.c.entered))
        .where(past_incidents.c.id.in_(wanted))
        .group_by(past_incidents.c.id)
    )
    return dict(rows.all())


def _retire(connection: Connection, moved: Mapping[str, str | None]) -> None:
    """Remove incidents that are none any more, leaving redirects to what the first of their reports went to."""
    for old, new in moved.items():
        pointing = incident_redirects.c.incident_id == old
        if new is None:  # the article no longer tells it, and nobody else does
            connection.execute(delete(incident_redirects).where(pointing))
            connection.execute(delete(incidents).where(incidents.c.id == old))
        else:
            connection.execute(update(incident_redirects).where(pointing).values(incident_id=new))
            connection.execute(delete(incidents).where(incidents.c.id == old))
            connection.execute(insert(incident_redirects).values(old_id=old, incident_id=new))


def _led_by(connection: Connection, ids: Collection[str], moved: Mapping[str, str | None]) -> dict[str, str]:
    """Return the names of incidents that were merged into ones that stand in the record again, with the one they lead
    to: what was decided about them leaves the incident where it has been since, and goes back as well."""
    leading = {id: id for id in ids}
    waiting = set(ids)
    ended = (
        select(past_incidents.c.id, func.max(past_incidents.c.until).label("until"))
        .group_by(past_incidents.c.id)
        .subquery()
    )
    while waiting:
        rows: Sequence[Any] = connection.execute(
            select(past_incidents.c.id, past_incidents.c.moved_to)
            .join(ended, (ended.c.id == past_incidents.c.id) & (ended.c.until == past_incidents.c.until))
            .where(past_incidents.c.moved_to.in_(sorted(waiting)))
            .where(past_incidents.c.id.not_in(select(incidents.c.id).where(incidents.c.id.not_in(sorted(moved)))))
        ).all()
        waiting = {old for old, _ in rows} - leading.keys()
        leading |= {old: leading[new] for old, new in rows if old in waiting}
    return {old: new for old, new in leading.items() if old not in ids}


def _revive(connection: Connection, ids: Collection[str], back: Mapping[str, str]) -> None:
    """Let incidents that stand in the record again be found under their own ids, and under those `_led_by` them."""
    if not ids:
        return
    connection.execute(delete(incident_redirects).where(incident_redirects.c.old_id.in_(sorted({*ids, *back}))))
    if back:
        rows = [{"old_id": old, "incident_id": new} for old, new in sorted(back.items())]
        connection.execute(insert(incident_redirects), rows)
