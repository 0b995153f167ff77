"""FEEDS.toml: the feeds that a newsroom follows, and what a feed leads to."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from typing import Any

from incidents.errors import BadTable

_KEYS = {"url": str, "publisher": str, "minutes": int}

# TOML's reader keeps every beginning of a key like a.b.c: one of 200,000 parts would fill any memory.
_MAX_BYTES = 200_000
_LONGEST_LINE = 1_000


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that somebody wants followed."""

    url: str
    publisher: str | None = None
    """Whose articles it leads to; None leaves it to the pages."""
    minutes: int = 30
    """Between two looks at it."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a feed leads to."""

    url: str
    title: str | None
    published: dt.date | None
    """The day as the feed writes it, in its own time zone."""
    stamp: str
    """Another one when the feed says that the article has changed."""


def read_feeds(data: bytes, name: str) -> tuple[Feed, ...]:
    """Return the feeds of a FEEDS.toml: a `[[feed]]` each, with `url`, and if wanted `publisher` and `minutes` (≥ 5).

    Raises `BadTable` listing all faults, one a line.
    """
    if len(data) > _MAX_BYTES or max(map(len, data.splitlines()), default=0) > _LONGEST_LINE:
        bounds = f"{_MAX_BYTES // 1_000} kB in lines of at most {_LONGEST_LINE:,} bytes"
        raise BadTable(f"{name}: too long: expected a [[feed]] with a url for each feed, at most {bounds}")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadTable(f"{name}: no TOML in UTF-8: {' '.join(str(error).split())[:200]}") from error
    rows = table.get("feed")
    if table.keys() != {"feed"} or not isinstance(rows, list) or not rows:
        raise BadTable(f"{name}: expected a [[feed]] with a url for each feed, and nothing else")
    faults = [f"{name}: feed {n}: {fault}" for n, row in enumerate(rows, start=1) for fault in _faults(row)]
    urls = [row.get("url") for row in rows if isinstance(row, dict)]
    faults += [f"{name}: feed {n}: {url}: listed twice" for n, url in enumerate(urls, start=1) if url in urls[: n - 1]]
    if faults:
        raise BadTable("\n".join(faults))
    return tuple(Feed(**row) for row in rows)


def _faults(row: Any) -> list[str]:
    if not isinstance(row, dict):
        return ["expected a table"]
    faults = [f"{key!r}: expected only {', '.join(_KEYS)}" for key in row.keys() - _KEYS.keys()]
    for key, kind in _KEYS.items():
        if key in row and (not isinstance(row[key], kind) or isinstance(row[key], bool)):
            faults.append(f"{key}: expected {'a number' if kind is int else 'a string'}")
    if not str(row.get("url", "")).lower().startswith(("http://", "https://")):
        faults.append("url: expected an address with http:// or https://")
    if isinstance(row.get("minutes"), int) and row["minutes"] < 5:
        faults.append(f"minutes {row['minutes']}: expected at least 5")
    return faults
