"""Records of any size, the same for the same size, written straight into SQLite: loading articles would take days."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from geo.gazetteer import load_gazetteer
from incidents import schema
from incidents.codec import encode
from incidents.store import Record
from incidents.types import STATUSES, Evidence, Outcome, Report, Span, Weapon

FIRST = dt.date(2022, 1, 1)
DAYS = 900
"""Every record spans as many days, so that one step of the slider is the same everywhere."""

_QUOTE = "تعرضت قاعدة في المنطقة لقصف بستة صواريخ"
_TEXT = _QUOTE + " أطلقتها ميليشيات موالية لإيران، وقالت الوكالة رقم {number} إن القاعدة أصيبت."
_PLACES = 300
_TOLD_BY_ONE_ARTICLE = 100
_WEAPONS: tuple[tuple[Weapon, ...], ...] = (
    ("rocket",),
    ("drone",),
    ("rocket", "drone"),
    ("ballistic_missile",),
    ("artillery",),
    ("airstrike",),
    (),
)
_ATTACKERS = (("iran-backed-militias",), ("islamic-resistance-in-iraq",), ("isis",), ())
_PRECISIONS: tuple[Literal[1, 2, 3], ...] = (1, 1, 1, 2, 3)
_OUTCOMES: tuple[Outcome, ...] = ("hit", "intercepted", "missed", "unknown")


@dataclass(frozen=True)
class _Kind:
    """What many incidents have in common."""

    columns: dict[str, Any]
    body: str
    """The report as JSON, with `@id`, `@document`, `@place` and the day 1000-01-01 to be replaced."""


def write_record(path: Path, size: int) -> None:
    """Write a record of `size` incidents over `DAYS` days, 4 in 100 undated, 3 in 100 without a place."""
    Record.open(f"sqlite:///{path}").close()
    chance = random.Random(size)
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous=OFF")
    with database:
        documents = list(_documents(size // _TOLD_BY_ONE_ARTICLE + 1))
        _insert(database, schema.documents.name, documents)
        kinds = [_kind(chance) for _ in range(400)]
        places = list(load_gazetteer())[:_PLACES]
        for start in range(0, size, 50_000):
            rows = [
                _incident(number, chance, kinds, places, documents)
                for number in range(start, min(start + 50_000, size))
            ]
            told, reports, links = zip(*rows, strict=True)
            _insert(database, schema.reports.name, reports)
            _insert(database, schema.incidents.name, told)
            _insert(database, schema.incident_reports.name, links)
        database.execute("UPDATE about SET value = '1' WHERE key = 'changes'")
    database.execute("ANALYZE")
    database.close()


def _documents(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        text = _TEXT.format(number=number)
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield {
            "id": digest[:16],
            "source": f"{number}.txt",
            "publisher": f"وكالة {number % 40}",
            "title": None,
            "url": None,
            "published": "2024-06-30",
            "published_basis": "given",
            "text": text,
            "sha256": digest,
            "language": "ar",
            "after": None,
        }


def _kind(chance: random.Random) -> _Kind:
    weapons, attackers = chance.choice(_WEAPONS), chance.choice(_ATTACKERS)
    status, outcome = chance.choice(STATUSES), chance.choice(_OUTCOMES)
    precision = chance.choice(_PRECISIONS)
    day = dt.date(1000, 1, 1)
    report = Report(
        id="@id",
        document_id="@document",
        rules_version="1",
        date_start=day,
        date_end=day,
        date_latest=day,
        time_precision="day",
        time_of_day=None,
        place_id="@place",
        place_name="قاعدة",
        geo_precision=precision,
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        weapons=weapons,
        munition_count=6,
        attackers=attackers,
        targets=("us-coalition",),
        target_detail=None,
        outcome=outcome,
        casualties=(),
        status=status,
        sources=("SOHR",),
        versions=(),
        certainty="explicit",
        certainty_reason=None,
        evidence=(Evidence("@document", "act", Span(0, len(_QUOTE)), _QUOTE, "act.shelled"),),
    )
    columns = {
        "time_precision": "day",
        "geo_precision": precision,
        "event_type": report.event_type,
        "status": status,
        "outcome": outcome,
        "weapons": json.dumps(weapons),
        "attackers": json.dumps(attackers),
        "targets": json.dumps(report.targets),
        "changed": 1,
        "review": "new",
    }
    return _Kind(columns, encode(report))


def _incident(
    number: int, chance: random.Random, kinds: list[_Kind], places: list[str], documents: list[dict[str, Any]]
) -> tuple[dict[str, Any], ...]:
    kind = chance.choice(kinds)
    document = documents[number // _TOLD_BY_ONE_ARTICLE]
    place = places[min(int(chance.expovariate(1 / 60)), len(places) - 1)] if chance.random() > 0.03 else None
    day = str(FIRST + dt.timedelta(chance.randrange(DAYS))) if chance.random() > 0.04 else None
    id, report = f"RSD-{number:08d}", f"r{number}"
    body = kind.body.replace("@id", report).replace("@document", document["id"])
    body = body.replace('"@place"', json.dumps(place)).replace('"1000-01-01"', json.dumps(day))
    geo_precision = kind.columns["geo_precision"] if place else None
    if place is None:
        body = body.replace(f'"geo_precision":{kind.columns["geo_precision"]}', '"geo_precision":null')
    if day is None:
        body = body.replace('"time_precision":"day"', '"time_precision":"undated"')
    dates = {"date_start": day, "date_end": day}
    incident = {
        "id": id,
        "place_id": place,
        **dates,
        "date_latest": day or "2024-06-30",
        **kind.columns,
        "geo_precision": geo_precision,
        "publishers": json.dumps([document["publisher"]], ensure_ascii=False),
    }
    told = {
        "id": report,
        "document_id": document["id"],
        "position": number % _TOLD_BY_ONE_ARTICLE,
        "place_id": place,
        **dates,
        "search_text": _QUOTE,
        "body": body,
    }
    return incident, told, {"report_id": report, "incident_id": id, "position": 0}


def _insert(database: sqlite3.Connection, table: str, rows: Any) -> None:
    names = tuple(rows[0])
    values = ", ".join(f":{name}" for name in names)
    database.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", rows)
