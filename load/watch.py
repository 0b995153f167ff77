"""Following feeds: each looked at when its time has come, its new and changed articles read into the record.

What must outlive the process stands in the record: when a feed is due, what it said last, which articles were read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.gazetteer import Gazetteer
from incidents.errors import UnreadableArticle
from incidents.intake import FeedState, Intake
from incidents.store import Record
from load.address import Unfetched
from load.apart import items_apart
from load.articles import Found, content_at
from load.document import document_of
from load.failures import failure_of
from load.feed_items import FEED_KINDS
from load.feeds import Feed, Item
from load.ingest import add_document
from load.manifest import Known
from load.politeness import Get, Now, PoliteFetcher, Sleep, wait_after

MOST_ATTEMPTS = 5
"""Times an article of a feed is asked for; after that a person may retry it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a feed."""

    url: str
    new: int = 0
    """Articles that the record did not hold."""
    revised: int = 0
    """Articles that took the place of another text at their address."""
    faults: tuple[str, ...] = ()
    """A line for each article that could not be read, or for the feed."""


def watch(
    feeds: Sequence[Feed],
    record: Record,
    gazetteer: Gazetteer,
    *,
    get: Get,
    now: Now,
    sleep: Sleep,
    tell: Callable[[Look], None],
    once: bool,
) -> None:
    """Follow feeds: with `once` look at those that are due and return, else go on until interrupted.

    `get` makes the requests; `tell` hears of each look. A feed or article that fails is told and stops no other.
    Raises `RecordUnavailable`.
    """
    while True:
        for look in look_at_due(feeds, record, gazetteer, get=get, now=now, sleep=sleep):
            tell(look)
        if once:
            return
        due = min(Intake(record).feed(feed.url).next_at for feed in feeds)
        sleep(max(1.0, due - now().timestamp()))


def look_at_due(
    feeds: Sequence[Feed], record: Record, gazetteer: Gazetteer, *, get: Get, now: Now, sleep: Sleep
) -> Iterator[Look]:
    """Look at each feed whose time has come. Raises `RecordUnavailable`."""
    fetcher = PoliteFetcher(get, now, sleep)
    intake = Intake(record)
    for feed in feeds:
        state = intake.feed(feed.url)
        if state.next_at > now().timestamp():
            continue
        try:
            items, state = _items(feed, state, fetcher, now)
        except UnreadableArticle as error:
            retry_after = error if isinstance(error, Unfetched) else Unfetched(str(error))
            failed = state.failures + 1
            wait = wait_after(failed, retry_after, feed.minutes, now())
            intake.keep_feed(replace(state, next_at=_moment(now() + wait), failures=failed))
            yield Look(feed.url, faults=(str(error),))
            continue
        look = _read_items(feed, items, record, gazetteer, fetcher, now)
        intake.keep_feed(state)
        yield look


def _items(feed: Feed, state: FeedState, fetcher: PoliteFetcher, now: Now) -> tuple[Sequence[Item], FeedState]:
    """Return a feed's items, none when it has not changed, and what it said. Raises `UnreadableArticle`."""
    said = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    fetched = fetcher.fetch(feed.url, FEED_KINDS, {name: value for name, value in said.items() if value})
    state = replace(state, next_at=_moment(now() + dt.timedelta(minutes=feed.minutes)), failures=0)
    if fetched.unchanged:
        return (), state
    items = items_apart(fetched.body, fetched.url)
    return items, replace(state, etag=fetched.headers.get("etag"), modified=fetched.headers.get("last-modified"))


def _read_items(
    feed: Feed, items: Sequence[Item], record: Record, gazetteer: Gazetteer, fetcher: PoliteFetcher, now: Now
) -> Look:
    intake = Intake(record)
    attempts = {failure.source: failure.attempts for failure in intake.failures()}
    new = revised = 0
    faults: list[str] = []
    for item in items:
        if intake.stamp(item.url) == item.stamp or attempts.get(item.url, 0) >= MOST_ATTEMPTS:
            continue
        known = Known(publisher=feed.publisher, title=item.title)
        try:
            content, url = content_at(item.url, fetcher.fetch)
            content = replace(content, published=content.published or item.published)
            document = document_of(content, item.url, replace(known, url=url), None, now().date())
        except UnreadableArticle as error:
            faults.append(str(error))
            intake.fail(failure_of(Found(item.url, known), item.published, str(error), now()))
            continue
        added = add_document(document, record, gazetteer)
        new += added.changed
        revised += added.revises is not None
        intake.keep_stamp(item.url, item.stamp)
        if item.url in attempts:
            intake.succeed(item.url)
    return Look(feed.url, new, revised, tuple(faults))


def _moment(at: dt.datetime) -> int:
    return int(at.timestamp())
