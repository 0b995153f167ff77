"""Read, extract, record: the one way an article gets into the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from extract.pipeline import read as read_document
from geo.gazetteer import Gazetteer
from incidents.store import Added, Record
from incidents.types import Document
from load.articles import Fetch, Unread, find, read

Progress = Callable[[int, int, str], None]
"""Called with the articles done, all articles, and the source of the next, or of the last when all are done."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What loading changed."""

    added: tuple[Added, ...]
    """One for each article that was read, in order."""
    unread: tuple[Unread, ...]
    """Articles that could not be read."""

    @property
    def new(self) -> int:
        """Articles that the record did not hold like this before."""
        return sum(one.changed for one in self.added)

    @property
    def new_incidents(self) -> int:
        """Incidents that were not in the record before."""
        return sum(one.new_incidents for one in self.added)


def add_document(document: Document, record: Record, gazetteer: Gazetteer) -> Added:
    """Extract what a document tells and keep it. Raises `RecordUnavailable`; then nothing of it was kept."""
    return record.add(read_document(document, gazetteer))


def ingest(
    paths: Iterable[str | Path],
    record: Record,
    gazetteer: Gazetteer,
    *,
    today: dt.date,
    published: dt.date | None = None,
    fetch: Fetch | None = None,
    progress: Progress = lambda done, total, source: None,
) -> Ingested:
    """Load articles, each in a transaction of its own, so that stopping loses at most one.

    `paths` are files, folders, archives and addresses. `published` is the date of articles that no manifest dates;
    `fetch` gets those of the web, where a person asked. Raises `BadTable` for a faulty manifest before anything is
    loaded, and `RecordUnavailable`; what was loaded until then stays.
    """
    found = find(paths, today)
    added: list[Added] = []
    unread: list[Unread] = []
    for done, one in enumerate(found):
        progress(done, len(found), one.source)
        article = read(one, published, today, fetch)
        if isinstance(article, Unread):
            unread.append(article)
        else:
            added.append(add_document(article, record, gazetteer))
    if found:
        progress(len(found), len(found), found[-1].source)
    return Ingested(tuple(added), tuple(unread))
