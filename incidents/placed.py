"""Names that the gazetteer lacks and a person has put on the map: kept in the record, with who said so and after whom.

A report keeps what its article says. Where it has no place of the gazetteer, the name it tells is looked up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from geo.gazetteer import Gazetteer
from geo.places import AREA_KINDS, COUNTRIES, EXACT_RADIUS_M, KINDS, Name, Place, Source
from incidents import decisions
from incidents.errors import RasidError
from incidents.types import Report
from language.arabic import fold

_BOUNDS = (35.0, 29.0, 49.0, 38.0)  # west, south, east, north of the map's countries, in degrees


class BadPlacing(RasidError):
    """A name that cannot be put on the map as it was asked for; the line says why."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a name is, and after whom."""

    name_en: str
    """The place's English caption."""
    kind: str
    """One of `geo.places.KINDS` whose point stands for a position."""
    lon: float
    """Longitude in degrees, WGS84."""
    lat: float
    """Latitude in degrees, WGS84."""
    radius_m: int
    """Metres around the point within which the place lies, at most `geo.places.EXACT_RADIUS_M`."""
    country: str
    """ISO code: SY, IQ or JO."""
    admin1_pcode: str
    """OCHA p-code of its governorate; empty where there is none."""
    source: str
    """Who says that it is there."""
    url: str
    """Where that can be read; empty where it cannot."""


def place_of(name: str, placing: Placing, gazetteer: Gazetteer, others: Sequence[Place], change: int) -> Place:
    """Return the place that a person makes of a name, by the change that puts it on the map.

    Raises `BadPlacing` for a name that stands there already, and for a field that cannot be a place's.
    """
    name, english, source = name.strip(), placing.name_en.strip(), placing.source.strip()
    taken = {fold(each.text) for place in others for each in place.names}
    regions = {place.admin1_pcode: place for place in gazetteer.places if place.country == placing.country}
    west, south, east, north = _BOUNDS
    for wrong, line in (
        (not name, "name: expected the name that the reports tell"),
        (fold(name) in taken, f"name {name!r}: is on the map already: undo that first"),
        (not english, "name_en: expected the name in Latin letters"),
        (not source, "source: expected who says that the place is there"),
        (placing.kind not in KINDS - AREA_KINDS, f"kind {placing.kind!r}: expected one of a position"),
        (
            placing.country not in COUNTRIES,
            f"country {placing.country!r}: expected one of {', '.join(sorted(COUNTRIES))}",
        ),
        (
            placing.admin1_pcode not in regions,
            f"admin1_pcode {placing.admin1_pcode!r}: expected one of the country, or none",
        ),
        (not west <= placing.lon <= east, f"lon {placing.lon}: expected degrees east from {west} to {east}"),
        (not south <= placing.lat <= north, f"lat {placing.lat}: expected degrees north from {south} to {north}"),
        (not 1 <= placing.radius_m <= EXACT_RADIUS_M, f"radius_m {placing.radius_m}: expected 1 to {EXACT_RADIUS_M}"),
    ):
        if wrong:
            raise BadPlacing(line)
    region = regions[placing.admin1_pcode] if placing.admin1_pcode else None
    return Place(
        id=f"placed-{change}",
        name_ar=name,
        name_en=english,
        names=(Name(name, "ar", False), Name(english, "en", False)),
        kind=placing.kind,
        lon=float(placing.lon),
        lat=float(placing.lat),
        radius_m=placing.radius_m,
        admin1_pcode=placing.admin1_pcode,
        admin1_ar=region.admin1_ar if region else "",
        admin1_en=region.admin1_en if region else "",
        country=placing.country,
        coordinate_basis="sourced",
        part_of="",
        sources=(Source(source, placing.url.strip()),),
        note="",
    )


def placed(connection: Connection, number: int | None = None) -> tuple[Place, ...]:
    """Return the places that people have put on the map, in the order they did; as of a change where one is given."""
    return tuple(decode(body["place"]) for body in decisions.placed_by(connection, number))


def ever_placed(connection: Connection) -> tuple[Place, ...]:
    """Return every place that people have ever put on the map, those that were taken away again among them."""
    return tuple(decode(body["place"]) for body in decisions.ever_placed_by(connection))


def ids_by_name(places: Iterable[Place]) -> Mapping[str, str]:
    """Return the id of each place by each of its folded names."""
    return {fold(name.text): place.id for place in places for name in place.names}


def named(report: Report, known: Mapping[str, str]) -> Report:
    """Return a report that has no place at the one of the name it tells, where `known` has that; see `ids_by_name`."""
    if report.place_id is not None or not known:
        return report
    return located(report, known.get(fold(report.place_name or "")))


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
