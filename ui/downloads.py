"""Files of exactly what the screen shows: the same filter, window and numbers, and for pictures the same extent."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Literal

import streamlit as st

from export.permalink import filter_link, public_address
from incidents.errors import RasidError
from language.catalogue import Language, translations
from ui import source
from ui.cards import message
from ui.drawn import Part
from ui.links import download_address
from ui.pinning import day_of
from ui.session import state_of_view, view
from ui.state import View

if TYPE_CHECKING:  # the export room brings geopandas along; the first page must not wait for it
    from export.dataset import Dataset

_PART = Part("pack")

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that can be downloaded: names of `geo.picture`, `geo.palette` and `geo.static_map`."""

    kind: Literal["map", "multiples", "timeline"] = "map"
    split: Literal["month", "weapon"] = "month"
    size: str = "a4"
    style: str = "light"
    format: Literal["png", "svg", "pdf"] = "png"


DRAWINGS: Mapping[str, Drawing] = {
    "png": Drawing(),
    "png-web": Drawing(size="web"),
    "png-square": Drawing(size="social"),
    "png-dark": Drawing(size="web", style="dark"),
    "png-print": Drawing(style="print"),
    "svg": Drawing(format="svg"),
    "pdf": Drawing(format="pdf"),
    "timeline": Drawing("timeline", size="web"),
    "months": Drawing("multiples"),
    "weapons": Drawing("multiples", "weapon"),
}
DATA = ("geojson", "csv", "csv-excel", "csv-acled", "csv-ucdp", "jsonl", "gpkg", "html")
ABOUT = "about"
FORMATS = (*DRAWINGS, *DATA, ABOUT)
"""Kinds of download, as their address names them."""

FIRST = ("png", "geojson", "csv", "csv-excel")
"""Those that stand on the page itself; the others are in the menu."""

PACKABLE = ("png", "pdf", "svg", "geojson", "csv-excel", "csv-acled", "gpkg", "jsonl", "html")
"""What a report pack can hold."""


def draw_downloads() -> None:
    """Draw the links and the menu. The map adds its extent to links when they are clicked, see `geo/static/map.js`."""
    words = translations(view().language)
    with st.container(key="downloads", horizontal=True, width="content", gap="small", vertical_alignment="center"):
        label = words.gettext("Download")
        st.html(f'<p class="downloads"><span>{escape(label)}</span>{_links(FIRST)}</p>', width="content")
        # As with the filters, what is in it is drawn and sent only while it stands open.
        with st.popover(words.gettext("More formats"), key="more_formats", on_change="rerun") as box:
            if box.open:
                _draw_more()


def _draw_more() -> None:
    words = translations(view().language)
    for title, kinds in (
        (words.gettext("Pictures"), [kind for kind in DRAWINGS if kind not in FIRST]),
        (words.gettext("Data"), [kind for kind in (*DATA, ABOUT) if kind not in (*FIRST, "html")]),
        (words.gettext("Map to embed in an article"), ["html"]),
    ):
        st.html(f'<p class="note">{escape(title)}</p><p class="downloads">{_links(kinds)}</p>')
    _draw_pack()


def names(language: Language) -> dict[str, str]:
    """Return what each kind of download is called."""
    gettext = translations(language).gettext
    return {
        "png": gettext("PNG picture"),
        "png-web": gettext("PNG for the web"),
        "png-square": gettext("PNG, square"),
        "png-dark": gettext("PNG, dark"),
        "png-print": gettext("PNG, fit for grey print"),
        "svg": "SVG",
        "pdf": "PDF",
        "timeline": gettext("Timeline"),
        "months": gettext("Small maps by month"),
        "weapons": gettext("Small maps by weapon"),
        "geojson": gettext("GeoJSON"),
        "csv": gettext("CSV"),
        "csv-excel": gettext("CSV for Excel"),
        "csv-acled": gettext("CSV, ACLED's columns"),
        "csv-ucdp": gettext("CSV, UCDP's columns"),
        "jsonl": gettext("JSON Lines with all evidence"),
        "gpkg": gettext("GeoPackage for QGIS"),
        "html": gettext("HTML page"),
        ABOUT: gettext("About this data (JSON)"),
    }


def make_download(kind: str, view: View, extent: Extent | None) -> tuple[str, str, bytes]:
    """Return a file's name, media type and content for a view. Raises `RecordUnavailable`, or another `RasidError`
    where the format cannot hold what is shown; ValueError for the kind."""
    if kind not in FORMATS:
        raise ValueError(f"download {kind!r}: expected one of {', '.join(FORMATS)}")
    dataset = _dataset(view)
    if kind in DRAWINGS:
        return _picture(kind, dataset, view.language, extent)
    from export.formats import FORMATS as WRITERS
    from export.formats import as_bytes, sidecar

    if kind == ABOUT:
        return dataset.file_name(".about.json"), "application/json", sidecar(dataset)
    return dataset.file_name(WRITERS[kind].suffix), WRITERS[kind].media_type, as_bytes(kind, dataset)


