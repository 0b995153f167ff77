"""What a file holds once its format is understood: the article's words, and what the file says about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """An article out of a file of some format."""

    text: str
    """Its words, a line a paragraph; offsets refer to this."""
    title: str | None = None
    """The headline, where the format has a place for one and it is filled."""
    publisher: str | None = None
    """A web page's name of its site."""
    published: dt.date | None = None
    """The day the markup states, never one looked for in the words."""
