"""The interactive map as folium objects: a base map that never changes and a group of place marks that does.

The base map is sent once; each change of the view sends only the marks' numbers, as plain data. Names and positions of
places stand in a script of their own, what a mark looks like in `static/map.js` and `static/map.css`; the application
serves them itself together with Leaflet and the basemap, so the map asks no outside host for anything. Addresses are
relative to the component's frame, two levels below the application's root, so they hold behind any base path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.marks import PlaceMark
from language.catalogue import Plural

LARGEST_RADIUS = 26.0
"""Radius in pixels of the mark with the most incidents."""

SINGLE_RADIUS = 7.0
"""Radius in pixels of one incident where no place has so many that the scale must shrink."""

_ROOT = "../.."
# `{{`, `{%` and `{#` stand in JSON only inside strings, since an object's first character after its brace is a quote.
_UNSAFE = re.compile("\\{[{%#]+|[<>&'\u2028\u2029\ud800-\udfff]")
_BASEMAP_LAYERS = ("countries", "governorates", "lakes", "rivers")


@dataclass(frozen=True, slots=True)
class Sayings:
    """What the map says, in the interface's language. Plain text: it is never read as HTML."""

    language: str
    """`ar` or `en`."""
    kinds: tuple[str, ...]
    """Names of the paints, for the tooltips."""
    counted: Mapping[Plural, str]
    """How incidents are counted, by plural category ("{count} incidents")."""
    undated: Mapping[Plural, str]
    """How undated ones are."""
    approximate: str
    """What is said of a place that is not exact."""
    title: str
    """What a screen reader calls the map."""
    home: str
    """Name of the button that shows all marks."""
    credit: str
    """Who is credited in the map's corner."""


@dataclass(frozen=True, slots=True)
class TileLayer:
    """A background from an outside host, drawn only when a reader asks for it."""

    url: str
    """Address template with `{z}`, `{x}` and `{y}`."""
    attribution: str
    """Credit, plain text."""


def script_json(value: Mapping[str, Any]) -> str:
    """Return a value as JSON that is safe inside a script that folium renders.

    Folium compiles a script it has rendered as a template once more, so braces of data would be run as template code
    on the server; and the script may come to stand inside HTML. Both are written as escapes.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: "".join(f"\\u{ord(letter):04x}" for letter in found.group()), text)


class OfflineMap(folium.Map):
    """A folium map whose scripts and style sheets all come from this application."""

    default_js = [  # noqa: RUF012
        ("leaflet", f"{_ROOT}/leaflet/leaflet.js"),
        ("places", f"{_ROOT}/places.js"),
        ("scale", f"{_ROOT}/map/scale.js"),
        ("rasid_map", f"{_ROOT}/map/map.js"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet", f"{_ROOT}/leaflet/leaflet.css"),
        ("palette", f"{_ROOT}/palette.css"),
        ("rasid_map", f"{_ROOT}/map/map.css"),
    ]


class _Start(MacroElement):
    """Draws the basemap on its parent map."""

    _template = Template(
        "{% macro script(this, kwargs) %}rasid.start({{ this._parent.get_name() }}, {{ this.options }});{% endmacro %}"
    )

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.options = script_json(options)


class _Marks(MacroElement):
    """Draws place marks into its parent group."""

    _template = Template(
        "{% macro script(this, kwargs) %}rasid.show({{ this._parent.get_name() }}, {{ this.view }});{% endmacro %}"
    )

    def __init__(self, view: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.view = script_json(view)


def base_map() -> folium.Map:
    """Return a new base map: countries, governorates, lakes and rivers by address, no tiles, no marks.

    A new object is needed for each drawing,
    since drawing changes it; its script is the same every time, so a browser keeps its map, zoom and centre.
    """
    base = OfflineMap(
        location=(34.2, 41.2),
        zoom_start=6,
        tiles=None,
        zoom_control=False,
        maxZoom=18,
        minZoom=5,
        zoomSnap=0.5,
        maxBounds=[[25.0, 29.0], [42.0, 54.0]],
        attributionControl=False,
    )
    base.add_child(
        _Start(
            {
                "basemap": {name: f"{_ROOT}/basemap/{name}.geojson" for name in _BASEMAP_LAYERS},
                "window": [[27.0, 31.0], [40.0, 52.0]],
                "images": f"{_ROOT}/leaflet/images/",
            }
        )
    )
    return base


def mark_radius(count: int, most: int) -> float:
    """Return a mark's radius in pixels: area proportional to `count`, where `most` is the largest count of all."""
    return min(SINGLE_RADIUS, LARGEST_RADIUS / sqrt(max(most, 1))) * sqrt(count)


def place_marks(
    marks: Sequence[PlaceMark],
    parts: Mapping[str, tuple[int, ...]],
    *,
    paints: Sequence[str],
    sayings: Sayings,
    most: int,
    chosen: str | None,
    turn: int,
    tiles: TileLayer | None = None,
) -> folium.FeatureGroup:
    """Return the marks of one view as a group to lay on `base_map`; an empty sequence gives an empty group.

    `parts` says by place id how a mark is divided, a number for each of `paints`, which are classes of
    `static/map.css`. `most` is the count at which a mark has its largest size, over the whole record, so that sizes
    mean the same in every window. `chosen` is the place that is ringed, `turn` a number that differs after each
    choice, so that the same mark can be clicked again.

    Names and positions are not in it: the browser has them from `places_script`.
    """
    group = folium.FeatureGroup(name="marks", control=False)
    rows = [
        [mark.place_id, mark.count, mark.undated, int(mark.exact), parts[mark.place_id]]
        for mark in sorted(marks, key=lambda mark: (-mark.count, mark.place_id))
    ]
    group.add_child(
        _Marks(
            {
                "marks": rows,
                "single": mark_radius(1, most),
                "paints": list(paints),
                "kinds": sayings.kinds,
                "counted": sayings.counted,
                "undated": sayings.undated,
                "approximate": sayings.approximate,
                "language": sayings.language,
                "chosen": chosen,
                "turn": turn,
                "credit": sayings.credit,
                "title": sayings.title,
                "home": sayings.home,
                "tiles": {"url": tiles.url, "credit": tiles.attribution} if tiles else None,
            }
        )
    )
    return group
