"""Names of struck places that the gazetteer lacks: kept by name, without a point, for a person to place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.findings import Findings
from extract.telling import Event
from incidents.types import Candidate, Document

# A kind word that a proper name follows. What follows must not be an adjective or a description of the kind.
_NAMED = re.compile(r"(?<!\w)(?:و|ب|ل|ف|ال)?(?:بلده|قريه|مدينه|معسكر|مخيم|ناحيه|قضاء|حقل|مطار|قاعده)\s+[\"'«“]?((?:ال)?[\u0621-\u064a]{3,}(?:\s+ال[\u0621-\u064a]{3,})?)")
_DESCRIPTIONS = re.compile(
    r"^(?:ال)?(?:عسكري|جوي|امريكي|اميركي|عراقي|سوري|تركي|روسي|ايراني|تابع|تستضيف|يستضيف|للقوات|لقوات|للتحالف|للغاز|للنفط|نفط|غاز|دولي|مدني|في|من|على|علي|التحالف|القوات|الاحتلال|قوات|كان|قرب|شمال|جنوب|شرق|غرب|هناك|اخري|ثاني|اخر|جديد|ذات|نفس|مذكور|حدودي|رئيسي|كبير|بحري|تضم|تحمل|تقع|واقع|كردي|عربي|يوم|امس|اليوم)"
)


def candidates_of(found: Findings, events: Sequence[Event], document: Document) -> list[Candidate]:
    """Return the unknown names in the acts of events without a place; empty when every place is known or unnamed."""
    result = []
    for event in events:
        if event.place is not None:
            continue
        for draft in event.drafts:
            for match in _NAMED.finditer(found.text.folded, draft.start, draft.end):
                name = match.group(1)
                if _DESCRIPTIONS.match(name):
                    continue
                span = found.text.span(match.start(1), match.end(1))
                around = found.text.span(draft.start, min(draft.end, draft.start + 300))
                result.append(
                    Candidate(document.id, found.text.original[span.start : span.end], span, found.text.original[around.start : around.end])
                )
    return result
