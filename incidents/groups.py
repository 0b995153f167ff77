"""Reports in groups that tell one event each, by the rule of `incidents.merge`.

A hundred articles about one event are five thousand pairs. Sets of reports are therefore integers, one bit a report:
what a report fits is worked out for each distinct saying once, and whether two groups fit is one operation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.merge import ASPECTS, DETAILS, dates
from incidents.types import Report

Bits = int
"""A set of reports: bit `n` stands for the `n`th by id."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What people have decided about reports, by report id, without contradictions."""

    together: tuple[tuple[str, ...], ...] = ()
    """Reports that belong to one event, whatever they say; no report stands in two of these."""
    apart: tuple[tuple[str, str], ...] = ()
    """Reports that do not."""


FREE = Ties()
"""Nobody has decided anything."""


def cluster(reports: Iterable[Report], ties: Ties = FREE) -> tuple[tuple[Report, ...], ...]:
    """Return the reports in groups that tell one event each, every report in exactly one.

    All reports of a group can tell the same event pairwise, so two of one article are never together. The most alike
    pairs are joined first. A report dated only to a week or month joins an event told to the day only when it fits
    exactly one. The groups depend on the set of reports, never on the order they came in; they and their members
    are ordered by report id.

    `ties` hold before all of this; they name present reports only. What is tied together is one from the start, and
    another report fits it when it fits any of it and no member's article tells it as another event.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    numbers = {report.id: number for number, report in enumerate(ordered)}
    units = [_bits(numbers[id] for id in unit) for unit in ties.together]
    groups = _Groups(_fits(ordered, units, [(numbers[one], numbers[other]) for one, other in ties.apart]))
    for unit in units:
        first, *others = _numbers(unit)
        for number in others:
            groups.join(first, number)
    exact = _bits(number for number, report in enumerate(ordered) if report.time_precision == "day")
    vague = ~exact & ((1 << len(ordered)) - 1)
    alike = _alike(ordered)
    _join_most_alike(groups, alike, [exact] * len(ordered), exact)
    _join_most_alike(groups, alike, _same(ordered, dates), vague)
    for loose in groups.among(vague):
        if groups.members[loose] & exact:
            continue
        fitting = [group for group in groups.among(exact) if groups.fit(group, loose)]
        if len(fitting) == 1:
            groups.join(fitting[0], loose)
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


def _join_most_alike(groups: _Groups, alike: Sequence[Sequence[Bits]], partners: Sequence[Bits], among: Bits) -> None:
    """Join groups that fit, pair of reports by pair, the most alike first, then by id.

    Both reports are from `among`, the second from the first one's `partners`.
    """
    for points in range(len(DETAILS), -1, -1):
        for number in _numbers(among):
            open_ = alike[number][points] & partners[number] & among & (-1 << (number + 1))
            while open_ := open_ & groups.fits[group := groups.of[number]]:
                lowest = open_ & -open_
                other = groups.of[lowest.bit_length() - 1]
                if groups.fit(group, other):
                    groups.join(group, other)
                open_ ^= lowest


def _fits(reports: Sequence[Report], units: Sequence[Bits], apart: Sequence[tuple[int, int]]) -> list[Bits]:
    """Return for each report the others it can tell the same event as; those of a unit fit the same ones."""
    everyone = (1 << len(reports)) - 1
    distinct = [everyone & ~same for same in _same(reports, lambda report: report.document_id)]
    for one, other in apart:
        distinct[one] &= ~(1 << other)
        distinct[other] &= ~(1 << one)
    fits = [everyone] * len(reports)
    for aspect in ASPECTS:
        saying = [aspect.of(report) for report in reports]
        told = _sets(saying)
        fitting = {one: sum(bits for other, bits in told.items() if not aspect.apart(one, other)) for one in told}
        fits = [bits & fitting[one] for bits, one in zip(fits, saying, strict=True)]
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


def _alike(reports: Sequence[Report]) -> list[list[Bits]]:
    """Return for each report and each number of details the reports that share as many with it."""
    everyone = (1 << len(reports)) - 1
    shared = [[everyone] + [0] * len(DETAILS) for _ in reports]
    for detail in DETAILS:
        told = [detail(report) for report in reports]
        for points, same, value in zip(shared, _same(reports, detail), told, strict=True):
            if value:
                for number in range(len(DETAILS), 0, -1):
                    points[number] = points[number] & ~same | points[number - 1] & same
                points[0] &= ~same
    return shared


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


def _bits(numbers: Iterable[int]) -> Bits:
    return sum(1 << number for number in numbers)


def _numbers(bits: Bits) -> Iterator[int]:
    """Yield the numbers of a set's reports, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
