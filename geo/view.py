"""The part of the world that a picture shows, in Mercator's projection, so that it looks as it does on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan

from geo.page import Frame


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world a map shows, and where on the page."""

    frame: Frame
    west: float
    """Mercator, in degrees of longitude; so are the others."""
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Return whether a position in degrees is inside."""
        x, y = mercator(lon, lat)
        return self.west <= x <= self.east and self.south <= y <= self.north


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return a position in Mercator's projection, in degrees of longitude along both axes."""
    return lon, degrees(asinh(tan(radians(lat))))


def latitude(y: float) -> float:
    """Return the latitude of a Mercator ordinate, in degrees."""
    return degrees(atan(sinh(radians(y))))
