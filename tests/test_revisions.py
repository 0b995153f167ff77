"""One article at several places and times: the same words once, other words at one address a revision, nothing lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import read as read_document
from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.intake import Intake
from incidents.revisions import difference
from incidents.store import Added, Record
from incidents.types import Document, Reading
from load.document import as_document
from load.ingest import add_document, ingest, retry
from tests.strategies import archives

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.date(2023, 10, 29)
URL = "https://news.example/1"
FIRST = "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران يوم الأحد.\nولم تقع إصابات.\n"
SECOND = FIRST.replace("بستة", "بسبعة")


@pytest.fixture
def record() -> Record:
    return Record.open("sqlite://")


def add(record: Record, text: str, source: str = "a.txt", **known: object) -> Added:
    document = as_document(text, source, **{"published": DAY, **known})  # type: ignore[arg-type]
    return add_document(document, record, load_gazetteer())


def test_the_same_words_from_two_places_are_one_document_with_both_sources(record: Record) -> None:
    first = add(record, FIRST, "a.txt", publisher="وكالة")
    again = add(record, FIRST.replace(" ", "  ").strip(), "b.html", publisher="موقع", url=URL)
    assert (again.changed, again.document_id) == (False, first.document_id)
    assert [(one.source, one.publisher, one.url) for one in Intake(record).origins(first.document_id)] == [
        ("a.txt", "وكالة", None),
        ("b.html", "موقع", URL),
    ]
    assert len(record.documents()) == 1
    version = record.version()
    add(record, FIRST, "b.html", publisher="موقع", url=URL)
    assert record.version() == version


def test_a_date_that_is_given_later_is_taken_for_the_words_that_are_kept(record: Record) -> None:
    first = add(record, FIRST, published=None)
    again = add(record, FIRST.replace("\n", "\n\n"), "b.txt")
    assert (again.changed, again.document_id) == (True, first.document_id)
    (document,) = record.documents()
    assert (document.published, document.text) == (DAY, FIRST)
    (incident,) = record.incidents()
    assert incident.date_start == DAY


def test_other_words_at_an_address_take_the_place_of_the_earlier_ones(record: Record) -> None:
    first = add(record, FIRST, url=URL)
    (before,) = record.incidents()
    second = add(record, SECOND, url=URL + "#part")
    assert (second.changed, second.revises) == (True, first.document_id)
    (after,) = record.incidents()
    assert after.id == before.id
    assert after.munition_count == 7
    assert {report.document_id for report in after.reports} == {second.document_id}
    assert [one.text for one in Intake(record).revisions(second.document_id)] == [SECOND, FIRST]
    assert Intake(record).id_at(URL) == second.document_id
    assert list(record.faults(load_gazetteer())) == []


def test_what_was_revised_does_not_come_back(record: Record) -> None:
    add(record, FIRST, url=URL)
    second = add(record, SECOND, url=URL)
    version = record.version()
    again = add(record, FIRST, url=URL)
    assert (again.changed, again.reports, again.revises, record.version()) == (False, 0, None, version)
    third = add(record, SECOND.replace("بسبعة", "بثمانية"), url=URL)
    assert third.revises == second.document_id
    assert len(Intake(record).revisions(third.document_id)) == 3
    assert len(record.documents()) == 3


@pytest.mark.parametrize("url", ["https://news.example", "https://news.example/", "javascript:alert(1)", "news", None])
def test_where_articles_come_and_go_none_revises_another(record: Record, url: str | None) -> None:
    add(record, FIRST, url=url)
    assert add(record, SECOND, url=url).revises is None
    assert len(record.incidents()) == 1
    assert len(record.incidents()[0].reports) == 2


def test_words_known_from_elsewhere_can_revise_an_address(record: Record) -> None:
    add(record, FIRST, url=URL)
    add(record, SECOND, "b.txt", url="https://other.example/2")
    assert add(record, SECOND, "c.txt", url=URL).revises == as_document(FIRST).id
    assert len(record.incidents()[0].reports) == 1


@settings(max_examples=25)
@given(archives())
def test_every_address_has_one_text_and_no_other_text_of_it_stands_in_an_incident(archive: list) -> None:  # type: ignore[type-arg]
    record = Record.open("sqlite://")
    for reading in archive:
        object.__setattr__(reading.document, "url", URL)
        record.add(reading)
    standing = {report.document_id for incident in record.incidents() for report in incident.reports}
    assert len(standing) <= 1
    assert len(record.documents()) == len(archive)
    assert list(record.faults(load_gazetteer())) == []
    record.close()


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        (
            FIRST,
            SECOND,
            ["تعرضت قاعدة حقل العمر النفطي لقصف [-بستة-] {+بسبعة+} صواريخ أطلقتها ميليشيات موالية لإيران يوم الأحد."],
        ),
        ("أ ب\n\nج", "أ  ب\nج", []),
        ("أ\nب", "أ\nب\nج د", ["{+ج د+}"]),
        ("أ\nب ج\nد", "أ\nد", ["[-ب ج-]"]),
        ("", "", []),
    ],
)
def test_a_difference_names_the_words(earlier: str, later: str, told: list[str]) -> None:
    assert list(difference(earlier, later)) == told


@given(st.text("اب \n", max_size=30), st.text("اب \n", max_size=30))
def test_a_difference_is_told_exactly_where_words_differ(earlier: str, later: str) -> None:
    same = [line.split() for line in earlier.splitlines() if line.strip()] == [
        line.split() for line in later.splitlines() if line.strip()
    ]
    assert (not list(difference(earlier, later))) == same


# --- resuming, failures ------------------------------------------------------------------------------------------


def load(record: Record, *paths: Path, published: dt.date | None = DAY) -> tuple[int, int]:
    loaded = ingest(paths, record, load_gazetteer(), now=lambda: NOW, published=published)
    return loaded.new, len(loaded.unread)


def test_a_load_that_was_stopped_goes_on_without_reading_again(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{FIRST} {number}", encoding="utf-8")
    done: list[int] = []

    def stop(number: int, total: int, source: str) -> None:
        done.append(number)
        if number == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([tmp_path], record, load_gazetteer(), now=lambda: NOW, published=DAY, progress=stop)
    assert len(record.documents()) == 4
    read: list[Document] = []

    def counting(document: Document, gazetteer: Gazetteer) -> Reading:
        read.append(document)
        return read_document(document, gazetteer)

    monkeypatch.setattr("load.extraction.read", counting)
    assert load(record, tmp_path) == (2, 0)
    assert len(read) == 2


def test_a_failure_is_kept_with_reason_and_time_until_it_is_mended(record: Record, tmp_path: Path) -> None:
    path, archive = tmp_path / "a.txt", tmp_path / "b.jsonl"
    path.write_bytes(b"\x89PNG\x00")
    archive.write_text('{"text": "أ"}\nnothing\n', encoding="utf-8")
    assert load(record, tmp_path) == (1, 2)
    assert load(record, path) == (0, 1)
    failures = {failure.source: failure for failure in Intake(record).failures()}
    assert failures.keys() == {str(path), f"{archive}:2"}
    assert failures[str(path)].reason == f"{path}: not text in UTF-8, UTF-16 or Windows-1256"
    assert (failures[str(path)].at, failures[str(path)].attempts) == (int(NOW.timestamp()), 2)

    path.write_text(FIRST, encoding="utf-8")
    archive.write_text('{"text": "أ"}\n{"text": "ب ت"}\n', encoding="utf-8")
    loaded = retry(record, load_gazetteer(), now=lambda: NOW)
    assert (loaded.new, loaded.unread) == (2, ())
    assert Intake(record).failures() == ()
    assert {document.published for document in record.documents()} == {DAY}


def test_what_a_manifest_said_is_known_when_it_is_tried_again(record: Record, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00")
    (tmp_path / "manifest.csv").write_text(
        "file,published,publisher,url,title,after\na.txt,2023-10-29,وكالة,https://e.example/1,ع,ب\n", encoding="utf-8"
    )
    load(record, tmp_path, published=None)
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    retry(record, load_gazetteer(), now=lambda: NOW)
    (document,) = record.documents()
    assert (document.published, document.publisher, document.url) == (DAY, "وكالة", "https://e.example/1")
    assert (document.title, document.after) == ("ع", "ب")


def test_what_is_no_article_does_not_count_as_one_that_failed(record: Record, tmp_path: Path) -> None:
    assert load(record, tmp_path, tmp_path / "missing" / "folder") == (0, 2)
    assert [failure.source for failure in Intake(record).failures()] == [str(tmp_path / "missing" / "folder")]
    (tmp_path / "a.jsonl").write_text("nothing", encoding="utf-8")
    load(record, tmp_path)
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    assert "no such line any more" in retry(record, load_gazetteer(), now=lambda: NOW).unread[0].error
