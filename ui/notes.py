"""The remarks that belong to the map: what its boundaries mean and leave out.

Read from the table itself: the basemap's own module brings geopandas along, for which the first page must not wait.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from language.catalogue import Language

NOTES = Path(__file__).resolve().parent.parent / "seeds" / "basemap" / "notes.csv"


@cache
def boundary_note(language: Language) -> str:
    """Return all remarks on the basemap as one text."""
    with NOTES.open(encoding="utf-8", newline="") as table:
        return " ".join(row[f"text_{language}"] for row in csv.DictReader(table))
