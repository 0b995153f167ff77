"""The map of a picture: ground, marks with their names, scale bar. Mercator, so it looks as it does on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, degrees, radians

import geopandas
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Bbox
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import load_gazetteer
from geo.geometry import EARTH_RADIUS_M, circle
from geo.ground import ground_axes, project, projected
from geo.inset import Inset
from geo.labels import Named, Style, extent_of, label_areas, label_marks, label_points, leads_of
from geo.lettering import directed, font
from geo.marks import PlaceMark
from geo.page import BODY, SMALL, Page
from geo.scale_bar import draw_scale_bar
from geo.symbols import Disc, Gauge, draw_discs
from geo.view import View, mercator
from language.catalogue import Language, translations
from language.dates import format_number
from language.plain import plain

HALO = 4.0
"""Points by which the area of an inexact place reaches beyond its mark at least, so that it can be seen."""

LONGEST_NAME = 60
"""Characters of a place's name."""

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


def draw_plate(
    page: Page, marks: Sequence[PlaceMark], view: View, gauge: Gauge, inset: Inset | None, empty: Mapping[Language, str]
) -> int:
    """Draw the map of a view and its inset; without marks it says `empty`. Return how many names found no room."""
    axes = ground_axes(page, view, 1.0)
    ordered = sorted(marks, key=lambda mark: (-mark.count, mark.place_id))
    named = [_named(page, mark, gauge) for mark in ordered]
    discs = [_disc(axes, mark) for mark in named]
    taken = list(discs)
    if inset is not None:
        taken += _draw_window(page, axes, inset)
    taken.append(draw_scale_bar(page, view, taken))
    if not marks:
        taken.append(page.message(axes, empty))
    draw_marks(page, axes, ordered, gauge)
    # What stands in the inset is named there.
    here = [name for name in named if inset is None or not _within(inset.view, name)]
    there = [name for name in named if inset is not None and _within(inset.view, name)]
    style = Style(page.points(BODY - 0.5), page.theme.text, page.theme.land)
    texts = label_marks(axes, here, taken[len(discs) :], style, there)
    taken += [extent_of(text) for text in texts] + leads_of(axes)
    _draw_names(page, axes, taken)
    left_out = sum(_within(view, name) for name in here) - len(texts)
    if inset is not None:
        left_out += len(there) - _draw_inset(page, ordered, named, gauge, inset, style)
    return left_out


def draw_marks(page: Page, axes: Axes, marks: Sequence[PlaceMark], gauge: Gauge) -> None:
    """Draw marks on a map, the first ones lowest, and the areas of those whose position is not exact below them all."""
    draw_discs(
        axes,
        [
            Disc(*mercator(mark.lon, mark.lat), gauge.radius(mark.count), mark.by_status, mark.undated == mark.count)
            for mark in marks
        ],
        page.theme,
        gauge.scale,
        order=5,
    )
    vague = [mark for mark in marks if not mark.exact]
    if not vague:
        return
    points_a_degree = axes.get_window_extent().width * 72 / page.figure.dpi / (axes.get_xlim()[1] - axes.get_xlim()[0])
    paths, colours = [], []
    for mark in vague:
        reach = degrees(mark.radius_m / EARTH_RADIUS_M / cos(radians(mark.lat))) * points_a_degree
        least = gauge.radius(mark.count) + HALO * gauge.scale
        area = circle(mark.lon, mark.lat, mark.radius_m * max(1.0, least / max(reach, 1e-9)))
        paths.append(Path(project(np.asarray(area.exterior.coords)), closed=True))
        status = max(page.theme.status, key=lambda status: mark.by_status.get(status, 0))
        colours.append(page.theme.rim if status in page.theme.hatched else page.theme.status[status])
    axes.add_collection(PathCollection(paths, fc=colours, alpha=0.22, lw=0, zorder=2), autolim=False)
    rims = PathCollection(paths, fc="none", ec=colours, lw=0.7 * gauge.scale, ls=[(0, (3, 2))], zorder=2.1)
    axes.add_collection(rims, autolim=False)


def _draw_window(page: Page, axes: Axes, inset: Inset) -> list[Bbox]:
    """Outline on the map what the inset shows; return what this and an inset in the map's corner take, in pixels."""
    view = inset.view
    wide, high = view.east - view.west, view.north - view.south
    axes.add_patch(
        Rectangle((view.west, view.south), wide, high, fc="none", ec=page.theme.accent, lw=page.points(1.1), zorder=4.8)
    )
    pixels = page.size.dpi / 72
    frame = view.frame
    window = Bbox(axes.transData.transform([(view.west, view.south), (view.east, view.north)]))
    placed = Bbox([[frame.left * pixels, frame.bottom * pixels], [frame.right * pixels, frame.top * pixels]])
    return [window, placed] if placed.overlaps(axes.get_window_extent()) else [window]


