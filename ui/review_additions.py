"""What a person adds to the record: an incident with its words and source, a name put on the map."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from geo.places import AREA_KINDS, EXACT_RADIUS_M, KINDS
from incidents.desk import Desk, Done
from incidents.placed import Placing
from incidents.types import Candidate
from language.arabic import fold
from language.catalogue import Language, translations
from language.dates import format_number
from language.plain import isolated, plain
from language.terms import term, terms
from load.document import as_document
from ui import source
from ui.cards import LONGEST_NAME, heading, message, paragraph
from ui.clock import FIRST_DAY, today
from ui.incident_life import article_link
from ui.review_acts import LONGEST_REASON, keep
from ui.review_fields import draw_fields, given_fields

_MOST_NAMES = 200


def draw_addition(language: Language) -> None:
    """Draw the form for an incident that no article of the record tells."""
    words = translations(language)
    if not _named(language):
        return
    note = words.gettext(
        "For what reached the newsroom otherwise: a call, a statement on paper, a broadcast. Its words are kept as "
        "they were said, with who said them."
    )
    st.html(paragraph(note, "note"))
    turn = st.session_state.setdefault("hand_turn", 0)  # a kept form begins anew under the next number
    with st.form(f"hand_{turn}", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            st.text_area(words.gettext("Their words"), key=f"hand_text_{turn}", height=160, max_chars=20_000)
            st.text_input(words.gettext("Who says so"), key=f"hand_source_{turn}", max_chars=200)
            st.text_input(words.gettext("Where it can be read, if anywhere"), key=f"hand_url_{turn}", max_chars=2000)
            st.date_input(
                words.gettext("When they said it"),
                today(),
                min_value=FIRST_DAY,
                max_value=today(),
                format="YYYY-MM-DD",
                key=f"hand_day_{turn}",
            )
        with right:
            draw_fields(None, f"hand_field_{turn}", language)
        st.text_input(words.gettext("Reason"), key=f"hand_why_{turn}", max_chars=LONGEST_REASON)
        st.form_submit_button(words.gettext("Keep the incident"), type="primary", on_click=_add, args=(turn, language))


def _add(turn: int, language: Language) -> None:
    state = st.session_state

    def act() -> Done:
        document = as_document(
            state[f"hand_text_{turn}"],
            publisher=state[f"hand_source_{turn}"].strip() or None,
            url=state[f"hand_url_{turn}"].strip() or None,
            published=state[f"hand_day_{turn}"],
        )
        quote = document.text.strip()[:600]
        given = given_fields(None, f"hand_field_{turn}")
        return Desk(source.record(), state.reviewer).add(document, quote, given, state[f"hand_why_{turn}"])

    if not state[f"hand_source_{turn}"].strip():
        state.review_told = translations(language).gettext("Not kept: say who says so. Without a source it is no news.")
    elif keep(language, act):
        state.hand_turn = turn + 1


def draw_places(language: Language) -> None:
    """Draw the names of places that articles tell and the gazetteer lacks, and the form that puts one on the map."""
    words = translations(language)
    names = _unplaced()
    if not names:
        st.html(paragraph(words.gettext("Every place that the articles name as struck is in the gazetteer."), "empty"))
        return
    if not _named(language):
        return
    left, right = st.columns(2, gap="large")
    with left:
        name = st.selectbox(
            words.gettext("Name as the articles tell it"),
            list(names),
            format_func=lambda one: f"{isolated(plain(one, LONGEST_NAME))} · {_times(len(names[one]), language)}",
            key="unplaced_name",
        )
        st.html(heading(words.gettext("The words that name it"), "section-title"))
        for candidate in names[name][:5]:
            st.html(paragraph(plain(candidate.quote, 400), "quote-line") + _article(candidate, language))
    with right:
        _draw_placing(name, language)


def _times(count: int, language: Language) -> str:
    words = translations(language)
    text = words.ngettext("named in {count} passage", "named in {count} passages", count)
    return text.format(count=format_number(count, language))


def _article(candidate: Candidate, language: Language) -> str:
    """Whose article names it, with the way there."""
    document = source.record().document(candidate.document_id)
    link = article_link(document, language) if document else ""
    return f'<p class="note">{link}</p>'


def _unplaced() -> dict[str, list[Candidate]]:
    """Return the candidates by name, those named most often first."""
    gazetteer = source.gazetteer()
    found: dict[str, list[Candidate]] = {}
    for candidate in source.record().candidates():
        if not gazetteer.find(candidate.name):
            found.setdefault(fold(candidate.name), []).append(candidate)
    most = Counter({name: len(told) for name, told in found.items()}).most_common(_MOST_NAMES)
    return {found[name][0].name: found[name] for name, _ in most}


def _draw_placing(name: str, language: Language) -> None:
    words = translations(language)
    kinds = sorted(KINDS - AREA_KINDS)
    regions = source.gazetteer().governorates
    with st.form(f"placing_{name}", border=False):
        st.text_input(words.gettext("Its name in Latin letters"), key=f"placing_name_{name}", max_chars=120)
        st.selectbox(
            words.gettext("What it is"),
            kinds,
            index=None,
            placeholder="–",
            format_func=lambda kind: term("place kind", kind, language),
            key=f"placing_kind_{name}",
        )
        lat, lon, radius = st.columns(3)
        lat.number_input(
            words.gettext("Latitude"), value=None, format="%.5f", placeholder="35.12345", key=f"placing_lat_{name}"
        )
        lon.number_input(
            words.gettext("Longitude"), value=None, format="%.5f", placeholder="40.12345", key=f"placing_lon_{name}"
        )
        radius.number_input(
            words.gettext("Radius in metres"), 1, EXACT_RADIUS_M, 1000, step=100, key=f"placing_radius_{name}"
        )
        country, region = st.columns(2)
        country.selectbox(
            words.gettext("Country"),
            [*terms("country", language)],
            index=None,
            placeholder="–",
            format_func=lambda code: term("country", code, language),
            key=f"placing_country_{name}",
        )
        region.selectbox(
            words.gettext("Governorate"),
            [*regions],
            index=None,
            format_func=lambda code: regions[code][language],
            placeholder="–",
            key=f"placing_region_{name}",
        )
        st.text_input(words.gettext("Who says that it is there"), key=f"placing_source_{name}", max_chars=200)
        st.text_input(words.gettext("Where that can be read"), key=f"placing_url_{name}", max_chars=2000)
        st.form_submit_button(
            words.gettext("Put it on the map"), type="primary", on_click=_place, args=(name, language)
        )


def _place(name: str, language: Language) -> None:
    state = st.session_state
    words = translations(language)
    lat, lon = state[f"placing_lat_{name}"], state[f"placing_lon_{name}"]
    if lat is None or lon is None:
        state.review_told = words.gettext("Give latitude and longitude: without a point it stays a name.")
        return
    placing = Placing(
        name_en=state[f"placing_name_{name}"],
        kind=state[f"placing_kind_{name}"] or "",
        lon=lon,
        lat=lat,
        radius_m=state[f"placing_radius_{name}"],
        country=state[f"placing_country_{name}"] or "",
        admin1_pcode=state[f"placing_region_{name}"] or "",
        source=state[f"placing_source_{name}"],
        url=state[f"placing_url_{name}"],
    )
    keep(language, lambda: Desk(source.record(), state.reviewer).place(name, placing))


def _named(language: Language) -> bool:
    """Whether the person has given a name; says so where not."""
    if st.session_state.get("reviewer"):
        return True
    message(translations(language).gettext("Give your name first: it stands in the history beside what you do."))
    return False
