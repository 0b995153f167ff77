"""A report-ready picture of the map: title, window, legend, scale bar, sources, credits and counts on one page.

The same picture gives the same bytes: no clock, no randomness, no network. Text is never read as markup.
"""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.basemap import CREDIT, load_basemap
from geo.marks import PlaceMark
from geo.page import Page, Size
from geo.palette import LIGHT, Theme
from geo.panel import draw_panel
from geo.plate import Extent, draw_plate, view_of
from language.catalogue import LANGUAGES, Language, translations
from language.dates import format_date, format_number, format_range
from language.plain import plain

PRINT = Size(width=3508, height=2480, dpi=300, type_scale=1.0)
"""A4 landscape at 300 dots per inch."""

WEB = Size(width=1200, height=675, dpi=150, type_scale=0.74)
"""For a web page or a post, 16:9."""

SIZES: Mapping[str, Size] = {"print": PRINT, "web": WEB}

MOST_SOURCES = 8
"""Publishers named in the source line; the others are counted."""

COMMA: Mapping[Language, str] = {"ar": "، ", "en": ", "}

# Matplotlib keeps settings and caches of fonts in common for the whole process.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows and says."""

    marks: Sequence[PlaceMark]
    """One mark a place, counted in the window; empty gives a map that says so."""
    date_from: dt.date | None
    """First day of the window; None when it is open."""
    date_to: dt.date | None
    """Last day of the window; None when it is open."""
    as_of: dt.date
    """The day the record is shown as of."""
    shown: int
    """Incidents in the selection, those without a place included."""
    undated: int
    """How many of them carry no date."""
    unlocated: int
    """How many of them have no place on the map."""
    sources: Sequence[str] = ()
    """Publishers of the articles behind the incidents, most important first."""
    extent: Extent | None = None
    """West, south, east, north in degrees, all of which is shown; None for what the marks need."""
    titles: Mapping[Language, str] = field(default_factory=dict)
    """Title by language; a plain one stands in for one that is missing."""
    language: Literal["ar", "en", "both"] = "both"
    """Language of all words; `both` has names in Arabic above English."""
    size: Size = PRINT
    theme: Theme = LIGHT

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the words; Arabic stands first where names are stacked."""
        return LANGUAGES if self.language == "both" else (self.language,)


def render(picture: Picture) -> bytes:
    """Return the picture as PNG, exactly `size` pixels, without a time stamp.

    Raises ValueError when the extent or the window runs backwards, or the extent lies outside the basemap.
    """
    with _ONE_AT_A_TIME:
        file = io.BytesIO()
        compose(picture).savefig(file, format="png", dpi=picture.size.dpi, metadata={"Software": None})
        return file.getvalue()


def compose(picture: Picture) -> Figure:
    """Return the picture as a Matplotlib figure; raises as `render` does. Not for use from several threads at once."""
    figure = Figure(figsize=(picture.size.inches_wide, picture.size.inches_high), dpi=picture.size.dpi)
    FigureCanvasAgg(figure)
    page = Page(figure, picture.size, picture.theme, picture.languages)
    page.header(
        {language: _title(picture, language) for language in page.languages},
        {language: _subtitle(picture, language) for language in page.languages},
    )
    page.footer({language: _notes(picture, language) for language in page.languages})
    view = view_of(page, picture.marks, picture.extent)
    draw_plate(page, picture.marks, view, {language: _empty(picture, language) for language in page.languages})
    draw_panel(page, picture.marks, view.frame)
    return figure


def _title(picture: Picture, language: Language) -> str:
    given = plain(picture.titles.get(language, ""), 200)
    return given or translations(language).gettext("Attacks reported in Syria and Iraq")


def _subtitle(picture: Picture, language: Language) -> list[str]:
    """The window, what is counted, and the day it is counted as of."""
    words = translations(language)
    counted = [
        words.ngettext("{count} incident", "{count} incidents", picture.shown).format(
            count=format_number(picture.shown, language)
        )
    ]
    if picture.undated:
        undated = words.ngettext("{count} undated", "{count} undated", picture.undated)
        counted.append(undated.format(count=format_number(picture.undated, language)))
    if picture.unlocated:
        unlocated = words.ngettext("{count} without a place", "{count} without a place", picture.unlocated)
        counted.append(unlocated.format(count=format_number(picture.unlocated, language)))
    return [
        format_range(picture.date_from, picture.date_to, language),
        COMMA[language].join(counted),
        words.gettext("as of {date}").format(date=format_date(picture.as_of, language)),
    ]


def _empty(picture: Picture, language: Language) -> str:
    words = translations(language)
    if picture.shown:
        return words.gettext("None of the incidents in this selection has a place on the map")
    return words.gettext("No incidents in this selection")


def _notes(picture: Picture, language: Language) -> list[str]:
    """What stands under the map: sources, where the basemap is from, and what its borders mean."""
    words = translations(language)
    notes = []
    named = [name for source in picture.sources if (name := plain(source, 60))]
    if named:
        sources = COMMA[language].join(named[:MOST_SOURCES])
        if more := len(named[MOST_SOURCES:]):
            sources = words.ngettext("{sources} and {count} more", "{sources} and {count} more", more).format(
                sources=sources, count=more
            )
        notes.append(words.gettext("Sources: {sources}").format(sources=sources) + ".")
    basemap = load_basemap()
    notes.append(words.gettext("Basemap: {credit}").format(credit=CREDIT) + ".")
    notes.append(basemap.note("boundaries", "golan", language=language))
    return notes
