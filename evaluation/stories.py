"""Stories: events that several articles tell, coded by hand, read and checked; all faults are told at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.fields import Fields
from geo.gazetteer import Gazetteer
from incidents.errors import BadTable, UnreadableArticle
from incidents.types import Document, Span
from load.decode import decode
from load.document import as_document

CODING = "story.json"
"""The file of a story's folder that codes its articles."""

_STORY = ("story", "articles", "incidents")
_ARTICLE = ("file", "published", "publisher", "repeats")
_INCIDENT = ("id", "place", "date", "independent_sources", "same_as", "told", "note")
_TELLING = ("file", "evidence")


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's words about one event."""

    incident: str
    """Id of the event; the same in every story that tells it."""
    document_id: str
    """The article."""
    span: Span
    """Where its words stand."""
    place_id: str
    """Gazetteer id of where the event was."""
    first: dt.date
    """First possible day of the event."""
    last: dt.date
    """Last possible day."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of the same events, and what they tell."""

    name: str
    """The folder's name."""
    documents: tuple[Document, ...]
    """The articles."""
    repeats: Mapping[str, str]
    """Id of each article that repeats another's text, and of the one it repeats."""
    tellings: tuple[Telling, ...]
    """Every event that every article tells."""
    independent: Mapping[str, int]
    """How many independent sources this story's articles are for each of its events."""


def load_stories(folder: Path, gazetteer: Gazetteer) -> tuple[Story, ...]:
    """Return the stories of a folder's folders, by name. Raises `BadTable`, which lists every fault."""
    faults: list[str] = []
    folders = sorted(path.parent for path in folder.glob(f"*/{CODING}"))
    if not folders:
        faults.append(f"{folder}: no story: expected folders with a {CODING}")
    same: dict[str, str] = {}
    stories = tuple(_story(path, gazetteer, same, faults) for path in folders)
    known = {telling.incident for story in stories for telling in story.tellings}
    faults.extend(
        f"{one}: same_as: {other!r}: expected an event of these stories"
        for one, other in same.items()
        if other not in known or other in same
    )
    for story in stories:
        ids = [document.id for document in story.documents]
        faults.extend(f"{story.name}: {id}: two articles of one text" for id in sorted(set(ids)) if ids.count(id) > 1)
    if faults:
        raise BadTable("\n".join(dict.fromkeys(faults)))
    return stories


def _story(folder: Path, gazetteer: Gazetteer, same: dict[str, str], faults: list[str]) -> Story:
    file = f"{folder.name}/{CODING}"
    try:
        value = json.loads((folder / CODING).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.append(f"{file}: {error}: expected JSON in UTF-8")
        value = {"articles": [], "incidents": []}
    whole = Fields.of(file, "", value, _STORY, faults)
    articles = whole.each("articles", _ARTICLE, needed=True)
    documents = {each.text("file"): document for each in articles if (document := _document(folder, each)) is not None}
    repeats = {}
    for each in articles:
        repeated = each.text("repeats", needed=False)
        if repeated and repeated not in documents:
            each.fault("repeats", "another article of the story, or null")
        elif repeated and each.text("file") in documents:
            repeats[documents[each.text("file")].id] = documents[repeated].id
    tellings: list[Telling] = []
    independent: dict[str, int] = {}
    for event in whole.each("incidents", _INCIDENT, needed=True):
        id = event.text("id")
        if other := event.text("same_as", needed=False):
            same[id] = other
        independent[other or id] = event.number("independent_sources") or 0
        tellings.extend(_tellings(event, other or id, documents, gazetteer))
    return Story(folder.name, tuple(documents.values()), repeats, tuple(tellings), independent)


def _document(folder: Path, fields: Fields) -> Document | None:
    """Return one article; None where it cannot be read, which is a fault."""
    name = fields.text("file")
    try:
        text = decode((folder / name).read_bytes(), name)
        return as_document(
            text,
            f"{folder.name}/{name}",
            published=fields.day("published"),
            publisher=fields.text("publisher", needed=False) or None,
        )
    except (OSError, UnreadableArticle):
        fields.fault("file", "an article of the story's folder")
        return None


def _tellings(
    event: Fields, incident: str, documents: Mapping[str, Document], gazetteer: Gazetteer
) -> tuple[Telling, ...]:
    place, days = event.text("place"), event.days("date")
    if gazetteer.get(place) is None:
        event.fault("place", "a place of the gazetteer")
    if event.number("independent_sources") is None:
        event.fault("independent_sources", "a whole number")
    if days is None:
        event.fault("date", "the first and last possible day")
    found = []
    for told in event.each("told", _TELLING, needed=True):
        document, words = documents.get(told.text("file")), told.text("evidence")
        at = document.text.find(words) if document and words else -1
        if document is None:
            told.fault("file", "an article of the story")
        elif at < 0:
            told.fault("evidence", f"words of {told.text('file')}")
        elif days is not None:
            found.append(Telling(incident, document.id, Span(at, at + len(words)), place, *days))
    return tuple(found)
