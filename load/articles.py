"""Files and folders to documents, one at a time, each either read or refused in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import UnreadableArticle
from incidents.types import Document
from load.decode import MAX_BYTES, decode
from load.document import as_document
from load.manifest import MANIFEST, Known, read_manifest
from load.page import read_page

PAGES = (".html", ".htm")
SUFFIXES = (".txt", ".md", *PAGES)
"""What a folder's articles end with."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that could not be read."""

    source: str
    """Where it should have been read from, as given."""
    error: str
    """The one line that says why, naming it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that has been found and not yet read."""

    path: Path
    known: Known
    """What the folder's manifest says about it."""
    fault: str | None = None
    """Why it cannot be read, where that is clear already."""


def find(paths: Iterable[str | Path], today: dt.date) -> tuple[Found, ...]:
    """Return the articles that paths stand for: a file itself, a folder its text and web page files, by name.

    A path that does not exist or a folder without articles is found with its fault. Raises `BadTable` for a folder
    whose manifest has faults, before anything is read; `today` is the last day an article can be from.
    """
    found: list[Found] = []
    for path in map(Path, paths):
        try:
            found.extend(_in_folder(path, today) if path.is_dir() else [Found(path, Known())])
        except OSError as error:
            found.append(Found(path, Known(), f"{shown(path)}: {error.strerror}"))
    return tuple(found)


def read(found: Found, published: dt.date | None, today: dt.date) -> Document | Unread:
    """Return one article as a document; its date is the manifest's, else `published`, else a web page's own."""
    source = shown(found.path)
    if found.fault is not None:
        return Unread(source, found.fault)
    known = found.known
    try:
        text = decode(_bytes(found.path), source)
        if found.path.suffix.lower() not in PAGES:
            return as_document(
                text,
                source,
                published=known.published or published,
                publisher=known.publisher,
                title=known.title,
                url=known.url,
                after=known.after,
            )
        page = read_page(text, source)
        given = known.published or published
        stated = page.published if page.published and page.published <= today else None
        return as_document(
            page.text,
            source,
            published=given or stated,
            basis="given" if given else "stated",
            publisher=known.publisher or page.publisher,
            title=known.title or page.title,
            url=known.url,
            after=known.after,
        )
    except UnreadableArticle as error:
        return Unread(source, str(error))


def articles(paths: Iterable[str | Path], published: dt.date | None, today: dt.date) -> Iterator[Document | Unread]:
    """Yield every article of the paths in order, read when it is asked for. Raises `BadTable` at once, see `find`."""
    return (read(one, published, today) for one in find(paths, today))


def shown(path: Path) -> str:
    """Return a path as text, also where its name is in an encoding of its own."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _in_folder(folder: Path, today: dt.date) -> Sequence[Found]:
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    articles = [name for name in names if name.lower().endswith(SUFFIXES)]
    known = {}
    if MANIFEST in names:
        try:
            known = dict(read_manifest(_bytes(folder / MANIFEST), folder / MANIFEST, articles, today))
        except UnreadableArticle as error:
            return [Found(folder / MANIFEST, Known(), str(error))]
    if not articles:
        return [Found(folder, Known(), f"{shown(folder)}: no article: expected files ending in {', '.join(SUFFIXES)}")]
    return [Found(folder / name, known.get(name, Known())) for name in articles]


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, at most one more than may be. Raises `UnreadableArticle` where there is no such file."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableArticle(f"{shown(path)}: not a file")  # a pipe or device could be read for ever
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableArticle(f"{shown(path)}: {reason}") from error
