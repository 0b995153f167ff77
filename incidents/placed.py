"""Names that the gazetteer lacks and a person has put on the map: kept in the record, with who said so and after whom.

A report keeps what its article says. Where it has no place of the gazetteer, the name it tells is looked up here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from geo.gazetteer import Gazetteer
from geo.places import Name, Place, Source
from incidents.schema import decisions
from incidents.types import Report
from language.arabic import fold


def placed(connection: Connection) -> tuple[Place, ...]:
    """Return the places that people have put on the map, in the order they did."""
    bodies = connection.scalars(
        select(decisions.c.body)
        .where(decisions.c.in_force & (decisions.c.kind == "place"))
        .order_by(decisions.c.change)
    )
    return tuple(decode(json.loads(body)["place"]) for body in bodies)


def ids_by_name(connection: Connection) -> Mapping[str, str]:
    """Return the id of each place that people have put on the map by each of its folded names."""
    return {fold(name.text): place.id for place in placed(connection) for name in place.names}


def located(report: Report, place_id: str | None) -> Report:
    """Return a report with the place that stands in its row: its own, or the one that people gave its name."""
    if report.place_id == place_id:
        return report
    return replace(report, place_id=place_id, geo_precision=1)  # people place points, not areas


@lru_cache(maxsize=4)
def with_placed(gazetteer: Gazetteer, places: tuple[Place, ...]) -> Gazetteer:
    """Return the gazetteer with these places beside its own; itself where there are none."""
    return gazetteer.extended(places) if places else gazetteer


def encode(place: Place) -> dict[str, Any]:
    """Return a place ready for JSON."""
    return asdict(place)


def decode(stored: Mapping[str, Any]) -> Place:
    """Return the place that `encode` made ready."""
    return Place(
        **{
            **stored,
            "names": tuple(Name(**name) for name in stored["names"]),
            "sources": tuple(Source(**source) for source in stored["sources"]),
        }
    )
