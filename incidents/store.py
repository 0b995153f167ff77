"""The record: what was read, kept once, and the incidents derived from it."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, exists, func, select

from geo.gazetteer import Gazetteer
from geo.marks import PlaceMark
from incidents import clusters, doctor, history, query, revisions, rows, snapshot
from incidents.codec import decode_candidate, decode_tally
from incidents.decisions import BY_HAND
from incidents.engine import database_url, open_engine, transaction, writing
from incidents.history import LOADER
from incidents.placed import ever_placed, placed, with_placed
from incidents.query import Counts, DayCount, PlaceCount
from incidents.schema import (
    candidates,
    documents,
    incident_redirects,
    incident_reports,
    tallies,
)
from incidents.selection import Selection
from incidents.shared import Shared
from incidents.types import Candidate, DateBasis, Document, Filter, Incident, Reading, Tally

EVERYTHING = Filter()
"""The filter that hides nothing."""

_BASES: tuple[DateBasis, ...] = ("unknown", "inferred", "stated", "given")


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one reading changed."""

    document_id: str
    changed: bool
    """False when the record already held this reading; then the counts below say what it holds."""
    reports: int
    """Events the article tells."""
    new_incidents: int
    """Incidents that stand in the record because of it and did not before."""
    joined: int
    """Its reports that stand in incidents other articles tell too."""
    tallies: int
    rejected: int
    candidates: int
    revises: str | None = None
    """The document that stood at the same address with other words until now; its reports have left the incidents."""


def mint_incident_id() -> str:
    """Return a new incident id: `RSD-` and 8 random characters without look-alikes (40 bits)."""
    return "RSD-" + "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(8))


