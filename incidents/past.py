"""The record as it stood after any change of its history: asked as the present one is, and never changed."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select

from geo.gazetteer import Gazetteer, load_gazetteer
from incidents import history, placed, rows, snapshot
from incidents.clusters import search_text
from incidents.codec import decode_candidate, decode_reading, decode_report, decode_tally
from incidents.engine import transaction
from incidents.errors import RecordUnavailable
from incidents.merge import derive
from incidents.schema import candidates, changes, documents, incidents, past_incidents, past_readings, reports, tallies
from incidents.selection import Index, Selection
from incidents.shared import Current, incidents_telling
from incidents.store import Added, Record
from incidents.types import Candidate, Document, Filter, Incident, Reading, Report, Tally

Noun = TypeVar("Noun")

_READ_TOGETHER = 200
"""Incidents whose reports are asked for together: each has a few."""


class Past(Record):
    """A record as it stood after a change. Safe to share between threads; what writes raises `RecordUnavailable`."""

    def __init__(self, record: Record, number: int) -> None:
        """Stand on a record, after the change of this number."""
        super().__init__(record.engine, record.mint, record.clock)
        self.number = number
        """The last change that is seen."""
        self._once = threading.Lock()
        self._index: Current | None = None
        self._words: tuple[int, Mapping[str, str]] | None = None

    @classmethod
    def at(cls, record: Record, at: dt.datetime) -> Past:
        """Return a record as it was known at a time (aware); before its history begins, as it was at the beginning."""
        with transaction(record.engine) as connection:
            return cls(record, history.number_at(connection, at))

    def gazetteer(self, gazetteer: Gazetteer) -> Gazetteer:
        """Return a gazetteer with the places that people had put on the map."""
        with transaction(self.engine) as connection:
            return placed.with_placed(gazetteer, placed.placed(connection, self.number))

    def add(self, reading: Reading, who: str = history.LOADER) -> Added:
        """Raise `RecordUnavailable`: the past is not changed."""
        raise RecordUnavailable(f"record as of change {self.number}: can be read only")

    @contextmanager
    def turn(self, kind: history.Kind, who: str, why: str, document_id: str | None = None) -> Iterator[history.Turn]:
        """Raise `RecordUnavailable`: the past is not changed."""
        raise RecordUnavailable(f"record as of change {self.number}: can be read only")
        yield

    def version(self) -> str:
        """Return the token that the record had then."""
        with transaction(self.engine) as connection:
            return f"{snapshot.version(connection)[0]}-{self.number}"

    def document(self, id: str) -> Document | None:
        """Return a document as it was described then; None for one that was not there."""
        with transaction(self.engine) as connection:
            return self._document(connection, id)

    def documents(self) -> tuple[Document, ...]:
        """Return every document that was there, newest first, those without a date last."""
        with transaction(self.engine) as connection:
            ids = connection.scalars(select(documents.c.id).where(documents.c.id.not_in(self._later()))).all()
        found = [document for id in ids if (document := self.document(id)) is not None]
        newest = dt.date.max.toordinal()
        return tuple(
            sorted(found, key=lambda one: (newest - one.published.toordinal() if one.published else newest, one.id))
        )

    def reading(self, document_id: str) -> Reading | None:
        """Return all that was found in a document then; None for one that was not there."""
        with transaction(self.engine) as connection:
            return self._reading(connection, document_id)

    def is_empty(self) -> bool:
        """Whether no document was there."""
        with transaction(self.engine) as connection:
            return (
                connection.scalar(select(documents.c.id).where(documents.c.id.not_in(self._later())).limit(1)) is None
            )

    def tallies(self) -> tuple[Tally, ...]:
        """Return every count that anybody had published, by document."""
        return self._findings(tallies, decode_tally, lambda reading: reading.tallies)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return every target name that the gazetteer lacked, by document."""
        return self._findings(candidates, decode_candidate, lambda reading: reading.candidates)

    def told(self, ids: Sequence[str]) -> dict[str, Incident]:
        """Return those of these incidents that stood in the record, by id; those that people had rejected are left
        out."""
        with transaction(self.engine) as connection:
            found = [one for chunk in rows.batched(ids) for one in self._read(connection, chunk)]
        return {one.id: one for one in found if one.review != "rejected"}

    # --- how it stood ------------------------------------------------------------------------------------------

    def _select(self, connection: Connection, filter: Filter) -> Selection:
        with self._once:
            if self._index is None:
                known = placed.with_placed(load_gazetteer(), placed.placed(connection, self.number))
                self._index = Current(Index.of(snapshot.as_known(connection, self.number), known), self._telling)
        return self._index.select(connection, filter)

    def _read(self, connection: Connection, ids: Sequence[str]) -> list[Incident]:
        still = set(
            connection.scalars(
                select(incidents.c.id).where(incidents.c.id.in_(ids) & (incidents.c.changed <= self.number))
            )
        )
        found = {one.id: one for one in rows.read_incidents(connection, [id for id in ids if id in still])}
        found |= {one.id: one for one in self._since_changed(connection, past_incidents.c.id.in_(ids))}
        return [found[id] for id in ids if id in found]

    def _since_changed(self, connection: Connection, condition: Any) -> list[Incident]:
        """Return incidents that later changes have made others."""
        then = (past_incidents.c.changed <= self.number) & (past_incidents.c.until > self.number)
        return as_they_were(connection, connection.execute(select(past_incidents).where(then & condition)), self.number)

    def _present_id(self, connection: Connection, id: str) -> str:
        """Return the id that an incident had then, having moved into others before."""
        if self._read(connection, [id]):
            return id
        kept = connection.execute(
            select(past_incidents.c.until, past_incidents.c.moved_to)
            .where(past_incidents.c.id == id)
            .order_by(past_incidents.c.until)
        ).all()
        before = [moved_to for until, moved_to in kept if until <= self.number]
        if not kept:  # it moved before there was a history, or never did
            return super()._present_id(connection, id)
        if not before or before[-1] is None:
            return id
        return self._present_id(connection, before[-1])

    def _telling(self, connection: Connection, word: str) -> list[str]:
        """Return the incidents with a report whose quotes, place as told or publisher held a folded word."""
        unchanged = set(connection.scalars(select(incidents.c.id).where(incidents.c.changed <= self.number)))
        told = [id for id in incidents_telling(connection, word) if id in unchanged]
        return told + [id for id, text in self._words_since_changed(connection).items() if word in text]

    def _words_since_changed(self, connection: Connection) -> Mapping[str, str]:
        """Return what is searched of the incidents that later changes have made others, by id."""
        with self._once:
            latest = snapshot.version(connection)[1]
            if self._words is None or self._words[0] != latest:
                publisher = cache(
                    lambda id: document.publisher if (document := self._document(connection, id)) else None
                )
                found = {
                    incident.id: "\n".join(search_text(one, publisher(one.document_id)) for one in incident.reports)
                    for incident in self._since_changed(connection, past_incidents.c.id.is_not(None))
                }
                self._words = (latest, found)
            return self._words[1]

    def _later(self) -> Any:
        """Ask for the documents that came later."""
        return select(changes.c.document_id).where(
            (changes.c.number > self.number) & changes.c.kind.in_(("load", "add")) & changes.c.document_id.is_not(None)
        )

    def _findings(
        self, table: Table, decode: Callable[[str], Noun], of: Callable[[Reading], Iterable[Noun]]
    ) -> tuple[Noun, ...]:
        """Return what was found in all articles, by document: out of its table, or of readings that are kept."""
        with transaction(self.engine) as connection:
            later = set(connection.scalars(self._later()))
            kept = _readings_after(connection, None, self.number)
            query = select(table.c.document_id, table.c.body).order_by(table.c.document_id, table.c.position)
            found: defaultdict[str, list[Noun]] = defaultdict(list)
            for row in connection.execute(query):
                if row.document_id not in kept and row.document_id not in later:
                    found[row.document_id].append(decode(row.body))
        for id in set(kept) - later:
            found[id].extend(of(decode_reading(kept[id], "")[0]))
        return tuple(one for id in sorted(found) for one in found[id])

    def _document(self, connection: Connection, id: str) -> Document | None:
        later = connection.scalar(self._later().where(changes.c.document_id == id).limit(1))
        now = rows.read_document(connection, id)
        if later is not None or now is None:
            return None
        kept = _readings_after(connection, [id], self.number)
        return decode_reading(kept[id], now.text)[0].document if id in kept else now

    def _reading(self, connection: Connection, document_id: str) -> Reading | None:
        later = connection.scalar(self._later().where(changes.c.document_id == document_id).limit(1))
        now = rows.read_reading(connection, document_id)
        if later is not None or now is None:
            return None
        kept = _readings_after(connection, [document_id], self.number)
        return decode_reading(kept[document_id], now.document.text)[0] if document_id in kept else now


