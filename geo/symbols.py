"""How marks look, on the map and in its legend: discs of statuses, hollow where nothing on them has a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Wedge
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from geo.palette import Theme

LARGEST_RADIUS = 22.0
"""Points at `type_scale` 1, for the place with the most incidents."""

SINGLE_RADIUS = 5.0
"""Points at `type_scale` 1, for one incident where no place has so many that all must shrink."""

SMALLEST_RADIUS = 1.6
"""Points at `type_scale` 1: a mark never shrinks out of sight."""

FULLEST = 0.09
"""Of a map's area: marks that would cover more shrink, all by the same factor, down to `SMALLEST_FACTOR`."""

SMALLEST_FACTOR = 0.35

HOLLOW = 0.42
"""Width of a hollow mark's ring, of its radius."""

HATCH = 2.4
"""Points at `type_scale` 1 from one line of a hatching to the next; a third of it is line."""

GAP = 0.9
"""Points of ground left around a mark, so that marks upon each other stay countable."""


def radius(count: int, most: int, scale: float, factor: float = 1.0) -> float:
    """Return a mark's radius in points: its area is proportional to `count`, `most` being the largest count."""
    unit = min(SINGLE_RADIUS, LARGEST_RADIUS / sqrt(max(most, 1))) * factor
    return max(unit * sqrt(count), SMALLEST_RADIUS) * scale


@dataclass(frozen=True, slots=True)
class Gauge:
    """How large marks are on one picture, its legend and its insets."""

    most: int
    """The largest count of all."""
    scale: float
    """Of type and marks on the page."""
    factor: float
    """By which all marks are smaller than they would be alone, because there are so many."""

    def radius(self, count: int) -> float:
        """Return the radius of a mark in points."""
        return radius(count, self.most, self.scale, self.factor)


def gauge(counts: Sequence[int], scale: float, area: float) -> Gauge:
    """Return sizes for marks of these counts that share a map of `area` square points."""
    most = max(counts, default=1)
    covered = pi * sum(radius(count, most, scale) ** 2 for count in counts)
    factor = min(1.0, max(SMALLEST_FACTOR, sqrt(FULLEST * area / covered))) if covered else 1.0
    return Gauge(most, scale, factor)


@dataclass(frozen=True, slots=True)
class Disc:
    """A mark to draw."""

    x: float
    """Position in the axes' coordinates."""
    y: float
    radius: float
    """Points."""
    shares: Mapping[str, int]
    """Incidents by status; its angles are shared out among them."""
    hollow: bool
    """Whether none of its incidents has a date."""


def draw_discs(axes: Axes, discs: Sequence[Disc], theme: Theme, scale: float, *, order: float) -> None:
    """Draw marks, the first ones lowest, as one collection: thousands take no longer than their pixels."""
    paths, sizes, places, faces, widths = [], [], [], [], []

    def add(path: Path, disc: Disc, radius: float, face: str, width: float) -> None:
        paths.append(path)
        sizes.append(radius**2)
        places.append((disc.x, disc.y))
        faces.append(face)
        widths.append(width)

    for disc in discs:
        add(Path.unit_circle(), disc, disc.radius + GAP * scale, theme.land, 0)
        total, turned = sum(disc.shares.values()), 0.0
        for status, colour in theme.status.items():
            if share := disc.shares.get(status, 0):
                angle = 360 * share / total
                add(_slice(turned, angle, disc.hollow), disc, disc.radius, colour, theme.rim_width * scale)
                if status in theme.hatched:
                    hatches = _hatching(turned, angle, disc.hollow, HATCH * scale / disc.radius)
                    add(hatches, disc, disc.radius, theme.rim, 0)
                turned += angle
    if paths:
        marks = PathCollection(
            paths,
            sizes=sizes,
            offsets=places,
            offset_transform=axes.transData,
            facecolors=faces,
            edgecolors=theme.rim,
            linewidths=widths,
            zorder=order,
        )
        marks.set_transform(IdentityTransform())
        axes.add_collection(marks, autolim=False)


@lru_cache(maxsize=4096)
def _slice(turned: float, angle: float, hollow: bool) -> Path:
    """Return a slice of the unit disc, clockwise from the top, as wide as `angle` degrees."""
    return Wedge((0, 0), 1, 90 - turned - angle, 90 - turned, width=HOLLOW if hollow else None).get_path()


@lru_cache(maxsize=4096)
def _hatching(turned: float, angle: float, hollow: bool, step: float) -> Path:
    """Return slanted stripes over a slice of the unit disc, `step` of its radius apart."""
    area = shapely.union_all(
        [shapely.Polygon(np.asarray(ring)) for ring in _slice(turned, angle, hollow).to_polygons()]
    )
    if hollow and angle >= 360:
        area = shapely.difference(area, shapely.Point(0, 0).buffer(1 - HOLLOW))
    turn, away = sqrt(0.5), sqrt(2.0)
    lines = [
        shapely.LineString([(turn * (at - away), turn * (at + away)), (turn * (at + away), turn * (at - away))])
        for at in np.arange(-away, away, step)
    ]
    stripes = shapely.intersection(shapely.union_all(lines).buffer(step / 6, cap_style="flat"), area)
    rings = [part.exterior.coords for part in shapely.get_parts(stripes) if isinstance(part, shapely.Polygon)]
    return Path.make_compound_path(*(Path(np.asarray(ring), closed=True) for ring in rings))
