"""The formats incidents leave in, and the one way to write any of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TextIO

from export.about import about
from export.csv_table import write_acled_csv, write_csv, write_excel_csv, write_ucdp_csv
from export.dataset import Dataset
from export.files import replacing
from export.geojson import write_geojson
from export.json_lines import write_json_lines
from incidents.errors import RasidError

Writer = Callable[[Dataset, BinaryIO], int]


class UnknownFormatError(RasidError):
    """A format that does not exist; the line lists those that do."""


@dataclass(frozen=True, slots=True)
class Format:
    """How incidents can be written."""

    name: str
    """As given on the command line."""
    suffix: str
    """End of a file's name, with its dot; two formats of one kind differ in what stands before it."""
    media_type: str
    """For a download."""
    write: Writer
    """Writes a dataset to a binary file and returns the number of incidents."""
    sidecar: bool
    """Whether a file of it should have one beside it that says what `export.about` does: it cannot say so itself, or
    most of its readers do not look."""


def _in_utf8(write: Callable[[Dataset, TextIO], int]) -> Writer:
    """Return a writer of binary files from one of text: UTF-8, no line end translated."""

    def write_bytes(dataset: Dataset, file: BinaryIO) -> int:
        # Half a character, which UTF-8 cannot hold, is written as its JSON escape.
        text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
        try:
            return write(dataset, text)
        finally:
            text.flush()
            text.detach()

    return write_bytes


def _geopackage(dataset: Dataset, file: BinaryIO) -> int:
    # GDAL and the basemap take a second to load, for which only their own formats wait.
    from export.geopackage import write_geopackage

    return write_geopackage(dataset, file)


def _html(dataset: Dataset, file: BinaryIO) -> int:
    from export.html_map import write_html

    return write_html(dataset, file)


_CSV = "text/csv; charset=utf-8"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("geojson", ".geojson", "application/geo+json", _in_utf8(write_geojson), True),
            Format("csv", ".csv", _CSV, _in_utf8(write_csv), True),
            Format("csv-excel", "_excel.csv", _CSV, _in_utf8(write_excel_csv), True),
            Format("csv-acled", "_acled.csv", _CSV, _in_utf8(write_acled_csv), True),
            Format("csv-ucdp", "_ucdp.csv", _CSV, _in_utf8(write_ucdp_csv), True),
            Format("jsonl", ".jsonl", "application/x-ndjson", _in_utf8(write_json_lines), True),
            Format("gpkg", ".gpkg", "application/geopackage+sqlite3", _geopackage, False),
            Format("html", ".html", "text/html; charset=utf-8", _html, False),
        )
    }
)
"""All formats by name."""

PACKED = ("png", "geojson", "csv-excel", "gpkg", "html")
"""What a report pack holds when nobody says otherwise: a picture, and formats."""


def write(format: str, dataset: Dataset, path: Path) -> int:
    """Write a dataset to `path`, whole or not at all, and return how many incidents there were.

    No incident gives a valid empty file. Where the format has a sidecar and the dataset a record, `path` with
    `.about.json` at its end is written too. Raises `UnknownFormatError`, what the format's writer raises, or
    `WriteError` where the system refuses; then, and when reading the incidents fails, a file that stood at `path` is
    unchanged and nothing half-written is left.
    """
    chosen = format_named(format)
    with replacing(path) as file:
        count = chosen.write(dataset, file)
    if chosen.sidecar and dataset.address:
        with replacing(path.with_name(f"{path.name}.about.json")) as file:
            file.write(sidecar(dataset))
    return count


def as_bytes(format: str, dataset: Dataset) -> bytes:
    """Return what `write` would put into a file, for a download or standard output; raises what its writer raises."""
    file = io.BytesIO()
    format_named(format).write(dataset, file)
    return file.getvalue()


def sidecar(dataset: Dataset) -> bytes:
    """Return the file that stands beside one whose format cannot say where it comes from: JSON in UTF-8."""
    return json.dumps(about(dataset), ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"


def format_named(name: str) -> Format:
    """Return a format by its name. Raises `UnknownFormatError`."""
    if name not in FORMATS:
        raise UnknownFormatError(f"format {name!r}: expected one of {', '.join(FORMATS)}")
    return FORMATS[name]
