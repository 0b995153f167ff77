"""Whether two reports of different articles can tell one event, why not, and what they have in common.

Articles contradict each other about one event all the time: rockets that hit and a drone that was shot down, three
drones and four. So most differences only speak against, by points, and what speaks against has to add up. Where two
waves struck one base on one day, they lie hours apart, or somebody tells them as two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from incidents.actors import load_actors
from incidents.nearby import lies_in
from incidents.types import Report, Weapon

APART = 4
"""From so many points against, two reports tell two events."""
NEVER = 100
"""Points against that nothing makes up for."""

DATES = "dates"
"""The detail that is looked at apart from the others, where reports are compared by the thousand."""

Days = tuple[dt.date | None, dt.date | None]
Saying = tuple[tuple[Any, ...], tuple[Any, ...]]
"""What a report says, as all aspects but place and dates see it, and its details but the dates."""

_PARTS_OF_DAY = ("dawn", "morning", "noon", "afternoon", "evening", "night")
_HOURS_APART = (0, 0, 3, APART, APART, 0)  # by steps between parts of the day; night and dawn are neighbours
_TAKEN_FOR_EACH_OTHER = (
    frozenset({"drone", "airstrike"}),  # a strike by an aircraft that nobody saw
    frozenset({"rocket", "mortar", "artillery"}),  # a shell is a shell to those who hear it
    frozenset({"rocket", "ballistic_missile", "cruise_missile"}),  # صاروخ is all of these
)
_BLAMED_FOR_EACH_OTHER = (
    frozenset({"coalition", "israel"}),  # planes that nobody identified
    frozenset({"iran", "iran-backed"}),
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that two reports are held against each other by."""

    of: Callable[[Report], Any]
    """What a report says of it, hashable."""
    against: Callable[[Any, Any], int]
    """How much two sayings speak against one event, in points; below 0 where they speak for it. Symmetric."""
    reason: Callable[[Report, Report], str]
    """Why, in English for a log."""


def difference(a: Report, b: Report, window: int = 0) -> str | None:
    """Return why two reports cannot tell the same event, in English for a log; None when they can.

    They can when they come from two articles, name the same place on the map or one that lies in the other, their
    dates share a day or are at most `window` days apart, and what else they contradict each other in is less than
    `APART`. What is not told speaks against nothing, but a report without a place or a date is never taken for
    another's.
    """
    if a.document_id == b.document_id:
        return "one article tells them as two"
    against = [(aspect.against(aspect.of(a), aspect.of(b)), aspect) for aspect in aspects(window)]
    if sum(points for points, _ in against) < APART:
        return None
    decisive = [aspect for points, aspect in against if points >= APART][:1]
    telling = decisive or [aspect for points, aspect in against if points > 0]
    return ", ".join(aspect.reason(a, b) for aspect in telling)


def in_common(a: Report, b: Report) -> tuple[str, ...]:
    """Return what two reports both tell and tell the same, in English for a log, by `DETAILS`; empty for nothing."""
    return tuple(f"{name} {_shown(of(a))}" for name, of in DETAILS.items() if tells(of(a)) and of(a) == of(b))


def dates(report: Report) -> Days:
    """Return the first and last possible day."""
    return report.date_start, report.date_end


def known_weapons(report: Report) -> frozenset[str]:
    """Return the weapons told; empty where none is."""
    return _known(report.weapons)


DETAILS: dict[str, Callable[[Report], Any]] = {
    DATES: dates,
    "part of the day": lambda report: report.time_of_day,
    "weapons": known_weapons,
    "munitions": lambda report: report.munition_count,
    "attackers": lambda report: report.attackers,
    "outcome": lambda report: report.outcome,
    "losses": lambda report: _losses(report),
}
"""What makes two reports alike, a point for each that both tell and tell the same."""


def aspects(window: int) -> tuple[Aspect, ...]:
    """Return what two reports of different articles are held against each other by, the most decisive first."""
    return (
        Aspect(
            lambda report: report.place_id,
            lambda one, other: 0 if can_be_one_place(one, other) else NEVER,
            lambda a, b: (
                "a place is missing"
                if None in (a.place_id, b.place_id)
                else f"places {a.place_id} and {b.place_id} differ"
            ),
        ),
        Aspect(dates, lambda one, other: NEVER if _days_apart(one, other) > window else 0, _dates_differ),
        *_CONTRADICTIONS,
    )


