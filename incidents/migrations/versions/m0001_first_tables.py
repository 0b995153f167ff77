"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_FINDINGS = ("tallies", "rejected", "candidates")


def upgrade() -> None:
    """Create documents, readings, what they hold, incidents, and the facets they are filtered by."""
    op.create_table(
        "about", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False)
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("publisher", sa.String),
        sa.Column("title", sa.String),
        sa.Column("url", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("published_basis", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("after", sa.String),
    )
    op.create_table(
        "readings",
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("rules_version", sa.String),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("place_id", sa.String),
        sa.Column("date_start", sa.Date),
        sa.Column("date_end", sa.Date),
        sa.Column("search_text", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_index("reports_neighbours", "reports", ["place_id", "date_start", "date_end"])
    for name in _FINDINGS:
        op.create_table(
            name,
            sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            sa.Column("body", sa.String, nullable=False),
        )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("place_id", sa.String),
        sa.Column("date_start", sa.Date),
        sa.Column("date_end", sa.Date),
        sa.Column("date_latest", sa.Date),
        sa.Column("time_precision", sa.String, nullable=False),
        sa.Column("geo_precision", sa.Integer),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("review", sa.String, nullable=False),
    )
    op.create_index("incidents_days", "incidents", ["date_start", "date_end", "status"])
    op.create_index("incidents_places", "incidents", ["place_id", "status", "date_start", "date_end", "geo_precision"])
    op.create_index("incidents_newest", "incidents", ["date_latest", "id"])
    op.create_table(
        "incident_reports",
        sa.Column("report_id", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("incident_id", sa.String, sa.ForeignKey("incidents.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("incident_reports_in_order", "incident_reports", ["incident_id", "position"])
    op.create_table(
        "incident_redirects",
        sa.Column("old_id", sa.String, primary_key=True),
        sa.Column("incident_id", sa.String, sa.ForeignKey("incidents.id"), nullable=False, index=True),
    )
    op.create_table(
        "incident_facets",
        sa.Column("incident_id", sa.String, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("value", sa.String, primary_key=True),
    )
    op.create_index("incident_facets_by_value", "incident_facets", ["kind", "value", "incident_id"])
