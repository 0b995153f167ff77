"""The published versions of the record, and what one of them, or any past state, changed and has had changed since."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from incidents.editions import DIFFERENCE_KINDS, BadEdition, Difference, Edition
from incidents.history import Change
from incidents.pins import Pin, Pinned
from language.catalogue import Language, translations
from language.dates import format_number
from language.plain import isolated, plain
from ui import source
from ui.cards import change_line, event_name, heading, html_table, moment, page_head, paragraph, person, subheading
from ui.incident_life import field_changes
from ui.links import link, map_address, versions_address
from ui.pinning import counted_changes, no_such_state, state_name
from ui.session import view
from ui.source import Changes
from ui.state import View

_MOST_REASONS = 4
"""Changes that are told of one incident: the latest ones, in which what people decided stands."""


def draw() -> None:
    """Draw the list of versions, and the changes of the state that the view is pinned to."""
    language = view().language
    words = translations(language)
    intro = words.gettext(
        "A published version is the record as it stood then; it is never changed, and a link to it shows the same for "
        "ever. What was retracted later stays in the record, marked."
    )
    st.html(page_head(words.gettext("Published versions"), intro))
    editions = source.editions()
    if editions:
        st.html(_table(editions, language))
    else:
        st.html(paragraph(words.gettext("No version has been published yet."), "empty"))
    if (pin := view().pin) is None:
        return
    try:
        found = source.pinned(pin)
    except BadEdition:
        no_such_state(pin, language)
        return
    _draw_changes(found, editions, language)


def _table(editions: Sequence[Edition], language: Language) -> str:
    """The versions, the latest first: when and by whom, what was said with it, how many incidents, the ways on."""
    words = translations(language)
    rows = []
    for one in reversed(editions):
        pin = Pin("version", one.name)
        ways = (
            link(_map(pin, language), words.gettext("On the map")),
            link(versions_address(language, pin), words.gettext("Changes")),
        )
        rows.append(
            (
                ("", f"<b><bdi>{escape(one.name)}</bdi></b>"),
                ("", escape(moment(one.at, language))),
                ("", escape(person(one.who, language))),
                ("number", escape(format_number(source.size_of(one), language))),
                ("", f'<bdi dir="auto">{escape(plain(one.why, 400))}</bdi>'),
                ("", " · ".join(ways)),
            )
        )
    heads = (
        words.gettext("Version"),
        words.gettext("Published"),
        words.gettext("Who"),
        words.gettext("Incidents"),
        words.gettext("Note"),
        words.gettext("Ways on"),
    )
    return html_table(words.gettext("Published versions"), heads, rows)


def _draw_changes(found: Pinned, editions: Sequence[Edition], language: Language) -> None:
    words = translations(language)
    name = state_name(found, language)
    ways = link(_map(found.pin, language), words.gettext("On the map"))
    st.html(f'{heading(name, "section-title")}<p class="past-ways">{ways}</p>')
    before = [one for one in editions if found.edition is not None and one.number < found.edition.number]
    if before:
        earlier = Pin("version", before[-1].name)
        title = words.gettext("What it changed against version {name}").format(name=isolated(before[-1].name))
        told = source.changes_between(before[-1].number, found.past.number)
        st.html(_changes(title, told, earlier, found.pin, language))
    title = words.gettext("What has changed since")
    st.html(_changes(title, source.changes_since(found.pin), found.pin, None, language))


def _changes(title: str, changes: Changes, earlier: Pin, later: Pin | None, language: Language) -> str:
    """What differs between two states, the reasons with it; each leads to the incident as the later one has it."""
    words = translations(language)
    counted = counted_changes(changes, language) or words.gettext("nothing")
    parts = [subheading(f"{title}: {counted}")]
    names = {
        "added": words.gettext("Added"),
        "changed": words.gettext("Changed"),
        "retracted": words.gettext("Retracted"),
        "merged": words.gettext("Merged into another"),
    }
    for kind in DIFFERENCE_KINDS:
        some = [one for one in changes.first if one.kind == kind]
        if not some:
            continue
        items = "".join(_item(one, earlier, later, language) for one in some)
        more = ""
        if left := changes.counts[kind] - len(some):
            line = words.ngettext("{count} more", "{count} more", left).format(count=format_number(left, language))
            more = paragraph(line, "note")
        label = f"{names[kind]} · {format_number(changes.counts[kind], language)}"
        parts.append(
            f'<details class="changes"{"" if kind == "added" else " open"}><summary>{escape(label)}</summary>'
            f"<ul>{items}</ul>{more}</details>"
        )
    return "".join(parts)


def _item(one: Difference, earlier: Pin, later: Pin | None, language: Language) -> str:
    words = translations(language)
    told = one.after or one.before
    name = event_name(told, language) if told else one.id
    ways = [link(_map(later, language, one.id), name)]
    if one.after is None:
        ways.append(link(_map(earlier, language, one.id), words.gettext("as it was told before")))
    moved = ""
    if one.moved_to:
        label = words.gettext("became part of")
        moved = f"<br>{escape(label)} {link(_map(later, language, one.moved_to), one.moved_to)}"
    fields = field_changes(one.before, one.after, one.fields, language)
    reasons = "".join(f"<li>{_reason(change, language)}</li>" for change in one.reasons[-_MOST_REASONS:])
    return f"<li>{' · '.join(ways)} <bdi>{escape(one.id)}</bdi>{moved}<ul>{fields}{reasons}</ul></li>"


def _reason(change: Change, language: Language) -> str:
    line = change_line(change, language)
    why = f': <bdi dir="auto">{escape(plain(change.why, 400))}</bdi>' if change.why else ""
    return f'<span class="note">{escape(line)}{why}</span>'


def _map(pin: Pin | None, language: Language, incident: str | None = None) -> str:
    return map_address(View(incident=incident, language=language, pin=pin))
