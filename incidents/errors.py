"""What can go wrong with an article or the record, each error one clear line for a person."""


class RasidError(Exception):
    """A fault a person can act on; `str(error)` is the one line to show."""


class UnreadableArticle(RasidError):
    """An article that cannot be read: not text, empty, too long, or missing. The line names it."""


class BadTable(RasidError):
    """Curated tables with faults; the message lists all of them, one `file:line: …` a line."""


class RecordUnavailable(RasidError):
    """The record cannot be opened, read or written; nothing was changed."""
