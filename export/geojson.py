"""Incidents as GeoJSON (RFC 7946): WGS84, longitude first, one feature an incident, unlocated ones without a point."""

from __future__ import annotations

import json
from typing import Any, TextIO

from export.about import about
from export.columns import row
from export.dataset import Dataset
from incidents.types import Incident

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)


def write_geojson(dataset: Dataset, file: TextIO) -> int:
    """Write a FeatureCollection, feature by feature, and return how many there were.

    No incident gives a valid empty collection. What `export.about` says of a record's dataset stands in a member
    `about`, and in the file beside it, since most GIS tools drop such members. `bbox` (west, south, east, north) comes
    last, since it is known last; it is left out where nothing has a point.
    """
    count = 0
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    file.write('{"type":"FeatureCollection",')
    if dataset.address:
        file.write(f'"about":{_json.encode(about(dataset))},\n')
    file.write('"features":[')
    for incident in dataset.incidents:
        built = feature(incident, dataset)
        file.write((",\n" if count else "\n") + _json.encode(built))
        count += 1
        if built["geometry"] is not None:
            lon, lat = built["geometry"]["coordinates"]
            west, south, east, north = min(west, lon), min(south, lat), max(east, lon), max(north, lat)
    file.write("\n]")
    if west <= east:
        file.write(f',"bbox":{_json.encode([west, south, east, north])}')
    file.write("}\n")
    return count


def feature(incident: Incident, dataset: Dataset) -> dict[str, Any]:
    """Return one incident as a GeoJSON feature; its id stands again among the properties, as some tools drop it."""
    properties = row(incident, dataset)
    at = [properties["longitude"], properties["latitude"]]
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": None if at[0] is None else {"type": "Point", "coordinates": at},
        "properties": properties,
    }
