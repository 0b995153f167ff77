"""Addresses of our own beside Streamlit's: the map's files and the downloads."""

from __future__ import annotations

from functools import partial

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from geo.map_files import BASEMAP_FILES, MAP_FILES, leaflet_files, palette_css, places_script
from incidents.editions import BadEdition
from incidents.errors import RasidError
from ui.drawn import SCRIPT_FILES
from ui.first_page import MAP_PAGES, PAGES, first_page
from ui.state import from_query

# Long enough that the map's frame finds what its page has fetched ahead; short enough for who edits the tables.
_AT_HAND = {"Cache-Control": "max-age=60"}


def base_path() -> str:
    """Return the path the application is served under, without a slash at its end; empty at the root."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def routes() -> list[BaseRoute]:
    """Return the routes that `app.py` mounts."""
    base = base_path()
    return [
        Mount(f"{base}/leaflet", StaticFiles(directory=leaflet_files())),
        Mount(f"{base}/map", StaticFiles(directory=MAP_FILES)),
        Mount(f"{base}/basemap", StaticFiles(directory=BASEMAP_FILES)),
        Mount(f"{base}/scripts", StaticFiles(directory=SCRIPT_FILES)),
        Route(f"{base}/palette.css", palette),
        Route(f"{base}/places.js", places),
        Route(f"{base}/download/{{kind}}", download),
        Route(f"{base}/gold/{{document_id}}", gold),
        *(Route(f"{base}/{page}", partial(first_page, on_map=page in MAP_PAGES)) for page in PAGES),
    ]


def palette(request: Request) -> Response:
    """Answer with the palette as a style sheet, for the map's frame."""
    return Response(palette_css(), media_type="text/css", headers=_AT_HAND)


def places(request: Request) -> Response:
    """Answer with the names and positions of all places, for the map's frame."""
    # The server must answer before the gazetteer is loaded.
    from ui.source import places as every_place

    return Response(places_script(every_place().values()), media_type="text/javascript", headers=_AT_HAND)


def download(request: Request) -> Response:
    """Answer with a file of exactly the incidents that the query string's view shows.

    `bbox` (west, south, east, north in degrees) is the extent of the map on screen, which the picture keeps.
    """
    # The server must answer before the record and the exports are loaded.
    from ui.downloads import FORMATS, extent_of, make_download
    from ui.source import known_place

    kind = request.path_params["kind"]
    if kind not in FORMATS:
        return PlainTextResponse(f"{kind}: expected one of {', '.join(FORMATS)}", status_code=404)
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    view = from_query(query, known_place=known_place)
    try:
        name, media_type, content = make_download(kind, view, extent_of(request.query_params.get("bbox")))
    except BadEdition as error:
        return PlainTextResponse(str(error), status_code=404)
    except RasidError as error:
        return PlainTextResponse(str(error), status_code=503)
    return _file(name, media_type, content)


def gold(request: Request) -> Response:
    """Answer with a reviewed article and its coding; with a line for one that is not reviewed whole, or not there."""
    from export.gold_text import BadGold, gold_archive
    from ui.source import record

    document_id = request.path_params["document_id"]
    try:
        return _file(f"{document_id}.zip", "application/zip", gold_archive(record(), document_id))
    except BadGold as error:
        return PlainTextResponse(str(error), status_code=404)
    except RasidError as error:
        return PlainTextResponse(str(error), status_code=503)


def _file(name: str, media_type: str, content: bytes) -> Response:
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
