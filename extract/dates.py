"""Dates in Arabic news: what a phrase means, seen from the day the article was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from extract.normalise import ReadText
from incidents.types import TimeOfDay

DateKind = Literal["point", "range", "since", "until", "time_only", "anniversary"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase that tells when. Offsets are folded and half open."""

    start: int
    """First folded offset."""
    end: int
    """One past the last folded offset."""
    date_start: dt.date | None
    """First possible day; None when the phrase alone does not tell it (or for `until`)."""
    date_end: dt.date | None
    """Last possible day; None when not told (always for `since`)."""
    precision: Literal["day", "week", "month"]
    """How exact the phrase is; coarser ones than a month (years) are `month` with a wide window."""
    time_of_day: TimeOfDay | None
    """Part of the day, where told."""
    kind: DateKind
    """`point` a day, week or month; `range` a span of days told as one; `since`/`until` open; `time_only` a part
    of the day without a day; `anniversary` a date that names an event («ثورة 25 يناير»)."""
    rule: str
    """Name of the rule that read it."""


def find_dates(text: ReadText, published: dt.date | None) -> tuple[DateMention, ...]:
    """Return the dates of a text in order, never overlapping; empty when it has none."""
    return ()
