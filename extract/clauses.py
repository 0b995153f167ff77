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
from extract.ordered import within
from extract.spans import BEFORE_WHAT_HAPPENED

_AND_ON = re.compile(
    r"[،؛]\s*((?:و|ثم |اما )(?:قبلها|بعدها|قبل ذلك|بعد ذلك|كذلك|ايضا)?\s*"
    r"(?:في|يوم|خلال|قبل|بعد|منذ)?\s*(?:يوم|ال)?\s*)$"
)
_ANOTHER_ONE = re.compile(
    r"[،؛:]\s*(و?(?:ال(?:اول|ثاني|ثالث|رابع|خامس|اخر)\w{0,2}|اخري?|اخرين|اخريان)(?!\w))|(?:\.\.+|…)\s"
)
"""Where a sentence goes on to the next of several («الأول بمسيّرة … والثاني بصواريخ»), or a headline to its half."""
_BEFORE_A_DAY = 20
"""Folded characters before a day in which stands that it is another."""
_PLACE_BEHIND = 30
"""Folded characters behind «وسط» within which a place makes it "in the middle of"."""
_ACT_BEHIND_ANOTHER = 60
"""Folded characters behind «والثاني» in which an act makes it open a clause."""
_ACT_BEHIND = 30
"""Folded characters behind a time word within which an act makes it open a clause."""
_VERBS = frozenset({"perfect", "imperfect", "fixed"})
_ANOTHER_STATEMENT = re.compile(r"؛ (?!ف)|، (?=و[اب]?ان(?:ه|ها|هم)? |اما )")
"""What parts statements of one kind («مسيّرة أصابت كذا؛ وأخرى أُسقطت»); behind «؛ فـ» the first is explained."""
_PLACE_OF_ANOTHER = 60
"""Folded characters in which another statement names its place; without one it tells on («، وأن أحداً لم يُصب»)."""
# «استهدفت، بحسب البيان، قاعدة كونيكو»: who says it, put in between, ends no clause
_PARENTHETICAL = frozenset({"بحسب", "وفق", "وفقا", "حسب", "حسبما", "نقلا", "مصدر", "بين"})
_THEN = re.compile(r"(?<!\w)ثم $")
_COMMA_BEFORE = re.compile(r"[،,؛:\"”»)—–-]\s*$")
# «قوات "قسد" تستهدف»: a name in quotation marks and its verb
_QUOTED_NAME = re.compile(r"(?<!\w)(?!و?(?:في|من|عن|علي|الي|خلال) )\w+ [\"«“](?:\w+[ -]?){1,4}[\"»”] ?$")
_NAME_REACH = 50
"""Folded characters in which such a name stands."""


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
    for hit in within(found.structure, sentence.start, sentence.end):
        if hit.value in ("opener", "response", "anchor", "carry"):
            if hit.value == "anchor" and not _takes_an_act(found, hit, sentence):
                continue
            if hit.entry.form == "أيضا" or (hit.entry.form.startswith("في ") and not _opens(folded, hit, sentence)):
                continue
            if hit.entry.form == "وسط" and within(found.place_hits, hit.end + 1, hit.end + _PLACE_BEHIND):
                continue  # «وسط الشحيل»: in the middle of the town
            cuts[hit.word_start] = hit
    for hit in within(found.acts, sentence.start, sentence.end):
        verb = hit.entry.inflection in _VERBS and hit.value != "attempt"
        if verb and (hit.proclitic in ("و", "ف") or _is_behind_a_comma(folded, sentence, hit)):
            cuts.setdefault(hit.word_start, None)
        elif hit.value == "reach" and _THEN.search(folded, max(sentence.start, hit.word_start - 6), hit.word_start):
            cuts.setdefault(hit.word_start, None)  # «ثم تجدد الأمر في القرية»
    for hit in within(found.speech, sentence.start, sentence.end):
        speaks = hit.entry.form not in _PARENTHETICAL
        if speaks and (hit.proclitic == "و" or _is_behind_a_comma(folded, sentence, hit)):
            cuts.setdefault(hit.word_start, None)
    for date in within(found.dates, sentence.start, sentence.end):
        # «…، وفي 29 كانون الأول انطلق صاروخان»: another day is another clause
        new_day = _AND_ON.search(folded, max(sentence.start, date.start - _BEFORE_A_DAY), date.start)
        if new_day is not None:
            cuts.setdefault(new_day.start(1), None)
        elif folded[date.start] == "و" and _COMMA_BEFORE.search(
            folded, max(sentence.start, date.start - 3), date.start
        ):
            cuts.setdefault(date.start, None)  # «…، ويوم الثلاثاء»
    for another in _ANOTHER_ONE.finditer(folded, sentence.start, sentence.end):
        at = another.start(1) if another.group(1) else another.end()
        if within(found.acts, at, min(sentence.end, at + _ACT_BEHIND_ANOTHER)):
            cuts.setdefault(at, None)
    for mark in _ANOTHER_STATEMENT.finditer(folded, sentence.start, sentence.end):
        if within(found.place_hits, mark.end(), min(sentence.end, mark.end() + _PLACE_OF_ANOTHER)):
            cuts.setdefault(mark.end(), None)
    starts = sorted(cuts)
    return [
        Clause(start, end, cuts[start])
        for start, end in zip(starts, [*starts[1:], sentence.end], strict=True)
        if end > start
    ]


def _is_behind_a_comma(folded: str, sentence: Sentence, hit: Hit) -> bool:
    if _QUOTED_NAME.search(folded, max(sentence.start, hit.word_start - _NAME_REACH), hit.word_start):
        return False
    return _COMMA_BEFORE.search(folded, max(sentence.start, hit.word_start - 4), hit.word_start) is not None


def _opens(folded: str, hit: Hit, sentence: Sentence) -> bool:
    """Whether words stand at the beginning of something: «ضربات طالت في الوقت ذاته مستودعاً» goes on through them."""
    before = folded[max(sentence.start, hit.word_start - 4) : hit.word_start]
    return hit.word_start == sentence.start or bool(hit.proclitic) or _COMMA_BEFORE.search(before) is not None


def _takes_an_act(found: Findings, hit: Hit, sentence: Sentence) -> bool:
    """Whether a time word («بعد»، «عقب») stands before an act: «بعد ظهر اليوم» opens no clause."""
    near = within(found.dates, hit.start - _ACT_BEHIND, hit.end + 2 * _ACT_BEHIND)
    if any(date.start <= hit.start < date.end and date.rule == BEFORE_WHAT_HAPPENED for date in near):
        return True  # «بعد خمسة أيام من قصف محيط القرية»
    if any(date.start <= hit.start < date.end or 0 <= date.start - hit.end <= 3 for date in near):
        return False
    behind = within(found.acts, hit.end, min(sentence.end, hit.end + _ACT_BEHIND))
    # «بعد قصف جرف الصخر»: the bare word is a noun there, though it looks like the verb
    return any(act.entry.inflection == "noun" or act.entry.form == "قصف" for act in behind)