def as_they_were(connection: Connection, kept: Iterable[Any], number: int | None = None) -> list[Incident]:
    """Return incidents out of rows of `past_incidents`, after a change or else each as it was at its own end."""
    # Those of one change are read together; each is asked for by itself where it stands for a change of its own.
    every, found = list(kept), []
    step = _READ_TOGETHER if number is not None else 1
    for some in (every[start : start + step] for start in range(0, len(every), step)):
        told = {row.id: [(document_id, id) for document_id, id in json.loads(row.reports)] for row in some}
        after = some[0].until - 1 if number is None else number
        by_id = _reports_after(connection, [one for each in told.values() for one in each], after)
        for row in some:
            incident = derive(row.id, [by_id[id] for _, id in told[row.id]])
            found.append(rows.as_decided(incident, row))
    return found


def _reports_after(connection: Connection, told: Sequence[tuple[str, str]], number: int) -> dict[str, Report]:
    """Return reports as they stood after a change, by id."""
    kept = _readings_after(connection, sorted({document_id for document_id, _ in told}), number)
    found: dict[str, Report] = {}
    for body in kept.values():
        reading, withdrawn = decode_reading(body, "")
        found |= {report.id: report for report in (*reading.reports, *withdrawn)}
    missing = [report_id for document_id, report_id in told if document_id not in kept]
    bodies = connection.scalars(select(reports.c.body).where(reports.c.id.in_(missing))) if missing else ()
    found |= {report.id: report for report in map(decode_report, bodies)}
    known = placed.ids_by_name(placed.placed(connection, number))
    return {id: placed.named(report, known) for id, report in found.items()}


def _readings_after(connection: Connection, document_ids: Sequence[str] | None, number: int) -> Mapping[str, str]:
    """Return what was read in articles, None for all of them, after a change: in JSON, where another reading has taken
    its place since."""
    asked = select(past_readings.c.document_id, func.min(past_readings.c.until).label("until"))
    if document_ids is not None:
        asked = asked.where(past_readings.c.document_id.in_(document_ids))
    first = asked.where(past_readings.c.until > number).group_by(past_readings.c.document_id).subquery()
    query = select(past_readings.c.document_id, past_readings.c.body).join(
        first, (first.c.document_id == past_readings.c.document_id) & (first.c.until == past_readings.c.until)
    )
    return dict(connection.execute(query).all())
