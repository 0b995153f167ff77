"""One article at several places and times: the same words are one document, other words at one address its revision.

Nothing is destroyed: an earlier text stays, and what was read in it stands in the history.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection, insert, select, update

from incidents.schema import origins, pages, revisions, wordings
from incidents.types import Document

_LONG = 10_000  # words above which the comparison passes over the most common ones, so that it ends soon


@dataclass(frozen=True, slots=True)
class Origin:
    """A place where a document was found."""

    source: str
    """As in `Document`."""
    publisher: str | None
    """Who is said to have published it there."""
    url: str | None
    """Its address there."""


def same_words(connection: Connection, document: Document) -> str | None:
    """Return the id of the kept document that holds the same words, whatever blanks stand between; None for none."""
    return connection.scalar(select(wordings.c.document_id).where(wordings.c.digest == _digest(document.text)))


def newer_id(connection: Connection, document_id: str) -> str | None:
    """Return the id of the text that took a document's place; None for one that is still the latest."""
    return connection.scalar(select(revisions.c.document_id).where(revisions.c.earlier_id == document_id))


def keep(connection: Connection, document_id: str, document: Document, *, new: bool = False) -> str | None:
    """Keep where a document was found, and that it is now the latest text at its address.

    `new` says that the record did not hold its words before. Returns the id of the document whose place it takes
    there; None where it takes nobody's.
    """
    if new:
        connection.execute(insert(wordings), {"digest": _digest(document.text), "document_id": document_id})
    _keep_where(connection, document_id, document, new)
    address = _address(document.url)
    if address is None or (not new and newer_id(connection, document_id) is not None):
        return None
    before = latest_at(connection, address)
    if before is None:
        connection.execute(insert(pages), {"address": address, "document_id": document_id})
    elif before != document_id:
        connection.execute(update(pages).where(pages.c.address == address).values(document_id=document_id))
        connection.execute(insert(revisions).values(earlier_id=before, document_id=document_id))
        return before
    return None


def latest_at(connection: Connection, url: str) -> str | None:
    """Return the id of the latest text at an article's address; None for an address that no article has."""
    return connection.scalar(select(pages.c.document_id).where(pages.c.address == _address(url)))


def earlier_ids(connection: Connection, document_id: str) -> tuple[str, ...]:
    """Return the documents whose place this one took, the latest first; empty for a first text."""
    found: list[str] = []
    current: str | None = document_id
    while current is not None:
        current = connection.scalar(
            select(revisions.c.earlier_id).where(revisions.c.document_id == current).order_by(revisions.c.earlier_id)
        )
        if current is not None:
            found.append(current)
    return tuple(found)


def origins_of(connection: Connection, document_id: str) -> tuple[Origin, ...]:
    """Return every place where a document was found, by source."""
    rows = connection.execute(
        select(origins.c.source, origins.c.publisher, origins.c.url)
        .where(origins.c.document_id == document_id)
        .order_by(origins.c.source)
    )
    return tuple(Origin(source, publisher, url) for source, publisher, url in rows)


def difference(earlier: str, later: str) -> Iterator[str]:
    """Yield what an editor changed, a line a paragraph that is not the same: words taken out in `[- -]`, words put in
    in `{+ +}`. Nothing where only blanks differ."""
    before, after = ([line.split() for line in text.splitlines() if line.strip()] for text in (earlier, later))
    was_told, now_told = ([" ".join(words) for words in lines] for lines in (before, after))
    matcher = difflib.SequenceMatcher(None, was_told, now_told, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            was = [word for line in before[a:b] for word in line]
            now = [word for line in after[c:d] for word in line]
            yield " ".join(_marked(was, now))


def _marked(was: list[str], now: list[str]) -> Iterator[str]:
    long = len(was) + len(now) > _LONG
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=long).get_opcodes():
        if tag == "equal":
            yield " ".join(was[a:b])
            continue
        if a < b:
            yield f"[-{' '.join(was[a:b])}-]"
        if c < d:
            yield f"{{+{' '.join(now[c:d])}+}}"


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _address(url: str | None) -> str | None:
    """Return an article's address as it is compared; None for a site's front page, where articles come and go."""
    if url is None:
        return None
    address = url.partition("#")[0]
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    named = parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query)
    return address if named else None


def _keep_where(connection: Connection, document_id: str, document: Document, new: bool) -> None:
    here = (origins.c.document_id == document_id) & (origins.c.source == document.source)
    known = None if new else connection.execute(select(origins).where(here)).one_or_none()
    if known is None:
        values = {"publisher": document.publisher, "url": document.url}
        connection.execute(insert(origins), {"document_id": document_id, "source": document.source, **values})
        return
    values = {"publisher": document.publisher or known.publisher, "url": document.url or known.url}
    if values != {"publisher": known.publisher, "url": known.url}:
        connection.execute(update(origins).where(here).values(**values))
