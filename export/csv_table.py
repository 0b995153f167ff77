"""Incidents as CSV (RFC 4180): safe to open in a spreadsheet, whatever the articles say."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from export import acled, ucdp
from export.columns import COLUMNS, Cell, row
from export.dataset import Dataset
from incidents.types import Incident
from language.plain import plain

Row = Callable[[Incident, Dataset], Mapping[str, Cell]]
"""Makes an incident into a row of a table's columns."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Characters that make a spreadsheet read a cell as a formula, and their full-width forms."""


def write_csv(dataset: Dataset, file: TextIO) -> int:
    """Write the header and one row an incident, and return how many rows there were.

    No incident still gives the header. Texts are put on one line and lose invisible and directional controls, which
    turn the cells around them; a text that a spreadsheet would read as a formula gets an apostrophe before it.
    Evidence word for word stands in GeoJSON and JSON Lines. `file` has to be opened with `newline=""`.
    """
    return _write(dataset, file, COLUMNS, row)


def write_excel_csv(dataset: Dataset, file: TextIO) -> int:
    """Write the same table behind a byte-order mark, without which Excel garbles Arabic."""
    file.write("\ufeff")
    return write_csv(dataset, file)


def write_acled_csv(dataset: Dataset, file: TextIO) -> int:
    """Write a table with exactly ACLED's columns, see `export.acled`; otherwise as `write_csv`."""
    return _write(dataset, file, acled.COLUMNS, acled.row)


def write_ucdp_csv(dataset: Dataset, file: TextIO) -> int:
    """Write a table with UCDP-GED's columns, see `export.ucdp`; otherwise as `write_csv`."""
    return _write(dataset, file, ucdp.COLUMNS, ucdp.row)


def _write(dataset: Dataset, file: TextIO, columns: Sequence[str], row: Row) -> int:
    table = csv.writer(file)
    table.writerow(columns)
    count = 0
    for incident in dataset.incidents:
        table.writerow([safe(cell) for cell in row(incident, dataset).values()])
        count += 1
    return count


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs and that stays on its line; numbers and None as they are."""
    if not isinstance(cell, str):
        return cell
    cell = plain(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
