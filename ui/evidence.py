"""Words of an article with what they prove marked, as HTML. Whatever comes from an article is escaped, always.

A mark's kind stands behind it as a small caption drawn by the style sheet, so that kinds differ by more than colour,
while copied text stays the article's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from incidents.types import Document, Evidence, EvidenceField, Reading, Rejected, Span
from language.catalogue import Language, translations
from language.dates import format_number
from language.terms import term

LONGEST_PASSAGE = 900
"""Code points of one passage; a longer sentence is cut around its marks."""

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb"})
_SENTENCE_END = re.compile(r"[.!?؟]+(?=\s|$)|\n+")
_MARGIN = 200

# In this order the legend lists the kinds; where two share the very same words, the first names the mark.
_ORDER: tuple[EvidenceField, ...] = (
    "casualties",
    "outcome",
    "weapon",
    "attacker",
    "target",
    "place",
    "date",
    "source",
    "tally",
    "act",
)
# Where several marks share words, one that the words themselves tell shows before one that is inferred from them or
# left out, and the sentence of the act shows last.
_TOLD, _INFERRED_OR_LEFT_OUT, _ACT = range(3)

# Rules that infer a field from words which say something else in the first place: a base's host from its name.
_INFERRED = ("target:host of the base", "target:the facility named", "target:people hurt")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark over a part of a text."""

    span: Span
    kind: EvidenceField | Literal["rejected"]
    """Names its colour."""
    code: str
    """Whose name is the caption: the field, or the kind of a rejected passage."""
    layer: int
    """Of several marks over the same words, those of the lowest layer show, the narrowest of them first."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that wear the same mark, or none."""

    words: str
    mark: _Mark | None
    in_act: bool
    """Whether they stand in the sentence of an attack."""


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences and lines of a text, without the space around them; empty for a blank text."""
    found = []
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            found.append(Span(first, start + len(piece.rstrip())))
        start = end
    return tuple(found)


def passages(text: str, evidence: Iterable[Evidence]) -> tuple[Span, ...]:
    """Return the sentences that the evidence stands in, in order, neighbours joined; empty without evidence.

    A sentence longer than `LONGEST_PASSAGE` is cut to the words around its own evidence.
    """
    spans = [one.span for one in evidence]
    found: list[Span] = []
    for sentence in sentences(text):
        inside = [span for span in spans if span.start < sentence.end and sentence.start < span.end]
        if not inside:
            continue
        start, end = sentence.start, sentence.end
        if end - start > LONGEST_PASSAGE:
            start = max(start, min(span.start for span in inside) - _MARGIN)
            end = min(end, max(span.end for span in inside) + _MARGIN, start + LONGEST_PASSAGE)
        if found and not text[found[-1].end : start].strip() and end - found[-1].start <= LONGEST_PASSAGE:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return tuple(found)


def marked(text: str, within: Span, evidence: Iterable[Evidence], language: Language) -> str:
    """Return `text[within]` as HTML with the evidence marked; without its tags it is that text, escaped."""
    return _marked(text, within, [_mark(one) for one in evidence], language)


def marked_article(
    document: Document, evidence: Iterable[Evidence], rejected: Iterable[Rejected], language: Language
) -> str:
    """Return a whole article as HTML, its lines kept, with evidence and rejected passages marked."""
    marks = [_mark(one) for one in evidence]
    marks += [_Mark(one.span, "rejected", one.kind, _INFERRED_OR_LEFT_OUT) for one in rejected]
    if not document.text:
        return ""
    body = _marked(document.text, Span(0, len(document.text)), marks, language)
    return f'<div class="article-text" {direction(document)}>{body}</div>'


def marked_reading(reading: Reading, language: Language) -> str:
    """Return a whole article with all that was read in it, incidents, counts and passages left out, marked, under what
    the marks mean."""
    evidence = [one for report in reading.reports for one in report.evidence]
    evidence += [one for tally in reading.tallies for one in tally.evidence]
    key = legend(evidence, reading.rejected, language)
    return key + marked_article(reading.document, evidence, reading.rejected, language)


def main_quotation(document: Document, evidence: Sequence[Evidence], language: Language) -> str:
    """Return the sentences of the act, the first of `evidence`, as a block quotation with all words marked in it.

    Raises ValueError for evidence of another document or none.
    """
    if not evidence or evidence[0].document_id != document.id:
        raise ValueError(f"document {document.id}: expected evidence of its own that begins with the act")
    spans = passages(document.text, evidence[:1])
    return f"<blockquote {direction(document)}>{_joined(document, spans, evidence, language)}</blockquote>"


def surroundings(document: Document, evidence: Sequence[Evidence], language: Language) -> str:
    """Return the act's sentences with one before and one after, and every other passage of `evidence`, marked.

    Empty where that is no more than `main_quotation` shows.
    """
    main = passages(document.text, evidence[:1])
    proofs = passages(document.text, [one for one in evidence if one.document_id == document.id])
    near = [
        span
        for span in _with_neighbours(document.text, main)
        if span.end - span.start <= LONGEST_PASSAGE and not any(_overlap(span, one) for one in proofs)
    ]
    spans = sorted([*proofs, *near])
    if spans == list(main):
        return ""
    return f'<div class="around" {direction(document)}>{_joined(document, spans, evidence, language)}</div>'


def legend(evidence: Iterable[Evidence], rejected: Iterable[Rejected], language: Language) -> str:
    """Return what each mark of an article means, with how often it stands there; empty where nothing is marked."""
    counted = Counter(one.field for one in evidence)
    left_out = len(list(rejected))
    words = translations(language)
    items = [
        f'<li><span class="swatch kind-{kind}"></span>{escape(term("field", kind, language))} '
        f"<small>{format_number(counted[kind], language)}</small></li>"
        for kind in _ORDER
        if counted[kind] and kind != "act"
    ]
    if counted["act"]:
        name = words.gettext("sentence of an attack")
        items.append(f'<li><span class="swatch act">{"&nbsp;" * 6}</span>{escape(name)}</li>')
    if left_out:
        name = words.gettext("looks like an incident and is none; the reason stands beside it")
        items.append(
            f'<li><span class="swatch kind-rejected"></span>{escape(name)} '
            f"<small>{format_number(left_out, language)}</small></li>"
        )
    if not items:
        return ""
    label = words.gettext("What the marks mean")
    return f'<div class="key"><span>{escape(label)}</span><ul>{"".join(items)}</ul></div>'


def direction(document: Document) -> str:
    """Return the `lang` and `dir` attributes of a document's text."""
    right = document.language in _RIGHT_TO_LEFT
    return f'lang="{escape(document.language, quote=True)}" dir="{"rtl" if right else "auto"}"'


