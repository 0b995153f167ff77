"""The latest changes of the whole record: what people did, or everything, page by page."""

from __future__ import annotations

from html import escape

import streamlit as st

from incidents.history import Change
from incidents.life import changes, touched
from language.catalogue import Language, translations
from language.plain import plain
from language.reviewing import change_words
from ui import source
from ui.cards import event_name, html_table, moment, paragraph, person
from ui.incident_life import loaded_article
from ui.links import link, review_address

LISTED = 40
"""Changes on a page."""
_MOST_IDS = 4


def draw_changes(language: Language) -> None:
    """Draw the changes, newest first."""
    words = translations(language)
    every = st.toggle(words.gettext("Loaded articles too"), key="every_change", on_change=_begin_anew)
    before: int | None = st.session_state.get("changes_before")
    found = changes(source.record(), LISTED + 1, before, by_people=not every)
    if not found:
        st.html(paragraph(words.gettext("Nobody has changed anything yet."), "empty"))
        return
    heads = (words.gettext("When"), words.gettext("Who"), words.gettext("What"), words.gettext("Incidents"))
    st.html(html_table(words.gettext("All changes"), heads, [_row(change, language) for change in found[:LISTED]]))
    with st.container(key="change_pages", horizontal=True, gap="small"):
        if before is not None:
            st.button(words.gettext("The latest ones"), key="latest_changes", on_click=_begin_anew)
        if len(found) > LISTED:
            last = found[LISTED - 1].number
            st.button(words.gettext("Earlier ones"), key="earlier_changes", on_click=_go_on, args=(last,))


def _row(change: Change, language: Language) -> tuple[tuple[str, str], ...]:
    ids = touched(source.record(), change.number)
    links = "<br>".join(_link(id, language) for id in ids[:_MOST_IDS])
    more = f"<br>+{len(ids) - _MOST_IDS}" if len(ids) > _MOST_IDS else ""
    why = f'<br><bdi dir="auto" class="note">{escape(plain(change.why, 300))}</bdi>' if change.why else ""
    return (
        ("", escape(moment(change.at, language))),
        ("", escape(person(change.who, language))),
        ("", f"{escape(change_words(change.kind, language))}{loaded_article(change, language)}{why}"),
        ("", f"{links}{more}"),
    )


def _link(id: str, language: Language) -> str:
    """The way to an incident, by its place and day; by its id where the record tells it no more."""
    told = source.record().incident(id)
    return link(review_address(id, language), event_name(told, language) if told else id)


def _begin_anew() -> None:
    st.session_state.pop("changes_before", None)


def _go_on(number: int) -> None:
    st.session_state.changes_before = number
