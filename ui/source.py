"""What the pages show, out of the record: opened once a process, answers kept until the record changes.

Everything kept here is frozen and holds nothing of any one reader, so all sessions share it. Answers are kept under
the state of the record that they are of: as it stands, which is another one after every change, or a past one. No one
has to remember to throw anything away.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial, wraps
from typing import Concatenate, ParamSpec, TypeVar

from geo.gazetteer import Gazetteer, load_gazetteer
from geo.marks import PlaceMark
from incidents import life
from incidents.delay import for_readers, is_held_back
from incidents.editions import DIFFERENCE_KINDS, Difference, DifferenceKind, Edition, differences, published, size
from incidents.history import Change
from incidents.pins import Pin, Pinned
from incidents.pins import pinned as find_pinned
from incidents.query import Counts, DayCount, Missing
from incidents.sources import SAMPLE_PUBLISHER
from incidents.store import Record
from incidents.types import Document, Filter, Incident, Reading, Tally

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_OPENING = threading.Lock()
_PAST_STATES = 4
"""Past states that are kept with all that is needed to count in them, about 30 bytes an incident each."""
_STATES = 8
"""States of which answers are kept that depend on nothing else."""
_LISTED_CHANGES = 100
"""Differences of each kind that are kept to be listed; all are counted."""
_LOOKED_AGAIN = 300
"""Seconds after which a past state is compared with the present one anew: while articles come in, it always changes."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What two states of the record tell otherwise."""

    counts: Mapping[DifferenceKind, int]
    """How many incidents of each kind; 0 for none."""
    first: tuple[Difference, ...]
    """The first of each kind, by kind."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the record that a page shows; every question below is asked of one."""

    version: str
    """The record's token (`Record.version`) in this state."""
    pin: Pin | None = None
    """Which past state it is; None for the record as it stands."""


LONGEST_LIST = 500
"""Incidents that a list or table on screen holds at most; the downloads hold all."""


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, with the places that people have put on this record's map.

    Raises `BadTable` with every fault of the curated tables.
    """
    return record().gazetteer(load_gazetteer())


@cache
def places() -> Gazetteer:
    """Return the places that any state of the record may name: also those that people have taken off its map again."""
    return record().every_place(load_gazetteer())


@lru_cache(maxsize=1)
def keep_up(version: str) -> None:
    """Take up the places that people have put on the map; called where a page begins."""
    gazetteer.cache_clear()
    places.cache_clear()


def state(pin: Pin | None = None) -> State:
    """Return the state of the record that a pin asks for, or as it stands. Raises `BadEdition` for a pin of none."""
    return State(pinned(pin).past.version(), pin) if pin else State(record().version())


def pinned(pin: Pin) -> Pinned:
    """Return a past state, the same one to all who ask while it is kept. Raises `BadEdition` where there is none."""
    with _OPENING:
        return _pinned(pin)


@lru_cache(maxsize=_PAST_STATES)
def _pinned(pin: Pin) -> Pinned:
    return find_pinned(_record(), pin)


def standing(state: State) -> Record:
    """Return the record that answers for a state."""
    return pinned(state.pin).past if state.pin else record()


def record() -> Record:
    """Return the record, opened and given the sample dispatches when it is new. Raises `RecordUnavailable`."""
    with _OPENING:
        return _record()


@cache
def _record() -> Record:
    opened = Record.open()
    if opened.is_empty():
        # Only a first start reads articles; every other must not wait for the rules to load.
        from load.samples import ensure_samples

        ensure_samples(opened, load_gazetteer())
    return opened


def forget_record() -> None:
    """Let the next `record()` open anew, under the address that is set then."""
    for kept in (_record, _pinned, _changes, _latest_change, _size):
        kept.cache_clear()


def known_place(id: str) -> bool:
    """Whether any state of the record may name a place of this id."""
    return id in places()


def _for_readers(
    answer: Callable[Concatenate[State, Filter, Asked], Answer], kept: int
) -> Callable[Concatenate[State, Filter, Asked], Answer]:
    """Return a function of a state, a filter and more that leaves out what readers do not see yet, and keeps that
    many of its answers."""
    known = lru_cache(maxsize=kept)(answer)

    @wraps(answer)
    def asked(state: State, filter: Filter, /, *more: Asked.args, **named: Asked.kwargs) -> Answer:
        return known(state, readers(filter), *more, **named)  # type: ignore[arg-type]  # all that is asked is hashable

    return asked


def readers(filter: Filter) -> Filter:
    """Return what readers may see of what a filter asks for now (`incidents.delay`). Raises `BadDelay`."""
    return for_readers(filter, record().time())


@partial(_for_readers, kept=512)
def counts(state: State, filter: Filter) -> Counts:
    """Return how many incidents a filter shows and hides; of a `state`, here and below."""
    return standing(state).counts(filter)


@partial(_for_readers, kept=512)
def marks(state: State, filter: Filter) -> tuple[PlaceMark, ...]:
    """Return a mark for each place with incidents that pass; empty when none has any."""
    return standing(state).marks(filter, places())


@partial(_for_readers, kept=512)
def days(state: State, filter: Filter) -> tuple[DayCount, ...]:
    """Return dated incidents by day and status, in order."""
    return standing(state).days(filter)


@partial(_for_readers, kept=512)
def facets(state: State, filter: Filter) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return (value, incidents) by filter field, each with its own choice left out."""
    return standing(state).facets(filter)


