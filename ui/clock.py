"""The reader's day. The screen is the outermost room, the only one that may look at a clock."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the present day at this machine; everything below is told it, never asks for it."""
    return dt.datetime.now().astimezone().date()
