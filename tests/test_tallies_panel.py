"""Published counts on the page: beside the map's own, explained, in both languages, never points."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidents.store import Record
from incidents.tally_counts import Compared, published_counts
from incidents.types import Tally
from tests.builders import make_document, make_reading, make_report, make_tally
from ui.tallies_panel import difference_text, reasons, tally_scope, tally_window

pytestmark = pytest.mark.usefixtures("fresh_record")

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def record(own_record: str) -> Record:
    """One incident in Iraq in the window, one undated in Syria, and two published counts, one by a hostile source."""
    record = Record.open(own_record)
    text = "أحصى البنتاغون 12 هجوما في العراق. قصفت قاعدة عين الأسد."
    document = make_document(text, publisher="Reuters")
    report = make_report(document, "قصفت قاعدة عين الأسد", place_id="ain-al-asad", day=dt.date(2023, 10, 18))
    tally = make_tally(document)
    record.add(make_reading(document, report, tallies=(tally,)))
    other = make_document(f"{HOSTILE} 40 هجوما. قصف قاعدة التنف.", publisher=HOSTILE)
    undated = make_report(other, "قصف قاعدة التنف", place_id="al-tanf", undated=True)
    told = make_tally(other, scope="Syria", source=HOSTILE, date_from=None, date_to=None, count=40, at_least=False)
    record.add(make_reading(other, undated, tallies=(told,)))
    return record


def page(**query: str) -> tuple[AppTest, str]:
    """The map page with the counts below, and its HTML."""
    at = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=60)
    for name, value in ({"panel": "tallies"} | query).items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at, "\n".join(element.proto.body for element in at.get("html"))


def compared(ours: int | None = 7, window: str = "both ends", **fields: object) -> Compared:
    """A comparison of twelve published attacks in Iraq, at least."""
    document = make_document()
    (published,) = published_counts([make_tally(document)], lambda id: document)
    values: dict[str, object] = {
        "published": published,
        "window": window,
        "date_from": dt.date(2023, 10, 17),
        "date_to": dt.date(2023, 10, 26),
        "ours": ours,
        "undated": 0,
        "unlocated": 0,
        "hidden": 0,
    }
    return Compared(**(values | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "english", "arabic"),
    [
        (7, "5 fewer on this map", "نقص 5 حوادث على هذه الخريطة"),
        (10, "2 fewer on this map", "نقص حادثين على هذه الخريطة"),
        (12, "the same", "متساويان"),
        (13, "1 more on this map", "زيادة حادث واحد على هذه الخريطة"),
        (None, "not comparable", "لا تصح المقارنة"),
    ],
)
def test_the_difference_is_told(ours: int | None, english: str, arabic: str) -> None:
    assert difference_text(compared(ours), "en") == english
    assert difference_text(compared(ours), "ar") == arabic


def test_what_explains_it_is_told_and_nothing_else() -> None:
    assert reasons(compared(), "en") == []
    assert reasons(compared(undated=3, unlocated=1, hidden=2), "en") == [
        "3 undated incidents at these places may belong here",
        "1 incident of these days has no place on the map",
        "2 are hidden by your filters now",
    ]
    assert reasons(compared(window="not told"), "en") == ["the window is not told"]
    assert reasons(compared(window="start only"), "en") == [
        "no end is told: counted up to 26 October 2023, the day of the article"
    ]
    assert reasons(compared(20), "en") == ["the published count is a lower bound"]
    assert reasons(compared(None), "en") == ["the gazetteer has no place of this name"]
    assert len(reasons(compared(undated=3, unlocated=1, hidden=2), "ar")) == 3


@pytest.mark.parametrize(
    ("scope", "english", "arabic"),
    [
        ("Iraq", "Iraq", "العراق"),
        ("Iraq and Syria and Jordan", "Iraq, Syria and Jordan", "العراق وسوريا والأردن"),
        ("al-Tanf garrison, Syria", "al-Tanf garrison, Syria", "قاعدة التنف، سوريا"),
        (HOSTILE, HOSTILE, HOSTILE),
    ],
)
def test_scopes_are_named_in_the_readers_language(scope: str, english: str, arabic: str) -> None:
    tally = make_tally(make_document(), scope=scope)
    assert tally_scope(tally, "en") == english
    assert tally_scope(tally, "ar") == arabic


def test_a_window_that_is_none_says_so() -> None:
    def told(first: dt.date | None, last: dt.date | None) -> Tally:
        return make_tally(make_document(), date_from=first, date_to=last)

    assert tally_window(told(None, None), "en") == "window not told"
    assert tally_window(told(dt.date(2023, 10, 26), dt.date(2023, 10, 17)), "en") == "window not told"
    assert tally_window(told(dt.date(2023, 10, 17), None), "ar") == "من 17 تشرين الأول 2023"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("at least 12", "11 fewer on this map", "Pentagon", "Authority · United States", "window not told")),
        ("ar", ("12 على الأقل", "نقص 11 حادثًا على هذه الخريطة", "البنتاغون", "سلطة رسمية · الولايات المتحدة")),
    ],
)
def test_the_panel_stands_in_both_languages(record: Record, language: str, words: tuple[str, ...]) -> None:
    _, html = page(lang=language)
    table = html.partition('<table class="rows tallies"')[2].partition("</table>")[0]
    assert table.count("<tr ") == 3
    assert table.index("12") < table.index("40")
    for word in words:
        assert word in table
    assert "أحصى البنتاغون" in table


def test_what_the_filters_hide_is_said_beside_the_count(record: Record) -> None:
    _, html = page(lang="en", weapon="drone")
    assert "1 is hidden by your filters now" in html


def test_a_published_count_is_never_a_mark(record: Record) -> None:
    with_counts, without = page(lang="en")[0], page(lang="en", panel="table")[0]
    assert _map(with_counts) == _map(without)
    assert "ain-al-asad" in _map(with_counts)


def _map(at: AppTest) -> str:
    """What the map was given to draw."""
    return "".join(element.proto.json_args for element in at.get("component_instance"))


def test_hostile_counts_are_shown_as_words(record: Record) -> None:
    _, html = page(lang="en")
    assert "<img" not in html
    assert "&lt;img src=x" in html
