"""Why words were taken for what they prove, told so that somebody who never saw a rule understands it.

A rule's name is `kind:detail` or `kind:detail:word`, as `extract` gives it. A name that is not known here is told by
what the words were taken for, which is always true.
"""

from __future__ import annotations

from language.catalogue import Language, translations
from language.plain import plain

LONGEST_WORD = 60


def explain_rule(field: str, rule: str, language: Language) -> str:
    """Return the reason that a rule stands for, as a clause without a full stop.

    `field` is a code of `terms("field")`, `rule` the name that the evidence carries.
    """
    words = translations(language)
    kind, _, rest = rule.partition(":")
    detail, _, word = rest.partition(":")
    match kind:
        case "act" if word:
            text = words.gettext("a word for an attack: “{word}”")
            return text.format(word=plain(word, LONGEST_WORD))
        case "weapon" if detail == "a state's bombing":
            return words.gettext("a state that bombs, told without a weapon: taken for an air strike")
        case "weapon" if detail:
            return words.gettext("names the weapon: “{word}”").format(word=plain(detail, LONGEST_WORD))
        case "outcome" if detail:
            return words.gettext("tells what came of it: “{word}”").format(word=plain(detail, LONGEST_WORD))
        case "status" if detail == "denied":
            return words.gettext("somebody denies it")
        case "place":
            return _place(detail, language)
        case "date":
            return _date(detail, language)
        case "attacker" | "target":
            return _party(kind, detail, language)
        case "casualties":
            return words.gettext("a number of people, told as killed or injured")
        case "source":
            return _source(detail, language)
        case "tally":
            return words.gettext("a count of attacks over a time, never an attack of its own")
    return _field(field, language)


def explain_certainty(reason: str, language: Language) -> str:
    """Return why a report is not explicit, in the interface's language; an unknown reason stays as it is told."""
    words = translations(language)
    match reason:
        case "the place is one named before":
            return words.gettext("the place is one that the article named before")
        case "told to have happened many times":
            return words.gettext("the article tells of it as happening many times")
        case "the day is that of the statement":
            return words.gettext("the day is that of the statement which tells of it")
        case "told as just before the event before it":
            return words.gettext("the article tells of it as shortly before another attack, whose day it names")
        case "the day is the one told of just before":
            return words.gettext("the day is the one that the article named just before")
        case "no day is named; it is told as current news":
            return words.gettext("the article names no day and tells of it as news of its own day")
    return plain(reason, 300)


def _place(detail: str, language: Language) -> str:
    words = translations(language)
    match detail:
        case "direct":
            return words.gettext("the place that the attack is told to have struck")
        case "near":
            return words.gettext("the attack is told as near this place, not in it")
        case "between":
            return words.gettext("the attack is told as between this place and another")
        case "reference":
            return words.gettext("points back to a place that the article named before")
        case "stationed":
            return words.gettext("the place where those who were struck are based")
    return words.gettext("the place that the attack is told in")


def _date(detail: str, language: Language) -> str:
    words = translations(language)
    match detail.split(":")[0].removesuffix("-dated").removesuffix("-by-weekday").removeprefix("before-"):
        case "today" | "yesterday" | "day-before-yesterday" | "last-night" | "tonight" | "just-now" | "current":
            return words.gettext("a day counted back from the day of the article")
        case "weekday" | "weekday-of-week" | "night-between":
            return words.gettext("a weekday: the last one before the day of the article")
        case "day-told-before" | "day-of-month-told-before":
            return words.gettext("points back to a day that the article named before")
        case "names-event" | "known-day":
            return words.gettext("an event whose day is known")
        case "days-ago" | "weeks-ago" | "months-ago" | "years-ago" | "long-ago" | "past-week" | "span" | "long-span":
            return words.gettext("a length of time, counted back from the day of the article")
    return words.gettext("the date as the article writes it")


def _party(kind: str, detail: str, language: Language) -> str:
    words = translations(language)
    match detail:
        case "who claims" | "who claims it" | "who tells of its raids":
            return words.gettext("the party that claims the attack")
        case "people hurt":
            return words.gettext("no target is named: taken from the people who were hurt")
        case "host of the base (base_hosts.csv)":
            return words.gettext("no target is named: taken from who was based at this place on that day")
        case "the facility named":
            return words.gettext("no target is named: taken from the facility that was struck")
    if kind == "attacker":
        return words.gettext("names the party that the attack is told to come from")
    return words.gettext("names the party that the attack is told to have struck")


def _source(detail: str, language: Language) -> str:
    words = translations(language)
    match detail:
        case "claimant":
            return words.gettext("who claims to have done it")
        case "authority":
            return words.gettext("the authority in charge there, or the party that was struck: its word confirms")
    return words.gettext("who says so")


def _field(field: str, language: Language) -> str:
    words = translations(language)
    match field:
        case "act":
            return words.gettext("words that tell of an attack and its place")
        case "weapon":
            return words.gettext("names the weapon")
        case "outcome":
            return words.gettext("tells what came of it")
    return words.gettext("words that tell this")
