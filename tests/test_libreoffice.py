"""The tables for Excel as LibreOffice opens them: Arabic, numbers and dates as they are, and no formula among them.

The characters are given as UTF-8, which is what LibreOffice's own dialogue chooses when it sees the byte-order mark;
without a window there is no dialogue.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from export.columns import COLUMNS, row
from export.csv_table import safe
from export.formats import as_bytes
from incidents.merge import derive
from tests.builders import make_document, make_report
from tests.conftest import find_program
from tests.datasets import make_dataset
from tests.incident_strategies import HOSTILE, six_incidents

pytestmark = pytest.mark.libreoffice

AS_THE_DIALOGUE_CHOOSES = "Text - txt - csv (StarCalc):44,34,76"
"""Commas between cells, quotes around them, UTF-8."""

OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))
Cell = str | float | None


def opened(data: bytes, folder: Path) -> list[list[ElementTree.Element]]:
    """Open a CSV in LibreOffice and return the cells of its rows as OpenDocument elements."""
    (folder / "table.csv").write_bytes(data)
    command = [
        str(find_program("libreoffice")),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        f"--infilter={AS_THE_DIALOGUE_CHOOSES}",
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
        str(folder / "table.csv"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet = ElementTree.parse(folder / "table.fods").find(f".//{TABLE}table")
    assert sheet is not None
    return [list(_repeated(line)) for line in sheet.iter(f"{TABLE}table-row") if line.find(f".//{TEXT}p") is not None]


def _repeated(line: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for cell in line.iter(f"{TABLE}table-cell"):
        for _ in range(int(cell.get(f"{TABLE}number-columns-repeated", "1"))):
            yield cell


def value(cell: ElementTree.Element) -> Cell:
    """What a cell holds: a number, a text (a date as it is written), or nothing."""
    if cell.get(f"{OFFICE}value-type") == "float":
        return float(cell.attrib[f"{OFFICE}value"])
    return cell.get(f"{OFFICE}date-value") or "\n".join("".join(line.itertext()) for line in cell) or None


def test_arabic_numbers_and_dates_are_what_was_written(tmp_path: Path) -> None:
    incidents, documents = six_incidents()
    dataset = make_dataset(incidents, documents)
    header, *lines = opened(as_bytes("csv-excel", dataset), tmp_path)
    assert [value(cell) for cell in header][: len(COLUMNS)] == list(COLUMNS)
    assert len(lines) == len(incidents)
    for incident, line in zip(incidents, lines, strict=True):
        assert {name: value(cell) for name, cell in zip(COLUMNS, line, strict=False)} == row(incident, dataset)
        assert line[COLUMNS.index("event_date")].get(f"{OFFICE}value-type") == "date"
        assert line[COLUMNS.index("latitude")].get(f"{OFFICE}value-type") == "float"


def test_no_text_becomes_a_formula_or_another_line(tmp_path: Path) -> None:
    documents = [make_document(f"{text} [{number}]", title=text) for number, text in enumerate(HOSTILE)]
    incidents = [
        derive(f"i{number}", [make_report(document, text, place_id=None, place_name=text)])
        for number, (document, text) in enumerate(zip(documents, HOSTILE, strict=True))
    ]
    dataset = make_dataset(incidents, {document.id: document for document in documents})
    _, *lines = opened(as_bytes("csv-excel", dataset), tmp_path)
    assert [value(line[0]) for line in lines] == [incident.id for incident in incidents]
    for text, line in zip(HOSTILE, lines, strict=True):
        assert value(line[COLUMNS.index("title")]) == (safe(text) or None)
        assert all(cell.get(f"{TABLE}formula") is None for cell in line)
