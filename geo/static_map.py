"""Report-ready pictures: a map, several small ones, or a timeline, as PNG, SVG or PDF of one and the same page.

The same picture gives the same bytes: no clock, no randomness, no network, no settings of the user's. Text is never
read as markup.
"""

from __future__ import annotations

import io
import re
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Any, Literal, get_args

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal
from matplotlib.text import Text

from geo import captions
from geo.framing import room_of, view_of
from geo.inset import plan_inset
from geo.lettering import INVISIBLE
from geo.multiples import draw_multiples
from geo.page import Frame, Page
from geo.panel import PANEL, WIDE_PANEL, Key, draw_panel, draw_strip, key_of, room_below_panel, strip_height
from geo.picture import Kind, Picture
from geo.plate import draw_plate
from geo.symbols import gauge
from geo.timeline import draw_timeline, key_of_bars
from language.catalogue import Language

Format = Literal["png", "svg", "pdf"]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format that pictures are written in."""

    suffix: str
    """With its dot."""
    media_type: str


FORMATS: Mapping[Format, FileKind] = MappingProxyType(
    {
        "png": FileKind(".png", "image/png"),
        "svg": FileKind(".svg", "image/svg+xml"),
        "pdf": FileKind(".pdf", "application/pdf"),
    }
)
"""Formats by name. SVG holds its letters as outlines, so it looks the same without the fonts; PDF embeds them."""

# Matplotlib's own settings, not those of the user's matplotlibrc.
_SETTINGS: dict[Any, Any] = {
    name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(("backend", "interactive"))
} | {
    "svg.fonttype": "path",
    "svg.hashsalt": "rasid",  # names inside the file come from its content, not from chance
    "pdf.fonttype": 42,
}
_UNSIGNED: Mapping[Format, Mapping[str, None]] = MappingProxyType(
    {
        "png": {"Software": None},
        "svg": {"Date": None, "Creator": None},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    }
)

_OUTLINE = re.compile(rb'd="[MLQCz\d\s.-]+"')
_FINER = re.compile(rb"(\.\d\d)\d+")
_TWICE = re.compile(rb'<path (d="[MLQCz\d\s.-]+") ([^<>]*)/>\s*<path \1 ([^<>]*)/>')

# Matplotlib keeps settings and caches of fonts in common for the whole process.
_ONE_AT_A_TIME = threading.Lock()


def render(picture: Picture, format: Format = "png") -> bytes:
    """Return the picture as a file's content; a PNG has exactly `size` pixels. Nothing in it tells when it was made.

    Raises ValueError for another format, when the extent or the window runs backwards, or when the extent lies
    outside the basemap.
    """
    if format not in get_args(Format):
        raise ValueError(f"format {format!r}: expected one of {', '.join(FORMATS)}")
    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcParams.update(_SETTINGS)
        file = io.BytesIO()
        metadata = dict(_UNSIGNED[format])
        options: dict[str, Any] = {"pil_kwargs": {"compress_type": zlib.Z_RLE}} if format == "png" else {}
        if format != "png":
            metadata |= {"Title": captions.title(picture, picture.languages[-1])}  # type: ignore[dict-item]
        figure = compose(picture)
        if format == "pdf":
            _outline_controls(figure)
        figure.savefig(file, format=format, dpi=picture.size.dpi, metadata=metadata, **options)
        return _slim(file.getvalue()) if format == "svg" else file.getvalue()


def _slim(svg: bytes) -> bytes:
    """Return an SVG with hundredths of points, where Matplotlib writes millionths, and with every outline that is drawn
    twice, for a name and for the rim around it, once."""
    numbers = count()
    svg = _OUTLINE.sub(lambda found: _FINER.sub(rb"\1", found.group()), svg)

    def shared(found: re.Match[bytes]) -> bytes:
        id = b"outline%d" % next(numbers)
        uses = b"".join(b'<use xlink:href="#%s" %s/>' % (id, style) for style in found.group(2, 3))
        return b'<defs><path id="%s" %s/></defs>%s' % (id, found.group(1), uses)

    return _TWICE.sub(shared, svg)


def _outline_controls(figure: Figure) -> None:
    """Let lines with invisible marks of direction be drawn as outlines: set as text, a PDF gives the marks room."""
    for text in figure.findobj(Text):
        if isinstance(text, Text) and INVISIBLE & set(text.get_text()) and not text.get_path_effects():
            text.set_path_effects([Normal()])


def compose(picture: Picture) -> Figure:
    """Return the picture as a Matplotlib figure; raises as `render` does. Not for use from several threads at once."""
    figure = Figure(figsize=(picture.size.inches_wide, picture.size.inches_high), dpi=picture.size.dpi)
    FigureCanvasAgg(figure)
    page = Page(figure, picture.size, picture.theme, picture.languages)

    def said(words: Callable[[Picture, Language], Any]) -> dict[Language, Any]:
        return {language: words(picture, language) for language in page.languages}

    page.header(said(captions.title), said(captions.subtitle), said(captions.selection), said(captions.warning))
    # How much room this takes is known only from the map, which has to know how much room is left.
    many = len(picture.marks) if picture.kind == "map" else 0
    outside = picture.shown if picture.extent and many else 0
    spare = {language: captions.left_out(many, outside, language) for language in page.languages}
    page.footer(said(captions.notes), spare, captions.address(picture))
    PICTURES[picture.kind](page, picture, said(captions.empty))
    return figure


def _map(page: Page, picture: Picture, empty: Mapping[Language, str]) -> None:
    marks = picture.marks
    sizes = gauge([mark.count for mark in marks], page.size.type_scale, room_of(page, bool(marks)).area)
    key = key_of(marks, sizes)
    if marks and page.legend_below:
        view = view_of(page, marks, picture.extent, strip_height(page, key))
        inset = plan_inset(page, marks, view, sizes, None)
    else:
        # An inset wants a wider column than the legend alone; without one the map takes the room.
        for panel in (WIDE_PANEL, PANEL):
            view = view_of(page, marks, picture.extent, panel=panel)
            free = room_below_panel(page, key, view.frame) if marks else None
            inset = plan_inset(page, marks, view, sizes, free)
            if inset is not None and free is not None and inset.view.frame.left == free.left:
                break
    if marks:
        _legend(page, key, view.frame)
    unnamed = draw_plate(page, marks, view, sizes, inset, empty)
    outside = sum(mark.count for mark in marks if not view.holds(mark.lon, mark.lat))
    page.footnote({language: captions.left_out(unnamed, outside, language) for language in page.languages})


def _multiples(page: Page, picture: Picture, empty: Mapping[Language, str]) -> None:
    marks = [mark for part in picture.parts for mark in part.marks]
    if not marks:
        _map(page, replace(picture, marks=(), extent=None), empty)
        return
    room = room_of(page, True)
    sizes = gauge([mark.count for mark in marks], page.size.type_scale * 0.7, room.area)
    key = key_of(marks, sizes)
    room = room_of(page, True, strip_height(page, key) if page.legend_below else 0.0)
    draw_multiples(page, room, picture.parts, picture.extent, sizes)
    _legend(page, key, room)


def _timeline(page: Page, picture: Picture, empty: Mapping[Language, str]) -> None:
    key = key_of_bars(picture.bars)
    if not key.by_status:
        page.message(page.axes(page.rest), empty)
        return
    room = room_of(page, True, strip_height(page, key) if page.legend_below else 0.0)
    draw_timeline(page, room, picture.bars)
    _legend(page, key, room)


def _legend(page: Page, key: Key, beside: Frame) -> None:
    if page.legend_below:
        draw_strip(page, key)
    else:
        draw_panel(page, key, beside)


PICTURES: Mapping[Kind, Callable[[Page, Picture, Mapping[Language, str]], None]] = MappingProxyType(
    {"map": _map, "multiples": _multiples, "timeline": _timeline}
)
"""Kinds of picture by name, each with what draws it onto a page that has its words already."""
