"""Incidents under ACLED's columns, so that scripts written for ACLED's files read ours.

Actor 1 and actor 2 do not imply a direction there; here actor 1 attacks and actor 2 is the target. What ACLED has no
column for (status, certainty, outcome, permalink) stands in `tags`, the words of the articles in `notes`. A cell is
empty where the articles do not say; nothing is coded that ACLED's own coders would have to research.
"""

from __future__ import annotations

import datetime as dt

from export.columns import Cell, degrees, joined
from export.dataset import Dataset
from export.summaries import summarise
from geo.places import Place
from incidents.actors import load_actors
from incidents.types import Incident

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
"""Names of the columns, exactly ACLED's and in its order."""

COUNTRIES = {"SY": (760, "Syria"), "IQ": (368, "Iraq"), "JO": (400, "Jordan")}
"""ISO 3166 numeric code and name by the gazetteer's code."""

REGION = "Middle East"

TIME_PRECISION = {"day": 1, "week": 2, "month": 3}
"""Undated incidents have no code: ACLED has no undated events."""

DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Political violence; Demonstrations",
    "Strategic developments": "Strategic developments",
}

_HOMES = {"syrian-government": "SY", "iraqi-government": "IQ", "jordan": "JO"}
_KINDS = {
    "coalition": "External/Other forces",
    "iran": "External/Other forces",
    "israel": "External/Other forces",
    "russia": "External/Other forces",
    "turkey": "External/Other forces",
    "iran-backed": "Political militia",
    "isis": "Rebel group",
    "opposition": "Rebel group",
    "pkk": "Rebel group",
    "sdf": "Rebel group",
    "tribal": "Identity militia",
    "civilians": "Civilians",
}
_ORDER = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)


def row(incident: Incident, dataset: Dataset) -> dict[str, Cell]:
    """Return an incident under exactly `COLUMNS`; None where nothing is known.

    `timestamp` is the Unix time of the newest article that tells it, so another article marks an update.
    """
    place = dataset.gazetteer.get(incident.place_id) if incident.place_id else None
    country = place.country if place else None
    iso, country_name = COUNTRIES[country] if country else (None, None)
    first, second = _actors(incident.attackers), _actors(incident.targets)
    kinds = [_kind(ids, country) for ids in (incident.attackers, incident.targets)]
    articles = [dataset.documents[report.document_id] for report in incident.reports]
    newest = max((article.published for article in articles if article.published), default=None)
    return {
        "event_id_cnty": incident.id,
        "event_date": incident.date_start.isoformat() if incident.date_start else None,
        "year": incident.date_start.year if incident.date_start else None,
        "time_precision": TIME_PRECISION.get(incident.time_precision),
        "disorder_type": DISORDER.get(incident.event_type),
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "actor1": first[0] or (f"Unidentified Armed Group ({country_name})" if country_name else None),
        "assoc_actor_1": first[1],
        "inter1": kinds[0],
        "actor2": second[0],
        "assoc_actor_2": second[1],
        "inter2": kinds[1],
        "interaction": _interaction(kinds),
        "civilian_targeting": "Civilian targeting" if "civilians" in incident.targets else None,
        "iso": iso,
        "region": REGION if place else None,
        "country": country_name,
        "admin1": (place.admin1_en or None) if place else None,
        "admin2": None,
        "admin3": None,
        "location": place.name_en if place else incident.place_name,
        "latitude": degrees(place.lat) if place else None,
        "longitude": degrees(place.lon) if place else None,
        "geo_precision": incident.geo_precision if place else None,
        "source": joined([*(article.publisher for article in articles), *incident.sources]),
        "source_scale": None,
        "notes": _notes(incident, dataset, place),
        "fatalities": incident.fatalities,
        "tags": _tags(incident, dataset),
        "timestamp": _midnight(newest) if newest else None,
    }


def _actors(ids: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return the first party's name, and those of the others in one cell."""
    names = [load_actors()[id].name_en for id in ids]
    return (names[0] if names else None), joined(names[1:])


def _kind(ids: tuple[str, ...], country: str | None) -> str | None:
    """Return what kind of actor the first party is; forces of a state are external outside their own country."""
    if not ids:
        return None
    side = load_actors()[ids[0]].side
    if side in _HOMES:
        return "State forces" if _HOMES[side] == country else "External/Other forces"
    return _KINDS.get(side)


def _interaction(kinds: list[str | None]) -> str | None:
    known = sorted((kind for kind in kinds if kind), key=_ORDER.index)
    return "-".join(known) if len(known) == 2 else f"{known[0]} only" if known else None


def _notes(incident: Incident, dataset: Dataset, place: Place | None) -> str:
    """The incident in a sentence, and the words it comes from."""
    quotes = " / ".join(dict.fromkeys(f"«{report.quote}»" for report in incident.reports))
    basis = f" Position: {place.coordinate_basis}." if place and not place.exact else ""
    return f"{summarise(incident, dataset.gazetteer, 'en')}{basis} {quotes}"


def _tags(incident: Incident, dataset: Dataset) -> str:
    tags = [f"status={incident.status}", f"certainty={incident.certainty}", f"outcome={incident.outcome}"]
    tags += [f"permalink={link}"] if (link := dataset.permalink(incident)) else []
    return "; ".join(tags)


def _midnight(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
