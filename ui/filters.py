"""The filters above the map, each choice with the incidents it would show, and the line that counts them."""

from __future__ import annotations

from html import escape

import streamlit as st

from incidents.query import Counts
from language.catalogue import Language, translations
from language.dates import format_number
from language.terms import term
from ui import source
from ui.cards import actor_name, caption, paragraph
from ui.session import clear_filters, follow, narrow, view

MOST_CHOICES = 40
"""Choices that one filter lists; the search finds the others."""


def draw_filters(version: str) -> None:
    """Draw the row of filters; each change narrows the view."""
    words = translations(view().language)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        follow("search", view().filter.text)
        st.text_input(
            words.gettext("Search"),
            key="search",
            placeholder=words.gettext("Search places, words, publishers"),
            label_visibility="collapsed",
            max_chars=200,
            on_change=_search,
            width=250,
        )
        with st.container(key="facets", horizontal=True, width="content", gap="small"):
            _facet(version, "places", words.gettext("Place"))
            _facet(version, "attackers", words.gettext("Attacker"))
            _facet(version, "targets", words.gettext("Target"))
            _facet(version, "weapons", words.gettext("Weapon"))
            _facet(version, "outcomes", words.gettext("Outcome"))
            _facet(version, "statuses", words.gettext("Status"))
        follow("undated", view().filter.undated)
        st.toggle(words.gettext("Undated too"), key="undated", on_change=_undated)
        st.button(words.gettext("Clear all"), key="clear", type="tertiary", on_click=clear_filters)


def counts_line(counts: Counts, undated_shown: bool, language: Language) -> str:
    """Return "31 incidents, 4 undated, 1 without a place; 12 hidden by filters" as HTML."""
    words = translations(language)

    def number(text: str, count: int) -> str:
        return text.format(count=format_number(count, language))

    shown = words.ngettext("{count} incident", "{count} incidents", counts.shown)
    parts = [f"<b>{escape(number(shown, counts.shown))}</b>"]
    if undated_shown:
        parts.append(
            escape(number(words.ngettext("{count} undated", "{count} undated", counts.undated), counts.undated))
        )
    lost = words.ngettext("{count} without a place", "{count} without a place", counts.unlocated)
    parts.append(escape(number(lost, counts.unlocated)))
    line = ("، " if language == "ar" else ", ").join(parts)
    if counts.hidden:
        hidden = words.ngettext("{count} hidden by filters", "{count} hidden by filters", counts.hidden)
        line += ("؛ " if language == "ar" else "; ") + escape(number(hidden, counts.hidden))
    if not undated_shown and counts.undated:
        among = words.ngettext("{count} of them undated", "{count} of them undated", counts.undated)
        line += f" ({escape(number(among, counts.undated))})"
    return f'<p class="counts" role="status" aria-live="polite">{line}</p>'


def _facet(version: str, facet: str, label: str) -> None:
    """One filter: a list of choices with their counts, chosen ones kept in it even when they would show nothing."""
    language = view().language
    words = translations(language)
    chosen: frozenset[str] = getattr(view().filter, facet)
    counted = dict(source.facets(version, view().filter)[facet])
    values = [*list(counted)[:MOST_CHOICES], *sorted(chosen - set(list(counted)[:MOST_CHOICES]))]
    with st.popover(f"{label} · {len(chosen)}" if chosen else label, key=f"facet_{facet}"):
        if not values:
            st.html(paragraph(words.gettext("Nothing to choose from"), "note"))
        for value in values:
            key = f"{facet}:{value}"
            follow(key, value in chosen)
            number = format_number(counted.get(value, 0), language)
            st.checkbox(f"{_label(facet, value, language)} ({number})", key=key, on_change=_choose, args=(facet, value))
        if len(counted) > MOST_CHOICES:
            left = words.gettext("These are the most frequent ones; the search finds the others.")
            st.html(paragraph(left, "note"))


def _label(facet: str, value: str, language: Language) -> str:
    """A choice's name, safe as a widget's label, which is read as Markdown."""
    match facet:
        case "weapons":
            name = term("weapon", value, language)
        case "outcomes":
            name = term("outcome", value, language)
        case "statuses":
            name = term("status", value, language)
        case "places":
            place = source.gazetteer().get(value)
            name = caption(place, language) if place else value
        case _:
            name = actor_name(value, language)
    return as_markdown_text(name)


def as_markdown_text(text: str) -> str:
    """Return text with every character escaped that Markdown or Streamlit's own directives would read."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|:$~" else letter for letter in text)


def _choose(facet: str, value: str) -> None:
    chosen: frozenset[str] = getattr(view().filter, facet)
    narrow(**{facet: chosen | {value} if st.session_state[f"{facet}:{value}"] else chosen - {value}})


def _search() -> None:
    narrow(text=st.session_state.search.strip())


def _undated() -> None:
    narrow(undated=st.session_state.undated)
