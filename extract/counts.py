"""Numbers that count attacks: «130 هجوماً»، «استُهدفت 20 مرة»، «وحقل العمر 19»، «الهجوم هو التاسع»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.actors import NOBODY
from extract.findings import Findings
from extract.normalise import Sentence
from extract.numbers import Number
from extract.ordered import within
from extract.ordinals import NOUN, OF_ANYTHING, RAIDS, ordinals_of
from extract.places import PlaceMention
from extract.scopes import COUNTRIES, COUNTRY, NEAR, REGIONS
from extract.windows import is_lately, is_of_the_month, spans_many_days

_ATTACKS = r"(?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|تفجيرات|ضربات|غارات)"
_RAIDS = re.compile(rf"^\W{{0,3}}(?P<noun>{'|'.join(RAIDS)})(?!\w)")
_MUNITIONS = re.compile(
    r"^\W{0,3}(?:مسيره|مسيرات|صاروخا?|صواريخ|قذيفه|قذائف|طائر[هات]{1,2} (?:مسيره|مفخخه))(?!\w)"
    rf"(?:\W+\w+){{0,5}}?\W+(?:علي|نحو|باتجاه) (?:{'|'.join((*COUNTRIES, *REGIONS))})(?!\w)"
)
"""What is fired at a country over many days: «19 مسيّرة أُطلقت على الإقليم منذ مطلع الشهر»."""
_OF_THOSE = re.compile(rf"^\W{{0,3}}(?:علي الاقل )?من (?:هذه |تلك |اصل )?{_ATTACKS}(?!\w)")
# «20 هجوماً في العراق و18 في سوريا، أي ما مجموعه 38»
_IN_ALL = re.compile(r"(?<!\w)(?:ب?ما مجموعه|بمجموع|المجموع|مجموعها) (?:الي )?$")
# «و79 هجوماً في العراق، وهجومين في الأردن»، «وهجوم واحد في الأردن»
_FEW = re.compile(
    r"(?<!\w)(?<!معدل )[ول]{0,2}(?:(?:هجوم|استهداف|عمليت|مرت|هجمت|اعتداء)(?P<two>ين|ان)"
    r"|(?:هجوم|استهداف|عمليه|مره|هجمه|اعتداء) واحده?|واحده?(?= (?:في|علي|داخل) ))(?!\w)"
    r"(?!\W+(?:يوميا|شهريا|اسبوعيا|كل|في (?:اليوم|الاسبوع|الشهر)))"
)
_AS_MANY = re.compile(r"(?<!\w)و?(?:مثلها|مثلهم|العدد (?:نفسه|ذاته)|عدد مماثل) (?=(?:في|داخل|علي)\s)")
"""«24 في العراق ومثلها في سوريا»"""
# «كانت حصة سوريا منها نحو 100»
_SHARE = re.compile(r"(?<!\w)[وف]?(?:حصه|نصيب) [^.،؛\n]{2,50}$")
_COUNTED = re.compile(rf"^\W{{0,3}}(?P<noun>{NOUN})(?!\w)")
_SUM = r"(?:عدد|تعداد|مجموع|اجمالي|حصيله)"
_COUNTED_BEFORE = re.compile(rf"{_SUM}\s+(?:{_ATTACKS}|(?:ال)?(?:هجوم|مرات)|ما استهدف)[^.؛\n]{{0,90}}$")
_CAME_TO = (
    r"(?<!\w)[وف]?(?:بلغت?|وصلت|تجاوزت|تخطت|ناهزت|قاربت|فاقت|صارت|باتت|اصبحت|ارتفعت)"
    r"(?: الي)?(?: (?:نحو|قرابه|اكثر من))?"
)
_CAME = re.compile(
    rf"{_ATTACKS}(?!\w)[^.؛\n]{{0,90}}{_CAME_TO}\W+$|{_CAME_TO}\W+(?:هذه |تلك )?{_ATTACKS}(?!\w)[^.؛\n]{{0,80}}$"
)
"""«بلغت الهجمات في سوريا وحدها 76»، «الهجمات على العاصمة بلغت 63»: the first number told."""
_COUNTED_AFTER = re.compile(rf"^\W{{0,4}}(?:هو )?{_SUM} (?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|تفجيرات|مرات)")
_NO_NOUN = re.compile(r"\W*(?:$|[.،؛:\n]|(?:منذ|خلال|في|بين|حتي|منها|علي|بعد|مقابل)(?!\w))")
_FROM = re.compile(r"(?<!\w)من $")
_UP_TO = re.compile(r"^\W*(?:\w+\W+)?الي\W+(?:\w+\W+){0,2}\d")
"""«ارتفع عدد الهجمات من 60 إلى 66»: of the two the second counts."""
_COMPARED = re.compile(r"(?<!\w)(?:بزياده|بفارق|بمعدل|معدل|بمتوسط)(?: (?:نحو|قدرها))? $")
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:مره|مرات|هجوما?|هجمات|عمليه|عمليات|اخري|منها|منفصله)\W+){0,3}(?:(?:في|ب|علي|داخل|ضد|قرب)(?:\W|(?=ال))|ل(?=\w))"
)
_BEHIND = 70
_BEFORE = 110
"""Folded characters on either side of a number in which stands what it counts."""
_PLACE_BEHIND = 30
# «48 منها جوية و12 برية»، «سبعة منها على حقول النفط»
_PART = re.compile(r"^\W*(?:منها\W+)?(?:جويه|بريه|بحريه|مدفعيه|صاروخيه)(?!\w)|^\W*منها\W+علي\W")
# «توزعت الهجمات على 70 في العراق و83 في سوريا»
_PARTED = re.compile(r"(?<!\w)[وف]?(?:[يت]?توزع\w*|[يت]?نقسم\w*|انقسم\w*|موزعه?)(?!\w)[^.؛\n]{0,60}$")
_ATTACKS_BEFORE = re.compile(rf"(?<!\w)[وفبل]?{_ATTACKS}(?!\w)")
_PLACED_SHARES = re.compile(r"^[^.؛\n]{0,60}?\d+\W+(?:منها\W+)?(?:في|داخل)\W+(?:ال)?(?:عراق|سوريا|اردن)")
_SUMMED = re.compile(
    rf"(?<!\w)(?:[وفب]?ل?{_SUM}|[وفيت]?(?:وزع|توزع|موزع|احص|وثق|تصدر|ارتفع)\w*|الصداره|القائمه|حصه|نصيب|النصيب|ما يزيد"
    r"|خلال|منذ|بلغ عدد|في (?:ال)?(?:\d+ )?(?:يوما|ايام|اسبوع|شهر|اشهر))"
)
"""Words of counting up, without which a count in a sentence with no window is that of one event."""
_OTHER_THING = re.compile(
    r"^\W{0,2}(?:شخص|قتيل|قتلي|جريح|جرحي|شهيد|شهداء|ضحي|ضحايا|مدني|عنصر|عناصر|جندي|جنود|مصاب|عسكري|مقاتل|مسلح|امراه|طفل"
    r"|اطفال|صاروخ|صواريخ|مسير|طائر|قذيف|قذائف|يوم|ايام|شهر|اشهر|ساع|عام|اعوام|سنه|سنوات)"
)
"""What a number counts when it counts no attacks."""
_SUM_BEFORE = re.compile(rf"(?<!\w){_SUM} (?:ال)?(?:(?:اسبوع|شهر|يوم|عام)\W{{1,3}}|عمليات(?!\w)[^.؛\n]{{0,60}})$")
_RANGE = re.compile(r"(?<!\w)بين \w+ و$")
"""«بين 300 و400 هجوم»: nobody counted."""
EACH = re.compile(r"^\W{0,3}لكل (?:منهما|منها|منهم|واحده?|قاعده)(?!\w)")
"""«بـ16 لكل منهما»"""
_NO_ATTACKS = re.compile(
    r"\s(?:ال)?(?:قلب|جراح|قيصري|ولاد|زراع|زرع|تجميل|قسطر|بيع|شراء|مصرفي|تجاري|انتخابي|امني|دهم|مداهم|تفتيش|تمشيط|اعتقال"
    r"|انقاذ|اجلاء|اخلاء|بحث|تهريب|سطو|سرق|نصب|احتيال|خطف|اختطاف|تبادل|ازال|تفكيك|اطفاء|نقل|مصادر|تدريب|رصد|استطلاع"
    r"|الكتروني|سيبراني|لفظي|اعلامي|كلامي)"
)
"""Operations that are no attacks: «24 عملية جراحية»، «11 عملية أمنية»."""
_ON_OTHERS = re.compile(
    r"\s(?:علي|بحق|ضد|طال\w?)\s(?:ال)?(?:صحف|صحاف|اعلامي|طبيب|اطباء|كوادر|معلم|مدرس|شبك|خطوط|ممتلكات|متظاهر|محتج|نساء|حريه|حريات)"
)
"""Assaults that are no attacks of arms: «120 اعتداءً على صحفيين»."""


@dataclass(frozen=True, slots=True)
class AttackCount:
    """A number that counts events. Offsets are folded, half open."""

    start: int
    end: int
    value: int
    at_least: bool
    ordinal: bool = False
    """Whether it is told of the last event («الهجوم التاسع»), whose own words stand beside it."""
    counted: str = ""
    """The noun counted, folded; empty where it is left out («و3 في سوريا»)."""
    part: bool = False
    """Whether it is a part of those counted before («سبعة منها»)."""

    @property
    def of_times(self) -> bool:
        """Whether it tells how often something was attacked («ثلاث مرات»)."""
        return self.counted in ("مره", "مرات")


def attack_counts(
    found: Findings,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    published: dt.date | None,
    counting_before: bool,
    told: bool,
) -> list[AttackCount]:
    """Return the numbers of a sentence that count attacks, in order; empty when it sums nothing up.

    `counting_before` says whether the sentence before counted attacks, `told` whether attacks were told before.
    """
    return _Counter(found, sentence, places, published, counting_before).count(told)


def sums_up(folded: str, sentence: Sentence) -> bool:
    """Return whether a sentence has words of counting up («بلغ عدد»، «أحصى»، «خلال»)."""
    return _SUMMED.search(folded, sentence.start, sentence.end) is not None


class _Counter:
    """Counts the attacks of one sentence."""

    def __init__(
        self,
        found: Findings,
        sentence: Sentence,
        places: Sequence[PlaceMention],
        published: dt.date | None,
        counting_before: bool,
    ) -> None:
        self._found, self._folded = found, found.text.folded
        self._sentence, self._places = sentence, places
        self._counting_before, self._published = counting_before, published
        self._counts: list[AttackCount] = []

    def count(self, told: bool) -> list[AttackCount]:
        counts, sentence = self._counts, self._sentence
        for number in within(self._found.numbers, sentence.start, sentence.end):
            if number.value >= (1 if counts else 2) and not self._is_dated(number) and self._is_count(number):
                after = self._folded[number.end : min(sentence.end, number.end + _BEHIND)]
                noun = _COUNTED.match(after) or _RAIDS.match(after)
                end, word = (number.end + noun.end(), noun["noun"]) if noun is not None else (number.end, "")
                part = bool(_PART.match(after) or _OF_THOSE.match(after))
                counts.append(AttackCount(number.start, end, number.value, number.at_least, counted=word, part=part))
        for match in _FEW.finditer(self._folded, counts[-1].end, sentence.end) if counts else ():
            counts.append(AttackCount(match.start(), match.end(), 2 if match["two"] else 1, at_least=False))
        for match in _AS_MANY.finditer(self._folded, counts[-1].end, sentence.end) if counts else ():
            counts.append(replace(counts[-1], start=match.start(), end=match.end(), counted="", part=False))
        nths = ordinals_of(self._found, sentence, told, self._tells_of_attacks())
        return counts + [AttackCount(*nth, at_least=False, ordinal=True) for nth in nths]

    @cached_property
    def _long(self) -> bool:
        """Whether the sentence is of a longer time than an event's."""
        return (
            spans_many_days(self._found, self._sentence, self._published)
            or is_of_the_month(self._folded, self._sentence)
            or (is_lately(self._folded, self._sentence) and not self._places)
        )

    def _is_dated(self, number: Number) -> bool:
        near = within(self._found.dates, number.start - 80, number.end + 80)
        return any(day.start <= number.start and number.end <= day.end for day in near)

    def _is_count(self, number: Number) -> bool:
        after = self._folded[number.end : min(self._sentence.end, number.end + _BEHIND)]
        before = self._folded[max(self._sentence.start, number.start - _BEFORE) : number.start]
        several = number.value > 1
        if several and self._long and _MUNITIONS.match(after):
            return True
        if _OTHER_THING.match(after) or _RANGE.search(before) or _COMPARED.search(before):
            return False
        if _FROM.search(before) and _UP_TO.match(after):
            return False
        noun = _COUNTED.match(after)
        if noun is not None and (_NO_ATTACKS.match(after, noun.end()) or _ON_OTHERS.match(after, noun.end())):
            return False
        if noun is not None and noun["noun"] in OF_ANYTHING:
            return self._are_attacks(before, after, noun)
        if several and self._long and (_RAIDS.match(after) or _OF_THOSE.match(after)):
            return True
        if several and (noun is not None or _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after)):
            return True
        if several and not self._counts and _CAME.search(before) and _NO_NOUN.match(after):
            return True
        return self._goes_on(number, before, after)

    def _are_attacks(self, before: str, after: str, noun: re.Match[str]) -> bool:
        """Whether «24 عملية»، «سبع مرات» are attacks: only where one or a party is told of, or they are summed up."""
        if self._counts or self._counting_before:
            return True
        times = noun["noun"] in ("مره", "مرات")  # «انتهك التحالف البروتوكولات 11 مرة»: a party alone attacks nothing
        if self._acts() if times else self._tells_of_attacks():
            return True
        return _SUM_BEFORE.search(before) is not None or _PLACED_SHARES.match(after, noun.end()) is not None

    def _goes_on(self, number: Number, before: str, after: str) -> bool:
        """Whether the thing counted is left out because it was told: «… و3 في سوريا»، «وحقل العمر 19»."""
        near = self._folded[max(self._sentence.start, number.start - NEAR) : number.start]
        behind = any(number.end < p.start < number.end + _PLACE_BEHIND for p in self._places)
        placed = _ELLIPTIC.match(after) is not None and (COUNTRY.search(after[:_PLACE_BEHIND]) is not None or behind)
        named = any(0 <= number.start - p.end <= NEAR for p in self._places) or COUNTRY.search(near) is not None
        placed |= named and (after.lstrip(" ")[:1] in ("", "،", ".", "؛", ")") or after.startswith(" و"))
        if not (self._counts or self._counting_before):
            return placed and _PARTED.search(before) is not None and _ATTACKS_BEFORE.search(before) is not None
        if number.value > 1 and _IN_ALL.search(before):
            return True
        if _OF_THOSE.match(after):
            return not self._of_one_day()
        if placed and self._counts_people_before(number):
            return False
        return placed or bool(EACH.match(after) or _SHARE.search(before) or _PART.match(after))

    def _of_one_day(self) -> bool:
        """Whether the sentence names a day: attacks of that day are told, not summed up."""
        days = within(self._found.dates, self._sentence.start, self._sentence.end)
        return any(day.kind == "point" and day.precision == "day" for day in days)

    def _counts_people_before(self, number: Number) -> bool:
        """Whether people were counted since attacks were: «900 جندي في سوريا و2500 في العراق»."""
        start = self._counts[-1].end if self._counts else self._sentence.start
        if within(self._found.casualties, start, number.start):
            return True
        others = within(self._found.numbers, start, number.start)
        return any(_OTHER_THING.match(self._folded[n.end : n.end + _PLACE_BEHIND]) for n in others)

    def _tells_of_attacks(self) -> bool:
        """Whether the sentence has an act or names a party."""
        actors = within(self._found.actors, self._sentence.start, self._sentence.end)
        return self._acts() or any(actor.actor not in NOBODY for actor in actors)

    def _acts(self) -> bool:
        return bool(within(self._found.acts, self._sentence.start, self._sentence.end))
