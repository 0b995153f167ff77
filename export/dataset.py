"""What is exported: the incidents that pass a filter, with all that a file has to say about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from export.files import file_name
from export.permalink import incident_link
from geo.gazetteer import Gazetteer
from incidents.pins import Pin
from incidents.query import Counts
from incidents.sources import SAMPLE_PUBLISHER
from incidents.store import EVERYTHING, Record
from incidents.types import Document, Filter, Incident, Tally

_ARTICLES_KEPT = 4096
"""Neighbouring incidents stand in the same articles, so a few of them are enough to ask for each about once."""


NOTHING = Counts(shown=0, total=0, undated=0, unlocated=0)
"""The counts of no incidents."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Incidents on their way into a file."""

    incidents: Iterable[Incident]
    """Read once, one at a time, so there may be more than fit into memory."""
    gazetteer: Gazetteer
    """The places that incidents name, by id."""
    documents: Mapping[str, Document]
    """The articles that incidents stand in, by id; only ever looked up, never listed."""
    as_of: dt.date
    """The day the record is exported; of a past state, the day that it stands for."""
    address: str | None = None
    """Where the map can be opened, without a slash at its end; None for what stands in no record."""
    tallies: tuple[Tally, ...] = ()
    """Published counts whose window touches the filter's."""
    filter: Filter = EVERYTHING
    """What was asked for."""
    counts: Counts = NOTHING
    """What the filter shows and hides."""
    publishers: tuple[tuple[str, int], ...] = ()
    """Who published the reports behind the incidents, and how many each, most first."""
    version: str = ""
    """The record's version: another one after every change."""
    pin: Pin | None = None
    """The past state of the record that it is of; None for the record as it stands."""
    first: dt.date | None = None
    """First day of the window, or of the record where the window is open; None for a record without dates."""
    last: dt.date | None = None
    """Last day of the window, or of the record where the window is open."""
    language: Literal["ar", "en", "both"] = "both"
    """Language of the words in files that are read rather than computed with."""

    def permalink(self, incident: Incident) -> str | None:
        """Return the address that opens the map on an incident; None for what stands in no record."""
        return incident_link(self.address, incident, self.pin) if self.address else None

    def file_name(self, suffix: str) -> str:
        """Return the name of a file of it: `rasid_20231017_20240115.geojson` for `.geojson`; of a past state,
        `rasid_20231017_20240115_version-v1.geojson`."""
        state = f"_{self.pin.kind.replace('_', '-')}-{self.pin.value}" if self.pin else ""
        return file_name(self.first, self.last, self.as_of, state + suffix)

    @property
    def holds_samples(self) -> bool:
        """Whether our own sample dispatches are among the articles."""
        return any(publisher == SAMPLE_PUBLISHER for publisher, _ in self.publishers)

    @property
    def undated(self) -> int:
        """How many of the incidents carry no date."""
        return self.counts.undated if self.filter.undated else 0


class Articles(Mapping[str, Document]):
    """Documents fetched when they are asked for, the latest kept, so that memory stays flat however many there are."""

    def __init__(self, fetch: Callable[[str], Document | None]) -> None:
        """`fetch` returns a document by its id, None for one that there is not."""
        self._fetch = lru_cache(maxsize=_ARTICLES_KEPT)(fetch)

    def __getitem__(self, id: str) -> Document:
        found = self._fetch(id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("articles are looked up one by one, not listed")

    def __len__(self) -> int:
        raise TypeError("articles are looked up one by one, not counted")


def dataset_of(
    record: Record,
    gazetteer: Gazetteer,
    filter: Filter,
    *,
    as_of: dt.date,
    address: str,
    language: Literal["ar", "en", "both"] = "both",
    pin: Pin | None = None,
) -> Dataset:
    """Return what a filter selects of a record; `pin` says which past state that is.

    Raises `RecordUnavailable`, also while the incidents are read.
    """
    first, last = record.extent() or (None, None)
    return Dataset(
        incidents=record.iterate(filter),
        gazetteer=gazetteer,
        documents=Articles(record.document),
        address=address,
        tallies=tuple(tally for tally in record.tallies() if _touches(tally, filter)),
        filter=filter,
        counts=record.counts(filter),
        publishers=record.publishers(filter),
        version=record.version(),
        pin=pin,
        as_of=as_of,
        first=filter.date_from or first,
        last=filter.date_to or last,
        language=language,
    )


def _touches(tally: Tally, filter: Filter) -> bool:
    """Whether the window that was counted touches the filter's; an end that is not told is open."""
    begins_late = filter.date_to and tally.date_from and tally.date_from > filter.date_to
    ends_early = filter.date_from and tally.date_to and tally.date_to < filter.date_from
    return not (begins_late or ends_early)
