"""The application without a browser: every page draws, says the truth, and passes its filters on."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount
from streamlit.testing.v1 import AppTest

from incidents.actors import load_actors
from incidents.store import Record
from incidents.types import STATUSES, WEAPONS, Filter, Weapon
from language.catalogue import LANGUAGES
from language.dates import format_date
from tests.builders import make_document, make_reading, make_report
from ui import source
from ui.cards import weapon_text
from ui.clock import today
from ui.colouring import kind_names, kinds, parts
from ui.downloads import FORMATS, make_download
from ui.routes import download, routes
from ui.sharing import citation
from ui.state import COLOURINGS, Colouring, View
from ui.time_panel import told_window

pytestmark = pytest.mark.usefixtures("fresh_record")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def filled(own_record: str) -> Record:
    """A record of four incidents: two at al-Omar, one undated at al-Tanf, one without a place."""
    record = Record.open(own_record)
    for number, (place, day) in enumerate(
        [
            ("al-omar", dt.date(2023, 10, 29)),
            ("al-omar", dt.date(2024, 1, 5)),
            ("al-tanf", None),
            (None, dt.date(2024, 2, 1)),
        ]
    ):
        document = make_document(f"قصف رقم {number} على قاعدة. انتهى الخبر.")
        dated = {"day": day} if day else {"undated": True}
        report = make_report(document, place_id=place, place_name=place or "قاعدة بلا مكان", **dated)
        record.add(make_reading(document, report))
    return record


def run(**query: str) -> AppTest:
    """Run the map page under a query string."""
    at = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=60)
    for name, value in ({"lang": "en"} | query).items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    """Everything on the page that is HTML of our own."""
    return "\n".join(element.proto.body for element in at.get("html"))


def part(at: AppTest, name: str) -> dict[str, Any]:
    """What a part of the page that a script draws was given."""
    (found,) = [one.proto for one in at.get("bidi_component") if one.proto.component_name == f"rasid_{name}"]
    given: dict[str, Any] = json.loads(found.bytes)
    return given


def marks(at: AppTest) -> list[tuple[str, int]]:
    """The places that the map was given, and how many incidents each."""
    arguments = json.loads(at.get("component_instance")[0].proto.json_args)
    found = re.search(r"rasid\.show\(\w+, (\{.*\})\);", arguments["feature_group"])
    assert found
    return [(row[0], row[1]) for row in json.loads(found[1])["marks"]]


def test_the_first_start_shows_the_samples_marked_as_such() -> None:
    at = run()
    assert "Sample data, in our own wording" in html(at)
    assert "our wording, after a report by" in html(at)
    shown = re.search(r"<b>(\d+) incidents</b>", html(at))
    assert shown
    assert int(shown[1]) == source.record().counts().shown > 0
    assert {place for place, _ in marks(at)} >= {"al-omar", "al-shaddadi"}


def test_the_counts_line_is_true(filled: Record) -> None:
    at = run()
    assert "<b>4 incidents</b>, 1 undated, 1 without a place</p>" in html(at)
    assert marks(at) == [("al-omar", 2), ("al-tanf", 1)]
    at = run(**{"from": "2024-01-01", "undated": "0"})
    assert "<b>2 incidents</b>, 1 without a place; 2 hidden by filters (1 of them undated)</p>" in html(at)
    assert marks(at) == [("al-omar", 1)]


def test_filters_narrow_and_clear(filled: Record) -> None:
    at = run()
    assert not [box for box in at.checkbox if box.key.startswith("places:")]
    at.session_state["facet_places"] = True
    at.run()
    at.checkbox(key="places:al-tanf").check().run()
    assert not at.exception
    assert "<b>1 incident</b>" in html(at)
    assert marks(at) == [("al-tanf", 1)]
    assert at.query_params["place"] == "al-tanf"
    at.button(key="clear").click().run()
    assert "<b>4 incidents</b>" in html(at)
    assert "place" not in at.query_params


@pytest.mark.parametrize(
    ("facet", "choices"),
    [
        ("governorates", ["Deir ez-Zor (2)", "Homs (1)"]),
        ("precisions", ["The named place (3)", "Without a point (1)"]),
        ("publishers", ["Test wire (4)"]),
        ("statuses", ["Reported (4)"]),
    ],
)
def test_each_choice_says_how_many_it_shows(filled: Record, facet: str, choices: list[str]) -> None:
    at = run()
    at.session_state[f"facet_{facet}"] = True
    at.run()
    shown = [box.label.replace("\\", "") for box in at.checkbox if box.key.startswith(f"{facet}:")]
    assert shown == choices


def test_the_histogram_holds_every_dated_incident_and_the_window(filled: Record) -> None:
    given = part(run(**{"from": "2024-01-01"}), "time")
    assert sum(sum(bin["parts"]) for bin in given["bins"]) == 3
    assert (given["first"], given["last"]) == ("2023-10-29", "2024-02-01")
    assert given["window"] == [64, 95]
    assert given["heading"] == "1 January – 1 February 2024"


@pytest.mark.parametrize(
    ("wish", "window"),
    [
        ({"from": "2023-11-01", "to": "2024-01-05"}, (dt.date(2023, 11, 1), dt.date(2024, 1, 5))),
        ({"from": "2023-10-29", "to": "2024-02-01"}, (None, None)),
        ({"from": "1900-01-01", "to": "2099-01-01"}, (None, None)),
    ],
)
def test_ends_of_the_window_at_the_ends_of_the_record_stay_open(
    wish: object, window: tuple[dt.date | None, dt.date | None]
) -> None:
    found = told_window(wish, dt.date(2023, 10, 29), dt.date(2024, 2, 1))
    assert found == {"date_from": window[0], "date_to": window[1]}


@pytest.mark.parametrize(
    "wish",
    [None, "now", 7, {}, {"from": "2024-01-01"}, {"from": "x", "to": "y"}, {"from": "2024-02-01", "to": "2024-01-01"}],
)
def test_what_is_no_window_is_not_taken(wish: object) -> None:
    assert told_window(wish, dt.date(2023, 10, 29), dt.date(2024, 2, 1)) is None


@pytest.mark.parametrize("colouring", ["attacker", "weapon"])
def test_every_mark_is_coloured_by_what_its_incidents_say(filled: Record, colouring: Colouring) -> None:
    version = source.state()
    found = parts(version, Filter(), colouring)
    assert {place: sum(numbers) for place, numbers in found.items()} == {"al-omar": 2, "al-tanf": 1}
    wanted = {"attacker": "iran-backed-militias", "weapon": "rocket"}[colouring]
    (where,) = [number for number, kind in enumerate(kinds(colouring)) if wanted in kind.values]
    assert found["al-omar"][where] == 2
    assert "colour=" + colouring in urlencode(run(colour=colouring).query_params, doseq=True)


@pytest.mark.parametrize("colouring", COLOURINGS)
def test_every_value_has_exactly_one_colour(colouring: Colouring) -> None:
    values = [value for kind in kinds(colouring) for value in kind.values]
    every = {"status": set(STATUSES), "weapon": set(WEAPONS), "attacker": {*load_actors(), "unknown"}}
    assert sorted(values) == sorted(every[colouring])
    for language in LANGUAGES:
        assert len(kind_names(colouring, language)) == len(kinds(colouring))


def test_the_table_lists_what_is_shown_the_chosen_place_first(filled: Record) -> None:
    given = part(run(), "table")
    assert [row["cells"][0] for row in given["rows"]][:2] == ["1 February 2024", "5 January 2024"]
    given = part(run(at="al-tanf"), "table")
    assert given["rows"][0]["place"] == "al-tanf"
    assert len(given["rows"]) == 4
    assert given["at"] == "al-tanf"


def test_a_picked_incident_heads_the_list(filled: Record) -> None:
    (first, *_) = filled.incidents(Filter(places=frozenset({"al-omar"})))
    page = html(run(incident=first.id, at="al-omar"))
    assert f'data-incident="{first.id}"' in page.partition("<h2>al-Omar")[0]
    assert "Picked incident" not in html(run(incident="RSD-NOTHING"))


def test_the_citation_says_source_day_number_and_filters(filled: Record) -> None:
    view = View(filter=Filter(date_from=dt.date(2024, 1, 1), weapons=frozenset({"rocket"}), text="قصف"))
    line = citation(view, source.state())
    for said in (
        "Rasid",
        "from 1 January 2024",
        "3 incidents",
        "1 undated",
        "Weapon: Rocket",
        "Search: قصف",
        "Test wire",
    ):
        assert said in line
    assert format_date(today(), "en") in line


def test_a_chosen_place_lists_its_incidents_with_their_words(filled: Record) -> None:
    at = run(at="al-omar")
    page = html(at)
    assert "<h2>al-Omar oil field base</h2>" in page
    listing = page.partition("<h2>al-Omar")[2].partition("<table")[0]
    assert listing.count("<article") == 2
    assert listing.count("<blockquote") == 2
    assert "Why is this here?" in listing


def test_a_place_that_the_filters_leave_out_lists_nothing(filled: Record) -> None:
    page = html(run(at="al-omar", place="al-tanf"))
    assert "No incident of this place is in the window and the filters." in page
    assert "<article" not in page


def test_undated_and_unplaced_are_counted_and_listed(filled: Record) -> None:
    page = html(run(panel="unplaced"))
    assert "Without a place on the map · 1" in page
    assert "Without a date · 1" in page
    assert "قاعدة بلا مكان" in page


def test_the_page_is_arabic_where_asked(filled: Record) -> None:
    page = html(run(lang="ar"))
    assert "<b>4 حوادث</b>" in page
    assert "direction: rtl" in page
    assert ">Download<" not in page


def test_a_record_that_cannot_be_opened_gives_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "notes.sqlite"
    broken.write_text("these are not the bytes of a database" * 40)
    monkeypatch.setenv("RASID_DATABASE_URL", f"sqlite:///{broken}")
    at = run()
    (line,) = re.findall(r'class="message"[^>]*>([^<]*)<', html(at))
    assert "notes.sqlite" in line
    assert "Traceback" not in line


@pytest.mark.parametrize("kind", FORMATS)
def test_every_download_holds_what_its_view_shows(filled: Record, kind: str) -> None:
    view = View(filter=Filter(date_from=dt.date(2024, 1, 1)))
    name, media_type, content = make_download(kind, view, (38.0, 33.0, 44.0, 37.0))
    assert name.startswith("rasid_20240101")
    shown = filled.counts(view.filter).shown
    match kind:
        case "png":
            assert (media_type, content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
        case "geojson":
            assert len(json.loads(content)["features"]) == shown == 3
        case "csv" | "csv-excel":
            assert len(content.decode("utf-8-sig").splitlines()) == shown + 1
        case _:
            assert content


def ask(kind: str, **query: str) -> tuple[int, dict[str, str], bytes]:
    """Ask the download address."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/download/{kind}",
        "path_params": {"kind": kind},
        "query_string": urlencode(query).encode(),
        "headers": [],
    }
    answer = download(Request(scope))
    return answer.status_code, dict(answer.headers), bytes(answer.body)


