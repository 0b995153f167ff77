"""What the gazetteer knows of a place: spellings, where it lies and how surely, who is based there, what is near."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from geo.geometry import distance_m
from geo.places import MILITARY_KINDS, Place
from incidents.actors import actor_name
from incidents.hosts import Host, load_hosts
from incidents.types import Filter
from language.catalogue import Language, translations
from language.dates import format_date
from language.plain import isolated, plain
from language.punctuation import COMMA
from language.terms import term
from ui import source
from ui.cards import facts, incident_count, paragraph, subheading
from ui.links import link, place_address, safe_link
from ui.source import State

NEAR_M = 75_000
"""How far a place may lie to be told of as near, metres."""
MOST_NEAR = 8

_DIRECTIONS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def place_facts(place: Place, state: State, language: Language) -> str:
    """Return all that the tables hold of a place as HTML."""
    return (
        _names(place, language)
        + _position(place, state, language)
        + _hosts(load_hosts().get(place.id, ()), language)
        + _near(place, state, language)
    )


def _names(place: Place, language: Language) -> str:
    """Every spelling, Arabic and Latin; those that are also ordinary words are marked."""
    words = translations(language)
    lists = []
    for code, title in (("ar", words.gettext("In Arabic")), ("en", words.gettext("In Latin letters"))):
        spelt = "".join(
            f"<li><bdi>{escape(name.text)}</bdi>{'*' if name.needs_context else ''}</li>"
            for name in place.names
            if name.language == code
        )
        if spelt:
            lists.append((title, f'<ul class="spellings" lang="{code}">{spelt}</ul>'))
    starred = ""
    if any(name.needs_context for name in place.names):
        note = words.gettext("* Also an ordinary word or another place's name: read as this one only beside a cue.")
        starred = paragraph(note, "note")
    title = words.gettext("Names and spellings")
    return subheading(title) + facts(lists) + starred


def _position(place: Place, state: State, language: Language) -> str:
    """Coordinates, how far they may be off, and where they were read."""
    words = translations(language)
    coordinates = f'<span dir="ltr">{place.lat:.4f}, {place.lon:.4f}</span>'
    sources = "".join(
        f'<li><bdi dir="auto">{safe_link(one.url, plain(one.label, 160))}</bdi></li>' for one in place.sources
    )
    inside = source.places().get(place.part_of) if place.part_of else None
    drawn = (
        words.gettext("drawn as a point")
        if place.exact
        else words.gettext("drawn as an area, since the point is not the place itself")
    )
    rows = [
        (words.gettext("Latitude, longitude"), coordinates),
        (words.gettext("Uncertainty"), escape(_within(place.radius_m, language))),
        (words.gettext("How it is known"), escape(f"{term('coordinates', place.coordinate_basis, language)}; {drawn}")),
        (words.gettext("Governorate"), escape(_governorate(place, language))),
        (words.gettext("Part of"), _link(inside, state, language) if inside else ""),
        (words.gettext("Sources"), f'<ul class="sources">{sources}</ul>'),
    ]
    return subheading(words.gettext("Position")) + facts(rows) + _note(place, language)


def _note(place: Place, language: Language) -> str:
    """What those who keep the gazetteer wrote about the point: in their words and English, so it unfolds."""
    if not place.note:
        return ""
    label = translations(language).gettext("Note of those who keep the gazetteer")
    note = f'<p lang="en" dir="ltr">{escape(place.note)}</p>'
    return f'<details class="why"><summary>{escape(label)}</summary>{note}</details>'


def _governorate(place: Place, language: Language) -> str:
    name = place.governorate(language)
    return f"{name} · {isolated(place.admin1_pcode)}" if place.admin1_pcode else name


def _within(radius_m: int, language: Language) -> str:
    words = translations(language)
    if radius_m < 1000:
        return words.gettext("the place lies within {metres} m of this point").format(metres=radius_m)
    return words.gettext("the place lies within {kilometres} km of this point").format(
        kilometres=f"{radius_m / 1000:g}"
    )


def _hosts(hosts: Sequence[Host], language: Language) -> str:
    """Who is or was based there, each with the days between which it is true."""
    words = translations(language)
    title = subheading(words.gettext("Based there"))
    if not hosts:
        return title + paragraph(words.gettext("Nobody that the table of bases knows of."), "note")
    lines = []
    for host in hosts:
        if host.until is None:
            when = words.gettext("to this day")
        else:
            when = words.gettext("until {date}").format(date=format_date(host.until, language))
        if host.since is not None:
            since = words.gettext("from {date}").format(date=format_date(host.since, language))
            when = f"{since} {when}"
        note = f'<br><small lang="en" dir="ltr">{escape(host.note)}</small>' if host.note else ""
        lines.append(f"<li><b>{escape(actor_name(host.actor, language))}</b>{COMMA[language]}{escape(when)}{note}</li>")
    return f'{title}<ul class="plain">{"".join(lines)}</ul>'


def _near(place: Place, state: State, language: Language) -> str:
    """Bases, and places with incidents, around this one, nearest first, each with its distance and direction."""
    words = translations(language)
    counted = {mark.place_id: mark.count for mark in source.marks(state, Filter())}
    around = sorted(
        (distance_m(place.lon, place.lat, other.lon, other.lat), other.id)
        for other in source.places().values()
        if other.id != place.id and (other.id in counted or other.kind in MILITARY_KINDS)
        if abs(other.lat - place.lat) < 1 and abs(other.lon - place.lon) < 1.5
    )
    lines = []
    for metres, id in around[:MOST_NEAR]:
        if metres > NEAR_M:
            break
        other = source.places()[id]
        text = words.gettext("{kilometres} km to the {direction}")
        where = text.format(
            kilometres=max(1, round(metres / 1000)), direction=term("direction", _direction(place, other), language)
        )
        number = counted.get(id, 0)
        told = incident_count(number, language)
        lines.append(f"<li>{_link(other, state, language)}<br><small>{escape(where)} · {escape(told)}</small></li>")
    title = subheading(words.gettext("Near it"))
    if not lines:
        none = words.gettext("No base and no place with incidents within {kilometres} km.")
        return title + paragraph(none.format(kilometres=NEAR_M // 1000), "note")
    return f'{title}<ul class="plain">{"".join(lines)}</ul>'


def _direction(place: Place, other: Place) -> str:
    """Which of eight winds another place lies to."""
    east = (other.lon - place.lon) * math.cos(math.radians(place.lat))
    angle = math.degrees(math.atan2(east, other.lat - place.lat)) % 360
    return _DIRECTIONS[round(angle / 45) % 8]


def _link(place: Place, state: State, language: Language) -> str:
    return link(place_address(place.id, language, state.pin), place.name(language))
