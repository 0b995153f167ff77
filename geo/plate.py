"""The map of a picture: basemap, marks with their names, scale bar. Mercator, so it looks as it does on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import cos, degrees, radians

import geopandas
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Polygon as Outline
from matplotlib.path import Path
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.basemap import load_basemap
from geo.gazetteer import load_gazetteer
from geo.geometry import EARTH_RADIUS_M, circle
from geo.labels import Named, Style, extent_of, label_areas, label_marks, label_points, leads_of
from geo.lettering import directed, font
from geo.marks import PlaceMark
from geo.page import BODY, SMALL, Frame, Page
from geo.scale_bar import draw_scale_bar
from geo.symbols import LARGEST_RADIUS, draw_mark, radius
from geo.view import View, mercator
from language.catalogue import Language

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

WHOLE: Extent = (35.4, 29.0, 48.8, 37.6)
"""Syria and Iraq, shown where there is nothing to show."""

SMALLEST_SPAN = 2.4
"""Degrees that a picture spans at least, so that a single place has its surroundings."""

PANEL = 0.22
"""Width of the legend beside the map, of the page's width."""

HALO = 4.0
"""Points by which the area of an inexact place reaches beyond its mark at least, so that it can be seen."""

MESSAGE_PADDING = 12.0
"""Points around the words on an empty map."""

CITIES = (
    "damascus",
    "aleppo",
    "homs",
    "deir-ez-zor",
    "raqqa",
    "hasakah",
    "baghdad",
    "mosul",
    "erbil",
    "kirkuk",
    "basra",
)
"""Places named for orientation where there is room."""


def view_of(page: Page, marks: Sequence[PlaceMark], extent: Extent | None) -> View:
    """Return a view of all of `extent` (by default what the marks need), and of more where the page has room.

    It never goes beyond the basemap: what `extent` asks for outside is left out, and a frame too wide or too high is
    made smaller. The legend's column stays free at the side where the reader's eye ends. Raises ValueError when
    the extent runs backwards or lies outside the basemap.
    """
    left, right = page.margin, page.width - page.margin
    panel = page.width * PANEL
    right_to_left = page.languages == ("ar",)
    room = Frame(left, page.bottom, right, page.top)
    if marks:
        room = replace(room, left=left + panel) if right_to_left else replace(room, right=right - panel)
    limits = [float(bound) for bound in _projected("countries").total_bounds]
    asked = _projected_extent(extent or _around(marks))
    west, south = max(asked[0], limits[0]), max(asked[1], limits[1])
    east, north = min(asked[2], limits[2]), min(asked[3], limits[3])
    if west > east or south > north:
        raise ValueError(f"extent {extent}: expected west <= east and south <= north, within Syria, Iraq and around")
    # Marks on the edge of their own extent have to be inside with their names.
    rim = 2 * page.points(LARGEST_RADIUS + 8) if extent is None else 0.0
    wide = max((east - west) / (1 - rim / room.width), SMALLEST_SPAN)
    high = max((north - south) / (1 - rim / room.height), SMALLEST_SPAN * room.height / room.width)
    wide, high = max(wide, high * room.width / room.height), max(high, wide * room.height / room.width)
    wide, high = min(wide, limits[2] - limits[0]), min(high, limits[3] - limits[1])
    scale = min(room.width / wide, room.height / high)
    width, height = wide * scale, high * scale
    # The map stands where reading begins, beside its legend, or without one in the middle.
    start = room.right - width if right_to_left else room.left
    start = start if marks else (room.left + room.right - width) / 2
    frame = Frame(start, room.top - height, start + width, room.top)
    west = min(max((west + east - wide) / 2, limits[0]), limits[2] - wide)
    south = min(max((south + north - high) / 2, limits[1]), limits[3] - high)
    return View(frame, west, south, west + wide, south + high)


def draw_plate(page: Page, marks: Sequence[PlaceMark], view: View, empty: Mapping[Language, str]) -> None:
    """Draw the map of a view; without marks it says `empty`."""
    frame = view.frame
    axes = page.axes(frame)
    axes.set_xlim(view.west, view.east)
    axes.set_ylim(view.south, view.north)
    _draw_basemap(page, axes)
    most = max((mark.count for mark in marks), default=1)
    ordered = sorted(marks, key=lambda mark: (-mark.count, mark.place_id))
    named = [_named(page, mark, most) for mark in ordered]
    discs = [_disc(axes, mark) for mark in named]
    taken = [*discs, draw_scale_bar(page, view, discs)]
    if not marks:
        taken.append(_message(page, axes, empty))
    for order, mark in enumerate(ordered):
        _draw_place(page, axes, mark, most, 5 + order / (len(ordered) + 1))
    texts = label_marks(
        axes, named, taken[len(discs) :], Style(page.points(BODY - 0.5), page.theme.text, page.theme.land)
    )
    taken += [extent_of(text) for text in texts] + leads_of(axes)
    _draw_names(page, axes, taken)


@cache
def _projected(layer: str) -> geopandas.GeoDataFrame:
    frame = getattr(load_basemap(), layer)
    return frame.set_geometry(shapely.transform(frame.geometry.values, _project))


@cache
def _outlines(layer: str) -> tuple[Path, ...]:
    """Return a layer's shapes as paths, holes and all."""
    shapes = _projected(layer).geometry
    return tuple(
        Path.make_compound_path(*(Path(shapely.get_coordinates(part)) for part in _rings(shape))) for shape in shapes
    )


