"""The `rasid` command: articles to JSON, articles into the record, the record into files; how well and why it reads.

Exit codes: 0 done; 2 bad options, nothing could be read, or the record or a file is unavailable, each said in one
line on standard error; 130 interrupted; 141 nobody reads the output any more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from export.contract import document_as_dict, unreadable_as_dict
from export.files import replacing
from export.formats import as_bytes, write
from extract.pipeline import read as read_document
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.errors import RasidError
from incidents.merge import derive
from incidents.store import Record
from incidents.types import Document, Filter, Incident
from load.articles import Unread, articles
from load.ingest import ingest
from rasid.options import Command, filter_of, parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (the process's own by default) and return its exit code."""
    today = dt.datetime.now().astimezone().date()  # the only clock: everything below is told the day
    options = parser(today, _extract, _ingest, _export).parse_args(arguments)
    command: Command = options.command
    try:
        code = command(options, today)
        sys.stdout.flush()
    except (RasidError, GazetteerError) as error:
        return _complain(str(error))
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return code


def _extract(options: argparse.Namespace, today: dt.date) -> int:
    gazetteer = load_gazetteer()
    found = articles(options.paths, options.published, today)
    tally = {"read": 0}

    def each() -> Iterator[Document | Unread]:
        for article in found:
            if isinstance(article, Unread):
                _complain(article.error)
            else:
                tally["read"] += 1
            yield article

    if options.format in ("json", "jsonl"):
        with _output(options.output) as file:
            _write_documents(each(), gazetteer, file, whole=options.format == "json")
    else:
        documents: dict[str, Document] = {}
        told = _told(each(), gazetteer, documents)
        if options.output:
            write(options.format, told, options.output, gazetteer=gazetteer, documents=documents)
        else:
            sys.stdout.buffer.write(as_bytes(options.format, told, gazetteer=gazetteer, documents=documents))
    return 0 if tally["read"] else 2


def _write_documents(found: Iterator[Document | Unread], gazetteer: Gazetteer, file: BinaryIO, *, whole: bool) -> None:
    """Write one line a document, as it is read; `whole` makes one JSON object of them all."""
    file.write(b'{"documents": [' if whole else b"")
    before = b"\n" if whole else b""
    for article in found:
        if isinstance(article, Unread):
            line = unreadable_as_dict(article.source, article.error)
        else:
            line = document_as_dict(read_document(article, gazetteer), gazetteer)
        file.write(before + json.dumps(line, ensure_ascii=False, allow_nan=False).encode())
        file.write(b"" if whole else b"\n")
        file.flush()
        before = b",\n" if whole else b""
    file.write(b"\n]}\n" if whole else b"")


def _told(
    found: Iterator[Document | Unread], gazetteer: Gazetteer, documents: dict[str, Document]
) -> Iterator[Incident]:
    """Yield each report as an incident of its own, keeping its article in `documents`; the same text counts once."""
    for article in found:
        if isinstance(article, Document) and article.id not in documents:
            reading = read_document(article, gazetteer)
            documents[article.id] = reading.document
            yield from (derive(report.id, [report]) for report in reading.reports)


def _ingest(options: argparse.Namespace, today: dt.date) -> int:
    console = Console(stderr=True)
    record = Record.open()
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        loaded = ingest(
            options.paths,
            record,
            load_gazetteer(),
            today=today,
            published=options.published,
            progress=lambda done, total, source: bar.update(
                task, completed=done, total=total, description=Path(source).name
            ),
        )
    for article in loaded.unread:
        _complain(article.error)
    print(
        f"articles: {len(loaded.added)} read, {loaded.new} new, {len(loaded.unread)} unreadable; "
        f"incidents: {loaded.new_incidents} new, {record.counts().total} in the record"
    )
    return 0 if loaded.added else 2


def _export(options: argparse.Namespace, today: dt.date) -> int:
    if options.date_from and options.date_to and options.date_from > options.date_to:
        return _complain(f"--from {options.date_from} --to {options.date_to}: expected the first day first")
    filter = filter_of(options)
    record, gazetteer = Record.open(), load_gazetteer()
    counts = record.counts(filter)
    if options.format == "png":
        picture = _picture(record, gazetteer, filter, options.language, today)
        with replacing(options.output) as file:
            file.write(picture)
    else:
        documents = {document.id: document for document in record.documents()}
        write(options.format, record.iterate(filter), options.output, gazetteer=gazetteer, documents=documents)
    print(f"{options.output}: {counts.shown} incidents, {counts.hidden} hidden by filters")
    return 0


def _picture(record: Record, gazetteer: Gazetteer, filter: Filter, language: Any, today: dt.date) -> bytes:
    from geo.static_map import Picture, render  # Matplotlib takes a second to load, for which only a picture waits

    counts = record.counts(filter)
    return render(
        Picture(
            marks=record.marks(filter, gazetteer),
            date_from=filter.date_from,
            date_to=filter.date_to,
            as_of=today,
            shown=counts.shown,
            undated=counts.undated if filter.undated else 0,
            unlocated=counts.unlocated,
            sources=[publisher for publisher, _ in record.publishers(filter)],
            language=language,
        )
    )


@contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
    else:
        with replacing(path) as file:
            yield file


def _complain(message: str) -> int:
    for line in message.splitlines():
        print(f"rasid: {line}", file=sys.stderr)
    return 2
