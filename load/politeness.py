"""Manners towards hosts that are asked again and again: their robots.txt, a pause between requests, and waiting."""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Callable, Collection, Mapping
from urllib.robotparser import RobotFileParser

import httpx

from load.address import Unfetched, shown
from load.fetch import AGENT, ARTICLE_KINDS, Fetched, Limits

Now = Callable[[], dt.datetime]
"""The present moment, with a time zone."""
Sleep = Callable[[float], None]
"""Waits for some seconds."""
Get = Callable[[str, Collection[str], Mapping[str, str], Limits], Fetched]
"""Fetches an address: content types, conditions, limits. `load.fetch.fetch` stands behind it."""

PAUSE = dt.timedelta(seconds=3)
"""Between two requests to one host."""
LONGEST_PAUSE = dt.timedelta(minutes=1)
"""However long a robots.txt wants it."""
LONGEST_WAIT = dt.timedelta(days=1)
"""However often a host has failed, or long it wants to be left alone."""

_ROBOTS = Limits(seconds=10, bytes=500_000)
_ARTICLE = Limits()


class PoliteFetcher:
    """Fetches for one round through the feeds; asks each host for its robots.txt once."""

    def __init__(self, get: Get, now: Now, sleep: Sleep) -> None:
        """`get` makes the requests, `now` and `sleep` tell and pass the time."""
        self._get = get
        self._now = now
        self._sleep = sleep
        self._free: dict[str, dt.datetime] = {}
        self._rules: dict[str, RobotFileParser] = {}

    def fetch(
        self, url: str, kinds: Collection[str] = tuple(ARTICLE_KINDS), conditions: Mapping[str, str] | None = None
    ) -> Fetched:
        """Return what stands at an address, after the pause its host is owed. Raises `Unfetched`, also where the host
        does not want it fetched."""
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._robots(site)
        if not self._rules[site].can_fetch(AGENT, url):
            raise Unfetched(f"{shown(url)}: its host's robots.txt does not want it fetched")
        return self._in_turn(site, url, kinds, conditions or {}, _ARTICLE)

    def _in_turn(
        self, site: str, url: str, kinds: Collection[str], conditions: Mapping[str, str], limits: Limits
    ) -> Fetched:
        wait = (self._free.get(site, self._now()) - self._now()).total_seconds()
        if wait > 0:
            self._sleep(wait)
        try:
            return self._get(url, kinds, conditions, limits)
        finally:
            delay = self._rules[site].crawl_delay(AGENT) if site in self._rules else None
            pause = dt.timedelta(seconds=float(delay)) if delay else PAUSE
            self._free[site] = self._now() + min(max(pause, PAUSE), LONGEST_PAUSE)

    def _robots(self, site: str) -> RobotFileParser:
        """Return a host's rules: none where it has no such file, all closed where it cannot say."""
        rules = RobotFileParser()
        try:
            found = self._in_turn(site, f"{site}/robots.txt", ("text/plain",), {}, _ROBOTS)
            rules.parse(found.body.decode("utf-8", "replace").splitlines())
        except Unfetched as error:
            if error.status is not None and error.status >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                rules.parse([])
        return rules


def wait_after(failures: int, error: Unfetched, minutes: int, now: dt.datetime) -> dt.timedelta:
    """Return how long to leave a feed alone that has now failed `failures` times in a row: twice as long each time,
    or as long as its host asks for, and no more than a day."""
    doubled = dt.timedelta(minutes=minutes * 2 ** min(failures, 12))
    asked = _asked(error.retry_after or "", now)
    return min(max(doubled, asked), LONGEST_WAIT)


def _asked(retry_after: str, now: dt.datetime) -> dt.timedelta:
    """Return the time of a Retry-After: seconds, or a moment; none for anything else."""
    if retry_after.strip().isdecimal():
        return dt.timedelta(seconds=min(int(retry_after[:9]), int(LONGEST_WAIT.total_seconds())))
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return dt.timedelta()
    return moment - now if moment.tzinfo else dt.timedelta()


def _site(url: str) -> str:
    """Return scheme, host and port. Raises `Unfetched` for what is no address."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise Unfetched(f"{shown(url)}: no web address: expected one like https://example.org/article") from error
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"
