"""Numbers that count attacks: «130 هجوماً»، «استُهدفت 20 مرة»، «وحقل العمر 19»، «الهجوم هو التاسع»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors import NOBODY
from extract.findings import Findings
from extract.normalise import Sentence
from extract.numbers import Number
from extract.ordered import within
from extract.places import PlaceMention
from extract.scopes import COUNTRY, NEAR
from extract.windows import is_lately, spans_many_days

# What is counted, right behind the number. Raids and shells are munitions of one event, so they are not here.
COUNTED_NOUNS = (
    *("مره", "مرات", "هجوم", "هجوما", "هجمات", "هجمه", "استهداف", "استهدافا", "استهدافات"),
    *("عمليه", "عمليات", "اعتداء", "اعتداءات", "قصف", "قصفا"),
)
"""What a tally counts, folded."""
_NOUN = rf"(?:{'|'.join(COUNTED_NOUNS)})"
_ATTACKS = r"(?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|تفجيرات|ضربات|غارات)"
RAIDS = (
    *("ضربه", "ضربات", "غاره", "غارات", "كمين", "كمينا", "كمائن"),
    *("انفجار", "انفجارا", "انفجارات", "تفجير", "تفجيرا", "تفجيرات"),
)
"""What a tally counts only over many days or in a whole country, folded: «أربع غارات» at a place are one event."""
_RAIDS = re.compile(rf"^\W{{0,3}}(?P<noun>{'|'.join(RAIDS)})(?!\w)")
_OF_THOSE = re.compile(rf"^\W{{0,3}}من (?:هذه |تلك |اصل )?{_ATTACKS}(?!\w)")
# «العملية رقم 27»
_NUMBERED = re.compile(
    rf"(?<!\w)[وف]?(?:ال)?(?:{_NOUN}|ضربه|غاره|عمليتنا|هجومنا|استهدافنا)(?: \w+)? "
    r"(?:رقم|تحمل الرقم) \W?(?P<n>\d{1,4})(?!\d)"
)
# «20 هجوماً في العراق و18 في سوريا، أي ما مجموعه 38»
_IN_ALL = re.compile(r"(?<!\w)(?:ب?ما مجموعه|بمجموع|المجموع|مجموعها) (?:الي )?$")
# «و79 هجوماً في العراق، وهجومين في الأردن»، «وهجوم واحد في الأردن»
_FEW = re.compile(
    r"(?<!\w)(?<!معدل )[ول]{0,2}(?:(?:هجوم|استهداف|عمليت|مرت|هجمت|اعتداء)(?P<two>ين|ان)"
    r"|(?:هجوم|استهداف|عمليه|مره|هجمه|اعتداء) واحده?)(?!\w)"
    r"(?!\W+(?:يوميا|شهريا|اسبوعيا|كل|في (?:اليوم|الاسبوع|الشهر)))"
)
# «كانت حصة سوريا منها نحو 100»
_SHARE = re.compile(r"(?<!\w)[وف]?(?:حصه|نصيب) [^.،؛\n]{2,50}$")
_COUNTED = re.compile(rf"^\W{{0,3}}(?P<noun>{_NOUN})(?!\w)")
_SUM = r"(?:عدد|تعداد|مجموع|اجمالي|حصيله)"
_COUNTED_BEFORE = re.compile(
    rf"{_SUM}\s+(?:{_ATTACKS}|(?:ال)?(?:هجوم|مرات)|ما استهدف)(?:[^.؛\n\d]|\d(?!\d*[^.؛\n]*\d{{2,4}}\s\w+\s?$)){{0,90}}$"
)
_COUNTED_AFTER = re.compile(rf"^\W{{0,4}}(?:هو )?{_SUM} (?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|تفجيرات|مرات)")
_FROM = re.compile(r"(?<!\w)من $")
_UP_TO = re.compile(r"^\W*(?:\w+\W+)?الي\W+(?:\w+\W+){0,2}\d")
"""«ارتفع عدد الهجمات من 60 إلى 66»: of the two the second counts."""
_COMPARED = re.compile(r"(?<!\w)(?:بزياده|بفارق|بمعدل|معدل|بمتوسط)(?: (?:نحو|قدرها))? $")
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:مره|مرات|هجوما?|هجمات|عمليه|عمليات|اخري|منها|منفصله)\W+){0,3}(?:(?:في|ب|علي|داخل|ضد|قرب)(?:\W|(?=ال))|ل(?=\w))"
)
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
_SUM_BEFORE = re.compile(rf"(?<!\w){_SUM} (?:ال)?(?:اسبوع|شهر|يوم|عام|عمليات)\W{{1,3}}$")
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
_OF_ANYTHING = frozenset({"مره", "مرات", "عمليه", "عمليات"})
"""Things counted that are attacks only where an attack or a party is told of."""

_UNITS = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_TENS = "عشر ثلاث اربع خمس ست سبع ثمان تسع".split()
_UNIT = "|".join(["حادي", *(u for u in _UNITS if u != "ثاني"), "ثاني", "ثان"])
_ORDINAL = re.compile(
    rf"(?<!\w)(?:و|ف)?ال(?P<unit>{_UNIT})ه?(?: (?P<teen>عشره?)| وال(?P<tens>{'|'.join(_TENS)})(?:ون|ين))?(?!\w)"
    rf"|(?<!\w)ال(?P<round>{'|'.join(_TENS)})(?:ون|ين)(?!\w)"
    rf"|(?<!\w)(?P<bare>{_UNIT}) (?!مره)(?:{_NOUN}|{'|'.join(RAIDS)})(?!\w)"
)
"""«التاسع»، «الرابعة والثلاثون»، «العشرون»، «ثالث استهداف»."""
ORDINALS = frozenset(article + unit + end for unit in _UNITS for article in ("", "ال", "وال") for end in ("", "ه")) | {
    f"ال{ten}{end}" for ten in _TENS for end in ("ون", "ين")
}
"""Folded words with which an ordinal begins."""
_NOUN_OF = re.compile(rf"{_NOUN}|{'|'.join(RAIDS)}")
_THE_NTH = re.compile(
    rf"(?<!\w)[وفب]?(?:هذا|هذه|هو|هي|انه|بانه|انها|بانها|ليكون|لتكون|ليصبح|لتصبح)\W+(?:(?:ال)?(?:{_NOUN}|ضربه|غاره|قصف|هو|هي)\W+){{0,2}}$"
)
"""What makes an ordinal a count («هذا الهجوم هو التاسع»); «في ثاني هجوم خلال أيام» only says when."""
_RUNS = re.compile(
    r"(?:\W+\w+){0,4}?(?:\W+ال[تذ]ي(?:\W+\w+){1,6}?)?"
    r"\W+(?:خلال|في غضون|منذ|في اقل من|هذا العام|هذه السنه|هذا الشهر)(?!\w)"
)
_RUNNING = ("خلال", "غضون", "منذ", "اقل من", "هذا العام", "هذه السنه", "هذا الشهر")
"""The words of `_RUNS`: without one no ordinal of the sentence is a count."""


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
    folded = found.text.folded
    long = spans_many_days(found, sentence, published) or (is_lately(folded, sentence) and not places)
    counts: list[AttackCount] = []
    for n in within(found.numbers, sentence.start, sentence.end):
        dated = any(d.start <= n.start and n.end <= d.end for d in within(found.dates, n.start - 80, n.end + 80))
        if n.value < (1 if counts else 2) or dated:
            continue
        if _is_count(found, n, sentence, places, bool(counts) or counting_before, long):
            after = folded[n.end : min(sentence.end, n.end + 40)]
            noun = _COUNTED.match(after) or _RAIDS.match(after)
            end, word = (n.end + noun.end(), noun["noun"]) if noun is not None else (n.end, "")
            part = after.lstrip().startswith("منها") or _PART.match(after) is not None
            counts.append(AttackCount(n.start, end, n.value, n.at_least, counted=word, part=part))
    for match in _FEW.finditer(folded, counts[-1].end, sentence.end) if counts else ():
        counts.append(AttackCount(match.start(), match.end(), 2 if match["two"] else 1, at_least=False))
    return counts + _ordinals(found, sentence, told)


def sums_up(folded: str, sentence: Sentence) -> bool:
    """Return whether a sentence has words of counting up («بلغ عدد»، «أحصى»، «خلال»)."""
    return _SUMMED.search(folded, sentence.start, sentence.end) is not None


def _ordinals(found: Findings, sentence: Sentence, told: bool) -> list[AttackCount]:
    folded = found.text.folded
    if not any(folded.find(words, sentence.start, sentence.end) >= 0 for words in _RUNNING):
        return []
    counts = [
        AttackCount(match.start("n"), match.end(), int(match["n"]), at_least=False, ordinal=True)
        for match in _NUMBERED.finditer(folded, sentence.start, sentence.end)
        if _RUNS.match(folded, match.end(), sentence.end)
    ]
    for match in _ORDINAL.finditer(folded, sentence.start, sentence.end):
        lead = folded[max(sentence.start, match.start() - 60) : match.start()]
        value = _ordinal_value(match)
        noun = _NOUN_OF.search(lead + match.group())
        if not told and (noun is None or (noun.group() in _OF_ANYTHING and not _tells_of_attacks(found, sentence))):
            continue  # «وهي الثالثة خلال شهر»: of what, nobody says
        if value > 2 and _THE_NTH.search(lead) and _RUNS.match(folded, match.end(), sentence.end):
            counts.append(AttackCount(match.start(), match.end(), value, at_least=False, ordinal=True))
    return counts


def _ordinal_value(match: re.Match[str]) -> int:
    if match["round"]:
        return (_TENS.index(match["round"]) + 2) * 10 if match["round"] != "عشر" else 20
    unit = match["unit"] or match["bare"]
    value = 1 if unit == "حادي" else 2 if unit == "ثان" else _UNITS.index(unit) + 1
    if match["teen"]:
        return value + 10
    if match["tens"]:
        return value + (20 if match["tens"] == "عشر" else (_TENS.index(match["tens"]) + 2) * 10)
    return value


def _is_count(
    found: Findings, number: Number, sentence: Sentence, places: Sequence[PlaceMention], counting: bool, long: bool
) -> bool:
    """Whether a number counts attacks. `long` says whether the sentence is of a longer time than an event's."""
    folded = found.text.folded
    after = folded[number.end : min(sentence.end, number.end + 70)]
    before = folded[max(sentence.start, number.start - 110) : number.start]
    if _OTHER_THING.match(after) or _RANGE.search(before) or _COMPARED.search(before):
        return False
    if _FROM.search(before) and _UP_TO.match(after):
        return False
    counted = _COUNTED.match(after)
    if counted is not None:
        if _NO_ATTACKS.match(after, counted.end()) or _ON_OTHERS.match(after, counted.end()):
            return False
        if counted["noun"] in _OF_ANYTHING:
            # «أجرى المستشفى 24 عملية»: only where an attack or a party is told of are they attacks
            summed = _SUM_BEFORE.search(before) or _PLACED_SHARES.match(after, counted.end())
            return counting or _tells_of_attacks(found, sentence) or summed is not None
    if number.value > 1:
        if (counting and _IN_ALL.search(before)) or (long and (_RAIDS.match(after) or _OF_THOSE.match(after))):
            return True
        if counted is not None or _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after):
            return True
    elliptic = _ELLIPTIC.match(after) is not None and (
        COUNTRY.search(after[:30]) is not None or any(number.end < p.start < number.end + 30 for p in places)
    )
    # «… و3 في سوريا»، «وحقل العمر 19»: the thing counted is left out
    near = folded[max(sentence.start, number.start - NEAR) : number.start]
    named = any(0 <= number.start - p.end <= NEAR for p in places) or COUNTRY.search(near) is not None
    elliptic |= named and (after.lstrip(" ")[:1] in ("", "،", ".", "؛", ")") or after.startswith(" و"))
    if not counting:
        return elliptic and _PARTED.search(before) is not None and _ATTACKS_BEFORE.search(before) is not None
    return elliptic or bool(EACH.match(after) or _SHARE.search(before) or _PART.match(after))


def _tells_of_attacks(found: Findings, sentence: Sentence) -> bool:
    """Whether a sentence has an act or names a party."""
    if within(found.acts, sentence.start, sentence.end):
        return True
    return any(a.actor not in NOBODY for a in within(found.actors, sentence.start, sentence.end))
