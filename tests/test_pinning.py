"""A view of the record as it stood: on every page, in every number and file, and never mistaken for the present."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from streamlit.testing.v1 import AppTest

from incidents.desk import Desk
from incidents.editions import publish
from incidents.pins import Pin
from incidents.store import Record
from incidents.types import Filter
from tests.newsroom import Clock, article, newsroom
from tests.test_app import ask, html, marks, part, run
from ui import source
from ui.downloads import FORMATS, make_download
from ui.routes import routes
from ui.state import View, from_query, to_query

pytestmark = pytest.mark.usefixtures("fresh_record")

V1 = Pin("version", "v1")
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def record(own_record: str) -> Record:
    """Two incidents on 1 March 2024, published as v1; the day after, a third came, one was corrected, one rejected."""
    clock = Clock()
    clock.seconds = dt.datetime(2024, 3, 1, 12).astimezone().timestamp()
    opened = newsroom(clock, own_record)
    opened.add(article(1))
    opened.add(article(2, place_id="al-tanf", weapons=("drone",), munition_count=None))
    publish(opened, "v1", "Mona", "the first")
    clock.seconds += 24 * 3600
    opened.add(article(3, place_id="conoco"))
    Desk(opened, "Mona").correct("RSD-1", 1, {"outcome": "missed", "munition_count": 41}, "seen on film")
    Desk(opened, "Omar").reject("RSD-2", 2, HOSTILE)
    return opened


def page(name: str, **query: str) -> AppTest:
    at = AppTest.from_function(_page, default_timeout=60, args=(name,))
    for key, value in ({"lang": "en"} | query).items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def _page(name: str) -> None:
    from importlib import import_module

    from ui.session import start_session

    start_session()
    import_module(f"ui.{name}").draw()


def rows(view: View, kind: str = "csv") -> dict[str, dict[str, str]]:
    _, _, content = make_download(kind, view, None)
    return {row["event_id"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8")))}


def test_an_address_brings_its_pin_back() -> None:
    for pin in (V1, Pin("as_known", "2024-03-01"), None):
        view = View(pin=pin, filter=Filter(weapons=frozenset({"drone"})))
        assert from_query(to_query(view)) == view


def test_a_version_is_shown_as_it_was_and_said_to_be_one(record: Record) -> None:
    at = run()
    assert "<b>2 incidents</b>" in html(at)
    assert marks(at) == [("al-omar", 1), ("conoco", 1)]
    at = run(version="v1")
    assert "<b>2 incidents</b>" in html(at)
    assert marks(at) == [("al-omar", 1), ("al-tanf", 1)]
    said = html(at)
    assert "Version \u2068v1\u2069</b> · published on 1 March 2024 by \u2068Mona\u2069" in said
    assert "The record has changed since: 1 added, 1 changed and 1 retracted." in said
    assert '<a class="to-place" href="./?lang=en" target="_self">The present record</a>' in said
    assert "Conoco" not in said
    assert at.query_params["version"] == "v1"
    kept = part(at, "share")
    assert kept["other"] == {}


def test_filters_and_counts_are_those_of_the_version(record: Record) -> None:
    at = run(version="v1", weapon="drone")
    assert "<b>1 incident</b>" in html(at)
    assert "1 hidden by filters" in html(at)
    assert marks(at) == [("al-tanf", 1)]
    at = run(weapon="drone")
    assert "<b>0 incidents</b>" in html(at)
    assert "weapon=drone" in html(run(version="v1", weapon="drone")), "the way to the present keeps the filters"


def test_a_past_day_is_shown_as_known_at_its_end(record: Record) -> None:
    at = run(as_known="2024-03-01")
    assert "As known at the end of 1 March 2024" in html(at)
    assert marks(at) == [("al-omar", 1), ("al-tanf", 1)]
    at = run(as_known="2024-03-02")
    assert "The record has not changed since." in html(at)
    assert marks(at) == [("al-omar", 1), ("conoco", 1)]
    at = run(as_known="2024-02-29")
    assert "<b>0 incidents</b>" in html(at)


def test_a_past_day_can_be_chosen_and_left(record: Record) -> None:
    at = run()
    assert not at.date_input, "nothing of it is sent while it is closed"
    at.session_state["earlier_states"] = True
    at.run()
    at.date_input(key="as_known").set_value(dt.date(2024, 3, 1)).run()
    assert not at.exception
    assert at.query_params["as_known"] == "2024-03-01"
    assert "As known at the end of 1 March 2024" in html(at)
    at.date_input(key="as_known").set_value(None).run()
    assert "as_known" not in at.query_params
    assert marks(at) == [("al-omar", 1), ("conoco", 1)]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("query", "english"),
    [
        ({"version": "v9"}, "There is no published version"),
        ({"version": HOSTILE}, "There is no published version"),
        ({"as_known": "yesterday"}, "The record cannot be shown as known on"),
        ({"as_known": "9999-12-31"}, "expected a past day like 2023-10-29"),
        ({"as_known": "2024-02-31"}, "expected a past day like 2023-10-29"),
        ({"as_known": "0001-01-01"}, "As known at the end of"),
    ],
)
def test_what_there_is_not_is_one_line_with_a_way_on(
    record: Record, language: str, query: dict[str, str], english: str
) -> None:
    at = run(**query, lang=language)
    said = html(at)
    assert (english in said) == (language == "en")
    assert f'href="./?lang={language}"' in said
    assert "<img" not in said
    for name in ("place_page", "article_view", "versions_page"):
        other = html(page(name, **query, lang=language, at="al-omar", doc="x"))
        assert "<img" not in other
        assert (english in other) == (language == "en")


def test_files_are_of_the_version_and_say_so(record: Record) -> None:
    view = View(pin=V1)
    assert {id: row["outcome"] for id, row in rows(view).items()} == {"RSD-1": "hit", "RSD-2": "hit"}
    assert {id: row["outcome"] for id, row in rows(View()).items()} == {"RSD-1": "missed", "RSD-3": "hit"}
    assert set(rows(View(pin=Pin("as_known", "2024-03-01")))) == {"RSD-1", "RSD-2"}
    assert all("version=v1" in row["permalink"] for row in rows(view).values())
    _, _, content = make_download("about", view, None)
    about = json.loads(content)
    assert about["pinned"] == {"version": "v1"}
    assert "version v1, published on 1 March 2024" in about["citation"]
    assert about["permalink"].endswith("?version=v1")


def test_every_format_can_be_of_a_version(record: Record) -> None:
    for kind in FORMATS:
        name, _, content = make_download(kind, View(pin=V1), None)
        assert content, name


def test_a_file_of_no_version_is_refused_with_a_line(record: Record) -> None:
    for query in ({"version": "v9"}, {"as_known": "never"}, {"as_known": "9999-12-31"}):
        status, _, content = ask("csv", **query)
        assert status == 404
        assert b"expected" in content
        assert b"Traceback" not in content
    status, headers, content = ask("csv", version="v1")
    assert status == 200
    assert b"RSD-2" in content
    assert "_version-v1.csv" in headers["content-disposition"]
    _, headers, _ = ask("csv", as_known="2024-03-01")
    assert "_as-known-2024-03-01.csv" in headers["content-disposition"]


def test_place_and_article_are_those_of_the_version(record: Record) -> None:
    now, then = html(page("place_page", at="al-tanf")), html(page("place_page", at="al-tanf", version="v1"))
    assert "The record holds no incident of this place." in now
    assert "1 incident" in then
    assert "place?at=al-tanf&amp;lang=en" in then, "the way to the present stays at the place"
    (document,) = {report.document_id for report in source.record().incident("RSD-3").reports}  # type: ignore[union-attr]
    assert "Test wire" in html(page("article_view", doc=document))
    assert "The record holds no such article." in html(page("article_view", doc=document, version="v1"))


def test_a_link_to_what_was_retracted_says_so_and_why(record: Record) -> None:
    now = html(run(incident="RSD-2"))
    assert "Retracted: it stays in the record, marked, and counts no more." in now
    assert "&lt;img src=x" in now
    assert "<img" not in now
    assert "Retracted" not in html(run(incident="RSD-2", version="v1"))


def test_versions_are_listed_with_what_they_changed_and_why(record: Record) -> None:
    publish(record, "v2", "Omar", HOSTILE)
    said = html(page("versions_page", version="v2"))
    assert "What it changed against version \u2068v1\u2069: 1 added, 1 changed and 1 retracted" in said
    assert "seen on film" in said
    assert "<img" not in said
    assert "What has changed since: nothing" in said
    assert said.index("<bdi>v2</bdi>") < said.index("<bdi>v1</bdi>"), "the latest stands first"
    first = html(page("versions_page", version="v1"))
    assert "What has changed since: 1 added, 1 changed and 1 retracted" in first
    assert "No version has been published yet." not in first


def test_what_readers_do_not_see_yet_is_not_told_by_the_changes_either(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.record().add(article(4, place_id="green-village"))
    assert "2 added" in html(run(version="v1"))
    source.forget_record()
    monkeypatch.setenv("RASID_DELAY_HOURS", "2")
    said = html(run(version="v1"))
    assert "1 added, 1 changed and 1 retracted" in said
    picked = [run(incident=one.id) for one in source.record().incidents(Filter(places=frozenset({"green-village"})))]
    assert picked
    assert not any("Picked incident" in html(at) for at in picked), "not by its link either"
    assert "Picked incident" in html(run(incident="RSD-1"))
    publish(source.record(), "v2", "Mona")
    assert marks(run(version="v2")) == marks(run()) == [("al-omar", 1), ("conoco", 1)]
    assert "green" not in html(page("versions_page", version="v2")).lower()
    assert set(rows(View(pin=Pin("version", "v2")))) == {"RSD-1", "RSD-3"}


def test_the_past_is_not_worked_on(record: Record) -> None:
    at = page("review_page", version="v1")
    assert "Only the present one can be worked on." in html(at)
    at.button(key="to_present").click().run()
    assert not at.exception
    assert at.text_input(key="reviewer_name")


def test_the_newest_version_is_offered_as_a_link(record: Record) -> None:
    assert part(run(), "share")["other"] == {"version": ["v1"]}
    assert part(run(), "share")["words"]["other"] == "Copy link to version \u2068v1\u2069"


def test_citations_say_which_state(record: Record) -> None:
    from ui.sharing import citation

    line = citation(View(pin=V1), source.state(V1))
    assert "version v1, published on 1 March 2024" in line
    assert "2 incidents" in line


def test_an_article_leads_to_its_reviews_and_reviewed_to_its_coding(record: Record) -> None:
    told = record.incident("RSD-3")
    assert told is not None
    document = told.reports[0].document_id
    said = html(page("article_view", doc=document))
    assert '<a class="to-place" href="review?incident=RSD-3&amp;lang=en" target="_self">Not reviewed</a>' in said
    assert "1 incident of it is not reviewed yet." in said
    Desk(record, "Mona").confirm("RSD-3", told.revision)
    said = html(page("article_view", doc=document))
    assert f'href="gold/{document}"' in said
    assert "review?" not in html(page("article_view", doc=document, as_known="2024-03-02"))


def test_the_coding_of_an_article_is_a_file_or_a_line() -> None:
    from starlette.requests import Request

    (found,) = [route for route in routes() if getattr(route, "path", "").endswith("/gold/{document_id}")]
    answer = found.endpoint(Request({"type": "http", "path_params": {"document_id": "none"}, "headers": []}))  # type: ignore[attr-defined]
    assert answer.status_code == 404
    assert b"is not in the record" in answer.body