@partial(_for_readers, kept=128)
def publishers(state: State, filter: Filter) -> tuple[tuple[str, int], ...]:
    """Return (publisher, reports) behind the incidents that pass, most first."""
    return standing(state).publishers(filter)


@partial(_for_readers, kept=128)
def extent(state: State, filter: Filter) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the dated incidents that pass; None when there are none."""
    return standing(state).extent(filter)


@lru_cache(maxsize=_STATES)
def most_at_one_place(state: State) -> int:
    """Return how many incidents the place with the most has in the whole record; 1 when no place has any."""
    return max((mark.count for mark in marks(state, Filter())), default=1)


@partial(_for_readers, kept=128)
def listed(state: State, filter: Filter, limit: int) -> tuple[Incident, ...]:
    """Return the incidents that pass, newest first, at most `limit`."""
    return standing(state).incidents(filter, limit=limit)


@partial(_for_readers, kept=64)
def missing(state: State, filter: Filter, missing: Missing, limit: int) -> tuple[Incident, ...]:
    """Return the newest incidents that pass and lack a place on the map, or a date, at most `limit`."""
    return standing(state).missing(filter, missing, limit)


@lru_cache(maxsize=_STATES)
def tallies(state: State) -> tuple[Tally, ...]:
    """Return every count that somebody published."""
    return standing(state).tallies()


@lru_cache(maxsize=2048)
def document(state: State, id: str) -> Document:
    """Return a document of the record. Raises KeyError for one that it does not hold."""
    found = standing(state).document(id)
    if found is None:
        raise KeyError(id)
    return found


def incident(state: State, id: str) -> Incident | None:
    """Return the incident, also under the id it had before it was merged, and where a person has rejected it; None for
    an id that there is not, and for one that readers do not see yet."""
    found = standing(state).incident(id)
    return None if found is None or is_held_back(record(), found.id, readers(Filter())) else found


def reading(state: State, document_id: str) -> Reading | None:
    """Return all that was found in a document; None for an id that there is not."""
    return standing(state).reading(document_id)


@partial(_for_readers, kept=64)
def place_parts(
    state: State, filter: Filter, facet: str, groups: tuple[Collection[str], ...]
) -> Mapping[str, tuple[int, ...]]:
    """Return by place id how many incidents that pass hold a value of each group; see `query.place_parts`."""
    return standing(state).place_parts(filter, facet, groups)


def changes_since(pin: Pin) -> Changes:
    """Return what has changed since a past state, as it was some minutes ago at the most. Raises `BadEdition`."""
    return changes_between(pinned(pin).past.number, _latest_change(int(record().clock()) // _LOOKED_AGAIN))


def changes_between(earlier: int, later: int) -> Changes:
    """Return what the record told otherwise after one change than after another; what readers do not see yet is left
    out."""
    limit = readers(Filter()).entered_by
    seen_by = None if limit is None else limit - dt.timedelta(seconds=limit.timestamp() % _LOOKED_AGAIN)
    return _changes(earlier, later, seen_by)


@lru_cache(maxsize=16)
def _changes(earlier: int, later: int, seen_by: dt.datetime | None) -> Changes:
    counts: dict[DifferenceKind, int] = dict.fromkeys(DIFFERENCE_KINDS, 0)
    first: dict[DifferenceKind, list[Difference]] = {kind: [] for kind in DIFFERENCE_KINDS}
    for one in differences(record(), earlier, later):
        if one.kind == "added" and seen_by and (not one.reasons or one.reasons[0].at > seen_by):
            continue
        counts[one.kind] += 1
        if len(first[one.kind]) < _LISTED_CHANGES:
            first[one.kind].append(one)
    return Changes(counts, tuple(one for kind in DIFFERENCE_KINDS for one in first[kind]))


@lru_cache(maxsize=1)
def _latest_change(turn: int) -> int:
    """Return the number of the record's last change; `turn` is another one every `_LOOKED_AGAIN` seconds."""
    return next((one.number for one in life.changes(record(), 1)), 0)


def editions() -> tuple[Edition, ...]:
    """Return every published version, oldest first."""
    return published(record())


def size_of(edition: Edition) -> int:
    """Return how many incidents a published version tells."""
    return _size(edition.number)


@lru_cache(maxsize=256)
def _size(number: int) -> int:
    return size(record(), number)


def retraction(state: State, id: str) -> Change | None:
    """Return the change by which a person has rejected an incident, in a state in which it stands rejected."""
    last = pinned(state.pin).past.number if state.pin else None
    told = [event.change for event in life.life(record(), id) if last is None or event.number <= last]
    return next((change for change in reversed(told) if change and change.kind == "reject"), None)


@lru_cache(maxsize=_STATES)
def holds_samples(state: State) -> bool:
    """Whether any incident of the record is told by one of our own sample dispatches."""
    return any(publisher == SAMPLE_PUBLISHER for publisher, _ in facets(state, Filter())["publishers"])
