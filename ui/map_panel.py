"""The map, its legend and its background."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit_folium import st_folium

from geo.layers import Caption, TileLayer, base_map, mark_radius, place_marks
from geo.marks import PlaceMark
from language.catalogue import Language, translations
from language.terms import term
from ui import source
from ui.cards import STATUSES, paragraph
from ui.session import choose_place, view

TILES = TileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", "© OpenStreetMap contributors")
"""Drawn only when a reader switches it on, after a warning; never part of a link."""


def draw_map(version: str) -> None:
    """Draw the map of the view and choose the place that is clicked."""
    language = view().language
    words = translations(language)
    marks = source.marks(version, view().filter)
    group = place_marks(
        marks,
        {mark.place_id: _caption(mark, language) for mark in marks},
        most=source.most_at_one_place(version),
        language=language,
        chosen=view().at,
        turn=st.session_state.turn,
        credit=words.gettext("Basemap: Natural Earth"),
        home=words.gettext("Show all marks"),
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
        st.html(_legend(version, language))
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


def _caption(mark: PlaceMark, language: Language) -> Caption:
    words = translations(language)
    lines = [words.ngettext("{count} incident", "{count} incidents", mark.count).format(count=mark.count)]
    told = [
        f"{term('status', status, language)} {mark.by_status[status]}"
        for status in STATUSES
        if mark.by_status.get(status)
    ]
    lines.append(" · ".join(told))
    if mark.undated:
        lines.append(words.ngettext("{count} undated", "{count} undated", mark.undated).format(count=mark.undated))
    if not mark.exact:
        lines.append(words.gettext("approximate position"))
    return Caption(mark.name_ar if language == "ar" else mark.name_en, tuple(lines))


def _legend(version: str, language: Language) -> str:
    """What colour, size, hollow and dashed mean."""
    words = translations(language)
    most = source.most_at_one_place(version)
    statuses = "".join(
        f'<span class="status-{status}"><span class="dot"></span>{escape(term("status", status, language))}</span>'
        for status in STATUSES
    )
    sizes = "".join(
        _circle(mark_radius(count, most), "") + f"<span>{count}</span>"
        for count in sorted({1, max(1, most // 2), most})
    )
    hollow = _circle(6, "hollow")
    dashed = _circle(7, "dashed")
    meanings = (
        (sizes, words.gettext("incidents at a place")),
        (hollow, words.gettext("all undated")),
        (dashed, words.gettext("approximate position")),
    )
    explained = "".join(f"<span>{sign}{escape(meaning)}</span>" for sign, meaning in meanings)
    return f'<p class="legend">{statuses}{explained}</p>'


def _circle(radius: float, kind: str) -> str:
    size = f"{2 * radius:.0f}px"
    return f'<span class="ring {kind}" style="width:{size};height:{size}" aria-hidden="true"></span>'
