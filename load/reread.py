"""Reading the record's articles again by the rules of today, and what that would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from extract.pipeline import RULES_VERSION
from extract.pipeline import read as read_document
from geo.gazetteer import Gazetteer
from incidents.decisions import BY_HAND
from incidents.store import Record
from incidents.types import Document, Reading, Report

_COMPARED = tuple(
    field.name
    for field in fields(Report)
    if field.name not in ("id", "document_id", "rules_version", "evidence", "certainty_reason")
)
"""Fields of a report that a reader sees."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that an article is read to tell otherwise than before."""

    kind: Literal["new", "gone", "changed"]
    report: Report
    """The report as it is read now; as it was read before where it is gone."""
    changed: tuple[tuple[str, object, object], ...] = ()
    """(field, before, now) of a report that is told by both readings."""


@dataclass(frozen=True, slots=True)
class Reread:
    """An article whose reading by the rules of today is another than the stored one."""

    before: Reading
    now: Reading
    differences: tuple[Difference, ...]
    """What differs between their reports; empty where only tallies, rejected passages or candidates do."""


def rereadings(record: Record, gazetteer: Gazetteer) -> Iterator[Reread]:
    """Yield the articles that are read otherwise by the rules of today than they stand in the record, by id.

    A publication day that was given or stated is kept, an inferred one is inferred anew. What a person has added by
    hand is not read. Nothing is changed: `Record.add` takes the new reading. Raises `RecordUnavailable`.
    """
    for id in record.document_ids():
        before = record.reading(id)
        if before is None or before.rules_version in (RULES_VERSION, BY_HAND):
            continue
        now = read_document(_undated(before.document), gazetteer)
        yield Reread(before, now, tuple(_differences(before.reports, now.reports)))


def _undated(document: Document) -> Document:
    if document.published_basis != "inferred":
        return document
    return replace(document, published=None, published_basis="unknown")


def _differences(before: Sequence[Report], now: Sequence[Report]) -> Iterator[Difference]:
    """Yield what differs, in the order now told, what is gone last. Two reports are of one event where they share the
    place and touch in their words, or else the place and the first day."""
    left = list(before)
    for report in now:
        old = next((one for one in left if _same_words(one, report)), None)
        old = old or next((one for one in left if _same_place_and_day(one, report)), None)
        if old is None:
            yield Difference("new", report)
            continue
        left.remove(old)
        changed = tuple(
            (name, getattr(old, name), getattr(report, name))
            for name in _COMPARED
            if getattr(old, name) != getattr(report, name)
        )
        if changed:
            yield Difference("changed", report, changed)
    for report in left:
        yield Difference("gone", report)


def _same_words(one: Report, other: Report) -> bool:
    first, second = one.evidence[0].span, other.evidence[0].span
    return one.place_id == other.place_id and first.start < second.end and second.start < first.end


def _same_place_and_day(one: Report, other: Report) -> bool:
    return (one.place_id, one.date_start) == (other.place_id, other.date_start)
