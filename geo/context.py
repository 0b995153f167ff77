"""Which place a name means where it stands: the cues around it, as data, and how they are weighed.

«الميادين» is a town, a television channel and the fields of battle; «الشدادي» is a base and the
town beside it. `seeds/place_cues.csv` holds what is known of single names, `seeds/context_cues.csv`
the words that announce a kind of place. `settle` applies them in the order its docstring gives.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.cues import ANY_KIND, Cues, forms, positions
from geo.geometry import distance_m
from geo.places import AREA_KINDS, MILITARY_KINDS, Place

CUE_REACH = 6
"""How many words away a word for a kind may stand, when only light words and names stand between."""

NEIGHBOUR_M = 60_000.0
"""Metres within which a place named beside another supports it: a district and the next one."""

NAMESAKE_M = 25_000.0
"""Metres that a base and the town of its name are apart at most (Balad: 22 km); neighbours cannot tell
such a pair apart, namesakes farther from each other they can."""


_GOVERNORATES = frozenset({"governorate"})


@dataclass(frozen=True)
class Candidate:
    """A place that a name may mean."""

    place: Place
    """The place."""
    needs_context: bool
    """Whether this spelling alone is too little to mean it."""
    in_is_enough: bool = False
    """Whether it is enough behind a word that places things (في), where an attack is told."""


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
    listed: tuple[Place, ...] = ()
    """Places named in one list with it («الميادين والبوكمال»)."""
    wider: tuple[Place, ...] = ()
    """Places named in the sentences around."""


def settle(surface: str, candidates: Sequence[Candidate], around: Surroundings, cues: Cues) -> Place | None:
    """Return the one of `candidates` that the folded name `surface` means, or None.

    Evidence decides in this order; each step only sees what the step before has left:

    1. a cue of this very name (`place_cues.csv`, file order): it names the place, or says that
       there is none here (channel, company, person, ordinary word); then a title: it is a person;
    2. the nearest word that announces a kind (قاعدة, معبر, مدينة, أهالي …): candidates of that
       kind are kept, if there are any, and have their context;
    3. places and governorates named nearby, or around where none is nearby: candidates within
       `NEIGHBOUR_M` of one of them, or in a governorate named, are kept, without those `NAMESAKE_M`
       farther than the nearest;
    4. a candidate whose spelling needs context is dropped if it has none; see `_has_context`;
    5. the target of an attack is the base or airfield, anything else is the town;
    6. a city goes before the governorate of the same name.

    None when nobody is left (the name means no place here) and when several are (it cannot be
    told which).
    """
    for cue in cues.of_places.get(surface, ()):
        if _stands(cue.cue, cue.where, cue.reach, around):
            return cue.place
    if _is_a_person(surface, around, cues):
        return None
    announced = _announced_kinds(around, cues)
    if len(candidates) == 1 and not candidates[0].needs_context and announced != _GOVERNORATES:
        return candidates[0].place
    if announced == _GOVERNORATES and not any(_fits(found.place, announced) for found in candidates):
        return None  # «في محافظتي حمص ودير الزور»: the cities are not meant
    left = _prefer(candidates, [_fits(found.place, announced) for found in candidates])
    away = {found.place.id: _metres_to_neighbour(found.place, around.nearby) for found in left}
    if len(left) > 1 and min(away.values()) == math.inf:
        away = {found.place.id: _metres_to_neighbour(found.place, around.wider) for found in left}
    near = min(away.values(), default=math.inf)
    left = _prefer(left, [away[found.place.id] <= min(NEIGHBOUR_M, near + NAMESAKE_M) for found in left])
    left = [
        found
        for found in left
        if not found.needs_context
        or _fits(found.place, announced)
        or ANY_KIND in announced
        or (found.in_is_enough and around.attack and _next_to(around, cues.placing))
        or _has_context(found.place, around, cues, len(candidates) == 1)
    ]
    left = _prefer(left, [(found.place.kind in MILITARY_KINDS) == around.attack for found in left])
    left = _prefer(left, [found.place.kind != "governorate" for found in left])
    return left[0].place if len(left) == 1 else None


def _has_context(place: Place, around: Surroundings, cues: Cues, alone: bool) -> bool:
    """Return whether a place whose name is too little by itself is meant, no word announcing its kind.

    `alone` says that no other place bears the name. It is meant, if one of these holds: a word that places things
    (في, غربي …) stands next to the name, with a neighbour named nearby or the place itself named in the sentences
    around, or an attack told there and a neighbour in the sentences around; a word that stands only at places does
    (شرقي), with the name its alone or a neighbour in the sentences around; it is in a list with a neighbour, or a
    base with a base; it is named nearby itself and the name stands as target; it is an embassy whose city is named
    around, and none behind it.
    """
    if _next_to(around, cues.placing) and (
        place in around.wider
        or _metres_to_neighbour(place, around.nearby) <= NEIGHBOUR_M
        or (
            around.attack
            and alone
            and place.kind != "embassy"
            and _metres_to_neighbour(place, around.wider) <= NEIGHBOUR_M
        )
    ):
        return True
    if _next_to(around, cues.pointing) and (alone or _metres_to_neighbour(place, around.wider) <= NEIGHBOUR_M):
        return True
    if _metres_to_neighbour(place, around.listed) <= NEIGHBOUR_M:
        return True
    if place.kind in MILITARY_KINDS and any(other.kind in MILITARY_KINDS for other in around.listed):
        return True
    if around.attack and place in around.nearby:
        return True
    if place.kind == "embassy" and not (around.after and not cues.placing["after"].isdisjoint(forms(around.after[0]))):
        return _metres_to_neighbour(place, around.wider) < NAMESAKE_M
    return False


def _is_a_person(surface: str, around: Surroundings, cues: Cues) -> bool:
    """Return whether a title stands directly before the name, or words that only follow a person's behind it."""
    if around.before and not cues.titles["before"].isdisjoint(_unjoined(around.before[0])):
        return True
    if not around.after or not surface.startswith(("ابو ", "ابا ", "ابي ", "السيده ")):
        return False
    return not _next_to(around, cues.placing) and not cues.titles["after"].isdisjoint(_unjoined(around.after[0]))


