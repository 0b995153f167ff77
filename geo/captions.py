"""The words around a picture: title, window, counts, what was selected, sources, credits, what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.basemap import credit, load_basemap
from geo.lettering import isolated
from geo.picture import Picture
from language.catalogue import Language, translations
from language.dates import format_date, format_number, format_range
from language.plain import plain
from language.punctuation import COMMA

MOST_SOURCES = 8
"""Publishers named in the source line, and reports that samples follow; the others are counted."""

LONGEST_ADDRESS = 600
"""Characters of a permalink; a longer one is cut, and says so."""


def title(picture: Picture, language: Language) -> str:
    """Return the title, on one line."""
    given = plain(picture.titles.get(language, ""), 200)
    return given or translations(language).gettext("Attacks reported in Syria and Iraq")


def subtitle(picture: Picture, language: Language) -> list[str]:
    """Return the window, what is counted, and the day, or the state of the record, it is counted as of."""
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
    window = format_range(picture.date_from, picture.date_to, language)
    if picture.span and not (picture.date_from or picture.date_to):
        window = words.gettext("all dates: {dates}").format(dates=format_range(*picture.span, language))
    state = picture.state.get(language, "")
    return [
        window,
        COMMA[language].join(counted),
        state or words.gettext("as of {date}").format(date=format_date(picture.as_of, language)),
    ]


def selection(picture: Picture, language: Language) -> str:
    """Return what was filtered for besides dates; empty when nothing was."""
    chosen = plain(picture.selection.get(language, ""), 300)
    return translations(language).gettext("Only: {selection}").format(selection=chosen) if chosen else ""


def warning(picture: Picture, language: Language) -> str:
    """Return, for sample data, that the wording is ours and whose reports it follows; else nothing."""
    followed = _listed(picture.samples, language)
    words = translations(language).gettext("Sample data: our own wording, after reports by {sources}")
    return words.format(sources=followed) if followed else ""


def empty(picture: Picture, language: Language) -> str:
    """Return what a picture with nothing on it says instead."""
    words = translations(language)
    if not picture.shown:
        return words.gettext("No incidents in this selection")
    if picture.kind == "timeline":
        return words.gettext("None of the incidents in this selection has a date")
    if picture.kind == "multiples":
        return words.gettext("None of the incidents in this selection can stand on the small maps")
    return words.gettext("None of the incidents in this selection has a place on the map")


def notes(picture: Picture, language: Language) -> list[str]:
    """Return what stands at the foot: sources, remarks, where the basemap is from, and what its borders mean."""
    words = translations(language)
    said = []
    if named := _listed(picture.sources, language):
        said.append(words.gettext("Sources: {sources}").format(sources=named) + ".")
    if remark := plain(picture.remarks.get(language, ""), 300):
        said.append(remark)
    if picture.kind == "timeline":
        if picture.undated:
            undated = words.ngettext(
                "{count} undated incident is not on the timeline.",
                "{count} undated incidents are not on the timeline.",
                picture.undated,
            )
            said.append(undated.format(count=format_number(picture.undated, language)))
        return said
    said.append(credit(language))
    said.append(load_basemap().note("boundaries", "golan", language=language))
    return said


def left_out(unnamed: int, outside: int, language: Language) -> str:
    """Return how many places lack their name for want of room, and how many incidents lie outside the map's frame."""
    words = translations(language)
    said = []
    if unnamed:
        names = words.ngettext(
            "{count} place is drawn without its name, for lack of room.",
            "{count} places are drawn without their names, for lack of room.",
            unnamed,
        )
        said.append(names.format(count=format_number(unnamed, language)))
    if outside:
        beyond = words.ngettext(
            "{count} of the incidents lies outside this section of the map.",
            "{count} of the incidents lie outside this section of the map.",
            outside,
        )
        said.append(beyond.format(count=format_number(outside, language)))
    return " ".join(said)


def address(picture: Picture) -> str:
    """Return the permalink on one line without characters that turn or hide others."""
    return plain(picture.permalink, LONGEST_ADDRESS).replace(" ", "%20")


def _listed(sources: Mapping[Language, Sequence[str]], language: Language) -> str:
    """Return a language's names joined by commas, the first ones; the rest is counted."""
    named = [name for source in sources.get(language, ()) if (name := plain(source, 60))]
    joined = COMMA[language].join(isolated(name, language) for name in named[:MOST_SOURCES])
    if more := len(named[MOST_SOURCES:]):
        joined = (
            translations(language)
            .ngettext("{sources} and {count} more", "{sources} and {count} more", more)
            .format(sources=joined, count=more)
        )
    return joined
