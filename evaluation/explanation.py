"""Why a reading says what it says, field by field: what was read, by which rule, from which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.passages import Mark, passages, sentences
from export.summaries import summarise
from extract.normalise import ReadText
from extract.published import infer_published
from geo.places import Place
from incidents.actors import actor_names, load_actors
from incidents.types import CasualtyCount, Document, Evidence, EvidenceField, Reading, Rejected, Report, Span, Tally
from language.dates import format_date, format_range
from language.terms import term

NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a report."""

    field: EvidenceField
    value: str
    """What was read, in English; names that have no English one as the article writes them."""
    proofs: tuple[Evidence, ...]
    """The words and rules behind it; empty where it follows from other fields or was not told."""


@dataclass(frozen=True, slots=True)
class ReportExplained:
    """One report, with the sentences it was read from."""

    summary: str
    """What it says, in one English sentence."""
    certainty: str
    """How sure it is, and why not more so."""
    rows: tuple[Row, ...]
    passages: tuple[Span, ...]
    """The article's sentences that hold the words."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reading, explained."""

    document: Document
    published: str
    """The article's day, and how it is known."""
    published_words: str
    """The article's words that say it; empty where it was given or is unknown."""
    reports: tuple[ReportExplained, ...]
    tallies: tuple[tuple[str, Tally], ...]
    """Each with its one line."""
    rejected: tuple[tuple[str, Rejected], ...]
    """Each with the name of its kind."""
    candidates: tuple[str, ...]
    """Names of targets that the gazetteer lacks."""


def explain(reading: Reading, gazetteer: Mapping[str, Place]) -> Explanation:
    """Return the explanation of a reading. Raises KeyError for a place or an actor that the tables lack."""
    cut = sentences(reading.document.text) if reading.reports else ()
    published, words = _published(reading.document)
    return Explanation(
        document=reading.document,
        published=published,
        published_words=words,
        reports=tuple(_report(report, cut, gazetteer) for report in reading.reports),
        tallies=tuple((_tally(tally), tally) for tally in reading.tallies),
        rejected=tuple((term("rejected", one.kind, "en"), one) for one in reading.rejected),
        candidates=tuple(dict.fromkeys(one.name for one in reading.candidates)),
    )


def _published(document: Document) -> tuple[str, str]:
    if document.published is None:
        return "unknown: neither given nor told by the text", ""
    day = format_date(document.published, "en")
    text = ReadText(document.text)
    guess = infer_published(text)
    if document.published_basis == "given" or guess.date != document.published:
        return f"{day}, {document.published_basis}", ""
    return f"{day}, {document.published_basis}: {guess.reason}", text.quote(guess.start, guess.end)


def _report(report: Report, cut: Sequence[Span], gazetteer: Mapping[str, Place]) -> ReportExplained:
    marks = tuple(Mark(one.span, one.field) for one in report.evidence)
    sure = term("certainty", report.certainty, "en")
    return ReportExplained(
        summary=summarise(report, gazetteer, "en"),
        certainty=f"{sure}: {report.certainty_reason}" if report.certainty_reason else sure,
        rows=tuple(
            Row(field, value, tuple(one for one in report.evidence if one.field == field))
            for field, value in _values(report, gazetteer).items()
        ),
        passages=passages(cut, marks),
        marks=marks,
    )


def _values(report: Report, gazetteer: Mapping[str, Place]) -> Mapping[EvidenceField, str]:
    """Return what was read of each field, in the order of a sentence."""
    weapons = ", ".join(term("weapon", weapon, "en").lower() for weapon in report.weapons)
    count = "" if report.munition_count is None else f"× {report.munition_count}"
    status = term("status", report.status, "en").lower()
    return {
        "act": f"{report.event_type}; {report.sub_event_type}",
        "place": _place(report, gazetteer),
        "date": _date(report),
        "weapon": " ".join(part for part in (weapons, count) if part) or NOT_TOLD,
        "attacker": actor_names(report.attackers, "en") or NOT_TOLD,
        "target": "; ".join(filter(None, (actor_names(report.targets, "en"), report.target_detail))) or NOT_TOLD,
        "outcome": term("outcome", report.outcome, "en").lower(),
        "casualties": "; ".join(map(_casualties, report.casualties)) or NOT_TOLD,
        "source": f"{status}; {', '.join(report.sources) or 'nobody named'}",
    }


def _place(report: Report, gazetteer: Mapping[str, Place]) -> str:
    if report.place_id is None:
        return f"{report.place_name}, which the gazetteer lacks" if report.place_name else "no place named"
    how = {1: "the place itself", 2: "near it, or part of a wider place", 3: "a region, no point"}
    precision = f", {how[report.geo_precision]}" if report.geo_precision else ""
    return f"{gazetteer[report.place_id].name_en} ({report.place_id}){precision}"


def _date(report: Report) -> str:
    if report.date_start is None:
        latest = f", by {format_date(report.date_latest, 'en')} at the latest" if report.date_latest else ""
        return f"undated{latest}"
    days = format_range(report.date_start, report.date_end or report.date_start, "en")
    time = f", {term('time of day', report.time_of_day, 'en').lower()}" if report.time_of_day else ""
    return f"{days}{time} ({term('precision', report.time_precision, 'en').lower()})"


def _casualties(count: CasualtyCount) -> str:
    actors = load_actors()
    group = actors[count.group].name_en if count.group in actors else count.group
    told = [
        f"{number} {what}"
        for number, what in ((count.killed, "killed"), (count.injured, "injured"))
        if number is not None
    ]
    shared = f", a total with {', '.join(count.shared_with)}" if count.shared_with else ""
    return f"{group}: {', '.join(told)}{shared}"


def _tally(tally: Tally) -> str:
    window = (
        format_range(tally.date_from, tally.date_to, "en") if tally.date_from or tally.date_to else "no window told"
    )
    least = "at least " if tally.at_least else ""
    return f"{least}{tally.count} in {tally.scope}; {window}; counted by {tally.source or 'nobody named'}"
