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
    "geo precision",
    "certainty",
    "rejected",
    "event type",
    "sub-event type",
    "source kind",
    "side",
    "place kind",
    "coordinates",
    "country",
    "direction",
    "incident field",
    "source",
    "party",
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
        case "geo precision":
            return {
                "1": pgettext("geo precision", "The named place"),
                "2": pgettext("geo precision", "Near it, or part of a region"),
                "3": pgettext("geo precision", "A governorate or wider"),
                "unknown": pgettext("geo precision", "Without a point"),
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
        case "source":
            return {"inside": pgettext("source", "source in {name}"), "sample": pgettext("source", "Rasid sample")}
        case "party":
            return {"unknown": pgettext("party", "Not named")}
        case "source kind":
            return {
                "agency": pgettext("source kind", "News agency"),
                "press": pgettext("source kind", "Press"),
                "state": pgettext("source kind", "State outlet"),
                "party": pgettext("source kind", "Party outlet"),
                "local": pgettext("source kind", "Local"),
                "monitor": pgettext("source kind", "Rights monitor"),
                "authority": pgettext("source kind", "Authority"),
                "armed-group": pgettext("source kind", "Armed group"),
                "unnamed": pgettext("source kind", "Unnamed source"),
            }
        case "side":
            return {
                "united-states": pgettext("side", "United States"),
                "coalition": pgettext("side", "US-led coalition"),
                "iran": pgettext("side", "Iran"),
                "iran-backed": pgettext("side", "Iran-backed groups"),
                "iraqi-government": pgettext("side", "Iraqi government"),
                "kurdistan-region": pgettext("side", "Kurdistan Region of Iraq"),
                "syrian-government": pgettext("side", "Syrian government"),
                "opposition": pgettext("side", "Syrian opposition"),
                "sdf": pgettext("side", "Syrian Democratic Forces"),
                "pkk": pgettext("side", "PKK"),
                "isis": pgettext("side", "ISIS"),
                "israel": pgettext("side", "Israel"),
                "turkey": pgettext("side", "Turkey"),
                "russia": pgettext("side", "Russia"),
                "jordan": pgettext("side", "Jordan"),
                "qatar": pgettext("side", "Qatar"),
                "saudi-arabia": pgettext("side", "Saudi Arabia"),
                "emirates": pgettext("side", "United Arab Emirates"),
                "britain": pgettext("side", "Britain"),
                "france": pgettext("side", "France"),
                "germany": pgettext("side", "Germany"),
                "china": pgettext("side", "China"),
            }
        case "place kind":
            return {
                "airfield": pgettext("place kind", "Airfield"),
                "base": pgettext("place kind", "Military base"),
                "camp": pgettext("place kind", "Camp for displaced people"),
                "city": pgettext("place kind", "City"),
                "crossing": pgettext("place kind", "Border crossing"),
                "dam": pgettext("place kind", "Dam"),
                "desert": pgettext("place kind", "Desert"),
                "embassy": pgettext("place kind", "Embassy"),
                "gas_field": pgettext("place kind", "Gas field"),
                "governorate": pgettext("place kind", "Governorate"),
                "industrial_site": pgettext("place kind", "Industrial site"),
                "mountain": pgettext("place kind", "Mountain"),
                "neighbourhood": pgettext("place kind", "Neighbourhood"),
                "oil_field": pgettext("place kind", "Oil field"),
                "port": pgettext("place kind", "Port"),
                "prison": pgettext("place kind", "Prison"),
                "refinery": pgettext("place kind", "Refinery"),
                "region": pgettext("place kind", "Region"),
                "road_point": pgettext("place kind", "Point on a road"),
                "town": pgettext("place kind", "Town"),
                "village": pgettext("place kind", "Village"),
            }
        case "coordinates":
            return {
                "sourced": pgettext("coordinates", "read in a source"),
                "derived": pgettext("coordinates", "computed from points read in sources"),
                "estimate": pgettext("coordinates", "estimated from descriptions"),
                "proxy": pgettext("coordinates", "the point of something beside it"),
                "weak": pgettext("coordinates", "from a doubtful source"),
            }
        case "country":
            return {
                "SY": pgettext("country", "Syria"),
                "IQ": pgettext("country", "Iraq"),
                "JO": pgettext("country", "Jordan"),
            }
        case "direction":
            return {
                "n": pgettext("direction", "north"),
                "ne": pgettext("direction", "north-east"),
                "e": pgettext("direction", "east"),
                "se": pgettext("direction", "south-east"),
                "s": pgettext("direction", "south"),
                "sw": pgettext("direction", "south-west"),
                "w": pgettext("direction", "west"),
                "nw": pgettext("direction", "north-west"),
            }
        case "incident field":
            return {
                "date_start": pgettext("incident field", "First day"),
                "date_end": pgettext("incident field", "Last day"),
                "time_precision": pgettext("incident field", "How exact the date is"),
                "time_of_day": pgettext("incident field", "Part of the day"),
                "place_id": pgettext("incident field", "Place"),
                "place_name": pgettext("incident field", "Place as it is told"),
                "geo_precision": pgettext("incident field", "How exact the place is"),
                "event_type": pgettext("incident field", "Event type (ACLED)"),
                "sub_event_type": pgettext("incident field", "Sub-event type (ACLED)"),
                "weapons": pgettext("incident field", "Weapons"),
                "munition_count": pgettext("incident field", "How many weapons"),
                "attackers": pgettext("incident field", "Attackers"),
                "targets": pgettext("incident field", "Targets"),
                "target_detail": pgettext("incident field", "What was struck"),
                "outcome": pgettext("incident field", "Outcome"),
                "status": pgettext("incident field", "Status"),
                "casualties": pgettext("incident field", "Casualties"),
                "group": pgettext("incident field", "Who was hurt"),
                "killed": pgettext("incident field", "Killed"),
                "injured": pgettext("incident field", "Injured"),
                "sources": pgettext("incident field", "According to"),
                "certainty": pgettext("incident field", "Certainty"),
                "reports": pgettext("incident field", "Reports"),
            }
