"""The fields of an incident that a person can set, as widgets, and what was set in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from incidents.actors import actor_name, load_actors
from incidents.sources import load_sources, source_name
from incidents.types import (
    CERTAINTIES,
    OUTCOMES,
    STATUSES,
    TIME_PRECISIONS,
    TIMES_OF_DAY,
    WEAPONS,
    CasualtyCount,
    Incident,
)
from language.catalogue import Language, translations
from language.terms import term, terms
from ui import source
from ui.clock import FIRST_DAY, today

_NOBODY_ELSE = "civilians"
"""Who is hurt besides the parties."""
_EMPTY: Mapping[str, Any] = {
    "date_start": None,
    "date_end": None,
    "place_id": None,
    "weapons": (),
    "munition_count": None,
    "attackers": (),
    "targets": (),
    "outcome": "unknown",
    "status": "reported",
    "casualties": (),
    "time_of_day": None,
    "time_precision": "undated",
    "place_name": None,
    "geo_precision": None,
    "target_detail": None,
    "sources": (),
    "certainty": "explicit",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
}
"""The fields that are asked for, and what they hold where nothing is known."""


def draw_fields(incident: Incident | None, key: str, language: Language) -> None:
    """Draw a widget a field, on what the incident holds, empty for a new one; `key` tells forms apart."""
    names = terms("incident field", language)
    held = _held(incident)
    first, last = st.columns(2)
    for column, name in ((first, "date_start"), (last, "date_end")):
        column.date_input(
            names[name],
            held[name],
            min_value=FIRST_DAY,
            max_value=today(),
            format="YYYY-MM-DD",
            key=f"{key}_{name}",
        )
    places = source.gazetteer()
    ids = sorted(places, key=lambda id: places[id].name(language))
    st.selectbox(
        names["place_id"],
        ids,
        index=ids.index(held["place_id"]) if held["place_id"] in places else None,
        format_func=lambda id: places[id].name(language),
        placeholder="–",
        key=f"{key}_place_id",
    )
    weapons, count = st.columns([2, 1])
    weapons.multiselect(
        names["weapons"],
        WEAPONS,
        held["weapons"],
        format_func=lambda code: term("weapon", code, language),
        placeholder="–",
        key=f"{key}_weapons",
    )
    count.number_input(
        names["munition_count"],
        min_value=0,
        step=1,
        value=held["munition_count"],
        placeholder="–",
        key=f"{key}_munition_count",
    )
    for name in ("attackers", "targets"):
        st.multiselect(
            names[name],
            [*load_actors()],
            held[name],
            format_func=lambda id: actor_name(id, language),
            placeholder="–",
            key=f"{key}_{name}",
        )
    outcome, status = st.columns(2)
    for column, name, codes in ((outcome, "outcome", OUTCOMES), (status, "status", STATUSES)):
        column.selectbox(
            names[name],
            codes,
            index=codes.index(held[name]),
            format_func=lambda code, kind=name: term(kind, code, language),
            key=f"{key}_{name}",
        )
    _draw_losses(held["casualties"], key, language)
    if incident is not None:
        with st.expander(translations(language).gettext("More fields")):
            _draw_more(held, key, language)


def _draw_more(held: Mapping[str, Any], key: str, language: Language) -> None:
    """The fields that are seldom wrong, or follow from the others."""
    names = terms("incident field", language)
    st.text_input(names["target_detail"], held["target_detail"] or "", max_chars=200, key=f"{key}_target_detail")
    st.multiselect(
        names["sources"],
        sorted({*held["sources"], *(known.name_en for known in load_sources().values())}),
        held["sources"],
        format_func=lambda name: source_name(name, language),
        accept_new_options=True,
        placeholder="–",
        key=f"{key}_sources",
    )
    st.text_input(names["place_name"], held["place_name"] or "", max_chars=200, key=f"{key}_place_name")
    choices: Mapping[str, tuple[Sequence[Any], Callable[[Any], str]]] = {
        "time_of_day": (TIMES_OF_DAY, lambda code: term("time of day", code, language)),
        "time_precision": (TIME_PRECISIONS, lambda code: term("precision", code, language)),
        "geo_precision": ((1, 2, 3), lambda code: term("geo precision", str(code), language)),
        "certainty": (CERTAINTIES, lambda code: term("certainty", code, language)),
        "event_type": ([*terms("event type", language)], lambda code: term("event type", code, language)),
        "sub_event_type": ([*terms("sub-event type", language)], lambda code: term("sub-event type", code, language)),
    }
    for name, (codes, called) in choices.items():
        st.selectbox(
            names[name],
            codes,
            index=codes.index(held[name]) if held[name] in codes else None,
            format_func=called,
            placeholder="–",
            key=f"{key}_{name}",
        )


def _draw_losses(casualties: tuple[CasualtyCount, ...], key: str, language: Language) -> None:
    """A row for each group that was hurt, and one more."""
    names = terms("incident field", language)
    groups = [_NOBODY_ELSE, *(id for id in load_actors() if id != _NOBODY_ELSE), "unknown"]
    for row in range(len(casualties) + 1):
        told = casualties[row] if row < len(casualties) else None
        group, killed, injured = st.columns([2, 1, 1])
        group.selectbox(
            names["group"],
            groups,
            index=groups.index(told.group) if told and told.group in groups else None,
            format_func=lambda id: actor_name(id, language),
            placeholder="–",
            key=f"{key}_group_{row}",
        )
        for column, name in ((killed, "killed"), (injured, "injured")):
            column.number_input(
                names[name],
                min_value=0,
                step=1,
                value=getattr(told, name) if told else None,
                placeholder="–",
                key=f"{key}_{name}_{row}",
            )


def given_fields(incident: Incident | None, key: str) -> dict[str, Any]:
    """Return the fields whose widgets say something else than the incident holds, ready for `incidents.desk`."""
    held = _held(incident)
    given: dict[str, Any] = {}
    for name in _EMPTY:
        if name == "casualties":
            value: Any = _losses(held[name], key)
        elif f"{key}_{name}" not in st.session_state:
            continue  # a new incident is not asked for everything
        else:
            value = st.session_state[f"{key}_{name}"]
            value = tuple(value) if isinstance(held[name], tuple) else value
            value = None if isinstance(value, str) and not value.strip() else value
        if value != held[name]:
            given[name] = value
    if "date_start" in given and st.session_state[f"{key}_date_end"] is None:
        given["date_end"] = given["date_start"]  # one day was given: the incident is of that day
    return given


def _losses(held: tuple[CasualtyCount, ...], key: str) -> tuple[CasualtyCount, ...]:
    found = []
    for row in range(len(held) + 1):
        killed, injured = st.session_state[f"{key}_killed_{row}"], st.session_state[f"{key}_injured_{row}"]
        if killed is None and injured is None:
            continue
        group = st.session_state[f"{key}_group_{row}"] or "unknown"
        shared = held[row].shared_with if row < len(held) else ()
        found.append(CasualtyCount(group, killed, injured, shared))
    return tuple(found)


def _held(incident: Incident | None) -> Mapping[str, Any]:
    return _EMPTY if incident is None else {name: getattr(incident, name) for name in _EMPTY}
