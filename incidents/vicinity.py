"""Which stored reports the groups of some reports depend on: those around them, and those that people tied to them.

A busy base is told of every day for years, and what is told of it only by month lies across all of its days; so
everything there hangs together, in the end. A new report has to do with few of them: with those that it shares a day
with and, where these are dated loosely, with what they could belong to. All others stay in the groups they are in,
as long as no report leaves or joins those; where one does, its surroundings are looked at as well, and so on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, or_, select

from incidents import bonds, history
from incidents.bonds import Bond
from incidents.groups import FREE, Ties, cluster, families
from incidents.history import References
from incidents.nearby import places_beside, places_in
from incidents.rows import batched, find_reports
from incidents.schema import about, incident_reports, reports
from incidents.types import Report

Reports = dict[str, Report]
"""Reports by id, each at the place that it has in the record."""

_Days = tuple[dt.date, dt.date]

_LONGEST = select(about.c.value).where(about.c.key == "longest")


class Vicinity:
    """The stored reports around some, and the incidents they stand in, as far as the groups depend on them."""

    def __init__(self, connection: Connection, told: References, days: int) -> None:
        """`told` are incidents that a change takes reports from, as they were before it; `days` how many the dates of
        two reports of one event may lie apart."""
        self.told: dict[str, Sequence[tuple[str, str]]] = dict(told)
        """The reports that incidents have in the record, or had before the change, for all that are found."""
        self._connection = connection
        self._days = days
        self._most_days = longest(connection)
        self._found: Reports = {}
        self._reached: set[str] = set()  # reports all around which is found
        self._read: defaultdict[str, Reports] = defaultdict(dict)  # by place, all that was read around it
        self._read_days: defaultdict[str, list[_Days]] = defaultdict(list)
        self._bound: dict[tuple[int, int, str, int], Bond] = {}
        self._asked: set[str] = set()  # articles whose bonds are known
        self._absent: set[str] = set()  # reports that incidents had before the change
        self._made: dict[frozenset[str], tuple[tuple[Report, ...], ...]] = {}  # the groups of families

    def groups(self, present: Reports, near: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
        """Return the groups that reports make with all they can have to do with, and those of all else that was found,
        as they are in the record. `present` stand there; `near` do not any more."""
        self._found |= present
        self._reach([*present.values(), *near])
        while True:
            groups = self._clustered()
            standing = {frozenset(id for _, id in members) for members in self.told.values()}
            others = [
                report
                for group in groups
                if frozenset(report.id for report in group) not in standing
                for report in group
                if report.id not in self._reached
            ]
            known = len(self._found)
            self._reach(others)
            if len(self._found) == known:
                return groups

    def _reach(self, some: Collection[Report]) -> None:
        """Find all that the groups of some reports depend on at once."""
        self._reached |= {report.id for report in some}
        touching = self._touching(some)
        self._found |= touching
        # What is told loosely joins an event where it fits that one only: all that it could join must be known.
        loose = [
            report for report in touching.values() if not _is_exact(report) or places_beside(report.place_id or "")
        ]
        self._found |= {id: report for id, report in self._touching(loose).items() if _is_exact(report)}
        wide = [report for report in loose if places_in(report.place_id or "")]
        self._found |= self._touching(wide)
        known = None
        while known != len(self._found):
            known = len(self._found)
            self._find_tied()
            self._find_members()

    def _find_tied(self) -> None:
        """Find the reports that people have put together with found ones, or apart from them."""
        articles = {report.document_id for report in self._found.values()} - self._asked
        self._asked |= articles
        of_others = bonds.touching(self._connection, articles) if articles else ()
        if of_others:
            self._bound |= {(bond.decision, bond.part, bond.report_id, bond.start): bond for bond in of_others}
            theirs = sorted({bond.document_id for bond in of_others})
            partners = find_reports(self._connection, reports.c.document_id.in_(theirs))
            meant = [bonds.resolve(bond, of_article(partners, bond.document_id)) for bond in of_others]
            self._found |= {report.id: report for report in meant if report is not None}

    def _find_members(self) -> None:
        """Find the other reports of the incidents in which found ones stand."""
        for id, members in references(self._connection, self._found.keys() - held(self.told).keys()).items():
            self.told.setdefault(id, members)
        missing = held(self.told).keys() - self._found.keys() - self._absent
        if missing:
            self._found |= find_reports(self._connection, reports.c.id.in_(sorted(missing)))
            self._absent |= missing - self._found.keys()

    def _touching(self, some: Iterable[Report]) -> Reports:
        """Return the stored reports that share a day with one of these, or nearly, where the one can lie in the
        other."""
        windows = _windows(some, self._days)
        self._read_around(windows)
        found: Reports = {}
        for place_id, days in windows.items():
            for near in (place_id, *places_beside(place_id)):
                for id, report in self._read[near].items():
                    start, end = report.date_start, report.date_end
                    if start and end and any(start <= last and end >= first for first, last in days):
                        found[id] = report
        return found

    def _read_around(self, windows: Mapping[str, Sequence[_Days]]) -> None:
        """Read what is told of places, or of those in them or around them, that touches some days; once is enough."""
        unread = [
            (place_id, first, last)
            for place_id, days in windows.items()
            for first, last in days
            if not any(start <= first and last <= end for start, end in self._read_days[place_id])
        ]
        for place_id, first, last in unread:
            self._read_days[place_id].append((first, last))
        for id, report in told_around(self._connection, unread, self._most_days).items():
            self._read[report.place_id or ""][id] = report

    def _clustered(self) -> tuple[tuple[Report, ...], ...]:
        """Return the groups of all that is found; those of families that have not grown since are not made anew."""
        ties = self._ties()
        if ties != FREE:
            return cluster(self._found.values(), ties, self._days)
        groups: list[tuple[Report, ...]] = []
        for family in families(self._found.values()):
            ids = frozenset(report.id for report in family)
            if ids not in self._made:
                self._made[ids] = cluster(family, FREE, self._days)
            groups.extend(self._made[ids])
        return tuple(sorted(groups, key=lambda group: group[0].id))

    def _ties(self) -> Ties:
        return bonds.ties(self._bound.values(), self._found.values()) if self._bound else Ties()


def told_around(connection: Connection, wanted: Sequence[tuple[str, dt.date, dt.date]], most_days: int) -> Reports:
    """Return the stored reports of places, or of ones in them or around them, that touch some days of each; none of
    them lasts more days than `longest` says."""
    days = dt.timedelta(most_days)
    found: Reports = {}
    for some in batched(wanted):
        found |= find_reports(
            connection,
            or_(
                *(
                    reports.c.place_id.in_([place_id, *sorted(places_beside(place_id))])
                    & reports.c.date_start.between(first - days, last)
                    & (reports.c.date_end >= first)
                    for place_id, first, last in some
                )
            ),
        )
    return found


def longest(connection: Connection) -> int:
    """Return the most days from the first to the last day of a report, of all that were ever stored: no farther back
    begins what can touch a day, so that an index leads there."""
    known = connection.scalar(_LONGEST)
    if known is None:  # an earlier version of Rasid stored them
        dated = select(reports.c.date_start, reports.c.date_end).where(reports.c.date_start < reports.c.date_end)
        return max((_days(first, last) for first, last in connection.execute(dated.distinct())), default=0)
    return int(known)


def lengthen(connection: Connection, stored: Iterable[Report]) -> None:
    """Let `longest` hold for reports that are being stored."""
    held = connection.scalar(_LONGEST)
    known = int(held) if held is not None else longest(connection)
    most = max((_days(report.date_start, report.date_end) for report in stored), default=0)
    if most > known or held is None:
        connection.execute(delete(about).where(about.c.key == "longest"))
        connection.execute(insert(about), {"key": "longest", "value": str(max(most, known))})


def _days(first: dt.date | None, last: dt.date | None) -> int:
    return (last - first).days if first and last else 0


def references(connection: Connection, report_ids: Collection[str]) -> References:
    """Return all reports of the incidents in which any of these reports stands."""
    if not report_ids:
        return {}
    ids = connection.scalars(
        select(incident_reports.c.incident_id).where(incident_reports.c.report_id.in_(report_ids)).distinct()
    ).all()
    return history.references(connection, ids) if ids else {}


def held(told: References) -> dict[str, str]:
    """Return the incident in which each report stands."""
    return {report_id: incident_id for incident_id, members in told.items() for _, report_id in members}


def of_article(found: Mapping[str, Report], document_id: str) -> list[Report]:
    """Return those of an article."""
    return [report for report in found.values() if report.document_id == document_id]


def _windows(some: Iterable[Report], days: int) -> dict[str, list[_Days]]:
    """Return by place the days that reports cover, with those before and after, in as few windows as there can be."""
    covered: defaultdict[str, list[_Days]] = defaultdict(list)
    for report in some:
        if report.place_id is not None and report.date_start is not None and report.date_end is not None:
            around = dt.timedelta(days)
            covered[report.place_id].append((report.date_start - around, report.date_end + around))
    return {place_id: _joined(windows) for place_id, windows in covered.items()}


def _joined(windows: Iterable[_Days]) -> list[_Days]:
    """Return windows as few as they can be, those that share days being one."""
    joined: list[_Days] = []
    for first, last in sorted(windows):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _is_exact(report: Report) -> bool:
    return report.time_precision == "day"
