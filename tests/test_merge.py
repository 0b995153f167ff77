"""Which reports tell the same event, and what they say together."""

import datetime as dt
from dataclasses import fields, replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.difference import DETAILS, aspects, difference, in_common, tells
from incidents.groups import cluster, families
from incidents.merge import derive
from incidents.nearby import lies_in
from incidents.types import CasualtyCount, Incident, Reading, Report, Version
from tests.builders import make_document, make_report
from tests.strategies import archives, documents, reports

PATIENT = settings(deadline=None, max_examples=60)  # a database an example: no measure of speed
DAY = dt.date(2023, 10, 29)


def told(number: int = 1, **fields: Any) -> Report:
    """A report of its own article."""
    document = make_document(f"قصف القاعدة رقم {number}. انتهى الخبر")
    return make_report(document, id=f"r{number}", **fields)


def month(number: int) -> Report:
    return told(number, date_start=dt.date(2023, 10, 1), date_end=dt.date(2023, 10, 31), time_precision="month")


def ids(reports: list[Report]) -> set[frozenset[str]]:
    return {frozenset(report.id for report in group) for group in cluster(reports)}


def same_event(a: Report, b: Report) -> bool:
    return difference(a, b) is None


ONE: dict[str, Any] = {"time_of_day": "dawn", "munition_count": 6}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"weapons": ()},
        {"weapons": ("unknown",)},
        {"weapons": ("drone", "rocket")},
        {"weapons": ("mortar",), "munition_count": 7},  # two rockets, no, seven shells
        {"weapons": ("drone",), "outcome": "intercepted", "munition_count": 1},  # a hit; no, it was shot down
        {"attackers": ()},
        {"attackers": ("kataib-hezbollah",)},  # the same side as iran-backed-militias
        {"attackers": ("irgc",), "weapons": ("ballistic_missile",)},  # blamed on the one, claimed by the other
        {"date_start": DAY - dt.timedelta(1)},
        {"time_of_day": "night"},
        {"time_of_day": "morning", "munition_count": 2},
        {"time_of_day": "noon", "munition_count": None},
        {"outcome": "intercepted", "status": "claimed", "targets": ()},
    ],
)
def test_reports_that_can_tell_the_same_event(other: dict[str, Any]) -> None:
    one = told(1, **ONE)
    assert difference(one, told(2, **other)) is None
    assert same_event(told(2, **other), one)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"place_id": "conoco"}, "places al-omar and conoco differ"),
        ({"place_id": None}, "a place is missing"),
        ({"undated": True}, "a date is missing"),
        ({"day": DAY + dt.timedelta(1)}, "lie apart"),
        ({"time_of_day": "evening"}, "parts of the day dawn and evening lie apart"),
        (
            {"time_of_day": "noon", "weapons": ("drone",)},
            "parts of the day dawn and noon lie apart, weapons rocket and drone differ",
        ),
        ({"time_of_day": "noon", "munition_count": 2}, "numbers 6 and 2 differ"),
        ({"attackers": ("us-forces",), "weapons": ("airstrike",)}, "different sides, weapons rocket and airstrike"),
    ],
)
def test_reports_that_cannot_say_why(other: dict[str, Any], reason: str) -> None:
    one, two = told(1, **ONE), told(2, **other)
    assert reason in (difference(one, two) or "")
    assert not same_event(one, two)
    assert not same_event(two, one)


def test_what_two_reports_have_in_common_is_said() -> None:
    one, two = told(1, **ONE, weapons=("rocket",)), told(2, **ONE, weapons=("rocket", "drone"), outcome="unknown")
    assert in_common(one, two) == (
        "dates 2023-10-29",
        "part of the day dawn",
        "munitions 6",
        "attackers iran-backed-militias",
    )
    assert in_common(one, told(3, place_id=None, undated=True, weapons=(), attackers=(), munition_count=None)) == (
        "outcome hit",
    )


def test_the_same_losses_outweigh_what_is_told_of_the_hour() -> None:
    losses = (CasualtyCount("us-forces", 3, 25),)
    assert same_event(told(1, time_of_day="dawn", casualties=losses), told(2, time_of_day="noon", casualties=losses))
    assert same_event(told(1, time_of_day="dawn", casualties=losses), told(2, time_of_day="evening", casualties=losses))
    assert not same_event(told(1, time_of_day="dawn"), told(2, time_of_day="evening", casualties=losses))
    assert not same_event(told(1, casualties=losses), told(2, place_id="conoco", casualties=losses))


def test_the_window_lets_dates_lie_apart() -> None:
    one, other = told(1), told(2, day=DAY + dt.timedelta(2))
    assert difference(one, other, window=2) is None
    assert "lie apart" in (difference(one, other, window=1) or "")
    assert len(cluster([one, other])) == 2
    assert len(cluster([one, other], window=2)) == 1


