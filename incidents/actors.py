"""The parties that attack and are attacked, from `seeds/actors.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from incidents.errors import BadTable
from language.catalogue import Language
from language.terms import term

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

    def name(self, language: Language) -> str:
        """Return its name in one language."""
        return self.name_ar if language == "ar" else self.name_en


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


def actor_name(id: str, language: Language) -> str:
    """Return a party's name; of `unknown`, which filters choose by, that none is named. A strange id stays."""
    if id == "unknown":
        return term("party", "unknown", language)
    actor = load_actors().get(id)
    return id if actor is None else actor.name(language)


def actor_names(ids: tuple[str, ...], language: Language) -> str | None:
    """Return the names of actors in one language, joined with "and"; None for an empty tuple."""
    if not ids:
        return None
    actors = load_actors()
    return (" و" if language == "ar" else " and ").join(actors[id].name(language) for id in ids)
