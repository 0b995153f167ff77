"""From a document to its reading: reports, tallies, rejected passages and gazetteer candidates.

The order of a reading: fold → recognise (names, dates, numbers, weapons, parties, speakers) → clauses → drafts of
events → one event a place and day → reports with the words behind every field.
"""

from __future__ import annotations

import dataclasses

from extract.absorbing import absorb
from extract.candidates import candidates_of
from extract.drafts import Dismissal
from extract.findings import Findings, find_all, find_words
from extract.layout import LineKind, kind_at
from extract.normalise import ReadText, Sentence
from extract.published import infer_published
from extract.reports import report_of
from extract.signs import bears_signs
from extract.strikers import striker_of
from extract.tallies import told_once
from extract.walk import Walk
from geo.gazetteer import Gazetteer
from incidents.types import Document, Reading, Rejected

RULES_VERSION = "28"
"""Raised whenever a rule or a lexicon changes what is read; stored with every report."""

_LONGEST_REJECTED = 500
_SHORTEST_BODY = 40
"""Folded characters of a sentence from which a page has a body; without one its headline is read."""


def read(document: Document, gazetteer: Gazetteer) -> Reading:
    """Read one article.

    The returned reading's document has its publication date stated or inferred from the text where none was given.
    An article that tells of no event gives a reading without reports; the text is never changed, and nothing is raised
    for any text.
    """
    text = ReadText(document.text)
    if document.published is None:
        guess = infer_published(text)
        if guess.date is not None:
            document = dataclasses.replace(document, published=guess.date, published_basis=guess.basis)
    if not bears_signs(text, gazetteer):
        return Reading(document, rules_version=RULES_VERSION)
    return read_closely(text, document, gazetteer)


def read_closely(text: ReadText, document: Document, gazetteer: Gazetteer) -> Reading:
    """Read an article sentence by sentence, whether or not it bears signs of telling anything."""
    found = find_all(text, find_words(text), gazetteer, document.published)
    walk = Walk(found, gazetteer, document)
    body = _sentences(found, "body")
    if any(sentence.end - sentence.start >= _SHORTEST_BODY for _, sentence in body):
        walk.read(body)
    else:
        walk.read(_sentences(found, "headline") + body)
    events = absorb(walk.telling.events)
    striker = striker_of(found)
    told = [report_of(found, event, events, striker, document, RULES_VERSION) for event in events]
    return Reading(
        document,
        tuple(report for report in told if report is not None),
        tuple(told_once(walk.tallies)),
        tuple(_rejected(found, dismissal, document) for dismissal in walk.dismissals if dismissal.looks_like_one),
        tuple(candidates_of(found, walk.telling.events, document)),
        RULES_VERSION,
    )


def _sentences(found: Findings, kind: LineKind) -> list[tuple[int, Sentence]]:
    """Return the sentences of the lines of one kind, with their index in the text."""
    sentences = enumerate(found.text.sentences)
    return [(index, sentence) for index, sentence in sentences if kind_at(found.lines, sentence.start) == kind]


def _rejected(found: Findings, dismissal: Dismissal, document: Document) -> Rejected:
    text = found.text
    passage = text.folded[dismissal.start : min(dismissal.end, dismissal.start + _LONGEST_REJECTED)]
    start = dismissal.start + len(passage) - len(passage.lstrip())
    span = text.span(start, start + len(passage.strip()))
    quote = text.original[span.start : span.end]
    return Rejected(document.id, dismissal.kind, span, quote, f"{dismissal.kind}:{dismissal.word.entry.form}")
