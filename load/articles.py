"""Files, folders, archives and addresses to documents, one at a time, each either read or refused in one line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import UnreadableArticle
from incidents.types import Document
from load import apart
from load.archive import ARCHIVES, Line, lines, read_line
from load.content import Content
from load.decode import MAX_BYTES, decode
from load.document import document_of
from load.fetch import ARTICLE_KINDS, Fetched
from load.manifest import MANIFEST, Known, read_manifest

SUFFIXES = (".txt", ".md", *apart.FORMATS)
"""What files of one article end with."""

Fetch = Callable[[str], Fetched]
"""Gets a page of the web: `load.fetch.fetch`, where a person asked for it."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:/", re.I)


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

    source: str
    """Where it stands: a path, an address, or an archive's path with the number of its line."""
    known: Known = Known()  # noqa: RUF009 - frozen
    """What the folder's manifest says about it."""
    path: Path | None = None
    """Its file, or the archive's; None for an address."""
    line: Line | None = None
    """Where it stands in an archive; None outside one."""
    fault: str | None = None
    """Why it cannot be read, where that is clear already."""


def find(paths: Iterable[str | Path], today: dt.date) -> tuple[Found, ...]:
    """Return the articles that paths stand for: a file itself, an archive its lines, a folder its files by name.

    What begins like `https://` is an address. A path that does not exist or a folder without articles is found with
    its fault. Raises `BadTable` for a folder whose manifest has faults, before anything is read; `today` is the last
    day an article can be from.
    """
    found: list[Found] = []
    for given in paths:
        if isinstance(given, str) and is_address(given):
            found.append(Found(given))
            continue
        path = Path(given)
        try:
            found.extend(_in_folder(path, today) if path.is_dir() else _in_file(path, Known()))
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            found.append(Found(shown(path), path=path, fault=f"{shown(path)}: {_reason(error)}"))
    return tuple(found)


def is_address(given: str) -> bool:
    """Whether what was given is meant as an address on the web, also one that will not be fetched."""
    return _ADDRESS.match(given) is not None


def read(found: Found, published: dt.date | None, today: dt.date, fetch: Fetch | None = None) -> Document | Unread:
    """Return one article as a document; its date is the manifest's, else `published`, else a web page's own.

    Without `fetch` an address is refused.
    """
    source = found.source
    if found.fault is not None:
        return Unread(source, found.fault)
    try:
        if found.path is None:
            return _read_address(found, published, today, fetch)
        if found.line is not None:
            text, told = read_line(found.path, found.line, source, today)
            return document_of(Content(text), source, told.or_else(found.known), published, today)
        content = content_of(_bytes(found.path), found.path.name, source)
        return document_of(content, source, found.known, published, today)
    except (UnreadableArticle, OSError) as error:
        return Unread(source, str(error) if isinstance(error, UnreadableArticle) else f"{source}: {_reason(error)}")


def articles(
    paths: Iterable[str | Path], published: dt.date | None, today: dt.date, fetch: Fetch | None = None
) -> Iterator[Document | Unread]:
    """Yield every article of the paths in order, read when it is asked for. Raises `BadTable` at once, see `find`."""
    return (read(one, published, today, fetch) for one in find(paths, today))


def content_of(data: bytes, file: str, source: str) -> Content:
    """Return what a file of this name holds. Raises `UnreadableArticle` with one line naming `source`."""
    suffix = Path(file).suffix.lower()
    return apart.read_apart(data, suffix, source) if suffix in apart.FORMATS else Content(decode(data, source))


def content_at(url: str, fetch: Fetch) -> tuple[Content, str]:
    """Return the article at an address, and the address where it was found. Raises `UnreadableArticle`."""
    fetched = fetch(url)
    return content_of(fetched.body, f"page{ARTICLE_KINDS[fetched.kind]}", fetched.url), fetched.url


def shown(path: Path) -> str:
    """Return a path as text, also where its name is in an encoding of its own."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _read_address(found: Found, published: dt.date | None, today: dt.date, fetch: Fetch | None) -> Document:
    if fetch is None:
        raise UnreadableArticle(f"{found.source}: an address: expected a file or folder")
    content, url = content_at(found.source, fetch)
    return document_of(content, found.source, found.known.or_else(Known(url=url)), published, today)


def _in_file(path: Path, known: Known) -> Sequence[Found]:
    if path.suffix.lower() not in ARCHIVES or not path.is_file():
        return [Found(shown(path), known, path)]
    found = [Found(f"{shown(path)}:{line.number}", known, path, line) for line in lines(path)]
    return found or [Found(shown(path), path=path, fault=f"{shown(path)}: empty: expected an article a line")]


def _in_folder(folder: Path, today: dt.date) -> Sequence[Found]:
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    articles = [name for name in names if name.lower().endswith((*SUFFIXES, *ARCHIVES))]
    known = {}
    if MANIFEST in names:
        try:
            known = dict(read_manifest(_bytes(folder / MANIFEST), folder / MANIFEST, articles, today))
        except UnreadableArticle as error:
            return [Found(shown(folder / MANIFEST), path=folder / MANIFEST, fault=str(error))]
    if not articles:
        expected = ", ".join((*SUFFIXES, *ARCHIVES))
        return [Found(shown(folder), fault=f"{shown(folder)}: no article: expected files ending in {expected}")]
    return [found for name in articles for found in _in_file(folder / name, known.get(name, Known()))]


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, at most one more than may be. Raises `UnreadableArticle` where there is no such file."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableArticle(f"{shown(path)}: not a file")  # a pipe or device could be read for ever
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableArticle(f"{shown(path)}: {_reason(error)}") from error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
