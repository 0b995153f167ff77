"""Opening the record's database: the address, the connection's settings, the schema, and faults in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError

from incidents.errors import RecordUnavailable
from incidents.schema import SCHEMA_VERSION
from incidents.upgrade import bring_up, found_version

URL_VARIABLE = "RASID_DATABASE_URL"
_BUSY_MILLISECONDS = 15_000
_WRITES = "rasid_writes"


def database_url(url: str | None = None) -> URL:
    """Return `url`, or else what RASID_DATABASE_URL says, or else a SQLite file in the user's data directory.

    Raises `RecordUnavailable` when that is not a database address.
    """
    given = url or os.environ.get(URL_VARIABLE)
    if given is None or not given.strip():
        return URL.create("sqlite", database=str(user_data_path("rasid", appauthor=False) / "record.sqlite"))
    try:
        return make_url(given)
    except ArgumentError as error:
        raise RecordUnavailable(
            f"database address {given!r}: expected one like sqlite:///record.sqlite or postgresql://host/name"
        ) from error


def open_engine(url: URL) -> Engine:
    """Return an engine on a record with the present schema, creating file, directory and tables where missing, and
    bringing those of earlier versions to it.

    Raises `RecordUnavailable` when the database cannot be reached, read or written, or a newer Rasid wrote it.
    """
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith("file:"):
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RecordUnavailable(f"record {url.database}: cannot create its directory: {error.strerror}") from error
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
        raise RecordUnavailable(
            f"record {_name(url)}: no driver for {url.drivername} is installed ({error})"
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _check_schema(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine for transactions that write: on SQLite they wait for their turn before they read."""
    return engine.execution_options(**{_WRITES: True})


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection inside one transaction, kept whole or not at all. Raises `RecordUnavailable` for faults of
    the database (locked, full, read-only, damaged, gone), in one line."""
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        if isinstance(error, IntegrityError | ProgrammingError | DataError):
            raise  # our own mistake, not the database's state
        raise RecordUnavailable(f"record {_name(engine.url)}: {_plainly(error)}") from error


def _configure_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; `_begin_sqlite` says it
    for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another has written in between, however
    # long the busy timeout is; taking the write lock at the start makes it wait instead.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_schema(engine: Engine) -> None:
    with transaction(engine) as connection:
        found = found_version(connection)
    if found != SCHEMA_VERSION:
        with transaction(writing(engine)) as connection:
            bring_up(connection, _name(engine.url))


def _name(url: URL) -> str:
    """Return the file's path, or the address without its password."""
    return (url.database or "in memory") if url.get_backend_name() == "sqlite" else url.render_as_string()


def _plainly(error: DBAPIError) -> str:
    """Return the driver's first line, said so that a person knows what to do where we know better."""
    line = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    for sign, meaning in (
        ("database is locked", "locked by another program; close it or try again"),
        ("readonly database", "cannot be written: the file or its directory is read-only"),
        ("unable to open database file", "cannot be opened: expected a file in a directory that can be written"),
        ("file is not a database", "not a Rasid record, or damaged"),
        ("malformed", "damaged; restore it from a copy"),
        ("disk is full", "the disk is full; nothing was changed"),
    ):
        if sign in line:
            return meaning
    return line
