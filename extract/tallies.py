"""Counts that somebody published: «12 هجوماً في العراق و5 في سوريا بين 17 و25 أكتوبر». Never incidents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors import NOBODY
from extract.dates import DateMention
from extract.findings import Findings
from extract.normalise import Sentence
from extract.numbers import Number
from extract.ordered import within
from extract.places import PlaceMention
from extract.windows import days_of, lately, spans_many_days, windows_of
from geo.places import Place
from incidents.types import Document, Evidence, Tally

# What is counted, right behind the number. Raids and shells are munitions of one event, so they are not here.
COUNTED_NOUNS = (
    *("مره", "مرات", "هجوم", "هجوما", "هجمات", "هجمه", "استهداف", "استهدافا", "استهدافات"),
    *("عمليه", "عمليات", "اعتداء", "اعتداءات", "قصفا"),
)
"""What a tally counts, folded."""
_NOUN = rf"(?:{'|'.join(COUNTED_NOUNS)})"
RAIDS = ("ضربه", "ضربات", "غاره", "غارات")
"""What a tally counts over many days only, folded: within a few they are those of one event («أربع غارات»)."""
_RAIDS = re.compile(rf"^\W{{0,3}}(?:{'|'.join(RAIDS)})(?!\w)")
# «العملية رقم 27»
_NUMBERED = re.compile(
    rf"(?<!\w)[وف]?(?:ال)?(?:{_NOUN}|عمليتنا|هجومنا|استهدافنا)(?: \w+)? (?:رقم|تحمل الرقم) \W?(?P<n>\d{{1,4}})(?!\d)"
)
# «20 هجوماً في العراق و18 في سوريا، أي ما مجموعه 38»
_IN_ALL = re.compile(r"(?<!\w)(?:ب?ما مجموعه|بمجموع|المجموع|مجموعها) (?:الي )?$")
# «و79 هجوماً في العراق، وهجومين في الأردن»
_TWO = re.compile(r"(?<!\w)[ول]{0,2}(?:هجوم|استهداف|عمليت|مرت|هجمت|اعتداء)(?:ين|ان)(?!\w)")
# «كانت حصة سوريا منها نحو 100»
_SHARE = re.compile(r"(?<!\w)[وف]?(?:حصه|نصيب) [^.،؛\n]{2,50}$")
_COUNTED = re.compile(rf"^\W{{0,3}}{_NOUN}(?!\w)")
_SUM = r"(?:عدد|تعداد|مجموع|اجمالي|حصيله)"
_COUNTED_BEFORE = re.compile(
    rf"{_SUM}\s+(?:(?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|هجوم|مرات)|ما استهدف)[^.؛\n]{{0,90}}$"
)
_COUNTED_AFTER = re.compile(rf"^\W{{0,4}}(?:هو )?{_SUM} (?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|مرات)")
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:مره|مرات|هجوما?|هجمات|عمليه|عمليات|اخري|منها|منفصله)\W+){0,3}(?:في|ب|علي|داخل|ضد|قرب)(?:\W|(?=ال))"
)
_SUMMED = re.compile(
    rf"(?<!\w)(?:[وفب]?ل?{_SUM}|[وفيت]?(?:وزع|توزع|موزع|احص|وثق|تصدر|ارتفع)\w*|الصداره|القائمه|حصه|نصيب|ما يزيد"
    r"|خلال|منذ|بلغ عدد|في (?:\d+ )?(?:يوما|ايام|اسبوع|شهر|اشهر))"
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
_EACH = re.compile(r"^\W{0,3}لكل (?:منهما|منها|منهم|واحده?|قاعده)(?!\w)")
_COUNTRY = re.compile(r"(?<!\w)(?:و|ف)?(?:ب|ل)?(العراق|عراقيه|سوريا|سوريه|السوريه|العراقيه|لسوريا|الاردن)(?!\w)")
COUNTRIES = {
    "العراق": "Iraq",
    "عراقيه": "Iraq",
    "العراقيه": "Iraq",
    "سوريا": "Syria",
    "سوريه": "Syria",
    "السوريه": "Syria",
    "لسوريا": "Syria",
    "الاردن": "Jordan",
}
"""Countries that a tally may be of, as they are written, folded."""
_OF_SURGEONS = re.compile(r"\s(?:قلب|جراح|قيصري|ولاد|زراع|زرع|تجميل|قسطر|بيع|شراء|مصرفي|تجاري|انتخابي)")
_OF_ANYTHING = frozenset({"مره", "مرات", "عمليه", "عمليات"})
"""Things counted that are attacks only where an attack or a party is told of."""
REGIONS = {
    "كردستان": "Kurdistan Region, Iraq",
    "كوردستان": "Kurdistan Region, Iraq",
    "الاقليم": "Kurdistan Region, Iraq",
    "الاداره الذاتيه": "north-east Syria",
    "شمال شرق سوريا": "north-east Syria",
    "شمال شرقي سوريا": "north-east Syria",
    "شمال وشرق سوريا": "north-east Syria",
}
"""Regions that have no mark of their own on the map but are counted as one."""
_COUNTRY_NAMES = {"SY": "Syria", "IQ": "Iraq", "JO": "Jordan"}
_NEAR_PLACE = 14
"""Folded characters between a place and the count told of it («وحقل العمر 19»)."""

_UNITS = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_TENS = "عشر ثلاث اربع خمس ست سبع ثمان تسع".split()
_UNIT = "|".join(["حادي", *(u for u in _UNITS if u != "ثاني"), "ثاني", "ثان"])
_ORDINAL = re.compile(
    rf"(?<!\w)(?:و|ف)?ال(?P<unit>{_UNIT})ه?(?: (?P<teen>عشره?)| وال(?P<tens>{'|'.join(_TENS)})(?:ون|ين))?(?!\w)"
    rf"|(?<!\w)ال(?P<round>{'|'.join(_TENS)})(?:ون|ين)(?!\w)|(?<!\w)(?P<bare>{_UNIT}) (?!مره){_NOUN}(?!\w)"
)
"""«التاسع»، «الرابعة والثلاثون»، «العشرون»، «ثالث استهداف»."""
ORDINALS = frozenset(article + unit + end for unit in _UNITS for article in ("", "ال", "وال") for end in ("", "ه")) | {
    f"ال{ten}{end}" for ten in _TENS for end in ("ون", "ين")
}
"""Folded words with which an ordinal begins."""
_NOUN_OF = re.compile(_NOUN)
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
_IN_SO_MANY = re.compile(r"(?<!\w)(?:في|عبر)\s?$")
"""«ضُربت يومي 24 و25 آذار قواعد كذا وكذا في ثلاث هجمات»: the very attacks told of, not a sum."""
_DAYS_OF_ONE_EVENT = 3
_THE_PLACE = re.compile(
    r"(?<!\w)(?:علي|ضد|استهدف\w{0,2}|طال\w{0,2}) (?:هذا |هذه )?ال(?:حقل|قاعده|موقع|معسكر|مطار|منشاه|سفاره)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A tally and where its count stands, folded: acts there are the counted thing, not events."""

    tally: Tally
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Count:
    """A number that counts events. Offsets are folded, half open."""

    start: int
    end: int
    value: int
    at_least: bool
    ordinal: bool
    """Whether it is told of the last event («الهجوم التاسع»), whose own words stand beside it."""


