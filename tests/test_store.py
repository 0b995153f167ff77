"""The record: what goes in comes out equal, twice is once, and every fault is one clear line."""

import datetime as dt
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from geo.gazetteer import load_gazetteer
from incidents.engine import URL_VARIABLE, database_url
from incidents.errors import RecordUnavailable
from incidents.groups import cluster
from incidents.schema import about
from incidents.store import Record, mint_incident_id
from incidents.types import Filter, Incident, Reading
from tests.builders import make_candidate, make_document, make_reading, make_report, make_tally
from tests.strategies import archives, readings

PATIENT = settings(deadline=None, max_examples=60)  # a database an example: no measure of speed


def counter() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"RSD-{next(numbers)}"


def in_memory() -> Record:
    return Record.open("sqlite://", mint=counter())


@pytest.fixture
def record() -> Iterator[Record]:
    opened = in_memory()
    yield opened
    opened.close()


def article(number: int, published: dt.date | None = dt.date(2023, 10, 29), **fields: Any) -> Reading:
    """One article of its own telling one attack on al-Omar on 29 October 2023."""
    document = make_document(f"قصف القاعدة رقم {number}. انتهى الخبر", published=published)
    return make_reading(document, make_report(document, id=f"r{number}", **fields))


# --- what goes in comes out ------------------------------------------------------------------------------------


@PATIENT
@given(readings())
def test_a_reading_comes_out_equal(reading: Reading) -> None:
    record = in_memory()
    record.add(reading)
    assert record.reading(reading.document.id) == reading
    assert record.document(reading.document.id) == reading.document
    assert record.documents() == (reading.document,)
    told = {report for incident in record.incidents() for report in incident.reports}
    assert told == set(reading.reports)
    assert record.tallies() == reading.tallies
    assert record.candidates() == reading.candidates
    record.close()


@PATIENT
@given(archives())
def test_loading_twice_changes_nothing(archive: list[Reading]) -> None:
    record = in_memory()
    first = [record.add(reading) for reading in archive]
    before = (record.version(), record.incidents(), record.documents(), record.tallies())
    again = [record.add(reading) for reading in reversed(archive)]
    assert (record.version(), record.incidents(), record.documents(), record.tallies()) == before
    assert not any(added.changed for added in again)
    assert sum(added.reports for added in again) == sum(added.reports for added in first)
    record.close()


def partition(record: Record) -> set[frozenset[str]]:
    return {frozenset(report.id for report in incident.reports) for incident in record.incidents()}


def without_id(incident: Incident) -> Incident:
    return replace(incident, id="")


@PATIENT
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_loading_makes_no_difference(archive: list[Reading], random: Any) -> None:
    one, other = in_memory(), in_memory()
    for reading in archive:
        one.add(reading)
    random.shuffle(archive)
    for reading in archive:
        other.add(reading)
    assert set(map(without_id, one.incidents())) == set(map(without_id, other.incidents()))
    one.close()
    other.close()


@PATIENT
@given(archives())
def test_no_incident_id_is_ever_lost(archive: list[Reading]) -> None:
    record = in_memory()
    seen: set[str] = set()
    for reading in archive:
        record.add(reading)
        seen |= {incident.id for incident in record.incidents()}
    present = {incident.id for incident in record.incidents()}
    for id in seen:
        found = record.incident(id)
        assert found is not None
        assert found.id in present
    record.close()


def test_what_the_record_has_never_seen_is_none(record: Record) -> None:
    assert record.incident("RSD-NONE") is None
    assert record.document("none") is None
    assert record.reading("none") is None
    assert record.extent() is None
    assert record.incidents() == record.documents() == record.tallies() == record.candidates() == ()
    assert record.is_empty()


# --- merging ---------------------------------------------------------------------------------------------------


def test_articles_about_one_event_make_one_incident_oldest_first(record: Record) -> None:
    record.add(article(1, published=None))
    record.add(article(2, published=dt.date(2023, 10, 31)))
    added = record.add(article(3, published=dt.date(2023, 10, 30)))
    assert (added.new_incidents, added.joined) == (0, 1)
    (incident,) = record.incidents()
    assert [report.id for report in incident.reports] == ["r3", "r2", "r1"]
    assert incident.id == "RSD-1"


