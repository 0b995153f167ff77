"""The record into pictures: the same numbers as the record's, parts that cover the window, filters in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from export.pictures import picture_of
from export.selection import selection_in_words
from geo.gazetteer import load_gazetteer
from geo.picture import MOST_PARTS
from incidents.store import Record
from incidents.types import Filter
from load.samples import ensure_samples

GAZETTEER = load_gazetteer()
AS_OF = dt.date(2024, 8, 15)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of the sample dispatches."""
    record = Record.open(f"sqlite:///{tmp_path_factory.mktemp('record') / 'record.sqlite'}")
    ensure_samples(record, GAZETTEER)
    yield record
    record.close()


def test_a_picture_has_the_records_numbers(samples: Record) -> None:
    wanted = Filter(date_from=dt.date(2023, 10, 17), date_to=dt.date(2024, 1, 31))
    picture = picture_of(samples, GAZETTEER, wanted, as_of=AS_OF)
    counts = samples.counts(wanted)
    assert (picture.shown, picture.undated, picture.unlocated) == (counts.shown, counts.undated, counts.unlocated)
    assert sum(mark.count for mark in picture.marks) == counts.shown - counts.unlocated
    assert "Al Mayadeen" in picture.samples["en"]
    assert "الميادين" in picture.samples["ar"]
    assert not any(letter.isdigit() for name in picture.samples["en"] for letter in name)
    assert picture.selection == {"ar": "", "en": ""}


def test_a_link_that_only_this_machine_can_open_is_not_printed(samples: Record) -> None:
    for link, printed in (("http://localhost:8501/?lang=ar", ""), ("https://map.example.org/?lang=ar",) * 2):
        assert picture_of(samples, GAZETTEER, Filter(), as_of=AS_OF, permalink=link).permalink == printed


def test_an_open_window_ends_where_the_records_does(samples: Record) -> None:
    for kind in ("map", "timeline"):
        picture = picture_of(samples, GAZETTEER, Filter(), as_of=AS_OF, kind=kind)
        assert picture.span == samples.extent() == (dt.date(2020, 1, 3), dt.date(2024, 8, 14))
    assert picture.bars[-1].last >= dt.date(2024, 8, 14)


def test_months_cover_the_window_and_are_joined_where_there_are_too_many(samples: Record) -> None:
    wanted = Filter(date_from=dt.date(2023, 10, 17), date_to=dt.date(2024, 1, 31))
    picture = picture_of(samples, GAZETTEER, wanted, as_of=AS_OF, kind="multiples")
    assert [part.names["en"] for part in picture.parts] == [
        *("October 2023", "November 2023", "December 2023", "January 2024", "Undated")
    ]
    undated = picture.parts[-1]
    assert undated.shown == picture.undated
    assert undated.marks
    assert all(mark.undated == mark.count for mark in undated.marks)
    assert sum(part.shown for part in picture.parts) >= picture.shown
    dated = picture_of(samples, GAZETTEER, replace(wanted, undated=False), as_of=AS_OF, kind="multiples")
    assert [part.names for part in dated.parts] == [part.names for part in picture.parts[:-1]]
    everything = picture_of(samples, GAZETTEER, Filter(), as_of=AS_OF, kind="multiples")
    assert 2 <= len(everything.parts) <= MOST_PARTS
    assert sum(part.shown for part in everything.parts) >= everything.shown


def test_every_weapon_has_its_part(samples: Record) -> None:
    picture = picture_of(samples, GAZETTEER, Filter(), as_of=AS_OF, kind="multiples", split="weapon")
    assert "Drone" in [part.names["en"] for part in picture.parts]
    assert sum(part.shown for part in picture.parts) >= picture.shown
    drones = picture_of(
        samples, GAZETTEER, Filter(weapons=frozenset({"drone"})), as_of=AS_OF, kind="multiples", split="weapon"
    )
    assert [part.names["en"] for part in drones.parts] == ["Drone"]
    assert drones.parts[0].shown == drones.shown


def test_bars_hold_every_dated_incident(samples: Record) -> None:
    picture = picture_of(samples, GAZETTEER, Filter(), as_of=AS_OF, kind="timeline")
    assert sum(bar.count for bar in picture.bars) == picture.shown - picture.undated
    for before, after in zip(picture.bars, picture.bars[1:], strict=False):
        assert after.first == before.last + dt.timedelta(days=1)


@pytest.mark.parametrize("kind", ["map", "multiples", "timeline"])
def test_an_empty_selection_gives_a_picture_of_nothing(samples: Record, kind: str) -> None:
    nothing = Filter(date_from=dt.date(1990, 1, 1), date_to=dt.date(1990, 2, 1), undated=False)
    picture = picture_of(samples, GAZETTEER, nothing, as_of=AS_OF, kind=kind)  # type: ignore[arg-type]
    assert picture.shown == 0
    assert not picture.marks
    assert not picture.parts
    assert not picture.bars


def test_a_filter_is_told_in_words() -> None:
    wanted = Filter(
        weapons=frozenset({"drone", "rocket"}),
        statuses=frozenset({"claimed"}),
        places=frozenset({"al-tanf"}),
        attackers=frozenset({"unknown"}),
        text="قاعدة",
        undated=False,
    )
    assert selection_in_words(wanted, GAZETTEER, "en") == (
        "Place: al-Tanf garrison; Attacker: Not named; Weapon: Drone, Rocket; Status: Claimed; "
        "with the words “قاعدة”; dated incidents"
    )
    assert "السلاح: " in selection_in_words(wanted, GAZETTEER, "ar")
    wanted = Filter(
        governorates=frozenset({"SY09", "IQ", "x\u202ey"}),
        precisions=frozenset({"1", "unknown"}),
        publishers=frozenset({"Rasid sample", "unknown"}),
    )
    assert selection_in_words(wanted, GAZETTEER, "en") == (
        "Governorate: Iraq, across governorates, Deir ez-Zor, xy; "
        "Precision: The named place, Without a point; Source: Rasid sample, publisher not given"
    )
    assert "عيّنة راصد" in selection_in_words(wanted, GAZETTEER, "ar")


@pytest.mark.parametrize("field", [one.name for one in fields(Filter) if one.type == "frozenset[str]"])
def test_no_choice_of_a_filter_is_left_unsaid(field: str) -> None:
    chosen = {"statuses": "claimed", "weapons": "drone", "outcomes": "hit", "precisions": "2"}.get(field, "x-1")
    assert selection_in_words(Filter(**{field: frozenset({chosen})}), GAZETTEER, "ar")
    assert selection_in_words(Filter(), GAZETTEER, "ar") == ""
