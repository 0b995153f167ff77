"""Hypothesis strategies for the nouns: small pools of values, so that reports meet, join and contradict each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from incidents.types import (
    OUTCOMES,
    STATUSES,
    WEAPONS,
    CasualtyCount,
    Document,
    Filter,
    Reading,
    Report,
    Version,
)
from tests.builders import (
    make_candidate,
    make_document,
    make_evidence,
    make_reading,
    make_rejected,
    make_report,
    make_tally,
)

DAYS = st.dates(dt.date(2023, 10, 17), dt.date(2023, 10, 23))
PLACES = ("al-omar", "conoco", "al-tanf", None)
ACTORS = ("islamic-resistance-in-iraq", "iran-backed-militias", "isis", "us-coalition")
WORDS = ("قصف", "قاعدة", "العُمر", "بصواريخ", "طائرة", "مسيّرة", "أعلنت", "100%", "a_b", "Base", "\\", "'")
PUBLISHERS = ("رويترز", "Test wire", "100%", None)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of four to eight words, some without date or publisher."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=8))
    published = draw(st.none() | DAYS)
    number = "-".join(str(WORDS.index(word)) for word in words)  # an address has one text; another one revises it
    return make_document(
        " ".join(words),
        published=published,
        published_basis=draw(st.sampled_from(["given", "stated", "inferred"])) if published else "unknown",
        publisher=draw(st.sampled_from(PUBLISHERS)),
        title=draw(st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))),
        url=draw(st.none() | st.just(f"https://example.org/?a={number}&b=<2>")),
        after=draw(st.none() | st.just("Somebody, 2023-10-29")),
    )


def report_fields() -> st.SearchStrategy[dict[str, Any]]:
    """Everything of a report that does not point into its document; dates as `date_start` and `date_end`."""
    some_weapons = st.lists(st.sampled_from((*WEAPONS[:3], "unknown")), max_size=2, unique=True).map(tuple)
    some_actors = st.lists(st.sampled_from(ACTORS), max_size=2, unique=True).map(tuple)
    numbers = st.none() | st.integers(1, 40)
    return st.fixed_dictionaries(
        {
            "place_id": st.sampled_from(PLACES),
            "place_name": st.none() | st.sampled_from(["حقل العمر", "خراب الجير"]),
            "time_of_day": st.none() | st.sampled_from(["dawn", "evening", "night"]),
            "geo_precision": st.sampled_from([1, 2, 3]),
            "weapons": some_weapons,
            "munition_count": numbers,
            "attackers": some_actors,
            "targets": some_actors,
            "target_detail": st.none() | st.just("رادار"),
            "outcome": st.sampled_from(OUTCOMES),
            "casualties": st.lists(
                st.builds(
                    CasualtyCount, st.sampled_from(["civilians", "isis"]), numbers, numbers, st.just(("conoco",))
                ),
                max_size=2,
            ).map(tuple),
            "status": st.sampled_from(STATUSES),
            "sources": st.lists(st.sampled_from(["SOHR", "البنتاغون", "Mehr"]), max_size=2, unique=True).map(tuple),
            "versions": st.lists(
                st.builds(Version, st.just("Mehr"), st.sampled_from(OUTCOMES), some_weapons, numbers), max_size=1
            ).map(tuple),
            "certainty": st.sampled_from(["explicit", "inferred", "doubtful"]),
        }
    )


@st.composite
def reports(draw: st.DrawFn, document: Document, number: int) -> Report:
    """A report of `document`, the `number`th of its reading, dated to days, a week, a month, or not at all."""
    fields = draw(report_fields())
    precision = draw(st.sampled_from(["day", "day", "day", "week", "month", "undated"]))
    if precision == "undated":
        dates: dict[str, Any] = {"undated": True}
    else:
        start = draw(DAYS).replace(day=1) if precision == "month" else draw(DAYS)
        length = {"day": draw(st.integers(0, 1)), "week": 6, "month": 30}[precision]
        end = start + dt.timedelta(length)
        dates = {"date_start": start, "date_end": end, "date_latest": end, "time_precision": precision}
    reason = None if fields["certainty"] == "explicit" else "the place stands a sentence before"
    built = make_report(document, document.text, certainty_reason=reason, **fields | dates)
    first, *rest = document.text.split(" ")
    evidence = (*built.evidence, make_evidence(document, first, "weapon"), make_evidence(document, rest[-1], "source"))
    return replace(built, id=f"{document.id}-{number}", evidence=evidence)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of up to three reports, some with tallies, rejected passages and candidates."""
    document = draw(documents())
    first = document.text.split(" ")[0]
    return make_reading(
        document,
        reports=tuple(draw(reports(document, number)) for number in range(draw(st.integers(0, 3)))),
        tallies=(make_tally(document),) * draw(st.integers(0, 2)),
        rejected=(make_rejected(document, first),) * draw(st.integers(0, 1)),
        candidates=(make_candidate(document, first),) * draw(st.integers(0, 1)),
    )


def archives(most: int = 6) -> st.SearchStrategy[list[Reading]]:
    """Readings of up to `most` different documents."""
    return st.lists(readings(), max_size=most, unique_by=lambda reading: reading.document.id)


def filters() -> st.SearchStrategy[Filter]:
    """Filters over the same pools, most of them with few conditions."""

    def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
        return st.just(frozenset()) | st.frozensets(st.sampled_from(values), max_size=2)

    return st.builds(
        Filter,
        date_from=st.none() | DAYS,
        date_to=st.none() | DAYS,
        undated=st.booleans(),
        places=some("al-omar", "conoco", "nowhere"),
        attackers=some(*ACTORS, "unknown"),
        targets=some(*ACTORS, "unknown"),
        weapons=some("drone", "rocket", "unknown"),
        outcomes=some(*OUTCOMES),
        statuses=some(*STATUSES),
        governorates=some("SY09", "SY04", "IQ99", "JO"),
        precisions=some("1", "2", "3", "unknown"),
        publishers=some("رويترز", "Test wire", "unknown"),
        text=st.just("") | st.sampled_from([*WORDS, "العمر", "OMAR", "_", "%", "رويترز قصف", "خَرابـ", "x%y"]),
    )
