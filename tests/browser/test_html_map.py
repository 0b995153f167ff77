"""The self-contained map in a real browser, from the file system, in an article's frame, and on a phone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from export.formats import write
from export.html_map import snippet
from incidents.merge import derive
from incidents.types import Document, Incident, Version
from tests.browser.conftest import HOSTILE
from tests.builders import make_document, make_evidence, make_report
from tests.datasets import make_dataset

pytestmark = pytest.mark.browser

Opening = Callable[..., Page]


def record() -> tuple[list[Incident], dict[str, Document]]:
    """Nine incidents as `tests.browser.conftest.fill` has them: two undated, one without a place, one hostile."""
    incidents, documents = [], {}

    def add(place: str | None, day: dt.date | None, **fields: Any) -> None:
        number = len(incidents)
        text = f"تعرضت قاعدة لقصف بستة صواريخ أطلقتها ميليشيات، رقم {number}. وقال المرصد إنها أصيبت."
        document = make_document(text, url="https://example.org/a", after="Some Wire" if day is None else None)
        evidence = (
            make_evidence(document, "تعرضت قاعدة لقصف بستة صواريخ"),
            make_evidence(document, "بستة صواريخ", "weapon"),
            make_evidence(document, "وقال المرصد", "source"),
        )
        dated: dict[str, Any] = {"day": day} if day else {"undated": True}
        report = make_report(document, place_id=place, evidence=evidence, **dated, **fields)
        incidents.append(derive(f"RSD-{number}", [report]))
        documents[document.id] = document

    add("al-omar", dt.date(2023, 10, 28))
    add("al-omar", dt.date(2023, 11, 12), status="claimed", weapons=("drone",), munition_count=2)
    add("al-omar", dt.date(2024, 8, 13), status="confirmed")
    add("al-tanf", dt.date(2023, 10, 18), weapons=("drone",), munition_count=None)
    add("al-tanf", None)
    add("ain-al-asad", dt.date(2022, 1, 3), status="confirmed")
    add("harir", dt.date(2024, 8, 14), status="disputed", versions=(Version("Pentagon", "intercepted", ("drone",)),))
    add(None, None, place_name="قاعدة بلا مكان")
    document = make_document(f"{HOSTILE} قصف.", publisher=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
    report = make_report(
        document, HOSTILE, place_id="al-tanf", day=dt.date(2023, 10, 19), sources=(HOSTILE,), target_detail=HOSTILE
    )
    incidents.append(derive("RSD-8", [report]))
    return incidents, documents | {document.id: document}


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Return a function that writes the map and opens it from the file system; afterwards nothing may have been
    asked of anybody, and nothing complained about."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def begin(width: int = 1280, height: int = 760, inside: str = "", hash: str = "", **fields: Any) -> Page:
        dataset = make_dataset(*record(), **fields)
        path = tmp_path / dataset.file_name(".html")
        write("html", dataset, path)
        if inside:
            (tmp_path / "article.html").write_text(
                f"<!DOCTYPE html><meta charset=utf-8><link rel=icon href=data:,>{inside}", encoding="utf-8"
            )
            path = tmp_path / "article.html"
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((tmp_path.as_uri(), "data:")) else faults.append(request.url)
            ),
        )
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path.as_uri() + hash)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert faults == []


def slide(page: Page, end: str, key: str) -> None:
    page.locator(f"#{end}").focus()
    page.keyboard.press(key)


def visible(locator: Locator) -> bool:
    return bool(locator.evaluate("node => getComputedStyle(node).display !== 'none'"))


def test_it_draws_from_the_file_system_and_asks_nobody(opened: Opening) -> None:
    page = opened(language="en")
    expect(page.locator("#map[data-drawn=yes]")).to_be_visible()
    expect(page.locator(".mark")).to_have_count(4)
    expect(page.locator("#counts")).to_have_text("9 incidents, 2 undated, 1 without a place · as of 1 September 2024")
    assert page.locator("path.base.governorates").count() > 30
    expect(page.locator("#notes")).to_contain_text("do not imply any opinion")
    expect(page.locator(".incident")).to_have_count(9)
    expect(page.locator("#language")).to_be_hidden()


def test_the_slider_changes_what_is_shown_and_bars_choose_their_month(opened: Opening) -> None:
    page = opened(language="en")
    slide(page, "from", "End")
    expect(page.locator("#counts")).to_contain_text("3 incidents, 2 undated")
    expect(page.locator(".mark")).to_have_count(2)
    expect(page.locator("#dates span").first).to_have_text("14 August 2024")
    page.locator("#undated input").uncheck()
    expect(page.locator("#counts")).to_contain_text("1 incident ·")
    page.locator("#all-dates").click()
    expect(page.locator("#counts")).to_contain_text("7 incidents")
    page.locator(".bar[title*='October 2023']").click()
    expect(page.locator("#counts")).to_contain_text("3 incidents")


def test_play_runs_through_time_to_the_last_day_and_stops(opened: Opening) -> None:
    page = opened(language="en")
    play = page.locator("#play")
    play.click()
    expect(play).to_have_attribute("aria-label", "Pause")
    expect(page.locator("#dates span").first).to_contain_text("January 2022")
    expect(play).to_have_attribute("aria-label", "Play through time", timeout=30_000)
    expect(page.locator("#counts")).to_contain_text("9 incidents")


def test_a_mark_has_a_tooltip_and_opens_the_words_behind_it(opened: Opening) -> None:
    page = opened(language="en")
    mark = page.locator(".mark[data-place=ain-al-asad]")
    mark.locator(".ground").hover()
    expect(page.locator(".tip")).to_contain_text("Ain al-Asad air base")
    expect(page.locator(".tip")).to_contain_text("Confirmed 1")
    mark.focus()
    mark.press("Enter")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Ain al-Asad air base")
    expect(panel.locator("blockquote")).to_have_text("تعرضت قاعدة لقصف بستة صواريخ")
    expect(panel.locator("blockquote mark.kind-weapon")).to_have_text("بستة صواريخ")
    expect(panel.locator("figcaption a")).to_have_attribute("href", "https://example.org/a")
    panel.locator("summary").click()
    expect(panel.locator("q")).to_have_text("وقال المرصد")
    expect(panel.locator(".id a")).to_have_attribute(
        "href", "https://map.example.org/rasid/?at=ain-al-asad&incident=RSD-5"
    )
    page.keyboard.press("Escape")
    expect(panel.locator("h2")).to_have_text("Incidents")


def test_incidents_without_a_place_and_samples_are_told(opened: Opening) -> None:
    page = opened(language="en")
    page.locator("#counts button").click()
    expect(page.locator("#panel h2")).to_have_text("Without a place on the map")
    expect(page.locator(".incident")).to_have_count(1)
    expect(page.locator(".incident")).to_contain_text("undated, by 29 October 2023 at the latest")
    expect(page.locator(".sample")).to_contain_text("our wording, after a report by")


def test_rival_versions_stand_beside_each_other(opened: Opening) -> None:
    page = opened(language="en", hash="#RSD-6")
    expect(page.locator("#panel h2")).to_have_text("Harir air base")
    expect(page.locator("#RSD-6")).to_contain_text("Sources differ: Pentagon · Intercepted · Drone")


def test_hostile_text_is_shown_as_text(opened: Opening) -> None:
    page = opened(language="en", hash="#RSD-8")
    expect(page.locator("#RSD-8 blockquote")).to_contain_text("<img src=x onerror=")
    assert page.locator("img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.title() == "Attacks reported in Syria and Iraq"


def test_arabic_runs_right_to_left_and_the_language_can_be_changed(opened: Opening) -> None:
    page = opened(language="both")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")  # the browser's language decides first
    expect(page.locator(".leaflet-control-scale-line")).to_have_text(re.compile(r"^\d+ km$"))
    page.locator("#language").click()
    expect(page.locator(".leaflet-control-scale-line")).to_have_text(re.compile(r"^\d+\s*كم$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("#counts")).to_have_text("9 حوادث، اثنان بلا تاريخ، واحد بلا مكان · حتى 1 أيلول 2024")
    panel, map = page.locator("#panel").bounding_box(), page.locator("#map").bounding_box()
    assert panel
    assert map
    assert panel["x"] < map["x"]
    slide(page, "from", "End")
    expect(page.locator("#dates span").first).to_have_text("14 آب 2024")
    thumb = page.locator("#window").bounding_box()
    assert thumb
    assert thumb["x"] < 200  # time runs from right to left, so the last day stands on the left


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_shows_everything_within_its_width(opened: Opening, language: str) -> None:
    page = opened(width=360, height=640, language=language)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    map = page.locator("#map").bounding_box()
    assert map
    assert map["height"] > 200
    assert not visible(page.locator("#panel"))
    for button in ("#open-list", ".leaflet-control-zoom-in", ".leaflet-control-zoom-out", ".home"):
        page.locator(button).click(trial=True)  # no button lies under another
    page.locator(".mark[data-place=al-omar]").press("Enter")
    assert visible(page.locator("#panel"))
    expect(page.locator("#panel blockquote").first).to_be_in_viewport()
    mark, panel = page.locator(".mark[data-place=al-omar]").bounding_box(), page.locator("#panel").bounding_box()
    assert mark
    assert panel
    assert mark["y"] + mark["height"] <= panel["y"] + 1
    page.locator(".close").click()
    assert not visible(page.locator("#panel"))


def test_it_works_inside_an_article_by_its_own_snippet(opened: Opening) -> None:
    name = make_dataset(*record()).file_name(".html")
    page = opened(inside=snippet(name, "Attacks"), language="en")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".mark")).to_have_count(4)
    frame.locator("#from").focus()
    page.keyboard.press("End")
    expect(frame.locator("#counts")).to_contain_text("3 incidents")
    frame.get_by_role("button", name="About this map").click()
    expect(frame.locator("textarea")).to_have_value(snippet(name, "Attacks reported in Syria and Iraq"))


def test_an_empty_selection_says_so(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    write("html", make_dataset([], {}, language="en"), path)
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    expect(page.locator("#counts")).to_contain_text("0 incidents")
    expect(page.locator("#panel")).to_contain_text("No incidents in this selection")
    expect(page.locator("#time")).to_be_hidden()
    page.close()
    assert complaints == []
