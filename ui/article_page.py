"""Add an article: paste or upload one, see what the rules read in it, then put it on the map."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html import escape

import streamlit as st

from extract.pipeline import read
from incidents.errors import RasidError
from incidents.store import Added
from incidents.types import Document, Reading, Report
from language.catalogue import Language, translations
from language.dates import format_number
from language.plain import isolated, plain
from language.punctuation import COMMA, SEMICOLON
from language.terms import term
from load.articles import SUFFIXES, content_at, content_of
from load.decode import MAX_CHARACTERS
from load.document import as_document, document_of
from load.fetch import fetch
from load.manifest import Known
from ui import source
from ui.cards import (
    LONGEST_NAME,
    date_text,
    heading,
    html_table,
    message,
    page_head,
    paragraph,
    party_text,
    place_name,
    status_label,
    told_name,
    weapon_text,
)
from ui.clock import FIRST_DAY, today
from ui.evidence import marked_reading
from ui.faults import fault_line
from ui.pinning import draw_present_only
from ui.session import view
from ui.tallies_panel import tally_count, tally_scope, tally_window

UPLOADS = tuple(suffix.removeprefix(".") for suffix in SUFFIXES)
_DRAFT = "draft"

# A file of another kind or size turns red; why, Streamlit says only to a pointer that rests on it.
_REFUSAL = """
[data-testid="stFileUploader"]:has([data-testid="stFileChip"][aria-invalid="true"])::after {
  content: "REFUSED"; display: block; border-inline-start: 3px solid var(--accent); background: var(--soft);
  padding: 0.45rem 0.8rem; font-size: 0.9rem; color: var(--text);
}
"""


def draw() -> None:
    """Draw the page."""
    _article()


@st.fragment
def _article() -> None:
    words = translations(view().language)
    intro = words.gettext(
        "Paste an Arabic article, upload one (text, web page, Markdown, Word or PDF), or give its address. Nothing is "
        "kept until you add it to the map."
    )
    st.html(page_head(words.gettext("Add an article"), intro))
    if not draw_present_only():
        return
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        _draw_input()
    with right:
        _draw_reading()


def _draw_input() -> None:
    """The form; reading the article replaces the draft."""
    words = translations(view().language)
    with st.form("article", border=False):
        st.text_area(words.gettext("Article"), key="article_text", height=320, max_chars=MAX_CHARACTERS)
        st.file_uploader(words.gettext("or a file"), type=list(UPLOADS), key="article_file")
        st.html(_refusal(view().language))
        st.text_input(words.gettext("Publisher"), key="article_publisher", max_chars=200)
        st.text_input(
            words.gettext("Address of the article"),
            key="article_url",
            max_chars=2000,
            help=words.gettext("Fetched from the web only where you neither paste nor upload the article."),
        )
        st.date_input(
            words.gettext("Publication date, if you know it"),
            value=None,
            key="article_published",
            min_value=FIRST_DAY,
            max_value=today(),
            format="YYYY-MM-DD",
        )
        st.form_submit_button(words.gettext("Read the article"), type="primary", on_click=_read_article)


def _refusal(language: Language) -> str:
    """The style sheet that says which files are taken, where one was not."""
    endings = COMMA[language].join(map(isolated, SUFFIXES))
    text = translations(language).gettext("Not taken: expected a file ending in {endings}, of {size} MB at most.")
    told = text.format(endings=endings, size=st.get_option("server.maxUploadSize"))
    return f"<style>{_REFUSAL.replace('REFUSED', told)}</style>"


def _read_article() -> None:
    """Make a document of what was given and read it; a fault becomes one line."""
    state = st.session_state
    state.pop(_DRAFT, None)
    state.pop("draft_added", None)
    state.pop("draft_date", None)
    state.pop("draft_error", None)
    try:
        state[_DRAFT] = _read(_document(), state.article_published)
    except RasidError as error:
        state.draft_error = fault_line(error, view().language)


def _document() -> Document:
    """Return what was uploaded, else pasted, else what stands at the address. Raises `UnreadableArticle`."""
    state = st.session_state
    known = Known(publisher=state.article_publisher.strip() or None, url=state.article_url.strip() or None)
    upload = state.article_file
    if upload is not None:
        content = content_of(upload.getvalue(), upload.name, upload.name)
        return document_of(content, upload.name, known, None, today())
    if state.article_text.strip() or known.url is None:
        return as_document(state.article_text, publisher=known.publisher, url=known.url)
    content, found = content_at(known.url, fetch)
    return document_of(content, known.url, replace(known, url=found), None, today())


def _read(document: Document, published: dt.date | None) -> Reading:
    """Read a document, dated by a person where they said so."""
    if published is not None:
        document = as_document(
            document.text,
            document.source,
            published=published,
            publisher=document.publisher,
            title=document.title,
            url=document.url,
        )
    return read(document, source.gazetteer())


def _draw_reading() -> None:
    """What was found in the draft, and the way onto the map."""
    language = view().language
    words = translations(language)
    if error := st.session_state.get("draft_error"):
        message(error)
        return
    reading: Reading | None = st.session_state.get(_DRAFT)
    if reading is None:
        hint = words.gettext(
            "What the rules read in the article will stand here: incidents, published counts, and passages that were "
            "left out, with the words marked."
        )
        st.html(paragraph(hint, "empty"))
        return
    _draw_date(reading, language)
    _draw_findings(reading, language)
    added: Added | None = st.session_state.get("draft_added")
    if added is not None:
        message(_added_line(added, language))
    else:
        st.button(
            words.gettext("Add to the map"),
            type="primary",
            key="add_to_map",
            on_click=_add,
            disabled=reading.document.published is None,
        )
    st.html(heading(words.gettext("The article"), "section-title"))
    st.html(marked_reading(reading, language))


def _draw_date(reading: Reading, language: Language) -> None:
    """The publication date: proposed where the text gives it, asked for where it does not."""
    words = translations(language)
    document = reading.document
    if document.published is None:
        ask = words.gettext("The text does not say when it was published. Give the date: the days it tells hang on it.")
        message(ask)
    elif document.published_basis == "inferred":
        message(words.gettext("Publication date inferred from the text. Change it if it is wrong."))
    elif document.published > today():
        message(words.gettext("The publication date lies in the future. Change it."))
    if "draft_date" not in st.session_state:
        proposed = document.published
        st.session_state.draft_date = proposed if proposed and proposed <= today() else None
    st.date_input(
        words.gettext("Publication date"),
        key="draft_date",
        min_value=FIRST_DAY,
        max_value=today(),
        format="YYYY-MM-DD",
        on_change=_date_again,
        width=220,
    )


def _date_again() -> None:
    """Read the draft again with the date that was chosen."""
    reading: Reading = st.session_state[_DRAFT]
    if st.session_state.draft_date is not None:
        st.session_state[_DRAFT] = _read(reading.document, st.session_state.draft_date)
        st.session_state.pop("draft_added", None)


def _add() -> None:
    try:
        st.session_state.draft_added = source.record().add(st.session_state[_DRAFT])
    except RasidError as error:
        st.session_state.draft_error = fault_line(error, view().language)


def _added_line(added: Added, language: Language) -> str:
    words = translations(language)
    if not added.changed:
        return words.gettext("The record already holds this article. Nothing was changed.")
    count = added.new_incidents
    line = words.ngettext("Added: {count} new incident", "Added: {count} new incidents", count)
    joined = words.ngettext(
        "{count} report joined an incident already known",
        "{count} reports joined incidents already known",
        added.joined,
    )
    return f"{line.format(count=count)}{SEMICOLON[language]}{joined.format(count=added.joined)}."


def _draw_findings(reading: Reading, language: Language) -> None:
    """Incidents, tallies, passages left out and unknown places, each under its number."""
    words = translations(language)
    sections = [
        (words.gettext("Incidents"), len(reading.reports), _reports_table(reading.reports, language)),
        (words.gettext("Published counts"), len(reading.tallies), _tallies_table(reading, language)),
        (words.gettext("Passages left out"), len(reading.rejected), _rejected_table(reading, language)),
        (words.gettext("Places the gazetteer lacks"), len(reading.candidates), _candidates_table(reading, language)),
    ]
    for title, count, table in sections:
        if count or table is sections[0][2]:
            none = paragraph(_why_none(reading, language), "empty")
            title = f"{title} · {format_number(count, language)}"
            st.html(heading(title, "section-title") + (table if count else none))


def _why_none(reading: Reading, language: Language) -> str:
    """Why a text gave no incident."""
    words = translations(language)
    if reading.document.language != "ar":
        return words.gettext("The text is not in Arabic, and the rules read Arabic only.")
    if reading.rejected:
        return words.gettext("No incident: what looks like one was left out for the reasons below.")
    return words.gettext("No incident: no sentence names both an attack and a place or target.")


def _reports_table(reports: tuple[Report, ...], language: Language) -> str:
    words = translations(language)
    heads = [
        words.gettext("Date"),
        words.gettext("Place"),
        words.gettext("Weapon"),
        words.gettext("Attacker → target"),
        words.gettext("Outcome"),
        words.gettext("Status"),
        words.gettext("Words"),
    ]
    rows = [
        [
            ("date", escape(date_text(one, language))),
            ("", escape(place_name(one, language))),
            ("", escape(weapon_text(one.weapons, one.munition_count, language))),
            ("", escape(party_text(one.attackers, one.targets, language))),
            ("", escape(term("outcome", one.outcome, language))),
            ("", status_label(one.status, language)),
            ("", f'<bdi dir="auto">{escape(plain(one.quote, LONGEST_NAME))}</bdi>'),
        ]
        for one in reports
    ]
    return html_table(words.gettext("Incidents"), heads, rows)


def _tallies_table(reading: Reading, language: Language) -> str:
    words = translations(language)
    heads = [
        words.gettext("Count"),
        words.gettext("What it counts"),
        words.gettext("Window"),
        words.gettext("Counted by"),
    ]
    rows = [
        [
            ("", escape(tally_count(one, language))),
            ("", escape(tally_scope(one, language))),
            ("", escape(tally_window(one, language))),
            ("", escape(told_name(one.source or "", language))),
        ]
        for one in reading.tallies
    ]
    return html_table(words.gettext("Published counts"), heads, rows)


def _rejected_table(reading: Reading, language: Language) -> str:
    words = translations(language)
    heads = [words.gettext("Why"), words.gettext("Words")]
    rows = [
        [
            ("", escape(term("rejected", one.kind, language))),
            ("", f'<bdi dir="auto">{escape(plain(one.quote, 300))}</bdi>'),
        ]
        for one in reading.rejected
    ]
    return html_table(words.gettext("Passages left out"), heads, rows)


def _candidates_table(reading: Reading, language: Language) -> str:
    words = translations(language)
    heads = [words.gettext("Name"), words.gettext("Words")]
    rows = [
        [
            ("", f'<bdi dir="auto">{escape(plain(one.name, LONGEST_NAME))}</bdi>'),
            ("", f'<bdi dir="auto">{escape(plain(one.quote, 300))}</bdi>'),
        ]
        for one in reading.candidates
    ]
    return html_table(words.gettext("Places the gazetteer lacks"), heads, rows)