def test_a_city_joins_the_one_event_in_it_that_it_contradicts_in_nothing() -> None:
    city, airport = {"place_id": "erbil"}, {"place_id": "erbil-airport-base"}
    assert lies_in("erbil-airport-base", "erbil")
    assert not lies_in("erbil", "erbil-airport-base")
    assert not lies_in("us-embassy-baghdad", "union-iii")  # neighbours, both struck at times
    assert not lies_in("conoco", "deir-ez-zor")
    assert ids([told(1, **city), told(2, **airport)]) == {frozenset({"r1", "r2"})}
    assert ids([told(1, **city, weapons=("drone",)), told(2, **airport)]) == {frozenset({"r1"}), frozenset({"r2"})}
    two = [told(2, **airport), told(3, place_id="us-consulate-erbil")]
    assert len(cluster([told(1, **city), *two])) == 3
    assert derive("x", [told(1, **city), told(2, **airport, place_name="المطار")]).place_id == "erbil-airport-base"


def test_an_article_that_tells_of_city_and_airport_keeps_them_apart() -> None:
    document = make_document()
    both = [make_report(document, id=id, place_id=id) for id in ("erbil", "erbil-airport-base")]
    assert len(cluster(both)) == 2


def test_two_waves_told_as_two_stay_two_and_another_article_joins_the_likelier() -> None:
    document = make_document()
    dawn = make_report(document, id="a", time_of_day="dawn", munition_count=3)
    evening = make_report(document, id="b", time_of_day="evening", munition_count=3)
    assert difference(dawn, evening) == "one article tells them as two"
    assert ids([dawn, evening, told(3, time_of_day="evening")]) == {frozenset("a"), frozenset({"b", "r3"})}


def test_places_and_dates_that_nobody_told_never_meet() -> None:
    nowhere = [told(number, place_id=None, place_name="قاعدة خراب الجير") for number in (1, 2)]
    undated = [told(number, undated=True) for number in (3, 4)]
    assert len(cluster(nowhere + undated)) == 4


def test_a_vague_date_joins_only_where_there_is_no_choice() -> None:
    assert ids([told(1), month(2)]) == {frozenset({"r1", "r2"})}
    week_later = told(3, day=DAY - dt.timedelta(7))
    assert ids([told(1), week_later, month(2)]) == {frozenset({"r1"}), frozenset({"r3"}), frozenset({"r2"})}
    assert ids([month(2), month(4)]) == {frozenset({"r2", "r4"})}


