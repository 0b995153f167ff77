"""How the pages look and speak: nothing serious for a screen reader, no labels on each other, colours that follow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit, fill, serving

pytestmark = pytest.mark.browser

Visiting = Callable[..., Visit]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def serious(one: Visit) -> list[str]:
    """What axe-core finds serious or worse, on the page and inside the map's frame."""
    found: list[dict[str, Any]] = []
    for frame in one.page.frames:
        found += Axe().run(frame, options=WCAG).response["violations"]  # type: ignore[arg-type]
    return [
        f"{fault['id']}: {node['target']} {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [
        ("/?lang=en&at=al-omar", "light", 1440),
        ("/?lang=ar&at=al-omar&colour=weapon", "dark", 1440),
        ("/?lang=ar&panel=unplaced&from=2023-10-01", "light", 390),
        ("/?lang=en&panel=tallies&colour=attacker", "dark", 390),
        ("/?lang=ar&panel=tallies", "light", 1440),
        ("/?lang=en&panel=unplaced", "dark", 1440),
    ],
)
def test_axe_finds_nothing_serious_on_the_map_page(visit: Visiting, path: str, scheme: str, width: int) -> None:
    one = visit(scheme=scheme, width=width).open(path)
    expect(one.page.locator(".time-panel .bar").first).to_be_attached()
    assert serious(one) == []


def test_axe_finds_nothing_serious_where_things_stand_open(visit: Visiting) -> None:
    one = visit().open()
    one.page.get_by_role("button", name="Cite").click()
    expect(one.page.locator(".citation")).to_be_visible()
    one.page.locator(".st-key-facet_publishers button").first.click()
    expect(one.page.get_by_text(re.compile(r"^Test wire \(\d")).first).to_be_visible()
    assert serious(one) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
@pytest.mark.parametrize(
    ("path", "ready"),
    [
        ("/add?lang=en", "textarea"),
        ("/place?at=al-omar&lang=ar", "article"),
        ("/review?lang=en", ".incident"),
        ("/review?lang=ar", ".incident"),
        ("/versions?lang=ar", ".page-title"),
    ],
)
def test_axe_finds_nothing_serious_on_the_other_pages(
    visit: Visiting, path: str, ready: str, scheme: str, width: int
) -> None:
    one = visit(scheme=scheme, width=width)
    one.page.goto(one.base + path)
    one.page.locator(ready).first.wait_for()
    # A list that scrolls is there before its buttons are; only what stays is judged.
    one.page.locator("[data-test-script-state=notRunning]").first.wait_for()
    assert serious(one) == []


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("ar", "dark", 390)])
def test_axe_finds_nothing_serious_in_an_article(visit: Visiting, language: str, scheme: str, width: int) -> None:
    one = visit(scheme=scheme, width=width).open(f"/?lang={language}&at=al-tanf")
    ways = one.page.locator(".ways a[href*='article?']")
    for address in {str(way.get_attribute("href")) for way in ways.all()}:
        one.page.goto(f"{one.base}/{address}")
        one.page.locator(".article-text mark").first.wait_for()
        assert serious(one) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_labels_never_lie_on_each_other(visit: Visiting, language: str) -> None:
    one = visit().open(f"/?lang={language}")
    for zoom in (5, 6, 7, 8.5, 10):
        one.map.locator("body").evaluate(
            "(node, zoom) => { window.map.setZoom(zoom, { animate: false });"
            " return new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))); }",
            zoom,
        )
        boxes = one.map.locator("body").evaluate(
            """() => [...document.querySelectorAll(".label span:not(.hidden)")].map((node) => {
                 const { left, right, top, bottom } = node.getBoundingClientRect();
                 return { left, right, top, bottom, text: node.textContent };
               })"""
        )
        for first, second in itertools.combinations(boxes, 2):
            apart = (
                first["right"] <= second["left"] + 1
                or second["right"] <= first["left"] + 1
                or first["bottom"] <= second["top"] + 1
                or second["bottom"] <= first["top"] + 1
            )
            assert apart, (zoom, first, second)
        arabic = [bool(re.search("[\u0600-\u06ff]", box["text"])) for box in boxes]
        assert all(arabic) if language == "ar" else not any(arabic)


