"""The document that a browser gets first: Streamlit's own, in the reader's language, with a quiet face while it loads.

Streamlit asks for the script of each kind of element, and for the map's frame with its files, only when it is about to
draw them, one round trip after the other. Named here, they come while the browser still reads the first scripts.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from geo.map_files import palette_css
from language.catalogue import Language, translations
from ui.state import browser_language, from_query

PAGES = ("", "map", "add", "review", "place", "article", "versions")
"""Where pages stand, below the application's root."""

MAP_PAGES = ("", "map")
"""Those of them that draw the map."""

# What the map page is made of: elements by the names of Streamlit's scripts, and the files of our own.
_ELEMENTS = (
    "BidiComponent",
    "Button",
    "ButtonGroup",
    "Checkbox",
    "ComponentInstance",
    "Html",
    "PageLink",
    "TextInput",
)
_FILES = (
    "leaflet/leaflet.js",
    "leaflet/leaflet.css",
    "places.js",
    "map/scale.js",
    "map/map.js",
    "map/map.css",
    "palette.css",
    "basemap/countries.geojson",
    "basemap/governorates.geojson",
    "basemap/lakes.geojson",
    "basemap/rivers.geojson",
    "scripts/share.js",
    "scripts/time.js",
    "scripts/table.js",
)
_STREAMLIT = Path(st.__file__).parent / "static"
_IMPORTED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')


def first_page(request: Request, *, on_map: bool) -> Response:
    """Answer with the document of any page; which one it is, its scripts read from the address."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    language = from_query(query, browser_language(request.headers.get("accept-language"))).language
    return HTMLResponse(document(language, on_map), headers={"Cache-Control": "no-cache"})


@cache
def document(language: Language, on_map: bool) -> str:
    """Return the document; `on_map` names ahead what the map page will ask for."""
    words = translations(language)
    style = palette_css() + Path(__file__).with_name("waiting.css").read_text(encoding="utf-8")
    name = words.gettext("Rasid")
    what = words.gettext("Attacks in Syria and Iraq, each traced to the words that report it")
    opening, no_script = words.gettext("Opening…"), words.gettext("This map needs JavaScript, which is switched off.")
    face = (
        f'<div id="waiting" lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'
        f"<header><b>{escape(name)}</b><i>{escape(what)}</i></header>"
        f'<p role="status">{escape(opening)}</p><noscript><p>{escape(no_script)}</p></noscript></div>'
    )
    html = (_STREAMLIT / "index.html").read_text(encoding="utf-8")
    for place, new in (
        (r'<html lang="en">', f'<html lang="{language}">'),
        (r"<title>.*?</title>", f"<title>{escape(name)}</title>"),
        (r"</head>", f"{_ahead() if on_map else ''}<style>{style}</style></head>"),
        (r"<noscript>.*?</noscript>", face),
    ):
        before, after = re.split(place, html, maxsplit=1, flags=re.DOTALL)
        html = before + new + after
    return html


def _ahead() -> str:
    """Links to what the map page will ask for: scripts to be read at once, files to be had at hand."""
    return "".join(
        [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in _scripts()]
        + [f'<link rel="prefetch" href="./{address}">' for address in _FILES]
    )


def _scripts() -> list[str]:
    """Streamlit's scripts of `_ELEMENTS` and all that these import, by file name."""
    folder = _STREAMLIT / "static" / "js"
    names = [file.name for element in _ELEMENTS for file in sorted(folder.glob(f"{element}.*.js"))]
    for name in names:  # grows while it is walked through
        imported = _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
        names += [one for one in dict.fromkeys(imported) if one not in names]
    return names
