"""What a file says about itself: where it comes from, what was asked for, under which terms, how to cite it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from export.dataset import Dataset
from export.permalink import filter_link, query_of
from incidents.pins import Pin
from language.catalogue import Language, translations
from language.dates import format_date, format_range
from language.plain import isolated
from language.punctuation import COMMA

PLACES_LICENCE = "CC BY-SA 4.0"
"""Of names and positions: the strictest of the gazetteer's sources."""


def about(dataset: Dataset) -> dict[str, Any]:
    """Return what is said of a dataset, ready for JSON; one without a record says less."""
    counts = dataset.counts
    return {
        "dataset": "Rasid: attacks in Syria and Iraq, as reported",
        "version": dataset.version,
        "as_of": dataset.as_of.isoformat(),
        "pinned": {dataset.pin.kind: dataset.pin.value} if dataset.pin else None,
        "query": query_of(dataset.filter),
        "permalink": filter_link(dataset.address, dataset.filter, dataset.pin) if dataset.address else None,
        "counts": {
            "incidents": counts.shown,
            "undated": dataset.undated,
            "without_a_place": counts.unlocated,
            "hidden_by_the_query": counts.hidden,
        },
        "publishers": [publisher for publisher, _ in dataset.publishers],
        "sample_data": sample_data("en") if dataset.holds_samples else None,
        "licence": licence("en"),
        "citation": citation(dataset, "en"),
        "method": method("en"),
    }


def sample_data(language: Language) -> str:
    """Return what has to be said where our own sample dispatches are among the articles."""
    return translations(language).gettext("Sample data, in our own wording after published reports.")


def licence(language: Language) -> str:
    """Return the terms under which a file can be used."""
    terms = translations(language).gettext(
        "Names and positions of places: {licence}, after GeoNames, Wikipedia, Who's On First, OurAirports and Natural "
        "Earth. Quotations belong to their publishers and stand here as evidence. The coding may be used freely with "
        "the citation."
    )
    return terms.format(licence=PLACES_LICENCE)


def citation(dataset: Dataset, language: Language) -> str:
    """Return how to cite a dataset: name, window, version, day, address."""
    words = translations(language)
    window = format_range(dataset.filter.date_from, dataset.filter.date_to, language)
    parts = [words.gettext("Rasid, attacks in Syria and Iraq as reported"), window]
    if dataset.version:
        parts.append(words.gettext("record {version}").format(version=dataset.version))
    parts.append(state_text(dataset.pin, dataset.as_of, language))
    if dataset.address:
        parts.append(filter_link(dataset.address, dataset.filter, dataset.pin))
    return COMMA[language].join(parts)


def state_text(pin: Pin | None, as_of: dt.date, language: Language) -> str:
    """Return which state of the record something is of: as of a day, a published version, or as known on a day."""
    words, day = translations(language), format_date(as_of, language)
    if pin is None:
        return words.gettext("as of {date}").format(date=day)
    if pin.kind == "version":
        # Isolated, or an Arabic line turns the numbers of a name like 2026-10 about.
        name = isolated(pin.value) if language == "ar" else pin.value
        return words.gettext("version {name}, published on {date}").format(name=name, date=day)
    return words.gettext("as known at the end of {date}").format(date=day)


def method(language: Language) -> str:
    """Return in a few sentences how incidents come about and what the numbers do not say."""
    return translations(language).gettext(
        "Rasid reads Arabic articles by rules and keeps the words that prove each field. An incident is one reported "
        "use, attempt or interception of violence at one place on one date; reports of the same event by several "
        "articles make one incident. Status: claimed (only the attacker says so), reported (anybody else does), "
        "confirmed (the struck party or the authority in charge says so), disputed (versions contradict each other). "
        "What an article does not say is left empty. Totals, threats, drills and denials are not incidents. The "
        "numbers count what the articles of this record report, not all that happened; check the words before "
        "publishing."
    )
