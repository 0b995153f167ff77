"""A pinned link in a real browser: it reopens exactly what it showed, whatever happens to the record afterwards."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from incidents.desk import Desk
from incidents.editions import publish
from incidents.store import Record
from incidents.types import Filter
from tests.browser.conftest import Visit, fill, serving
from tests.builders import make_document, make_reading, make_report

pytestmark = pytest.mark.browser


def seen(one: Visit, folder: Path) -> dict[str, object]:
    """All that a reader sees of a view: numbers, marks, table, cards, and the file behind the link."""
    page = one.page
    expect(page.locator("table.rows tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        page.locator('[data-export="csv"]').click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(row["event_id"] + row["outcome"] + row["weapons"] for row in csv.DictReader(file))
    return {
        "counts": page.locator(".counts").inner_text(),
        "marks": sorted(one.map.locator(".mark").evaluate_all("all => all.map(one => one.outerHTML)")),
        "table": page.locator("table.rows tbody tr").all_inner_texts(),
        "cards": page.locator(".st-key-listing_scroll article.incident h3").all_inner_texts(),
        "file": (path.name, rows),
    }


def change(url: str) -> None:
    """What a newsroom does next: correct, retract, and load."""
    record = Record.open(url)
    desk = Desk(record, "Omar")
    drone, *_ = record.incidents(Filter(places=frozenset({"al-omar"}), weapons=frozenset({"drone"})))
    desk.correct(drone.id, drone.revision, {"weapons": ("mortar",), "outcome": "missed"}, "seen on film")
    asad, *_ = record.incidents(Filter(places=frozenset({"ain-al-asad"})))
    desk.reject(asad.id, asad.revision, "an exercise")
    document = make_document("قصف قاعدة كونيكو بالصواريخ. انتهى")
    record.add(make_reading(document, make_report(document, place_id="conoco", day=dt.date(2024, 8, 20))))
    record.close()


def past(page: Page) -> str:
    return page.locator(".past").inner_text()


def test_a_pinned_link_reopens_exactly_after_later_changes(
    visit: Callable[..., Visit], own_record: str, tmp_path: Path
) -> None:
    fill(own_record)
    record = Record.open(own_record)
    publish(record, "2024-09", "Mona", "the first")
    record.close()
    with serving(own_record) as base:
        one = visit()
        one.base = base
        page = one.page
        for query in ("/?version=2024-09&lang=en", "/?version=2024-09&weapon=drone&lang=en&from=2023-10-01"):
            one.open(query)
            assert "The record has not changed since." in past(page)
        before = seen(one, tmp_path)
        assert before["file"][0].endswith("_version-2024-09.csv")  # type: ignore[index]
        change(own_record)
        one.open("/?version=2024-09&weapon=drone&lang=en&from=2023-10-01")
        assert seen(one, tmp_path) == before
        one.open("/?lang=en")
        assert one.shown() == 9
        assert one.map.locator(".mark").count() == 4
        one.open("/?version=2024-09&lang=en")
        assert one.shown() == 9
        assert "ain-al-asad" in str(one.map.locator(".mark").evaluate_all("all => all.map(one => one.outerHTML)"))
        page.locator(".past").get_by_role("link", name="The present record").click()
        expect(page.locator(".past")).to_have_count(0)
        assert "version" not in page.url
        assert one.complaints == []


def test_the_way_to_the_changes_and_back(visit: Callable[..., Visit], own_record: str) -> None:
    fill(own_record)
    record = Record.open(own_record)
    publish(record, "2024-09", "Mona", "the first")
    record.close()
    change(own_record)
    with serving(own_record) as base:
        one = visit(locale="ar", width=390, height=844)
        one.base = base
        page = one.page
        one.open("/?version=2024-09&lang=ar")
        page.locator(".past a").first.click()
        expect(page.locator("table.rows tbody tr")).to_contain_text(["2024-09"])
        expect(page.locator(".changes", has_text="an exercise")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        table = page.locator("table.rows").bounding_box()
        assert table
        assert table["x"] >= 0
        assert table["x"] + table["width"] <= 390
        page.locator(".changes", has_text="an exercise").locator("a").first.click()
        expect(page.locator(".retracted")).to_contain_text("an exercise")
        # Streamlit asks for its own addresses below the page first, and is told 404.
        assert [said for said in one.complaints if "404" not in said] == []
