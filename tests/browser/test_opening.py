"""From the first bytes to the page: a document in the reader's language that names ahead what will be asked for."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, serving
from ui.first_page import MAP_PAGES, PAGES


def document(address: str, language: str = "en-GB") -> str:
    """Return what the server answers to a browser of that language."""
    with urlopen(Request(address, headers={"Accept-Language": language})) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        return str(answer.read().decode())


@pytest.mark.parametrize(
    ("query", "browser", "language", "name"),
    [
        ("", "en-GB,en;q=0.9", "en", "<b>Rasid</b>"),
        ("", "ar-SY,ar;q=0.9,en;q=0.8", "ar", "<b>راصد</b>"),
        ("?lang=ar", "en-GB", "ar", "<b>راصد</b>"),
        ("?lang=en", "ar", "en", "<b>Rasid</b>"),
        ("?lang=%3Cscript%3E", "de", "en", "<b>Rasid</b>"),
    ],
)
def test_the_first_bytes_speak_the_readers_language(
    server: str, query: str, browser: str, language: str, name: str
) -> None:
    page = document(f"{server}/{query}", browser)
    assert f'<html lang="{language}">' in page
    assert name in page
    assert "Streamlit app" not in page


@pytest.mark.parametrize("page", PAGES)
def test_all_that_is_named_ahead_is_there(server: str, page: str) -> None:
    named = re.findall(r'<link rel="(?:modulepreload|prefetch)"[^>]* href="\./([^"]+)"', document(f"{server}/{page}"))
    assert ("map/map.js" in named) == (page in MAP_PAGES)
    for address in named:
        with urlopen(f"{server}/{address}") as answer:
            assert answer.status == 200
            assert "html" not in answer.headers["Content-Type"]


def test_the_map_page_asks_for_no_script_that_was_not_named(visit: Callable[..., Visit]) -> None:
    one = visit().open()
    named = re.findall(r'(?:href|src)="\.(/static/js/[^"]+)"', document(one.base + "/"))
    asked = one.page.evaluate(
        "performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)"
        ".filter(path => path.startsWith('/static/js/'))"
    )
    assert sorted(set(asked) - set(named)) == []


def test_every_page_has_its_document() -> None:
    source = (Path(__file__).parents[2] / "ui" / "main.py").read_text("utf-8")
    pages = set(re.findall(r'url_path="([^"]*)"', source))
    assert pages | {""} == set(PAGES)


def test_the_page_takes_the_place_of_what_stood_before_it(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.page.route("**/_stcore/host-config", lambda _: None)  # an answer that never comes
    one.page.goto(one.base + "/?lang=en")
    expect(one.page.locator("#waiting")).to_contain_text("Opening…")
    expect(one.page.locator(".stApp")).to_be_hidden()
    one = visit().open()
    expect(one.page.locator("#waiting")).to_be_hidden()
    expect(one.page.locator(".masthead h1")).to_be_visible()
    one.page.get_by_role("button", name="العربية").click()
    expect(one.page.locator("html")).to_have_attribute("lang", "ar")
    expect(one.page).to_have_title("راصد")


def test_a_fault_at_the_start_is_seen(tmp_path: Path, chromium: Browser) -> None:
    (tmp_path / "broken.sqlite").write_text("these are not the bytes of a database" * 40)
    with serving(f"sqlite:///{tmp_path / 'broken.sqlite'}") as base:
        page = chromium.new_page()
        page.goto(base)
        expect(page.locator(".message")).to_be_visible()
        expect(page.locator("#waiting")).to_be_hidden()
        page.close()
