"""The application without a browser: every page draws, says the truth, and passes its filters on."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount
from streamlit.testing.v1 import AppTest

from incidents.store import Record
from incidents.types import Filter
from tests.builders import make_document, make_reading, make_report
from ui import source
from ui.downloads import FORMATS, make_download
from ui.routes import download, routes
from ui.state import View

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def fresh_record(own_record: str) -> Iterator[None]:
    """Let the application open the test's own record."""
    source.forget_record()
    yield
    source.forget_record()


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


def marks(at: AppTest) -> list[dict[str, object]]:
    """The marks that the map was given."""
    arguments = json.loads(at.get("component_instance")[0].proto.json_args)
    found = re.search(r"rasid\.show\(\w+, (\{.*\})\);", arguments["feature_group"])
    assert found
    return list(json.loads(found[1])["marks"])


def test_the_first_start_shows_the_samples_marked_as_such() -> None:
    at = run()
    assert "Sample data, in our own wording" in html(at)
    assert "our wording, after a report by" in html(at)
    shown = re.search(r"<b>(\d+) incidents</b>", html(at))
    assert shown
    assert int(shown[1]) == source.record().counts().shown > 0
    assert {mark["id"] for mark in marks(at)} >= {"al-omar", "al-shaddadi"}


def test_the_counts_line_is_true(filled: Record) -> None:
    at = run()
    assert "<b>4 incidents</b>, 1 undated, 1 without a place</p>" in html(at)
    assert [(mark["id"], sum(mark["parts"])) for mark in marks(at)] == [("al-omar", 2), ("al-tanf", 1)]  # type: ignore[call-overload]
    at = run(**{"from": "2024-01-01", "undated": "0"})
    assert "<b>2 incidents</b>, 1 without a place; 2 hidden by filters (1 of them undated)</p>" in html(at)
    assert [mark["id"] for mark in marks(at)] == ["al-omar"]


def test_filters_narrow_and_clear(filled: Record) -> None:
    at = run()
    at.checkbox(key="places:al-tanf").check().run()
    assert not at.exception
    assert "<b>1 incident</b>" in html(at)
    assert [mark["id"] for mark in marks(at)] == ["al-tanf"]
    assert at.query_params["place"] == "al-tanf"
    at.button(key="clear").click().run()
    assert "<b>4 incidents</b>" in html(at)
    assert "place" not in at.query_params


def test_the_slider_sets_the_window_and_leaves_its_ends_open(filled: Record) -> None:
    at = run()
    at.slider(key="window").set_range(dt.date(2024, 1, 1), dt.date(2024, 2, 1)).run()
    assert "<b>3 incidents</b>" in html(at)
    assert at.query_params["from"] == "2024-01-01"
    assert "to" not in at.query_params


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
    assert name.startswith("rasid_20240101-20240201.")
    shown = filled.counts(view.filter).shown
    match kind:
        case "png":
            assert (media_type, content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
        case "geojson":
            assert len(json.loads(content)["features"]) == shown == 3
        case _:
            assert content.decode("utf-8-sig").count("\r\n") == shown + 1 or len(content.splitlines()) == shown + 1


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
    assert (status, content.decode()) == (404, "exe: expected one of png, geojson, csv, csv-excel")


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
