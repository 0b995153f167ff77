"""Which part of the world a picture shows, and where on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.ground import projected
from geo.marks import PlaceMark
from geo.page import Frame, Page
from geo.panel import PANEL
from geo.picture import Extent
from geo.symbols import LARGEST_RADIUS
from geo.view import View, mercator

WHOLE: Extent = (35.4, 29.0, 48.8, 37.6)
"""Syria and Iraq, shown where there is nothing to show."""

Box = tuple[float, float, float, float]
"""West, south, east, north in Mercator's projection, in degrees of longitude."""

SMALLEST_SPAN = 2.4
"""Degrees that a picture spans at least, so that a single place has its surroundings."""


def room_of(page: Page, legend: bool, below: float = 0.0, panel: float = PANEL) -> Frame:
    """Return what is left of a page beside its legend, which stands where the reader's eye ends, or above it.

    `below` is the height of a legend that stands under the map, `panel` the width of one beside it, of the page's.
    """
    room = Frame(page.margin, page.bottom + below, page.width - page.margin, page.top)
    if not legend or page.legend_below:
        return room
    beside = page.width * panel
    right_to_left = page.languages == ("ar",)
    return replace(room, left=room.left + beside) if right_to_left else replace(room, right=room.right - beside)


def view_of(
    page: Page, marks: Sequence[PlaceMark], extent: Extent | None, below: float = 0.0, panel: float = PANEL
) -> View:
    """Return a view of all of `extent` (by default what the marks need), and of more where the page has room.

    `below` and `panel` are as for `room_of`. Raises ValueError when the extent runs backwards or lies outside the
    basemap.
    """
    # Marks on the edge of their own extent have to be inside with their names.
    rim = 2 * page.points(LARGEST_RADIUS + 8) if extent is None else 0.0
    room = room_of(page, bool(marks), below, panel)
    # The map stands where reading begins, beside its legend, or without one in the middle.
    beside = marks and not page.legend_below
    side = 0.5 if not beside else 1.0 if page.languages == ("ar",) else 0.0
    return fit(room, extent or around(marks), rim, side)


def fit(room: Frame, extent: Extent, rim: float, side: float = 0.5) -> View:
    """Return a view of all of `extent` in a room, with at least `rim` points around, and of more where room is.

    It never goes beyond the basemap: what `extent` asks for outside is left out, and a frame too wide or too high is
    made smaller; `side` says where in the room it stands then, from 0 at the left to 1. Raises ValueError when the
    extent runs backwards or lies outside the basemap.
    """
    limits = _limits()
    west, south, east, north = _within(extent, limits)
    if west > east or south > north:
        raise ValueError(f"extent {extent}: expected west <= east and south <= north, within Syria, Iraq and around")
    wide = max((east - west) / (1 - rim / room.width), SMALLEST_SPAN)
    high = max((north - south) / (1 - rim / room.height), SMALLEST_SPAN * room.height / room.width)
    wide, high = max(wide, high * room.width / room.height), max(high, wide * room.height / room.width)
    wide, high = min(wide, limits[2] - limits[0]), min(high, limits[3] - limits[1])
    scale = min(room.width / wide, room.height / high)
    width, height = wide * scale, high * scale
    start = room.left + (room.width - width) * side
    frame = Frame(start, room.top - height, start + width, room.top)
    west = min(max((west + east - wide) / 2, limits[0]), limits[2] - wide)
    south = min(max((south + north - high) / 2, limits[1]), limits[3] - high)
    return View(frame, west, south, west + wide, south + high)


def on_the_basemap(extent: Extent) -> bool:
    """Return whether there is something of the basemap in an extent."""
    west, south, east, north = _within(extent, _limits())
    return west <= east and south <= north


def _limits() -> Box:
    west, south, east, north = map(float, projected("countries").total_bounds)
    return west, south, east, north


def _within(extent: Extent, limits: Box) -> Box:
    """Return what of an extent lies within limits; it runs backwards where nothing does."""
    asked = (*mercator(extent[0], extent[1]), *mercator(extent[2], extent[3]))
    west, south = max(asked[0], limits[0]), max(asked[1], limits[1])
    return west, south, min(asked[2], limits[2]), min(asked[3], limits[3])


def around(marks: Sequence[PlaceMark]) -> Extent:
    """Return the extent of marks; Syria and Iraq where there are none."""
    if not marks:
        return WHOLE
    lons, lats = [mark.lon for mark in marks], [mark.lat for mark in marks]
    return min(lons), min(lats), max(lons), max(lats)
