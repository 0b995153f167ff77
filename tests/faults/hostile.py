"""Thousands of hostile inputs through the whole way in: each is read, or refused in one line, within bounds.

`python -m tests.faults.hostile --json` prints what was counted; `--quick` takes a tenth.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.pipeline import read as read_document
from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.errors import RasidError
from incidents.store import Record
from incidents.types import Document, Reading
from load.apart import items_apart
from load.articles import Unread, articles
from load.feeds import read_feeds
from tests.faults.mutants import Mutant, mutants

INPUTS = 10_000
SEED = 6
HANG_SECONDS = 5
"""Processor time of one input, ours and that of the process that takes files apart."""

MOST_MB = 1_000
"""Memory that all inputs together must stay below."""

_TODAY = dt.date(2026, 1, 1)
_TICKS = os.sysconf("SC_CLK_TCK")


def run(inputs: int = INPUTS, seed: int = SEED) -> dict[str, Any]:
    """Return what became of the inputs: how many were read and refused, the crashes and hangs with their kinds, and
    the most memory in MB that this process and one of its children held together."""
    gazetteer = load_gazetteer()
    record = Record.open("sqlite://")
    told: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, mutant in enumerate(mutants(inputs, seed)):
            began = _processor_seconds()
            try:
                for outcome in _outcomes(mutant, folder, gazetteer, record):
                    told[outcome] += 1
            except Exception as error:  # noqa: BLE001 - whatever comes out of here is a crash, which is counted
                told["crashes"] += 1
                place = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{Path(place.filename).name}:{place.lineno}"
                faults.append(f"input {number} ({mutant.kind}): {type(error).__name__} at {where}: {str(error)[:200]}")
            seconds = _processor_seconds() - began
            slowest = max(slowest, seconds)
            if seconds > HANG_SECONDS:
                told["hangs"] += 1
                size = mutant.size or len(mutant.data)
                faults.append(f"input {number} ({mutant.kind}, {size} bytes): {seconds:.1f} s")
    faults += [f"record: {line}" for line in record.faults(gazetteer)]
    record.close()
    return {
        "hostile_inputs": inputs,
        "crashes": told["crashes"],
        "hangs": told["hangs"],
        "read": told["read"],
        "refused": told["refused"],
        "slowest_s": round(slowest, 1),
        "peak_mb": round(_peak_mb()),
        "faults": faults,
    }


def _outcomes(mutant: Mutant, folder: Path, gazetteer: Gazetteer, record: Record) -> Iterator[str]:
    """Put an input where a stranger's would come in; yield `read` or `refused` for each article of it."""
    if mutant.kind in ("feed", "table"):
        data = mutant.data if mutant.size is None else bytes(mutant.size)
        try:
            if mutant.kind == "feed":
                items_apart(data, "https://news.example/feed")
            else:
                read_feeds(data, "FEEDS.toml")
        except RasidError as error:
            _check_lines(error, several=mutant.kind == "table")
            yield "refused"
        else:
            yield "read"
        return
    path = folder / ("manifest.csv" if mutant.kind == "manifest" else f"a{mutant.kind}")
    path.write_bytes(mutant.data)
    if mutant.size is not None:
        os.truncate(path, mutant.size)
    try:
        if mutant.kind == "manifest":
            (folder / "a.txt").write_text("قصف قاعدة حقل العمر بصواريخ.", encoding="utf-8")
        for article in articles([folder if mutant.kind == "manifest" else path], None, _TODAY):
            yield _article(article, gazetteer, record)
    except RasidError as error:
        _check_lines(error, several=True)
        yield "refused"
    finally:
        for file in folder.iterdir():
            file.unlink()


def _article(article: Document | Unread, gazetteer: Gazetteer, record: Record) -> str:
    if isinstance(article, Unread):
        if "\n" in article.error:
            raise AssertionError(f"not one line: {article.error!r}")
        return "refused"
    reading = read_document(article, gazetteer)
    _check(reading)
    if len(article.text) < 20_000:
        kept = record.document(record.add(reading).document_id)  # the same words under other blanks may stand there
        if kept is None or kept.text.split() != article.text.split():
            raise AssertionError("the record holds other words")
    return "read"


def _check(reading: Reading) -> None:
    text = reading.document.text
    for report in reading.reports:
        for evidence in report.evidence:
            if text[evidence.span.start : evidence.span.end] != evidence.quote:
                raise AssertionError(f"{evidence.quote!r} does not stand in the article")


def _check_lines(error: RasidError, *, several: bool) -> None:
    if not several and "\n" in str(error):
        raise AssertionError(f"not one line: {error}")


def _processor_seconds() -> float:
    """Return the time that this process and its children, living and ended, have used so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system + sum(map(_seconds, _children()))


def _children() -> list[int]:
    children = (task.joinpath("children").read_text() for task in Path("/proc/self/task").iterdir())
    return [int(pid) for line in children for pid in line.split()]


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0  # has ended meanwhile
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak_mb() -> float:
    """Return the most that this process held, and the largest of its children, as if at one time."""
    living = [Path(f"/proc/{pid}/status").read_text() for pid in _children()]
    peaks = [int(line.split()[1]) for status in living for line in status.splitlines() if line.startswith("VmHWM")]
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + max([ended, *peaks])) / 1024


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print figures as JSON")
    options.add_argument("--quick", action="store_true", help="a tenth of the inputs")
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    result = run(INPUTS // 10 if chosen.quick else INPUTS, chosen.seed)
    print(json.dumps(result) if chosen.json else "\n".join(f"{name}: {value}" for name, value in result.items()))
    sys.exit(1 if result["faults"] else 0)
