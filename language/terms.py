"""Names, in both languages, of the words that the record keeps as codes: weapons, outcomes, statuses and the like."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from language.catalogue import Language, translations

Kind = Literal[
    "weapon",
    "outcome",
    "status",
    "field",
    "time of day",
    "precision",
    "certainty",
    "rejected",
    "event type",
    "sub-event type",
]


def term(kind: Kind, code: str, language: Language) -> str:
    """Return the name of one code, as a label begins it: `term("weapon", "cruise_missile", "en")` is `Cruise missile`.

    Raises ValueError for a code that the kind does not have.
    """
    names = terms(kind, language)
    if code not in names:
        raise ValueError(f"{kind} {code!r}: expected one of {', '.join(names)}")
    return names[code]


@cache
def terms(kind: Kind, language: Language) -> Mapping[str, str]:
    """Return all codes of one kind with their names, in the order a legend or a list of choices shows them."""
    name = translations(language).pgettext
    # One literal call a name, so that the extractor finds each with its context.
    match kind:
        case "weapon":
            return {
                "drone": name("weapon", "Drone"),
                "rocket": name("weapon", "Rocket"),
                "ballistic_missile": name("weapon", "Ballistic missile"),
                "cruise_missile": name("weapon", "Cruise missile"),
                "artillery": name("weapon", "Artillery"),
                "mortar": name("weapon", "Mortar"),
                "airstrike": name("weapon", "Airstrike"),
                "ied": name("weapon", "Explosive device"),
                "small_arms": name("weapon", "Small arms"),
                "unknown": name("weapon", "Unknown"),
            }
        case "outcome":
            return {
                "hit": name("outcome", "Hit"),
                "intercepted": name("outcome", "Intercepted"),
                "partly_intercepted": name("outcome", "Partly intercepted"),
                "missed": name("outcome", "Missed"),
                "disputed": name("outcome", "Disputed"),
                "unknown": name("outcome", "Unknown"),
            }
        case "status":
            return {
                "confirmed": name("status", "Confirmed"),
                "reported": name("status", "Reported"),
                "claimed": name("status", "Claimed"),
                "disputed": name("status", "Disputed"),
            }
        case "field":
            return {
                "act": name("field", "Act"),
                "place": name("field", "Place"),
                "date": name("field", "Date"),
                "weapon": name("field", "Weapon"),
                "attacker": name("field", "Attacker"),
                "target": name("field", "Target"),
                "outcome": name("field", "Outcome"),
                "casualties": name("field", "Casualties"),
                "source": name("field", "Source"),
                "tally": name("field", "Tally"),
            }
        case "time of day":
            return {
                "dawn": name("time of day", "Dawn"),
                "morning": name("time of day", "Morning"),
                "noon": name("time of day", "Noon"),
                "afternoon": name("time of day", "Afternoon"),
                "evening": name("time of day", "Evening"),
                "night": name("time of day", "Night"),
            }
        case "precision":
            return {
                "day": name("precision", "Exact day"),
                "week": name("precision", "Within a week"),
                "month": name("precision", "Within a month"),
                "undated": name("precision", "Undated"),
            }
        case "certainty":
            return {
                "explicit": name("certainty", "Explicit"),
                "inferred": name("certainty", "Inferred"),
                "doubtful": name("certainty", "Doubtful"),
            }
        case "rejected":
            return {
                "drill": name("rejected", "Drill"),
                "threat": name("rejected", "Threat"),
                "reinforcement": name("rejected", "Reinforcement"),
                "patrol": name("rejected", "Patrol"),
                "total": name("rejected", "Total"),
                "statement": name("rejected", "Statement"),
                "denial": name("rejected", "Denial"),
                "name_collision": name("rejected", "Name of something else"),
                "caption": name("rejected", "Caption"),
                "recap": name("rejected", "Recap"),
                "hypothetical": name("rejected", "Hypothetical"),
            }
        case "event type":
            return {
                "Battles": name("event type", "Battles"),
                "Explosions/Remote violence": name("event type", "Explosions/Remote violence"),
                "Violence against civilians": name("event type", "Violence against civilians"),
                "Protests": name("event type", "Protests"),
                "Riots": name("event type", "Riots"),
                "Strategic developments": name("event type", "Strategic developments"),
            }
        case "sub-event type":
            return {
                "Air/drone strike": name("sub-event type", "Air/drone strike"),
                "Shelling/artillery/missile attack": name("sub-event type", "Shelling/artillery/missile attack"),
                "Remote explosive/landmine/IED": name("sub-event type", "Remote explosive/landmine/IED"),
                "Suicide bomb": name("sub-event type", "Suicide bomb"),
                "Grenade": name("sub-event type", "Grenade"),
                "Armed clash": name("sub-event type", "Armed clash"),
                "Attack": name("sub-event type", "Attack"),
                "Disrupted weapons use": name("sub-event type", "Disrupted weapons use"),
            }
