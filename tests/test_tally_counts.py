"""The record's own count beside a published one: the same scope, the same window, and what explains the difference."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from geo.gazetteer import load_gazetteer
from incidents.store import Record
from incidents.tally_counts import Compared, compare, published_counts, scope_parts, scope_places
from incidents.types import Document, Filter
from tests.builders import make_document, make_reading, make_report, make_tally

EVERYTHING = Filter()


@pytest.fixture
def record(own_record: str) -> Record:
    """Two incidents in Iraq and one in Syria in the window, one in Iraq after it, one undated, one without a place."""
    record = Record.open(own_record)
    for number, (place, day, weapon) in enumerate(
        [
            ("ain-al-asad", dt.date(2023, 10, 18), "drone"),
            ("harir", dt.date(2023, 10, 20), "rocket"),
            ("al-tanf", dt.date(2023, 10, 20), "drone"),
            ("ain-al-asad", dt.date(2023, 11, 5), "drone"),
            ("harir", None, "drone"),
            (None, dt.date(2023, 10, 21), "drone"),
        ]
    ):
        document = make_document(f"قصف رقم {number} على قاعدة. انتهى الخبر.")
        dated: dict[str, Any] = {"day": day} if day else {"undated": True}
        report = make_report(document, place_id=place, place_name="قاعدة", weapons=(weapon,), **dated)
        record.add(make_reading(document, report))
    return record


def compared(record: Record, present: Filter = EVERYTHING, document: Document | None = None, **told: Any) -> Compared:
    """Compare one tally of a document published on 2023-10-29."""
    document = document or make_document()
    (published,) = published_counts([make_tally(document, **told)], lambda id: document)
    return compare(published, record.counts, present, load_gazetteer())


def test_the_same_scope_and_window_are_counted(record: Record) -> None:
    one = compared(record)
    assert (one.ours, one.undated, one.unlocated, one.hidden) == (2, 1, 1, 0)
    assert one.difference == 2 - 12
    assert one.window == "both ends"
    assert compared(record, scope="Syria").ours == 1
    assert compared(record, scope="Syria and Iraq").ours == compared(record, scope="Iraq and Syria").ours == 3
    assert compared(record, scope="Jordan").ours == 0
    assert compared(record, scope="Harir air base, Iraq").ours == 1


def test_what_the_reader_hides_is_told(record: Record) -> None:
    assert compared(record, Filter(weapons=frozenset({"drone"}))).hidden == 1
    assert compared(record, Filter(places=frozenset({"al-tanf"}))).hidden == 2
    assert compared(record, Filter(date_from=dt.date(2023, 10, 19))).hidden == 1
    assert compared(record, Filter(date_from=dt.date(2024, 1, 1))).hidden == 2
    assert compared(record, Filter(undated=False)).hidden == 0


def test_an_open_window_ends_on_the_articles_day(record: Record) -> None:
    one = compared(record, date_to=None)
    assert (one.window, one.date_to, one.ours) == ("start only", dt.date(2023, 10, 29), 2)
    later = compared(record, document=make_document(published=dt.date(2023, 11, 30)), date_to=None)
    assert later.ours == 3
    unknown = compared(record, document=make_document(published=None, published_basis="unknown"), date_to=None)
    assert (unknown.date_to, unknown.ours) == (None, 3)


def test_a_window_that_is_not_told_is_not_compared(record: Record) -> None:
    for told in (
        {"date_from": None, "date_to": None},
        {"date_from": dt.date(2023, 10, 26), "date_to": dt.date(2023, 10, 17)},
    ):
        one = compared(record, **told)
        assert (one.window, one.difference) == ("not told", None)


def test_a_scope_that_no_place_has_is_not_counted(record: Record) -> None:
    one = compared(record, scope="Nowhere at all")
    assert (one.ours, one.difference, one.unlocated) == (None, None, 1)


def test_scopes_are_countries_places_and_what_lies_in_them() -> None:
    gazetteer = load_gazetteer()
    iraq, syria, both = (scope_places(scope, gazetteer) for scope in ("Iraq", "Syria", "Iraq and Syria"))
    assert iraq | syria == both
    assert not iraq & syria
    assert scope_parts("Iraq and Syria and Jordan") == ("Iraq", "Syria", "Jordan")
    assert scope_parts("al-Tanf and its surroundings") == ("al-Tanf and its surroundings",)
    governorate = next(place for place in gazetteer.places if place.kind == "governorate" and place.country == "SY")
    inside = scope_places(governorate.name_en, gazetteer)
    assert {id for id in inside if gazetteer[id].admin1_pcode != governorate.admin1_pcode} == set()
    assert len(inside) > 1


def test_one_count_of_several_articles_is_one_and_the_oldest_window_comes_first() -> None:
    old, new = make_document("قديم خبر عن عدد الهجمات."), make_document("جديد خبر عن عدد الهجمات.")
    documents = {
        old.id: old,
        new.id: make_document("جديد خبر عن عدد الهجمات.", published=dt.date(2023, 11, 9)),
    }
    tallies = [
        make_tally(new, scope="Syria and Iraq", date_to=dt.date(2023, 11, 8), count=48),
        make_tally(new, date_from=None, date_to=None, count=7),
        make_tally(new, source=None),
        make_tally(old),
    ]
    found = published_counts(tallies, documents.__getitem__)
    assert [one.tally.count for one in found] == [12, 48, 7]
    assert [told.document_id for told in found[0].tellings] == [old.id, new.id]
    assert (found[0].tally.source, found[0].day) == ("Pentagon", dt.date(2023, 10, 29))


def test_counts_of_two_sources_stay_two() -> None:
    document = make_document()
    tallies = [make_tally(document, source=source) for source in ("Pentagon", "SOHR", None)]
    assert len(published_counts(tallies, lambda id: document)) == 3
