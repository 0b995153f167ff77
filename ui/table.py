"""The incidents as a table to sort and to pick from, in step with the map; and those that the map cannot show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from incidents.query import Missing
from incidents.types import Filter, Incident
from language.catalogue import Language, translations
from language.dates import format_number
from language.terms import term
from ui import source
from ui.cards import (
    STATUSES,
    date_text,
    heading,
    losses_text,
    paragraph,
    party_text,
    place_name,
    source_line,
    weapon_text,
)
from ui.drawn import Part
from ui.session import NEWEST_FIRST, choose_place, pick_incident, state_of_view, view
from ui.source import State

PAGE = 25
"""Rows of a table on screen."""

COLUMNS = ("date", "place", "weapon", "parties", "outcome", "casualties", "status", "sources")

_PART = Part("table")


def draw_table(state: State) -> None:
    """Draw the incidents of the view as a table, a page at a time; those of the chosen place stand first."""
    language = view().language
    filter, at = view().filter, view().at
    total = source.counts(state, filter).shown
    page = min(st.session_state.page, max(0, (min(total, source.LONGEST_LIST) - 1) // PAGE))
    if st.session_state.sort == NEWEST_FIRST and page == 0:
        rows = _first_page(state, filter, at)
    else:
        # Sorting looks at the newest ones only where there are more than a reader can page through.
        every = source.listed(state, filter, source.LONGEST_LIST)
        column, downwards = st.session_state.sort
        rows = _sorted(every, state, language, column, downwards, at)[page * PAGE : (page + 1) * PAGE]
    data = table_data(rows, state, language) | {
        "sort": list(st.session_state.sort),
        "page": _page_line(page, total, language),
        "before": page > 0,
        "after": (page + 1) * PAGE < min(total, source.LONGEST_LIST),
        "note": _cut(total, st.session_state.sort != NEWEST_FIRST, language),
    }
    _PART.draw("table", data, sort=_sort, row=_hearing("table"), page=_turn_page)


def draw_unplaced(state: State) -> None:
    """Draw the incidents that the map cannot show: those without a place, and those without a date."""
    language = view().language
    words = translations(language)
    # Undated ones stand here also where the switch hides them from everything else.
    wanted = replace(view().filter, undated=True)
    counts = source.counts(state, wanted)
    parts: tuple[tuple[Missing, str, int], ...] = (
        ("place", words.gettext("Without a place on the map"), counts.unlocated),
        ("date", words.gettext("Without a date"), counts.undated),
    )
    for missing, title, total in parts:
        st.html(heading(f"{title} · {format_number(total, language)}", "section-title"))
        if total:
            incidents = source.missing(state, wanted, missing, PAGE)
            data = table_data(incidents, state, language) | {"note": _first_of(total, language)}
            key = f"without_{missing}"
            _PART.draw(key, data, row=_hearing(key))
        else:
            st.html(paragraph(words.gettext("None"), "empty"))


def table_data(incidents: Sequence[Incident], state: State, language: Language) -> dict[str, Any]:
    """Return what `ui/scripts/table.js` draws: columns and rows of text, and which rows are the chosen ones."""
    words = translations(language)
    return {
        "language": language,
        "columns": list(zip(COLUMNS, _heads(language), strict=True)),
        "rows": [
            {
                "id": one.id,
                "place": one.place_id,
                "status": one.status,
                "cells": [text for text, _ in _cells(one, state, language)],
            }
            for one in incidents
        ],
        "at": view().at,
        "incident": view().incident,
        "words": {
            "caption": words.gettext("Incidents of the view"),
            "pick": words.gettext("Show on the map and in the list"),
            "sort": words.gettext("Sort"),
            "previous": words.gettext("Previous page"),
            "next": words.gettext("Next page"),
            "empty": words.gettext("No incident is in the window and the filters. Clear them to see all."),
        },
    }


def _first_page(state: State, filter: Filter, at: str | None) -> list[Incident]:
    """The chosen place's newest incidents, then the newest of the others."""
    newest = source.listed(state, filter, PAGE)
    if at is None or (filter.places and at not in filter.places):
        return list(newest)
    there = source.listed(state, replace(filter, places=frozenset({at})), PAGE)
    return [*there, *(one for one in newest if one.place_id != at)][:PAGE]


