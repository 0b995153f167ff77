"""Fields of an incident that a person has set: which there are, what may stand in them, and the one place where they
take the place of what the reports say.

A correction is a fact of its own, kept beside the reports. It holds whatever the reports say later, until it is undone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any

from geo.places import Place
from incidents.actors import load_actors
from incidents.errors import RasidError
from incidents.types import (
    CERTAINTIES,
    OUTCOMES,
    STATUSES,
    TIME_PRECISIONS,
    TIMES_OF_DAY,
    WEAPONS,
    CasualtyCount,
    Correction,
    Incident,
)


class BadCorrection(RasidError):
    """A value that a field cannot hold; the line names the field, the value, and what was expected."""


Values = Mapping[str, Any]
"""Corrected values by field, each as its field of `Incident` is typed."""

_DATES = ("date_start", "date_end", "time_precision")
_WEEK = 7


def _fail(field: str, value: object, expected: str) -> BadCorrection:
    return BadCorrection(f"{field} {value!r:.80}: expected {expected}")


def _text(field: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise _fail(field, value, "a text, or nothing where it is unknown")
    return value.strip()


def _named(field: str, value: Any) -> str:
    text = _text(field, value)
    if text is None:
        raise _fail(field, value, "a text")
    return text


def _number(field: str, value: Any) -> int | None:
    if value is not None and (type(value) is not int or value < 0):
        raise _fail(field, value, "a whole number, or nothing where it is unknown")
    return value


def _day(field: str, value: Any) -> dt.date | None:
    if value is None or type(value) is dt.date:
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _fail(field, value, "a date like 2023-10-29, or nothing where it is unknown") from None


def _choice(*choices: Any) -> Callable[[str, Any], Any]:
    def parse(field: str, value: Any) -> Any:
        if value not in choices:
            raise _fail(field, value, f"one of {', '.join(map(str, choices))}")
        return value

    return parse


def _several(parse: Callable[[str, Any], Any]) -> Callable[[str, Any], tuple[Any, ...]]:
    def parse_each(field: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _fail(field, value, "a list")
        return tuple(dict.fromkeys(parse(field, one) for one in value))

    return parse_each


def _actor(field: str, value: Any) -> str:
    if value not in load_actors():
        raise _fail(field, value, "an actor id of seeds/actors.csv")
    return str(value)


def _losses(field: str, value: Any) -> CasualtyCount:
    if isinstance(value, CasualtyCount):
        value = asdict(value)
    known = {"group", "killed", "injured", "shared_with"}
    if not isinstance(value, Mapping) or not value.keys() <= known or "group" not in value:
        raise _fail(field, value, f"an object of {', '.join(sorted(known))}")
    group = value["group"]
    if group not in ("civilians", "unknown") and group not in load_actors():
        raise _fail(field, group, "civilians, unknown, or an actor id of seeds/actors.csv")
    return CasualtyCount(
        group=group,
        killed=_number(field, value.get("killed")),
        injured=_number(field, value.get("injured")),
        shared_with=_several(_named)(field, value.get("shared_with", ())),
    )


FIELDS: Mapping[str, Callable[[str, Any], Any]] = MappingProxyType(
    {
        "date_start": _day,
        "date_end": _day,
        "time_precision": _choice(*TIME_PRECISIONS),
        "time_of_day": _choice(*TIMES_OF_DAY, None),
        "place_id": _text,
        "place_name": _text,
        "geo_precision": _choice(1, 2, 3, None),
        "event_type": _named,
        "sub_event_type": _named,
        "weapons": _several(_choice(*WEAPONS)),
        "munition_count": _number,
        "attackers": _several(_actor),
        "targets": _several(_actor),
        "target_detail": _text,
        "outcome": _choice(*OUTCOMES),
        "casualties": _several(_losses),
        "status": _choice(*STATUSES),
        "sources": _several(_named),
        "certainty": _choice(*CERTAINTIES),
    }
)
"""The fields of `Incident` that a person can set, each with what makes of a given value, typed or as JSON has it, the
value that is kept; it raises `BadCorrection`."""


def values_of(given: Mapping[str, Any], incident: Incident, places: Mapping[str, Place]) -> Values:
    """Return what a person has given for an incident's fields, checked, with what follows from it.

    Days are set together, and a place with its precision: what of them is not given is what the incident shows, or
    follows (a day alone is precise to the day; a place is as precise as its point). Raises `BadCorrection` for a field
    that cannot be set, a value it cannot hold, a place that `places` lacks, days out of order, and for nothing given.
    """
    if not given:
        raise BadCorrection(f"no field: expected at least one of {', '.join(FIELDS)}")
    for name in given:
        if name not in FIELDS:
            raise BadCorrection(f"field {name!r}: expected one of {', '.join(FIELDS)}")
    values = {name: FIELDS[name](name, value) for name, value in given.items()}
    if not values.keys().isdisjoint(_DATES):
        values |= _days(values, incident)
    if "place_id" in values or "geo_precision" in values:
        values |= _place(values, incident, places)
    return values


def _days(values: Values, incident: Incident) -> Values:
    start, end = (values.get(name, getattr(incident, name)) for name in ("date_start", "date_end"))
    if (start is None) != (end is None):
        raise BadCorrection(f"date_start {start}, date_end {end}: expected both days, or neither where it is undated")
    if start is not None and end is not None and start > end:
        raise BadCorrection(f"date_start {start}, date_end {end}: expected the first day first")
    if start is None or end is None:
        fitting = "undated"
    elif start == end:
        fitting = "day"
    elif "time_precision" not in values and (start, end) == (incident.date_start, incident.date_end):
        fitting = incident.time_precision
    else:
        fitting = "week" if (end - start).days < _WEEK else "month"
    precision = values.get("time_precision", fitting)
    if (precision == "undated") != (start is None):
        raise _fail("time_precision", precision, "undated for an incident without days, and only for one")
    return {"date_start": start, "date_end": end, "time_precision": precision}


def _place(values: Values, incident: Incident, places: Mapping[str, Place]) -> Values:
    id = values.get("place_id", incident.place_id)
    place = places.get(id) if id is not None else None
    if "place_id" in values and id is not None and place is None:
        raise _fail("place_id", id, "an id of the gazetteer")
    precision = values.get("geo_precision", place.geo_precision if place else None)
    if (precision is None) != (id is None):
        raise _fail("geo_precision", precision, "1, 2 or 3 for an incident with a place, and only for one")
    return {"place_id": id, "geo_precision": precision}


# --- as they are kept ------------------------------------------------------------------------------------------


def encode_values(values: Values) -> dict[str, Any]:
    """Return values ready for JSON."""
    found: dict[str, Any] = json.loads(json.dumps(values, default=_plain))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else asdict(value)


def decode_values(stored: Mapping[str, Any]) -> Values:
    """Return the values that `encode_values` made ready."""
    return {name: FIELDS[name](name, value) for name, value in stored.items()}


def encode(corrections: Sequence[Correction]) -> str | None:
    """Return corrections as the `corrections` column holds them; None for none. What the reports say is not kept."""
    if not corrections:
        return None
    rows = [
        {
            "value": encode_values({one.field: one.value}),
            "why": one.why,
            "who": one.who,
            "at": int(one.at.timestamp()),
            "change": one.change,
        }
        for one in corrections
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def decode(stored: str | None) -> tuple[Correction, ...]:
    """Return the corrections that a column holds, what the reports say left open until they are applied."""
    found = []
    for row in json.loads(stored or "[]"):
        ((field, value),) = decode_values(row["value"]).items()
        at = dt.datetime.fromtimestamp(row["at"], dt.UTC)
        found.append(Correction(field, value, None, row["why"], row["who"], at, row["change"]))
    return tuple(found)


def apply(incident: Incident, corrections: Sequence[Correction]) -> Incident:
    """Return an incident as its reports tell it (`incidents.merge.derive`) with the corrected fields set."""
    if not corrections:
        return incident
    values = {one.field: one.value for one in corrections}
    if values.get("date_end") is not None:
        values["date_latest"] = values["date_end"]
    if values.get("certainty") == "explicit":
        values["certainty_reason"] = None
    told = tuple(replace(one, original=getattr(incident, one.field)) for one in corrections)
    return replace(incident, **values, corrections=told)
