"""Review in a real browser: one keystroke confirms, the next incident follows, and all of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, fill, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def base(own_record: str) -> Iterator[str]:
    """Give the address of an application whose record the test may change."""
    fill(own_record)
    with serving(own_record) as address:
        yield address


def reviewing(one: Visit, base: str, language: str, name: str) -> Page:
    """Open the page and give a name."""
    one.page.goto(f"{base}/review?lang={language}")
    field = one.page.locator(".st-key-reviewer_name input")
    field.fill(name)
    field.press("Enter")
    expect(one.page.locator(".st-key-review_acts")).to_be_visible()
    one.page.locator("h2.page-title").click()  # keys are typed into the field until it is left
    return one.page


def test_one_keystroke_confirms_and_undoing_brings_it_back(visit: Callable[..., Visit], base: str) -> None:
    page = reviewing(visit(), base, "en", "Sara")
    waiting = page.locator("h2.section-title").first
    expect(waiting).to_have_text("9 incidents wait")
    page.locator("body").press("y")
    expect(page.locator(".message", has_text="Kept as change")).to_be_visible()
    expect(waiting).to_have_text("8 incidents wait")
    page.get_by_text("All changes").click()
    expect(page.locator("table.rows tbody tr").first).to_contain_text("Sara")
    page.locator("table.rows tbody tr").first.locator("a").click()
    expect(page.locator(".reviewer")).to_contain_text("Sara")
    expect(page.locator(".life").first).to_contain_text("Sara")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".message", has_text="Undone.")).to_be_visible()


def test_a_correction_stands_beside_its_evidence(visit: Callable[..., Visit], base: str) -> None:
    page = reviewing(visit(), base, "en", "Sara")
    page.get_by_text("Correct", exact=True).click()
    count = page.get_by_label("How many weapons")
    expect(count).to_be_visible()
    expect(page.locator(".incident .source").first).to_be_visible()
    count.fill("41")
    page.get_by_label("Reason").fill("counted on the pictures")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator(".life").first).to_contain_text("How many weapons")
    expect(page.locator(".life").first).to_contain_text("41")


def test_the_name_is_given_once_and_keys_are_never_typed_into_it(visit: Callable[..., Visit], base: str) -> None:
    page = visit().page
    page.goto(base + "/review?lang=en")
    field = page.locator(".st-key-reviewer_name input")
    field.fill("Sara")
    field.press("Enter")
    expect(page.locator(".reviewer")).to_contain_text("Sara")
    expect(page.locator(".st-key-review_acts button").first).to_be_visible()
    page.keyboard.press("y")
    expect(page.locator(".message", has_text="Kept as change")).to_be_visible()
    page.goto(base + "/review?lang=ar")
    expect(page.locator(".reviewer")).to_contain_text("Sara")
    page.locator(".st-key-other_reviewer button").click()
    expect(page.locator(".st-key-reviewer_name input")).to_be_visible()
    page.reload()
    expect(page.locator(".st-key-reviewer_name input")).to_be_visible()


def test_what_can_be_decided_stays_in_sight_beside_the_words(visit: Callable[..., Visit], base: str) -> None:
    page = reviewing(visit(), base, "ar", "سارة")
    page.get_by_text("تصحيح", exact=True).click()
    page.locator(".stForm, [data-testid=stForm]").first.wait_for()
    words, form = (
        page.locator("article.incident").bounding_box(),
        page.locator("[data-testid=stForm]").bounding_box(),
    )
    assert words
    assert form
    assert form["x"] + form["width"] <= words["x"], "the form stands beside the words, not under them"
    assert abs(form["y"] - words["y"]) < 60
    page.locator(".life").last.scroll_into_view_if_needed()
    expect(page.locator(".st-key-review_acts button").first).to_be_in_viewport()


@pytest.mark.parametrize(("language", "act"), [("en", "Correct"), ("ar", "تصحيح")])
def test_nothing_runs_off_a_phone(visit: Callable[..., Visit], base: str, language: str, act: str) -> None:
    page = reviewing(visit(width=390, height=844), base, language, "Sara")
    page.get_by_text(act, exact=True).click()
    form = page.locator("[data-testid=stForm]")
    form.wait_for()
    outside = page.locator(".stApp button:visible, .stApp input:visible, .stApp p:visible").evaluate_all(
        "all => all.filter(one => !one.closest('.unseen')).filter(one => one.getBoundingClientRect().right > 391 "
        "|| one.getBoundingClientRect().left < -1).map(one => one.textContent)"
    )
    assert outside == []
    words = page.locator("article.incident").bounding_box()
    asked = form.bounding_box()
    assert words
    assert asked
    assert asked["y"] < words["y"], "the form stands where it was asked for"


def test_two_people_see_each_other_and_never_overwrite(visit: Callable[..., Visit], base: str) -> None:
    sara, omar = (reviewing(visit(), base, "en", name) for name in ("Sara", "Omar"))
    expect(omar.locator(".message", has_text="is on this one")).to_contain_text("Sara")
    expect(omar.locator(".on-it", has_text="is on this one")).to_contain_text("Sara")
    omar.get_by_text("Reject", exact=True).click()
    omar.get_by_label("Reason").fill("told twice")
    sara.locator("body").press("y")
    expect(sara.locator(".message", has_text="Kept as change")).to_be_visible()
    omar.get_by_role("button", name="Reject it").click()
    refused = omar.locator(".message", has_text="Not kept: the incident has changed meanwhile")
    expect(refused).to_contain_text("Sara")
    expect(omar.locator(".label-line").first).to_contain_text("Confirmed by an editor")
    expect(omar.locator(".life").first).to_contain_text("Sara")