def test_two_incidents_that_turn_out_to_be_one_leave_a_redirect(record: Record) -> None:
    # Read by better rules, the second article no longer contradicts the first.
    record.add(article(1, time_of_day="dawn"))
    record.add(article(2, time_of_day="evening"))
    assert len(record.incidents()) == 2
    document = make_document("قصف القاعدة رقم 2. انتهى الخبر", published_basis="given")
    corrected = make_reading(document, make_report(document, id="r2", time_of_day="morning"))
    record.add(corrected)
    (incident,) = record.incidents()
    assert incident.id == "RSD-1"
    assert record.incident("RSD-2") == record.incident("RSD-1") == incident


def test_the_incident_with_most_reports_keeps_its_id_and_redirects_never_point_at_another(record: Record) -> None:
    def tell(number: int, time_of_day: str | None) -> None:
        record.add(article(number, time_of_day=time_of_day))

    tell(1, "dawn")
    tell(2, "afternoon")
    tell(2, "morning")  # RSD-2 goes into RSD-1
    assert record.incident("RSD-2") == record.incident("RSD-1")
    for number in (3, 4, 5):
        tell(number, "evening")
    assert {incident.id: len(incident.reports) for incident in record.incidents()} == {"RSD-1": 2, "RSD-3": 3}
    tell(1, None)
    tell(2, None)  # nothing keeps the two apart any more
    (incident,) = record.incidents()
    assert incident.id == "RSD-3"
    assert record.incident("RSD-1") == record.incident("RSD-2") == incident


@PATIENT
@given(archives(), st.randoms(use_true_random=False))
def test_places_in_each_other_join_in_any_order(archive: list[Reading], random: Any) -> None:
    inside = {"al-omar": "erbil-airport-base", "conoco": "us-consulate-erbil", "al-tanf": "erbil"}
    moved = [
        replace(reading, reports=tuple(replace(r, place_id=inside.get(r.place_id or "")) for r in reading.reports))
        for reading in archive
    ]
    one, other = in_memory(), in_memory()
    for reading in moved:
        one.add(reading)
    random.shuffle(moved)
    for reading in moved:
        other.add(reading)
    assert set(map(without_id, one.incidents())) == set(map(without_id, other.incidents()))
    assert partition(one) == {
        frozenset(report.id for report in group)
        for group in cluster(report for reading in moved for report in reading.reports)
    }
    one.close()
    other.close()


def test_what_a_city_could_join_is_looked_at_again_when_one_of_it_goes(record: Record) -> None:
    week = {"date_start": dt.date(2023, 10, 23), "date_end": dt.date(2023, 10, 29), "time_precision": "week"}
    record.add(article(1, place_id="erbil"))  # the 29th; it fits both of what comes next, so it joins neither
    document = make_document("قصف القاعدة والقنصلية. انتهى الخبر")
    base = make_report(document, id="base", place_id="erbil-airport-base", date_start=dt.date(2023, 10, 28))
    record.add(make_reading(document, base, make_report(document, id="week", place_id="us-consulate-erbil", **week)))
    assert len(record.incidents()) == 3
    record.add(article(4, place_id="erbil-airport-base", day=dt.date(2023, 10, 28)))  # nothing of the 29th joins these
    assert partition(record) == {frozenset({"base", "r4"}), frozenset({"r1", "week"})}


def test_a_record_of_an_earlier_version_knows_how_long_its_reports_last(record: Record) -> None:
    month = {"date_start": dt.date(2023, 10, 1), "date_end": dt.date(2023, 10, 31), "time_precision": "month"}
    record.add(article(1, **month))
    with record.writing.begin() as connection:
        connection.execute(delete(about).where(about.c.key == "longest"))
    record.add(article(2))
    assert partition(record) == {frozenset({"r1", "r2"})}


