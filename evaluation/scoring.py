"""Holding one reading against its coding: the counts, and every difference with the words it stands on.

An incident is right that is joined one to one with a coded one by place and day. What is coded as optional counts
neither way. Incidents without a point are counted apart, by date alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.agreement import (
    Told,
    agreement,
    differences,
    same_date,
    same_incident,
    same_place,
    same_tally,
    told,
)
from evaluation.coding import Coded, CodedTally, Coding
from evaluation.figures import FIELDS, Counts, Figures, Rate
from evaluation.matching import match
from extract.normalise import ReadText
from extract.pipeline import read
from extract.published import infer_published
from geo.gazetteer import Gazetteer
from incidents.types import Reading, Report, Tally

LONGEST_QUOTE = 600
"""Code points of a quote, at most."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which reading and coding differ."""

    kind: Literal["missed", "false", "field"]
    """Coded and not found; found and not coded; found, with a field that is not as coded."""
    what: Literal["incident", "unlocated", "tally", "published"]
    file: str
    where: str
    """Place of the incident, or scope of the tally; empty where there is none."""
    when: str
    """Its days, or `undated`."""
    detail: str
    """What differs, for a field; else empty."""
    quote: str
    """The article's words; empty where the coding gives none."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One document held against its coding."""

    coding: Coding
    figures: Figures
    differences: tuple[Difference, ...]


def evaluate(codings: Iterable[Coding], gazetteer: Gazetteer) -> tuple[Scored, ...]:
    """Read every coded article and return it held against its coding, in the same order."""
    return tuple(score(coding, read(coding.document, gazetteer), gazetteer) for coding in codings)


def score(coding: Coding, reading: Reading, gazetteer: Gazetteer) -> Scored:
    """Return one reading held against its coding."""
    reports = [told(report, gazetteer) for report in reading.reports]
    placed = [each for each in reports if each.point is not None]
    bare = [each for each in reports if each.point is None]
    pairs = match(coding.incidents, placed, same_incident)
    rest = [i for i in range(len(placed)) if i not in set(pairs.values())]
    spare = match(coding.optional, [placed[i] for i in rest], _may_be)
    spared = {rest[j] for j in spare.values()}
    wrong = [i for i in rest if i not in spared]
    counted = [each for i, each in enumerate(placed) if i not in spared]

    def among_all(joins: Callable[[Coded, Told], bool]) -> Counts:
        joined = len(match(coding.incidents, counted, joins))
        return Counts(joined, len(counted) - joined, len(coding.incidents) - joined)

    bare_pairs = match(coding.unlocated, bare, same_date)
    placeless = [one for one in coding.optional if one.place is None]
    bare_spare = match(placeless, bare, lambda one, other: one.date is None or same_date(one, other))
    bare_wrong = max(0, len(bare) - len(bare_pairs) - len(bare_spare))
    tally_pairs = _tally_pairs(coding.tallies, reading.tallies)
    said = len(tally_pairs)
    tasks = {
        "incident": Counts(len(pairs), len(wrong), len(coding.incidents) - len(pairs)),
        "incident_within_a_day": among_all(_within_a_day),
        "place_only": among_all(same_place),
        "tallies": Counts(said, len(reading.tallies) - said, len(coding.tallies) - said),
        "unlocated": Counts(len(bare_pairs), bare_wrong, len(coding.unlocated) - len(bare_pairs)),
    }
    fields = dict.fromkeys(FIELDS, Rate())
    for i, j in pairs.items():
        for name, share in agreement(coding.incidents[i], placed[j]).items():
            fields[name] += Rate(share, 1)
    guess = infer_published(ReadText(coding.document.text)).date
    dated = coding.published is not None
    figures = Figures(
        documents=1,
        tasks=tasks,
        fields=fields,
        quiet=Rate(not wrong, 1) if coding.quiet else Rate(),
        false_in_quiet=len(wrong) if coding.quiet else 0,
        quotes=Rate(sum(_quoted(each.report, reading) for each in reports), len(reports)),
        published=Rate(reading.document.published == coding.published, 1) if dated else Rate(),
        published_in_words=Rate(guess == coding.published, 1) if dated and coding.published_in_text else Rate(),
        published_invented=Rate(guess not in (None, coding.published), 1) if dated else Rate(),
    )
    found = [
        *_published(coding, reading),
        *(_missed(coding, "incident", one) for i, one in enumerate(coding.incidents) if i not in pairs),
        *(_false(coding, "incident", placed[i]) for i in wrong),
        *(_fields(coding, coding.incidents[i], placed[j]) for i, j in sorted(pairs.items())),
        *(_missed(coding, "unlocated", one) for i, one in enumerate(coding.unlocated) if i not in bare_pairs),
        *_false_bare(coding, bare, bare_pairs, bare_spare),
        *(_missed_tally(coding, one) for i, one in enumerate(coding.tallies) if i not in tally_pairs),
        *(_false_tally(coding, one) for j, one in enumerate(reading.tallies) if j not in tally_pairs.values()),
    ]
    return Scored(coding, figures, tuple(one for one in found if one is not None))


