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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from export.contract import document_as_dict, unreadable_as_dict
from export.dataset import Dataset, dataset_of
from export.files import replacing
from export.formats import PACKED, as_bytes, write
from export.permalink import filter_link, public_address
from extract.pipeline import read as read_document
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.errors import RasidError
from incidents.merge import derive
from incidents.pins import pinned
from incidents.store import Record
from incidents.types import Document, Incident
from load.articles import Unread, articles
from load.fetch import fetch
from rasid import publishing
from rasid.clock import now
from rasid.options import PICTURE_FORMATS, Command, filter_of, parser
from rasid.terminal import complain, progress


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (the process's own by default) and return its exit code."""
    today = now().date()
    options = parser(today, _extract, _export).parse_args(arguments)
    command: Command = options.command
    try:
        code = command(options, today)
        sys.stdout.flush()
    except (RasidError, GazetteerError) as error:
        return complain(str(error))
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return code


def _extract(options: argparse.Namespace, today: dt.date) -> int:
    gazetteer = load_gazetteer()
    found = articles(options.paths, options.published, today, fetch)
    tally = {"read": 0}

    def each() -> Iterator[Document | Unread]:
        for article in found:
            if isinstance(article, Unread):
                complain(article.error)
            else:
                tally["read"] += 1
                if article.language != "ar":
                    complain(f"{article.source}: not in Arabic: the rules read Arabic only")
            yield article

    if options.format in ("json", "jsonl"):
        with _output(options.output) as file:
            _write_documents(each(), gazetteer, file, whole=options.format == "json")
    else:
        documents: dict[str, Document] = {}
        told = Dataset(_told(each(), gazetteer, documents), gazetteer, documents, today)
        if options.output:
            write(options.format, told, options.output)
        else:
            sys.stdout.buffer.write(as_bytes(options.format, told))
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


def _export(options: argparse.Namespace, today: dt.date) -> int:
    filter = filter_of(options)
    if filter.date_from and filter.date_to and filter.date_from > filter.date_to:
        return complain(f"--from {filter.date_from} --to {filter.date_to}: expected the first day first")
    if options.include and options.format != "pack":
        return complain(f"--include {options.include[0]}: expected only with --format pack")
    record, pin, as_of = Record.open(), publishing.pin_of(options), today
    if pin is not None:
        found = pinned(record, pin)
        record, as_of = found.past, found.day
    gazetteer, address = record.gazetteer(load_gazetteer()), public_address()
    dataset = dataset_of(record, gazetteer, filter, as_of=as_of, address=address, language=options.language, pin=pin)

    def draw(format: str) -> bytes:
        return _drawn(record, gazetteer, dataset, format, options)

    if options.format in PICTURE_FORMATS:
        picture = draw(options.format)
        with replacing(options.output) as file:
            file.write(picture)
    elif options.format == "pack":
        _pack(dataset, options, draw)
    else:
        write(options.format, dataset, options.output)
    print(f"{options.output}: {dataset.counts.shown} incidents, {dataset.counts.hidden} hidden by filters")
    return 0


def _pack(dataset: Dataset, options: argparse.Namespace, draw: Callable[[str], bytes]) -> None:
    from export.pack import write_pack  # loads the basemap, for which other formats need not wait

    chosen: Sequence[str] = options.include or PACKED
    pictures = {f"_{options.picture}.{name}": partial(draw, name) for name in PICTURE_FORMATS if name in chosen}
    with progress() as bar, replacing(options.output) as file:
        task = bar.add_task("", total=None)
        write_pack(
            dataset,
            file,
            [name for name in chosen if name not in PICTURE_FORMATS],
            pictures,
            lambda done, total, name: bar.update(task, completed=done, total=total, description=name),
        )


def _drawn(record: Record, gazetteer: Gazetteer, dataset: Dataset, format: Any, options: argparse.Namespace) -> bytes:
    from export.pictures import picture_of  # Matplotlib takes a second to load, for which only a picture waits
    from geo.palette import THEMES
    from geo.picture import SIZES
    from geo.static_map import render

    picture = picture_of(
        record,
        gazetteer,
        dataset.filter,
        as_of=dataset.as_of,
        pin=dataset.pin,
        kind="multiples" if options.picture in ("months", "weapons") else options.picture,
        split="weapon" if options.picture == "weapons" else "month",
        language=options.language,
        size=SIZES[options.size],
        theme=THEMES[options.style],
        permalink=filter_link(public_address(), dataset.filter, dataset.pin),
    )
    return render(picture, format)


@contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
    else:
        with replacing(path) as file:
            yield file
