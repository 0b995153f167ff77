"""The map, its legend and its background."""

from __future__ import annotations

from functools import cache
from html import escape

import streamlit as st
from streamlit_folium import st_folium

from geo.layers import Sayings, TileLayer, base_map, mark_radius, place_marks
from language.catalogue import Language, plural_forms, translations
from ui import source
from ui.cards import paragraph
from ui.colouring import kind_names, kinds, parts
from ui.session import choose_place, follow, look, view
from ui.source import State
from ui.state import COLOURINGS, Colouring

TILES = TileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", "© OpenStreetMap contributors")
"""Drawn only when a reader switches it on, after a warning; never part of a link."""


def draw_map(state: State) -> None:
    """Draw the map of the view and choose the place that is clicked."""
    language, colouring = view().language, view().colouring
    marks = source.marks(state, view().filter)
    group = place_marks(
        marks,
        parts(state, view().filter, colouring),
        paints=[kind.paint for kind in kinds(colouring)],
        sayings=_sayings(colouring, language),
        most=source.most_at_one_place(state),
        chosen=view().at,
        turn=st.session_state.turn,
        tiles=TILES if st.session_state.get("tiles") else None,
    )
    with st.container(key="map"):
        clicked = st_folium(
            base_map(),
            key="map_frame",
            height=560,
            use_container_width=True,
            feature_group_to_add=group,
            returned_objects=["last_active_drawing"],
        )
        with st.container(key="legend", horizontal=True, vertical_alignment="center", gap="small"):
            _draw_colouring(language)
            st.html(_legend(state, colouring, language), width="content")
    _follow_click(clicked)


def draw_background_choice() -> None:
    """Draw the switch for tiles of an outside host, with what it means."""
    words = translations(view().language)
    with st.popover(words.gettext("Background"), key="background"):
        st.toggle(words.gettext("Street map from OpenStreetMap"), key="tiles")
        warning = words.gettext(
            "Off, the map asks no outside host for anything. On, OpenStreetMap's servers learn your address "
            "and which area you look at."
        )
        st.html(paragraph(warning, "note"))


def _draw_colouring(language: Language) -> None:
    words = translations(language)
    names = {
        "status": words.gettext("Status"),
        "attacker": words.gettext("Attacker"),
        "weapon": words.gettext("Weapon"),
    }
    follow("colouring", view().colouring)
    st.segmented_control(
        words.gettext("Colours"),
        COLOURINGS,
        key="colouring",
        format_func=lambda one: names[one],
        label_visibility="collapsed",
        on_change=_choose_colouring,
        width="content",
    )


def _choose_colouring() -> None:
    """Take the choice; clicking the one that is on keeps it on."""
    look(colouring=st.session_state.colouring or view().colouring)


def _follow_click(clicked: dict[str, object] | None) -> None:
    """Choose the place of a click, or let it go when it was chosen; a click is heard once."""
    feature = (clicked or {}).get("last_active_drawing")
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or properties.get("turn") != st.session_state.turn:
        return
    place = str(properties.get("id"))
    if source.known_place(place):
        choose_place(None if place == view().at else place)
        st.rerun(scope="fragment")


@cache
def _sayings(colouring: Colouring, language: Language) -> Sayings:
    words = translations(language)
    return Sayings(
        language=language,
        kinds=kind_names(colouring, language),
        counted=plural_forms(lambda count: words.ngettext("{count} incident", "{count} incidents", count)),
        undated=plural_forms(lambda count: words.ngettext("{count} undated", "{count} undated", count)),
        approximate=words.gettext("approximate position"),
        title=words.gettext("Map of the incidents"),
        home=words.gettext("Show all marks"),
        credit=words.gettext("Basemap: Natural Earth"),
    )


def _legend(state: State, colouring: Colouring, language: Language) -> str:
    """What colour, size, hollow and shaded mean."""
    words = translations(language)
    most = source.most_at_one_place(state)
    colours = "".join(
        f'<span class="{kind.paint}"><span class="dot" aria-hidden="true"></span>{escape(name)}</span>'
        for kind, name in zip(kinds(colouring), kind_names(colouring, language), strict=True)
    )
    sizes = "".join(
        _circle(mark_radius(count, most), "") + f"<span>{count}</span>"
        for count in sorted({1, max(1, most // 2), most})
    )
    meanings = (
        (sizes, words.gettext("incidents at a place")),
        (_circle(6, "hollow"), words.gettext("all undated")),
        (_circle(9, "shaded"), words.gettext("somewhere in the shaded area")),
    )
    explained = "".join(f"<span>{sign}{escape(meaning)}</span>" for sign, meaning in meanings)
    several = ""
    if colouring != "status":
        note = words.gettext("An incident with two of them is in both.")
        several = f"<span>{escape(note)}</span>"
    return f'<p class="legend">{colours}{several}{explained}</p>'


def _circle(radius: float, kind: str) -> str:
    size = f"{2 * radius:.0f}px"
    return f'<span class="ring {kind}" style="width:{size};height:{size}" aria-hidden="true"></span>'
