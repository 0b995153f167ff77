"""Which of the weapons told in one breath struck which place of a list, and which of those told before are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.findings import Findings
from extract.ordered import within
from extract.places import PlaceMention
from extract.weapons import WeaponMention

# «وأصابت الثالثة المجمّع»، «كانت ثلاث أخرى تقصد طرطوس»: of the weapon told before
_OF_THEM = re.compile(
    r"(?<!\w)[وف]?(?:ال(?:اولي|ثانيه|ثالثه|رابعه|اخري|اخيره|بقيه)|احداها|احداهما|احدها|واحده|وحده|ثانيه|ثالثه|رابعه"
    r"|خامسه|اثنتان|اثنتين|اثنان|اخري"
    r"|اخريان|بعضها|معظمها|جميعها|البقيه)(?!\w)"
)
# «وأُسقطت ثالثة»: one more of them
_FURTHER = re.compile(
    r"(?<!\w)[وف]?(?:ال)?(?:اولي|ثانيه|ثالثه|رابعه|خامسه|اخيره|اخري|احداها|احداهما|واحده(?= منه)|ثالث|رابع|خامس)(?!\w)"
)
# «11 منها على»، «وواحد سقط في أرض خالية قرب»: a number without its noun
_PORTION = re.compile(r"\s(?:منها|منهما|(?:سقط|اصاب|انفجر|وقع)(?:ت|ا|تا)?)(?!\w)")
_PORTION_REACH = 110
"""Folded characters around a place in which the others' portions stand."""
_SEVERAL = 2
# «بواقع مسيّرتين لكل منها»
_EACH = re.compile(r"\s(?:\w+ )?لكل (?:منها|منهما|منهم|قاعده|موقع|واحده?|مطار)(?!\w)")
_TIMES = re.compile(r"(?<!\w)(?:مرات|مرتين|مره)(?!\w)")


def weapons_at(
    found: Findings, places: Sequence[PlaceMention], place: PlaceMention | None, weapons: list[WeaponMention]
) -> list[WeaponMention]:
    """Return the weapons of one place of a list: those told behind it, up to where others are told, else all.

    «استهداف قاعدتي كذا وكذا بطائرات مسيّرة، وقاعدة كذا برشقة صاروخية»: drones for two, rockets for the third.
    «11 منها على كذا وواحد سقط قرب كذا» gives each its own, «بواقع مسيّرتين لكل منها» all of them to each. A place
    told with «مرات عديدة» has had its say and takes no weapon told later. The very list `weapons` comes back
    where all of it is shared.
    """
    if place is None or not weapons:
        return weapons
    text = found.text
    portion = _portion(found, place)
    if portion is not None:
        return [replace(weapons[-1], count=portion)]
    if len(places) < 2:
        return weapons
    if len(weapons) == 1 and _EACH.match(text.folded, weapons[0].end):
        return list(weapons)
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


def _portion(found: Findings, place: PlaceMention) -> int | None:
    """Return how many of the munitions struck one of several places: «11 منها على كذا وواحد سقط قرب كذا», else None."""
    folded = found.text.folded
    near = within(found.numbers, max(0, place.start - _PORTION_REACH), place.start + _PORTION_REACH)
    portions = [number for number in near if _PORTION.match(folded, number.end)]
    before = [number for number in portions if number.end < place.start]
    if len(portions) < _SEVERAL or not before or "،" in folded[before[-1].end : place.start]:
        return None
    return before[-1].value


def told_before(found: Findings, first: int, start: int, lead: int, end: int, stopped: bool) -> list[WeaponMention]:
    """Return the weapon told last between the folded offsets `first` and `start` where a stretch behind means it.

    «أما الثالثة فأُسقطت» means one of them, «كانت ثلاث أخرى تقصد طرطوس» three. What was shot down (`stopped`) is always
    one told before; a stretch that hits means one only by such words. `lead` is where the stretch's own words begin.
    """
    folded = found.text.folded
    if not stopped and _OF_THEM.search(folded, lead, end) is None:
        return []
    meant = ("drone", "rocket") if stopped else ("drone", "rocket", "ied")
    before = [weapon for weapon in within(found.weapons, first, start) if weapon.weapon in meant]
    if not before:
        return []
    further = _FURTHER.search(folded, max(lead, before[-1].start), end)
    count = before[-1].count if before[-1].count == 1 else None
    if further is not None:
        numbers = within(found.numbers, lead, end)
        count = next((n.value for n in numbers if 0 < further.start() - n.end <= 2), 1)
    return [replace(before[-1], count=count, ordinal=0)]
