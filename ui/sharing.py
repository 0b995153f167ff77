"""Handing a view on: its link, and a line to cite it by that says source, day, number of incidents and filters."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from export.about import state_text
from export.permalink import pin_query
from export.selection import chosen
from incidents.pins import Pin
from incidents.sources import source_name
from language.catalogue import Language, translations
from language.dates import format_list, format_number, format_range
from language.plain import isolated, plain
from language.punctuation import SEMICOLON
from ui import source
from ui.cards import LONGEST_NAME, incident_count
from ui.drawn import Part
from ui.pinning import day_of
from ui.session import view
from ui.source import State
from ui.state import View

_PART = Part("share")
_MOST_NAMED = 6


def draw_sharing(state: State) -> None:
    """Draw the buttons that copy the link and the citation."""
    words = translations(view().language)
    other = _other_state(state)
    data = {
        # What pins the address of the other state that is offered besides; null where none is.
        "other": pin_query(other[1]) if other else None,
        # Who published all that is shown takes long to count in a large record, so only for who asks.
        "citation": citation(view(), state) if st.session_state.get("citing") else None,
        "words": {
            "link": words.gettext("Copy link"),
            "other": other[0] if other else "",
            "cite": words.gettext("Cite"),
            "copy": words.gettext("Copy"),
            "copied": words.gettext("Copied"),
            "by_hand": words.gettext("Press Ctrl+C to copy"),
            "citation": words.gettext("Citation"),
        },
    }
    _PART.draw("share", data, cite=_cite)


def _other_state(state: State) -> tuple[str, Pin | None] | None:
    """The state that a second link leads to: the present one from a past one, else the latest published version."""
    words = translations(view().language)
    if state.pin is not None:
        return words.gettext("Copy link to the present"), None
    editions = source.editions()
    if not editions:
        return None
    name = editions[-1].name
    return words.gettext("Copy link to version {name}").format(name=isolated(name)), Pin("version", name)


def _cite() -> None:
    st.session_state.citing = not st.session_state.get("citing")


def citation(view: View, state: State) -> str:
    """Return one line that says what the view counts, and as of when; the browser adds the link itself."""
    language = view.language
    words = translations(language)
    counts = source.counts(state, view.filter)
    filter = view.filter
    undated = words.ngettext("{count} undated", "{count} undated", counts.undated if filter.undated else 0)
    parts = [
        words.gettext("Rasid incident map"),
        format_range(filter.date_from, filter.date_to, language),
        incident_count(counts.shown, language),
        undated.format(count=format_number(counts.undated if filter.undated else 0, language)),
        *_filters(view, state),
        state_text(state.pin, day_of(state.pin), language),
        *_sources(view, state),
    ]
    return f"{SEMICOLON[language].join(parts)}."


def _filters(view: View, state: State) -> list[str]:
    """Each filter with its choices, the place whose incidents are listed, and the words searched for."""
    language = view.language
    words = translations(language)
    choices = chosen(view.filter, source.places(), language)
    told = [f"{name}: {_some(values, language)}" for name, values in choices]
    if view.filter.text:
        search = words.gettext("Search")
        told.append(f"{search}: {plain(view.filter.text, LONGEST_NAME)}")
    if not view.filter.undated:
        told.append(words.gettext("without undated incidents"))
    place = source.places().get(view.at) if view.at else None
    if place is not None:
        there = source.counts(state, replace(view.filter, places=frozenset({place.id}))).shown
        if view.filter.places and place.id not in view.filter.places:
            there = 0
        counted = words.ngettext("{count} of them at {place}", "{count} of them at {place}", there)
        told.append(counted.format(count=format_number(there, language), place=isolated(place.name(language))))
    return told


def _sources(view: View, state: State) -> list[str]:
    """Who published what is counted, the most frequent first."""
    language = view.language
    found = [source_name(name, language) for name, _ in source.publishers(state, view.filter)]
    if not found:
        return []
    names = _some([isolated(plain(name, LONGEST_NAME)) for name in found], language)
    return [translations(language).gettext("reported by {publishers}").format(publishers=names)]


def _some(names: list[str], language: Language) -> str:
    shown = names[:_MOST_NAMED]
    left = len(names) - len(shown)
    if left:
        words = translations(language)
        shown.append(words.ngettext("{count} more", "{count} more", left).format(count=left))
    return format_list(shown, language)
