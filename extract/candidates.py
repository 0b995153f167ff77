"""Names of struck places that the gazetteer lacks: kept by name, without a point, for a person to place.

«قصف قرية الفلانية» names a village nobody has listed. «قصف قاعدة عسكرية تابعة للتحالف» names none: what follows the
kind word there describes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.drafts import Draft
from extract.elsewhere import unknown_names
from extract.findings import Findings
from extract.occurrences import Event
from incidents.types import Candidate, Document

_QUOTED = 300
"""Folded characters of the act that are kept around a name."""


def candidates_of(found: Findings, events: Sequence[Event], document: Document) -> list[Candidate]:
    """Return the unknown names in the acts of events without a place; empty when every place is known or unnamed."""
    result: dict[str, Candidate] = {}
    text = found.text
    for event in events:
        for draft, match in _unknown(found, event):
            name = match.group(1)
            if name in result:
                continue
            span = text.span(match.start(1), match.end(1))
            around = text.span(draft.start, min(draft.end, draft.start + _QUOTED))
            quote = text.original[around.start : around.end]
            result[name] = Candidate(document.id, text.original[span.start : span.end], span, quote)
    return list(result.values())


def unknown_name(found: Findings, event: Event) -> str | None:
    """Return the first name that the gazetteer lacks in the acts of an event without a place, as the article has it;
    None where its place is known or unnamed."""
    for _, match in _unknown(found, event):
        span = found.text.span(match.start(1), match.end(1))
        return found.text.original[span.start : span.end]
    return None


def _unknown(found: Findings, event: Event) -> Iterator[tuple[Draft, re.Match[str]]]:
    for draft in event.drafts:
        if event.place is None and draft.here:
            for match in unknown_names(found.text, draft.start, draft.end):
                yield draft, match
