"""One flat row an incident, the same in every tabular format: what happened, how sure, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence

from export.contract import UNKNOWN, place_columns
from export.dataset import Dataset
from incidents.actors import actor_names
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
    "review",
    "corrected",
)
"""Names of the columns, in order. Several values in one cell are set apart by `SEPARATOR`."""

SEPARATOR = "; "


def row(incident: Incident, dataset: Dataset) -> dict[str, Cell]:
    """Return an incident as one row with exactly `COLUMNS`, None where nothing is known.

    `event_date` is the first possible day. `publisher`, `published`, `title`, `url` and `quote` have one value an
    article, oldest first, each value once; `after` names the report that one of our own sample dispatches is worded
    after. `permalink` opens the map on the incident. `review` is what people have made of it, and `corrected` names the
    fields of `Incident` that they have set. Texts stand as they were written. Raises KeyError for an article that the
    dataset's documents lack.
    """
    # Spelt out, though `contract.event_as_dict` tells most of it too: a million rows are written one by one.
    articles = [dataset.documents[report.document_id] for report in incident.reports]
    first = incident.date_start.isoformat() if incident.date_start else None
    return {
        "event_id": incident.id,
        "event_date": first,
        "date_start": first,
        "date_end": incident.date_end.isoformat() if incident.date_end else None,
        "date_latest": incident.date_latest.isoformat() if incident.date_latest else None,
        "time_precision": incident.time_precision,
        "time_of_day": incident.time_of_day,
        **place_columns(incident, dataset.gazetteer),
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "weapons": joined(incident.weapons),
        "munition_count": incident.munition_count,
        "attacker": actor_names(incident.attackers, "en") or UNKNOWN,
        "target": actor_names(incident.targets, "en") or UNKNOWN,
        "target_detail": incident.target_detail,
        "outcome": incident.outcome,
        "fatalities": incident.fatalities,
        "injuries": incident.injuries,
        "status": incident.status,
        "certainty": incident.certainty,
        "sources": joined(incident.sources),
        "publisher": joined([article.publisher for article in articles]),
        "published": joined([article.published.isoformat() if article.published else None for article in articles]),
        "title": joined([article.title for article in articles]),
        "url": joined([article.url for article in articles]),
        "after": joined(
            [f"our wording, after a report by {article.after}" if article.after else None for article in articles]
        ),
        "quote": joined([report.quote for report in incident.reports]),
        "permalink": dataset.permalink(incident),
        "review": incident.review,
        "corrected": joined([one.field for one in incident.corrections]),
    }


def joined(values: Sequence[str | None]) -> str | None:
    """Return several values as one cell, each once and none that is empty; None where nothing is left."""
    if len(values) == 1:  # most often there is one article
        return values[0] or None
    return SEPARATOR.join(dict.fromkeys(filter(None, values))) or None
