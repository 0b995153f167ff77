"""Words of a folded text, and the lexicon tables that numbers and dates are read with.

Letters and digits part («ب6» is ب and 6, «17و24» three words), which is what numbers and dates need.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from incidents.errors import BadTable
from language.arabic import fold

# Arabic letters stand first only because they are what nearly every word is made of
_WORD = re.compile(r"([\u0621-\u064a]+|[^\W\d_]+|\d+|[^\w\s]|_)")
TABLES = Path(__file__).resolve().parents[1] / "seeds" / "lexicon"
"""The folder of the lexicon tables."""

CLITICS: tuple[str, ...] = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
"""Particles written onto the front of an indefinite noun, folded."""
ARTICLES: tuple[str, ...] = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل", "فبال")
"""The article with the particles before it, folded; ل and ال melt into لل."""


class Word(NamedTuple):
    """Letters, a run of digits, or one mark. Offsets are folded and half open."""

    text: str
    """The folded characters."""
    start: int
    """First folded offset."""
    end: int
    """One past the last folded offset."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon table."""

    words: tuple[str, ...]
    """The form, folded and cut."""
    role: str
    """What it is to the grammar."""
    value: str
    """What it stands for."""


def cut(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a folded text, or of a range of it, in order; empty for a blank text."""
    parts = _WORD.split(folded[start:end])  # what stands between words, and the words, in turn
    ends = list(accumulate(map(len, parts), initial=start))
    return list(map(Word, parts[1::2], ends[1::2], ends[2::2]))


def read_table(name: str, roles: Iterable[str]) -> tuple[Entry, ...]:
    """Return the rows of `seeds/lexicon/<name>`, columns form, role, value, example.

    Raises `BadTable` with one `file:line` a fault: an unknown role, an empty form or value, a form told twice.
    """
    known, seen, faults, entries = frozenset(roles), set[tuple[str, str]](), list[str](), list[Entry]()
    for number, row in _rows(name):
        form, role, value = row["form"].strip(), row["role"].strip(), row["value"].strip()
        words = tuple(word.text for word in cut(fold(form)))
        if role not in known:
            faults.append(f"{name}:{number}: role {role!r}: expected one of {', '.join(sorted(known))}")
        if not words or not value:
            faults.append(f"{name}:{number}: form {form!r}, value {value!r}: expected both to be filled")
        if (" ".join(words), role) in seen:
            faults.append(f"{name}:{number}: form {form!r}: already told as {role}")
        seen.add((" ".join(words), role))
        entries.append(Entry(words, role, value))
    if faults:
        raise BadTable("\n".join(faults))
    return tuple(entries)


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, row


def with_prefixes(form: str, prefixes: Iterable[str] = CLITICS) -> Iterator[str]:
    """Yield a folded form bare and behind each prefix."""
    yield form
    for prefix in prefixes:
        yield prefix + form


def with_article(form: str) -> Iterator[str]:
    """Yield a folded form behind the article and its particles (القاعده, بالقاعده, للقاعده); `form` has none itself."""
    for article in ARTICLES:
        yield article + form


def definite_forms(form: str) -> Iterator[str]:
    """Yield a folded form that begins with ال, bare and behind particles (الجمعه, والجمعه, للجمعه)."""
    yield from with_article(form.removeprefix("ال"))


def word_set(forms: str, prefixes: Iterable[str] = ()) -> frozenset[str]:
    """Return the folded forms of a blank-separated list, each bare and behind every prefix."""
    return frozenset(form for word in fold(forms).split() for form in with_prefixes(word, prefixes))
