"""Losses, phrase by phrase (`phrases/casualties.csv`): how many of whom, and phrases that tell of none."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.actors import find_actors
from extract.casualties import CasualtyMention, find_casualties
from extract.lexicon import Scanner, load_lexicon
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.references import resolved
from tests.reading import reading_of

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "casualties.csv").open(encoding="utf-8", newline="")))
SCANNER = Scanner(load_lexicon())


def losses(phrase: str) -> list[CasualtyMention]:
    text = ReadText(phrase)
    hits = SCANNER.scan(text)
    return find_casualties(text, hits, Numbers(text), resolved(text, find_actors(text, hits), [(0, "SY")]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_losses_of_a_phrase(row: dict[str, str]) -> None:
    told = sorted(f"{loss.kind} {loss.count} {loss.group}" for loss in losses(row["phrase"]))
    assert told == sorted(filter(None, row["told"].split("; ")))


def test_people_hurt_by_what_was_shot_down_are_marked() -> None:
    (loss,) = losses("سقط حطام المسيّرة على منزل فأصيب مدنيان")
    assert (loss.count, loss.by_debris) == (2, True)
    (loss,) = losses("سقطت المسيّرة على منزل فأصيب مدنيان")
    assert not loss.by_debris


@settings(deadline=None)
@given(killed=st.integers(3, 10), injured=st.integers(11, 99), people=st.sampled_from(["جنود", "مدنيين", "أشخاص"]))
def test_numbers_are_those_written(killed: int, injured: int, people: str) -> None:
    found = losses(f"أسفر القصف عن مقتل {killed} {people} وإصابة {injured} آخرين")
    assert [(loss.kind, loss.count) for loss in found] == [("killed", killed), ("injured", injured)]


@settings(deadline=None)
@given(st.text(alphabet="قتل جرح وأصيب 3 جنود من، .ثلاثة مدني\n", max_size=120))
def test_any_words_are_read_without_fault(phrase: str) -> None:
    text = ReadText(phrase)
    for loss in losses(phrase):
        assert 0 <= loss.start < loss.end <= len(text.folded)
        assert 0 < loss.count <= 5000


def test_losses_told_alone_belong_to_the_event_at_their_place() -> None:
    text = (
        "شنت طائرات أميركية فجر اليوم غارات على موقعين في جرف الصخر. وسقط صاروخان أمس على قاعدة حرير.\n"
        "وقالت بغداد إن ما حصل انتهاك للسيادة.\nوأكدت هيئة الحشد الشعبي مقتل ثمانية من مقاتليها في جرف الصخر."
    )
    killed = {report.place_id: [loss.killed for loss in report.casualties] for report in reading_of(text).reports}
    assert killed == {"jurf-al-sakhar": [8], "harir": []}
