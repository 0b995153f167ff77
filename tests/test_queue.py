"""What waits for a person's eye comes in the order of doubt and consequence, and says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from incidents.desk import Desk
from incidents.queue import POINTS, Code, queue, waiting_count
from incidents.store import Record
from incidents.types import CasualtyCount, Version
from language.reviewing import reason_words
from tests.newsroom import Clock, article, newsroom, the


@pytest.fixture
def record() -> Iterator[Record]:
    opened = newsroom(Clock())
    yield opened
    opened.close()


def codes(record: Record, id: str = "RSD-1") -> set[str]:
    (found,) = (one for one in queue(record, 99) if one.incident.id == id)
    return {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"certainty": "doubtful", "certainty_reason": "elsewhere"}, {"doubtful"}),
        ({"certainty": "inferred", "certainty_reason": "elsewhere"}, {"inferred"}),
        ({"place_id": None}, {"place_unknown"}),
        ({"place_id": None, "place_name": None}, {"no_place"}),
        ({"undated": True}, {"undated"}),
        ({"day": dt.date(2023, 10, 1)}, {"far_date"}),
        ({"day": dt.date(2023, 10, 20)}, set()),
        ({"status": "disputed"}, {"disputed"}),
        ({"versions": (Version("Mehr", "missed", ()),)}, {"versions"}),
        ({"casualties": (CasualtyCount("civilians", 11, None),)}, {"many_killed"}),
        ({"casualties": (CasualtyCount("civilians", 2, 3),)}, {"killed", "injured"}),
        ({"casualties": (CasualtyCount("civilians", 0, 0),)}, set()),
        ({"status": "confirmed"}, {"confirmed_hit"}),
        ({"status": "confirmed", "outcome": "missed"}, set()),
    ],
)
def test_an_incident_waits_for_what_is_doubtful_or_grave(
    record: Record, fields: dict[str, Any], expected: set[str]
) -> None:
    record.add(article(1, **fields))
    assert codes(record) == expected


def test_the_most_doubtful_and_grave_come_first_and_the_newest_of_equals(record: Record) -> None:
    for number, (place, fields) in enumerate(
        (
            ("al-omar", {}),
            ("conoco", {"certainty": "doubtful", "certainty_reason": "x"}),
            ("al-tanf", {"status": "disputed", "casualties": (CasualtyCount("civilians", 12, None),)}),
            ("green-village", {"day": dt.date(2023, 10, 30)}),
        ),
        start=1,
    ):
        record.add(article(number, place_id=place, **fields))
    assert [one.incident.id for one in queue(record, 9)] == ["RSD-3", "RSD-2", "RSD-4", "RSD-1"]
    assert [one.incident.id for one in queue(record, 2)] == ["RSD-3", "RSD-2"]
    first = queue(record, 1)[0]
    assert first.score == sum(reason.points for reason in first.reasons) == POINTS["many_killed"] + POINTS["disputed"]
    assert waiting_count(record) == 4


def test_what_somebody_has_looked_at_waits_again_when_articles_change_it(record: Record) -> None:
    desk = Desk(record, "Mona")
    record.add(article(1))
    desk.reject("RSD-1", 1, "satire")
    assert (queue(record, 9), waiting_count(record)) == ((), 0)
    record.add(article(2))
    assert "changed_since" in codes(record)
    desk.confirm("RSD-1", the(record).revision)
    assert queue(record, 9) == ()


def test_every_reason_has_points_and_words_in_both_languages() -> None:
    assert set(get_args(Code)) == set(POINTS)
    for code in get_args(Code):
        assert reason_words(code, "en") != reason_words(code, "ar")
