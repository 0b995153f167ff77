"""Which place a name means where it stands: the cues around it, as data, and how they are weighed.

«الميادين» is a town, a television channel and the fields of battle; «الشدادي» is a base and the
town beside it. `seeds/place_cues.csv` holds what is known of single names, `seeds/context_cues.csv`
the words that announce a kind of place. `settle` applies them in the order its docstring gives.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.geometry import distance_m
from geo.places import AREA_KINDS, MILITARY_KINDS, Place
from language.arabic import fold

CUE_REACH = 6
"""How many words away a word for a kind may stand, when only light words and names stand between."""

NEIGHBOUR_M = 60_000.0
"""Metres within which a place named beside another supports it: a district and the next one."""

NAMESAKE_M = 25_000.0
"""Metres that a base and the town of its name are apart at most (Balad: 22 km); neighbours cannot tell
such a pair apart, namesakes farther from each other they can."""

ANY_KIND = "any"
"""Written for a cue that announces a place of whatever kind (ريف, محيط)."""

WITH_NEIGHBOUR = "with-neighbour"
"""Written for a word that announces a place only if a neighbour of it is named too (في, غربي)."""


@dataclass(frozen=True)
class PlaceCue:
    """What a word near one particular name says about it."""

    surface: str
    """The folded name it is about."""
    where: str
    """"before", "after" or "near" (either side)."""
    cue: tuple[str, ...]
    """The folded word, or words in reading order."""
    reach: int
    """How many words away the farthest word of the cue may stand; 1 is the neighbouring word."""
    place: Place | None
    """The place meant, or None when the name then means no place of the gazetteer."""


@dataclass(frozen=True)
class KindCue:
    """A word that announces a kind of place."""

    where: str
    """"before" or "after" the name."""
    cue: tuple[str, ...]
    """The folded word, or words in reading order."""
    kinds: frozenset[str]
    """The kinds announced, or `ANY_KIND`, or `WITH_NEIGHBOUR`."""


@dataclass(frozen=True)
class Candidate:
    """A place that a name may mean."""

    place: Place
    """The place."""
    needs_context: bool
    """Whether this spelling alone is too little to mean it."""


@dataclass(frozen=True)
class Surroundings:
    """What stands around a name."""

    before: tuple[str, ...]
    """Folded words before it, nearest first."""
    after: tuple[str, ...]
    """Folded words after it, nearest first."""
    nearby: tuple[Place, ...]
    """Places and governorates named in the same passage."""
    attack: bool
    """Whether the name stands as the target or the scene of an attack."""


@dataclass(frozen=True)
class Cues:
    """All cues of the tables, indexed by the word that stands nearest to the name."""

    of_places: Mapping[str, tuple[PlaceCue, ...]]
    """Cues of single names, by folded name, in file order."""
    announcing: Mapping[tuple[str, str], tuple[KindCue, ...]]
    """Words that announce kinds, by side and nearest word, longest cue first."""
    placing: frozenset[tuple[str, str]]
    """Side and word of the words that announce a place only beside a neighbour."""
    name_words: frozenset[str]
    """Every folded word of every name: these may stand between a cue and a name, as in a list of bases."""


def index_cues(of_places: Iterable[PlaceCue], of_kinds: Iterable[KindCue], names: Iterable[str]) -> Cues:
    """Return the cues indexed for `settle`; `names` are all folded names of the gazetteer."""
    by_surface: defaultdict[str, list[PlaceCue]] = defaultdict(list)
    for cue in of_places:
        by_surface[cue.surface].append(cue)
    announcing: defaultdict[tuple[str, str], list[KindCue]] = defaultdict(list)
    placing = set()
    for kind_cue in sorted(of_kinds, key=lambda cue: -len(cue.cue)):
        nearest = kind_cue.cue[-1] if kind_cue.where == "before" else kind_cue.cue[0]
        for word in {nearest, nearest.removeprefix("ال")}:
            if WITH_NEIGHBOUR in kind_cue.kinds:
                placing.add((kind_cue.where, word))
            else:
                announcing[kind_cue.where, word].append(kind_cue)
    return Cues(
        {surface: tuple(found) for surface, found in by_surface.items()},
        {key: tuple(found) for key, found in announcing.items()},
        frozenset(placing),
        frozenset(word for name in names for word in name.split()),
    )


def settle(surface: str, candidates: Sequence[Candidate], around: Surroundings, cues: Cues) -> Place | None:
    """Return the one of `candidates` that the folded name `surface` means, or None.

    Evidence decides in this order; each step only sees what the step before has left:

    1. a cue of this very name (`place_cues.csv`, file order): it names the place, or says that
       there is none here (channel, company, person, ordinary word);
    2. the nearest word that announces a kind (قاعدة, معبر, مدينة, أهالي …): candidates of that
       kind are kept, if there are any, and have their context;
    3. places and governorates named nearby: candidates within `NEIGHBOUR_M` of one of them, or in
       a governorate named, are kept, without those `NAMESAKE_M` farther than the nearest;
    4. a candidate whose spelling needs context is dropped if it has none. Context is a word of
       step 2 that fits; or a word that places things (في, غربي …) next to the name, with a
       neighbour of the candidate named nearby; or the candidate itself named nearby, if the name
       stands as target of an attack;
    5. the target of an attack is the base or airfield, anything else is the town;
    6. a city goes before the governorate of the same name.

    None when nobody is left (the name means no place here) and when several are (it cannot be
    told which).
    """
    for cue in cues.of_places.get(surface, ()):
        if _stands(cue.cue, cue.where, cue.reach, around):
            return cue.place
    announced = _announced_kinds(around, cues)
    left = _prefer(candidates, [_fits(found.place, announced) for found in candidates])
    away = {found.place.id: _metres_to_neighbour(found.place, around.nearby) for found in left}
    near = min(away.values(), default=math.inf)
    left = _prefer(left, [away[found.place.id] <= min(NEIGHBOUR_M, near + NAMESAKE_M) for found in left])
    placed = _is_placed(around, cues)
    left = [
        found
        for found in left
        if not found.needs_context
        or _fits(found.place, announced)
        or ANY_KIND in announced
        or (placed and away[found.place.id] <= NEIGHBOUR_M)
        or (around.attack and found.place in around.nearby)
    ]
    left = _prefer(left, [(found.place.kind in MILITARY_KINDS) == around.attack for found in left])
    left = _prefer(left, [found.place.kind != "governorate" for found in left])
    return left[0].place if len(left) == 1 else None


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a cue or phrase as the tables write it, in reading order."""
    return tuple(fold(text).split())