class Record:
    """A newsroom's record in one database. Safe to share between threads; every change is one transaction.

    Every method raises `RecordUnavailable` when the database cannot be read or written; then nothing was changed.
    """

    def __init__(self, engine: Engine, mint: Callable[[], str], clock: Callable[[], float]) -> None:
        """Stand on an engine from `incidents.engine.open_engine`; `mint` gives ids for new incidents, `clock` the
        seconds since 1970 for the history."""
        self.engine = engine
        self.writing = writing(engine)
        self.mint = mint
        self.clock = clock
        self._shared = Shared()

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        mint: Callable[[], str] = mint_incident_id,
        clock: Callable[[], float] = time.time,
    ) -> Record:
        """Open the record at a database URL, else at RASID_DATABASE_URL, else in the user's data directory.

        Creates it where it does not exist. Raises `RecordUnavailable` for a locked, unwritable, damaged or foreign
        database, or one that another version of Rasid wrote.
        """
        return cls(open_engine(database_url(url)), mint, clock)

    def time(self) -> dt.datetime:
        """Return the time by the record's clock, in UTC."""
        return dt.datetime.fromtimestamp(self.clock(), dt.UTC)

    def gazetteer(self, gazetteer: Gazetteer) -> Gazetteer:
        """Return a gazetteer with the places that people have put on the map of this record."""
        with transaction(self.engine) as connection:
            return with_placed(gazetteer, placed(connection))

    def every_place(self, gazetteer: Gazetteer) -> Gazetteer:
        """Return a gazetteer with every place that people have ever put on the map of this record: what incidents of
        its present and its past name."""
        with transaction(self.engine) as connection:
            return with_placed(gazetteer, ever_placed(connection))

    def close(self) -> None:
        """Close every connection. The record can be used again; it then reconnects."""
        self.engine.dispose()

    # --- writing ---------------------------------------------------------------------------------------------

    def add(self, reading: Reading, who: str = LOADER) -> Added:
        """Keep a reading and let its reports join or make incidents, in one transaction.

        The same words again change nothing but where they are known from, with two exceptions: a reading by another
        version of the rules, or one whose publication date is now surer, takes the older reading's place; its incidents
        keep their ids. Other words at an address that is known are a revision: what the earlier ones told leaves the
        incidents, and stands in the history. What a person has added by hand no rules read anew. `who` stands in the
        history. ValueError for a reading that holds two reports of one id.
        """
        for id, count in Counter(report.id for report in reading.reports).items():
            if count > 1:
                raise ValueError(f"document {reading.document.id}: {count} reports have the id {id!r}: expected one")
        with transaction(self.writing) as connection:
            history.last_number(connection)  # from here on no other writes
            found, id = reading.document, revisions.same_words(connection, reading.document) or reading.document.id
            before = rows.read_reading(connection, id)
            if before is not None:
                of_another_text = id != found.id or revisions.newer_id(connection, id) is not None
                if of_another_text or not _supersedes(reading, before):
                    revises = self._keep_origin(connection, id, found, who)
                    return replace(_added(connection, before, changed=False, new_incidents=0), revises=revises)
                reading = _with_what_was_known(reading, before.document)
            turn = history.begin(
                connection,
                self.clock,
                self.mint,
                kind="load" if before is None else "reread",
                who=who,
                document_id=reading.document.id,
            )
            if before is not None:
                clusters.keep_reading(turn, reading.document.id)
            rows.write_document(connection, reading, known=before is not None)
            minted = clusters.replace_reports(turn, reading)
            revises = self._keep_origin(connection, id, found, who, new=before is None)
            return replace(_added(connection, reading, changed=True, new_incidents=minted), revises=revises)

    def _keep_origin(self, connection: Connection, id: str, found: Document, who: str, new: bool = False) -> str | None:
        """Keep where a document was found; what the text told whose place it takes there leaves the incidents."""
        earlier = revisions.keep(connection, id, found, new=new)
        before = rows.read_reading(connection, earlier) if earlier is not None else None
        if before is not None:
            turn = history.begin(
                connection,
                self.clock,
                self.mint,
                kind="reread",
                who=who,
                why=f"another text stands at its address: {id}",
                document_id=earlier,
            )
            clusters.keep_reading(turn, before.document.id)
            emptied = Reading(before.document, rules_version=before.rules_version)
            rows.write_document(connection, emptied, known=True)
            clusters.replace_reports(turn, emptied)
        return earlier

    def window(self) -> int:
        """Return how many days the dates of two reports of one event may lie apart: 0 until `regroup` has set it."""
        with transaction(self.engine) as connection:
            return clusters.window(connection)

    def regroup(self, window: int, who: str = LOADER) -> int:
        """Put all reports in groups anew by the rules of today, in one transaction; what people decided holds.

        The dates of two reports of one event may lie at most `window` days apart, from now on. Returns how many
        incidents are others now. ValueError for a window below 0.
        """
        if window < 0:
            raise ValueError(f"window {window}: expected 0 days or more")
        why = f"dates of one event at most {window} days apart"
        with self.turn("regroup", who, why) as turn:
            return clusters.regroup(turn, window)

    @contextmanager
    def turn(self, kind: history.Kind, who: str, why: str, document_id: str | None = None) -> Iterator[history.Turn]:
        """Yield the turn of a change that a person makes, in one transaction, kept whole or not at all."""
        with transaction(self.writing) as connection:
            yield history.begin(connection, self.clock, self.mint, kind=kind, who=who, why=why, document_id=document_id)

    # --- what a filter shows ---------------------------------------------------------------------------------

    def counts(self, filter: Filter = EVERYTHING) -> Counts:
        """Return how many incidents the filter shows and hides."""
        with transaction(self.engine) as connection:
            return query.counts(self._select(connection, filter))

    def place_counts(self, filter: Filter = EVERYTHING) -> tuple[PlaceCount, ...]:
        """Return a row for each place with incidents that pass, by place id; empty when none has any."""
        with transaction(self.engine) as connection:
            return query.place_counts(self._select(connection, filter))

    def place_parts(
        self, filter: Filter, facet: str, groups: Sequence[Collection[str]]
    ) -> Mapping[str, tuple[int, ...]]:
        """Return by place id how many incidents that pass hold a value of each group; see `query.place_parts`."""
        with transaction(self.engine) as connection:
            return query.place_parts(self._select(connection, filter), facet, groups)

    def marks(self, filter: Filter, gazetteer: Gazetteer) -> tuple[PlaceMark, ...]:
        """Return what the map draws: `place_counts` with the places' names and coordinates, by place id.

        A place that the gazetteer no longer has is left out.
        """
        return tuple(
            PlaceMark(
                place_id=row.place_id,
                name_ar=place.name_ar,
                name_en=place.name_en,
                lon=place.lon,
                lat=place.lat,
                radius_m=place.radius_m,
                exact=place.exact and row.geo_precision == 1,
                count=row.count,
                undated=row.undated,
                by_status=dict(row.by_status),
            )
            for row in self.place_counts(filter)
            if (place := gazetteer.get(row.place_id)) is not None
        )

    def incidents(
        self, filter: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Incident, ...]:
        """Return the incidents that pass, newest first, then by id; `limit` and `offset` cut a page out of them."""
        with transaction(self.engine) as connection:
            ids = query.page(self._select(connection, filter), offset, limit)
            return tuple(incident for chunk in rows.batched(ids) for incident in self._read(connection, chunk))

    def missing(self, filter: Filter, missing: query.Missing, limit: int) -> tuple[Incident, ...]:
        """Return the newest incidents that pass and lack a place on the map, or a date, at most `limit`."""
        with transaction(self.engine) as connection:
            ids = query.page_missing(self._select(connection, filter), missing, limit)
            return tuple(incident for chunk in rows.batched(ids) for incident in self._read(connection, chunk))

    def iterate(self, filter: Filter = EVERYTHING) -> Iterator[Incident]:
        """Yield the incidents that pass, in the order of `incidents`, without holding them all in memory.

        What passes is settled at the start; an incident merged into another while this runs is left out.
        """
        with transaction(self.engine) as connection:
            ids = query.page(self._select(connection, filter))
        for chunk in rows.batched(ids):
            with transaction(self.engine) as connection:
                found = self._read(connection, chunk)
            yield from found

    def days(self, filter: Filter = EVERYTHING) -> tuple[DayCount, ...]:
        """Return the dated incidents that pass by day and status, in order; each counts once, on its first day."""
        with transaction(self.engine) as connection:
            return query.days(self._select(connection, filter))

    def facets(self, filter: Filter = EVERYTHING) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Return (value, incidents) by facet (see `incidents.selection.FACETS`), each with its own choice left out."""
        with transaction(self.engine) as connection:
            return self._select(connection, filter).facet_counts()

    def publishers(self, filter: Filter = EVERYTHING) -> tuple[tuple[str, int], ...]:
        """Return (publisher, incidents it reported) of those that pass, most first; a publisher nobody gave is none."""
        with transaction(self.engine) as connection:
            return query.publishers(self._select(connection, filter))

    def extent(self, filter: Filter = EVERYTHING) -> tuple[dt.date, dt.date] | None:
        """Return the first and last day of the dated incidents that pass; None when there are none."""
        with transaction(self.engine) as connection:
            return query.extent(self._select(connection, filter))

    def _select(self, connection: Connection, filter: Filter) -> Selection:
        return self._shared.current(connection).select(connection, filter)

    def _read(self, connection: Connection, ids: Sequence[str]) -> list[Incident]:
        return rows.read_incidents(connection, ids)

    def _present_id(self, connection: Connection, id: str) -> str:
        moved = connection.scalar(select(incident_redirects.c.incident_id).where(incident_redirects.c.old_id == id))
        return moved or id

    # --- one thing, or all of a kind -------------------------------------------------------------------------

    def incident(self, id: str) -> Incident | None:
        """Return the incident, also under the id it had before it was merged; None for an unknown id."""
        with transaction(self.engine) as connection:
            return next(iter(self._read(connection, [self._present_id(connection, id)])), None)

    def document(self, id: str) -> Document | None:
        """Return a document; None for an unknown id."""
        with transaction(self.engine) as connection:
            return rows.read_document(connection, id)

    def documents(self) -> tuple[Document, ...]:
        """Return every document, newest first, those without a date last."""
        with transaction(self.engine) as connection:
            rows = connection.execute(
                select(documents).order_by(documents.c.published.desc().nulls_last(), documents.c.id)
            )
            return tuple(Document(**row._mapping) for row in rows)

    def document_ids(self) -> tuple[str, ...]:
        """Return the id of every document, in order."""
        with transaction(self.engine) as connection:
            return tuple(connection.scalars(select(documents.c.id).order_by(documents.c.id)))

    def reading(self, document_id: str) -> Reading | None:
        """Return all that was found in a document, equal to what was added; None for an unknown id."""
        with transaction(self.engine) as connection:
            return rows.read_reading(connection, document_id)

    def is_empty(self) -> bool:
        """Whether no document was ever added."""
        with transaction(self.engine) as connection:
            return connection.scalar(select(documents.c.id).limit(1)) is None

    def tallies(self) -> tuple[Tally, ...]:
        """Return every count that anybody published, by document."""
        with transaction(self.engine) as connection:
            return rows.read_findings(connection, tallies, decode_tally)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return every target name that the gazetteer lacks, by document."""
        with transaction(self.engine) as connection:
            return rows.read_findings(connection, candidates, decode_candidate)

    def faults(self, gazetteer: Gazetteer) -> Iterator[str]:
        """Yield a line for each thing in the record that is not as it must be; nothing for a sound one."""
        with transaction(self.engine) as connection:
            yield from doctor.faults(connection, gazetteer)

    def version(self) -> str:
        """Return a token that is another one after every change and in every other record: a key for caches."""
        with transaction(self.engine) as connection:
            return "-".join(map(str, snapshot.version(connection)))


