"""Which places an article names, and what each is to the sentence: target, neighbourhood, launch area, dateline …

Only a target gets a mark on the map. The gazetteer settles which place a name means (`Gazetteer.resolve`); this module
finds the names and gives the gazetteer their surroundings; `extract.roles` reads their role from the words around.

Example: in «أُطلقت من البادية باتجاه قاعدة الشدادي» (launched from the desert towards al-Shaddadi base) the base is
a target; in «جنوب شرقي مدينة الميادين» (south-east of the town of al-Mayadin) the town is a landmark.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import Entry, Hit, Hits, Scanner
from extract.misspelt import KIND_ROLE, KIND_WORDS, MisspeltNames, joined_spellings
from extract.normalise import ReadText, Sentence
from extract.openings import dateline
from extract.ordered import Ordered
from extract.roles import KINDS, WINDOW, PlaceRole, is_countryside, is_pointed_at, role_of
from geo.context import NAMESAKE_M
from geo.gazetteer import Gazetteer
from geo.geometry import distance_m
from geo.places import AREA_KINDS, MILITARY_KINDS, Place
from incidents.hosts import load_hosts
from language.arabic import fold

_WORD = re.compile(r"\w+")
_WORDS_AROUND = 10
"""Words on either side of a name that the gazetteer is shown."""
_REACH = 120
"""Folded characters in which they are looked for."""
_NAMES_NEARBY = 25
"""Names of the same sentence on either side that are looked at; only lists without end have more."""
_NAMES_OVER = 4
"""Names that begin at or before a word which are looked at to tell whether it is part of one."""
_NAMES_AROUND = 60
"""The same for the sentences around."""
_WIDER = 2_500
"""Folded characters on either side in which a place named supports a name that needs it."""
_MAKES_A_LIST = re.compile(r"[،/-]|او |ثم |جانب|فضلا|اضافه|(?:^|[\s\"”»)])و")
_COORDINATION = re.compile(
    r"^[\s\"'”»)\]،,/-]*(?:و|او|ثم|،|الي جانب|فضلا عن|اضافه الي|وكذلك|بالاضافه الي|-)?[\s\"'“«(\[]*"
    r"(?:(?:و|ب|ل)?" + KINDS + r"[\s\"'“«(\[]+){0,2}(?:و|ب|ل|وب|ول)?$"
    # «في دير الزور وفي الميادين»; behind a comma «وفي بغداد» begins something new
    r"|^[\s\"'”»)\]]*و(?:في|علي|الي|نحو|باتجاه)\s[\"'“«(]?(?:" + KINDS + r"\s[\"'“«(]?){0,2}$"
)
# The same across a word that stands for the thing struck: «استهداف بالتنف وآخر بالعمر»
_LISTED = re.compile(
    r"^[\s\"'”»)\]،,/-]*(?:و|ثم |،)?\s?(?:اخر|اخري|ثان|ثانيه|ثالث|ثالثه|كذلك|ايضا)?\s?(?:في|علي|ب|ل|قاعده|"
    r"حقل)?\s?[\"'“«(]*[وبل]{0,2}$"
)
# Heads of a list in the dual or plural, and what each name of the list has for it. «قواعد دير الزور» may be those of
# the province, so the plural gives no airport.
_LIST_HEADS = {
    "قاعدتي": ("قاعده", "مطار"),
    "قاعدتا": ("قاعده", "مطار"),
    "قاعدتين": ("قاعده", "مطار"),
    "قواعد": ("قاعده",),
    "مطاري": ("مطار",),
    "مطارا": ("مطار",),
    "مطارات": ("مطار",),
    "حقلي": ("حقل",),
    "حقلا": ("حقل",),
    "حقول": ("حقل",),
    "معسكري": ("معسكر",),
    "معسكرات": ("معسكر",),
    "معبري": ("معبر",),
    "معابر": ("معبر",),
}
_BELONGS_TO = re.compile(
    r"[\s\"”»)]*(?:(?:ال)?تابع(?:ه|ين|تين)? (?:اداريا )?ل|(?:الواقع(?:ه)? )?(?:في|ضمن) )(?:ال)?(?:قضاء|ناحيه|محافظه) "
)
_NO_DISTRICT_M = 100_000.0
"""Metres from the seat of a district or province beyond which a place of another province is not in it."""
_ORIGINS: frozenset[PlaceRole] = frozenset({"launch", "flight", "stationed"})
_GOALS: frozenset[PlaceRole] = frozenset({"direct", "inside", "near"})
_TOWNS = frozenset({"city", "town", "village"})
_AT_A_TOWN_M = 6_000.0
"""Metres within which a base is «in» its town."""
_BASE_AT_A_TOWN = re.compile(
    r"(?:القاعده|قاعده|القاعدتين|المعسكر)\W+(?:(?:ال)?(?:امريكيه|اميركيه|عسكريه|جويه|التحالف|تابعه)?[^.،]{0,24}?\W"
    r"(?:في|ب)\W*(?:مدينه|بلده|ناحيه|منطقه)\W+|(?:ال)?(?:امريكيه|اميركيه|تركيه|روسيه|جويه) (?:في )?ب?)\w+(?:\W\w+)?$"
)
_ITEM_AHEAD = re.compile(r"[^\u0621-\u064aA-Za-z\n]+(?:قاعده |حقل )?")
_ITEM_BEHIND = re.compile(r"\s?[^\w\s.،,؛]|\s*(?:\n|$)")
_SITE_HEAD = re.compile(r"(?:قاعده|حقل|معسكر|معمل|مطار|مجمع|سجن|مخيم|محيط|ريف|مدينه|بلده|قريه|حي|سد) ")
_HEAD = re.compile(r"(?:^|\W)[وبلف]?(" + "|".join(_LIST_HEADS) + r")[\s\"'“«(\[]+$")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text. Offsets are folded, half open."""

    start: int
    """First character of the name's word, proclitics included."""
    end: int
    place: Place | None
    """The place; None for a name the gazetteer lacks."""
    name: str
    """The name in the article's own words."""
    role: PlaceRole
    """What the words before it make of it."""
    coordinated: bool
    """Whether it continues a list with the place before it («و…»)."""
    conjoined: bool = False
    """Whether an «and» is written onto it («وقاعدة كذا»)."""
    countryside: bool = False
    """Whether only the country around it is named («ريف القامشلي»)."""

    @property
    def is_area(self) -> bool:
        """Whether it is only a governorate, region or desert."""
        return self.place is not None and self.place.kind in AREA_KINDS