def tallies_of(
    found: Findings,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    before: Sequence[Counted],
    document: Document,
    last_place: Place | None = None,
) -> list[Counted]:
    """Return the tallies of one sentence; empty when it counts nothing.

    `before` are the tallies of the sentence before, whose window goes on («وتفصيلاً، كان نصيب حقل كونيكو 36 هجوماً»);
    `last_place` is the place told of last, which «على الحقل» means. A tally needs a thing counted (هجوم، استهداف،
    مرة …), two or more, and a window, a sum word or a window before it. What is counted «since» a day runs to the day
    of publication.
    """
    folded = found.text.folded
    many_days = spans_many_days(found, sentence, document.published)
    counts = _counts(found, sentence, places, bool(before), last_place is not None, many_days)
    if not counts:
        return []
    windows = windows_of(found, sentence)
    if not (windows or before or _SUMMED.search(folded, sentence.start, sentence.end)):
        return []
    source = next((s.name for s in within(found.sources, sentence.start, sentence.end)), None)
    result: list[Counted] = []
    for position, count in enumerate(counts):
        following = counts[position + 1].start if position + 1 < len(counts) else sentence.end
        window = min(windows, key=lambda d: abs(d.start - count.start), default=None)
        if window is not None and _tells_of_them(found, sentence, places, count, window):
            continue
        scopes = _each(folded, count, places) or [_scope(folded, sentence, count, following, places, last_place)]
        if scopes == [None] and before and not windows:
            scopes = [before[-1].tally.scope]
        if window is not None:
            days = days_of(found, sentence, window, document.published)
        elif before:
            days = (before[-1].tally.date_from, before[-1].tally.date_to)
        else:
            days = lately(folded, sentence, document.published)
        end = count.end
        counted = _COUNTED.match(folded[count.end : count.end + 30])
        if counted:
            end += counted.end()
        quote_end = window.end if window is not None and window.start >= end and window.end - count.start < 400 else end
        span = found.text.span(count.start, quote_end)
        evidence = Evidence(document.id, "tally", span, found.text.original[span.start : span.end], "tally:count")
        who = source or (before[-1].tally.source if before else None)
        for scope in filter(None, scopes):
            tally = Tally(document.id, count.value, count.at_least, scope, *days, who, (evidence,))
            result.append(Counted(tally, -1, -1) if count.ordinal else Counted(tally, count.start, end))
    return result


