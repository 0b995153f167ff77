"""The JSON document that others build on: its keys, their order, their types and what unknown looks like."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from export.columns import row
from export.contract import document_as_dict, event_as_dict, incident_as_dict, unreadable_as_dict
from export.json_lines import write_json_lines
from export.summaries import summarise
from geo.gazetteer import load_gazetteer
from incidents import types
from incidents.corrections import apply
from incidents.merge import derive
from incidents.types import CasualtyCount, Correction, Document, Incident, Version
from tests.builders import make_document, make_reading, make_rejected, make_report, make_tally
from tests.datasets import ADDRESS, make_dataset
from tests.incident_strategies import six_incidents, told

GAZETTEER = load_gazetteer()

DAY = {"type": ["string", "null"], "format": "date"}
TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
NUMBER_OR_NULL = {"type": ["number", "null"]}
COUNT_OR_NULL = {"type": ["integer", "null"], "minimum": 0}


def exactly(properties: dict[str, Any]) -> dict[str, Any]:
    """A schema of an object with these properties, all of them and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


EVIDENCE = exactly(
    {
        "field": {"enum": list(types.EVIDENCE_FIELDS)},
        "quote": {"type": "string", "minLength": 1, "maxLength": 600},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
        "rule": TEXT,
    }
)
EVENT = {
    "event_id": {"type": "string", "minLength": 1},
    "date_start": DAY,
    "date_end": DAY,
    "date_latest": DAY,
    "time_precision": {"enum": list(types.TIME_PRECISIONS)},
    "time_of_day": {"enum": ["dawn", "morning", "noon", "afternoon", "evening", "night", None]},
    "place_id": TEXT_OR_NULL,
    "location": TEXT_OR_NULL,
    "location_ar": TEXT_OR_NULL,
    "latitude": {"type": ["number", "null"], "minimum": 29, "maximum": 38},
    "longitude": {"type": ["number", "null"], "minimum": 35, "maximum": 49},
    "geo_precision": {"enum": [1, 2, 3, None]},
    "country": {"enum": ["SY", "IQ", "JO", None]},
    "admin1": TEXT_OR_NULL,
    "admin1_pcode": {"type": ["string", "null"], "pattern": "^(SY|IQG)[0-9]{2}$"},
    "event_type": TEXT,
    "sub_event_type": TEXT,
    "weapons": many({"enum": list(types.WEAPONS)}),
    "munition_count": COUNT_OR_NULL,
    "attacker": {"type": "string", "minLength": 1},
    "target": {"type": "string", "minLength": 1},
    "target_detail": TEXT_OR_NULL,
    "outcome": {"enum": list(types.OUTCOMES)},
    "fatalities": COUNT_OR_NULL,
    "injuries": COUNT_OR_NULL,
    "casualties": many(
        exactly({"group": TEXT, "killed": COUNT_OR_NULL, "injured": COUNT_OR_NULL, "shared_with": many(TEXT)})
    ),
    "status": {"enum": list(types.STATUSES)},
    "sources": many(TEXT),
    "certainty": {"enum": ["explicit", "inferred", "doubtful"]},
    "versions": many(
        exactly(
            {
                "source": TEXT,
                "outcome": {"enum": list(types.OUTCOMES)},
                "weapons": many({"enum": list(types.WEAPONS)}),
            }
        )
    ),
}
DOCUMENT = exactly(
    {
        "source": TEXT,
        "published": DAY,
        "published_basis": {"enum": ["given", "stated", "inferred", "unknown"]},
        "publisher": TEXT_OR_NULL,
        "title": TEXT_OR_NULL,
        "text_sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
        "error": TEXT_OR_NULL,
        "incidents": many(exactly(EVENT | {"evidence": many(EVIDENCE) | {"minItems": 1}})),
        "tallies": many(
            exactly(
                {
                    "count": {"type": "integer"},
                    "at_least": {"type": "boolean"},
                    "scope": TEXT,
                    "from": DAY,
                    "to": DAY,
                    "source": TEXT_OR_NULL,
                    "evidence": many(EVIDENCE),
                }
            )
        ),
        "rejected": many(
            exactly(
                {
                    "kind": {"enum": list(types.REJECTED_KINDS)},
                    "quote": TEXT,
                    "start": {"type": "integer"},
                    "end": {"type": "integer"},
                }
            )
        ),
    }
)


