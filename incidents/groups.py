"""Reports in groups that tell one event each, by the rule of `incidents.difference`.

A hundred articles about one event are five thousand pairs. Sets of reports are therefore integers, one bit a report:
what a report fits is worked out for each distinct saying once, and whether two groups fit is one operation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from incidents.difference import APART, DETAILS, NEVER, aspects, dates, tells
from incidents.nearby import lies_in
from incidents.types import Report

Bits = int
"""A set of reports: bit n for the nth of them."""

Scores = dict[int, Bits]
"""By points, the reports that have so many."""


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
    against = _against(ordered, window)
    groups = _Groups(_fits(ordered, against, units, [(numbers[one], numbers[other]) for one, other in ties.apart]))
    for unit in units:
        first, *others = _numbers(unit)
        for number in others:
            groups.join(first, number)
    exact = _bits(number for number, report in enumerate(ordered) if report.time_precision == "day")
    vague = ~exact & ((1 << len(ordered)) - 1)
    alike = _alike(ordered, against)
    here = _same(ordered, lambda report: report.place_id)
    dated_alike = [one & other for one, other in zip(here, _same(ordered, dates), strict=True)]
    _join_most_alike(groups, alike, here, exact)
    _join_most_alike(groups, alike, dated_alike, vague)
    for loose in groups.among(vague):
        if not groups.members[loose] & exact:
            _join_only_one(groups, loose, groups.among(exact & _any(here, groups.members[loose])))
    within = _within(ordered)
    harmony = [sum(bits for points, bits in scores.items() if points <= 0) for scores in against]
    for loose in groups.among(_bits(number for number, inside in enumerate(within) if inside)):
        members = groups.members[loose]
        agreeing = _all(harmony, members)
        inside = groups.among(agreeing & _all(within, members))
        _join_only_one(groups, loose, [group for group in inside if not groups.members[group] & ~agreeing])
    everyone = (1 << len(ordered)) - 1
    return tuple(
        tuple(ordered[number] for number in _numbers(groups.members[group])) for group in groups.among(everyone)
    )


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


def _join_most_alike(groups: _Groups, alike: Sequence[Scores], partners: Sequence[Bits], among: Bits) -> None:
    """Join groups that fit, pair of reports by pair, the most alike first, then by id.

    Both reports are from `among`, the second from the first one's `partners`.
    """
    numbers = list(_numbers(among))
    for points in sorted({points for number in numbers for points in alike[number]}, reverse=True):
        for number in numbers:
            open_ = alike[number].get(points, 0) & partners[number] & among & (-1 << (number + 1))
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


def _against(reports: Sequence[Report], window: int) -> list[Scores]:
    """Return for each report, by points against it, the others that what is told allows to be of the same event."""
    everyone = (1 << len(reports)) - 1
    scores: list[Scores] = [{0: everyone}] * len(reports)
    for aspect in aspects(window):
        scores = _added(scores, reports, aspect.of, aspect.against)
    return _each(scores, lambda points: points if points < APART else None)


def _fits(
    reports: Sequence[Report], against: Sequence[Scores], units: Sequence[Bits], apart: Sequence[tuple[int, int]]
) -> list[Bits]:
    """Return for each report the others it can tell the same event as; those of a unit fit the same ones."""
    everyone = (1 << len(reports)) - 1
    distinct = [everyone & ~same for same in _same(reports, lambda report: report.document_id)]
    for one, other in apart:
        distinct[one] &= ~(1 << other)
        distinct[other] &= ~(1 << one)
    fits = [sum(scores.values()) for scores in against]
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


def _alike(reports: Sequence[Report], against: Sequence[Scores]) -> list[Scores]:
    """Return for each report by likeness the others it fits: a point a detail in common, less what is against it."""
    scores = _each(against, lambda points: -points)
    everyone = (1 << len(reports)) - 1
    for of in DETAILS.values():
        saying = [of(report) for report in reports]
        alike = {one: {1: same, 0: everyone & ~same} for one, same in _sets(saying).items() if tells(one)}
        scores = _combined(scores, saying, alike)
    return scores


def _each(scores: Sequence[Scores], become: Callable[[int], int | None]) -> list[Scores]:
    """Return each report's scores with other points, without those that become None."""
    made = {
        id(each): {new: bits for points, bits in each.items() if (new := become(points)) is not None} for each in scores
    }
    return [made[id(each)] for each in scores]


def _added(
    scores: Sequence[Scores], reports: Sequence[Report], of: Callable[[Report], Any], points: Callable[[Any, Any], int]
) -> list[Scores]:
    """Return each report's scores with the points of one more thing that reports say."""
    saying = [of(report) for report in reports]
    told = _sets(saying)
    if len(told) == 1:
        worth = points(saying[0], saying[0])
        return _each(scores, lambda before: before + worth if before + worth < NEVER else None)
    by_points: dict[Any, Scores] = {}
    for one in told:
        by_points[one] = {}
        for other, bits in told.items():
            worth = points(one, other)
            by_points[one][worth] = by_points[one].get(worth, 0) | bits
    return _combined(scores, saying, by_points)


def _combined(scores: Sequence[Scores], saying: Sequence[Any], more: Mapping[Any, Scores]) -> list[Scores]:
    """Return each report's scores with those that come with what it says; nothing comes with what is not in `more`."""
    made: dict[tuple[int, Any], Scores] = {}  # reports that have said the same so far have the same scores
    return [
        each
        if one not in more
        else made[key]
        if (key := (id(each), one)) in made
        else made.setdefault(key, _sums(each, more[one]))
        for each, one in zip(scores, saying, strict=True)
    ]


def _sums(scores: Scores, more: Scores) -> Scores:
    """Return who has how many points of both together, without those who can have nothing to do with each other."""
    sums: Scores = {}
    for before, bits in scores.items():
        for worth, sharing in more.items():
            if before + worth < NEVER and (both := bits & sharing):
                sums[before + worth] = sums.get(before + worth, 0) | both
    return sums


def _within(reports: Sequence[Report]) -> list[Bits]:
    """Return for each report those told of a place that lies in its own."""
    told = _sets([report.place_id for report in reports])
    inside = {one: sum(bits for other, bits in told.items() if lies_in(other, one)) for one in told}
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