def _counts(
    found: Findings,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    counting_before: bool,
    told: bool,
    many_days: bool,
) -> list[_Count]:
    """Return the numbers of a sentence that count events, in order.

    `told` says whether attacks were told before, `many_days` whether the sentence is of a longer time than an event's.
    """
    counts: list[_Count] = []
    for n in within(found.numbers, sentence.start, sentence.end):
        dated = any(d.start <= n.start and n.end <= d.end for d in within(found.dates, n.start - 80, n.end + 80))
        counting = bool(counts) or counting_before
        if n.value >= (1 if counts else 2) and not dated and _is_count(found, n, sentence, places, counting, many_days):
            counts.append(_Count(n.start, n.end, n.value, n.at_least, ordinal=False))
    for match in _TWO.finditer(found.text.folded, counts[-1].end, sentence.end) if counts else ():
        counts.append(_Count(match.start(), match.end(), 2, at_least=False, ordinal=False))
    running = any(found.text.folded.find(words, sentence.start, sentence.end) >= 0 for words in _RUNNING)
    for match in _NUMBERED.finditer(found.text.folded, sentence.start, sentence.end) if running else ():
        if _RUNS.match(found.text.folded, match.end(), sentence.end):
            counts.append(_Count(match.start("n"), match.end(), int(match["n"]), at_least=False, ordinal=True))
    for match in _ORDINAL.finditer(found.text.folded, sentence.start, sentence.end) if running else ():
        lead = found.text.folded[max(sentence.start, match.start() - 60) : match.start()]
        value = _ordinal_value(match)
        noun = _NOUN_OF.search(lead + match.group())
        if not told and (noun is None or (noun.group() in _OF_ANYTHING and not _names_a_party(found, sentence))):
            continue  # «وهي الثالثة خلال شهر»: of what, nobody says
        if value > 2 and _THE_NTH.search(lead) and _RUNS.match(found.text.folded, match.end(), sentence.end):
            counts.append(_Count(match.start(), match.end(), value, at_least=False, ordinal=True))
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
    found: Findings,
    number: Number,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    counting: bool,
    many_days: bool,
) -> bool:
    folded = found.text.folded
    after = folded[number.end : min(sentence.end, number.end + 70)]
    before = folded[max(sentence.start, number.start - 110) : number.start]
    if _OTHER_THING.match(after) or _RANGE.search(before):
        return False
    counted = _COUNTED.match(after)
    if counted is not None and counted.group().strip(' «"(') in _OF_ANYTHING:
        if _OF_SURGEONS.match(after, counted.end()):
            return False
        # «أجرى المستشفى 24 عملية»: only where an attack or a party is told of are they attacks
        acts = bool(within(found.acts, sentence.start, sentence.end))
        return acts or counting or _names_a_party(found, sentence) or _SUM_BEFORE.search(before) is not None
    if counting and number.value > 1 and _IN_ALL.search(before):
        return True
    if number.value > 1 and _RAIDS.match(after) and many_days:
        return True
    if number.value > 1 and (counted is not None or _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after)):
        return True
    if not counting:
        return False
    # «… و3 في سوريا»، «وحقل العمر 19»: the thing counted is left out
    if _EACH.match(after) or _SHARE.search(before):
        return True
    if _ELLIPTIC.match(after) and (
        _COUNTRY.search(after[:30]) or any(number.end < p.start < number.end + 30 for p in places)
    ):
        return True
    return any(0 <= number.start - p.end <= _NEAR_PLACE for p in places) and after.lstrip(" ")[:1] in (
        "",
        "،",
        ".",
        "؛",
        ")",
    )


