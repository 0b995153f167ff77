"""Bringing the tables of an older version of Rasid to the present one, in the transaction that opens the record."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, String, bindparam, column, select, table, text, update

from incidents.schema import about, documents, incident_reports, incidents, readings, reports
from incidents.selection import UNKNOWN

UPGRADED_FROM = 1
"""The older schema that `upgrade` understands."""

_facets = table("incident_facets", *(column(name, String) for name in ("incident_id", "kind", "value")))
_LISTS = {"weapon": "weapons", "attacker": "attackers", "target": "targets", "publisher": "publishers"}


def upgrade(connection: Connection) -> None:
    """Turn schema 1 into 2: what incidents are filtered by stands in their own rows, with the change that wrote it."""
    for name in _LISTS.values():
        connection.execute(text(f"ALTER TABLE incidents ADD COLUMN {name} VARCHAR NOT NULL DEFAULT '[]'"))
    connection.execute(text("ALTER TABLE incidents ADD COLUMN changed INTEGER NOT NULL DEFAULT 0"))
    held: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows: Iterable[Sequence[Any]] = connection.execute(select(_facets))
    for id, kind, value in rows:
        held[id][_LISTS[kind]].add(value)
    told = (
        select(incident_reports.c.incident_id, documents.c.publisher)
        .join_from(incident_reports, reports, incident_reports.c.report_id == reports.c.id)
        .join(documents, documents.c.id == reports.c.document_id)
        .distinct()
    )
    for id, publisher in connection.execute(told):
        held[id]["publishers"].add(publisher or UNKNOWN)
    if held:
        connection.execute(
            update(incidents)
            .where(incidents.c.id == bindparam("incident"))
            .values({name: bindparam(f"new_{name}") for name in _LISTS.values()}),
            [
                {"incident": id}
                | {f"new_{name}": json.dumps(sorted(lists[name]), ensure_ascii=False) for name in _LISTS.values()}
                for id, lists in held.items()
            ],
        )
    connection.execute(update(readings).where(readings.c.rules_version.is_(None)).values(rules_version=""))
    connection.execute(text("DROP TABLE incident_facets"))
    for name in ("days", "places", "newest"):
        connection.execute(text(f"DROP INDEX incidents_{name}"))
    for index in incidents.indexes:
        index.create(connection)
    connection.execute(update(about).where(about.c.key == "schema_version").values(value=str(UPGRADED_FROM + 1)))
