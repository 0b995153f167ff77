"""Keeping the stored incidents true to the stored reports: who neighbours whom, and which id a group keeps."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from incidents import bonds, history, incident_rows, placed, rows
from incidents.codec import decode_report, encode
from incidents.history import References, Turn
from incidents.rows import find_reports
from incidents.schema import about, incident_reports, incidents, reports
from incidents.types import Reading, Report
from incidents.vicinity import Reports, Vicinity, held, lengthen, longest, of_article, references, told_around
from language.arabic import fold

Names = Mapping[str, str | None]
"""The incident whose id a report speaks for when groups are named, by report id; None for no one's."""


def replace_reports(turn: Turn, reading: Reading, *, names: Names | None = None, all_go: bool = False) -> int:
    """Store a document's reports in place of those it had, and cluster them and their neighbours anew.

    The document must be stored already. An incident keeps its id as long as a group holds most of its reports, or those
    that tell the same in their stead; one whose reports all went to other groups leaves a redirect. A report that the
    document no longer tells, but about which people have decided, stays, unless `all_go`. Incidents that are now others
    carry the number of this turn. Returns the number of ids minted.
    """
    connection = turn.connection
    gone = find_reports(connection, reports.c.document_id == reading.document.id)
    fresh = _fresh(connection, reading)
    passed_on = bonds.successors(gone, fresh)
    told = references(connection, gone.keys())
    stood_in = held(told)
    lost = {id: report for id, report in gone.items() if id not in fresh and id not in passed_on}
    staying = {} if all_go else {id: lost[id] for id in _decided_about(connection, lost, stood_in)}
    leaving = gone.keys() - staying.keys()
    _take_out(connection, leaving)
    if staying:
        connection.execute(update(reports).where(reports.c.id.in_(sorted(staying))).values(withdrawn=True))
    _store_reports(connection, reading, fresh)
    spoken_for = {new: stood_in[old] for old, new in passed_on.items() if old in stood_in}
    return settle(turn, fresh | staying, near=gone.values(), told=told, names=spoken_for | dict(names or {}))


def settle(
    turn: Turn,
    present: Reports,
    *,
    near: Iterable[Report] = (),
    told: References | None = None,
    names: Names | None = None,
) -> int:
    """Cluster reports and all that can have to do with them anew, and write the incidents that are others now.

    `present` stand in the record and may have changed: their incidents are written in any case. `near` are reports that
    stand there no more, `told` the reports that incidents had before this turn took some away, `names` what is to count
    in naming groups in the place of where a report stands now. Returns the number of ids minted.
    """
    near = list(near)
    if not present and not near and not told:  # most news
        return 0
    connection = turn.connection
    vicinity = Vicinity(connection, told or {}, window(connection))
    found = vicinity.groups(present, near)
    told = vicinity.told
    stood_in = held(told)
    before: dict[str, set[str]] = {}
    for report_id, incident_id in stood_in.items():
        before.setdefault(incident_id, set()).add(report_id)
    speaking = _speaking(connection, stood_in, names or {}, before.keys())
    groups, minted = _name_groups(found, before, speaking, turn)
    changed = {
        id: group
        for id, group in groups.items()
        if (ids := {report.id for report in group}) != before.get(id) or not ids.isdisjoint(present)
    }
    retired = before.keys() - groups.keys()
    moved = _moved(retired, {**speaking, **stood_in}, groups)
    history.keep(turn, {id: told[id] for id in retired | before.keys() & changed.keys()}, moved)
    incident_rows.write(turn, changed, moved, new=changed.keys() - before.keys(), minted=minted)
    return len(minted)


def window(connection: Connection) -> int:
    """Return how many days the dates of two reports of one event may lie apart in this record; 0 when nobody said."""
    return int(connection.scalar(select(about.c.value).where(about.c.key == "window")) or 0)


