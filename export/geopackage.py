"""Incidents as a GeoPackage: layers `incidents`, `places`, `tallies` and `evidence`, and the styles QGIS opens them in.

Dates are dates, numbers are numbers; an unlocated incident has no geometry. Every text stands as it was written, but
for NUL characters, which end a text in SQLite, and half characters, which are written as their escapes.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np
import pyogrio.raw
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from export.about import about
from export.columns import COLUMNS, row
from export.dataset import Dataset
from export.files import WriteError
from export.qgis_style import write_styles
from geo.palette import STATUS_COLOURS
from incidents.types import Incident
from language.plain import plain

Kind = Literal["text", "integer", "real", "date"]
Row = Mapping[str, Any]

VERSION = "1.3"
"""Of the GeoPackage standard: older QGIS complains of a newer one, and nothing here needs it."""

CHUNK = 5_000
"""Incidents that are held in memory at a time."""

_OF_COLUMNS: Mapping[str, Kind] = {
    "event_date": "date",
    "date_start": "date",
    "date_end": "date",
    "date_latest": "date",
    "latitude": "real",
    "longitude": "real",
    "geo_precision": "integer",
    "munition_count": "integer",
    "fatalities": "integer",
    "injuries": "integer",
}
INCIDENTS: Mapping[str, Kind] = {name: _OF_COLUMNS.get(name, "text") for name in COLUMNS}
EVIDENCE: Mapping[str, Kind] = {
    "event_id": "text",
    "field": "text",
    "quote": "text",
    "start": "integer",
    "end": "integer",
    "rule": "text",
    "document_id": "text",
    "publisher": "text",
    "published": "date",
    "title": "text",
    "url": "text",
    "after": "text",
    "status": "text",
    "permalink": "text",
}
PLACES: Mapping[str, Kind] = {
    "place_id": "text",
    "name_en": "text",
    "name_ar": "text",
    "kind": "text",
    "country": "text",
    "admin1": "text",
    "admin1_pcode": "text",
    "latitude": "real",
    "longitude": "real",
    "radius_m": "integer",
    "coordinate_basis": "text",
    "geo_precision": "integer",
    "incidents": "integer",
    "undated": "integer",
    **dict.fromkeys(STATUS_COLOURS, "integer"),
    "sources": "text",
}
TALLIES: Mapping[str, Kind] = {
    "count": "integer",
    "at_least": "integer",
    "scope": "text",
    "date_from": "date",
    "date_to": "date",
    "source": "text",
    "quote": "text",
    "document_id": "text",
    "publisher": "text",
    "published": "date",
    "title": "text",
    "url": "text",
    "after": "text",
}
"""The columns of each layer and what they hold."""


def write_geopackage(dataset: Dataset, file: BinaryIO) -> int:
    """Write all layers and return how many incidents there were; without any, the layers are there and empty.

    The same dataset gives the same bytes. Incidents are read in runs of `CHUNK`. Raises `WriteError` where the folder
    for temporary files has no room for it.
    """
    with tempfile.TemporaryDirectory(prefix="rasid-") as folder:
        path = Path(folder) / "export.gpkg"
        try:
            count = _write(dataset, path)
        except (DataSourceError, DataLayerError, FeatureError, sqlite3.OperationalError) as error:
            raise WriteError(
                f"{path}: cannot be written, perhaps for lack of room: {plain(str(error), 200)}"
            ) from error
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, file)
    return count


def _write(dataset: Dataset, path: Path) -> int:
    count = 0
    at: defaultdict[str, Counter[str]] = defaultdict(Counter)
    said = {"about": json.dumps(about(dataset), ensure_ascii=True)}
    _append(path, "incidents", INCIDENTS, [], spatial=True, metadata=said)
    _append(path, "places", PLACES, [], spatial=True)
    _append(path, "tallies", TALLIES, list(_tallies(dataset)))
    _append(path, "evidence", EVIDENCE, [])
    for chunk in _chunks(dataset.incidents):
        count += len(chunk)
        _append(path, "incidents", INCIDENTS, [row(one, dataset) for one in chunk], spatial=True)
        _append(path, "evidence", EVIDENCE, [found for one in chunk for found in _evidence(one, dataset)])
        for one in chunk:
            if one.place_id is not None:
                at[one.place_id].update(["incidents", one.status, *(["undated"] if one.date_start is None else [])])
    _append(path, "places", PLACES, list(_places(dataset, at)), spatial=True)
    with closing(sqlite3.connect(path)) as database, database:
        write_styles(database)
        _stop_the_clock(database, dataset.as_of)
    return count


def _chunks(incidents: Iterable[Incident]) -> Iterator[list[Incident]]:
    remaining = iter(incidents)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _evidence(incident: Incident, dataset: Dataset) -> Iterator[Row]:
    for item in incident.evidence:
        document = dataset.documents[item.document_id]
        yield {
            "event_id": incident.id,
            "field": item.field,
            "quote": item.quote,
            "start": item.span.start,
            "end": item.span.end,
            "rule": item.rule,
            "document_id": document.id,
            "publisher": document.publisher,
            "published": document.published,
            "title": document.title,
            "url": document.url,
            "after": document.after,
            "status": incident.status,
            "permalink": dataset.permalink(incident),
        }


def _places(dataset: Dataset, at: Mapping[str, Counter[str]]) -> Iterator[Row]:
    for id in sorted(at):
        if (place := dataset.gazetteer.get(id)) is None:
            continue
        yield {
            "place_id": place.id,
            "name_en": place.name_en,
            "name_ar": place.name_ar,
            "kind": place.kind,
            "country": place.country,
            "admin1": place.admin1_en or None,
            "admin1_pcode": place.admin1_pcode or None,
            "latitude": place.lat,
            "longitude": place.lon,
            "radius_m": place.radius_m,
            "coordinate_basis": place.coordinate_basis,
            "geo_precision": place.geo_precision,
            "incidents": at[id]["incidents"],
            "undated": at[id]["undated"],
            **{status: at[id][status] for status in STATUS_COLOURS},
            "sources": "; ".join(source.url for source in place.sources),
        }


def _tallies(dataset: Dataset) -> Iterator[Row]:
    for tally in dataset.tallies:
        document = dataset.documents[tally.document_id]
        yield {
            "count": tally.count,
            "at_least": int(tally.at_least),
            "scope": tally.scope,
            "date_from": tally.date_from,
            "date_to": tally.date_to,
            "source": tally.source,
            "quote": " … ".join(item.quote for item in tally.evidence),
            "document_id": document.id,
            "publisher": document.publisher,
            "published": document.published,
            "title": document.title,
            "url": document.url,
            "after": document.after,
        }


def _append(
    path: Path,
    layer: str,
    columns: Mapping[str, Kind],
    rows: Sequence[Row],
    *,
    spatial: bool = False,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Add rows to a layer, which the first call for it makes."""
    filled = [_column([row[name] for row in rows], kind) for name, kind in columns.items()]
    geometry: dict[str, Any] = {"geometry": None}
    if spatial:
        points = [
            None if row["longitude"] is None else shapely.Point(row["longitude"], row["latitude"]) for row in rows
        ]
        geometry = {
            "geometry": shapely.to_wkb(np.array(points, dtype=object)),
            "geometry_type": "Point",
            "crs": "EPSG:4326",
        }
    if not rows and path.exists() and layer in _layers(path):
        return
    pyogrio.raw.write(
        path,
        field_data=[values for values, _ in filled],
        field_mask=[missing for _, missing in filled],
        fields=list(columns),
        layer=layer,
        driver="GPKG",
        append=path.exists(),
        dataset_metadata=metadata,
        dataset_options={"VERSION": VERSION},
        **geometry,
    )


def _layers(path: Path) -> set[str]:
    return {name for name, _ in pyogrio.list_layers(path)}


def _column(values: Sequence[Any], kind: Kind) -> tuple[Any, Any]:
    """Return the values as the array GDAL wants, and where integers are missing (None for other kinds)."""
    match kind:
        case "text":
            return np.array([None if value is None else _storable(value) for value in values], dtype=object), None
        case "date":
            return np.array([None if value is None else str(value) for value in values], dtype="datetime64[D]"), None
        case "real":
            return np.array([np.nan if value is None else value for value in values], dtype=np.float64), None
        case "integer":
            missing = np.array([value is None for value in values], dtype=bool)
            return np.array([value or 0 for value in values], dtype=np.int64), missing


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "backslashreplace").decode()


def _stop_the_clock(database: sqlite3.Connection, as_of: dt.date) -> None:
    """Put the day of the export in place of the moment of writing, so that the same data gives the same bytes."""
    moment = f"{as_of}T00:00:00.000Z"
    database.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
    database.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (moment,))
    database.execute("UPDATE layer_styles SET update_time = ?", (moment,))
