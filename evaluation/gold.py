"""Gold files and folders, read and checked: all faults are told at once, each with its file and key."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.coding import Coded, CodedTally, Coding, Gold, Spot
from evaluation.fields import Fields
from geo.gazetteer import Gazetteer
from incidents.errors import BadTable
from incidents.types import OUTCOMES, STATUSES, TIME_PRECISIONS, WEAPONS, Document
from load.articles import Unread, find, read

BLIND = "BLIND"
"""Name of the file that keeps a gold folder blind."""
LEAST_RADIUS_M = 6_000
"""A point is right within the place's radius, and never held to less than this."""

_FILE = ("about", "documents", "places", "about_places")
_DOCUMENT = (
    "file",
    "published",
    "published_in_text",
    "published_reason",
    "voice",
    "phenomena",
    "incidents",
    "optional",
    "unlocated",
    "tallies",
    "non_incidents",
)
_INCIDENT = (
    "place",
    "place_accept",
    "country",
    "date",
    "date_latest",
    "time_precision",
    "weapons",
    "munition_count",
    "attacker",
    "target",
    "outcome",
    "killed",
    "injured",
    "status",
    "sources",
    "note",
    "evidence",
)
_TALLY = ("count", "at_least", "scope", "from", "to", "source", "note", "evidence")
_NON_INCIDENT = ("kind", "places", "note", "evidence")
_STATUS = (*STATUSES, *(f"{one} and {other}" for one in STATUSES for other in STATUSES if one != other))

Spots = Callable[[str], Spot | None]
"""The spot of a coded place; None for one that nothing knows."""


def load_gold(path: Path, gazetteer: Gazetteer, texts: Path | None = None) -> Gold:
    """Return the coded articles of a folder of JSON files, or of one JSON file that holds them all as `documents`.

    A folder's file `a.json` codes the text `a.txt`, and its places are gazetteer ids; a single file may list places
    of its own as name: [lat, lon, radius in km]. The texts stand in `texts`, by default beside the coding, with
    `manifest.csv` for what they do not say. Raises `BadTable`, which lists every fault as `file: key: …`.
    """
    faults: list[str] = []
    beside = path if path.is_dir() else path.parent
    texts = texts or beside
    own: Mapping[str, Spot] = {}
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        coded = [Fields.of(file.name, "", value, _DOCUMENT, faults) for file in files for value in _json(file, faults)]
        if not files:
            faults.append(f"{path}: no coding: expected files ending in .json")
    else:
        coded = []
        for value in _json(path, faults):
            whole = Fields.of(path.name, "", value, _FILE, faults)
            coded, own = list(whole.each("documents", _DOCUMENT, needed=True)), _own_places(whole)

    def spot(name: str) -> Spot | None:
        place = gazetteer.get(name)
        if name in own or place is None:
            return own.get(name)
        return Spot(place.lon, place.lat, max(LEAST_RADIUS_M, place.radius_m))

    names = [_text_of(fields, path.is_dir()) for fields in coded]
    documents = _documents(texts, names, faults)
    codings = [
        _coding(fields, name, documents.get(name), spot, quoted=path.is_dir())
        for fields, name in zip(coded, names, strict=True)
    ]
    if faults:
        raise BadTable("\n".join(dict.fromkeys(faults)))
    return Gold(str(path), tuple(codings), (beside / BLIND).exists())


def _json(file: Path, faults: list[str]) -> list[Any]:
    """Return the file's value as the only one of a list; an empty list where it cannot be read."""
    try:
        return [json.loads(file.read_text(encoding="utf-8"))]
    except OSError as error:
        faults.append(f"{file}: {error.strerror}: expected a coding")
    except ValueError as error:
        faults.append(f"{file.name}: {error}: expected JSON in UTF-8")
    return []


def _own_places(whole: Fields) -> Mapping[str, Spot]:
    spots = {}
    places = whole.values.get("places", {})
    for name, place in places.items() if isinstance(places, dict) else ():
        if not isinstance(place, list) or len(place) != 3 or not all(isinstance(each, int | float) for each in place):
            whole.faults.append(f"{whole.file}: places.{name}: {place!r:.60}: expected [lat, lon, radius in km]")
            continue
        lat, lon, radius_km = place
        spots[name] = Spot(lon, lat, radius_km * 1000)
    return spots