def extent_of(text: str | None) -> Extent | None:
    """Return west, south, east, north; None where the text is not four degrees in that order."""
    try:
        west, south, east, north = (float(part) for part in (text or "").split(","))
    except ValueError:
        return None
    if -180 <= west < east <= 180 and -90 <= south < north <= 90:
        return west, south, east, north
    return None


def address() -> str:
    """Return where readers open the map: RASID_PUBLIC_URL, or else this server as its configuration names it."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    host = f"http://{st.get_option('browser.serverAddress') or 'localhost'}:{st.get_option('server.port')}"
    return public_address(f"{host}/{path}".rstrip("/"))


def _dataset(view: View) -> Dataset:
    from export.dataset import dataset_of

    return dataset_of(
        source.standing(source.state(view.pin)),
        source.places(),
        source.readers(view.filter),
        as_of=day_of(view.pin),
        address=address(),
        language=view.language,
        pin=view.pin,
    )


def _picture(kind: str, dataset: Dataset, language: Language, extent: Extent | None) -> tuple[str, str, bytes]:
    """A report-ready picture. Matplotlib takes a second to load, for which only a picture should wait."""
    from export.pictures import picture_of
    from geo import static_map
    from geo.framing import on_the_basemap
    from geo.palette import THEMES
    from geo.picture import SIZES

    drawing = DRAWINGS[kind]
    # Who has moved the map off its own edge gets what the marks need.
    kept = extent if drawing.kind == "map" and extent and on_the_basemap(extent) else None
    picture = picture_of(
        source.standing(source.state(dataset.pin)),
        source.places(),
        dataset.filter,
        as_of=dataset.as_of,
        pin=dataset.pin,
        kind=drawing.kind,
        split=drawing.split,
        language=language,
        size=SIZES[drawing.size],
        theme=THEMES[drawing.style],
        extent=kept,
        permalink=filter_link(address(), dataset.filter, dataset.pin),
    )
    file = static_map.FORMATS[drawing.format]
    which = "" if kind == drawing.format else f"_{kind.removeprefix('png-')}"
    return dataset.file_name(which + file.suffix), file.media_type, static_map.render(picture, drawing.format)


def _links(kinds: tuple[str, ...] | list[str]) -> str:
    """Links to downloads of the view, as HTML."""
    called = names(view().language)
    return "".join(
        f'<a data-export="{kind}" href="{escape(download_address(kind, view()), quote=True)}" '
        f'target="_self" download>{escape(called[kind])}</a>'
        for kind in kinds
    )


def _draw_pack() -> None:
    """The report pack: made on this click, with progress, since it takes seconds; then there to be downloaded."""
    from export.formats import PACKED

    words = translations(view().language)
    called = names(view().language)
    title = words.gettext("Report pack")
    what = words.gettext("One zip with these files, the table of sources, a README and checksums")
    st.html(f'<p class="note">{escape(title)}: {escape(what)}</p>')
    chosen = st.pills(
        words.gettext("Report pack"),
        PACKABLE,
        selection_mode="multi",
        default=PACKED,
        format_func=called.__getitem__,
        key="packed",
        label_visibility="collapsed",
    )
    wanted = (state_of_view(), view(), tuple(chosen))
    _PART.draw("make_pack", {"label": words.gettext("Make the pack")}, make=_wish_for_pack)
    if (wish := st.session_state.pop("pack_wish", None)) is not None:
        bar = st.progress(0.0)
        try:
            st.session_state.pack = (wanted, *_pack(tuple(chosen), extent_of(wish), bar))
        except RasidError as error:
            from ui.faults import fault_line  # knows the readers of articles, for which the map does not wait

            message(fault_line(error, view().language))
        bar.empty()
    if (made := st.session_state.get("pack")) and made[0] == wanted:
        st.download_button(
            words.gettext("Download the pack"),
            made[2],
            file_name=made[1],
            mime="application/zip",
            on_click="ignore",
            key="download_pack",
        )


def _wish_for_pack() -> None:
    """Remember that a pack is wanted, and of what extent; it is made where the page is drawn, which shows progress."""
    st.session_state.pack_wish = str(st.session_state.make_pack.get("make"))


def _pack(chosen: tuple[str, ...], extent: Extent | None, bar: st.delta_generator.DeltaGenerator) -> tuple[str, bytes]:
    """Return a pack's name and content; maps show the extent, or what the marks need where there is none."""
    from export.pack import write_pack

    dataset, language = _dataset(view()), view().language

    def draw(kind: str) -> bytes:
        return _picture(kind, dataset, language, extent)[2]

    def show(done: int, total: int, name: str) -> None:
        bar.progress(done / total, text=name or None)

    pictures = {f"_map.{kind}": partial(draw, kind) for kind in chosen if kind in DRAWINGS}
    file = io.BytesIO()
    write_pack(
        dataset,
        file,
        [kind for kind in chosen if kind not in DRAWINGS],
        pictures,
        show,
    )
    return dataset.file_name(".zip"), file.getvalue()
