"""What a published count is of: a place, a country or several, a region: «في العراق وسوريا»، «على عين الأسد»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.findings import Findings
from extract.normalise import Sentence
from extract.ordered import within
from extract.places import PlaceMention
from geo.places import Place

COUNTRIES = {
    "العراق": "Iraq",
    "عراقيه": "Iraq",
    "العراقيه": "Iraq",
    "سوريا": "Syria",
    "سوريه": "Syria",
    "السوريه": "Syria",
    "الاردن": "Jordan",
}
"""Countries that a tally may be of, as they are written, folded."""
_NAME_OF_COUNTRY = "العراق|سوريا|الاردن"
COUNTRY = re.compile(rf"(?<!\w)[وفبل]{{0,2}}(?P<name>{'|'.join(COUNTRIES)})(?!\w)")
"""A country, with what may be attached to it."""
_JOINED = re.compile(
    rf"(?<!\w)[وفبل]{{0,2}}(?:{_NAME_OF_COUNTRY})(?!\w)(?:،? (?:و|وفي |او )(?:{_NAME_OF_COUNTRY})(?!\w)){{0,2}}"
)
REGIONS = {
    "كردستان": "Kurdistan Region, Iraq",
    "كوردستان": "Kurdistan Region, Iraq",
    "الاقليم": "Kurdistan Region, Iraq",
    "الاداره الذاتيه": "north-east Syria",
    "شمال شرق سوريا": "north-east Syria",
    "شمال شرقي سوريا": "north-east Syria",
    "شمال وشرق سوريا": "north-east Syria",
}
"""Regions that have no mark of their own on the map but are counted as one."""
_COUNTRY_NAMES = {"SY": "Syria", "IQ": "Iraq", "JO": "Jordan"}
NEAR = 14
"""Folded characters between a name and the count told of it («وحقل العمر 19»، «العراق بنحو 79»)."""
_BEHIND = 110
"""Folded characters behind a count in which stands what it is of."""
_IN = re.compile(r"(?<!\w)[وف]?(?:في|علي|داخل|ضد) (?:ال)?$")
_IN_REACH = 10
"""Folded characters before a country that is not on the map in which stands that something happened there."""
_LONGEST_NAME = 40
_TOLD_WITHIN = 600
"""Folded characters before a sentence in which countries are told that its count is of."""
_CLAUSE = re.compile("[،:؛\n]")
_HEADS = re.compile(r"\W*(?:[وف]?(?:في|اما|علي|شهد\w?)\s)?(?:\w+\s){0,2}\W*[وبل]{0,2}")
"""What may stand before a place that heads its sentence: «وفي الأنبار، سُجل …»."""
_THE_PLACE = re.compile(
    r"(?<!\w)(?:علي|ضد|استهدف\w{0,2}|طال\w{0,2}) (?:هذا |هذه )?ال(?:حقل|قاعده|موقع|معسكر|مطار|منشاه|سفاره)(?!\w)"
    r"|(?<!\w)ال(?:حقل|قاعده|موقع|معسكر|مطار|منشاه|سفاره) (?:استهدفت?|تعرضت?|قصفت?|هوجمت?|شهدت?|طالت\w*)(?!\w)"
)
"""«على القاعدة»، «القاعدة استُهدفت»: the place told of last."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count is of."""

    name: str
    """In English."""
    end: int
    """The folded offset behind its words, or the count where these stand apart from it."""
    own: bool = False
    """Whether it is named in the clause of the count, not only somewhere before."""


