"""What can be said to the `rasid` command, and the filter that is meant by it."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import evaluation.command
import evaluation.explain_command
from export.formats import FORMATS, PACKED
from geo.gazetteer import load_gazetteer
from incidents.actors import load_actors
from incidents.types import OUTCOMES, STATUSES, WEAPONS, Filter
from rasid import keeping, loading, publishing

PICTURE_FORMATS = ("png", "svg", "pdf")
PICTURES = ("map", "months", "weapons", "timeline")
SIZES = ("a4", "a5", "web", "social")
STYLES = ("light", "dark", "print")
"""What a picture can be: the names of `geo.static_map` and `geo.picture`, which load Matplotlib; a test compares."""

Command = Callable[[argparse.Namespace, dt.date], int]
"""Runs with the parsed options and today's date, and returns the exit code."""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


def parser(today: dt.date, extract: Command, export: Command) -> argparse.ArgumentParser:
    """Return the parser; parsed options hold the chosen command as `command`. Bad ones exit with 2 and one line."""
    root = _Parser(prog="rasid", description="An incident map that can be traced to the words.", allow_abbrev=False)
    commands = root.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        added.set_defaults(command=run)
        return added

    reading = command("extract", extract, "print what articles tell, without keeping it")
    ingesting = command("ingest", loading.run_ingest, loading.INGEST)
    explaining = command("explain", evaluation.explain_command.run, evaluation.explain_command.HELP)
    evaluation.explain_command.add_arguments(explaining)
    for each in (reading, ingesting):
        each.add_argument("paths", nargs="+", metavar="PATH", help="file, folder of files, or address of a page")
    for each in (reading, ingesting, explaining):
        each.add_argument(
            "--published",
            type=lambda text: _day(text, last=today),
            metavar="YYYY-MM-DD",
            help="publication date of articles that no manifest.csv dates",
        )
    reading.add_argument("--format", choices=("json", "jsonl", "geojson", "csv"), default="json")
    reading.add_argument("--output", type=Path, metavar="FILE", help="file to write instead of standard output")

    loading.add_watch(command("watch", loading.run_watch, loading.WATCH))
    command("failed", loading.run_failed, loading.FAILED)
    command("retry", loading.run_retry, loading.RETRY)
    loading.add_revisions(command("revisions", loading.run_revisions, loading.REVISIONS))

    scoring = command("evaluate", evaluation.command.run, evaluation.command.HELP)
    evaluation.command.add_arguments(scoring)

    keeping.add_backup(command("backup", keeping.run_backup, keeping.BACKUP))
    keeping.add_restore(command("restore", keeping.run_restore, keeping.RESTORE))
    command("doctor", keeping.run_doctor, keeping.DOCTOR)
    keeping.add_reread(command("reread", keeping.run_reread, keeping.REREAD))
    keeping.add_regroup(command("regroup", keeping.run_regroup, keeping.REGROUP))

    publishing.add_publish(command("publish", publishing.run_publish, publishing.PUBLISH))
    command("versions", publishing.run_versions, publishing.VERSIONS)
    publishing.add_gold(command("gold", publishing.run_gold, publishing.GOLD))

    writing = command("export", export, "write the record's incidents to a file")
    writing.add_argument("--format", choices=(*FORMATS, *PICTURE_FORMATS, "pack"), required=True)
    writing.add_argument("--output", type=Path, metavar="FILE", required=True)
    writing.add_argument("--from", dest="date_from", type=_day, metavar="YYYY-MM-DD", help="first day of the window")
    writing.add_argument("--to", dest="date_to", type=_day, metavar="YYYY-MM-DD", help="last day of the window")
    several: Mapping[str, dict[str, Any]] = {
        "place": {"type": _place_ids, "help": "gazetteer id, or a name in any spelling"},
        "attacker": {"type": _actor_id, "help": "actor id, name, or unknown"},
        "target": {"type": _actor_id, "help": "actor id, name, or unknown"},
        "weapon": {"choices": WEAPONS},
        "outcome": {"choices": OUTCOMES},
        "status": {"choices": STATUSES},
        "governorate": {"type": _governorate, "help": "p-code (SY09), or English or Arabic name"},
        "precision": {"choices": ("1", "2", "3", "unknown"), "help": "1 the place, 2 near it, 3 region only"},
        "source": {"metavar": "PUBLISHER", "help": "outlet that reports it, or unknown"},
    }
    for name, details in several.items():
        writing.add_argument(f"--{name}", action="append", default=[], **details)
    writing.add_argument("--no-undated", action="store_true", help="leave undated incidents out")
    publishing.add_pinned(writing)
    writing.add_argument("--text", default="", help="words that stand in a quote, place name or publisher")
    writing.add_argument(
        "--language", choices=("ar", "en", "both"), default="both", help="language of pictures, pages and packs"
    )
    writing.add_argument("--picture", choices=PICTURES, default="map", help="what a picture is of")
    writing.add_argument("--size", choices=SIZES, default="a4", help="size of a picture")
    writing.add_argument("--style", choices=STYLES, default="light", help="colours of a picture")
    writing.add_argument(
        "--include",
        action="append",
        choices=(*PICTURE_FORMATS, *FORMATS),
        help=f"a format that a pack holds (default: {', '.join(PACKED)})",
    )
    return root


def filter_of(options: argparse.Namespace) -> Filter:
    """Return the filter that the options of `export` mean."""
    return Filter(
        date_from=options.date_from,
        date_to=options.date_to,
        undated=not options.no_undated,
        places=frozenset().union(*options.place),
        attackers=frozenset(options.attacker),
        targets=frozenset(options.target),
        weapons=frozenset(options.weapon),
        outcomes=frozenset(options.outcome),
        statuses=frozenset(options.status),
        governorates=frozenset(options.governorate),
        precisions=frozenset(options.precision),
        publishers=frozenset(options.source),
        text=options.text,
    )


def _day(text: str, last: dt.date | None = None) -> dt.date:
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a date like 2023-10-29") from None
    if last is not None and day > last:
        raise argparse.ArgumentTypeError(f"{text}: expected a day no later than today, {last}")
    return day


def _place_ids(text: str) -> frozenset[str]:
    gazetteer = load_gazetteer()
    found = frozenset({text} if text in gazetteer else (place.id for place in gazetteer.find(text)))
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r}: no place of that id or name in the gazetteer")
    return found


def _actor_id(text: str) -> str:
    names = {"unknown": "unknown"}
    for actor in load_actors().values():
        names |= {actor.id: actor.id, actor.name_en.lower(): actor.id, actor.name_ar: actor.id}
    if text.lower() not in names:
        raise argparse.ArgumentTypeError(f"{text!r}: expected one of {', '.join(load_actors())}, unknown")
    return names[text.lower()]


def _governorate(text: str) -> str:
    governorates = load_gazetteer().governorates
    names = {name.lower(): code for code, named in governorates.items() for name in (code, *named.values())}
    if text.lower() not in names:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a governorate's p-code like SY09, or its name")
    return names[text.lower()]
