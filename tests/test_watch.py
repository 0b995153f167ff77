"""Following feeds: what is new is read once, hosts are treated with manners, and no fault stops the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer
from incidents.errors import BadTable, UnreadableArticle
from incidents.intake import Intake
from incidents.store import Record
from load.address import Unfetched
from load.apart import items_apart
from load.feed_items import read_items
from load.feeds import Feed, Item, read_feeds
from load.fetch import Fetched, Limits, fetch
from load.politeness import LONGEST_WAIT, PoliteFetcher, wait_after
from load.watch import MOST_ATTEMPTS, Look, watch
from tests.hostile_server import answer, hostile_server

START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
FEED = "https://news.example/feed"
GAZETTEER = load_gazetteer()


def rss(*items: tuple[str, str, str], base: str = "https://news.example") -> str:
    """A feed of items: path, title, publication."""
    told = "".join(
        f"<item><title>{title}</title><link>{base}{path}</link><pubDate>{published}</pubDate></item>"
        for path, title, published in items
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>ق</title>{told}</channel></rss>'


def page(number: int, rockets: str = "بستة") -> str:
    return (
        f"<html><body><article><p>تعرضت قاعدة حقل العمر النفطي لقصف {rockets} صواريخ يوم الأحد، بحسب المصدر "
        f"{number}.</p></article></body></html>"
    )


WHEN = "Mon, 30 Oct 2023 01:30:00 +0300"
ITEM = ("/1", "قصف", WHEN)

Said = Fetched | Unfetched


class World:
    """Hosts that answer by address, and a clock that only moves when somebody waits."""

    def __init__(self) -> None:
        self.time = START
        self.pages: dict[str, str | Unfetched | Callable[[Mapping[str, str]], Fetched]] = {}
        self.asked: list[tuple[dt.datetime, str]] = []
        self.record = Record.open("sqlite://")
        self.looks: list[Look] = []

    def now(self) -> dt.datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.time += dt.timedelta(seconds=seconds)

    def get(self, url: str, kinds: Collection[str], conditions: Mapping[str, str], limits: Limits) -> Fetched:
        self.asked.append((self.time, url))
        found = self.pages.get(url, Unfetched(f"{url}: answered 404: expected 200", 404))
        if isinstance(found, Unfetched):
            raise found
        if callable(found):
            return found(conditions)
        kind = "application/rss+xml" if "<rss" in found else "text/plain" if url.endswith(".txt") else "text/html"
        assert kind in kinds
        return Fetched(url, found.encode(), kind)

    def watch(self, *feeds: Feed, minutes: int | None = None) -> list[Look]:
        """Look once after some minutes; return what was told."""
        self.looks = []
        if minutes is not None:
            self.time += dt.timedelta(minutes=minutes)
        watch(
            feeds or (Feed(FEED),),
            self.record,
            GAZETTEER,
            get=self.get,
            now=self.now,
            sleep=self.sleep,
            tell=self.looks.append,
            once=True,
        )
        return self.looks

    def urls(self) -> list[str]:
        return [url for _, url in self.asked if not url.endswith("/robots.txt")]


@pytest.fixture
def world() -> World:
    return World()


# --- the table -----------------------------------------------------------------------------------------------------


def test_feeds_are_read_from_a_table() -> None:
    table = (
        '[[feed]]\nurl = "https://a.example/"\n[[feed]]\nurl = "http://b.example/"\npublisher = "وكالة"\nminutes = 5\n'
    )
    assert read_feeds(table.encode(), "f") == (Feed("https://a.example/"), Feed("http://b.example/", "وكالة", 5))


def test_all_faults_of_a_table_are_told_at_once() -> None:
    table = """
