"""A map in one HTML file to embed in an article: no outside request, the time slider and the words inside.

The page's own scripts, style and frame stand in `web_map/`; Leaflet is read from the installed package when a page is
written, and the basemap is made coarser. Data stands in the page as JSON that no browser runs, and the script sets it
as text; a content security policy lets nothing run but the two scripts, named by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

import shapely
from shapely.geometry import mapping

from export.about import citation, licence, method, sample_data, state_text
from export.dataset import Dataset
from export.permalink import is_local
from export.selection import selection_in_words
from export.web_words import words
from geo.basemap import load_basemap
from geo.map_files import MAP_FILES, leaflet_files
from geo.palette import LIGHT
from incidents.actors import load_actors
from incidents.errors import RasidError
from incidents.sources import report_followed, source_name
from incidents.types import EVIDENCE_FIELDS, Document, Evidence, Incident, Report
from language.catalogue import LANGUAGES, Language, translations
from language.plain import plain
from language.punctuation import COMMA

FOLDER = Path(__file__).parent / "web_map"
"""Our own scripts, style sheet and frame of the page."""

SCRIPTS = ("data", "words", "time", "map", "labels", "marks", "incidents", "panel", "page")
"""Our scripts in order: one function holds them all, so each knows the names of the others and the page knows none."""

MOST_INCIDENTS = 20_000
"""A page with more would be slow on a phone."""

MOST_BYTES = 4_000_000
"""Of a page with up to 5,000 incidents; quotes are cut until it fits. Larger datasets may take as much for each."""

WINDOW = ((27.0, 31.0), (40.0, 52.0))
"""South-west and north-east corner of the basemap, latitude first."""

COARSENESS = 0.012
"""Degrees by which outlines may be off; 1 km, less than a line's width at the zoom that the page opens with."""

FIELDS = (
    "id",
    "date_start",
    "date_end",
    "date_latest",
    "time_precision",
    "time_of_day",
    "place",
    "place_name",
    "geo_precision",
    "status",
    "weapons",
    "munition_count",
    "attackers",
    "targets",
    "detail",
    "outcome",
    "fatalities",
    "injuries",
    "sources",
    "certainty",
    "versions",
    "reports",
)
"""What a row of the page's data holds, in order."""

_NAME = 160
_CUTS = ((600, 160), (400, 80), (300, 0), (200, 0), (120, 0), (60, 0), (20, 0))
"""Longest main quote and longest further quote, tried one after the other until the page is small enough."""

_TOKEN = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class TooManyError(RasidError):
    """More incidents than one page can show; the line says how many it can."""


def write_html(dataset: Dataset, file: BinaryIO) -> int:
    """Write the page and return how many incidents it holds; without any, the map says so.

    The page speaks `dataset.language`; with `both` it opens in the reader's own and can be switched. Quotes are cut
    where the page would pass `MOST_BYTES`. Each incident links to the map where that has a public address, else to
    its own place in the page. Raises `TooManyError` beyond `MOST_INCIDENTS`.
    """
    if dataset.address and is_local(dataset.address):
        dataset = replace(dataset, address=None)
    incidents: list[Incident] = []
    for incident in dataset.incidents:
        incidents.append(incident)
        if len(incidents) > MOST_INCIDENTS:
            raise TooManyError(
                f"html: {dataset.counts.shown} incidents: expected at most {MOST_INCIDENTS} on one page; "
                "narrow the filter"
            )
    most = MOST_BYTES * max(1, len(incidents) / 5_000)
    for cut in _CUTS:
        page = _page(incidents, dataset, cut).encode("utf-8", "backslashreplace")
        if len(page) <= most:
            break
    file.write(page)
    return len(incidents)


def snippet(name: str, title: str) -> str:
    """Return the lines that embed a page of this file name into an article."""
    return (
        f'<iframe src="{escape(name)}" title="{escape(title)}" width="100%" height="680" style="border:0" '
        'loading="lazy" sandbox="allow-scripts allow-popups"></iframe>'
    )


