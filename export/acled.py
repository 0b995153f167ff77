"""Incidents under ACLED's columns, so that scripts written for ACLED's files read ours.

Actor 1 and actor 2 do not imply a direction there; here actor 1 attacks and actor 2 is the target. A facility that is
struck is no actor. What ACLED has no column for (status, certainty, outcome, weapons, what was struck, permalink)
stands in `tags`, the words of the articles in `notes`. A cell is empty where the articles do not say; nothing is coded
that ACLED's own coders would have to research. So these stay empty:

- `admin2`, `admin3`: the gazetteer knows governorates, not the districts and subdistricts below them.
- `source_scale`: the table of sources knows whose an outlet is, not how far it reaches.
- `inter1` and `interaction` of an attacker whom nobody names: ACLED counts such groups among political militias, which
  here might as well be a state's forces.
- `event_date`, `year`, `time_precision` of an undated incident: ACLED has none; its latest day stands in `tags`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from export.columns import Cell, joined
from export.contract import degrees
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

DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Strategic developments": "Strategic developments",
}
"""By event type; demonstrations, of which ACLED has some under two, are not read."""

_FACILITY = "infrastructure"
_HOMES = {"syrian-government": "SY", "iraqi-government": "IQ", "jordan": "JO"}
_KINDS = {
    "coalition": "External/Other forces",
    "iran": "External/Other forces",
    "israel": "External/Other forces",
    "russia": "External/Other forces",
    "turkey": "External/Other forces",
    "iran-backed": "Political militia",
    "iranian-kurdish": "Rebel group",
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
    struck = [id for id in incident.targets if load_actors()[id].side == _FACILITY]
    attackers, targets = incident.attackers, tuple(id for id in incident.targets if id not in struck)
    first, second = _actors(attackers), _actors(targets)
    kinds = _kind(attackers, country), _kind(targets, country)
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
        "interaction": _interaction(*kinds, alone=not targets),
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
        "tags": _tags(incident, struck, dataset),
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


def _interaction(attacker: str | None, target: str | None, *, alone: bool) -> str | None:
    """Return who met whom, in ACLED's order; `alone` where nobody stands on the other side."""
    if attacker and target:
        return "-".join(sorted((attacker, target), key=_ORDER.index))
    return f"{attacker} only" if attacker and alone else None


def _notes(incident: Incident, dataset: Dataset, place: Place | None) -> str:
    """The incident in a sentence, and the words it comes from."""
    quotes = " / ".join(dict.fromkeys(f"«{report.quote}»" for report in incident.reports))
    basis = f" Position: {place.coordinate_basis}." if place and not place.exact else ""
    return f"{summarise(incident, dataset.gazetteer, 'en')}{basis} {quotes}"


def _tags(incident: Incident, struck: Sequence[str], dataset: Dataset) -> str:
    """What ACLED has no column for, as `name=value`; what is not known is not there."""
    facilities = [load_actors()[id].name_en for id in struck]
    tags = {
        "status": incident.status,
        "certainty": incident.certainty,
        "outcome": incident.outcome,
        "weapons": ", ".join(weapon for weapon in incident.weapons if weapon != "unknown"),
        "munitions": incident.munition_count,
        "struck": ", ".join([*facilities, *filter(None, [incident.target_detail])]),
        "injuries": incident.injuries,
        "date_latest": None if incident.date_start else incident.date_latest,
        "permalink": dataset.permalink(incident),
    }
    return joined([f"{name}={value}" for name, value in tags.items() if value not in (None, "")]) or ""


def _midnight(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
