"""What loading remembers beside the articles: where they were found, which failed, and what feeds said last."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, insert, select, update

from incidents import revisions, rows
from incidents.engine import transaction
from incidents.revisions import Origin
from incidents.schema import failures, feed_items, feeds
from incidents.store import Added, Record, surer
from incidents.types import Document


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read."""

    source: str
    """Where it should have been read from."""
    known: str
    """What loading knew of it, as loading writes it."""
    reason: str
    """The one line that said why."""
    at: int
    """Of the last attempt, in seconds since 1970."""
    attempts: int = 1
    """How often it was tried."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a feed said last."""

    url: str
    etag: str | None = None
    """Its mark for the version that was read, to be sent back."""
    modified: str | None = None
    """When it says that it last changed, to be sent back."""
    next_at: int = 0
    """When to look at it again, in seconds since 1970."""
    failures: int = 0
    """How often in a row it could not be read."""


class Intake:
    """The part of a record that only loading knows. Every method raises `RecordUnavailable`, as the record's do."""

    def __init__(self, record: Record) -> None:
        """Stand on a record."""
        self._record = record

    def meet(self, document: Document, rules_version: str) -> Document | Added:
        """Return what the record holds of an article where reading it again would change nothing; where it was found
        is kept.

        Else return the document to read: where the record holds the same words with other blanks, in those.
        """
        with transaction(self._record.engine) as connection:
            id = revisions.same_words(connection, document)
            before = rows.read_reading(connection, id) if id is not None else None
            if before is None:
                return document
            known = before.document
            document = replace(document, id=known.id, text=known.text, sha256=known.sha256, language=known.language)
            latest = revisions.newer_id(connection, known.id) is None
            if latest and (before.rules_version != rules_version or surer(document, known) > 0):
                return document
        return self._record.add(replace(before, document=document))

    def id_at(self, url: str) -> str | None:
        """Return the id of the latest text at an article's address; None for an address that no article has."""
        with transaction(self._record.engine) as connection:
            return revisions.latest_at(connection, url)

    def origins(self, document_id: str) -> tuple[Origin, ...]:
        """Return every place where a document was found, by source; empty for an unknown id."""
        with transaction(self._record.engine) as connection:
            return revisions.origins_of(connection, document_id)

    def revisions(self, document_id: str) -> tuple[Document, ...]:
        """Return a document and the texts whose place it took at its address, the latest first; empty for an unknown
        id."""
        with transaction(self._record.engine) as connection:
            ids = (document_id, *revisions.earlier_ids(connection, document_id))
            return tuple(found for id in ids if (found := rows.read_document(connection, id)) is not None)

    def failures(self) -> tuple[Failure, ...]:
        """Return the articles that could not be read, the latest attempt first."""
        with transaction(self._record.engine) as connection:
            rows = connection.execute(select(failures).order_by(failures.c.at.desc(), failures.c.source))
            return tuple(Failure(**row._mapping) for row in rows)

    def fail(self, failure: Failure) -> None:
        """Keep a failure; one of the same source is its next attempt."""
        with transaction(self._record.writing) as connection:
            attempts = connection.scalar(select(failures.c.attempts).where(failures.c.source == failure.source)) or 0
            connection.execute(delete(failures).where(failures.c.source == failure.source))
            connection.execute(insert(failures).values(asdict(failure) | {"attempts": attempts + 1}))

    def succeed(self, source: str) -> None:
        """Take a source off the failures."""
        with transaction(self._record.writing) as connection:
            connection.execute(delete(failures).where(failures.c.source == source))

    def feed(self, url: str) -> FeedState:
        """Return what a feed said last; an empty state for one that was never read."""
        with transaction(self._record.engine) as connection:
            row = connection.execute(select(feeds).where(feeds.c.url == url)).one_or_none()
            return FeedState(**row._mapping) if row else FeedState(url)

    def keep_feed(self, state: FeedState) -> None:
        """Keep what a feed said."""
        with transaction(self._record.writing) as connection:
            connection.execute(delete(feeds).where(feeds.c.url == state.url))
            connection.execute(insert(feeds).values(asdict(state)))

    def stamp(self, item_url: str) -> str | None:
        """Return what a feed said of an article when it was last read; None for one that was not."""
        with transaction(self._record.engine) as connection:
            return connection.scalar(select(feed_items.c.stamp).where(feed_items.c.url == item_url))

    def keep_stamp(self, item_url: str, stamp: str) -> None:
        """Keep what a feed said of an article that is read now."""
        with transaction(self._record.writing) as connection:
            if connection.execute(update(feed_items).where(feed_items.c.url == item_url).values(stamp=stamp)).rowcount:
                return
            connection.execute(insert(feed_items).values(url=item_url, stamp=stamp))
