"""What went wrong with an article, as one line in the reader's language.

An error's own line is English, for logs and the command line. In Arabic the faults that readers meet are told in
Arabic, under the name that they gave the text; any other keeps its line behind an Arabic opening.
"""

from __future__ import annotations

import re

from incidents.errors import RasidError, RecordUnavailable
from language.catalogue import Language, translations
from language.plain import plain
from load.decode import MAX_CHARACTERS
from load.document import PASTED
from ui.cards import LONGEST_NAME, isolated

_EMPTY = re.compile(r"(?P<name>.*): empty: expected an article")
_NO_TEXT = re.compile(r"(?P<name>.*): (?:not text in .*|half a character .*|a NUL .*)")
_TOO_LONG = re.compile(r"(?P<name>.*): (?:longer than .*|[\d,]+ characters: expected at most .*)")
_NO_ARTICLE = re.compile(r"(?P<name>.*): no article found in this web page")


def fault_line(error: RasidError, language: Language) -> str:
    """Return one line for a reader; never markup, names of files on one line and isolated from the text's direction."""
    line = plain(str(error), 400)
    if language == "en":
        return line
    words = translations(language)
    if isinstance(error, RecordUnavailable):
        text = words.gettext("The record cannot be read or written; nothing was changed: {line}")
        return text.format(line=isolated(line))
    if found := _EMPTY.fullmatch(line):
        return words.gettext("{name}: empty; an article was expected").format(name=_name(found, language))
    if found := _NO_TEXT.fullmatch(line):
        return words.gettext("{name}: not a text that can be read").format(name=_name(found, language))
    if found := _TOO_LONG.fullmatch(line):
        text = words.gettext("{name}: too long; at most {number} characters were expected")
        return text.format(name=_name(found, language), number=f"{MAX_CHARACTERS:,}")
    if found := _NO_ARTICLE.fullmatch(line):
        return words.gettext("{name}: no article found in this web page").format(name=_name(found, language))
    return words.gettext("The article cannot be read: {line}").format(line=isolated(line))


def _name(found: re.Match[str], language: Language) -> str:
    """The text's name; one that was pasted has none."""
    name = found["name"]
    return translations(language).gettext("The pasted text") if name == PASTED else isolated(plain(name, LONGEST_NAME))
