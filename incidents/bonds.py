"""Reports that a person has put together or apart, and what follows from it for making groups of reports.

A bond names a report by its id and by where it stands: its article, its main quote, its place. An article that is read
again by other rules may tell the same event under another id; the bond then holds for the report in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, insert, select

from incidents.groups import Ties
from incidents.rows import find_reports
from incidents.schema import bonds, decisions, reports
from incidents.types import Report


@dataclass(frozen=True, slots=True)
class Bond:
    """A report in one part of a decision about which reports belong together."""

    decision: int
    """Number of the decision; a later one holds against an earlier one."""
    part: int
    """Reports of one part belong together; those of two parts of one decision do not."""
    document_id: str
    report_id: str
    place_id: str | None
    start: int
    """First code point of the main quote."""
    end: int
    """One past its last."""


def store(connection: Connection, decision: int, parts: Sequence[Sequence[Report]]) -> None:
    """Keep a decision's parts."""
    members = [(part, report) for part, group in enumerate(parts) for report in group]
    rows = [
        {
            "decision": decision,
            "position": position,
            "part": part,
            "document_id": report.document_id,
            "report_id": report.id,
            "place_id": report.place_id,
            "start": report.evidence[0].span.start,
            "end": report.evidence[0].span.end,
        }
        for position, (part, report) in enumerate(members)
    ]
    connection.execute(insert(bonds), rows)


def touching(connection: Connection, document_ids: Iterable[str]) -> tuple[Bond, ...]:
    """Return all bonds of the decisions in force that name a report of one of these articles."""
    named = select(bonds.c.decision).where(bonds.c.document_id.in_(sorted(document_ids)))
    rows: Iterable[Sequence[Any]] = connection.execute(
        select(*(bonds.c[name] for name in Bond.__dataclass_fields__))
        .join_from(bonds, decisions, decisions.c.change == bonds.c.decision)
        .where(decisions.c.in_force & bonds.c.decision.in_(named))
        .order_by(bonds.c.decision, bonds.c.position)
    )
    return tuple(Bond(*row) for row in rows)


def meant_by(connection: Connection, decision: int) -> dict[str, Report]:
    """Return the reports that a decision has put together or apart, as they are told now."""
    rows: Iterable[Sequence[Any]] = connection.execute(
        select(*(bonds.c[name] for name in Bond.__dataclass_fields__)).where(bonds.c.decision == decision)
    )
    named = [Bond(*row) for row in rows]
    present = find_reports(connection, reports.c.document_id.in_(sorted({bond.document_id for bond in named})))
    of_article: defaultdict[str, list[Report]] = defaultdict(list)
    for report in present.values():
        of_article[report.document_id].append(report)
    meant = [resolve(bond, of_article[bond.document_id]) for bond in named]
    return {report.id: report for report in meant if report is not None}


def resolve(bond: Bond, present: Iterable[Report]) -> Report | None:
    """Return the report that a bond means among those of its article; None when the article no longer tells it.

    It is the one of that id, or else the one whose main quote shares most with what it was, of equals the one at the
    same place, then the first by id.
    """

    def likeness(report: Report) -> tuple[bool, int, bool]:
        span = report.evidence[0].span
        shared = min(span.end, bond.end) - max(span.start, bond.start)
        return report.id == bond.report_id, shared, report.place_id == bond.place_id

    best = max(sorted(present, key=lambda report: report.id), key=likeness, default=None)
    if best is None or not (best.id == bond.report_id or likeness(best)[1] > 0):
        return None
    return best


def ties(found: Iterable[Bond], present: Iterable[Report]) -> Ties:
    """Return what decisions say of the present reports: the latest first, so that it holds where they contradict."""
    of_article: defaultdict[str, list[Report]] = defaultdict(list)
    for report in present:
        of_article[report.document_id].append(report)
    parts: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for bond in found:
        meant = resolve(bond, of_article[bond.document_id])
        if meant is not None:
            parts[bond.decision][bond.part].append(meant.id)
    settled = _Settled()
    for decision in sorted(parts, reverse=True):
        groups = [list(dict.fromkeys(group)) for group in parts[decision].values()]
        for group in groups:
            for one, other in pairwise(group):
                settled.join(one, other)
        for number, group in enumerate(groups):
            for other_group in groups[number + 1 :]:
                settled.part(group, other_group)
    return settled.ties()


class _Settled:
    """Reports together and apart; what was said first holds."""

    def __init__(self) -> None:
        self._unit: dict[str, set[str]] = {}
        self._apart: set[frozenset[str]] = set()  # pairs of reports

    def join(self, one: str, other: str) -> None:
        first, second = self._of(one), self._of(other)
        if first is second or any(frozenset((a, b)) in self._apart for a in first for b in second):
            return
        first |= second
        for member in second:
            self._unit[member] = first

    def part(self, group: Sequence[str], other: Sequence[str]) -> None:
        for one in group:
            for two in other:
                if self._of(one) is not self._of(two):
                    self._apart.add(frozenset((one, two)))

    def ties(self) -> Ties:
        units = {id(unit): unit for unit in self._unit.values() if len(unit) > 1}
        return Ties(
            together=tuple(sorted(tuple(sorted(unit)) for unit in units.values())),
            apart=tuple(sorted((min(pair), max(pair)) for pair in self._apart)),
        )

    def _of(self, report: str) -> set[str]:
        return self._unit.setdefault(report, {report})


def successors(gone: Mapping[str, Report], fresh: Mapping[str, Report]) -> dict[str, str]:
    """Return for the reports that an article no longer holds those that tell the same of it now, old id to new.

    Those that share most of their main quotes first; each stands in for one at most.
    """
    shares = []
    for old in gone.values():
        for new in fresh.values():
            one, other = old.evidence[0].span, new.evidence[0].span
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0 and new.id not in gone and old.id not in fresh:
                shares.append((shared, old.place_id == new.place_id, old.id, new.id))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, old_id, new_id in sorted(shares, key=lambda share: (-share[0], not share[1], share[2], share[3])):
        if old_id not in found and new_id not in taken:
            found[old_id] = new_id
            taken.add(new_id)
    return found
