"""The map of a picture: basemap, marks with their names, scale bar. Mercator, so it looks as it does on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asinh, atan, cos, degrees, radians, sinh, tan

import geopandas
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon as Outline
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.basemap import load_basemap
from geo.gazetteer import load_gazetteer
from geo.geometry import EARTH_RADIUS_M, circle
from geo.labels import Named, Style, extent_of, label_areas, label_marks, label_points
from geo.lettering import directed, font
from geo.marks import PlaceMark
from geo.page import BODY, SMALL, Frame, Page
from geo.symbols import LARGEST_RADIUS, draw_mark, radius
from language.catalogue import Language, translations

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


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world a map shows, and where on the page."""

    frame: Frame
    west: float
    """Mercator, in degrees of longitude; so are the others."""
    south: float
    east: float
    north: float


def view_of(page: Page, marks: Sequence[PlaceMark], extent: Extent | None) -> View:
    """Return a view of all of `extent` (by default what the marks need), and of more where the page has room.

    It never goes beyond the basemap: what `extent` asks for outside is left out, and a frame too wide or too high is
    made smaller. The legend's column stays free at the side where the reader's eye ends. Raises ValueError when
    the extent runs backwards or lies outside the basemap.
    """
    left, right = page.margin, page.width - page.margin
    panel = page.width * PANEL
    room = Frame(left + panel, page.bottom, right, page.top)
    if page.languages != ("ar",):
        room = Frame(left, page.bottom, right - panel, page.top)
    limits = tuple(_projected("countries").total_bounds)
    asked = _projected_extent(extent or _around(marks))
    west, south, east, north = (*np.maximum(asked[:2], limits[:2]), *np.minimum(asked[2:], limits[2:]))
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
    frame = Frame(room.left, room.top - height, room.left + width, room.top)
    if page.languages == ("ar",):
        frame = Frame(room.right - width, room.top - height, room.right, room.top)
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
    taken = [_scale_bar(page, axes, frame, discs)]
    if not marks:
        taken.append(_message(page, axes, empty))
    for order, mark in enumerate(ordered):
        _draw_place(page, axes, mark, most, 5 + order / (len(ordered) + 1))
    style = Style(page.points(BODY - 0.5), page.theme.text, page.theme.land)
    texts = label_marks(axes, named, taken, style)
    taken += [extent_of(text) for text in texts] + discs
    _draw_names(page, axes, taken)


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return a position in Mercator's projection, in degrees of longitude along both axes."""
    return lon, degrees(asinh(tan(radians(lat))))


def latitude(y: float) -> float:
    """Return the latitude of a Mercator ordinate, in degrees."""
    return degrees(atan(sinh(radians(y))))


