"""Read, extract, record: the one way an article gets into the record."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.pipeline import RULES_VERSION
from extract.pipeline import read as read_document
from geo.gazetteer import Gazetteer
from incidents.intake import Intake
from incidents.store import Added, Record
from incidents.types import Document, Reading
from load.articles import Fetch, Found, Unread, find, read
from load.extraction import Extraction
from load.failures import failure_of, find_again

Progress = Callable[[int, int, str], None]
"""Called with the articles done, all articles, and the source of the next, or of the last when all are done."""
Now = Callable[[], dt.datetime]
"""The present moment, with a time zone."""

_WORTH_IT = 40
"""Articles from which processes are started, which takes about as long as a few dozen articles."""
_AHEAD = 4
"""Articles that each process is ahead of what is kept."""


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
    def revised(self) -> int:
        """Articles that took the place of another text at their address."""
        return sum(one.revises is not None for one in self.added)

    @property
    def new_incidents(self) -> int:
        """Incidents that were not in the record before."""
        return sum(one.new_incidents for one in self.added)


def add_document(document: Document, record: Record, gazetteer: Gazetteer) -> Added:
    """Extract what a document tells and keep it; one that the record has read already is not read again.

    Raises `RecordUnavailable`; then nothing of it was kept.
    """
    met = Intake(record).meet(document, RULES_VERSION)
    return met if isinstance(met, Added) else record.add(read_document(met, gazetteer))


def ingest(
    paths: Iterable[str | Path],
    record: Record,
    gazetteer: Gazetteer,
    *,
    now: Now,
    published: dt.date | None = None,
    fetch: Fetch | None = None,
    progress: Progress = lambda done, total, source: None,
    processes: int = 0,
) -> Ingested:
    """Load articles, each in a transaction of its own, so that stopping loses at most one, and going on is loading
    the same again.

    `paths` are files, folders, archives and addresses. `published` is the date of articles that no manifest dates;
    `fetch` gets those of the web, where a person asked. What many articles tell is extracted in so many `processes`
    beside this one, to the same end. What cannot be read is kept among the record's failures.
    Raises `BadTable` for a faulty manifest before anything is loaded, and `RecordUnavailable`; what was loaded until
    then stays.
    """
    return _load(find(paths, now().date()), record, gazetteer, now, published, fetch, progress, processes)


def retry(
    record: Record,
    gazetteer: Gazetteer,
    *,
    now: Now,
    fetch: Fetch | None = None,
    progress: Progress = lambda done, total, source: None,
) -> Ingested:
    """Load what failed before, with what was known of it then. Raises `RecordUnavailable`, as `ingest` does."""
    found = tuple(find_again(Intake(record).failures()))
    return _load(found, record, gazetteer, now, None, fetch, progress)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """An article that was read and is not kept yet."""

    source: str
    article: Document
    told: Added | Callable[[], Reading]
    """What the record holds of it already, else what waits for what it tells."""
    words: list[str]
    """Its text without its blanks."""

    def concerns(self, article: Document, words: list[str]) -> bool:
        """Whether what becomes of another article can depend on this one."""
        return words == self.words or (article.url is not None and article.url == self.article.url)


def _load(
    found: Sequence[Found],
    record: Record,
    gazetteer: Gazetteer,
    now: Now,
    published: dt.date | None,
    fetch: Fetch | None,
    progress: Progress,
    processes: int = 0,
) -> Ingested:
    intake = Intake(record)
    failed = {failure.source for failure in intake.failures()}
    added: list[Added] = []
    unread: list[Unread] = []
    ahead: deque[_Ahead] = deque()

    def keep_first() -> None:
        first = ahead.popleft()
        added.append(first.told if isinstance(first.told, Added) else record.add(first.told()))
        if first.source in failed:
            intake.succeed(first.source)

    with Extraction(gazetteer, processes if len(found) >= _WORTH_IT else 0) as extraction:
        for done, one in enumerate(found):
            progress(done - len(ahead), len(found), ahead[0].source if ahead else one.source)
            article = read(one, published, now().date(), fetch)
            if isinstance(article, Unread):
                unread.append(article)
                if one.fault is None or one.source in failed:  # else it is no article at all: a folder without any
                    intake.fail(failure_of(one, published, article.error, now()))
                continue
            words = article.text.split()
            while any(before.concerns(article, words) for before in ahead):
                keep_first()
            met = intake.meet(article, RULES_VERSION)
            ahead.append(_Ahead(one.source, article, met if isinstance(met, Added) else extraction.begin(met), words))
            while len(ahead) > _AHEAD * processes:
                keep_first()
        while ahead:
            progress(len(found) - len(ahead), len(found), ahead[0].source)
            keep_first()
    if found:
        progress(len(found), len(found), found[-1].source)
    return Ingested(tuple(added), tuple(unread))
