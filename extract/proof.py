"""Collecting the words that prove the fields of one report."""

from __future__ import annotations

from extract.findings import Findings
from incidents.types import Document, Evidence, EvidenceField

_LONGEST_QUOTE = 600
_AROUND = " \n،,.؛:"
"""Characters that a quote neither begins nor ends with."""


class Proof:
    """Evidence of one report, in the order added."""

    def __init__(self, found: Findings, document: Document) -> None:
        self.found, self._document = found, document
        self.evidence: list[Evidence] = []
        self._proved = set[tuple[str, int, int]]()

    def add(self, field: EvidenceField, start: int, end: int, rule: str) -> None:
        """Add the words of a folded range, cut to the longest allowed; the same words prove a field once."""
        text = self.found.text
        while end > start and text.folded[end - 1] in _AROUND:
            end -= 1
        while start < end and text.folded[start] in _AROUND:
            start += 1
        if start >= end:
            return
        span = text.span(start, min(end, start + _LONGEST_QUOTE - 100))
        quote = text.original[span.start : span.end]
        words = (field, span.start, span.end)
        if len(quote) > _LONGEST_QUOTE or words in self._proved:
            return
        self._proved.add(words)
        self.evidence.append(Evidence(self._document.id, field, span, quote, rule))
