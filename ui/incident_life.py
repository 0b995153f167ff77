"""The life of an incident: every change with who, when and why, what it gave another value, and undoing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from incidents.desk import Desk
from incidents.errors import RasidError
from incidents.history import Change
from incidents.life import Event, life
from incidents.types import Document, Incident
from language.catalogue import Language, translations
from language.plain import isolated, plain
from language.punctuation import ARROW
from language.terms import terms
from ui import source
from ui.cards import LONGEST_NAME, change_line, field_text, source_line
from ui.links import article_address, link, review_address
from ui.refusals import refusal


def draw_life(id: str, who: str, language: Language) -> None:
    """Draw the changes of an incident, newest first; those of people can be undone by whoever gave a name."""
    for event in reversed(life(source.record(), id)):
        st.html(_told(event, language))
        if event.undoable and who:
            draw_undo(event.number, who, language)


def draw_undo(number: int, who: str, language: Language, *, shortcut: str | None = None) -> None:
    """Draw the button that takes a decision back, the one with a key of its own where it was the last."""
    st.button(
        translations(language).gettext("Undo"),
        key=f"undo_{number}" if shortcut is None else f"take_back_{number}",
        shortcut=shortcut,
        on_click=_undo,
        args=(number, who, language),
    )


def _undo(number: int, who: str, language: Language) -> None:
    words = translations(language)
    try:
        done = Desk(source.record(), who).undo(number)
        st.session_state.reviewing = next(iter(done.incident_ids), None)
        st.session_state.review_told = words.gettext("Undone.")
    except RasidError as error:
        st.session_state.review_told = refusal(error, language)


def _told(event: Event, language: Language) -> str:
    words = translations(language)
    if event.change is None:
        head = words.gettext("In the record before its history began")
    else:
        head = change_line(event.change, language)
    why = event.change.why if event.change is not None else ""
    article = loaded_article(event.change, language) if event.change is not None else ""
    reason = f'<br><span class="note">{escape(plain(why, 400))}</span>' if why else ""
    fields = field_changes(event.before, event.after, event.differing, language)
    moved = ""
    if event.moved_to:
        label = words.gettext("became part of")
        moved = f"<br>{escape(label)} {link(review_address(event.moved_to, language), isolated(event.moved_to))}"
    return f'<div class="life"><p>{escape(head)}{article}{reason}{moved}</p><ul>{fields}</ul></div>'


def loaded_article(change: Change, language: Language) -> str:
    """Return, on a line of its own, whose article a change loaded or read again, with the way to it; else nothing."""
    if change.document_id is None or (document := source.record().document(change.document_id)) is None:
        return ""
    return f"<br>{article_link(document, language)}"


def article_link(document: Document, language: Language) -> str:
    """Return the way to an article: whose it is, of which day, and its title."""
    title = plain(document.title or "", LONGEST_NAME)
    named = f' <bdi dir="auto">{escape(title)}</bdi>' if title else ""
    return link(article_address(document.id, language, None), source_line(document, language), aside=True) + named


def field_changes(before: Incident | None, after: Incident | None, fields: Sequence[str], language: Language) -> str:
    """Return what has another value now, an item of a list each: field, before, after; empty where one is none."""
    if before is None or after is None:
        return ""
    names = terms("incident field", language)
    lines = []
    for name in fields:
        if name in names:
            then, now = field_text(before, name, language), field_text(after, name, language)
            if then != now:
                values = f"<bdi>{escape(then)}</bdi> {ARROW[language]} <bdi>{escape(now)}</bdi>"
                lines.append(f"<li>{escape(names[name])}: {values}</li>")
    return "".join(lines)