class PlaceHits(Ordered[Hit]):
    """The names found in a text, in order of start; where two begin alike the longer is first."""

    __slots__ = ()

    def between(self, start: int, end: int) -> list[Hit]:
        """Return the hits inside a folded range, of overlapping ones the leftmost longest."""
        kept: list[Hit] = []
        for hit in self[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if hit.end <= end and not (kept and hit.start < kept[-1].end):
                kept.append(hit)
        return kept

    def over(self, hit: Hit) -> list[Hit]:
        """Return the hits that begin at or shortly before another one and end behind its start: they may hold it."""
        last = bisect_right(self.starts, hit.start)
        return [name for name in self[max(0, last - _NAMES_OVER) : last] if name.end > hit.start]

    def around(self, hit: Hit) -> list[Hit]:
        """Return the other hits in the sentences around one, at most `_NAMES_AROUND` on either side."""
        first, last = bisect_left(self.starts, hit.start - _WIDER), bisect_left(self.starts, hit.end + _WIDER)
        at = bisect_left(self.starts, hit.start)
        near = self[max(first, at - _NAMES_AROUND) : min(last, at + _NAMES_AROUND)]
        return [other for other in near if other.end <= hit.start or hit.end <= other.start]


def place_entries(gazetteer: Gazetteer) -> list[Entry]:
    """Return every spelling of the gazetteer's names, and the kind words behind which a name may be written wrong."""
    surfaces = gazetteer.surfaces()
    entries = [Entry(surface, "place", surface, "fixed") for surface in surfaces]
    entries += [Entry(joined, "place", surface, "fixed") for joined, surface in joined_spellings(surfaces)]
    return [*entries, *(Entry(word, KIND_ROLE, fold(word), "fixed") for word in KIND_WORDS)]


_PRONOUNS = frozenset({"عنه"})
"""Names that are written like a pronoun but for their last letter: «عنة» the town, «عنه» about him."""


class PlaceScanner:
    """Finds every spelling of a gazetteer's names in one pass, and those written wrong."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._scanner = Scanner(place_entries(gazetteer))
        self._misspelt = MisspeltNames(gazetteer)

    def scan(self, text: ReadText) -> PlaceHits:
        """Return all names in a text; empty when none stands in it."""
        hits: list[Hit] = []
        kind_words: list[Hit] = []
        for hit in self._scanner.scan(text):
            if hit.value in _PRONOUNS and not text.quote(hit.start, hit.end).endswith("ة"):
                continue
            (kind_words if hit.role == KIND_ROLE else hits).append(hit)
        if kind_words or "#" in text.original:
            missed = self._misspelt.find(text, kind_words, {hit.start for hit in hits})
            hits = sorted([*hits, *missed], key=lambda hit: (hit.start, -hit.end))
        return PlaceHits(hits)


_PARTS_OF_NAMES = frozenset({"act", "weapon", "casualty"})
"""Roles of words that are none inside a name: «حي الشهداء», «اللواء 137 مدفعية», «سيدكان»."""


def without_names(hits: Hits, names: PlaceHits, gazetteer: Gazetteer) -> Hits:
    """Return the words of a text without those that are only part of a place's name, or a name that is no word."""
    parts = {hit for hit in hits.of(*_PARTS_OF_NAMES) if any(_is_in(hit, name, gazetteer) for name in names.over(hit))}
    return Hits(hit for hit in hits if hit not in parts) if parts else hits


def _is_in(hit: Hit, name: Hit, gazetteer: Gazetteer) -> bool:
    if (name.start, name.end) != (hit.start, hit.end):
        return name.start <= hit.start and hit.end <= name.end
    return not any(needs_context for _, needs_context in gazetteer.surfaces()[name.value])


def homes_of(names: PlaceHits, gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """Return (folded start, country code) of the names that can only be places of one country, in order."""
    homes = []
    for name in names:
        meant = gazetteer.surfaces()[name.value]
        countries = {gazetteer[place_id].country for place_id, _ in meant}
        if len(countries) == 1 and not any(needs_context for _, needs_context in meant):
            homes.append((name.start, countries.pop()))
    return homes


def bases_of(names: PlaceHits, gazetteer: Gazetteer, day: dt.date | None) -> list[tuple[int, str]]:
    """Return (folded start, actor id) of the names that can only be one place where one party is based, in order."""
    bases = []
    for name in names:
        meant = {place_id for place_id, _ in gazetteer.surfaces()[name.value]}
        based = [host.actor for place_id in meant for host in load_hosts().get(place_id, ()) if host.is_there(day)]
        if len(meant) == 1 and based:
            bases.append((name.start, based[0]))
    return bases


@cache
def place_scanner(gazetteer: Gazetteer) -> PlaceScanner:
    """Return the scanner of a gazetteer, built once."""
    return PlaceScanner(gazetteer)


def find_places(text: ReadText, hits: Sequence[Hit], sentence: Sentence, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the places that a sentence names, in order; empty when none.

    `hits` are the place hits of the whole text, in order. A name that the gazetteer says is no place here (a channel,
    a company, an ordinary word) is left out.
    """
    named = hits if isinstance(hits, PlaceHits) else PlaceHits(hits)
    here = named.between(sentence.start, sentence.end)
    found: list[PlaceMention] = []
    heads: tuple[str, ...] = ()
    for position, hit in enumerate(here):
        before = text.folded[max(sentence.start, hit.word_start - WINDOW) : hit.word_start]
        after = text.folded[hit.end : min(sentence.end, hit.end + WINDOW)]
        gap = text.folded[found[-1].end : hit.word_start] + hit.proclitic.removesuffix("ل") if found else ""
        listed = bool(found) and len(gap) <= WINDOW and _MAKES_A_LIST.search(gap) is not None
        coordinated = listed and _COORDINATION.match(gap) is not None
        leads = _HEAD.search(before)
        heads = _LIST_HEADS[leads.group(1)] if leads else heads if coordinated else ()
        origin = bool(found) and len(gap) <= WINDOW and found[-1].role in ("launch", "flight")
        # «فصائل قاعدة التنف»: a kind word inside the name stands between it and what is before
        headed = _SITE_HEAD.match(text.folded, hit.start)
        ahead = before + headed.group() if headed else before
        role = role_of(ahead, after, hit.proclitic, gap if origin else None)
        place = _one_of_a_list(hit, heads, gazetteer)
        if place is None:
            place = _resolve(text, named, here, position, sentence, gazetteer, before, role)
        if place is None or _lies_elsewhere(text, named, here, position, sentence, gazetteer, place):
            continue
        if _opens_its_line(text, hit, place):
            role = "dateline"
        elif coordinated and (role in ("direct", "inside") or (role in _ORIGINS and found[-1].role in _GOALS)):
            role = found[-1].role  # «قصفت من حقل العمر قرى خشام والجفرة»: the second lies where the first does
        if found and found[-1].place is place and not gap.strip(" -–/()\"'«»“”،و"):
            continue  # two names of one place written side by side («مطار أبو حجر - خراب الجير»)
        found.append(
            PlaceMention(
                hit.word_start,
                hit.end,
                place,
                text.quote(hit.start, hit.end),
                role,
                coordinated,
                hit.proclitic.startswith("و"),
                is_countryside(before) or (coordinated and found[-1].countryside),
            )
        )
    return found


def _opens_its_line(text: ReadText, hit: Hit, place: Place) -> bool:
    """Whether a place is the reporter's city; a colon alone makes it one only behind a city or governorate."""
    line_start = text.folded.rfind("\n", max(0, hit.word_start - WINDOW), hit.word_start) + 1
    if hit.proclitic or hit.word_start - line_start > WINDOW or (line_start == 0 and hit.word_start > WINDOW):
        return False
    at = text.span(hit.start, hit.end).end
    told_by = dateline(text.folded[line_start : hit.word_start], text.original[at : at + 70])
    return told_by == "sure" or (told_by == "colon" and place.kind in AREA_KINDS | {"city"})


def _one_of_a_list(hit: Hit, heads: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """Return the place that a name means behind a dual or plural head: «قاعدتي تدمر والتيفور» are two bases."""
    for head in heads:
        for surface in (f"{head} {hit.value}", f"{head} {hit.value} العسكري"):
            meant = gazetteer.surfaces().get(surface, ())
            if len(meant) == 1 and not meant[0][1]:
                return gazetteer[meant[0][0]]
    return None


def _resolve(
    text: ReadText,
    named: PlaceHits,
    here: Sequence[Hit],
    position: int,
    sentence: Sentence,
    gazetteer: Gazetteer,
    before: str,
    role: PlaceRole,
) -> Place | None:
    hit = here[position]
    candidates = gazetteer.surfaces()[hit.value]
    words_before = _WORD.findall(text.folded, max(sentence.start, hit.word_start - _REACH), hit.word_start)
    words_before = words_before[: -_WORDS_AROUND - 1 : -1]
    words_after = _WORD.findall(text.folded, hit.end, min(sentence.end, hit.end + _REACH))[:_WORDS_AROUND]
    if hit.proclitic.strip("وف") in ("ب", "ل"):
        words_before.insert(0, hit.proclitic[-1])
    if len(candidates) == 1 and not candidates[0][1]:
        place = gazetteer.resolve(hit.value, words_before, words_after)
        return _base_of(place, before + text.folded[hit.word_start : hit.end], gazetteer) if place is not None else None
    close = here[max(0, position - _NAMES_NEARBY) : position + _NAMES_NEARBY + 1]
    nearby = _supported([other for other in close if other is not hit], gazetteer)
    wider = _supported(named.around(hit), gazetteer)
    item = _ITEM_AHEAD.fullmatch(text.folded, sentence.start, hit.word_start) and _ITEM_BEHIND.match(
        text.folded, hit.end
    )
    # «② حرير 👈 مسيّرة»: an item of a list with the lines around
    listed = wider if item else _supported(_in_list(text, here, position), gazetteer)
    # «جنوب شرقي الشدادي» is a way from the town, «القاعدة جنوب الشدادي» the base
    attack = role not in ("dateline", "institution") and not (is_pointed_at(before) and "قاعد" not in before)
    place = gazetteer.resolve(hit.value, words_before, words_after, nearby, attack, listed, wider)
    return _base_of(place, before + text.folded[hit.word_start : hit.end], gazetteer) if place is not None else None


def _lies_elsewhere(
    text: ReadText,
    named: PlaceHits,
    here: Sequence[Hit],
    position: int,
    sentence: Sentence,
    gazetteer: Gazetteer,
    place: Place,
) -> bool:
    """Whether the words put a name into a district far from the place that bears it: a namesake the gazetteer lacks.

    «قرية الرشاد التابعة لقضاء المقدادية» is not the Rashad of Kirkuk: all that is known is the district.
    """
    if position + 1 == len(here) or place.kind in AREA_KINDS:
        return False
    hit, behind = here[position], here[position + 1]
    if not _BELONGS_TO.match(text.folded, hit.end, behind.end):
        return False
    holder = _resolve(text, named, here, position + 1, sentence, gazetteer, "", "direct")
    if holder is None or (holder.country, holder.admin1_pcode) == (place.country, place.admin1_pcode):
        return False
    return distance_m(place.lon, place.lat, holder.lon, holder.lat) > _NO_DISTRICT_M


def _base_of(place: Place, words: str, gazetteer: Gazetteer) -> Place:
    """Return the base that «القاعدة الأميركية في مدينة الشدادي» means: the one at the town; the town where none is."""
    if place.kind not in _TOWNS or not _BASE_AT_A_TOWN.search(words):
        return place
    return base_at(place, gazetteer) or place


def base_at(town: Place, gazetteer: Gazetteer, by_air: bool = False) -> Place | None:
    """Return the base of a town: the one named after it, else the nearest within 6 km; None where there is none.

    `by_air` says that an air base is meant, which lies farther out of a city than any other.
    """
    named = gazetteer.surfaces().get("قاعده " + fold(town.name_ar).removeprefix("مدينه "), ())
    if len(named) == 1:
        return gazetteer[named[0][0]]
    near = gazetteer.nearest(town.lon, town.lat, NAMESAKE_M if by_air and town.kind == "city" else _AT_A_TOWN_M)
    kinds = {"airfield"} if by_air else MILITARY_KINDS
    return next((found for found, _ in near if found.kind in kinds), None)


def _in_list(text: ReadText, here: Sequence[Hit], position: int) -> list[Hit]:
    """Return the names right before and right behind one that stand in a list with it."""
    result = []
    for first, second in ((position - 1, position), (position, position + 1)):
        if first >= 0 and second < len(here):
            gap = text.folded[here[first].end : here[second].word_start] + here[second].proclitic
            if len(gap) <= 30 and _LISTED.match(gap) and _MAKES_A_LIST.search(gap):
                result.append(here[first if second == position else second])
    return result


def _supported(hits: Sequence[Hit], gazetteer: Gazetteer) -> list[str]:
    """Return the places that names surely mean; where a base and its town share one, both."""
    return [place_id for hit in hits for place_id in _sure(hit.value, gazetteer)]


@cache
def _sure(surface: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the places a spelling means without help; empty when they lie too far apart to support anything."""
    meant = [gazetteer[place_id] for place_id, needs_context in gazetteer.surfaces()[surface] if not needs_context]
    first = meant[0] if meant else None
    near = all(first is not None and distance_m(first.lon, first.lat, p.lon, p.lat) <= NAMESAKE_M for p in meant)
    return tuple(place.id for place in meant) if near else ()
