"""`rasid backup`, `rasid restore`, `rasid doctor`: keeping the record, and knowing that it is sound."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from geo.gazetteer import load_gazetteer
from incidents.backup import back_up, restore
from incidents.engine import database_url
from incidents.store import Record

BACKUP = "copy the record into a file, while it is in use"
RESTORE = "put a copy in the record's place; what stood there is kept beside it"
DOCTOR = "check the record: every quote in its article, every incident with a report, nothing loose"


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid backup`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="new file for the copy")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid restore`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="copy made by `rasid backup`")


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
