"""What a person does with incidents: confirm, correct, reject, split, merge, add, put a name on the map, and undo.

Each act is one change of the record, kept whole or not at all. It names the revision of the incident that the person
looked at, and is refused when somebody or something has changed it since, so that nobody overwrites another unseen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from geo.gazetteer import load_gazetteer
from incidents import bonds, clusters, corrections, decisions, history, placed, revisions, rows
from incidents.codec import decode_report, encode
from incidents.decisions import BY_HAND, Decision
from incidents.errors import RasidError
from incidents.history import Change, Kind, Turn
from incidents.merge import derive
from incidents.placed import Placing
from incidents.rows import find_reports
from incidents.schema import incident_redirects, incident_reports, incidents, reports
from incidents.store import Record
from incidents.types import Document, Evidence, Incident, Reading, Report, Span
from language.arabic import fold

LONGEST_QUOTE = 600
"""Code points of a quote."""

_DONE: Mapping[Kind, str] = {
    "load": "an article that tells it was loaded",
    "reread": "an article that tells it was read again",
    "confirm": "it was confirmed",
    "correct": "it was corrected",
    "reject": "it was rejected",
    "split": "its reports were split",
    "merge": "it was merged",
    "add": "an incident was added by hand",
    "place": "its place was put on the map",
    "regroup": "reports were put in groups anew",
    "undo": "a decision was undone",
}


class BadDecision(RasidError):
    """An act that cannot be done as it was asked for; the line says why. Nothing was changed."""


class OutOfDate(RasidError):
    """An act on an incident that has changed since the person looked at it; the line says who changed what, and when.
    Nothing was changed."""

    def __init__(self, line: str, change: Change | None) -> None:
        """`change` is the change that came in between; None where the incident is in the record no more."""
        super().__init__(line)
        self.change = change


@dataclass(frozen=True, slots=True)
class Done:
    """What an act has changed."""

    change: int
    """Its number in the history, by which it can be undone."""
    incident_ids: tuple[str, ...]
    """The incidents it was about, as they are called now; empty when none stands in the record."""


class Desk:
    """One person at work on a record. Every method is one transaction; besides what it says, each raises
    `RecordUnavailable` when the database cannot be written."""

    def __init__(self, record: Record, who: str) -> None:
        """`who` is the name that stands in the history. Raises `BadDecision` for none."""
        if not who.strip():
            raise BadDecision("who: expected the name of the person who decides")
        self._record = record
        self.who = " ".join(who.split())

    def confirm(self, id: str, revision: int, why: str = "") -> Done:
        """Say that an incident is right as it stands, also one that was rejected. Raises `OutOfDate`."""
        return self._judge("confirm", id, revision, why)

    def reject(self, id: str, revision: int, why: str) -> Done:
        """Say that an incident is none. It stays in the record, marked, and counts no more.

        Raises `OutOfDate`, and `BadDecision` without a reason.
        """
        return self._judge("reject", id, revision, _reason(why))

    def correct(self, id: str, revision: int, values: Mapping[str, Any], why: str) -> Done:
        """Set fields of an incident (`incidents.corrections.FIELDS`) in the place of what its reports say.

        They hold whatever is read later. Raises `OutOfDate`, `BadCorrection` for what a field cannot hold, and
        `BadDecision` without a reason.
        """
        with self._turn("correct", _reason(why)) as turn:
            incident = _at_revision(turn.connection, id, revision)
            known = placed.with_placed(load_gazetteer(), placed.placed(turn.connection))
            kept = corrections.values_of(values, incident, known)
            decisions.store(turn, "correct", id, {"fields": corrections.encode_values(kept)})
            clusters.restate(turn, id)
            return Done(turn.number, (id,))

    def split(self, id: str, revision: int, report_ids: Collection[str], why: str = "") -> Done:
        """Let some reports of an incident tell another one; both parts stay apart, and each together.

        The incident keeps its id and what was decided about it; the second id of what is returned is the other one's.
        Raises `OutOfDate`, and `BadDecision` unless they are some of its reports, but not all.
        """
        with self._turn("split", why) as turn:
            incident = _at_revision(turn.connection, id, revision)
            told = {report.id: report for report in incident.reports}
            leaving = [told[one] for one in told if one in set(report_ids)]
            staying = [told[one] for one in told if one not in set(report_ids)]
            if len(leaving) != len(set(report_ids)) or not leaving or not staying:
                raise BadDecision(f"incident {id}: expected some of its {len(told)} reports to split off, but not all")
            decisions.store(turn, "split", id, {"reports": [report.id for report in leaving]})
            bonds.store(turn.connection, turn.number, [staying, leaving])
            names = {**{report.id: id for report in staying}, **{report.id: None for report in leaving}}
            clusters.settle(turn, told, names=names)
            return Done(turn.number, (id, *(_standing_in(turn.connection, leaving) - {id})))

    def merge(self, id: str, revision: int, other: str, other_revision: int, why: str = "") -> Done:
        """Say that two incidents are one: it keeps the first id, and the second leads to it.

        What was decided about either holds for it. Raises `OutOfDate`, and `BadDecision` for one and the same, or where
        one of the two is rejected.
        """
        with self._turn("merge", why) as turn:
            one = _at_revision(turn.connection, id, revision)
            two = _at_revision(turn.connection, other, other_revision)
            if id == other:
                raise BadDecision(f"incident {id}: expected another one to merge it with")
            for each in (one, two):
                if each.review == "rejected":
                    raise BadDecision(f"incident {each.id}: is rejected: undo that before it is merged")
            together = [*one.reports, *two.reports]
            decisions.store(turn, "merge", id, {"other": other})
            bonds.store(turn.connection, turn.number, [together])
            clusters.settle(turn, {report.id: report for report in together}, names=dict.fromkeys(_ids(together), id))
            return Done(turn.number, (id,))

    def add(self, document: Document, quote: str, values: Mapping[str, Any], why: str = "") -> Done:
        """Keep an incident that a person tells, with a report and a document of its own.

        `document` holds the words of whoever says so (`load.document.as_document`), with publisher, address and day;
        `quote` are those of its words that tell it, and `values` the incident's fields
        (`incidents.corrections.FIELDS`). It may join an incident that stands in the record. Raises `BadCorrection` for
        what a field cannot hold, and `BadDecision` for words that do not stand there, or stand in the record already.
        """
        with self._turn("add", why, document.id) as turn:
            known = placed.with_placed(load_gazetteer(), placed.placed(turn.connection))
            if revisions.same_words(turn.connection, document) is not None:
                raise BadDecision(f"document {document.id}: its words stand in the record already: expected others")
            kept = replace(document, source=BY_HAND)
            report = _told_by_hand(kept, quote, values, known)
            reading = Reading(kept, (report,), rules_version=BY_HAND)
            rows.write_document(turn.connection, reading, known=False)
            # The address is where the words can be checked; what stands there is not this person's text.
            revisions.keep(turn.connection, kept.id, replace(kept, url=None), new=True)
            clusters.replace_reports(turn, reading)
            (id,) = _standing_in(turn.connection, [report])
            decisions.store(turn, "add", id, {"document_id": kept.id, "report": encode(report)})
            return Done(turn.number, (id,))

    def place(self, name: str, placing: Placing, why: str = "") -> Done:
        """Put a name that the gazetteer lacks on the map, for all reports without a place that tell it, now and later.

        Raises `BadPlacing` for what cannot be a place's, and for a name that somebody has put there already.
        """
        with self._turn("place", why) as turn:
            place = placed.place_of(name, placing, load_gazetteer(), placed.placed(turn.connection), turn.number)
            decisions.store(turn, "place", None, {"name": name.strip(), "place": placed.encode(place)})
            affected = _unplaced(turn.connection, name)
            clusters.place_reports(turn, place.id, affected)
            return Done(turn.number, tuple(sorted(_standing_in(turn.connection, affected.values()))))

    def undo(self, change: int, why: str = "") -> Done:
        """Let a decision hold no more, or, where that is an undoing, let what it undid hold again.

        The record then is as if it had not been made, and later ones had. Raises `BadDecision` for a change that is no
        decision, or holds no more already, and for a place on which other decisions stand.
        """
        with self._turn("undo", why) as turn:
            decision = decisions.read(turn.connection, change)
            if decision is None:
                raise BadDecision(f"change {change}: expected a decision of a person, by its number in the history")
            if not decision.in_force:
                raise BadDecision(f"change {change}: is undone already")
            root = _toggle(turn.connection, decision, in_force=False)
            decisions.store(turn, "undo", root.incident_id, {}, undoes=change)
            return Done(turn.number, tuple(sorted(_follow(turn, root, change))))

    def _judge(self, kind: Kind, id: str, revision: int, why: str) -> Done:
        with self._turn(kind, why) as turn:
            incident = _at_revision(turn.connection, id, revision)
            decisions.store(turn, kind, id, {"reports": _ids(incident.reports)})
            clusters.restate(turn, id)
            return Done(turn.number, (id,))

    @contextmanager
    def _turn(self, kind: Kind, why: str, document_id: str | None = None) -> Iterator[Turn]:
        with self._record.turn(kind, self.who, why.strip(), document_id) as turn:
            yield turn


def _reason(why: str) -> str:
    if not why.strip():
        raise BadDecision("why: expected a reason")
    return why


def _ids(some: Sequence[Report]) -> list[str]:
    return [report.id for report in some]


def _at_revision(connection: Connection, id: str, revision: int) -> Incident:
    """Return an incident that is still as a person has seen it. Raises `OutOfDate`."""
    found = next(iter(rows.read_incidents(connection, [id])), None)
    if found is None:
        moved = connection.scalar(select(incident_redirects.c.incident_id).where(incident_redirects.c.old_id == id))
        raise OutOfDate(f"incident {id}: {f'is part of {moved} now' if moved else 'is not in the record'}", None)
    if found.revision != revision:
        change = history.read_changes(connection, [found.revision]).get(found.revision)
        since = f"{_DONE[change.kind]} by {change.who} at {change.at:%Y-%m-%d %H:%M:%S} UTC" if change else "it changed"
        raise OutOfDate(f"incident {id}: {since}, after it was looked at: look again", change)
    return found


def _standing_in(connection: Connection, some: Collection[Report]) -> set[str]:
    """Return the incidents in which reports stand."""
    rows = connection.scalars(
        select(incident_reports.c.incident_id).where(incident_reports.c.report_id.in_(sorted(_ids(list(some)))))
    )
    return set(rows)


def _told_by_hand(document: Document, quote: str, values: Mapping[str, Any], known: Mapping[str, Any]) -> Report:
    quote = quote.strip()
    start = document.text.find(quote)
    if not quote or start < 0 or len(quote) > LONGEST_QUOTE:
        raise BadDecision(f"quote {quote[:40]!r}: expected words of the document, at most {LONGEST_QUOTE} characters")
    evidence = Evidence(document.id, "act", Span(start, start + len(quote)), quote, BY_HAND)
    bare = Report(
        id=f"{document.id}-by-hand",
        document_id=document.id,
        rules_version=BY_HAND,
        date_start=None,
        date_end=None,
        date_latest=document.published,
        time_precision="undated",
        time_of_day=None,
        place_id=None,
        place_name=None,
        geo_precision=None,
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        weapons=(),
        munition_count=None,
        attackers=(),
        targets=(),
        target_detail=None,
        outcome="unknown",
        casualties=(),
        status="reported",
        sources=(document.publisher,) if document.publisher else (),
        versions=(),
        certainty="explicit",
        certainty_reason=None,
        evidence=(evidence,),
    )
    told = replace(bare, **corrections.values_of(values, derive(bare.id, [bare]), known))
    return replace(told, date_latest=told.date_end or document.published)


def _unplaced(connection: Connection, name: str) -> dict[str, Report]:
    """Return the reports without a place that tell a name, in any spelling."""
    wanted = fold(name)
    found = find_reports(connection, reports.c.place_id.is_(None))
    return {id: report for id, report in found.items() if fold(report.place_name or "") == wanted}


# --- undoing ---------------------------------------------------------------------------------------------------


def _toggle(connection: Connection, decision: Decision, *, in_force: bool) -> Decision:
    """Let a decision hold or not, and what it undoes the other way round; return the one at the end of the chain."""
    decisions.set_in_force(connection, decision.change, in_force)
    undone = decisions.read(connection, decision.undoes) if decision.undoes is not None else None
    if undone is None:
        return replace(decision, in_force=in_force)
    return _toggle(connection, undone, in_force=not in_force)


def _follow(turn: Turn, root: Decision, change: int) -> set[str]:
    """Bring the record to what holds since a decision was toggled; return the incidents that it is about.

    Incidents get back the ids they had before `change`, the change that is undone.
    """
    connection = turn.connection
    names = history.names_before(connection, change)
    if root.kind in ("split", "merge"):
        meant = bonds.meant_by(connection, root.change)
        clusters.settle(turn, meant, names=names)
        about = _standing_in(connection, meant.values())
    elif root.kind == "place":
        about = _follow_place(turn, root, names)
    elif root.kind == "add":
        about = _follow_add(turn, root, names)
    else:
        about = _present(connection, root.incident_id)
        for id in about:
            clusters.restate(turn, id)
    clusters.let_go(turn, about)
    return set(connection.scalars(select(incidents.c.id).where(incidents.c.id.in_(sorted(about)))))


def _follow_place(turn: Turn, root: Decision, names: clusters.Names) -> set[str]:
    connection, place = turn.connection, placed.decode(root.body["place"])
    if root.in_force:
        affected = _unplaced(connection, root.body["name"])
        clusters.place_reports(turn, place.id, affected, names)
    else:
        users = decisions.setting(connection, "place_id", place.id)
        if users:
            raise BadDecision(f"place {place.name_ar}: change {users[0]} sets it for an incident: undo that first")
        affected = find_reports(connection, reports.c.place_id == place.id)
        clusters.place_reports(turn, None, affected, names)
    return _standing_in(connection, affected.values())


def _follow_add(turn: Turn, root: Decision, names: clusters.Names) -> set[str]:
    connection = turn.connection
    reading = rows.read_reading(connection, root.body["document_id"])
    if reading is None:
        raise BadDecision(f"document {root.body['document_id']}: is not in the record")
    clusters.keep_reading(turn, reading.document.id)
    report = decode_report(root.body["report"])
    told = (report,) if root.in_force else ()
    clusters.replace_reports(turn, replace(reading, reports=told), names=names, all_go=True)
    return _standing_in(connection, told)


def _present(connection: Connection, id: str | None) -> set[str]:
    """Return an incident's id as it is now; nothing for one that is in the record no more."""
    moved = connection.scalar(select(incident_redirects.c.incident_id).where(incident_redirects.c.old_id == id))
    return set(connection.scalars(select(incidents.c.id).where(incidents.c.id == (moved or id))))
