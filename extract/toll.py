"""Nouns of casualties that are counted: «16 قتيلاً»، «قتيلان»، «ارتفع عدد الجرحى إلى 31»، «ضحايا القصف أربعة»."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from extract.lexicon import Hit
from extract.numbers import Number
from extract.people import Crowd, People

_ONE = re.compile(r"^(?:(?:قتيل|جريح|مصاب|شهيد)(?:ا|ه)?|جثه واحده)$")
_TWO = re.compile(r"^(?:(?:قتيل|جريح|شهيد|قتيلت|جثت|مصاب)(?:ين|ان)|جثت[اي])$")
_TOTAL = re.compile(r"(?:\w+\W+){0,3}?(?:و?عددهم|الي|بلغ|بلغت|عند|تجاوز|تجاوزت|يتجاوز|فاق|يفوق|يقارب)\W+(?:ال)?$")
# «عدد المصابين في الهجوم على الموقع، الأحد، تجاوز الأربعين»
_COUNT_FAR = re.compile(r"(?<!\w)[وفبل]?(?:عدد|تعداد|حصيله) (?:ال)?$")
_THOSE_WHO = re.compile(r"(?<!\w)[وفل]?(?:عدد|تعداد) (?:من|(?:ال\w+ ){0,2}الذين) (?:شخصت )?$")
_THOSE_REACH = 60
_REACHED = re.compile(
    r"[^.؛\n]{0,130}?(?<!\w)[وف]?(?:بلغ|بلغت|تجاوز|تجاوزت|وصل الي|وصلت الي|ارتفع الي|ارتفعت الي|الي|عند)\W+(?:ال)?$"
)
_COUNT_OF = frozenset({"", "ال", "عدد", "تعداد", "حصيله", "اعداد", "عدد ال", "تعداد ال", "حصيله ال"})
"""What stands between a count and who is counted: «ارتفع إلى 8 عدد القتلى»."""
_BETWEEN = re.compile(r"(?<!\w)(?:ما )?بين (?:(?:قتيل|قتلي|شهيد|شهداء|جريح|مصاب) و)?$")
"""«25 بين قتيل وجريح»: how many of them died nobody says."""
_DEATH_OF = re.compile(r"(?<!\w)(?:وفاه|موت|استشهاد) (?:\w+ )?(?:ال)?$")
"""«بعد وفاة جريحين»: who died of wounds is told among the dead."""
# «تعرض ثلاثة جنود لإصابات دماغية»، «شُخّصت إصابات لدى 109 جنود»
_EXPOSED = re.compile(r"(?<!\w)[وف]?[يت]?تعرض(?:وا)? (?=[^.؛،\n]{3,40}$)")
_HAD_BY = re.compile(r"(?: \w+){0,3} لدي(?=\s)|(?: \w+ه)? ل(?=\w)")
# «ضحايا القصف أربعة»
_OF_IT = re.compile(r" ال\w+ (?=\w+\s?(?:[:،.؛\n]|$))")


class Toll:
    """The counted nouns of one text."""

    def __init__(self, folded: str, numbers: Sequence[Number], crowd: Crowd) -> None:
        self._folded, self._numbers, self._crowd = folded, numbers, crowd

    def of(self, hit: Hit, form: str) -> People | None:
        """Return whom a counted noun counts; None when it gives no number."""
        if _BETWEEN.search(self._folded, max(0, hit.start - 20), hit.start) or (
            hit.value == "injured" and _DEATH_OF.search(self._folded, max(0, hit.start - 24), hit.start)
        ):
            return None
        number = self._number(hit)
        count = number.value if number is not None else 2 if _TWO.match(form) else 1 if _ONE.match(form) else 0
        if not count:
            return self._suffering(hit) if number is None else None
        group, end = self._crowd.group_behind(hit.end)
        return People(number.start if number else hit.word_start, end, count, group)

    def of_those(self, hit: Hit) -> People | None:
        """Return how many «عدد من قضوا … بلغ 68» tells behind a verb; None when it tells no number."""
        if not _THOSE_WHO.search(self._folded, max(0, hit.start - _THOSE_REACH), hit.word_start):
            return None
        number = self._number_reached(hit)
        return None if number is None else People(hit.word_start, number.end, number.value, "unknown")

    def number_before(self, hit: Hit) -> Number | None:
        """Return the count right before a noun that is counted; None when none stands there."""
        for number in self._crowd.numbers_near(hit.word_start, -1):
            if self._folded[number.end : hit.start].strip(' "«»()') in _COUNT_OF:
                return number
        return None

    def _number(self, hit: Hit) -> Number | None:
        number = self.number_before(hit)
        if number is None and _COUNT_FAR.search(self._folded, max(0, hit.start - 12), hit.start):
            number = self._number_reached(hit)
        if number is not None:
            return number
        for later in self._crowd.numbers_near(hit.end, 1):
            between = self._folded[hit.end : later.start]
            if _TOTAL.fullmatch(between.lstrip()) or not between.strip(" :(بل"):
                return later
        return None

    def _suffering(self, hit: Hit) -> People | None:
        """Return who has what a noun without a number tells: «تعرض ثلاثة جنود لإصابات»، «إصابات لدى 109 جنود»."""
        exposed = _EXPOSED.search(self._folded, max(0, hit.word_start - 55), hit.word_start)
        if exposed is not None and hit.proclitic == "ل":
            return self._crowd.at(exposed.end())
        for pattern in (_HAD_BY, _OF_IT):
            over = pattern.match(self._folded, hit.end)
            people = self._crowd.at(over.end()) if over is not None else None
            if people is not None and people.count > 1:
                return people
        return None

    def _number_reached(self, hit: Hit) -> Number | None:
        """Return what the count of a noun came to, told further on in its sentence; None when it is not told."""
        first = bisect.bisect_left(self._numbers, hit.end, key=lambda n: n.start)
        for number in self._numbers[first : first + 4]:
            if any(hit.end <= c.start < number.start for c in self._crowd.casualties_near(number.start)):
                return None
            if _REACHED.fullmatch(self._folded, hit.end, number.start):
                return number
        return None
