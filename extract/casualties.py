"""Who was killed and injured, as told: «11 قتيلاً مدنياً», «مقتل ثلاثة جنود وإصابة 34», «ثلاثة من جنودها قُتلوا».

Words of death and injury and words for people stand in `seeds/lexicon/casualties.csv`. A count stands right before
«قتيلاً» (`toll`), behind «مقتل» and «أصيب», or before the verb where its people are its subject (`victims`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.actors import ActorMention
from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.numbers import Number
from extract.people import COUNTED, Crowd, People
from extract.toll import Toll
from extract.victims import CLAUSE_ENDS, ONE_OF_THEM, Victims

Kind = Literal["killed", "injured"]

_MOST = 5000
"""A higher number is no count of one event's losses."""
_BEHIND = 32
"""Folded characters between two casualty words of which the second tells of the same people."""
_DIED_WITHIN = 150
"""Folded characters behind the injured in which «توفي أحدهم» is of them."""
_STATE_WITHIN = 45
"""Folded characters behind people counted in which is told how they fell."""
_DIES = re.compile(r"(?:توف|فارق|قضي|قضت|استشهد|لفظ|لقي)")
# «وأصيب عدد مماثل»: as many as were told just before
_AS_MANY = re.compile(r"\s(?:عدد مماثل|عددا مماثلا|العدد نفسه|العدد ذاته|مثلهم)(?!\w)")
_NEGATED = re.compile(r"(?<!\w)[وفلب]?(?:محاول(?:ه|ات)|لم|لا|دون|عدم|بلا|بدون|اي|عما اذا|او|لن)\W(?:\w+\W){0,2}$")
# «فارتقى مقاتلان من قواتنا شهيدين»، «وسقط عنصر قتيلاً»: how they fell, told of those already counted
_STATE = re.compile(r"(?:شهيد|قتيل|جريح)(?:ا|ين|ه|تين)?$|(?:شهداء|قتلي|جرحي)$")
_AND_OTHERS = re.compile(r"،|(?<!\w)و\w")
# «ثلاثة من العناصر نُقلوا جرحى»: the subject of the verb right before
_OTHERS = re.compile(r"\s(?:\w+ )?(?:ثالث|رابع|خامس|سادس|سابع|ثامن|اخر|اخري|اخران|اخرين|اخرون)ه?(?!\w)")
# «جُرح أحدهم جرحاً خفيفاً»: how, not whom
_HOW = re.compile(r"(?:جرحا|اصابه|اصابات)\s(?:\w+ا|(?:طفيف|خفيف|بسيط|بليغ|خطير|خطر|بالغ|متوسط)ه)(?!\w)")
# «لقي قيادي وشخص كان برفقته مصرعهما»
_BOTH = re.compile(r"(?:مصرع|حتف|مقتل)هما$")
_BROUGHT = re.compile(r"(?<!\w)[وف]?(?:نقل|سقط|وصل|خرج|عاد|ادخل|اسعف)(?:وا?|ت|ا|تا)? $")
_TOTAL = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:عدد|تعداد|حصيله|ارتفاع|ارتفع|ارتفعت|[يت]رتفع)(?!\w)(?:(?!،|و\w)[^.؛\n]){0,25}$"
)
_TOTAL_BEFORE = 45
"""Folded characters before a casualty word in which it is said to be the count of all."""
_DEBRIS = re.compile(r"(?<!\w)[وب]?(?:ال)?(?:حطام|شظايا|بقايا)(?:ه|ها|هما)?(?!\w)[^.؛\n]*$")


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """A count of people killed or injured. Offsets are folded, half open."""

    start: int
    end: int
    kind: Kind
    count: int
    group: str
    """`civilians`, an actor id, `fighters` (their side is the target's) or `unknown`."""
    total: bool = False
    """Whether it is what all came to («ارتفع عدد القتلى إلى 8»): who is told beside it is among them."""
    later: bool = False
    """Whether it comes on top of those told before: who died of wounds («وتوفي أحد الجرحى»), «ثم قُتل آخران»."""
    by_debris: bool = False
    """Whether what was shot down fell on them: then nothing was hit."""


def find_casualties(
    text: ReadText, hits: Hits, numbers: Sequence[Number], actors: Sequence[ActorMention]
) -> list[CasualtyMention]:
    """Return the counts told, in order; empty when nobody is told hurt. «عشرات» and «عدد من» give no number."""
    reader = _Reader(text, hits, numbers, actors)
    found: list[CasualtyMention] = []
    words = [hit for hit in hits.of("casualty", "outcome") if hit.role == "casualty" or hit.value == "no_casualties"]
    for hit in longest(words):
        if hit.role == "outcome" or _NEGATED.search(text.folded[max(0, hit.word_start - 30) : hit.word_start]):
            continue
        if _BOTH.match(text.folded, hit.start, hit.end) and _was_one(text, found, hit):
            found[-1] = replace(found[-1], count=2, end=hit.end)
            continue
        told = reader.read(hit, found)
        one_of_them = ONE_OF_THEM.match(text.folded, hit.end) and _DIES.match(text.folded, hit.start)
        if one_of_them:
            found = _one_fewer(found, hit)
        if one_of_them or _are_more(text, hit, found):
            told = [replace(mention, later=True) for mention in told]
        if not any(m.start < t.end and t.start < m.end and m.kind == t.kind for t in told for m in found[-4:]):
            found.extend(told)
    return found


