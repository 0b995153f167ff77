"""Review in a real browser: one keystroke confirms, the next incident follows, and all of it is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, fill, serving

pytestmark = pytest.mark.browser


def give_name(page: Page, name: str) -> None:
    field = page.locator(".st-key-reviewer_name input")
    field.fill(name)
    field.press("Enter")
    expect(page.locator(".st-key-review_acts")).to_be_visible()
    page.locator("h2.page-title").click()  # keys are typed into the field until it is left


def test_one_keystroke_confirms_and_undoing_brings_it_back(visit: Callable[..., Visit], own_record: str) -> None:
    fill(own_record)
    with serving(own_record) as base:
        one = visit()
        page = one.page
        page.goto(base + "/review?lang=en")
        give_name(page, "Sara")
        waiting = page.locator("h2.section-title").first
        expect(waiting).to_have_text("9 incidents wait")
        page.locator("body").press("y")
        expect(page.locator(".message", has_text="Kept as change")).to_be_visible()
        expect(waiting).to_have_text("8 incidents wait")
        page.get_by_text("All changes").click()
        expect(page.locator("table.rows tbody tr").first).to_contain_text("Sara")
        page.locator("table.rows tbody tr").first.locator("a").click()
        give_name(page, "Omar")
        expect(page.locator(".life").first).to_contain_text("Sara")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".message", has_text="Undone.")).to_be_visible()


def test_a_correction_stands_beside_its_evidence(visit: Callable[..., Visit], own_record: str) -> None:
    fill(own_record)
    with serving(own_record) as base:
        one = visit()
        page = one.page
        page.goto(base + "/review?lang=en")
        give_name(page, "Sara")
        page.get_by_text("Correct", exact=True).click()
        count = page.get_by_label("How many")
        expect(count).to_be_visible()
        expect(page.locator(".incident .source").first).to_be_visible()
        count.fill("41")
        page.get_by_label("Reason").fill("counted on the pictures")
        page.get_by_role("button", name="Keep the correction").click()
        expect(page.locator(".life").first).to_contain_text("How many")
        expect(page.locator(".life").first).to_contain_text("41")
