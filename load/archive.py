"""An archive of articles in JSON Lines: one object a line with `text`, and what is known about it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import UnreadableArticle
from load.decode import MAX_BYTES
from load.manifest import Known

ARCHIVES = (".jsonl", ".ndjson")
_STRINGS = ("text", "published", "publisher", "url", "title")


@dataclass(frozen=True, slots=True)
class Line:
    """Where an article stands in an archive."""

    number: int
    """From 1, as editors count."""
    offset: int
    """Bytes before it."""


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines of an archive that are not blank, without reading what they say. Raises `OSError`."""
    offset = 0
    with path.open("rb") as file:
        number = 1
        blank = True
        # A line may be longer than memory should hold: it is passed over in pieces.
        start = 0
        while piece := file.readline(MAX_BYTES + 1):
            blank = blank and not piece.strip()
            offset += len(piece)
            if piece.endswith(b"\n"):
                if not blank:
                    yield Line(number, start)
                number, start, blank = number + 1, offset, True
        if not blank:
            yield Line(number, start)


def read_line(path: Path, line: Line, name: str, today: dt.date) -> tuple[str, Known]:
    """Return the text of an archive's line and what it says about it; keys that Rasid does not know are passed over.

    Raises `UnreadableArticle` with one line naming `name` for what is no object with a `text`, or holds an impossible
    date or address; `OSError` where the file cannot be read.
    """
    with path.open("rb") as file:
        file.seek(line.offset)
        data = file.readline(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(f"{name}: longer than {MAX_BYTES // 1_000_000} MB: expected one article")
    try:
        row = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(f"{name}: no JSON in UTF-8: expected one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableArticle(f'{name}: expected an object with a string "text"')
    cells = {key: row.get(key) for key in _STRINGS}
    for key, value in cells.items():
        if value is not None and not isinstance(value, str):
            raise UnreadableArticle(f"{name}: {key}: expected a string")
    known = Known(
        _day(cells["published"], name, today),
        cells["publisher"] or None,
        _address(cells["url"], name),
        cells["title"] or None,
    )
    return row["text"], known


def _day(written: str | None, name: str, today: dt.date) -> dt.date | None:
    if not written:
        return None
    try:
        published = dt.datetime.fromisoformat(written.strip()).date()
    except ValueError:
        raise UnreadableArticle(f"{name}: published {written[:40]!r}: expected a date like 2023-10-29") from None
    if published > today:
        raise UnreadableArticle(f"{name}: published {published}: expected a day no later than today, {today}")
    return published


def _address(url: str | None, name: str) -> str | None:
    if url and not url.lower().startswith(("http://", "https://")):
        raise UnreadableArticle(f"{name}: url {url[:80]!r}: expected an address with http:// or https://")
    return url or None