def _names_a_party(found: Findings, sentence: Sentence) -> bool:
    return any(a.actor not in NOBODY for a in within(found.actors, sentence.start, sentence.end))


def _tells_of_them(
    found: Findings, sentence: Sentence, places: Sequence[PlaceMention], count: _Count, window: DateMention
) -> bool:
    """Whether the attacks counted are those just told with their days and places («… في ثلاث هجمات»)."""
    first, last = window.date_start, window.date_end
    if first is None or last is None or (last - first).days >= _DAYS_OF_ONE_EVENT:
        return False
    if not _IN_SO_MANY.search(found.text.folded, sentence.start, count.start):
        return False
    acts = within(found.acts, sentence.start, count.start)
    return any(act.end <= place.start for act in acts for place in places if place.end <= count.start)


def _each(folded: str, count: _Count, places: Sequence[PlaceMention]) -> list[str | None]:
    """Return the places of «الشدادي والتنف بـ16 لكل منهما»; empty where the count is not told of each."""
    if not _EACH.match(folded[count.end : count.end + 20]):
        return []
    start = max(folded.rfind(mark, 0, count.start) for mark in "،.؛:")
    return [_named(p) for p in places if start < p.start < count.start and p.place is not None and not p.is_area]


def _scope(
    folded: str,
    sentence: Sentence,
    count: _Count,
    following: int,
    places: Sequence[PlaceMention],
    last_place: Place | None,
) -> str | None:
    """Return what is counted, in English: the place right before the count, else places or countries behind it, else
    the countries or regions of the sentence, else the place that «على الحقل» means, or the country told of last."""
    told = [p for p in places if p.place is not None and not p.is_area]
    before = next((p for p in reversed(told) if 0 <= count.start - p.end <= _NEAR_PLACE), None)
    if before is not None:
        return _named(before)
    behind = folded[count.end : min(following, count.end + 110)]
    behind = re.split("[،:؛]", behind)[0]
    countries = [COUNTRIES[m.group(1)] for m in _COUNTRY.finditer(behind)]
    reach = count.end + min(len(behind), 60)
    place = next((p for p in told if count.end <= p.start < min(following, reach)), None)
    if place is not None:
        first = _COUNTRY.search(behind)
        if first is None or place.start - count.end < first.start():
            return _named(place)
    if not countries:
        if last_place is not None and _THE_PLACE.search(folded, sentence.start, sentence.end):
            return f"{last_place.name_en}, {_COUNTRY_NAMES[last_place.country]}"
        region = next((name for words, name in REGIONS.items() if words in folded[sentence.start : sentence.end]), None)
        if region is not None:
            return region
        countries = [COUNTRIES[m.group(1)] for m in _COUNTRY.finditer(folded, sentence.start, sentence.end)]
    if countries:
        return " and ".join(dict.fromkeys(countries))
    near = [p for p in told if p.start < count.start] or [p for p in places if p.place is not None and p.is_area]
    if near:
        return _named(near[-1])
    return _COUNTRY_NAMES[last_place.country] if last_place is not None else None


def _named(mention: PlaceMention) -> str | None:
    """Return a place with its country, as a tally's scope."""
    place = mention.place
    return None if place is None else f"{place.name_en}, {_COUNTRY_NAMES[place.country]}"