def test_another_window_regroups_the_record_and_back(record: Record) -> None:
    record.add(article(1))
    record.add(article(2, day=dt.date(2023, 10, 31)))
    record.add(article(3, day=dt.date(2023, 12, 1)))
    assert (record.window(), len(record.incidents())) == (0, 3)
    assert record.regroup(0) == 0
    assert record.regroup(2) == 1
    assert (record.window(), partition(record)) == (2, {frozenset({"r1", "r2"}), frozenset({"r3"})})
    record.add(article(4, day=dt.date(2023, 12, 3)))  # the window holds for what comes after it
    assert partition(record) == {frozenset({"r1", "r2"}), frozenset({"r3", "r4"})}
    assert record.regroup(0) == 4
    assert len(record.incidents()) == 4
    assert record.incident("RSD-2") is not None
    assert list(record.faults(load_gazetteer())) == []
    with pytest.raises(ValueError, match="window -1"):
        record.regroup(-1)


@PATIENT
@given(archives(), st.integers(0, 3), st.integers(0, 3))
def test_regrouping_makes_what_loading_would_have_made(archive: list[Reading], before: int, window: int) -> None:
    one, other = in_memory(), in_memory()
    one.regroup(before)
    other.regroup(window)
    for reading in archive:
        one.add(reading)
        other.add(reading)
    one.regroup(window)
    assert partition(one) == partition(other)
    assert one.regroup(window) == 0
    one.close()
    other.close()


def test_two_waves_in_one_article_stay_two(record: Record) -> None:
    document = make_document()
    reading = make_reading(document, make_report(document, id="a"), make_report(document, id="b"))
    assert record.add(reading).new_incidents == 2
    assert record.add(article(1)).joined == 1
    assert sorted(len(incident.reports) for incident in record.incidents()) == [1, 2]


# --- reading again ---------------------------------------------------------------------------------------------


def test_other_rules_take_the_reading_over_and_incidents_keep_their_ids(record: Record) -> None:
    document = make_document()
    kept = make_report(document, id="kept")
    record.add(make_reading(document, kept, make_report(document, id="gone", place_id="conoco")))
    id_of_kept = record.incidents(Filter(places=frozenset({"al-omar"})))[0].id
    now = make_reading(
        document,
        replace(kept, rules_version="2", outcome="missed"),
        make_report(document, "القاعدة أصيبت", id="new", place_id="al-tanf", rules_version="2"),
        tallies=(make_tally(document),),
        candidates=(make_candidate(document),),
    )
    added = record.add(now)
    assert (added.changed, added.new_incidents, added.tallies, added.candidates) == (True, 1, 1, 1)
    assert record.reading(document.id) == now
    assert [
        (incident.id, incident.outcome) for incident in record.incidents(Filter(places=frozenset({"al-omar"})))
    ] == [(id_of_kept, "missed")]
    assert partition(record) == {frozenset({"kept"}), frozenset({"new"})}


def test_a_date_given_later_counts_and_a_worse_known_one_does_not(record: Record) -> None:
    document = make_document(published=None, published_basis="unknown", title="عنوان", publisher=None)
    record.add(make_reading(document, make_report(document, undated=True)))
    dated = replace(document, published=dt.date(2023, 10, 29), published_basis="given", title=None, publisher="Mehr")
    assert record.add(make_reading(dated, make_report(dated))).changed
    assert record.counts().undated == 0
    stored = record.document(document.id)
    assert stored == replace(dated, title="عنوان")
    assert not record.add(make_reading(document, make_report(document, undated=True))).changed
    another_day = replace(dated, published=dt.date(2023, 11, 1))
    assert not record.add(make_reading(another_day, make_report(another_day, day=dt.date(2023, 11, 1)))).changed


def test_a_failed_change_changes_nothing(record: Record) -> None:
    record.add(article(1))
    before = (record.version(), record.incidents(), record.documents())
    document = make_document()
    twins = make_reading(document, make_report(document, id="twin"), make_report(document, id="twin"))
    with pytest.raises(ValueError, match="twin"):
        record.add(twins)
    assert (record.version(), record.incidents(), record.documents()) == before


# --- lists -----------------------------------------------------------------------------------------------------


