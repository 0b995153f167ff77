"""What a reviewer is told when an act is refused: in their language, without names of fields, with what to do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from incidents.desk import Desk
from incidents.errors import RasidError
from incidents.placed import Placing
from incidents.store import Record
from language.catalogue import LANGUAGES
from load.document import as_document
from tests.newsroom import Clock, article, newsroom
from ui.refusals import refusal

HOSTILE = '<img src=x onerror="alert(1)">'
DAY = dt.date(2023, 10, 29)
SAID = as_document("سقطت قذيفتان قرب البوابة.", publisher="Guard", url=None, published=DAY)


@pytest.fixture
def record() -> Record:
    """Two incidents; the first was corrected by Omar since it was looked at as change 1."""
    record = newsroom(Clock())
    record.add(article(1))
    record.add(article(2, place_id="conoco"))
    Desk(record, "Omar").correct("RSD-1", 1, {"munition_count": 9}, "counted again")
    Desk(record, "Omar").reject("RSD-2", 2, "satire")
    return record


def placing(**fields: Any) -> Placing:
    given = {"name_en": "Gate", "kind": "village", "lon": 40.5, "lat": 35.1, "radius_m": 1000, "country": "SY"}
    return Placing(**(given | {"admin1_pcode": "", "source": "a map", "url": ""} | fields))


REFUSED: dict[str, Callable[[Desk], object]] = {
    "has changed meanwhile": lambda desk: desk.confirm("RSD-1", 1),
    "no longer in the record": lambda desk: desk.confirm("RSD-9", 1),
    "give a reason": lambda desk: desk.correct("RSD-1", 3, {"munition_count": 8}, " "),
    "nothing was changed": lambda desk: desk.correct("RSD-1", 3, {}, "why"),
    "give both days": lambda desk: desk.correct("RSD-1", 3, {"date_start": None}, "why"),
    "lies before": lambda desk: desk.correct("RSD-1", 3, {"date_end": DAY - dt.timedelta(9)}, "why"),
    "choose the reports": lambda desk: desk.split("RSD-1", 3, []),
    "is retracted": lambda desk: desk.merge("RSD-1", 3, "RSD-2", 4),
    "give the words": lambda desk: desk.add(SAID, " ", {}),
    "Latin letters": lambda desk: desk.place("البوابة", placing(name_en="")),
    "who says that the place": lambda desk: desk.place("البوابة", placing(source="")),
    "say what it is": lambda desk: desk.place("البوابة", placing(kind="")),
    "in which country": lambda desk: desk.place("البوابة", placing(country="")),
    "governorate": lambda desk: desk.place("البوابة", placing(admin1_pcode="IQ01")),
    "Latitude comes first": lambda desk: desk.place("البوابة", placing(lon=35.1, lat=40.5)),
}


@pytest.mark.parametrize("told", REFUSED)
def test_a_refused_act_is_told_in_the_readers_words(record: Record, told: str) -> None:
    with pytest.raises(RasidError) as caught:
        REFUSED[told](Desk(record, "Sara"))
    assert told in refusal(caught.value, "en")
    arabic = refusal(caught.value, "ar")
    assert not re.search("[A-Za-z]", arabic.replace("Omar", ""))


def test_who_was_faster_and_when_is_told(record: Record) -> None:
    with pytest.raises(RasidError) as caught:
        Desk(record, HOSTILE).confirm("RSD-1", 1)
    for language in LANGUAGES:
        assert "\u2068Omar\u2069" in refusal(caught.value, language)
    assert "(Corrected · " in refusal(caught.value, "en")


def test_what_is_refused_twice(record: Record) -> None:
    desk = Desk(record, "Sara")
    desk.add(SAID, SAID.text, {"place_id": "conoco", "date_start": DAY, "date_end": DAY})
    desk.place("البوابة", placing())
    undone = Desk(record, "Omar").undo(3).change
    for act, told in (
        (lambda: desk.add(SAID, SAID.text, {}), "these very words"),
        (lambda: desk.place("البوابة", placing()), "on the map already"),
        (lambda: desk.undo(3), "undone already"),
    ):
        with pytest.raises(RasidError) as caught:
            act()
        assert told in refusal(caught.value, "en")
    assert undone


def test_what_nobody_foresaw_keeps_its_line() -> None:
    from incidents.desk import BadDecision

    assert refusal(BadDecision(f"odd {HOSTILE}"), "ar").startswith("لا يمكن حفظ هذا: ")