def can_be_one_place(one: str | None, other: str | None) -> bool:
    """Whether two articles can mean one place by these, or one that lies in the other."""
    return bool(one and other) and (one == other or lies_in(one, other) or lies_in(other, one))


def saying(report: Report) -> Saying:
    """Return all that a report is held against others by, place and dates left out."""
    return (
        tuple(aspect.of(report) for aspect in _CONTRADICTIONS),
        tuple(of(report) for name, of in DETAILS.items() if name != DATES),
    )


@lru_cache(maxsize=1 << 13)
def compared(one: Saying, other: Saying) -> tuple[int, int]:
    """Return how many points speak against one event and how many details two reports have in common, place and dates
    left out. Kept: what articles say of attacks is much the same."""
    points = sum(aspect.against(a, b) for aspect, a, b in zip(_CONTRADICTIONS, one[0], other[0], strict=True))
    return points, sum(a == b and tells(a) for a, b in zip(one[1], other[1], strict=True))


def _days_apart(one: Days, other: Days) -> float:
    """Return the days between two windows, 0 where they share one, endless where one is not told."""
    (first, last), (start, end) = one, other
    if first is None or last is None or start is None or end is None:
        return float("inf")
    return max(0, (start - last).days, (first - end).days)


def _dates_differ(a: Report, b: Report) -> str:
    if None in (*dates(a), *dates(b)):
        return "a date is missing"
    return f"dates {a.date_start}/{a.date_end} and {b.date_start}/{b.date_end} lie apart"


def _hours(one: str | None, other: str | None) -> int:
    if not one or not other:
        return 0
    steps = abs(_PARTS_OF_DAY.index(one) - _PARTS_OF_DAY.index(other))
    return _HOURS_APART[steps] if steps else -1


def _arms(one: frozenset[str], other: frozenset[str]) -> int:
    if not one or not other or one & other:
        return 0
    return 1 if any(one & kin and other & kin for kin in _TAKEN_FOR_EACH_OTHER) else 2


def _attackers(one: frozenset[str], other: frozenset[str]) -> int:
    if not one or not other or one & other:
        return 0
    return 1 if any(one & kin and other & kin for kin in _BLAMED_FOR_EACH_OTHER) else 3


def _numbers_differ(one: int | None, other: int | None) -> int:
    return 1 if one and other and one != other else 0


def _same_losses(one: Any, other: Any) -> int:
    return -2 if one and one == other else 0


def _losses(report: Report) -> tuple[int, int]:
    """Return how many were killed and injured, 0 where nobody says."""
    killed = injured = 0
    for count in report.casualties:
        killed += count.killed or 0
        injured += count.injured or 0
    return killed, injured


@cache
def _known(weapons: tuple[Weapon, ...]) -> frozenset[str]:
    return frozenset(weapons) - {"unknown"}


@cache
def _sides(attackers: tuple[str, ...]) -> frozenset[str]:
    actors = load_actors()
    return frozenset(actors[id].side if id in actors else id for id in attackers)


def tells(value: Any) -> bool:
    """Whether a detail says something."""
    return value not in (None, (), frozenset(), (None, None), (0, 0), "unknown")


def _shown(value: Any) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(str(one) for one in (sorted(value) if isinstance(value, frozenset) else dict.fromkeys(value)))
    return str(value)


_CONTRADICTIONS = (
    Aspect(
        lambda report: report.time_of_day,
        _hours,
        lambda a, b: f"parts of the day {a.time_of_day} and {b.time_of_day} lie apart",
    ),
    Aspect(
        lambda report: _sides(report.attackers),
        _attackers,
        lambda a, b: f"attackers {', '.join(a.attackers)} and {', '.join(b.attackers)} stand on different sides",
    ),
    Aspect(known_weapons, _arms, lambda a, b: f"weapons {', '.join(a.weapons)} and {', '.join(b.weapons)} differ"),
    Aspect(
        lambda report: report.munition_count,
        _numbers_differ,
        lambda a, b: f"numbers {a.munition_count} and {b.munition_count} differ",
    ),
    Aspect(lambda report: _losses(report) if any(_losses(report)) else None, _same_losses, lambda a, b: ""),
)
"""What speaks against one event by points."""
