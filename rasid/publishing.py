"""`rasid publish`, `versions`, `gold`: the record frozen under a name, what changed, and what was learnt from it."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from export.gold_text import write_gold_text
from incidents.editions import DIFFERENCE_KINDS, Difference, differences, publish, published
from incidents.pins import Pin
from incidents.store import Record

PUBLISH = "freeze the record as it stands under a name, and say what is other than in the version before"
VERSIONS = "list the published versions"
GOLD = "write a reviewed article as a gold text, coded as people have corrected it"

_SIGNS = {"added": "+", "changed": "~", "retracted": "-", "merged": "-"}


def add_publish(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid publish`."""
    parser.add_argument("name", metavar="NAME", help="as it will stand in addresses: letters, digits, dots, hyphens")
    parser.add_argument("--who", required=True, metavar="PERSON", help="who publishes it")
    parser.add_argument("--why", default="", help="what to say with it")


def add_pinned(parser: argparse.ArgumentParser) -> None:
    """Add the options that ask for the record as it stood."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--as-known", metavar="YYYY-MM-DD", help="as the record stood at the end of a day")
    either.add_argument("--version", metavar="NAME", help="as it stood in a published version")


def pin_of(options: argparse.Namespace) -> Pin | None:
    """Return the past state that the options ask for; None for the record as it stands."""
    if options.version is not None:
        return Pin("version", options.version)
    return Pin("as_known", options.as_known) if options.as_known is not None else None


def run_publish(options: argparse.Namespace, today: dt.date) -> int:
    """Publish a version, print what it changes, and return 0. Raises `BadEdition` and `RecordUnavailable`."""
    record = Record.open()
    before = published(record)
    new = publish(record, options.name, options.who, options.why)
    told = [
        (one.kind, one.id, _what(one)) for one in differences(record, before[-1].number if before else 0, new.number)
    ]
    counts = ", ".join(f"{sum(kind == one for one, *_ in told)} {kind}" for kind in DIFFERENCE_KINDS)
    since = f"since {before[-1].name}" if before else "the first"
    print(f"version {new.name}: {record.counts().total} incidents; {since}: {counts}")
    for kind, id, what in sorted(told, key=lambda one: DIFFERENCE_KINDS.index(one[0])):
        print(f"{_SIGNS[kind]} {id} {what}".rstrip())
    return 0


def add_gold(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid gold`."""
    parser.add_argument("document", metavar="ID", help="an article of the record that has been reviewed")
    parser.add_argument("--folder", type=Path, required=True, help="where the text and its coding are written")
    parser.add_argument("--name", required=True, help="what both files are called")


def run_gold(options: argparse.Namespace, today: dt.date) -> int:
    """Write a reviewed article as a gold text and return 0. Raises `BadGold` and `WriteError`."""
    name = Path(options.name).name
    write_gold_text(Record.open(), options.document, options.folder, name)
    print(f"{options.folder / name}.txt and .json: look through them before they are committed")
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
