"""Where an article was found, which texts are one article at different times, what failed, and what feeds said."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ADDRESS = re.compile(r"https?://[^/?#]+(?:/*[^/?#]|[^#]*\?.)")  # of an article, not of a site's front page

Rows = Iterable[Sequence[Any]]


def document(**more: Any) -> sa.Column[str]:
    """The column that says which document a row is about."""
    return sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, **more)


def upgrade() -> None:
    """Create the tables and fill them from the articles that are there."""
    op.create_table("wordings", sa.Column("digest", sa.String, primary_key=True), document())
    op.create_table(
        "origins",
        document(primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("publisher", sa.String),
        sa.Column("url", sa.String),
    )
    op.create_table("pages", sa.Column("address", sa.String, primary_key=True), document())
    op.create_table(
        "revisions",
        sa.Column("earlier_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
        document(index=True),
    )
    op.create_table(
        "failures",
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("known", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.String, primary_key=True),
        sa.Column("etag", sa.String),
        sa.Column("modified", sa.String),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
    )
    op.create_table(
        "feed_items", sa.Column("url", sa.String, primary_key=True), sa.Column("stamp", sa.String, nullable=False)
    )
    connection = op.get_bind()
    kept: Rows = connection.execute(
        sa.text("SELECT id, text, source, publisher, url FROM documents ORDER BY published DESC, id")
    )
    wordings: dict[str, str] = {}
    pages: dict[str, str] = {}
    origins = []
    for id, text, source, publisher, url in kept:
        wordings.setdefault(hashlib.sha256(" ".join(text.split()).encode()).hexdigest(), id)
        if url and ADDRESS.match(url):
            pages.setdefault(url.partition("#")[0], id)
        origins.append({"id": id, "source": source, "publisher": publisher, "url": url})
    for statement, values in (
        ("wordings (digest, document_id) VALUES (:key, :id)", [{"key": k, "id": v} for k, v in wordings.items()]),
        ("pages (address, document_id) VALUES (:key, :id)", [{"key": k, "id": v} for k, v in pages.items()]),
        ("origins (document_id, source, publisher, url) VALUES (:id, :source, :publisher, :url)", origins),
    ):
        if values:
            connection.execute(sa.text(f"INSERT INTO {statement}"), values)