def _within_a_day(coded: Coded, found: Told) -> bool:
    return same_place(coded, found) and same_date(coded, found, slack=1)


def _may_be(optional: Coded, found: Told) -> bool:
    """Whether a report tells of an optional incident: undated ones, on either side, go by the place alone."""
    if optional.place is None or not same_place(optional, found):
        return False
    return optional.date is None or found.report.time_precision == "undated" or same_date(optional, found)


def _tally_pairs(coded: Sequence[CodedTally], found: Sequence[Tally]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for i, one in enumerate(coded):
        free = (j for j, other in enumerate(found) if j not in pairs.values() and same_tally(one, other))
        if (j := next(free, None)) is not None:
            pairs[i] = j
    return pairs


def _quoted(report: Report, reading: Reading) -> bool:
    text = reading.document.text
    return bool(report.evidence) and all(
        one.quote.strip() and len(one.quote) <= LONGEST_QUOTE and text[one.span.start : one.span.end] == one.quote
        for one in report.evidence
    )


def _published(coding: Coding, reading: Reading) -> Iterator[Difference]:
    read_day = reading.document.published
    if coding.published is not None and read_day != coding.published:
        detail = f"coded {coding.published}, read {read_day or 'none'}"
        yield Difference("field", "published", coding.file, "", "", detail, "")


def _missed(coding: Coding, what: Literal["incident", "unlocated"], one: Coded) -> Difference:
    return Difference("missed", what, coding.file, one.place or "", _window(one), "", one.evidence)


def _false(coding: Coding, what: Literal["incident", "unlocated"], found: Told) -> Difference:
    report = found.report
    where = report.place_id or report.place_name or ""
    return Difference("false", what, coding.file, where, _interval(report), "", report.quote)


def _fields(coding: Coding, one: Coded, found: Told) -> Difference | None:
    wrong = differences(one, found)
    if not wrong:
        return None
    detail = "; ".join(f"{field}: coded {coded}, read {was}" for field, (coded, was) in wrong.items())
    return Difference("field", "incident", coding.file, one.place or "", _window(one), detail, one.evidence)


def _false_bare(
    coding: Coding, bare: Sequence[Told], pairs: dict[int, int], spare: dict[int, int]
) -> Iterator[Difference]:
    """Yield reports without a point that are neither coded nor optional."""
    taken = {*pairs.values(), *spare.values()}
    return (_false(coding, "unlocated", one) for j, one in enumerate(bare) if j not in taken)


def _missed_tally(coding: Coding, one: CodedTally) -> Difference:
    when = f"{one.date_from or ''}..{one.date_to or ''}"
    return Difference("missed", "tally", coding.file, f"{one.count} in {one.scope}", when, "", one.evidence)


def _false_tally(coding: Coding, one: Tally) -> Difference:
    quote = one.evidence[0].quote if one.evidence else ""
    when = f"{one.date_from or ''}..{one.date_to or ''}"
    return Difference("false", "tally", coding.file, f"{one.count} in {one.scope}", when, "", quote)


def _window(one: Coded) -> str:
    return _days(*one.date) if one.date else "undated"


def _interval(report: Report) -> str:
    if report.date_start is None or report.time_precision == "undated":
        return "undated"
    return _days(report.date_start, report.date_end or report.date_start)


def _days(first: object, last: object) -> str:
    return str(first) if first == last else f"{first}..{last}"
