"""How long a picture takes: `uv run python benchmarks/picture_speed.py --json`.

Incidents are scattered over the gazetteer's places as the press reports them, few places with many and many with few,
and counted a place as the record counts them; the picture is A4 at 300 dots per inch in both languages. The first
picture of a process, which reads the basemap, is not counted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.gazetteer import load_gazetteer
from geo.marks import PlaceMark
from geo.picture import Picture
from geo.static_map import render
from language.catalogue import LANGUAGES

STATUSES = ("reported", "claimed", "confirmed", "disputed")
RUNS = 5


def scattered(incidents: int, seed: int = 7) -> list[PlaceMark]:
    """Return marks of so many incidents, the same every time; at most one for each place of the gazetteer."""
    chance = random.Random(seed)
    places = [place for place in load_gazetteer().places if place.kind != "governorate"]
    chance.shuffle(places)
    weights = [1 / (rank + 1) for rank in range(len(places))]
    told: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for at in chance.choices(range(len(places)), weights, k=incidents):
        told[at][chance.choices(STATUSES, (6, 2, 2, 1))[0]] += 1
    return [
        PlaceMark(
            place_id=place.id,
            name_ar=place.name_ar,
            name_en=place.name_en,
            lon=place.lon,
            lat=place.lat,
            radius_m=place.radius_m,
            exact=place.exact,
            count=told[at].total(),
            undated=0,
            by_status=dict(told[at]),
        )
        for at, place in enumerate(places)
        if told[at]
    ]


def png_seconds(incidents: int, runs: int = RUNS) -> float:
    """Return the median time of a PNG of so many incidents, in seconds."""
    marks = scattered(incidents)
    picture = Picture(
        marks=marks,
        date_from=dt.date(2023, 10, 17),
        date_to=dt.date(2024, 8, 14),
        as_of=dt.date(2024, 8, 15),
        shown=incidents,
        undated=0,
        unlocated=0,
        sources=dict.fromkeys(LANGUAGES, ("Outlet",)),
    )
    render(picture)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        render(picture)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="numbers only, as one JSON object")
    options = parser.parse_args()
    found = {f"png_{incidents}_s": round(png_seconds(incidents), 3) for incidents in (1_000, 100_000)}
    if options.json:
        print(json.dumps(found))
        return
    for incidents in (1_000, 100_000):
        places = len(scattered(incidents))
        print(f"{incidents:>7,} incidents at {places} places: {found[f'png_{incidents}_s']:.2f} s")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
