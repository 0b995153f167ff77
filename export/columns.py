"""One flat row an incident, the same in every tabular format: what happened, how sure, and in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from export.contract import event_as_dict
from geo.places import Place
from incidents.types import Document, Incident

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
)
"""Names of the columns, in order. Several values in one cell are set apart by `SEPARATOR`."""

SEPARATOR = "; "
DECIMALS = 7
"""Of degrees: a centimetre, the most that RFC 7946 finds sensible."""


def row(incident: Incident, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]) -> dict[str, Cell]:
    """Return an incident as one row with exactly `COLUMNS`, None where nothing is known.

    `event_date` is the first possible day. `publisher`, `published`, `title`, `url` and `quote` have one value an
    article, oldest first, each value once; `after` names the report that one of our own sample dispatches is worded
    after. Texts stand as they were written. Raises KeyError for an article that `documents` lacks.
    """
    told = event_as_dict(incident, gazetteer)
    articles = [documents[report.document_id] for report in incident.reports]
    cells: dict[str, Cell] = {name: told[name] for name in COLUMNS if name in told and not isinstance(told[name], list)}
    cells |= {
        "event_date": told["date_start"],
        "latitude": _degrees(told["latitude"]),
        "longitude": _degrees(told["longitude"]),
        "weapons": _joined(incident.weapons),
        "sources": _joined(incident.sources),
        "publisher": _joined(article.publisher for article in articles),
        "published": _joined(article.published.isoformat() if article.published else None for article in articles),
        "title": _joined(article.title for article in articles),
        "url": _joined(article.url for article in articles),
        "after": _joined(f"our wording, after a report by {article.after}" for article in articles if article.after),
        "quote": _joined(report.quote for report in incident.reports),
    }
    return {name: cells[name] for name in COLUMNS}


def _joined(values: Iterable[str | None]) -> str | None:
    return SEPARATOR.join(dict.fromkeys(value for value in values if value)) or None


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
