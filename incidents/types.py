"""The nouns of Rasid: what was read, what it proves, and what the map counts.

Everything here is frozen. A `Report` is one article's account of one event and never changes; an `Incident` is a
cluster of reports about the same event, derived from them at any time. Offsets are code points into the original
text of a `Document`, half open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

DateBasis = Literal["given", "stated", "inferred", "unknown"]
TimePrecision = Literal["day", "week", "month", "undated"]
TimeOfDay = Literal["dawn", "morning", "noon", "afternoon", "evening", "night"]
Weapon = Literal[
    "drone",
    "rocket",
    "ballistic_missile",
    "cruise_missile",
    "artillery",
    "mortar",
    "airstrike",
    "ied",
    "small_arms",
    "unknown",
]
Outcome = Literal["hit", "intercepted", "partly_intercepted", "missed", "disputed", "unknown"]
Status = Literal["claimed", "reported", "confirmed", "disputed"]
Certainty = Literal["explicit", "inferred", "doubtful"]
Review = Literal["new", "added", "confirmed", "corrected", "rejected"]
EvidenceField = Literal[
    "act", "place", "date", "weapon", "attacker", "target", "outcome", "casualties", "source", "tally"
]
RejectedKind = Literal[
    "drill",
    "threat",
    "reinforcement",
    "patrol",
    "total",
    "statement",
    "denial",
    "name_collision",
    "caption",
    "recap",
    "hypothetical",
]

WEAPONS: tuple[Weapon, ...] = get_args(Weapon)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STATUSES: tuple[Status, ...] = get_args(Status)
TIME_PRECISIONS: tuple[TimePrecision, ...] = get_args(TimePrecision)
TIMES_OF_DAY: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
REVIEWS: tuple[Review, ...] = get_args(Review)
REJECTED_KINDS: tuple[RejectedKind, ...] = get_args(RejectedKind)
EVIDENCE_FIELDS: tuple[EvidenceField, ...] = get_args(EvidenceField)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of an original text."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end}: expected 0 <= start < end")


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was received."""

    id: str
    """The first 16 hexadecimal digits of `sha256`: the same text from two places is one document."""
    source: str
    """Where it was read from: a path as given, or `pasted`."""
    publisher: str | None
    """The outlet, where somebody said so."""
    title: str | None
    """The headline, where somebody said so or the text's first line is one."""
    url: str | None
    """The article's address, only ever shown, never fetched."""
    published: dt.date | None
    """The day it was published, or None."""
    published_basis: DateBasis
    """How `published` is known: given by whoever loaded it, stated in the text, inferred from it, or unknown."""
    text: str
    """The original text; every offset refers to it."""
    sha256: str
    """Digest of `text` in UTF-8, hexadecimal."""
    language: str
    """ISO 639-1 code of the text's language (`ar`, `en`, or `und` where it cannot be told)."""
    after: str | None = None
    """For our own sample dispatches: whose report the wording follows, and of which day; None for real articles."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that prove one field. Invariant: `document.text[span.start:span.end] == quote`."""

    document_id: str
    """The document the words stand in."""
    field: EvidenceField
    """What they prove. `act` is the main quote: the shortest passage naming the act and the place."""
    span: Span
    """Where they stand."""
    quote: str
    """The words themselves, at most 600 code points."""
    rule: str
    """Name of the rule that took them, for "why is this here?"."""


@dataclass(frozen=True, slots=True)
class CasualtyCount:
    """People killed or injured, by group, as told."""

    group: str
    """Who: `civilians`, or an actor id of `seeds/actors.csv`, or `unknown`."""
    killed: int | None
    """Number killed; None when not told."""
    injured: int | None
    """Number injured; None when not told."""
    shared_with: tuple[str, ...] = ()
    """Ids of the other places for which this number is a common total."""


@dataclass(frozen=True, slots=True)
class Version:
    """One source's telling where sources differ."""

    source: str
    """Who tells it so."""
    outcome: Outcome
    """What this source says came of it."""
    weapons: tuple[Weapon, ...]
    """What this source says was used; empty when it does not say."""
    munition_count: int | None = None
    """How many, by this source."""