def _one_fewer(found: list[CasualtyMention], died: Hit) -> list[CasualtyMention]:
    """Take who died of wounds from those told injured last, right before."""
    if not found or found[-1].kind != "injured" or found[-1].count < 2 or died.start - found[-1].end > _DIED_WITHIN:
        return found
    return [*found[:-1], replace(found[-1], count=found[-1].count - 1)]


def _was_one(text: ReadText, found: Sequence[CasualtyMention], hit: Hit) -> bool:
    """Whether one person was told killed right before in the sentence: «لقي قيادي وشخص كان برفقته مصرعهما»."""
    if not found or (found[-1].kind, found[-1].count) != ("killed", 1):
        return False
    return text.sentence_at(found[-1].start) == text.sentence_at(hit.start)


def _are_more(text: ReadText, hit: Hit, found: Sequence[CasualtyMention]) -> bool:
    """Whether people are told besides those told just before, of the same fate: «قُتل ثلاثة … ثم توفي رابع»."""
    return (
        bool(found)
        and found[-1].kind == hit.value
        and _OTHERS.match(text.folded, hit.end) is not None
        and text.sentence_at(found[-1].start) == text.sentence_at(hit.start)
    )


class _Reader:
    """Reads the counts of one text, casualty word by casualty word."""

    def __init__(self, text: ReadText, hits: Hits, numbers: Sequence[Number], actors: Sequence[ActorMention]) -> None:
        self._folded = text.folded
        self._crowd = Crowd(text, hits, numbers, actors)
        self._toll = Toll(text.folded, numbers, self._crowd)
        self._victims = Victims(text.folded, numbers, self._crowd)

    def read(self, hit: Hit, before: Sequence[CasualtyMention]) -> list[CasualtyMention]:
        """Return what one casualty word counts, a mention a group; empty when it counts nobody."""
        kind: Kind = "killed" if hit.value == "killed" else "injured"
        form = self._folded[hit.start : hit.end]
        if self._tells_how(hit, kind, form, before):
            return []
        people = self._people(hit, form)
        if not people and before and _AS_MANY.match(self._folded, hit.end):
            people = [People(hit.word_start, hit.end, before[-1].count, before[-1].group)]
        parties = [one.group for one in people if one.group not in ("fighters", "civilians", "unknown", "other")]
        if parties:  # «ضابط وجندي من الجيش العراقي»: both of the army
            people = [replace(one, group=parties[0]) if one.group == "fighters" else one for one in people]
        debris = _DEBRIS.search(self._folded[max(0, hit.word_start - 60) : hit.word_start]) is not None
        total = _TOTAL.search(self._folded, max(0, hit.start - _TOTAL_BEFORE), hit.start) is not None
        counts: dict[str, CasualtyMention] = {}
        for one in people:
            group = one.group
            if group == "other":
                group = next(reversed(counts)) if counts else self._same_people(hit, before)
            start, end = min(hit.word_start, one.start), max(hit.end, one.end)
            told = counts.get(group)
            if told is None:
                counts[group] = CasualtyMention(start, end, kind, one.count, group, total, by_debris=debris)
            else:
                counts[group] = replace(told, count=told.count + one.count, end=max(told.end, end))
        return [mention for mention in counts.values() if 0 < mention.count <= _MOST]

    def _people(self, hit: Hit, form: str) -> list[People]:
        if COUNTED.match(form) is None and (form != "اصابه" or self._toll.number_before(hit) is None):
            those = self._toll.of_those(hit)
            return [those] if those is not None else self._victims.of(hit, form)
        counted = self._toll.of(hit, form)
        if counted is None and _BROUGHT.search(self._folded, max(0, hit.start - 12), hit.start):
            counted = self._victims.subject(hit, "وا")
        return [counted] if counted is not None else []

    def _tells_how(self, hit: Hit, kind: Kind, form: str, before: Sequence[CasualtyMention]) -> bool:
        """Whether a word only says how those just counted fell: «فارتقى مقاتلان من قواتنا شهيدين»."""
        if not before or before[-1].kind != kind or hit.proclitic:
            return False
        if _HOW.match(self._folded, hit.start) and hit.start - before[-1].end <= _STATE_WITHIN:
            return True
        if _STATE.match(form) is None:
            return False
        between = self._folded[before[-1].end : hit.word_start]
        return (
            len(between) <= _STATE_WITHIN
            and CLAUSE_ENDS.search(between) is None
            and _AND_OTHERS.search(between) is None
            and not any(before[-1].end <= number.start for number in self._crowd.numbers_near(hit.word_start, -1))
        )

    def _same_people(self, hit: Hit, before: Sequence[CasualtyMention]) -> str:
        """Return the group of «ثلاثة» or «34 آخرين»: that of the people told just before, in the same sentence."""
        if (
            before
            and 0 <= hit.word_start - before[-1].end <= _BEHIND
            and "." not in self._folded[before[-1].end : hit.word_start]
        ):
            return before[-1].group
        return "unknown"
