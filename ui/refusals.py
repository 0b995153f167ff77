"""Why an act of a reviewer was not kept, in the reader's words, with what to do next.

An error's own line is English and names fields of the record, for logs and the command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations

from incidents.corrections import BadCorrection
from incidents.desk import BadDecision, OutOfDate
from incidents.errors import RasidError
from incidents.history import Change
from incidents.placed import BadPlacing
from language.catalogue import Language, translations
from language.plain import isolated, plain
from ui.cards import change_line
from ui.faults import fault_line


def refusal(error: RasidError, language: Language) -> str:
    """Return one line for the person whose act was refused; never markup."""
    words = translations(language)
    line = plain(str(error), 400)
    if isinstance(error, OutOfDate):
        return _out_of_date(error.change, language)
    if not isinstance(error, BadDecision | BadCorrection | BadPlacing):
        return fault_line(error, language)
    for pattern, told in _lines(words):
        if re.search(pattern, line):
            return told
    return words.gettext("This cannot be kept: {line}").format(line=isolated(line))


def _out_of_date(change: Change | None, language: Language) -> str:
    words = translations(language)
    if change is None:
        return words.gettext("Not kept: this incident is part of another one by now, or no longer in the record.")
    line = words.gettext("Not kept: the incident has changed meanwhile ({change}). Look at it as it stands now.")
    return line.format(change=change_line(change, language))


def _lines(words: NullTranslations) -> Iterator[tuple[str, str]]:
    """Yield what an error's own line holds, and what the person is told instead."""
    gettext = words.gettext
    yield "^why:", gettext("Not kept: give a reason, it stands in the history.")
    yield "^who:", gettext("Not kept: give your name first.")
    yield "reports to split off", gettext("Not kept: choose the reports that leave, and let at least one stay.")
    yield "undo that before it is merged", gettext("Not kept: one of the two is retracted. Undo that first.")
    yield "stand in the record already", gettext("Not kept: the record holds these very words already.")
    yield "^quote ", gettext("Not kept: give the words as they were said.")
    yield "is undone already", gettext("That was undone already.")
    yield "sets it for an incident", gettext("Not undone: an incident was corrected to this place. Undo that first.")
    yield "^no field", gettext("Not kept: nothing was changed in the form.")
    yield "expected undated for", gettext("Not kept: how exact the date is does not fit the days.")
    yield "for an incident with a place", gettext("Not kept: only an incident with a place can be exact about it.")
    yield "expected both days", gettext("Not kept: give both days, or neither where the day is unknown.")
    yield "expected the first day first", gettext("Not kept: the last day lies before the first.")
    yield "is on the map already", gettext("Not kept: this name is on the map already.")
    yield "^name_en:", gettext("Not kept: give the name in Latin letters.")
    yield "^source:", gettext("Not kept: say who says that the place is there.")
    yield "^kind ", gettext("Not kept: say what it is.")
    yield "^country ", gettext("Not kept: say in which country it is.")
    yield "^admin1_pcode", gettext("Not kept: the governorate is not in that country.")
    yield "^(lon|lat) ", gettext("Not kept: the point is not in Syria, Iraq or Jordan. Latitude comes first.")
