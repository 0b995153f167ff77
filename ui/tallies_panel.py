"""Counts that somebody published, and beside each the record's own for the same scope and window. Never points."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from incidents.tally_counts import COUNTRIES, Compared, compare, published_counts, scope_parts
from incidents.types import Tally
from language.catalogue import Language, translations
from language.dates import format_date, format_list, format_number, format_range
from language.plain import plain
from language.punctuation import COMMA
from language.terms import term
from ui import source
from ui.cards import LONGEST_NAME, html_table, outlet_label, paragraph, source_line, told_name
from ui.evidence import direction, marked, passages
from ui.links import article_address, link
from ui.session import view
from ui.source import State

FIRST_SHOWN = 12
"""Published counts that stand open; more on demand."""


def draw_tallies(state: State) -> None:
    """Draw the published counts, by the end of their window."""
    language = view().language
    words = translations(language)
    found = published_counts(source.tallies(state), lambda id: source.document(state, id))
    if not found:
        st.html(paragraph(words.gettext("No article of the record gives a count."), "empty"))
        return
    intro = words.gettext(
        "Who counts knows attacks that no article of this record tells; and this map counts incidents of every kind, "
        "whoever was struck. Numbers that differ are a reason to look, not a fault of either."
    )
    shown = found[: st.session_state.get("tallies_shown", FIRST_SHOWN)]
    compared = [
        compare(one, lambda filter: source.counts(state, filter), view().filter, source.places()) for one in shown
    ]
    st.html(paragraph(intro, "note") + tallies_table(compared, state, language))
    if left := len(found) - len(shown):
        label = words.ngettext("Show {count} more", "Show {count} more", left).format(count=left)
        st.button(label, key="more_tallies", on_click=_show_all, args=(len(found),))


def tallies_table(compared: Sequence[Compared], state: State, language: Language) -> str:
    """Return the counts as an HTML table; on a narrow screen each row is a card whose cells carry their heading."""
    words = translations(language)
    heads = [
        words.gettext("Count"),
        words.gettext("On this map"),
        words.gettext("Difference"),
        words.gettext("What it counts"),
        words.gettext("Counted by"),
        words.gettext("Words"),
    ]
    rows = []
    for one in compared:
        tally = one.published.tally
        scope = f"{escape(tally_scope(tally, language))}<br><small>{escape(tally_window(tally, language))}</small>"
        cells = (
            f'<b class="figure">{escape(tally_count(tally, language))}</b>',
            _own(one, language),
            f"{escape(difference_text(one, language))}{_reasons(one, language)}",
            scope,
            _counted_by(tally, language),
            "".join(_telling(told, state, language) for told in one.published.tellings),
        )
        rows.append([("", cell) for cell in cells])
    return html_table(words.gettext("Published counts"), heads, rows, kind="tallies")


def difference_text(one: Compared, language: Language) -> str:
    """Return how far the record's own count is from the published one, in words."""
    words = translations(language)
    difference = one.difference
    if difference is None:
        return words.gettext("not comparable")
    if difference == 0:
        return words.gettext("the same")
    count = abs(difference)
    if difference > 0:
        more = words.ngettext("{count} more on this map", "{count} more on this map", count)
        return more.format(count=format_number(count, language))
    fewer = words.ngettext("{count} fewer on this map", "{count} fewer on this map", count)
    return fewer.format(count=format_number(count, language))


def reasons(one: Compared, language: Language) -> list[str]:
    """Return what can explain the difference, a clause each; empty where nothing is known to."""
    words = translations(language)

    def number(text: str, count: int) -> str:
        return text.format(count=format_number(count, language))

    found = []
    if one.ours is None:
        found.append(words.gettext("the gazetteer has no place of this name"))
    if one.window == "not told":
        found.append(words.gettext("the window is not told"))
    elif one.window == "start only" and one.date_to is not None:
        end = words.gettext("no end is told: counted up to {date}, the day of the article")
        found.append(end.format(date=format_date(one.date_to, language)))
    elif one.window == "end only":
        found.append(words.gettext("no beginning is told: counted from the first incident on"))
    if one.difference and one.difference > 0 and one.published.tally.at_least:
        found.append(words.gettext("the published count is a lower bound"))
    if one.undated:
        undated = words.ngettext(
            "{count} undated incident at these places may belong here",
            "{count} undated incidents at these places may belong here",
            one.undated,
        )
        found.append(number(undated, one.undated))
    if one.unlocated:
        lost = words.ngettext(
            "{count} incident of these days has no place on the map",
            "{count} incidents of these days have no place on the map",
            one.unlocated,
        )
        found.append(number(lost, one.unlocated))
    if one.hidden:
        hidden = words.ngettext(
            "{count} is hidden by your filters now", "{count} are hidden by your filters now", one.hidden
        )
        found.append(number(hidden, one.hidden))
    return found


def tally_count(tally: Tally, language: Language) -> str:
    """Return the number told, with "at least" where it is a lower bound."""
    number = format_number(tally.count, language)
    return translations(language).gettext("at least {count}").format(count=number) if tally.at_least else number


def tally_scope(tally: Tally, language: Language) -> str:
    """Return what is counted, in the interface's language: countries, or a place of the gazetteer."""
    parts = scope_parts(tally.scope)
    if all(part in COUNTRIES for part in parts):
        return format_list([term("country", COUNTRIES[part], language) for part in parts], language)
    name, _, country = tally.scope.rpartition(", ")
    place = next((one for one in source.places().places if name and one.name_en == name), None)
    if place is None:
        return plain(tally.scope, LONGEST_NAME)
    if country not in COUNTRIES:
        return place.name(language)
    return COMMA[language].join((place.name(language), term("country", COUNTRIES[country], language)))


def tally_window(tally: Tally, language: Language) -> str:
    """Return the window that was counted; that it was not told where it was not or cannot be."""
    if tally.date_from is None and tally.date_to is None:
        return translations(language).gettext("window not told")
    if tally.date_from and tally.date_to and tally.date_to < tally.date_from:
        return translations(language).gettext("window not told")
    return format_range(tally.date_from, tally.date_to, language)


def _show_all(count: int) -> None:
    st.session_state.tallies_shown = count


def _own(one: Compared, language: Language) -> str:
    if one.ours is None:
        return "—"
    return f'<b class="figure">{escape(format_number(one.ours, language))}</b>'


def _reasons(one: Compared, language: Language) -> str:
    found = reasons(one, language)
    return f'<ul class="reasons">{"".join(f"<li>{escape(reason)}</li>" for reason in found)}</ul>' if found else ""


def _counted_by(tally: Tally, language: Language) -> str:
    if not tally.source:
        unknown = translations(language).gettext("not told")
        return f"<small>{escape(unknown)}</small>"
    outlet = outlet_label(tally.source, language)
    return escape(told_name(tally.source, language)) + (f"<br>{outlet}" if outlet else "")


def _telling(tally: Tally, state: State, language: Language) -> str:
    """One article's sentence with the count marked, and the way to the whole article."""
    document = source.document(state, tally.document_id)
    spans = passages(document.text, [one for one in tally.evidence if one.document_id == document.id])
    text = " … ".join(marked(document.text, span, tally.evidence, language) for span in spans)
    whole = link(article_address(document.id, language, state.pin), source_line(document, language), aside=True)
    return f'<div class="telling"><q {direction(document)}>{text}</q>{whole}</div>'
