"""The map page: filters, map and time on one side, the incidents and their words on the other, lists below."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from language.catalogue import translations
from ui import source
from ui.cards import heading, paragraph
from ui.downloads import draw_downloads
from ui.filters import counts_line, draw_filters
from ui.incident_card import incident_card
from ui.incident_list import draw_listing
from ui.links import map_address
from ui.map_panel import draw_background_choice, draw_map
from ui.notes import boundary_note
from ui.pinning import draw_earlier_states, draw_state
from ui.session import follow, look, view, write_address
from ui.sharing import draw_sharing
from ui.source import State
from ui.state import PANELS
from ui.table import draw_table, draw_unplaced
from ui.tallies_panel import draw_tallies
from ui.time_panel import draw_time


def draw() -> None:
    """Draw the page. It is one fragment: a change on it does not draw the masthead again."""
    _explore()


@st.fragment
def _explore() -> None:
    write_address()
    state = draw_state(map_address(replace(view(), pin=None)))
    if state is None:
        return
    words = translations(view().language)
    if source.holds_samples(state):
        line = words.gettext(
            "Sample data, in our own wording after published reports. Add your own articles to work with the map."
        )
        st.html(paragraph(line, "note samples"))
    draw_filters(state)
    counts = source.counts(state, view().filter)
    with st.container(key="sayings", horizontal=True, horizontal_alignment="distribute"):
        st.html(counts_line(counts, view().filter.undated, view().language), width="content")
        with st.container(key="ways_out", horizontal=True, width="content", gap="medium"):
            draw_sharing(state)
            draw_downloads()
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        draw_map(state)
        draw_time(state)
    with right, st.container(key="listing"), st.container(key="listing_scroll", height=900, border=False):
        _draw_picked(state)
        draw_listing(state)
    _draw_lists(state)
    with st.container(key="foot", horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        st.html(paragraph(boundary_note(view().language), "note"))
        with st.container(key="foot_choices", horizontal=True, width="content", gap="small"):
            draw_earlier_states()
            draw_background_choice()


def _draw_picked(state: State) -> None:
    """The incident that was picked from the table or came with the link, above the list of its place."""
    id = view().incident
    found = source.incident(state, id) if id else None
    if found is None:
        return
    words = translations(view().language)
    with st.container(key="picked"):
        st.html(heading(words.gettext("Picked incident"), "label-line"))
        st.html(incident_card(found, state, view().language))
        st.button(words.gettext("Let go"), key="let_go", type="tertiary", on_click=look, kwargs={"incident": None})


def _draw_lists(state: State) -> None:
    """The same incidents as a table, those the map cannot show, and published counts: one at a time."""
    words = translations(view().language)
    names = {
        "table": words.gettext("Table"),
        "unplaced": words.gettext("Undated and without a place"),
        "tallies": words.gettext("Published counts"),
    }
    follow("panel", view().panel)
    st.segmented_control(
        words.gettext("Below the map"),
        PANELS,
        key="panel",
        format_func=lambda panel: names[panel],
        label_visibility="collapsed",
        on_change=_choose_panel,
    )
    match view().panel:
        case "table":
            draw_table(state)
        case "unplaced":
            draw_unplaced(state)
        case "tallies":
            draw_tallies(state)


def _choose_panel() -> None:
    """Take the choice; clicking the one that is open keeps it open."""
    look(panel=st.session_state.panel or view().panel)
