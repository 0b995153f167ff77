"""`rasid ingest`, `watch`, `failed`, `retry` and `revisions`: articles into the record, and what became of them."""

from __future__ import annotations

import argparse
import datetime as dt
import time
from itertools import pairwise
from pathlib import Path

from geo.gazetteer import load_gazetteer
from incidents.errors import BadTable
from incidents.intake import Intake
from incidents.revisions import difference
from incidents.store import Record
from language.plain import plain
from load.extraction import PROCESSES
from load.feeds import read_feeds
from load.fetch import fetch
from load.ingest import Ingested, ingest, retry
from load.watch import Look, watch
from rasid.clock import now
from rasid.terminal import complain, progress

INGEST = "read articles into the record"
WATCH = "follow feeds, and read their articles into the record"
FAILED = "list the articles that could not be read, with reason and time"
RETRY = "try the articles again that could not be read"
REVISIONS = "show what changed in an article since it was first read"


def add_watch(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid watch`."""
    parser.add_argument("feeds", type=Path, metavar="FEEDS.toml", help="a [[feed]] with its url for each feed")
    parser.add_argument("--once", action="store_true", help="look at the feeds that are due, and end")


def add_revisions(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid revisions`."""
    parser.add_argument("article", metavar="ADDRESS|ID", help="an article's address, or its id in the record")


def run_ingest(options: argparse.Namespace, today: dt.date) -> int:
    """Load articles and return 0, or 2 where none could be read. Raises `BadTable` and `RecordUnavailable`."""
    record = Record.open()
    with _Bar() as bar:
        loaded = ingest(
            options.paths,
            record,
            load_gazetteer(),
            now=now,
            published=options.published,
            fetch=fetch,
            progress=bar.show,
            processes=PROCESSES,
        )
    return _tell(loaded, record)


def run_retry(options: argparse.Namespace, today: dt.date) -> int:
    """Load what failed before and return 0, or 2 where nothing of it could be read. Raises `RecordUnavailable`."""
    record = Record.open()
    if not Intake(record).failures():
        print("no article failed")
        return 0
    with _Bar() as bar:
        loaded = retry(record, load_gazetteer(), now=now, fetch=fetch, progress=bar.show)
    return _tell(loaded, record)


def run_failed(options: argparse.Namespace, today: dt.date) -> int:
    """Print the articles that could not be read, a line each, and return 0. Raises `RecordUnavailable`."""
    failures = Intake(Record.open()).failures()
    for failure in failures:
        at = dt.datetime.fromtimestamp(failure.at, dt.UTC).astimezone()
        times = "once" if failure.attempts == 1 else f"{failure.attempts} times"
        print(f"{at:%Y-%m-%d %H:%M}  tried {times}  {plain(failure.reason, 400)}")
    if not failures:
        print("no article failed")
    return 0


def run_watch(options: argparse.Namespace, today: dt.date) -> int:
    """Follow feeds until interrupted, or with `--once` return 0. Raises `BadTable` and `RecordUnavailable`."""
    try:
        feeds = read_feeds(options.feeds.read_bytes(), str(options.feeds))
    except OSError as error:
        raise BadTable(f"{options.feeds}: {error.strerror}: expected a table of feeds") from error
    looked = False

    def tell(look: Look) -> None:
        nonlocal looked
        looked = True
        _tell_look(look)

    watch(
        feeds,
        Record.open(),
        load_gazetteer(),
        get=lambda url, kinds, conditions, limits: fetch(url, kinds, conditions=conditions, limits=limits),
        now=now,
        sleep=time.sleep,
        tell=tell,
        once=options.once,
    )
    if not looked:
        print("no feed is due")
    return 0


def run_revisions(options: argparse.Namespace, today: dt.date) -> int:
    """Print what changed from each text of an article to the next and return 0, or 2 for one that is not in the
    record. Raises `RecordUnavailable`."""
    intake = Intake(Record.open())
    texts = intake.revisions(options.article) or intake.revisions(intake.id_at(options.article) or "")
    if not texts:
        return complain(f"{options.article}: no article of the record has this address or id")
    for later, earlier in pairwise(texts):
        print(f"{earlier.id} → {later.id}")
        for line in difference(earlier.text, later.text):
            print(f"  {plain(line, 100_000)}")
    if len(texts) == 1:
        print(f"{texts[0].id}: never changed")
    return 0


def _tell(loaded: Ingested, record: Record) -> int:
    for article in loaded.unread:
        complain(article.error)
    revised = f", {loaded.revised} revised" if loaded.revised else ""
    print(
        f"articles: {len(loaded.added)} read, {loaded.new} new{revised}, {len(loaded.unread)} unreadable; "
        f"incidents: {loaded.new_incidents} new, {record.counts().total} in the record"
    )
    return 0 if loaded.added else 2


def _tell_look(look: Look) -> None:
    for fault in look.faults:
        complain(fault)
    print(f"{now():%Y-%m-%d %H:%M}  {look.url}: {look.new} new, {look.revised} revised", flush=True)


class _Bar:
    """The bar of a loading."""

    def __init__(self) -> None:
        self._bar = progress()
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, done: int, total: int, source: str) -> None:
        """Show how far it is; a `Progress`."""
        self._bar.update(self._task, completed=done, total=total, description=Path(source).name)
