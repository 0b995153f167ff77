"""The map page in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import HOSTILE, Visit

pytestmark = pytest.mark.browser

Visiting = Callable[..., Visit]


def choose(one: Visit, place: str) -> None:
    """Choose a mark with the keyboard, which no other mark can cover."""
    mark = one.map.locator(f".mark[data-place={place}]")
    mark.focus()
    mark.press("Enter")


def view_of(one: Visit) -> tuple[str, str]:
    """Return the map's zoom and centre as the address says them, and the identity of the map itself."""
    return one.page.evaluate("location.hash"), one.map.locator("#map_div").get_attribute("data-seen") or ""


def test_the_map_draws_and_asks_nobody_outside(visit: Visiting) -> None:
    one = visit().open()
    expect(one.map.locator(".mark")).to_have_count(4)
    assert one.map.locator("path.base.countries").count() > 5
    assert one.map.locator("path.base.governorates").count() > 30
    expect(one.page.locator(".counts")).to_have_text("9 incidents, 2 undated, 1 without a place")
    assert one.map.locator(".mark[data-place=al-omar]").get_attribute("aria-label") == (
        "al-Omar oil field base, 3 incidents, Confirmed 1 · Reported 1 · Claimed 1"
    )
    assert one.outside == []
    assert one.complaints == []


def test_nothing_of_the_frameworks_own_frame_is_left(visit: Visiting) -> None:
    one = visit().open()
    for part in ("stHeader", "stToolbar", "stAppDeployButton", "stMainMenu", "stStatusWidget"):
        for found in one.page.get_by_test_id(part).all():
            expect(found).to_be_hidden()


def test_the_slider_changes_what_the_map_shows(visit: Visiting) -> None:
    one = visit().open()
    start = one.page.locator(".st-key-window input[type=range]").first
    start.focus()
    start.press("End")
    # Only the last day is left: one dated incident, and the two undated ones beside it.
    expect(one.page.locator(".counts")).to_contain_text("6 hidden by filters")
    expect(one.map.locator(".mark")).to_have_count(2)
    expect(one.page.locator(".histogram .bar:not(.out)")).to_have_count(1)
    assert parse_qs(urlsplit(one.page.url).query)["from"] == ["2024-08-14"]


def test_a_click_opens_the_words_it_came_from(visit: Visiting) -> None:
    one = visit().open()
    one.map.locator(".mark[data-place=ain-al-asad] .ground").click(force=True)
    listing = one.page.locator(".st-key-listing")
    expect(listing.locator("h2")).to_have_text("Ain al-Asad air base")
    expect(listing.locator("blockquote mark.kind-weapon").first).to_have_text("بستة صواريخ")
    expect(listing.locator("blockquote mark.kind-attacker").first).to_have_text("ميليشيات موالية لإيران")
    expect(listing.locator("figcaption").first).to_contain_text("Test wire")
    expect(listing.locator("figcaption").first).to_contain_text("29 October 2023")
    assert listing.locator("blockquote").first.get_attribute("dir") == "rtl"
    expect(listing.get_by_text("Why is this here?")).to_have_count(1)
    listing.get_by_text("Why is this here?").click()
    expect(listing.get_by_text("weapon.counted")).to_be_visible()
    # The same mark again lets the place go.
    choose(one, "ain-al-asad")
    expect(listing.locator("h2")).to_have_text("All places")


def test_rival_versions_stand_side_by_side(visit: Visiting) -> None:
    one = visit().open("/?lang=en&at=harir")
    versions = one.page.locator(".versions > div")
    expect(versions).to_have_count(2)
    first, second = (versions.nth(index).bounding_box() for index in (0, 1))
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]


def test_zoom_and_centre_survive_every_change(visit: Visiting) -> None:
    one = visit().open()
    one.map.locator("#map_div").evaluate("node => { node.dataset.seen = 'the same map'; }")
    before = one.page.evaluate("location.hash")
    one.map.locator(".leaflet-control-zoom-in").click()
    one.page.wait_for_function("before => location.hash !== before && location.hash !== ''", arg=before)
    one.map.locator(".leaflet-zoom-anim").wait_for(state="detached")
    kept = view_of(one)
    one.page.locator(".st-key-facet_weapons button").first.click()
    one.page.get_by_text("Drone (2)").click()
    expect(one.page.locator(".counts b")).to_have_text("2 incidents")
    expect(one.map.locator(".mark")).to_have_count(2)
    one.page.wait_for_function("kept => location.hash === kept", arg=kept[0])
    assert view_of(one) == kept
    one.page.keyboard.press("Escape")
    one.page.locator(".st-key-language button").click()
    expect(one.page.locator(".masthead h1")).to_have_text("راصد")
    expect(one.map.locator(".label.place span").first).to_have_attribute("dir", "rtl")
    expect(one.map.locator(".leaflet-control-scale-line")).to_have_text(re.compile(r"^\d+\s*كم$"))
    one.page.wait_for_function("kept => location.hash === kept", arg=kept[0])
    assert view_of(one) == kept


