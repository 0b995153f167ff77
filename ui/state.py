"""The view: everything the address bar carries, and the query string it is written in.

`?from=2023-10-17&to=2023-11-01&weapon=drone&at=al-tanf&lang=ar` reopens exactly what somebody saw. Names are short and
stable, since links to the map are printed; a name or value that is not understood is left out, never an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from export.permalink import pin_query, query_of
from incidents.pins import PIN_KINDS, Pin
from incidents.types import OUTCOMES, STATUSES, WEAPONS, Filter
from language.catalogue import LANGUAGES, Language

Panel = Literal["table", "unplaced", "tallies"]
PANELS: tuple[Panel, ...] = get_args(Panel)

Colouring = Literal["status", "attacker", "weapon"]
COLOURINGS: tuple[Colouring, ...] = get_args(Colouring)

Query = Mapping[str, Sequence[str]]
"""A query string taken apart: each name with its values in order."""

SETS: Mapping[str, str] = {
    "place": "places",
    "attacker": "attackers",
    "target": "targets",
    "weapon": "weapons",
    "outcome": "outcomes",
    "status": "statuses",
    "governorate": "governorates",
    "precision": "precisions",
    "source": "publishers",
}
"""Query names and the fields of `Filter` that they fill."""

_KNOWN = {
    "weapon": frozenset(WEAPONS),
    "outcome": frozenset(OUTCOMES),
    "status": frozenset(STATUSES),
    "precision": frozenset({"1", "2", "3", "unknown"}),
}
_LONGEST = 200
_MOST = 200


@dataclass(frozen=True, slots=True)
class View:
    """What a reader looks at."""

    filter: Filter = field(default_factory=Filter)
    """Which incidents are shown; open dates mean the record's whole span."""
    at: str | None = None
    """Gazetteer id of the place whose incidents are listed; None lists all that are shown."""
    incident: str | None = None
    """Id of the incident that was picked from the table or a link; it heads the list."""
    colouring: Colouring = "status"
    """What the colours of the map tell apart."""
    panel: Panel = "table"
    """What stands below the map."""
    language: Language = "en"
    """The interface's language."""
    pin: Pin | None = None
    """Which past state of the record is shown; None for the record as it stands."""


def to_query(view: View) -> dict[str, list[str]]:
    """Return the view's query string, parts that say nothing left out; `from_query` gives the same view back."""
    query = query_of(view.filter) | pin_query(view.pin)
    if view.at:
        query["at"] = [view.at]
    if view.incident:
        query["incident"] = [view.incident]
    if view.colouring != COLOURINGS[0]:
        query["colour"] = [view.colouring]
    if view.panel != PANELS[0]:
        query["panel"] = [view.panel]
    query["lang"] = [view.language]
    return query


def from_query(query: Query, language: Language = "en", known_place: Callable[[str], bool] = bool) -> View:
    """Return the view a query string means; `language` stands in where it names none.

    Dates that are no dates, codes that do not exist and places that `known_place` refuses are left out; a window that
    ends before it begins is no window. A pin is kept as it is asked for, whether there is such a state or not: nobody
    shall take the present record for the past one that a link means.
    """
    first, last = _day(query, "from"), _day(query, "to")
    if first and last and last < first:
        first = last = None
    sets = {
        values: frozenset(
            value
            for value in query.get(name, ())[:_MOST]
            if 0 < len(value) <= _LONGEST
            and value in _KNOWN.get(name, (value,))
            and (name != "place" or known_place(value))
        )
        for name, values in SETS.items()
    }
    at = _one(query, "at")
    named = _one(query, "lang")
    panel, colouring = _one(query, "panel"), _one(query, "colour")
    return View(
        filter=Filter(
            date_from=first,
            date_to=last,
            undated=_one(query, "undated") != "0",
            places=sets["places"],
            attackers=sets["attackers"],
            targets=sets["targets"],
            weapons=sets["weapons"],
            outcomes=sets["outcomes"],
            statuses=sets["statuses"],
            governorates=sets["governorates"],
            precisions=sets["precisions"],
            publishers=sets["publishers"],
            text=_one(query, "q")[:_LONGEST].strip(),
        ),
        at=at if at and known_place(at) else None,
        incident=_one(query, "incident")[:_LONGEST] or None,
        colouring=next((one for one in COLOURINGS if one == colouring), COLOURINGS[0]),
        panel=next((one for one in PANELS if one == panel), PANELS[0]),
        language=next((one for one in LANGUAGES if one == named), language),
        pin=next((Pin(kind, value[:_LONGEST]) for kind in PIN_KINDS if (value := _one(query, kind))), None),
    )


def browser_language(locale: str | None) -> Language:
    """Return the interface's language for a browser's locale (`ar-SY`, `en-GB`, None)."""
    return "ar" if _first_part(locale) == "ar" else "en"


def _first_part(locale: str | None) -> str:
    return (locale or "").lower().split("-")[0]


def _one(query: Query, name: str) -> str:
    values = query.get(name, ())
    return values[-1] if values else ""


def _day(query: Query, name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(_one(query, name))
    except ValueError:
        return None
