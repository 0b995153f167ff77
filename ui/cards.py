"""Small pieces of HTML that several panels share. Whatever comes from data is escaped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from geo.palette import STATUS_COLOURS
from geo.places import Place
from incidents.actors import actor_name
from incidents.history import LOADER, Change
from incidents.sources import SEVERAL, find_source, report_followed, source_name
from incidents.types import CasualtyCount, Document, Incident, Report, Weapon
from language.catalogue import Language, translations
from language.dates import format_date, format_month, format_number, format_range
from language.plain import isolated, plain
from language.punctuation import ARROW, COMMA, SEMICOLON
from language.reviewing import change_words
from language.terms import term
from ui.source import places

STATUSES = tuple(STATUS_COLOURS)
"""Truth statuses in the order that marks, bars and legends show them."""

LONGEST_NAME = 120


def message(text: str) -> None:
    """Show one clear line, as text."""
    st.html(f'<p class="message" role="status">{escape(text)}</p>')


def paragraph(text: str, kind: str) -> str:
    """Return text as a paragraph of one of the theme's kinds (`note`, `empty`, …), as HTML."""
    return f'<p class="{kind}">{escape(text)}</p>'


def heading(text: str, kind: str) -> str:
    """Return text as a heading of one of the theme's kinds (`page-title`, `section-title`), as HTML."""
    return f'<h2 class="{kind}">{escape(text)}</h2>'


def subheading(text: str) -> str:
    """Return the heading of a part of a page, as HTML."""
    return f'<h3 class="section-title">{escape(text)}</h3>'


def page_head(title: str, note: str) -> str:
    """Return a page's title and what the page is for, as HTML."""
    return heading(title, "page-title") + paragraph(note, "note")


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return names and what is known under them as HTML; `rows` are text and HTML, one without a value is left out."""
    told = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in rows if value)
    return f'<dl class="facts">{told}</dl>' if told else ""


def html_table(
    label: str, heads: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]], *, kind: str = "cards"
) -> str:
    """Return a table, on a phone a card for each row whose cells carry their heading.

    Label and heads are text, cells are a class and HTML that is already escaped; `kind` is the theme's.
    """
    # On a phone it is laid out as blocks, which are no table to a screen reader any more; so roles say it.
    styles = [style for style, _ in rows[0]] if rows else [""] * len(heads)
    head = "".join(
        f'<th scope="col" role="columnheader" class="{style}">{escape(one)}</th>'
        for one, style in zip(heads, styles, strict=True)
    )
    body = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" class="{style}" data-head="{escape(name, quote=True)}">{cell}</td>'
            for name, (style, cell) in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{escape(label, quote=True)}">'
        f'<table class="rows {kind}" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def status_label(status: str, language: Language) -> str:
    """Return a status with its coloured dot, as HTML."""
    return (
        f'<span class="status status-{escape(status)}"><span class="dot" aria-hidden="true"></span>'
        f"{escape(term('status', status, language))}</span>"
    )


def place_of(event: Report | Incident) -> Place | None:
    """Return the gazetteer's place of an event; None when it has none or the gazetteer no longer does."""
    return places().get(event.place_id) if event.place_id is not None else None


def place_name(event: Report | Incident, language: Language) -> str:
    """Return the place's name in the interface's language, else as the article names it, else that none was named."""
    place = place_of(event)
    if place is not None:
        return place.name(language)
    return plain(event.place_name or "", LONGEST_NAME) or translations(language).gettext("place not named")


def date_text(event: Report | Incident, language: Language) -> str:
    """Return when it happened, as exactly as it is told."""
    words = translations(language)
    if event.date_start is None:
        if event.date_latest is None:
            return words.gettext("undated")
        return words.gettext("undated, by {date} at the latest").format(date=format_date(event.date_latest, language))
    if event.time_precision == "month":
        return format_month(event.date_start, language)
    days = format_range(event.date_start, event.date_end or event.date_start, language)
    if event.time_of_day is None:
        return days
    return f"{days}{COMMA[language]}{term('time of day', event.time_of_day, language).lower()}"


def event_name(event: Report | Incident, language: Language) -> str:
    """Return place and date, which tell one event from another in a list."""
    return f"{isolated(place_name(event, language))} · {isolated(date_text(event, language))}"


def incident_count(count: int, language: Language) -> str:
    """Return "31 incidents", thousands set apart."""
    counted = translations(language).ngettext("{count} incident", "{count} incidents", count)
    return counted.format(count=format_number(count, language))


def weapon_text(weapons: Sequence[Weapon], count: int | None, language: Language) -> str:
    """Return the weapons, with the number of munitions where it is told; empty when neither is."""
    named = " + ".join(term("weapon", weapon, language) for weapon in weapons)
    if count is None:
        return named
    if len(weapons) == 1:
        return f"{named} × {count}"
    # Of several weapons nobody knows which the number is of.
    munitions = translations(language).ngettext("{count} munition", "{count} munitions", count)
    return " · ".join(part for part in (named, munitions.format(count=format_number(count, language))) if part)


