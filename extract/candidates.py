"""Names of struck places that the gazetteer lacks: kept by name, without a point, for a person to place.

«قصف قرية الفلانية» names a village nobody has listed. «قصف قاعدة عسكرية تابعة للتحالف» names none: what follows the
kind word there describes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.findings import Findings
from extract.telling import Event
from incidents.types import Candidate, Document

_QUOTED = 300
"""Folded characters of the act that are kept around a name."""
# A kind word and what follows it. The article before a kind word («القاعدة الشعبية») makes an adjective of that.
_NAMED = re.compile(
    r"(?<!\w)[وفبل]?(?:بلده|قريه|مدينه|معسكر|مخيم|ناحيه|قضاء|حقل|مطار|قاعده)\s+[\"'«“]?"
    r"((?:ال)?[\u0621-\u064a]{3,20}(?:\s+ال[\u0621-\u064a]{3,20})?)"
)
_DESCRIPTION = re.compile(
    r"(?:ال)?(?:عسكري|جوي|امريكي|اميركي|عراقي|سوري|تركي|روسي|ايراني|تابع|تستضيف|يستضيف|نفط|غاز|دولي|مدني|تحالف|قوات|"
    r"احتلال|جديد|مذكور|حدودي|رئيسي|كبير|بحري|واقع|كردي|عربي|الغام|رمايه|تدريب|بيانات)"
    r"|(?:للقوات|لقوات|للتحالف|للغاز|للنفط|للجيش|للحشد|كان|هناك|تضم|يضم|تحمل|تقع|يقع|ذات|نفس)"
    r"|(?:في|من|علي|الي|قرب|شمال|جنوب|شرق|غرب|شرقي|غربي|شمالي|جنوبي|اخري|اخر|ثاني|ثانيه|يوم|امس|اليوم|فجر|مساء)(?:\s|$)"
    r"|(?!ال)\w+(?:ي|يه)(?:\s|$)"  # «مطار سري», «بلدة حدودية»: an adjective
)


def candidates_of(found: Findings, events: Sequence[Event], document: Document) -> list[Candidate]:
    """Return the unknown names in the acts of events without a place; empty when every place is known or unnamed."""
    result: dict[str, Candidate] = {}
    text = found.text
    for draft in (draft for event in events if event.place is None for draft in event.drafts):
        for match in _NAMED.finditer(text.folded, draft.start, draft.end):
            name = match.group(1)
            if name in result or _DESCRIPTION.match(name):
                continue
            span = text.span(match.start(1), match.end(1))
            around = text.span(draft.start, min(draft.end, draft.start + _QUOTED))
            quote = text.original[around.start : around.end]
            result[name] = Candidate(document.id, text.original[span.start : span.end], span, quote)
    return list(result.values())
