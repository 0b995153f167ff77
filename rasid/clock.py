"""The time, as the command line tells it to everything below."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """Return this moment in the machine's time zone."""
    return dt.datetime.now().astimezone()
