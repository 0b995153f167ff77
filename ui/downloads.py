"""Files of exactly what the screen shows: the same filter, window and numbers, and for the picture the same extent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from html import escape
from urllib.parse import urlencode

import streamlit as st

from language.catalogue import translations
from language.plain import plain
from ui import source
from ui.clock import today
from ui.session import view
from ui.state import View, to_query

FORMATS = ("png", "geojson", "csv", "csv-excel")
"""Kinds of download, as their address names them."""

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def draw_downloads() -> None:
    """Draw the links. The map adds its extent to them when they are clicked, see `geo/static/map.js`."""
    words = translations(view().language)
    names = {
        "png": words.gettext("PNG picture"),
        "geojson": words.gettext("GeoJSON"),
        "csv": words.gettext("CSV"),
        "csv-excel": words.gettext("CSV for Excel"),
    }
    query = urlencode(to_query(view()), doseq=True)
    links = "".join(
        f'<a data-export="{kind}" href="{escape(f"download/{kind}?{query}", quote=True)}" '
        f'target="_self" download>{escape(name)}</a>'
        for kind, name in names.items()
    )
    label = words.gettext("Download")
    st.html(f'<p class="downloads"><span>{escape(label)}</span>{links}</p>', width="content")


def make_download(kind: str, view: View, extent: Extent | None) -> tuple[str, str, bytes]:
    """Return a file's name, media type and content for a view. Raises `RecordUnavailable`; ValueError for the kind."""
    if kind not in FORMATS:
        raise ValueError(f"download {kind!r}: expected one of {', '.join(FORMATS)}")
    version = source.record().version()
    stem = f"rasid_{_window(view, version)}"
    if kind == "png":
        return f"{stem}.png", "image/png", _picture(view, version, extent)
    # The export room brings geopandas along; the first page must not wait for it.
    from export.formats import FORMATS as WRITERS
    from export.formats import as_bytes

    documents = {one.id: one for one in source.record().documents()}
    content = as_bytes(kind, source.record().iterate(view.filter), gazetteer=source.gazetteer(), documents=documents)
    return f"{stem}{WRITERS[kind].suffix}", WRITERS[kind].media_type, content


def _window(view: View, version: str) -> str:
    first, last = source.extent(version) or (None, None)
    ends = (view.filter.date_from or first, view.filter.date_to or last)
    days = [f"{day:%Y%m%d}" for day in ends if isinstance(day, dt.date)]
    return "-".join(dict.fromkeys(days)) or "undated"


def _picture(view: View, version: str, extent: Extent | None) -> bytes:
    """The report-ready picture. Matplotlib takes a second to load, for which only a picture should wait."""
    from geo.static_map import Picture, render

    counts = source.counts(version, view.filter)
    named = Counter(
        plain(document.publisher)
        for incident in source.record().iterate(view.filter)
        for report in incident.reports
        if (document := source.document(version, report.document_id)).publisher
    )
    return render(
        Picture(
            marks=source.marks(version, view.filter),
            date_from=view.filter.date_from,
            date_to=view.filter.date_to,
            as_of=today(),
            shown=counts.shown,
            undated=counts.undated if view.filter.undated else 0,
            unlocated=counts.unlocated,
            sources=[publisher for publisher, _ in named.most_common()],
            extent=extent,
            language=view.language,
        )
    )
