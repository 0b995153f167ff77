"""Files that the interactive map asks this application for: Leaflet, our own script and style sheets, the basemap.

Kept apart from the map itself, so that a server can offer them before folium has been loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

from geo.palette import DARK, EVIDENCE_COLOURS, LIGHT
from geo.places import Place
from geo.tints import TINTS

BASEMAP_FILES = Path(__file__).resolve().parent.parent / "seeds" / "basemap"
"""The basemap's GeoJSON."""

MAP_FILES = Path(__file__).parent / "static"
"""Our own scripts and style sheet of the map."""


def leaflet_files() -> Path:
    """Return the folder with leaflet.js, leaflet.css and its images. Raises FileNotFoundError if it is not installed.

    The files come with the package django-leaflet, which cannot be imported without Django, so it is only located.
    """
    found = find_spec("leaflet")
    for location in found.submodule_search_locations or () if found else ():
        folder = Path(location) / "static" / "leaflet"
        if (folder / "leaflet.js").is_file():
            return folder
    raise FileNotFoundError("leaflet.js: expected in the installed package django-leaflet")


def palette_css() -> str:
    """Return the palette as CSS variables (`--paper`, `--status-confirmed`, …) that follow light and dark.

    The page and the map's frame both load it, so a colour is defined once, in `geo.palette`.
    """
    pairs = [
        (field.name.replace("_", "-"), getattr(LIGHT, field.name), getattr(DARK, field.name))
        for field in fields(LIGHT)
        if isinstance(getattr(LIGHT, field.name), str)
    ]
    pairs += [(f"status-{status}", colour, DARK.status[status]) for status, colour in LIGHT.status.items()]
    pairs += [(f"kind-{field}", *colours) for field, colours in EVIDENCE_COLOURS.items()]
    pairs += [(f"tint-{number}", light, dark) for number, (light, dark) in enumerate(TINTS)]
    lines = "\n".join(f"  --{name}: light-dark({light}, {dark});" for name, light, dark in pairs)
    return f":root {{\n  color-scheme: light dark;\n{lines}\n}}\n"


def places_script(places: Iterable[Place]) -> str:
    """Return the script that tells the map names and positions: id to latitude, longitude, radius in metres, names."""
    rows = {
        place.id: [round(place.lat, 5), round(place.lon, 5), place.radius_m, place.name_ar, place.name_en]
        for place in places
    }
    return f"window.rasidPlaces = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"