def test_a_link_reopens_the_view(visit: Visiting) -> None:
    one = visit().open(
        "/?from=2023-10-01&to=2024-08-13&undated=0&weapon=rocket&at=al-omar&panel=tallies&lang=en#8/35.1/40.5"
    )
    expect(one.page.locator(".counts b")).to_have_text("3 incidents")
    expect(one.page.locator(".st-key-listing h2")).to_have_text("al-Omar oil field base")
    expect(one.page.locator("table.rows th").first).to_have_text("Count")
    one.page.wait_for_function("location.hash === '#8/35.1000/40.5000'")
    again = visit().open(urlsplit(one.page.url)._replace(scheme="", netloc="").geturl())
    assert again.page.locator(".counts").inner_text() == one.page.locator(".counts").inner_text()
    expect(again.page.locator(".st-key-listing h2")).to_have_text(one.page.locator(".st-key-listing h2").inner_text())
    assert again.page.evaluate("location.href") == one.page.evaluate("location.href")


def test_a_link_keeps_its_map_when_the_query_is_completed(visit: Visiting) -> None:
    one = visit().open("/?weapon=laser#8/35.1/40.5")
    one.page.wait_for_function("location.hash === '#8/35.1000/40.5000' && location.search === '?lang=en'")
    one.page.get_by_role("link", name="Add an article").click()
    one.page.locator("textarea").wait_for()
    one.page.get_by_role("link", name="Map").click()
    one.map.locator(".mark").first.wait_for()
    one.page.wait_for_function("location.hash === '#8/35.1000/40.5000'")


def test_downloads_hold_what_the_screen_shows(visit: Visiting, tmp_path: Path) -> None:
    one = visit().open("/?from=2023-10-01&lang=en")
    shown = one.shown()
    assert shown == 8

    def fetch(kind: str) -> tuple[str, bytes]:
        with one.page.expect_download() as coming:
            one.page.locator(f"a[data-export={kind}]").click()
        path = tmp_path / coming.value.suggested_filename
        coming.value.save_as(path)
        bbox = parse_qs(urlsplit(coming.value.url).query)["bbox"][0].split(",")
        box = one.map.locator("body").evaluate("() => window.map.getBounds().toBBoxString()").split(",")
        assert [float(one) for one in bbox] == pytest.approx([float(one) for one in box], abs=1e-3)
        assert parse_qs(urlsplit(coming.value.url).query)["from"] == ["2023-10-01"]
        return path.name, path.read_bytes()

    name, content = fetch("geojson")
    assert name == "rasid_20231001_20240814.geojson"
    features = json.loads(content)["features"]
    assert len(features) == shown
    assert sum(feature["geometry"] is None for feature in features) == 1
    name, content = fetch("csv")
    assert len(list(csv.DictReader(io.StringIO(content.decode())))) == shown
    assert fetch("csv-excel")[1].startswith(b"\xef\xbb\xbf")
    name, content = fetch("png")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")


def test_hostile_text_is_shown_as_text(visit: Visiting) -> None:
    one = visit().open("/?at=al-tanf&lang=en")
    listing = one.page.locator(".st-key-listing")
    expect(listing.locator("blockquote", has_text="<img src=x").first).to_be_visible()
    one.page.locator("table.rows", has_text="<img src=x").first.wait_for()
    for summary in listing.get_by_text("Why is this here?").all():
        summary.click()
    assert one.page.locator("img[src=x]").count() == 0
    assert one.page.locator("a[href^=javascript]").count() == 0
    assert one.page.title() == "Rasid"
    assert HOSTILE.startswith("<img")
    assert one.complaints == []


def test_arabic_runs_right_to_left(visit: Visiting) -> None:
    one = visit(locale="ar-SY").open("/")
    expect(one.page.locator(".counts")).to_have_text("9 حوادث، اثنان بلا تاريخ، واحد بلا مكان")
    assert one.page.locator(".stApp").evaluate("node => getComputedStyle(node).direction") == "rtl"
    frame = one.page.locator(".st-key-map iframe").bounding_box()
    listing = one.page.locator(".st-key-listing").bounding_box()
    assert frame
    assert listing
    assert listing["x"] < frame["x"]
    assert parse_qs(urlsplit(one.page.url).query)["lang"] == ["ar"]


def test_no_name_on_the_map_is_cut_off_also_after_it_was_moved(visit: Callable[..., Visit]) -> None:
    one = visit().open()
    cut = """() => {
      const frame = document.querySelector("#map_div").getBoundingClientRect();
      return [...document.querySelectorAll(".label span:not(.hidden)")].map(name => [name.textContent,
        name.getBoundingClientRect()]).filter(([, at]) => at.right > frame.left && at.left < frame.right &&
        at.bottom > frame.top && at.top < frame.bottom && (at.left < frame.left - 1 || at.right > frame.right + 1 ||
        at.top < frame.top - 1 || at.bottom > frame.bottom + 1)).map(([name]) => name);
    }"""
    container = one.map.locator("#map_div")
    expect(one.map.locator(".label span:not(.hidden)").first).to_be_visible()
    assert container.evaluate(cut) == []
    before = one.page.url
    container.focus()
    one.page.keyboard.press("ArrowRight")
    one.page.wait_for_function("before => location.href !== before", arg=before)
    container.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert container.evaluate(cut) == []
    assert one.map.locator(".label span:not(.hidden)").count() > 0
