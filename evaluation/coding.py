"""What a person coded by hand from an article, to hold the reading against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from incidents.types import Document


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle in which a coded place is found."""

    lon: float
    lat: float
    """Degrees, WGS84."""
    radius_m: float
    """Metres within which a reading's point is right."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One incident that the article tells."""

    place: str | None
    """Gazetteer id, or the name in the gold file's own list of places; None where none is named."""
    spots: tuple[Spot, ...]
    """Where it is, the place's own spot first, then those also accepted; empty where no place is named."""
    date: tuple[dt.date, dt.date] | None
    """First and last possible day; None when undated."""
    to_the_day: bool
    """Whether the article tells the day, so that a wide guess does not count."""
    weapons: frozenset[str]
    munition_count: int | None
    """None where it is not told: then it is not scored. The same for `killed` and `injured`."""
    attacker: str
    target: str
    """English names of parties; empty where the coding says nothing."""
    outcome: str
    status: frozenset[str]
    """Every truth status that can be defended."""
    killed: int | None
    injured: int | None
    evidence: str
    """The article's words; empty where the coding gives none."""


@dataclass(frozen=True, slots=True)
class CodedTally:
    """One count that the article publishes."""

    count: int
    scope: str
    date_from: dt.date | None
    date_to: dt.date | None
    """None where the article does not say it: then it is not scored."""
    evidence: str


@dataclass(frozen=True, slots=True)
class Coding:
    """All that a person coded from one article."""

    file: str
    """Name of the text."""
    document: Document
    """The text itself, with what the manifest beside it says."""
    published: dt.date | None
    """The day it was published."""
    published_in_text: bool
    """Whether its words say so."""
    voice: str
    """Manner of the text (wire, monitor, …); empty where the coding does not say."""
    phenomena: tuple[str, ...]
    """What is hard about it."""
    incidents: tuple[Coded, ...]
    optional: tuple[Coded, ...]
    """Incidents that a reading may find or leave: neither right nor wrong."""
    unlocated: tuple[Coded, ...]
    """Incidents for which no place is named."""
    tallies: tuple[CodedTally, ...]

    @property
    def quiet(self) -> bool:
        """Whether the article tells of no incident at all."""
        return not self.incidents and not self.unlocated


@dataclass(frozen=True, slots=True)
class Gold:
    """A set of coded articles."""

    name: str
    """The path as given."""
    codings: tuple[Coding, ...]
    """In order of file name; never empty."""
    blind: bool
    """Whether those who write rules must not learn which texts are misread: a file `BLIND` stands beside them."""
