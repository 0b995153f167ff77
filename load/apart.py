"""Files that strangers made are taken apart in a process of its own, which may be killed.

Parsers of web pages, Word files and PDFs can be kept busy for minutes by a few kilobytes made for it, or fill the
memory. Here one reads them within bounds of processor time and memory; whatever happens to it, the caller gets the
article or one line. It is started when the first such file comes, and kept for the next.
"""

from __future__ import annotations

import atexit
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import IO, Any

from incidents.errors import UnreadableArticle
from load.content import Content
from load.decode import MAX_BYTES, decode
from load.feeds import Item

PAGES = (".html", ".htm")
FORMATS = (*PAGES, ".docx", ".pdf")
"""What is taken apart here, by the end of a file's name."""
_FEED = "feed"

MAX_SECONDS = 3
"""Processor time for one file."""
MAX_MEMORY = 800_000_000
"""Bytes of address space, the libraries included."""


def read_apart(data: bytes, format: str, name: str) -> Content:
    """Return what a file of one of `FORMATS` holds.

    Raises `UnreadableArticle` with one line naming `name` for one that cannot be read, or not within the bounds.
    """
    (told,) = _ask(data, format, name)
    return Content(**told | {"published": _day(told["published"])})


def items_apart(data: bytes, url: str) -> tuple[Item, ...]:
    """Return the items of the feed found at an address. Raises `UnreadableArticle`, as `read_apart` does."""
    return tuple(Item(**told | {"published": _day(told["published"])}) for told in _ask(data, _FEED, url))


def _ask(data: bytes, format: str, name: str) -> list[dict[str, Any]]:
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(f"{name}: longer than {MAX_BYTES // 1_000_000} MB: expected one article")
    answer = _helper().ask({"format": format, "name": name, "size": len(data)}, data)
    if answer is None:
        raise UnreadableArticle(
            f"{name}: damaged, or made to keep a reader busy: expected a file that can be read in {MAX_SECONDS} seconds"
        )
    if isinstance(answer, str):
        raise UnreadableArticle(answer)
    return answer


def _day(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None


class _Helper:
    """The process, started when it is needed and again after it was killed. Threads take turns."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], data: bytes) -> list[dict[str, Any]] | str | None:
        """Return what was found, or the line that says why nothing was; None when the process ended over it."""
        with self._turn:
            if self._process is None or self._process.poll() is not None:
                self._process = _start()
            requests, answers = self._process.stdin, self._process.stdout
            if requests is None or answers is None:
                raise ValueError("expected a process with pipes")
            try:
                requests.write(json.dumps(request).encode() + b"\n" + data)
                requests.flush()
                line = answers.readline()
            except BrokenPipeError:
                line = b""
            if line.endswith(b"\n"):
                answer: list[dict[str, Any]] | str = json.loads(line)
                return answer
            self._end()
            return None

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@cache
def _helper() -> _Helper:
    helper = _Helper()
    atexit.register(helper.close)
    return helper


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, no words of an article among its arguments
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).resolve().parent.parent,
    )


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one line for each request until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        _bound()
        try:
            found = _read(data, request["format"], request["name"])
            answer: list[dict[str, Any]] | str = [asdict(one) for one in found]
        except UnreadableArticle as error:
            answer = str(error)
        answers.write(json.dumps(answer, default=str).encode() + b"\n")
        answers.flush()


def _bound() -> None:
    """Let this process be killed when it takes too long over one file, or wants too much memory."""
    if sys.platform == "win32":  # has no such bounds: what the libraries limit themselves must do
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + MAX_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _read(data: bytes, format: str, name: str) -> Sequence[Content | Item]:
    # Each library is loaded when the first file needs it.
    if format == ".docx":
        from load.word_file import read_word

        return [read_word(data, name)]
    if format == ".pdf":
        from load.pdf_file import read_pdf

        return [read_pdf(data, name)]
    if format == _FEED:
        from load.feed_items import read_items

        return read_items(data, name)
    from load.page import read_page

    return [read_page(decode(data, name), name)]


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    _answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _serve(sys.stdin.buffer, _answers)
