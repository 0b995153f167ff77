"""`manifest.csv` beside articles: what their texts do not say themselves."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from incidents.errors import BadTable
from load.decode import decode

MANIFEST = "manifest.csv"
COLUMNS = ("file", "published", "publisher", "url", "title", "after")
"""`file` must be there, the others may; `after` is for texts that retell somebody's report in other words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one article besides its text: by a manifest, an archive or a feed."""

    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    after: str | None = None

    def or_else(self, other: Known) -> Known:
        """Return this with what it does not say taken from another."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Known(*(theirs if mine is None else mine for mine, theirs in pairs))


def read_manifest(data: bytes, path: Path, files: Collection[str], today: dt.date) -> Mapping[str, Known]:
    """Return what a manifest says by file name; files it does not list are missing.

    `files` are the names that stand beside it. Raises `BadTable` listing all its faults, one `path:line: …` a line:
    unknown columns and files, a file twice, dates that are malformed or after `today`, addresses other than http(s).
    `UnreadableArticle` where it is no text at all.
    """
    rows = csv.DictReader(io.StringIO(decode(data, str(path)), newline=""), restkey="")
    columns = [column.strip() for column in rows.fieldnames or ()]
    rows.fieldnames = columns
    if "file" not in columns or len(set(columns)) < len(columns) or not set(columns) <= set(COLUMNS):
        raise BadTable(f"{path}:1: columns {', '.join(columns)}: expected file, and any of {', '.join(COLUMNS[1:])}")
    known: dict[str, Known] = {}
    faults: list[str] = []
    try:
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if "" in row or None in row.values():
                faults.append(f"{where}: expected {len(columns)} cells")
                continue
            cells = {column: cell.strip() for column, cell in row.items()}
            file = cells["file"]
            if file not in files:
                faults.append(f"{where}: file {file!r} does not stand in this folder")
            elif file in known:
                faults.append(f"{where}: file {file!r} is listed twice")
            known[file] = _known(cells, where, today, faults)
    except csv.Error as error:
        faults.append(f"{path}:{rows.line_num + 1}: {error}")
    if faults:
        raise BadTable("\n".join(faults))
    return known


def _known(cells: Mapping[str, str], where: str, today: dt.date, faults: list[str]) -> Known:
    published = None
    if written := cells.get("published"):
        try:
            published = dt.datetime.strptime(written, "%Y-%m-%d").date()
        except ValueError:
            faults.append(f"{where}: published {written!r}: expected a date like 2023-10-29")
        if published and published > today:
            faults.append(f"{where}: published {published}: expected a day no later than today, {today}")
    url = cells.get("url") or None
    if url and not url.lower().startswith(("http://", "https://")):
        faults.append(f"{where}: url {url!r}: expected an address with http:// or https://")
    return Known(published, cells.get("publisher") or None, url, cells.get("title") or None, cells.get("after") or None)
