"""What incidents are filtered by stands in their own rows, with the number of the change that wrote them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

Rows = Iterable[Sequence[Any]]

revision = "0002"
down_revision = "0001"

_LISTS = {"weapon": "weapons", "attacker": "attackers", "target": "targets", "publisher": "publishers"}
_TOLD = """
    SELECT DISTINCT incident_reports.incident_id, documents.publisher
    FROM incident_reports
    JOIN reports ON reports.id = incident_reports.report_id
    JOIN documents ON documents.id = reports.document_id
"""


def upgrade() -> None:
    """Turn rows of facets and the articles' publishers into lists."""
    connection = op.get_bind()
    for name in _LISTS.values():
        op.add_column("incidents", sa.Column(name, sa.String, nullable=False, server_default="[]"))
    op.add_column("incidents", sa.Column("changed", sa.Integer, nullable=False, server_default="0"))
    held: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    facets: Rows = connection.execute(sa.text("SELECT incident_id, kind, value FROM incident_facets"))
    for id, kind, value in facets:
        held[id][_LISTS[kind]].add(value)
    told: Rows = connection.execute(sa.text(_TOLD))
    for id, publisher in told:
        held[id]["publishers"].add(publisher or "unknown")
    if held:
        values = ", ".join(f"{name} = :{name}" for name in _LISTS.values())
        connection.execute(
            sa.text(f"UPDATE incidents SET {values} WHERE id = :id"),  # noqa: S608  # names of our own columns
            [
                {"id": id} | {name: json.dumps(sorted(lists[name]), ensure_ascii=False) for name in _LISTS.values()}
                for id, lists in held.items()
            ],
        )
    op.execute("UPDATE readings SET rules_version = '' WHERE rules_version IS NULL")
    with op.batch_alter_table("readings") as readings:
        readings.alter_column("rules_version", existing_type=sa.String, nullable=False)
    op.drop_table("incident_facets")
    for name in ("days", "places", "newest"):
        op.drop_index(f"incidents_{name}", "incidents")
    op.create_index("ix_incidents_changed", "incidents", ["changed"])