@dataclass(frozen=True, slots=True)
class Report:
    """One article's account of one event."""

    id: str
    """Content id: digest of the document, the place and the act's span, so reading twice gives the same id."""
    document_id: str
    """The article."""
    rules_version: str
    """Version of the extraction rules that read it."""
    date_start: dt.date | None
    """First possible day; None when undated."""
    date_end: dt.date | None
    """Last possible day; None when undated."""
    date_latest: dt.date | None
    """A day it cannot be after: `date_end`, or the publication date of an undated event."""
    time_precision: TimePrecision
    """How exact the date is told."""
    time_of_day: TimeOfDay | None
    """Part of the day, where told."""
    place_id: str | None
    """Gazetteer id; None when no place was named or the gazetteer lacks it."""
    place_name: str | None
    """The place in the article's words, also where the gazetteer lacks it; None when none was named."""
    geo_precision: Literal[1, 2, 3] | None
    """1 the named place, 2 near it or part of a region, 3 a governorate or wider; None without a point."""
    event_type: str
    """ACLED event type."""
    sub_event_type: str
    """ACLED sub-event type."""
    weapons: tuple[Weapon, ...]
    """What was used, in the order told; empty when not told."""
    munition_count: int | None
    """How many munitions, of «more than 30» the 30; None when not told."""
    attackers: tuple[str, ...]
    """Actor ids (`seeds/actors.csv`) of who did it; empty when unknown."""
    targets: tuple[str, ...]
    """Actor ids of the party it was aimed at; empty when unknown."""
    target_detail: str | None
    """What was struck, in the article's words (a radar, a pipeline, a barracks)."""
    outcome: Outcome
    """What came of it."""
    casualties: tuple[CasualtyCount, ...]
    """Losses by group, as told."""
    status: Status
    """Truth status: claimed, reported, confirmed or disputed."""
    sources: tuple[str, ...]
    """Who claims, reports or confirms it, in the article's words or their English name where known."""
    versions: tuple[Version, ...]
    """Rival versions inside the article; empty when nobody differs."""
    certainty: Certainty
    """How surely the words say it."""
    certainty_reason: str | None
    """Why it is not `explicit`; None when it is."""
    evidence: tuple[Evidence, ...]
    """The words behind every field; the first is the `act`."""

    @property
    def quote(self) -> str:
        """The main quote: the words that name the act and the place."""
        return self.evidence[0].quote


