"""The interface's words of the self-contained map, with every plural form that its script may need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from language.catalogue import Language, plural_forms, translations
from language.dates import format_month
from language.punctuation import ARROW, COMMA
from language.terms import terms


def words(language: Language) -> dict[str, Any]:
    """Return the words by the names that the scripts in `web_map/` use: texts, plural forms, names of codes.

    Fields in braces are left for the script to fill.
    """
    catalogue = translations(language)
    gettext, ngettext = catalogue.gettext, catalogue.ngettext
    return {
        "direction": "rtl" if language == "ar" else "ltr",
        "comma": COMMA[language],
        "arrow": ARROW[language],
        "months": [format_month(dt.date(2024, month, 1), language).removesuffix(" 2024") for month in range(1, 13)],
        "title": gettext("Attacks reported in Syria and Iraq"),
        "map": gettext("Map"),
        "show_all": gettext("Show all marks"),
        "zoom_in": gettext("Zoom in"),
        "zoom_out": gettext("Zoom out"),
        "play": gettext("Play through time"),
        "pause": gettext("Pause"),
        "first_day": gettext("First day"),
        "last_day": gettext("Last day"),
        "all_dates": gettext("All dates"),
        "undated_too": gettext("Undated too"),
        "undated": gettext("undated"),
        "undated_by": gettext("undated, by {date} at the latest"),
        "hollow": gettext("all undated"),
        "approximate": gettext("approximate position"),
        "close": gettext("Close"),
        "about": gettext("About this map"),
        "method_title": gettext("How it comes about"),
        "boundaries_title": gettext("Boundaries"),
        "licence_title": gettext("Terms"),
        "citation_title": gettext("How to cite"),
        "embed": gettext("Embed this map"),
        "incidents_title": gettext("Incidents"),
        "without_place_title": gettext("Without a place on the map"),
        "nothing": gettext("No incidents in this selection"),
        "place_not_named": gettext("place not named"),
        "not_named": gettext("not named"),
        "according_to": gettext("According to"),
        "certainty": gettext("Certainty"),
        "precision": gettext("Precision"),
        "sources_differ": gettext("Sources differ"),
        "other_words": gettext("Other words it rests on"),
        "publisher_unknown": gettext("publisher not given"),
        "publication_unknown": gettext("publication date unknown"),
        "inferred_date": gettext("{date} (inferred from the text)"),
        "sample": gettext("our wording, after a report by {source}"),
        "incidents": plural_forms(lambda count: ngettext("{count} incident", "{count} incidents", count)),
        "undated_count": plural_forms(lambda count: ngettext("{count} undated", "{count} undated", count)),
        "without_place": plural_forms(
            lambda count: ngettext("{count} without a place", "{count} without a place", count)
        ),
        "show_more": plural_forms(lambda count: ngettext("Show {count} more", "Show {count} more", count)),
        "munitions": plural_forms(lambda count: ngettext("{count} munition", "{count} munitions", count)),
        "killed": plural_forms(lambda count: ngettext("{count} killed", "{count} killed", count)),
        "injured": plural_forms(lambda count: ngettext("{count} injured", "{count} injured", count)),
        "status": dict(terms("status", language)),
        "weapon": dict(terms("weapon", language)),
        "outcome": dict(terms("outcome", language)),
        "field": dict(terms("field", language)),
        "time_of_day": dict(terms("time of day", language)),
        "certainty_terms": dict(terms("certainty", language)),
        "precision_terms": dict(terms("precision", language)),
    }
