"""One reader's session: the view it looks at, kept in step with the address bar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from incidents.types import Filter
from language.catalogue import Language
from ui import source
from ui.source import State, keep_up, known_place, readers, record
from ui.state import View, browser_language, from_query, to_query

FIRST_LISTED = 8
"""Incidents that a list shows before somebody asks for more."""


NEWEST_FIRST = ("date", True)
"""How the table is sorted before somebody sorts it: column, and whether downwards."""


def start_session() -> None:
    """Read the view from the address when the session is new.

    Raises `RecordUnavailable` where there is no record, and `BadDelay` for a setting that is no delay.
    """
    keep_up(record().version())
    readers(Filter())
    if "view" not in st.session_state:
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state.view = from_query(query, browser_language(st.context.locale), known_place)
        st.session_state.turn = 0
        st.session_state.time_turn = 0
        st.session_state.settled = True
        st.session_state.sort = NEWEST_FIRST
        st.session_state.page = 0
        st.session_state.listed = FIRST_LISTED


def view() -> View:
    """Return what the reader looks at."""
    found: View = st.session_state.view
    return found


def state_of_view() -> State:
    """Return the state of the record that the reader looks at. Raises `BadEdition` where there is none."""
    return source.state(view().pin)


def look(**changes: Any) -> None:
    """Change parts of the view; lists begin anew, and the address takes the view up."""
    st.session_state.view = replace(view(), **changes)
    st.session_state.listed = FIRST_LISTED
    st.session_state.page = 0
    st.session_state.settled = True


def narrow(**changes: Any) -> None:
    """Change parts of the view's filter."""
    look(filter=replace(view().filter, **changes))


def choose_place(id: str | None) -> None:
    """List the incidents of one place, or of all when None; the same mark can then be clicked again."""
    st.session_state.turn += 1
    look(at=id, incident=None)


def pick_incident(id: str | None, at: str | None) -> None:
    """Put one incident at the head of the list and choose its place; None for both lets go."""
    st.session_state.turn += 1
    look(at=at, incident=id)


def clear_filters() -> None:
    """Show everything again; the chosen place and the window stay out of it too."""
    choose_place(None)
    look(filter=Filter())


def set_language(language: Language) -> None:
    """Change the interface's language and nothing else."""
    st.session_state.view = replace(view(), language=language)


def write_address() -> None:
    """Write the view into the address bar, when it says something else and the window is not being moved."""
    if not st.session_state.settled:
        return
    wanted = to_query(view())
    if {name: st.query_params.get_all(name) for name in st.query_params} != wanted:
        st.query_params.from_dict(wanted)


def follow(key: str, value: Any) -> None:
    """Let a widget of this key stand on `value`; called before it is drawn.

    The view is what holds; a widget is only told when it differs, so that one being dragged is not pulled back.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
