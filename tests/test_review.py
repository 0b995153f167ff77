"""People's decisions: each holds whatever is read later, nobody overwrites another, and undoing restores exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from geo.gazetteer import load_gazetteer
from incidents.claims import Claimed, claim, release, standing
from incidents.corrections import BadCorrection
from incidents.desk import BadDecision, Desk, OutOfDate
from incidents.placed import BadPlacing, Placing
from incidents.store import Record
from incidents.types import CasualtyCount, Filter, Reading
from tests.builders import make_document, make_reading, make_report
from tests.newsroom import DAY, Clock, article, newsroom, the


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(clock: Clock) -> Iterator[Record]:
    opened = newsroom(clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(record: Record) -> Desk:
    return Desk(record, "Mona")


def seen(record: Record) -> tuple[object, ...]:
    """All that a reader or a reviewer can see, without the numbers of changes."""
    everything = Filter(retracted=True)
    incidents = record.incidents(everything)
    return (
        incidents,
        record.counts(),
        record.counts(everything),
        record.facets(everything),
        [record.incident(f"RSD-{number}") for number in range(1, 8)],
        list(record.faults(record.gazetteer(load_gazetteer()))),
    )


# --- one incident ----------------------------------------------------------------------------------------------


def test_a_confirmed_incident_says_so(record: Record, desk: Desk) -> None:
    record.add(article(1))
    done = desk.confirm("RSD-1", the(record).revision)
    assert (the(record).review, the(record).revision, done.incident_ids) == ("confirmed", done.change, ("RSD-1",))


def test_a_corrected_field_shows_what_the_reports_say_too(record: Record, desk: Desk, clock: Clock) -> None:
    record.add(article(1, outcome="hit", munition_count=6))
    clock.seconds += 60
    done = desk.correct("RSD-1", 1, {"outcome": "intercepted", "munition_count": None}, "the ministry's film")
    incident = the(record)
    assert (incident.outcome, incident.munition_count, incident.review) == ("intercepted", None, "corrected")
    assert [(one.field, one.value, one.original, one.who, one.why, one.change) for one in incident.corrections] == [
        ("munition_count", None, 6, "Mona", "the ministry's film", done.change),
        ("outcome", "intercepted", "hit", "Mona", "the ministry's film", done.change),
    ]
    assert incident.corrections[0].at == dt.datetime(2026, 1, 1, 0, 1, tzinfo=dt.UTC)
    assert record.counts(Filter(outcomes=frozenset({"intercepted"}))).shown == 1


def test_a_correction_holds_when_the_article_is_read_again_and_when_another_joins(record: Record, desk: Desk) -> None:
    record.add(article(1, outcome="hit"))
    desk.correct("RSD-1", 1, {"outcome": "intercepted"}, "film")
    record.add(article(1, outcome="missed", rules_version="2"))
    record.add(article(2, outcome="missed"))
    (incident,) = record.incidents()
    assert (incident.outcome, len(incident.reports)) == ("intercepted", 2)
    assert incident.corrections[0].original == "missed"


def test_a_correction_holds_when_the_report_is_read_under_another_id_at_another_place(
    record: Record, desk: Desk
) -> None:
    record.add(article(1))
    desk.correct("RSD-1", 1, {"weapons": ["drone"]}, "film")
    now = article(1, place_id="conoco", rules_version="2")
    record.add(replace(now, reports=(replace(now.reports[0], id="other"),)))
    (incident,) = record.incidents()
    assert (incident.id, incident.place_id, incident.weapons) == ("RSD-1", "conoco", ("drone",))


def test_what_people_have_decided_about_stays_when_no_article_tells_it_any_more(record: Record, desk: Desk) -> None:
    first = article(1)
    record.add(first)
    done = desk.confirm("RSD-1", 1)
    record.add(replace(first, reports=(), rules_version="2"))
    assert the(record).review == "confirmed"
    assert record.reading(first.document.id) == replace(first, reports=(), rules_version="2")
    desk.undo(done.change)
    assert record.incident("RSD-1") is None
    assert record.is_empty() is False
    assert seen(record)[-1] == []


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"date_start": DAY, "date_end": DAY}, {"date_latest": DAY, "time_precision": "day"}),
        ({"date_start": "2023-10-27", "date_end": "2023-10-29"}, {"time_precision": "week"}),
        ({"date_start": None, "date_end": None}, {"time_precision": "undated", "date_latest": DAY}),
        ({"place_id": "conoco"}, {"geo_precision": load_gazetteer()["conoco"].geo_precision}),
        ({"place_id": None}, {"geo_precision": None}),
        ({"certainty": "explicit"}, {"certainty_reason": None}),
        ({"attackers": ["isis"]}, {"attackers": ("isis",)}),
        ({"casualties": [{"group": "civilians", "killed": 2}]}, {"casualties": (CasualtyCount("civilians", 2, None),)}),
        ({"time_of_day": "dawn", "status": "confirmed", "target_detail": "رادار"}, {"target_detail": "رادار"}),
        ({"sources": ["SOHR", "Mehr"], "event_type": "Battles"}, {"sources": ("SOHR", "Mehr")}),
    ],
)
def test_what_follows_from_a_corrected_field(
    record: Record, desk: Desk, values: dict[str, Any], shown: dict[str, Any]
) -> None:
    record.add(article(1, certainty="doubtful", certainty_reason="somewhere else"))
    before = seen(record)
    done = desk.correct("RSD-1", 1, values, "seen")
    incident = the(record)
    for name, value in shown.items():
        assert getattr(incident, name) == value, name
    assert seen(record)[-1] == []
    desk.undo(done.change)
    assert seen(record) == before


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, "no field"),
        ({"id": "RSD-2"}, "field 'id'"),
        ({"outcome": "boom"}, "outcome 'boom': expected one of hit"),
        ({"munition_count": -1}, "munition_count -1: expected a whole number"),
        ({"munition_count": True}, "munition_count True"),
        ({"date_start": "2023-13-01"}, "date_start '2023-13-01': expected a date like"),
        ({"date_start": "2023-10-30"}, "date_start 2023-10-30, date_end 2023-10-29: expected the first day first"),
        ({"date_start": None}, "expected both days, or neither"),
        ({"time_precision": "undated"}, "time_precision 'undated'"),
        ({"place_id": "atlantis"}, "place_id 'atlantis': expected an id of the gazetteer"),
        ({"geo_precision": None}, "geo_precision None"),
        ({"attackers": ["nobody"]}, "attackers 'nobody': expected an actor id"),
        ({"weapons": "drone"}, "weapons 'drone': expected a list"),
        ({"casualties": [{"group": "civilians", "killed": "many"}]}, "casualties 'many'"),
        ({"casualties": [{"killed": 2}]}, "casualties {'killed': 2}: expected an object"),
        ({"event_type": " "}, "event_type ' ': expected a text"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_one_line_and_changes_nothing(
    record: Record, desk: Desk, values: dict[str, Any], line: str
) -> None:
    record.add(article(1))
    before = (seen(record), record.version())
    with pytest.raises(BadCorrection) as caught:
        desk.correct("RSD-1", 1, values, "seen")
    assert line in str(caught.value)
    assert (seen(record), record.version()) == before


def test_the_latest_correction_of_a_field_holds_and_undoing_it_brings_the_one_before_back(
    record: Record, desk: Desk
) -> None:
    record.add(article(1, outcome="hit"))
    desk.correct("RSD-1", 1, {"outcome": "missed"}, "one")
    last = desk.correct("RSD-1", the(record).revision, {"outcome": "intercepted"}, "two")
    assert the(record).outcome == "intercepted"
    desk.undo(last.change)
    assert (the(record).outcome, the(record).corrections[0].original) == ("missed", "hit")


def test_a_rejected_incident_stays_and_counts_no_more(record: Record, desk: Desk) -> None:
    record.add(article(1))
    record.add(article(2, place_id="conoco"))
    desk.reject("RSD-1", 1, "satire")
    assert [incident.id for incident in record.incidents()] == ["RSD-2"]
    assert (record.counts().shown, record.counts().total) == (1, 1)
    assert [row.place_id for row in record.place_counts()] == ["conoco"]
    assert dict(record.facets())["places"] == (("conoco", 1),)
    everything = Filter(retracted=True)
    assert (record.counts(everything).total, len(record.incidents(everything))) == (2, 2)
    assert the(record).review == "rejected"
    record.add(article(3))  # told again: still rejected, until somebody looks
    assert the(record).review == "rejected"
    desk.confirm("RSD-1", the(record).revision)
    assert (the(record).review, record.counts().total) == ("confirmed", 2)


def test_a_rejection_and_a_correction_need_a_reason_and_everything_needs_a_name(record: Record, desk: Desk) -> None:
    record.add(article(1))
    with pytest.raises(BadDecision, match="why: expected a reason"):
        desk.reject("RSD-1", 1, " ")
    with pytest.raises(BadDecision, match="why: expected a reason"):
        desk.correct("RSD-1", 1, {"outcome": "hit"}, "")
    with pytest.raises(BadDecision, match="who: expected the name"):
        Desk(record, " \n")


# --- nobody overwrites another unseen --------------------------------------------------------------------------


def test_an_act_on_what_has_moved_on_is_refused_and_says_who_changed_what_and_when(record: Record, desk: Desk) -> None:
    record.add(article(1))
    Desk(record, "Omar").correct("RSD-1", 1, {"outcome": "missed"}, "film")
    before = (seen(record), record.version())
    for act in (
        lambda: desk.confirm("RSD-1", 1),
        lambda: desk.reject("RSD-1", 1, "no"),
        lambda: desk.correct("RSD-1", 1, {"outcome": "hit"}, "no"),
        lambda: desk.split("RSD-1", 1, ["r1"]),
        lambda: desk.merge("RSD-1", 1, "RSD-2", 1),
    ):
        with pytest.raises(OutOfDate, match="it was corrected by Omar at 2026-01-01 00:00:00 UTC") as caught:
            act()
        assert caught.value.change is not None
        assert (caught.value.change.who, caught.value.change.kind) == ("Omar", "correct")
    assert (seen(record), record.version()) == before


def test_an_article_that_came_in_between_refuses_an_act_too(record: Record, desk: Desk) -> None:
    record.add(article(1))
    record.add(article(2))
    with pytest.raises(OutOfDate, match="an article that tells it was loaded by rasid"):
        desk.confirm("RSD-1", 1)
    with pytest.raises(OutOfDate, match="RSD-9: is not in the record"):
        desk.confirm("RSD-9", 1)


def test_somebody_is_on_this_one_until_they_let_go_or_time_runs_out(record: Record, clock: Clock) -> None:
    record.add(article(1))
    held = claim(record, "RSD-1", "Mona")
    assert claim(record, "RSD-1", "Mona", minutes=20).until > held.until
    with pytest.raises(Claimed, match="RSD-1: Mona is on it until 00:20 UTC") as caught:
        claim(record, "RSD-1", "Omar")
    assert caught.value.claim.who == "Mona"
    assert standing(record)["RSD-1"].who == "Mona"
    clock.seconds += 20 * 60
    assert standing(record) == {}
    assert claim(record, "RSD-1", "Omar").who == "Omar"
    release(record, "RSD-1", "Mona")
    assert standing(record)["RSD-1"].who == "Omar"
    release(record, "RSD-1", "Omar")
    assert standing(record) == {}


# --- which reports belong together -----------------------------------------------------------------------------


def test_a_split_holds_when_more_is_loaded_and_read_again(record: Record, desk: Desk) -> None:
    for number in (1, 2, 3):
        record.add(article(number))
    before = seen(record)
    done = desk.split("RSD-1", the(record).revision, ["r2"])
    assert done.incident_ids == ("RSD-1", "RSD-2")
    assert partition(record) == {"RSD-1": {"r1", "r3"}, "RSD-2": {"r2"}}
    record.add(article(2, rules_version="2"))
    renamed = article(3, rules_version="2")
    record.add(replace(renamed, reports=(replace(renamed.reports[0], id="other"),)))
    assert partition(record) == {"RSD-1": {"r1", "other"}, "RSD-2": {"r2"}}
    record.add(article(4))
    assert {frozenset(group) - {"r4"} for group in partition(record).values()} == {
        frozenset({"r1", "other"}),
        frozenset({"r2"}),
    }
    assert before[0] != seen(record)[0]


def partition(record: Record) -> dict[str, set[str]]:
    everything = record.incidents(Filter(retracted=True))
    return {incident.id: {report.id for report in incident.reports} for incident in everything}


def test_undoing_a_split_restores_exactly(record: Record, desk: Desk) -> None:
    for number in (1, 2, 3):
        record.add(article(number))
    before = seen(record)
    done = desk.split("RSD-1", the(record).revision, ["r1", "r2"])  # most leave, and still it keeps its id
    assert partition(record) == {"RSD-1": {"r3"}, "RSD-2": {"r1", "r2"}}
    undone = desk.undo(done.change)
    assert (partition(record), the(record, "RSD-2").id) == ({"RSD-1": {"r1", "r2", "r3"}}, "RSD-1")
    assert seen(record)[0] == before[0]
    desk.undo(undone.change)
    assert partition(record) == {"RSD-1": {"r3"}, "RSD-2": {"r1", "r2"}}


def test_a_merge_of_two_places_and_days_holds_and_undoing_it_restores_both(record: Record, desk: Desk) -> None:
    record.add(article(1))
    record.add(article(2, place_id="conoco", day=dt.date(2023, 11, 2), weapons=("drone",)))
    desk.correct("RSD-2", 2, {"outcome": "missed"}, "film")
    before = seen(record)
    done = desk.merge("RSD-1", 1, "RSD-2", the(record, "RSD-2").revision)
    incident = the(record, "RSD-2")
    assert (incident.id, incident.place_id, incident.date_start, incident.date_end) == ("RSD-1", "al-omar", DAY, DAY)
    assert (incident.outcome, incident.review) == ("missed", "corrected")
    record.add(article(3, place_id="conoco", day=dt.date(2023, 11, 2), weapons=("drone",)))
    record.add(article(1, rules_version="2"))
    assert partition(record) == {"RSD-1": {"r1", "r2", "r3"}}
    assert seen(record)[-1] == []
    desk.undo(done.change)
    assert partition(record) == {"RSD-1": {"r1"}, "RSD-2": {"r2", "r3"}}
    assert (the(record, "RSD-2").outcome, the(record).review) == ("missed", "new")
    assert before[0] != ()


def test_a_later_decision_holds_against_an_earlier_one(record: Record, desk: Desk) -> None:
    record.add(article(1))
    record.add(article(2))
    split = desk.split("RSD-1", the(record).revision, ["r2"])
    merged = desk.merge("RSD-2", the(record, "RSD-2").revision, "RSD-1", the(record).revision)
    assert partition(record) == {"RSD-2": {"r1", "r2"}}
    desk.undo(split.change)
    assert partition(record) == {"RSD-2": {"r1", "r2"}}
    desk.undo(merged.change)
    assert len(partition(record)) == 1


def test_a_redirect_comes_back_when_what_it_led_to_does(record: Record, desk: Desk) -> None:
    for number, place in enumerate(("al-omar", "conoco", "al-tanf"), start=1):
        record.add(article(number, place_id=place))
    desk.merge("RSD-2", 2, "RSD-3", 3)
    done = desk.merge("RSD-1", 1, "RSD-2", the(record, "RSD-2").revision)
    assert the(record, "RSD-3").id == "RSD-1"
    desk.undo(done.change)
    assert the(record, "RSD-3").id == "RSD-2"
    assert partition(record) == {"RSD-1": {"r1"}, "RSD-2": {"r2", "r3"}}


def test_what_was_decided_about_a_merged_incident_goes_back_with_what_it_led_to(record: Record, desk: Desk) -> None:
    for number, place in enumerate(("al-omar", "conoco", "al-tanf"), start=1):
        record.add(article(number, place_id=place))
    desk.confirm("RSD-3", 3)
    desk.merge("RSD-2", 2, "RSD-3", the(record, "RSD-3").revision)
    before = seen(record)
    assert the(record, "RSD-2").review == "confirmed"
    done = desk.merge("RSD-1", 1, "RSD-2", the(record, "RSD-2").revision)
    assert the(record, "RSD-1").review == "confirmed"
    desk.undo(done.change)
    assert seen(record) == before


@pytest.mark.parametrize("chosen", [[], ["r1", "r2"], ["r9"], ["r1", "r9"]])
def test_a_split_needs_some_of_the_reports(record: Record, desk: Desk, chosen: list[str]) -> None:
    record.add(article(1))
    record.add(article(2))
    with pytest.raises(BadDecision, match="expected some of its 2 reports to split off"):
        desk.split("RSD-1", 2, chosen)


def test_what_is_rejected_or_the_same_is_not_merged(record: Record, desk: Desk) -> None:
    record.add(article(1))
    record.add(article(2, place_id="conoco"))
    desk.reject("RSD-2", 2, "satire")
    with pytest.raises(BadDecision, match="RSD-2: is rejected"):
        desk.merge("RSD-1", 1, "RSD-2", the(record, "RSD-2").revision)
    with pytest.raises(BadDecision, match="expected another one"):
        desk.merge("RSD-1", 1, "RSD-1", 1)


# --- incidents by hand -----------------------------------------------------------------------------------------

QUOTE = "قال شاهد عيان إن مسيّرة أصابت القاعدة فجر السبت"


def test_an_incident_is_added_by_hand_with_its_source_and_goes_when_that_is_undone(record: Record, desk: Desk) -> None:
    record.add(article(1, place_id="conoco"))
    before = seen(record)
    document = make_document(f"{QUOTE}. وأضاف أنه رأى الدخان.", publisher="A witness", url="https://example.org/x")
    done = desk.add(document, QUOTE, {"place_id": "al-omar", "date_start": DAY, "date_end": DAY, "weapons": ["drone"]})
    (id,) = done.incident_ids
    incident = the(record, id)
    assert (incident.review, incident.place_id, incident.weapons, incident.sources) == (
        "added",
        "al-omar",
        ("drone",),
        ("A witness",),
    )
    assert incident.reports[0].quote == QUOTE
    kept = record.document(document.id)
    assert kept is not None
    assert (kept.source, kept.publisher, kept.url) == ("by hand", "A witness", "https://example.org/x")
    assert seen(record)[-1] == []
    assert not record.add(make_reading(document, make_report(document, QUOTE))).changed  # no rules read it anew
    undone = desk.undo(done.change)
    assert seen(record) == before
    desk.undo(undone.change)
    assert the(record, id) == incident


def test_an_incident_by_hand_joins_the_reports_that_tell_it(record: Record, desk: Desk) -> None:
    record.add(article(1))
    values = {"place_id": "al-omar", "date_start": DAY, "date_end": DAY}
    assert desk.add(make_document(QUOTE, publisher="A witness"), QUOTE, values).incident_ids == ("RSD-1",)
    assert (the(record).review, len(the(record).reports)) == ("new", 2)


def test_words_that_do_not_stand_there_or_are_known_already_are_refused(record: Record, desk: Desk) -> None:
    record.add(article(1))
    before = (seen(record), record.version(), record.documents())
    with pytest.raises(BadDecision, match="expected words of the document"):
        desk.add(make_document(QUOTE), "غير ذلك", {"outcome": "hit"})
    with pytest.raises(BadDecision, match="stand in the record already"):
        desk.add(article(1).document, "قصف القاعدة", {"outcome": "hit"})
    assert (seen(record), record.version(), record.documents()) == before


# --- names on the map ------------------------------------------------------------------------------------------

PLACING = Placing("Kharab Test", "base", 40.5, 35.5, 2000, "SY", "SY09", "A local editor", "https://example.org/map")


def unknown(number: int, **fields: Any) -> Reading:
    return article(number, place_id=None, place_name="خراب الاختبار", **fields)


def test_a_name_put_on_the_map_places_reports_now_and_later(record: Record, desk: Desk) -> None:
    record.add(unknown(1))
    record.add(unknown(2))
    before = seen(record)
    done = desk.place("خراب الإختبار", PLACING, "asked the mayor")
    (incident,) = record.incidents()
    assert (incident.geo_precision, len(incident.reports)) == (1, 2)
    place = record.gazetteer(load_gazetteer())[incident.place_id or ""]
    assert (place.name_ar, place.lat, place.sources[0].label) == ("خراب الإختبار", 35.5, "A local editor")
    assert [mark.lon for mark in record.marks(Filter(), record.gazetteer(load_gazetteer()))] == [40.5]
    assert record.counts(Filter(governorates=frozenset({"SY09"}))).shown == 1
    assert record.counts(Filter(text="Kharab")).shown == 1
    record.add(unknown(3))
    assert len(the(record).reports) == 3
    assert record.reading(unknown(3).document.id) == unknown(3)  # the article says what it says
    assert seen(record)[-1] == []
    desk.undo(done.change)
    assert len(record.incidents()) == 3
    assert record.counts().unlocated == 3
    assert {incident.id for incident in before[0]} <= {incident.id for incident in record.incidents()}  # type: ignore[attr-defined]


def test_undoing_a_placing_restores_exactly(record: Record, desk: Desk) -> None:
    record.add(unknown(1))
    record.add(unknown(2))
    before = seen(record)
    done = desk.place("خراب الاختبار", PLACING)
    undone = desk.undo(done.change)
    assert seen(record) == before
    desk.undo(undone.change)
    assert len(record.incidents()) == 1


def test_a_place_on_which_a_correction_stands_is_not_undone(record: Record, desk: Desk) -> None:
    record.add(unknown(1))
    record.add(article(2))
    done = desk.place("خراب الاختبار", PLACING)
    place_id = the(record).place_id
    corrected = desk.correct("RSD-2", 2, {"place_id": place_id}, "seen")
    with pytest.raises(BadDecision, match=f"change {corrected.change} sets it for an incident: undo that first"):
        desk.undo(done.change)


@pytest.mark.parametrize(
    ("name", "wrong", "line"),
    [
        (" ", {}, "name: expected the name"),
        ("خراب", {"name_en": ""}, "name_en: expected"),
        ("خراب", {"source": ""}, "source: expected who says"),
        ("خراب", {"kind": "governorate"}, "kind 'governorate': expected one of a position"),
        ("خراب", {"lon": 35.5, "lat": 40.5}, "lat 40.5: expected degrees north"),
        ("خراب", {"radius_m": 50_000}, "radius_m 50000: expected 1 to"),
        ("خراب", {"country": "IR"}, "country 'IR': expected one of"),
        ("خراب", {"admin1_pcode": "IQ01"}, "admin1_pcode 'IQ01': expected one of the country"),
    ],
)
def test_what_cannot_be_a_place_is_one_line(desk: Desk, name: str, wrong: dict[str, Any], line: str) -> None:
    with pytest.raises(BadPlacing, match=line):
        desk.place(name, replace(PLACING, **wrong))


def test_a_name_is_put_on_the_map_once(record: Record, desk: Desk) -> None:
    desk.place("خراب الاختبار", PLACING)
    with pytest.raises(BadPlacing, match="is on the map already"):
        desk.place("خراب الإختبار", PLACING)


# --- undoing ---------------------------------------------------------------------------------------------------


def test_only_decisions_that_hold_are_undone(record: Record, desk: Desk) -> None:
    record.add(article(1))
    done = desk.confirm("RSD-1", 1)
    with pytest.raises(BadDecision, match="change 1: expected a decision of a person"):
        desk.undo(1)
    desk.undo(done.change)
    with pytest.raises(BadDecision, match=f"change {done.change}: is undone already"):
        desk.undo(done.change)
    assert the(record).review == "new"


def test_undoing_an_undoing_lets_the_decision_hold_again(record: Record, desk: Desk) -> None:
    record.add(article(1))
    done = desk.reject("RSD-1", 1, "satire")
    first = desk.undo(done.change)
    second = desk.undo(first.change)
    assert the(record).review == "rejected"
    desk.undo(second.change)
    assert the(record).review == "new"