def regroup(turn: Turn, days: int) -> int:
    """Cluster all reports anew, the dates of one event at most `days` apart from now on; people's decisions hold.

    Returns how many incidents are others now than they were.
    """
    connection = turn.connection
    connection.execute(delete(about).where(about.c.key == "window"))
    connection.execute(insert(about).values(key="window", value=str(days)))
    done: set[str] = set()
    for id in connection.scalars(select(reports.c.id).order_by(reports.c.id)).all():
        if id not in done:
            (seed,) = find_reports(connection, reports.c.id == id).values()
            together = _hanging_together(connection, seed, days)
            done |= together.keys()
            settle(turn, {}, near=together.values())
    return connection.scalar(select(func.count()).where(incidents.c.changed == turn.number)) or 0


def restate(turn: Turn, incident_id: str) -> None:
    """Write an incident anew whose reports are the same: people have decided something about it."""
    told = history.references(turn.connection, [incident_id])
    found = find_reports(turn.connection, reports.c.id.in_([id for _, id in told[incident_id]]))
    history.keep(turn, told, {})
    incident_rows.write(turn, {incident_id: list(found.values())}, {}, new=set(), minted=set())


def keep_reading(turn: Turn, document_id: str) -> None:
    """Keep in the history what is read in an article now, before it is changed."""
    reading = rows.read_reading(turn.connection, document_id)
    if reading is not None:
        history.keep_reading(turn, reading, rows.read_withdrawn(turn.connection, document_id))


def let_go(turn: Turn, incident_ids: Iterable[str]) -> None:
    """Take away reports of these incidents that no article tells any more and that nobody has decided about."""
    told = history.references(turn.connection, incident_ids)
    stood_in = held(told)
    withdrawn = find_reports(turn.connection, reports.c.id.in_(sorted(stood_in)) & reports.c.withdrawn)
    loose = withdrawn.keys() - _decided_about(turn.connection, withdrawn, stood_in)
    if loose:
        for document_id in sorted({withdrawn[id].document_id for id in loose}):
            keep_reading(turn, document_id)
        _take_out(turn.connection, loose)
        settle(turn, {}, near=[withdrawn[id] for id in sorted(loose)], told=told)


def place_reports(turn: Turn, place_id: str | None, affected: Reports, names: Names | None = None) -> None:
    """Let reports that the gazetteer gives no place stand at another one, or at none, and cluster them anew."""
    connection = turn.connection
    connection.execute(update(reports).where(reports.c.id.in_(sorted(affected))).values(place_id=place_id))
    moved = {
        id: placed.located(decode_report(body), place_id)
        for id, body in connection.execute(
            select(reports.c.id, reports.c.body).where(reports.c.id.in_(sorted(affected)))
        )
    }
    settle(turn, moved, near=affected.values(), names=names)


# --- who has to do with whom -----------------------------------------------------------------------------------


def _fresh(connection: Connection, reading: Reading) -> Reports:
    """Return a reading's reports, those at a name that people have put on the map standing there."""
    nameless = any(report.place_id is None and report.place_name for report in reading.reports)
    known = placed.ids_by_name(placed.placed(connection)) if nameless else {}
    return {report.id: placed.named(report, known) for report in reading.reports}


def _take_out(connection: Connection, report_ids: Collection[str]) -> None:
    """Delete reports with their links to incidents."""
    if report_ids:
        ids = sorted(report_ids)
        connection.execute(delete(incident_reports).where(incident_reports.c.report_id.in_(ids)))
        connection.execute(delete(reports).where(reports.c.id.in_(ids)))


def _store_reports(connection: Connection, reading: Reading, fresh: Reports) -> None:
    rows = [
        {
            "id": report.id,
            "document_id": report.document_id,
            "position": position,
            "place_id": fresh[report.id].place_id,
            "date_start": report.date_start,
            "date_end": report.date_end,
            "search_text": search_text(report, reading.document.publisher),
            "body": encode(report),
        }
        for position, report in enumerate(reading.reports)
    ]
    if rows:
        connection.execute(insert(reports), rows)
        lengthen(connection, reading.reports)


