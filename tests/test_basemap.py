"""The committed basemap: complete, small, valid GeoJSON, and honest about what it draws."""

import csv
import json

import pytest

from geo.basemap import FOLDER, LAYERS, load_basemap, placement_tolerances
from geo.gazetteer import SEEDS

BASEMAP = load_basemap()

with (SEEDS / "governorates.csv").open(encoding="utf-8", newline="") as _table:
    GOVERNORATES = list(csv.DictReader(_table))


def test_governorates_are_those_of_the_table() -> None:
    drawn = {tuple(row) for row in BASEMAP.governorates[["pcode", "country", "name_en", "name_ar"]].to_numpy().tolist()}
    assert drawn == {(row["pcode"], row["country"], row["name_en"], row["name_ar"]) for row in GOVERNORATES}
    codes = [row["pcode"] for row in GOVERNORATES if row["pcode"]]
    assert codes == [f"SY{n:02}" for n in range(1, 15)] + [f"IQG{n:02}" for n in range(1, 19)]


def test_the_whole_basemap_is_small() -> None:
    assert sum(path.stat().st_size for path in BASEMAP.paths.values()) < 1_000_000


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_is_rfc_7946_geojson(layer: str) -> None:
    collection = json.loads(BASEMAP.paths[layer].read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    frame = getattr(BASEMAP, layer)
    assert len(frame) == len(collection["features"]) > 0
    assert frame.geometry.is_valid.all()
    west, south, east, north = frame.total_bounds
    assert 31 <= west < east <= 52
    assert 27 <= south < north <= 40
    for shape in frame.geometry.explode():
        if shape.geom_type == "Polygon":
            assert shape.exterior.is_ccw


@pytest.mark.parametrize("layer", LAYERS)
def test_coordinates_have_at_most_four_decimals(layer: str) -> None:
    numbers = json.loads(BASEMAP.paths[layer].read_text(encoding="utf-8"), parse_float=str)

    def check(value: object) -> None:
        if isinstance(value, list):
            for part in value:
                check(part)
        elif isinstance(value, str):
            assert len(value.partition(".")[2]) <= 4

    for feature in numbers["features"]:
        check(feature["geometry"]["coordinates"])


@pytest.mark.parametrize(
    ("lon", "lat", "pcode"),
    [
        (40.576, 35.104, "SY09"),
        (38.618, 33.506, "SY04"),
        (42.441, 33.786, "IQG01"),
        (44.34, 36.534, "IQG11"),
        (36.291, 33.513, "SY01"),
        (38.703, 33.314, None),
        (33.4, 35.1, None),
    ],
)
def test_governorate_at(lon: float, lat: float, pcode: str | None) -> None:
    assert BASEMAP.governorate_at(lon, lat) == pcode


def test_metres_outside() -> None:
    assert BASEMAP.metres_outside(40.576, 35.104, "SY", "SY09") == 0
    assert BASEMAP.metres_outside(40.576, 35.104, "SY") == 0
    assert BASEMAP.metres_outside(40.576, 35.104, "IQ") > 50_000
    with pytest.raises(KeyError):
        BASEMAP.metres_outside(40.576, 35.104, "FR")


def test_undof_zone_is_part_of_quneitra_and_the_notes_say_so() -> None:
    names = set(BASEMAP.governorates["name_en"])
    assert "UNDOF" not in names
    assert BASEMAP.governorate_at(35.84, 33.11) == "SY14"
    assert "UNDOF" in BASEMAP.note("undof", language="en")
    assert "الجولان" in BASEMAP.note("golan", language="ar")
    assert BASEMAP.note(language="en").startswith("Boundaries are drawn")
    assert all(note.text_ar and note.text_en for note in BASEMAP.notes)


def test_tolerances_have_a_default_and_a_reason() -> None:
    assert set(placement_tolerances()) >= {"", "SY03", "SY14", "IQG08"}
    with (FOLDER / "tolerances.csv").open(encoding="utf-8", newline="") as table:
        assert all(row["reason"] for row in csv.DictReader(table))


def test_every_known_country_has_a_label_in_both_languages() -> None:
    labelled = BASEMAP.countries[BASEMAP.countries["country"] != ""]
    assert {"SY", "IQ", "JO", "LB", "TR", "IR", "IL", "PS", "SA", "KW"} <= set(labelled["country"])
    assert (labelled["name_ar"] != "").all()
