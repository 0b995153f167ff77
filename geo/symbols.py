"""How one mark looks, on the map and in its legend: a disc of statuses, hollow where nothing on it has a date."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Wedge
from matplotlib.transforms import Affine2D

from geo.palette import Theme

LARGEST_RADIUS = 22.0
"""Points at `type_scale` 1, for the place with the most incidents."""

SINGLE_RADIUS = 5.0
"""Points at `type_scale` 1, for one incident where no place has so many that all must shrink."""

SMALLEST_RADIUS = 1.6
"""Points at `type_scale` 1: a mark never shrinks out of sight."""

HOLLOW = 0.42
"""Width of a hollow mark's ring, of its radius."""


def radius(count: int, most: int, scale: float) -> float:
    """Return a mark's radius in points: its area is proportional to `count`, `most` being the largest count."""
    unit = min(SINGLE_RADIUS, LARGEST_RADIUS / sqrt(max(most, 1)))
    return max(unit * sqrt(count), SMALLEST_RADIUS) * scale


def draw_mark(
    axes: Axes, x: float, y: float, size: float, shares: Mapping[str, int], theme: Theme, *, hollow: bool, order: float
) -> None:
    """Draw a mark of `size` points' radius at a position of the axes, its angles shared out among the statuses."""
    # Pages keep their resolution and their axes where they are, so a mark can be placed in pixels at once.
    across, up = axes.transData.transform((x, y))
    place = Affine2D().scale(size * axes.figure.dpi / 72).translate(across, up)
    ring = HOLLOW if hollow else None
    axes.add_artist(Circle((0, 0), 1 + 0.9 / size, transform=place, fc=theme.land, lw=0, zorder=order))
    total, turned = sum(shares.values()), 90.0
    for status, colour in theme.status.items():
        share = shares.get(status, 0)
        if share:
            angle = 360 * share / total
            axes.add_artist(
                Wedge((0, 0), 1, turned - angle, turned, width=ring, transform=place, fc=colour, lw=0, zorder=order)
            )
            turned -= angle
