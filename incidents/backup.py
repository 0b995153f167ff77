"""A copy of the record in one file, and the record from a copy: verified before it counts, whole or not at all.

SQLite's own online backup does the copying, so both may run while others read and write. A PostgreSQL record is kept
by PostgreSQL's tools (`pg_dump`, `pg_restore`).
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, update

from incidents.engine import open_engine
from incidents.errors import RasidError
from incidents.schema import about

_SIGNATURE = b"SQLite format 3\x00"


class BadBackup(RasidError):
    """A copy that cannot be made, or cannot be trusted; the line says which and why. Nothing was changed."""


def back_up(url: URL, path: Path) -> int:
    """Copy the record at `url` into the file `path`, which must not exist yet, and return its size in bytes.

    The copy holds the record as it was at one moment. It is checked before it gets its name. Raises `BadBackup`.
    """
    source = _file_of(url)
    if not source.is_file():
        raise BadBackup(f"{source}: no record there to copy")
    if path.exists():
        raise BadBackup(f"{path}: exists: expected a new file name, as a backup is never written over another")
    with _aside(path) as aside:
        _copy(source, aside)
        _check(aside)
    return path.stat().st_size


def restore(url: URL, path: Path) -> Path | None:
    """Put the copy `path` in the place of the record at `url`; return where what stood there is kept, None for nothing.

    The restored record counts as another one from then on, so that no reader goes on showing what was there before.
    Raises `BadBackup` for a file that is damaged or no record of Rasid, and where another program holds the record;
    `RecordUnavailable` for one that a newer Rasid wrote.
    """
    if not path.is_file():
        raise BadBackup(f"{path}: no such file: expected a copy made by `rasid backup`")
    _check(path)
    target = _file_of(url)
    kept = None
    if target.exists():
        kept = _free_name(target)
        back_up(url, kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _aside(target, keep=True) as aside:
        _copy(path, aside)
        engine = open_engine(URL.create("sqlite", database=str(aside)))  # brings an older version's tables up
        with engine.begin() as connection:
            another = {"value": secrets.token_hex(8)}
            connection.execute(update(about).where(about.c.key == "record_id").values(another))
        engine.dispose()
        # Into the database that stands there, in one transaction: programs that have it open stay with it.
        _copy(aside, target)
    return kept


def _file_of(url: URL) -> Path:
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":", "file:")):
        raise BadBackup(
            f"record {url.render_as_string()}: expected a SQLite file; for PostgreSQL use pg_dump and pg_restore"
        )
    return Path(url.database)


def _free_name(target: Path) -> Path:
    number = 1
    while (name := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    return name


@contextmanager
def _aside(path: Path, *, keep: bool = False) -> Iterator[Path]:
    """Give a file name beside `path`; it becomes `path` when the block ends well, unless `keep` leaves `path` alone."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield aside
        if not keep:
            aside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise BadBackup(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error
    finally:
        for left in (aside, *(aside.with_name(aside.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a database page by page inside one transaction of the target."""
    if shutil.disk_usage(target.parent).free < source.stat().st_size:
        raise BadBackup(f"{target}: {source.stat().st_size:,} bytes are needed, the disk holds less")
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _check(path: Path) -> None:
    """Raise `BadBackup` unless a file is a whole record of Rasid."""
    with path.open("rb") as file:
        if file.read(len(_SIGNATURE)) != _SIGNATURE:
            raise BadBackup(f"{path}: not a Rasid record: expected a copy made by `rasid backup`")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = [line for (line,) in connection.execute("PRAGMA integrity_check")]
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (about.name,)).fetchone()
    except sqlite3.Error as error:
        raise BadBackup(f"{path}: damaged: {error}") from error
    if found != ["ok"]:
        raise BadBackup(f"{path}: damaged: {found[0]}")
    if known is None:
        raise BadBackup(f"{path}: a database, but not a Rasid record: expected a copy made by `rasid backup`")
