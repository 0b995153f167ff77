"""What all readers of a record share: its index at the present version, and the latest answers to filters."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection, select

from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.facet import Mask
from incidents.placed import placed, with_placed
from incidents.schema import incident_reports, reports
from incidents.selection import Index, Selection
from incidents.snapshot import keep_up, version
from incidents.types import Filter
from language.arabic import fold

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

Telling = Callable[[Connection, str], Sequence[str]]

_SELECTIONS = 6
"""Selections kept, two bytes an incident each: those that the readers at work are just asking for."""
_WORDS = 8
"""Words of searches kept, a byte an incident each: a reader who has searched goes on to move the slider."""


class Latest(Generic[Key, Value]):
    """The answers asked for latest, at most so many. Safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Keep at most `most` answers."""
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the answer kept for a key, else make it and keep it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Current:
    """An index and what was asked of it."""

    def __init__(self, index: Index, telling: Telling) -> None:
        """Begin with nothing asked; `telling` returns the incidents that tell a folded word."""
        self.index = index
        self._telling_word = telling
        self._selections: Latest[Filter, Selection] = Latest(_SELECTIONS)
        self._words: Latest[str, Mask] = Latest(_WORDS)

    def holds(self, record_id: str, changes: int) -> bool:
        """Whether the index is of this record with at least so many changes seen."""
        snapshot = self.index.snapshot
        return snapshot.record_id == record_id and snapshot.changes >= changes

    def select(self, connection: Connection, filter: Filter) -> Selection:
        """Return what a filter selects; the database is asked for words that nobody looked for lately."""
        return self._selections.get(filter, lambda: self._make(connection, filter))

    def _make(self, connection: Connection, filter: Filter) -> Selection:
        words = [self._telling(connection, word) for word in fold(filter.text).split()]
        return Selection.of(self.index, filter, words)

    def _telling(self, connection: Connection, word: str) -> Mask:
        return self._words.get(word, lambda: self.index.telling(word, self._telling_word(connection, word)))


class Shared:
    """Holds a record's `Current` and replaces it as soon as the record has changed. Safe to share between threads."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._current: Current | None = None
        self._lock = threading.Lock()

    def current(self, connection: Connection) -> Current:
        """Return the index of what the connection's transaction sees, or of something newer."""
        wanted = version(connection)
        current = self._current
        if current is None or not current.holds(*wanted):
            with self._lock:  # one reader reads what is new, the others wait for it
                current = self._current
                if current is None or not current.holds(*wanted):
                    held = current.index.snapshot if current is not None else None
                    current = self._current = Current(
                        Index.of(keep_up(connection, held), _places(connection)), incidents_telling
                    )
        return current


def _places(connection: Connection) -> Gazetteer:
    """Return the gazetteer with the places that people have put on the map."""
    return with_placed(load_gazetteer(), placed(connection))


def incidents_telling(connection: Connection, word: str) -> list[str]:
    """Return the incidents with a report whose quotes, place as told or publisher hold a folded word."""
    # Asked for by themselves, the reports are found in the index `reports_words`; in a join they would not be.
    telling = select(reports.c.id).where(reports.c.search_text.contains(word, autoescape=True))
    query = select(incident_reports.c.incident_id).where(incident_reports.c.report_id.in_(telling))
    return list(connection.scalars(query))
