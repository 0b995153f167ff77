"""Reading again: what other rules read is told before it is kept, and what people decided stays."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.pipeline import RULES_VERSION, read
from geo.gazetteer import load_gazetteer
from incidents.desk import Desk
from incidents.store import Record
from incidents.types import Reading
from load.document import as_document
from load.reread import rereadings
from rasid.cli import main

ARTICLE = "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران أمس السبت.\n"
GAZETTEER = load_gazetteer()


def read_before(**fields: Any) -> Reading:
    """Return the article as older rules might have read it: with other fields, or without its event."""
    reading = read(as_document(ARTICLE, "a.txt", published=dt.date(2023, 10, 29)), GAZETTEER)
    reports = tuple(replace(report, rules_version="0", **fields) for report in reading.reports)
    return replace(reading, reports=reports, rules_version="0")


def record_of(reading: Reading) -> Record:
    record = Record.open("sqlite://")
    record.add(reading)
    return record


def test_what_is_read_by_todays_rules_is_not_read_again() -> None:
    reading = read(as_document(ARTICLE, published=dt.date(2023, 10, 29)), GAZETTEER)
    assert reading.rules_version == RULES_VERSION
    assert list(rereadings(record_of(reading), GAZETTEER)) == []


def test_changed_fields_are_told_and_the_incident_keeps_its_id() -> None:
    record = record_of(read_before(munition_count=None, outcome="missed"))
    (again,) = rereadings(record, GAZETTEER)
    (difference,) = again.differences
    assert difference.kind == "changed"
    assert ("munition_count", None, 6) in difference.changed
    assert "outcome" in [name for name, _, _ in difference.changed]
    before = record.incidents()
    assert before[0].munition_count is None
    record.add(again.now)
    (after,) = record.incidents()
    assert (after.id, after.munition_count) == (before[0].id, 6)
    assert list(rereadings(record, GAZETTEER)) == []


def test_events_that_were_missed_are_new_and_false_ones_are_gone() -> None:
    (again,) = rereadings(record_of(replace(read_before(), reports=())), GAZETTEER)
    assert [one.kind for one in again.differences] == ["new"]
    (again,) = rereadings(record_of(read_before(place_id="al-tanf", date_start=dt.date(2020, 1, 1))), GAZETTEER)
    assert [one.kind for one in again.differences] == ["new", "gone"]


def test_an_inferred_day_is_inferred_anew_and_a_given_one_stays() -> None:
    old = read_before()
    inferred = replace(old.document, published=dt.date(2023, 1, 1), published_basis="inferred")
    (again,) = rereadings(record_of(replace(old, document=inferred)), GAZETTEER)
    assert again.now.document.published is None
    (again,) = rereadings(record_of(old), GAZETTEER)
    assert again.now.document.published == dt.date(2023, 10, 29)


def test_what_a_person_corrected_stays_corrected() -> None:
    record = record_of(read_before(munition_count=None))
    (incident,) = record.incidents()
    Desk(record, "editor").correct(incident.id, incident.revision, {"munition_count": 7}, "counted on the video")
    (again,) = rereadings(record, GAZETTEER)
    record.add(again.now)
    (after,) = record.incidents()
    assert (after.id, after.munition_count, after.review) == (incident.id, 7, "corrected")


def test_the_command_says_what_it_would_change_and_changes_it_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RASID_DATABASE_URL", f"sqlite:///{tmp_path}/record.sqlite")
    record = Record.open()
    record.add(read_before(munition_count=None))
    assert main(["reread"]) == 0
    said = capsys.readouterr().out
    assert "~ al-omar 2023-10-28" in said
    assert "munition_count: none → 6" in said
    assert "nothing was changed" in said
    assert record.incidents()[0].munition_count is None
    assert main(["reread", "--apply"]) == 0
    assert "kept" in capsys.readouterr().out
    assert record.incidents()[0].munition_count == 6
    assert main(["reread"]) == 0
    assert capsys.readouterr().out == "all read by today's rules\n"