def scope_of(
    found: Findings,
    sentence: Sentence,
    count: tuple[int, int],
    free: tuple[int, int],
    places: Sequence[PlaceMention],
    last_place: Place | None,
) -> Scope | None:
    """Return what is counted: what is named right before the count, else behind it, else before it in its clause, else
    in the sentence, else the place that heads it or that «على الحقل» means, else the countries told of last.

    None where nobody says. `count` is its folded range, `free` the range of words that belong to no other count.
    """
    folded = found.text.folded
    own = _in_its_clause(_names(found, sentence, places), folded, count, free)
    if own is not None:
        return own
    if last_place is not None and _THE_PLACE.search(folded, sentence.start, sentence.end):
        return Scope(named(last_place), count[1])
    region = next((name for words, name in REGIONS.items() if words in folded[sentence.start : sentence.end]), None)
    if region is not None:
        return Scope(region, count[1])
    countries = [
        COUNTRIES[match["name"]]
        for match in COUNTRY.finditer(folded, sentence.start, sentence.end)
        if not _of_a_party(found, match)
    ]
    if countries:
        return Scope(" and ".join(dict.fromkeys(countries)), count[1])
    before = next((p for p in reversed(places) if p.place is not None and p.start < count[0]), None)
    if before is not None and before.place is not None:
        heads = _HEADS.fullmatch(folded, sentence.start, before.start) is not None
        return Scope(named(before.place) if heads else _COUNTRY_NAMES[before.place.country], count[1])
    here = dict.fromkeys(_COUNTRY_NAMES[p.place.country] for p in places if p.place is not None)
    if here:
        return Scope(" and ".join(here), count[1])
    return _told_before(found, sentence, count[1], last_place)


def _told_before(found: Findings, sentence: Sentence, end: int, last_place: Place | None) -> Scope | None:
    """Return the countries named last before a sentence that names none, else that of the place told of last."""
    folded = found.text.folded
    abroad = within(found.elsewhere, sentence.start, sentence.end)
    if any(_IN.search(folded, max(0, hit.word_start - _IN_REACH), hit.start) for hit in abroad):
        return None
    near = _JOINED.finditer(folded, max(0, sentence.start - _TOLD_WITHIN), sentence.start)
    for match in reversed([name for name in near if not _of_a_party(found, name)]):
        return Scope(_countries(match), end)
    return Scope(_COUNTRY_NAMES[last_place.country], end) if last_place is not None else None


def _countries(names: re.Match[str]) -> str:
    return " and ".join(COUNTRIES[word] for word in re.findall(_NAME_OF_COUNTRY, names.group()))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of something that attacks may be counted of. Offsets are folded, half open."""

    start: int
    end: int
    scope: str


def _names(found: Findings, sentence: Sentence, places: Sequence[PlaceMention]) -> list[_Name]:
    """Return the places, regions and countries that a sentence names, in order; countries in a row are one."""
    folded = found.text.folded
    names: list[_Name] = []
    for words, region in REGIONS.items():
        at = folded.find(words, sentence.start, sentence.end)
        if at >= 0:
            names.append(_Name(at, at + len(words), region))
    names += [
        _Name(p.start, p.end, named(p.place))
        for p in places
        if p.place is not None and not any(n.start < p.end and p.start < n.end for n in names)
    ]
    for match in _JOINED.finditer(folded, sentence.start, sentence.end):
        if not any(n.start < match.end() and match.start() < n.end for n in names) and not _of_a_party(found, match):
            names.append(_Name(match.start(), match.end(), _countries(match)))
    return sorted(names, key=lambda name: name.start)


def _of_a_party(found: Findings, name: re.Match[str]) -> bool:
    """Whether the name of a country belongs to a party's («المقاومة الإسلامية في العراق»)."""
    return any(
        a.start < name.start() and name.end() <= a.end for a in within(found.actors, name.start() - 40, name.end())
    )


def _in_its_clause(names: Sequence[_Name], folded: str, count: tuple[int, int], free: tuple[int, int]) -> Scope | None:
    """Return what a count is of by the names nearest to it; None where its clause has none."""
    before = [name for name in names if free[0] <= name.start and name.end <= count[0]]
    if before and count[0] - before[-1].end <= NEAR:
        return Scope(before[-1].scope, count[1], own=True)
    last = min(free[1], count[1] + _BEHIND)
    mark = _CLAUSE.search(folded, count[1], last)
    behind = [name for name in names if count[1] <= name.start < (mark.start() if mark is not None else last)]
    if behind:
        return Scope(behind[0].scope, behind[0].end, own=True)
    opening = max(free[0], *(folded.rfind(mark, 0, count[0]) for mark in "،:؛\n"))
    return next((Scope(name.scope, count[1], own=True) for name in reversed(before) if name.start >= opening), None)


def named(place: Place) -> str:
    """Return a place with its country, as a tally's scope."""
    return f"{place.name_en}, {_COUNTRY_NAMES[place.country]}"
