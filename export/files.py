"""Writing a file whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from incidents.errors import RasidError


class WriteError(RasidError):
    """A file that cannot be written; the line names it and the reason. What stood there before stands there still."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a binary file to write beside `path`; it takes the place of `path` when the block ends without an error.

    A link stays a link: what it leads to is replaced. After an error nothing is left of it. Raises `WriteError` where
    the system refuses (no such folder, no permission, disk full) and where `path` is no file, such as a folder or a
    device; an error of the block's own goes through.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise WriteError(f"{path}: cannot be written: expected a file, or a name that is free")
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(target)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)


def file_name(first: dt.date | None, last: dt.date | None, as_of: dt.date, suffix: str) -> str:
    """Return the name of an export of a window: `rasid_20231017_20240115.png`.

    `as_of` stands in for an end that is open; a window without a beginning has its end alone.
    """
    days = [first, last or as_of] if first else [last or as_of]
    return "_".join(["rasid", *(f"{day:%Y%m%d}" for day in days)]) + suffix
