"""Reports are searched through an index of their words."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the index, on SQLite: elsewhere an entry may not be as long as what an article says."""
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("reports_words", "reports", ["id", "search_text"])
