"""Addresses that reopen the map: what is written is what the screen reads."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from export.permalink import LOCAL_ADDRESS, filter_link, incident_link, is_local, public_address, query_of
from incidents.merge import derive
from incidents.types import Filter
from tests.builders import make_report
from ui.state import View, from_query, to_query

FULL = Filter(
    date_from=dt.date(2023, 10, 1),
    date_to=dt.date(2024, 1, 31),
    undated=False,
    places=frozenset({"al-omar", "al-tanf"}),
    attackers=frozenset({"isis", "unknown"}),
    targets=frozenset({"us-forces"}),
    weapons=frozenset({"drone"}),
    outcomes=frozenset({"hit"}),
    statuses=frozenset({"claimed", "reported"}),
    governorates=frozenset({"SY09"}),
    precisions=frozenset({"1"}),
    publishers=frozenset({"الميادين"}),
    text="قاعدة & <b>",
)


@pytest.mark.parametrize("filter", [FULL, Filter(), Filter(undated=False), Filter(text="=1+1")])
def test_the_screen_reads_a_link_back_as_the_same_filter(filter: Filter) -> None:
    link = filter_link("https://map.example.org", filter)
    assert from_query(parse_qs(urlsplit(link).query)).filter == filter


def test_links_use_the_screens_own_names() -> None:
    written = to_query(View(filter=FULL))
    del written["lang"]
    assert query_of(FULL) == written


def test_an_incidents_link_opens_it_beside_those_of_its_place() -> None:
    view = from_query(parse_qs(urlsplit(incident_link("https://x.org", derive("RSD-1", [make_report()]))).query))
    assert (view.incident, view.at, view.filter) == ("RSD-1", "al-omar", Filter())
    nowhere = derive("RSD-2", [make_report(place_id=None)])
    view = from_query(parse_qs(urlsplit(incident_link("https://x.org", nowhere)).query))
    assert (view.incident, view.at, view.panel) == ("RSD-2", None, "unplaced")


def test_the_address_is_the_one_that_readers_can_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASID_PUBLIC_URL", raising=False)
    assert public_address() == LOCAL_ADDRESS
    assert is_local(public_address())
    assert public_address("http://localhost:9000/base/") == "http://localhost:9000/base"
    monkeypatch.setenv("RASID_PUBLIC_URL", " https://map.example.org/rasid/ ")
    assert public_address("http://localhost:9000") == "https://map.example.org/rasid"
    assert not is_local(public_address())
