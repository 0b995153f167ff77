"""What came of an attack: it hit, was intercepted, partly so, missed, or nobody says."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon import Hit
from extract.normalise import ReadText
from incidents.types import Outcome

_NEGATION_REACH = 45
"""Folded characters in which «لم»، «دون»، «عما إذا» before a word of damage take it back."""
_NEGATIONS = (" لم ", " دون ", " بدون ", " عما اذا", " لا ", " عدم ", " نفي", " نفت ", " حجم ", " اي ", " ما اذا ", " ليس ")
_LANDED_ON = (" علي ", " داخل ", " ضمن ", " في ", " اصاب", " وسط ")


def outcome_cues(text: ReadText, hits: Sequence[Hit], start: int, end: int) -> list[tuple[Outcome, Hit]]:
    """Return what the words of a folded range say came of it, in order; empty when they say nothing.

    «لم ترد معلومات عن أضرار» (no word of damage) says nothing; «القذائف لم تصب القاعدة» (did not hit) says missed.
    """
    found: list[tuple[Outcome, Hit]] = []
    for hit in hits:
        if not (start <= hit.start and hit.end <= end):
            continue
        before = " " + text.folded[max(start, hit.word_start - _NEGATION_REACH) : hit.word_start]
        negated = any(word in before for word in _NEGATIONS)
        if hit.role == "outcome" and hit.value in ("hit", "missed", "intercepted", "partly_intercepted"):
            if hit.value != "hit" or not negated:
                found.append((hit.value, hit))  # type: ignore[arg-type]
        elif hit.role == "casualty" and not negated:
            found.append(("hit", hit))
        elif hit.role == "act" and hit.value == "intercept" and not negated:
            if not _aims_elsewhere(text, hit, end):
                found.append(("intercepted", hit))
        elif hit.role == "act" and hit.value == "impact" and not negated and hit.entry.form.startswith(("أصاب", "إصاب")):
            found.append(("hit", hit))
        elif hit.role == "act" and hit.value == "impact" and not negated:
            after = " " + text.folded[hit.end : min(end, hit.end + 45)] + " "
            if any(word in after for word in (" داخل ", " ضمن ", " وسط ")):
                found.append(("hit", hit))
    return found


def outcome_of(cues: Sequence[tuple[Outcome, Hit]], somebody_hurt: bool) -> Outcome:
    """Return the outcome that the cues of one event add up to; `unknown` when there are none.

    People hurt mean a hit. Interception beside a hit is a part interception.
    """
    values = {value for value, _ in cues}
    if somebody_hurt:
        values.add("hit")
    if "partly_intercepted" in values or {"hit", "intercepted"} <= values:
        return "partly_intercepted"
    for value in ("intercepted", "hit", "missed"):
        if value in values:
            if value == "hit" and "missed" in values and not somebody_hurt:
                return "missed"
            return value  # type: ignore[return-value]
    return "unknown"


def _aims_elsewhere(text: ReadText, hit: Hit, end: int) -> bool:
    """Whether «إحباط» is of something that is no attack (smuggling, infiltration)."""
    after = text.folded[hit.end : min(end, hit.end + 25)]
    return any(word in after for word in ("تهريب", "تسلل", "الارهاب", "مروحيه", "مقاتله"))
