"""Reports in groups that tell one event each, by the rule of `incidents.difference`.

A hundred articles about one event are five thousand pairs, and a busy base has a hundred events a year. Only what lies
on the same days is compared, reports that say the same are compared once, and sets of reports are integers, one bit a
report, so that whether two groups fit is one operation.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

from incidents.difference import APART, Saying, can_be_one_place, compared, dates, saying
from incidents.nearby import places_beside, wider_places
from incidents.types import Report

Bits = int
"""A set of reports: bit n for the nth of them."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What people have decided about reports, by report id, without contradictions."""

    together: tuple[tuple[str, ...], ...] = ()
    """Reports that belong to one event, whatever they say; no report stands in two of these."""
    apart: tuple[tuple[str, str], ...] = ()
    """Reports that do not."""


FREE = Ties()
"""Nobody has decided anything."""


def cluster(reports: Iterable[Report], ties: Ties = FREE, window: int = 0) -> tuple[tuple[Report, ...], ...]:
    """Return the reports in groups that tell one event each, every report in exactly one.

    All reports of a group can tell the same event pairwise, dates at most `window` days apart, so two of one article
    are never together. The most alike pairs of one place are joined first. A report dated only to a week or month
    joins an event told to the day only when it fits exactly one; so does an event told of a wider place (a city) one
    in a place there that it contradicts in nothing. The groups depend on the set of reports, never on the order they
    came in; they and their members are ordered by report id.

    `ties` hold before all of this; they name present reports only. What is tied together is one from the start, and
    another report fits it when it fits any of it and no member's article tells it as another event.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    numbers = {report.id: number for number, report in enumerate(ordered)}
    units = [_bits(numbers[id] for id in unit) for unit in ties.together]
    tellings = _compared(ordered, window)
    groups = _Groups(_fits(ordered, tellings, units, [(numbers[one], numbers[other]) for one, other in ties.apart]))
    for unit in units:
        first, *others = _numbers(unit)
        for number in others:
            groups.join(first, number)
    exact = _bits(number for number, report in enumerate(ordered) if report.time_precision == "day")
    vague = ~exact & ((1 << len(ordered)) - 1)
    _join_most_alike(groups, tellings, exact)
    _join_most_alike(groups, tellings, vague)
    here = _same(ordered, lambda report: report.place_id)
    for loose in groups.among(vague):
        if not groups.members[loose] & exact:
            _join_only_one(groups, loose, groups.among(exact & groups.fits[loose] & _any(here, groups.members[loose])))
    within = _within(ordered)
    harmony = [telling.harmony for telling in tellings]
    for loose in groups.among(_bits(number for number, inside in enumerate(within) if inside)):
        members = groups.members[loose]
        agreeing = _all(harmony, members)
        inside = groups.among(agreeing & _all(within, members))
        _join_only_one(groups, loose, [group for group in inside if not groups.members[group] & ~agreeing])
    everyone = (1 << len(ordered)) - 1
    return tuple(
        tuple(ordered[number] for number in _numbers(groups.members[group])) for group in groups.among(everyone)
    )


def families(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """Return reports in families that can be clustered each by itself: where nobody has tied reports of two of them,
    the groups of all are those of each. A family is told of places that lie in each other."""
    by_place: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_place[report.place_id or ""].append(report)
    return tuple(
        tuple(report for place_id in family for report in by_place[place_id]) for family in _in_each_other(by_place)
    )


def _in_each_other(place_ids: Iterable[str]) -> Iterator[list[str]]:
    """Yield the places in families: those that lie in each other, or around the same one."""
    left = set(place_ids)
    while left:
        family = [left.pop()]
        for place_id in family:
            beside = places_beside(place_id) & left
            left -= beside
            family.extend(beside)
        yield family


class _Groups:
    """Groups of reports, each named by one of its members; at first every report is one."""

    def __init__(self, fits: Sequence[Bits]) -> None:
        """`fits` says of each report which others it can tell the same event as."""
        self.of = list(range(len(fits)))
        self.members = [1 << number for number in range(len(fits))]
        self.fits = list(fits)  # what every member fits

    def fit(self, one: int, other: int) -> bool:
        """Whether every member of one group fits every member of the other."""
        return not self.members[other] & ~self.fits[one]

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        for number in _numbers(self.members[other]):
            self.of[number] = one
        self.members[one] |= self.members[other]
        self.fits[one] &= self.fits[other]

    def among(self, reports: Bits) -> list[int]:
        """Return the groups that hold any of the reports, by the first of those they hold."""
        return list(dict.fromkeys(self.of[number] for number in _numbers(reports)))


@dataclass(slots=True, eq=False)
class _Telling:
    """What one report tells, or several that say the same of all that counts, and how others compare to it."""

    place_id: str
    first: dt.date
    last: dt.date
    exact: bool
    """Whether it is dated to the day."""
    saying: Saying
    reports: Bits = 0
    """Those that tell it."""
    fits: Bits = 0
    """Those that what is told allows to be of the same event."""
    harmony: Bits = 0
    """Those that nothing is against."""
    alike: dict[int, Bits] = field(default_factory=dict)
    """By points those it fits and may be joined with for being alike, which takes the same place, and for what is not
    dated to the day the same dates: a point a detail in common, less what is against it."""

    def meet(self, other: _Telling) -> None:
        """Compare it to another one of days that it shares, or to itself."""
        if not can_be_one_place(self.place_id, other.place_id):
            return
        against, in_common = compared(self.saying, other.saying)
        if against >= APART:
            return
        dated_alike = self.first == other.first and self.last == other.last
        may_be_joined = self.place_id == other.place_id and self.exact == other.exact and (self.exact or dated_alike)
        points = in_common + dated_alike - against
        for one, one_met in ((self, other), (other, self)):
            one.fits |= one_met.reports
            if against <= 0:
                one.harmony |= one_met.reports
            if may_be_joined:
                one.alike[points] = one.alike.get(points, 0) | one_met.reports


def _compared(reports: Sequence[Report], window: int) -> list[_Telling]:
    """Return for each report what it tells, compared to all others that it can tell the same event as.

    Dates may lie `window` days apart. What lacks a place or a date is compared to nothing.
    """
    nothing = _Telling("", dt.date.min, dt.date.min, False, ((), ()))
    told: dict[Any, _Telling] = {}
    each: list[_Telling] = []
    for number, report in enumerate(reports):
        place_id, (first, last), exact = report.place_id, dates(report), report.time_precision == "day"
        if not place_id or first is None or last is None:
            each.append(nothing)
            continue
        says = saying(report)
        key = (place_id, first, last, exact, says)
        telling = told[key] if key in told else told.setdefault(key, _Telling(place_id, first, last, exact, says))
        telling.reports |= 1 << number
        each.append(telling)
    by_place: defaultdict[str, list[_Telling]] = defaultdict(list)
    for telling in told.values():
        by_place[telling.place_id].append(telling)
    around = dt.timedelta(window)
    for family in _in_each_other(by_place):
        under_way: list[_Telling] = []
        for telling in sorted((one for place in family for one in by_place[place]), key=lambda one: one.first):
            under_way = [one for one in under_way if telling.first - one.last <= around]
            under_way.append(telling)
            for one in under_way:
                telling.meet(one)
    return each


def _join_most_alike(groups: _Groups, tellings: Sequence[_Telling], among: Bits) -> None:
    """Join groups that fit, pair of reports by pair, the most alike first, then by id."""
    by_points: defaultdict[int, list[int]] = defaultdict(list)
    for number in _numbers(among):
        for points in tellings[number].alike:
            by_points[points].append(number)
    for points in sorted(by_points, reverse=True):
        for number in by_points[points]:
            open_ = tellings[number].alike[points] & (-1 << (number + 1))
            while open_ := open_ & groups.fits[group := groups.of[number]]:
                lowest = open_ & -open_
                other = groups.of[lowest.bit_length() - 1]
                if groups.fit(group, other):
                    groups.join(group, other)
                open_ ^= lowest


def _join_only_one(groups: _Groups, loose: int, others: Sequence[int]) -> None:
    """Join a group to the one of the others that it fits; to none where it fits several."""
    fitting = [group for group in others if groups.fit(group, loose)]
    if len(fitting) == 1:
        groups.join(fitting[0], loose)


def _fits(
    reports: Sequence[Report], tellings: Sequence[_Telling], units: Sequence[Bits], apart: Sequence[tuple[int, int]]
) -> list[Bits]:
    """Return for each report the others it can tell the same event as; those of a unit fit the same ones."""
    everyone = (1 << len(reports)) - 1
    distinct = [everyone & ~same for same in _same(reports, lambda report: report.document_id)]
    for one, other in apart:
        distinct[one] &= ~(1 << other)
        distinct[other] &= ~(1 << one)
    fits = [telling.fits for telling in tellings]
    allowed = [_of_a_unit(unit, fits, distinct, units) for unit in units]
    fits = [bits & others for bits, others in zip(fits, distinct, strict=True)]
    for unit, others in zip(units, allowed, strict=True):
        fits = [bits | unit if others >> number & 1 else bits & ~unit for number, bits in enumerate(fits)]
    for unit, others in zip(units, allowed, strict=True):
        for number in _numbers(unit):
            fits[number] = others | unit
    return fits


def _of_a_unit(unit: Bits, alike: Sequence[Bits], distinct: Sequence[Bits], units: Sequence[Bits]) -> Bits:
    """Return the reports that can tell the same event as a unit, other units whole or not at all."""
    like, may = 0, -1
    for number in _numbers(unit):
        like |= alike[number]
        may &= distinct[number]
    fitting = like & may & ~unit
    for other in units:
        if other != unit and other & like:
            fitting = fitting | other if not other & ~may else fitting & ~other
    return fitting


def _within(reports: Sequence[Report]) -> list[Bits]:
    """Return for each report those told of a place that lies in its own."""
    told = _sets([report.place_id for report in reports])
    inside = dict.fromkeys(told, 0)
    for place_id, bits in told.items():
        for wider in wider_places().get(place_id or "", ()):
            if wider in inside:
                inside[wider] |= bits
    return [inside[report.place_id] for report in reports]


def _same(reports: Sequence[Report], of: Callable[[Report], Any]) -> list[Bits]:
    """Return for each report those that say the same of something, itself included."""
    saying = [of(report) for report in reports]
    told = _sets(saying)
    return [told[one] for one in saying]


def _sets(saying: Sequence[Any]) -> dict[Any, Bits]:
    """Return for each saying the set of those who say it."""
    told: dict[Any, Bits] = {}
    for number, one in enumerate(saying):
        told[one] = told.get(one, 0) | 1 << number
    return told


def _any(sets: Sequence[Bits], members: Bits) -> Bits:
    """Return what stands in a set of any of these members."""
    return reduce(or_, (sets[number] for number in _numbers(members)))


def _all(sets: Sequence[Bits], members: Bits) -> Bits:
    """Return what stands in the sets of all of these members."""
    return reduce(and_, (sets[number] for number in _numbers(members)))


def _bits(numbers: Iterable[int]) -> Bits:
    return sum(1 << number for number in numbers)


def _numbers(bits: Bits) -> Iterator[int]:
    """Yield the numbers of a set's reports, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
