"""The ground of a picture's map: seas, countries, governorates, lakes and rivers, in Mercator's projection."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import geopandas
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.basemap import load_basemap
from geo.page import Page
from geo.view import View

MARGIN = 20.0
"""Points beyond a map's frame at which shapes are cut off: the cut is never seen."""

FINENESS = 0.08
"""Points by which an outline may be off: a third of a pixel in print, far less than any line is wide."""


@cache
def projected(layer: str) -> geopandas.GeoDataFrame:
    """Return a layer of the basemap in Mercator's projection, in degrees of longitude along both axes."""
    frame = getattr(load_basemap(), layer)
    return frame.set_geometry(shapely.transform(frame.geometry.values, project))


def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions (rows of lon, lat) in Mercator's projection."""
    return np.column_stack([points[:, 0], np.degrees(np.arcsinh(np.tan(np.radians(points[:, 1]))))])


def ground_axes(page: Page, view: View, scale: float) -> Axes:
    """Return axes over the view's frame with the ground drawn; lines are `scale` times the page's."""
    axes = page.axes(view.frame)
    axes.set_xlim(view.west, view.east)
    axes.set_ylim(view.south, view.north)
    theme = page.theme
    axes.add_patch(Rectangle((0, 0), 1, 1, transform=axes.transAxes, fc=theme.water, lw=0, zorder=0))
    for layer, face, edge, width, order in (
        ("countries", theme.land_outside, theme.governorate, 0.5, 1.0),
        ("governorates", theme.land, theme.governorate, 0.5, 1.2),
        ("lakes", theme.water, theme.river, 0.5, 1.4),
        ("rivers", "none", theme.river, 0.9, 1.4),
        ("countries", "none", theme.border, 0.9, 1.6),
    ):
        shapes = PathCollection(_outlines(layer, view), fc=face, ec=edge, lw=page.points(width * scale), zorder=order)
        axes.add_collection(shapes, autolim=False)
    axes.add_patch(
        Rectangle((0, 0), 1, 1, transform=axes.transAxes, fc="none", ec=theme.border, lw=page.points(0.5), zorder=20)
    )
    return axes


def _outlines(layer: str, view: View) -> list[Path]:
    """Return a layer's shapes as paths, holes and all: what can be seen of them, as finely as it can be seen."""
    point = (view.east - view.west) / view.frame.width
    seen = shapely.clip_by_rect(
        projected(layer).geometry.values,
        view.west - MARGIN * point,
        view.south - MARGIN * point,
        view.east + MARGIN * point,
        view.north + MARGIN * point,
    )
    shapes = shapely.simplify(seen[~shapely.is_empty(seen)], FINENESS * point)
    return [
        Path.make_compound_path(*(Path(shapely.get_coordinates(part)) for part in _rings(shape))) for shape in shapes
    ]


def _rings(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield from (part.exterior, *part.interiors)
        else:
            yield part
