"""An article cut into the sentences its reading saw, and sentences cut where marks begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.normalise import ReadText
from incidents.types import EvidenceField, Span

LONGEST_PASSAGE = 900
"""Code points; a longer sentence is cut to the words around its marks."""
_MARGIN = 200

# Where two kinds share words, the first of these colours them.
_FIRST: tuple[EvidenceField, ...] = (
    "casualties",
    "outcome",
    "weapon",
    "place",
    "date",
    "attacker",
    "target",
    "source",
    "tally",
    "act",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that prove one field."""

    span: Span
    field: EvidenceField


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike."""

    words: str
    field: EvidenceField | None
    """The kind that colours them; None for words that prove nothing."""
    in_act: bool
    """Whether they stand inside the main quote."""


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of an article as the rules see them, in order; empty for a blank text."""
    read = ReadText(text)
    return tuple(read.span(one.start, one.end) for one in read.sentences)


def passages(sentences: Sequence[Span], marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Return the sentences that marks stand in, in order; one longer than `LONGEST_PASSAGE` is cut around them."""
    standing: dict[int, list[Span]] = {}
    for mark in marks:
        first = bisect_right(sentences, mark.span.start, key=lambda sentence: sentence.end)
        last = bisect_left(sentences, mark.span.end, key=lambda sentence: sentence.start)
        for index in range(first, last):
            standing.setdefault(index, []).append(mark.span)
    found = []
    for index, inside in sorted(standing.items()):
        sentence = sentences[index]
        if sentence.end - sentence.start <= LONGEST_PASSAGE:
            found.append(sentence)
        else:
            start = max(sentence.start, min(span.start for span in inside) - _MARGIN)
            end = min(sentence.end, max(span.end for span in inside) + _MARGIN, start + LONGEST_PASSAGE)
            found.append(Span(start, end))
    return tuple(found)


def pieces(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return `text[within]` cut where marks begin and end; joined, the pieces are that text."""
    inside = [mark for mark in marks if mark.span.start < within.end and within.start < mark.span.end]
    cuts = {within.start, within.end}
    for mark in inside:
        cuts.update(edge for edge in (mark.span.start, mark.span.end) if within.start < edge < within.end)
    found: list[Piece] = []
    for start, end in pairwise(sorted(cuts)):
        over = {mark.field for mark in inside if mark.span.start <= start and end <= mark.span.end}
        piece = Piece(text[start:end], min(over, key=_FIRST.index, default=None), "act" in over)
        if found and (found[-1].field, found[-1].in_act) == (piece.field, piece.in_act):
            piece = Piece(found.pop().words + piece.words, piece.field, piece.in_act)
        found.append(piece)
    return tuple(found)