def search_text(report: Report, publisher: str | None) -> str:
    """Return the folded words that `Filter.text` is looked for in: quotes, place as told, publisher, a line each."""
    quotes = (evidence.quote for evidence in report.evidence)
    return fold("\n".join(dict.fromkeys((*quotes, report.place_name or "", publisher or ""))))


def _hanging_together(connection: Connection, seed: Report, days: int) -> Reports:
    """Return the stored reports that hang together with one, step by step: at its place or those that lie in it or
    around it, their dates at most `days` apart; itself alone where it lacks a place or a date."""
    found: Reports = {seed.id: seed}
    known, most = 0, longest(connection)
    while known != len(found) and seed.place_id and seed.date_start and seed.date_end:
        known = len(found)
        places = {report.place_id for report in found.values() if report.place_id}
        first = min(report.date_start for report in found.values() if report.date_start)
        last = max(report.date_end for report in found.values() if report.date_end)
        around = dt.timedelta(days)
        found = told_around(
            connection, [(place_id, first - around, last + around) for place_id in sorted(places)], most
        )
    return found


def _decided_about(connection: Connection, some: Reports, held: Mapping[str, str]) -> set[str]:
    """Return which of these reports people have put together or apart, or stand in incidents they have looked at."""
    if not some:
        return set()
    named = bonds.touching(connection, {report.document_id for report in some.values()})
    meant = {
        report.id for bond in named if (report := bonds.resolve(bond, of_article(some, bond.document_id))) is not None
    }
    looked_at = set(
        connection.scalars(
            select(incidents.c.id).where(
                incidents.c.id.in_(sorted({held[id] for id in some if id in held}))
                & incidents.c.review.in_(("confirmed", "corrected", "rejected"))
            )
        )
    )
    return meant | {id for id in some if held.get(id) in looked_at}


# --- which group is which incident -----------------------------------------------------------------------------


def _speaking(
    connection: Connection, held: Mapping[str, str], names: Names, standing: Iterable[str]
) -> Mapping[str, str]:
    """Return the incident whose id each report speaks for; none that stands elsewhere in the record."""
    wanted = {id for id in names.values() if id is not None} - set(standing)
    elsewhere = (
        set(connection.scalars(select(incidents.c.id).where(incidents.c.id.in_(sorted(wanted))))) if wanted else set()
    )
    merged = {**held, **names}
    return {report: id for report, id in merged.items() if id is not None and id not in elsewhere}


def _name_groups(
    groups: Sequence[Sequence[Report]], before: Mapping[str, set[str]], speaking: Mapping[str, str], turn: Turn
) -> tuple[dict[str, Sequence[Report]], set[str]]:
    """Return the groups by incident id, and which of the ids are new.

    A group that was an incident `before` stays it. Other ids go to the group that holds most of the reports that speak
    for them; of equals, the first by id.
    """
    standing = {frozenset(members): id for id, members in before.items()}
    claims: list[tuple[int, str, int]] = []
    for index, group in enumerate(groups):
        shares = Counter(speaking[report.id] for report in group if report.id in speaking)
        claims.extend((-share, incident_id, index) for incident_id, share in shares.items())
    members = [frozenset(report.id for report in group) for group in groups]
    named = {index: standing[ids] for index, ids in enumerate(members) if ids in standing}
    kept = set(named.values())
    for _, incident_id, index in sorted(claims):
        if index not in named and incident_id not in kept:
            named[index] = incident_id
            kept.add(incident_id)
    minted = {index: turn.mint() for index in range(len(groups)) if index not in named}
    return {(named | minted)[index]: group for index, group in enumerate(groups)}, set(minted.values())


def _moved(
    retired: Iterable[str], stood: Mapping[str, str], groups: Mapping[str, Sequence[Report]]
) -> dict[str, str | None]:
    """Return where the first report went that stood in an incident which is none any more, or that tells now what one
    of them told; None where no article does."""
    now = {report.id: incident_id for incident_id, group in groups.items() for report in group}
    went: dict[str, str] = {}
    for report_id, old in sorted(stood.items()):
        if report_id in now:
            went.setdefault(old, now[report_id])
    return {old: went.get(old) for old in sorted(retired)}