@pytest.mark.parametrize(
    ("colouring", "legend"),
    [("status", "Confirmed"), ("attacker", "Iran and groups it backs"), ("weapon", "Drone")],
)
def test_the_legend_follows_the_colours(visit: Visiting, colouring: str, legend: str) -> None:
    one = visit().open(f"/?lang=en&colour={colouring}")
    entry = one.page.locator(".legend > span", has_text=legend)
    paint = str(entry.get_attribute("class"))
    colour = entry.locator(".dot").evaluate("node => getComputedStyle(node).backgroundColor")
    slices = one.map.locator(f".mark .{paint}")
    assert slices.count() > 0
    assert colour == slices.first.evaluate(
        "node => getComputedStyle(node)[node.classList.contains('slice') ? 'fill' : 'stroke']"
    )


def test_colours_change_without_moving_the_map(visit: Visiting) -> None:
    one = visit().open()
    before = one.page.evaluate("location.hash")
    one.page.locator(".st-key-legend").get_by_role("radio", name="Weapon").click()
    one.page.wait_for_url("**colour=weapon**")
    expect(one.map.locator(".mark .tint-0").first).to_be_attached()
    one.page.wait_for_function("before => location.hash === before", arg=before)
    expect(one.map.locator(".mark[data-place=al-omar]")).to_have_attribute(
        "aria-label", "al-Omar oil field base, 3 incidents, Drone 1 · Rocket 2"
    )


@pytest.mark.parametrize(("language", "title"), [("en", "Map of the incidents"), ("ar", "خريطة الحوادث")])
def test_a_screen_reader_hears_what_the_frame_is(visit: Visiting, language: str, title: str) -> None:
    one = visit().open(f"/?lang={language}")
    expect(one.page.locator(".st-key-map iframe")).to_have_attribute("title", title)


def test_the_way_past_the_masthead_is_named_in_arabic(visit: Visiting) -> None:
    one = visit().open("/?lang=ar")
    skip = one.page.get_by_test_id("stSkipToContent")
    assert skip.evaluate("node => getComputedStyle(node, '::after').content") == '"إلى المحتوى"'
    assert skip.evaluate("node => getComputedStyle(node).fontSize") == "0px"


def test_uncertain_places_are_areas(visit: Visiting) -> None:
    one = visit().open()
    for mark in one.map.locator(".mark:has(.rim.approximate)").all():
        assert "approximate position" in str(mark.get_attribute("aria-label"))
    assert one.map.locator("path.area").count() == one.map.locator(".mark:has(.rim.approximate)").count() > 0


def test_link_and_citation_are_handed_on(visit: Visiting) -> None:
    one = visit().open("/?lang=en&weapon=drone&at=al-omar")
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=one.base)
    one.page.wait_for_function("location.hash.length > 3")
    one.page.get_by_role("button", name="Copy link").click()
    expect(one.page.locator(".share .note")).to_have_text("Copied")
    assert one.page.evaluate("navigator.clipboard.readText()") == one.page.evaluate("location.href")
    one.page.get_by_role("button", name="Cite").click()
    expect(one.page.locator(".citation textarea")).to_be_focused()
    text = one.page.locator(".citation textarea").input_value()
    for part in ("Rasid", "2 incidents", "Weapon: Drone", "al-Omar", "Test wire", one.page.evaluate("location.href")):
        assert part in text