def _supersedes(new: Reading, old: Reading) -> bool:
    if old.rules_version == BY_HAND:
        return False
    better = surer(new.document, old.document)
    if better or new.document.published != old.document.published:
        inferred_anew = new.document.published_basis != "given" and new.rules_version != old.rules_version
        return better > 0 or (better == 0 and inferred_anew)
    return replace(new, document=old.document) != old


def surer(new: Document, old: Document) -> int:
    """Return how much better the publication date of one is known: above 0 for better, below for worse."""
    return _BASES.index(new.published_basis) - _BASES.index(old.published_basis)


def _with_what_was_known(reading: Reading, before: Document) -> Reading:
    """Fill in what the document's earlier loading said and this one does not."""
    now = reading.document
    return replace(
        reading,
        document=replace(
            now,
            source=before.source,
            publisher=now.publisher or before.publisher,
            title=now.title or before.title,
            url=now.url or before.url,
            after=now.after or before.after,
        ),
    )


def _added(connection: Connection, reading: Reading, *, changed: bool, new_incidents: int) -> Added:
    other = incident_reports.alias()
    shared = exists().where(
        other.c.incident_id == incident_reports.c.incident_id, other.c.report_id != incident_reports.c.report_id
    )
    told = [report.id for report in reading.reports]
    standing_with_others = (
        select(func.count()).select_from(incident_reports).where(incident_reports.c.report_id.in_(told), shared)
    )
    joined = connection.scalar(standing_with_others) if told else 0
    return Added(
        document_id=reading.document.id,
        changed=changed,
        reports=len(reading.reports),
        new_incidents=new_incidents,
        joined=joined or 0,
        tallies=len(reading.tallies),
        rejected=len(reading.rejected),
        candidates=len(reading.candidates),
    )