def _joined(document: Document, spans: Sequence[Span], evidence: Iterable[Evidence], language: Language) -> str:
    """Passages in order, marked; what is left out between two of them is shown as […]."""
    own = [one for one in evidence if one.document_id == document.id]
    parts: list[str] = []
    last: Span | None = None
    for span in spans:
        if last is not None:
            between = document.text[last.end : span.start]
            parts.append(" <span class=gap>[…]</span> " if between.strip() else escape(between) or " ")
        parts.append(marked(document.text, span, own, language))
        last = span
    return "".join(parts)


def _with_neighbours(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences right before and right after each span."""
    found = sentences(text)
    near = []
    for span in spans:
        near += [one for one in found if one.end <= span.start][-1:]
        near += [one for one in found if one.start >= span.end][:1]
    return list(dict.fromkeys(near))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _marked(text: str, within: Span, marks: Sequence[_Mark], language: Language) -> str:
    """Cut the text where a mark begins or ends; each piece wears the mark of the lowest rank that covers it."""
    cuts = {within.start, within.end}
    for mark in marks:
        cuts.update(edge for edge in (mark.span.start, mark.span.end) if within.start < edge < within.end)
    pieces: list[_Piece] = []
    for start, end in pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        shown = min(over, key=_rank, default=None)
        in_act = any(mark.kind == "act" for mark in over)
        words = text[start:end]
        if pieces and pieces[-1].in_act == in_act and _alike(pieces[-1].mark, shown):
            words = pieces.pop().words + words
        pieces.append(_Piece(words, shown, in_act))
    last = {piece.mark: place for place, piece in enumerate(pieces)}
    return "".join(_html(piece, place == last[piece.mark], language) for place, piece in enumerate(pieces))


def _rank(mark: _Mark) -> tuple[int, int, int]:
    """The lowest shows: the narrowest of several marks says most of the words under it."""
    order = 0 if mark.kind == "rejected" else _ORDER.index(mark.kind)
    return mark.layer, mark.span.end - mark.span.start, order


def _alike(one: _Mark | None, other: _Mark | None) -> bool:
    return (one and (one.kind, one.code)) == (other and (other.kind, other.code))


def _html(piece: _Piece, is_last: bool, language: Language) -> str:
    """A piece; a mark that others interrupt has its caption once, at its end."""
    words, mark = escape(piece.words), piece.mark
    if mark is None:
        return words
    if mark.kind == "act":
        return f'<span class="act">{words}</span>'
    inside = " in-act" if piece.in_act else ""
    label = term("rejected", mark.code, language) if mark.kind == "rejected" else term("field", mark.kind, language)
    caption = f' data-kind="{escape(label, quote=True)}"' if is_last else ""
    return f'<mark class="kind-{mark.kind}{inside}"{caption}>{words}</mark>'


def _mark(one: Evidence) -> _Mark:
    if one.field == "act":
        return _Mark(one.span, one.field, one.field, _ACT)
    return _Mark(one.span, one.field, one.field, _INFERRED_OR_LEFT_OUT if one.rule.startswith(_INFERRED) else _TOLD)
