"""Whether words of attack make an attack: some always do, others only beside a weapon, a party or a base.

«سقط» is a fall until a rocket falls, «ضرب» strikes a bargain, a base is «targeted» by critics; «قصف» needs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.findings import Findings
from extract.grouping import MILITARY_SITES
from extract.lexicon import Hit
from extract.ordered import within
from extract.places import PlaceMention
from extract.weapons import WeaponMention

_UNMISTAKABLE = frozenset({"قصف", "يقصف", "غارة", "غارات", "أغار", "دك", "دكت", "دكوا", "رشقة", "رشقات"})
_HELPERS = frozenset({"sound", "undergo", "attempt", "light", "reach", "impact_noun", "head_for"})
"""Acts that only support another («نفّذت هجوماً», «تعرضت لقصف»)."""
_ON = re.compile(r"(?:\W+\w+){0,2}?\W+(علي)\W+")
_NEXT_WORD = 25
"""Folded characters in which the words right behind «على» stand."""
NEEDS_A_WEAPON = frozenset({"impact", "launch", "intercept", "salvo", "kill"}) | _HELPERS
"""Acts that make an attack only beside a weapon: «أطلقت», «شهدت», «سقط»."""


def is_attack(
    found: Findings,
    acts: Sequence[Hit],
    places: Sequence[PlaceMention],
    weapons: Sequence[WeaponMention],
    start: int,
    end: int,
    *,
    base_meant: bool,
    told_before: bool,
) -> bool:
    """Return whether the acts of a folded stretch tell of an attack.

    `base_meant` says whether a word points back to a base («القاعدة»), `told_before` whether an attack was told just
    before, which short words then go on telling of («كما طال حقول السويدية»).
    """
    values = {act.value for act in acts}
    if "reach" in values and told_before and places:
        return True
    if values <= _HELPERS:
        # «تعرض موقعهما لقذائف هاون»، «مسيّرة اتجهت إلى القاعدة»: the weapon stands where the attack would
        carried = {"undergo", "head_for", "reach"} & values
        return bool(carried) and any(w.exact and w.weapon != "airstrike" for w in weapons)
    military = base_meant or any(p.place is not None and p.place.kind in MILITARY_SITES for p in places)
    parties = any(a.actor != "civilians" for a in within(found.actors, start, end))
    if values <= {"blast"} | _HELPERS:
        # An old mine kills without being an attack, unless somebody laid it for somebody
        planted = any(w.exact and "لغم" not in w.rule and "ألغام" not in w.rule for w in weapons)
        return military or planted or (bool(weapons) and (parties or (told_before and bool(places))))
    if values <= NEEDS_A_WEAPON:
        return bool(weapons)
    hurt = bool(within(found.hits.of("casualty"), start, end))
    if values <= {"strike"} | (_HELPERS - {"light"}):
        told_on = told_before and places and (military or any(act.entry.inflection != "noun" for act in acts))
        return bool(weapons or told_on) or (parties and (military or hurt)) or _struck(found, acts, places, military)
    if values <= {"destroy"} | _HELPERS:
        return military or parties or any(w.weapon in ("airstrike", "rocket", "artillery") for w in weapons)
    if values <= {"clash"}:
        return bool(places) and parties
    on_a_base = any(hit.value == "unnamed_base" for hit in within(found.structure, start, end))
    if military or parties or weapons or on_a_base or (places and (hurt or told_before)):
        return True
    return any(act.entry.form in _UNMISTAKABLE for act in acts)


def _struck(found: Findings, acts: Sequence[Hit], places: Sequence[PlaceMention], military: bool) -> bool:
    """Whether a strike is «on» a site: «ضربتان متتاليتان على معمل غاز السويدية», not a strike of the market."""
    for act in acts:
        if act.value == "strike" and act.entry.inflection == "noun" and places:
            on = _ON.match(found.text.folded, act.end)
            if on and (
                military
                or any(h.value == "target_noun" for h in within(found.structure, on.end(), on.end() + _NEXT_WORD))
            ):
                return True
    return False


def is_reference(found: Findings, acts: Sequence[Hit], places: Sequence[PlaceMention], start: int) -> bool:
    """Return whether the act is only referred to and something else was done at the place.

    «ردّت على الهجوم بفرض حصار على مواقع في القامشلي» (answered the attack with a siege) tells of no attack on Qamishli.
    """
    if not places:
        return False
    first = min(place.start for place in places)
    act = max((act for act in acts if act.end <= first), key=lambda act: act.end, default=None)
    return act is not None and any(
        hit.value == "blocker" for hit in within(found.structure, max(start, act.end), first)
    )
