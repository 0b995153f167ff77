"""Valid nouns for everybody's tests: say only what the test is about, the rest is filled in and consistent.

Offsets always hold: a built report's evidence stands in its document's text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

from incidents.types import Candidate, Document, Evidence, EvidenceField, Reading, Rejected, Report, Span, Tally

TEXT = "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران. وقال المرصد إن القاعدة أصيبت."
RULES = "test-rules"


def make_document(text: str = TEXT, **fields: Any) -> Document:
    """Return a document of `text`, published on 2023-10-29 by «Test wire»; `fields` replace any of its fields."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    built = Document(
        id=digest[:16],
        source=f"{digest[:8]}.txt",
        publisher="Test wire",
        title=None,
        url=None,
        published=dt.date(2023, 10, 29),
        published_basis="given",
        text=text,
        sha256=digest,
        language="ar",
    )
    return replace(built, **fields)


def make_evidence(document: Document, quote: str, field: EvidenceField = "act", rule: str = "test") -> Evidence:
    """Return the first place of `quote` in the document as evidence; ValueError where it does not stand there."""
    start = document.text.index(quote)
    return Evidence(document.id, field, Span(start, start + len(quote)), quote, rule)


def make_report(document: Document | None = None, quote: str | None = None, **fields: Any) -> Report:
    """Return a report of rockets on al-Omar on 2023-10-29, its act being `quote` (default: the first sentence).

    `day=` sets date_start, date_end and date_latest at once; `undated=True` leaves both dates out. The id follows
    from the document, place, quote and dates unless given.
    """
    document = document or make_document()
    quote = quote or document.text.split(".")[0]
    day = fields.pop("day", dt.date(2023, 10, 29))
    dates: dict[str, Any] = {"date_start": day, "date_end": day, "date_latest": day, "time_precision": "day"}
    if fields.pop("undated", False):
        dates = {
            "date_start": None,
            "date_end": None,
            "date_latest": document.published,
            "time_precision": "undated",
        }
    values: dict[str, Any] = {
        "document_id": document.id,
        "rules_version": RULES,
        **dates,
        "time_of_day": None,
        "place_id": "al-omar",
        "place_name": "قاعدة حقل العمر النفطي",
        "geo_precision": 1,
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "weapons": ("rocket",),
        "munition_count": 6,
        "attackers": ("iran-backed-militias",),
        "targets": ("us-coalition",),
        "target_detail": None,
        "outcome": "hit",
        "casualties": (),
        "status": "reported",
        "sources": ("SOHR",),
        "versions": (),
        "certainty": "explicit",
        "certainty_reason": None,
        "evidence": (make_evidence(document, quote),),
    }
    values.update(fields)
    if values["place_id"] is None:
        values["geo_precision"] = None
    seed = f"{document.id} {values['place_id']} {quote} {values['date_start']} {values['date_end']}"
    values.setdefault("id", hashlib.sha256(seed.encode()).hexdigest()[:16])
    return Report(**values)


def make_tally(document: Document, **fields: Any) -> Tally:
    """Return "at least 12 in Iraq, 17 to 26 October 2023"; `fields` replace any of its fields."""
    values: dict[str, Any] = {
        "document_id": document.id,
        "count": 12,
        "at_least": True,
        "scope": "Iraq",
        "date_from": dt.date(2023, 10, 17),
        "date_to": dt.date(2023, 10, 26),
        "source": "Pentagon",
        "evidence": (make_evidence(document, document.text[:20], "tally"),),
    }
    return Tally(**(values | fields))


def make_rejected(document: Document, quote: str | None = None, **fields: Any) -> Rejected:
    """Return a rejected passage (a drill) at `quote`, by default the document's first 20 characters."""
    evidence = make_evidence(document, quote or document.text[:20])
    values: dict[str, Any] = {
        "document_id": document.id,
        "kind": "drill",
        "span": evidence.span,
        "quote": evidence.quote,
        "rule": "test",
    }
    return Rejected(**(values | fields))


def make_candidate(document: Document, name: str = "قاعدة", **fields: Any) -> Candidate:
    """Return a place the gazetteer lacks, named `name` where it first stands in the document."""
    evidence = make_evidence(document, name)
    values: dict[str, Any] = {"document_id": document.id, "name": name, "span": evidence.span, "quote": evidence.quote}
    return Candidate(**(values | fields))


def make_reading(document: Document | None = None, *reports: Report, **found: Any) -> Reading:
    """Return a reading of `document` with these reports, by default one; `found` sets tallies, rejected, candidates.

    For a reading without reports pass `reports=()`.
    """
    document = document or make_document()
    return Reading(document, **({"reports": reports or (make_report(document),)} | found))