@cache
def _projected(layer: str) -> geopandas.GeoDataFrame:
    frame = getattr(load_basemap(), layer)
    return frame.set_geometry(shapely.transform(frame.geometry.values, _project))


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
    theme, thin = page.theme, page.points(0.5)
    axes.add_patch(Outline([(0, 0), (1, 0), (1, 1), (0, 1)], transform=axes.transAxes, fc=theme.water, lw=0, zorder=0))
    countries, governorates = _projected("countries"), _projected("governorates")
    countries.plot(ax=axes, aspect=None, fc=theme.land_outside, ec=theme.governorate, lw=thin, zorder=1)
    governorates.plot(ax=axes, aspect=None, fc=theme.land, ec=theme.governorate, lw=thin, zorder=1.2)
    _projected("lakes").plot(ax=axes, aspect=None, fc=theme.water, ec=theme.river, lw=thin, zorder=1.4)
    _projected("rivers").plot(ax=axes, aspect=None, color=theme.river, lw=page.points(0.9), zorder=1.4)
    countries.boundary.plot(ax=axes, aspect=None, color=theme.border, lw=page.points(0.9), zorder=1.6)
    axes.add_patch(
        Outline(
            [(0, 0), (1, 0), (1, 1), (0, 1)], transform=axes.transAxes, fc="none", ec=theme.border, lw=thin, zorder=20
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
    countries, governorates = _projected("countries"), _projected("governorates")
    label_areas(axes, _names(page, countries), taken, Style(page.points(BODY + 1.5), theme.text_muted, theme.land, 700))
    gazetteer = load_gazetteer()
    cities = [gazetteer[id] for id in CITIES if id in gazetteer]
    points = [
        Named(*mercator(city.lon, city.lat), _both(page, city.name_ar, city.name_en), page.points(1.5))
        for city in cities
    ]
    drawn = label_points(axes, points, taken, Style(page.points(SMALL + 0.3), theme.text_muted, theme.land))
    areas = [(area, name) for area, name in _names(page, governorates) if name not in drawn]
    label_areas(axes, areas, taken, Style(page.points(SMALL - 0.4), theme.text_muted, theme.land))


def _names(page: Page, layer: geopandas.GeoDataFrame) -> list[tuple[BaseGeometry, str]]:
    rows = zip(layer.geometry, layer["name_ar"], layer["name_en"], strict=True)
    return [(area, _both(page, name_ar, name_en)) for area, name_ar, name_en in rows if name_en]


def _both(page: Page, name_ar: str, name_en: str) -> str:
    names = {"ar": name_ar, "en": name_en}
    return "\n".join(directed(names[language], language) for language in page.languages)


def _scale_bar(page: Page, axes: Axes, frame: Frame, marks: Sequence[Bbox]) -> Bbox:
    """Draw a bar of a round length, true at the latitude of the map's middle; return what it takes, in pixels.

    It stands in the first corner where it hides no mark, or the least of them.
    """
    west, east = axes.get_xlim()
    middle = latitude(sum(axes.get_ylim()) / 2)
    metres_a_point = radians((east - west) / frame.width) * EARTH_RADIUS_M * cos(radians(middle))
    kilometres = _round_length(frame.width * 0.2 * metres_a_point / 1000)
    length = kilometres * 1000 / metres_a_point
    size, edge = page.points(SMALL), page.points(6)
    lines = [
        translations(language)
        .gettext("{length} km at {latitude}° N")
        .format(length=f"{kilometres:g}", latitude=round(middle))
        for language in page.languages
    ]
    width = max(length, *(page.measure(size)(line) for line in lines)) + 2 * edge
    height = page.points(7) + size * 1.5 * len(lines) + 2 * edge
    pixels = page.size.dpi / 72
    corners = [
        Frame(left, bottom, left + width, bottom + height)
        for bottom in (frame.bottom + edge, frame.top - edge - height)
        for left in (frame.left + edge, frame.right - edge - width)
    ]
    right_to_left = page.languages == ("ar",)
    if right_to_left:
        corners = [corners[corner] for corner in (1, 0, 3, 2)]
    boxes = [Bbox([[c.left * pixels, c.bottom * pixels], [c.right * pixels, c.top * pixels]]) for c in corners]
    hidden = [sum(box.overlaps(mark) for mark in marks) for box in boxes]
    chosen = hidden.index(min(hidden))
    box = corners[chosen]
    start = box.right - edge - length if right_to_left else box.left + edge
    base, tick = box.bottom + edge, page.points(3.5)
    overlay = page.axes(Frame(0, 0, page.width, page.height))
    overlay.set_zorder(5)
    overlay.fill_between([box.left, box.right], box.bottom, box.top, color=page.theme.paper, alpha=0.82, lw=0)
    overlay.plot(
        [start, start, start + length, start + length],
        [base + tick, base, base, base + tick],
        color=page.theme.text,
        lw=page.points(1.1),
        solid_joinstyle="miter",
    )
    for number, (language, line) in enumerate(zip(page.languages, lines, strict=True)):
        y = base + page.points(6.5) + size * 1.5 * (len(lines) - 1 - number)
        x, side = (start + length, "right") if right_to_left else (start, "left")
        page.write(overlay, x, y, line, language, size, side=side)
    return boxes[chosen]


def _round_length(most: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is at most `most`; below 1 the same in tenths and so on."""
    power = 10.0 ** np.floor(np.log10(most))
    return float(max(step * power for step in (1, 2, 5) if step * power <= most))


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
        bbox={"facecolor": page.theme.paper, "edgecolor": page.theme.border, "lw": page.points(0.6), "pad": 12},
    )
    box = text.get_bbox_patch()
    assert box is not None  # noqa: S101  (it was asked for above)
    return box.get_window_extent()
