"""The incidents of the chosen place, or all that are shown, each with the words it came from."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from export.summaries import summarise
from geo.places import Place
from incidents.types import Incident, Report
from language.catalogue import Language, translations
from language.plain import plain
from language.terms import term
from ui import source
from ui.cards import (
    LONGEST_NAME,
    caption,
    date_text,
    isolated,
    losses_text,
    paragraph,
    party_text,
    sample_line,
    source_line,
    status_label,
    weapon_text,
)
from ui.evidence import direction, quotation, safe_link
from ui.session import FIRST_LISTED, choose_place, view


def draw_listing(version: str) -> None:
    """Draw the head of the list and its incidents, newest first, a few at a time."""
    language, at = view().language, view().at
    words = translations(language)
    wanted = view().filter
    if at is not None:
        wanted = replace(wanted, places=(wanted.places & {at}) if wanted.places else frozenset({at}))
        # A filter without places shows every place; one that excludes the chosen place shows none of its incidents.
        hidden = bool(view().filter.places) and at not in view().filter.places
    else:
        hidden = False
    total = 0 if hidden else source.counts(version, wanted).shown
    place = source.gazetteer()[at] if at is not None else None
    st.html(_head(place, total, language))
    if place is not None:
        st.button(
            words.gettext("Show all places"), key="all_places", type="tertiary", on_click=choose_place, args=(None,)
        )
    if not total:
        st.html(paragraph(_nothing(place, version, language), "empty"))
        return
    shown = min(st.session_state.listed, source.LONGEST_LIST)
    found = source.listed(version, wanted, shown)
    cards = "".join(incident_card(one, version, language, open_words=place is not None) for one in found)
    st.html(f'<div class="incidents">{cards}</div>')
    if total > len(found):
        left = min(total - len(found), FIRST_LISTED * 3)
        label = words.ngettext("Show {count} more", "Show {count} more", left).format(count=left)
        st.button(label, key="more", on_click=_show_more, width="stretch")


def incident_card(incident: Incident, version: str, language: Language, *, open_words: bool = True) -> str:
    """Return one incident as HTML: what happened, when, by whom, and under it the words of every article."""
    words = translations(language)
    sources = "".join(_source(report, version, language) for report in incident.reports)
    count = len(incident.reports)
    label = words.ngettext("The words it came from ({count} source)", "The words it came from ({count} sources)", count)
    return (
        f'<article class="incident" data-incident="{escape(incident.id, quote=True)}">'
        f'<div class="kicker">{status_label(incident.status, language)}'
        f"<span>{escape(date_text(incident, language))}</span></div>"
        f"<h3>{escape(summarise(incident, source.gazetteer(), language))}</h3>"
        f"{_facts(incident, language)}{_versions(incident, language)}"
        f'<details class="why words"{" open" if open_words else ""}>'
        f"<summary>{escape(label.format(count=count))}</summary>{sources}</details>"
        f"{_why(incident.reports, language)}</article>"
    )


def _show_more() -> None:
    st.session_state.listed += FIRST_LISTED * 3


def _head(place: Place | None, total: int, language: Language) -> str:
    words = translations(language)
    counted = words.ngettext("{count} incident", "{count} incidents", total).format(count=total)
    if place is None:
        title = words.gettext("All places")
        return f'<div class="place-head"><h2>{escape(title)}</h2><p>{escape(counted)}</p></div>'
    other = place.name_en if language == "ar" else place.name_ar
    region = place.admin1_ar if language == "ar" else place.admin1_en
    line = " · ".join(part for part in (region, counted) if part)
    return (
        f'<div class="place-head"><h2>{escape(caption(place, language))}</h2>'
        f"<p><bdi>{escape(other)}</bdi> · {escape(line)}</p></div>"
    )


def _nothing(place: Place | None, version: str, language: Language) -> str:
    words = translations(language)
    if not source.counts(version, view().filter).total:
        return words.gettext("The record is empty. Add an article to see its incidents here.")
    if place is not None:
        return words.gettext("No incident of this place is in the window and the filters.")
    return words.gettext("No incident is in the window and the filters. Clear them to see all.")


def _facts(incident: Incident, language: Language) -> str:
    words = translations(language)
    outcome = "" if incident.outcome == "unknown" else term("outcome", incident.outcome, language)
    certainty = "" if incident.certainty == "explicit" else term("certainty", incident.certainty, language)
    sources = ("، " if language == "ar" else ", ").join(isolated(plain(one, LONGEST_NAME)) for one in incident.sources)
    rows = [
        (words.gettext("Weapon"), weapon_text(incident.weapons, incident.munition_count, language)),
        (words.gettext("Attacker → target"), party_text(incident.attackers, incident.targets, language)),
        (words.gettext("Struck"), plain(incident.target_detail or "", LONGEST_NAME)),
        (words.gettext("Outcome"), outcome),
        (words.gettext("Casualties"), losses_text(incident.casualties, language)),
        (words.gettext("According to"), sources),
        (words.gettext("Certainty"), certainty),
    ]
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return f'<dl class="facts">{told}</dl>' if told else ""


def _versions(incident: Incident, language: Language) -> str:
    """Rival tellings, side by side."""
    if not incident.versions:
        return ""
    told = "".join(
        f"<div><b>{escape(plain(one.source, LONGEST_NAME))}</b>{escape(term('outcome', one.outcome, language))}"
        f"<br>{escape(weapon_text(one.weapons, one.munition_count, language))}</div>"
        for one in incident.versions
    )
    title = translations(language).gettext("Sources differ")
    return f'<p class="label-line">{escape(title)}</p><div class="versions">{told}</div>'


def _source(report: Report, version: str, language: Language) -> str:
    document = source.document(version, report.document_id)
    sample = sample_line(document, language)
    tag = translations(language).gettext("Sample")
    about = f'<span class="sample-tag">{escape(tag)}</span>{escape(sample)}<br>' if sample else ""
    title = plain(document.title or "", LONGEST_NAME)
    headline = (
        f"<br><bdi {direction(document)}>{safe_link(document.url, title or document.url or '')}</bdi>"
        if title or document.url
        else ""
    )
    return (
        f'<figure class="source">{quotation(document, report.evidence, language)}'
        f"<figcaption>{about}<b>{escape(source_line(document, language))}</b>{headline}</figcaption></figure>"
    )


def _why(reports: tuple[Report, ...], language: Language) -> str:
    """Which rule took which words for what."""
    words = translations(language)
    lines = "".join(
        f"<li>{escape(term('field', one.field, language))}: "
        f'<q dir="auto">{escape(plain(one.quote, LONGEST_NAME))}</q> <code dir="ltr">{escape(one.rule)}</code></li>'
        for report in reports
        for one in report.evidence
    )
    reasons = "".join(
        f"<li>{escape(term('certainty', report.certainty, language))}: "
        f"{escape(plain(report.certainty_reason, LONGEST_NAME))}</li>"
        for report in reports
        if report.certainty_reason
    )
    summary = words.gettext("Why is this here?")
    return f'<details class="why"><summary>{escape(summary)}</summary><ul>{lines}{reasons}</ul></details>'
