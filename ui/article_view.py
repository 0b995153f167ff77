"""A whole article of the record, every mark in it, and what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from export.gold_text import is_reviewed
from export.summaries import summarise
from incidents.life import told_by
from incidents.types import Document, Incident, Reading, Report
from language.catalogue import Language, translations
from language.dates import format_number
from language.plain import plain
from language.reviewing import review_word
from ui import source
from ui.cards import LONGEST_NAME, message, paragraph, sample_label, source_label, status_label, subheading
from ui.evidence import direction, marked_reading
from ui.links import article_address, link, original_link, place_address, review_address
from ui.pinning import draw_state
from ui.session import view
from ui.source import State


def draw() -> None:
    """Draw the article that the address names, or a line that the record has none of that name."""
    language = view().language
    if st.query_params.get("lang") != language:
        st.query_params["lang"] = language
    id = st.query_params.get("doc", "")
    state = draw_state(article_address(id, language, None))
    if state is None:
        return
    reading = source.reading(state, id)
    if reading is None:
        message(translations(language).gettext("The record holds no such article."))
        return
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        whole = f'<div class="whole">{marked_reading(reading, language)}</div>'
        st.html(_head(reading.document, language) + whole)
    with right:
        st.html(_found(reading, state, language))


def _head(document: Document, language: Language) -> str:
    words = translations(language)
    title = plain(document.title or "", LONGEST_NAME * 2) or words.gettext("The article")
    original = original_link(document.url, language)
    way = f" · {original}" if original else ""
    return (
        f'<h2 class="page-title" {direction(document)}>{escape(title)}</h2>'
        f'<p class="about">{sample_label(document, language)}{source_label(document, language)}{way}</p>'
    )


def _found(reading: Reading, state: State, language: Language) -> str:
    """The incidents that the article tells, a sentence each."""
    words = translations(language)
    count = len(reading.reports)
    told = words.ngettext("{count} incident read here", "{count} incidents read here", count).format(count=count)
    # A past state is only looked at.
    incidents = () if state.pin else told_by(source.record(), reading.document.id)
    by_report = {report.id: incident for incident in incidents for report in incident.reports}
    items = "".join(
        f"<li>{status_label(report.status, language)}<p>{escape(summarise(report, source.places(), language))}</p>"
        f"{_ways(report, by_report.get(report.id), state, language)}</li>"
        for report in reading.reports
    )
    gold = _gold(reading.document, incidents, language) if incidents else ""
    return f'{subheading(told)}<ul class="told">{items}</ul>{gold}'


def _ways(report: Report, incident: Incident | None, state: State, language: Language) -> str:
    """To the page of its place, and to what people have made of it."""
    review = ""
    if incident is not None:
        review = link(review_address(incident.id, language), review_word(incident.review, language))
    return " · ".join(way for way in (_place_link(report.place_id, state, language), review) if way)


def _gold(document: Document, incidents: Sequence[Incident], language: Language) -> str:
    """The article with what people found in it, for whoever mends the rules: once all of it is reviewed."""
    words = translations(language)
    left = sum(not is_reviewed(one) for one in incidents)
    if left:
        line = words.ngettext(
            "{count} incident of it is not reviewed yet.", "{count} incidents of it are not reviewed yet.", left
        )
        return paragraph(line.format(count=format_number(left, language)), "note")
    label = words.gettext("Download the reviewed article, coded (text and JSON)")
    address = escape(f"gold/{document.id}", quote=True)
    return f'<p class="downloads"><a href="{address}" target="_self" download>{escape(label)}</a></p>'


def _place_link(place_id: str | None, state: State, language: Language) -> str:
    place = source.places().get(place_id) if place_id is not None else None
    if place is None:
        return ""
    return link(place_address(place.id, language, state.pin), place.name(language))
