"""Cutting a long news sentence into clauses, each of which tells of one thing.

Arabic news strings several events into one sentence («… قصفت اليوم مواقع في البوكمال رداً على قصف تعرضت له قاعدة
أمس»). What belongs together is decided clause by clause, so that yesterday's date does not move to today's strike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.findings import Findings
from extract.lexicon import Hit
from extract.normalise import Sentence

_VERBS = frozenset({"perfect", "imperfect"})
# «استهدفت، بحسب البيان، قاعدة كونيكو»: who says it, put in between, ends no clause
_PARENTHETICAL = frozenset({"بحسب", "وفق", "وفقا", "حسب", "حسبما", "نقلا", "مصدر", "بين"})
_COMMA_BEFORE = re.compile(r"[،,؛:\"”»)—–-]\s*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence. Offsets are folded, half open."""

    start: int
    end: int
    opener: Hit | None
    """The word that opens it («كما»، «رداً على»، «فيما»), if one does."""


def clauses_of(found: Findings, sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence in order; together they cover it.

    A clause begins at an opening word («فيما»، «كما»، «رداً على»), at a verb of attack or of speech behind a comma,
    and at such a verb behind «و».
    """
    folded = found.text.folded
    cuts: dict[int, Hit | None] = {sentence.start: None}
    for hit in found.structure:
        if sentence.start <= hit.word_start < sentence.end and hit.value in ("opener", "response", "anchor", "carry"):
            if hit.value == "anchor" and not _takes_an_act(found, hit, sentence):
                continue
            if hit.entry.form == "أيضا":
                continue
            if hit.entry.form == "وسط" and any(0 < place.start - hit.end < 14 for place in found.place_hits):
                continue  # «وسط الشحيل»: in the middle of the town
            cuts[hit.word_start] = hit
    for hit in [*found.acts, *(hit for hit in found.hits if hit.role == "speech")]:
        if not (sentence.start < hit.word_start < sentence.end):
            continue
        before = folded[max(sentence.start, hit.word_start - 4) : hit.word_start]
        if hit.role == "act" and hit.entry.inflection in _VERBS | {"fixed"} and hit.value not in ("attempt",):
            if _COMMA_BEFORE.search(before) or hit.proclitic in ("و", "ف"):
                cuts.setdefault(hit.word_start, None)
        elif (
            hit.role == "speech"
            and hit.entry.form not in _PARENTHETICAL
            and (_COMMA_BEFORE.search(before) or hit.proclitic == "و")
        ):
            cuts.setdefault(hit.word_start, None)
    starts = sorted(cuts)
    return [
        Clause(start, end, cuts[start])
        for start, end in zip(starts, [*starts[1:], sentence.end], strict=True)
        if end > start
    ]


def _takes_an_act(found: Findings, hit: Hit, sentence: Sentence) -> bool:
    """Whether a time word («بعد»، «عقب») stands before an act: «بعد ظهر اليوم» opens no clause."""
    if any(0 <= date.start - hit.end <= 3 or date.start <= hit.start < date.end for date in found.dates):
        return False
    return any(
        0 <= act.word_start - hit.end < 25 and act.end <= sentence.end and act.entry.inflection == "noun"
        for act in found.acts
    )
