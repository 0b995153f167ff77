"""`rasid publish`, `versions`, `gold`: the record frozen under a name, what changed, and what was learnt from it."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from evaluation.gold_text import write_gold_text
from incidents.editions import Difference, differences, edition, publish, published
from incidents.past import Past
from incidents.store import Record

PUBLISH = "freeze the record as it stands under a name, and say what is other than in the version before"
VERSIONS = "list the published versions"
GOLD = "write a reviewed article as a gold text, coded as people have corrected it"


def add_publish(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid publish`."""
    parser.add_argument("name", metavar="NAME", help="as it will stand in addresses: letters, digits, dots, hyphens")
    parser.add_argument("--who", required=True, metavar="PERSON", help="who publishes it")
    parser.add_argument("--why", default="", help="what to say with it")


def add_pinned(parser: argparse.ArgumentParser) -> None:
    """Add the options that ask for the record as it stood."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--as-known", type=_day, metavar="YYYY-MM-DD", help="as the record stood at the end of a day")
    either.add_argument("--version", metavar="NAME", help="as it stood in a published version")


def pinned(record: Record, options: argparse.Namespace) -> Record:
    """Return the record as the options ask for it: as it stands, on a past day, or as published.

    A day ends by the clock of this machine. Raises `BadEdition` for a version that there is not.
    """
    if options.version is not None:
        return Past(record, edition(record, options.version).number)
    if options.as_known is not None:
        next_day = dt.datetime.combine(options.as_known + dt.timedelta(1), dt.time.min).astimezone()
        return Past.at(record, next_day - dt.timedelta(seconds=1))
    return record


def run_publish(options: argparse.Namespace, today: dt.date) -> int:
    """Publish a version, print what it changes, and return 0. Raises `BadEdition` and `RecordUnavailable`."""
    record = Record.open()
    before = published(record)
    new = publish(record, options.name, options.who, options.why)
    told = differences(record, before[-1].number if before else 0, new.number)
    counts = f"{len(told.added)} added, {len(told.changed)} changed, {len(told.retracted)} retracted"
    since = f"since {before[-1].name}" if before else "the first"
    print(f"version {new.name}: {record.counts().total} incidents; {since}: {counts}")
    for sign, part in (("+", told.added), ("~", told.changed), ("-", told.retracted)):
        for one in part:
            print(f"{sign} {one.id} {_what(one)}".rstrip())
    return 0


def add_gold(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid gold`."""
    parser.add_argument("document", metavar="ID", help="an article of the record that has been reviewed")
    parser.add_argument("--folder", type=Path, required=True, help="where the text and its coding are written")
    parser.add_argument("--name", required=True, help="what both files are called")


def run_gold(options: argparse.Namespace, today: dt.date) -> int:
    """Write a reviewed article as a gold text and return 0. Raises `BadGold` and `WriteError`."""
    write_gold_text(Record.open(), options.document, options.folder, Path(options.name).name)
    return 0


def run_versions(options: argparse.Namespace, today: dt.date) -> int:
    """Print a line for each published version and return 0. Raises `RecordUnavailable`."""
    for one in published(Record.open()):
        print(f"{one.name}: change {one.number}, {one.at:%Y-%m-%d %H:%M} UTC, {one.who}{_said(one.why)}")
    return 0


def _what(one: Difference) -> str:
    """Return what is other, and the reasons that people gave."""
    parts = [", ".join(one.fields)] if one.fields else []
    if one.moved_to:
        parts.append(f"part of {one.moved_to}")
    parts += [f"{change.kind} by {change.who}{_said(change.why)}" for change in one.reasons if change.why]
    return "; ".join(parts)


def _said(why: str) -> str:
    return f": {' '.join(why.split())}" if why else ""


def _day(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a date like 2023-10-29") from None
