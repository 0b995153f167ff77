"""The JSON document that others build on: what one article told, and the same columns for incidents of the record.

Key order, names and units are a contract. Parties are English names, `unknown` where nobody is named; dates are
`YYYY-MM-DD`; offsets are code points of the article's original text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from geo.places import Place
from incidents.actors import actor_names, load_actors
from incidents.corrections import encode_values
from incidents.repeats import corroboration
from incidents.types import CasualtyCount, Correction, Document, Evidence, Incident, Reading, Rejected, Report, Tally

Json = dict[str, Any]

UNKNOWN = "unknown"
"""What stands for a party that nobody names."""

DECIMALS = 7
"""Of degrees: a centimetre, the most that RFC 7946 finds sensible."""


def document_as_dict(reading: Reading, gazetteer: Mapping[str, Place]) -> Json:
    """Return what one article told, with `error` null; `incidents`, `tallies` and `rejected` are empty lists where
    it told none. Each report is one incident, its id provisional. Raises KeyError for an actor that the table lacks: a
    reading and its tables belong together.
    """
    document = reading.document
    return {
        "source": document.source,
        "published": _day(document.published),
        "published_basis": document.published_basis,
        "publisher": document.publisher,
        "title": document.title,
        "text_sha256": document.sha256,
        "error": None,
        "incidents": [
            event_as_dict(report, gazetteer) | {"evidence": [_evidence(item) for item in report.evidence]}
            for report in reading.reports
        ],
        "tallies": [_tally(tally) for tally in reading.tallies],
        "rejected": [_rejected(rejected) for rejected in reading.rejected],
    }


def unreadable_as_dict(source: str, error: str) -> Json:
    """Return the same document for an article that could not be read: `error` says why, all else is empty."""
    return {
        "source": source,
        "published": None,
        "published_basis": "unknown",
        "publisher": None,
        "title": None,
        "text_sha256": None,
        "error": error,
        "incidents": [],
        "tallies": [],
        "rejected": [],
    }


def incident_as_dict(incident: Incident, gazetteer: Mapping[str, Place], documents: Mapping[str, Document]) -> Json:
    """Return an incident of the record: the columns of the contract, how many tell it independently, what people
    have made of it with every field they corrected and what its reports say, evidence that says which article it stands
    in, and `reports`, one row an article with its publisher, address and main quote, and the
    article that it repeats. `documents` holds the articles by id; KeyError where one is missing.
    """
    told = corroboration(incident, documents)
    repeated = {repeat.document_id: repeat.of for repeat in told.repeats}
    return event_as_dict(incident, gazetteer) | {
        "independent_sources": told.independent,
        "review": incident.review,
        "corrections": [_correction(one) for one in incident.corrections],
        "evidence": [_evidence(item) | {"document_id": item.document_id} for item in incident.evidence],
        "reports": [
            _report(report, documents[report.document_id]) | {"repeats": repeated.get(report.document_id)}
            for report in incident.reports
        ],
    }


def event_as_dict(event: Report | Incident, gazetteer: Mapping[str, Place]) -> Json:
    """Return the columns of one event, all but its evidence, in the contract's order.

    A place that the gazetteer no longer has is kept by its id and the article's name for it, without a point.
    """
    return {
        "event_id": event.id,
        "date_start": _day(event.date_start),
        "date_end": _day(event.date_end),
        "date_latest": _day(event.date_latest),
        "time_precision": event.time_precision,
        "time_of_day": event.time_of_day,
        **place_columns(event, gazetteer),
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "weapons": list(event.weapons),
        "munition_count": event.munition_count,
        "attacker": actor_names(event.attackers, "en") or UNKNOWN,
        "target": actor_names(event.targets, "en") or UNKNOWN,
        "target_detail": event.target_detail,
        "outcome": event.outcome,
        "fatalities": total([count.killed for count in event.casualties]),
        "injuries": total([count.injured for count in event.casualties]),
        "casualties": [_casualties(count, gazetteer) for count in event.casualties],
        "status": event.status,
        "sources": list(event.sources),
        "certainty": event.certainty,
        "versions": [
            {"source": version.source, "outcome": version.outcome, "weapons": list(version.weapons)}
            for version in event.versions
        ],
    }


def place_columns(event: Report | Incident, gazetteer: Mapping[str, Place]) -> Json:
    """Return the columns that say where an event was; without a point where the gazetteer has no such place."""
    place = gazetteer.get(event.place_id) if event.place_id is not None else None
    return {
        "place_id": event.place_id,
        "location": place.name_en if place else event.place_name,
        "location_ar": place.name_ar if place else event.place_name,
        "latitude": degrees(place.lat) if place else None,
        "longitude": degrees(place.lon) if place else None,
        "geo_precision": event.geo_precision,
        "country": place.country if place else None,
        "admin1": (place.admin1_en or None) if place else None,
        "admin1_pcode": (place.admin1_pcode or None) if place else None,
    }


def degrees(value: float) -> float:
    """Return a coordinate as precisely as it is written."""
    return round(value, DECIMALS)


def total(numbers: Sequence[int | None]) -> int | None:
    """Return the sum of the numbers that were told; None when none was."""
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None


def _correction(correction: Correction) -> Json:
    """Return a corrected field without who corrected it: files leave the newsroom."""
    told = {"value": correction.value, "original": correction.original}
    return {
        "field": correction.field,
        **{name: encode_values({correction.field: value})[correction.field] for name, value in told.items()},
        "why": correction.why,
        "at": correction.at.isoformat(),
    }


def _report(report: Report, document: Document) -> Json:
    return {
        "report_id": report.id,
        "document_id": document.id,
        "publisher": document.publisher,
        "published": _day(document.published),
        "title": document.title,
        "url": document.url,
        "after": document.after,
        "quote": report.quote,
    }


def _casualties(count: CasualtyCount, gazetteer: Mapping[str, Place]) -> Json:
    actors = load_actors()
    return {
        "group": actors[count.group].name_en if count.group in actors else count.group,
        "killed": count.killed,
        "injured": count.injured,
        "shared_with": [gazetteer[id].name_en if id in gazetteer else id for id in count.shared_with],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "field": evidence.field,
        "quote": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "rule": evidence.rule,
    }


def _tally(tally: Tally) -> Json:
    return {
        "count": tally.count,
        "at_least": tally.at_least,
        "scope": tally.scope,
        "from": _day(tally.date_from),
        "to": _day(tally.date_to),
        "source": tally.source,
        "evidence": [_evidence(item) for item in tally.evidence],
    }


def _rejected(rejected: Rejected) -> Json:
    return {
        "kind": rejected.kind,
        "quote": rejected.quote,
        "start": rejected.span.start,
        "end": rejected.span.end,
    }


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
