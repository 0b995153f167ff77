"""A GeoPackage as GDAL reads it, layer by layer, and the styles that QGIS looks for."""

from __future__ import annotations

import io
import resource
import sqlite3
import tempfile
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings

from export import geopackage
from export.columns import COLUMNS
from export.dataset import Dataset
from export.files import WriteError
from export.formats import as_bytes, write
from geo.gazetteer import load_gazetteer
from geo.palette import STATUS_COLOURS
from incidents.merge import derive
from incidents.types import Document, Incident
from tests.builders import make_document, make_evidence, make_report, make_tally
from tests.datasets import ADDRESS, make_dataset
from tests.incident_strategies import SIX_BASES, records, six_incidents

GAZETTEER = load_gazetteer()
LAYERS = {"incidents", "places", "tallies", "evidence", "layer_styles"}


def read_back(dataset: Dataset, layer: str) -> Any:
    """A layer of what is written for a dataset, as GDAL reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.gpkg")
        write("gpkg", dataset, path)
        return pyogrio.read_dataframe(path, layer=layer)


def eight() -> tuple[list[Incident], dict[str, Document]]:
    """Six incidents at six bases, a second and undated one at the first, and one without a place."""
    incidents, documents = six_incidents()
    document = make_document("استهداف موقع الجبسة بصاروخ يوم الأحد.", published=None)
    evidence = (make_evidence(document, "استهداف موقع الجبسة"), make_evidence(document, "بصاروخ", "weapon"))
    incidents.append(derive("undated", [make_report(document, evidence=evidence, undated=True, status="claimed")]))
    incidents.append(derive("nowhere", [make_report(document, place_id=None, place_name="موقع الجبسة")]))
    return incidents, documents | {document.id: document}


def test_gdal_reads_every_layer(tmp_path: Path) -> None:
    incidents, documents = eight()
    tally = make_tally(next(iter(documents.values())))
    path = tmp_path / "eight.gpkg"
    assert write("gpkg", make_dataset(incidents, documents, tallies=(tally,)), path) == 8
    assert {str(name) for name, _ in pyogrio.list_layers(path)} == LAYERS
    assert pyogrio.read_info(path, layer="incidents")["crs"] == "EPSG:4326"

    frame = pyogrio.read_dataframe(path, layer="incidents")
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert list(frame["event_id"]) == [incident.id for incident in incidents]
    assert frame["location_ar"][4] == "قاعدة عين الأسد الجوية"
    assert [None if str(day) == "NaT" else str(day)[:10] for day in frame["event_date"]] == [
        *["2023-10-29"] * 6,
        None,
        "2023-10-29",
    ]
    assert [None if point is None else (point.x, point.y) for point in frame.geometry] == [
        *((GAZETTEER[base].lon, GAZETTEER[base].lat) for base in (*SIX_BASES, SIX_BASES[0])),
        None,
    ]
    assert frame["permalink"][0] == f"{ADDRESS}/?at=al-omar&incident=incident-al-omar"

    places = pyogrio.read_dataframe(path, layer="places").set_index("place_id")
    assert set(places.index) == set(SIX_BASES)
    assert places.loc["al-omar", ["incidents", "undated", "reported", "claimed"]].tolist() == [2, 1, 1, 1]
    assert places.loc["al-omar"].geometry.x == GAZETTEER["al-omar"].lon

    tallies = pyogrio.read_dataframe(path, layer="tallies")
    assert tallies[["count", "at_least", "scope", "source"]].values.tolist() == [[12, 1, "Iraq", "Pentagon"]]
    assert str(tallies["date_from"][0])[:10] == "2023-10-17"

    evidence = pyogrio.read_dataframe(path, layer="evidence")
    assert len(evidence) == sum(len(incident.evidence) for incident in incidents)
    for row in evidence.itertuples():
        assert documents[row.document_id].text[row.start : row.end] == row.quote


def test_an_empty_selection_has_all_layers_and_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "empty.gpkg"
    assert write("gpkg", make_dataset([], {}), path) == 0
    assert {str(name) for name, _ in pyogrio.list_layers(path)} == LAYERS
    for layer in LAYERS - {"layer_styles"}:
        assert pyogrio.read_info(path, layer=layer)["features"] == 0
    assert list(pyogrio.read_info(path, layer="incidents")["fields"]) == list(COLUMNS)


def test_qgis_finds_a_default_style_for_each_layer_with_points(tmp_path: Path) -> None:
    path = tmp_path / "styled.gpkg"
    write("gpkg", make_dataset(*six_incidents()), path)
    with closing(sqlite3.connect(path)) as database:
        # What QGIS asks when it opens a layer: an empty schema, the geometry's own column, the default first.
        columns = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
        styles = {
            layer: database.execute(
                "SELECT styleQML FROM layer_styles WHERE f_table_schema = '' AND f_table_name = ? "
                "AND f_geometry_column = ? ORDER BY CASE WHEN useAsDefault THEN 1 ELSE 2 END, update_time DESC",
                (layer, column),
            ).fetchone()[0]
            for layer, column in columns.items()
        }
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert set(styles) == {"incidents", "places"}
    incidents = ElementTree.fromstring(styles["incidents"])
    categories = {one.get("value"): one.get("symbol") for one in incidents.iter("category")}
    colours = {
        one.get("name"): next(o.get("value") for o in one.iter("Option") if o.get("name") == "color")
        for one in incidents.iter("symbol")
    }
    assert set(categories) == set(STATUS_COLOURS)
    assert colours[categories["confirmed"]] == "16,54,107,255"
    places = ElementTree.fromstring(styles["places"])
    assert any("sqrt" in str(one.get("value")) for one in places.iter("Option"))
    text = next(places.iter("text-style"))
    assert "name_ar" in str(text.get("fieldName"))


def test_the_same_data_gives_the_same_bytes() -> None:
    dataset = make_dataset(*eight())
    assert as_bytes("gpkg", dataset) == as_bytes("gpkg", dataset)


def test_more_incidents_than_are_held_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geopackage, "CHUNK", 3)
    incidents, documents = eight()
    path = tmp_path / "eight.gpkg"
    assert write("gpkg", make_dataset(incidents, documents), path) == 8
    assert list(pyogrio.read_dataframe(path, layer="incidents")["event_id"]) == [one.id for one in incidents]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=15)
@given(records())
def test_any_text_is_kept_as_text(drawn: tuple[list[Incident], dict[str, Document]]) -> None:
    incidents, documents = drawn
    read = read_back(make_dataset(incidents, documents), "evidence")
    told = [item.quote.replace("\x00", "") for incident in incidents for item in incident.evidence]
    assert list(read["quote"]) == told


def test_half_a_character_does_no_harm() -> None:
    document = make_document(title="\ud83d")
    dataset = make_dataset([derive("x", [make_report(document)])], {document.id: document})
    assert read_back(dataset, "incidents")["title"][0] == "\\ud83d"


@pytest.mark.parametrize("kilobytes", [16, 64, 100, 120])
def test_no_room_for_temporary_files_gives_one_line(kilobytes: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
    try:
        with pytest.raises(WriteError, match=r"export\.gpkg: cannot be written, perhaps for lack of room: [^\n]+$"):
            geopackage.write_geopackage(make_dataset(*six_incidents()), io.BytesIO())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