def _draw_inset(
    page: Page, marks: Sequence[PlaceMark], named: Sequence[Named], gauge: Gauge, inset: Inset, style: Style
) -> int:
    """Draw the inset and return how many of its marks are named."""
    axes = ground_axes(page, inset.view, 1.0)
    axes.set_zorder(6)
    axes.add_patch(
        Rectangle(
            (0, 0), 1, 1, transform=axes.transAxes, fc="none", ec=page.theme.accent, lw=page.points(2.2), zorder=21
        )
    )
    draw_marks(page, axes, marks, gauge)
    inside = [name for name in named if _within(inset.view, name)]
    discs = [_disc(axes, name) for name in inside]
    said = _times(page, axes, inset, discs)
    return len(label_marks(axes, inside, [said], style))


def _times(page: Page, axes: Axes, inset: Inset, discs: Sequence[Bbox]) -> Bbox:
    """Say in a corner of the inset, one without a mark, how much larger it is; return what that takes, in pixels."""
    lines = [
        directed(translations(language).gettext("{factor}× enlarged").format(factor=f"{inset.times:.1f}"), language)
        for language in page.languages
    ]
    edge, frame, pixels = page.points(5), inset.view.frame, page.size.dpi / 72
    text = axes.annotate(
        "\n".join(lines),
        (0, 0),
        xycoords="axes fraction",
        fontproperties=font(page.points(SMALL)),
        color=page.theme.text,
        linespacing=1.2,
        parse_math=False,
        zorder=12,
        bbox={"facecolor": page.theme.paper, "edgecolor": "none", "alpha": 0.82, "pad": edge * 0.6},
    )
    sides = ("right", "left") if page.languages == ("ar",) else ("left", "right")
    corners = [(side, height) for height in ("top", "bottom") for side in sides]
    boxes = []
    for side, height in corners:
        x = edge / frame.width if side == "left" else 1 - edge / frame.width
        y = edge / frame.height if height == "bottom" else 1 - edge / frame.height
        text.set(position=(x, y), ha=side, va=height)
        text.xy = (x, y)
        boxes.append((extent_of(text).padded(edge * pixels), x, y, side, height))
    box, x, y, side, height = min(boxes, key=lambda found: sum(found[0].overlaps(disc) for disc in discs))
    text.set(position=(x, y), ha=side, va=height)
    text.xy = (x, y)
    return box


def _within(view: View, mark: Named) -> bool:
    return view.west <= mark.x <= view.east and view.south <= mark.y <= view.north


def _named(page: Page, mark: PlaceMark, gauge: Gauge) -> Named:
    x, y = mercator(mark.lon, mark.lat)
    number = f" ({format_number(mark.count, 'en')})" if mark.count > 1 else ""
    names = {"ar": plain(mark.name_ar, LONGEST_NAME), "en": plain(mark.name_en, LONGEST_NAME)}
    text = "\n".join(directed(names[language] + number, language) for language in page.languages)
    return Named(x, y, text, gauge.radius(mark.count))


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
    label_areas(axes, _names(page, projected("countries")), taken, style)
    gazetteer = load_gazetteer()
    cities = [gazetteer[id] for id in CITIES if id in gazetteer]
    points = [
        Named(*mercator(city.lon, city.lat), _both(page, city.name_ar, city.name_en), page.points(1.5))
        for city in cities
    ]
    drawn = label_points(axes, points, taken, Style(page.points(SMALL + 0.3), theme.text_muted, theme.land))
    areas = [(area, name) for area, name in _names(page, projected("governorates")) if name not in drawn]
    label_areas(axes, areas, taken, Style(page.points(SMALL - 0.4), theme.text_muted, theme.land))


def _names(page: Page, layer: geopandas.GeoDataFrame) -> list[tuple[BaseGeometry, str]]:
    rows = zip(layer.geometry, layer["name_ar"], layer["name_en"], strict=True)
    return [(area, _both(page, name_ar, name_en)) for area, name_ar, name_en in rows if name_en]


def _both(page: Page, name_ar: str, name_en: str) -> str:
    names = {"ar": name_ar, "en": name_en}
    return "\n".join(directed(names[language], language) for language in page.languages)
