"""Copies of the record: what comes back is what was there, and nothing is ever put in the place of something whole."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from incidents.backup import BadBackup, back_up, restore
from incidents.errors import RecordUnavailable
from incidents.store import Record
from tests.builders import make_document, make_reading


def address(path: Path) -> URL:
    return make_url(f"sqlite:///{path}")


def record_with(path: Path, *texts: str) -> Record:
    record = Record.open(f"sqlite:///{path}")
    for text in texts:
        record.add(make_reading(make_document(text)))
    return record


def test_what_is_restored_equals_what_was_kept(tmp_path: Path) -> None:
    kept = record_with(tmp_path / "record.sqlite", "قصف القاعدة أولاً. انتهى", "قصف القاعدة ثانياً. انتهى")
    size = back_up(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")
    assert size == (tmp_path / "copy.sqlite").stat().st_size
    assert restore(address(tmp_path / "elsewhere" / "record.sqlite"), tmp_path / "copy.sqlite") is None
    back = Record.open(f"sqlite:///{tmp_path}/elsewhere/record.sqlite")
    assert back.documents() == kept.documents()
    assert back.incidents() == kept.incidents()


def test_an_open_record_shows_what_was_restored_and_what_was_there_is_kept(tmp_path: Path) -> None:
    record = record_with(tmp_path / "record.sqlite", "قصف القاعدة أولاً. انتهى")
    back_up(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")
    record.add(make_reading(make_document("قصف القاعدة ثانياً. انتهى")))
    assert len(record.documents()) == 2
    assert record.counts().total == 1  # both tell one incident
    before = record.version()
    kept = restore(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")
    assert len(record.documents()) == 1
    assert record.version() != before
    assert kept is not None
    assert len(Record.open(f"sqlite:///{kept}").documents()) == 2


def test_a_backup_is_never_written_over_anything(tmp_path: Path) -> None:
    record_with(tmp_path / "record.sqlite", "قصف القاعدة. انتهى")
    (tmp_path / "copy.sqlite").write_text("precious")
    with pytest.raises(BadBackup, match="exists"):
        back_up(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "precious"


def test_nothing_is_left_of_a_backup_that_fails(tmp_path: Path) -> None:
    record_with(tmp_path / "record.sqlite", "قصف القاعدة. انتهى").close()
    with pytest.raises(BadBackup, match="cannot be written"):
        back_up(address(tmp_path / "record.sqlite"), tmp_path / "no such folder" / "copy.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["record.sqlite"]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_record_changes_nothing(tmp_path: Path, content: bytes) -> None:
    record = record_with(tmp_path / "record.sqlite", "قصف القاعدة. انتهى")
    (tmp_path / "copy.sqlite").write_bytes(content)
    with pytest.raises(BadBackup, match=r"copy\.sqlite: (not a Rasid record|damaged)"):
        restore(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")
    assert len(record.documents()) == 1
    assert not list(tmp_path.glob("*before-restore*"))


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "copy.sqlite") as other:
        other.execute("CREATE TABLE things (id INTEGER)")
    with pytest.raises(BadBackup, match="a database, but not a Rasid record"):
        restore(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")


def test_a_newer_rasid_s_record_is_refused_and_the_present_one_stays(tmp_path: Path) -> None:
    record = record_with(tmp_path / "record.sqlite", "قصف القاعدة. انتهى")
    record_with(tmp_path / "copy.sqlite").close()
    with sqlite3.connect(tmp_path / "copy.sqlite") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordUnavailable, match="a newer version"):
        restore(address(tmp_path / "record.sqlite"), tmp_path / "copy.sqlite")
    assert len(record.documents()) == 1


def test_only_a_file_can_be_copied(tmp_path: Path) -> None:
    for url in ("sqlite://", "postgresql://host/name"):
        with pytest.raises(BadBackup, match="expected a SQLite file"):
            back_up(make_url(url), tmp_path / "copy.sqlite")
    with pytest.raises(BadBackup, match="no record there"):
        back_up(address(tmp_path / "missing.sqlite"), tmp_path / "copy.sqlite")