def test_incidents_come_newest_first_in_pages_and_as_a_stream(record: Record) -> None:
    for number in range(1, 8):
        record.add(article(number, day=dt.date(2023, 10, 20 + number // 2), place_id=f"place-{number}"))
    record.add(article(8, published=None, undated=True))
    everything = record.incidents()
    keys = [(incident.date_latest or dt.date.min, incident.id) for incident in everything]
    assert keys == sorted(keys, key=lambda key: (-key[0].toordinal(), key[1]))
    assert record.incidents(limit=3) + record.incidents(limit=3, offset=3) + record.incidents(offset=6) == everything
    assert tuple(record.iterate()) == everything
    assert tuple(record.iterate(Filter(undated=False))) == record.incidents(Filter(undated=False)) == everything[:-1]


def test_reading_goes_on_while_a_stream_is_open(tmp_path: Path) -> None:
    record = Record.open(f"sqlite:///{tmp_path}/record.sqlite")
    for number in range(3):
        record.add(article(number, place_id=f"place-{number}"))
    stream = record.iterate()
    next(stream)
    assert record.add(article(9)).changed
    assert len(list(stream)) == 2
    record.close()


def test_marks_carry_names_and_points_of_the_gazetteer(record: Record) -> None:
    record.add(article(1))
    record.add(article(2, place_id="no-longer-in-the-gazetteer"))
    record.add(article(3, undated=True))
    (mark,) = record.marks(Filter(), load_gazetteer())
    place = load_gazetteer()["al-omar"]
    assert (mark.place_id, mark.lon, mark.lat, mark.name_ar) == ("al-omar", place.lon, place.lat, place.name_ar)
    assert (mark.count, mark.undated, mark.by_status, mark.exact) == (2, 1, {"reported": 2}, place.exact)


def test_the_version_changes_with_the_content_and_differs_between_records(record: Record) -> None:
    empty = record.version()
    record.add(article(1))
    assert record.version() != empty
    other = in_memory()
    assert other.version() != empty
    other.close()


def test_minted_ids_are_short_and_differ() -> None:
    minted = {mint_incident_id() for _ in range(200)}
    assert len(minted) == 200
    assert all(len(id) == 12 and id.startswith("RSD-") for id in minted)


# --- opening ---------------------------------------------------------------------------------------------------


def test_the_address_comes_from_the_caller_then_the_environment_then_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "postgresql://reader@db.example/rasid")
    assert database_url("sqlite:///a.sqlite").database == "a.sqlite"
    assert database_url().host == "db.example"
    monkeypatch.setenv(URL_VARIABLE, " ")
    assert database_url().get_backend_name() == "sqlite"
    assert str(database_url().database).endswith("record.sqlite")


def test_a_file_record_is_created_with_its_directory_and_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/deep/record.sqlite"
    first = Record.open(url)
    first.add(article(1))
    kept = (first.incidents(), first.version())
    first.close()
    second = Record.open(url)
    assert (second.incidents(), second.version()) == kept
    second.close()
    connection = sqlite3.connect(tmp_path / "new/deep/record.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("nonsense", "database address 'nonsense': expected one like sqlite:///"),
        ("nodatabase://host/name", "no driver for nodatabase"),
        ("postgresql+psycopg://me:secret@127.0.0.1:1/rasid", "record postgresql"),
        ("sqlite:////proc/no/such/record.sqlite", "cannot create its directory"),
        ("sqlite:////", "cannot be opened"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line(url: str, line: str) -> None:
    with pytest.raises(RecordUnavailable) as caught:
        Record.open(url)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_record_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 99)
    with pytest.raises(RecordUnavailable, match="not a Rasid record, or damaged"):
        Record.open(f"sqlite:///{path}")


def test_a_damaged_record_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    record = Record.open(f"sqlite:///{path}")
    record.add(article(1))
    record.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(RecordUnavailable, match="damaged"):
        Record.open(f"sqlite:///{path}").incidents()


def test_a_locked_record_says_so_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.engine._BUSY_MILLISECONDS", 10)
    path = tmp_path / "record.sqlite"
    record = Record.open(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordUnavailable, match="locked by another program"):
        record.add(article(1))
    other.execute("ROLLBACK")
    other.close()
    assert record.is_empty()
    assert record.add(article(1)).changed
    record.close()


def test_a_read_only_record_can_be_read_and_says_so_when_written(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    record = Record.open(f"sqlite:///{path}")
    record.add(article(1))
    read_only = Record.open(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert read_only.incidents() == record.incidents()
    with pytest.raises(RecordUnavailable, match="cannot be written"):
        read_only.add(article(2))
    assert not Path("file:").exists()
    read_only.close()
    record.close()