def _page(incidents: Sequence[Incident], dataset: Dataset, cut: tuple[int, int]) -> str:
    languages = languages_of(dataset)
    title = translations(languages[0]).gettext("Attacks reported in Syria and Iraq")
    leaflet = re.sub(r"//# sourceMappingURL=\S*", "", (leaflet_files() / "leaflet.js").read_text(encoding="utf-8"))
    # What Leaflet's style sheet would fetch, nothing of this page shows.
    leaflet_style = re.sub(r"url\([^)]*\)", "none", (leaflet_files() / "leaflet.css").read_text(encoding="utf-8"))
    style = _palette() + (FOLDER / "map.css").read_text(encoding="utf-8")
    scripts = (MAP_FILES / "scale.js", *(FOLDER / f"{name}.js" for name in SCRIPTS))
    ours = "\n".join(file.read_text(encoding="utf-8") for file in scripts)
    script = f'"use strict";\n(() => {{\n{ours}}})();\n'
    parts = {
        "language": languages[0],
        "direction": "rtl" if languages[0] == "ar" else "ltr",
        "policy": _policy([leaflet, script], [leaflet_style, style]),
        "title": escape(title),
        "snippet": snippet(dataset.file_name(".html"), title),
        "leaflet_style": leaflet_style,
        "style": style,
        "no_script": escape(translations(languages[0]).gettext("This map needs JavaScript, which is switched off.")),
        "data": _json(_data(incidents, dataset, languages, cut)),
        "leaflet": leaflet,
        "script": script,
    }
    frame = (FOLDER / "page.html").read_text(encoding="utf-8")
    return _TOKEN.sub(lambda found: parts[found.group(1)], frame)


def languages_of(dataset: Dataset) -> tuple[Language, ...]:
    """Return the languages of a dataset's words."""
    return LANGUAGES if dataset.language == "both" else (dataset.language,)


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a policy under which nothing is fetched and nothing runs but these."""

    def digests(texts: Sequence[str]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts
        )

    return f"default-src 'none'; script-src {digests(scripts)}; style-src {digests(styles)}; base-uri 'none'"


def _palette() -> str:
    """The colours as variables: always light, since the page stands in an article whose colours it cannot know."""
    pairs = [(field.name, getattr(LIGHT, field.name)) for field in fields(LIGHT) if field.type == "str"]
    pairs += [(f"status-{status}", colour) for status, colour in LIGHT.status.items()]
    lines = "".join(f"  --{name.replace('_', '-')}: {colour};\n" for name, colour in pairs)
    return f":root {{\n  color-scheme: light;\n{lines}}}\n"


def _json(value: Any) -> str:
    """Return a value as JSON that ends no script and starts no comment, whatever is in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda found: _UNSAFE[found.group()], text)


def _data(
    incidents: Sequence[Incident], dataset: Dataset, languages: Sequence[Language], cut: tuple[int, int]
) -> dict[str, Any]:
    actors = load_actors()
    named = dict.fromkeys(id for one in incidents for id in (*one.attackers, *one.targets))
    places = dict.fromkeys(one.place_id for one in incidents if one.place_id and one.place_id in dataset.gazetteer)
    place_ids = {id: index for index, id in enumerate(places)}
    article_ids = {
        id: index for index, id in enumerate(dict.fromkeys(r.document_id for one in incidents for r in one.reports))
    }
    told = (name for one in incidents for name in (*one.sources, *(version.source for version in one.versions)))
    sources = {name: index for index, name in enumerate(dict.fromkeys(told))}
    name = dataset.file_name(".html")
    return {
        "languages": list(languages),
        "words": {language: _said(dataset, language) for language in languages},
        "statuses": list(LIGHT.status),
        "evidence": list(EVIDENCE_FIELDS),
        "fields": FIELDS,
        "actors": {id: [actors[id].name_ar, actors[id].name_en] for id in named},
        "places": [
            {
                "id": place.id,
                "names": [place.name_ar, place.name_en],
                "at": [round(place.lat, 5), round(place.lon, 5)],
                "radius": 0 if place.exact else round(place.radius_m),
            }
            for place in (dataset.gazetteer[id] for id in place_ids)
        ],
        "articles": [_article(dataset.documents[id]) for id in article_ids],
        "sources": [_in_both(name) for name in sources],
        "rows": [_row(one, place_ids, article_ids, sources, cut) for one in incidents],
        "basemap": coarse_basemap(),
        "window": WINDOW,
        "single_radius": 7.0,
        "largest_radius": 26.0,
        "address": dataset.address,
        "file": name,
        "snippet": snippet(name, translations(languages[0]).gettext("Attacks reported in Syria and Iraq")),
    }


def _said(dataset: Dataset, language: Language) -> dict[str, Any]:
    """The words of the page in a language, and what it says of itself."""
    gettext, basemap = translations(language).gettext, load_basemap()
    publishers = [name for one, _ in dataset.publishers if (name := plain(source_name(one, language), 60))]
    sources = COMMA[language].join(publishers[:8]) + ("…" if len(publishers) > 8 else "")
    chosen = plain(selection_in_words(dataset.filter, dataset.gazetteer, language), 300)
    notes = [sample_data(language)] if dataset.holds_samples else []
    notes += [gettext("Sources: {sources}").format(sources=sources)] if sources else []
    notes += [gettext("Basemap: Natural Earth"), "Leaflet", basemap.note("boundaries", "golan", language=language)]
    return {
        **words(language),
        "as_of": state_text(dataset.pin, dataset.as_of, language),
        "selection": gettext("Only: {selection}").format(selection=chosen) if chosen else "",
        "notes": " · ".join(notes),
        "boundaries": basemap.note(language=language),
        "method": method(language),
        "licence": licence(language),
        "citation": citation(dataset, language),
    }


