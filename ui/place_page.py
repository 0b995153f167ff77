"""A place's own page: what it is called and where it lies, who is based there, and all that happened there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.places import Place
from incidents.actors import actor_name
from incidents.histogram import histogram
from incidents.types import Filter
from language.catalogue import Language, translations
from language.dates import format_number, format_range
from language.plain import isolated
from language.terms import term
from ui import source
from ui.cards import incident_count, message, paragraph, status_label, subheading
from ui.incident_list import draw_cards
from ui.links import download_address, link, map_address, place_address
from ui.pinning import draw_state
from ui.place_facts import place_facts
from ui.session import look, view, write_address
from ui.source import State
from ui.state import View
from ui.timeline import per, timeline

AROUND_DEGREES = 1.1
"""Half the height of the picture's map section, so that the place stands among its neighbours."""


def draw() -> None:
    """Draw the page of the place that the address names (`at`)."""
    asked = st.query_params.get("at") or view().at
    language = view().language
    place = source.places().get(asked) if asked else None
    if place is None:
        message(translations(language).gettext("The gazetteer has no such place."))
        return
    if view().at != place.id:
        look(at=place.id)
    write_address()
    state = draw_state(place_address(place.id, language, None))
    if state is None:
        return
    here = Filter(places=frozenset({place.id}))
    st.html(_head(place, state, here, language))
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        st.html(_timeline(state, here, language) + _totals(state, here, language))
        _draw_incidents(state, here, language)
    with right:
        st.html(place_facts(place, state, language))


def _head(place: Place, state: State, here: Filter, language: Language) -> str:
    """Its name in both languages, where it lies, how much is known, and the ways on."""
    words = translations(language)
    other: Language = "en" if language == "ar" else "ar"
    counts = source.counts(state, here)
    parts = [incident_count(counts.shown, language)]
    if counts.undated:
        parts.append(
            words.ngettext("{count} undated", "{count} undated", counts.undated).format(
                count=format_number(counts.undated, language)
            )
        )
    if span := source.extent(state, here):
        parts.append(format_range(*span, language))
    note = words.gettext("Everything the record holds of this place; the filters of the map do not count here.")
    return (
        f'<header class="place-page"><p class="over">{escape(_where(place, language))}</p>'
        f'<h2 class="page-title">{escape(place.name(language))}</h2>'
        f'<p class="other-name" lang="{other}"><bdi>{escape(place.name(other))}</bdi></p>'
        f'<p class="counts">{escape(" · ".join(parts))}</p>{_ways(place, state, language)}'
        f'<p class="note">{escape(note)}</p>'
        "</header>"
    )


def _where(place: Place, language: Language) -> str:
    """Kind, governorate with its p-code, country."""
    governorate = place.governorate(language)
    if governorate and place.admin1_pcode:
        governorate = f"{governorate} ({isolated(place.admin1_pcode)})"
    kind, country = term("place kind", place.kind, language), term("country", place.country, language)
    return " · ".join(part for part in (kind, governorate, country) if part)


def _ways(place: Place, state: State, language: Language) -> str:
    """To the map with this place chosen, and to its files: GeoJSON, CSV, and a picture of the area around it."""
    words = translations(language)
    here = View(filter=Filter(places=frozenset({place.id})), language=language, pin=state.pin)
    wide = AROUND_DEGREES * 1.6
    box = (place.lon - wide, place.lat - AROUND_DEGREES, place.lon + wide, place.lat + AROUND_DEGREES)
    files = (
        ("png", words.gettext("PNG picture"), download_address("png", here, box)),
        ("geojson", words.gettext("GeoJSON"), download_address("geojson", here)),
        ("csv", words.gettext("CSV"), download_address("csv", here)),
    )
    links = "".join(
        f'<a data-place-export="{kind}" href="{escape(address, quote=True)}" target="_self" download>{escape(name)}</a>'
        for kind, name, address in files
    )
    on_map = map_address(View(at=place.id, language=language, pin=state.pin))
    show, download = words.gettext("Show on the map"), words.gettext("Download")
    return f'<p class="downloads">{link(on_map, show)}<span>{escape(download)}</span>{links}</p>'


def _timeline(state: State, here: Filter, language: Language) -> str:
    words = translations(language)
    title = subheading(words.gettext("Over time"))
    extent = source.extent(state, Filter())
    days = source.days(state, here)
    if extent is None or not days:
        return title + paragraph(words.gettext("No incident of this place has a date."), "empty")
    bins = histogram(days, *extent)
    note = words.gettext("{per}, over the whole record's time").format(per=per(bins, language))
    return title + paragraph(note, "note") + timeline(bins, *extent, language)


def _totals(state: State, here: Filter, language: Language) -> str:
    """Small tables: incidents by status, weapon, outcome and attacker."""
    words = translations(language)
    counted = source.facets(state, here)
    total = source.counts(state, here).shown
    if not total:
        return ""
    tables = [
        _bars(
            words.gettext("Status"),
            [(status_label(code, language), n) for code, n in counted["statuses"]],
            total,
            language,
        ),
        _bars(
            words.gettext("Weapon"),
            [(escape(term("weapon", c, language)), n) for c, n in counted["weapons"]],
            total,
            language,
        ),
        _bars(
            words.gettext("Outcome"),
            [(escape(term("outcome", c, language)), n) for c, n in counted["outcomes"]],
            total,
            language,
        ),
        _bars(
            words.gettext("Attacker"),
            [(escape(actor_name(c, language)), n) for c, n in counted["attackers"]],
            total,
            language,
        ),
    ]
    note = words.gettext("An incident with several weapons or attackers counts with each.")
    return f'<div class="totals">{"".join(tables)}</div>{paragraph(note, "note")}'


def _bars(title: str, rows: Sequence[tuple[str, int]], total: int, language: Language) -> str:
    """One table; `rows` are HTML and a number."""
    body = "".join(
        f'<tr><th scope="row">{name}</th><td class="number">{format_number(count, language)}</td>'
        f'<td class="portion" aria-hidden="true"><i style="width:{min(count / total, 1) * 100:.1f}%"></i></td></tr>'
        for name, count in rows
    )
    return f"<table><caption>{escape(title)}</caption><tbody>{body}</tbody></table>"


def _draw_incidents(state: State, here: Filter, language: Language) -> None:
    words = translations(language)
    total = source.counts(state, here).shown
    title = words.gettext("Incidents")
    st.html(subheading(f"{title} · {format_number(total, language)}"))
    if not total:
        st.html(paragraph(words.gettext("The record holds no incident of this place."), "empty"))
        return
    draw_cards(here, total, state, language, link_place=False)
