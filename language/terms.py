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
    pgettext = translations(language).pgettext
    # One literal call a name, so that the extractor finds each with its context.
    match kind:
        case "weapon":
            return {
                "drone": pgettext("weapon", "Drone"),
                "rocket": pgettext("weapon", "Rocket"),
                "ballistic_missile": pgettext("weapon", "Ballistic missile"),
                "cruise_missile": pgettext("weapon", "Cruise missile"),
                "artillery": pgettext("weapon", "Artillery"),
                "mortar": pgettext("weapon", "Mortar"),
                "airstrike": pgettext("weapon", "Airstrike"),
                "ied": pgettext("weapon", "Explosive device"),
                "small_arms": pgettext("weapon", "Small arms"),
                "unknown": pgettext("weapon", "Unknown"),
            }
        case "outcome":
            return {
                "hit": pgettext("outcome", "Hit"),
                "intercepted": pgettext("outcome", "Intercepted"),
                "partly_intercepted": pgettext("outcome", "Partly intercepted"),
                "missed": pgettext("outcome", "Missed"),
                "disputed": pgettext("outcome", "Disputed"),
                "unknown": pgettext("outcome", "Unknown"),
            }
        case "status":
            return {
                "confirmed": pgettext("status", "Confirmed"),
                "reported": pgettext("status", "Reported"),
                "claimed": pgettext("status", "Claimed"),
                "disputed": pgettext("status", "Disputed"),
            }
        case "field":
            return {
                "act": pgettext("field", "Act"),
                "place": pgettext("field", "Place"),
                "date": pgettext("field", "Date"),
                "weapon": pgettext("field", "Weapon"),
                "attacker": pgettext("field", "Attacker"),
                "target": pgettext("field", "Target"),
                "outcome": pgettext("field", "Outcome"),
                "casualties": pgettext("field", "Casualties"),
                "source": pgettext("field", "Source"),
                "tally": pgettext("field", "Tally"),
            }
        case "time of day":
            return {
                "dawn": pgettext("time of day", "Dawn"),
                "morning": pgettext("time of day", "Morning"),
                "noon": pgettext("time of day", "Noon"),
                "afternoon": pgettext("time of day", "Afternoon"),
                "evening": pgettext("time of day", "Evening"),
                "night": pgettext("time of day", "Night"),
            }
        case "precision":
            return {
                "day": pgettext("precision", "Exact day"),
                "week": pgettext("precision", "Within a week"),
                "month": pgettext("precision", "Within a month"),
                "undated": pgettext("precision", "Undated"),
            }
        case "certainty":
            return {
                "explicit": pgettext("certainty", "Explicit"),
                "inferred": pgettext("certainty", "Inferred"),
                "doubtful": pgettext("certainty", "Doubtful"),
            }
        case "rejected":
            return {
                "drill": pgettext("rejected", "Drill"),
                "threat": pgettext("rejected", "Threat"),
                "reinforcement": pgettext("rejected", "Reinforcement"),
                "patrol": pgettext("rejected", "Patrol"),
                "total": pgettext("rejected", "Total"),
                "statement": pgettext("rejected", "Statement"),
                "denial": pgettext("rejected", "Denial"),
                "name_collision": pgettext("rejected", "Name of something else"),
                "caption": pgettext("rejected", "Caption"),
                "recap": pgettext("rejected", "Recap"),
                "hypothetical": pgettext("rejected", "Hypothetical"),
            }
        case "event type":
            return {
                "Battles": pgettext("event type", "Battles"),
                "Explosions/Remote violence": pgettext("event type", "Explosions/Remote violence"),
                "Violence against civilians": pgettext("event type", "Violence against civilians"),
                "Protests": pgettext("event type", "Protests"),
                "Riots": pgettext("event type", "Riots"),
                "Strategic developments": pgettext("event type", "Strategic developments"),
            }
        case "sub-event type":
            return {
                "Air/drone strike": pgettext("sub-event type", "Air/drone strike"),
                "Shelling/artillery/missile attack": pgettext("sub-event type", "Shelling/artillery/missile attack"),
                "Remote explosive/landmine/IED": pgettext("sub-event type", "Remote explosive/landmine/IED"),
                "Suicide bomb": pgettext("sub-event type", "Suicide bomb"),
                "Grenade": pgettext("sub-event type", "Grenade"),
                "Armed clash": pgettext("sub-event type", "Armed clash"),
                "Attack": pgettext("sub-event type", "Attack"),
                "Disrupted weapons use": pgettext("sub-event type", "Disrupted weapons use"),
            }
