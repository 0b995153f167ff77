"""Events told only by their region, or with no place, belong to the one in that region told with its place.

«استهداف ثلاث قواعد في محافظة الحسكة» followed by the three names is three events, not four. A region stays an event
of its own where no more exact telling of the same days exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from extract.occurrences import Event
from geo.context import NAMESAKE_M
from geo.geometry import distance_m
from geo.places import AREA_KINDS, MILITARY_KINDS, Place

_WIDE_M = 50_000
"""Radius in metres from which a region or desert is only an area; a smaller one («حوض اليرموك») is a place."""
_NEXT_DOOR_M = 5_000.0
"""Metres within which blasts near a site are those at the one beside it."""
_AHEAD = 2
"""Sentences within which the places follow that «غارات في ريفي القامشلي والحسكة» sums up."""
_SEVERAL = frozenset({"مواقع", "نقاط", "نقاطا", "مقرات", "مقار", "حواجز", "أهداف", "قرى", "بلدات"})
"""Words for several sites, which are told one by one behind."""
_MARGIN = dt.timedelta(days=1)


def absorb(events: Iterable[Event]) -> list[Event]:
    """Return the events that stand for themselves, each with the drafts of the vaguer tellings that it covers."""
    events = list(events)
    exact = [event for event in events if event.place is not None and not _is_vague(event)]
    kept = []
    for event in events:
        told = event in exact
        other = (_named_later(event, exact) or _strayed_from(event, exact)) if told else _covering(event, exact)
        if other is None:
            kept.append(event)
        else:
            other.drafts.extend(event.drafts)
            if other.when.interval is None and event.when.interval is not None:
                other.when = event.when
    return kept


def _covering(vague: Event, exact: Iterable[Event]) -> Event | None:
    return next((event for event in exact if _covers(event, vague)), None)


def _strayed_from(event: Event, exact: Iterable[Event]) -> Event | None:
    """Return the attack of which one munition came down next door,: «غير أن واحداً انفجر في مجمّع قريب»."""
    first = event.drafts[0]
    if event.place is None or not all(draft.one_of_them for draft in event.drafts):
        return None
    for other in exact:
        if other is event or other.place is None or not 0 <= first.sentence - other.drafts[-1].sentence <= _AHEAD:
            continue
        away = distance_m(event.place.lon, event.place.lat, other.place.lon, other.place.lat)
        if away <= _NEXT_DOOR_M and _days_touch(other, event):
            return other
    return None


def _named_later(event: Event, exact: Iterable[Event]) -> Event | None:
    """Return the attack that «الهجوم على عين الأسد» means where it is told only further down, as in live blogs.

    So does a headline without a day: what it tells of is told with its day below.
    """
    if [draft.sentence for draft in event.drafts] == [0] and event.when.certainty == "inferred":
        dated = (e for e in exact if e is not event and e.place is event.place and e.explicit)
        return next((e for e in dated if e.drafts[0].sentence <= _AHEAD and not _days_touch(e, event)), None)
    if event.when.interval is not None or not all(draft.definite for draft in event.drafts):
        return None
    return next((e for e in exact if e.place is event.place and e.when.interval is not None), None)


def _is_vague(event: Event) -> bool:
    if event.place is None:
        return True
    if event.place.kind in AREA_KINDS:
        return event.place.kind == "governorate" or event.place.radius_m > _WIDE_M
    if (
        _only_heard(event)
        or _only_defended(event)
        or _only_in_the_headline(event)
        or _only_named(event)
        or _may_be_a_province(event)
    ):
        return True
    named = [d.place for d in event.drafts if d.place is not None and d.place.place is event.place]
    return bool(named) and all(place.countryside for place in named)


def _only_heard(event: Event) -> bool:
    """Whether only blasts are told of a city, or near a site: those of «دوي انفجار في سماء أربيل» may be at a base."""
    heard = all(act.value in ("blast", "sound") for draft in event.drafts for act in draft.acts)
    return event.place is not None and heard and (event.place.kind == "city" or _near_it(event))


def _only_defended(event: Event) -> bool:
    """Whether no more is told of a city than that its defences fired («التصدي للصواريخ في أجواء حلب»)."""
    town = event.place is not None and event.place.kind in ("city", "town")
    dropped = any(len(draft.weapons) > 1 for draft in event.drafts)  # «أسقطت مسيّرة قنبلتين على نقطة»
    return town and not dropped and all(a.value in ("intercept", "attempt") for d in event.drafts for a in d.acts)


def _near_it(event: Event) -> bool:
    """Whether no more is told than that it was near a place («دوي انفجارين في محيط المطار»)."""
    return all(draft.near and not draft.weapons and not draft.casualties for draft in event.drafts)


def _only_named(event: Event) -> bool:
    """Whether an attack is only called by the city that it was at: «تبنّت هجوم أربيل»."""
    if event.place is None or event.place.kind != "city":
        return False
    return all(draft.definite and not draft.casualties for draft in event.drafts)


def _only_in_the_headline(event: Event) -> bool:
    """Whether only the headline tells of a city: «واشنطن تغير على دير الزور» may mean the province of its name."""
    return event.place is not None and event.place.kind == "city" and [d.sentence for d in event.drafts] == [0]


def _may_be_a_province(event: Event) -> bool:
    """Whether several sites were struck «in» a city that gives its province the name: «هاجموا مواقع شرقي دير الزور»."""
    if event.place is None or event.place.kind != "city":
        return False
    nouns = [draft.target_noun for draft in event.drafts]
    return all(noun is not None and noun.entry.form in _SEVERAL for noun in nouns) and not any(
        draft.casualties for draft in event.drafts
    )


def _covers(exact: Event, vague: Event) -> bool:
    """Whether a vague event may be the exact one: its area holds the place, its days touch, its parties agree."""
    if vague.place is None:
        return _same_day_and_weapons(exact, vague)
    assert exact.place is not None  # noqa: S101 - only events with a place are exact
    if vague.place.kind in ("region", "desert"):
        inside = distance_m(vague.place.lon, vague.place.lat, exact.place.lon, exact.place.lat) <= vague.place.radius_m
    else:
        inside = _same_governorate(vague.place, exact.place)
    if _only_heard(vague) or _only_defended(vague) or (_only_named(vague) and exact.place.kind in MILITARY_KINDS):
        away = distance_m(vague.place.lon, vague.place.lat, exact.place.lon, exact.place.lat)
        reach = NAMESAKE_M if vague.place.kind == "city" or _only_defended(vague) else _NEXT_DOOR_M
        return away <= reach and _days_touch(exact, vague)
    if vague.place.kind not in AREA_KINDS:
        below = _only_in_the_headline(vague) and exact.drafts[0].sentence > 0 and _weapons_agree(exact, vague)
        behind = _may_be_a_province(vague) and exact.drafts[0].sentence > vague.drafts[-1].sentence
        inside = inside and (below or behind or _sums_up(vague, exact))
    return inside and _days_touch(exact, vague) and _parties_agree(exact, vague)


def _same_day_and_weapons(exact: Event, vague: Event) -> bool:
    """«قصف تعرضت له قاعدة أميركية في المنطقة أمس» is the attack on the named base of that very day.

    «اعترض ثلاث مسيّرات في العراق» is told again, place by place, in the sentences right behind.
    """
    ahead = exact.drafts[0].sentence - vague.drafts[-1].sentence
    told_again = exact.when.interval == vague.when.interval or (
        0 < ahead <= _AHEAD and _days_touch(exact, vague, dt.timedelta(0))
    )
    return told_again and _weapons_agree(exact, vague)


def _same_governorate(one: Place, other: Place) -> bool:
    return one.country == other.country and one.admin1_pcode == other.admin1_pcode


def _sums_up(vague: Event, exact: Event) -> bool:
    """Whether attacks in the country around a town, told in the plural, are those told one by one right behind."""
    plural = any(act.entry.form.endswith("ات") for draft in vague.drafts for act in draft.acts)
    ahead = exact.drafts[0].sentence - vague.drafts[-1].sentence
    return plural and len(vague.drafts) == 1 and 0 <= ahead <= _AHEAD


def _days_touch(exact: Event, vague: Event, margin: dt.timedelta = _MARGIN) -> bool:
    if vague.when.interval is None or exact.when.interval is None:
        return vague.when.interval is None
    return (
        vague.when.interval[0] - margin <= exact.when.interval[1]
        and exact.when.interval[0] <= vague.when.interval[1] + margin
    )


def _weapons_agree(exact: Event, vague: Event) -> bool:
    weapons = [{w.weapon for d in event.drafts for w in d.weapons} for event in (exact, vague)]
    return not all(weapons) or bool(weapons[0] & weapons[1])


def _parties_agree(exact: Event, vague: Event) -> bool:
    if exact.drafts[0].answers != vague.drafts[0].answers:
        return False  # «وردّت تركيا بقصف محيط سراقب» is not the raid in Idlib that it answers
    parties = [{a.actor for d in event.drafts for a in d.attackers} for event in (exact, vague)]
    return not all(parties) or bool(parties[0] & parties[1])
