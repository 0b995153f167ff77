"""What went wrong with an article, as one line in the reader's language.

An error's own line is English, for logs and the command line. In Arabic the faults that readers meet are told in
Arabic, under the name that they gave the text; any other keeps its line behind an Arabic opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations

from incidents.errors import RasidError, RecordUnavailable
from language.catalogue import Language, translations
from language.plain import isolated, plain
from load.decode import MAX_CHARACTERS
from load.document import PASTED
from ui.cards import LONGEST_NAME


def fault_line(error: RasidError, language: Language) -> str:
    """Return one line for a reader; never markup, names of files on one line and isolated from the text's direction."""
    line = plain(str(error), 400)
    if language == "en":
        return line
    words = translations(language)
    if isinstance(error, RecordUnavailable):
        text = words.gettext("The record cannot be read or written; nothing was changed: {line}")
        return text.format(line=isolated(line))
    for pattern, told in _faults(words):
        if found := re.fullmatch(f"(?P<name>.*?): (?:{pattern})", line):
            return told.format(name=_name(found, language), number=f"{MAX_CHARACTERS:,}")
    return words.gettext("The article cannot be read: {line}").format(line=isolated(line))


def _faults(words: NullTranslations) -> Iterator[tuple[str, str]]:
    """Yield how an error's own line goes on after the name, and what a reader is told instead."""
    yield "empty: .*", words.gettext("{name}: empty; an article was expected")
    yield "not text in .*|half a character .*|a NUL .*", words.gettext("{name}: not a text that can be read")
    too_long = words.gettext("{name}: too long; at most {number} characters were expected")
    yield r"longer than .*|[\d,]+ (?:characters|pages): expected at most .*|unpacks to .*", too_long
    yield "no article found in this web page", words.gettext("{name}: no article found in this web page")
    yield "encrypted.*", words.gettext("{name}: locked with a password, or of an old format")
    yield "holds macros.*", words.gettext("{name}: holds macros; a file without them was expected")
    too_many = words.gettext("{name}: more incidents than one page can show; narrow the filter")
    yield r"[\d]+ incidents: expected at most .*", too_many
    yield "damaged.*", words.gettext("{name}: damaged, or not what its name says")
    yield "no text in this PDF.*", words.gettext("{name}: a PDF without text, perhaps a scan")
    disorder = words.gettext("{name}: a PDF whose lines cannot be put into reading order; paste its text instead")
    yield "set in columns.*|its letters are not in reading order.*", disorder
    refused = words.gettext("{name}: not an address of the open web that may be fetched")
    yield (
        "no web address.*|expected an address .*|holds a user name.*|port .*|leads to .*|host .* name, .*",
        refused,
    )
    unreachable = words.gettext("{name}: cannot be fetched now")
    unproven = words.gettext("{name}: its certificate does not prove that this is the site; it was not fetched")
    yield "certificate not believed: .*", unproven
    yield "host .*no such host|answered .*|not there after .*|cannot be fetched.*|redirected .*", unreachable
    yield "content type .*|packed as .*", words.gettext("{name}: what stands there is no article that can be read")


def _name(found: re.Match[str], language: Language) -> str:
    """The text's name; one that was pasted has none."""
    name = found["name"]
    return translations(language).gettext("The pasted text") if name == PASTED else isolated(plain(name, LONGEST_NAME))