def _unjoined(word: str) -> tuple[str, str]:
    """Return a folded word as written and without an «and» on it; its article, if any, stays."""
    return word, word[1:] if word[:1] in ("و", "ف") else word


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
    if distance >= len(side):
        return frozenset()
    announcing = cues.announcing[where]
    for form in forms(side[distance]):
        for cue in announcing.get(form, ()):
            if any(True for _ in positions(cue.cue, where, side[distance:], len(cue.cue))):
                return cue.kinds
    return frozenset()


def _is_light(word: str, cues: Cues) -> bool:
    """Return whether a word may stand between a cue and its name: a name, a preposition, an adjective in ـية."""
    written = forms(word)
    return (
        word.endswith("يه") or not cues.name_words.isdisjoint(written) or not cues.placing["before"].isdisjoint(written)
    )


def _next_to(around: Surroundings, words_there: Mapping[str, frozenset[str]]) -> bool:
    """Return whether one of the words of a set stands directly before or behind the name."""
    sides = (("before", around.before), ("after", around.after))
    return any(not words_there[where].isdisjoint(forms(side[0])) for where, side in sides if side)


def _metres_to_neighbour(place: Place, nearby: Sequence[Place]) -> float:
    """Return how far the nearest place named nearby is, in metres.

    A governorate, region or desert named that holds the place counts as `NEIGHBOUR_M`; infinity when nothing
    supports it.
    """
    metres = []
    for other in nearby:
        away = distance_m(place.lon, place.lat, other.lon, other.lat)
        if other.kind not in AREA_KINDS:
            metres.append(away)
        elif other.kind != "governorate" and away <= other.radius_m and other.country == place.country:
            metres.append(NEIGHBOUR_M)
    if place.admin1_pcode and any(other.admin1_pcode == place.admin1_pcode for other in nearby):
        metres.append(NEIGHBOUR_M)
    return min(metres, default=math.inf)


def _stands(cue: Sequence[str], where: str, reach: int, around: Surroundings) -> bool:
    """Return whether a cue stands on the given side, all of it within `reach` words of the name."""
    sides = {"before": around.before, "after": around.after}
    wanted = ("before", "after") if where == "near" else (where,)
    return any(True for side in wanted for _ in positions(cue, side, sides[side], reach))
