"""What reports of one event say together.

A pure function of the reports, as is which of them tell one event (`incidents.groups`), so merging can be done again
at any time and nothing a report says is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from incidents.difference import dates, known_weapons
from incidents.nearby import most_exact
from incidents.types import CasualtyCount, Certainty, Incident, Outcome, Report, Status, Version, Weapon

Value = TypeVar("Value")

_STANDING: dict[Status, int] = {"claimed": 0, "reported": 1, "confirmed": 2, "disputed": 1}
_SURENESS: dict[Certainty, int] = {"doubtful": 0, "inferred": 1, "explicit": 2}
_FINENESS = {"undated": 0, "month": 1, "week": 2, "day": 3}


def derive(id: str, reports: Sequence[Report]) -> Incident:
    """Return the incident that `reports`, oldest article first, tell together; ValueError for none.

    A single report's fields are the incident's. Of several, the place is the most exact one, the date is the days all
    of them allow, weapons and sources are everything told, other fields the value told most often (the oldest
    article's where that is equal); so are the days of reports that share none.
    Casualties are never added up across articles: they are those of the report with the best standing, the newest
    of equals, that tells any. Where outcomes or weapons contradict each other the incident is disputed and each
    report's telling stands among its `versions`.
    """
    if not reports:
        raise ValueError(f"incident {id!r}: expected at least one report")
    outcome = _outcome(reports)
    rivals = _rivals(reports, outcome)
    surest = max(reports, key=lambda report: _SURENESS[report.certainty])
    dated = _agreeing_on_days(reports)
    finest = max(dated, key=lambda report: _FINENESS[report.time_precision])
    place_id = _most_told(most_exact(report.place_id for report in reports))
    there = [report for report in reports if report.place_id == place_id]
    event_type, sub_event_type = _most_told([(report.event_type, report.sub_event_type) for report in reports])
    return Incident(
        id=id,
        reports=tuple(reports),
        date_start=max((report.date_start for report in dated if report.date_start), default=None),
        date_end=min((report.date_end for report in dated if report.date_end), default=None),
        date_latest=min((report.date_latest for report in dated if report.date_latest), default=None),
        time_precision=finest.time_precision,
        time_of_day=_most_told([report.time_of_day for report in reports]),
        place_id=place_id,
        place_name=_most_told([report.place_name for report in there]),
        geo_precision=min((report.geo_precision for report in there if report.geo_precision), default=None),
        event_type=event_type,
        sub_event_type=sub_event_type,
        weapons=_weapons(reports),
        munition_count=_most_told([report.munition_count for report in reports]),
        attackers=_most_told([report.attackers for report in reports]),
        targets=_most_told([report.targets for report in reports]),
        target_detail=_most_told([report.target_detail for report in reports]),
        outcome=outcome,
        casualties=_casualties(reports),
        status="disputed" if len(reports) > 1 and rivals else _status(reports),
        sources=_distinct_values(source for report in reports for source in report.sources),
        versions=_distinct_values((*(version for report in reports for version in report.versions), *rivals)),
        certainty=surest.certainty,
        certainty_reason=surest.certainty_reason,
    )


def _most_told(values: Sequence[Value]) -> Value:
    """Return the value told most often, the first of equals; empty ones only where nothing else is told."""
    told = [value for value in values if value] or [values[0]]
    return Counter(told).most_common(1)[0][0]


def _agreeing_on_days(reports: Sequence[Report]) -> Sequence[Report]:
    """Return all reports where the dated ones share a day, else those that tell the days told most often."""
    told = [dates(report) for report in reports if None not in dates(report)]
    if not told or max(start for start, _ in told if start) <= min(end for _, end in told if end):
        return reports
    most = _most_told(told)
    return [report for report in reports if dates(report) == most]


def _distinct_values(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))


def _weapons(reports: Sequence[Report]) -> tuple[Weapon, ...]:
    told = _distinct_values(weapon for report in reports for weapon in report.weapons)
    return tuple(weapon for weapon in told if weapon != "unknown") or told


def _outcome(reports: Sequence[Report]) -> Outcome:
    told = {report.outcome for report in reports} - {"unknown"}
    if len(told) == 1:
        return told.pop()
    if not told:
        return "unknown"
    return "partly_intercepted" if told == {"hit", "partly_intercepted"} else "disputed"


def _rivals(reports: Sequence[Report], outcome: Outcome) -> tuple[Version, ...]:
    """Return each report's own telling where they contradict each other, else nothing."""
    differ = outcome == "disputed" and any(report.outcome != "disputed" for report in reports)
    armed = {known_weapons(report) for report in reports}
    if not differ and all(a <= b or b <= a for a, b in combinations(armed, 2)):
        return ()
    return _distinct_values(
        Version("; ".join(report.sources), report.outcome, report.weapons, report.munition_count) for report in reports
    )


def _status(reports: Sequence[Report]) -> Status:
    statuses = {report.status for report in reports}
    return "disputed" if "disputed" in statuses else max(statuses, key=lambda status: _STANDING[status])


def _casualties(reports: Sequence[Report]) -> tuple[CasualtyCount, ...]:
    telling = [report for report in reversed(reports) if report.casualties]
    best = max(telling, key=lambda report: _STANDING[report.status], default=None)
    return best.casualties if best else ()
