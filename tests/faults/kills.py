"""A process killed at a random moment, while it loads, reviews, reads again or migrates: what it had said was kept is
there, once and whole, and the doctor finds nothing.

Each worker is forked from this process, which has everything loaded, and tells through a pipe every change that the
record has acknowledged. It is ended by SIGKILL after a random time; then the record it left is looked at.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from geo.gazetteer import load_gazetteer
from incidents.desk import Desk
from incidents.errors import RasidError
from incidents.life import changes
from incidents.store import Record
from incidents.types import Reading
from tests.builders import make_document, make_reading, make_report
from tests.test_migrations import VERSIONS, earlier, filled

KILLS = 200
_LONGEST = 0.9
"""Seconds after which a worker is killed at the latest."""
_PLACES = ("al-omar", "conoco", "al-tanf", "ain-al-asad")

Tell = Callable[[str], None]
"""Says that a change was acknowledged: `document ID` or `change NUMBER`."""


@dataclass
class Kills:
    """What was counted."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    half_written: int = 0
    duplicates: int = 0
    unsound: int = 0
    """Records in which the doctor found anything."""


def run(kills: int = KILLS, seed: int = 6) -> Kills:
    """Kill that many workers, in turn while loading, reviewing, reading again and migrating."""
    counted = Kills()
    chance = random.Random(seed)
    acts = (_load, _review, _read_again, _migrate)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.sqlite"
        _fill(base)
        for number in range(kills):
            path = Path(folder) / f"{number}.sqlite"
            act = acts[number % len(acts)]
            if act is _migrate:
                present = Path(folder) / f"present-{number}"
                present.mkdir()
                record, kept = filled(present)
                record.close()
                earlier(kept, path, VERSIONS[number // len(acts) % len(VERSIONS)])
            else:
                shutil.copy(base, path)
            told = _killed(path, act, chance.uniform(0, _LONGEST), chance.random())
            _look(path, told, counted)
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink()
    return counted


def _fill(path: Path) -> None:
    record = Record.open(f"sqlite:///{path}")
    for number in range(12):
        record.add(reading_of(number, "base"))
    record.close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def reading_of(number: int, source: str) -> Reading:
    """Return an article of its own that tells of an attack on one of four bases."""
    document = make_document(f"قصف القاعدة رقم {number} من {source}. انتهى الخبر")
    return make_reading(document, make_report(document, place_id=_PLACES[number % len(_PLACES)]))


def _killed(path: Path, act: Callable[[Path, Tell, float], None], after: float, seed: float) -> list[str]:
    """Let a forked process act on a record until it is killed, and return what it told."""
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(reading)
        try:
            act(path, lambda line: os.write(writing, f"{line}\n".encode()) and None, seed)
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().split("\n")
    return lines[:-1]  # what stands behind the last line's end was cut off


def _load(path: Path, tell: Tell, seed: float) -> None:
    record = Record.open(f"sqlite:///{path}")
    for number in range(10_000):
        tell(f"document {record.add(reading_of(number, f'loader {seed}')).document_id}")


def _review(path: Path, tell: Tell, seed: float) -> None:
    record = Record.open(f"sqlite:///{path}")
    desk, chance = Desk(record, "Sara"), random.Random(seed)
    while True:
        incident = chance.choice(record.incidents(limit=50))
        try:
            done = chance.choice(
                (
                    lambda: desk.confirm(incident.id, incident.revision),  # noqa: B023
                    lambda: desk.correct(incident.id, incident.revision, {"munition_count": 7}, "counted"),  # noqa: B023
                    lambda: desk.reject(incident.id, incident.revision, "a drill"),  # noqa: B023
                    lambda: desk.split(incident.id, incident.revision, [incident.reports[0].id]),  # noqa: B023
                )
            )()
        except RasidError:
            continue  # an incident with one report cannot be split
        tell(f"change {done.change}")


def _read_again(path: Path, tell: Tell, seed: float) -> None:
    record = Record.open(f"sqlite:///{path}")
    for turn in range(10_000):
        for id in record.document_ids():
            before = record.reading(id)
            assert before is not None
            reports = tuple(replace(report, munition_count=turn % 40) for report in before.reports)
            record.add(replace(before, reports=reports, rules_version=f"turn {turn} {seed}"))
            tell(f"document {id}")


def _migrate(path: Path, tell: Tell, seed: float) -> None:
    Record.open(f"sqlite:///{path}")
    tell("change 0")


def _look(path: Path, told: list[str], counted: Kills) -> None:
    """Count what the killed worker left behind."""
    counted.kills += 1
    counted.acknowledged += len(told)
    record = Record.open(f"sqlite:///{path}")
    documents = record.document_ids()
    last = max((change.number for change in changes(record, 1)), default=0)
    for line in told:
        kind, _, what = line.partition(" ")
        counted.lost += what not in documents if kind == "document" else int(what) > last
    counted.duplicates += len(documents) - len({one.text for one in record.documents()})
    found = list(record.faults(load_gazetteer()))
    counted.half_written += len(found)
    counted.unsound += bool(found)
    record.close()
