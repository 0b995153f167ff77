"""A place's own page, a whole article and the published counts in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

Visiting = Callable[..., Visit]


def go(one: Visit, path: str) -> Page:
    """Open a page that has no map and wait for what it draws last."""
    one.page.goto(one.base + path)
    one.page.locator(".spellings, .article-text, .message").first.wait_for()
    return one.page


def wider_than_the_screen(page: Page) -> int:
    found = page.locator("[data-testid=stMain]").evaluate("node => node.scrollWidth - node.clientWidth")
    return int(found)


def test_a_card_leads_to_its_place_and_back(visit: Visiting) -> None:
    one = visit().open("/?lang=en&from=2023-10-01")
    card = one.page.locator("article.incident", has_text="al-Omar oil field base").first
    card.locator(".kicker .to-place").click()
    expect(one.page.locator(".page-title")).to_have_text("al-Omar oil field base")
    assert urlsplit(one.page.url).path == "/place"
    expect(one.page.locator(".place-page .counts")).to_contain_text("3 incidents")
    expect(one.page.locator("article.incident")).to_have_count(3)
    one.page.get_by_role("link", name="Show on the map").click()
    expect(one.page.locator(".st-key-listing .place-head h2")).to_have_text("al-Omar oil field base")
    assert one.outside == []


def test_the_arabic_words_stand_open_and_the_article_opens_whole(visit: Visiting) -> None:
    one = visit()
    page = go(one, "/place?at=ain-al-asad&lang=en")
    quote = page.locator("article.incident blockquote").first
    expect(quote).to_be_visible()
    expect(quote.locator("mark.kind-weapon")).to_have_text("بستة صواريخ")
    page.get_by_text("Why is this here?").first.click()
    expect(page.get_by_text("names the weapon").first).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the article").first.click()
    article = opened.value
    expect(article.locator(".article-text")).to_contain_text("وقال المرصد إن القاعدة أصيبت.")
    expect(article.locator(".key")).to_contain_text("Weapon")
    assert article.evaluate("window.opener") is None
    assert parse_qs(urlsplit(article.url).query)["lang"] == ["en"]


@pytest.mark.parametrize("locale", ["en-GB", "ar-SY"])
def test_every_page_runs_right_to_left_in_arabic(visit: Visiting, locale: str) -> None:
    one = visit(locale=locale)
    page = go(one, "/place?at=harir&lang=ar")
    assert page.locator(".stApp").evaluate("node => getComputedStyle(node).direction") == "rtl"
    facts, timeline = page.locator(".spellings").first.bounding_box(), page.locator(".timeline").bounding_box()
    assert facts
    assert timeline
    assert facts["x"] < timeline["x"]
    expect(page.locator(".page-title")).to_have_text("قاعدة حرير الجوية")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="افتح المقال").first.click()
    article = opened.value
    expect(article.locator(".key")).to_contain_text("معنى العلامات")
    assert article.locator(".stApp").evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_the_language_changes_on_the_page_itself(visit: Visiting) -> None:
    page = go(visit(), "/place?at=al-tanf&lang=en")
    page.locator(".st-key-language button").click()
    expect(page.locator(".page-title")).to_have_text("قاعدة التنف")
    page.wait_for_function("new URLSearchParams(location.search).get('lang') === 'ar'")
    assert parse_qs(urlsplit(page.url).query)["at"] == ["al-tanf"]


def test_its_files_hold_its_incidents(visit: Visiting, tmp_path: Path) -> None:
    page = go(visit(), "/place?at=al-omar&lang=en&weapon=drone")

    def fetch(kind: str) -> bytes:
        with page.expect_download() as coming:
            page.locator(f"a[data-place-export={kind}]").click()
        path = tmp_path / coming.value.suggested_filename
        coming.value.save_as(path)
        return path.read_bytes()

    features = json.loads(fetch("geojson"))["features"]
    assert len(features) == 3
    assert {feature["properties"]["place_id"] for feature in features} == {"al-omar"}
    assert fetch("png").startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 390])
def test_a_phone_shows_it_all_within_its_width(visit: Visiting, language: str, width: int) -> None:
    one = visit(width=width, height=800)
    assert wider_than_the_screen(go(one, f"/place?at=al-tanf&lang={language}")) <= 1
    address = one.page.get_by_role("link", name="Open the article" if language == "en" else "افتح المقال").first
    assert wider_than_the_screen(go(one, f"/{address.get_attribute('href')}")) <= 1


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/place?at=al-omar&lang=en", "light"),
        ("/place?at=al-tanf&lang=ar", "dark"),
        ("/place?at=harir&lang=en", "dark"),
    ],
)
def test_nothing_serious_for_a_screen_reader(visit: Visiting, path: str, scheme: str) -> None:
    one = visit(scheme=scheme)
    page = go(one, path)
    address = page.locator(".source .ways a").first.get_attribute("href")
    assert _serious(page) == []
    assert _serious(go(one, f"/{address}")) == []


def _serious(page: Page) -> list[str]:
    return [
        f"{fault['id']}: {node['target']} {node['html'][:200]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def test_hostile_words_are_words_here_too(visit: Visiting) -> None:
    one = visit()
    page = go(one, "/place?at=al-tanf&lang=en")
    expect(page.locator("blockquote", has_text="<img src=x").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    hostile = page.locator("article.incident", has_text="javascript:alert(1)").first
    address = hostile.get_by_role("link", name="Open the article").get_attribute("href")
    article = go(one, f"/{address}")
    expect(article.locator(".article-text")).to_contain_text("<img src=x onerror=")
    assert article.locator("img[src=x]").count() == 0
    assert "owned" not in article.title()
    assert one.outside == []
    assert [said for said in one.complaints if "404" not in said] == []


def test_a_place_that_nobody_knows_is_one_line(visit: Visiting) -> None:
    page = go(visit(), "/place?at=%3Cscript%3E&lang=en")
    expect(page.locator(".message")).to_have_text("The gazetteer has no such place.")


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ar", 1440), ("ar", 390), ("en", 390)])
def test_published_counts_stand_beside_the_maps_own(visit: Visiting, language: str, width: int) -> None:
    one = visit(width=width, height=900).open(f"/?panel=tallies&lang={language}")
    table = one.page.locator("table.tallies")
    expect(table.locator("tbody tr")).to_have_count(1)
    cells = table.locator("tbody td")
    expect(cells.nth(0)).to_contain_text("12")
    expect(cells.nth(1)).to_contain_text("0")
    expect(cells.nth(2)).to_contain_text("12 fewer" if language == "en" else "نقص 12")
    # Nothing above reaches down into it, however long the list of incidents is.
    listing, frame = one.page.locator(".st-key-listing_scroll").bounding_box(), table.bounding_box()
    assert listing
    assert frame
    assert listing["y"] + listing["height"] <= frame["y"]
    box = cells.nth(5).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width + 1