def _text_of(fields: Fields, in_folder: bool) -> str:
    """Return the name of the text that is coded; a file in a folder codes the text of its own name."""
    return f"{fields.file.removesuffix('.json')}.txt" if in_folder else fields.text("file")


def _documents(texts: Path, names: Sequence[str], faults: list[str]) -> Mapping[str, Document]:
    """Return the texts of these names that can be read; the others are faults, and so is a name that stands twice."""
    documents: dict[str, Document] = {}
    faults.extend(f"{name}: coded twice: expected once" for name in sorted({n for n in names if names.count(n) > 1}))
    for found in find([texts], dt.date.max):
        if found.fault is not None:
            faults.append(found.fault)
        elif found.path is not None and found.path.name in names:
            article = read(found, None, dt.date.max)
            if isinstance(article, Unread):
                faults.append(article.error)
            else:
                documents[found.path.name] = article
    faults.extend(f"{name}: no such text in {texts}" for name in sorted(set(names) - documents.keys() - {""}))
    return documents


def _coding(fields: Fields, file: str, document: Document | None, spot: Spots, *, quoted: bool) -> Coding:
    """Return one article's coding; `quoted` says that every evidence has to stand in the text as it is."""
    incidents = fields.each("incidents", _INCIDENT, needed=True)
    optional, unlocated = fields.each("optional", _INCIDENT), fields.each("unlocated", _INCIDENT)
    tallies, others = fields.each("tallies", _TALLY), fields.each("non_incidents", _NON_INCIDENT)
    if quoted and document:
        for passage in (*incidents, *optional, *unlocated, *tallies, *others):
            if passage.text("evidence") not in document.text:
                passage.fault("evidence", f"words of {file}")
    return Coding(
        file=file,
        # A text that is missing has been told already; its coding is checked all the same.
        document=document or Document("", file, None, None, None, None, "unknown", "", "", "und"),
        published=fields.day("published"),
        published_in_text=fields.truth("published_in_text"),
        voice=fields.text("voice", needed=False),
        phenomena=fields.texts("phenomena"),
        incidents=tuple(_incident(each, spot, "a place") for each in incidents),
        optional=tuple(_incident(each, spot, "any") for each in optional),
        unlocated=tuple(_incident(each, spot, "no place") for each in unlocated),
        tallies=tuple(_tally(each) for each in tallies),
    )


def _incident(fields: Fields, spot: Spots, expected: str) -> Coded:
    place = fields.text("place", needed=expected == "a place")
    if place and expected == "no place":
        fields.fault("place", "null for an incident without a place")
    spots = []
    for key, names in (("place", (place,) if place else ()), ("place_accept", fields.texts("place_accept"))):
        for name in names:
            known = spot(name)
            if known is None:
                fields.fault(key, "places of the gazetteer or of the file's own list")
            else:
                spots.append(known)
    return Coded(
        place=place or None,
        spots=tuple(spots),
        date=fields.days("date"),
        to_the_day=fields.choice("time_precision", TIME_PRECISIONS, "day") == "day",
        weapons=frozenset(fields.texts("weapons", WEAPONS)),
        munition_count=fields.number("munition_count"),
        attacker=fields.text("attacker", needed=expected == "a place"),
        target=fields.text("target", needed=False),
        outcome=fields.choice("outcome", OUTCOMES, "unknown"),
        status=frozenset(fields.choice("status", _STATUS, "reported" if expected == "any" else "").split(" and ")),
        killed=fields.number("killed"),
        injured=fields.number("injured"),
        evidence=fields.text("evidence", needed=False),
    )


def _tally(fields: Fields) -> CodedTally:
    count = fields.number("count")
    if count is None:
        fields.fault("count", "a whole number")
    return CodedTally(
        count=count or 0,
        scope=fields.text("scope"),
        date_from=fields.day("from"),
        date_to=fields.day("to"),
        evidence=fields.text("evidence", needed=False),
    )
