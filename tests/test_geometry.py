"""Distances, bearings, circles and point-in-polygon on the sphere."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from geo.geometry import EARTH_RADIUS_M, circle, containing, destination, distance_m, distance_to_shape_m

LON, LAT = st.floats(30, 52), st.floats(27, 40)


def test_a_degree_of_latitude() -> None:
    assert distance_m(40, 34, 40, 35) == pytest.approx(math.radians(1) * EARTH_RADIUS_M)


def test_known_distance_of_tower_22_from_al_tanf() -> None:
    assert distance_m(38.61778, 33.50583, 38.70333, 33.31417) == pytest.approx(22_700, rel=0.01)


def test_no_distance_to_itself_and_half_the_globe_to_the_antipode() -> None:
    assert distance_m(40, 35, 40, 35) == 0
    assert distance_m(0, 0, 180, 0) == pytest.approx(math.pi * EARTH_RADIUS_M)


@given(LON, LAT, st.floats(0, 360), st.floats(1, 300_000))
def test_destination_is_as_far_away_as_asked(lon: float, lat: float, bearing: float, metres: float) -> None:
    assert distance_m(lon, lat, *destination(lon, lat, bearing, metres)) == pytest.approx(metres, rel=1e-4, abs=0.01)


@given(LON, LAT, LON, LAT)
def test_distance_is_the_same_both_ways(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> None:
    assert distance_m(lon_a, lat_a, lon_b, lat_b) == pytest.approx(distance_m(lon_b, lat_b, lon_a, lat_a), abs=1e-6)


@pytest.mark.parametrize(
    ("bearing", "east", "north"), [(0, 0, 1), (90, 1, 0), (180, 0, -1), (270, -1, 0), (135, 0.7071, -0.7071)]
)
def test_bearings_go_clockwise_from_north(bearing: float, east: float, north: float) -> None:
    lon, lat = destination(40, 35, bearing, 10_000)
    degree_m = math.radians(1) * EARTH_RADIUS_M
    assert (lon - 40) * degree_m * math.cos(math.radians(35)) == pytest.approx(10_000 * east, abs=20)
    assert (lat - 35) * degree_m == pytest.approx(10_000 * north, abs=20)


def test_destination_crosses_the_date_line() -> None:
    assert destination(179.9, 0, 90, 50_000)[0] == pytest.approx(-179.65, abs=0.01)


def test_circle_is_counter_clockwise_and_of_the_right_size() -> None:
    ring = circle(40.576, 35.104, 5_000)
    assert ring.exterior.is_ccw
    assert ring.is_valid
    assert all(
        distance_m(40.576, 35.104, lon, lat) == pytest.approx(5_000, rel=1e-6) for lon, lat in ring.exterior.coords
    )


def test_distance_to_a_shape() -> None:
    shape = box(40, 34, 41, 35)
    assert distance_to_shape_m(40.5, 34.5, shape) == 0
    assert distance_to_shape_m(40, 34.5, shape) == 0
    assert distance_to_shape_m(40.5, 36, shape) == pytest.approx(distance_m(40.5, 35, 40.5, 36))


def test_containing() -> None:
    shapes = {"west": box(40, 34, 41, 35), "east": box(41, 34, 42, 35)}
    assert containing(41.5, 34.5, shapes) == "east"
    assert containing(50, 34.5, shapes) is None
