"""Words that matter in conflict reporting, and one pass that finds them all.

The words stand in `seeds/lexicon/*.csv` (form, role, value, inflection, example). A form is written once, as the press
writes it; its inflections are made here, so that the table stays readable. Matching runs over folded text with an
Aho–Corasick automaton (pyahocorasick) and accepts a hit only where it makes up whole words, apart from proclitics:
without that check «التنف» would be found in «التنفيذ».

Example: «واستهدفتها» (and it targeted it) is found as form «استهدف», inflection `perfect`, behind the proclitic و.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import ahocorasick

from extract.normalise import ReadText
from extract.ordered import Ordered
from incidents.errors import BadTable
from language.arabic import fold

LEXICON_FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "lexicon"
WORD_TABLES = (
    *("acts", "weapons", "actors", "modality", "outcomes", "sources", "speech", "structure", "casualties"),
    *("everyday", "elsewhere"),
)

Inflection = Literal["perfect", "imperfect", "noun", "adjective", "fixed", "phrase"]
INFLECTIONS: tuple[Inflection, ...] = get_args(Inflection)

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
PROCLITICS = frozenset(c + p for c in _CONJUNCTIONS for p in _PREPOSITIONS)
_ARTICLE_PROCLITICS = frozenset(c + p for c in _CONJUNCTIONS for p in ("ال", "بال", "كال", "لل"))
_NOUN_PROCLITICS = PROCLITICS | _ARTICLE_PROCLITICS
_FUTURE = frozenset(c + "س" for c in _CONJUNCTIONS)
_VERB_PROCLITICS = frozenset(_CONJUNCTIONS) | {"ا"}
_IMPERFECT_PROCLITICS = _VERB_PROCLITICS | _FUTURE | {"ل", "ول"}
_OBJECT_PRONOUNS = ("", "ه", "ها", "هم", "هما", "نا")


_START, _END = attrgetter("start"), attrgetter("end")
# Local sites write an adjective together with the name before it: «حقل العمرالنفطي»
_JOINED_ADJECTIVES = ("النفطي", "الجويه", "الامريكيه", "الاميركيه", "العسكريه")


class Entry(NamedTuple):
    """A word or phrase of the tables."""

    form: str
    """As written in the table."""
    role: str
    """What kind of word: act, weapon, actor_name, actor_adjective, modality, outcome, source, speech, place …"""
    value: str
    """What it means in its role."""
    inflection: Inflection
    """How it is inflected; `imperfect` also tells the tense."""


class Hit(NamedTuple):
    """An entry found in a text. Offsets are folded, half open."""

    start: int
    """First character of the form itself, behind any proclitic."""
    end: int
    """One past its last character."""
    word_start: int
    """First character of the word it begins in, proclitics included."""
    entry: Entry
    """What was found."""
    proclitic: str
    """Letters written together before it («و», «بال» …), empty if none."""

    @property
    def role(self) -> str:
        """The entry's role."""
        return self.entry.role

    @property
    def value(self) -> str:
        """The entry's value."""
        return self.entry.value


class Hits(Ordered[Hit]):
    """What was found in a text, in order of start, longer first; by role for the recognisers."""

    __slots__ = ("_by_role",)

    def __init__(self, found: Iterable[Hit] = ()) -> None:
        super().__init__(found)
        self._by_role: dict[str, Ordered[Hit]] | None = None
        """Made when it is first asked for, which for most news it never is."""

    def of(self, *roles: str) -> Ordered[Hit]:
        """Return the hits of some roles in order; empty when there is none."""
        if len(roles) > 1:
            return Ordered([hit for hit in self if hit.entry.role in roles])
        if self._by_role is None:
            by_role: defaultdict[str, list[Hit]] = defaultdict(list)
            for hit in self:
                by_role[hit.entry.role].append(hit)
            self._by_role = {role: Ordered(of_role) for role, of_role in by_role.items()}
        return self._by_role.get(roles[0], _NO_HITS)


_NO_HITS = Ordered[Hit]()


