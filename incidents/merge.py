"""From reports to incidents: which reports tell the same event, and what they say together.

Both are pure functions of the reports, so merging can be done again at any time and nothing a report says is lost.
`incidents.groups` makes groups by this rule.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

from incidents.actors import load_actors
from incidents.types import CasualtyCount, Certainty, Incident, Outcome, Report, Status, Version, Weapon

Value = TypeVar("Value")

_STANDING: dict[Status, int] = {"claimed": 0, "reported": 1, "confirmed": 2, "disputed": 1}
_SURENESS: dict[Certainty, int] = {"doubtful": 0, "inferred": 1, "explicit": 2}
_FINENESS = {"undated": 0, "month": 1, "week": 2, "day": 3}
_PARTS_OF_DAY = ("dawn", "morning", "noon", "afternoon", "evening", "night")


# --- which reports tell the same event -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing about two reports that can keep them from telling the same event."""

    of: Callable[[Report], Any]
    """What a report says of it, hashable."""
    apart: Callable[[Any, Any], bool]
    """Whether two sayings exclude that the event is the same; symmetric."""
    reason: Callable[[Report, Report], str]
    """Why, in English for a log."""


def difference(a: Report, b: Report) -> str | None:
    """Return why two reports cannot tell the same event, in English for a log; None when they can.

    They can when they come from two articles, name the same place on the map, their dates share a day, and neither
    their weapons, nor their attackers, nor their parts of the day exclude each other. What is not told excludes
    nothing, but a report without a place or a date is never taken for another's.
    """
    if a.document_id == b.document_id:
        return "one article tells them as two"
    return next((aspect.reason(a, b) for aspect in ASPECTS if aspect.apart(aspect.of(a), aspect.of(b))), None)


def same_event(a: Report, b: Report) -> bool:
    """Whether two reports can tell the same event; see `difference` for the rule and the reason."""
    return difference(a, b) is None


def dates(report: Report) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last possible day."""
    return report.date_start, report.date_end


def known_weapons(report: Report) -> frozenset[str]:
    """Return the weapons told; empty where none is."""
    return _known(report.weapons)


DETAILS: tuple[Callable[[Report], Any], ...] = (
    dates,
    lambda report: report.time_of_day,
    known_weapons,
    lambda report: report.munition_count,
    lambda report: report.attackers,
    lambda report: report.outcome,
)
"""What makes two reports alike, a point for each that both tell and tell the same."""


def _share_no_day(one: tuple[dt.date | None, dt.date | None], other: tuple[dt.date | None, dt.date | None]) -> bool:
    (first, last), (start, end) = one, other
    return first is None or last is None or start is None or end is None or first > end or start > last


def _dates_differ(a: Report, b: Report) -> str:
    if None in (*dates(a), *dates(b)):
        return "a date is missing"
    return f"dates {a.date_start}/{a.date_end} and {b.date_start}/{b.date_end} share no day"


def _lie_apart(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    steps = abs(_PARTS_OF_DAY.index(one) - _PARTS_OF_DAY.index(other))
    return 1 < steps < len(_PARTS_OF_DAY) - 1  # night and dawn are neighbours


def _exclude(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _known(weapons: tuple[Weapon, ...]) -> frozenset[str]:
    return frozenset(weapons) - {"unknown"}


def _sides(report: Report) -> frozenset[str]:
    actors = load_actors()
    return frozenset(actors[id].side if id in actors else id for id in report.attackers)


ASPECTS: tuple[Aspect, ...] = (
    Aspect(
        lambda report: report.place_id,
        lambda one, other: one is None or one != other,
        lambda a, b: (
            "a place is missing" if None in (a.place_id, b.place_id) else f"places {a.place_id} and {b.place_id} differ"
        ),
    ),
    Aspect(dates, _share_no_day, _dates_differ),
    Aspect(
        known_weapons,
        _exclude,
        lambda a, b: f"weapons {', '.join(a.weapons)} and {', '.join(b.weapons)} differ",
    ),
    Aspect(
        _sides,
        _exclude,
        lambda a, b: f"attackers {', '.join(a.attackers)} and {', '.join(b.attackers)} stand on different sides",
    ),
    Aspect(
        lambda report: report.time_of_day,
        _lie_apart,
        lambda a, b: f"parts of the day {a.time_of_day} and {b.time_of_day} lie apart",
    ),
)
"""What two reports of different articles are held against each other by, in this order."""


# --- what they say together ------------------------------------------------------------------------------------


def derive(id: str, reports: Sequence[Report]) -> Incident:
    """Return the incident that `reports`, oldest article first, tell together; ValueError for none.

    A single report's fields are the incident's. Of several, the date is the days all of them allow, weapons and
    sources are everything told, other fields the value told most often (the oldest article's where that is equal);
    so are the days of reports that share none, which only a person puts together.
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
    place_id = _most_told([report.place_id for report in reports])
    points = [report.geo_precision for report in reports if report.geo_precision and report.place_id == place_id]
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
        place_name=_most_told([report.place_name for report in reports]),
        geo_precision=min(points, default=None),
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
