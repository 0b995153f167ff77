"""Words of reviewing: why an incident waits, what people have made of it, and what a change was."""

from __future__ import annotations

from collections.abc import Mapping

from language.catalogue import Language, translations


def reason_words(code: str, language: Language) -> str:
    """Return why an incident waits for a person, by a code of `incidents.queue`; an unknown code stays as it is."""
    pgettext = translations(language).pgettext
    told: Mapping[str, str] = {
        "changed_since": pgettext("reason", "Articles have changed it since somebody looked at it"),
        "doubtful": pgettext("reason", "The words are doubtful"),
        "inferred": pgettext("reason", "Something in it is inferred"),
        "place_unknown": pgettext("reason", "Its place is not in the gazetteer"),
        "no_place": pgettext("reason", "No place is named"),
        "undated": pgettext("reason", "No date is told"),
        "far_date": pgettext("reason", "Its date is far from the day it was published"),
        "disputed": pgettext("reason", "The versions contradict each other"),
        "versions": pgettext("reason", "There is more than one version"),
        "many_killed": pgettext("reason", "Ten or more people were killed"),
        "killed": pgettext("reason", "People were killed"),
        "injured": pgettext("reason", "People were injured"),
        "confirmed_hit": pgettext("reason", "A confirmed hit"),
        "many_sources": pgettext("reason", "Three or more outlets report it"),
    }
    return told.get(code, code)


def review_word(review: str, language: Language) -> str:
    """Return what people have made of an incident (`incidents.types.Review`) in a word or two."""
    pgettext = translations(language).pgettext
    told: Mapping[str, str] = {
        "new": pgettext("review", "Not reviewed"),
        "added": pgettext("review", "Added by hand"),
        "confirmed": pgettext("review", "Confirmed by an editor"),
        "corrected": pgettext("review", "Corrected"),
        "rejected": pgettext("review", "Retracted"),
    }
    return told.get(review, review)


def change_words(kind: str, language: Language) -> str:
    """Return what a change of the record was, by its kind (`incidents.history.Kind`)."""
    pgettext = translations(language).pgettext
    told: Mapping[str, str] = {
        "load": pgettext("change", "An article was loaded"),
        "reread": pgettext("change", "An article was read again"),
        "confirm": pgettext("change", "Confirmed"),
        "correct": pgettext("change", "Corrected"),
        "reject": pgettext("change", "Retracted"),
        "split": pgettext("change", "Split in two"),
        "merge": pgettext("change", "Merged with another"),
        "add": pgettext("change", "Added by hand"),
        "place": pgettext("change", "Its place was put on the map"),
        "regroup": pgettext("change", "Reports were put together anew"),
        "undo": pgettext("change", "A decision was undone"),
    }
    return told.get(kind, kind)