def _sorted(
    incidents: Sequence[Incident], state: State, language: Language, column: str, downwards: bool, at: str | None
) -> list[Incident]:
    """The chosen place's incidents first, each half by the column; what a column does not tell comes last."""
    where = COLUMNS.index(column)
    keys = {one.id: _cells(one, state, language)[where][1] for one in incidents}
    told = [one for one in incidents if keys[one.id] is not None]
    told.sort(key=lambda one: keys[one.id], reverse=downwards)
    ordered = [*told, *(one for one in incidents if keys[one.id] is None)]
    return sorted(ordered, key=lambda one: at is None or one.place_id != at)


@lru_cache(maxsize=4096)
def _cells(incident: Incident, state: State, language: Language) -> tuple[tuple[str, Any], ...]:
    """Text and sorting key of each of `COLUMNS`; no key where nothing is told."""
    documents = sorted({report.document_id for report in incident.reports})
    place = place_name(incident, language)
    weapons = weapon_text(incident.weapons, incident.munition_count, language)
    parties = party_text(incident.attackers, incident.targets, language)
    sources = "\n".join(source_line(source.document(state, one), language) for one in documents)
    losses = (incident.fatalities, incident.injuries)
    return (
        (date_text(incident, language), incident.date_latest),
        (place, place if incident.place_id else None),
        (weapons, weapons or None),
        (parties, parties or None),
        (term("outcome", incident.outcome, language), incident.outcome if incident.outcome != "unknown" else None),
        (
            losses_text(incident.casualties, language),
            None if losses == (None, None) else tuple(number or 0 for number in losses),
        ),
        (term("status", incident.status, language), STATUSES.index(incident.status)),
        (sources, sources or None),
    )


def _heads(language: Language) -> tuple[str, ...]:
    words = translations(language)
    return (
        words.gettext("Date"),
        words.gettext("Place"),
        words.gettext("Weapon"),
        words.gettext("Attacker → target"),
        words.gettext("Outcome"),
        words.gettext("Casualties"),
        words.gettext("Status"),
        words.gettext("Sources"),
    )


def _sort() -> None:
    """Sort by the column that was clicked; the same again turns it round. A browser can tell anything."""
    column = st.session_state.table.get("sort")
    if column in COLUMNS:
        before, downwards = st.session_state.sort
        st.session_state.sort = (column, not downwards if column == before else column in ("date", "casualties"))
        st.session_state.page = 0


def _turn_page() -> None:
    by = st.session_state.table.get("page")
    if by in (-1, 1):
        st.session_state.page = max(0, st.session_state.page + by)


def _hearing(key: str) -> Callable[[], None]:
    """Pick the incident of a row and choose its place; the same again lets go."""

    def pick() -> None:
        told: Mapping[str, Any] = st.session_state[key]
        id = told.get("row")
        found = source.incident(state_of_view(), id) if isinstance(id, str) else None
        if found is None:
            return
        if found.id == view().incident:
            choose_place(None)
        else:
            at = found.place_id if found.place_id and source.known_place(found.place_id) else None
            pick_incident(found.id, at)

    return pick


def _page_line(page: int, total: int, language: Language) -> str:
    if not total:
        return ""
    words = translations(language)
    line = words.ngettext("{first}–{last} of {count} incident", "{first}–{last} of {count} incidents", total)
    return line.format(
        first=format_number(page * PAGE + 1, language),
        last=format_number(min((page + 1) * PAGE, total), language),
        count=format_number(total, language),
    )


def _cut(total: int, is_sorted: bool, language: Language) -> str:
    if total <= source.LONGEST_LIST:
        return ""
    words = translations(language)
    number = format_number(source.LONGEST_LIST, language)
    if is_sorted:
        return words.gettext("Sorted among the newest {number}; the downloads hold all.").format(number=number)
    return words.gettext("The newest {number} can be paged through; the downloads hold all.").format(number=number)


def _first_of(total: int, language: Language) -> str:
    if total <= PAGE:
        return ""
    line = translations(language).gettext("The newest {number}; the downloads hold all.")
    return line.format(number=format_number(PAGE, language))
