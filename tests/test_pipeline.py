"""The promise, on any text: every quote stands in the article, reading twice gives the same, nothing is raised."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.types import EVIDENCE_FIELDS, Reading
from tests.reading import PHRASES, gazetteer, reading_of

GOLD = Path(__file__).parent / "gold" / "development"
TEXTS = sorted(GOLD.glob("*.txt"))
WORDS = [
    row["phrase"]
    for name in ("incidents.csv", "not_incidents.csv")
    for row in csv.DictReader((PHRASES / name).open(encoding="utf-8"))
]


def promise_holds(reading: Reading) -> None:
    text = reading.document.text
    for report in reading.reports:
        assert report.evidence
        assert report.evidence[0].field == "act"
        assert report.place_id is None or report.place_id in gazetteer()
        if report.date_start is not None:
            assert report.date_end is not None
            assert report.date_start <= report.date_end
        for evidence in report.evidence:
            assert evidence.field in EVIDENCE_FIELDS
            assert text[evidence.span.start : evidence.span.end] == evidence.quote
            assert 0 < len(evidence.quote.strip()) <= 600
    for rejected in reading.rejected:
        assert text[rejected.span.start : rejected.span.end] == rejected.quote
    for tally in reading.tallies:
        for evidence in tally.evidence:
            assert text[evidence.span.start : evidence.span.end] == evidence.quote
    assert len({report.id for report in reading.reports}) == len(reading.reports)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_promise_holds_on_whole_articles(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = reading_of(text)
    promise_holds(reading)
    assert reading_of(text) == reading


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_promise_holds_on_shuffled_words(phrases: list[str], random: object) -> None:
    words = " ".join(phrases).split(" ")
    random.shuffle(words)  # type: ignore[attr-defined]
    promise_holds(reading_of(" ".join(words)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_refused(text: str) -> None:
    promise_holds(reading_of(text))


def test_an_article_about_nothing_gives_nothing() -> None:
    reading = reading_of("ارتفعت أسعار الطماطم في الأسواق هذا الأسبوع.")
    assert (reading.reports, reading.tallies, reading.rejected, reading.candidates) == ((), (), (), ())


def test_a_base_that_is_not_named_gets_no_point() -> None:
    report = reading_of("أصيب ثمانية جنود أميركيين في هجوم بمسيّرة على قاعدة في سوريا الأسبوع الماضي.").reports[0]
    assert (report.place_id, report.geo_precision, report.place_name) == (None, None, None)


def test_hostile_text_is_read_as_words() -> None:
    text = "استهدفت <img src=x onerror=alert(1)> مسيّرة قاعدة حرير {{7*7}} \u202e أمس."
    promise_holds(reading_of(text))
