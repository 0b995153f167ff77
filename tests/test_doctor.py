"""The doctor: nothing to say of any record that was only ever written by Rasid, a line for every harm done to one."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings

from geo.gazetteer import load_gazetteer
from incidents.store import Record
from incidents.types import Reading
from tests.builders import make_candidate, make_document, make_reading, make_rejected, make_report, make_tally
from tests.strategies import archives

HARMS = {
    "UPDATE documents SET text = 'x' || text": "the text was changed",
    "UPDATE reports SET body = replace(body, '\"start\":0', '\"start\":1')": "does not stand at",
    "UPDATE tallies SET body = replace(body, '\"start\":0', '\"start\":1')": "tally 12",
    "UPDATE rejected SET body = replace(body, '\"start\":0', '\"start\":1')": "rejected: ",
    'UPDATE candidates SET body = replace(body, \'"quote":"\', \'"quote":"x\')': "candidates: ",
    "UPDATE reports SET body = replace(body, 'al-omar', 'al-nowhere')": "'al-nowhere' is not in the gazetteer",
    "UPDATE reports SET id = 'other'": "says it is",
    "DELETE FROM readings": "stands in no reading",
    "DELETE FROM incident_reports": "stands in no incident",
    "DELETE FROM reports": "points at a row of reports",
    "INSERT INTO incident_redirects VALUES ('RSD-OLD', 'RSD-NONE')": "which does not exist",
    "INSERT INTO incident_redirects SELECT id, id FROM incidents": "stands in the record as well",
    "UPDATE incidents SET status = 'confirmed'": "status is 'confirmed' in its row, its reports say 'reported'",
    "UPDATE incidents SET date_start = '2020-01-01'": "date_start",
}


@settings(deadline=None, max_examples=25)
@given(archives())
def test_a_record_that_rasid_wrote_is_sound(archive: list[Reading]) -> None:
    record = Record.open("sqlite://")
    for reading in archive:
        record.add(reading)
    unknown = "is not in the gazetteer"  # archives make up places
    assert [line for line in record.faults(load_gazetteer()) if unknown not in line] == []


@pytest.mark.parametrize(("harm", "said"), HARMS.items(), ids=[" ".join(harm.split()[:3]) for harm in HARMS])
def test_every_harm_is_told(tmp_path: Path, harm: str, said: str) -> None:
    document = make_document()
    found = {
        "tallies": (make_tally(document),),
        "rejected": (make_rejected(document),),
        "candidates": (make_candidate(document),),
    }
    record = Record.open(f"sqlite:///{tmp_path}/record.sqlite")
    record.add(make_reading(document, make_report(document), **found))
    assert list(record.faults(load_gazetteer())) == []
    with sqlite3.connect(tmp_path / "record.sqlite") as database:
        database.execute(harm)
    assert any(said in line for line in record.faults(load_gazetteer())), list(record.faults(load_gazetteer()))
