"""Incidents as CSV (RFC 4180): safe to open in a spreadsheet, whatever the articles say."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from export.columns import COLUMNS, Cell, row
from geo.places import Place
from incidents.types import Document, Incident
from language.plain import plain

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Characters that make a spreadsheet read a cell as a formula, and their full-width forms."""


def write_csv(
    incidents: Iterable[Incident], file: TextIO, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]
) -> int:
    """Write the header and one row an incident, and return how many rows there were.

    No incident still gives the header. Texts are put on one line and lose invisible and directional controls, which
    turn the cells around them; a text that a spreadsheet would read as a formula gets an apostrophe before it.
    Evidence word for word stands in GeoJSON and JSON Lines. `file` has to be opened with `newline=""`.
    """
    table = csv.writer(file)
    table.writerow(COLUMNS)
    count = 0
    for incident in incidents:
        table.writerow([safe(cell) for cell in row(incident, gazetteer, documents).values()])
        count += 1
    return count


def write_excel_csv(
    incidents: Iterable[Incident], file: TextIO, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]
) -> int:
    """Write the same table behind a byte-order mark, without which Excel garbles Arabic."""
    file.write("\ufeff")
    return write_csv(incidents, file, gazetteer, documents)


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs and that stays on its line; numbers and None as they are."""
    if not isinstance(cell, str):
        return cell
    cell = plain(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