def _prefer(candidates: Sequence[Candidate], wanted: Sequence[bool]) -> list[Candidate]:
    """Return the wanted candidates, or all of them when none is wanted."""
    chosen = [found for found, keep in zip(candidates, wanted, strict=True) if keep]
    return chosen or list(candidates)


def _fits(place: Place, kinds: frozenset[str]) -> bool:
    """Return whether a place is of one of the kinds announced."""
    return place.kind in kinds


def _announced_kinds(around: Surroundings, cues: Cues) -> frozenset[str]:
    """Return the kinds that the nearest announcing word names; empty when there is none."""
    # After a name only the next word belongs to it; before it a cue may head a list of names.
    for distance, word in enumerate(around.before[:CUE_REACH]):
        if kinds := _kinds_at(distance, "before", around.before, cues):
            return kinds
        if distance == 0 and (kinds := _kinds_at(0, "after", around.after, cues)):
            return kinds
        if not _is_light(word, cues):
            return frozenset()
    return frozenset() if around.before else _kinds_at(0, "after", around.after, cues)


def _kinds_at(distance: int, where: str, side: Sequence[str], cues: Cues) -> frozenset[str]:
    """Return the kinds that a cue announces whose nearest word is `distance` words away; empty if none does."""
    rest = side[distance:]
    for form in _forms(rest[0]) if rest else ():
        for cue in cues.announcing.get((where, form), ()):
            if any(True for _ in _positions(cue.cue, where, rest, len(cue.cue))):
                return cue.kinds
    return frozenset()


def _is_light(word: str, cues: Cues) -> bool:
    """Return whether a word may stand between a cue and its name: a name, a preposition, an adjective in ـية."""
    forms = _forms(word)
    return word.endswith("يه") or not cues.name_words.isdisjoint(forms) or _places("before", forms, cues)


def _is_placed(around: Surroundings, cues: Cues) -> bool:
    """Return whether the word next to the name places something in or beside it."""
    sides = (("before", around.before), ("after", around.after))
    return any(_places(where, _forms(side[0]), cues) for where, side in sides if side)


def _places(where: str, forms: frozenset[str], cues: Cues) -> bool:
    """Return whether a word, given in all its forms, places things on that side of it."""
    return any((where, form) in cues.placing for form in forms)


def _metres_to_neighbour(place: Place, nearby: Sequence[Place]) -> float:
    """Return how far the nearest place named nearby is, in metres.

    A governorate named that holds the place counts as `NEIGHBOUR_M`; infinity when nothing supports it.
    """
    metres = [
        distance_m(place.lon, place.lat, other.lon, other.lat) for other in nearby if other.kind not in AREA_KINDS
    ]
    if place.admin1_pcode and any(other.admin1_pcode == place.admin1_pcode for other in nearby):
        metres.append(NEIGHBOUR_M)
    return min(metres, default=math.inf)


def _stands(cue: Sequence[str], where: str, reach: int, around: Surroundings) -> bool:
    """Return whether a cue stands on the given side, all of it within `reach` words of the name."""
    sides = {"before": around.before, "after": around.after}
    wanted = ("before", "after") if where == "near" else (where,)
    return any(True for side in wanted for _ in _positions(cue, side, sides[side], reach))


def _positions(cue: Sequence[str], where: str, side: Sequence[str], reach: int) -> Iterator[int]:
    """Yield how many words lie between the name and each occurrence of `cue` within `reach` words."""
    ordered = tuple(reversed(cue)) if where == "before" else tuple(cue)
    for start in range(min(len(side), reach) - len(ordered) + 1):
        if all(_same(word, part) for word, part in zip(side[start:], ordered, strict=False)):
            yield start


def _same(word: str, cue: str) -> bool:
    """Return whether a word of the text is the cue, with or without article and attached particles."""
    return cue in _forms(word) or (cue.startswith("ال") and cue[2:] in _forms(word))


@lru_cache(maxsize=8192)
def _forms(word: str) -> frozenset[str]:
    """Return a folded word without the particles و ف ب ل ك and the article that may be written onto it."""
    forms = {word}
    for _ in range(2):
        forms |= {form[1:] for form in forms if len(form) > 2 and form[0] in "وفبلك"}
    forms |= {form[2:] for form in forms if len(form) > 3 and form.startswith("ال")}
    forms |= {
        form[1:] for form in forms if len(form) > 2 and form.startswith("ل") and word.lstrip("وف").startswith("لل")
    }
    return frozenset(forms)
