"""The filters above the map, each choice with the incidents it would show, and the line that counts them."""

from __future__ import annotations

from html import escape

import streamlit as st

from export.selection import choice_name, facet_names
from incidents.query import Counts
from incidents.types import Filter
from language.catalogue import Language, translations
from language.dates import format_number
from language.punctuation import COMMA, SEMICOLON
from ui import source
from ui.cards import incident_count, paragraph
from ui.session import clear_filters, follow, narrow, view
from ui.source import State
from ui.state import SETS

MOST_CHOICES = 40
"""Choices that one filter lists; the search finds the others."""


def draw_filters(state: State) -> None:
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
            width=280,
        )
        with st.container(key="facets", horizontal=True, width="content", gap="small"):
            for facet, label in facet_names(view().language).items():
                _facet(state, facet, label)
            st.html(_chosen_style())
        follow("undated", view().filter.undated)
        undated = format_number(source.counts(state, view().filter).undated, view().language)
        label = words.gettext("Undated too")
        st.toggle(f"{label} ({undated})", key="undated", on_change=_undated)
        st.button(
            words.gettext("Clear all"),
            key="clear",
            type="tertiary",
            on_click=clear_filters,
            disabled=view().filter == Filter() and view().at is None,
        )


def counts_line(counts: Counts, undated_shown: bool, language: Language) -> str:
    """Return "31 incidents, 4 undated, 1 without a place; 12 hidden by filters" as HTML."""
    words = translations(language)

    def number(text: str, count: int) -> str:
        return text.format(count=format_number(count, language))

    parts = [f"<b>{escape(incident_count(counts.shown, language))}</b>"]
    if undated_shown:
        parts.append(
            escape(number(words.ngettext("{count} undated", "{count} undated", counts.undated), counts.undated))
        )
    lost = words.ngettext("{count} without a place", "{count} without a place", counts.unlocated)
    parts.append(escape(number(lost, counts.unlocated)))
    line = COMMA[language].join(parts)
    if counts.hidden:
        hidden = words.ngettext("{count} hidden by filters", "{count} hidden by filters", counts.hidden)
        line += SEMICOLON[language] + escape(number(hidden, counts.hidden))
    if not undated_shown and counts.undated:
        among = words.ngettext("{count} of them undated", "{count} of them undated", counts.undated)
        line += f" ({escape(number(among, counts.undated))})"
    return f'<p class="counts" role="status" aria-live="polite">{line}</p>'


def _chosen_style() -> str:
    """How many choices each filter has, after its name. In the label itself it would close the list at each choice."""
    rules = "".join(
        f'.st-key-facet_{facet} button p::after {{ content: " · {len(getattr(view().filter, facet))}"; }}'
        for facet in SETS.values()
        if getattr(view().filter, facet)
    )
    return f"<style>{rules}</style>"


def _facet(state: State, facet: str, label: str) -> None:
    """One filter. Its choices are counted, drawn and sent only while it stands open."""
    chosen: frozenset[str] = getattr(view().filter, facet)
    with st.popover(label, key=f"facet_{facet}", on_change="rerun") as box:
        if box.open:
            _choices(state, facet, chosen)


def _choices(state: State, facet: str, chosen: frozenset[str]) -> None:
    """The choices with their counts, chosen ones kept among them even when they would show nothing."""
    language = view().language
    words = translations(language)
    counted = dict(source.facets(state, view().filter)[facet])
    values = [*list(counted)[:MOST_CHOICES], *sorted(chosen - set(list(counted)[:MOST_CHOICES]))]
    if not values:
        st.html(paragraph(words.gettext("Nothing to choose from"), "note"))
    for value in values:
        key = f"{facet}:{value}"
        follow(key, value in chosen)
        number = format_number(counted.get(value, 0), language)
        choice = as_markdown_text(choice_name(facet, value, source.places(), language))
        st.checkbox(f"{choice} ({number})", key=key, on_change=_choose, args=(facet, value))
    if len(counted) > MOST_CHOICES:
        left = words.gettext("These are the most frequent ones; the search finds the others.")
        st.html(paragraph(left, "note"))


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
