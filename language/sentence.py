"""An incident told in one sentence, Arabic or English, that never says more than its fields.

What is unknown is left out, or said to be unknown where its absence would mislead (place, date, outcome). Names of
parties stand after a colon, because Arabic would otherwise have to bend them to case and gender.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from language.catalogue import Language, translations
from language.dates import format_date, format_list, format_month, format_range
from language.plain import plain
from language.punctuation import SEMICOLON
from language.terms import term

LONGEST_NAME = 80
"""Characters of a name taken from an article: more than any real one, so that a hostile one cannot fill the page."""

_ENGLISH_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Telling:
    """What the sentence may say: plain values, names already in its language."""

    place: str | None = None
    """Name of the place; None when no place was named."""
    geo_precision: int | None = None
    """1 the place itself, 2 near it or part of a region, 3 somewhere in it; None without a point."""
    date_start: dt.date | None = None
    """First possible day; None when undated."""
    date_end: dt.date | None = None
    """Last possible day; None when undated."""
    date_latest: dt.date | None = None
    """For an undated incident, a day it cannot be after."""
    time_precision: str = "undated"
    """`day`, `week`, `month` or `undated`."""
    time_of_day: str | None = None
    """A code of `terms("time of day")`; told only with an exact day."""
    weapons: Sequence[str] = ()
    """Codes of `terms("weapon")`; empty when not told."""
    munition_count: int | None = None
    """How many munitions; told only when there is one kind of weapon."""
    attackers: Sequence[str] = ()
    """Names of who did it; empty when unknown."""
    targets: Sequence[str] = ()
    """Names of the parties it was aimed at; empty when unknown."""
    outcome: str = "unknown"
    """A code of `terms("outcome")`."""
    status: str = "reported"
    """A code of `terms("status")`."""
    sources: Sequence[str] = ()
    """Who claims, reports or confirms it."""
    killed: int | None = None
    """People killed, over all groups; None when not told."""
    injured: int | None = None
    """People injured, over all groups; None when not told."""


def summary(telling: Telling, language: Language) -> str:
    """Return the sentence: `Six rockets were fired at al-Omar oil field base on 28–29 October 2023; …`.

    Clauses are set apart by semicolons and the sentence ends in a full stop. A telling without a single known field
    gives a sentence that says so. Raises ValueError for a code that `language.terms` does not have.
    """
    clauses = [
        _act(telling, language) + _when(telling, language),
        *_parties(telling, language),
        _sourcing(telling, language),
        *_losses(telling, language),
        _outcome(telling.outcome, language),
    ]
    return SEMICOLON[language].join(clause for clause in clauses if clause) + "."


def _act(telling: Telling, language: Language) -> str:
    """What was done, to what place."""
    words = translations(language)
    place = _place(telling, language)
    weapons = [weapon for weapon in telling.weapons if weapon != "unknown"]
    if len(weapons) > 1:
        named = _list([_means(weapon, language) for weapon in weapons], language)
        return words.gettext("An attack by {weapons} targeted {place}").format(weapons=named, place=place)
    weapon = weapons[0] if weapons else "unknown"
    count = telling.munition_count
    if count is not None and count > 0:
        counted = _counted(weapon, count, language)
        if counted:
            numeral = _ENGLISH_NUMBERS[count - 1] if language == "en" and count <= len(_ENGLISH_NUMBERS) else str(count)
            return counted.format(count=numeral, place=place)
    return _uncounted(weapon, language).format(place=place)


def _counted(weapon: str, count: int, language: Language) -> str | None:
    """The act with a number of munitions; None for weapons whose munitions the number may not mean."""
    ngettext = translations(language).ngettext
    match weapon:
        case "rocket":
            return ngettext("{count} rocket was fired at {place}", "{count} rockets were fired at {place}", count)
        case "drone":
            return ngettext("{count} drone was sent against {place}", "{count} drones were sent against {place}", count)
        case "ballistic_missile":
            return ngettext(
                "{count} ballistic missile was fired at {place}",
                "{count} ballistic missiles were fired at {place}",
                count,
            )
        case "cruise_missile":
            return ngettext(
                "{count} cruise missile was fired at {place}", "{count} cruise missiles were fired at {place}", count
            )
        case "artillery":
            return ngettext(
                "{count} artillery shell was fired at {place}", "{count} artillery shells were fired at {place}", count
            )
        case "mortar":
            return ngettext(
                "{count} mortar shell was fired at {place}", "{count} mortar shells were fired at {place}", count
            )
        case "airstrike":
            return ngettext("{count} airstrike targeted {place}", "{count} airstrikes targeted {place}", count)
        case "ied":
            return ngettext(
                "{count} explosive device targeted {place}", "{count} explosive devices targeted {place}", count
            )
    return None


def _uncounted(weapon: str, language: Language) -> str:
    gettext = translations(language).gettext
    match weapon:
        case "rocket":
            return gettext("A rocket attack targeted {place}")
        case "drone":
            return gettext("A drone attack targeted {place}")
        case "ballistic_missile":
            return gettext("A ballistic missile attack targeted {place}")
        case "cruise_missile":
            return gettext("A cruise missile attack targeted {place}")
        case "artillery":
            return gettext("Artillery fire targeted {place}")
        case "mortar":
            return gettext("Mortar fire targeted {place}")
        case "airstrike":
            return gettext("An attack from the air targeted {place}")
        case "ied":
            return gettext("A bomb attack targeted {place}")
        case "small_arms":
            return gettext("A small-arms attack targeted {place}")
        case "unknown":
            return gettext("An attack by unknown means targeted {place}")
    raise ValueError(f"weapon {weapon!r}: expected a code of terms('weapon')")


def _means(weapon: str, language: Language) -> str:
    """The weapon as one of several means of an attack: a kind, without a number."""
    pgettext = translations(language).pgettext
    match weapon:
        case "rocket":
            return pgettext("means of an attack", "rocket")
        case "drone":
            return pgettext("means of an attack", "drone")
        case "ballistic_missile":
            return pgettext("means of an attack", "ballistic missile")
        case "cruise_missile":
            return pgettext("means of an attack", "cruise missile")
        case "artillery":
            return pgettext("means of an attack", "artillery")
        case "mortar":
            return pgettext("means of an attack", "mortar")
        case "airstrike":
            return pgettext("means of an attack", "airstrike")
        case "ied":
            return pgettext("means of an attack", "explosive device")
        case "small_arms":
            return pgettext("means of an attack", "small arms")
    raise ValueError(f"weapon {weapon!r}: expected a code of terms('weapon')")


def _place(telling: Telling, language: Language) -> str:
    words = translations(language)
    name = plain(telling.place or "", LONGEST_NAME)
    if not name:
        return words.gettext("a place that was not named")
    if telling.geo_precision == 2:
        return words.gettext("the area of {place}").format(place=name)
    if telling.geo_precision == 3:
        return words.gettext("an unspecified spot in {place}").format(place=name)
    return name


def _when(telling: Telling, language: Language) -> str:
    """The date as the end of the act's clause, with its leading space."""
    words = translations(language)
    first, last = telling.date_start, telling.date_end or telling.date_start
    if first is None or last is None or telling.time_precision == "undated":
        if telling.date_latest is None:
            return " " + words.gettext("on an unknown date")
        latest = format_date(telling.date_latest, language)
        return " " + words.gettext("on an unknown date, no later than {date}").format(date=latest)
    if telling.time_precision == "month" and (first.year, first.month) == (last.year, last.month):
        return " " + words.gettext("in {month}").format(month=format_month(first, language))
    if telling.time_precision != "day":
        span = {"first": format_date(first, language), "last": format_date(last, language)}
        return " " + words.gettext("between {first} and {last}").format(**span)
    return " " + _time_of_day(telling.time_of_day, language).format(date=format_range(first, last, language))


