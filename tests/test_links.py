"""Links: nothing of theirs becomes markup, and each leads where the pages and files are read."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from incidents.pins import Pin
from incidents.types import Filter
from ui.downloads import extent_of
from ui.links import (
    article_address,
    download_address,
    host_of,
    link,
    map_address,
    original_link,
    place_address,
    review_address,
    safe_link,
    versions_address,
)
from ui.state import View, from_query


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " javascript:x",
        "//host/x",
        "http://",
        "http://[",
        "x",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_link(url, "<b>") == "&lt;b&gt;"


def test_a_web_address_becomes_a_link_that_tells_the_other_side_nothing() -> None:
    assert safe_link('https://example.org/?a=1&b="2"', "title") == (
        '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;" target="_blank" '
        'rel="noopener noreferrer nofollow">title</a>'
    )


def test_the_host_of_a_link_is_said() -> None:
    assert host_of("https://example.org/a") == "example.org"
    assert host_of("javascript:alert(1)") is None
    assert host_of("http://[") is None
    assert host_of(None) is None


def test_an_address_that_may_not_be_followed_is_told_as_text() -> None:
    assert original_link("javascript:alert(1)", "en") == '<span class="refused" dir="ltr">javascript:alert(1)</span>'
    assert "The original at example.org" in original_link("https://example.org/a", "en")
    assert original_link(None, "en") == ""


def test_a_link_escapes_address_and_label() -> None:
    assert link('a?b="1"&c', "<b>") == '<a class="to-place" href="a?b=&quot;1&quot;&amp;c" target="_self">&lt;b&gt;</a>'
    assert 'target="_blank" rel="noopener"' in link("a", "b", aside=True)


@pytest.mark.parametrize("pin", [None, Pin("version", "2024-1 & more")])
def test_addresses_of_pages_keep_language_and_state(pin: Pin | None) -> None:
    pinned = {pin.kind: [pin.value]} if pin else {}
    for address, page, asked in (
        (place_address("al-omar", "ar", pin), "place", {"at": ["al-omar"]}),
        (article_address("d&1", "ar", pin), "article", {"doc": ["d&1"]}),
        (versions_address("ar", pin), "versions", {}),
    ):
        assert urlsplit(address).path == page
        assert parse_qs(urlsplit(address).query) == {**asked, "lang": ["ar"], **pinned}
    assert review_address("RSD-1", "en") == "review?incident=RSD-1&lang=en"


def test_the_addresses_of_map_and_files_give_the_view_back() -> None:
    view = View(filter=Filter(places=frozenset({"al-omar"}), text="a&b"), incident="RSD-1", language="ar")
    assert from_query(parse_qs(urlsplit(map_address(view)).query)) == view
    address = urlsplit(download_address("png", view, (38.0, 33.5, 41.25, 35.0)))
    assert address.path == "download/png"
    assert from_query(parse_qs(address.query)) == view
    assert extent_of(parse_qs(address.query)["bbox"][0]) == (38.0, 33.5, 41.25, 35.0)
