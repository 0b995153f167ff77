"""What was used and how many: «بـ6 صواريخ», «طائرتين مسيّرتين», «قصف مدفعي»."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.numbers import Numbers
from incidents.types import Weapon

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
    ordinal: int = 0
    """Its place in a row («صاروخاً ثالثاً»: 3); 0 when it is not told so."""


# What stands before a weapon that nobody used: air defences, stores, works, units («سرية المدفعية»), launch sites
_STORES = (
    "(?:دفاع|دفاعات|منصه|منصات|مضاد|مضادات|مضاده|مستودع|مستودعات|مستودعا|مخزن|مخزنا|مخازن|منظومه|منظومات|برنامج|ورشه|ورش|مصنع"
    "|مصانع|معمل|شحنه|شحنات|سريه|فوج|كتيبه|لواء|قائد|مواقع انطلاق|مواقع|موقع)"
)
_NOT_USED = re.compile(
    rf"(?<!\w)[وفبل]?(?:{_STORES}\W(?:ل?(?:اطلاق|انتاج|تصنيع|تجميع|تخزين)\W)?(?:ال|لل|ل)?|(?:ال|لل){_STORES}\W(?:ال|لل|ل))$"
)
# «صاروخاً ثالثاً»، «المسيّرة الثالثة»: one more than told before
_ORDINAL = {"ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8, "تاسع": 9, "عاشر": 10}
_NTH = re.compile(r"\s?(?:ال)?(" + "|".join(_ORDINAL) + r")(?:ا|ه)?(?!\w)")
# «سقط صاروخا كاتيوشا»: the dual drops its last letter before a name
_DUAL_BEFORE_NAME = re.compile(r"\s(?:كاتيوشا|غراد|هاون|كروز|ارض|بدر|فتح)(?!\w)")


_SINGULAR = ("طياره ", "شاحنه ", "سياره ", "دراجه ", "عربه ")
"""Words that begin the name of one weapon («شاحنة مفخخة»), besides the nouns that numbers count."""


def find_weapons(text: ReadText, hits: Hits, numbers: Numbers) -> list[WeaponMention]:
    """Return the weapons used, in order; aircraft that only fly over are left out. Empty when none is named."""
    flights = [hit for hit in hits.of("structure") if hit.value == "flight"]
    found = []
    for hit in longest(hits.of("weapon")):
        before = text.folded[max(0, hit.word_start - _FLIGHT_REACH) : hit.start]
        if hit.value in ("drone", "warplane") and _only_flies(text, flights, hit):
            continue
        if hit.proclitic.lstrip("وف").startswith("ك"):
            continue  # «كالصواريخ»: a simile
        if _NOT_USED.search(before):
            continue
        weapon = _STANDS_FOR.get(hit.value) or hit.value
        nth = _NTH.match(text.folded, hit.end)
        found.append(
            WeaponMention(
                hit.word_start,
                hit.end,
                weapon,  # type: ignore[arg-type]
                hit.value not in _STANDS_FOR,
                None if nth else _count(text, hit, numbers),
                f"weapon:{hit.entry.form}",
                _ORDINAL[nth.group(1)] if nth else 0,
            )
        )
    return found


def _only_flies(text: ReadText, flights: Sequence[Hit], hit: Hit) -> bool:
    """Whether a word of flying stands right before an aircraft («تحليق مكثف للطيران المسيّر»)."""
    last = bisect.bisect_right(flights, hit.word_start, key=lambda flight: flight.end) - 1
    if last < 0 or hit.word_start - flights[last].end >= _FLIGHT_REACH:
        return False
    between = text.folded[flights[last].end : hit.word_start]
    return "." not in between and "،" not in between


def _count(text: ReadText, hit: Hit, numbers: Numbers) -> int | None:
    """Return how many a mention tells; None when it tells none or only a lower bound."""
    form = text.folded[hit.start : hit.end]
    if form == "صاروخا" and _DUAL_BEFORE_NAME.match(text.folded, hit.end) and not _is_nunated(text, hit):
        return 2
    count = numbers.of_noun(hit.start, hit.end)
    if count.rule == "none" and form.startswith(_SINGULAR) and not hit.proclitic.endswith("ال"):
        return 1
    return None if count.at_least else count.value


def _is_nunated(text: ReadText, hit: Hit) -> bool:
    """Whether the word is vowelled «صاروخاً», one rocket, not «صاروخا», the two rockets of."""
    return "\u064b" in text.quote(hit.start, min(hit.end + 1, len(text.folded)))


_MISSILES = frozenset({"mortar", "ballistic_missile", "cruise_missile"})


def weapons_of(mentions: Sequence[WeaponMention], flown: bool = False) -> tuple[Weapon, ...]:
    """Return the weapons of one event in the order told: implied ones only where no exact one says more.

    `flown` says that a state's aircraft struck: its drones and their missiles make an air strike, while one-way drones
    are the weapon of armed groups.
    """
    exact = [mention for mention in mentions if mention.exact]
    weapons = [mention.weapon for mention in (mentions if flown else exact or mentions)]
    if any(weapon in _MISSILES for weapon in weapons):
        # «صاروخ» beside «صاروخ باليستي» is the same missile told shorter, «قصف صاروخي وقذائف هاون» is two things
        others = any(mention.rule.endswith("أخرى") for mention in exact)
        weapons = [w for w in weapons if w != "rocket" or others or "mortar" in weapons]
    if flown and {"airstrike", "drone"} & set(weapons):
        weapons = ["airstrike" if w in ("drone", "rocket", "unknown") else w for w in weapons]
    return tuple(dict.fromkeys(weapons))


def munition_count(mentions: Sequence[WeaponMention], flown: bool = False) -> int | None:
    """Return how many munitions the mentions of one event tell; None when none tells or they differ.

    Several weapons add up, each told once or alike; «طائرة مسيّرة» and later «طائرتين» are one telling made exact. A
    raid counts itself («غارتين»: 2), unless its missiles are counted; «صاروخاً ثالثاً» is one more than told before.
    """
    counts: dict[Weapon, set[int]] = {}
    missiles = [mention.weapon for mention in mentions if mention.weapon in ("ballistic_missile", "cruise_missile")]
    missile = missiles[0] if missiles and not any(m.rule.endswith("أخرى") for m in mentions) else None
    for mention in mentions:
        if mention.count is not None and not mention.ordinal:
            weapon = missile if missile is not None and mention.weapon == "rocket" else mention.weapon
            counts.setdefault(weapon, set()).add(mention.count)
    if flown:  # the missiles count, not the aircraft that fired them
        counts = {"rocket": counts["rocket"]} if "rocket" in counts else counts
        counts.pop("drone", None)
    exact = {m.weapon for m in mentions if m.exact and not m.ordinal and (m.weapon != "rocket" or missile is None)}
    if not flown and len(exact) > 1 and exact - set(counts):
        return None  # how many of one weapon is told, of another not
    total = 0
    for told in counts.values():
        if len(told) > 1 and told != {1, max(told)}:
            return None
        total += max(told)
    further = {mention.ordinal for mention in mentions if mention.ordinal}
    if not counts:
        return 1 if len(further) == 1 else None
    return total + sum(1 for ordinal in further if ordinal == total + 1)
