"""GeoJSON by the letter of RFC 7946, for any incident, and as others' tools read it."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from geojson_validator import validate_geometries, validate_structure
from hypothesis import HealthCheck, given, settings
from shapely.geometry import shape

from export.columns import COLUMNS
from export.files import WriteError
from export.formats import FORMATS, UnknownFormatError, as_bytes, write
from export.geojson import write_geojson
from geo.gazetteer import load_gazetteer
from incidents.errors import RecordUnavailable
from incidents.merge import derive
from incidents.types import Document, Filter, Incident
from tests.builders import make_document, make_report
from tests.datasets import ADDRESS, make_dataset
from tests.incident_strategies import records, six_incidents

GAZETTEER = load_gazetteer()


def written(incidents: list[Incident], documents: dict[str, Document]) -> dict[str, Any]:
    """What a reader parses of the collection written for these incidents."""
    file = io.StringIO()
    assert write_geojson(make_dataset(incidents, documents), file) == len(incidents)
    parsed: dict[str, Any] = json.loads(file.getvalue())
    return parsed


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records())
def test_what_is_written_is_read_back(drawn: tuple[list[Incident], dict[str, Document]]) -> None:
    incidents, documents = drawn
    collection = written(incidents, documents)
    assert "crs" not in collection
    assert len(collection["features"]) == len(incidents)
    for incident, feature in zip(incidents, collection["features"], strict=True):
        properties = feature["properties"]
        assert feature["id"] == properties["event_id"] == incident.id
        assert tuple(properties) == COLUMNS
        assert properties["event_date"] == (incident.date_start.isoformat() if incident.date_start else None)
        assert properties["status"] == incident.status
        assert all(report.quote in properties["quote"] for report in incident.reports)
        if incident.place_id is None:
            assert feature["geometry"] is None
            assert properties["latitude"] is None
        else:
            place = GAZETTEER[incident.place_id]
            assert feature["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}
            assert (properties["location"], properties["location_ar"]) == (place.name_en, place.name_ar)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(records())
def test_an_outside_validator_finds_no_fault(drawn: tuple[list[Incident], dict[str, Document]]) -> None:
    collection = written(*drawn)
    assert validate_structure(collection, check_crs=True) == {}
    placed = {"type": "FeatureCollection", "features": [f for f in collection["features"] if f["geometry"]]}
    found = validate_geometries(placed) if placed["features"] else {"invalid": {}, "problematic": {}}
    assert not found["invalid"]
    assert not found["problematic"]


def test_bbox_is_west_south_east_north() -> None:
    collection = written(*six_incidents())
    west, south, east, north = collection["bbox"]
    bounds = [shape(feature["geometry"]).bounds for feature in collection["features"]]
    assert (west, south) == (min(b[0] for b in bounds), min(b[1] for b in bounds))
    assert (east, north) == (max(b[2] for b in bounds), max(b[3] for b in bounds))
    assert 38 < west < east < 45
    assert 33 < south < north < 37


def test_coordinates_have_at_most_seven_decimals() -> None:
    for feature in written(*six_incidents())["features"]:
        for degrees in feature["geometry"]["coordinates"]:
            assert math.isclose(degrees, round(degrees, 7), abs_tol=0)


def test_an_empty_selection_is_a_valid_empty_collection(tmp_path: Path) -> None:
    path = tmp_path / "empty.geojson"
    assert write("geojson", make_dataset([], {}), path) == 0
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert (collection["type"], collection["features"]) == ("FeatureCollection", [])
    assert "bbox" not in collection
    assert validate_structure(path) == {}


def test_gdal_reads_the_same_incidents(tmp_path: Path) -> None:
    incidents, documents = six_incidents()
    nowhere = make_document("استهداف موقع الجبسة بصاروخ.")
    incidents.append(derive("nowhere", [make_report(nowhere, place_id=None, place_name="موقع الجبسة", undated=True)]))
    path = tmp_path / "seven.geojson"
    assert write("geojson", make_dataset(incidents, documents | {nowhere.id: nowhere}), path) == 7
    frame = pyogrio.read_dataframe(path)
    assert pyogrio.read_info(path)["crs"] == "EPSG:4326"
    assert list(frame["event_id"]) == [incident.id for incident in incidents]
    assert list(frame["location_ar"])[4] == "قاعدة عين الأسد الجوية"
    assert frame["quote"].iloc[0] == "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران"
    assert [str(day)[:10] for day in frame["event_date"]][:6] == ["2023-10-29"] * 6
    assert frame["event_date"].isna().tolist() == [False] * 6 + [True]
    assert [None if point is None else (point.x, point.y) for point in frame.geometry] == [
        *((GAZETTEER[str(i.place_id)].lon, GAZETTEER[str(i.place_id)].lat) for i in incidents[:6]),
        None,
    ]


def test_our_own_samples_say_so() -> None:
    sample = make_document(publisher="Rasid sample", after="Al Mayadeen, 2023-10-27")
    collection = written([derive("x", [make_report(sample)])], {sample.id: sample})
    properties = collection["features"][0]["properties"]
    assert properties["publisher"] == "Rasid sample"
    assert properties["after"] == "our wording, after a report by Al Mayadeen, 2023-10-27"


def test_several_articles_stand_in_one_row_each_once() -> None:
    one = make_document("قصف قاعدة حقل العمر.", publisher="A")
    other = make_document("استهداف قاعدة حقل العمر.", publisher="B")
    third = make_document("هجوم على قاعدة حقل العمر.", publisher="A")
    documents = {document.id: document for document in (one, other, third)}
    incident = derive("x", [make_report(document) for document in documents.values()])
    properties = written([incident], documents)["features"][0]["properties"]
    assert properties["publisher"] == "A; B"
    assert properties["quote"] == "قصف قاعدة حقل العمر; استهداف قاعدة حقل العمر; هجوم على قاعدة حقل العمر"


def test_half_a_character_is_written_as_its_escape() -> None:
    document = make_document(title="\ud83d")
    data = as_bytes("geojson", make_dataset([derive("x", [make_report(document)])], {document.id: document}))
    assert json.loads(data)["features"][0]["properties"]["title"] == "\ud83d"


@pytest.mark.parametrize("format", FORMATS)
def test_a_download_equals_the_file(format: str, tmp_path: Path) -> None:
    incidents, documents = six_incidents()
    path = tmp_path / "file"
    dataset = make_dataset(incidents, documents)
    write(format, dataset, path)
    assert path.read_bytes() == as_bytes(format, dataset)


@pytest.mark.parametrize("format", FORMATS)
def test_a_failure_leaves_what_was_there(format: str, tmp_path: Path) -> None:
    incidents, documents = six_incidents()
    path = tmp_path / "kept"
    path.write_text("before", encoding="utf-8")

    def failing() -> Any:
        yield incidents[0]
        raise RecordUnavailable("record went away")

    with pytest.raises(RecordUnavailable):
        write(format, replace(make_dataset(incidents, documents), incidents=failing()), path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_cannot_be_written_gives_one_line(tmp_path: Path) -> None:
    taken = tmp_path / "folder"
    taken.mkdir()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "missing" / "x.geojson", taken, pipe):
        with pytest.raises(WriteError) as caught:
            write("geojson", make_dataset([], {}), path)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert set(tmp_path.iterdir()) == {taken, pipe}
    assert pipe.is_fifo()


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "x.geojson", tmp_path / "link"
    target.write_text("before")
    link.symlink_to(target)
    write("geojson", make_dataset([], {}), link)
    assert link.is_symlink()
    assert json.loads(target.read_text())["features"] == []


def test_an_unknown_format_lists_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="'shp': expected one of geojson, csv, csv-excel, csv-acled"):
        write("shp", make_dataset([], {}), tmp_path / "x")


def test_where_it_comes_from_stands_inside_and_beside(tmp_path: Path) -> None:
    filter = Filter(date_from=dt.date(2023, 10, 1), weapons=frozenset({"rocket"}), undated=False)
    path = tmp_path / "six.geojson"
    write("geojson", make_dataset(*six_incidents(), filter=filter), path)
    about = json.loads((tmp_path / "six.geojson.about.json").read_text(encoding="utf-8"))
    assert json.loads(path.read_text(encoding="utf-8"))["about"] == about
    assert about["query"] == {"from": ["2023-10-01"], "undated": ["0"], "weapon": ["rocket"]}
    assert about["permalink"] == f"{ADDRESS}/?from=2023-10-01&undated=0&weapon=rocket"
    assert (about["version"], about["as_of"]) == ("test-1", "2024-09-01")
    assert about["counts"] == {"incidents": 6, "undated": 0, "without_a_place": 0, "hidden_by_the_query": 0}
    assert "CC BY-SA" in about["licence"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["six.geojson", "six.geojson.about.json"]


def test_every_row_opens_the_map_on_its_incident() -> None:
    features = written(*six_incidents())["features"]
    assert features[0]["properties"]["permalink"] == f"{ADDRESS}/?at=al-omar&incident=incident-al-omar"
    assert all(feature["properties"]["sources"] and feature["properties"]["status"] for feature in features)


def test_a_place_that_the_gazetteer_lost_keeps_its_name_and_has_no_point() -> None:
    document = make_document()
    lost = derive("lost", [make_report(document, place_id="no-longer-there")])
    feature = written([lost], {document.id: document})["features"][0]
    assert feature["geometry"] is None
    assert feature["properties"]["location"] == "قاعدة حقل العمر النفطي"