def party_text(attackers: Sequence[str], targets: Sequence[str], language: Language) -> str:
    """Return attacker → target, the arrow pointing the way the language is read; empty when neither is named."""
    if not attackers and not targets:
        return ""
    unknown = translations(language).gettext("not named")
    ends = [COMMA[language].join(actor_name(id, language) for id in ids) or unknown for ids in (attackers, targets)]
    return f" {ARROW[language]} ".join(ends)


def losses_text(casualties: Sequence[CasualtyCount], language: Language) -> str:
    """Return people killed and injured, group by group; empty when nobody told a number."""
    words = translations(language)
    told = []
    for count in casualties:
        parts = []
        if count.killed is not None:
            parts.append(words.ngettext("{count} killed", "{count} killed", count.killed).format(count=count.killed))
        if count.injured is not None:
            parts.append(
                words.ngettext("{count} injured", "{count} injured", count.injured).format(count=count.injured)
            )
        if parts:
            group = words.gettext("civilians") if count.group == "civilians" else actor_name(count.group, language)
            who = words.gettext("group not named") if count.group == "unknown" else group
            several = words.gettext("total for several places")
            shared = f" ({several})" if count.shared_with else ""
            told.append(f"{COMMA[language].join(parts)} ({who}){shared}")
    return SEMICOLON[language].join(told)


def source_line(document: Document, language: Language) -> str:
    """Return publisher, publication date and how it is known, as text."""
    words = translations(language)
    publisher = publisher_name(document, language)
    if document.published is None:
        unknown = words.gettext("publication date unknown")
        return f"{isolated(publisher)} · {unknown}"
    day = format_date(document.published, language)
    if document.published_basis == "inferred":
        day = words.gettext("{date} (inferred from the text)").format(date=day)
    return f"{isolated(publisher)} · {isolated(day)}"


def source_label(document: Document, language: Language) -> str:
    """Return publisher and publication date, with whose outlet the publisher is, as HTML."""
    return f"<b>{escape(source_line(document, language))}</b> {outlet_label(document.publisher, language)}"


def publisher_name(document: Document, language: Language) -> str:
    """Return the publisher in the interface's language where the sources' table knows it, else as it was given."""
    given = plain(source_name(document.publisher or "", language), LONGEST_NAME)
    return given or translations(language).gettext("publisher not given")


def told_name(name: str, language: Language) -> str:
    """Return a source as a report names it, one or several, in the interface's language where the table knows it."""
    return COMMA[language].join(
        isolated(plain(source_name(one, language), LONGEST_NAME)) for one in name.split(SEVERAL) if one
    )


def outlet_label(name: str | None, language: Language) -> str:
    """Return what a source is and whose (`State outlet · Iran`) as HTML; empty where the table does not know it."""
    known = find_source(name)
    if known is None:
        return ""
    told = term("source kind", known.kind, language)
    if known.side:
        told = f"{told} · {term('side', known.side, language)}"
    return f'<span class="outlet">{escape(told)}</span>'


def sample_label(document: Document, language: Language) -> str:
    """Return what a sample dispatch has to say about itself, as a line of HTML; empty for a real article."""
    if not document.after:
        return ""
    words = translations(language)
    followed = isolated(plain(report_followed(document.after, language), LONGEST_NAME))
    told = words.gettext("our wording, after a report by {source}").format(source=followed)
    return f'<span class="sample-tag">{escape(words.gettext("Sample"))}</span>{escape(told)}<br>'


def moment(at: dt.datetime, language: Language) -> str:
    """Return a time of the history by the server's clock, to the minute."""
    local = at.astimezone()
    return f"{format_date(local.date(), language)} {local:%H:%M}"


def person(who: str, language: Language) -> str:
    """Return who made a change: a person's name, or Rasid's own where it loaded or read something."""
    return translations(language).gettext("Rasid") if who == LOADER else isolated(plain(who, LONGEST_NAME))


def change_line(change: Change, language: Language) -> str:
    """Return what a change of the record was, who made it and when: `Confirmed · Mona · 2 May 2024 14:05`."""
    return f"{change_words(change.kind, language)} · {person(change.who, language)} · {moment(change.at, language)}"


def field_text(incident: Incident, field: str, language: Language) -> str:
    """Return a field's value as a reader sees it; a dash for none."""
    value = getattr(incident, field)
    match field:
        case "weapons":
            text = COMMA[language].join(term("weapon", one, language) for one in value)
        case "attackers" | "targets":
            text = COMMA[language].join(actor_name(one, language) for one in value)
        case "time_of_day":
            text = term("time of day", value, language) if value else ""
        case "time_precision":
            text = term("precision", value, language)
        case "geo_precision":
            text = term("geo precision", str(value or "unknown"), language)
        case "event_type" | "sub_event_type":
            text = term("event type" if field == "event_type" else "sub-event type", value, language)
        case "outcome" | "status" | "certainty":
            text = term(field, value, language)
        case "date_start" | "date_end":
            text = format_date(value, language) if value else date_text(incident, language)
        case "place_id":
            text = place_name(incident, language)
        case "casualties":
            text = losses_text(value, language)
        case "reports":
            text = str(len(value))
        case "sources":
            text = COMMA[language].join(told_name(one, language) for one in value)
        case _ if isinstance(value, tuple):
            text = COMMA[language].join(map(str, value))
        case _:
            text = "" if value is None else str(value)
    return text or "–"
