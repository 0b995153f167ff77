"""Whether a reading's report is the incident that was coded, and in which fields the two agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.coding import Coded, CodedTally
from evaluation.parties import same_side
from export.contract import UNKNOWN, total
from geo.geometry import distance_m
from geo.places import Place
from incidents.actors import actor_names
from incidents.types import Report, Tally

LONGEST_DAY = 2
"""Days between the ends of an interval that still counts where the article tells the day."""

# Words that name a region or base in the free text of a tally's scope.
_SCOPES = (
    "iraq",
    "syria",
    "jordan",
    "kurdistan",
    "omar",
    "conoco",
    "tanf",
    "shaddadi",
    "kharab",
    "rmelan",
    "wazir",
    "asad",
    "harir",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a reading, as it is printed."""

    report: Report
    point: tuple[float, float] | None
    """Lon, lat of its place; None without one."""
    attacker: str
    target: str
    """English names, `unknown` where nobody is named."""
    killed: int | None
    injured: int | None


def told(report: Report, gazetteer: Mapping[str, Place]) -> Told:
    """Return a report with its point and names. Raises KeyError for a place or an actor that the tables lack."""
    place = gazetteer[report.place_id] if report.place_id is not None else None
    return Told(
        report=report,
        point=(place.lon, place.lat) if place else None,
        attacker=actor_names(report.attackers, "en") or UNKNOWN,
        target=actor_names(report.targets, "en") or UNKNOWN,
        killed=total([count.killed for count in report.casualties]),
        injured=total([count.injured for count in report.casualties]),
    )


def same_place(coded: Coded, found: Told) -> bool:
    """Tell whether the report's point lies in a spot of the coded place."""
    return found.point is not None and any(
        distance_m(spot.lon, spot.lat, *found.point) <= spot.radius_m for spot in coded.spots
    )


def same_date(coded: Coded, found: Told, slack: int = 0) -> bool:
    """Tell whether the report's interval touches the coded window, widened by `slack` days; undated matches undated.

    Where the article tells the day, an interval wider than `LONGEST_DAY` (and `slack`) does not count.
    """
    report = found.report
    start, end = report.date_start, report.date_end or report.date_start
    if coded.date is None or start is None or end is None or report.time_precision == "undated":
        return coded.date is None and (start is None or report.time_precision == "undated")
    if coded.to_the_day and (end - start).days > LONGEST_DAY + slack:
        return False
    pad = dt.timedelta(days=slack)
    return start - pad <= coded.date[1] and end + pad >= coded.date[0]


def same_incident(coded: Coded, found: Told) -> bool:
    """Tell whether place and date are the coded ones."""
    return same_place(coded, found) and same_date(coded, found)


def agreement(coded: Coded, found: Told) -> dict[str, float]:
    """Return how far each field that is coded agrees, 0 to 1: weapons by overlap, the rest wholly or not at all.

    A party agrees that is of the same side; an outcome that is not coded is `unknown`.
    """
    report = found.report
    fields: dict[str, float] = {}
    weapons = frozenset(report.weapons)
    if coded.weapons:
        fields["weapons"] = len(coded.weapons & weapons) / len(coded.weapons | weapons)
    if coded.munition_count is not None:
        fields["munition_count"] = coded.munition_count == report.munition_count
    fields["attacker"] = same_side(coded.attacker, found.attacker)
    fields["target"] = not coded.target or same_side(coded.target, found.target)
    fields["outcome"] = coded.outcome == report.outcome
    fields["status"] = report.status in coded.status
    if coded.killed is not None:
        fields["fatalities"] = coded.killed == found.killed
    if coded.injured is not None:
        fields["injuries"] = coded.injured == found.injured
    return fields


def likeness(coded: Coded, found: Told) -> float:
    """Return how alike two accounts of one incident are: fields that agree, less a tenth for every kilometre apart."""
    apart = distance_m(coded.spots[0].lon, coded.spots[0].lat, *found.point) if coded.spots and found.point else 0.0
    return sum(agreement(coded, found).values()) - apart / 10_000


def same_tally(coded: CodedTally, found: Tally) -> bool:
    """Tell whether a tally has the coded count, a scope that does not contradict, and the window where it is coded."""
    if coded.count != found.count or not found.scope:
        return False
    named, said = _scope(coded.scope), _scope(found.scope)
    if named and said and not named & said:
        return False
    return coded.date_from in (None, found.date_from) and coded.date_to in (None, found.date_to)


def differences(coded: Coded, found: Told) -> dict[str, tuple[str, str]]:
    """Return the fields that do not wholly agree, each with what was coded and what was read, as text."""
    report = found.report
    both: dict[str, tuple[object, object]] = {
        "weapons": (" + ".join(sorted(coded.weapons)), " + ".join(sorted(report.weapons))),
        "munition_count": (coded.munition_count, report.munition_count),
        "attacker": (coded.attacker, found.attacker),
        "target": (coded.target, found.target),
        "outcome": (coded.outcome, report.outcome),
        "status": (" or ".join(sorted(coded.status)), report.status),
        "fatalities": (coded.killed, found.killed),
        "injuries": (coded.injured, found.injured),
    }
    wrong = [field for field, share in agreement(coded, found).items() if share < 1]
    return {field: (_shown(both[field][0]), _shown(both[field][1])) for field in wrong}


def _shown(value: object) -> str:
    return "none" if value is None or value == "" else str(value)


def _scope(text: str) -> frozenset[str]:
    return frozenset(word for word in _SCOPES if word in text.lower())
