"""How fast articles get into the record, merging included: `uv run python benchmarks/loading_speed.py --json`.

A made archive of articles of 3,000 characters (`benchmarks/archive.py`), every second one about attacks, is loaded into
a new record in a file, as `rasid ingest` does it: extracting in processes of its own, keeping in this one.

- `seconds` from the first to the last article, and `articles_per_second`; `load` is what else the machine had to do,
  as the number of programs that were at work on average, ours among them.
- `writer_seconds`: of processor time here, reading, merging and storing; `extracting_seconds`: in the others.
- `second_half_over_first`: of `writer_seconds`; 1 where loading does not get slower as the record grows.
- `peak_mb`: the most memory held here; `growth_mb` by how much it grew in the second half.
- `again_over_first`: the same archive loaded once more, when the record has all of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import tempfile
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path

from benchmarks.archive import newsroom_archive
from geo.gazetteer import load_gazetteer
from incidents.store import Record
from load.extraction import PROCESSES
from load.ingest import ingest

ARTICLES = 10_000
FEW = 1_500
FIRST_DAY = dt.date(2022, 1, 1)


def measure(count: int) -> dict[str, float]:
    """Return the figures over `count` articles."""
    gazetteer = load_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "archive.jsonl")
        _write(archive, count)
        record = Record.open(f"sqlite:///{folder}/record.sqlite")
        marks: dict[int, tuple[float, float, float]] = {}

        def progress(done: int, total: int, source: str) -> None:
            if done in (0, count // 2, count) and done not in marks:
                marks[done] = (time.perf_counter(), time.process_time(), _peak_mb())

        now = partial(dt.datetime.now, dt.UTC)
        before = _of_others()
        loaded = ingest([archive], record, gazetteer, now=now, progress=progress, processes=PROCESSES)
        extracting = _of_others() - before
        load = os.getloadavg()[1]
        began = time.process_time()
        again = ingest([archive], record, gazetteer, now=now)
        repeated = time.process_time() - began
        incidents = record.counts().total
        record.close()
    if loaded.new != count or again.new:
        raise ValueError(f"{loaded.new} of {count} articles loaded, {again.new} again: expected all, and none")
    (first, start, _), (_, half, half_mb), (last, end, end_mb) = marks[0], marks[count // 2], marks[count]
    return {
        "articles": count,
        "incidents": incidents,
        "seconds": round(last - first, 1),
        "articles_per_second": round(count / (last - first), 1),
        "load": round(load, 1),
        "writer_seconds": round(end - start, 1),
        "extracting_seconds": round(extracting, 1),
        "second_half_over_first": round((end - half) / (half - start), 2),
        "peak_mb": round(end_mb),
        "growth_mb": round(end_mb - half_mb),
        "again_over_first": round(repeated / (end - start + extracting), 3),
    }


def _write(archive: Path, count: int) -> None:
    with archive.open("w", encoding="utf-8") as file:
        for article in newsroom_archive(count, FIRST_DAY):
            row = {**asdict(article), "published": str(article.published)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _of_others() -> float:
    """Return the processor seconds of processes that we have started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print figures as JSON")
    options.add_argument("--articles", type=int, default=FEW, help=f"{ARTICLES} for the whole")
    chosen = options.parse_args()
    figures = measure(chosen.articles)
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name}: {value}" for name, value in figures.items()))
