"""Reading short phrases in tests: the real pipeline over the real tables."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from extract.findings import Findings, find_all, find_words
from extract.normalise import ReadText
from extract.pipeline import read
from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.types import Reading
from tests.builders import make_document

PHRASES = Path(__file__).parent / "phrases"
PUBLISHED = dt.date(2024, 1, 20)
"""A Saturday."""


@cache
def gazetteer() -> Gazetteer:
    """Return the real gazetteer."""
    return load_gazetteer()


def reading_of(text: str, published: dt.date | None = PUBLISHED) -> Reading:
    """Return what the pipeline reads in a text."""
    basis = "given" if published else "unknown"
    return read(make_document(text, published=published, published_basis=basis), gazetteer())


def findings_of(text: str, published: dt.date | None = PUBLISHED) -> Findings:
    """Return what the recognisers find in a text."""
    read = ReadText(text)
    return find_all(read, find_words(read), gazetteer(), published)


def places_read(text: str) -> list[str | None]:
    """Return the place ids of the reports of a text, in order."""
    return [report.place_id for report in reading_of(text).reports]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a phrase table."""
    with (PHRASES / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
