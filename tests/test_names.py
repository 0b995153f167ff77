"""The phrase corpus of place names, a test a row: what must be found, as what, and what must not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.normalise import ReadText
from extract.places import PlaceMention, find_places, place_scanner
from geo.gazetteer import load_gazetteer

with (Path(__file__).parent / "phrases" / "names.csv").open(encoding="utf-8", newline="") as _table:
    ROWS = list(csv.DictReader(_table))

# What the corpus calls a role, and what `extract.roles` may call it
ROLES = {
    "target": {"direct", "inside", "near", "between"},  # «سقط قرب …»: near, and yet where it happened
    "landmark": {"near", "between", "inside"},
    "launch": {"launch"},
    "dateline": {"dateline"},
    "actor_home": {"institution"},
}
NO_TARGET = {"launch", "flight", "dateline", "institution"}


def places_in(phrase: str) -> list[PlaceMention]:
    gazetteer = load_gazetteer()
    text = ReadText(phrase)
    hits = place_scanner(gazetteer).scan(text)
    return [place for sentence in text.sentences for place in find_places(text, hits, sentence, gazetteer)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['place_id'] or 'no place'}-{row['phrase']}")
def test_row_of_the_corpus(row: dict[str, str]) -> None:
    found = places_in(row["phrase"])
    if not row["place_id"]:
        assert [place.name for place in found if place.role not in NO_TARGET] == []
        return
    meant = [place for place in found if place.place is not None and place.place.id == row["place_id"]]
    assert meant, f"found {[(p.name, p.place and p.place.id) for p in found]}"
    if row["role"] in ROLES:
        assert meant[0].role in ROLES[row["role"]]
