"""Counted people in a text: «ثلاثة من جنودها», «عنصران من الأمن السوري», «سيدة وطفلها», and whose people they are.

Words for people stand in `seeds/lexicon/casualties.csv` with the role `person`; their value tells their group and how
many the bare word means (`stem`: by its ending).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors import ActorMention
from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.numbers import Number

_BEHIND = 32
"""Folded characters in which a number stands near an offset."""
# Nouns of which the number stands right before («11 قتيلاً»), and those that stand for one or two by themselves
COUNTED = re.compile(
    r"(?:ال)?(?:قتيل|قتلي|جريح|جرحي|مصاب|شهيد|شهداء|ضحي|ضحايا|جثت|جثث|جثه واحده|جثامين|صرعي|اصابات|اصابتين|جروحا|جراحا)"
)
_OWNER = 34
"""Folded characters behind people in which stands whose they are."""
_FILLING = re.compile(
    r"[\s\"'“”«»()]*(?:(?:علي الاقل|ما لا يقل عن|اكثر من|نحو|حوالي|قرابه|زهاء|بحياه|عن|كل من|ال|ايضا|كذلك|لاحقا"
    r"|بالشظايا|بشظاياها|بشظاياه|بنيرانها|بنيرانه|بالرصاص|بسببه|بسببها|جراءه|جراءها|علي اثره|علي اثرها|اثره|اثرها"
    r"|خلاله|خلالها|فيه|فيها|معه|معها|يومها|يومئذ|حينذاك|وقتها|حينها|علي الفور|في الحال)(?!\w)[\s\"«]*){0,3}"
)
# Between people and their party: «عناصر من لواء القدس»، «منتسباً في الشرطة»، «مقاتلاً، معظمهم من فصائل …»
_OF = re.compile(
    r"[\s\"«“]*(?:(?:علي الاقل|اثنين|اثنان|[ا-ي]{2,12}(?:يا|ين|ون|يه))[\s،]+)?،?\s?"
    r"(?:(?:معظمهم|اغلبهم|جميعهم|كلهم|غالبيتهم)\s)?(?:من|في|تابع\w{0,3}|ينتمون الي|ل)?\s?(?:صفوف |مرتبات |قوات )?"
    r"[\"«“]?$"
)
# «أحد مقاتليها»، «واحد من جنوده»
_ONE_OF = re.compile(r"(?:احد|احدي|واحده? من) (?=\w)")
_CIVIL = re.compile(r"\s(?:ال)?مدني(?:ا|ان|ين|ون|ه)?(?!\w)")
_ALSO = re.compile(r"[\s،]*و(?=\w)")
# «قيادي بارز في الحزب واثنان ممن كانوا يرافقونه»: words of the first between them
_ALSO_OF_HIS = re.compile(r"(?:\s[^\s\d،.؛:]+){1,5}?\sو(?=\w+ (?:ممن|ممن كانوا|من (?:مرافق|رفاق|حراس|معاون)\w*)(?!\w))")
# «ثلاثة من أفراد الأمن ومدني»: words of the first between them
_DESCRIBED = re.compile(
    r"(?:\s(?!(?:من )?(?:بين|من|ضمن)ه(?:م|ما|ن|ا)\W|هم |احده|معظمهم|اغلبهم|جميعهم|كلهم)"
    r"(?!في |قرب|علي |خلال|بعد|قبل|عند|اثر|الي |امس|اليوم|مساء|فجر|صباح|ليل|جراء|كان|وفق|بحسب)"
    r"[^\s\d،.؛:]+){1,2}\sو(?=\w)"
)
_FAMILY = re.compile(r"\s(?:من )?(?:ال)?(?:عائله|اسره|عائلته|اسرته)")
_OF_A_FAMILY = re.compile(r"(?<!\w)(?:عائله|اسره) (?:\w+ )?(?:من|مؤلفه من|مكونه من) (?:\w+ )?$")
_AND = re.compile(r"(?<!\w)و")
# What may follow a number that stands for people alone («وأصيب ثلاثة بجراح»)
_NO_NOUN = re.compile(
    r"\W*(?:$|[.،؛:\n]|(?:من|في|علي|خلال|اثر|جراء|بينهم|بينها|احدهم|حسب|وفق|عندما|حين|قبل|بعد|كانوا|قد|داخل|امس|اليوم|كما"
    r"|ممن|[وف]\w+|ب\w+|ل\w+|قضوا?|قتلوا?|اصيبوا?|جرحوا?|عولجوا?|معظمهم|اغلبهم|جميعهم|كلهم|منهم|غيره|غيرهم|غيرها|سواهم"
    r"|تم|نقلوا?|وصفت|وضعهم|حالهم|حالتهم|جراحهم|اصابتهم|اصاباتهم)(?!\w))"
)
_DUAL_ADJECTIVE = re.compile(r"\s?(?:\w+(?:ين|ان)\s)?")
# «أصابت ثلاث من المسيّرات»: not people
_OF_ARMS = re.compile(r"\W*(?:من|منها)\W*(?:(?:ال)?(?:مسير|صاروخ|صواريخ|قذيف|قذائف|طائر|عبو)|$)")
_ARMS_AHEAD = re.compile(r"(?<!\w)[وبل]?(?:ال)?(?:مسير|صاروخ|قذيف|طائر|عبو|قنبل|غار|ضرب|رصاص)\w{0,4} $")
"""«أُصيبت بمسيّرة واحدة»"""
_RANK = re.compile(r"\s(?:ب?رتبه) \w+(?: (?:اول|ثان|ثاني|ركن))?(?!\w)")
_PRONOUN = re.compile(r"(?:هم|هن) ")
_NATIONAL = re.compile(
    r"(?:اميرك|امريك|بريطان|فرنس|المان|ايطال|كند|ايران|افغان|باكستان|هند|يمن|لبنان|فلسطين|اردن|سور|عراق|ترك|روس|فلبين"
    r"|بنغلادش|صين|كرد|ايزيد|تركمان|اجنب)ي(?:ا|ه|ان|تان)?(?!\w)"
)
_KUNYA = re.compile(r"(?:ابو|ابي|ابا) \w+(?!\w)")
_DUAL = re.compile(r"\u064e\u0651?ين$|\u0651\u064eين$")


def _alone_between(folded: str, start: int, end: int) -> bool:
    """Whether only an adjective in the dual may stand between («عسكريين سوريين اثنين»)."""
    return _DUAL_ADJECTIVE.fullmatch(folded, start, end) is not None


@dataclass(frozen=True, slots=True)
class People:
    """Counted people in a text."""

    start: int
    end: int
    count: int
    group: str


class Crowd:
    """The people, numbers, parties and casualty words of one text, and how they go together."""

    def __init__(self, text: ReadText, hits: Hits, numbers: Sequence[Number], actors: Sequence[ActorMention]) -> None:
        self._text, self._folded, self._actors = text, text.folded, actors
        self._persons = longest(hits.of("person"))
        self._casualties = hits.of("casualty")
        self._numbers = numbers

    def at(self, start: int) -> People | None:
        """Return the counted people that begin at an offset, filling words apart; None when none do.

        «ثلاثة عسكريين أميركيين»، «جندي»، «عنصران من الأمن السوري»، «ما لا يقل عن 34 آخرين».
        """
        filling = _FILLING.match(self._folded, start)
        begin = filling.end() if filling is not None else start
        number = next((n for n in self.numbers_near(begin, 1) if n.start - begin <= 3), None)
        if number is not None and _PRONOUN.match(self._folded, begin, number.start):
            number = None  # «11 شخصاً، وهم سبعة مدنيين»: told already
        if number is not None and _AND.search(self._folded, begin, number.start):
            number = None  # «شهيدين ارتقيا وثلاثة أصيبوا»: others, of whom something else is told
        one_of = _ONE_OF.match(self._folded, begin)
        at = number.end if number is not None else one_of.end() if one_of is not None else begin
        person = self.person_at(at)
        if person is None:
            if number is None:
                return self._by_name_at(begin)
            party = next((a for a in self._near_actors(number.end + 2) if 0 < a.start - number.end <= 2), None)
            if party is not None and party.actor not in ("civilians", "unknown"):
                return People(number.start, party.end, number.value, party.actor)  # «أربعة أميركيين»
            of_arms = _OF_ARMS.match(self._folded, number.end) or _ARMS_AHEAD.search(
                self._folded, max(0, number.start - 14), number.start
            )
            if of_arms or self._is_no_people(number.end):
                return None
            group, end = self.group_behind(number.end)
            return People(number.start, end, number.value, "other" if group == "unknown" else group)
        count = number.value if number is not None else 1 if one_of is not None else self.alone(person)
        twice = next(
            (
                n
                for n in self.numbers_near(person.end, 1)
                if _alone_between(self._folded, person.end, n.start) and n.value == 2
            ),
            None,
        )
        if number is None and twice is not None:
            count = 2  # «مدنيين اثنين»
        if not count:
            return None
        group, end = self.group_of(person)
        return People(number.start if number is not None else person.word_start, end, count, group)

    def _by_name_at(self, start: int) -> People | None:
        """Return who is told by his nation or his name alone («مقتل أميركيان»، «أبو علي»); a plural tells no number."""
        told = _NATIONAL.match(self._folded, start)
        if told is None:
            kunya = _KUNYA.match(self._folded, start)
            return People(start, kunya.end(), 1, "unknown") if kunya is not None else None
        return People(start, told.end(), 2 if told.group().endswith("ان") else 1, "unknown")

    def joined(self, first: People) -> list[People]:
        """Return people told on after «و»: «جنديين … ومترجم مدني»، «ثلاثة عسكريين، وعنصران من الأمن»."""
        more: list[People] = []
        last = first
        while len(more) < 4 and (also := self._also(last.end)) is not None:
            if any(c.word_start <= also.end() <= c.end for c in self.casualties_near(also.end())):
                break
            people = self.at(also.end())
            if people is None or self._is_casualty_behind(people.end):
                break
            if _DESCRIBED.match(self._folded, last.end) and people.group == "other":
                break
            more.append(people)
            last = people
        return more

    def _also(self, end: int) -> re.Match[str] | None:
        for pattern in (_ALSO, _ALSO_OF_HIS):
            if (also := pattern.match(self._folded, end)) is not None:
                return also
        also = _DESCRIBED.match(self._folded, end)
        person = self.person_at(also.end()) if also is not None else None
        return also if also is not None and person is not None and person.start == also.end() else None

    def group_of(self, person: Hit) -> tuple[str, int]:
        """Return the group of a person word and where its words end."""
        group = person.value.split(".")[0]
        covering = next((a for a in self._near_actors(person.start) if a.start <= person.start < a.end), None)
        if covering is not None and covering.actor not in ("civilians", "unknown"):
            return covering.actor, covering.end
        civil = _CIVIL.match(self._folded, person.end)
        if civil is not None:
            return "civilians", civil.end()
        if _FAMILY.match(self._folded, person.end) or _OF_A_FAMILY.search(
            self._folded, max(0, person.start - 30), person.start
        ):
            return "civilians", person.end
        told, end = self.group_behind(person.end)
        if told != "unknown" and (group != "civilians" or told == "civilians"):
            return told, end
        rank = _RANK.match(self._folded, person.end)
        return {"people": "unknown"}.get(group, group), rank.end() if rank is not None else person.end

    def group_behind(self, start: int) -> tuple[str, int]:
        """Return whose people are, told right behind them («من قوات النظام»), and where that ends."""
        civil = _CIVIL.match(self._folded, start)
        if civil is not None:
            return "civilians", civil.end()
        person = self.person_at(start)
        if person is not None:
            return self.group_of(person) if person.start > start else ("unknown", person.end)
        for actor in self._near_actors(start + _OWNER):
            if start <= actor.start <= start + _OWNER and _OF.match(self._folded[start : actor.start]):
                return actor.actor if actor.actor != "unknown" else "unknown", actor.end
        return "unknown", start

    def alone(self, person: Hit) -> int:
        """Return how many a word for people tells without a number: 1, 2, or 0 for a plural."""
        number = person.value.split(".")[1]
        if number == "stem":
            word = self._folded[person.start : person.end]
            return 2 if word.endswith(("ين", "ان")) and len(word) > len(person.entry.form) else 1
        if number == "many" and _DUAL.search(self._text.quote(person.start, person.end)):
            return 2  # «مدنيَّين», vowelled
        return {"one": 1, "two": 2}.get(number, 0)

    def person_at(self, start: int) -> Hit | None:
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
            0 <= c.word_start - end <= 2 and COUNTED.match(self._folded, c.start) for c in self.casualties_near(end + 2)
        )

    def numbers_near(self, at: int, direction: int) -> list[Number]:
        """Return the numbers right before (-1) or behind (1) an offset, nearest first."""
        index = bisect.bisect_left(self._numbers, at, key=lambda n: n.start)
        if direction > 0:
            return [n for n in self._numbers[index : index + 2] if n.start - at <= _BEHIND]
        return [n for n in reversed(self._numbers[max(0, index - 2) : index]) if 0 <= at - n.end <= _BEHIND]

    def casualties_near(self, at: int) -> list[Hit]:
        index = bisect.bisect_left(self._casualties, at, key=lambda c: c.start)
        return list(self._casualties[max(0, index - 4) : index + 3])

    def _near_actors(self, at: int) -> list[ActorMention]:
        index = bisect.bisect_left(self._actors, at, key=lambda a: a.start)
        return list(self._actors[max(0, index - 3) : index + 2])

    def between(self, start: int, end: int) -> list[Hit]:
        low = bisect.bisect_left(self._persons, start, key=lambda p: p.word_start)
        high = bisect.bisect_left(self._persons, end, key=lambda p: p.word_start)
        return list(self._persons[low:high])
