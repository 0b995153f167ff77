"""Who was based where, from `seeds/base_hosts.csv`."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOSTS_TABLE = Path(__file__).resolve().parent.parent / "seeds" / "base_hosts.csv"


@dataclass(frozen=True, slots=True)
class Host:
    """A party based at a place."""

    actor: str
    """Actor id."""
    since: dt.date | None
    """First day it was there; None where it was there all along."""
    until: dt.date | None
    """Last day it was there; None where it still is."""
    note: str
    """What a reader should know of it, in English; may be empty."""

    def is_there(self, day: dt.date | None) -> bool:
        """Return whether it was based there on a day; on an unknown one, whether it ever was."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def load_hosts(table: Path = HOSTS_TABLE) -> Mapping[str, tuple[Host, ...]]:
    """Return the parties based at each place by gazetteer id, those who left first, earliest first."""
    hosts: dict[str, list[Host]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            since, until = (dt.date.fromisoformat(row[day]) if row[day] else None for day in ("since", "until"))
            hosts.setdefault(row["place_id"], []).append(Host(row["actor"], since, until, row["note"] or ""))
    return {place: tuple(sorted(told, key=lambda host: host.until or dt.date.max)) for place, told in hosts.items()}