def _rings(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield from (part.exterior, *part.interiors)
        else:
            yield part


def _project(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([points[:, 0], np.degrees(np.arcsinh(np.tan(np.radians(points[:, 1]))))])


def _around(marks: Sequence[PlaceMark]) -> Extent:
    if not marks:
        return WHOLE
    lons, lats = [mark.lon for mark in marks], [mark.lat for mark in marks]
    return min(lons), min(lats), max(lons), max(lats)


def _projected_extent(extent: Extent) -> tuple[float, float, float, float]:
    west, south, east, north = extent
    return (*mercator(west, south), *mercator(east, north))


def _draw_basemap(page: Page, axes: Axes) -> None:
    theme = page.theme
    axes.add_patch(Outline([(0, 0), (1, 0), (1, 1), (0, 1)], transform=axes.transAxes, fc=theme.water, lw=0, zorder=0))
    for layer, face, edge, width, order in (
        ("countries", theme.land_outside, theme.governorate, 0.5, 1.0),
        ("governorates", theme.land, theme.governorate, 0.5, 1.2),
        ("lakes", theme.water, theme.river, 0.5, 1.4),
        ("rivers", "none", theme.river, 0.9, 1.4),
        ("countries", "none", theme.border, 0.9, 1.6),
    ):
        shapes = PathCollection(_outlines(layer), fc=face, ec=edge, lw=page.points(width), zorder=order)
        axes.add_collection(shapes, autolim=False)
    axes.add_patch(
        Outline(
            [(0, 0), (1, 0), (1, 1), (0, 1)],
            transform=axes.transAxes,
            fc="none",
            ec=theme.border,
            lw=page.points(0.5),
            zorder=20,
        )
    )


def _draw_place(page: Page, axes: Axes, mark: PlaceMark, most: int, order: float) -> None:
    x, y = mercator(mark.lon, mark.lat)
    size = radius(mark.count, most, page.size.type_scale)
    colour = page.theme.status[max(page.theme.status, key=lambda status: mark.by_status.get(status, 0))]
    if not mark.exact:
        figure = page.figure
        pixels = axes.transData.transform((x + degrees(mark.radius_m / EARTH_RADIUS_M / cos(radians(mark.lat))), y))[0]
        reach = (pixels - axes.transData.transform((x, y))[0]) * 72 / figure.dpi
        metres = mark.radius_m * max(1.0, (size + page.points(HALO)) / max(reach, 1e-9))
        area = shapely.transform(circle(mark.lon, mark.lat, metres), _project)
        outline = np.asarray(area.exterior.coords)
        axes.add_patch(Outline(outline, fc=colour, alpha=0.22, lw=0, zorder=2))
        axes.add_patch(Outline(outline, fc="none", ec=colour, lw=page.points(0.7), ls=(0, (3, 2)), zorder=2.1))
    hollow = mark.undated == mark.count
    draw_mark(axes, x, y, size, mark.by_status, page.theme, hollow=hollow, order=order)


def _named(page: Page, mark: PlaceMark, most: int) -> Named:
    x, y = mercator(mark.lon, mark.lat)
    number = f" ({mark.count})" if mark.count > 1 else ""
    names = {"ar": mark.name_ar, "en": mark.name_en}
    text = "\n".join(directed(names[language] + number, language) for language in page.languages)
    return Named(x, y, text, radius(mark.count, most, page.size.type_scale))


def _disc(axes: Axes, mark: Named) -> Bbox:
    x, y = axes.transData.transform((mark.x, mark.y))
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101  (axes of a page have one)
    size = mark.radius * figure.dpi / 72
    return Bbox.from_extents(x - size, y - size, x + size, y + size)


def _draw_names(page: Page, axes: Axes, taken: list[Bbox]) -> None:
    """Name countries, cities and governorates where the marks and their names leave room."""
    theme = page.theme
    style = Style(page.points(BODY + 1.5), theme.text_muted, theme.land, 700)
    label_areas(axes, _names(page, _projected("countries")), taken, style)
    gazetteer = load_gazetteer()
    cities = [gazetteer[id] for id in CITIES if id in gazetteer]
    points = [
        Named(*mercator(city.lon, city.lat), _both(page, city.name_ar, city.name_en), page.points(1.5))
        for city in cities
    ]
    drawn = label_points(axes, points, taken, Style(page.points(SMALL + 0.3), theme.text_muted, theme.land))
    areas = [(area, name) for area, name in _names(page, _projected("governorates")) if name not in drawn]
    label_areas(axes, areas, taken, Style(page.points(SMALL - 0.4), theme.text_muted, theme.land))


def _names(page: Page, layer: geopandas.GeoDataFrame) -> list[tuple[BaseGeometry, str]]:
    rows = zip(layer.geometry, layer["name_ar"], layer["name_en"], strict=True)
    return [(area, _both(page, name_ar, name_en)) for area, name_ar, name_en in rows if name_en]


def _both(page: Page, name_ar: str, name_en: str) -> str:
    names = {"ar": name_ar, "en": name_en}
    return "\n".join(directed(names[language], language) for language in page.languages)


def _message(page: Page, axes: Axes, lines: Mapping[Language, str]) -> Bbox:
    """Say in the middle of the map that there is nothing on it; return what it takes, in pixels."""
    text = axes.text(
        0.5,
        0.5,
        "\n".join(directed(lines[language], language) for language in page.languages),
        transform=axes.transAxes,
        fontproperties=font(page.points(13)),
        color=page.theme.text,
        ha="center",
        va="center",
        linespacing=1.3,
        parse_math=False,
        zorder=10,
        bbox={
            "facecolor": page.theme.paper,
            "edgecolor": page.theme.border,
            "lw": page.points(0.6),
            "pad": MESSAGE_PADDING,
        },
    )
    return extent_of(text).padded((MESSAGE_PADDING + 4) * page.size.dpi / 72)
