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
from extract.lexicon import Hit, longest
from extract.normalise import ReadText
from extract.numbers import Number

Kind = Literal["killed", "injured"]

_MOST = 5000
"""A higher number is no count of one event's losses."""
_BEHIND = 32
"""Folded characters behind a casualty word, or before one, in which its people begin."""
_AHEAD = 75
"""Folded characters before a verb in which its subject stands."""
_OWNER = 34
"""Folded characters behind people in which stands whose they are."""
# Nouns of which the number stands right before («11 قتيلاً»), and those that stand for one or two by themselves
_COUNTED = re.compile(r"(?:ال)?(?:قتيل|قتلي|جريح|جرحي|مصاب|شهيد|شهداء|ضحي|ضحايا|صرعي|اصابات|اصابتين)")
_ONE = re.compile(r"^(?:قتيل|جريح|مصاب|شهيد)(?:ا|ه)?$")
_TWO = re.compile(r"^(?:قتيل|جريح|شهيد|قتيلت)(?:ين|ان)$")
_TOTAL = re.compile(r"(?:\w+\W+){0,3}?(?:الي|بلغ|بلغت)\W+$")
# Verbs whose people stand before them too
_VERB = re.compile(
    r"^(?:قتل|جرح|استشهد|اصيب|لق[يو]|قض[يو]|قضت|توفي|فقد|حتف|مصرع|حيات|عولج|يعالج|تلقوا|يتلق|انصاب|فارق|صرعي|انجرح)"
)
_PLURAL_VERB = re.compile(r"(?:وا|ون|ا|هم|هما|صرعي)$")
_NEGATED = re.compile(r"(?<!\w)[وف]?(?:لم|لا|دون|عدم|بلا|بدون|اي|عما اذا|او|لن)\W(?:\w+\W){0,2}$")
_CLAUSE_ENDS = re.compile(r"[.؛\n:]|(?<!\w)[وف]?(?:بعد|قبل|منذ|رغم|ردا|انتقاما|لكن|فيما|بينما)(?!\w)")
_FILLING = re.compile(
    r"[\s\"'“”«»()]*(?:(?:علي الاقل|ما لا يقل عن|اكثر من|نحو|حوالي|قرابه|زهاء|بحياه|عن|كل من|ال|ايضا|كذلك|لاحقا|بالشظايا|بالرصاص)(?!\w)[\s\"«]*){0,3}"
)
# Between people and their party: «عناصر من لواء القدس»، «منتسباً في الشرطة»، «مقاتلاً، معظمهم من فصائل …»
_OF = re.compile(
    r"[\s\"«“]*(?:(?:علي الاقل|اثنين|اثنان|[ا-ي]{2,12}(?:يا|ين|ون|يه))[\s،]+)?،?\s?"
    r"(?:(?:معظمهم|اغلبهم|جميعهم|كلهم|غالبيتهم)\s)?(?:من|في|تابع\w{0,3}|ينتمون الي|ل)?\s?(?:صفوف |مرتبات |قوات )?[\"«“]?$"
)
_CIVIL = re.compile(r"\s(?:ال)?مدني(?:ا|ان|ين|ون|ه)?(?!\w)")
_ALSO = re.compile(r"[\s،]*و(?=\w)")
# What may follow a number that stands for people alone («وأصيب ثلاثة بجراح»)
_NO_NOUN = re.compile(
    r"\W*(?:$|[.،؛:\n]|(?:من|في|علي|خلال|اثر|جراء|بينهم|بينها|احدهم|حسب|وفق|عندما|حين|قبل|بعد|كانوا|قد|داخل|امس|اليوم|كما"
    r"|[وف]\w+|ب\w+|ل\w+|قضوا|قتلوا|اصيبوا|جرحوا|عولجوا|معظمهم|اغلبهم)(?!\w))"
)
_RAID = re.compile(
    r"\s(?:ال)?(?:غاره|غارات|ضربه|ضربات|مسيره|طائره|صاروخ|قذيفه|قذائف|عبوه|لغم|قناص|مسلحون|مهاجمون|انتحاري|انفجار|هجوم|قصف)"
    r"(?!\w)"
)
_ACTIVE = frozenset({"قتلت", "قتل", "اغتالت", "اغتال", "اردي", "اردت"})
# «القيادي أبو تقوى السعيدي ومرافقه»: one more, behind a name
_COMPANION = re.compile(r"(?:\s[^\s،.؛]+){1,7}?\sو(?:مرافق|سائق|نائب|مساعد|زوج|زوجت|نجل|شقيق|طفل|طفلت)(?:ه|ها)(?!\w)")
_RANK = re.compile(r"\s(?:ب?رتبه) \w+")
_DUAL = re.compile(r"\u064e\u0651?ين$|\u0651\u064eين$")
_DEBRIS = re.compile(r"(?<!\w)[وب]?(?:ال)?(?:حطام|شظايا|بقايا)(?!\w)[^.؛\n]*$")


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