def _time_of_day(code: str | None, language: Language) -> str:
    gettext = translations(language).gettext
    match code:
        case None:
            return gettext("on {date}")
        case "dawn":
            return gettext("at dawn on {date}")
        case "morning":
            return gettext("in the morning of {date}")
        case "noon":
            return gettext("at noon on {date}")
        case "afternoon":
            return gettext("in the afternoon of {date}")
        case "evening":
            return gettext("in the evening of {date}")
        case "night":
            return gettext("in the night of {date}")
    raise ValueError(f"time of day {code!r}: expected a code of terms('time of day')")


def _parties(telling: Telling, language: Language) -> list[str]:
    words = translations(language)
    clauses = []
    if attackers := _list(telling.attackers, language):
        clauses.append(words.gettext("attacker: {parties}").format(parties=attackers))
    if targets := _list(telling.targets, language):
        clauses.append(words.gettext("target: {parties}").format(parties=targets))
    return clauses


def _sourcing(telling: Telling, language: Language) -> str:
    """Who says so, and how far it is established."""
    words = translations(language)
    status = term("status", telling.status, language)
    if sources := _list(telling.sources, language):
        match telling.status:
            case "reported":
                return words.gettext("reported by {sources}").format(sources=sources)
            case "claimed":
                return words.gettext("claimed only, according to {sources}").format(sources=sources)
            case "confirmed":
                return words.gettext("confirmed, according to {sources}").format(sources=sources)
        return words.gettext("disputed; sources: {sources}").format(sources=sources)
    return words.gettext("status: {status}").format(status=status if language == "ar" else status.lower())


def _losses(telling: Telling, language: Language) -> list[str]:
    gettext, ngettext = translations(language).gettext, translations(language).ngettext
    if telling.killed == telling.injured == 0:
        return [gettext("nobody killed or injured")]
    clauses = []
    if telling.killed is not None:
        clauses.append(
            ngettext("{count} person killed", "{count} people killed", telling.killed).format(count=telling.killed)
        )
    if telling.injured is not None:
        clause = ngettext("{count} person injured", "{count} people injured", telling.injured)
        clauses.append(clause.format(count=telling.injured))
    return clauses


def _outcome(outcome: str, language: Language) -> str:
    gettext = translations(language).gettext
    match outcome:
        case "hit":
            return gettext("outcome: a hit")
        case "intercepted":
            return gettext("outcome: intercepted")
        case "partly_intercepted":
            return gettext("outcome: partly intercepted")
        case "missed":
            return gettext("outcome: missed")
        case "disputed":
            return gettext("outcome disputed")
        case "unknown":
            return gettext("outcome unknown")
    raise ValueError(f"outcome {outcome!r}: expected a code of terms('outcome')")


def _list(names: Sequence[str], language: Language) -> str:
    """The names joined as the language joins them; empty when none has a visible character."""
    return format_list([cleaned for name in names if (cleaned := plain(name, LONGEST_NAME))], language)
