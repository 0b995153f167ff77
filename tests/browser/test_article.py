"""The page that adds an article, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import HOSTILE, Visit, fill, serving

pytestmark = pytest.mark.browser

ARTICLE = """الأحد 14 آذار/مارس 2021

أفادت وكالة مهر بأن قاعدة حقل العمر النفطي، شرق دير الزور، استُهدفت بستة صواريخ.
وقال التحالف إنه أجرى تدريبات بالذخيرة الحية في قاعدة الشدادي.
"""


def test_an_article_is_read_and_added(visit: Callable[..., Visit], own_record: str) -> None:
    fill(own_record)
    with serving(own_record) as base:
        one = visit()
        one.base = base
        read_and_add(one)


def read_and_add(one: Visit) -> None:
    page = one.page
    page.goto(one.base + "/add?lang=en")
    page.locator("textarea").fill(ARTICLE + HOSTILE)
    page.get_by_role("button", name="Read the article").click()
    article = page.locator(".article-text")
    expect(article).to_contain_text("<img src=x onerror=")
    expect(article.locator("mark.kind-weapon").first).to_contain_text("صواريخ")
    expect(page.locator("table.rows").first).to_contain_text("al-Omar oil field base")
    page.get_by_role("button", name="Add to the map").click()
    expect(page.locator(".message", has_text="Added: 1 new incident")).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert page.title() == "Rasid" or "Add" in page.title()
    assert [url for url in one.outside if not url.startswith(one.base)] == []
    # The map shows it at once.
    page.get_by_role("link", name="Map").click()
    expect(page.locator(".counts b")).to_have_text("10 incidents")


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("empty.txt", b"", "empty.txt: empty: expected an article"),
        ("noise.txt", bytes(range(128, 256)) * 20, "noise.txt: not text in UTF-8, UTF-16 or Windows-1256"),
        ("page.html", b"<html><body></body></html>", "page.html: no article found in this web page"),
    ],
)
def test_a_bad_file_gives_one_line(visit: Callable[..., Visit], name: str, content: bytes, line: str) -> None:
    one = visit()
    one.page.goto(one.base + "/add?lang=en")
    one.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    expect(one.page.get_by_test_id("stFileChip")).to_be_visible()
    one.page.get_by_role("button", name="Read the article").click()
    expect(one.page.locator(".message")).to_have_text(line)


@pytest.mark.parametrize(("language", "line"), [("en", "Not taken: expected a file"), ("ar", "لم يُقبل الملف")])
def test_a_file_of_another_kind_is_refused_with_those_that_are_taken(
    visit: Callable[..., Visit], language: str, line: str
) -> None:
    one = visit()
    one.page.goto(f"{one.base}/add?lang={language}")
    photo = {"name": "photo.png", "mimeType": "image/png", "buffer": b"no text"}
    one.page.locator("input[type=file]").set_input_files(photo)
    expect(one.page.locator("[data-testid=stFileChip][aria-invalid=true]")).to_be_visible()
    said = one.page.get_by_test_id("stFileUploader").evaluate("node => getComputedStyle(node, '::after').content")
    for part in (line, ".txt", ".docx", ".pdf", "50"):
        assert part in said


def test_english_text_says_why_nothing_was_found(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.page.goto(one.base + "/add?lang=en")
    one.page.locator("textarea").fill(
        "The base was attacked by rockets on Sunday, and the army said that it was hit in the night."
    )
    one.page.get_by_role("button", name="Read the article").click()
    expect(one.page.get_by_text("The text is not in Arabic, and the rules read Arabic only.")).to_be_visible()
