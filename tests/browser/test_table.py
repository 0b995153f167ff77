"""The table in a real browser: sorted by its heads, in step with the map both ways, and worked by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

Visiting = Callable[..., Visit]


def column(one: Visit, name: str) -> list[str]:
    """The texts of one column, from top to bottom."""
    return one.page.locator(f"table.rows td.col-{name}").all_inner_texts()


def test_heads_sort_and_say_so(visit: Visiting) -> None:
    one = visit().open()
    expect(one.page.locator("table.rows tbody tr")).to_have_count(9)
    assert column(one, "date")[0] == "14 August 2024"
    place = one.page.get_by_role("columnheader", name="Place")
    place.get_by_role("button").click()
    expect(place).to_have_attribute("aria-sort", "ascending")
    expect(one.page.locator("table.rows td.col-place").first).to_have_text("Ain al-Asad air base")
    places = column(one, "place")
    assert places[:-1] == sorted(places[:-1])
    assert places[-1] == "قاعدة بلا مكان"
    place.get_by_role("button").click()
    expect(place).to_have_attribute("aria-sort", "descending")
    expect(place.get_by_role("button")).to_be_focused()
    assert column(one, "place")[:-1] == sorted(places[:-1], reverse=True)


def test_a_row_chooses_on_the_map_and_heads_the_list(visit: Visiting) -> None:
    one = visit().open()
    one.page.get_by_role("button", name="Harir air base", exact=True).click()
    expect(one.map.locator(".mark.chosen")).to_have_attribute("data-place", "harir")
    picked = one.page.locator("table.rows tr.picked")
    expect(picked).to_have_count(1)
    expect(picked.locator("button.pick")).to_have_attribute("aria-pressed", "true")
    incident = str(picked.get_attribute("data-incident"))
    expect(one.page.locator(".st-key-picked article")).to_have_attribute("data-incident", incident)
    one.page.wait_for_url(f"**incident={incident}**")
    # The same row again lets it go.
    picked.locator("button.pick").click()
    expect(one.page.locator(".st-key-picked")).to_have_count(0)
    expect(one.map.locator(".mark.chosen")).to_have_count(0)


def test_a_mark_brings_its_rows_to_the_top(visit: Visiting) -> None:
    one = visit().open()
    mark = one.map.locator(".mark[data-place=ain-al-asad]")
    mark.focus()
    mark.press("Enter")
    expect(one.page.locator("table.rows tbody tr").first).to_have_class("there")
    expect(one.page.locator("table.rows tr.there")).to_have_count(1)
    assert column(one, "place")[0] == "Ain al-Asad air base"


def test_an_incident_without_a_place_is_picked_too(visit: Visiting) -> None:
    one = visit().open()
    one.page.get_by_role("button", name="قاعدة بلا مكان").click()
    expect(one.page.locator(".st-key-picked h3")).to_be_visible()
    assert "at" not in parse_qs(urlsplit(one.page.url).query)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_keys_alone_reach_and_pick(visit: Visiting, language: str) -> None:
    one = visit().open(f"/?lang={language}")
    one.page.locator("table.rows th button.sort").first.focus()
    for _ in range(8):
        one.page.keyboard.press("Tab")
    first = one.page.locator("table.rows button.pick").first
    expect(first).to_be_focused()
    one.page.keyboard.press("ArrowDown")
    second = one.page.locator("table.rows button.pick").nth(1)
    expect(second).to_be_focused()
    place = str(one.page.locator("table.rows tbody tr").nth(1).get_attribute("data-place"))
    expect(one.map.locator(".mark.pointed")).to_have_attribute("data-place", place)
    one.page.keyboard.press("Enter")
    expect(one.map.locator(".mark.chosen")).to_have_attribute("data-place", place)
    expect(one.page.locator("table.rows tr.picked button.pick")).to_be_focused()


def test_what_the_map_cannot_show_is_listed(visit: Visiting) -> None:
    one = visit().open("/?lang=en&panel=unplaced")
    expect(one.page.get_by_text("Without a place on the map · 1")).to_be_visible()
    expect(one.page.get_by_text("Without a date · 2")).to_be_visible()
    expect(one.page.locator("table.rows")).to_have_count(2)
