"""Articles that could not be read: kept with reason and time, found again to be tried once more."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from incidents.intake import Failure
from load.archive import Line, lines
from load.articles import Found
from load.manifest import Known


def failure_of(found: Found, published: dt.date | None, reason: str, now: dt.datetime) -> Failure:
    """Return what to keep of an article that could not be read; `published` is its date where no manifest says."""
    known = found.known.or_else(Known(published=published))
    row = {
        "path": str(found.path) if found.path is not None else None,
        "line": found.line.number if found.line is not None else None,
        "published": known.published.isoformat() if known.published else None,
        "publisher": known.publisher,
        "url": known.url,
        "title": known.title,
        "after": known.after,
    }
    return Failure(found.source, json.dumps(row, ensure_ascii=True), reason, int(now.timestamp()))


def find_again(failures: tuple[Failure, ...]) -> Iterator[Found]:
    """Yield where the articles of failures stand. One whose archive has lost its line is found with that fault."""
    at = cache(_lines)
    for failure in failures:
        row = json.loads(failure.known)
        published = dt.date.fromisoformat(row["published"]) if row["published"] else None
        known = Known(published, row["publisher"], row["url"], row["title"], row["after"])
        path = Path(row["path"]) if row["path"] is not None else None
        if path is None or row["line"] is None:
            yield Found(failure.source, known, path)
            continue
        try:
            line = at(path).get(row["line"])
            fault = None if line else f"{failure.source}: no such line any more"
        except OSError as error:
            line, fault = None, f"{failure.source}: {error.strerror}"
        yield Found(failure.source, known, path, line, fault)


def _lines(path: Path) -> dict[int, Line]:
    return {line.number: line for line in lines(path)}
