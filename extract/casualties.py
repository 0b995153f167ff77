"""Who was killed and injured, as told: «11 قتيلاً مدنياً», «مقتل ثلاثة جنود وإصابة 34», «ثلاثة من جنودها قُتلوا».

Words of death and injury and words for people stand in `seeds/lexicon/casualties.csv`. A count stands right before
«قتيلاً», behind «مقتل» and «أصيب», or before the verb where its people are its subject.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.actors import ActorMention
from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.numbers import Number
from extract.people import COUNTED, Crowd, People

Kind = Literal["killed", "injured"]

_MOST = 5000
"""A higher number is no count of one event's losses."""
_BEHIND = 32
"""Folded characters behind a casualty word, or before one, in which its people begin."""
_DIED_WITHIN = 150
"""Folded characters behind the injured in which «توفي أحدهم» is of them."""
_AHEAD = 75
"""Folded characters before a verb in which its subject stands."""
_ONE = re.compile(r"^(?:قتيل|جريح|مصاب|شهيد)(?:ا|ه)?$")
_TWO = re.compile(r"^(?:قتيل|جريح|شهيد|قتيلت|جثت|مصاب)(?:ين|ان)$")
_TOTAL = re.compile(r"(?:\w+\W+){0,3}?(?:الي|بلغ|بلغت|عند|تجاوز|تجاوزت|يتجاوز|فاق|يفوق|يقارب)\W+(?:ال)?$")
# «عدد المصابين في الهجوم على الموقع، الأحد، تجاوز الأربعين»
_COUNT_FAR = re.compile(r"(?<!\w)[وفبل]?(?:عدد|تعداد|حصيله) (?:ال)?$")
_REACHED = re.compile(
    r"[^.؛\n]{0,130}?(?<!\w)[وف]?(?:بلغ|بلغت|تجاوز|تجاوزت|وصل الي|وصلت الي|ارتفع الي|ارتفعت الي|الي|عند)\W+(?:ال)?$"
)
_COUNT_OF = frozenset({"", "ال", "عدد", "تعداد", "حصيله", "اعداد", "عدد ال", "تعداد ال", "حصيله ال"})
"""What stands between a count and who is counted: «ارتفع إلى 8 عدد القتلى»."""
_BETWEEN = re.compile(r"(?<!\w)(?:ما )?بين (?:(?:قتيل|قتلي|شهيد|شهداء|جريح|مصاب) و)?$")
"""«25 بين قتيل وجريح»: how many of them died nobody says."""
_DEATH_OF = re.compile(r"(?<!\w)(?:وفاه|موت|استشهاد) (?:\w+ )?(?:ال)?$")
"""«بعد وفاة جريحين»: who died of wounds is told among the dead."""
_DIES = re.compile(r"(?:توف|فارق|قضي|قضت|استشهد|لفظ|لقي)")
# «ثم توفي أحدهما»: one of those told hurt
_ONE_OF_THEM = re.compile(r"\s(?:احدهما|احداهما|احدهم|احد (?:ال)?(?:جرحي|مصابين)|واحد منهم)(?!\w)")
_HITS = re.compile(r"[يت]?[اص]*صاب(?:ت|تا|ا|وا)?$|[يت]صيب")
# «أسفر عن إصابته وسائقه»: whom the pronoun means
_HIS = re.compile(r"(?:مقتل|اصابت|استشهاد|وفات|مصرع)(ه|ها|هما)$")
_LEADS_TO = re.compile(r"(?<!\w)(?:عن|الي|و?ب|في) ?$")
# «وأصيب عدد مماثل»: as many as were told just before
_AS_MANY = re.compile(r"\s(?:عدد مماثل|عددا مماثلا|العدد نفسه|العدد ذاته|مثلهم)(?!\w)")
_VAGUE = re.compile(r"\s(?:عدد|عشرات|العشرات|بعض|العديد|الكثير|مجموعه|اخرون|عده)(?!\w)")
# Verbs whose people stand before them too
_VERB = re.compile(
    r"^(?:قتل|جرح|استشهد|اصيب|لق[يو]|قض[يو]|قضت|توفي|فقد|حتف|مصرع|حيات|عولج|يعالج|تلقوا|يتلق|انصاب|[يت]?فارق|[يت]لق|صرعي|انجرح|راح|هلك|ارتق)"
)
_PLURAL_VERB = re.compile(r"(?:وا|ون|ا|هم|هما|صرعي)$")
_NEGATED = re.compile(r"(?<!\w)[وف]?(?:لم|لا|دون|عدم|بلا|بدون|اي|عما اذا|او|لن)\W(?:\w+\W){0,2}$")
_CLAUSE_ENDS = re.compile(r"[.؛\n:]|(?<!\w)[وف]?(?:بعد|قبل|منذ|رغم|ردا|انتقاما|لكن|فيما|بينما)(?!\w)")
_RAID = re.compile(
    r"\s(?:ال)?(?:غاره|غارات|ضربه|ضربات|مسيره|طائره|صاروخ|قذيفه|قذائف|عبوه|لغم|قناص|مسلحون|مسلحين|مجهولون|مجهولان|مفرزه|خليه|خلايا|مجموعه|مهاجمون|انتحاري|انفجار|هجوم|قصف)"
    r"(?!\w)"
)
_ACTIVE = frozenset({"قتلت", "قتل", "اغتالت", "اغتال", "اردي", "اردت"})
# «القيادي أبو تقوى السعيدي ومرافقه»: one more, behind a name
_COMPANION = re.compile(r"(?:\s[^\s،.؛]+){1,7}?\sو(?:مرافق|سائق|نائب|مساعد|زوج|زوجت|نجل|شقيق|طفل|طفلت)(?:ه|ها)(?!\w)")
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
    by_debris: bool = False
    """Whether what was shot down fell on them: then nothing was hit."""


