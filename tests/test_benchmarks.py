"""What the benchmarks are made from is sound: a figure over a broken record says nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from benchmarks.archive import A_DAY, newsroom_archive
from benchmarks.articles import LENGTH, attack_reports, general_news
from benchmarks.general_news import made_news, measure
from benchmarks.synthetic import DAYS, FIRST, write_record
from geo.gazetteer import load_gazetteer
from incidents.store import Record
from tests.reading import reading_of


def test_a_synthetic_record_is_one_that_loading_could_have_made(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    write_record(path, 500)
    record = Record.open(f"sqlite:///{path}")
    incidents = record.incidents()
    assert len(incidents) == record.counts().total == 500
    assert record.counts().undated == sum(incident.date_start is None for incident in incidents) > 0
    assert record.counts().unlocated == sum(incident.place_id is None for incident in incidents) > 0
    facets = record.facets()
    assert dict(facets["statuses"]) == Counter(incident.status for incident in incidents)
    weapons = Counter(weapon for incident in incidents for weapon in incident.weapons or ("unknown",))
    assert dict(facets["weapons"]) == weapons
    assert dict(facets["precisions"]) == Counter(str(incident.geo_precision or "unknown") for incident in incidents)
    first, last = record.extent() or (None, None)
    assert first is not None
    assert last is not None
    assert first >= FIRST
    assert (last - FIRST).days < DAYS
    for incident in incidents[:50]:
        for evidence in incident.evidence:
            document = record.document(evidence.document_id)
            assert document is not None
            assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    record.close()


def test_made_articles_are_long_enough_differ_and_are_the_same_every_time() -> None:
    for make in (general_news, attack_reports):
        made = make(20)
        assert made == make(20)
        assert len(set(made)) == 20
        assert all(LENGTH <= len(text) < LENGTH + 800 for text in made)


def test_a_made_archive_tells_its_attacks_several_times_over_and_is_the_same_every_time() -> None:
    first = dt.date(2022, 1, 1)
    made = list(newsroom_archive(4 * A_DAY, first))
    assert made == list(newsroom_archive(4 * A_DAY, first))
    assert len({article.text for article in made}) == len(made)
    assert not any("{" in article.text for article in made)
    assert all(LENGTH <= len(article.text) < LENGTH + 800 for article in made)
    record = Record.open("sqlite://")
    for article in made:
        record.add(reading_of(article.text, article.published))
    told = [len(incident.reports) for incident in record.incidents()]
    record.close()
    assert 3 < sum(told) / (len(made) / 2) < 6  # of an article about attacks: coded ones tell 2, real round-ups 6
    assert 2 < sum(told) / len(told) < 8


def test_made_news_fills_every_gap_and_is_the_same_every_time() -> None:
    made = list(made_news(200, load_gazetteer()))
    assert made == list(made_news(200, load_gazetteer()))
    assert not any("{" in article.text or "}" in article.text for article in made)
    assert len({article.text for article in made}) == 200
    assert len({said for article in made for said in article.sentences}) > 90


def test_made_news_tells_of_no_attack() -> None:
    figures, misled = measure(600)
    assert (figures["false_incidents"], misled) == (0, Counter())
