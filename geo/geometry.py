"""Distances, bearings and circles on the sphere. Degrees are WGS84, always lon before lat; lengths are metres."""

import math
from collections.abc import Mapping

from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the WGS84 ellipsoid (IUGG), metres."""


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the great-circle distance between two points in metres.

    Haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984); the
    sphere differs from the ellipsoid by at most 0.6 %, far less than a place's radius.
    """
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = math.sin((phi_b - phi_a) / 2)
    half_lon = math.sin(math.radians(lon_b - lon_a) / 2)
    chord = half_lat**2 + math.cos(phi_a) * math.cos(phi_b) * half_lon**2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def destination(lon: float, lat: float, bearing: float, metres: float) -> tuple[float, float]:
    """Return the (lon, lat) reached from a point by going `metres` along the great circle at `bearing`.

    `bearing` is in degrees clockwise from north: «10 km south-east of» is 135 and 10 000. Direct
    formula on the sphere (E. Williams, Aviation Formulary, "Lat/lon given radial and distance").
    The longitude is wrapped into -180..180.
    """
    phi, angle, theta = math.radians(lat), metres / EARTH_RADIUS_M, math.radians(bearing)
    phi_to = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(theta))
    turn = math.atan2(
        math.sin(theta) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(phi_to)
    )
    return (lon + math.degrees(turn) + 540) % 360 - 180, math.degrees(phi_to)


def circle(lon: float, lat: float, radius_m: float, corners: int = 48) -> Polygon:
    """Return the circle of `radius_m` around a point as a counter-clockwise polygon of `corners` corners.

    This is how a place of uncertain position is drawn. A radius of zero gives a polygon of no area.
    """
    ring = [destination(lon, lat, -360 * corner / corners, radius_m) for corner in range(corners)]
    return Polygon(ring)


def distance_to_shape_m(lon: float, lat: float, shape: BaseGeometry) -> float:
    """Return how far a point is from a polygon in metres: 0.0 inside it or on its edge.

    The nearest point of the edge is found in plain degrees, which is exact enough for the few
    kilometres between a border as it is and as a coarse map draws it.
    """
    here = Point(lon, lat)
    if shape.covers(here):
        return 0.0
    edge = shape.boundary
    nearest = edge.interpolate(edge.project(here))
    return distance_m(lon, lat, nearest.x, nearest.y)


def containing(lon: float, lat: float, shapes: Mapping[str, BaseGeometry]) -> str | None:
    """Return the key of the first of `shapes` that covers a point, or None when none does."""
    here = Point(lon, lat)
    return next((key for key, shape in shapes.items() if shape.covers(here)), None)
