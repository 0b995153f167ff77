"""Loaders, reviewers and readers at one record at the same time: no error, no lost update, and readers do not wait.

Loaders and reviewers are processes of their own, as `rasid ingest` and several servers would be; the readers are
threads that share one record, as the sessions of one server do. Afterwards the history is held against what every
writer was told: each change is there once, and none was made over another that its maker had not seen.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import statistics
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from geo.gazetteer import load_gazetteer
from incidents.desk import Desk, OutOfDate
from incidents.errors import RasidError
from incidents.life import changes, touched
from incidents.store import Record
from incidents.types import Filter
from tests.faults.kills import reading_of

SECONDS = 300
LOADERS, REVIEWERS, READERS = 2, 5, 20
_PAUSE = (0.5, 1.5)
"""Seconds for which a reader looks at a page, and a reviewer at an incident."""

Tell = Callable[[dict[str, object]], None]


@dataclass
class Together:
    """What was counted."""

    errors: int = 0
    changes: int = 0
    refused: int = 0
    """Acts on an incident that somebody else had changed meanwhile, told so."""
    lost_updates: int = 0
    pages: int = 0
    reader_p95_ms: float = 0.0
    faults: list[str] = field(default_factory=list)
    """The errors, a line each."""


def run(seconds: float = SECONDS) -> Together:
    """Let all of them work for that long and return what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        record = Record.open(f"sqlite:///{path}")
        for number in range(40):
            record.add(reading_of(number, "base"))
        record.close()
        until = time.monotonic() + seconds
        pipes = [_forked(path, _load, until, number) for number in range(LOADERS)]
        pipes += [_forked(path, _review, until, number) for number in range(REVIEWERS)]
        counted, pages = Together(), list[float]()
        readers = [threading.Thread(target=_read, args=(record, until, pages, counted, n)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        told = [json.loads(line) for pipe in pipes for line in _lines(pipe)]
        for reader in readers:
            reader.join()
        counted.pages, counted.reader_p95_ms = len(pages), round(statistics.quantiles(pages, n=20)[-1] * 1000, 1)
        _check(record, told, counted)
        record.close()
    return counted


def _forked(path: Path, work: Callable[[Path, float, Tell, int], None], until: float, number: int) -> int:
    """Start a process, and return the end of the pipe through which it tells."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            try:
                work(path, until, lambda what: print(json.dumps(what), file=pipe), number)
            except Exception as error:  # noqa: BLE001 - whatever comes out of here is an error, which is counted
                print(json.dumps({"error": f"{work.__name__} {number}: {type(error).__name__}: {error}"}), file=pipe)
        os._exit(0)
    os.close(writing)
    return reading


def _lines(pipe: int) -> list[str]:
    with os.fdopen(pipe) as file:
        lines = file.read().splitlines()
    os.wait()
    return lines


def _load(path: Path, until: float, tell: Tell, number: int) -> None:
    record, at = Record.open(f"sqlite:///{path}"), 0
    while time.monotonic() < until:
        added = record.add(reading_of(at, f"loader {number}"), who=f"loader {number}")
        tell({"document": added.document_id})
        at += 1
        time.sleep(0.1)


def _review(path: Path, until: float, tell: Tell, number: int) -> None:
    record, chance = Record.open(f"sqlite:///{path}"), random.Random(number)
    desk = Desk(record, f"reviewer {number}")
    while time.monotonic() < until:
        incident = chance.choice(record.incidents(limit=12))
        time.sleep(chance.uniform(*_PAUSE))
        try:
            values = {"munition_count": chance.randrange(1, 40)}
            done = desk.correct(incident.id, incident.revision, values, "counted")
        except OutOfDate:
            tell({"refused": incident.id})
        else:
            tell({"change": done.change, "incident": incident.id, "revision": incident.revision})


def _read(record: Record, until: float, pages: list[float], counted: Together, number: int) -> None:
    chance, gazetteer = random.Random(number), load_gazetteer()
    while time.monotonic() < until:
        first = dt.date(2023, 1, 1) + dt.timedelta(days=chance.randrange(300))
        filter = Filter(date_from=first, date_to=first + dt.timedelta(days=200))
        began = time.monotonic()
        try:
            record.counts(filter)
            record.marks(filter, gazetteer)
            record.days(filter)
            record.facets(filter)
            record.incidents(filter, limit=8)
        except RasidError as error:
            counted.faults.append(f"reader {number}: {error}")
        pages.append(time.monotonic() - began)
        time.sleep(chance.uniform(*_PAUSE))


def _check(record: Record, told: list[dict[str, object]], counted: Together) -> None:
    """Hold the history against what the writers were told."""
    counted.faults += [str(one["error"]) for one in told if "error" in one]
    counted.refused = sum("refused" in one for one in told)
    history = changes(record, 1_000_000)
    counted.changes = len(history)
    made: defaultdict[str, list[int]] = defaultdict(list)
    for change in history:
        for id in touched(record, change.number):
            made[id].append(change.number)
    documents = set(record.document_ids())
    numbers = Counter(one["change"] for one in told if "change" in one)
    known = {change.number for change in history}
    for one in told:
        if "document" in one:
            counted.lost_updates += one["document"] not in documents
        if "change" in one:
            revision, change = int(str(one["revision"])), int(str(one["change"]))
            over = [number for number in made[str(one["incident"])] if revision < number < change]
            counted.lost_updates += bool(over) or change not in known or numbers[change] > 1
    counted.faults += record.faults(load_gazetteer())
    counted.errors = len(counted.faults)


def as_json(counted: Together) -> dict[str, object]:
    """Return the figures by name."""
    return asdict(counted)
