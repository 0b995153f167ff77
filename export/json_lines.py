"""Incidents as JSON Lines: one object a line with the columns of the contract, all evidence and the articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from export.contract import incident_as_dict
from geo.places import Place
from incidents.types import Document, Incident


def write_json_lines(
    incidents: Iterable[Incident], file: TextIO, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]
) -> int:
    """Write one line an incident and return how many there were; no incident gives an empty file."""
    count = 0
    for incident in incidents:
        told = incident_as_dict(incident, gazetteer, documents)
        file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
        count += 1
    return count
