"""Which of the weapons told in one breath struck which place of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.normalise import ReadText
from extract.places import PlaceMention
from extract.weapons import WeaponMention

_TIMES = re.compile(r"(?<!\w)(?:مرات|مرتين|مره)(?!\w)")


def weapons_at(
    text: ReadText, places: Sequence[PlaceMention], place: PlaceMention | None, weapons: list[WeaponMention]
) -> list[WeaponMention]:
    """Return the weapons of one place of a list: those told behind it, up to where others are told, else all.

    «استهداف قاعدتي كذا وكذا بطائرات مسيّرة، وقاعدة كذا برشقة صاروخية»: drones for two, rockets for the third.
    A place told with «مرات عديدة» has had its say and takes no weapon told later. The very list `weapons` comes back
    where all of it is shared.
    """
    if place is None or len(places) < 2 or not weapons:
        return weapons
    for_all = [w for w in weapons if w.start < places[0].start]
    told = [[w for w in weapons if p.end <= w.start and w.end <= q.start] for p, q in pairwise(places)]
    told.append([w for w in weapons if places[-1].end <= w.start])
    position = places.index(place)
    had_its_say = (
        place is not places[-1] and _TIMES.search(text.folded, place.end, places[position + 1].start) is not None
    )
    if sum(map(bool, told)) == 1 and told[-1] and not for_all and not had_its_say:
        return weapons
    if not told[position] and had_its_say:
        return []
    return next((own for own in told[position:] if own), for_all or weapons)
