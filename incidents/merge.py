"""From reports to incidents: which reports tell the same event, and what they say together.

Both are pure functions of the reports, so merging can be done again at any time and nothing a report says is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from incidents.actors import load_actors
from incidents.types import CasualtyCount, Certainty, Incident, Outcome, Report, Status, Version, Weapon

Value = TypeVar("Value")

_STANDING: dict[Status, int] = {"claimed": 0, "reported": 1, "confirmed": 2, "disputed": 1}
_SURENESS: dict[Certainty, int] = {"doubtful": 0, "inferred": 1, "explicit": 2}
_FINENESS = {"undated": 0, "month": 1, "week": 2, "day": 3}
_PARTS_OF_DAY = ("dawn", "morning", "noon", "afternoon", "evening", "night")


# --- which reports tell the same event -------------------------------------------------------------------------


def difference(a: Report, b: Report) -> str | None:
    """Return why two reports cannot tell the same event, in English for a log; None when they can.

    They can when they come from two articles, name the same place on the map, their dates share a day, and neither
    their weapons, nor their attackers, nor their parts of the day exclude each other. What is not told excludes
    nothing, but a report without a place or a date is never taken for another's.
    """
    if a.document_id == b.document_id:
        return "one article tells them as two"
    if a.place_id is None or b.place_id is None:
        return "a place is missing"
    if a.place_id != b.place_id:
        return f"places {a.place_id} and {b.place_id} differ"
    if a.date_start is None or a.date_end is None or b.date_start is None or b.date_end is None:
        return "a date is missing"
    if a.date_start > b.date_end or b.date_start > a.date_end:
        return f"dates {a.date_start}/{a.date_end} and {b.date_start}/{b.date_end} share no day"
    if not _compatible(_known(a.weapons), _known(b.weapons)):
        return f"weapons {', '.join(a.weapons)} and {', '.join(b.weapons)} differ"
    if not _compatible(_sides(a), _sides(b)):
        return f"attackers {', '.join(a.attackers)} and {', '.join(b.attackers)} stand on different sides"
    if a.time_of_day and b.time_of_day:
        apart = abs(_PARTS_OF_DAY.index(a.time_of_day) - _PARTS_OF_DAY.index(b.time_of_day))
        if 1 < apart < len(_PARTS_OF_DAY) - 1:  # night and dawn are neighbours
            return f"parts of the day {a.time_of_day} and {b.time_of_day} lie apart"
    return None


def same_event(a: Report, b: Report) -> bool:
    """Whether two reports can tell the same event; see `difference` for the rule and the reason."""
    return difference(a, b) is None


def cluster(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """Return the reports in groups that tell one event each, every report in exactly one.

    All reports of a group can tell the same event pairwise, so two of one article are never together. The most alike
    pairs are joined first. A report dated only to a week or month joins an event told to the day only when it fits
    exactly one. The groups depend on the set of reports, never on the order they came in; they and their members
    are ordered by report id.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    groups = {report.id: [report] for report in ordered}
    exact = [report for report in ordered if report.time_precision == "day"]
    vague = [report for report in ordered if report.time_precision != "day"]
    for a, b in _most_alike_first(exact):
        _join(groups, a, b)
    for a, b in _most_alike_first(vague):
        if (a.date_start, a.date_end) == (b.date_start, b.date_end):
            _join(groups, a, b)
    for loose in _distinct(groups[report.id] for report in vague):
        fitting = [group for group in _distinct(groups[report.id] for report in exact) if _fit(group, loose)]
        if len(fitting) == 1:
            _join(groups, fitting[0][0], loose[0])
    return tuple(
        tuple(sorted(group, key=lambda report: report.id))
        for group in _distinct(groups[report.id] for report in ordered)
    )


def _most_alike_first(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    pairs = [(a, b) for a, b in combinations(reports, 2) if same_event(a, b)]
    return sorted(pairs, key=lambda pair: (-_likeness(*pair), pair[0].id, pair[1].id))


def _likeness(a: Report, b: Report) -> int:
    """Return how many told details two reports share."""
    return sum(
        bool(one) and one == other
        for one, other in (
            ((a.date_start, a.date_end), (b.date_start, b.date_end)),
            (a.time_of_day, b.time_of_day),
            (_known(a.weapons), _known(b.weapons)),
            (a.munition_count, b.munition_count),
            (a.attackers, b.attackers),
            (a.outcome, b.outcome),
        )
    )


def _join(groups: dict[str, list[Report]], a: Report, b: Report) -> None:
    """Make one group of the groups of `a` and `b` when every pair across them fits."""
    one, other = groups[a.id], groups[b.id]
    if one is not other and _fit(one, other):
        one.extend(other)
        for report in other:
            groups[report.id] = one


def _fit(one: Sequence[Report], other: Sequence[Report]) -> bool:
    return all(same_event(a, b) for a in one for b in other)


def _distinct(groups: Iterable[list[Report]]) -> list[list[Report]]:
    return list({id(group): group for group in groups}.values())


def _known(weapons: tuple[Weapon, ...]) -> frozenset[str]:
    return frozenset(weapons) - {"unknown"}


def _sides(report: Report) -> frozenset[str]:
    actors = load_actors()
    return frozenset(actors[id].side if id in actors else id for id in report.attackers)


def _compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


# --- what they say together ------------------------------------------------------------------------------------


def derive(id: str, reports: Sequence[Report]) -> Incident:
    """Return the incident that `reports`, oldest article first, tell together; ValueError for none.

    A single report's fields are the incident's. Of several, the date is the days all of them allow, weapons and
    sources are everything told, other fields the value told most often (the oldest article's where that is equal).
    Casualties are never added up across articles: they are those of the report with the best standing, the newest
    of equals, that tells any. Where outcomes or weapons contradict each other the incident is disputed and each
    report's telling stands among its `versions`.
    """
    if not reports:
        raise ValueError(f"incident {id!r}: expected at least one report")
    outcome = _outcome(reports)
    rivals = _rivals(reports, outcome)
    surest = max(reports, key=lambda report: _SURENESS[report.certainty])
    finest = max(reports, key=lambda report: _FINENESS[report.time_precision])
    event_type, sub_event_type = _most_told([(report.event_type, report.sub_event_type) for report in reports])
    return Incident(
        id=id,
        reports=tuple(reports),
        date_start=max((report.date_start for report in reports if report.date_start), default=None),
        date_end=min((report.date_end for report in reports if report.date_end), default=None),
        date_latest=min((report.date_latest for report in reports if report.date_latest), default=None),
        time_precision=finest.time_precision,
        time_of_day=_most_told([report.time_of_day for report in reports]),
        place_id=reports[0].place_id,
        place_name=_most_told([report.place_name for report in reports]),
        geo_precision=min((report.geo_precision for report in reports if report.geo_precision), default=None),
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
    armed = [_known(report.weapons) for report in reports if _known(report.weapons)]
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
