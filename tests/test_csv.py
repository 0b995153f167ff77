"""CSV that a spreadsheet can open whatever the articles say, with the same columns as GeoJSON."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.columns import COLUMNS
from export.csv_table import safe
from export.formats import as_bytes
from geo.gazetteer import load_gazetteer
from incidents.types import Document, Incident
from tests.datasets import make_dataset
from tests.incident_strategies import HOSTILE, records, six_incidents

GAZETTEER = load_gazetteer()


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows a strict reader sees."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records())
def test_every_incident_is_one_harmless_row(drawn: tuple[list[Incident], dict[str, Document]]) -> None:
    incidents, documents = drawn
    data = as_bytes("csv", make_dataset(incidents, documents))
    assert data.count(b"\r\n") == len(incidents) + 1
    read = rows(data)
    assert [row["event_id"] for row in read] == [incident.id for incident in incidents]
    for incident, row in zip(incidents, read, strict=True):
        assert tuple(row) == COLUMNS
        assert row["status"] == incident.status
        assert row["event_date"] == (incident.date_start.isoformat() if incident.date_start else "")
        assert (row["latitude"] == "") == (incident.place_id is None)
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
            assert not set(cell) & set("\u202e\u2066\u200f\x00\n\r")


def test_an_empty_selection_keeps_its_header() -> None:
    assert as_bytes("csv", make_dataset([], {})) == (",".join(COLUMNS) + "\r\n").encode()


def test_the_excel_variant_differs_by_its_byte_order_mark_alone() -> None:
    incidents, documents = six_incidents()
    plain = as_bytes("csv", make_dataset(incidents, documents))
    excel = as_bytes("csv-excel", make_dataset(incidents, documents))
    assert excel == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef\xbb\xbf")


def test_arabic_and_numbers_stand_as_they_are() -> None:
    incidents, documents = six_incidents()
    read = rows(as_bytes("csv", make_dataset(incidents, documents)))
    assert read[4]["location_ar"] == "قاعدة عين الأسد الجوية"
    assert float(read[0]["latitude"]) == GAZETTEER["al-omar"].lat
    assert read[0]["munition_count"] == "6"
    assert read[0]["url"] == "https://example.org/1"


@pytest.mark.parametrize(("format", "encoding"), [("csv", "utf-8"), ("csv-excel", "utf-8-sig")])
def test_others_parsers_read_the_same_rows(format: str, encoding: str, tmp_path: Path) -> None:
    incidents, documents = six_incidents()
    path = tmp_path / "six.csv"
    path.write_bytes(as_bytes(format, make_dataset(incidents, documents)))
    for frame in (pandas.read_csv(path, encoding=encoding, engine="c"), pyogrio.read_dataframe(path)):
        assert list(frame.columns) == list(COLUMNS)
        assert list(frame["event_id"]) == [incident.id for incident in incidents]
        assert list(frame["event_date"]) == ["2023-10-29"] * 6
        assert frame["location_ar"][4] == "قاعدة عين الأسد الجوية"
        assert frame["quote"][0] == "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران"


@given(st.sampled_from(HOSTILE) | st.text() | st.text().map("=".__add__))
def test_a_safe_cell_stays_safe(text: str) -> None:
    once = safe(text)
    assert isinstance(once, str)
    assert safe(once) == once
    assert once[:1] not in set("=+-@＝＋－＠\t\r")


def test_negative_numbers_are_numbers_and_not_formulas() -> None:
    assert safe(-1.5) == -1.5
    assert safe(None) is None
