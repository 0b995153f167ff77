"""The reader's days. The screen is the outermost room, the only one that may look at a clock."""

from __future__ import annotations

import datetime as dt

FIRST_DAY = dt.date(2000, 1, 1)
"""The first day that can be given or chosen on a page."""


def today() -> dt.date:
    """Return the present day at this machine; everything below is told it, never asks for it."""
    return dt.datetime.now().astimezone().date()
