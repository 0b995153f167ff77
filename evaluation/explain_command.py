"""`rasid explain`: what was read from one article, by which rule, from which words, and what was rejected."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import sys
from pathlib import Path

from rich.console import Console

from evaluation.explain_page import as_page
from evaluation.explain_terminal import print_explanation
from evaluation.explanation import explain
from export.files import replacing
from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from incidents.errors import UnreadableArticle
from load.articles import Unread, articles

HELP = "tell which words and rules made each field of an article's reports"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rasid explain`, but for `--published`, which `rasid.options` gives every reading command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the article: .txt, .html or .md")
    parser.add_argument("--html", action="store_true", help="make one web page of it")
    parser.add_argument("--output", type=Path, metavar="FILE", help="file to write instead of standard output")


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Print the explanation and return 0. Raises `UnreadableArticle`, `BadTable` or `WriteError` in one line."""
    if options.file.is_dir():
        raise UnreadableArticle(f"{options.file}: a folder: expected one article")
    (article,) = articles([options.file], options.published, today)
    if isinstance(article, Unread):
        raise UnreadableArticle(article.error)
    gazetteer = load_gazetteer()
    explanation = explain(read(article, gazetteer), gazetteer)
    if not options.html and options.output is None:
        print_explanation(explanation, Console(highlight=False, soft_wrap=True))
        return 0
    if options.html:
        text = as_page(explanation)
    else:
        file = io.StringIO()
        print_explanation(explanation, Console(file=file, highlight=False, soft_wrap=True))
        text = file.getvalue()
    if options.output is None:
        sys.stdout.write(text)
    else:
        with replacing(options.output) as written:
            written.write(text.encode())
    return 0