def inflected(form: str, inflection: Inflection) -> frozenset[str]:
    """Return the folded written forms of a word, without proclitics.

    `perfect` takes the third person masculine singular («استهدف») and gives the persons the press uses, each with
    object pronouns; `imperfect` takes «يستهدف»; `noun` gives dual, sound plurals and possessive pronouns. Broken
    plurals are words of their own in the tables.
    """
    form = fold(form)
    if inflection == "perfect":
        persons = [form + ending for ending in ("", "ت", "ا", "تا", "نا", "و")] + [form + "وا"]
        return frozenset(person + pronoun for person in persons for pronoun in _OBJECT_PRONOUNS)
    if inflection == "imperfect":
        persons = [letter + form[1:] for letter in "يتن"]
        return frozenset(
            p + end + pronoun for p in persons for end in ("", "ون", "ان", "و") for pronoun in _OBJECT_PRONOUNS
        )
    if inflection == "noun":
        stem = form[:-1] + "ت" if form.endswith("ه") else form
        plain = {form, stem + "ين", stem + "ان", stem + "ي", stem + "ا"}
        if form.endswith("ه"):
            plain -= {stem + "ا"}
        elif not form.endswith("ات"):
            plain |= {form + "ات"}
        return frozenset(plain | {stem + pronoun for pronoun in _OBJECT_PRONOUNS[1:]})
    if inflection == "adjective":
        stem = form.removesuffix("ه")
        return frozenset({form} | {stem + end for end in ("", "ه", "ين", "ون", "ا", "ان", "تين", "تان", "ات")})
    if form.endswith("وا"):
        return frozenset({form, form[:-1]})  # hasty hands leave out the alef: «اصيبو»
    return frozenset({form})


def _proclitics(entry: Entry) -> frozenset[str]:
    if entry.inflection in ("perfect", "imperfect"):
        return _IMPERFECT_PROCLITICS if entry.inflection == "imperfect" else _VERB_PROCLITICS
    return _NOUN_PROCLITICS


def read_entries(path: Path) -> list[Entry]:
    """Return the entries of one word table. Raises `BadTable` listing every faulty row."""
    entries, faults = _read_table(path)
    if faults:
        raise BadTable("\n".join(faults))
    return entries


def _read_table(path: Path) -> tuple[list[Entry], list[str]]:
    entries, faults = [], []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            missing = [name for name in ("form", "role", "value", "inflection") if not row.get(name)]
            if missing:
                faults.append(f"{path.name}:{line}: {', '.join(missing)} empty: expected a value")
            elif row["inflection"] not in INFLECTIONS:
                faults.append(f"{path.name}:{line}: inflection {row['inflection']!r}: expected one of {INFLECTIONS}")
            else:
                entries.append(Entry(row["form"], row["role"], row["value"], row["inflection"]))
    return entries, faults


@cache
def load_lexicon(folder: Path = LEXICON_FOLDER) -> tuple[Entry, ...]:
    """Return every entry of the word tables. Raises `BadTable` listing every faulty row of all of them."""
    read = [_read_table(folder / f"{name}.csv") for name in WORD_TABLES]
    faults = [fault for _, found in read for fault in found]
    if faults:
        raise BadTable("\n".join(faults))
    return tuple(entry for entries, _ in read for entry in entries)


class Scanner:
    """Finds every entry of a set in one pass over a text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        surfaces: dict[str, list[tuple[Entry, str]]] = {}
        for entry in entries:
            for surface in inflected(entry.form, entry.inflection):
                surfaces.setdefault(surface, []).append((entry, ""))
                if surface.startswith("ال"):
                    # The article's alef falls away behind the preposition ل: «للشدادي»
                    surfaces.setdefault("لل" + surface[2:], []).append((entry, "ل"))
                if surface.startswith("الل"):  # two lams stand for three: «للواء الثالث»
                    surfaces.setdefault("لل" + surface[3:], []).append((entry, "ل"))
        self._automaton = ahocorasick.Automaton()
        for surface, found in surfaces.items():
            self._automaton.add_word(
                surface,
                (
                    len(surface),
                    tuple((entry, attached, _proclitics(entry)) for entry, attached in dict.fromkeys(found)),
                ),
            )
        self._automaton.make_automaton()

    def scan(self, text: ReadText, start: int = 0, end: int | None = None) -> Hits:
        """Return all hits in a text or a folded range of it, in order of start, longer first; empty without any."""
        folded = text.folded
        length = len(folded)
        hits = []
        for last, (size, found) in self._automaton.iter(folded, start, length if end is None else end):
            behind = last + 1
            if behind < length and folded[behind].isalnum() and not folded.startswith(_JOINED_ADJECTIVES, behind):
                continue
            first = word_start = behind - size
            while word_start > 0 and first - word_start < 5 and folded[word_start - 1].isalnum():
                word_start -= 1
            proclitic = folded[word_start:first]
            for entry, attached, allowed in found:
                if proclitic in allowed:
                    hits.append(Hit(first, behind, word_start, entry, proclitic + attached))
        hits.sort(key=_END, reverse=True)
        hits.sort(key=_START)  # stable, so of those that begin alike the longer stays first
        return Hits(hits)


def longest(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that no longer hit of the same list covers; of equal ones the first stays."""
    kept: list[Hit] = []
    for hit in hits:
        if not (kept and hit.end <= kept[-1].end and hit.word_start >= kept[-1].word_start):
            kept.append(hit)
    return kept
