"""How well reports of several articles are merged: stories read, grouped, and held against their coding.

Two ways. *Alone*: place and date are the coded ones and every telling has its report, so that only the grouping is
measured. *Whole*: the articles as they are read, with what reading misses and invents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.clustering import Groups, b_cubed, conll_f1
from evaluation.gold import LEAST_RADIUS_M
from evaluation.stories import Story, Telling
from extract.pipeline import read
from geo.gazetteer import Gazetteer
from geo.geometry import distance_m
from incidents.groups import cluster
from incidents.types import Evidence, Reading, Report, Span

Grouping = Callable[[Sequence[Report]], Iterable[Iterable[Report]]]
"""A way to put reports in groups, every report in exactly one."""


def same_base_same_day(reports: Sequence[Report]) -> Iterable[list[Report]]:
    """Group what has the same place and first day, and nothing else: what one would do without any rules."""
    return _by(reports, lambda report: (report.place_id, report.date_start) if report.place_id else report.id)


def merge_all(stories: Sequence[Story]) -> Grouping:
    """Return the way that makes one event of all that a story's articles tell."""
    story = {document.id: story.name for story in stories for document in story.documents}
    return lambda reports: _by(reports, lambda report: story[report.document_id])


@dataclass(frozen=True, slots=True)
class Mentions:
    """Reports of stories' articles beside what was coded."""

    reports: tuple[Report, ...]
    """What is put in groups."""
    told: Mapping[str, Telling]
    """Report id → the telling that it is; a report that is none is a mention that nobody coded."""
    missed: tuple[Telling, ...]
    """Tellings without a report."""


def mentions_alone(stories: Sequence[Story], readings: Mapping[str, Reading]) -> Mentions:
    """Return a report for each telling, place and date as coded, the rest as its words were read, else unknown."""
    made: dict[str, Report] = {}
    told: dict[str, Telling] = {}
    for document_id, tellings in _by_article(stories).items():
        reports = readings[document_id].reports
        pairs = _pairs(tellings, reports, _words_shared)
        for number, telling in enumerate(tellings):
            report = _as_coded(telling, readings[document_id], reports[pairs[number]] if number in pairs else None)
            made[report.id], told[report.id] = report, telling
    return Mentions(tuple(made.values()), told, ())


def mentions_read(stories: Sequence[Story], readings: Mapping[str, Reading], gazetteer: Gazetteer) -> Mentions:
    """Return every report of the readings; it is a telling where place and date are right and its words are nearest."""
    told: dict[str, Telling] = {}
    missed: list[Telling] = []
    coded = _by_article(stories)
    for document_id, reading in readings.items():
        tellings = coded.get(document_id, [])
        pairs = _pairs(tellings, reading.reports, lambda one, other: _right_and_near(one, other, gazetteer))
        told |= {reading.reports[at].id: tellings[number] for number, at in pairs.items()}
        missed += [telling for number, telling in enumerate(tellings) if number not in pairs]
    return Mentions(tuple(report for reading in readings.values() for report in reading.reports), told, tuple(missed))


def read_stories(stories: Sequence[Story], gazetteer: Gazetteer) -> dict[str, Reading]:
    """Return the articles' readings by document id."""
    return {document.id: read(document, gazetteer) for story in stories for document in story.documents}


def figures(mentions: Mentions, grouping: Grouping = cluster) -> dict[str, float]:
    """Return `b3_f1` and `conll_f1`, 0 to 1, of a way to group the reports."""
    true, found = groups(mentions, grouping)
    return {"b3_f1": b_cubed(true, found).f1, "conll_f1": conll_f1(true, found)}


def groups(mentions: Mentions, grouping: Grouping = cluster) -> tuple[Groups, Groups]:
    """Return the tellings in their events, and the mentions in the groups that were made of them."""
    events: defaultdict[str, set[Hashable]] = defaultdict(set)
    for telling in (*mentions.told.values(), *mentions.missed):
        events[telling.incident].add(telling)
    made = [
        frozenset[Hashable](mentions.told.get(report.id, report.id) for report in group)
        for group in grouping(mentions.reports)
    ]
    return [frozenset(event) for event in events.values()], made


def _by(reports: Sequence[Report], key: Callable[[Report], Hashable]) -> list[list[Report]]:
    found: defaultdict[Hashable, list[Report]] = defaultdict(list)
    for report in reports:
        found[key(report)].append(report)
    return list(found.values())


def _by_article(stories: Sequence[Story]) -> dict[str, list[Telling]]:
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for story in stories:
        for telling in story.tellings:
            found[telling.document_id].append(telling)
    return found


def _pairs(
    tellings: Sequence[Telling], reports: Sequence[Report], worth: Callable[[Telling, Report], float]
) -> dict[int, int]:
    """Join tellings and reports one to one, so that they are worth most together; a pair worth nothing is none."""
    worths = np.array([[worth(telling, report) for report in reports] for telling in tellings]).reshape(
        len(tellings), len(reports)
    )
    rows, columns = linear_sum_assignment(worths, maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if worths[row, column] > 0}


def _words_shared(telling: Telling, report: Report) -> float:
    """Return how many characters of the telling prove something in the report, most for what proves act and place."""
    shared = sum(
        _shared(telling.span, evidence.span) * (1 if evidence.field in ("act", "place") else 0.1)
        for evidence in report.evidence
    )
    return shared * (2 if report.place_id == telling.place_id else 1)


def _right_and_near(telling: Telling, report: Report, gazetteer: Gazetteer) -> float:
    """Return 0 where place or date are wrong, else more the nearer the report's words stand."""
    if report.place_id is None or report.date_start is None or report.date_end is None:
        return 0.0
    coded, found = gazetteer[telling.place_id], gazetteer[report.place_id]
    if distance_m(coded.lon, coded.lat, found.lon, found.lat) > max(LEAST_RADIUS_M, coded.radius_m):
        return 0.0
    if report.date_start > telling.last or telling.first > report.date_end:
        return 0.0
    apart = min(_apart(telling.span, evidence.span) for evidence in report.evidence if evidence.field == "act")
    return 1 + _words_shared(telling, report) + 1 / (1 + apart)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _apart(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _as_coded(telling: Telling, reading: Reading, report: Report | None) -> Report:
    """Return what was read of a telling at its coded place and date; a report that knows nothing else for None."""
    document = reading.document
    words = document.text[telling.span.start : telling.span.end]
    id = f"{document.id}-{telling.span.start}-{telling.span.end}-{telling.place_id}"
    if report is None:
        report = Report(
            id=id,
            document_id=document.id,
            rules_version=reading.rules_version,
            date_start=None,
            date_end=None,
            date_latest=None,
            time_precision="day",
            time_of_day=None,
            place_id=None,
            place_name=None,
            geo_precision=1,
            event_type="",
            sub_event_type="",
            weapons=(),
            munition_count=None,
            attackers=(),
            targets=(),
            target_detail=None,
            outcome="unknown",
            casualties=(),
            status="reported",
            sources=(),
            versions=(),
            certainty="explicit",
            certainty_reason=None,
            evidence=(Evidence(document.id, "act", telling.span, words, "coded"),),
        )
    return replace(
        report,
        id=id,
        place_id=telling.place_id,
        date_start=telling.first,
        date_end=telling.last,
        date_latest=telling.last,
        time_precision="day",
    )
