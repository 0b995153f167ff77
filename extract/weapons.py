"""What was used and how many: «بـ6 صواريخ», «طائرتين مسيّرتين», «قصف مدفعي»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.lexicon import Hit, longest
from extract.normalise import ReadText
from extract.numbers import count_of_noun
from incidents.types import WEAPONS, Weapon

# What a word means depends on its neighbours: a shell is a rocket beside a rocket attack, warplanes carry out air
# strikes. Such words only count where nothing more exact stands in the event.
_STANDS_FOR: dict[str, Weapon] = {"warplane": "airstrike", "shell": "unknown", "small_arms_weak": "small_arms"}

_FLIGHT_REACH = 40
"""Folded characters before an aircraft in which a word of flying («تحليق مكثف للطيران») makes it no weapon."""


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon named in a text. Offsets are folded, half open."""

    start: int
    end: int
    weapon: Weapon
    """What it is."""
    exact: bool
    """False for words that only imply it (warplanes, shells)."""
    count: int | None
    """How many munitions; None when not told."""
    rule: str


def find_weapons(text: ReadText, hits: Sequence[Hit]) -> list[WeaponMention]:
    """Return the weapons used, in order; aircraft that only fly over are left out. Empty when none is named."""
    flights = [hit for hit in hits if hit.role == "structure" and hit.value == "flight"]
    origins = [hit for hit in hits if hit.role == "structure" and hit.value == "launch"]
    found = []
    for hit in longest([hit for hit in hits if hit.role == "weapon"]):
        before = text.folded[max(0, hit.word_start - _FLIGHT_REACH) : hit.word_start]
        near_flight = any(
            0 <= hit.word_start - flight.end < _FLIGHT_REACH and "." not in text.folded[flight.end : hit.word_start]
            and "،" not in text.folded[flight.end : hit.word_start]
            for flight in flights
        )
        if near_flight and hit.value in ("drone", "warplane"):
            continue
        if hit.proclitic.startswith(("ك", "وك", "فك")):
            continue  # «كالصواريخ»: a simile
        # «مواقع انطلاق الصواريخ»: where rockets were launched from is a target, not the weapon used on it
        if any(0 <= hit.word_start - origin.end <= 2 for origin in origins if origin.entry.form.startswith(("مواقع", "منص", "موقع"))):
            continue
        if before.rstrip().endswith(("دفاع", "الدفاع", "دفاعات", "الدفاعات", "منصه", "منصات", "مضاد", "مضادات", "مستودع", "مستودعات", "مخزن", "مخازن", "منظومه", "برنامج", "ورشه", "مصنع", "شحنه", "مضاده لل", "الثقيله و", "سريه", "فوج", "كتيبه", "لواء", "سريه ال", "قائد")):
            continue
        weapon = _STANDS_FOR.get(hit.value) or hit.value
        count = count_of_noun(text, hit.start, hit.end)
        assert weapon in WEAPONS, f"weapons.csv: value {weapon!r}"
        found.append(
            WeaponMention(
                hit.word_start, hit.end, weapon, hit.value not in _STANDS_FOR,  # type: ignore[arg-type]
                None if count.at_least else count.value, f"weapon:{hit.entry.form}",
            )
        )
    return found


def weapons_of(mentions: Sequence[WeaponMention]) -> tuple[Weapon, ...]:
    """Return the weapons of one event in the order told: implied ones only where no exact one says more."""
    exact = [mention.weapon for mention in mentions if mention.exact]
    implied = [mention.weapon for mention in mentions if not mention.exact]
    if any(weapon in ("mortar", "ballistic_missile", "cruise_missile") for weapon in exact):
        # «صاروخ» beside «صاروخ باليستي» is the same missile told shorter, «قصف صاروخي وقذائف هاون» is two things
        exact = [w for w in exact if w != "rocket" or "mortar" in exact]
    return tuple(dict.fromkeys(exact or implied))


def munition_count(mentions: Sequence[WeaponMention]) -> int | None:
    """Return how many munitions the mentions of one event tell; None when none tells or they differ.

    «طائرة مسيّرة» and later «طائرتين مسيّرتين» of one event differ; a raid counts itself («غارتين»: 2).
    """
    counts = {}
    for mention in mentions:
        if mention.count is not None:
            counts.setdefault(mention.weapon, set()).add(mention.count)
    values = {next(iter(told)) for told in counts.values() if len(told) == 1}
    if not counts or any(len(told) > 1 for told in counts.values()):
        told = set().union(*counts.values()) if counts else set()
        return max(told) if told and min(told) == 1 and len(told) == 2 else None
    return sum(next(iter(told)) for told in counts.values()) if len(values) >= 1 else None