def _article(document: Document) -> dict[str, Any]:
    return {
        "publisher": _in_both(document.publisher) if document.publisher else None,
        "published": document.published.isoformat() if document.published else None,
        "inferred": document.published_basis == "inferred",
        "title": plain(document.title or "", _NAME),
        "url": document.url if document.url and len(document.url) <= 500 else None,
        "after": _followed(document.after) if document.after else None,
        "language": document.language,
    }


def _followed(after: str) -> list[str]:
    """Whose report a sample follows, in Arabic and in English."""
    return [plain(report_followed(after, language), _NAME) for language in LANGUAGES]


def _in_both(source: str) -> list[str]:
    """A source's name in Arabic and in English."""
    return [plain(source_name(source, language), _NAME) for language in LANGUAGES]


def _row(
    incident: Incident,
    places: Mapping[str, int],
    articles: Mapping[str, int],
    sources: Mapping[str, int],
    cut: tuple[int, int],
) -> list[Any]:
    """An incident as the values of `FIELDS`."""
    return [
        incident.id,
        incident.date_start.isoformat() if incident.date_start else None,
        incident.date_end.isoformat() if incident.date_end else None,
        incident.date_latest.isoformat() if incident.date_latest else None,
        incident.time_precision,
        incident.time_of_day,
        places.get(incident.place_id or "", -1),
        plain(incident.place_name or "", _NAME) if incident.place_id not in places else None,
        incident.geo_precision,
        incident.status,
        [weapon for weapon in incident.weapons if weapon != "unknown"],
        incident.munition_count,
        incident.attackers,
        incident.targets,
        plain(incident.target_detail or "", _NAME) or None,
        incident.outcome,
        incident.fatalities,
        incident.injuries,
        [sources[source] for source in incident.sources],
        incident.certainty,
        [[sources[one.source], one.outcome, one.weapons] for one in incident.versions],
        [
            [articles[report.document_id], list(marked_quote(report, cut[0])), list(_further(report, cut[1]))]
            for report in incident.reports
        ],
    ]


def marked_quote(report: Report, longest: int) -> Iterator[str | tuple[str, int]]:
    """Yield the main quote in pieces: words as they are, or words and the index of the field they prove.

    Put together they are the quote, cut to `longest` code points with an ellipsis where it is longer.
    """
    act = report.evidence[0]
    start, end = act.span.start, min(act.span.end, act.span.start + longest)
    at = start
    for proof in sorted(report.evidence[1:], key=lambda one: one.span):
        if proof.field != "act" and proof.span.start >= at and proof.span.end <= end:
            if at < proof.span.start:
                yield act.quote[at - start : proof.span.start - start]
            yield proof.quote, EVIDENCE_FIELDS.index(proof.field)
            at = proof.span.end
    if at < end:
        yield act.quote[at - start : end - start]
    if end < act.span.end:
        yield "…"


def _further(report: Report, longest: int) -> Iterator[tuple[str, int]]:
    """Yield the words that prove a field from outside the main quote, each passage once, cut to `longest`."""
    act = report.evidence[0]
    told: set[Evidence | str] = set()
    for proof in report.evidence[1:]:
        inside = act.span.start <= proof.span.start and proof.span.end <= act.span.end
        if longest and not inside and proof.quote not in told:
            told.add(proof.quote)
            quote = proof.quote if len(proof.quote) <= longest else proof.quote[:longest] + "…"
            yield quote, EVIDENCE_FIELDS.index(proof.field)


@cache
def coarse_basemap() -> Mapping[str, Any]:
    """Return the layers in drawing order as GeoJSON, made coarser; neighbours keep sharing their borders."""
    basemap = load_basemap()
    layers = {}
    for name in ("countries", "governorates", "lakes", "rivers"):
        frame = getattr(basemap, name)
        shapes = frame.geometry.values
        simpler = (
            shapely.coverage_simplify(shapes, COARSENESS)
            if name in ("countries", "governorates")
            else shapely.simplify(shapes, COARSENESS)
        )
        features = []
        for shape, (_, row) in zip(simpler, frame.iterrows(), strict=True):
            told = {"country": row["country"]} if row.get("country") else {}
            if row.get("name_ar"):
                told["names"] = [row["name_ar"], row["name_en"]]
            geometry = mapping(shapely.set_precision(shape, 0.001, mode="pointwise"))
            features.append({"type": "Feature", "properties": told, "geometry": _rounded(geometry)})
        layers[name] = {"type": "FeatureCollection", "features": features}
    return layers


def _rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    def walk(value: Any) -> Any:
        return round(value, 3) if isinstance(value, float) else [walk(one) for one in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
