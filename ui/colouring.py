"""What the colours of the map tell apart: truth status, who attacked, or what was used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from incidents.actors import load_actors
from incidents.types import Filter
from language.catalogue import Language, translations
from language.terms import term
from ui import source
from ui.cards import STATUSES
from ui.source import State
from ui.state import Colouring


@dataclass(frozen=True, slots=True)
class Kind:
    """One colour of the map."""

    paint: str
    """Class of the style sheets that gives its colour."""
    values: frozenset[str]
    """The filter's values that it stands for."""


_FIELDS: Mapping[Colouring, str] = {"attacker": "attackers", "weapon": "weapons"}

_WEAPONS: tuple[frozenset[str], ...] = (
    frozenset({"drone"}),
    frozenset({"rocket"}),
    frozenset({"ballistic_missile", "cruise_missile"}),
    frozenset({"artillery", "mortar"}),
    frozenset({"airstrike"}),
    frozenset({"ied", "small_arms"}),
    frozenset({"unknown"}),
)
_SIDES: tuple[frozenset[str], ...] = (
    frozenset({"iran-backed", "iran"}),
    frozenset({"coalition"}),
    frozenset({"israel"}),
    frozenset({"turkey"}),
    frozenset({"isis"}),
)


@cache
def kinds(colouring: Colouring) -> tuple[Kind, ...]:
    """Return the colours of a colouring, in the order of legend and marks. Every value has exactly one."""
    match colouring:
        case "status":
            return tuple(Kind(f"status-{status}", frozenset({status})) for status in STATUSES)
        case "weapon":
            values = list(_WEAPONS)
        case "attacker":
            actors = load_actors().values()
            values = [frozenset(one.id for one in actors if one.side in sides) for sides in _SIDES]
            told = frozenset[str]().union(*values)
            values += [frozenset(one.id for one in actors) - told, frozenset({"unknown"})]
    return tuple(Kind(f"tint-{number}", group) for number, group in enumerate(values))


def kind_names(colouring: Colouring, language: Language) -> tuple[str, ...]:
    """Return the names of `kinds`, in their order."""
    words = translations(language)
    match colouring:
        case "status":
            return tuple(term("status", status, language) for status in STATUSES)
        case "weapon":
            return (
                term("weapon", "drone", language),
                term("weapon", "rocket", language),
                words.gettext("Missile"),
                words.gettext("Artillery or mortar"),
                term("weapon", "airstrike", language),
                words.gettext("Explosives or small arms"),
                words.gettext("Not told"),
            )
        case "attacker":
            return (
                words.gettext("Iran and groups it backs"),
                words.gettext("US and Coalition"),
                words.gettext("Israel"),
                words.gettext("Turkey"),
                words.gettext("ISIS"),
                words.gettext("Others"),
                term("party", "unknown", language),
            )


@lru_cache(maxsize=256)
def parts(state: State, filter: Filter, colouring: Colouring) -> Mapping[str, tuple[int, ...]]:
    """Return how each place's mark is divided, a number for each of `kinds`; every place of `source.marks` has one.

    By status the parts add up to the mark's count. By attacker or weapon an incident with two of them is in both.
    """
    marks = source.marks(state, filter)
    if colouring == "status":
        return {mark.place_id: tuple(mark.by_status.get(status, 0) for status in STATUSES) for mark in marks}
    field = _FIELDS[colouring]
    chosen: frozenset[str] = getattr(filter, field)
    groups = tuple(kind.values & chosen if chosen else kind.values for kind in kinds(colouring))
    found = source.place_parts(state, filter, field, groups)
    none = (0,) * len(groups)
    return {mark.place_id: found.get(mark.place_id, none) for mark in marks}
