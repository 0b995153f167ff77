"""A link is the view: what is written into the query string comes back as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.types import OUTCOMES, STATUSES, WEAPONS, Filter
from language.catalogue import LANGUAGES
from ui.state import COLOURINGS, PANELS, View, browser_language, from_query, to_query

ids = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40)
days = st.none() | st.dates()


@st.composite
def views(draw: st.DrawFn) -> View:
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    return View(
        filter=Filter(
            date_from=first,
            date_to=last,
            undated=draw(st.booleans()),
            places=draw(st.frozensets(ids, max_size=3)),
            attackers=draw(st.frozensets(ids, max_size=3)),
            targets=draw(st.frozensets(ids, max_size=3)),
            weapons=draw(st.frozensets(st.sampled_from(WEAPONS))),
            outcomes=draw(st.frozensets(st.sampled_from(OUTCOMES))),
            statuses=draw(st.frozensets(st.sampled_from(STATUSES))),
            governorates=draw(st.frozensets(ids, max_size=3)),
            precisions=draw(st.frozensets(st.sampled_from(["1", "2", "3", "unknown"]))),
            publishers=draw(st.frozensets(ids, max_size=3)),
            text=draw(ids).strip(),
        ),
        at=draw(st.none() | ids),
        incident=draw(st.none() | ids),
        colouring=draw(st.sampled_from(COLOURINGS)),
        panel=draw(st.sampled_from(PANELS)),
        language=draw(st.sampled_from(LANGUAGES)),
    )


@given(views())
def test_a_view_comes_back_from_its_query(view: View) -> None:
    assert from_query(to_query(view)) == view


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=300), max_size=5)))
def test_any_query_is_some_view(query: dict[str, list[str]]) -> None:
    view = from_query(query)
    assert from_query(to_query(view)) == view


def test_what_is_not_understood_is_left_out() -> None:
    query = {
        "from": ["yesterday"],
        "to": ["2023-10-29"],
        "weapon": ["laser", "drone"],
        "place": ["atlantis", "al-omar"],
        "at": ["atlantis"],
        "panel": ["everything"],
        "lang": ["fr"],
    }
    view = from_query(query, "ar", lambda place: place == "al-omar")
    assert view.filter == Filter(
        date_to=dt.date(2023, 10, 29), weapons=frozenset({"drone"}), places=frozenset({"al-omar"})
    )
    assert (view.at, view.panel, view.language) == (None, "table", "ar")


def test_a_window_that_ends_before_it_begins_is_none() -> None:
    view = from_query({"from": ["2024-01-01"], "to": ["2023-01-01"]})
    assert (view.filter.date_from, view.filter.date_to) == (None, None)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ar", "ar"), ("ar-SY", "ar"), ("AR-iq", "ar"), ("en-GB", "en"), ("arn", "en"), (None, "en")],
)
def test_the_browser_chooses_the_language(locale: str | None, language: str) -> None:
    assert browser_language(locale) == language