def test_filters_show_counts_and_are_cleared_together(visit: Visiting) -> None:
    one = visit().open("/?lang=en&from=2023-10-01&at=al-omar")
    one.page.locator(".st-key-facet_governorates button").first.click()
    one.page.get_by_text("Deir ez-Zor (3)").click()
    expect(one.page.locator(".counts b")).to_have_text("3 incidents")
    # The list stays open for another choice.
    one.page.get_by_text(re.compile(r"^Homs \(")).click()
    expect(one.page.locator(".counts b")).to_have_text("6 incidents")
    one.page.wait_for_url("**governorate=SY04&governorate=SY09**")
    one.page.keyboard.press("Escape")
    one.page.get_by_role("button", name="Clear all").click()
    expect(one.page.locator(".counts")).to_have_text("9 incidents, 2 undated, 1 without a place")
    one.page.wait_for_url(re.compile(r"/\?lang=en(#|$)"))


def test_nothing_found_says_so_and_offers_the_way_back(visit: Visiting) -> None:
    one = visit()
    one.page.goto(one.base + "/?lang=en&q=nowhere-to-be-found")
    expect(one.page.locator(".counts b")).to_have_text("0 incidents")
    expect(one.page.locator(".st-key-listing .empty")).to_contain_text("Clear them to see all")
    expect(one.page.locator("table.rows .empty")).to_contain_text("Clear them to see all")
    one.page.get_by_role("button", name="Clear all").click()
    expect(one.page.locator(".counts b")).to_have_text("9 incidents")


@pytest.mark.parametrize(("width", "height"), [(1440, 1000), (1280, 720), (1920, 1080)])
def test_the_list_is_as_high_as_map_and_time(visit: Visiting, width: int, height: int) -> None:
    one = visit(width=width, height=height).open("/?lang=en&colour=attacker")
    one.page.locator(".time-panel .bar").first.wait_for()
    map, time, listing = (
        one.page.locator(part).bounding_box() for part in (".st-key-map", ".st-key-time", ".st-key-listing_scroll")
    )
    assert map
    assert time
    assert listing
    assert abs(listing["y"] - map["y"]) <= 1
    assert abs(listing["y"] + listing["height"] - time["y"] - time["height"]) <= 1


@pytest.mark.parametrize("width", [390, 1440])
def test_the_counts_stay_on_screen(visit: Visiting, width: int) -> None:
    one = visit(width=width, height=844).open("/?lang=ar")
    one.page.locator(".table-foot, table.rows").last.scroll_into_view_if_needed()
    one.page.locator(".st-key-foot .note").scroll_into_view_if_needed()
    expect(one.page.locator(".counts")).to_be_in_viewport(ratio=1)
    box = one.page.locator(".counts").bounding_box()
    assert box
    assert 0 <= box["y"] < 40


@pytest.mark.parametrize(
    ("language", "width", "query"),
    [
        ("en", 360, "at=al-omar"),
        ("ar", 360, "at=al-omar"),
        ("ar", 390, "colour=weapon"),
        ("en", 390, "colour=attacker&panel=tallies"),
        ("en", 390, "panel=unplaced"),
    ],
)
def test_a_phone_shows_everything_within_its_width(visit: Visiting, language: str, width: int, query: str) -> None:
    one = visit(width=width, height=844).open(f"/?lang={language}&{query}")
    one.page.locator("table.rows").first.wait_for()
    for frame in ("[data-testid=stMain]", ".table-frame"):
        wide = one.page.locator(frame).first.evaluate("node => node.scrollWidth - node.clientWidth")
        assert wide <= 1
    for part in (".st-key-map iframe", ".time-panel", ".legend", ".share", "table.rows"):
        box = one.page.locator(part).first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("ar", "dark", 390)])
def test_axe_finds_nothing_serious_where_a_reviewer_works(
    visit: Visiting, own_record: str, language: str, scheme: str, width: int
) -> None:
    fill(own_record)
    with serving(own_record) as base:
        one = visit(scheme=scheme, width=width)
        one.page.goto(f"{base}/review?lang={language}")
        field = one.page.locator(".st-key-reviewer_name input")
        field.fill("Sara")
        field.press("Enter")
        one.page.locator(".st-key-review_acts [role=radio]").first.click()
        expect(one.page.locator("[data-testid=stForm]")).to_be_visible()
        assert serious(one) == []
