"""The incidents of the chosen place, or all that are shown, each with the words it came from."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from geo.places import Place
from incidents.types import Filter
from language.catalogue import Language, translations
from ui import source
from ui.cards import incident_count, paragraph
from ui.incident_card import incident_card
from ui.links import link, place_address
from ui.session import FIRST_LISTED, choose_place, view
from ui.source import State


def draw_listing(state: State) -> None:
    """Draw the head of the list and its incidents, newest first, a few at a time."""
    language, at = view().language, view().at
    words = translations(language)
    wanted = view().filter
    if at is not None:
        wanted = replace(wanted, places=(wanted.places & {at}) if wanted.places else frozenset({at}))
        # A filter without places shows every place; one that excludes the chosen place shows none of its incidents.
        hidden = bool(view().filter.places) and at not in view().filter.places
    else:
        hidden = False
    total = 0 if hidden else source.counts(state, wanted).shown
    place = source.places()[at] if at is not None else None
    st.html(_head(place, total, state, language))
    if place is not None:
        st.button(
            words.gettext("Show all places"), key="all_places", type="tertiary", on_click=choose_place, args=(None,)
        )
    if not total:
        st.html(paragraph(_nothing(place, state, language), "empty"))
        return
    draw_cards(wanted, total, state, language, link_place=place is None)


def draw_cards(wanted: Filter, total: int, state: State, language: Language, *, link_place: bool) -> None:
    """Draw the first of the `total` incidents that `wanted` chooses, newest first, and a button for more of them."""
    found = source.listed(state, wanted, min(st.session_state.listed, source.LONGEST_LIST))
    cards = "".join(incident_card(one, state, language, link_place=link_place) for one in found)
    st.html(f'<div class="incidents">{cards}</div>')
    if total > len(found):
        left = min(total - len(found), FIRST_LISTED * 3)
        label = translations(language).ngettext("Show {count} more", "Show {count} more", left).format(count=left)
        st.button(label, key="more", on_click=_show_more, width="stretch")


def _show_more() -> None:
    st.session_state.listed += FIRST_LISTED * 3


def _head(place: Place | None, total: int, state: State, language: Language) -> str:
    words = translations(language)
    counted = incident_count(total, language)
    if place is None:
        title = words.gettext("All places")
        return f'<div class="place-head"><h2>{escape(title)}</h2><p>{escape(counted)}</p></div>'
    other = place.name("en" if language == "ar" else "ar")
    line = " · ".join(part for part in (place.governorate(language), counted) if part)
    page = link(place_address(place.id, language, state.pin), words.gettext("All that is known of this place"))
    return (
        f'<div class="place-head"><h2>{escape(place.name(language))}</h2>'
        f"<p><bdi>{escape(other)}</bdi> · {escape(line)}</p>"
        f"<p>{page}</p></div>"
    )


def _nothing(place: Place | None, state: State, language: Language) -> str:
    words = translations(language)
    if not source.counts(state, view().filter).total:
        if state.pin:
            return words.gettext("The record told of no incident then.")
        return words.gettext("The record is empty. Add an article to see its incidents here.")
    if place is not None:
        return words.gettext("No incident of this place is in the window and the filters.")
    return words.gettext("No incident is in the window and the filters. Clear them to see all.")
