"""Time in a real browser: histogram, sliders, presets and player say the same window as map, counts and address."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

Visiting = Callable[..., Visit]


def end(one: Visit, name: str) -> Locator:
    """The slider's `from` or `to`."""
    return one.page.locator(f".st-key-window input.{name}")


def said(one: Visit) -> dict[str, list[str]]:
    """The address's query, once the panel has had its answer."""
    expect(one.page.locator(".time-panel")).to_have_attribute("data-answered", "true")
    return parse_qs(urlsplit(one.page.url).query)


def drag(one: Visit, where: Locator, start: float, stop: float) -> None:
    """Drag across an element, from and to a share of its width."""
    box = where.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    one.page.mouse.move(box["x"] + start * box["width"], middle)
    one.page.mouse.down()
    one.page.mouse.move(box["x"] + stop * box["width"], middle, steps=5)
    one.page.mouse.up()


@pytest.mark.parametrize("locale", ["en-GB", "ar-SY"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_keys_move_the_window_the_way_the_language_is_read(visit: Visiting, locale: str, language: str) -> None:
    one = visit(locale=locale).open(f"/?lang={language}")
    start, stop = end(one, "from"), end(one, "to")
    later, earlier = ("ArrowLeft", "ArrowRight") if language == "ar" else ("ArrowRight", "ArrowLeft")
    start.focus()
    start.press(later)
    one.page.wait_for_url("**from=2022-01-04**")
    start.press("PageUp")
    one.page.wait_for_url("**from=2022-01-11**")
    before = start.bounding_box()
    stop.focus()
    stop.press(earlier)
    one.page.wait_for_url("**to=2024-08-13**")
    start.press("Home")
    one.page.wait_for_url(re.compile(r"^(?!.*from=).*to=2024-08-13"))
    assert start.bounding_box() == before  # the input spans the track; the thumb moves inside it
    spoken = {"en": "13 August 2024", "ar": "13 آب 2024"}[language]
    expect(stop).to_have_attribute("aria-valuetext", spoken)
    expect(one.page.locator(".counts b")).to_contain_text("8")


def test_the_histogram_is_brushed(visit: Visiting) -> None:
    one = visit().open()
    drag(one, one.page.locator(".plot"), 0.62, 0.75)
    expect(one.page.locator(".counts")).to_contain_text("hidden by filters")
    query = said(one)
    assert "2023-08-01" < query["from"][0] < query["to"][0] < "2024-01-15"
    # Four incidents of October and November 2023, and the two without a date.
    expect(one.page.locator(".counts b")).to_have_text("6 incidents")
    expect(one.page.locator(".histogram .bar:not(.out)")).to_have_count(2)


def test_a_bar_takes_its_days_and_lets_them_go(visit: Visiting) -> None:
    one = visit().open()
    bar = one.page.locator(".histogram .bar").nth(1)
    assert str(bar.get_attribute("title")).startswith("October 2023: 3 incidents")
    bar.click()
    one.page.wait_for_url("**from=2023-10-01&to=2023-10-31**")
    expect(one.page.locator(".counts b")).to_have_text("5 incidents")
    expect(one.page.locator(".time-head b")).to_have_text("1–31 October 2023")
    bar.click()
    expect(one.page.locator(".counts b")).to_have_text("9 incidents")
    one.page.wait_for_url(re.compile(r"^(?!.*from=)"))


def test_the_span_between_the_ends_is_pushed(visit: Visiting) -> None:
    one = visit().open("/?lang=en&from=2022-06-01&to=2022-08-31")
    expect(one.page.locator(".counts b")).to_have_text("2 incidents")
    track, span = one.page.locator(".track").bounding_box(), one.page.locator(".track .span")
    box = span.bounding_box()
    assert track
    assert box
    one.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 2)
    one.page.mouse.down()
    one.page.mouse.move(box["x"] + box["width"] / 2 + track["width"] * 0.55, box["y"] + 2, steps=8)
    one.page.mouse.up()
    expect(one.page.locator(".counts b")).not_to_have_text("2 incidents")
    one.page.wait_for_url("**from=2023-**")
    query = said(one)
    start, stop = (int(end(one, name).input_value()) for name in ("from", "to"))
    assert stop - start == 91
    assert query["to"][0] > query["from"][0] > "2023-08-01"


def test_presets_end_with_the_data(visit: Visiting) -> None:
    one = visit().open()
    for days, first in ((7, "2024-08-08"), (30, "2024-07-16"), (90, "2024-05-17")):
        one.page.get_by_role("button", name=f"Last {days} days").click()
        one.page.wait_for_url(f"**from={first}**")
    one.page.get_by_role("button", name="All dates").click()
    one.page.wait_for_url(re.compile(r"^(?!.*from=)"))
    expect(one.page.locator(".time-head b")).to_have_text("All dates")


def test_play_steps_the_window_without_a_blank_frame(visit: Visiting) -> None:
    one = visit().open("/?lang=en&from=2023-10-10&to=2023-11-20&undated=1")
    one.map.locator("body").evaluate(
        """() => {
          window.frames_seen = [];
          const look = () => {
            window.frames_seen.push(document.querySelectorAll(".mark").length);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    one.map.locator("#map_div").evaluate("node => { node.dataset.seen = 'the same map'; }")
    hash_before = one.page.evaluate("location.hash")
    one.page.get_by_label("Speed").select_option("fast")
    one.page.get_by_label("Step").select_option("7")
    one.page.get_by_role("button", name="Play").click()
    one.page.wait_for_function("document.querySelector('.st-key-window input.from').value >= 680")
    one.page.get_by_role("button", name="Pause").click()
    one.page.wait_for_url(re.compile("from=2023-1[12]"))
    assert min(one.map.locator("body").evaluate("() => window.frames_seen")) > 0
    assert one.map.locator("#map_div").get_attribute("data-seen") == "the same map"
    one.page.wait_for_function("before => location.hash === before", arg=hash_before)
    start, stop = (int(end(one, name).input_value()) for name in ("from", "to"))
    assert stop - start == 41
    expect(one.page.get_by_role("button", name="Play")).to_have_attribute("aria-pressed", "false")


def test_play_stops_at_the_end(visit: Visiting) -> None:
    one = visit().open("/?lang=en&from=2024-08-01&to=2024-08-10")
    one.page.get_by_label("Speed").select_option("fast")
    one.page.get_by_label("Step").select_option("7")
    one.page.get_by_role("button", name="Play").click()
    expect(one.page.get_by_role("button", name="Play")).to_be_visible()
    one.page.wait_for_url("**from=2024-08-05**")
    assert "to" not in said(one)


def test_arabic_is_brushed_from_right_to_left(visit: Visiting) -> None:
    one = visit().open("/?lang=ar")
    drag(one, one.page.locator(".plot"), 0.38, 0.25)
    one.page.wait_for_url("**from=2023-**")
    query = said(one)
    assert "2023-08-01" < query["from"][0] < query["to"][0] < "2024-01-15"
    expect(one.page.locator(".histogram .bar:not(.out)")).to_have_count(2)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_years_stand_in_the_order_of_time(visit: Visiting, language: str) -> None:
    one = visit().open(f"/?lang={language}")
    places = []
    for name in ("first", "minor", "last"):
        box = one.page.locator(f".tick.{name}").first.bounding_box()
        assert box
        places.append(box["x"])
    assert places == sorted(places, reverse=language == "ar")


@pytest.mark.parametrize("locale", ["en-GB", "ar-SY"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_bars_stand_above_their_day_on_the_slider(visit: Visiting, locale: str, language: str) -> None:
    one = visit(locale=locale).open(f"/?lang={language}&from=2024-08-14")
    bar = one.page.locator(".histogram .bar:not(.out)")
    expect(bar).to_have_count(1)
    box, track, span = (
        one.page.locator(selector).bounding_box() for selector in (".histogram .bar:not(.out)", ".plot", ".track .span")
    )
    assert box
    assert track
    assert span
    # The last day stands at the end of the track, the left one in Arabic, and so does its month's bar.
    edge = track["x"] if language == "ar" else track["x"] + track["width"]
    assert abs(span["x"] - edge) < 1
    assert box["x"] - 1 <= edge <= box["x"] + box["width"] + 1