@dataclass(frozen=True, slots=True)
class _People:
    """Counted people in a text."""

    start: int
    end: int
    count: int
    group: str


def find_casualties(
    text: ReadText, hits: Sequence[Hit], numbers: Sequence[Number], actors: Sequence[ActorMention]
) -> list[CasualtyMention]:
    """Return the counts told, in order; empty when nobody is told hurt. «عشرات» and «عدد من» give no number."""
    reader = _Reader(text, hits, numbers, actors)
    found: list[CasualtyMention] = []
    for hit in longest([hit for hit in hits if hit.role == "casualty"]):
        if _NEGATED.search(text.folded[max(0, hit.word_start - 30) : hit.word_start]):
            continue
        told = reader.read(hit, found)
        if not any(m.start < t.end and t.start < m.end and m.kind == t.kind for t in told for m in found[-4:]):
            found.extend(told)
    return found


class _Reader:
    """Reads the counts of one text, casualty word by casualty word."""

    def __init__(
        self, text: ReadText, hits: Sequence[Hit], numbers: Sequence[Number], actors: Sequence[ActorMention]
    ) -> None:
        self._text, self._folded, self._actors = text, text.folded, actors
        self._persons = longest([hit for hit in hits if hit.role == "person"])
        self._casualties = [hit for hit in hits if hit.role == "casualty"]
        self._numbers = numbers

    def read(self, hit: Hit, before: Sequence[CasualtyMention]) -> list[CasualtyMention]:
        """Return what one casualty word counts, a mention a group; empty when it counts nobody."""
        kind: Kind = "killed" if hit.value == "killed" else "injured"
        form = self._folded[hit.start : hit.end]
        people = self._counted(hit, form) if _COUNTED.match(form) else self._told(hit, form)
        if not people:
            return []
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

    def _same_people(self, people: _People, hit: Hit, before: Sequence[CasualtyMention]) -> str:
        """Return the group of «ثلاثة» or «34 آخرين»: that of the people told just before, in the same clause or list."""
        if before and 0 <= hit.word_start - before[-1].end <= _BEHIND:
            if "." not in self._folded[before[-1].end : hit.word_start]:
                return before[-1].group
        return "unknown"

    def _counted(self, hit: Hit, form: str) -> list[_People]:
        """Read a noun that is counted: «16 قتيلاً»، «قتيلان»، «عدد القتلى إلى ستة»."""
        number = next((n for n in self._near_numbers(hit.word_start, -1) if hit.word_start - n.end <= 3), None)
        if number is None:
            for later in self._near_numbers(hit.end, 1):
                between = self._folded[hit.end : later.start]
                if _TOTAL.fullmatch(between.lstrip()) or not between.strip(" :(بل"):
                    number = later
                    break
        count = number.value if number is not None else 2 if _TWO.match(form) else 1 if _ONE.match(form) else 0
        if not count:
            return []
        group, end = self._group_behind(hit.end)
        return [_People(number.start if number else hit.word_start, end, count, group)]

    def _told(self, hit: Hit, form: str) -> list[_People]:
        """Read the people behind a verb or noun of death («مقتل ثلاثة جنود»), else before a verb («جنديان قُتلا»)."""
        behind = self._people_at(hit.end) or self._people_further(hit) or self._object(hit, form)
        if behind is None and form in ("قتلا", "استشهدا", "جرحا", "اصيبا"):
            return [_People(hit.word_start, hit.end, 2, "other")]
        if behind is None:
            subject = self._subject(hit, form) if _VERB.match(form) else None
            return [subject] if subject is not None else []
        more = self._joined(behind)
        if not more and behind.count == 1 and (companion := _COMPANION.match(self._folded, behind.end)) is not None:
            more = [_People(behind.start, companion.end(), 1, behind.group)]
        return [behind, *more]

    def _people_at(self, start: int) -> _People | None:
        """Return the counted people that begin at an offset, filling words apart; None when none do.

        «ثلاثة عسكريين أميركيين»، «جندي»، «عنصران من الأمن السوري»، «ما لا يقل عن 34 آخرين».
        """
        filling = _FILLING.match(self._folded, start)
        begin = filling.end() if filling is not None else start
        number = next((n for n in self._near_numbers(begin, 1) if n.start - begin <= 3), None)
        at = number.end if number is not None else begin
        person = self._person_at(at)
        if person is None:
            if number is None:
                return None
            party = next((a for a in self._near_actors(number.end + 2) if 0 < a.start - number.end <= 2), None)
            if party is not None and party.actor not in ("civilians", "unknown"):
                return _People(number.start, party.end, number.value, party.actor)  # «أربعة أميركيين»
            if self._is_no_people(number.end):
                return None
            group, end = self._group_behind(number.end)
            return _People(number.start, end, number.value, "other" if group == "unknown" else group)
        count = number.value if number is not None else self._by_itself(person)
        twice = next((n for n in self._near_numbers(person.end, 1) if n.start - person.end <= 2 and n.value == 2), None)
        if number is None and twice is not None:
            count = 2  # «مدنيين اثنين»
        if not count:
            return None
        group, end = self._group_of(person)
        return _People(number.start if number is not None else person.word_start, end, count, group)

    def _people_further(self, hit: Hit) -> _People | None:
        """Return counted people behind a verb and where or when it happened («أصيب في الكمين أيضاً ثلاثة عسكريين»)."""
        for number in self._near_numbers(hit.end, 1):
            between = self._folded[hit.end : number.start]
            stopped = any(hit.end <= c.start < number.start for c in self._near_casualties(number.start))
            if stopped or "،" in between or _CLAUSE_ENDS.search(between) or self._person_at(number.end) is None:
                return None
            return self._people_at(number.start)
        return None

    def _object(self, hit: Hit, form: str) -> _People | None:
        """Return who was killed by a raid told in between: «قتلت غارة قرب بلدة كذا القياديَّ في التنظيم»."""
        subject = _RAID.match(self._folded, hit.end) if form in _ACTIVE else None
        if subject is None:
            return None
        for person in self._persons_between(subject.end(), hit.end + _AHEAD):
            between = self._folded[subject.end() : person.word_start]
            if _CLAUSE_ENDS.search(between) or "،" in between:
                return None
            return self._people_at(person.word_start)
        return None

    def _joined(self, first: _People) -> list[_People]:
        """Return people told on after «و»: «جنديين … ومترجم مدني»، «ثلاثة عسكريين، وعنصران من الأمن»."""
        more: list[_People] = []
        last = first
        while len(more) < 4 and (also := _ALSO.match(self._folded, last.end)) is not None:
            if any(c.word_start <= also.end() <= c.end for c in self._near_casualties(also.end())):
                break
            people = self._people_at(also.end())
            if people is None or self._is_casualty_behind(people.end):
                break
            more.append(people)
            last = people
        return more

    def _subject(self, verb: Hit, form: str) -> _People | None:
        """Return the counted people before a verb whose subject they are; None when none stand there."""
        low = max(0, verb.word_start - _AHEAD)
        ends = [m.end() for m in _CLAUSE_ENDS.finditer(self._folded, low, verb.word_start)]
        ends += [c.end for c in self._near_casualties(verb.word_start) if low <= c.start and c.end <= verb.word_start]
        low = max([low, *ends])
        several = _PLURAL_VERB.search(form) is not None
        first = bisect.bisect_left(self._numbers, low, key=lambda n: n.start)
        last = bisect.bisect_left(self._numbers, verb.word_start, key=lambda n: n.start)
        for number in reversed(self._numbers[first:last]):
            people = self._people_at(number.start)
            if people is not None and (several or people.group != "other"):
                return people
        persons = [p for p in self._persons_between(low, verb.word_start) if self._by_itself(p)]
        if persons:
            group, end = self._group_of(persons[-1])
            count = self._by_itself(persons[-1])
            also = self._people_before(persons) if several else 0
            return _People(persons[-1].word_start, end, count + also, group)
        return None

    def _people_before(self, persons: Sequence[Hit]) -> int:
        """Return how many stand joined before the last of several singular people («سيدة وطفلها»)."""
        if len(persons) < 2 or persons[-1].word_start - persons[-2].end > 2:
            return 0
        return self._by_itself(persons[-2])

    def _group_of(self, person: Hit) -> tuple[str, int]:
        """Return the group of a person word and where its words end."""
        group = person.value.split(".")[0]
        covering = next((a for a in self._near_actors(person.start) if a.start <= person.start < a.end), None)
        if covering is not None and covering.actor not in ("civilians", "unknown"):
            return covering.actor, covering.end
        civil = _CIVIL.match(self._folded, person.end)
        if civil is not None:
            return "civilians", civil.end()
        told, end = self._group_behind(person.end)
        if told != "unknown" and (group != "civilians" or told == "civilians"):
            return told, end
        rank = _RANK.match(self._folded, person.end)
        return {"people": "unknown"}.get(group, group), rank.end() if rank is not None else person.end

    def _group_behind(self, start: int) -> tuple[str, int]:
        """Return whose people are, told right behind them («من قوات النظام»), and where that ends."""
        civil = _CIVIL.match(self._folded, start)
        if civil is not None:
            return "civilians", civil.end()
        person = self._person_at(start)
        if person is not None:
            return self._group_of(person) if person.start > start else ("unknown", person.end)
        for actor in self._near_actors(start + _OWNER):
            if start <= actor.start <= start + _OWNER and _OF.match(self._folded[start : actor.start]):
                return actor.actor if actor.actor != "unknown" else "unknown", actor.end
        return "unknown", start

    def _by_itself(self, person: Hit) -> int:
        """Return how many a word for people tells without a number: 1, 2, or 0 for a plural."""
        number = person.value.split(".")[1]
        if number == "stem":
            word = self._folded[person.start : person.end]
            return 2 if word.endswith(("ين", "ان")) and len(word) > len(person.entry.form) else 1
        if number == "many" and _DUAL.search(self._text.quote(person.start, person.end)):
            return 2  # «مدنيَّين», vowelled
        return {"one": 1, "two": 2}.get(number, 0)

    def _person_at(self, start: int) -> Hit | None:
        """Return the word for people that begins within a few characters of an offset («من جنودها»)."""
        index = bisect.bisect_left(self._persons, start, key=lambda p: p.start)
        if index == len(self._persons):
            return None
        between = self._folded[start : self._persons[index].start].strip(" \"'“”«»(")
        return self._persons[index] if between in ("", "من", "ال", "من ال", "ب", "عن", "ل") else None

    def _is_no_people(self, end: int) -> bool:
        """Whether a bare number counts something else: a noun follows («ثلاثة صواريخ»)."""
        return _NO_NOUN.match(self._folded, end) is None

    def _is_casualty_behind(self, end: int) -> bool:
        """Whether the people belong to a noun that is counted itself: «… و20 جريحاً»."""
        return any(
            0 <= c.word_start - end <= 2 and _COUNTED.match(self._folded, c.start)
            for c in self._near_casualties(end + 2)
        )

    def _near_numbers(self, at: int, direction: int) -> list[Number]:
        """Return the numbers right before (-1) or behind (1) an offset, nearest first."""
        index = bisect.bisect_left(self._numbers, at, key=lambda n: n.start)
        if direction > 0:
            return [n for n in self._numbers[index : index + 2] if n.start - at <= _BEHIND]
        return [n for n in reversed(self._numbers[max(0, index - 2) : index]) if 0 <= at - n.end <= _BEHIND]

    def _near_casualties(self, at: int) -> list[Hit]:
        index = bisect.bisect_left(self._casualties, at, key=lambda c: c.start)
        return list(self._casualties[max(0, index - 4) : index + 3])

    def _near_actors(self, at: int) -> list[ActorMention]:
        index = bisect.bisect_left(self._actors, at, key=lambda a: a.start)
        return list(self._actors[max(0, index - 3) : index + 2])

    def _persons_between(self, start: int, end: int) -> list[Hit]:
        low = bisect.bisect_left(self._persons, start, key=lambda p: p.word_start)
        high = bisect.bisect_left(self._persons, end, key=lambda p: p.word_start)
        return list(self._persons[low:high])
