"""False incidents in general Arabic news: how often an article about anything but attacks puts something on the map.

`uv run python benchmarks/general_news.py [--json] [--texts 10000]`

Real archives cannot stand in a repository, so the news is made: sentences in our own wording from `general_news.csv`
(sport, economy, weather, culture, politics, accidents, health, technology, wars elsewhere, justice, services), with
words of war in their everyday meanings, are put together at random, with a seed, around the gazetteer's own names:
its cities, its bases, and above all the names that are ordinary words too. None tells of an attack in Syria, Iraq or
Jordan. `--json` prints one line:

- `texts`: how many were read;
- `false_incidents`, `false_tallies`: what was read in them all the same, each text counted once;
- `false_per_10000`: false incidents in ten thousand texts;
- `rejected`: texts in which a passage was taken for one that looks like an incident and is none;
- `texts_per_s`: how fast they are read, by the processor's time of this process.

Without `--json` the sentences that misled follow, the most frequent first.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.pipeline import read
from geo.gazetteer import Gazetteer, load_gazetteer
from geo.places import AREA_KINDS, MILITARY_KINDS
from load.document import as_document

SENTENCES = Path(__file__).with_suffix(".csv")
FIRST_DAY = dt.date(2020, 1, 1)
DAYS = 2_000
_PARAGRAPHS = (3, 7)
_WORDS = {
    "day": ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "أمس", "أمس الأول", "اليوم"),
    "month": ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول"),
    "goods": ("القمح", "الوقود", "الأرز", "الخضار", "الأدوية", "الشعير", "الحديد", "الزيتون"),
    "ministry": ("الصحة", "الزراعة", "التعليم", "النقل", "الصناعة", "الكهرباء", "المالية"),
    "number": ("3", "ثلاثة", "7", "11", "عشرين", "24", "36", "خمسين", "72", "120", "٤٥"),
}
_SITES = frozenset({"oil_field", "gas_field", "refinery", "airfield"})
_LEADS = ("{place} - ", "{place}/ ", "مراسلنا في {place}: ", "", "", "")


@dataclass(frozen=True)
class Article:
    """A made article."""

    text: str
    published: dt.date
    sentences: tuple[str, ...]
    """The rows of the table that it was made of."""


def made_news(count: int, gazetteer: Gazetteer) -> Iterator[Article]:
    """Yield articles that tell of no attack, the same ones every time; every other one keeps to one subject."""
    chance = random.Random(3)
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = [(row["topic"], row["sentence"]) for row in csv.DictReader(file)]
    by_topic = {topic: [said for about, said in rows if about == topic] for topic, _ in rows}
    names = _names(gazetteer)
    for number in range(count):
        topic = chance.choice(list(by_topic))
        choices = by_topic[topic] if number % 2 else [said for _, said in rows]
        places = {kind: [chance.choice(chance.choice(groups)) for _ in range(2)] for kind, groups in names.items()}
        told: list[str] = []
        paragraphs = []
        for _ in range(chance.randint(*_PARAGRAPHS)):
            chosen = chance.sample(choices, min(len(choices), chance.randint(1, 3)))
            told += chosen
            paragraphs.append(" ".join(_filled(said, places, chance) for said in chosen))
        lead = _filled(chance.choice(_LEADS), places, chance)
        day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        yield Article(lead + "\n\n".join(paragraphs), day, tuple(told))


def _names(gazetteer: Gazetteer) -> dict[str, list[list[str]]]:
    """Return what the news is about, each group of a kind as likely: places where people live, under names that are
    also words or not; oil fields and airports; bases."""
    names: dict[str, list[list[str]]] = {"place": [[], [], []], "site": [[]], "base": [[]]}
    for place in gazetteer.places:
        for name in place.names:
            if name.language != "ar" or place.kind in AREA_KINDS:
                continue
            if place.kind in _SITES:
                names["site"][0].append(name.text)
            elif place.kind in MILITARY_KINDS:
                names["base"][0].append(name.text)
            else:
                names["place"][2 if name.needs_context else place.kind != "city"].append(name.text)
    return names


def _filled(said: str, places: dict[str, list[str]], chance: random.Random) -> str:
    for kind, names in places.items():
        while f"{{{kind}}}" in said:
            said = said.replace(f"{{{kind}}}", chance.choice(names), 1)
    return said.format(**{word: chance.choice(choices) for word, choices in _WORDS.items()})


def measure(count: int) -> tuple[dict[str, float], Counter[str]]:
    """Return the figures of the module's docstring, and the sentences of the table that misled, counted."""
    gazetteer = load_gazetteer()
    false = tallies = rejected = 0
    misled: Counter[str] = Counter()
    seconds = 0.0
    for article in made_news(count, gazetteer):
        document = as_document(article.text, "made.txt", published=article.published)
        began = time.process_time()
        reading = read(document, gazetteer)
        seconds += time.process_time() - began
        false += bool(reading.reports)
        tallies += bool(reading.tallies)
        rejected += bool(reading.rejected)
        misled.update(evidence.quote for report in reading.reports for evidence in report.evidence[:1])
        misled.update(evidence.quote for tally in reading.tallies for evidence in tally.evidence[:1])
    figures = {
        "texts": count,
        "false_incidents": false,
        "false_per_10000": round(10_000 * false / count, 2),
        "false_tallies": tallies,
        "rejected": rejected,
        "texts_per_s": round(count / seconds, 1),
    }
    return figures, misled


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Count false incidents in made general news.")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--texts", type=int, default=10_000, help="how many texts (10,000)")
    options = parser.parse_args()
    figures, misled = measure(options.texts)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:16} {value}")
    for quote, times in misled.most_common(40):
        print(f"{times:6}  {quote}")


if __name__ == "__main__":
    main()
