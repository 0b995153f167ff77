"""What a person does with one incident: confirm, correct, reject, split, merge; each is kept whole or refused."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from geo.geometry import distance_m
from incidents.desk import Desk, Done
from incidents.errors import RasidError
from incidents.types import Filter, Incident
from language.catalogue import Language, translations
from language.plain import isolated, plain
from ui import source
from ui.cards import event_name, place_of, publisher_name
from ui.refusals import refusal
from ui.review_fields import draw_fields, given_fields

NEAR = dt.timedelta(days=3)
"""How far from an incident another at its place may be told and still be the same."""
MOST_OTHERS = 40
LONGEST_REASON = 400


def draw_acts(incident: Incident, who: str, language: Language) -> str | None:
    """Draw the ways to decide about an incident; return the one that was chosen and has a form (`draw_form`).

    Each act names the revision that the person looked at.
    """
    words = translations(language)
    key = _key(incident)
    with st.container(key="review_acts", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            words.gettext("Confirm"),
            key=f"confirm_{key}",
            type="primary",
            shortcut="y",
            disabled=incident.review == "confirmed",
            on_click=_confirm,
            args=(incident, who, language),
        )
        acts = {"correct": words.gettext("Correct"), "reject": words.gettext("Reject")}
        if len(incident.reports) > 1:
            acts["split"] = words.gettext("Split")
        if _others(incident):
            acts["merge"] = words.gettext("Merge")
        return st.segmented_control(
            words.gettext("What to do"),
            list(acts),
            format_func=acts.__getitem__,
            key=f"act_{key}",
            label_visibility="collapsed",
        )


def draw_form(act: str, incident: Incident, who: str, language: Language) -> None:
    """Draw the form of an act."""
    key = _key(incident)
    match act:
        case "correct":
            _draw_correction(incident, who, key, language)
        case "reject":
            _draw_rejection(incident, who, key, language)
        case "split":
            _draw_split(incident, who, key, language)
        case "merge":
            _draw_merge(incident, _others(incident), who, key, language)


def _key(incident: Incident) -> str:
    """Begin the names of widgets, so that none holds what was given for another incident, or before it changed."""
    return f"{incident.id}_{incident.revision}"


def keep(language: Language, act: Callable[[], Done]) -> bool:
    """Do something and tell how it went; return whether it was kept. Nothing is half done."""
    words = translations(language)
    try:
        done = act()
    except RasidError as error:
        st.session_state.review_told = refusal(error, language)
        return False
    st.session_state.review_told = words.gettext("Kept as change {number} of the history.").format(number=done.change)
    st.session_state.review_done = done.change
    return True


def _confirm(incident: Incident, who: str, language: Language) -> None:
    if keep(language, lambda: Desk(source.record(), who).confirm(incident.id, incident.revision)):
        look_at(None)  # the next one that waits


def look_at(id: str | None) -> None:
    """Put an incident before the reviewer, or, for None, the first that waits."""
    st.session_state.reviewing = id
    st.query_params.pop("incident", None)


def _draw_correction(incident: Incident, who: str, key: str, language: Language) -> None:
    words = translations(language)
    with st.form(f"correct_{key}", border=False):
        draw_fields(incident, f"field_{key}", language)
        st.text_input(words.gettext("Reason"), key=f"correct_why_{key}", max_chars=LONGEST_REASON)
        st.form_submit_button(
            words.gettext("Keep the correction"), type="primary", on_click=_correct, args=(incident, who, key, language)
        )


def _correct(incident: Incident, who: str, key: str, language: Language) -> None:
    look_at(incident.id)
    given, why = given_fields(incident, f"field_{key}"), st.session_state[f"correct_why_{key}"]
    keep(language, lambda: Desk(source.record(), who).correct(incident.id, incident.revision, given, why))


def _draw_rejection(incident: Incident, who: str, key: str, language: Language) -> None:
    words = translations(language)
    note = words.gettext("A rejected incident stays in the record with its reason, marked, and counts no more.")
    st.caption(note)
    with st.form(f"reject_{key}", border=False):
        st.text_input(words.gettext("Reason"), key=f"reject_why_{key}", max_chars=LONGEST_REASON)
        st.form_submit_button(
            words.gettext("Reject it"), type="primary", on_click=_reject, args=(incident, who, key, language)
        )


def _reject(incident: Incident, who: str, key: str, language: Language) -> None:
    look_at(incident.id)
    why = st.session_state[f"reject_why_{key}"]
    keep(language, lambda: Desk(source.record(), who).reject(incident.id, incident.revision, why))


def _draw_split(incident: Incident, who: str, key: str, language: Language) -> None:
    words = translations(language)
    st.caption(words.gettext("The chosen reports tell another event: they leave for an incident of their own."))
    state = source.state()
    told = {
        report.id: f"{isolated(outlet)}: {isolated(plain(report.quote, 90))}"
        for report in incident.reports
        for outlet in [publisher_name(source.document(state, report.document_id), language)]
    }
    with st.form(f"split_{key}", border=False):
        st.multiselect(
            words.gettext("Reports that leave"),
            list(told),
            format_func=told.__getitem__,
            placeholder="–",
            key=f"leave_{key}",
        )
        st.text_input(words.gettext("Reason"), key=f"split_why_{key}", max_chars=LONGEST_REASON)
        st.form_submit_button(
            words.gettext("Split"), type="primary", on_click=_split, args=(incident, who, key, language)
        )


def _split(incident: Incident, who: str, key: str, language: Language) -> None:
    look_at(incident.id)
    leaving, why = st.session_state[f"leave_{key}"], st.session_state[f"split_why_{key}"]
    keep(language, lambda: Desk(source.record(), who).split(incident.id, incident.revision, leaving, why))


def _others(incident: Incident) -> tuple[Incident, ...]:
    """Return what it may be one with: other incidents near in time, those of the same place first."""
    if incident.review == "rejected":
        return ()
    around = Filter(
        date_from=incident.date_start - NEAR if incident.date_start else None,
        date_to=incident.date_end + NEAR if incident.date_end else None,
    )
    found: list[Incident] = []
    # Also what readers do not see yet.
    if incident.place_id is not None:
        here = replace(around, places=frozenset({incident.place_id}))
        found += source.record().incidents(here, limit=MOST_OTHERS)
    if incident.date_start is not None:
        elsewhere = source.record().incidents(replace(around, undated=False), limit=MOST_OTHERS)
        found += sorted(elsewhere, key=lambda one: _apart(incident, one))
    return tuple({one.id: one for one in found if one.id != incident.id}.values())


def _apart(one: Incident, other: Incident) -> float:
    """Return how far apart two incidents are, in metres; those without a place last."""
    here, there = place_of(one), place_of(other)
    return distance_m(here.lon, here.lat, there.lon, there.lat) if here and there else math.inf


def _draw_merge(incident: Incident, others: tuple[Incident, ...], who: str, key: str, language: Language) -> None:
    words = translations(language)
    st.caption(words.gettext("Both tell one event: their reports stand together from then on, under this incident."))
    told = {one.id: f"{event_name(one, language)} · {isolated(plain(one.reports[0].quote, 90))}" for one in others}
    with st.form(f"merge_{key}", border=False):
        # None at first: what is merged is chosen, not met with.
        st.selectbox(
            words.gettext("The same event as"),
            list(told),
            index=None,
            placeholder="–",
            format_func=told.__getitem__,
            key=f"same_{key}",
        )
        st.text_input(words.gettext("Reason"), key=f"merge_why_{key}", max_chars=LONGEST_REASON)
        st.form_submit_button(
            words.gettext("Merge"), type="primary", on_click=_merge, args=(incident, others, who, key, language)
        )


def _merge(incident: Incident, others: tuple[Incident, ...], who: str, key: str, language: Language) -> None:
    look_at(incident.id)
    other = next((one for one in others if one.id == st.session_state[f"same_{key}"]), None)
    if other is None:
        st.session_state.review_told = translations(language).gettext("Not kept: choose the incident it is one with.")
        return
    why = st.session_state[f"merge_why_{key}"]
    desk = Desk(source.record(), who)
    keep(language, lambda: desk.merge(incident.id, incident.revision, other.id, other.revision, why))
