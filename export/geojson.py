"""Incidents as GeoJSON (RFC 7946): WGS84, longitude first, one feature an incident, unlocated ones without a point."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from export.columns import row
from geo.places import Place
from incidents.types import Document, Incident


def write_geojson(
    incidents: Iterable[Incident], file: TextIO, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]
) -> int:
    """Write a FeatureCollection, feature by feature, and return how many there were.

    No incident gives a valid empty collection. `bbox` (west, south, east, north) comes last, since it is known last;
    it is left out where nothing has a point.
    """
    count = 0
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    file.write('{"type":"FeatureCollection","features":[')
    for incident in incidents:
        built = feature(incident, gazetteer, documents)
        file.write(",\n" if count else "\n")
        file.write(json.dumps(built, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        count += 1
        if built["geometry"] is not None:
            lon, lat = built["geometry"]["coordinates"]
            west, south, east, north = min(west, lon), min(south, lat), max(east, lon), max(north, lat)
    file.write("\n]")
    if west <= east:
        file.write(f',"bbox":{json.dumps([west, south, east, north])}')
    file.write("}\n")
    return count


def feature(incident: Incident, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return one incident as a GeoJSON feature; its id stands again among the properties, as some tools drop it."""
    properties = row(incident, gazetteer, documents)
    at = [properties["longitude"], properties["latitude"]]
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": None if at[0] is None else {"type": "Point", "coordinates": at},
        "properties": properties,
    }
