"""Holding readings against codings: what counts as right, and that the outside scorer counts the same."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import importlib.util
import json
import random
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.agreement import Told, told
from evaluation.coding import Coded, CodedTally, Coding, Spot
from evaluation.command import add_arguments, run
from evaluation.figures import Counts, Figures, together
from evaluation.gold import BLIND, load_gold
from evaluation.intervals import intervals
from evaluation.matching import match
from evaluation.parties import same_side
from evaluation.scoring import Scored, score
from evaluation.summary import figures_as_json
from export.contract import document_as_dict
from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from incidents.errors import BadTable
from incidents.types import Document, Evidence, Reading, Report, Span
from tests.builders import make_document, make_reading, make_report, make_tally

GAZETTEER = load_gazetteer()
DEVELOPMENT = Path(__file__).parent / "gold" / "development"
OUTSIDE_SCORER = Path(__file__).resolve().parents[2] / "shared" / "score.py"
DAY = dt.date(2023, 10, 29)


def coded(
    place: str | None = "al-omar", first: dt.date | None = DAY, last: dt.date | None = None, **fields: Any
) -> Coded:
    """Return what `make_report` tells, coded; `fields` replace any of its fields."""
    known = GAZETTEER[place] if place else None
    values: dict[str, Any] = {
        "place": place,
        "spots": (Spot(known.lon, known.lat, max(6_000, known.radius_m)),) if known else (),
        "date": (first, last or first) if first else None,
        "to_the_day": True,
        "weapons": frozenset({"rocket"}),
        "munition_count": 6,
        "attacker": "Iran-backed militias",
        "target": "US forces",
        "outcome": "hit",
        "status": frozenset({"reported"}),
        "killed": None,
        "injured": None,
        "evidence": "",
    }
    return Coded(**(values | fields))


def coding(document: Document, *incidents: Coded, **fields: Any) -> Coding:
    values: dict[str, Any] = {
        "file": "a.txt",
        "document": document,
        "published": document.published,
        "published_in_text": False,
        "voice": "wire",
        "phenomena": ("dual",),
        "incidents": incidents,
        "optional": (),
        "unlocated": (),
        "tallies": (),
    }
    return Coding(**(values | fields))


def scored(reports: Sequence[Report], *incidents: Coded, tallies: Sequence[Any] = (), **fields: Any) -> Scored:
    document = make_document()
    reading = make_reading(document, reports=tuple(reports), tallies=tuple(tallies))
    return score(coding(document, *incidents, **fields), reading, GAZETTEER)


def counts(reports: Sequence[Report], *incidents: Coded, task: str = "incident", **fields: Any) -> tuple[int, int, int]:
    """Return (right, wrong, missed) of one task."""
    found = scored(reports, *incidents, **fields).figures.tasks[task]
    return found.right, found.wrong, found.missed


# --- incidents -------------------------------------------------------------------------------------------------------


def test_a_report_of_the_coded_place_and_day_is_right() -> None:
    found = scored([make_report()], coded())
    assert found.figures.tasks["incident"] == Counts(1, 0, 0)
    assert found.differences == ()
    assert {name: rate.held for name, rate in found.figures.fields.items() if rate.of} == dict.fromkeys(
        ("weapons", "munition_count", "attacker", "target", "outcome", "status"), 1
    )


def test_a_duplicate_is_a_false_positive() -> None:
    assert counts([make_report(), make_report(quote="تعرضت قاعدة")], coded()) == (1, 1, 0)


@pytest.mark.parametrize(
    ("days_off", "exact", "within_a_day"),
    [(0, (1, 0, 0), (1, 0, 0)), (1, (0, 1, 1), (1, 0, 0)), (2, (0, 1, 1), (0, 1, 1))],
)
def test_the_day_has_to_be_the_coded_one(
    days_off: int, exact: tuple[int, int, int], within_a_day: tuple[int, int, int]
) -> None:
    reports = [make_report(day=DAY + dt.timedelta(days_off))]
    assert counts(reports, coded()) == exact
    assert counts(reports, coded(), task="incident_within_a_day") == within_a_day
    assert counts(reports, coded(), task="place_only") == (1, 0, 0)


def test_a_wide_guess_is_no_day_but_answers_a_coded_month() -> None:
    wide = make_report(date_start=dt.date(2023, 10, 1), date_end=dt.date(2023, 10, 31), time_precision="month")
    assert counts([wide], coded()) == (0, 1, 1)
    assert counts([wide], coded(to_the_day=False)) == (1, 0, 0)


def test_undated_matches_undated_only() -> None:
    assert counts([make_report(undated=True)], coded(first=None)) == (1, 0, 0)
    assert counts([make_report(undated=True)], coded()) == (0, 1, 1)
    assert counts([make_report()], coded(first=None)) == (0, 1, 1)


def test_a_neighbouring_place_is_wrong_unless_the_coding_accepts_it() -> None:
    elsewhere = make_report(place_id="conoco")
    assert counts([elsewhere], coded()) == (0, 1, 1)
    both = (*coded().spots, *coded("conoco").spots)
    assert counts([elsewhere], coded(spots=both)) == (1, 0, 0)


def test_optional_incidents_count_neither_way() -> None:
    optional = (coded("conoco", first=None),)
    assert counts([make_report(), make_report(place_id="conoco")], coded(), optional=optional) == (1, 0, 0)
    assert counts([make_report()], coded(), optional=optional) == (1, 0, 0)
    twice = [make_report(place_id="conoco"), make_report(place_id="conoco", quote="تعرضت قاعدة")]
    assert counts([make_report(), *twice], coded(), optional=optional) == (1, 1, 0)


def test_incidents_without_a_point_are_counted_apart_by_date() -> None:
    bare = make_report(place_id=None, place_name=None)
    found = scored([bare], unlocated=(coded(None),))
    assert (found.figures.tasks["unlocated"], found.figures.tasks["incident"]) == (Counts(1, 0, 0), Counts())
    late = make_report(place_id=None, place_name=None, day=DAY + dt.timedelta(9))
    assert counts([late], unlocated=(coded(None),), task="unlocated") == (0, 1, 1)


def test_a_false_incident_in_a_quiet_document_is_counted_as_such() -> None:
    found = scored([make_report()]).figures
    assert (found.quiet.held, found.quiet.of, found.false_in_quiet) == (0, 1, 1)
    assert scored([]).figures.quiet.share == 1


def test_fields_are_scored_on_matched_incidents_only() -> None:
    report = make_report(weapons=("rocket", "drone"), munition_count=2, outcome="intercepted", status="confirmed")
    found = scored([report, make_report(place_id="harir")], coded(killed=3, status=frozenset({"claimed", "confirmed"})))
    held = {name: (rate.held, rate.of) for name, rate in found.figures.fields.items()}
    assert held["weapons"] == (0.5, 1)
    assert held["munition_count"] == held["outcome"] == held["fatalities"] == (0, 1)
    assert held["status"] == (1, 1)
    assert held["injuries"] == (0, 0)
    (field,) = [one for one in found.differences if one.kind == "field"]
    assert "munition_count: coded 6, read 2" in field.detail
    assert "fatalities: coded 3, read none" in field.detail


def test_every_miss_and_false_positive_is_listed_with_its_quote() -> None:
    found = scored(
        [make_report(place_id="harir")],
        coded(evidence="coded words"),
        tallies=[make_tally(make_document())],
    )
    listed = {(one.kind, one.what): one.quote for one in found.differences}
    assert listed["missed", "incident"] == "coded words"
    assert listed["false", "incident"] == make_report().quote
    assert listed["false", "tally"] == make_document().text[:20]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("US forces", "Global Coalition", True),
        ("IRGC and Iran-backed militias", "Kataib Hezbollah", True),
        ("Israel", "US forces", False),
        ("", "unknown", True),
        ("unknown", "ISIS", False),
        ("Peshmerga", "Iraqi forces", True),
        ("tribal fighters", "Tribal forces", True),
        ("PKK", "PKK", True),
    ],
)
def test_parties_agree_by_side(one: str, other: str, same: bool) -> None:
    assert same_side(one, other) is same
    assert same_side(other, one) is same


def test_a_quote_has_to_stand_at_its_offsets() -> None:
    document = make_document()
    moved = Evidence(document.id, "act", Span(1, 7), document.text[:6], "test")
    figures = scored([make_report(), make_report(evidence=(moved,))]).figures
    assert (figures.quotes.held, figures.quotes.of) == (1, 2)


# --- tallies ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({}, True),
        ({"count": 13}, False),
        ({"scope": "Syria"}, False),
        ({"scope": "Iraq and Syria"}, True),
        ({"date_from": dt.date(2023, 10, 18)}, False),
        ({"date_to": None}, False),
        ({"at_least": False}, True),
    ],
)
def test_a_tally_needs_count_scope_and_window(fields: dict[str, Any], right: bool) -> None:
    wanted = CodedTally(12, "Iraq", dt.date(2023, 10, 17), dt.date(2023, 10, 26), "")
    tally = make_tally(make_document(), **fields)
    expected = (1, 0, 0) if right else (0, 1, 1)
    assert counts([], tallies=[tally], task="tallies") == (0, 1, 0)
    document = make_document()
    found = score(coding(document, tallies=(wanted,)), make_reading(document, reports=(), tallies=(tally,)), GAZETTEER)
    counted = found.figures.tasks["tallies"]
    assert (counted.right, counted.wrong, counted.missed) == expected


# --- matching --------------------------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=4))
def test_a_matching_is_one_to_one_and_as_large_as_can_be(joins: list[list[bool]]) -> None:
    wanted = [coded(munition_count=i) for i in range(len(joins))]
    found = [told(make_report(munition_count=j), GAZETTEER) for j in range(4)]

    def may(one: Coded, other: Told) -> bool:
        return joins[one.munition_count or 0][other.report.munition_count or 0]

    pairs = match(wanted, found, may)
    assert len(set(pairs.values())) == len(pairs)
    assert all(joins[i][j] for i, j in pairs.items())
    largest = max(sum(joins[i][j] for i, j in enumerate(order[: len(joins)])) for order in permutations(range(4)))
    assert len(pairs) == largest


def test_of_two_largest_matchings_the_more_alike_is_taken() -> None:
    wanted = [coded(munition_count=6), coded(munition_count=2, outcome="missed")]
    found = [told(make_report(munition_count=2, outcome="missed"), GAZETTEER), told(make_report(), GAZETTEER)]
    assert match(wanted, found, lambda one, other: True) == {0: 1, 1: 0}


# --- intervals -------------------------------------------------------------------------------------------------------


def test_intervals_are_the_same_each_time_and_hold_the_figure() -> None:
    figures = [scored([make_report()] * (i % 3 > 0), coded()).figures for i in range(9)]
    ends = intervals(figures)
    assert ends == intervals(figures)
    low, high = ends["incident"]
    assert 0 <= low < together(figures).tasks["incident"].f1 < high <= 1
    assert ends["weapons"] == (1, 1)
    assert "injuries" not in ends


def test_one_document_has_no_interval() -> None:
    assert intervals([scored([make_report()], coded()).figures]) == {}


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=2, max_size=6))
@settings(max_examples=25)
def test_intervals_are_shares_in_order(documents: list[tuple[int, int, int]]) -> None:
    empty = Figures()
    figures = [dataclasses.replace(empty, tasks={**empty.tasks, "incident": Counts(*each)}) for each in documents]
    for low, high in intervals(figures).values():
        assert 0 <= low <= high <= 1


# --- gold files ------------------------------------------------------------------------------------------------------


INCIDENT: dict[str, Any] = {
    "place": "al-omar",
    "date": ["2023-10-29", "2023-10-29"],
    "time_precision": "day",
    "weapons": ["rocket"],
    "munition_count": 6,
    "attacker": "Iran-backed militias",
    "target": "US forces",
    "outcome": "hit",
    "status": "claimed and reported",
    "evidence": "تعرضت قاعدة حقل العمر النفطي لقصف",
}
CODING: dict[str, Any] = {
    "published": "2023-10-29",
    "published_in_text": False,
    "voice": "wire",
    "phenomena": ["number word"],
    "incidents": [INCIDENT],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gold folder with one text and its coding."""
    (tmp_path / "a.txt").write_text(make_document().text, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,published\na.txt,2023-10-29\n", encoding="utf-8")
    write(tmp_path, CODING)
    return tmp_path


def write(folder: Path, value: object) -> None:
    (folder / "a.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def faults(path: Path) -> list[str]:
    with pytest.raises(BadTable) as raised:
        load_gold(path, GAZETTEER)
    return str(raised.value).splitlines()


def test_a_folder_is_read_with_its_texts_and_manifest(folder: Path) -> None:
    gold = load_gold(folder, GAZETTEER)
    (one,) = gold.codings
    assert (one.file, one.published, one.document.published, one.voice) == ("a.txt", DAY, DAY, "wire")
    assert one.incidents[0].status == {"claimed", "reported"}
    assert one.incidents[0].spots[0].radius_m == max(6_000, GAZETTEER["al-omar"].radius_m)
    assert not gold.blind


def test_texts_may_stand_in_another_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("codings")
    (folder / "a.json").rename(other / "a.json")
    assert load_gold(other, GAZETTEER, folder).codings[0].document.text == make_document().text
    assert "a.txt: no such text" in "\n".join(faults(other))


def test_one_file_may_hold_all_codings_with_places_of_its_own(folder: Path) -> None:
    incident = INCIDENT | {"place": "Somewhere", "evidence": "words ... cut short"}
    whole = {"documents": [CODING | {"file": "a.txt", "incidents": [incident]}], "places": {"Somewhere": [35, 40, 8]}}
    (folder / "gold.json").write_text(json.dumps(whole), encoding="utf-8")
    (one,) = load_gold(folder / "gold.json", GAZETTEER).codings
    assert one.incidents[0].spots == (Spot(40, 35, 8_000),)


def test_all_faults_are_told_at_once_with_file_and_key(folder: Path) -> None:
    bad = INCIDENT | {
        "place": "atlantis",
        "date": ["2023-10-29", "2023-10-28"],
        "weapons": ["trebuchet"],
        "outcome": "hitt",
        "status": "rumoured",
        "munition_count": "six",
        "evidence": "not its words",
        "colour": "red",
    }
    write(folder, CODING | {"published": "29/10/2023", "incidents": [bad, 7], "tallies": [{"scope": "Iraq"}], "x": 1})
    found = faults(folder)
    for key in (
        "incidents[0].place: 'atlantis'",
        "incidents[0].date",
        "incidents[0].weapons",
        "incidents[0].outcome: 'hitt'",
        "incidents[0].status",
        "incidents[0].munition_count",
        "incidents[0].evidence",
        "incidents[0].colour",
        "incidents[1]: 7",
        "tallies[0].count: missing",
        "published",
        "x: unknown key",
    ):
        assert any(line.startswith(f"a.json: {key}") for line in found), key


@pytest.mark.parametrize("value", [[], "text", {"documents": {}}, {"documents": []}, 1, None])
def test_no_json_value_is_taken_for_a_coding(folder: Path, value: object) -> None:
    write(folder, value)
    assert faults(folder)


def test_a_file_that_is_no_json_is_a_fault(folder: Path) -> None:
    (folder / "a.json").write_text("{", encoding="utf-8")
    assert faults(folder)[0].startswith("a.json: ")
    assert faults(folder / "missing.json")[0].endswith("expected a coding")


# --- the command -----------------------------------------------------------------------------------------------------


def evaluated(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args([str(each) for each in arguments]), DAY) == 0
    return capsys.readouterr().out


def test_the_command_prints_figures_and_differences(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CODING | {"incidents": [INCIDENT, INCIDENT | {"place": "harir"}]})
    printed = evaluated(capsys, folder)
    assert "1 documents, 2 incidents" in printed
    assert "MISSED  harir  2023-10-29" in printed
    assert INCIDENT["evidence"] in printed


def test_a_blind_set_shows_its_totals_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CODING | {"incidents": [INCIDENT | {"place": "harir"}]})
    (folder / BLIND).write_text("", encoding="utf-8")
    printed = evaluated(capsys, folder)
    assert "incident: place and day" in printed
    for secret in ("a.txt", "harir", "wire", "number word", INCIDENT["evidence"]):
        assert str(secret) not in printed
    summary = json.loads(evaluated(capsys, folder, "--json"))
    assert not {"voices", "phenomena", "differences"} & summary.keys()
    assert "MISSED  harir" in evaluated(capsys, folder, "--list")


def test_json_has_voices_phenomena_intervals_and_differences(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary = json.loads(evaluated(capsys, folder, "--json"))
    assert summary["incident"] == {"precision": 1, "recall": 1, "f1": 1}
    assert summary["voices"]["wire"]["documents"] == summary["phenomena"]["number word"]["documents"] == 1
    assert summary["intervals"] == {}
    assert isinstance(summary["differences"], list)


# --- the outside scorer ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Reading], Path, Any], Any]:
    """Run `../shared/score.py` over readings of a folder's texts and return what it prints."""
    if not OUTSIDE_SCORER.exists():
        pytest.skip("../shared/score.py is not here: its figures could not be compared with ours")
    spec = importlib.util.spec_from_file_location("score", OUTSIDE_SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    work = tmp_path_factory.mktemp("outside")
    places = {p.id: [p.lat, p.lon, max(6_000, p.radius_m) / 1000] for p in GAZETTEER.places}
    (work / "places.json").write_text(json.dumps(places), encoding="utf-8")

    def printed(readings: Sequence[Reading], gold: Path, capture: Any) -> Any:
        told = {"documents": [document_as_dict(reading, GAZETTEER) for reading in readings]}
        (work / "pred.json").write_text(json.dumps(told), encoding="utf-8")
        texts = str(gold if gold.is_dir() else gold.parent)
        given = ["--gold", str(gold), "--texts", texts, "--pred", str(work / "pred.json"), "--json"]
        if gold.is_dir():
            given += ["--places", str(work / "places.json")]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.argv", ["score.py", *given])
            capture.readouterr()
            module.main()
        return json.loads(capture.readouterr().out)

    return printed


def garbled(reading: Reading, chance: Any) -> Reading:
    """Return a reading with reports left out, doubled, moved, redated and changed in their fields."""
    reports = []
    for report in reading.reports:
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            changes: dict[str, Any] = {}
            if chance.random() < 0.3 and report.date_start is not None:
                days = dt.timedelta(chance.randint(-2, 2))
                end = (report.date_end or report.date_start) + days + dt.timedelta(chance.choice([0, 0, 1, 3]))
                changes |= {"date_start": report.date_start + days, "date_end": end}
            if chance.random() < 0.1:
                changes |= {"date_start": None, "date_end": None, "time_precision": "undated"}
            if chance.random() < 0.2:
                changes["place_id"] = chance.choice(
                    [None, "al-omar", "conoco", "ain-al-asad", "harir", report.place_id]
                )
            if chance.random() < 0.3:
                changes |= {"weapons": chance.choice([(), ("drone",), ("rocket", "drone")]), "munition_count": 2}
            if chance.random() < 0.3:
                changes |= {"outcome": "hit", "status": "claimed", "attackers": ("isis",), "targets": ("us-forces",)}
            reports.append(dataclasses.replace(report, **changes))
    chance.shuffle(reports)
    return dataclasses.replace(reading, reports=tuple(reports), tallies=reading.tallies[: chance.randint(0, 4)])


def test_the_outside_scorer_counts_the_same(outside: Any, capsys: pytest.CaptureFixture[str]) -> None:
    codings = load_gold(DEVELOPMENT, GAZETTEER).codings
    readings = [read(one.document, GAZETTEER) for one in codings]
    for seed in range(12):
        chance = random.Random(seed)
        told = [garbled(reading, chance) for reading in readings] if seed else readings
        ours = figures_as_json(
            together(score(one, reading, GAZETTEER).figures for one, reading in zip(codings, told, strict=True))
        )
        theirs = outside(told, DEVELOPMENT, capsys)
        assert {name: ours[name] for name in theirs} == theirs, f"seed {seed}"


def test_the_outside_scorer_counts_the_same_on_the_hand_coded_articles(
    outside: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = OUTSIDE_SCORER.parent / "seeds" / "gold.json"
    codings = load_gold(path, GAZETTEER).codings
    readings = [read(one.document, GAZETTEER) for one in codings]
    ours = figures_as_json(
        together(score(one, reading, GAZETTEER).figures for one, reading in zip(codings, readings, strict=True))
    )
    theirs = outside(readings, path, capsys)
    assert {name: ours[name] for name in theirs} == theirs
