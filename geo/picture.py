"""What a picture shows and says: the one description that every kind, format, size and style is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from geo.marks import PlaceMark
from geo.page import Size
from geo.palette import LIGHT, Theme
from language.catalogue import LANGUAGES, Language

Kind = Literal["map", "multiples", "timeline"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

PRINT = Size(width=3508, height=2480, dpi=300, type_scale=1.0)
"""A4 landscape at 300 dots per inch."""

A5 = Size(width=2480, height=1748, dpi=300, type_scale=0.78)
"""A5 landscape at 300 dots per inch."""

WEB = Size(width=1200, height=675, dpi=150, type_scale=0.74)
"""For a web page or a post, 16:9."""

SOCIAL = Size(width=1080, height=1080, dpi=150, type_scale=0.8)
"""A square for social media, where it is seen small."""

SIZES: Mapping[str, Size] = MappingProxyType({"a4": PRINT, "a5": A5, "web": WEB, "social": SOCIAL})
"""Sizes by the names that options and addresses use."""

MOST_PARTS = 12
"""Small maps on one page at most; more would be too small to read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several small maps: what it is of, and what stands on it."""

    names: Mapping[Language, str]
    """A month, a weapon, by language."""
    marks: Sequence[PlaceMark]
    """One mark a place; empty for a part without a place."""
    shown: int
    """Incidents of the part, those without a place included."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time and its incidents."""

    first: dt.date
    """First day."""
    last: dt.date
    """Last day; the next bar begins the day after."""
    by_status: Mapping[str, int]
    """Incidents by truth status; empty where nothing happened."""

    @property
    def count(self) -> int:
        """Incidents in this stretch."""
        return sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows and says."""

    marks: Sequence[PlaceMark]
    """One mark a place, counted in the window; empty gives a map that says so."""
    date_from: dt.date | None
    """First day of the window; None when it is open."""
    date_to: dt.date | None
    """Last day of the window; None when it is open."""
    as_of: dt.date
    """The day the record is shown as of."""
    shown: int
    """Incidents in the selection, those without a place included."""
    undated: int
    """How many of them carry no date."""
    unlocated: int
    """How many of them have no place on the map."""
    sources: Mapping[Language, Sequence[str]] = field(default_factory=dict)
    """By language, publishers of the articles behind the incidents, most important first."""
    extent: Extent | None = None
    """West, south, east, north in degrees, all of which is shown; None for what the marks need."""
    titles: Mapping[Language, str] = field(default_factory=dict)
    """Title by language; a plain one stands in for one that is missing."""
    language: Literal["ar", "en", "both"] = "both"
    """Language of all words; `both` has names in Arabic above English."""
    size: Size = PRINT
    theme: Theme = LIGHT
    kind: Kind = "map"
    """One map, several small ones (`parts`), or bars along time (`bars`)."""
    parts: Sequence[Part] = ()
    """For `multiples`: the small maps in reading order, at most `MOST_PARTS`."""
    bars: Sequence[Bar] = ()
    """For `timeline`: all of the window without a gap, first to last."""
    selection: Mapping[Language, str] = field(default_factory=dict)
    """By language, what was filtered for besides dates (`Drone; Confirmed`); empty when nothing was."""
    remarks: Mapping[Language, str] = field(default_factory=dict)
    """By language, one more note for the foot, such as how parts were counted."""
    span: tuple[dt.date, dt.date] | None = None
    """First and last day of the dated incidents, said where the window is open; None where none has a date."""
    state: Mapping[Language, str] = field(default_factory=dict)
    """By language, which past state of the record it shows (`version 2024-1, published on 2 May 2024`); empty for the
    record as of the day. Ready to be shown, marks of direction in it too."""
    permalink: str = ""
    """Address that opens the same view; empty for none."""
    samples: Mapping[Language, Sequence[str]] = field(default_factory=dict)
    """By language, for sample data: whose published reports our wording follows; the picture says so."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the words; Arabic stands first where names are stacked."""
        return LANGUAGES if self.language == "both" else (self.language,)
