"""The map's folium objects: local addresses only, text never as HTML, area proportional to counts."""

from __future__ import annotations

import json
import re
from math import pi
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, generate_js_hash, generate_leaflet_string

from geo import map_files
from geo.gazetteer import load_gazetteer
from geo.layers import LARGEST_RADIUS, Sayings, TileLayer, base_map, mark_radius, place_marks
from geo.map_files import MAP_FILES, leaflet_files, palette_css, places_script
from geo.marks import PlaceMark
from geo.palette import DARK, LIGHT, STATUS_COLOURS
from geo.tints import TINTS

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 'map_0' }} `${alert(1)}` '\"\\ \u2028"


def make_mark(place: str = "al-omar", count: int = 3, **fields: object) -> PlaceMark:
    values: dict[str, object] = {
        "place_id": place,
        "name_ar": "العمر",
        "name_en": "al-Omar",
        "lon": 40.57,
        "lat": 35.11,
        "radius_m": 1500.0,
        "exact": True,
        "count": count,
        "undated": 0,
        "by_status": {"reported": count},
    }
    return PlaceMark(**(values | fields))  # type: ignore[arg-type]


def drawn(
    *marks: PlaceMark,
    tiles: TileLayer | None = None,
    kind: str = "Reported",
    turn: int = 0,
) -> tuple[str, dict]:  # type: ignore[type-arg]
    """The script that a group of marks sends to the browser, and the data in it."""
    group = place_marks(
        marks,
        {mark.place_id: tuple(mark.by_status.get(status, 0) for status in STATUS_COLOURS) for mark in marks},
        paints=[f"status-{status}" for status in STATUS_COLOURS],
        sayings=Sayings(
            "en",
            (kind,) * 4,
            {"other": "{count} incidents"},
            {"other": "{count} undated"},
            "near",
            "Map",
            "Show all",
            "Natural Earth",
        ),
        most=9,
        chosen="al-omar",
        turn=turn,
        tiles=tiles,
    )
    script = _get_feature_group_string(group, map=base_map())
    found = re.search(r"rasid\.show\(\w+, (\{.*\})\);", script)
    assert found, script
    return script, json.loads(found[1])


def test_every_address_of_the_base_map_is_local() -> None:
    base = base_map()
    base.render()
    script = generate_leaflet_string(base)
    addresses = [url for _, url in (*base.default_js, *base.default_css)]
    addresses += re.findall(r'"(\.\./[^"]+|https?:[^"]+|//[^"]+)"', script)
    assert len(addresses) > 8
    assert all(url.startswith("../../") for url in addresses), addresses


def test_the_served_files_name_no_outside_host() -> None:
    for file in MAP_FILES.iterdir():
        found = re.findall(r"https?://[^\s\"')]+", file.read_text(encoding="utf-8"))
        assert [url for url in found if url != "http://www.w3.org/2000/svg"] == []


def test_the_base_map_is_the_same_every_time() -> None:
    # Its script is the component's key: a difference would build the map anew and lose zoom and centre.
    keys = set()
    for _ in range(2):
        base = base_map()
        base.render()
        keys.add(generate_js_hash(generate_leaflet_string(base)))
    assert len(keys) == 1


def test_leaflet_is_found_without_importing_its_package() -> None:
    folder = leaflet_files()
    assert (folder / "leaflet.css").is_file()
    assert 'version="1.9' in (folder / "leaflet.js").read_text(encoding="utf-8")


def test_a_missing_leaflet_is_said_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_files, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="django-leaflet"):
        leaflet_files()


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_area_is_proportional_to_the_count(one: int, other: int) -> None:
    most = max(one, other)
    areas = [pi * mark_radius(count, most) ** 2 for count in (one, other)]
    assert areas[0] / areas[1] == pytest.approx(one / other)
    assert mark_radius(most, most) <= LARGEST_RADIUS + 1e-9


def test_marks_are_sent_as_numbers_the_largest_first() -> None:
    _, view = drawn(
        make_mark("a", 1), make_mark("b", 4, undated=4, exact=False, by_status={"claimed": 1, "disputed": 3})
    )
    parts = [{"claimed": 1, "disputed": 3}.get(status, 0) for status in STATUS_COLOURS]
    assert view["marks"] == [["b", 4, 4, 0, parts], ["a", 1, 0, 1, [0, 1, 0, 0]]]
    assert view["paints"][0] == "status-confirmed"
    assert view["single"] * 3 <= LARGEST_RADIUS


def test_names_and_positions_are_sent_once_by_address() -> None:
    script = places_script(load_gazetteer().values())
    rows = json.loads(script.removeprefix("window.rasidPlaces = ").removesuffix(";\n"))
    place = load_gazetteer()["al-omar"]
    assert rows["al-omar"] == [place.lat, place.lon, place.radius_m, place.name_ar, place.name_en]
    assert len(rows) == len(load_gazetteer())


def test_hostile_words_stay_text() -> None:
    script, view = drawn(make_mark(), kind=HOSTILE)
    assert view["kinds"][0] == HOSTILE
    assert "<img" not in script
    assert "</script" not in script


def test_text_is_never_set_as_html() -> None:
    script = (MAP_FILES / "map.js").read_text(encoding="utf-8")
    for way in ("innerHTML", "insertAdjacentHTML", "bindPopup", "document.write", "eval("):
        assert way not in script


def test_each_choice_makes_the_same_mark_clickable_again() -> None:
    assert drawn(make_mark(), turn=1)[0] != drawn(make_mark(), turn=2)[0]


def test_no_marks_are_an_empty_group() -> None:
    assert drawn()[1]["marks"] == []


def test_tiles_are_asked_for_only_by_choice() -> None:
    tiles = TileLayer("https://tiles.example/{z}/{x}/{y}.png", "© somebody")
    assert "https:" not in drawn(make_mark())[0]
    assert drawn(make_mark(), tiles=tiles)[1]["tiles"] == {"url": tiles.url, "credit": tiles.attribution}


def test_five_hundred_marks_stay_below_thirty_kilobytes() -> None:
    marks = [make_mark(f"place-{number}", 1 + number % 7, lon=40 + number / 1000) for number in range(500)]
    assert len(drawn(*marks)[0].encode()) < 30_000


def test_every_colour_of_the_palette_is_a_variable_in_both_schemes() -> None:
    style = palette_css()
    for theme in (LIGHT, DARK):
        for colour in (theme.paper, theme.land, theme.accent, *theme.status.values()):
            assert colour in style
    for number, (light, dark) in enumerate(TINTS):
        assert f"--tint-{number}: light-dark({light}, {dark});" in style
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", (MAP_FILES / "map.css").read_text(encoding="utf-8")))
    assert used - {"paint"} <= set(re.findall(r"--([a-z0-9-]+):", style))


def test_streamlits_own_theme_uses_the_palette() -> None:
    config = (Path(__file__).resolve().parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for section, theme in (("light", LIGHT), ("dark", DARK)):
        colours = config.partition(f"[theme.{section}]")[2].partition("[")[0]
        assert f'primaryColor = "{theme.accent}"' in colours
        assert f'backgroundColor = "{theme.paper}"' in colours
        assert f'textColor = "{theme.text}"' in colours
