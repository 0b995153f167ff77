"""The parties that attack and are attacked, from `seeds/actors.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from incidents.errors import BadTable

ACTORS_TABLE = Path(__file__).resolve().parent.parent / "seeds" / "actors.csv"


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, as ids in reports name it."""

    id: str
    name_en: str
    name_ar: str
    side: str
    """Which larger side it stands on; two actors of one side do not contradict each other."""
    note: str


@cache
def load_actors(table: Path = ACTORS_TABLE) -> Mapping[str, Actor]:
    """Return every actor by id, in the table's order. Raises `BadTable` listing every faulty row."""
    actors: dict[str, Actor] = {}
    faults: list[str] = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            where = f"{table.name}:{len(actors) + len(faults) + 2}"
            missing = [name for name in ("id", "name_en", "name_ar", "side") if not row.get(name)]
            if missing:
                faults.append(f"{where}: {', '.join(missing)} empty: expected a value")
            elif row["id"] in actors:
                faults.append(f"{where}: id {row['id']!r} stands twice: expected once")
            else:
                actors[row["id"]] = Actor(**row)
    if faults:
        raise BadTable("\n".join(faults))
    return actors


def actor_names(ids: tuple[str, ...], language: str) -> str | None:
    """Return the names of actors in one language (`ar` or `en`), joined with "and"; None for an empty tuple."""
    if not ids:
        return None
    actors = load_actors()
    return (" و" if language == "ar" else " and ").join(
        actors[id].name_ar if language == "ar" else actors[id].name_en for id in ids
    )
