"""What is exported, for the tests of the formats: built incidents as they come out of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from export.dataset import Dataset
from geo.gazetteer import load_gazetteer
from incidents.query import Counts
from incidents.types import Document, Incident

ADDRESS = "https://map.example.org/rasid"
AS_OF = dt.date(2024, 9, 1)


def make_dataset(incidents: Iterable[Incident], documents: Mapping[str, Document], **fields: Any) -> Dataset:
    """Return the incidents as a record's dataset, counted; `fields` replace any of its fields."""
    held = list(incidents)
    values: dict[str, Any] = {
        "incidents": held,
        "gazetteer": load_gazetteer(),
        "documents": documents,
        "as_of": AS_OF,
        "address": ADDRESS,
        "counts": Counts(
            shown=len(held),
            total=len(held),
            undated=sum(one.date_start is None for one in held),
            unlocated=sum(one.place_id is None for one in held),
        ),
        "publishers": (("Test wire", len(held)),) if held else (),
        "version": "test-1",
        "first": min((one.date_start for one in held if one.date_start), default=None),
        "last": max((one.date_end for one in held if one.date_end), default=None),
    }
    return Dataset(**(values | fields))