@dataclass(frozen=True, slots=True)
class Tally:
    """A count somebody published ("at least 12 in Iraq, 17 to 26 October"). Never drawn as points."""

    document_id: str
    """The article."""
    count: int
    """The number told."""
    at_least: bool
    """Whether it is told as a lower bound."""
    scope: str
    """What it counts, in English: `Iraq`, `Syria`, `Iraq and Syria`, or a place's English name."""
    date_from: dt.date | None
    """First day of the counted window; None when not told."""
    date_to: dt.date | None
    """Last day of the counted window, that of publication where it is counted «since»; None when open or not told."""
    source: str | None
    """Who counted."""
    evidence: tuple[Evidence, ...]
    """The words."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A passage that looks like an incident and is not."""

    document_id: str
    """The article."""
    kind: RejectedKind
    """Why it is not one."""
    span: Span
    """Where it stands."""
    quote: str
    """The words."""
    rule: str
    """The rule that rejected it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place named as a target that the gazetteer lacks."""

    document_id: str
    """The article."""
    name: str
    """The name as written."""
    span: Span
    """Where it stands."""
    quote: str
    """The words around it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reading of one document found."""

    document: Document
    """The article, its publication date as given, stated or inferred."""
    reports: tuple[Report, ...] = ()
    """Events told; empty when the article tells none."""
    tallies: tuple[Tally, ...] = ()
    """Counts somebody published."""
    rejected: tuple[Rejected, ...] = ()
    """Passages that look like events and are not."""
    candidates: tuple[Candidate, ...] = ()
    """Target names the gazetteer lacks."""
    rules_version: str = ""
    """Version of the extraction rules that read it; empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one field of an incident, in the place of what its reports say."""

    field: str
    """Name of the field of `Incident`."""
    value: Any
    """What the incident shows, as its field is typed."""
    original: Any
    """What its reports say, as they are read now."""
    why: str
    """The reason given."""
    who: str
    """Who corrected it."""
    at: dt.datetime
    """When, in UTC."""
    change: int
    """Number of the change in the record's history."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports about the same event, and what they say together. Its fields are derived by `incidents.merge.derive`,
    and then those that a person has corrected are set by `incidents.corrections`."""

    id: str
    """Minted when first stored and never recomputed."""
    reports: tuple[Report, ...]
    """The reports, oldest article first; never empty."""
    date_start: dt.date | None
    """As in `Report`, over all reports."""
    date_end: dt.date | None
    date_latest: dt.date | None
    time_precision: TimePrecision
    time_of_day: TimeOfDay | None
    place_id: str | None
    place_name: str | None
    geo_precision: Literal[1, 2, 3] | None
    event_type: str
    sub_event_type: str
    weapons: tuple[Weapon, ...]
    munition_count: int | None
    attackers: tuple[str, ...]
    targets: tuple[str, ...]
    target_detail: str | None
    outcome: Outcome
    casualties: tuple[CasualtyCount, ...]
    status: Status
    sources: tuple[str, ...]
    versions: tuple[Version, ...]
    certainty: Certainty
    certainty_reason: str | None
    review: Review = "new"
    """What people have made of it: `added` by hand, `confirmed`, `corrected`, `rejected`; `new` before anybody has."""
    corrections: tuple[Correction, ...] = ()
    """Fields that a person has set, in order of name, each with what the reports say; empty when nobody has."""
    revision: int = field(default=0, compare=False)
    """Number of the change that made it what it is; an act of a person names the one it looked at."""

    @property
    def fatalities(self) -> int | None:
        """People killed over all groups; None when nobody told a number."""
        return _total([count.killed for count in self.casualties])

    @property
    def injuries(self) -> int | None:
        """People injured over all groups; None when nobody told a number."""
        return _total([count.injured for count in self.casualties])

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind it, report by report."""
        return tuple(evidence for report in self.reports for evidence in report.evidence)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see. Empty sets filter nothing; every field that is set must hold."""

    date_from: dt.date | None = None
    """First day of the window; an incident is in it when its own interval touches it."""
    date_to: dt.date | None = None
    """Last day of the window."""
    undated: bool = True
    """Whether undated incidents are shown."""
    places: frozenset[str] = field(default_factory=frozenset)
    """Gazetteer ids."""
    attackers: frozenset[str] = field(default_factory=frozenset)
    """Actor ids; `unknown` selects incidents that name none. The same for `targets`."""
    targets: frozenset[str] = field(default_factory=frozenset)
    weapons: frozenset[str] = field(default_factory=frozenset)
    """Weapons; `unknown` selects incidents that name none."""
    outcomes: frozenset[str] = field(default_factory=frozenset)
    statuses: frozenset[str] = field(default_factory=frozenset)
    governorates: frozenset[str] = field(default_factory=frozenset)
    """OCHA p-codes; a country's ISO code stands for its places outside any one governorate (`geo.places`)."""
    precisions: frozenset[str] = field(default_factory=frozenset)
    """`1`, `2`, `3` as in `geo_precision`; `unknown` selects incidents without a point."""
    publishers: frozenset[str] = field(default_factory=frozenset)
    """Who published one of its reports; `unknown` selects incidents with an article whose publisher nobody gave."""
    text: str = ""
    """Words that must stand in a quote, place name or publisher, in any spelling."""
    retracted: bool = False
    """Whether incidents that a person has rejected are among those shown and counted."""
    entered_by: dt.datetime | None = None
    """Only what stood in the record at this time (aware): what readers see while newer incidents are held back."""


def _total(numbers: list[int | None]) -> int | None:
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