def test_a_download_is_a_file_with_a_name(filled: Record) -> None:
    status, headers, content = ask("geojson", weapon="drone", bbox="nonsense")
    assert (status, headers["content-type"]) == (200, "application/geo+json")
    assert headers["content-disposition"].startswith('attachment; filename="rasid_')
    assert json.loads(content)["features"] == []


def test_an_unknown_download_is_refused_by_name() -> None:
    status, _, content = ask("exe")
    assert (status, content.decode()) == (404, f"exe: expected one of {', '.join(FORMATS)}")


def test_leaflet_basemap_and_our_own_files_are_mounted() -> None:
    application = Starlette(routes=routes())
    mounted = {route.path: route for route in application.routes if isinstance(route, Mount)}
    for path, file in (("/leaflet", "leaflet.js"), ("/map", "map.js"), ("/basemap", "countries.geojson")):
        files = mounted[path].app
        assert (Path(files.directory) / file).is_file()  # type: ignore[attr-defined]


def test_the_entry_only_points_at_the_screen() -> None:
    text = (ROOT / "app.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {"streamlit.starlette", "ui.routes", "ui.startup"}


def test_only_the_screen_knows_streamlit() -> None:
    for room in ("rasid", "load", "extract", "export", "incidents", "geo", "language"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not any(name.split(".")[0] in ("streamlit", "streamlit_folium") for name in names), file


def test_the_map_page_waits_for_no_reader_exporter_or_picture() -> None:
    script = "import sys, app, geo.layers, ui.explore_page; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in answer.stdout.split()}
    assert "streamlit_folium" in loaded
    assert loaded & {"geopandas", "pyogrio", "matplotlib", "trafilatura", "ahocorasick", "extract", "load"} == set()


def test_readers_do_not_see_what_has_only_just_come_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_DELAY_HOURS", "2")
    assert source.counts(source.state(), Filter()).shown == 0
    assert source.listed(source.state(), Filter(), 8) == ()
    monkeypatch.delenv("RASID_DELAY_HOURS")
    assert source.counts(source.state(), Filter()).shown > 0


@pytest.mark.parametrize(
    ("weapons", "count", "said"),
    [
        (("rocket",), 6, "Rocket × 6"),
        (("drone", "small_arms"), 1, "Drone + Small arms · 1 munition"),
        ((), 1200, "1,200 munitions"),
        (("drone",), None, "Drone"),
        ((), None, ""),
    ],
)
def test_a_number_is_put_to_a_weapon_only_where_there_is_one(
    weapons: tuple[Weapon, ...], count: int, said: str
) -> None:
    assert weapon_text(weapons, count, "en") == said
