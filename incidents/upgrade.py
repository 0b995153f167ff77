"""The record's tables in the present shape: made new, or brought up by the migrations, in the caller's transaction."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import Connection, delete, insert, inspect, select

from incidents.errors import RecordUnavailable
from incidents.schema import SCHEMA_VERSION, about, metadata, schema_version

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
"""Alembic's folder: `versions/` holds one step a file."""

_BEFORE_ALEMBIC = {"1": "0001", "2": "0002"}
"""How the first versions of Rasid numbered their tables, in a row of `about`."""


def found_version(connection: Connection) -> str | None:
    """Return the version of the tables that stand in a database; None where no record stands in it."""
    inspector = inspect(connection)
    if inspector.has_table(schema_version.name):
        return connection.scalar(select(schema_version.c.version_num))
    if not inspector.has_table(about.name):
        return None
    number = connection.scalar(select(about.c.value).where(about.c.key == "schema_version"))
    return _BEFORE_ALEMBIC.get(str(number), str(number))


def bring_up(connection: Connection, name: str) -> None:
    """Make the tables what this version of Rasid works with; nothing happens where they are.

    `name` is the record's, for messages. Raises `RecordUnavailable` for tables that another version made and no
    migration starts from; nothing is changed then.
    """
    found = found_version(connection)
    if found is None:
        metadata.create_all(connection)
        connection.execute(insert(schema_version).values(version_num=SCHEMA_VERSION))
        facts = {"record_id": secrets.token_hex(8), "changes": "0"}
        connection.execute(insert(about), [{"key": key, "value": value} for key, value in facts.items()])
    elif found != SCHEMA_VERSION:
        migrate(connection, found, SCHEMA_VERSION, name)


def migrate(connection: Connection, found: str | None, wanted: str, name: str) -> None:
    """Run the migrations that lead from one version of the tables to another, None being an empty database."""
    from alembic import command  # loaded for an old record only: opening one must not wait for it
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise RecordUnavailable(
            f"record {name}: schema {found}, expected {SCHEMA_VERSION} or older: a newer version of Rasid wrote it"
        )
    if found is not None and not inspect(connection).has_table(schema_version.name):
        command.stamp(config, found)
        connection.execute(delete(about).where(about.c.key == "schema_version"))
    command.upgrade(config, wanted)
