"""An inset: where marks crowd, their surroundings are shown once more, larger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.marks import PlaceMark
from geo.page import Frame, Page
from geo.symbols import Gauge
from geo.view import View, mercator

CLOSE = 4.0
"""Points at `type_scale` 1 between the rims of two marks below which they crowd."""

FEWEST_MARKS = 4
FEWEST_PAIRS = 4
"""Marks, and pairs of them too close to each other, from which an inset is worth its room."""

WIDEST = 0.45
"""Of the map's width and height: a crowd that takes more needs another map, not an inset."""

LEAST, MOST = 2.0, 6.0
"""Factors of enlargement."""

RIM = (50.0, 28.0)
"""Points at `type_scale` 1 left and right of the crowd, and above and below it, for its marks' halves and names."""

CORNERS = ((0.36, 0.62), (0.3, 0.62), (0.36, 0.42))
"""Sizes of an inset that stands on the map, of the map's width and height, the best first."""

SMALLEST_SIDE = 100.0
"""Points at `type_scale` 1: an inset smaller than that shows nothing that the map does not."""


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of a map that is shown larger."""

    view: View
    times: float
    """How many times larger than the map it is."""


def plan_inset(page: Page, marks: Sequence[PlaceMark], view: View, gauge: Gauge, free: Frame | None) -> Inset | None:
    """Return an inset for the place where marks crowd most; None where they do not, or no room is left for one.

    It stands in `free`, a room beside the map, or else in the corner of the map that hides no mark.
    """
    points = _on_the_map(marks, view)
    radii = np.array([gauge.radius(mark.count) for mark in marks])
    inside = _inside(points, 0.0, 0.0, view.frame.width, view.frame.height)
    points, radii = points[inside], radii[inside]
    for frame in _frames(page, view.frame, free, points, radii):
        inset = _enlarged(page, view, frame, points, radii)
        if inset is not None:
            return inset
    return None


def _on_the_map(marks: Sequence[PlaceMark], view: View) -> NDArray[np.float64]:
    """Return the marks' positions in points from the frame's lower left corner."""
    scale = view.frame.width / (view.east - view.west)
    projected = np.array([mercator(mark.lon, mark.lat) for mark in marks]).reshape(-1, 2)
    return (projected - (view.west, view.south)) * scale


def _inside(
    points: NDArray[np.float64],
    left: float,
    bottom: float,
    right: float,
    top: float,
    rim: NDArray[np.float64] | float = 0,
) -> NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    return (x + rim > left) & (x - rim < right) & (y + rim > bottom) & (y - rim < top)


def _frames(
    page: Page, frame: Frame, free: Frame | None, points: NDArray[np.float64], radii: NDArray[np.float64]
) -> list[Frame]:
    """Return where an inset may stand, the best first."""
    smallest, gap = page.points(SMALLEST_SIDE), page.points(6)
    if free is not None and free.width >= smallest and free.height - gap >= smallest:
        height = min(free.height - gap, free.width * 1.4)
        return [Frame(free.left, free.bottom, free.right, free.bottom + height)]
    found = []
    for wide, high in ((frame.width * across, frame.height * up) for across, up in CORNERS):
        if min(wide, high) < smallest:
            continue
        for bottom in (gap, frame.height - gap - high):
            for left in (gap, frame.width - gap - wide):
                if not _inside(points, left, bottom, left + wide, bottom + high, radii + gap).any():
                    at = frame.left + left, frame.bottom + bottom
                    found.append(Frame(*at, at[0] + wide, at[1] + high))
    return found


def _enlarged(
    page: Page, view: View, frame: Frame, points: NDArray[np.float64], radii: NDArray[np.float64]
) -> Inset | None:
    """Return the crowd of the map as large as a frame can show it; None where nothing crowds or it is too wide."""
    if len(points) < FEWEST_MARKS:
        return None
    across, up = (np.abs(np.subtract.outer(along, along)) for along in points.T)
    close = np.hypot(across, up) < np.add.outer(radii, radii) + page.points(CLOSE)
    np.fill_diagonal(close, False)
    # A window of half the largest permitted size is laid around every mark; the one with the most pairs wins.
    wide, high = frame.width / LEAST / 1.5, frame.height / LEAST / 1.5
    near = (across <= wide / 2) & (up <= high / 2)
    within = near.astype(np.float32)
    pairs = (within @ close.astype(np.float32) * within).sum(axis=1) / 2
    best = int(np.argmax(pairs))
    chosen = near[best] & close[near[best]].any(axis=0)
    if pairs[best] < FEWEST_PAIRS or chosen.sum() < FEWEST_MARKS:
        return None
    low, high_ = points[chosen].min(axis=0), points[chosen].max(axis=0)
    # Around the crowd there is room on the inset, in its own points, whatever the enlargement.
    room = np.array([frame.width - 2 * page.points(RIM[0]), frame.height - 2 * page.points(RIM[1])])
    times = float(min(MOST, *(room / np.maximum(high_ - low, 1e-6))))
    shown = np.array([frame.width, frame.height]) / times
    if times < LEAST or np.any(shown > np.array([view.frame.width, view.frame.height]) * WIDEST):
        return None
    corner = np.clip((low + high_ - shown) / 2, 0, np.array([view.frame.width, view.frame.height]) - shown)
    scale = (view.east - view.west) / view.frame.width
    west, south = (corner * scale + (view.west, view.south)).tolist()
    east, north = west + float(shown[0]) * scale, south + float(shown[1]) * scale
    return Inset(View(frame, west, south, east, north), times)
