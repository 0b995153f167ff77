"""One event told several times in an article is one: drafts of the same place and day become one event.

The walk goes through the article in order and keeps what a reader keeps in mind: which day is being told of, which
base was last named, who is speaking. A draft that names no day takes the day being told of; where the telling has
gone back in time, it stays undated, because nobody said when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice

from extract.antecedents import HOW_MANY, airfield_at, answers_to, lies_in, means_a_town
from extract.drafts import Draft
from extract.grouping import MILITARY_SITES
from extract.lexicon import Hit
from extract.manner import MAY_BE_NOUNS
from extract.occurrences import UNDATED, Event, When, compatible, narrowed, set_apart
from extract.places import base_at
from geo.gazetteer import Gazetteer
from geo.geometry import distance_m
from geo.places import AREA_KINDS, MILITARY_KINDS, Place
from language.arabic import fold

_NEAR_SENTENCES = 3
"""Sentences behind events in which an attack named by its place is one of them."""
_BESIDE_M = 8_000.0
"""Metres within which an attack may be named by what lies beside its place."""
_ABOUT_ONE_BASE = 8
"""Sentences behind events, all at one base, in which an attack told without its place is at that base."""
_AT_HAND = 2
"""Sentences behind the only place named in which an attack that says nothing of where it was is there."""
_DONE = frozenset({"attack", "strike", "salvo", "shoot", "impact", "impact_noun", "launch"})
"""Acts that are such an attack: not what was shot down or blew up somewhere on its way."""
_TOWNS = frozenset({"city", "town", "village"})
_LOOKS_BACK = 200
"""Events and places back to which «القاعدة» is looked for by its day: all of them would cost a long text its square."""
_A_BASE = ("القاعدة", "المعسكر", "الحامية")
"""What a text may call the base of the town that it names: «انفجارات في الشدادي جراء استهداف القاعدة الأميركية»."""
_CURRENT_DAYS = 2
"""An article tells of "now" while its dates lie at most this many days before its publication."""
_SINCE_REACH = 40
"""Folded characters between «منذ …» and the act that it dates."""


class Telling:
    """What a reader keeps in mind while reading on."""

    def __init__(self, published: dt.date | None, gazetteer: Gazetteer) -> None:
        self.published = published
        self._gazetteer = gazetteer
        self.events: list[Event] = []
        self.current = published is not None
        """Whether the article tells of the last days, not of the past."""
        self.bases: list[Place] = []
        """Places struck so far, latest last: what «القاعدة» points back to."""
        self.towns: list[Place] = []
        """Towns named so far, latest last."""
        self._named: list[Place] = []
        """Both, latest last: what «قصفوها» points back to."""
        self._scene: tuple[int, list[Place]] = (0, [])
        """The sentence set last at places, and those places."""
        self._referred_to: list[tuple[Place, Draft]] = []
        """Attacks that the text only referred to, where none was told of yet."""
        self._unplaced: tuple[int, When] | None = None
        """Sentence and time of the attack told last without its place."""
        self._paragraph = -1
        self._paragraph_when: When | None = None

    def enter(self, paragraph: int) -> bool:
        """Go on to a line and return whether it is a new one: a day told of holds only inside its line."""
        if paragraph == self._paragraph:
            return False
        self._paragraph, self._paragraph_when = paragraph, None
        return True

    def saw_date(self, when: When) -> None:
        """Note a day that was told."""
        self._paragraph_when = when
        if self.published is not None and when.interval is not None:
            self.current = (self.published - when.interval[1]).days <= _CURRENT_DAYS

    def when_of(self, draft: Draft) -> When:
        """Return when a draft happened, as far as it and what was told before say."""
        mention = draft.date
        if mention is not None and mention.kind == "since" and not self._lately(mention.date_start):
            mention = None
        if mention is not None and mention.date_start is not None:
            end = mention.date_end or (self.published if mention.kind == "since" else None) or mention.date_start
            if draft.date_of_statement and mention.precision == "day":
                claimed = any(source.claims for source in draft.sources)
                start = mention.date_start if claimed else mention.date_start - dt.timedelta(days=1)
                return When((start, end), "day", "inferred", "the day is that of the statement")
            return When((mention.date_start, end), mention.precision, "explicit", None)
        if draft.place is not None and draft.anchored:
            known = [e.when for e in self.events if e.place is draft.place.place and e.when.interval is not None]
            if known:
                return max(known, key=lambda when: when.interval or (dt.date.min, dt.date.min))
        if draft.repeated or draft.dateless:
            return UNDATED
        if draft.shortly_before and self.events and self.events[-1].when.interval is not None:
            first, last = self.events[-1].when.interval
            return When(
                (first - dt.timedelta(days=1), last), "day", "inferred", "told as just before the event before it"
            )
        if (draft.definite or draft.only_referred_to) and not self.knows(draft):
            return self._day_told_of(draft)
        if draft.definite and draft.date is None and not self._is_of_these_days(draft):
            return UNDATED  # «غارة القائم», told of as one of the past
        if self._paragraph_when is not None and not draft.pluperfect:
            return When(
                self._paragraph_when.interval,
                self._paragraph_when.precision,
                "inferred",
                "the day is the one told of just before",
            )
        if draft.elaborates and not draft.pluperfect:
            told_of = self._day_told_of(draft)  # «شنّت ضربات في 22 من الشهر. … وقد ضربت مقاتلات مخبأ في جبل البشري»
            if told_of.interval is not None:
                return told_of
        told = self.events[-1] if self.events and not self.current else None
        if told is not None and told.when.interval is not None and (draft.soon_after or draft.at_once):
            first, last = told.when.interval
            day_on = last if draft.at_once else last + dt.timedelta(days=1)
            return When((first, day_on), "day", "inferred", "told as of the hours of the event before it")
        if (self.current or draft.soon_after) and self.published is not None and not draft.pluperfect:
            return When(
                (self.published - dt.timedelta(days=1), self.published),
                "day",
                "inferred",
                "no day is named; it is told as current news",
            )
        if draft.answers and not draft.pluperfect:
            now = [e.when for e in self.events if self._is_current(e)]  # «وردّ سلاح الجو ظهراً بثلاث غارات»
            if now:
                return When(now[-1].interval, now[-1].precision, "inferred", "it answers what is told as current news")
        return UNDATED

    def _day_told_of(self, draft: Draft) -> When:
        """Return the day of the events told right before «غارة القائم», which is one of them; undated without any.

        «نشر البنتاغون صوراً لآثار الهجوم على القاعدة» is of an attack not told of, on a day not told.
        """
        if self._unplaced is not None and 0 <= draft.sentence - self._unplaced[0] <= _NEAR_SENTENCES:
            when = self._unplaced[1]  # «شنّت غارات على مواقع عدة. وشملت الغارات مطار دمشق ومصياف»
            return When(when.interval, when.precision, "inferred", "the day is the one told of just before")
        last = self.events[-1] if self.events else None
        if last is None or last.when.interval is None or draft.sentence - last.drafts[-1].sentence > _NEAR_SENTENCES:
            return UNDATED
        return When(last.when.interval, last.when.precision, "inferred", "the day is the one told of just before")

    def is_at(self, sentence: int, places: Iterable[Place]) -> None:
        """Note the places that a sentence is set at; one without any leaves those before."""
        if exact := [place for place in places if place.kind not in AREA_KINDS]:
            self._scene = (sentence, exact)

    def names(self, places: Iterable[Place]) -> None:
        """Note bases and towns that a sentence names, struck or not: «القاعدة», «وسط المدينة» point back to them."""
        for place in places:
            if place.kind in MILITARY_KINDS or place.kind == "embassy":
                self.bases.append(place)
            elif place.kind in _TOWNS:
                self.towns.append(place)
            else:
                continue
            self._named.append(place)

    def knows(self, draft: Draft) -> bool:
        """Tell whether the place of a draft has an event already."""
        place = self.place_of(draft)
        return place is not None and self._latest(place) is not None

    def _sums_up(self, draft: Draft) -> bool:
        """Tell whether a draft is dated by a long time alone."""
        since = draft.date
        if since is None or since.kind != "since" or self._lately(since.date_start):
            return False
        return any(abs(since.start - act.end) <= _SINCE_REACH for act in draft.acts)

    def _is_of_these_days(self, draft: Draft) -> bool:
        """Tell whether the event told last at a draft's place is current news, or of a day not told."""
        latest = self._latest(self.place_of(draft))
        return latest is None or latest.when.interval is None or self._is_current(latest)

    def _lately(self, day: dt.date | None) -> bool:
        """Tell whether «منذ …» begins so late that what it tells of is the event, not a campaign."""
        return day is not None and self.published is not None and (self.published - day).days <= 1

    def place_of(self, draft: Draft) -> Place | None:
        """Return the place a draft names or points back to; None when neither."""
        if draft.place is not None:
            return draft.place.place
        if draft.meant is not None:
            return draft.meant
        if draft.anaphor is None:
            return (self._place_of_all(draft) or self._place_at_hand(draft)) if draft.nowhere else None
        form = draft.anaphor.entry.form
        region = draft.region.place if draft.region is not None else None
        named = self._meant_by(draft.anaphor)
        if "القضاء" in form:
            named = [place for place in named if not self._is_capital(place)]
        meant = (p for p in reversed(named) if answers_to(p, form) and (region is None or lies_in(p, region)))
        town = next((p for p in self._named[-1:] if form.startswith("المطار") and p.kind in _TOWNS), None)
        if town is not None and (airfield := airfield_at(town, self._gazetteer)) is not None:
            return airfield
        last = next(meant, None)
        if last is None and form.startswith(_A_BASE):
            towns = [region] if region is not None else self.towns[-1:]
            if not towns or towns[0].kind not in _TOWNS:
                return None
            return base_at(towns[0], self._gazetteer, by_air=form == "القاعدة الجوية")
        if (
            last is None
            or self._paragraph_when is None
            or self._paragraph_when.interval is None
            or draft.date is not None
        ):
            return last
        # Below the day that heads it, «القاعدة» is the one attacked on that day, where only another was named last
        then = self._attacked_on(*self._paragraph_when.interval)
        return next((place for place in islice(chain([last], meant), _LOOKS_BACK) if place.id in then), last)

    def _is_capital(self, place: Place) -> bool:
        """Tell whether a governorate bears the name of a city: it is no district's town then."""
        return bool(self._gazetteer.surfaces().get("محافظه " + fold(place.name_ar)))

    def _meant_by(self, anaphor: Hit) -> list[Place]:
        """Return the places to which a word may point back, latest last."""
        if anaphor.role == "act" and anaphor.entry.form in MAY_BE_NOUNS:
            return self._named
        if anaphor.role == "act" and not self.bases:
            return self.towns
        return self.bases + self.towns if means_a_town(anaphor.entry.form) else self.bases

    def each_meant(self, draft: Draft) -> list[Draft]:
        """Return a draft of several places named before («قصفت الموقعين») once for each; others as they are."""
        number = HOW_MANY.get(draft.anaphor.entry.form) if draft.anaphor is not None and draft.place is None else None
        if number is None or draft.anaphor is None:
            return [draft]
        form = draft.anaphor.entry.form
        named = self._meant_by(draft.anaphor)
        places = list(dict.fromkeys(place for place in reversed(named) if answers_to(place, form)))[:number]
        return [replace(draft, meant=place) for place in reversed(places)] if len(places) == number else [draft]

    def _attacked_on(self, first: dt.date, last: dt.date) -> set[str]:
        """Return the ids of the places with an event on one of some days."""
        return {
            event.place.id
            for event in islice(reversed(self.events), _LOOKS_BACK)
            if event.place is not None
            and event.when.interval is not None
            and event.when.interval[0] <= last
            and first <= event.when.interval[1]
        }

    def _place_of_all(self, draft: Draft) -> Place | None:
        """Return the base that every event so far struck, for an attack of another day told right behind them.

        «… وهذا الهجوم هو التاسع على الحقل. وفي 25 كانون الثاني أصابت مسيّرة خزاناً».
        """
        if draft.date is None or draft.date_of_statement or not (draft.is_new or self._struck_on(draft)):
            return None
        theirs = {attacker.actor for event in self.events for told in event.drafts for attacker in told.attackers}
        if draft.attackers and theirs and theirs.isdisjoint(attacker.actor for attacker in draft.attackers):
            return None
        places = {event.place.id: event.place for event in self.events if event.place is not None}
        if len(places) != 1:
            return None
        place = next(iter(places.values()))
        near = draft.sentence - self.events[-1].drafts[-1].sentence <= _ABOUT_ONE_BASE
        told = [event.when.interval for event in self.events if event.when.interval is not None]
        another_day = all(not first <= draft.date.date_start <= last for first, last in told if draft.date.date_start)
        return place if near and another_day and place.kind in MILITARY_SITES else None

    def _struck_on(self, draft: Draft) -> bool:
        """Tell whether a munition hit or killed on a day of its own: «في 26 نيسان قتلت طائرة مسيّرة أربعة عمال»."""
        hit = any(act.entry.inflection != "noun" and act.value in ("impact", "kill", "blast") for act in draft.acts)
        narrow = draft.date is not None and draft.date.is_narrow
        return hit and narrow and any(weapon.exact for weapon in draft.weapons)

    def _place_at_hand(self, draft: Draft) -> Place | None:
        """Return the one place named just before the first attack of a text, which says nothing of where it was.

        «احترقت كروم كاني ماسي أمس. وأوضح مدير الناحية أن الطائرات أغارت أربع مرات».
        """
        sentence, named = self._scene
        told = self._referred_to or any(event.place is not None for event in self.events)
        when = draft.time_of_day is not None or (draft.date is not None and not draft.date_of_statement)
        counted = any(weapon.count is not None for weapon in draft.weapons)
        one = bool(draft.casualties) or (bool(draft.weapons) and (counted or when or draft.target_noun is not None))
        done = any(act.value in _DONE for act in draft.acts)
        if told or not (one and done) or draft.definite or draft.pluperfect or draft.repeated:
            return None
        near = draft.sentence - sentence <= _AT_HAND and len({place.id for place in named}) == 1
        return named[0] if near else None

    def add(self, draft: Draft) -> Event | None:
        """Put a draft to the event it tells of, or begin a new one; None when it names no place and none is meant."""
        place = self.place_of(draft)
        when = self.when_of(draft)
        event = self._same(draft, place, when) or self._beside(draft, place)
        if event is None and self._sums_up(draft):
            return None  # «دمّرت منذ مطلع العام تسعة كيلومترات من الأنفاق في منبج»: of many days, no one event
        if event is None and when.interval is None and draft.only_referred_to:
            # «لجرحى القصف في القائم», «بعد قصف جرف الصخر»: of an attack not told of, on a day not told
            if place is not None:
                self._referred_to.append((place, draft))
            return None
        if when.interval is not None and self.published is not None and when.interval[0] > self.published:
            return None  # of a day to come: a plan
        if event is None:
            if place is None and not draft.definite:
                self._unplaced = (draft.sentence, when)
            if place is None and (not _stands_alone(draft) or self._goes_on_from_the_last(draft)):
                return None
            event = Event(place, when, [draft])
            self.events.append(event)
        else:
            event.drafts.append(draft)
            event.when = narrowed(event.when, when)
        dated = draft.date is not None and draft.date.kind != "since" and not draft.background
        if dated or draft.anchored:
            self.saw_date(event.when)
        if place is not None:
            self.bases.append(place)
            self._named.append(place)
        return event

    def _beside(self, draft: Draft, place: Place | None) -> Event | None:
        """Return the event told right before beside a place by which it is referred to, else None.

        «سقطت قذيفتان داخل معسكر فيكتوريا بجوار مطار بغداد … منفذي الاعتداء على محيط المطار».
        """
        if (
            place is None
            or not draft.definite
            or draft.date is not None
            or not (draft.near or draft.anaphor is not None)
        ):
            return None
        for event in reversed(self.events):
            if draft.sentence - event.drafts[-1].sentence > _NEAR_SENTENCES:
                return None
            there = event.place
            if there is not None and distance_m(there.lon, there.lat, place.lon, place.lat) <= _BESIDE_M:
                return event
        return None

    def told_later(self) -> None:
        """Give what was referred to before it was told of to the event: live coverage has its newest entry on top.

        «22:20 خمسة جرحى في الهجوم على عين الأسد … 21:15 سقوط صواريخ على عين الأسد»: the attack is the one told below.
        """
        for place, draft in self._referred_to:
            told = [event for event in self.events if event.place is place and self._is_current(event)]
            if len(told) == 1:
                told[0].drafts.append(draft)

    def _is_current(self, event: Event) -> bool:
        told, published = event.when.interval, self.published
        return told is not None and published is not None and (published - told[1]).days <= _CURRENT_DAYS

    def _goes_on_from_the_last(self, draft: Draft) -> bool:
        """Whether losses told without day, weapon and place are of the event told right before."""
        if not self.events or draft.date is not None or draft.weapons:
            return False
        return draft.sentence - self.events[-1].drafts[-1].sentence <= 1

    def _latest(self, place: Place | None) -> Event | None:
        return next((event for event in reversed(self.events) if event.place is place), None)

    def _same(self, draft: Draft, place: Place | None, when: When) -> Event | None:
        for event in reversed(self.events):
            if place is None or event.place is not place or set_apart(event, draft):
                continue
            if compatible(event, draft, when):
                return event
        return None


def _stands_alone(draft: Draft) -> bool:
    """Whether a draft without a place is worth keeping: a day, or people hurt, and not merely «the attack»."""
    return (
        not draft.definite
        and (draft.date is not None or bool(draft.casualties))
        and bool(draft.weapons or draft.casualties)
    )