@PATIENT
@given(archives(), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order_and_hold_what_fits(archive: list[Reading], random: Any) -> None:
    all_reports = [report for reading in archive for report in reading.reports]
    groups = cluster(all_reports)
    random.shuffle(all_reports)
    assert cluster(all_reports) == groups
    assert sorted(report.id for group in groups for report in group) == sorted(report.id for report in all_reports)
    for group in groups:
        assert all(same_event(a, b) for a in group for b in group if a is not b)


def groups_pair_by_pair(reports: list[Report]) -> set[frozenset[str]]:
    """Group in the words of `cluster`'s docstring, comparing every pair of reports."""

    def against(a: Report, b: Report) -> int:
        return sum(aspect.against(aspect.of(a), aspect.of(b)) for aspect in aspects(0))

    def likeness(a: Report, b: Report) -> int:
        return sum(tells(of(a)) and of(a) == of(b) for of in DETAILS.values()) - against(a, b)

    def fit(one: set[str], other: set[str]) -> bool:
        return all(same_event(told[a], told[b]) for a in one for b in other)

    def join(one: set[str], other: set[str]) -> None:
        for id in other:
            group[id] = one
        one |= other

    def join_only_one(loose: set[str], others: list[set[str]]) -> None:
        fitting = [event for event in {id(other): other for other in others}.values() if fit(event, loose)]
        if len(fitting) == 1:
            join(fitting[0], loose)

    ordered = sorted(reports, key=lambda report: report.id)
    told = {report.id: report for report in ordered}
    group = {report.id: {report.id} for report in ordered}
    exact = [report for report in ordered if report.time_precision == "day"]
    vague = [report for report in ordered if report.time_precision != "day"]
    pairs = [*combinations(exact, 2)]
    dated_alike = [
        (a, b) for a, b in combinations(vague, 2) if (a.date_start, a.date_end) == (b.date_start, b.date_end)
    ]
    for some in (pairs, dated_alike):
        for a, b in sorted(some, key=lambda pair: -likeness(*pair)):
            if a.place_id == b.place_id and group[a.id] is not group[b.id] and fit(group[a.id], group[b.id]):
                join(group[a.id], group[b.id])
    for loose in list({id(group[report.id]): group[report.id] for report in vague}.values()):
        places = {told[member].place_id for member in loose}
        join_only_one(loose, [group[report.id] for report in exact if report.place_id in places])
    for first in ordered:
        loose = group[first.id]
        if min(loose) == first.id:
            join_only_one(
                loose,
                [
                    group[inner.id]
                    for inner in ordered
                    if all(lies_in(inner.place_id, told[outer].place_id) for outer in loose)
                    and all(against(told[a], told[b]) <= 0 for a in loose for b in group[inner.id])
                ],
            )
    return {frozenset(members) for members in group.values()}


@PATIENT
@given(archives(most=14), st.integers(0, 2))
def test_families_are_clustered_by_themselves(archive: list[Reading], window: int) -> None:
    inside = {"al-omar": "erbil-airport-base", "conoco": "us-consulate-erbil", "al-tanf": "erbil"}
    told = [report for reading in archive for report in reading.reports]
    half = [replace(report, place_id=inside.get(report.place_id or "")) for report in told[::2]]
    everything = [*half, *told[1::2]]
    apart = [group for family in families(everything) for group in cluster(family, window=window)]
    assert sorted(apart, key=lambda group: group[0].id) == list(cluster(everything, window=window))


@PATIENT
@given(archives(most=14))
def test_groups_are_those_that_comparing_every_pair_makes(archive: list[Reading]) -> None:
    # Few places, so that there is much to compare.
    inside = {"al-omar": "erbil-airport-base", "conoco": "erbil-airport-base", "al-tanf": "erbil", None: "erbil"}
    everything = [
        replace(report, place_id=inside[report.place_id]) for reading in archive for report in reading.reports
    ]
    assert ids(everything) == groups_pair_by_pair(everything)


@PATIENT
@given(documents().flatmap(lambda document: reports(document, 0)))
def test_one_report_alone_is_its_incident(report: Report) -> None:
    incident = derive("RSD-1", [report])
    assert incident.reports == (report,)
    for field in fields(Incident):
        if field.name not in ("id", "reports", "weapons", "review", "corrections", "revision"):
            assert getattr(incident, field.name) == getattr(report, field.name), field.name
    assert set(report.weapons) - set(incident.weapons) <= {"unknown"}


@PATIENT
@given(archives())
def test_an_incident_says_nothing_that_no_report_says(archive: list[Reading]) -> None:
    for group in cluster(report for reading in archive for report in reading.reports):
        incident = derive("RSD-1", group)
        for name in (
            "place_id",
            "geo_precision",
            "time_precision",
            "attackers",
            "targets",
            "munition_count",
            "casualties",
        ):
            assert getattr(incident, name) in [getattr(report, name) for report in group]
        for report in group:
            if incident.date_start and incident.date_end and report.date_start and report.date_end:
                assert report.date_start <= incident.date_start <= incident.date_end <= report.date_end
        if any(report.status == "disputed" for report in group):
            assert incident.status == "disputed"


@pytest.mark.parametrize(
    ("statuses", "together"),
    [
        (("claimed", "reported"), "reported"),
        (("confirmed", "claimed", "reported"), "confirmed"),
        (("confirmed", "disputed"), "disputed"),
        (("claimed", "claimed"), "claimed"),
    ],
)
def test_the_best_standing_counts_and_a_dispute_beats_all(statuses: tuple[Any, ...], together: str) -> None:
    assert derive("x", [told(n, status=status) for n, status in enumerate(statuses)]).status == together


def test_a_claimed_hit_and_a_confirmed_interception_stand_side_by_side() -> None:
    claim = told(1, status="claimed", sources=("Islamic Resistance in Iraq",), weapons=("rocket", "drone"))
    other = told(2, status="confirmed", sources=("Pentagon",), weapons=("drone",), outcome="intercepted")
    incident = derive("x", [claim, other])
    assert (incident.outcome, incident.status) == ("disputed", "disputed")
    assert incident.weapons == ("rocket", "drone")
    assert incident.sources == ("Islamic Resistance in Iraq", "Pentagon")
    assert incident.versions == (
        Version("Islamic Resistance in Iraq", "hit", ("rocket", "drone"), 6),
        Version("Pentagon", "intercepted", ("drone",), 6),
    )


def test_saying_less_is_no_rival_version() -> None:
    incident = derive("x", [told(1), told(2, outcome="unknown", weapons=("unknown",), status="claimed")])
    assert (incident.outcome, incident.status, incident.versions) == ("hit", "reported", ())
    assert incident.weapons == ("rocket",)
    partly = derive("x", [told(1), told(2, outcome="partly_intercepted")])
    assert (partly.outcome, partly.status) == ("partly_intercepted", "reported")


def test_casualties_are_taken_from_one_article_never_added_up() -> None:
    claim = told(1, status="claimed", casualties=(CasualtyCount("us-coalition", 20, None),))
    first = told(2, status="confirmed", casualties=(CasualtyCount("us-forces", 3, 25),))
    later = told(3, status="confirmed", casualties=(CasualtyCount("us-forces", 3, 34),))
    silent = told(4, status="confirmed")
    incident = derive("x", [first, later, claim, silent])
    assert (incident.fatalities, incident.injuries) == (3, 34)


def test_no_report_is_no_incident() -> None:
    with pytest.raises(ValueError, match="at least one report"):
        derive("x", [])
