"""What the pages show, out of the record: opened once a process, answers kept until the record changes.

Everything kept here is frozen and holds nothing of any one reader, so all sessions share it. Answers are kept under
the record's version, which is another one after every change; no one has to remember to throw anything away.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial, wraps
from typing import Concatenate, ParamSpec, TypeVar

from geo.gazetteer import Gazetteer, load_gazetteer
from geo.marks import PlaceMark
from incidents.delay import for_readers
from incidents.query import Counts, DayCount, Missing
from incidents.store import Record
from incidents.types import Document, Filter, Incident, Tally

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_OPENING = threading.Lock()

SAMPLE_PUBLISHER = "Rasid sample"
"""Under whose name our sample dispatches stand."""

LONGEST_LIST = 500
"""Incidents that a list or table on screen holds at most; the downloads hold all."""


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, with the places that people have put on this record's map.

    Raises `BadTable` with every fault of the curated tables.
    """
    return record().gazetteer(load_gazetteer())


@lru_cache(maxsize=1)
def keep_up(version: str) -> None:
    """Take up the places that people have put on the map; called where a page begins."""
    gazetteer.cache_clear()


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
    _record.cache_clear()


def known_place(id: str) -> bool:
    """Whether the gazetteer has a place of this id."""
    return id in gazetteer()


@cache
def governorates() -> Mapping[str, tuple[str, str]]:
    """Return the Arabic and English name of each governorate that has places in the gazetteer, by its OCHA p-code."""
    return {
        place.admin1_pcode: (place.admin1_ar, place.admin1_en) for place in gazetteer().values() if place.admin1_pcode
    }


def _for_readers(
    answer: Callable[Concatenate[str, Filter, Asked], Answer], kept: int
) -> Callable[Concatenate[str, Filter, Asked], Answer]:
    """Return a function of a version, a filter and more that leaves out what readers do not see yet, and keeps that
    many of its answers."""
    known = lru_cache(maxsize=kept)(answer)

    @wraps(answer)
    def asked(version: str, filter: Filter, /, *more: Asked.args, **named: Asked.kwargs) -> Answer:
        return known(version, readers(filter), *more, **named)  # type: ignore[arg-type]  # all that is asked is hashable

    return asked


def readers(filter: Filter) -> Filter:
    """Return what readers may see of what a filter asks for now (`incidents.delay`). Raises `BadDelay`."""
    return for_readers(filter, record().time())


@partial(_for_readers, kept=512)
def counts(version: str, filter: Filter) -> Counts:
    """Return how many incidents a filter shows and hides; `version` is `record().version()`, here and below."""
    return record().counts(filter)


@partial(_for_readers, kept=512)
def marks(version: str, filter: Filter) -> tuple[PlaceMark, ...]:
    """Return a mark for each place with incidents that pass; empty when none has any."""
    return record().marks(filter, gazetteer())


@partial(_for_readers, kept=512)
def days(version: str, filter: Filter) -> tuple[DayCount, ...]:
    """Return dated incidents by day and status, in order."""
    return record().days(filter)


@partial(_for_readers, kept=512)
def facets(version: str, filter: Filter) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return (value, incidents) by filter field, each with its own choice left out."""
    return record().facets(filter)


@partial(_for_readers, kept=128)
def publishers(version: str, filter: Filter) -> tuple[tuple[str, int], ...]:
    """Return (publisher, reports) behind the incidents that pass, most first."""
    return record().publishers(filter)


@lru_cache(maxsize=4)
def extent(version: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of all dated incidents; None when there are none."""
    return record().extent()


@lru_cache(maxsize=4)
def most_at_one_place(version: str) -> int:
    """Return how many incidents the place with the most has in the whole record; 1 when no place has any."""
    return max((mark.count for mark in marks(version, Filter())), default=1)


@partial(_for_readers, kept=128)
def listed(version: str, filter: Filter, limit: int) -> tuple[Incident, ...]:
    """Return the incidents that pass, newest first, at most `limit`."""
    return record().incidents(filter, limit=limit)


@partial(_for_readers, kept=64)
def missing(version: str, filter: Filter, missing: Missing, limit: int) -> tuple[Incident, ...]:
    """Return the newest incidents that pass and lack a place on the map, or a date, at most `limit`."""
    return record().missing(filter, missing, limit)


@lru_cache(maxsize=4)
def tallies(version: str) -> tuple[Tally, ...]:
    """Return every count that somebody published."""
    return record().tallies()


@lru_cache(maxsize=2048)
def document(version: str, id: str) -> Document:
    """Return a document of the record. Raises KeyError for one that it does not hold."""
    found = record().document(id)
    if found is None:
        raise KeyError(id)
    return found


@lru_cache(maxsize=4)
def holds_samples(version: str) -> bool:
    """Whether any incident of the record is told by one of our own sample dispatches."""
    return any(publisher == SAMPLE_PUBLISHER for publisher, _ in facets(version, Filter())["publishers"])
