"""Who reviews: the name that stands in the history, given once and remembered by this browser."""

from __future__ import annotations

from html import escape

import streamlit as st

from language.catalogue import Language, translations
from language.plain import plain
from ui.cards import LONGEST_NAME
from ui.drawn import Part

_PART = Part("reviewer")


def draw_reviewer(language: Language) -> None:
    """Draw the field for the name, or the name and a way to give another; it stands in `st.session_state.reviewer`."""
    words = translations(language)
    who = st.session_state.get("reviewer", "")
    if not who:
        st.text_input(
            words.gettext("Your name, as it stands in the history"),
            key="reviewer_name",
            max_chars=80,
            on_change=_keep_name,
            width=280,
        )
    else:
        # No field: a key that is meant for an incident must not be typed into it.
        with st.container(key="reviewer", horizontal=True, width="content", vertical_alignment="center", gap="small"):
            label = words.gettext("You review as")
            st.html(f'<p class="reviewer">{escape(label)} <b><bdi>{escape(who)}</bdi></b></p>', width="content")
            st.button(words.gettext("Somebody else"), key="other_reviewer", type="tertiary", on_click=_forget_name)
    forget = st.session_state.pop("reviewer_left", False)
    _PART.draw("remembered_reviewer", {"name": who, "forget": forget}, name=_take_name)


def _keep_name() -> None:
    st.session_state.reviewer = _cleaned(st.session_state.reviewer_name)


def _take_name() -> None:
    st.session_state.reviewer = _cleaned(str(st.session_state.remembered_reviewer.get("name") or ""))


def _forget_name() -> None:
    st.session_state.reviewer, st.session_state.reviewer_left = "", True


def _cleaned(name: str) -> str:
    return plain(name, LONGEST_NAME).strip()[:80]
