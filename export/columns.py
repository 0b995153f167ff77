"""One flat row an incident, the same in every tabular format: what happened, how sure, and in whose words."""

from __future__ import annotations

from collections.abc import Iterable

from export.contract import event_as_dict
from export.dataset import Dataset
from incidents.types import Incident

Cell = str | int | float | None

COLUMNS = (
    "event_id",
    "event_date",
    "date_start",
    "date_end",
    "date_latest",
    "time_precision",
    "time_of_day",
    "place_id",
    "location",
    "location_ar",
    "latitude",
    "longitude",
    "geo_precision",
    "country",
    "admin1",
    "admin1_pcode",
    "event_type",
    "sub_event_type",
    "weapons",
    "munition_count",
    "attacker",
    "target",
    "target_detail",
    "outcome",
    "fatalities",
    "injuries",
    "status",
    "certainty",
    "sources",
    "publisher",
    "published",
    "title",
    "url",
    "after",
    "quote",
    "permalink",
)
"""Names of the columns, in order. Several values in one cell are set apart by `SEPARATOR`."""

SEPARATOR = "; "
DECIMALS = 7
"""Of degrees: a centimetre, the most that RFC 7946 finds sensible."""


def row(incident: Incident, dataset: Dataset) -> dict[str, Cell]:
    """Return an incident as one row with exactly `COLUMNS`, None where nothing is known.

    `event_date` is the first possible day. `publisher`, `published`, `title`, `url` and `quote` have one value an
    article, oldest first, each value once; `after` names the report that one of our own sample dispatches is worded
    after. `permalink` opens the map on the incident. Texts stand as they were written. Raises KeyError for an article
    that the dataset's documents lack.
    """
    told = event_as_dict(incident, dataset.gazetteer)
    articles = [dataset.documents[report.document_id] for report in incident.reports]
    cells: dict[str, Cell] = {name: told[name] for name in COLUMNS if name in told and not isinstance(told[name], list)}
    cells |= {
        "event_date": told["date_start"],
        "latitude": degrees(told["latitude"]),
        "longitude": degrees(told["longitude"]),
        "weapons": joined(incident.weapons),
        "sources": joined(incident.sources),
        "publisher": joined(article.publisher for article in articles),
        "published": joined(article.published.isoformat() if article.published else None for article in articles),
        "title": joined(article.title for article in articles),
        "url": joined(article.url for article in articles),
        "after": joined(f"our wording, after a report by {article.after}" for article in articles if article.after),
        "quote": joined(report.quote for report in incident.reports),
        "permalink": dataset.permalink(incident),
    }
    return {name: cells[name] for name in COLUMNS}


def joined(values: Iterable[str | None]) -> str | None:
    """Return several values as one cell, each once and none that is empty; None where nothing is left."""
    return SEPARATOR.join(dict.fromkeys(value for value in values if value)) or None


def degrees(value: float | None) -> float | None:
    """Return a coordinate as precisely as it is written."""
    return None if value is None else round(value, DECIMALS)
