"""The interface's words in Arabic and English.

English is the source: it stands in the code. The Arabic stands in `locale/ar/LC_MESSAGES/rasid.po`, a plain text
file that people edit; it is compiled in memory, so no compiled file is committed and none can be out of date.

In code: `words = translations(language)`, then `words.gettext("Sources")`, `words.pgettext("weapon", "drone")`, or
`words.ngettext("{count} incident", "{count} incidents", count).format(count=count)`. Strings must be literals, so
that the extractor finds them; fields are named, never positional, and the number that a plural form goes by is always
called `count`, since Arabic says one and two without a numeral.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Plural = Literal["zero", "one", "two", "few", "many", "other"]
"""The plural categories that browsers name; English uses two of them."""

ARABIC_CATALOGUE = Path(__file__).parent / "locale" / "ar" / "LC_MESSAGES" / "rasid.po"

_NUMBERS: dict[Plural, int] = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}  # one of each


def plural_forms(form: Callable[[int], str]) -> dict[Plural, str]:
    """Return what `form` says of a number, by category, for a script that counts; fields in braces stay."""
    return {category: form(number) for category, number in _NUMBERS.items()}


@cache
def translations(language: Language) -> gettext.NullTranslations:
    """Return the words of one language: `gettext`, `ngettext`, `pgettext` and `npgettext` on English strings.

    English gives the strings back (with the English plural). A string that the Arabic catalogue lacks comes back in
    English; a test keeps that from happening. Raises ValueError for any other language.
    """
    if language == "en":
        return gettext.NullTranslations()
    if language != "ar":
        raise ValueError(f"language {language!r}: expected one of {', '.join(LANGUAGES)}")
    with ARABIC_CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="ar", domain="rasid", abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
