"""`rasid evaluate`: hold the reading of coded articles against their coding."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from rich.console import Console

from evaluation.gold import load_gold
from evaluation.printout import WIDTH, print_evaluation
from evaluation.scoring import evaluate
from evaluation.summary import as_json
from geo.gazetteer import load_gazetteer

HELP = "score the reading of coded articles against their coding"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid evaluate`."""
    parser.add_argument(
        "gold", type=Path, metavar="GOLD", help="folder of codings (a.json for a.txt), or one JSON file"
    )
    parser.add_argument("--texts", type=Path, metavar="DIR", help="folder of the articles (default: beside the coding)")
    parser.add_argument(
        "--list",
        action="store_true",
        help="list every difference with its words also where the set is kept blind for those who write rules",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Print the evaluation and return 0. Raises `BadTable` listing every fault of the coding."""
    gazetteer = load_gazetteer()
    gold = load_gold(options.gold, gazetteer, options.texts)
    scored = evaluate(gold.codings, gazetteer)
    listing = options.list or not gold.blind
    if options.json:
        json.dump(as_json(gold, scored, listing=listing), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False, soft_wrap=True)
        print_evaluation(gold, scored, console, listing=listing)
    return 0
