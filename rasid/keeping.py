"""`rasid backup`, `restore`, `doctor`, `reread`, `regroup`: keeping the record, sound, well read and well merged."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.gazetteer import load_gazetteer
from incidents.backup import back_up, restore
from incidents.engine import database_url
from incidents.store import Record
from load.reread import Difference, rereadings

BACKUP = "copy the record into a file, while it is in use"
RESTORE = "put a copy in the record's place; what stood there is kept beside it"
REREAD = "read the record's articles again by today's rules: says what would change, and changes it if asked"
DOCTOR = "check the record: every quote in its article, every incident with a report, nothing loose"
LONGEST_WINDOW = 7
"""Days; two articles that differ by more do not tell of one event."""
REGROUP = "decide anew which reports tell one event; what people decided stays"


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid backup`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="new file for the copy")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid restore`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="copy made by `rasid backup`")


def add_reread(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid reread`."""
    parser.add_argument("--apply", action="store_true", help="keep the new readings; people's corrections stay")


def add_regroup(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid regroup`."""
    parser.add_argument(
        "--window",
        type=int,
        choices=range(LONGEST_WINDOW + 1),
        metavar="DAYS",
        help=f"days that the dates of one event may lie apart, 0 (as at first) to {LONGEST_WINDOW}; holds from now on",
    )


def run_backup(options: argparse.Namespace, today: dt.date) -> int:
    """Copy the record and return 0. Raises `BadBackup`."""
    size = back_up(database_url(), options.file)
    print(f"{options.file}: {size:,} bytes, checked")
    return 0


def run_restore(options: argparse.Namespace, today: dt.date) -> int:
    """Restore a copy, check the record and return 0, or 1 where the check finds faults. Raises `BadBackup`."""
    kept = restore(database_url(), options.file)
    if kept is not None:
        print(f"what stood there before: {kept}")
    return run_doctor(options, today)


def run_doctor(options: argparse.Namespace, today: dt.date) -> int:
    """Print every fault of the record; return 0 for none, 1 for any. Raises `RecordUnavailable`."""
    record = Record.open()
    found = 0
    for line in record.faults(load_gazetteer()):
        found += 1
        print(f"rasid: {line}", file=sys.stderr)
    print(f"{len(record.documents())} articles, {record.counts().total} incidents: {found or 'no'} faults")
    return 1 if found else 0


def run_reread(options: argparse.Namespace, today: dt.date) -> int:
    """Print what reading the articles again changes, keep it where asked, and return 0. Raises `RecordUnavailable`."""
    record = Record.open()
    gazetteer = record.gazetteer(load_gazetteer())
    articles = 0
    counted = {"new": 0, "gone": 0, "changed": 0}
    for again in rereadings(record, gazetteer):
        articles += 1
        if again.differences:
            print(f"{again.now.document.source} ({again.now.document.published or 'no date'})")
        for difference in again.differences:
            counted[difference.kind] += 1
            print("\n".join(_told(difference)))
        if options.apply:
            record.add(again.now)
    told = f"{counted['new']} reports new, {counted['gone']} gone, {counted['changed']} changed"
    done = "kept" if options.apply else "nothing was changed: `rasid reread --apply` keeps it"
    print(
        f"{articles} articles read by other rules before: {told}; {done}" if articles else "all read by today's rules"
    )
    return 0


def run_regroup(options: argparse.Namespace, today: dt.date) -> int:
    """Put the record's reports in groups anew, say what that changed, and return 0. Raises `RecordUnavailable`."""
    record = Record.open()
    window = record.window() if options.window is None else options.window
    changed = record.regroup(window)
    print(f"{changed or 'no'} incidents are others now; dates of one event lie at most {window} days apart")
    return 0


def _told(difference: Difference) -> Iterator[str]:
    """Yield the lines of one difference, the words that tell it first."""
    report = difference.report
    sign = {"new": "+", "gone": "-", "changed": "~"}[difference.kind]
    quote = " ".join(report.quote.split())
    place = report.place_id or report.place_name or "no place"
    yield f"  {sign} {place} {report.date_start or 'undated'}: {quote[:100]}"
    for name, before, now in difference.changed:
        yield f"      {name}: {_shown(before)} → {_shown(now)}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
