"""The formats incidents leave in, and the one way to write any of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TextIO

from export.csv_table import write_csv, write_excel_csv
from export.files import replacing
from export.geojson import write_geojson
from export.json_lines import write_json_lines
from geo.places import Place
from incidents.errors import RasidError
from incidents.types import Document, Incident

Writer = Callable[[Iterable[Incident], TextIO, Mapping[str, Place], Mapping[str, Document]], int]


class UnknownFormatError(RasidError):
    """A format that does not exist; the line lists those that do."""


@dataclass(frozen=True, slots=True)
class Format:
    """How incidents can be written."""

    name: str
    """As given on the command line."""
    suffix: str
    """End of a file's name, with its dot."""
    media_type: str
    """For a download."""
    writer: Writer
    """Writes incidents to a text file and returns their number."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("geojson", ".geojson", "application/geo+json", write_geojson),
            Format("csv", ".csv", "text/csv; charset=utf-8", write_csv),
            Format("csv-excel", ".csv", "text/csv; charset=utf-8", write_excel_csv),
            Format("jsonl", ".jsonl", "application/x-ndjson", write_json_lines),
        )
    }
)
"""All formats by name."""


def write(
    format: str,
    incidents: Iterable[Incident],
    path: Path,
    *,
    gazetteer: Mapping[str, Place],
    documents: Mapping[str, Document],
) -> int:
    """Write incidents to `path`, whole or not at all, and return how many there were.

    `incidents` is read once, one at a time, so it may be longer than memory. `documents` holds their articles by id.
    No incident gives a valid empty file. Raises `UnknownFormatError`, or `WriteError` where the system refuses; then,
    and when `incidents` itself fails, a file that stood at `path` is unchanged and nothing half-written is left.
    """
    chosen = _format(format)
    with replacing(path) as file:
        return _write_to(chosen, incidents, file, gazetteer, documents)


def as_bytes(
    format: str, incidents: Iterable[Incident], *, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]
) -> bytes:
    """Return what `write` would put into a file, for a download or standard output. Raises `UnknownFormatError`."""
    file = io.BytesIO()
    _write_to(_format(format), incidents, file, gazetteer, documents)
    return file.getvalue()


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownFormatError(f"format {name!r}: expected one of {', '.join(FORMATS)}")
    return FORMATS[name]


def _write_to(
    format: Format,
    incidents: Iterable[Incident],
    file: BinaryIO,
    gazetteer: Mapping[str, Place],
    documents: Mapping[str, Document],
) -> int:
    # No line end is translated, and half a character (which UTF-8 cannot hold) is written as its JSON escape.
    text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
    try:
        return format.writer(incidents, text, gazetteer, documents)
    finally:
        text.flush()
        text.detach()
