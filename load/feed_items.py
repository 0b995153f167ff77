"""A feed's bytes to its items, by feedparser."""

from __future__ import annotations

import datetime as dt
import email.utils
import io
from typing import Any

import feedparser

from incidents.errors import UnreadableArticle
from load.feeds import Item

FEED_KINDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/html",
    "text/plain",
)
"""Content types that feeds are sent as; the last two by servers that do not know better."""

MOST_ITEMS = 200
"""Items of one feed that are looked at, the first ones."""

_LONGEST = 1_000


def read_items(data: bytes, url: str) -> tuple[Item, ...]:
    """Return the items of an RSS or Atom feed that was found at an address, in its order; empty for one without items.

    Raises `UnreadableArticle`, naming the address, for what is no feed.
    """
    # As a file that is open already: given bytes, the library would first take them for an address or a path.
    found = feedparser.parse(
        io.BytesIO(data), response_headers={"content-location": url}, sanitize_html=False, resolve_relative_uris=True
    )
    if not found.get("version") and not found.entries:
        raise UnreadableArticle(f"{url}: no feed: expected RSS or Atom")
    items = {item.url: item for item in map(_item, found.entries[:MOST_ITEMS]) if item is not None}
    return tuple(items.values())


def _item(entry: Any) -> Item | None:
    """Return an entry's item; None for one without an address of the web."""
    url = str(entry.get("link") or "").strip()
    if not url.lower().startswith(("http://", "https://")):
        return None
    title = " ".join(str(entry.get("title") or "").split())[:_LONGEST]
    updated = dict.get(entry, "updated")  # its own `get` would give the publication in its stead, with a warning
    changed = str(updated or entry.get("published") or "")[:_LONGEST]
    published = _day(str(entry.get("published") or changed))
    return Item(url, title or None, published, f"{changed} {title}")


def _day(written: str) -> dt.date | None:
    """Return the day of RSS's or Atom's way to write a moment; None for any other."""
    for read in (dt.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            return read(written.strip()).date()
        except (ValueError, OverflowError):
            continue
    return None
