"""Review: the incidents that most need a person's eye, one beside its evidence, and what can be done about it."""

from __future__ import annotations

from html import escape

import streamlit as st

from incidents import claims
from incidents.errors import RasidError
from incidents.queue import Waiting, queue, waiting_count
from incidents.types import Incident
from language.catalogue import Language, translations
from language.dates import format_number
from language.reviewing import reason_words, review_word
from ui import source
from ui.cards import event_name, heading, message, page_head, paragraph, person
from ui.filters import as_markdown_text
from ui.incident_card import incident_card
from ui.incident_life import draw_life, draw_undo
from ui.pinning import draw_present_only
from ui.refusals import refusal
from ui.review_acts import draw_acts, draw_form, look_at
from ui.review_additions import draw_addition, draw_places
from ui.review_changes import draw_changes
from ui.reviewer import draw_reviewer
from ui.session import view
from ui.source import State

WAITING = 60
"""Incidents of the queue that are looked at."""
LISTED = 12
"""Of these, how many stand in the list at a time."""


def draw() -> None:
    """Draw the page."""
    if draw_present_only():
        _review()


@st.fragment
def _review() -> None:
    language = view().language
    words = translations(language)
    intro = words.gettext(
        "What the rules read is checked here by people. Every act is kept with name, time and reason, and can be "
        "undone."
    )
    st.html(page_head(words.gettext("Review"), intro))
    parts = {
        "queue": words.gettext("To look at"),
        "add": words.gettext("Add an incident by hand"),
        "places": words.gettext("Names to put on the map"),
        "changes": words.gettext("All changes"),
    }
    with st.container(key="review_head", horizontal=True, vertical_alignment="bottom", gap="medium"):
        draw_reviewer(language)
        part = st.segmented_control(
            words.gettext("What to do"),
            list(parts),
            format_func=parts.__getitem__,
            default="queue",
            key="review_part",
            label_visibility="collapsed",
        )
    _draw_told(language)
    state = source.state()
    if part == "add":
        draw_addition(language)
    elif part == "places":
        draw_places(language)
    elif part == "changes":
        draw_changes(language)
    else:
        _draw_queue(state, language)


def _draw_told(language: Language) -> None:
    """What became of the last act, and the way to take it back."""
    told, change = st.session_state.pop("review_told", None), st.session_state.pop("review_done", None)
    if not told:
        return
    with st.container(key="review_told", horizontal=True, vertical_alignment="center", gap="small"):
        message(told)
        if change is not None:
            draw_undo(change, st.session_state.get("reviewer", ""), language, shortcut="u")


def _draw_queue(state: State, language: Language) -> None:
    waiting = queue(source.record(), WAITING)
    asked = st.query_params.get("incident") or st.session_state.get("reviewing")
    chosen = source.record().incident(asked) if asked else None
    if chosen is None and waiting:
        chosen = waiting[0].incident
    left, right = st.columns([1, 2.1], gap="large")
    with left:
        _draw_list(waiting, chosen, language)
    with right:
        if chosen is None:
            st.html(paragraph(translations(language).gettext("Nothing waits for a person's eye."), "empty"))
        else:
            _draw_incident(chosen, state, language)


def _draw_list(waiting: tuple[Waiting, ...], chosen: Incident | None, language: Language) -> None:
    """The queue, most urgent first, each with the reasons why it waits and who is on it."""
    words = translations(language)
    total, standing = len(waiting), waiting_count(source.record())
    counted = words.ngettext("{count} incident waits", "{count} incidents wait", standing)
    ranked = words.gettext("What is most doubtful and weighs most comes first.")
    title = heading(counted.format(count=format_number(standing, language)), "section-title")
    st.html(title + paragraph(ranked, "note"))
    taken = claims.standing(source.record())
    ids = [one.incident.id for one in waiting]
    at = ids.index(chosen.id) if chosen is not None and chosen.id in ids else -1
    if total:
        following = ids[(at + 1) % total]
        st.button(words.gettext("Next"), key="review_next", shortcut="n", on_click=look_at, args=(following,))
    first = max(0, min(at - LISTED // 2, total - LISTED))
    with st.container(key="review_list", gap="small"):
        for one in waiting[first : first + LISTED]:
            incident = one.incident
            reasons = " · ".join(reason_words(reason.code, language) for reason in one.reasons)
            name = event_name(incident, language)
            current = chosen is not None and incident.id == chosen.id
            st.button(
                as_markdown_text(name),
                key=f"wait_{incident.id}",
                type="primary" if current else "tertiary",
                on_click=look_at,
                args=(incident.id,),
            )
            st.html(paragraph(reasons, "note"))
            claim = taken.get(incident.id)
            if claim is not None and claim.who != st.session_state.get("reviewer"):
                on_it = words.gettext("{who} is on this one").format(who=person(claim.who, language))
                st.html(paragraph(on_it, "note on-it"))


def _draw_incident(incident: Incident, state: State, language: Language) -> None:
    """The incident as readers see it, who is on it, what can be done, and its life."""
    words = translations(language)
    who = st.session_state.get("reviewer", "")
    other = _claimed_by_other(incident.id, who, language)
    if other:
        message(other)
    label = review_word(incident.review, language)
    st.html(f'<p class="label-line">{escape(label)} · <bdi>{escape(incident.id)}</bdi></p>')
    chosen = None
    if who:
        chosen = draw_acts(incident, who, language)
    else:
        message(words.gettext("Give your name above to confirm, correct, reject, split or merge it."))
    # What is filled in stands beside the words that it is about; on a phone above them, where it was asked for.
    with st.container(key="review_case"):
        evidence, form = st.columns([1.1, 1], gap="large") if chosen else (st.container(), None)
    with evidence:
        card = incident_card(incident, state, language, link_history=False)
        st.html(f'<div class="incidents">{card}</div>')
    if chosen and form:
        with form:
            draw_form(chosen, incident, who, language)
    st.html(heading(words.gettext("Its history"), "section-title"))
    draw_life(incident.id, who, language)


def _claimed_by_other(id: str, who: str, language: Language) -> str:
    """Say that the reader is on this incident, and no more on the one before; return a line where somebody else is."""
    words = translations(language)
    left = st.session_state.get("on_it")
    if left is not None and left != (id, who):
        claims.release(source.record(), *left)
    st.session_state.on_it = (id, who) if who else None
    if not who:
        claim = claims.standing(source.record()).get(id)
    else:
        try:
            claims.claim(source.record(), id, who)
            return ""
        except claims.Claimed as taken:
            claim = taken.claim
        except RasidError as error:
            return refusal(error, language)
    if claim is None:
        return ""
    line = words.gettext("{who} is on this one, until {time} at the latest.")
    return line.format(who=person(claim.who, language), time=f"{claim.until.astimezone():%H:%M}")
