"""What a filter selects besides its window, in words: on the screen, in citations, on pictures and in packs alike."""

from __future__ import annotations

from collections.abc import Mapping

from geo.gazetteer import Gazetteer
from incidents.actors import actor_name
from incidents.sources import source_name
from incidents.types import Filter
from language.catalogue import Language, translations
from language.plain import plain
from language.punctuation import COMMA, SEMICOLON
from language.terms import term

LONGEST_NAME = 120


def facet_names(language: Language) -> Mapping[str, str]:
    """Return the filters in the order the screen shows them: field of `Filter` to its name."""
    words = translations(language)
    return {
        "places": words.gettext("Place"),
        "governorates": words.gettext("Governorate"),
        "attackers": words.gettext("Attacker"),
        "targets": words.gettext("Target"),
        "weapons": words.gettext("Weapon"),
        "outcomes": words.gettext("Outcome"),
        "statuses": words.gettext("Status"),
        "precisions": words.gettext("Precision"),
        "publishers": words.gettext("Source"),
    }


def choice_name(facet: str, value: str, gazetteer: Gazetteer, language: Language) -> str:
    """Return the name of one choice of a filter, as text; what no table knows stays as it is."""
    match facet:
        case "weapons":
            return term("weapon", value, language)
        case "outcomes":
            return term("outcome", value, language)
        case "statuses":
            return term("status", value, language)
        case "precisions":
            return term("geo precision", value, language)
        case "places":
            return gazetteer[value].name(language) if value in gazetteer else plain(value, LONGEST_NAME)
        case "governorates":
            return _governorate(value, gazetteer, language)
        case "publishers" if value == "unknown":
            return translations(language).gettext("publisher not given")
        case "publishers":
            return plain(source_name(value, language), LONGEST_NAME)
    return plain(actor_name(value, language), LONGEST_NAME)


def chosen(filter: Filter, gazetteer: Gazetteer, language: Language) -> list[tuple[str, list[str]]]:
    """Return each filter that chooses something with the names of its choices; empty when none does."""
    return [
        (name, [choice_name(facet, value, gazetteer, language) for value in sorted(getattr(filter, facet))])
        for facet, name in facet_names(language).items()
        if getattr(filter, facet)
    ]


def selection_in_words(filter: Filter, gazetteer: Gazetteer, language: Language) -> str:
    """Return what a filter selects besides its window, for a reader; empty when it selects nothing."""
    words = translations(language)
    said = [f"{name}: {COMMA[language].join(values)}" for name, values in chosen(filter, gazetteer, language)]
    if filter.text:
        said.append(words.gettext("with the words “{text}”").format(text=filter.text))
    if not filter.undated:
        said.append(words.gettext("dated incidents"))
    return SEMICOLON[language].join(said)


def _governorate(code: str, gazetteer: Gazetteer, language: Language) -> str:
    """The name of a governorate by its p-code, or what a country's code stands for; the code where neither."""
    words = translations(language)
    if code in gazetteer.governorates:
        return gazetteer.governorates[code][language]
    match code:
        case "SY":
            return words.gettext("Syria, across governorates")
        case "IQ":
            return words.gettext("Iraq, across governorates")
        case "JO":
            return words.gettext("Jordan")
    return plain(code, LONGEST_NAME)
