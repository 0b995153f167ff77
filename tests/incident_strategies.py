"""Incidents for the tests of the exports: any valid combination of fields, with texts as hostile as they can be."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer
from incidents import types
from incidents.merge import derive
from incidents.types import CasualtyCount, Document, Incident, Report
from tests.builders import make_document, make_report

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "\u202eمقلوب\u202c",
    "\u2066غير مغلق",
    '"; DROP TABLE incidents; --',
    "سطر\nثانٍ\r\nوثالث",
    "قال المرصد: «أُصيبت القاعدة»، " * 500,
    "a,b;c\"d'e",
    "\x00\x07",
    "{place}",
)

SIX_BASES = ("al-omar", "conoco", "al-shaddadi", "al-tanf", "ain-al-asad", "harir")

texts = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8"), max_size=40)
days = st.dates(dt.date(2014, 1, 1), dt.date(2026, 12, 31))
_serial = itertools.count()


@st.composite
def told(draw: st.DrawFn) -> tuple[Incident, dict[str, Document]]:
    """An incident of one to three reports, and their articles by id."""
    place_id = draw(st.none() | st.sampled_from(SIX_BASES))
    reports, documents = [], {}
    for _ in range(draw(st.integers(1, 3))):
        quote = draw(texts.filter(bool))
        # The serial number keeps the articles of one run apart, as their ids are digests of their texts.
        document = make_document(
            f"{quote} [{next(_serial)}]",
            publisher=draw(st.none() | texts),
            title=draw(st.none() | texts),
            url=draw(st.sampled_from([None, f"https://example.org/a?b={next(_serial)}&c=<2>", "javascript:alert(1)"])),
            published=draw(st.none() | days),
            after=draw(st.none() | texts),
        )
        documents[document.id] = document
        reports.append(draw(report(document, quote, place_id)))
    return derive(f"i{next(_serial)}", reports), documents


@st.composite
def report(draw: st.DrawFn, document: Document, quote: str, place_id: str | None) -> Report:
    """A report of `document` about `place_id`."""
    first, last = sorted((draw(days), draw(days)))
    fields: dict[str, Any] = {"date_start": first, "date_end": last, "date_latest": last, "time_precision": "month"}
    if draw(st.booleans()):
        fields = {"undated": True}
    return make_report(
        document,
        quote,
        place_id=place_id,
        place_name=draw(texts),
        weapons=tuple(draw(st.lists(st.sampled_from(types.WEAPONS), unique=True, max_size=3))),
        munition_count=draw(st.none() | st.integers(1, 300)),
        target_detail=draw(st.none() | texts),
        outcome=draw(st.sampled_from(types.OUTCOMES)),
        status=draw(st.sampled_from(types.STATUSES)),
        sources=tuple(draw(st.lists(texts, max_size=3))),
        casualties=tuple(
            draw(
                st.lists(
                    st.builds(
                        CasualtyCount,
                        group=st.sampled_from(["civilians", "unknown", "us-forces"]),
                        killed=st.none() | st.integers(0, 90),
                        injured=st.none() | st.integers(0, 90),
                        shared_with=st.sampled_from([(), ("harir",)]),
                    ),
                    max_size=2,
                )
            )
        ),
        **fields,
    )


@st.composite
def records(draw: st.DrawFn) -> tuple[list[Incident], dict[str, Document]]:
    """Up to five incidents and all their articles by id."""
    drawn = draw(st.lists(told(), max_size=5))
    return [incident for incident, _ in drawn], {
        id: article for _, articles in drawn for id, article in articles.items()
    }


def six_incidents() -> tuple[list[Incident], dict[str, Document]]:
    """One incident at each of the six core bases, and their one article by id."""
    document = make_document(url="https://example.org/1", title="صواريخ على القواعد")
    gazetteer = load_gazetteer()
    incidents = [
        derive(f"incident-{base}", [make_report(document, place_id=base, place_name=gazetteer[base].name_ar)])
        for base in SIX_BASES
    ]
    return incidents, {document.id: document}