[[feed]]
url = "file:///etc/passwd"
minutes = 1
[[feed]]
url = "https://a.example/"
every = 3
[[feed]]
url = "https://a.example/"
publisher = 7
"""
    with pytest.raises(BadTable) as caught:
        read_feeds(table.encode(), "FEEDS.toml")
    assert str(caught.value).splitlines() == [
        "FEEDS.toml: feed 1: url: expected an address with http:// or https://",
        "FEEDS.toml: feed 1: minutes 1: expected at least 5",
        "FEEDS.toml: feed 2: 'every': expected only url, publisher, minutes",
        "FEEDS.toml: feed 3: publisher: expected a string",
        "FEEDS.toml: feed 3: https://a.example/: listed twice",
    ]


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\xff", b"feed = 1", b"[feed]", b"feed = []", b"[[feeds]]"),
        *(b"x = " + b"[" * 900, b"x = " + b"[" * 5000, b"a." * 5000 + b"b = 1", b"#\n" * 200_000),
    ],
)
def test_what_is_no_table_of_feeds_is_one_line(data: bytes) -> None:
    with pytest.raises(BadTable) as caught:
        read_feeds(data, "FEEDS.toml")
    assert str(caught.value).count("\n") == 0


# --- items ---------------------------------------------------------------------------------------------------------


def test_items_of_rss_and_atom() -> None:
    assert read_items(rss(ITEM).encode(), FEED) == (
        Item("https://news.example/1", "قصف", dt.date(2023, 10, 30), f"{WHEN} قصف"),
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>قصف</title><link href="/2"/>'
        "<published>2023-10-30T01:30:00+03:00</published><updated>2023-10-31T00:00:00Z</updated></entry></feed>"
    )
    (item,) = read_items(atom.encode(), FEED)
    assert (item.url, item.published) == ("https://news.example/2", dt.date(2023, 10, 30))
    assert item.stamp == "2023-10-31T00:00:00Z قصف"


def test_items_without_an_address_of_the_web_are_none() -> None:
    feed = rss(("", "a", ""), base="javascript:alert(1)")
    assert read_items(feed.encode(), FEED) == ()


@pytest.mark.parametrize("data", [b"", b"http://10.0.0.1/", b"/etc/passwd", b"<html></html>", b"\x00\xff", b"{}"])
def test_what_is_no_feed_is_refused_and_never_taken_for_an_address(data: bytes) -> None:
    with pytest.raises(UnreadableArticle, match="no feed: expected RSS or Atom"):
        items_apart(data, FEED)


# --- looking -------------------------------------------------------------------------------------------------------


def test_an_article_is_read_once_and_again_when_the_feed_says_it_changed(world: World) -> None:
    world.pages = {FEED: rss(ITEM), "https://news.example/1": page(1)}
    assert world.watch(Feed(FEED, "وكالة")) == [Look(FEED, new=1)]
    (document,) = world.record.documents()
    assert (document.publisher, document.published, document.published_basis) == (
        "وكالة",
        dt.date(2023, 10, 30),
        "stated",
    )
    assert (document.url, document.source) == ("https://news.example/1", "https://news.example/1")
    assert world.watch(minutes=31) == [Look(FEED)]
    assert world.urls() == [FEED, "https://news.example/1", FEED]

    world.pages = {FEED: rss(("/1", "قصف جديد", WHEN)), "https://news.example/1": page(1, "بسبعة")}
    assert world.watch(minutes=31) == [Look(FEED, new=1, revised=1)]
    (incident,) = world.record.incidents()
    assert incident.munition_count == 7


def test_a_feed_is_left_alone_until_its_time(world: World) -> None:
    world.pages = {FEED: rss()}
    assert len(world.watch(Feed(FEED, minutes=60))) == 1
    assert world.watch(Feed(FEED, minutes=60), minutes=59) == []
    assert len(world.watch(Feed(FEED, minutes=60), minutes=1)) == 1


def test_conditions_are_sent_back_and_nothing_new_costs_nothing(world: World) -> None:
    sent: list[Mapping[str, str]] = []

    def said(conditions: Mapping[str, str]) -> Fetched:
        sent.append(conditions)
        if conditions:
            return Fetched(FEED, b"", "", unchanged=True)
        headers = {"etag": '"1"', "last-modified": "Mon, 30 Oct 2023 00:00:00 GMT"}
        return Fetched(FEED, rss(ITEM).encode(), "text/xml", headers=headers)

    world.pages = {FEED: said, "https://news.example/1": page(1)}
    world.watch()
    world.watch(minutes=31)
    world.watch(minutes=31)
    back = {"If-None-Match": '"1"', "If-Modified-Since": "Mon, 30 Oct 2023 00:00:00 GMT"}
    assert sent == [{}, back, back]


def test_a_feed_that_fails_is_told_and_left_alone_longer_each_time(world: World) -> None:
    other = Feed("https://other.example/feed")
    world.pages = {other.url: rss(("/2", "أ", WHEN), base="https://other.example"), "https://other.example/2": page(2)}
    looks = world.watch(Feed(FEED), other)
    assert looks[0] == Look(FEED, faults=(f"{FEED}: answered 404: expected 200",))
    assert looks[1].new == 1
    waits = []
    for _ in range(8):
        waits.append(Intake(world.record).feed(FEED).next_at - int(world.time.timestamp()))
        world.time += dt.timedelta(days=2)
        world.watch()
    assert [round(wait / 60) for wait in waits[:3]] == [60, 120, 240]
    assert waits == sorted(waits)
    assert max(waits) == LONGEST_WAIT.total_seconds()
    world.pages[FEED] = rss()
    world.watch(minutes=3000)
    assert Intake(world.record).feed(FEED).failures == 0


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("7200", dt.timedelta(hours=2)),
        ("Thu, 01 Jan 2026 15:00:00 GMT", dt.timedelta(hours=3)),
        ("99999999999999", LONGEST_WAIT),
        ("10", dt.timedelta(hours=1)),
        ("soon", dt.timedelta(hours=1)),
        ("", dt.timedelta(hours=1)),
        ("Thu, 01 Jan 2020 15:00:00 GMT", dt.timedelta(hours=1)),
    ],
)
def test_a_host_is_left_alone_as_long_as_it_wants(asked: str, wait: dt.timedelta) -> None:
    assert wait_after(1, Unfetched("x", 429, asked), 30, START) == wait


@given(st.text(max_size=40), st.integers(1, 1000), st.integers(5, 100_000))
def test_no_wait_is_longer_than_a_day_nor_none(asked: str, failures: int, minutes: int) -> None:
    assert dt.timedelta() < wait_after(failures, Unfetched("x", 429, asked), minutes, START) <= LONGEST_WAIT


def test_an_article_that_fails_is_kept_and_tried_no_more_than_a_few_times(world: World) -> None:
    world.pages = {FEED: rss(ITEM, ("/2", "ب", WHEN)), "https://news.example/2": page(2)}
    first = world.watch()[0]
    assert (first.new, len(first.faults)) == (1, 1)
    (failure,) = Intake(world.record).failures()
    assert failure.reason == "https://news.example/1: answered 404: expected 200"
    for _ in range(MOST_ATTEMPTS + 3):
        world.watch(minutes=31)
    assert world.urls().count("https://news.example/1") == MOST_ATTEMPTS
    assert world.urls().count("https://news.example/2") == 1


def test_an_article_that_can_be_read_at_last_is_no_failure_any_more(world: World) -> None:
    world.pages = {FEED: rss(ITEM)}
    world.watch()
    world.pages["https://news.example/1"] = page(1)
    assert world.watch(minutes=31) == [Look(FEED, new=1)]
    assert Intake(world.record).failures() == ()


# --- manners -------------------------------------------------------------------------------------------------------


def test_a_host_gets_a_pause_between_requests(world: World) -> None:
    world.pages = {FEED: rss(*((f"/{n}", "أ", WHEN) for n in range(5)))}
    world.watch()
    times = [at for at, _ in world.asked]
    assert all(later - earlier >= dt.timedelta(seconds=3) for earlier, later in pairwise(times))


def test_what_a_robots_txt_forbids_is_not_asked_for(world: World) -> None:
    world.pages = {
        "https://news.example/robots.txt": "User-agent: *\nDisallow: /closed/\nCrawl-delay: 20\n",
        FEED: rss(("/closed/1", "أ", WHEN), ("/open/1", "ب", WHEN)),
        "https://news.example/open/1": page(1),
    }
    (look,) = world.watch()
    assert look.new == 1
    assert look.faults == ("https://news.example/closed/1: its host's robots.txt does not want it fetched",)
    assert world.urls() == [FEED, "https://news.example/open/1"]
    times = [at for at, _ in world.asked]
    assert times[2] - times[1] == dt.timedelta(seconds=20)
    assert [url for _, url in world.asked].count("https://news.example/robots.txt") == 1


def test_a_host_that_cannot_say_what_it_wants_is_not_asked(world: World) -> None:
    world.pages = {"https://news.example/robots.txt": Unfetched("x", 503), FEED: rss()}
    assert "robots.txt" in world.watch()[0].faults[0]
    assert world.urls() == []


def test_a_pause_is_never_longer_than_a_minute(world: World) -> None:
    fetcher = PoliteFetcher(world.get, world.now, world.sleep)
    world.pages = {
        "https://news.example/robots.txt": "User-agent: *\nCrawl-delay: 86400\n",
        "https://news.example/a": page(1),
    }
    fetcher.fetch("https://news.example/a")
    fetcher.fetch("https://news.example/a")
    assert world.time - START == dt.timedelta(minutes=1, seconds=3)


# --- for ever ------------------------------------------------------------------------------------------------------


def test_it_goes_on_until_it_is_interrupted_and_keeps_what_it_has(world: World) -> None:
    world.pages = {FEED: rss(ITEM), "https://news.example/1": page(1)}

    def sleep(seconds: float) -> None:
        world.sleep(seconds)
        if len(world.looks) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch(
            [Feed(FEED)], world.record, GAZETTEER, get=world.get, now=world.now, sleep=sleep, tell=world.looks.append,
            once=False,
        )  # fmt: skip
    assert [look.new for look in world.looks] == [1, 0, 0]
    assert len(world.record.documents()) == 1
    assert world.time - START > dt.timedelta(hours=1)


def test_a_real_host_is_followed(tmp_path: Path, world: World) -> None:
    with hostile_server() as server:
        server.answers["/feed"] = answer(
            rss(ITEM, base=server.url("")).encode(), content_type="application/rss+xml", etag='"7"'
        )
        server.answers["/1"] = answer(page(1).encode())

        def get(url: str, kinds: Collection[str], conditions: Mapping[str, str], limits: Limits) -> Fetched:
            return fetch(url, kinds, conditions=conditions, limits=limits, policy=server.policy())

        watch(
            [Feed(server.url("/feed"))],
            world.record,
            GAZETTEER,
            get=get,
            now=world.now,
            sleep=world.sleep,
            tell=world.looks.append,
            once=True,
        )
        assert [request.split(" ")[1] for request in server.requests] == ["/robots.txt", "/feed", "/1"]
        assert (world.looks[0].new, world.looks[0].faults) == (1, ())
        assert Intake(world.record).feed(server.url("/feed")).etag == '"7"'
