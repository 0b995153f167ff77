"""Every change is kept, with who and when; people's decisions stand apart from what is derived."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the history, the decisions, and what incidents and reports say about them."""
    op.add_column("reports", sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("incidents", sa.Column("corrections", sa.String))
    op.add_column("incidents", sa.Column("entered", sa.BigInteger, nullable=False, server_default="0"))
    op.create_table(
        "past_incidents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("until", sa.Integer, primary_key=True, index=True),
        sa.Column("changed", sa.Integer, nullable=False, index=True),
        sa.Column("place_id", sa.String),
        sa.Column("date_start", sa.Date),
        sa.Column("date_end", sa.Date),
        sa.Column("date_latest", sa.Date),
        sa.Column("time_precision", sa.String, nullable=False),
        sa.Column("geo_precision", sa.Integer),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("weapons", sa.String, nullable=False),
        sa.Column("attackers", sa.String, nullable=False),
        sa.Column("targets", sa.String, nullable=False),
        sa.Column("publishers", sa.String, nullable=False),
        sa.Column("review", sa.String, nullable=False),
        sa.Column("corrections", sa.String),
        sa.Column("entered", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("reports", sa.String, nullable=False),
        sa.Column("moved_to", sa.String, index=True),
    )
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column(
            "document_id",
            sa.String,
            sa.ForeignKey("documents.id", deferrable=True, initially="DEFERRED"),
            index=True,
        ),
    )
    op.create_table(
        "past_readings",
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("until", sa.Integer, primary_key=True),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("change", sa.Integer, sa.ForeignKey("changes.number"), primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("incident_id", sa.String, index=True),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("in_force", sa.Boolean, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.change")),
    )
    op.create_table(
        "bonds",
        sa.Column("decision", sa.Integer, sa.ForeignKey("decisions.change"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("report_id", sa.String, nullable=False),
        sa.Column("place_id", sa.String),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("incident_id", sa.String, primary_key=True),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
