"""Incidents under the columns of UCDP's Georeferenced Event Dataset, for scripts written for it.

UCDP counts only events with deaths; here `best` is what the articles tell, empty where they tell no number, and `low`
and `high` are the same, since rival numbers are not kept apart by source.
"""

from __future__ import annotations

from export.acled import COUNTRIES
from export.columns import Cell, joined
from export.contract import degrees
from export.dataset import Dataset
from incidents.actors import actor_names
from incidents.types import Incident

COLUMNS = (
    "id",
    "date_start",
    "date_end",
    "date_prec",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "event_clarity",
    "number_of_sources",
    "source_article",
    "source_headline",
    "source_date",
    "source_original",
    "side_a",
    "side_b",
    "best",
    "high",
    "low",
)
"""Names of the columns, in UCDP's order."""

WHERE_PRECISION = {1: 1, 2: 2, 3: 4}
"""UCDP: 1 the place, 2 near it, 4 the first-level division."""


def row(incident: Incident, dataset: Dataset) -> dict[str, Cell]:
    """Return an incident under exactly `COLUMNS`; None where nothing is known.

    `source_article` has publisher and address of each article and the permalink, `source_original` who tells it, the
    status, and the articles' words.
    """
    place = dataset.gazetteer.get(incident.place_id) if incident.place_id else None
    articles = [dataset.documents[report.document_id] for report in incident.reports]
    days = [article.published.isoformat() if article.published else None for article in articles]
    where = joined([place.name_en, COUNTRIES[place.country][1]]) if place else incident.place_name
    return {
        "id": incident.id,
        "date_start": incident.date_start.isoformat() if incident.date_start else None,
        "date_end": incident.date_end.isoformat() if incident.date_end else None,
        "date_prec": _date_precision(incident),
        "where_prec": WHERE_PRECISION[incident.geo_precision] if place and incident.geo_precision else None,
        "where_coordinates": where,
        "adm_1": (place.admin1_en or None) if place else None,
        "adm_2": None,
        "latitude": degrees(place.lat) if place else None,
        "longitude": degrees(place.lon) if place else None,
        "event_clarity": 1 if incident.certainty == "explicit" else 2,
        "number_of_sources": len(articles),
        "source_article": joined(
            [*(joined([article.publisher, article.url]) for article in articles), dataset.permalink(incident)]
        ),
        "source_headline": joined([article.title for article in articles]),
        "source_date": joined(days),
        "source_original": joined(
            [*incident.sources, f"status={incident.status}", *(report.quote for report in incident.reports)]
        ),
        "side_a": actor_names(incident.attackers, "en"),
        "side_b": actor_names(incident.targets, "en"),
        "best": incident.fatalities,
        "high": incident.fatalities,
        "low": incident.fatalities,
    }


def _date_precision(incident: Incident) -> int | None:
    """UCDP: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more."""
    if incident.date_start is None or incident.date_end is None:
        return None
    days = (incident.date_end - incident.date_start).days + 1
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)
