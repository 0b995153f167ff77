"""The menu of further formats and the report pack, from the screen, in a real browser."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyogrio
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

Visiting = Callable[..., Visit]


def test_the_menu_offers_what_the_screen_shows_in_other_formats(visit: Visiting, tmp_path: Path) -> None:
    one = visit().open("/?from=2023-10-01&lang=en")
    one.page.get_by_role("button", name="More formats").click()
    with one.page.expect_download() as coming:
        one.page.locator("a[data-export=gpkg]").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    assert path.name == "rasid_20231001_20240814.gpkg"
    assert pyogrio.read_info(path, layer="incidents")["features"] == one.shown() == 8
    with one.page.expect_download() as coming:
        one.page.locator("a[data-export=html]").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    page = one.page.context.new_page()
    page.goto(path.as_uri())
    expect(page.locator("#counts")).to_contain_text("8 incidents, 2 undated, 1 without a place")
    assert one.outside == []


def test_a_pack_is_made_with_progress_and_holds_what_was_chosen(visit: Visiting, tmp_path: Path) -> None:
    one = visit().open("/?weapon=rocket&lang=en")
    one.page.get_by_role("button", name="More formats").click()
    menu = one.page.get_by_test_id("stPopoverBody")
    for off in ("PNG picture", "GeoPackage for QGIS"):
        menu.get_by_role("button", name=off).click()
    menu.get_by_role("button", name="Make the pack").click()
    with one.page.expect_download() as coming:
        menu.get_by_role("button", name="Download the pack").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        names = [name.split("/")[1] for name in archive.namelist()]
        features = json.loads(archive.read(next(one for one in archive.namelist() if one.endswith(".geojson"))))
        readme = archive.read(next(one for one in archive.namelist() if one.endswith("README.en.md"))).decode()
    assert [name.rpartition(".")[2] for name in names if name.startswith("rasid_")] == ["geojson", "csv", "html"]
    assert len(features["features"]) == one.shown()
    assert "Weapon: Rocket" in readme
    # Another view asks for another pack.
    one.page.keyboard.press("Escape")
    one.page.goto(one.base + "/?lang=en")
    one.page.get_by_role("button", name="More formats").click()
    expect(menu.get_by_role("button", name="Make the pack")).to_be_visible()
    expect(menu.get_by_role("button", name="Download the pack")).to_have_count(0)


def test_a_pack_shows_what_the_map_shows(visit: Visiting, tmp_path: Path) -> None:
    one = visit().open("/?lang=en#8/35.1/40.6")
    with one.page.expect_download() as coming:
        one.page.locator("a[data-export=png]").click()
    coming.value.save_as(tmp_path / "map.png")
    one.page.get_by_role("button", name="More formats").click()
    menu = one.page.get_by_test_id("stPopoverBody")
    for off in ("GeoJSON", "CSV for Excel", "GeoPackage for QGIS", "HTML page"):
        menu.get_by_role("button", name=off).click()
    menu.get_by_role("button", name="Make the pack").press("Space")
    with one.page.expect_download() as coming:
        menu.get_by_role("button", name="Download the pack").click()
    coming.value.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        (picture,) = (archive.read(name) for name in archive.namelist() if name.endswith(".png"))
    assert picture == (tmp_path / "map.png").read_bytes()
    whole = one.page.request.get(f"{one.base}/download/png?lang=en").body()
    assert picture != whole
    # A map that was moved off its own edge still gives a picture.
    assert one.page.request.get(f"{one.base}/download/png?lang=en&bbox=0,0,1,1").body() == whole
    assert one.outside == []
    assert one.complaints == []