def find_casualties(
    text: ReadText, hits: Hits, numbers: Sequence[Number], actors: Sequence[ActorMention]
) -> list[CasualtyMention]:
    """Return the counts told, in order; empty when nobody is told hurt. «عشرات» and «عدد من» give no number."""
    reader = _Reader(text, hits, numbers, actors)
    found: list[CasualtyMention] = []
    for hit in longest(hits.of("casualty")):
        if _NEGATED.search(text.folded[max(0, hit.word_start - 30) : hit.word_start]):
            continue
        told = reader.read(hit, found)
        if _DIES.match(text.folded, hit.start) and _ONE_OF_THEM.match(text.folded, hit.end):
            found = _one_fewer(found, hit)
        if not any(m.start < t.end and t.start < m.end and m.kind == t.kind for t in told for m in found[-4:]):
            found.extend(told)
    return found


def _one_fewer(found: list[CasualtyMention], died: Hit) -> list[CasualtyMention]:
    """Take who died of wounds from those told injured last, right before."""
    if not found or found[-1].kind != "injured" or found[-1].count < 2 or died.start - found[-1].end > _DIED_WITHIN:
        return found
    return [*found[:-1], replace(found[-1], count=found[-1].count - 1)]


class _Reader:
    """Reads the counts of one text, casualty word by casualty word."""

    def __init__(self, text: ReadText, hits: Hits, numbers: Sequence[Number], actors: Sequence[ActorMention]) -> None:
        self._folded, self._numbers = text.folded, numbers
        self._crowd = Crowd(text, hits, numbers, actors)

    def read(self, hit: Hit, before: Sequence[CasualtyMention]) -> list[CasualtyMention]:
        """Return what one casualty word counts, a mention a group; empty when it counts nobody."""
        kind: Kind = "killed" if hit.value == "killed" else "injured"
        form = self._folded[hit.start : hit.end]
        counted = COUNTED.match(form) is not None or (form == "اصابه" and self._number_before(hit) is not None)
        people = self._counted(hit, form) if counted else self._told(hit, form)
        if not people and before and _AS_MANY.match(self._folded, hit.end):
            people = [People(hit.word_start, hit.end, before[-1].count, before[-1].group)]
        parties = [one.group for one in people if one.group not in ("fighters", "civilians", "unknown", "other")]
        if parties:  # «ضابط وجندي من الجيش العراقي»: both of the army
            people = [replace(one, group=parties[0]) if one.group == "fighters" else one for one in people]
        debris = _DEBRIS.search(self._folded[max(0, hit.word_start - 60) : hit.word_start]) is not None
        counts: dict[str, CasualtyMention] = {}
        for one in people:
            group = one.group
            if group == "other":
                group = next(reversed(counts)) if counts else self._same_people(one, hit, before)
            start, end = min(hit.word_start, one.start), max(hit.end, one.end)
            told = counts.get(group)
            if told is None:
                counts[group] = CasualtyMention(start, end, kind, one.count, group, debris)
            else:
                counts[group] = replace(told, count=told.count + one.count, end=max(told.end, end))
        return [mention for mention in counts.values() if 0 < mention.count <= _MOST]

    def _same_people(self, people: People, hit: Hit, before: Sequence[CasualtyMention]) -> str:
        """Return the group of «ثلاثة» or «34 آخرين»: that of the people told just before, in the same sentence."""
        if (
            before
            and 0 <= hit.word_start - before[-1].end <= _BEHIND
            and "." not in self._folded[before[-1].end : hit.word_start]
        ):
            return before[-1].group
        return "unknown"

    def _counted(self, hit: Hit, form: str) -> list[People]:
        """Read a noun that is counted: «16 قتيلاً»، «قتيلان»، «عدد القتلى إلى ستة»."""
        if _BETWEEN.search(self._folded, max(0, hit.start - 20), hit.start) or (
            hit.value == "injured" and _DEATH_OF.search(self._folded, max(0, hit.start - 24), hit.start)
        ):
            return []
        number = self._number_before(hit)
        if number is None and _COUNT_FAR.search(self._folded, max(0, hit.start - 12), hit.start):
            number = self._number_reached(hit)
        if number is None:
            for later in self._crowd.numbers_near(hit.end, 1):
                between = self._folded[hit.end : later.start]
                if _TOTAL.fullmatch(between.lstrip()) or not between.strip(" :(بل"):
                    number = later
                    break
        count = number.value if number is not None else 2 if _TWO.match(form) else 1 if _ONE.match(form) else 0
        if not count:
            return []
        group, end = self._crowd.group_behind(hit.end)
        return [People(number.start if number else hit.word_start, end, count, group)]

    def _number_reached(self, hit: Hit) -> Number | None:
        """Return what the count of a noun came to, told further on in its sentence; None when it is not told."""
        first = bisect.bisect_left(self._numbers, hit.end, key=lambda n: n.start)
        for number in self._numbers[first : first + 4]:
            if any(hit.end <= c.start < number.start for c in self._crowd.casualties_near(number.start)):
                return None
            if _REACHED.fullmatch(self._folded, hit.end, number.start):
                return number
        return None

    def _number_before(self, hit: Hit) -> Number | None:
        """Return the count right before a noun that is counted; None when none stands there."""
        for number in self._crowd.numbers_near(hit.word_start, -1):
            if self._folded[number.end : hit.start].strip(' "«»()') in _COUNT_OF:
                return number
        return None

    def _told(self, hit: Hit, form: str) -> list[People]:
        """Read the people behind a verb or noun of death («مقتل ثلاثة جنود»), else before a verb («جنديان قُتلا»)."""
        if _ONE_OF_THEM.match(self._folded, hit.end):
            return [People(hit.word_start, hit.end, 1, "other")]
        if _HITS.match(form) and self._folded.startswith(" ال", hit.end):
            return []  # «وأصاب الآخران مهبطاً»: who hits stands behind the verb
        his = _HIS.match(form)
        if his is not None and _LEADS_TO.search(self._folded, max(0, hit.start - 6), hit.start):
            one = People(hit.word_start, hit.end, 2 if his.group(1) == "هما" else 1, "other")
            return [one, *self._crowd.joined(one)]
        behind = self._crowd.at(hit.end) or self._people_further(hit) or self._object(hit, form)
        if behind is None and form in ("قتلا", "استشهدا", "جرحا", "اصيبا"):
            return [People(hit.word_start, hit.end, 2, "other")]
        if behind is None:
            subject = self._subject(hit, form) if _VERB.match(form) else None
            return [subject] if subject is not None else []
        more = self._crowd.joined(behind)
        if not more and behind.count == 1 and (companion := _COMPANION.match(self._folded, behind.end)) is not None:
            more = [People(behind.start, companion.end(), 1, behind.group)]
        return [behind, *more]

    def _people_further(self, hit: Hit) -> People | None:
        """Return counted people behind a verb and where or when it happened («أصيب في الكمين أيضاً ثلاثة عسكريين»)."""
        for number in self._crowd.numbers_near(hit.end, 1):
            between = self._folded[hit.end : number.start]
            stopped = any(hit.end <= c.start < number.start for c in self._crowd.casualties_near(number.start))
            if stopped or "،" in between or _CLAUSE_ENDS.search(between):
                return None
            people = self._crowd.at(number.start)
            named = self._crowd.person_at(number.end) is not None or (people is not None and people.group != "other")
            return people if named else None
        return None

    def _object(self, hit: Hit, form: str) -> People | None:
        """Return who was killed by a raid told in between: «قتلت غارة قرب بلدة كذا القياديَّ في التنظيم»."""
        subject = _RAID.match(self._folded, hit.end) if form in _ACTIVE else None
        if subject is None:
            return None
        for person in self._crowd.between(subject.end(), hit.end + _AHEAD):
            between = self._folded[subject.end() : person.word_start]
            if _CLAUSE_ENDS.search(between) or "،" in between:
                return None
            people = self._crowd.at(person.word_start)
            if people is not None:
                return people
        return None

    def _subject(self, verb: Hit, form: str) -> People | None:
        """Return the counted people before a verb whose subject they are; None when none stand there."""
        if _VAGUE.match(self._folded, verb.end):
            return None  # «وأصيب عدد من الجنود»: its subject follows
        low = max(0, verb.word_start - _AHEAD)
        ends = [m.end() for m in _CLAUSE_ENDS.finditer(self._folded, low, verb.word_start)]
        ends += [
            c.end for c in self._crowd.casualties_near(verb.word_start) if low <= c.start and c.end <= verb.word_start
        ]
        low = max([low, *ends])
        several = _PLURAL_VERB.search(form.split()[0]) is not None
        first = bisect.bisect_left(self._numbers, low, key=lambda n: n.start)
        last = bisect.bisect_left(self._numbers, verb.word_start, key=lambda n: n.start)
        for number in reversed(self._numbers[first:last]):
            people = self._crowd.at(number.start)
            if people is not None and (several or people.group != "other"):
                return people
        persons = [p for p in self._crowd.between(low, verb.word_start) if self._crowd.alone(p)]
        if persons:
            group, end = self._crowd._group_of(persons[-1])
            count = self._crowd.alone(persons[-1])
            also = self._people_before(persons) if several else 0
            return People(persons[-1].word_start, end, count + also, group)
        return None

    def _people_before(self, persons: Sequence[Hit]) -> int:
        """Return how many stand joined before the last of several singular people («سيدة وطفلها»)."""
        if len(persons) < 2 or persons[-1].word_start - persons[-2].end > 2:
            return 0
        return self._crowd.alone(persons[-2])
