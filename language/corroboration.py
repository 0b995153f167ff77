"""How many tell an event by themselves, and which article repeats which, in the words of a card."""

from __future__ import annotations

from language.catalogue import Language, translations


def corroboration_text(articles: int, independent: int, language: Language) -> str:
    """Return how many articles tell an event and how many of them by themselves; empty for one article alone."""
    if articles < 2:
        return ""
    ngettext = translations(language).ngettext
    told = ngettext("Told by {count} article", "Told by {count} articles", articles)
    sources = ngettext("{count} independent source", "{count} independent sources", independent)
    return f"{told.format(count=articles)} · {sources.format(count=independent)}"


def repeat_text(way: str, of: str, language: Language) -> str:
    """Return that an article repeats another, named by its publisher `of`; `way` is one of `incidents.repeats.Way`."""
    words = translations(language)
    match way:
        case "words":
            text = words.gettext("Repeats the words of: {publisher}")
        case "quote":
            text = words.gettext("Has it from the same source as: {publisher}")
        case _:
            text = words.gettext("Another article of the same publisher: {publisher}")
    return text.format(publisher=of)
