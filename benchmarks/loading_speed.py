"""How fast articles get into the record, merging included: `uv run python benchmarks/loading_speed.py --json`.

An archive of made articles of 3,000 characters, every second one about attacks, seven of each a day, is loaded into a
new record in a file, as `rasid ingest` does it.

- `processor_seconds`: of this process, reading, extracting, merging and storing.
- `second_half_over_first`: 1 where loading does not get slower as the record grows.
- `peak_mb`: the most memory held; `growth_mb` by how much it grew in the second half.
- `again_over_first`: the same archive loaded once more, when the record has all of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.articles import attack_reports, general_news
from geo.gazetteer import load_gazetteer
from incidents.store import Record
from load.ingest import ingest

ARTICLES = 10_000
A_DAY = 14
FIRST_DAY = dt.date(2022, 1, 1)


def measure(count: int) -> dict[str, float]:
    """Return the figures over `count` articles."""
    gazetteer = load_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "archive.jsonl")
        _write(archive, count)
        record = Record.open(f"sqlite:///{folder}/record.sqlite")
        marks: dict[int, tuple[float, float]] = {}

        def progress(done: int, total: int, source: str) -> None:
            if done in (0, count // 2, count):
                marks[done] = (time.process_time(), _peak_mb())

        loaded = ingest([archive], record, gazetteer, now=lambda: dt.datetime.now(dt.UTC), progress=progress)
        began = time.process_time()
        again = ingest([archive], record, gazetteer, now=lambda: dt.datetime.now(dt.UTC))
        repeated = time.process_time() - began
        incidents = record.counts().total
        record.close()
    if loaded.new != count or again.new:
        raise ValueError(f"{loaded.new} of {count} articles loaded, {again.new} again: expected all, and none")
    (start, _), (half, half_mb), (end, end_mb) = marks[0], marks[count // 2], marks[count]
    return {
        "articles": count,
        "incidents": incidents,
        "processor_seconds": round(end - start, 1),
        "second_half_over_first": round((end - half) / (half - start), 2),
        "peak_mb": round(end_mb),
        "growth_mb": round(end_mb - half_mb),
        "again_over_first": round(repeated / (end - start), 3),
    }


def _write(archive: Path, count: int) -> None:
    made = [text for pair in zip(general_news(500), attack_reports(500), strict=True) for text in pair]
    with archive.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = {
                "text": f"{made[number % len(made)]}\n{number}",
                "published": str(FIRST_DAY + dt.timedelta(days=number // A_DAY)),
                "publisher": f"Outlet {number % 9}",
                "url": f"https://news.example/{number}",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print figures as JSON")
    options.add_argument("--articles", type=int, default=ARTICLES)
    chosen = options.parse_args()
    figures = measure(chosen.articles)
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name}: {value}" for name, value in figures.items()))
