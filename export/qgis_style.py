"""How QGIS draws the layers of a GeoPackage: the table `layer_styles`, from which it takes a layer's default style."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from geo.palette import LIGHT, STATUS_COLOURS
from language.terms import term

_TABLE = """
CREATE TABLE "layer_styles" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  "f_table_catalog" TEXT(256),
  "f_table_schema" TEXT(256),
  "f_table_name" TEXT(256),
  "f_geometry_column" TEXT(256),
  "styleName" TEXT(30),
  "styleQML" TEXT,
  "styleSLD" TEXT,
  "useAsDefault" BOOLEAN,
  "description" TEXT,
  "owner" TEXT(30),
  "ui" TEXT(30),
  "update_time" DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def write_styles(database: sqlite3.Connection) -> None:
    """Add the styles of `incidents` (a colour a status) and `places` (area by incidents, Arabic and English names)."""
    database.execute(_TABLE)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', "
        "'layer_styles')"
    )
    for layer, style, about in (
        ("incidents", incidents_style(), "Incidents by truth status"),
        ("places", places_style(), "Places, area by number of incidents"),
    ):
        # QGIS looks for an empty schema, not for none.
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '')",
            (layer, layer, style, about),
        )


def incidents_style() -> str:
    """Return QML that draws incidents as circles in the colours of `geo.palette`."""
    symbols = "".join(
        _symbol(str(number), {"color": _colour(colour), "size": "2.8"})
        for number, colour in enumerate(STATUS_COLOURS.values())
    )
    categories = "".join(
        f'<category render="true" symbol="{number}" value={quoteattr(status)} '
        f"label={quoteattr(term('status', status, 'en') + ' / ' + term('status', status, 'ar'))}/>"
        for number, status in enumerate(STATUS_COLOURS)
    )
    return _qml(
        '<renderer-v2 type="categorizedSymbol" attr="status" symbollevels="0" forceraster="0" enableorderby="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )


def places_style() -> str:
    """Return QML that draws places as circles, area by `incidents`, with their names in both languages."""
    size = (
        '<data_defined_properties><Option type="Map"><Option name="properties" type="Map">'
        '<Option name="size" type="Map"><Option name="active" type="bool" value="true"/>'
        '<Option name="expression" type="QString" value="2.4 * sqrt(&quot;incidents&quot;)"/>'
        '<Option name="type" type="int" value="3"/></Option></Option></Option></data_defined_properties>'
    )
    symbol = _symbol("0", {"color": _colour(LIGHT.status["reported"], 190), "size": "4"}, size)
    return _qml(
        '<renderer-v2 type="singleSymbol" symbollevels="0" forceraster="0" enableorderby="0">'
        f"<symbols>{symbol}</symbols></renderer-v2>"
        '<labeling type="simple"><settings calloutType="simple">'
        '<text-style fieldName="&quot;name_ar&quot; || \'\\n\' || &quot;name_en&quot;" isExpression="1" fontSize="8" '
        f'textColor="{_colour(LIGHT.text)}"><text-buffer bufferDraw="1" bufferSize="0.8" '
        f'bufferColor="{_colour(LIGHT.paper)}"/></text-style>'
        '<placement placement="6" offsetType="1" dist="0.6"/></settings></labeling>'
    )


def _qml(body: str) -> str:
    return f'{_HEAD}<qgis version="3.28.0" styleCategories="Symbology|Labeling">{body}</qgis>'


def _symbol(name: str, options: Mapping[str, str], properties: str = "") -> str:
    drawn = {"name": "circle", "outline_color": _colour(LIGHT.paper), "outline_width": "0.2", **options}
    told = "".join(f'<Option name="{key}" type="QString" value={quoteattr(value)}/>' for key, value in drawn.items())
    return (
        f'<symbol type="marker" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">'
        '<layer class="SimpleMarker" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{told}</Option>{properties}</layer></symbol>'
    )


def _colour(hexadecimal: str, alpha: int = 255) -> str:
    """Return `#RRGGBB` the way QGIS writes colours."""
    red, green, blue = (int(hexadecimal[start : start + 2], 16) for start in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"
