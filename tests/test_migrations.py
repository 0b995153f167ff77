"""A record of any earlier version is brought to the present tables with all that is in it, or left alone."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from incidents.engine import open_engine, transaction, writing
from incidents.errors import RecordUnavailable
from incidents.schema import SCHEMA_VERSION, metadata
from incidents.store import Record
from incidents.upgrade import MIGRATIONS, found_version, migrate
from tests.builders import make_candidate, make_document, make_reading, make_report, make_tally

VERSIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


def database(url: str, version: str) -> None:
    """Make the tables of a version, as the migrations up to it leave them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        migrate(connection, None, version, url)
    engine.dispose()


def filled(folder: Path) -> tuple[Record, Path]:
    """A record of the present version with two incidents, one of them told twice, a tally and a candidate."""
    path = folder / "present.sqlite"
    record = Record.open(f"sqlite:///{path}")
    document = make_document(publisher=None)
    told = make_report(document, id="r1", weapons=("rocket", "drone"), attackers=())
    elsewhere = make_report(document, id="r2", place_id="conoco", weapons=(), targets=("isis",))
    found = {"tallies": (make_tally(document),), "candidates": (make_candidate(document),)}
    record.add(make_reading(document, told, elsewhere, **found))
    again = make_document("قصف القاعدة مرة أخرى. انتهى الخبر")
    record.add(make_reading(again, make_report(again, id="r3", attackers=())))
    return record, path


def earlier(path: Path, target: Path, version: str) -> None:
    """Put what stands in a record of the present version into the tables of an earlier one."""
    database(f"sqlite:///{target}", version)
    with sqlite3.connect(target) as old:
        old.execute("ATTACH ? AS present", (str(path),))
        for (table,) in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            columns = {
                schema: {name for _, name, *_ in old.execute(f"PRAGMA {schema}.table_info({table})")}
                for schema in ("main", "present")
            }
            names = ", ".join(sorted(columns["main"] & columns["present"]))
            if names and table != "alembic_version":
                old.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM present.{table}")
        if version == "0001":
            for kind in ("weapon", "attacker", "target"):
                for id, values in old.execute(f"SELECT id, {kind}s FROM present.incidents").fetchall():
                    rows = [(id, kind, value) for value in json.loads(values) or ["unknown"]]
                    old.executemany("INSERT INTO incident_facets VALUES (?, ?, ?)", rows)
    old.close()


def answers(record: Record) -> tuple[object, ...]:
    return (
        record.facets(),
        record.publishers(),
        record.days(),
        record.counts(),
        record.incidents(),
        record.tallies(),
        record.candidates(),
        record.documents(),
        [record.reading(document.id) for document in record.documents()],
    )


def test_the_last_migration_is_the_version_of_the_tables() -> None:
    assert VERSIONS[0] == SCHEMA_VERSION
    assert sorted(VERSIONS, reverse=True) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_from_every_version_the_tables_become_the_present_ones(tmp_path: Path, version: str) -> None:
    url = f"sqlite:///{tmp_path}/record.sqlite"
    database(url, version)
    with sqlite3.connect(tmp_path / "record.sqlite") as old:
        old.execute("INSERT INTO about VALUES ('record_id', 'r'), ('changes', '0')")
    old.close()
    Record.open(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.parametrize("version", VERSIONS)
def test_from_every_version_all_that_is_in_it_stays(tmp_path: Path, version: str) -> None:
    present, path = filled(tmp_path)
    before = answers(present)
    present.close()
    earlier(path, tmp_path / "old.sqlite", version)
    record = Record.open(f"sqlite:///{tmp_path}/old.sqlite")
    assert answers(record) == before
    document = make_document("قصف القاعدة مرة ثالثة. انتهى الخبر")
    assert record.add(make_reading(document, make_report(document, id="r4", attackers=()))).joined == 1
    record.close()
    with sqlite3.connect(tmp_path / "old.sqlite") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


@pytest.mark.parametrize(("number", "version"), [("1", "0001"), ("2", "0002")])
def test_a_record_from_before_alembic_is_brought_up_too(tmp_path: Path, number: str, version: str) -> None:
    present, path = filled(tmp_path)
    before = answers(present)
    present.close()
    earlier(path, tmp_path / "old.sqlite", version)
    with sqlite3.connect(tmp_path / "old.sqlite") as old:
        old.execute("DROP TABLE alembic_version")
        old.execute("INSERT INTO about VALUES ('schema_version', ?)", (number,))
    old.close()
    record = Record.open(f"sqlite:///{tmp_path}/old.sqlite")
    assert answers(record) == before
    with transaction(record.engine) as connection:
        assert found_version(connection) == SCHEMA_VERSION
    record.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DROP TABLE alembic_version; INSERT INTO about VALUES ('schema_version', '9999')",
    ],
)
def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path, statement: str) -> None:
    record, path = filled(tmp_path)
    record.close()
    connection = sqlite3.connect(path)
    connection.executescript(statement)
    connection.close()
    content = path.read_bytes()
    with pytest.raises(RecordUnavailable, match=r"schema 9999, expected .* a newer version of Rasid wrote it"):
        Record.open(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    present, path = filled(tmp_path)
    present.close()
    old = tmp_path / "old.sqlite"
    earlier(path, old, "0001")
    connection = sqlite3.connect(old)
    connection.execute("DROP INDEX incidents_newest")  # the second migration drops it last but one
    connection.commit()
    schema = connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
    with pytest.raises(RecordUnavailable, match="incidents_newest"):
        Record.open(f"sqlite:///{old}")
    assert connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall() == schema
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    connection.close()


def test_two_that_open_an_old_record_at_once_migrate_it_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/record.sqlite"
    database(url, "0001")
    with sqlite3.connect(tmp_path / "record.sqlite") as old:
        old.execute("INSERT INTO about VALUES ('record_id', 'r'), ('changes', '0')")
    old.close()
    engine = open_engine(create_engine(url).url)
    from incidents.upgrade import bring_up

    with transaction(writing(engine)) as connection:
        bring_up(connection, url)  # what the slower of two finds when its turn comes
        assert found_version(connection) == SCHEMA_VERSION
    engine.dispose()
