"""The incidents as a table, those without a date or place, and the counts that others published."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from incidents.types import Incident, Tally
from language.catalogue import Language, translations
from language.dates import format_number, format_range
from language.plain import plain
from language.terms import term
from ui import source
from ui.cards import (
    LONGEST_NAME,
    date_text,
    heading,
    losses_text,
    paragraph,
    party_text,
    place_name,
    source_line,
    status_label,
    weapon_text,
)
from ui.session import view

MOST_ROWS = 200
"""Rows of a table on screen; the downloads hold all."""


def draw_table(version: str) -> None:
    """Draw the incidents of the view as a table."""
    found = source.listed(version, view().filter, MOST_ROWS)
    total = source.counts(version, view().filter).shown
    st.html(incident_table(found, version, view().language) + _cut(len(found), total, view().language))


def draw_unplaced(version: str) -> None:
    """Draw the incidents that the map cannot show: those without a place, and those without a date."""
    language = view().language
    words = translations(language)
    found = source.unplaced(version, view().filter)
    without_place = [one for one in found if one.place_id is None]
    undated = [one for one in found if one.date_start is None]
    for title, incidents in (
        (words.gettext("Without a place on the map"), without_place),
        (words.gettext("Without a date"), undated),
    ):
        st.html(heading(f"{title} · {format_number(len(incidents), language)}", "section-title"))
        st.html(incident_table(incidents, version, language))


def draw_tallies(version: str) -> None:
    """Draw the counts that somebody published. They are never drawn as points."""
    language = view().language
    words = translations(language)
    found = source.tallies(version)
    if not found:
        st.html(paragraph(words.gettext("No article of the record gives a count."), "empty"))
        return
    st.html(tally_table(found, version, language))


def incident_table(incidents: Sequence[Incident], version: str, language: Language) -> str:
    """Return incidents as an HTML table, or a line where there are none."""
    words = translations(language)
    if not incidents:
        return paragraph(words.gettext("None"), "empty")
    heads = [
        words.gettext("Date"),
        words.gettext("Place"),
        words.gettext("Weapon"),
        words.gettext("Attacker → target"),
        words.gettext("Outcome"),
        words.gettext("Casualties"),
        words.gettext("Status"),
        words.gettext("Sources"),
    ]
    rows = [
        [
            ("date", escape(date_text(one, language))),
            ("", escape(place_name(one, language))),
            ("", escape(weapon_text(one.weapons, one.munition_count, language))),
            ("", escape(party_text(one.attackers, one.targets, language))),
            ("", escape(term("outcome", one.outcome, language))),
            ("", escape(losses_text(one.casualties, language))),
            ("", status_label(one.status, language)),
            ("", _sources(one, version, language)),
        ]
        for one in incidents
    ]
    return html_table(heads, rows)


def tally_table(tallies: Sequence[Tally], version: str, language: Language) -> str:
    """Return published counts as an HTML table with the words behind each."""
    words = translations(language)
    heads = [
        words.gettext("Count"),
        words.gettext("What it counts"),
        words.gettext("Window"),
        words.gettext("Counted by"),
        words.gettext("Words"),
        words.gettext("Sources"),
    ]
    rows = [
        [
            ("", escape(tally_count(one, language))),
            ("", escape(tally_scope(one, language))),
            ("", escape(tally_window(one, language))),
            ("", escape(plain(one.source or "", LONGEST_NAME))),
            ("", _quoted(" … ".join(proof.quote for proof in one.evidence))),
            ("", escape(source_line(source.document(version, one.document_id), language))),
        ]
        for one in tallies
    ]
    return html_table(heads, rows)


def tally_count(tally: Tally, language: Language) -> str:
    """Return the number told, with "at least" where it is a lower bound."""
    number = format_number(tally.count, language)
    return translations(language).gettext("at least {count}").format(count=number) if tally.at_least else number


def tally_scope(tally: Tally, language: Language) -> str:
    """Return what is counted: a country, both, or a place by the name the record keeps."""
    words = translations(language)
    match tally.scope:
        case "Iraq":
            return words.gettext("Iraq")
        case "Syria":
            return words.gettext("Syria")
        case "Iraq and Syria":
            return words.gettext("Iraq and Syria")
    return plain(tally.scope, LONGEST_NAME)


def tally_window(tally: Tally, language: Language) -> str:
    """Return the window that was counted; that it was not told where it was not."""
    if tally.date_from is None and tally.date_to is None:
        return translations(language).gettext("not told")
    if tally.date_from and tally.date_to and tally.date_to < tally.date_from:
        return f"{tally.date_from} / {tally.date_to}"
    return format_range(tally.date_from, tally.date_to, language)


def html_table(heads: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> str:
    """Return a table; heads are text, cells are a class and HTML that is already escaped."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in row) + "</tr>" for row in rows)
    return (
        f'<div class="table-frame" tabindex="0"><table class="rows"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _sources(incident: Incident, version: str, language: Language) -> str:
    documents = {report.document_id for report in incident.reports}
    return "<br>".join(
        sorted(escape(source_line(source.document(version, document), language)) for document in documents)
    )


def _cut(shown: int, total: int, language: Language) -> str:
    if shown >= total:
        return ""
    words = translations(language)
    line = words.ngettext(
        "The first {shown} of {count} incident; the downloads hold all.",
        "The first {shown} of {count} incidents; the downloads hold all.",
        total,
    )
    return paragraph(line.format(shown=shown, count=format_number(total, language)), "note")


def _quoted(text: str) -> str:
    """Words of an article in a cell, in a direction of their own."""
    return f'<bdi dir="auto">{escape(plain(text, LONGEST_NAME))}</bdi>'
