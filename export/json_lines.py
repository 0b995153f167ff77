"""Incidents as JSON Lines: one object a line with the columns of the contract, all evidence and the articles."""

from __future__ import annotations

import json
from typing import TextIO

from export.contract import incident_as_dict
from export.dataset import Dataset


def write_json_lines(dataset: Dataset, file: TextIO) -> int:
    """Write one line an incident and return how many there were; no incident gives an empty file."""
    count = 0
    for incident in dataset.incidents:
        told = incident_as_dict(incident, dataset.gazetteer, dataset.documents)
        told["permalink"] = dataset.permalink(incident)
        file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
        count += 1
    return count
