"""A record under random acts: nothing is lost, decisions hold, undoing restores, and the past stays as it was."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from geo.gazetteer import load_gazetteer
from incidents import bonds
from incidents.desk import BadDecision, Desk, OutOfDate
from incidents.engine import transaction
from incidents.groups import cluster
from incidents.life import life
from incidents.past import Past
from incidents.placed import BadPlacing, Placing
from incidents.rows import find_reports
from incidents.schema import reports as report_rows
from incidents.store import Record
from incidents.types import OUTCOMES, Document, Filter, Incident, Reading
from tests.strategies import DAYS, documents, filters, readings

EVERYTHING = Filter(retracted=True)
PLACING = Placing("Placed", "base", 40.5, 35.5, 2000, "SY", "SY09", "an editor", "")
CORRECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "outcome": st.sampled_from(OUTCOMES),
        "munition_count": st.none() | st.integers(1, 9),
        "place_id": st.sampled_from(["al-omar", "al-tanf"]),
        "weapons": st.sampled_from([[], ["drone"]]),
    },
).filter(bool)


class Newsroom(RuleBasedStateMachine):
    """Articles come in and are read again while people decide."""

    @initialize()
    def open(self) -> None:
        numbers, seconds = itertools.count(1), itertools.count(1_700_000_000)
        self.record = Record.open("sqlite://", mint=lambda: f"RSD-{next(numbers)}", clock=lambda: next(seconds))
        self.desk = Desk(self.record, "somebody")
        self.held: dict[str, Reading] = {}
        self.by_hand: set[str] = set()
        self.known: set[str] = set()
        self.past: dict[int, tuple[Incident, ...]] = {}
        self.corrected: dict[int, dict[str, Any]] = {}
        self.told_of: dict[int, set[str]] = {}
        """By correction, the reports of the incident that it is of."""
        self.added: dict[int, str] = {}
        """By addition, the report that it made."""
        self.taken_back: set[str] = set()
        """Reports of additions that are undone."""
        self.holding: list[int] = []

    def teardown(self) -> None:
        if hasattr(self, "record"):
            self.record.close()

    def incidents(self) -> tuple[Incident, ...]:
        return self.record.incidents(EVERYTHING)

    def state(self) -> tuple[object, ...]:
        ids = sorted(self.known)
        return (self.incidents(), self.record.counts(), [self.record.incident(id) for id in ids])

    def number(self) -> int:
        return int(self.record.version().split("-")[-1])

    def act(self, act: Callable[[], Any]) -> None:
        """Act, undo, act again: undoing restores exactly, and undoing the undoing does what the act did."""
        before = self.state()
        done = act()
        after = self.state()
        undone = self.desk.undo(done.change)
        assert self.state() == before
        self.desk.undo(undone.change)
        assert self.state() == after
        self.holding.append(done.change)

    def any_incident(self, data: st.DataObject) -> Incident:
        return data.draw(st.sampled_from(self.incidents()), label="incident")

    # --- articles ----------------------------------------------------------------------------------------------

    @rule(reading=readings())
    def load(self, reading: Reading) -> None:
        if reading.document.id not in self.held.keys() | self.by_hand:
            self.record.add(reading)
            self.held[reading.document.id] = reading

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def read_again(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(sorted(self.held)), label="article")
        fresh = data.draw(readings())
        kept = [report for report in self.held[old].reports if data.draw(st.booleans())]
        renamed = [
            replace(report, id=f"{report.id}+", outcome="missed") if data.draw(st.booleans()) else report
            for report in kept
        ]
        now = replace(self.held[old], reports=tuple(renamed), tallies=(), rules_version=fresh.document.id)
        self.record.add(now)
        self.held[old] = now

    @rule(window=st.integers(0, 2))
    def regroup(self, window: int) -> None:
        self.record.regroup(window)
        assert self.record.window() == window

    # --- people ------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.incidents())
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        incident = self.any_incident(data)
        self.act(lambda: self.desk.confirm(incident.id, incident.revision))

    @precondition(lambda self: self.incidents())
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        incident = self.any_incident(data)
        self.act(lambda: self.desk.reject(incident.id, incident.revision, "no"))
        found = self.record.incident(incident.id)
        assert found is not None
        assert found.review == "rejected"
        assert found not in self.record.incidents()

    @precondition(lambda self: self.incidents())
    @rule(data=st.data(), values=CORRECTIONS)
    def correct(self, data: st.DataObject, values: dict[str, Any]) -> None:
        incident = self.any_incident(data)
        self.act(lambda: self.desk.correct(incident.id, incident.revision, values, "seen"))
        self.corrected[self.holding[-1]] = {"id": incident.id, **values}
        self.told_of[self.holding[-1]] = {report.id for report in incident.reports}

    @precondition(lambda self: any(len(incident.reports) > 1 for incident in self.incidents()))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        several = [incident for incident in self.incidents() if len(incident.reports) > 1]
        incident = data.draw(st.sampled_from(several), label="incident")
        ids = [report.id for report in incident.reports]
        leaving = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1, unique=True))
        self.act(lambda: self.desk.split(incident.id, incident.revision, leaving))
        assert self.standing(leaving).isdisjoint(self.standing(set(ids) - set(leaving)))

    @precondition(lambda self: len(self.incidents()) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        one, two = data.draw(st.lists(st.sampled_from(self.incidents()), min_size=2, max_size=2, unique=True))
        if "rejected" in (one.review, two.review):
            return
        self.act(lambda: self.desk.merge(one.id, one.revision, two.id, two.revision))
        assert self.record.incident(two.id) == self.record.incident(one.id)

    @rule(document=documents(), values=CORRECTIONS, day=DAYS)
    def add(self, document: Document, values: dict[str, Any], day: dt.date) -> None:
        told = {**values, "date_start": day, "date_end": day}
        try:
            self.act(lambda: self.desk.add(document, document.text.split()[0], told))
        except BadDecision as error:
            assert "stand in the record already" in str(error)  # noqa: PT017  # an article with these words
            return
        self.by_hand.add(document.id)
        self.added[self.holding[-1]] = f"{document.id}-by-hand"

    @rule(name=st.sampled_from(["حقل العمر", "خراب الجير"]))
    def place(self, name: str) -> None:
        try:
            self.act(lambda: self.desk.place(name, PLACING))
        except BadPlacing:
            assert name in {place.name_ar for place in self.record.gazetteer(load_gazetteer()).places}

    @precondition(lambda self: self.holding)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        change = data.draw(st.sampled_from(self.holding), label="decision")
        try:
            self.desk.undo(change)
        except BadDecision as error:
            assert "undo that first" in str(error)  # noqa: PT017  # a placing on which a correction stands
            return
        self.holding.remove(change)
        self.corrected.pop(change, None)
        if change in self.added:
            self.taken_back.add(self.added[change])

    @precondition(lambda self: self.incidents())
    @rule(data=st.data())
    def act_too_late(self, data: st.DataObject) -> None:
        incident = self.any_incident(data)
        before = (self.state(), self.record.version())
        try:
            self.desk.reject(incident.id, incident.revision - 1, "no")
            raise AssertionError("expected a refusal")
        except OutOfDate:
            assert (self.state(), self.record.version()) == before

    def standing(self, report_ids: Any) -> set[str]:
        wanted = set(report_ids)
        return {one.id for one in self.incidents() if not wanted.isdisjoint(report.id for report in one.reports)}

    # --- what always holds -------------------------------------------------------------------------------------

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "record"):
            return
        incidents = self.incidents()
        told = [report.id for incident in incidents for report in incident.reports]
        assert len(told) == len(set(told))
        assert {report.id for reading in self.held.values() for report in reading.reports} <= set(told)
        for reading in self.held.values():
            stored = self.record.reading(reading.document.id)
            assert stored is not None
            assert stored.reports == reading.reports
        self.known |= {incident.id for incident in incidents}
        for id in self.known:
            assert life(self.record, id)
        assert list(self.record.faults(self.record.gazetteer(load_gazetteer()))) == []

    @invariant()
    def corrections_hold(self) -> None:
        if not hasattr(self, "record"):
            return
        last: dict[tuple[str, str], tuple[int, Any]] = {}
        for change, correction in sorted(self.corrected.items()):
            incident = self.record.incident(correction["id"])
            if incident is None:  # what was corrected is no longer added
                assert self.told_of[change] & self.taken_back
                continue
            for field, value in correction.items():
                if field != "id":
                    last[incident.id, field] = (change, value)
        for (id, field), (_, value) in last.items():
            incident = self.record.incident(id)
            assert incident is not None
            shown = getattr(incident, field)
            assert (list(shown) if isinstance(shown, tuple) else shown) == value
            assert field in {correction.field for correction in incident.corrections}

    @invariant()
    def groups_are_those_of_all_reports_at_once(self) -> None:
        if not hasattr(self, "record"):
            return
        with transaction(self.record.engine) as connection:
            everything = find_reports(connection, report_rows.c.id.is_not(None))
            said = bonds.touching(connection, {report.document_id for report in everything.values()})
        ties, window = bonds.ties(said, everything.values()), self.record.window()
        groups = {frozenset(report.id for report in group) for group in cluster(everything.values(), ties, window)}
        assert groups == {frozenset(report.id for report in incident.reports) for incident in self.incidents()}

    @invariant()
    def what_is_kept_in_memory_is_what_is_stored(self) -> None:
        if not hasattr(self, "record"):
            return
        fresh = Record(self.record.engine, self.record.mint, self.record.clock)
        for filter in (Filter(), EVERYTHING):
            assert self.record.counts(filter) == fresh.counts(filter)
            assert self.record.facets(filter) == fresh.facets(filter)
            assert self.record.incidents(filter) == fresh.incidents(filter)

    @invariant()
    def the_past_is_noted(self) -> None:
        if hasattr(self, "record"):
            self.past[self.number()] = self.incidents()

    @rule(data=st.data(), filter=filters())
    def the_past_stays_as_it_was(self, data: st.DataObject, filter: Filter) -> None:
        number = data.draw(st.sampled_from(sorted(self.past)), label="change")
        then = Past(self.record, number)
        assert then.incidents(EVERYTHING) == self.past[number]
        assert [one.revision for one in then.incidents(EVERYTHING)] == [one.revision for one in self.past[number]]
        assert then.counts(EVERYTHING).total == len(self.past[number])
        assert then.counts(filter).shown == len(then.incidents(filter))


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
