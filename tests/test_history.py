"""The history: who changed what, when and why; the record as it stood; and versions that were published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from geo.gazetteer import load_gazetteer
from incidents.delay import DELAY_VARIABLE, BadDelay, for_readers
from incidents.desk import Desk
from incidents.editions import BadEdition, differences, edition, publish, published
from incidents.errors import RecordUnavailable
from incidents.life import changes, life, touched
from incidents.past import Past
from incidents.pins import Pin, pinned
from incidents.placed import Placing
from incidents.store import Record
from incidents.types import Filter
from tests.newsroom import DAY, Clock, article, newsroom, the

HOUR = 3600


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(clock: Clock) -> Iterator[Record]:
    opened = newsroom(clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(record: Record) -> Desk:
    return Desk(record, "Mona")


def at(hour: int) -> dt.datetime:
    return dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC)


# --- changes and lives -----------------------------------------------------------------------------------------


def test_every_change_says_who_when_and_why(record: Record, desk: Desk, clock: Clock) -> None:
    record.add(article(1), who="Omar")
    clock.seconds += HOUR
    record.add(article(1, rules_version="2"))
    desk.reject("RSD-1", 2, "satire")
    desk.undo(3, "it was not")
    assert [(one.number, one.kind, one.who, one.why, one.at) for one in changes(record, 9)] == [
        (4, "undo", "Mona", "it was not", at(1)),
        (3, "reject", "Mona", "satire", at(1)),
        (2, "reread", "rasid", "", at(1)),
        (1, "load", "Omar", "", at(0)),
    ]
    assert [one.number for one in changes(record, 2, before=4)] == [3, 2]
    assert changes(record, 1)[0].document_id is None
    assert changes(record, 9)[-1].document_id == article(1).document.id
    assert touched(record, 3) == ("RSD-1",)


def test_what_changes_nothing_is_no_change(record: Record) -> None:
    record.add(article(1))
    record.add(article(1))
    assert len(changes(record, 9)) == 1


def test_time_never_runs_backwards_in_the_history(record: Record, clock: Clock) -> None:
    record.add(article(1))
    clock.seconds -= 5 * HOUR
    record.add(article(2))
    clock.seconds += 6 * HOUR
    record.add(article(3))
    assert [one.at for one in changes(record, 9)] == [at(1), at(0), at(0)]


def test_the_life_of_an_incident_is_told_with_what_each_change_did(record: Record, desk: Desk) -> None:
    record.add(article(1, outcome="hit"))
    record.add(article(2))
    done = desk.correct("RSD-1", 2, {"outcome": "missed"}, "film")
    record.add(article(3, place_id="conoco"))
    desk.merge("RSD-2", 4, "RSD-1", done.change)
    told = [(one.number, one.change and one.change.kind, one.differing, one.moved_to) for one in life(record, "RSD-1")]
    assert told[1:] == [
        (2, "load", ("reports",), None),
        (3, "correct", ("outcome",), None),
        (5, "merge", tuple(told[3][2]), "RSD-2"),
    ]
    assert (told[0][0], life(record, "RSD-1")[0].before) == (1, None)
    assert [one.undoable for one in life(record, "RSD-1")] == [False, False, True, True]
    last = life(record, "RSD-1")[-1]
    assert last.after is None
    assert last.before is not None
    assert last.before.outcome == "missed"
    assert life(record, "RSD-9") == ()


# --- the record as it stood ------------------------------------------------------------------------------------


def test_the_record_is_asked_as_it_was_known_at_any_time(record: Record, desk: Desk, clock: Clock) -> None:
    record.add(article(1, outcome="hit", place_id=None, place_name="خراب"))
    clock.seconds += HOUR
    desk.place("خراب", Placing("Kharab", "base", 40.5, 35.5, 2000, "SY", "SY09", "an editor", ""))
    clock.seconds += HOUR
    renamed = article(1, outcome="missed", place_id=None, place_name="خراب", rules_version="2")
    record.add(replace(renamed, document=replace(renamed.document, publisher="Renamed")))
    desk.reject("RSD-1", 3, "satire")
    record.add(article(2))
    before, placed, now = (Past.at(record, at(hour)) for hour in (0, 1, 2))
    assert [one.incidents()[0].outcome for one in (before, placed)] == ["hit", "hit"]
    assert [one.counts().unlocated for one in (before, placed)] == [1, 0]
    assert [one.counts().total for one in (before, placed, now, record)] == [1, 1, 1, 1]
    assert before.document(article(1).document.id) == article(1).document
    assert [document.publisher for document in now.documents()] == ["Test wire", "Renamed"]
    assert before.document(article(2).document.id) is None
    assert len(before.documents()) == 1
    assert len(placed.gazetteer(load_gazetteer())) == len(before.gazetteer(load_gazetteer())) + 1
    assert [one.counts(Filter(text="Renamed")).shown for one in (before, record)] == [0, 0]
    assert record.counts(Filter(text="Renamed", retracted=True)).shown == 1
    assert before.counts(Filter(text="قصف")).shown == 1
    assert before.version() != placed.version()
    assert now.version() == record.version()
    assert Past.at(record, at(0) - dt.timedelta(days=1)).is_empty()


def test_an_incident_is_found_under_the_name_it_had(record: Record, desk: Desk) -> None:
    record.add(article(1))
    record.add(article(2, place_id="conoco"))
    desk.merge("RSD-1", 1, "RSD-2", 2)
    then = Past(record, 2)
    assert (the(then, "RSD-2").id, the(record, "RSD-2").id) == ("RSD-2", "RSD-1")
    assert len(list(then.iterate())) == 2


def test_the_past_is_never_changed(record: Record) -> None:
    record.add(article(1))
    then = Past(record, 1)
    with pytest.raises(RecordUnavailable, match="can be read only"):
        then.add(article(2))
    with pytest.raises(RecordUnavailable, match="can be read only"):
        Desk(then, "Mona").confirm("RSD-1", 1)


# --- what readers see ------------------------------------------------------------------------------------------


def test_what_entered_lately_is_held_back_from_who_asks_so(record: Record, desk: Desk, clock: Clock) -> None:
    record.add(article(1))
    clock.seconds += 2 * HOUR
    record.add(article(2, place_id="conoco"))
    desk.confirm("RSD-1", 1)  # an act does not make it new
    held_back = Filter(entered_by=at(1))
    assert [incident.id for incident in record.incidents(held_back)] == ["RSD-1"]
    assert (record.counts(held_back).total, record.counts().total) == (1, 2)
    assert record.counts(Filter(entered_by=at(2))).total == 2


# --- published versions ----------------------------------------------------------------------------------------


def test_a_version_is_opened_as_it_was_published_and_tells_what_it_changed(
    record: Record, desk: Desk, clock: Clock
) -> None:
    for number, place in enumerate(("al-omar", "conoco", "al-tanf", "green-village"), start=1):
        record.add(article(number, place_id=place))
    first = publish(record, "2026-01", "Mona", "the first")
    shown = record.incidents()
    clock.seconds += HOUR
    desk.correct("RSD-1", 1, {"outcome": "missed"}, "film")
    desk.reject("RSD-2", 2, "satire")
    desk.merge("RSD-3", 3, "RSD-4", 4, "one event")
    record.add(article(5, day=dt.date(2023, 12, 1)))
    confirmed = desk.confirm("RSD-5", 8)
    second = publish(record, "2026-02", "Omar")
    assert pinned(record, Pin("version", "2026-01")).past.incidents() == shown
    assert [one.name for one in published(record)] == ["2026-01", "2026-02"]
    assert (first.number, first.at, first.who, first.why) == (4, at(0), "Mona", "the first")
    listed = list(differences(record, first.number, second.number))
    assert [one.id for one in listed if one.kind == "added"] == ["RSD-5"]
    assert [(one.id, "outcome" in one.fields, one.reasons[-1].why) for one in listed if one.kind == "changed"] == [
        ("RSD-1", True, "film"),
        ("RSD-3", False, "one event"),
    ]
    assert [(one.id, one.moved_to, one.reasons[-1].why) for one in listed if one.kind in ("retracted", "merged")] == [
        ("RSD-2", None, "satire"),
        ("RSD-4", "RSD-3", "one event"),
    ]
    assert list(differences(record, second.number, second.number)) == []
    assert confirmed.change == second.number
    back = [(one.kind, one.id) for one in differences(record, 0, first.number)]
    assert back == [("added", f"RSD-{number}") for number in (1, 2, 3, 4)]


def test_a_version_is_published_once_under_a_name_for_addresses(record: Record) -> None:
    publish(record, "v1", "Mona")
    with pytest.raises(BadEdition, match="version 'v1': is published already"):
        publish(record, "v1", "Mona")
    for name in ("", "a b", "../x", "x" * 65):
        with pytest.raises(BadEdition, match="expected 1 to 64 letters"):
            publish(record, name, "Mona")
    with pytest.raises(BadEdition, match="who: expected"):
        publish(record, "v2", " ")
    with pytest.raises(BadEdition, match="version 'v9': expected one of v1"):
        edition(record, "v9")


def test_days_stay(record: Record) -> None:
    record.add(article(1))
    assert the(record).date_start == DAY


@pytest.mark.parametrize(("hours", "shown"), [("", 2), ("0", 2), ("0.5", 1), ("3", 0)])
def test_the_delay_is_a_number_of_hours(
    record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch, hours: str, shown: int
) -> None:
    monkeypatch.setenv(DELAY_VARIABLE, hours)
    record.add(article(1))
    clock.seconds += 2 * HOUR
    record.add(article(2, place_id="conoco"))
    assert record.counts(for_readers(Filter(), record.time())).total == shown
    assert record.counts(Filter()).total == 2


@pytest.mark.parametrize("hours", ["soon", "-1", "nan", "99999999"])
def test_a_delay_that_is_none_is_one_line(monkeypatch: pytest.MonkeyPatch, hours: str) -> None:
    monkeypatch.setenv(DELAY_VARIABLE, hours)
    with pytest.raises(BadDelay, match=r"RASID_DELAY_HOURS .*: expected a number of hours"):
        for_readers(Filter(), at(0))
