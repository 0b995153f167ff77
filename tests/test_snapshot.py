"""The shared snapshot keeps up with the record, whoever changes it, and never shows what was."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents import snapshot
from incidents.engine import transaction
from incidents.facet import Facet
from incidents.selection import Index
from incidents.store import Record
from incidents.types import Filter, Reading
from tests.builders import make_document, make_reading, make_report
from tests.strategies import archives, filters

PATIENT = settings(deadline=None, max_examples=40)  # databases an example: no measure of speed


def article(number: int, **fields: object) -> Reading:
    document = make_document(f"قصف القاعدة رقم {number}. انتهى الخبر")
    return make_reading(document, make_report(document, id=f"r{number}", **fields))


def answers(record: Record, filter: Filter) -> tuple[object, ...]:
    return (
        record.counts(filter),
        record.place_counts(filter),
        record.days(filter),
        record.facets(filter),
        record.publishers(filter),
        record.incidents(filter),
        record.extent(),
    )


@PATIENT
@given(archives(), st.lists(filters(), min_size=1, max_size=3), st.data())
def test_after_every_change_the_answers_are_those_of_a_record_just_opened(
    archive: list[Reading], asked: list[Filter], data: st.DataObject
) -> None:
    record = Record.open("sqlite://")
    readings = list(archive)
    if archive:  # read again and nothing is found any more: incidents go
        emptied = data.draw(st.sampled_from(archive))
        readings.append(replace(emptied, reports=(), rules_version="2"))
    for reading in readings:
        record.add(reading)
        for filter in asked:
            kept = answers(record, filter)
            record._shared = type(record._shared)()
            assert answers(record, filter) == kept
    record.close()


def test_what_another_process_adds_is_seen_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/record.sqlite"
    reader, writer = Record.open(url), Record.open(url)
    assert reader.counts().total == 0
    for number in range(5):
        writer.add(article(number, place_id=f"place-{number}"))
        assert reader.counts().total == number + 1
        assert len(reader.incidents(Filter(text=f"رقم {number}"))) == 1
    reader.close()
    writer.close()


def test_only_what_has_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.open(f"sqlite:///{tmp_path}/record.sqlite")
    for number in range(4):
        record.add(article(number, place_id=f"place-{number}"))
    read: list[int] = []
    reading: Callable[..., snapshot.Snapshot] = snapshot._read

    def counted(*arguments: object) -> snapshot.Snapshot:
        found = reading(*arguments)
        read.append(len(found))
        return found

    monkeypatch.setattr(snapshot, "_read", counted)
    record.counts()
    record.counts(Filter(undated=False))
    assert read == [4]
    record.add(article(9, place_id="place-1"))  # joins the incident there
    assert record.counts().total == 4
    assert read == [4, 1]
    record.close()


def test_readers_at_once_share_one_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.open(f"sqlite:///{tmp_path}/record.sqlite")
    for number in range(4):
        record.add(article(number, place_id=f"place-{number}"))
    read: list[int] = []
    reading: Callable[..., snapshot.Snapshot] = snapshot._read
    monkeypatch.setattr(snapshot, "_read", lambda *arguments: read.append(1) or reading(*arguments))
    with ThreadPoolExecutor(8) as readers:
        totals = list(readers.map(lambda number: record.counts(Filter(undated=number % 2 == 0)).total, range(64)))
    assert totals == [4] * 64
    assert read == [1]
    record.close()


def test_a_snapshot_takes_few_bytes_an_incident(tmp_path: Path) -> None:
    record = Record.open(f"sqlite:///{tmp_path}/record.sqlite")
    for number in range(200):
        record.add(article(number, day=dt.date(2023, 1, 1) + dt.timedelta(number)))
    with transaction(record.engine) as connection:
        read = snapshot.keep_up(connection, None)
    index = Index.of(read)
    columns = [read.ids, read.start, read.end, read.latest, *(column.codes for column in read.coded.values())]
    columns += [index.places.codes, index.profiles.codes, index.undated, index.day]
    assert sum(column.nbytes for column in columns) <= 60 * len(read)
    record.close()


def test_a_facet_counts_rows_by_weight_and_finds_any_of_the_chosen() -> None:
    facet = Facet.of(np.array([0, 1, 2, 1]), [("a", "b"), ("b",), ()])
    assert facet.having({"a"}).tolist() == [True, False, False, False]
    assert facet.having({"a", "b", "nowhere"}).tolist() == [True, True, False, True]
    assert facet.counts(np.arange(4), np.array([1.0, 2.0, 4.0, 8.0])) == (("b", 11), ("a", 1))
    assert facet.counts(np.array([2]), np.array([4.0])) == ()
