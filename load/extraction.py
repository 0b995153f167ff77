"""What articles tell, extracted in processes of their own while the record keeps what earlier ones told.

Extracting is half of the work of loading, and the only half that can be done elsewhere: a record has one writer. With
no process, everything is done here, when it is asked for.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import TracebackType

from extract.pipeline import read
from geo.gazetteer import Gazetteer, load_gazetteer
from incidents.types import Document, Reading

PROCESSES = (os.cpu_count() or 1) - 1
"""Processes that leave the writer a processor of its own."""


class Extraction:
    """A few processes that extract, for as long as the `with` lasts; an interruption ends them."""

    def __init__(self, gazetteer: Gazetteer, processes: int) -> None:
        """Processes load the gazetteer by themselves: another one than theirs is only known here."""
        self._gazetteer = gazetteer
        # Started afresh, not forked: whoever loads may have threads, and the record's connections.
        context = multiprocessing.get_context("spawn")
        alike = gazetteer is load_gazetteer()
        self._pool = ProcessPoolExecutor(processes, context, _prepare) if processes > 0 and alike else None

    def __enter__(self) -> Extraction:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the processes, when they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, document: Document) -> Callable[[], Reading]:
        """Begin to extract; what is returned waits until that is done and returns what was found."""
        here = partial(read, document, self._gazetteer)
        if self._pool is None:
            return here
        try:
            begun = self._pool.submit(_extract, document)
        except BrokenProcessPool:
            return here

        def finish() -> Reading:
            try:
                return begun.result()
            except BrokenProcessPool:  # somebody ended a process: slower, but nothing is lost
                return here()

        return finish


def _prepare() -> None:
    """Make a process ready, and let it end with the one that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()
    load_gazetteer()


def _end_with(joining: Callable[[], None]) -> None:
    joining()
    os._exit(1)


def _extract(document: Document) -> Reading:
    return read(document, load_gazetteer())