def check(schema: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Return `told` as it is read back from JSON, after checking it, the order of its keys included."""
    parsed: dict[str, Any] = json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(parsed)
    assert list(parsed) == list(schema["properties"])
    return parsed


def test_a_reading_becomes_the_contracts_document() -> None:
    document = make_document(title="عنوان")
    report = make_report(
        document,
        casualties=(
            CasualtyCount("civilians", 11, None, shared_with=("harir",)),
            CasualtyCount("unknown", 2, 5),
        ),
        versions=(Version("Pentagon", "intercepted", ("drone",), 1),),
    )
    reading = make_reading(document, report, tallies=(make_tally(document),), rejected=(make_rejected(document),))
    told = check(DOCUMENT, document_as_dict(reading, GAZETTEER))
    assert told["published"] == "2023-10-29"
    assert told["tallies"][0]["from"] == "2023-10-17"
    incident = told["incidents"][0]
    assert list(incident) == [*EVENT, "evidence"]
    assert incident["location"] == "al-Omar oil field base"
    assert incident["location_ar"] == "قاعدة حقل العمر النفطي"
    assert (incident["admin1"], incident["admin1_pcode"], incident["country"]) == ("Deir ez-Zor", "SY09", "SY")
    assert incident["attacker"] == "Iran-backed militias"
    assert incident["target"] == "US forces / Global Coalition"
    assert (incident["fatalities"], incident["injuries"]) == (13, 5)
    assert incident["casualties"][0] == {
        "group": "civilians",
        "killed": 11,
        "injured": None,
        "shared_with": ["Harir air base"],
    }
    assert incident["versions"] == [{"source": "Pentagon", "outcome": "intercepted", "weapons": ["drone"]}]
    for item in incident["evidence"]:
        assert document.text[item["start"] : item["end"]] == item["quote"]


def test_unknown_stays_unknown() -> None:
    report = make_report(
        undated=True, place_id=None, place_name="موقع الجبسة", attackers=(), targets=(), weapons=(), munition_count=None
    )
    incident = check(DOCUMENT, document_as_dict(make_reading(make_document(), report), GAZETTEER))["incidents"][0]
    assert incident["attacker"] == incident["target"] == "unknown"
    assert incident["date_start"] is incident["date_end"] is None
    assert incident["date_latest"] == "2023-10-29"
    assert incident["place_id"] is incident["latitude"] is incident["longitude"] is incident["country"] is None
    assert incident["location"] == incident["location_ar"] == "موقع الجبسة"
    assert incident["fatalities"] is incident["injuries"] is None
    assert incident["weapons"] == []


def test_two_parties_are_joined() -> None:
    report = make_report(attackers=("kataib-hezbollah", "harakat-al-nujaba"))
    told = document_as_dict(make_reading(make_document(), report), GAZETTEER)
    assert told["incidents"][0]["attacker"] == "Kataib Hezbollah and Harakat al-Nujaba"


def test_a_reading_that_tells_nothing_and_an_article_that_cannot_be_read() -> None:
    check(DOCUMENT, document_as_dict(make_reading(make_document(), reports=()), GAZETTEER))
    broken = check(DOCUMENT, unreadable_as_dict("a/b.txt", "a/b.txt: empty file"))
    assert broken["source"] == "a/b.txt"
    assert broken["error"] == "a/b.txt: empty file"


CORRECTION = exactly({"field": TEXT, "value": {}, "original": {}, "why": TEXT, "at": {"format": "date-time"}})
REPORT = exactly(
    {
        "report_id": TEXT,
        "document_id": TEXT,
        "publisher": TEXT_OR_NULL,
        "published": DAY,
        "title": TEXT_OR_NULL,
        "url": TEXT_OR_NULL,
        "after": TEXT_OR_NULL,
        "quote": TEXT,
        "repeats": TEXT_OR_NULL,
    }
)
STORED_EVIDENCE = exactly(EVIDENCE["properties"] | {"quote": {"type": "string", "minLength": 1}, "document_id": TEXT})
STORED = exactly(
    EVENT
    | {
        "independent_sources": {"type": "integer", "minimum": 1},
        "review": {"enum": list(types.REVIEWS)},
        "corrections": many(CORRECTION),
        "evidence": many(STORED_EVIDENCE),
        "reports": many(REPORT) | {"minItems": 1},
    }
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(told())
def test_any_stored_incident_keeps_the_contract(drawn: tuple[Incident, dict[str, Document]]) -> None:
    incident, documents = drawn
    parsed = check(STORED, incident_as_dict(incident, GAZETTEER, documents))
    for item in parsed["evidence"]:
        assert documents[item["document_id"]].text[item["start"] : item["end"]] == item["quote"]
    assert parsed["fatalities"] == incident.fatalities
    assert parsed["injuries"] == incident.injuries


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(told())
def test_the_flat_row_tells_the_same_as_the_contract(drawn: tuple[Incident, dict[str, Document]]) -> None:
    incident, documents = drawn
    contract, flat = event_as_dict(incident, GAZETTEER), row(incident, make_dataset([incident], documents))
    shared = [name for name in flat if name in contract and not isinstance(contract[name], list)]
    assert len(shared) == 26
    assert {name: flat[name] for name in shared} == {name: contract[name] for name in shared}


def test_a_stored_incident_names_its_articles() -> None:
    one = make_document("قصف قاعدة حقل العمر.", publisher="A", url="https://example.org/a")
    other = make_document("استهداف قاعدة حقل العمر.", publisher="Rasid sample", after="B, 2023-10-29")
    incident = derive("x", [make_report(one), make_report(other, sources=("Mehr",))])
    told = check(STORED, incident_as_dict(incident, GAZETTEER, {one.id: one, other.id: other}))
    assert [report["publisher"] for report in told["reports"]] == ["A", "Rasid sample"]
    assert told["reports"][1]["after"] == "B, 2023-10-29"
    assert told["reports"][0]["quote"] == "قصف قاعدة حقل العمر"
    assert {item["document_id"] for item in told["evidence"]} == {one.id, other.id}
    assert (told["independent_sources"], [report["repeats"] for report in told["reports"]]) == (2, [None, None])
    again = make_document("قصف قاعدة حقل العمر؛ خبر ثان.", publisher="A")
    incident = derive("x", [make_report(one), make_report(again)])
    told = incident_as_dict(incident, GAZETTEER, {one.id: one, again.id: again})
    assert (told["independent_sources"], [report["repeats"] for report in told["reports"]]) == (1, [None, one.id])


def test_json_lines_hold_one_incident_a_line(tmp_path: Any) -> None:
    incidents, documents = six_incidents()
    path = tmp_path / "six.jsonl"
    with path.open("w", encoding="utf-8", newline="") as file:
        assert write_json_lines(make_dataset(incidents, documents), file) == 6
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["event_id"] for line in lines] == [incident.id for incident in incidents]
    assert "قاعدة عين الأسد الجوية" in lines[4]
    assert json.loads(lines[0])["permalink"] == f"{ADDRESS}/?at=al-omar&incident=incident-al-omar"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "Six rockets were fired at al-Omar oil field base on 29 October 2023; attacker: Iran-backed militias; "
            "target: US forces / Global Coalition; reported by SOHR; outcome: a hit.",
        ),
        (
            "ar",
            "أُطلقت 6 صواريخ على قاعدة حقل العمر النفطي في 29 تشرين الأول 2023؛ المهاجم: ميليشيات مدعومة من إيران؛ "
            "الهدف: القوات الأميركية / التحالف الدولي؛ بحسب المرصد السوري لحقوق الإنسان؛ النتيجة: إصابة.",
        ),
    ],
)
def test_a_report_is_summarised_with_names_of_its_language(language: Any, expected: str) -> None:
    assert summarise(make_report(day=dt.date(2023, 10, 29)), GAZETTEER, language) == expected


def test_a_corrected_field_is_told_with_what_the_reports_say_and_without_who_corrected_it() -> None:
    document = make_document()
    derived = derive("RSD-1", [make_report(document, outcome="hit")])
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    day = Correction("date_start", dt.date(2023, 10, 28), None, "a film", "Mona", at, 2)
    loss = Correction("casualties", (CasualtyCount("civilians", 2, None),), None, "a list", "Mona", at, 3)
    incident = replace(apply(derived, [loss, day]), review="corrected")
    told = json.loads(json.dumps(incident_as_dict(incident, GAZETTEER, {document.id: document})))
    count = {"group": "civilians", "killed": 2, "injured": None, "shared_with": []}
    moment = "2026-01-01T00:00:00+00:00"
    assert told["corrections"] == [
        {"field": "casualties", "value": [count], "original": [], "why": "a list", "at": moment},
        {"field": "date_start", "value": "2023-10-28", "original": "2023-10-29", "why": "a film", "at": moment},
    ]
    assert (told["review"], told["date_start"], told["fatalities"]) == ("corrected", "2023-10-28", 2)
    assert "Mona" not in json.dumps(told)
    flat = row(incident, make_dataset([incident], {document.id: document}))
    assert (flat["review"], flat["corrected"]) == ("corrected", "casualties; date_start")
