"""What the map and its pictures draw: one mark a place, already counted. This room knows places, never incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place and how many incidents stand on it in the chosen window."""

    place_id: str
    """Gazetteer id."""
    name_ar: str
    """Arabic caption."""
    name_en: str
    """English caption."""
    lon: float
    """Degrees WGS84."""
    lat: float
    """Degrees WGS84."""
    radius_m: float
    """Uncertainty of the place, metres; drawn as an area where `exact` is False."""
    exact: bool
    """Whether any of its incidents stands on the place itself (geo_precision 1) and its coordinates are sourced."""
    count: int
    """Incidents in the window, undated ones included where the filter shows them; at least 1."""
    undated: int
    """How many of them carry no date; a mark whose incidents are all undated is drawn hollow."""
    by_status: Mapping[str, int]
    """Incidents by truth status; the values add up to `count`."""
